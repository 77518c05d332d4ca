"""The looks of an old workbook, put on the new one that stands for it (giữ định dạng của tệp .xls)."""

from __future__ import annotations

import io
from typing import Any

import xlrd  # type: ignore[import-untyped, unused-ignore]
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from budget.intake.encoding import encoding_of_font

_ACROSS: tuple[Any, ...] = (
    "general",
    "left",
    "center",
    "right",
    "fill",
    "justify",
    "centerContinuous",
    "distributed",
)
_DOWN: list[Any] = ["top", "center", "bottom", "justify", "distributed"]
_LINES: tuple[Any, ...] = (
    None,
    "thin",
    "medium",
    "dashed",
    "dotted",
    "thick",
    "double",
    "hair",
    "mediumDashed",
)
_UNICODE_FONT = "Times New Roman"
"""In the place of a font of old letters, because the texts are Unicode now."""


def dress(book: Workbook, data: bytes) -> None:
    """Give the sheets of `book`, which stand in the order of the .xls `data`, its formats and widths."""
    old = xlrd.open_workbook(
        file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
    )
    looks = _Looks(old)
    for sheet, page in zip(old.sheets(), book.worksheets, strict=False):
        for column, info in sheet.colinfo_map.items():
            if column < sheet.ncols and info.width:
                page.column_dimensions[get_column_letter(column + 1)].width = info.width / 256
        for row, height in _heights(sheet):
            page.row_dimensions[row + 1].height = height / 20
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                looks.put(page.cell(row + 1, column + 1), sheet.cell_xf_index(row, column))


def _heights(sheet: Any) -> list[tuple[int, int]]:
    """The rows of the sheet with a height of their own, in twentieths of a point."""
    rows = sheet.rowinfo_map.items()
    return [
        (r, info.height)
        for r, info in rows
        if r < sheet.nrows and info.height and not info.has_default_height
    ]


class _Looks:
    """The formats of an old workbook as openpyxl writes them, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[int, tuple[Font, PatternFill, Border, Alignment, str]] = {}

    def put(self, cell: Any, index: int) -> None:
        if index not in self.made:
            self.made[index] = self._make(self.book.xf_list[index])
        cell.font, cell.fill, cell.border, cell.alignment, cell.number_format = self.made[index]

    def _make(self, xf: Any) -> tuple[Font, PatternFill, Border, Alignment, str]:
        book = self.book
        of = book.font_list[xf.font_index]
        name = _UNICODE_FONT if encoding_of_font(of.name) else of.name
        underline: Any = "single" if of.underline_type else None
        font = Font(
            name=name, size=of.height / 20, bold=bool(of.bold), italic=bool(of.italic), underline=underline
        )
        colour = self._colour(xf.background.pattern_colour_index) if xf.background.fill_pattern == 1 else ""
        fill = PatternFill("solid", fgColor=colour) if colour else PatternFill()
        sides: dict[str, Any] = {
            side: Side(_LINES[style] if style < len(_LINES) else "thin")
            for side in ("left", "right", "top", "bottom")
            if (style := getattr(xf.border, f"{side}_line_style"))
        }
        alignment = Alignment(
            horizontal=_ACROSS[xf.alignment.hor_align] if xf.alignment.hor_align < len(_ACROSS) else None,
            vertical=_DOWN[xf.alignment.vert_align] if xf.alignment.vert_align < len(_DOWN) else None,
            wrap_text=bool(xf.alignment.text_wrapped),
        )
        number = book.format_map.get(xf.format_key)
        return font, fill, Border(**sides), alignment, number.format_str if number else "General"

    def _colour(self, index: int) -> str:
        rgb = self.book.colour_map.get(index)
        return f"FF{rgb[0]:02X}{rgb[1]:02X}{rgb[2]:02X}" if rgb else ""
