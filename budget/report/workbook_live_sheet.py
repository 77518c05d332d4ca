"""Trang tính của một phương án: the units, one block of columns a year; the figures of the years below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from budget.report.palette import LIGHT
from budget.report.workbook_book import GROUP_LOOK, HEAD_LOOK, MUTED, Book, Page, column_name, quoted
from budget.report.workbook_live_columns import unit_columns, year_columns
from budget.report.workbook_live_terms import Column, YearRow, filled, template_of
from budget.report.workbook_live_words import label
from budget.report.workbook_live_years import year_rows
from budget.report.workbook_print import ROW, lines
from budget.simulate import Result
from budget.units import COLUMNS

IDENTITY = 3
TOP = 3
"""The row (from 0) of the heads of the units."""

_GIVEN: dict[str, Any] = {"bg_color": "#ECECEC"}


@dataclass(frozen=True)
class Data:
    """Nơi số liệu đứng trên trang Dữ liệu: its sheet, the row (from 0) of the first unit, the column of the
    first field."""

    sheet: str
    first: int
    count: int
    column: int = 1

    def letter(self, field: str) -> str:
        """The letter of a field's column."""
        return column_name(self.column + next(n for n, c in enumerate(COLUMNS) if c.id == field))

    def cell(self, field: str, i: int) -> str:
        """The cell of a unit."""
        return f"{quoted(self.sheet)}!${self.letter(field)}{self.first + i + 1}"

    def range(self, field: str, first: int = 0, last: int | None = None) -> str:
        """The cells of all units, or from one to another."""
        letter, end = self.letter(field), self.count - 1 if last is None else last
        return f"{quoted(self.sheet)}!${letter}${self.first + first + 1}:${letter}${self.first + end + 1}"


class Calculation:
    """Phép tính của một phương án trong sổ: where each figure stands, known before anything is written.

    `prefix` begins the names of the scenario's inputs (pa1_inflation); `yes` is the word in a cell of yes or
    no.
    """

    def __init__(self, result: Result, sheet: str, prefix: str, data: Data, yes: str) -> None:
        self.result, self.sheet, self.prefix, self.data = result, sheet, prefix, data
        self.year_rows: list[YearRow] = year_rows(result)
        self.unit_columns: list[Column] = unit_columns(result, yes)
        self.year_columns: list[Column] = year_columns(result, yes)
        self._static = {c.id: IDENTITY + n for n, c in enumerate(self.unit_columns)}
        self._yearly = {c.id: n for n, c in enumerate(self.year_columns)}
        self.head = TOP
        self.first = self.head + 3
        self.last = self.first + len(result.units) - 1
        self.years = self.last + 3
        """The row of the first figure of the years, which stand side by side."""
        self._rows = {row.id: self.years + n for n, row in enumerate(self.year_rows)}

    def __contains__(self, figure: str) -> bool:
        return figure in self._yearly or figure in self._static

    @cached_property
    def width(self) -> int:
        """Columns of the sheet."""
        return self.block(len(self.result.years))

    def block(self, j: int) -> int:
        """The first column of a year."""
        return IDENTITY + len(self.unit_columns) + j * len(self.year_columns)

    def column(self, figure: str, j: int) -> int:
        """The column of a figure in a year."""
        return self._static[figure] if figure in self._static else self.block(j) + self._yearly[figure]

    def cell(self, figure: str, i: int, j: int) -> str:
        """Ô của một đơn vị, for formulas on other sheets."""
        return f"{quoted(self.sheet)}!{column_name(self.column(figure, j))}{self.first + i + 1}"

    def range(self, figure: str, j: int, *, here: bool = False) -> str:
        """Các ô của mọi đơn vị."""
        letter = column_name(self.column(figure, j))
        cells = f"${letter}${self.first + 1}:${letter}${self.last + 1}"
        return cells if here else f"{quoted(self.sheet)}!{cells}"

    @property
    def everything(self) -> str:
        """Mọi ô tính của các đơn vị."""
        end = column_name(self.width - 1)
        start = column_name(IDENTITY)
        return f"{quoted(self.sheet)}!${start}${self.first + 1}:${end}${self.last + 1}"

    def of_year(self, name: str, j: int) -> str:
        """Ô của một số liệu chung của năm, for formulas on other sheets."""
        return f"{quoted(self.sheet)}!{column_name(IDENTITY + j)}{self._rows[name] + 1}"

    def has_year_row(self, name: str) -> bool:
        """Whether the scenario has this figure of the years."""
        return name in self._rows

    def find(self, family: str, name: str, j: int) -> str:
        """A reference of a template; # stands for the row of the unit here, @ for its row on the sheet of
        data."""
        match family:
            case "":
                return f"{column_name(self.column(name, j))}#"
            case "s":
                return f"${column_name(self._static[name])}#"
            case "d":
                return f"{quoted(self.data.sheet)}!${self.data.letter(name)}@"
            case "y":
                return f"{column_name(IDENTITY + j)}${self._rows[name] + 1}"
            case "c":
                return self.range(name, j, here=True)
            case "x":
                return self.data.range(name)
            case "a":
                return f"{self.prefix}_{name}"
            case "l":
                return f"law_{name}_{self.result.years[j]}"
        return name


