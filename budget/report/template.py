"""Mẫu nhập: the workbook that an office fills, empty or with units already in it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, BinaryIO

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from budget.report.template_book import ACCENT, FONT, INK, LINE, RED, TINT, Book
from budget.report.template_guide import write_guide
from budget.report.words import Words
from budget.units import COLUMN, COLUMNS, IDENTITY, KIND, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

    from budget.units import Column

MONEY_UNITS = ("dong", "thousand", "million")
"""Units of measure that the drop-down offers."""

OWNER_ROW, YEAR_ROW, UNIT_ROW, GROUP_ROW, HEAD_ROW, MEASURE_ROW, FIRST_ROW = 1, 2, 3, 4, 5, 6, 7
EMPTY_ROWS = 40
"""Ruled rows below the last unit, so that the form shows where to go on."""
PRINT_SCALE = 47
"""Percent at which identity and revenue, the widest page, fit A4 landscape."""
LAST_ROW = 2_006
"""Drop-downs and checks reach to here: room for a whole province."""

WIDTH = {"code": 16, "name": 41, "kind": 13.5, "field": 19, "ward": 17, "owner": 28}
WIDTH_OF_TYPE = {"money": 15.5, "count": 9, "mark": 14}


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

    `rows` are mappings of the column ids of data/schema/units.csv (money in whole đồng); `owner` and `year`
    stand above the table; `money_unit` ("dong", "thousand", "million") is the unit in which amounts are
    written. Headings are Vietnamese whatever the language of `words`, since offices pass the file on; notes
    and guide are in that language. The same input gives the same bytes. Errors: KeyError for a column or
    kind, ValueError for a unit of measure that there is not.
    """
    if money_unit not in MONEY_UNITS:
        raise ValueError(f"money unit {money_unit!r}; the template has {', '.join(MONEY_UNITS)}")
    table = list(rows or ())
    book = Book(target, words or Words("vi"), money_unit)
    sheet = book.book.add_worksheet(book.form.t("template.sheet"))
    _top(book, sheet, owner, year)
    _head(book, sheet)
    _body(book, sheet, table)
    _checks(book, sheet)
    _print(book, sheet, FIRST_ROW + len(table) + EMPTY_ROWS - 1)
    write_guide(book)
    book.book.close()


def _top(book: Book, sheet: Worksheet, owner: str, year: int | None) -> None:
    """Title, hint and the three cells that hold for the whole table."""
    w = book.words
    title = book.format(bold=True, font_size=13, font_color=ACCENT)
    sheet.set_row(0, 36)
    sheet.write_string(0, 0, w.t("template.title"), title)
    # right of the columns that every printed page repeats, and not beside a cell that is to be filled
    hint = w.t("template.hint") + "\n" + w.t("template.hint_notes")
    last = max(place for place, column in enumerate(COLUMNS) if column.block == "revenue")
    sheet.merge_range(0, 2, 0, last, hint, book.format(italic=True, text_wrap=True))
    for row, key in ((OWNER_ROW, "owner"), (YEAR_ROW, "year"), (UNIT_ROW, "money_unit")):
        sheet.write_string(row, 0, book.form.t(f"template.{key}"), book.format(bold=True))
        _note(sheet, row, 1, w.t(f"template.{key}_note"))
    field = book.format(border=1, border_color=LINE, align="left")
    sheet.write_string(OWNER_ROW, 1, owner, field)
    if year is None:
        sheet.write_blank(YEAR_ROW, 1, None, field)
    else:
        sheet.write_number(YEAR_ROW, 1, year, field)
    sheet.write_string(UNIT_ROW, 1, book.unit_name, field)
    years = {"validate": "integer", "criteria": "between", "minimum": 1990, "maximum": 2100}
    sheet.data_validation(YEAR_ROW, 1, YEAR_ROW, 1, years | {"error_message": w.t("template.year_wrong")})
    units = {"validate": "list", "source": [book.form.t(f"number.{unit}") for unit in MONEY_UNITS]}
    sheet.data_validation(UNIT_ROW, 1, UNIT_ROW, 1, units | {"error_message": w.t("template.choice_wrong")})


def _head(book: Book, sheet: Worksheet) -> None:
    """Band of groups, headings with their notes, and the unit of measure of every column."""
    for row, height in ((GROUP_ROW, 20), (HEAD_ROW, 78), (MEASURE_ROW, 18)):
        sheet.set_row(row, height)
    white = "#FFFFFF"
    band = book.format(
        bold=True, align="center", font_color=white, bg_color=ACCENT, border=1, border_color=white
    )
    for block in TINT:
        places = [place for place, column in enumerate(COLUMNS) if column.block == block]
        name = book.words.t(f"template.block.{block}")
        sheet.merge_range(GROUP_ROW, places[0], GROUP_ROW, places[-1], name, band)
    chosen = xl_rowcol_to_cell(UNIT_ROW, 1, row_abs=True, col_abs=True)
    for place, column in enumerate(COLUMNS):
        tint: dict[str, Any] = {"bg_color": TINT[column.block], "border": 1, "border_color": LINE}
        ink = RED if column.required else INK
        head = book.format(**tint, align="center", bold=True, text_wrap=True, font_color=ink)
        measure = book.format(**tint, align="center", italic=True, font_size=10)
        sheet.set_column(place, place, WIDTH.get(column.id) or WIDTH_OF_TYPE[column.type])
        sheet.write_string(HEAD_ROW, place, column.vi, head)
        _note(sheet, HEAD_ROW, place, _explained(book, column))
        if column.type == "money":
            # what is chosen above the table stands over every amount
            sheet.write_formula(MEASURE_ROW, place, f"={chosen}", measure, book.unit_name)
        elif column.type == "count":
            sheet.write_string(MEASURE_ROW, place, book.words.t(f"template.measure.{column.id}"), measure)
        else:
            sheet.write_blank(MEASURE_ROW, place, None, measure)
    sheet.freeze_panes(FIRST_ROW, 2)


