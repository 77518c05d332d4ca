"""Tìm mức trong các năm khác: the goal seek answers for the year in view; who still lacks money in others."""

from __future__ import annotations

from budget.granted import broken_years
from pages.shared import parts, state
from pages.shared.plan import Plan


def show(then: Plan, *, no_more: bool) -> list[str]:
    """Các năm khác của câu trả lời, with the wish granted (`then`): how much lacks in which year. Gives back
    who lacks it, each with its amount, a line a year; or that the other years hold.
    """
    w = state.words()
    years = [str(year) for year in then.years if year != then.year]
    if not years:
        return []
    broken = broken_years(then.result(), then.year, no_more=no_more)
    if not broken:
        return [w.t("wish.years_hold", years=w.list(years))]
    parts.message("warning", told(then, no_more=no_more), remedy=w.t("wish.years_way"))
    return [
        w.t(
            "wish.years_units",
            year=one.year,
            units=w.list([w.t("wish.years_unit", name=name, amount=amount) for name, amount in one.lacks]),
        )
        for one in broken
    ]


def told(then: Plan, *, no_more: bool) -> str:
    """Câu về các năm khác còn thiếu nguồn; "" where all keep the condition."""
    t = state.words().t
    broken = broken_years(then.result(), then.year, no_more=no_more)
    if not broken:
        return ""
    years = "; ".join(
        t("wish.years_year", year=one.year, n=len(one.lacks), amount=one.amount) for one in broken
    )
    return t("wish.years_deeper" if no_more else "wish.years_short", year=then.year, years=years)
