"""Bảng theo đơn vị: units under Roman groups by level, sub-totals and the total as sums, in any columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budget.report.tables import roman
from budget.report.workbook_book import (
    GROUP_LOOK,
    HEAD_LOOK,
    MUTED,
    TOTAL_LOOK,
    Page,
    Value,
    column_name,
)
from budget.report.workbook_print import ROW, lines
from budget.units import KIND, Units

IDENTITY = 3
"""STT, code and name stand before the figures."""

WIDTHS = (5.0, 10.0, 36.0)


@dataclass(frozen=True)
class Field:
    """Một cột số liệu: heading, kind of cell, one value a unit, and its place under a heading of several
    columns.

    `source` is the formula of a unit's cell where the workbook recalculates.
    `adds`: groups and total are sums. `formula` makes an Excel formula of its row (from 1) in every row,
    `total` the
    value of that formula in the rows of sums; `note` is how the column is made (3=1-2), in the row of column
    numbers.
    """

    heading: str
    kind: str
    values: Sequence[Value]
    adds: bool = False
    formula: Callable[[int], str] | None = None
    total: Callable[[Sequence[int]], Value] | None = None
    note: str = ""
    over: str = ""
    source: Callable[[int], str] | None = None


@dataclass(frozen=True)
class Written:
    """Nơi bảng đứng: rows (from 0) of the heading, of the total, and of every unit in the order of the
    data."""

    head: int
    total: int
    unit: tuple[int, ...]
    last: int


def units_table(page: Page, units: Units, fields: Sequence[Field], total_label: str) -> Written:
    """Ghi bảng: heading of one or two rows, column numbers, the total, then the groups with their units."""
    head = page.row
    _head(page, fields)
    top = page.row
    page.row += 1
    rows, sums = [0] * len(units), []
    for kind in KIND:
        members = [i for i, of in enumerate(units.kind) if of == kind]
        if not members:
            continue
        sums.append(page.row)
        number, name = roman(len(sums)), page.words.kind(kind)
        _sum_row(
            page, fields, page.row, number, name, members, range(page.row + 1, page.row + 1 + len(members))
        )
        page.row += 1
        page.keep(page.row)
        for place, i in enumerate(members, 1):
            rows[i] = page.row
            _unit_row(page, units, fields, i, place)
            page.row += 1
    _sum_row(page, fields, top, "", total_label, range(len(units)), sums, total=True)
    return Written(head, top, tuple(rows), page.row - 1)


def _head(page: Page, fields: Sequence[Field]) -> None:
    words, row = page.words, page.row
    titles = [words.t("table.number"), words.column("code"), words.column("name")]
    two = any(field.over for field in fields)
    if two:
        for column, title in enumerate(titles):
            page.sheet.merge_range(row, column, row + 1, column, title, page.book.format("wrap", **HEAD_LOOK))
        _upper(page, fields, row)
        page.row += 1
    else:
        for column, title in enumerate(titles):
            page.put(row, column, "wrap", title, **HEAD_LOOK)
    need = 1
    for column, field in enumerate(fields, IDENTITY):
        need = max(need, lines(field.heading, page.widths[column], bold=True))
        if field.over or not two:
            page.put(page.row, column, "wrap", field.heading, **HEAD_LOOK)
    page.height(page.row, ROW * min(need, 6) + 4)
    page.row += 1
    tall = 1
    for column in range(IDENTITY + len(fields)):
        said = fields[column - IDENTITY].note if column >= IDENTITY else ""
        note = f"{column + 1}{said}"
        tall = max(tall, lines(note, page.widths[column], 9))
        page.put(page.row, column, "wrap", note, ruled=True, align="center", **MUTED | {"font_size": 9})
    page.height(page.row, ROW * tall)
    page.row += 1


def _upper(page: Page, fields: Sequence[Field], row: int) -> None:
    """The row of headings over several columns."""
    style, start, need = page.book.format("wrap", **HEAD_LOOK), 0, 1
    while start < len(fields):
        over, end = fields[start].over, start
        while over and end + 1 < len(fields) and fields[end + 1].over == over:
            end += 1
        first, last = IDENTITY + start, IDENTITY + end
        if not over:
            page.sheet.merge_range(row, first, row + 1, first, fields[start].heading, style)
        else:
            page.across(row, first, last, over, "wrap", **HEAD_LOOK)
            need = max(need, lines(over, sum(page.widths[first : last + 1]), bold=True))
        start = end + 1
    page.height(row, ROW * min(need, 4) + 4)


def _unit_row(page: Page, units: Units, fields: Sequence[Field], i: int, place: int) -> None:
    row = page.row
    page.put(row, 0, "centre", str(place), ruled=True)
    page.put(row, 1, "text", units.code[i], ruled=True)
    page.put(row, 2, "wrap", units.name[i], ruled=True)
    for column, field in enumerate(fields, IDENTITY):
        formula = field.formula(row + 1) if field.formula else field.source(i) if field.source else ""
        page.put(row, column, field.kind, field.values[i], formula=formula, ruled=True)
    page.height(row, ROW * lines(units.name[i], page.widths[2]), level=1)


def _sum_row(
    page: Page,
    fields: Sequence[Field],
    row: int,
    number: str,
    label: str,
    members: Sequence[int],
    parts: Sequence[int],
    *,
    total: bool = False,
) -> None:
    look: Mapping[str, Any] = TOTAL_LOOK if total else GROUP_LOOK
    page.cells(row, {0: ("centre", number), 1: ("text", ""), 2: ("wrap", label)}, **look)
    for column, field in enumerate(fields, IDENTITY):
        if field.formula and field.total:
            page.put(
                row,
                column,
                field.kind,
                field.total(members),
                formula=field.formula(row + 1),
                ruled=True,
                **look,
            )
        elif field.adds:
            # published figures are whole đồng, so that their sum is exact
            value = sum(int(x) for i in members if isinstance(x := field.values[i], int | float))
            page.put(row, column, field.kind, value, formula=_sum(column, parts), ruled=True, **look)
        else:
            page.put(row, column, "text", "", ruled=True, **look)


def _sum(column: int, parts: Sequence[int]) -> str:
    """Sum of rows: a range where they follow one another, else cell by cell."""
    letter = column_name(column)
    if isinstance(parts, range):
        return f"=SUM({letter}{parts[0] + 1}:{letter}{parts[-1] + 1})"
    return "=" + "+".join(f"{letter}{part + 1}" for part in parts) if parts else "=0"
