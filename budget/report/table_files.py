"""Bảng ra tệp: the same table as CSV and Excel, in the same order with its totals, unrounded."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

from budget.report.numbers import exact, is_missing
from budget.report.workbook_names import sheet_names

if TYPE_CHECKING:
    from budget.report.numbers import Numbers
    from budget.report.tables import Column, Table
    from budget.report.words import Words

_FORMATS = {
    "money": "#,##0;-#,##0;-",
    "signed": "+#,##0;-#,##0;-",
    # a place more than the screen, which cuts: 8,67 % there reads 8,6 %, and one place here would read 8,7 %
    "percent": "0.00%;-0.00%;-",
    "percent_signed": "+0.00%;-0.00%;-",
    "rate": "0.##%",
    "count": "#,##0;-#,##0;-",
    "count_signed": "+#,##0;-#,##0;-",
    "decimal": "#,##0.00;-#,##0.00;-",
    "year": "0",
}
_PERCENTS = ("percent", "percent_signed")
_SHARE_STEP = Decimal("0.000001")
"""Shares are published in millionths."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""A fixed date of making, so that the same table gives the same bytes."""


def to_csv(table: Table, words: Words) -> bytes:
    """Tệp CSV that Excel opens by itself: UTF-8 with a mark, and the separators of the language's Excel;
    shares with six digits, as they are published.
    """
    out = io.StringIO()
    decimal = words.numbers.separators[0]
    writer = csv.writer(out, delimiter=";" if decimal == "," else ",", lineterminator="\r\n")
    writer.writerow([words.t("table.number"), *(heading(c, words) for c in table.columns)])
    for row in table.rows:
        cells = [
            _plain(_published(row.column(c), row.cells.get(c.id), words.numbers), decimal)
            for c in table.columns
        ]
        writer.writerow([row.number, *cells])
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(table: Table, words: Words) -> bytes:
    """Tệp Excel: title, unit of measure, head and rows; figures stay numbers, unrounded."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": table.title, "created": _EPOCH})
        _sheet(book, table, words)
    return out.getvalue()


def heading(column: Column, words: Words) -> str:
    """Tiêu đề cột kèm đơn vị tính."""
    money = column.kind in ("money", "signed")
    return f"{column.heading} ({words.numbers.unit_name()})" if money else column.heading


def _sheet(book: xlsxwriter.Workbook, table: Table, words: Words) -> None:
    base = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
    (name,) = sheet_names((), (table.title,))
    sheet = book.add_worksheet(name)
    last = len(table.columns)
    sheet.write_string(0, 0, table.title, book.add_format({**base, "bold": True, "font_size": 13}))
    if table.has_money:
        note = book.add_format({**base, "italic": True, "align": "right"})
        sheet.write_string(1, last, words.t("table.unit", unit=words.numbers.unit_name()), note)
    head = book.add_format({**base, "bold": True, "border": 1, "align": "center", "text_wrap": True})
    for place, title in enumerate([words.t("table.number"), *(c.heading for c in table.columns)]):
        sheet.write_string(2, place, title, head)
    formats: dict[Any, Any] = {}
    for line, row in enumerate(table.rows, 3):
        bold = row.level != "unit"
        for place, column in enumerate((None, *map(row.column, table.columns))):
            kind = column.kind if column else "text"
            italic = column is not None and column.id in row.estimated
            look = formats.setdefault((kind, bold, italic, place == 0), None)
            if look is None:
                number = (
                    {"num_format": _money_format(_FORMATS[kind], kind, words)} if kind in _FORMATS else {}
                )
                align = {"align": "center"} if place == 0 else {}
                look = book.add_format(
                    {**base, "border": 1, "bold": bold, "italic": italic, **number, **align}
                )
                formats[kind, bold, italic, place == 0] = look
            value = _value(column, row.cells.get(column.id), words.numbers) if column else row.number
            if value is None or value == "":
                sheet.write_blank(line, place, None, look)
            elif isinstance(value, str):
                sheet.write_string(line, place, value, look)
            else:
                sheet.write_number(line, place, float(value), look)
    sheet.set_column(0, 0, 6)
    for place, column in enumerate(table.columns, 1):
        sheet.set_column(place, place, 34 if column.kind == "text" and place <= 2 else 15)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _money_format(pattern: str, kind: str, words: Words) -> str:
    places = words.numbers.places if kind in ("money", "signed") else 0
    return pattern.replace("#,##0", "#,##0." + "0" * places) if places else pattern


def _value(column: Column, value: Any, numbers: Numbers) -> str | Decimal | None:
    """A cell for a file: text, or the exact figure in the chosen unit; None where it is missing."""
    if value is None or is_missing(value):
        return None
    if isinstance(value, str):
        return value
    if column.kind in ("text", "figure"):
        return str(value)
    return numbers.in_unit(value) if column.kind in ("money", "signed") else exact(value)


def _published(column: Column, value: Any, numbers: Numbers) -> str | Decimal | None:
    """The cell of a file that is read as text: a share without the digits that only its division made."""
    cell = _value(column, value, numbers)
    if column.kind in _PERCENTS and isinstance(cell, Decimal):
        return cell.quantize(_SHARE_STEP, ROUND_HALF_UP)
    return cell


def _plain(value: str | Decimal | None, decimal: str) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", decimal)
    # a spreadsheet would run such a text as a formula
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
