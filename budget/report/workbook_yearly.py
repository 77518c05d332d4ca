"""Trang Theo năm: the totals of every plan in all its years.

A sheet of its own: on that of a plan the heads of the units would be printed above them.
"""

from __future__ import annotations

from typing import Any

from budget.indicators import indicators
from budget.report.workbook_book import MUTED, Book, Page, Value
from budget.report.workbook_comparison import Comparison
from budget.report.workbook_live import Live
from budget.report.workbook_print import SMALL, STANDING
from budget.simulate import Result

LABEL = 53.0
"""Characters of the column that names the figures."""

YEARLY = (
    ("status_quo", "money"),
    ("released", "money"),
    ("cut", "money"),
    ("increase", "money"),
    ("support", "money"),
    ("from_status_quo", "signed"),
    ("from_status_quo_share", "percent_signed"),
    ("from_base", "signed"),
    ("from_base_share", "percent_signed"),
    ("pool", "money"),
    ("unallocated", "money"),
    ("schools_at_norm", "count"),
    ("norm_gap", "money"),
    ("deficit_units", "count"),
    ("lacking", "money"),
)
"""The rows of the totals by year: a figure of the indicators and its kind of cell."""


def years_sheet(book: Book, shown: Comparison, live: Live | None, name: str, mark: str) -> None:
    """Ghi trang Theo năm: a table a plan, in their order."""
    words, most = book.words, max(len(result.years) for result in shown.results)
    page = Page(book, name, [LABEL, *[book.width("money")] * most], mark)
    if page.pixels * SMALL <= STANDING[0] * 100:
        page.standing()
    page.title(words.t("workbook.totals_by_year"))
    for k, result in enumerate(shown.results):
        first = page.row
        page.heading(words.t("workbook.scenario_title", name=result.scenario.name))
        _totals(page, result, live, len(shown.quos) + k)
        page.keep(*range(first + 1, page.row))
    page.line(words.t("workbook.note_shown"), "wrap", **MUTED)


def _totals(page: Page, result: Result, live: Live | None, place: int) -> None:
    words = page.words
    page.unit_line(len(result.years))
    page.head([words.t("workbook.indicator"), *map(str, result.years)])
    found = [indicators(result, year) for year in result.years]
    for figure, kind in YEARLY:
        bold: dict[str, Any] = {"bold": True} if figure == "support" else {}
        said = words.t(f"workbook.line.{figure}", base=result.years[0], year=result.years[0])
        page.put(page.row, 0, "text", said, ruled=True, **bold)
        values: list[Value] = [getattr(one, figure) for one in found]
        for j, (year, value) in enumerate(zip(result.years, values, strict=True), 1):
            formula = page.book.scaled(kind, live.indicator(place, figure, year)) if live else ""
            page.put(page.row, j, kind, value, formula=formula, ruled=True, **bold)
        page.row += 1
    page.row += 1
