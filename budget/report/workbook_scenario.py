"""Trang của một phương án: its totals of all years, and every unit's figures of the chosen year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np

from budget.autonomy import GROUPS
from budget.indicators import Indicators, indicators
from budget.report.workbook_book import MUTED, Book, Page, Value
from budget.report.workbook_compare import difference, share_of_difference
from budget.report.workbook_comparison import Comparison
from budget.report.workbook_frame import signatures
from budget.report.workbook_units import IDENTITY, WIDTHS, Field, units_table
from budget.simulate import Result

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
    ("deficit", "money"),
)
"""The rows of the totals by year: a figure of the indicators and its kind of cell."""

MAIN = (
    ("pupils", "count"),
    ("own_revenue", "money"),
    ("spending", "money"),
    ("salary", "money"),
    ("operations", "money"),
    ("ratio", "percent"),
    ("group", "centre"),
    ("status_quo", "money"),
    ("released", "money"),
    ("cut", "money"),
    ("increase", "money"),
    ("support", "money"),
    ("difference", "signed"),
    ("share", "percent_signed"),
    ("balance", "money"),
    ("norm", "money"),
    ("available", "money"),
    ("coverage", "percent"),
)
"""The first table: the unit, its money by step, what it has and should have."""

MADE = {
    "spending": "={salary}+{operations}",
    "ratio": "={own_revenue}/{spending}",
    "support": "={status_quo}-{released}-{cut}+{increase}",
    "balance": "={own_revenue}+{support}-{spending}",
    "coverage": "={available}/{norm}",
}
"""How columns of the first table are made of one another, for the row of column numbers."""

FUNDS = (
    ("roadmap_revenue", "money"),
    ("roadmap_saving", "money"),
    ("target", "percent"),
    ("assigned", "centre"),
    ("set_aside", "money"),
    ("used_for_pay", "money"),
    ("supplement_multiple", "decimal"),
    ("supplement", "money"),
    ("reserve", "money"),
    ("development", "money"),
    ("bonus", "money"),
    ("carried", "money"),
    ("payroll", "money"),
    ("saving", "money"),
)
"""The second table: roadmap, set-aside and funds."""

_RATIOS = ("ratio", "coverage", "target", "supplement_multiple")


def scenario_sheet(
    book: Book,
    shown: Comparison,
    k: int,
    organisation: Mapping[str, str],
    created: datetime,
    name: str,
    mark: str,
) -> None:
    """Ghi trang của phương án thứ k."""
    words, result = book.words, shown.results[k]
    scenario, about = result.scenario, []
    page = Page(book, name, [*WIDTHS, *_widths(book, len(result.years))], mark)
    if scenario.author:
        about.append(words.t("workbook.author", author=scenario.author))
    if scenario.note:
        about.append(scenario.note)
    page.title(words.t("workbook.scenario_title", name=scenario.name), *about)
    page.heading(words.t("workbook.totals_by_year"))
    _totals(page, result)
    page.heading(words.t("workbook.scenario_units", year=shown.year))
    page.unit_line()
    written = units_table(page, result.units, _main(page, result, shown.year), words.t("table.total"))
    page.row += 1
    page.heading(words.t("workbook.scenario_funds", year=shown.year))
    page.unit_line()
    fields = [_field(page, result, figure, kind, shown.year) for figure, kind in FUNDS]
    units_table(page, result.units, fields, words.t("table.total"))
    page.row += 1
    page.line(words.t("workbook.note_shown"), "wrap", **MUTED)
    page.sheet.freeze_panes(0, IDENTITY)
    page.sheet.set_h_pagebreaks([written.head - 2])
    page.sheet.ignore_errors({"formula_differs": f"A1:XFD{page.row}"})
    signatures(page, organisation, created)


def _widths(book: Book, years: int) -> list[float]:
    """The two tables and the totals by year share their columns."""
    tables = (MAIN, FUNDS, [("", "money")] * years)
    count = max(map(len, tables))
    return [max(book.width(table[c][1]) for table in tables if c < len(table)) for c in range(count)]


def _totals(page: Page, result: Result) -> None:
    words = page.words
    page.unit_line()
    titles = [words.t("table.number"), words.t("workbook.indicator"), ""]
    row = page.row
    page.head([*titles, *map(str, result.years)])
    page.across(row, 1, 2, titles[1], "wrap", ruled=True, bold=True, align="center", bg_color="#E3EBF0")
    found = [indicators(result, year) for year in result.years]
    for number, (figure, kind) in enumerate(YEARLY, 1):
        bold: dict[str, Any] = {"bold": True} if figure == "support" else {}
        page.put(page.row, 0, "centre", str(number), ruled=True, **bold)
        label = words.t(f"workbook.line.{figure}", base=result.years[0], year=result.years[0])
        page.across(page.row, 1, 2, label, ruled=True, **bold)
        values: list[Value] = [_yearly(one, figure) for one in found]
        page.cells(page.row, {IDENTITY + j: (kind, value) for j, value in enumerate(values)}, **bold)
        page.row += 1
    page.row += 1


def _yearly(found: Indicators, figure: str) -> Value:
    value: Value = getattr(found, figure)
    return value


def _main(page: Page, result: Result, year: int) -> list[Field]:
    """Columns of the first table, each with how it is made."""
    words, column = page.words, {name: IDENTITY + place for place, (name, _) in enumerate(MAIN)}
    numbers = {name: place + 1 for name, place in column.items()}
    before, after = (_values(result, figure, year) for figure in ("status_quo", "support"))
    quo, support, change = (column[name] for name in ("status_quo", "support", "difference"))
    fields = []
    for figure, kind in MAIN:
        if figure == "difference":
            fields.append(difference(words.t("workbook.column.difference"), before, after, quo, support))
        elif figure == "share":
            fields.append(share_of_difference(words.t("workbook.column.share"), before, after, quo, change))
        else:
            note = MADE.get(figure, "").format(**numbers)
            fields.append(_field(page, result, figure, kind, year, note))
    return fields


def _field(page: Page, result: Result, figure: str, kind: str, year: int, note: str = "") -> Field:
    heading = page.words.t(f"workbook.column.{figure}")
    adds = kind in ("money", "count")
    return Field(heading, kind, _values(result, figure, year), adds=adds, note=note)


def _values(result: Result, figure: str, year: int) -> list[Any]:
    """Published figures of a year, one a unit; None where undefined."""
    j = result.year(year)
    if figure in ("group", "assigned"):
        of = result.group if figure == "group" else result.assigned
        return [GROUPS[g] if g >= 0 else "" for g in of[:, j].tolist()]
    if figure in _RATIOS:
        return [None if np.isnan(x) else x for x in result[figure][:, j].tolist()]
    values: list[Any] = result.published(figure)[:, j].tolist()
    return values