def _explained(book: Book, column: Column) -> str:
    """What the note on a heading says: meaning, row of the official form, whether it must be filled."""
    lines = [book.description(column)]
    if column.form_row:
        lines.append(book.words.t("template.note_row", row=column.form_row))
    if column.required:
        lines.append(book.words.t("template.note_required"))
    return "\n".join(lines)


def _note(sheet: Worksheet, row: int, place: int, text: str) -> None:
    lines = sum(math.ceil(len(line) / 42) for line in text.split("\n"))
    look = {"font_name": FONT, "font_size": 10, "width": 260, "height": 16 * lines + 12, "color": "#FFFFF0"}
    sheet.write_comment(row, place, text, {"author": ""} | look)


def _body(book: Book, sheet: Worksheet, rows: Sequence[Mapping[str, Any]]) -> None:
    for number, row in enumerate(rows):
        if unknown := row.keys() - COLUMN.keys():
            raise KeyError(f"row {number + 1}: {min(unknown)} is no column of data/schema/units.csv")
        for place, column in enumerate(COLUMNS):
            _cell(book, sheet, (FIRST_ROW + number, place), column, row.get(column.id))
    for number in range(FIRST_ROW + len(rows), FIRST_ROW + len(rows) + EMPTY_ROWS):
        for place, column in enumerate(COLUMNS):
            sheet.write_blank(number, place, None, book.cell_format(column))
    text = f"A{FIRST_ROW + 1}:{xl_col_to_name(len(IDENTITY) - 1)}{LAST_ROW + 1}"
    sheet.ignore_errors({"number_stored_as_text": text})


def _cell(book: Book, sheet: Worksheet, at: tuple[int, int], column: Column, value: Any) -> None:
    """One value; text is always written as text, so that a name with a leading = stays a name."""
    style = book.cell_format(column)
    empty = value is None or value is False or value == ""
    match column.type:
        case _ if empty:
            sheet.write_blank(*at, None, style)
        case "choice":
            sheet.write_string(*at, KIND[value].vi, style)
        case "mark":
            sheet.write_string(*at, "x", style)
        case "money":
            sheet.write_number(*at, book.amount(value), style)
        case "count":
            sheet.write_number(*at, value, style)
        case _:
            sheet.write_string(*at, str(value), style)


def _checks(book: Book, sheet: Worksheet) -> None:
    """Drop-downs and checks of the cells below the head; a warning only, since the reader takes more."""
    kinds: dict[str, Any] = {"validate": "list", "source": [kind.vi for kind in KINDS]}
    number: dict[str, Any] = {"validate": "decimal", "criteria": ">=", "value": 0}
    rules: dict[str, dict[str, Any]] = {
        "choice": kinds | {"error_message": book.words.t("template.kind_wrong")},
        "mark": {"validate": "list", "source": ["x"], "error_message": book.words.t("template.mark_wrong")},
        "money": number | {"error_message": book.words.t("template.amount_wrong")},
        "count": number | {"error_message": book.words.t("template.amount_wrong")},
    }
    decimals = book.book.add_format({"num_format": "#,##0.0#####"})
    for place, column in enumerate(COLUMNS):
        area = (FIRST_ROW, place, LAST_ROW, place)
        if column.type in rules:
            sheet.data_validation(*area, rules[column.type] | {"error_type": "warning"})
        if column.type in ("money", "count"):
            # decimals only where there are any: an amount in triệu đồng may need six, one in đồng none
            first = xl_rowcol_to_cell(FIRST_ROW, place)
            broken = {"type": "formula", "criteria": f"={first}<>ROUND({first},0)", "format": decimals}
            sheet.conditional_format(*area, broken)


def _print(book: Book, sheet: Worksheet, last: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    # 33 columns on one page are too small to read: a page each for revenue, spending and the rest
    sheet.set_print_scale(PRINT_SCALE)
    blocks = [column.block for column in COLUMNS]
    sheet.set_v_pagebreaks([blocks.index("spending"), blocks.index("support")])
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.repeat_rows(GROUP_ROW, MEASURE_ROW)
    sheet.repeat_columns(0, 1)
    sheet.print_area(0, 0, last, len(COLUMNS) - 1)
    sheet.set_footer(book.footer)
    sheet.activate()
    sheet.set_selection(OWNER_ROW, 1, OWNER_ROW, 1)
