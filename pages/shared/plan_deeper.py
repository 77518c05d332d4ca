"""Ai thiếu nhiều hơn hiện trạng: units that a plan makes lack more than the status quo of the year does."""

from __future__ import annotations

from budget.indicators import deepest
from budget.simulate import Result
from pages.shared import parts, state
from pages.shared.plan import Plan

NAMED = 3
"""Units that are named on a line, who lacks most more first; the others are counted."""


def units_of(result: Result, most: int | None = None) -> list[str]:
    """Từng đơn vị with its years and amounts, of more than `most` the rest counted."""
    w, found = state.words(), deepest(result, result.years[1:])
    said = []
    for i, by_year in found[:most]:
        years = [w.t("plan.deeper_year", year=y, amount=more) for y, more in by_year.items()]
        said.append(w.t("plan.deeper_unit", name=result.units.name[i], years="; ".join(years)))
    if more_units := len(found) - len(said):
        said.append(w.t("roadmap.more_units", n=more_units))
    return said


def line(plan: Plan) -> None:
    """Một dòng: who lacks more in which year by the plan in view; nothing where nobody does."""
    if said := units_of(plan.result(), NAMED):
        told = parts.rich(state.words().t("plan.deeper", units="; ".join(said)))
        parts.html(f'<p class="lever-note deeper">{told}</p>')
