"""Trang của một phương án: every unit's figures of the chosen year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from budget.autonomy import GROUPS
from budget.report.workbook_book import MUTED, Book, Page, column_name
from budget.report.workbook_compare import difference, share_of_difference
from budget.report.workbook_comparison import Comparison
from budget.report.workbook_exported import warn
from budget.report.workbook_frame import signatures
from budget.report.workbook_live import Live
from budget.report.workbook_print import SMALL, scale_of, stretched, widest
from budget.report.workbook_units import IDENTITY, WIDTHS, Field, units_table
from budget.simulate import Result

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
)
"""First columns: the unit and its money by step."""

BALANCE = (
    ("balance", "money"),
    ("norm", "money"),
    ("available", "money"),
    ("coverage", "percent"),
)
"""Beside them: what it has and should have."""

MADE = {
    "spending": "={salary}+{operations}",
    "ratio": "={own_revenue}/{spending}",
    "support": "={status_quo}-{released}-{cut}+{increase}",
    "balance": "={own_revenue}+{support}-{spending}",
    "coverage": "={available}/{norm}",
}
"""How the first columns are made of one another, for the row of column numbers."""

ROADMAP = (
    ("roadmap_revenue", "money"),
    ("roadmap_saving", "money"),
    ("target", "percent"),
    ("assigned", "centre"),
)
WITHIN_PAY = "within_pay"
"""What of the set-aside neither pays new rises nor is kept: the salaries of the base year and the unit's own
prices hold it already (model, sections 4 and 9).
"""

FUNDS = (
    ("set_aside", "money"),
    ("used_for_pay", "money"),
    (WITHIN_PAY, "money"),
    ("reserve", "money"),
    ("supplement_multiple", "decimal"),
    ("supplement", "money"),
    ("development", "money"),
    ("bonus", "money"),
    ("carried", "money"),
    ("payroll", "money"),
    ("saving", "money"),
)
"""Beside it: set-aside and funds."""

COLUMNS = (*MAIN, *BALANCE, *ROADMAP, *FUNDS)
BREAKS = (len(MAIN), len(MAIN) + len(BALANCE) + len(ROADMAP))
"""Columns, after those of the identity, that begin a page beside the one before, so that letters stay
readable."""

NAME, MONEY = 33.0, 8.0
"""Characters of the name and at least of an amount, so that the money by step stands on one page across."""

LEAST, MIDDLE = 60, 7
"""Percent below which it is not printed on one page, as where amounts have eleven digits, and the column with
which the second begins: the status quo."""

_RATIOS = ("ratio", "coverage", "target", "supplement_multiple")


def scenario_sheet(
    book: Book,
    shown: Comparison,
    live: Live | None,
    k: int,
    organisation: Mapping[str, str],
    name: str,
    mark: str,
) -> None:
    """Ghi trang của phương án thứ k."""
    words, result = book.words, shown.results[k]
    scenario = result.scenario
    widths = [*WIDTHS[:-1], NAME, *(book.width(kind, MONEY) for _, kind in COLUMNS)]
    breaks = [IDENTITY + place for place in BREAKS]
    printed, parted = widths[: breaks[0]], []
    if scale_of(widest(printed, ())) < LEAST:
        parted = [IDENTITY + MIDDLE]
    widths = stretched(widths, [*parted, *breaks], SMALL)
    page = Page(book, name, widths, mark, breaks=[*parted, *breaks])
    page.pixels = widest(widths[: breaks[0]], parted)
    page.first = 0  # its main columns alone are printed, on one page: nothing stands beside the title
    page.title(
        words.t("workbook.scenario_title", name=scenario.name, year=shown.year), words.t("workbook.note_area")
    )
    warn(page, live, k + 1)
    page.unit_line()
    figures = _Figures(page, result, shown.year, live, len(shown.quos) + k)
    fields = _main(figures)
    for block, columns in (("roadmap", ROADMAP), ("funds", FUNDS)):
        over = words.t(f"workbook.scenario_{block}", year=shown.year)
        fields += [
            figures.within_pay(over) if figure == WITHIN_PAY else figures.field(figure, kind, over=over)
            for figure, kind in columns
        ]
    written = units_table(page, result.units, fields, words.t("table.total"))
    page.sheet.freeze_panes(written.total + 1, IDENTITY)
    page.repeat(written.head, written.total - 1)
    page.row += 1
    page.line(words.t("workbook.note_shown"), "wrap", first=IDENTITY, **MUTED)
    within = words.t(f"workbook.column.{WITHIN_PAY}")
    parts = (figures.values(figure) for figure in ("set_aside", "used_for_pay", "reserve"))
    if any(kept < used + left for kept, used, left in zip(*parts, strict=True)):
        page.line(words.t("workbook.note_within_pay", name=within), "wrap", first=IDENTITY, **MUTED)
    signatures(page, organisation, first=IDENTITY)
    page.largest = SMALL
    page.area(page.row, IDENTITY + len(MAIN))


def _main(figures: _Figures) -> list[Field]:
    """The first columns, each with how it is made."""
    words, column = figures.page.words, {name: IDENTITY + place for place, (name, _) in enumerate(COLUMNS)}
    numbers = {name: place + 1 for name, place in column.items()}
    before, after = (figures.values(figure) for figure in ("status_quo", "support"))
    quo, support, change = (column[name] for name in ("status_quo", "support", "difference"))
    over = words.t("workbook.scenario_units", year=figures.year)
    beside = words.t("workbook.scenario_balance", year=figures.year)
    fields = []
    for figure, kind in (*MAIN, *BALANCE):
        if figure == "difference":
            fields.append(
                difference(words.t("workbook.column.difference"), before, after, quo, support, over)
            )
        elif figure == "share":
            fields.append(
                share_of_difference(words.t("workbook.column.share"), before, after, quo, change, over)
            )
        else:
            note = MADE.get(figure, "").format(**numbers)
            head = over if (figure, kind) in MAIN else beside
            fields.append(figures.field(figure, kind, note, head))
    return fields


@dataclass(frozen=True)
class _Figures:
    """The published figures of a scenario and year, as columns; `place` of the scenario among the
    calculations."""

    page: Page
    result: Result
    year: int
    live: Live | None
    place: int

    def field(self, figure: str, kind: str, note: str = "", over: str = "") -> Field:
        """One column under its heading."""
        heading, live = self.page.words.t(f"workbook.column.{figure}"), self.live
        adds = kind in ("money", "count")

        def source(i: int) -> str:
            return self.page.book.scaled(kind, live.unit(self.place, figure, i, self.year)) if live else ""

        return Field(heading, kind, self.values(figure), adds=adds, note=note, over=over, source=source)

    def within_pay(self, over: str) -> Field:
        """The rest of the set-aside, so that its parts add up to it."""
        parts = [self.values(figure) for figure in ("set_aside", "used_for_pay", "reserve")]
        order = [name for name, _ in COLUMNS]
        first, *taken = (IDENTITY + order.index(name) for name in ("set_aside", "used_for_pay", "reserve"))
        letters = [column_name(column) for column in (first, *taken)]
        return Field(
            self.page.words.t(f"workbook.column.{WITHIN_PAY}"),
            "money",
            [kept - used - left for kept, used, left in zip(*parts, strict=True)],
            adds=True,
            formula=lambda row: f"={letters[0]}{row}-{letters[1]}{row}-{letters[2]}{row}",
            note=f"={first + 1}-{taken[0] + 1}-{taken[1] + 1}",
            over=over,
        )

    def values(self, figure: str) -> list[Any]:
        """Published figures, one a unit; None where undefined."""
        j = self.result.year(self.year)
        if figure in ("group", "assigned"):
            of = self.result.group if figure == "group" else self.result.assigned
            return [GROUPS[g] if g >= 0 else "" for g in of[:, j].tolist()]
        if figure in _RATIOS:
            return [None if np.isnan(x) else x for x in self.result[figure][:, j].tolist()]
        values: list[Any] = self.result.published(figure)[:, j].tolist()
        return values
