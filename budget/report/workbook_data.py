"""Trang Dữ liệu: the base year's data as loaded, every column of the data dictionary, in đồng."""

from __future__ import annotations

import math

from budget.completeness import pending_figures
from budget.report.data_file import Given
from budget.report.workbook_book import (
    HEAD_LOOK,
    INPUT_LOOK,
    MUTED,
    TOTAL_LOOK,
    Book,
    Page,
    column_name,
)
from budget.report.workbook_print import REPEATED, ROW, lines
from budget.units import COLUMNS, Units

FIRST_ROW = 3
"""The row (from 0) of the first unit."""

FIRST = 1
"""The column of the first field; STT stands before it."""

_WIDTHS = {"code": 11.0, "name": 38.0, "kind": 13.5, "field": 20.0, "ward": 18.5, "owner": 34.0}
_BY_TYPE = {"money": 17.0, "count": 9.0, "mark": 9.0, "text": 16.0, "choice": 14.0}
_KINDS = {"money": "dong", "count": "count"}


def data_sheet(
    book: Book, units: Units, name: str, mark: str, *, live: bool = False, given: Given = None
) -> None:
    """Ghi trang Dữ liệu. An amount that is not known stays blank; `given` as for `data_csv`."""
    words = book.words
    widths = [5.0, *(_WIDTHS.get(c.id, _BY_TYPE[c.type]) for c in COLUMNS)]
    page = Page(book, name, widths, mark)
    # across a few columns only: the sheet prints on several pages side by side
    title = words.t("workbook.data_title", year=units.base_year)
    page.put(page.row, 0, "text", title.upper(), bold=True, font_size=14)
    unit = words.t("table.unit", unit=words.t("number.dong"))
    page.put(page.row + 1, 0, "text", f"{unit}. {words.t('workbook.note_area')}", italic=True)
    page.row += 2
    head = page.row
    titles = [words.t("table.number"), *(words.column(c.id) for c in COLUMNS)]
    for column, title in enumerate(titles):
        page.put(head, column, "wrap", title, **HEAD_LOOK)
    need = max(lines(title, width, bold=True) for title, width in zip(titles, widths, strict=True))
    page.height(head, ROW * need + 4)
    page.row += 1
    rows = given or units.rows()
    lacking = {p.column: {unit.code for unit in p.units} for p in pending_figures(units)}
    for number, values in enumerate(rows, 1):
        page.put(page.row, 0, "count", number, ruled=True, align="center")
        for column, field in enumerate(COLUMNS, FIRST):
            value = values[field.id]
            if values["code"] in lacking.get(field.id, ()):
                value = None
            elif field.id == "kind":
                value = words.kind(value)
            elif field.type == "mark":
                value = "x" if value else ""
            kind = "centre" if field.type == "mark" else _KINDS.get(field.type, "wrap")
            look = INPUT_LOOK if live and field.block != "identity" else {}
            page.put(page.row, column, kind, value, ruled=True, **look)
        rows_of = (
            lines(values[column] or "", _WIDTHS[column]) for column in ("name", "field", "ward", "owner")
        )
        page.height(page.row, ROW * max(rows_of))
        page.row += 1
    _total(page, units, head + 1)
    page.sheet.autofilter(head, 0, page.row - 2, len(widths) - 1)
    page.sheet.freeze_panes(head + 1, FIRST + 2)
    page.repeat(head, head)
    figures = [field.id for field in COLUMNS if field.type in _KINDS]
    if lacking or any(values[id_] is None for values in rows for id_ in figures):
        # beside the columns that every page repeats
        page.put(page.row + 1, REPEATED, "text", words.t("workbook.note_unknown"), **MUTED)
    page.area(page.row + 2, page.last + 1)


def _total(page: Page, units: Units, first: int) -> None:
    """The sums of what is known, below the data."""
    row, last = page.row, page.row - 1
    page.put(row, 0, "text", "", ruled=True, **TOTAL_LOOK)
    for column, field in enumerate(COLUMNS, FIRST):
        if field.type not in _KINDS or not len(units):
            text = page.words.t("table.total") if field.id == "name" else ""
            page.put(row, column, "text", text, ruled=True, **TOTAL_LOOK)
            continue
        letter = column_name(column)
        known = [int(x) for x in units[field.id].tolist() if not math.isnan(x)]
        formula = f"=SUM({letter}{first + 1}:{letter}{last + 1})"
        page.put(row, column, _KINDS[field.type], sum(known), formula=formula, ruled=True, **TOTAL_LOOK)
    page.row += 1
