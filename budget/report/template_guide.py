"""Trang Hướng dẫn của mẫu nhập: what every column means, with an example and its source."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from budget.report.template_book import ACCENT, LINE, TINT, Book
from budget.units import COLUMN, COLUMNS, KINDS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from budget.units import Column

WIDTHS = {"column": 34, "meaning": 62, "example": 26, "is_required": 10, "form_row": 12, "source": 40}
"""Columns of the guide with their widths, keys of the table template.help."""


def write_guide(book: Book) -> None:
    """Ghi trang Hướng dẫn: how to fill the form, every column with its meaning, the kinds."""
    w = book.words
    sheet = book.book.add_worksheet(book.form.t("template.guide"))
    title = book.format(bold=True, font_size=15, font_color=ACCENT)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, w.t("template.help.title"), title)
    above = {key: w.t(f"template.{key}") for key in ("owner", "year", "money_unit")}
    intro = [
        w.t("template.help.above", **above),
        w.t("template.help.rows", sheet=book.form.t("template.sheet")),
        w.t("template.help.money", contributions=COLUMN["contributions"].vi),
        w.t("template.help.required", salary=COLUMN["salary"].vi, support=COLUMN["support"].vi),
    ]
    for row, line in enumerate(intro, start=1):
        sheet.write_string(row, 0, line, book.format())
    last = _columns(book, sheet, len(intro) + 2)
    _kinds(book, sheet, last + 2)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.5)
    sheet.set_footer(book.footer)


def _columns(book: Book, sheet: Worksheet, head: int) -> int:
    """The table of columns under its head row; returns its last row."""
    ruled: dict[str, Any] = {"border": 1, "border_color": LINE, "text_wrap": True, "valign": "top"}
    for place, (key, width) in enumerate(WIDTHS.items()):
        sheet.set_column(place, place, width)
        look = ruled | {"valign": "vcenter", "font_color": "#FFFFFF", "bg_color": ACCENT}
        style = book.format(**look, bold=True, align="center")
        sheet.write_string(head, place, book.words.t(f"template.help.{key}"), style)
    sheet.set_row(head, 32)
    sheet.repeat_rows(head)
    for row, column in enumerate(COLUMNS, start=head + 1):
        number = column.type in ("money", "count")
        styles = [
            book.format(**ruled, indent=1, align="left", bold=True, bg_color=TINT[column.block]),
            book.format(**ruled, indent=1, align="left"),
            book.format(**ruled, indent=1, align="right" if number else "left"),
            book.format(**ruled, align="center"),
            book.format(**ruled, align="center"),
            book.format(**ruled, indent=1, align="left"),
        ]
        cells = _cells(book, column)
        for place, (text, style) in enumerate(zip(cells, styles, strict=True)):
            sheet.write_string(row, place, text, style)
        lines = max(_lines(text, width) for text, width in zip(cells, WIDTHS.values(), strict=True))
        sheet.set_row(row, 15.5 * lines + 3)
    return head + len(COLUMNS)


def _cells(book: Book, column: Column) -> list[str]:
    w = book.words
    number = column.type in ("money", "count")
    return [
        column.vi if w.language == "vi" else f"{column.vi}\n{column.en}",
        book.description(column),
        w.numbers.count(int(column.example)) if number else column.example,
        w.t("template.help.yes") if column.required else "",
        column.form_row,
        column.source,
    ]


def _lines(text: str, width: int) -> int:
    """Lines that the text takes in a column of this width; capitals are half as wide again."""
    sizes = [len(line) + sum(map(str.isupper, line)) / 2 for line in text.split("\n")]
    return sum(math.ceil(size / (width * 1.08)) for size in sizes)


def _kinds(book: Book, sheet: Worksheet, row: int) -> None:
    w = book.words
    sheet.write_string(row, 0, w.t("template.help.kinds"), book.format(bold=True))
    for kind in KINDS:
        row += 1
        also = [w.t("template.help.item", item=kind.item)] if kind.item else []
        text = w.t("template.help.kind", name=kind.vi, also=", ".join(also + list(kind.also)))
        sheet.write_string(row, 0, text, book.format())
