"""Tìm mức trong các năm khác: the goal seek answers for the year in view; who still lacks money in others,
and the targets of the roadmap that would end it.
"""

from __future__ import annotations

import streamlit as st

from budget.granted import broken_years, lacking, missed_years
from budget.mending import Higher, higher, with_higher
from budget.money import total
from budget.wished import wish_scope
from pages.shared import cached, plan_lower, state
from pages.shared.plan import Plan
from pages.shared.plan_wish_heed import Heed


def heeds(then: Plan, *, no_more: bool, granted: bool, answered: bool) -> list[Heed]:
    """Các năm khác của câu trả lời, with the wish granted (`then`): the targets that they miss, and how much
    lacks in which year, where the answer has not said it (`answered`); folded, the ways to end it.
    """
    w = state.words()
    broken = broken_years(then.result(), then.year, no_more=no_more)
    if not broken:
        return [_missed(then)]
    wanted = _higher(then, no_more=no_more)
    key = "wish.years_way" if granted else "wish.years_way_after"
    way = w.t(key, n=len(wanted)) if wanted else w.t("wish.years_no_way")
    return [_missed(then), Heed(way) if answered else Heed(told(then, no_more=no_more), way)]


def show(then: Plan, *, no_more: bool, granted: bool) -> list[str]:
    """Nút đặt thêm mục tiêu cho các năm khác, once the wish is `granted`. Gives back who lacks money in which
    year, each with its amount, and who would have which target, a line a year; or that the other years hold.
    """
    w = state.words()
    years = [str(year) for year in then.years if year != then.year]
    if not years:
        return []
    broken = broken_years(then.result(), then.year, no_more=no_more)
    if not broken:
        return [w.t("wish.years_hold", years=w.list(years))]
    wanted = _higher(then, no_more=no_more)
    if wanted and granted:
        _use(then, wanted)
    said = [
        w.t(
            "wish.years_units",
            year=one.year,
            units=w.list([w.t("wish.years_unit", name=name, amount=amount) for name, amount in one.lacks]),
        )
        for one in broken
    ]
    return said + _targets(then, wanted)


def _missed(then: Plan) -> Heed:
    """Mục tiêu giảm chưa đạt ở năm khác với điều muốn có (`then`), and where to ask for a roadmap that
    reaches those after the year in view, in which the last target still holds.
    """
    if not (said := plan_lower.short_elsewhere(then)):
        return Heed("")
    last = max(missed_years(then.result()))
    return Heed(said, state.words().t("wish.missed_way", year=last) if last > then.year else "")


def told(then: Plan, *, no_more: bool) -> str:
    """Câu về các năm khác còn thiếu nguồn; "" where all keep the condition."""
    years = _by_year(then, no_more=no_more)
    key = "wish.years_deeper" if no_more else "wish.years_short"
    return state.words().t(key, year=then.year, years=years) if years else ""


def only(plan: Plan, *, no_more: bool) -> str:
    """Chỉ được trong năm xem: that the plan as it stands breaks the condition, in that year or in others, to
    follow the answer; "" where it keeps it.
    """
    w, years, result = state.words(), _by_year(plan, no_more=no_more), plan.result()
    lacks = lacking(result, plan.year, no_more=no_more)[wish_scope(result)]
    n = int((lacks > 0).sum())
    if n:
        beside = w.t("wish.feasible_beside", years=years) if years else ""
        return w.t("wish.feasible_not_yet", year=plan.year, n=n, amount=total(lacks), others=beside)
    return w.t("wish.feasible_only", year=plan.year, years=years) if years else ""


def _by_year(plan: Plan, *, no_more: bool) -> str:
    """Mấy đơn vị thiếu bao nhiêu trong từng năm khác."""
    w = state.words()
    broken = broken_years(plan.result(), plan.year, no_more=no_more)
    return "; ".join(
        w.t("wish.years_year", year=one.year, n=len(one.lacks), amount=one.amount) for one in broken
    )


def _higher(then: Plan, *, no_more: bool) -> tuple[Higher, ...]:
    result = then.result()
    key = (result.fingerprint, then.year, no_more)
    return cached.derived("higher", key, lambda: higher(result, then.year, no_more=no_more))


def _targets(then: Plan, wanted: tuple[Higher, ...]) -> list[str]:
    """Mục tiêu đặt thêm, a line a year."""
    w = state.words()
    by_year: dict[int, list[str]] = {}
    for one in wanted:
        name = then.units.name[one.position]
        by_year.setdefault(one.year, []).append(w.t("wish.years_target", name=name, degree=one.degree))
    return [w.t("wish.years_targets", year=y, targets=w.list(some)) for y, some in by_year.items()]


def _use(plan: Plan, wanted: tuple[Higher, ...]) -> None:
    """Nút đặt thêm các mục tiêu ấy, of a plan that has the wish already."""
    w = state.words()

    def use() -> None:
        now = Plan(plan.saved, plan.version)
        now.scenario = with_higher(plan.result(), wanted)
        now.save(rerun=False)
        state.keep("wish.message", ("done", w.t("wish.years_used", n=len(wanted))))

    st.button(w.t("wish.years_use", n=len(wanted)), key="wish.years_use", on_click=use, disabled=plan.locked)
