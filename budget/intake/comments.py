"""Notes put beside the comments of a sheet, with the boxes in which Excel shows them (ghi chú ô)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence

from lxml import etree

from budget.intake.grid import position
from budget.intake.package import RELATIONS, Package, absolute, as_bytes, link

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MOST = 4000
_AFTER = frozenset(
    (
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    )
)
"""What stands behind the reference to the boxes in a sheet."""
_VML_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
_VML_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_VML_NOTE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;width:270pt;height:90pt;'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left},15,{row},2,{right},15,{bottom},4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


def add_notes(
    package: Package, part: str, root: etree._Element, notes: Mapping[str, str], author: str
) -> None:
    """Note a text at cells of a sheet, whose element is `root`."""
    name, links = package.links_of(part)
    _comments(package, part, links, notes, author)
    _boxes(package, part, root, links, list(notes))
    package.parts[name] = as_bytes(links)


def _comments(
    package: Package, part: str, links: etree._Element, notes: Mapping[str, str], author: str
) -> None:
    """Add the notes to the comments of a sheet; one that is there keeps its text below."""
    tag = package.tag
    target = _target(links, "comments")
    name = absolute(posixpath.dirname(part), target) if target else package.unused("xl/commentsLoi{}.xml")
    if target:
        root = etree.fromstring(package.parts[name])
    else:
        root = etree.fromstring(f'<comments xmlns="{package.main}"><authors/><commentList/></comments>')
        package.type_of(name, _COMMENTS)
        link(links, "comments", f"/{name}")
    authors, listed = root.find(tag("authors")), root.find(tag("commentList"))
    if authors is None or listed is None:
        raise ValueError("comments without authors")
    etree.SubElement(authors, tag("author")).text = author
    there = {str(comment.get("ref")): comment for comment in listed}
    for place, text in notes.items():
        comment = there.get(place)
        if comment is None:
            comment = etree.SubElement(listed, tag("comment"), ref=place, authorId=str(len(authors) - 1))
            etree.SubElement(comment, tag("text"))
        body = comment.find(tag("text"))
        if body is None:
            raise ValueError("a comment without text")
        if text in "".join(str(piece) for piece in body.itertext()):
            continue
        for plain in body.findall(tag("t")):  # a text of one piece becomes a run before others stand by it
            run = body.makeelement(tag("r"))
            body.replace(plain, run)
            run.append(plain)
        run = body.makeelement(tag("r"))
        piece = etree.SubElement(run, tag("t"))
        piece.text = f"{text[:_MOST]}\n" if len(body) else text[:_MOST]
        piece.set(_SPACE, "preserve")
        body.insert(0, run)
    listed[:] = sorted(listed, key=lambda comment: position(str(comment.get("ref"))))
    package.parts[name] = as_bytes(root)


def _boxes(
    package: Package,
    part: str,
    root: etree._Element,
    links: etree._Element,
    places: Sequence[str],
) -> None:
    """The boxes in which Excel shows comments; a comment without one makes it mend the file."""
    legacy = root.find(package.tag("legacyDrawing"))
    if legacy is None:
        name = package.unused("xl/drawings/vmlDrawingLoi{}.vml")
        package.parts[name] = _VML_HEAD.encode()
        package.default_type("vml", _VML)
        legacy = root.makeelement(package.tag("legacyDrawing"))
        legacy.set(f"{{{RELATIONS}}}id", link(links, "vmlDrawing", f"/{name}"))
        after = next((child for child in root if etree.QName(child).localname in _AFTER), None)
        root.insert(root.index(after) if after is not None else len(root), legacy)
    else:
        wanted = legacy.get(f"{{{RELATIONS}}}id")
        target = next(str(entry.get("Target")) for entry in links if entry.get("Id") == wanted)
        name = absolute(posixpath.dirname(part), target)
    text = package.parts[name].decode("utf-8", "replace")
    shapes = "" if "_x0000_t202" in text else _VML_TYPE
    first = max((int(n) for n in re.findall(r"_x0000_s(\d+)", text)), default=1024) + 1
    for n, place in enumerate(places, first):
        row, column = position(place)
        drawn = rf"<x:Row>\s*{row}\s*</x:Row>\s*<x:Column>\s*{column}\s*</x:Column>"
        if not re.search(drawn, text):
            shapes += _VML_NOTE.format(
                id=n, row=row, column=column,
                left=column + 1, right=column + 5, bottom=row + 6,
            )  # fmt: skip
    head, _, tail = text.rpartition("</xml>")
    package.parts[name] = f"{head}{shapes}</xml>{tail}".encode()


def _target(links: etree._Element, kind: str) -> str:
    return next((str(e.get("Target")) for e in links if str(e.get("Type")).endswith(f"/{kind}")), "")
