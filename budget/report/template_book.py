"""Sổ mẫu nhập đang mở: the workbook of the input template, its words and its formats."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

import xlsxwriter

from budget.report.numbers import Numbers
from budget.report.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.format import Format

    from budget.units import Column

FONT = "Times New Roman"
INK, ACCENT, RED, LINE = "#16212B", "#0B5C7D", "#B3261E", "#B8C2CA"
TINT = {
    "identity": "#EDF1F4",
    "revenue": "#E3F1EA",
    "spending": "#FBF0DC",
    "support": "#E0EDF5",
    "driver": "#EFE6F2",
    "mark": "#EDF1F4",
}
CREATED = datetime(2022, 1, 1)  # noqa: DTZ001 - a fixed date makes identical bytes; a workbook knows no time zone


class Book:
    """The open workbook, its words and its formats, each made once."""

    def __init__(self, target: str | Path | BinaryIO, words: Words, money_unit: str) -> None:
        file = target if hasattr(target, "write") else str(target)
        self.book = xlsxwriter.Workbook(file, {"in_memory": True})
        self.words, self.form = words, Words("vi")
        self.money_unit = money_unit
        self.numbers = Numbers(words.language, money_unit)
        self.book.set_properties({"title": self.form.t("template.title"), "created": CREATED})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **properties: Any) -> Format:
        """A format on the form's own face, made once for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": FONT, "font_size": 11, "font_color": INK, "valign": "vcenter"}
            self._formats[key] = self.book.add_format(base | properties)
        return self._formats[key]

    def cell_format(self, column: Column) -> Format:
        """The format of a value below the head."""
        ruled: dict[str, Any] = {"border": 1, "border_color": LINE}
        match column.type:
            case "money" | "count":
                return self.format(**ruled, num_format='#,##0;-#,##0;"-"', align="right")
            case "mark":
                return self.format(**ruled, align="center")
            case _:
                return self.format(**ruled, num_format="@", text_wrap=column.id == "name")

    @property
    def unit_name(self) -> str:
        """Đơn vị tính, as the drop-down above the table has it."""
        return self.form.t(f"number.{self.money_unit}")

    @property
    def footer(self) -> str:
        """Chân trang: page and pages, in the form's face."""
        return f'&C&"{FONT},Regular"' + self.words.t("template.page")

    def amount(self, dong: int) -> float:
        """Số tiền theo đơn vị tính của mẫu."""
        return float(self.numbers.in_unit(dong))

    def description(self, column: Column) -> str:
        """Ý nghĩa của cột, in the reader's language."""
        return str(getattr(column, f"description_{self.words.language}"))
