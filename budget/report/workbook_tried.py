"""Trang Độ bền vững: what each plan lacks in each case and the draws, and how often it reaches each goal."""

from __future__ import annotations

from budget.report.tried_said import Tried, tried_how, tried_lines
from budget.report.workbook_book import MUTED, Book, Page
from budget.report.workbook_comparison import Comparison
from budget.report.workbook_print import ROW, lines

LABEL = 52.0
"""Characters of the column that names the lines."""

SHARE = "0.0%"
"""A share of 0 stands as such: "-" says that there is nothing to keep."""


def tried_sheet(book: Book, shown: Comparison, tried: Tried, name: str, mark: str) -> None:
    """Ghi trang Độ bền vững: a row a case or goal, a column a plan; figures of draws, which no cell moves."""
    words = book.words
    page = Page(book, name, [LABEL, *[max(16.0, book.width("money"))] * len(shown.results)], mark)
    page.title(words.t("tried.title", year=shown.year))
    page.line(tried_how(tried.how, words, shown.results[0].law, shown.year), "wrap")
    page.unit_line(len(shown.results))
    page.head([words.t("tried.line"), *(result.scenario.name for result in shown.results)])
    for line in tried_lines(tried, shown.year, words):
        page.put(page.row, 0, "wrap", line.label, ruled=True)
        page.height(page.row, ROW * lines(line.label, LABEL))
        for column, value in enumerate(line.values, 1):
            look = {"num_format": SHARE} if line.kind == "percent" else {}
            if value is None:
                page.put(page.row, column, "text", "-", ruled=True, align="right")
            else:
                page.put(page.row, column, line.kind, value, ruled=True, **look)
        page.row += 1
        if line.units:
            page.put(page.row, 0, "text", words.t("tried.units"), ruled=True, indent=1)
            for column, units in enumerate(line.units, 1):
                page.put(page.row, column, "count", units, ruled=True)
            page.row += 1
    page.line(words.t("tried.still") + " " + words.t("tried.none"), "wrap", **MUTED)
