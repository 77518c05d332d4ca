"""Bảng của tờ trình: the plan year by year, and every unit by level with sub-totals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budget.autonomy import GROUPS
from budget.compare import Change
from budget.completeness import provisional
from budget.indicators import indicators
from budget.money import total, whole
from budget.report.deck_story import Story
from budget.report.printed import plan_parts
from budget.report.risk_words import units_cell
from budget.report.safety_said import SAFETY, safety_cells
from budget.report.story_said import marked
from budget.report.tables import Column, Row, Table, grouped
from budget.simulate import Result
from budget.units import KIND

FIGURES: Mapping[str, str] = {
    "before": "status_quo",
    "released": "released",
    "cut": "cut",
    "increase": "increase",
    "support": "support",
}
YEAR_PARTS = {"quo": "status_quo"} | {part: part for part in ("released", "cut", "increase", "support")}
"""Columns of the table of years -> the parts of a plan that stand in them."""

PLAN_AMOUNTS = ("support", "saved", "norm_gap")
"""Amounts by which the plans stand beside one another."""

PLAN_WIDTHS = dict(zip((*PLAN_AMOUNTS, "deficit_units"), (24, 22, 24, 18), strict=True))
YEAR_WIDTHS = {"year": 11, "quo": 27, "released": 25, "cut": 25, "increase": 25, "support": 27, "change": 25}
UNIT_WIDTHS = dict(
    zip(
        ("pupils", *FIGURES, "change", "share"), (12.8, 28.2, 24.3, 24.3, 24.3, 28.2, 26.4, 17.1), strict=True
    )
)
"""Millimetres of the columns of figures in the templates, of the plans, the years and the annex."""


def plan_rows(story: Story) -> list[dict[str, str]]:
    """Các phương án cạnh nhau trong năm, a row each, the proposed one too; none where it is alone. Amounts in
    the unit of measure of `story`; a plan on other assumptions than the proposed one says so.
    """
    shown, words = story.shown, story.words
    if len(shown.results) < 2:
        return []
    rows = []
    for k, result in enumerate(shown.results):
        found, name = shown.at(result), marked(story, k)
        apart = shown.quo_of[k] != shown.quo_of[story.proposed]
        amounts = {field: getattr(found, field) for field in PLAN_AMOUNTS}
        rows.append(
            {"name": words.t("memo.row_apart", name=name) if apart else name}
            | {field: _dash(words.numbers.money(amount), amount) for field, amount in amounts.items()}
            | {"deficit_units": units_cell(found.deficit_units, words)}
            # in which years, as on the slides
            | {"deeper": safety_cells(result, words)[SAFETY.index("deeper")]}
        )
    return rows


def year_rows(story: Story) -> list[dict[str, str]]:
    """Kinh phí theo từng năm của phương án đề nghị, as printed: each year's figures add up across."""
    numbers = story.words.numbers
    by_year = []
    for year in story.result.years:
        parts = plan_parts(indicators(story.result, year), numbers)
        texts = {field: _dash(numbers.money(parts[part]), parts[part]) for field, part in YEAR_PARTS.items()}
        change = _dash(numbers.money_signed(parts["change"]), parts["change"])
        by_year.append({"year": str(year), "change": change} | texts)
    return by_year


def _dash(text: str, amount: int) -> str:
    return text if amount else "-"


def unit_rows(story: Story) -> Table:
    """Kinh phí từng đơn vị trong năm, by level, with * where data are provisional; rows of money add up to
    their level and to the total.
    """
    result, j = story.result, story.result.year(story.shown.year)
    figures = {name: result[figure][:, j] for name, figure in {**FIGURES, "pupils": "pupils"}.items()}
    columns = [
        Column("name", ""),
        Column("group", ""),
        Column("pupils", "", "count"),
        *(Column(c, "", "money") for c in FIGURES),
        Column("change", "", "signed"),
        Column("share", "", "percent_signed"),
    ]
    return Table(
        "", columns, units_by_kind(story, lambda i: _group(result, i, j), lambda who: _amounts(figures, who))
    )


def units_by_kind(
    story: Story, group: Callable[[int], str], amounts: Callable[[Sequence[int]], dict[str, Any]]
) -> list[Row]:
    """Các dòng đơn vị theo loại hình, with * where data are provisional: of each its `group` and its
    `amounts`, of each kind and of all the amounts of their units.
    """
    words, units = story.words, story.result.units
    kinds, lacking, groups = np.array(units.kind), provisional(units), []
    for kind in KIND:
        members = np.flatnonzero(kinds == kind).tolist()
        if not members:
            continue
        names = {i: units.name[i] + ("*" if units.code[i] in lacking else "") for i in members}
        rows = [Row({"name": names[i], "group": group(i)} | amounts([i])) for i in members]
        label = words.t("memo.kind", kind=kind, n=len(members))
        groups.append(({"name": label} | amounts(members), rows))
    everyone = {"name": words.t("table.total")} | amounts(range(len(units)))
    return grouped(groups, everyone)


def _group(result: Result, i: int, j: int) -> str:
    """Nhóm được giao của một đơn vị, and in brackets that of the figures of the year where it is another."""
    given, found = (GROUPS[g] if g >= 0 else "" for g in (result.assigned[i, j], result.group[i, j]))
    return f"{given} ({found})" if found and found != given else given


def _amounts(figures: Mapping[str, NDArray[Any]], members: Sequence[int]) -> dict[str, Any]:
    """The figures of some units: sums of what is published of each."""
    found = {name: total(whole(amounts[list(members)])) for name, amounts in figures.items()}
    change = Change(found["before"], found["support"])
    return found | {"change": change.difference, "share": change.share}
