"""Hình trên trang tính: pictures, shapes and charts by content and place."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from budget.intake.grid import address
from budget.intake.seen import Drawn, Opened, child, get, local, texts
from budget.intake.seen_formats import literal_digits

if TYPE_CHECKING:
    from lxml import etree


_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")


def drawings(package: Opened, part: str) -> list[Drawn]:
    """Những hình của một trang, each at the cells that it covers."""
    root, links = package.xml(part), package.links(part)
    found = []
    for anchor in (one for one in (root if root is not None else ()) if local(one) in _ANCHORS):
        box = [_corner(child(anchor, corner)) for corner in ("from", "to")]
        numbers = tuple(float(one) for corner in box if corner for one in corner)
        where = ":".join(address(*corner) for corner in box if corner)
        found.append(Drawn(content(package, anchor, links), where, where, numbers))
    return found


def content(
    package: Opened, element: etree._Element, links: dict[str, tuple[str, str]], *, cells: bool = True
) -> str:
    """Nội dung một hình: its pictures by hash, its words, its charts by the `cells` that they show; those of
    a paper have their figures, which are compared piece by piece, in themselves.
    """
    ids = [get(one, "id") for one in element.iter() if local(one) == "chart"]
    charts = [chart_of(package, links[one][1], cells=cells) for one in ids if one in links]
    if charts:
        return f"chart {' '.join(charts)}"
    kind = next(
        (local(one) for one in element.iter() if local(one) in ("pic", "sp", "cxnSp", "grpSp")), "other"
    )
    return f"{kind} {package.picture(element, links)} {texts(element)}"


def chart_of(package: Opened, part: str, *, cells: bool) -> str:
    """Những ô mà một biểu đồ vẽ and the words in it; formats that print digits of their own too."""
    root = package.xml(part)
    if root is None:
        return ""
    shown = [unescape(one.text or "") for one in root.iter() if local(one) == "f" and "!" in (one.text or "")]
    codes = [get(one, "formatCode") for one in root.iter() if local(one) == "numFmt"]
    odd = [code for code in codes if literal_digits(code)]
    return " ".join([texts(root), *(one.replace("'", "") for one in shown), *odd] if cells else odd)


def _corner(element: etree._Element | None) -> tuple[int, int] | None:
    if element is None:
        return None
    row, column = (child(element, name) for name in ("row", "col"))
    if row is None or column is None:
        return None
    return int(row.text or 0), int(column.text or 0)
