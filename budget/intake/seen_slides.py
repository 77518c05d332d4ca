"""Điều thấy được của một bản trình chiếu: the order of its slides, hidden ones, pictures and hidden text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from budget.intake.container import Limits
from budget.intake.seen import WHITE, WORDS, Drawn, Look, Opened, child, get, local, texts
from budget.intake.seen_drawings import content
from budget.intake.slides import Slide, slides

if TYPE_CHECKING:
    from lxml import etree


SHAPES = ("sp", "pic", "graphicFrame", "cxnSp", "grpSp", "contentPart")
TINY = 300
"""Hundredths of a point below which letters are no letters."""
FAINT = 20_000
"""Thousandths of a percent of colour below which letters are not seen."""


def look_of_slides(data: bytes, limits: Limits) -> list[Look]:
    """Từng trang in the order shown; what lies on layout and master is part of each slide."""
    package = Opened(data, limits)
    root = package.xml("ppt/presentation.xml")
    size = child(root, "sldSz")
    whole = float(get(size, "cx") or 1), float(get(size, "cy") or 1)
    below: dict[tuple[str, ...], list[Drawn]] = {}
    return [_look(package, slide, whole, below) for slide in slides(package)]


def _look(
    package: Opened, slide: Slide, whole: tuple[float, float], below: dict[tuple[str, ...], list[Drawn]]
) -> Look:
    look, root = Look(), package.xml(slide.part)
    if root is None:
        raise ValueError(slide.part)
    if slide.below not in below:
        layers = [(part, layer) for part in slide.below if (layer := package.xml(part)) is not None]
        below[slide.below] = [
            one for part, layer in layers for one in _drawn(package, part, layer, whole, under=True)
        ]
    look.drawn = [*_drawn(package, slide.part, root, whole), *below[slide.below]]
    if get(root, "show") in ("0", "false"):
        look.marks["hidden_slide", ""] = ""
    look.count("hidden_text", _unseen(root, whole))
    for part in slide.comments:
        comments = package.xml(part)
        found = [one for one in (comments.iter() if comments is not None else ()) if _says(one)]
        look.count("comment", [one.text or "" for one in found])
    return look


def _says(element: etree._Element) -> bool:
    return local(element) in ("text", "t") and bool((element.text or "").strip())


def _drawn(
    package: Opened, part: str, root: etree._Element, whole: tuple[float, float], *, under: bool = False
) -> Iterator[Drawn]:
    """The shapes of a slide; of layout and master (`under`) those that are no place for text."""
    links = package.links(part)
    background = child(root, "cSld", "bg")
    if background is not None and (picture := package.picture(background, links)):
        yield Drawn(f"bg {picture}", "")
    for shape in _shapes(root):
        if _holds_place(shape) and (under or not texts(shape)):
            continue
        said, box = texts(shape), _box(shape, whole)
        if said and not under:
            # a box grows with its letters in one program and not in another
            yield Drawn(f"{WORDS}{said}", said[:80], _told(box), box[:2])
        else:
            shown = content(package, shape, links, cells=False)
            yield Drawn(f"below {shown}" if under else shown, said[:80] or _told(box), _told(box), box)


def _shapes(root: etree._Element) -> Iterator[etree._Element]:
    for one in root.iter():
        if local(one) in SHAPES:
            yield one


def _holds_place(shape: etree._Element) -> bool:
    return any(local(one) == "ph" for one in shape.iter())


def _told(box: tuple[float, ...]) -> str:
    """The place of a shape: its middle, from left and top, in percent of the slide."""
    if not box:
        return ""
    left, top, width, height = box
    return f"{100 * (left + width / 2):.0f} % × {100 * (top + height / 2):.0f} %"


def _box(shape: etree._Element, whole: tuple[float, float]) -> tuple[float, ...]:
    """Left, top, width and height as shares of the slide; empty where the layout gives them."""
    form = child(shape, "spPr", "xfrm")
    form = child(shape, "grpSpPr", "xfrm") if form is None else form
    form = child(shape, "xfrm") if form is None else form
    start, size = child(form, "off"), child(form, "ext")
    if start is None or size is None or any(local(one) == "grpSp" for one in shape.iterancestors()):
        return ()
    sides = (start, "x", 0), (start, "y", 1), (size, "cx", 0), (size, "cy", 1)
    return tuple(float(get(one, name) or 0) / whole[axis] for one, name, axis in sides)


def _unseen(root: etree._Element, whole: tuple[float, float]) -> Iterator[str]:
    """Words in hidden shapes or beside the slide, and those that are struck out, white, faint or tiny."""
    for shape in _shapes(root):
        if local(shape) == "grpSp":
            continue
        box = _box(shape, whole)
        beside = bool(box) and (max(box[:2]) >= 1 or box[0] + box[2] <= 0 or box[1] + box[3] <= 0)
        name = next((one for one in shape.iter() if local(one) == "cNvPr"), None)
        whole_shape = beside or get(name, "hidden") in ("1", "true")
        for paragraph in (one for one in shape.iter() if local(one) == "p"):
            runs = [one for one in paragraph if local(one) in ("r", "fld")]
            said = [texts(run) for run in runs if whole_shape or _hides(child(run, "rPr"))]
            if any(said):
                yield " ".join(filter(None, said))


def _hides(look: etree._Element | None) -> bool:
    size, colour = get(look, "sz"), child(look, "solidFill", "srgbClr")
    clear = get(child(colour, "alpha"), "val") if colour is not None else ""
    return (
        get(look, "strike") not in ("", "noStrike")
        or bool(size and int(size) <= TINY)
        or get(colour, "val").upper() == WHITE
        or bool(clear.isdigit() and int(clear) < FAINT)
    )
