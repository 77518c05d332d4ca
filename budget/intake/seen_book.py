"""Điều thấy được của một sổ: number formats, hidden sheets, rows, columns and cells, headers, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from budget.intake.container import Limits
from budget.intake.grid import address, position
from budget.intake.seen import ID, Drawn, Look, Opened, Seen, child, children, differ, get, local, texts
from budget.intake.seen_drawings import drawings
from budget.intake.seen_dress import Dress
from budget.intake.seen_formats import told

if TYPE_CHECKING:
    from lxml import etree


THIN = 1.0, 0.3
"""Height of a row in points and width of a column in letters, below which nothing of it is seen."""

LARGEST = 64 * 2**20
"""Bytes of a sheet; the process that reads it is held to its memory."""

NEAR = 1.5
"""Rows and columns by which a drawing may be off: programs measure them differently."""

_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|[LCRPNDTBIUESXYAFZG]|\d+)')
_DIGITS = "0123456789"
_TRUE = ("1", "true")
Cells = dict[str, tuple[str, str, str]]
"""By place the kind of value, how its format shows it, and what is hidden of it."""


@dataclass(slots=True)
class Sheet(Look):
    """Một trang: beside its look how each cell with content shows it, and whether it hides it."""

    cells: Cells = field(default_factory=dict)


def look_of_book(data: bytes, limits: Limits) -> dict[str, Sheet]:
    """Từng trang của sổ, in their order. Raises whatever a damaged package makes of it, and TimeoutError
    where it takes longer than the limits allow.
    """
    package = Opened(data, limits, LARGEST)
    book, links = package.xml("xl/workbook.xml"), package.links("xl/workbook.xml")
    dress = Dress(package)
    found = {}
    for sheet in children(book, "sheets"):
        target = links.get(str(sheet.get(ID)), ("", ""))[1]
        look = found[str(sheet.get("name"))] = _sheet(package, target, dress)
        if get(sheet, "state") not in ("", "visible"):
            look.marks["hidden_sheet", ""] = ""
    return found


def _sheet(package: Opened, part: str, dress: Dress) -> Sheet:
    root, look = package.xml(part), Sheet()
    if root is None:
        raise ValueError(f"no sheet {part!r}")
    _cells(package, root, look, dress)
    _edges(root, look)
    _conditional(root, look, dress)
    for view in children(root, "sheetViews"):
        for name, usual in (("showFormulas", False), ("showZeros", True)):
            if get(view, name) and (get(view, name) in _TRUE) is not usual:
                look.marks["view", name] = ""
    _around(package, part, look)
    return look


def _cells(package: Opened, root: etree._Element, look: Sheet, dress: Dress) -> None:
    rows: list[int] = []
    columns: set[str] = set()
    form = child(root, "sheetFormatPr")
    usual = get(form, "defaultRowHeight") or "15"
    for row in children(root, "sheetData"):
        place = ""
        for cell, value in _filled(row):
            place = cell.get("r", "")
            look.cells[place] = *dress.shown(cell, value), dress.hides(cell, value)
            columns.add(place.rstrip(_DIGITS))
        if place and (row.get("hidden") in _TRUE or float(row.get("ht") or usual) < THIN[0]):
            rows.append(position(place)[0] + 1)
        package.check()
    for number in rows:
        look.marks["hidden_row", str(number)] = ""
    # a cell without an address has no column: then nothing is known of the sheet
    used = {position(f"{letters}1")[1] for letters in columns}
    for column in _hidden_columns(root, used, get(form, "defaultColWidth")):
        look.marks["hidden_column", address(0, column).rstrip("1")] = ""
    for place in _covered(root, look.cells):
        look.marks["hidden_cell", place] = ""


def _filled(row: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for cell in row:
        value = next((part.text for part in cell if str(part.tag).endswith("}v")), None)
        said = value or (texts(cell) if cell.get("t") == "inlineStr" else "")
        if said:
            yield cell, said


def _hidden_columns(root: etree._Element, used: set[int], usual: str) -> list[int]:
    shown: dict[int, bool] = {}
    for one in children(root, "cols"):
        first, last = int(get(one, "min")) - 1, int(get(one, "max")) - 1
        hidden = get(one, "hidden") in _TRUE or float(get(one, "width") or usual or 9) < THIN[1]
        shown |= {column: not hidden for column in used if first <= column <= last}
    default = float(usual or 9) >= THIN[1]
    return sorted(column for column in used if not shown.get(column, default))


def _covered(root: etree._Element, cells: Cells) -> list[str]:
    """Cells with content under a merged one, which shows only its first."""
    spans = [get(one, "ref").split(":") for one in children(root, "mergeCells")]
    found = []
    for (top, left), (bottom, right) in (map(position, one) for one in spans if len(one) == 2):
        if (bottom - top + 1) * (right - left + 1) > len(cells):
            inside = [one for one in cells if _within(position(one), top, left, bottom, right)]
        else:
            rows, columns = range(top, bottom + 1), range(left, right + 1)
            inside = [one for row in rows for column in columns if (one := address(row, column)) in cells]
        found += [one for one in inside if position(one) != (top, left)]
    return found


def _within(place: tuple[int, int], top: int, left: int, bottom: int, right: int) -> bool:
    return top <= place[0] <= bottom and left <= place[1] <= right


def _edges(root: etree._Element, look: Look) -> None:
    """What headers and footers say, without fonts and numbers of pages."""
    for edge in children(root, "headerFooter"):
        said = " ".join(_CODES.sub(" ", edge.text or "").split())
        if said:
            look.marks["edge", local(edge)] = said


def _conditional(root: etree._Element, look: Look, dress: Dress) -> None:
    for area in (one for one in root if local(one) == "conditionalFormatting"):
        for rule in area:
            code, hidden = dress.rule(get(rule, "dxfId"))
            if code:
                look.marks["format", get(area, "sqref")] = code
            if hidden or any(get(one, "showValue") in ("0", "false") for one in rule):
                look.marks["hidden_cell", get(area, "sqref")] = ""


def _around(package: Opened, part: str, look: Look) -> None:
    """Notes, drawings, and pictures behind the sheet or in its headers."""
    for kind, target in package.links(part).values():
        if kind == "comments":
            root = package.xml(target)
            for one in children(root, "commentList"):
                look.marks["comment", get(one, "ref")] = texts(one)
        elif kind == "drawing":
            look.drawn += drawings(package, target)
        elif kind in ("image", "oleObject", "control"):
            look.drawn.append(Drawn(package.digest(target), ""))
        elif kind == "vmlDrawing":
            images = [goal for sort, goal in package.links(target).values() if sort == "image"]
            look.drawn += [Drawn(package.digest(image), "") for image in images]


def seen_of_books(was: dict[str, Sheet], now: dict[str, Sheet]) -> list[Seen]:
    """Điều khác của hai sổ beside the values of cells: the order of sheets, and each sheet that both have."""
    both = [name for name in was if name in now]
    found = []
    if both != (order := [name for name in now if name in was]):
        found.append(Seen("order", "", "", ", ".join(both), ", ".join(order)))
    for name in both:
        found += _of_cells(name, was[name].cells, now[name].cells)
        found += differ(name, was[name], now[name], NEAR)
    return found


def _of_cells(sheet: str, was: Cells, now: Cells) -> list[Seen]:
    found = []
    for place, (kind, form, hidden) in was.items():
        sort, other, hides = now.get(place, (kind, form, hidden))
        # a figure of another sign, or words, is told as a change of the cell
        if form != other and kind == sort:
            found.append(Seen("format", sheet, place, told(form), told(other)))
        if hidden != hides:
            found.append(Seen("hidden_cell", sheet, place, hidden or None, hides or None))
    return found
