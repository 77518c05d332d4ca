"""Bảng ra tệp Excel: the same table as a sheet that says what the screen says, and prints on A4."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter

from budget.report.letters import TIMES, width_of
from budget.report.table_files import value_of
from budget.report.workbook_formats import number_formats
from budget.report.workbook_names import sheet_names
from budget.report.workbook_print import MARGIN, PADDING, ROW, lines, pages_down, pixels_of, scale_of

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from budget.report.tables import Column, Row, Table
    from budget.report.words import Words

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""A fixed date of making, so that the same table gives the same bytes."""
_FONT: dict[str, Any] = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
_MONEY = ("money", "signed")
_PERCENTS = ("percent", "percent_signed")
_LEAST, _MOST, _FIGURES, _NUMBER = 10.0, 44.0, 14.0, 6.0
"""Characters across a column of text at least and at most, one of figures, and that of the STT."""
_HEAD = 2
"""The row of the headings."""


def to_xlsx(table: Table, words: Words, about: str = "") -> bytes:
    """Tệp Excel: title, unit of measure, head and rows, and `about` at the foot, in its lines: of which plan
    it is.

    Figures stay numbers: amounts unrounded, shares as they are cut on the screen, which the foot says.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": table.title, "created": _EPOCH})
        _sheet(book, table, words, about)
    return out.getvalue()


def _sheet(book: xlsxwriter.Workbook, table: Table, words: Words, about: str) -> None:
    (name,) = sheet_names((), (table.title,))
    sheet, places = book.add_worksheet(name), _places_of(table)
    sheet.write_string(0, 0, table.title, book.add_format({**_FONT, "bold": True, "font_size": 13}))
    if table.has_money:
        note = book.add_format({**_FONT, "italic": True, "align": "right"})
        sheet.write_string(1, len(places) - 1, words.t("table.unit", unit=words.numbers.unit_name()), note)
    heads = [words.t("table.number") if c is None else c.heading for c in places]
    head = book.add_format({**_FONT, "bold": True, "border": 1, "align": "center", "text_wrap": True})
    for place, title in enumerate(heads):
        sheet.write_string(_HEAD, place, title, head)
    _rows(book, sheet, table, words)
    widths = [_NUMBER if c is None else _width(c, table.rows) for c in places]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    heights = [18.0, ROW, ROW * _most_lines(heads, widths, bold=True)]
    for row in table.rows:
        texts = [_wrapped(c, row) for c in places]
        heights.append(ROW * _most_lines(texts, widths, bold=row.level != "unit"))
    percents = any(row.column(c).kind in _PERCENTS for c in table.columns for row in table.rows)
    foot = [words.t("table.percent_cut")] if percents else []
    heights += _foot(book, sheet, [*foot, *about.splitlines()], len(heights), widths)
    for line, height in enumerate(heights):
        sheet.set_row(line, height)
    sheet.freeze_panes(_HEAD + 1, 0)
    _printed(sheet, table, heights, widths)


def _rows(book: xlsxwriter.Workbook, sheet: Worksheet, table: Table, words: Words) -> None:
    looks: dict[Any, Any] = {}
    for line, row in enumerate(table.rows, _HEAD + 1):
        for place, column in enumerate(c and row.column(c) for c in _places_of(table)):
            written = (row.number or None, "") if column is None else _written(column, row, words)
            value, pattern = written
            bold, italic = row.level != "unit", column is not None and column.id in row.estimated
            key = pattern, bold, italic, column is None
            if key not in looks:
                number = {"num_format": pattern} if pattern else {"text_wrap": True}
                align = {"align": "center"} if column is None else {}
                looks[key] = book.add_format(
                    {**_FONT, "border": 1, "bold": bold, "italic": italic, **number, **align}
                )
            if value is None or value == "":
                sheet.write_blank(line, place, None, looks[key])
            elif isinstance(value, str):
                sheet.write_string(line, place, value, looks[key])
            else:
                sheet.write_number(line, place, float(value), looks[key])


def _written(column: Column, row: Row, words: Words) -> tuple[str | Decimal | None, str]:
    """What a cell holds and how Excel prints it, so that it reads as on the screen: a share is cut there to
    one decimal and Excel would round it, and what is nothing, or a trace that division left, has its mark.
    """
    given: Any = row.cells.get(column.id)
    kind, n = column.kind, words.numbers
    value = value_of(column, given, n)
    if kind in ("text", "figure") or not isinstance(value, Decimal):
        return value, ""
    formats = number_formats(n.places)
    if not value or (kind == "decimal" and n.decimal(abs(value)) == n.decimal(0)):
        if kind in (*_PERCENTS, "rate") and column.zero != "-":
            # with the decimal sign of the Excel that opens it
            return Decimal(0), "0%" if kind == "rate" else formats["percent"]
        return (value, "0") if kind == "year" else (Decimal(0), f'0;0;"{column.zero}"')
    if kind in _PERCENTS:
        return n.cut(value), formats[kind]
    if kind in _MONEY:
        return value, formats[f"{kind}_hardly" if n.vanishes(given) else kind]
    if kind == "dong":
        return value, f'#,##0" {words.t("number.dong")}";-#,##0" {words.t("number.dong")}"'
    if kind == "rate":
        return value, f"0{_places(n.rate_places(value))}%"
    if kind == "decimal":
        return value, f"#,##0{_places(n.decimal_places(value))}"
    return value, formats[kind]


def _wrapped(column: Column | None, row: Row) -> str:
    """What of a cell may take several lines: words, in a column of figures too."""
    value = row.cells.get(column.id) if column else ""
    return str(value or "") if isinstance(value, str) or (column and column.kind == "text") else ""


def _places_of(table: Table) -> list[Column | None]:
    """The columns of the sheet; None is that of the STT, where any row has one."""
    return [*([None] if table.has_numbers else []), *table.columns]


def _places(count: int) -> str:
    return "." + "0" * count if count else ""


def _width(column: Column, rows: Sequence[Row]) -> float:
    """Characters across a column: of figures a fixed number, of text what its longest cell takes."""
    if column.kind != "text":
        return _FIGURES
    texts = {str(row.cells.get(column.id) or "") for row in rows}
    texts.add(max(column.heading.split(), key=len, default=""))
    longest = max(width_of(text, 11, bold=True, face=TIMES) for text in texts)
    return min(_MOST, max(_LEAST, (longest * 96 + 2 * PADDING) / 7))


def _most_lines(texts: Sequence[str], widths: Sequence[float], *, bold: bool) -> int:
    return max(lines(text, width, bold=bold) for text, width in zip(texts, widths, strict=True))


def _foot(
    book: xlsxwriter.Workbook, sheet: Worksheet, said: Sequence[str], line: int, widths: Sequence[float]
) -> list[float]:
    """Lời dưới bảng, a line each across it; the heights of its rows."""
    look = book.add_format({**_FONT, "italic": True, "text_wrap": True, "valign": "top"})
    for place, text in enumerate(said, line):
        if len(widths) > 1:
            sheet.merge_range(place, 0, place, len(widths) - 1, text, look)
        else:
            sheet.write_string(place, 0, text, look)
    # of a narrower column than all together, whose words may break a little earlier
    return [ROW * lines(text, sum(widths) * 0.95) for text in said]


def _printed(sheet: Worksheet, table: Table, heights: Sequence[float], widths: Sequence[float]) -> None:
    """In trên A4 ngang: one page across; a group's head stays with its first row, a total with the last."""
    sheet.repeat_rows(_HEAD)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(**MARGIN)
    glued = {
        line
        for line, (above, row) in enumerate(zip(table.rows, table.rows[1:], strict=False), _HEAD + 2)
        if above.level == "group" or row.level in ("total", "rounding")
    } | set(range(_HEAD + 1 + len(table.rows), len(heights)))
    scale = scale_of(sum(map(pixels_of, widths)))
    scale, begins = pages_down(heights, scale, (_HEAD, _HEAD), glued)
    sheet.set_print_scale(scale)
    sheet.set_h_pagebreaks(begins)
