"""Mức giảm của từng đơn vị trong một mục tiêu bằng lời: from whom the least to whom the most is taken."""

from __future__ import annotations

from budget.evenness import extremes
from budget.select import Mask
from pages.shared import state
from pages.shared.plan import Plan


def said(plan: Plan, within: Mask, *, quo: bool = False) -> str:
    """“Từng đơn vị giảm từ 0 % (A) đến 23 % (B)” of the year in view; "" where it is of one unit, or nothing
    is cut.
    """
    w = state.words()
    found = extremes(plan.result(), plan.year, within, quo=quo) if plan.result().computed else None
    if found is None or found.high <= 0:
        return ""
    of = w.t("reductions.extremes_quo" if quo else "reductions.extremes_base", year=plan.base_year)
    if w.numbers.percent(found.low) == w.numbers.percent(found.high):
        return w.t("reductions.extremes_even", year=plan.year, share=found.low, of=of)
    return w.t(
        "reductions.extremes",
        year=plan.year,
        low=found.low,
        lowest=_who(plan, found.lowest),
        high=found.high,
        highest=_who(plan, found.highest),
        of=of,
    )


def _who(plan: Plan, units: tuple[int, ...]) -> str:
    if len(units) == 1:
        return str(plan.units.name[units[0]])
    return state.words().t("plan.units", n=len(units))