def write_calculation(book: Book, calculation: Calculation, title: str, mark: str) -> None:
    """Ghi trang tính: every cell a formula with the program's figure; shaded grey what the program alone can
    share out."""
    words, c = book.words, calculation
    widths = [5.0, 11.0, 33.0, *[16.0] * (c.width - IDENTITY)]
    page = Page(book, c.sheet, widths, mark, breaks=())
    page.put(
        0,
        0,
        "text",
        words.t("workbook.calc_title", name=title).upper(),
        bold=True,
        font_size=13,
    )
    page.put(1, 0, "text", words.t("workbook.calc_basis"), **MUTED)
    page.put(2, 0, "text", words.t("workbook.calc_print"), **MUTED)
    _heads(page, c)
    for i, code in enumerate(c.result.units.code):
        line = c.first + i
        page.put(line, 0, "centre", str(i + 1))
        page.put(line, 1, "text", code, formula="=" + c.data.cell("code", i))
        page.put(line, 2, "text", c.result.units.name[i], formula="=" + c.data.cell("name", i))
    for column in c.unit_columns:
        _column(page, c, column, 0, column.values.tolist())
    for j in range(len(c.result.years)):
        for column in c.year_columns:
            _column(page, c, column, j, column.values[:, j].tolist())
    page.put(c.years - 1, 0, "text", words.t("workbook.calc_years"), bold=True, font_size=12)
    for row in c.year_rows:
        _year_row(page, c, row)
    page.sheet.freeze_panes(c.first, IDENTITY)
    page.sheet.set_tab_color(LIGHT.secondary)
    page.repeat(0, TOP - 1)
    page.print_only(c.years - 1, c.years + len(c.year_rows) - 1, IDENTITY + len(c.result.years))


def _year_row(page: Page, c: Calculation, row: YearRow) -> None:
    line, text = c.years + c.year_rows.index(row), label(row.id, page.words, c.result.law)
    page.across(line, 0, IDENTITY - 1, text, "wrap", ruled=True)
    page.height(line, ROW * lines(text, sum(page.widths[:IDENTITY])))
    for j, value in enumerate(row.values):
        formula = filled(template_of(row.template, j), c.find, j)
        page.put(line, IDENTITY + j, row.kind, value, formula=formula, ruled=True)


def _heads(page: Page, c: Calculation) -> None:
    words, law = page.words, c.result.law
    titles = [words.t("table.number"), words.column("code"), words.column("name")]
    for column, title in enumerate(titles):
        page.sheet.merge_range(
            c.head, column, c.first - 1, column, title, page.book.format("wrap", **HEAD_LOOK)
        )
    first = IDENTITY
    page.across(c.head, first, c.block(0) - 1, words.t("workbook.calc_unit"), "wrap", **HEAD_LOOK)
    for column in range(first, c.block(0)):
        page.put(c.head + 1, column, "text", "", ruled=True, **GROUP_LOOK)
    for n, spec in enumerate(c.unit_columns):
        page.put(c.head + 2, first + n, "wrap", label(spec.id, words, law), **HEAD_LOOK | _shade(spec))
    for j, year in enumerate(c.result.years):
        page.across(c.head, c.block(j), c.block(j + 1) - 1, str(year), "wrap", **HEAD_LOOK)
        for n, spec in enumerate(c.year_columns):
            column, part = c.block(j) + n, words.t(f"workbook.calc_part.{spec.over}")
            page.put(c.head + 1, column, "wrap", part, ruled=True, **MUTED | {"font_size": 9})
            page.put(c.head + 2, column, "wrap", label(spec.id, words, law), **HEAD_LOOK | _shade(spec))
    page.height(c.head + 2, 64)


def _shade(column: Column) -> dict[str, Any]:
    return {} if column.template else _GIVEN


def _column(page: Page, c: Calculation, column: Column, j: int, values: Sequence[Any]) -> None:
    """The cells of one column: formula and figure, or the figure alone."""
    place = c.column(column.id, j)
    style = page.book.format(column.kind, **_shade(column))
    template = template_of(column.template, j)
    cell = filled(template, c.find, j) if template else ""
    write, number = page.sheet.write_formula, page.sheet.write_number
    for i, value in enumerate(values):
        row = c.first + i
        missing = isinstance(value, float) and math.isnan(value)
        if cell:
            formula = cell.replace("#", str(row + 1)).replace("@", str(c.data.first + i + 1))
            write(row, place, formula, style, "" if missing else value)
        elif not missing:
            number(row, place, value, style)
