"""Điều thấy được của một văn bản Word: hidden text, pictures and other things set into it, comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from budget.intake.container import Limits
from budget.intake.seen import WHITE, Drawn, Look, Opened, child, get, local, on, texts
from budget.intake.seen_drawings import content

if TYPE_CHECKING:
    from lxml import etree


_PAGES = re.compile(r"word/(document|footnotes|endnotes)\.xml")
_EDGES = re.compile(r"word/(header|footer)\d*\.xml")
_SET_IN = ("drawing", "pict", "object", "altChunk")
TINY = 6
"""Half points below which letters are no letters."""
METRE, UNITS = 100, 360_000
"""Centimetres of a metre, and units of a drawing in a centimetre."""

LOW = 40
"""Height of a row, in twentieths of a point, that shows nothing of it."""


def look_of_text(data: bytes, limits: Limits) -> dict[str, Look]:
    """Thân văn bản, chú thích, and all headers and footers as one ("edge"), since programs store one for each
    section; comments.
    """
    package = Opened(data, limits)
    styles = package.xml("word/styles.xml")
    hidden, counting = _styles(styles, _hides), _styles(styles, _counts)
    found: dict[str, Look] = {"edge": Look(), "comments": Look()}
    edges: set[Drawn] = set()
    hidden_edges: set[str] = set()
    for name in sorted(package.names):
        page, edge = _PAGES.fullmatch(name), _EDGES.fullmatch(name)
        root = package.xml(name) if page or edge else None
        if root is None:
            continue
        drawn, unseen = list(_drawn(package, name, root)), list(_unseen(root, hidden))
        if page:
            look = found[page[1]] = Look(drawn=drawn)
            look.count("hidden_text", unseen)
            look.count("numbered", _numbered(root, counting))
        else:
            edges.update(drawn)
            hidden_edges.update(unseen)
    found["edge"].drawn = sorted(edges, key=lambda one: (one.content, one.where))
    found["edge"].count("hidden_text", hidden_edges)
    comments = package.xml("word/comments.xml")
    found["comments"].count("comment", map(texts, comments if comments is not None else ()))
    return found


def _unseen(root: etree._Element, styles: set[str]) -> Iterator[str]:
    """The words of each paragraph that are not to be seen."""
    for paragraph in root.iter(_tag(root, "p")):
        whole = _style(child(paragraph, "pPr", "pStyle")) in styles or _in_low_row(paragraph)
        words = [
            texts(run) if whole or _hides(run) or _style(child(run, "rPr", "rStyle")) in styles else ""
            for run in paragraph.iter(_tag(root, "r"))
        ]
        if any(words):
            yield " ".join(filter(None, words))


def _hides(element: etree._Element) -> bool:
    """Hidden, struck out, white or tiny."""
    look = child(element, "rPr")
    if any(on(child(look, name)) for name in ("vanish", "strike", "dstrike")):
        return True
    size = get(child(look, "sz"), "val")
    white = get(child(look, "color"), "val").upper() == WHITE and child(look, "shd") is None
    return white or (size.isdigit() and int(size) <= TINY)


def _in_low_row(paragraph: etree._Element) -> bool:
    for row in (one for one in paragraph.iterancestors() if local(one) == "tr"):
        height = child(row, "trPr", "trHeight")
        low = get(height, "hRule") == "exact" and int(get(height, "val") or LOW) < LOW
        if low or on(child(row, "trPr", "hidden")):
            return True
    return False


def _styles(root: etree._Element | None, does: Callable[[etree._Element], bool]) -> set[str]:
    """Styles of which something is true by themselves or by what they rest on."""
    listed = [one for one in (root if root is not None else ()) if local(one) == "style"]
    listed = [one for one in listed if get(one, "type") in ("paragraph", "character")]
    found = {get(one, "styleId") for one in listed if does(one)}
    while more := {get(o, "styleId") for o in listed if _style(child(o, "basedOn")) in found} - found:
        found |= more
    return found - {""}


def _numbered(root: etree._Element, styles: set[str]) -> Iterator[str]:
    """Paragraphs before which the program sets a number or a sign that is no text of theirs."""
    for paragraph in root.iter(_tag(root, "p")):
        if _counts(paragraph) or _style(child(paragraph, "pPr", "pStyle")) in styles:
            yield texts(paragraph)


def _counts(element: etree._Element) -> bool:
    return get(child(element, "pPr", "numPr", "numId"), "val") not in ("", "0")


def _style(element: etree._Element | None) -> str:
    return get(element, "val")


def _drawn(package: Opened, name: str, root: etree._Element) -> Iterator[Drawn]:
    """What is set into the text: in which paragraph, how large."""
    links = package.links(name)
    near = ""
    for element in root.iter():
        kind = local(element)
        if kind == "p":
            near = texts(element) or near
        elif kind in _SET_IN and not any(local(one) in _SET_IN for one in element.iterancestors()):
            shown = content(package, element, links, cells=False)
            size = _size(element)
            told = " × ".join(f"{one * METRE:.1f} cm" for one in size)
            yield Drawn(f"{kind} {shown}", near[:80], told, size)


def _size(element: etree._Element) -> tuple[float, ...]:
    """Width and height in metres."""
    extent = next((one for one in element.iter() if local(one) == "extent"), None)
    return tuple(int(get(extent, side) or 0) / METRE / UNITS for side in ("cx", "cy"))


def _tag(root: etree._Element, name: str) -> str:
    return f"{str(root.tag).rpartition('}')[0]}}}{name}"
