"""Mẫu nhập: the workbook that an office fills, empty or with units already in it."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from budget.report.words import Words
from budget.units import COLUMN, COLUMNS, IDENTITY, KIND, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from budget.units import Column

SCALE = {"dong": 1, "thousand": 1_000, "million": 1_000_000}
"""Units of measure that the workbook offers, by id, in đồng."""

OWNER_ROW, YEAR_ROW, UNIT_ROW, GROUP_ROW, HEAD_ROW, MEASURE_ROW, FIRST_ROW = 2, 3, 4, 5, 6, 7, 8
EMPTY_ROWS = 40
"""Ruled rows below the last unit, so that the form shows where to go on."""
LAST_ROW = 2_007
"""Drop-downs and checks reach to here: room for a whole province."""

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
WIDTH = {"code": 16, "name": 38, "kind": 15, "field": 22, "ward": 20, "owner": 24}
WIDTH_OF_TYPE = {"money": 17, "count": 9, "mark": 14}
CREATED = datetime(2022, 1, 1)  # noqa: DTZ001 - a fixed date makes identical bytes; a workbook knows no time zone


class _Book:
    """The open workbook, its words and its formats, each made once."""

    def __init__(self, target: str | Path | BinaryIO, words: Words, money_unit: str) -> None:
        self.book = xlsxwriter.Workbook(
            target if hasattr(target, "write") else str(target), {"in_memory": True}
        )
        self.words, self.form = words, Words("vi")
        self.money_unit = money_unit
        self.book.set_properties({"title": self.form.t("template.title"), "created": CREATED})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": FONT, "font_size": 11, "font_color": INK, "valign": "vcenter"}
            self._formats[key] = self.book.add_format(base | properties)
        return self._formats[key]

    def cell_format(self, column: Column) -> Format:
        ruled: dict[str, Any] = {"border": 1, "border_color": LINE}
        match column.type:
            case "money" | "count":
                return self.format(**ruled, num_format='#,##0;-#,##0;"-"', align="right")
            case "mark":
                return self.format(**ruled, align="center")
            case _:
                return self.format(**ruled, num_format="@", text_wrap=column.id == "name")


def write_template(
    target: str | Path | BinaryIO,
    words: Words | None = None,
    rows: Iterable[Mapping[str, Any]] | None = None,
    year: int | None = None,
    *,
    owner: str = "",
    money_unit: str = "dong",
) -> None:
    """Ghi mẫu nhập: the workbook of one budget year, with a row for each unit in `rows`.

    `rows` are mappings of the column ids of data/schema/units.csv (money in whole đồng); `owner` and `year` stand above the
    table; `money_unit` ("dong", "thousand", "million") is the unit in which amounts are written. Headings are Vietnamese
    whatever the language of `words`, since offices pass the file on; notes and the guide are in that language. The same
    input gives the same bytes. Errors: KeyError for a column, kind or unit of measure that there is not.
    """
    table = list(rows or ())
    book = _Book(target, words or Words("vi"), money_unit)
    sheet = book.book.add_worksheet(book.form.t("template.sheet"))
    _top(book, sheet, owner, year)
    _head(book, sheet)
    _body(book, sheet, table)
    _checks(book, sheet)
    _print(book, sheet, FIRST_ROW + len(table) + EMPTY_ROWS - 1)
    _guide(book)
    book.book.close()


def _top(book: _Book, sheet: Worksheet, owner: str, year: int | None) -> None:
    """Title, hint and the three cells that hold for the whole table."""
    sheet.set_row(0, 24)
    sheet.write_string(
        0, 0, book.words.t("template.title"), book.format(bold=True, font_size=15, font_color=ACCENT)
    )
    sheet.write_string(1, 0, book.words.t("template.hint"), book.format(italic=True))
    label = book.format(bold=True)
    field = {"border": 1, "border_color": LINE, "bg_color": "#FFFFFF", "align": "left"}
    for row, key in ((OWNER_ROW, "owner"), (YEAR_ROW, "year"), (UNIT_ROW, "money_unit")):
        sheet.write_string(row, 0, book.form.t(f"template.{key}"), label)
        _note(sheet, row, 1, book.words.t(f"template.{key}_note"))
    sheet.write_string(OWNER_ROW, 1, owner, book.format(**field, num_format="@"))
    if year is None:
        sheet.write_blank(YEAR_ROW, 1, None, book.format(**field, num_format="0"))
    else:
        sheet.write_number(YEAR_ROW, 1, year, book.format(**field, num_format="0"))
    sheet.write_string(UNIT_ROW, 1, _unit(book), book.format(**field))
    sheet.data_validation(
        YEAR_ROW, 1, YEAR_ROW, 1,
        {"validate": "integer", "criteria": "between", "minimum": 1990, "maximum": 2100,
         "error_message": book.words.t("template.year_wrong")},
    )  # fmt: skip
    sheet.data_validation(
        UNIT_ROW, 1, UNIT_ROW, 1,
        {"validate": "list", "source": [book.form.t(f"number.{unit}") for unit in SCALE],
         "error_message": book.words.t("template.choice_wrong")},
    )  # fmt: skip


def _unit(book: _Book) -> str:
    return book.form.t(f"number.{book.money_unit}")


def _head(book: _Book, sheet: Worksheet) -> None:
    """Band of groups, headings with their notes, and the unit of measure of every column."""
    sheet.set_row(GROUP_ROW, 20)
    sheet.set_row(HEAD_ROW, 78)
    sheet.set_row(MEASURE_ROW, 18)
    for block in TINT:
        places = [place for place, column in enumerate(COLUMNS) if column.block == block]
        band = book.format(
            bold=True, align="center", font_color="#FFFFFF", bg_color=ACCENT, border=1, border_color="#FFFFFF"
        )
        sheet.merge_range(
            GROUP_ROW, places[0], GROUP_ROW, places[-1], book.words.t(f"template.block.{block}"), band
        )
    unit_cell = xl_rowcol_to_cell(UNIT_ROW, 1, row_abs=True, col_abs=True)
    for place, column in enumerate(COLUMNS):
        tint: dict[str, Any] = {
            "bg_color": TINT[column.block],
            "border": 1,
            "border_color": LINE,
            "align": "center",
        }
        head = book.format(**tint, bold=True, text_wrap=True, font_color=RED if column.required else INK)
        measure = book.format(**tint, italic=True, font_size=10)
        sheet.set_column(place, place, WIDTH.get(column.id) or WIDTH_OF_TYPE[column.type])
        sheet.write_string(HEAD_ROW, place, column.vi, head)
        _note(sheet, HEAD_ROW, place, _explained(book, column))
        if column.type == "money":
            # the unit chosen above the table, over every amount
            sheet.write_formula(MEASURE_ROW, place, f"={unit_cell}", measure, _unit(book))
        else:
            key = column.id if column.type == "count" else column.type
            sheet.write_string(MEASURE_ROW, place, book.words.t(f"template.measure.{key}"), measure)
    sheet.freeze_panes(FIRST_ROW, 2)


def _description(book: _Book, column: Column) -> str:
    return str(getattr(column, f"description_{book.words.language}"))


def _explained(book: _Book, column: Column) -> str:
    """What the note on a heading says: meaning, row of the official form, whether it must be filled."""
    lines = [_description(book, column)]
    if column.form_row:
        lines.append(book.words.t("template.note_row", row=column.form_row))
    if column.required:
        lines.append(book.words.t("template.note_required"))
    return "\n".join(lines)


def _note(sheet: Worksheet, row: int, column: int, text: str) -> None:
    lines = sum(math.ceil(len(line) / 42) for line in text.split("\n"))
    sheet.write_comment(
        row, column, text,
        {"author": "", "font_name": FONT, "font_size": 10, "width": 260, "height": 16 * lines + 12, "color": "#FFFFF0"},
    )  # fmt: skip


def _body(book: _Book, sheet: Worksheet, rows: Sequence[Mapping[str, Any]]) -> None:
    for number, row in enumerate(rows):
        unknown = row.keys() - COLUMN.keys()
        if unknown:
            raise KeyError(f"row {number + 1}: {min(unknown)} is no column of data/schema/units.csv")
        for place, column in enumerate(COLUMNS):
            _cell(book, sheet, FIRST_ROW + number, place, column, row.get(column.id))
    for number in range(FIRST_ROW + len(rows), FIRST_ROW + len(rows) + EMPTY_ROWS):
        for place, column in enumerate(COLUMNS):
            sheet.write_blank(number, place, None, book.cell_format(column))
    sheet.ignore_errors(
        {"number_stored_as_text": f"A{FIRST_ROW + 1}:{xl_col_to_name(len(IDENTITY) - 1)}{LAST_ROW + 1}"}
    )


def _cell(book: _Book, sheet: Worksheet, row: int, place: int, column: Column, value: Any) -> None:
    """One value; text is always written as text, so that a name with a leading = stays a name."""
    style = book.cell_format(column)
    if value is None or value in ("", False):
        sheet.write_blank(row, place, None, style)
    elif column.type == "choice":
        sheet.write_string(row, place, KIND[value].vi, style)
    elif column.type == "mark":
        sheet.write_string(row, place, "x", style)
    elif column.type == "text":
        sheet.write_string(row, place, str(value), style)
    else:
        sheet.write_number(
            row, place, value / SCALE[book.money_unit] if column.type == "money" else value, style
        )


def _checks(book: _Book, sheet: Worksheet) -> None:
    """Drop-downs and checks of the cells below the head."""
    for place, column in enumerate(COLUMNS):
        area = (FIRST_ROW, place, LAST_ROW, place)
        match column.type:
            case "choice":
                sheet.data_validation(
                    *area,
                    {"validate": "list", "source": [kind.vi for kind in KINDS], "error_type": "warning",
                     "error_message": book.words.t("template.kind_wrong")},
                )  # fmt: skip
            case "mark":
                sheet.data_validation(
                    *area,
                    {
                        "validate": "list",
                        "source": ["x"],
                        "error_message": book.words.t("template.mark_wrong"),
                    },
                )
            case "money" | "count":
                sheet.data_validation(
                    *area,
                    {"validate": "decimal", "criteria": ">=", "value": 0, "error_type": "warning",
                     "error_message": book.words.t("template.amount_wrong")},
                )  # fmt: skip
                # decimals only where there are any: an amount in triệu đồng may need six, one in đồng none
                first = xl_rowcol_to_cell(FIRST_ROW, place)
                decimals = book.book.add_format({"num_format": "#,##0.0#####"})
                sheet.conditional_format(
                    *area, {"type": "formula", "criteria": f"={first}<>ROUND({first},0)", "format": decimals}
                )


def _print(book: _Book, sheet: Worksheet, last: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.repeat_rows(GROUP_ROW, MEASURE_ROW)
    sheet.repeat_columns(0, 1)
    sheet.print_area(0, 0, last, len(COLUMNS) - 1)
    sheet.set_footer(f"&C{book.words.t('template.page')}")
    sheet.set_first_sheet()
    sheet.activate()
    sheet.set_selection(OWNER_ROW, 1, OWNER_ROW, 1)


def _guide(book: _Book) -> None:
    """Sheet Hướng dẫn: how to fill, then every column with meaning, example and source."""
    w = book.words
    sheet = book.book.add_worksheet(book.form.t("template.guide"))
    sheet.set_row(0, 24)
    sheet.write_string(
        0, 0, w.t("template.help.title"), book.format(bold=True, font_size=15, font_color=ACCENT)
    )
    names = {c: COLUMN[c].vi for c in ("contributions", "salary", "support")}
    intro = [
        w.t(
            "template.help.above", **{key: w.t(f"template.{key}") for key in ("owner", "year", "money_unit")}
        ),
        w.t("template.help.rows", sheet=book.form.t("template.sheet")),
        w.t("template.help.money", contributions=names["contributions"]),
        w.t("template.help.required", salary=names["salary"], support=names["support"]),
    ]
    row = 1
    for line in intro:
        sheet.merge_range(row, 0, row, 5, line, book.format(text_wrap=True))
        sheet.set_row(row, 32)
        row += 1
    row = _guide_columns(book, sheet, row + 1)
    _guide_kinds(book, sheet, row + 1)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.5)
    sheet.set_footer(f"&C{w.t('template.page')}")


def _guide_columns(book: _Book, sheet: Worksheet, row: int) -> int:
    w = book.words
    cell = book.format(text_wrap=True, border=1, border_color=LINE, valign="top")
    centred = book.format(text_wrap=True, border=1, border_color=LINE, valign="top", align="center")
    right = book.format(border=1, border_color=LINE, valign="top", align="right")
    keys = ("column", "meaning", "example", "is_required", "form_row", "source")
    for place, (key, width) in enumerate(zip(keys, (34, 62, 26, 10, 12, 40), strict=True)):
        sheet.set_column(place, place, width)
        head = book.format(
            bold=True, align="center", font_color="#FFFFFF", bg_color=ACCENT, text_wrap=True, border=1
        )
        sheet.write_string(row, place, w.t(f"template.help.{key}"), head)
    sheet.set_row(row, 32)
    sheet.repeat_rows(row)
    for column in COLUMNS:
        row += 1
        heading = column.vi if w.language == "vi" else f"{column.vi}\n{column.en}"
        number = column.type in ("money", "count")
        named = book.format(
            text_wrap=True, border=1, border_color=LINE, valign="top", bold=True, bg_color=TINT[column.block]
        )
        sheet.write_string(row, 0, heading, named)
        sheet.write_string(row, 1, _description(book, column), cell)
        example = w.numbers.count(int(column.example)) if number else column.example
        sheet.write_string(row, 2, example, right if number else cell)
        sheet.write_string(row, 3, w.t("template.help.yes") if column.required else "", centred)
        sheet.write_string(row, 4, column.form_row, centred)
        sheet.write_string(row, 5, column.source, cell)
        lines = max(
            math.ceil(len(_description(book, column)) / 58),
            math.ceil(len(column.source) / 36),
            sum(math.ceil(len(part) / 30) for part in heading.split("\n")),
        )
        sheet.set_row(row, 15.5 * lines + 3)
    return row + 1


def _guide_kinds(book: _Book, sheet: Worksheet, row: int) -> None:
    w = book.words
    sheet.write_string(row, 0, w.t("template.help.kinds"), book.format(bold=True))
    for kind in KINDS:
        row += 1
        also = ([w.t("template.help.item", item=kind.item)] if kind.item else []) + list(kind.also)
        sheet.write_string(
            row, 0, w.t("template.help.kind", name=kind.vi, also=", ".join(also)), book.format()
        )
