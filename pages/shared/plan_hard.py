"""Dưới lưới mục tiêu: who can hardly reach a target in which year, and who misses the minimum of a year."""

from __future__ import annotations

from budget.hard import Hard, hard_years
from pages.shared import parts, state
from pages.shared.plan import Plan

NAMED = 3
"""Units that a line names; the others are counted."""


def lines(plan: Plan) -> None:
    """Hai dòng, of every year of the plan; nothing where there is none."""
    w, result = state.words(), plan.result()
    hard = hard_years(result)
    said = [
        w.t("plan.hard_unit", name=plan.units.name[i], years="; ".join(map(_year, years)))
        for i, years in hard[:NAMED]
    ]
    limit = result.scenario.assumptions.plausible_growth
    _line("plan.hard", said, len(hard), limit=limit)
    missed: dict[str, list[str]] = {}
    for one in result.findings.of("statutory_missed"):
        if one.unit is not None and one.year is not None:
            missed.setdefault(plan.names[one.unit], []).append(w.t("plan.hard_missed", year=one.year))
    said = [w.t("plan.deeper_unit", name=name, years=", ".join(of)) for name, of in missed.items()]
    _line("plan.hard_minimum", said[:NAMED], len(missed))


def _year(one: Hard) -> str:
    """Một năm: what it asks, and the target that would do."""
    key = "plan.hard_year" if one.highest is None else "plan.hard_year_to"
    return state.words().t(key, year=one.year, growth=one.growth, highest=one.highest)


def _line(key: str, said: list[str], n: int, **about: object) -> None:
    w = state.words()
    if more := n - len(said):
        said = [*said, w.t("roadmap.more_units", n=more)]
    if said:
        told = parts.rich(w.t(key, units="; ".join(said), **about))
        parts.html(f'<p class="lever-note deeper">{told}</p>')
