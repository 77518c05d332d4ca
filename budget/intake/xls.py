"""Old Excel files (.xls) through xlrd: values, fonts by run, hidden and merged cells (đọc tệp .xls)."""

from __future__ import annotations

import io
from typing import Any

import xlrd  # type: ignore[import-untyped, unused-ignore]

from budget.intake.encoding import convert_runs, encoding_of_font
from budget.intake.grid import CellError, Grid, Value, number_of
from budget.intake.text import tidy


def read_xls(data: bytes) -> list[Grid]:
    """Read every sheet of a BIFF workbook; xlrd.XLRDError and its kin when it cannot be read."""
    # ragged: rows that only carry a format stay short, or one far cell would fill the whole sheet
    book = xlrd.open_workbook(
        file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
    )
    legacy = [bool(encoding_of_font(font.name)) for font in book.font_list]
    fonts = _Fonts(book, any(legacy))
    return [_sheet(book, sheet, fonts) for sheet in book.sheets()]


class _Fonts:
    """Font names by format and by run; says nothing when the file has no old font at all."""

    def __init__(self, book: Any, legacy: bool) -> None:
        self.names = [font.name for font in book.font_list]
        self.by_format = [self.names[xf.font_index] if legacy else "" for xf in book.xf_list]
        self.legacy = legacy

    def convert(self, sheet: Any, row: int, column: int, text: str) -> tuple[str, str]:
        if not self.legacy:
            return tidy(text), ""
        font = self.by_format[sheet.cell_xf_index(row, column)]
        runs = sheet.rich_text_runlist_map.get((row, column))
        if not runs:
            return convert_runs([(text, font)])
        pieces = []
        start, name = 0, font
        for offset, index in runs:
            pieces.append((text[start:offset], name))
            start, name = offset, self.names[index] if index < len(self.names) else font
        pieces.append((text[start:], name))
        return convert_runs(pieces)


def _sheet(book: Any, sheet: Any, fonts: _Fonts) -> Grid:
    grid = Grid(sheet.name, [], visible=sheet.visibility == 0)
    for row in range(sheet.nrows):
        types, values = sheet.row_types(row), sheet.row_values(row)
        cells: list[Value] = []
        for column, (kind, value) in enumerate(zip(types, values, strict=True)):
            if kind == xlrd.XL_CELL_TEXT:
                if not value:  # only a formula whose result was never stored is a text of no letters
                    grid.stale.add((row, column))
                text, met = fonts.convert(sheet, row, column, value)
                if met:
                    grid.legacy[met] = grid.legacy.get(met, 0) + 1
                cells.append(text or None)
            else:
                cells.append(_plain(book, kind, value))
        while cells and cells[-1] is None:
            cells.pop()
        grid.rows.append(cells)
    while grid.rows and not grid.rows[-1]:
        grid.rows.pop()
    grid.merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    grid.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0}
    grid.hidden_columns = {
        column for column, info in sheet.colinfo_map.items() if info.hidden or info.width == 0
    }
    return grid


def _plain(book: Any, kind: int, value: Any) -> Value:
    """A value that is not text, as Python has it."""
    if kind == xlrd.XL_CELL_NUMBER:
        return number_of(value)
    if kind == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(value, book.datemode)
        except (ValueError, OverflowError, xlrd.xldate.XLDateError):
            return number_of(value)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_ERROR:
        return CellError(xlrd.error_text_from_code.get(value, "#ERR!"))
    return None
