"""Dưới lưới mục tiêu: who can hardly reach a target in which year, and who misses the minimum of a year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_UP, Decimal

from budget.hard import Hard, hard_years
from budget.report.risk_words import year_spans
from budget.simulate import Result
from pages.shared import parts, state
from pages.shared.plan import Plan

FINEST = Decimal("0.000001")
"""To what a growth is told that would print as the limit: four decimals of a percent."""

NAMED = 3
"""Units that a line names; the others are counted."""

OF_PACE = 6
"""As many of a pace, of which the years alone are told."""


def lines(plan: Plan) -> None:
    """Hai dòng, of every year of the plan; nothing where there is none."""
    w, result = state.words(), plan.result()
    hard = hard_years(result)
    limit = result.scenario.assumptions.plausible_growth
    _line("plan.hard", _named(plan, hard), len(hard), limit=limit)
    missed: dict[str, list[str]] = {}
    for one in result.findings.of("statutory_missed"):
        if one.unit is not None and one.year is not None:
            missed.setdefault(plan.names[one.unit], []).append(w.t("plan.hard_missed", year=one.year))
    said = [w.t("plan.deeper_unit", name=name, years=", ".join(of)) for name, of in missed.items()]
    _line("plan.hard_minimum", said[:NAMED], len(missed))


def of_pace(plan: Plan, pace: str, result: Result) -> None:
    """Ai khó đạt theo một nhịp, in which years; nothing for nobody."""
    w, hard = state.words(), hard_years(result)
    said = [
        w.t("plan.hard_unit", name=plan.units.name[i], years=year_spans([one.year for one in years]))
        for i, years in hard[:OF_PACE]
    ]
    _line("roadmap.pace_hard", said, len(hard), pace=pace)


def _named(plan: Plan, hard: Sequence[tuple[int, tuple[Hard, ...]]]) -> list[str]:
    """Những đơn vị đầu và các năm."""
    w = state.words()
    return [
        w.t("plan.hard_unit", name=plan.units.name[i], years="; ".join(_year(plan, one) for one in years))
        for i, years in hard[:NAMED]
    ]


def _year(plan: Plan, one: Hard) -> str:
    """Một năm: what it asks, and the target that would do; never printed as the limit that it passes."""
    w, limit = state.words(), Decimal(plan.scenario.assumptions.plausible_growth)
    near = w.numbers.cut(one.growth) <= limit
    growth = w.numbers.rate(Decimal(one.growth).quantize(FINEST, ROUND_UP)) if near else w.share(one.growth)
    key = "plan.hard_year" if one.highest is None else "plan.hard_year_to"
    return w.t(key, year=one.year, growth=growth, highest=one.highest)


def _line(key: str, said: list[str], n: int, **about: object) -> None:
    w = state.words()
    if more := n - len(said):
        said = [*said, w.t("roadmap.more_units", n=more)]
    if said:
        told = parts.rich(w.t(key, units="; ".join(said), **about))
        parts.html(f'<p class="lever-note deeper">{told}</p>')
