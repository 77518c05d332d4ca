"""Bỏ lộ trình đang có rồi đặt lại: where the plan's own roadmap asks or cuts clearly more than the wish
needs, how much would do, one press away.
"""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from budget.asked import hard_by_year
from budget.granted import takes
from budget.granted_plan import parts as parts_of
from budget.relaid import relaid
from budget.scenario import Reduction, RoadmapEntry
from budget.wished import wish_scope
from budget.wishes import CutWish
from pages.shared import (
    cached,
    parts,
    plan_lower,
    plan_wish_changes,
    plan_wish_put,
    plan_wish_use,
    plan_wish_years,
    state,
)
from pages.shared.plan import Plan

_Parts = tuple[CutWish, list[RoadmapEntry], list[Reduction], int, bool]
"""What is kept of an answer: the wish, roadmap and measures, how many cards of the roadmap go, and whether it
is told as one that cuts less.
"""


def show(plan: Plan, wish: CutWish, share: float) -> bool:
    """Số thu cần và số giảm nếu bỏ lộ trình đang có, with the button that sets what would do in its place;
    nothing, and False, where that would not ask, or cut, clearly less.
    """
    if wish.beyond:
        return False
    result, year, t = plan.result(), plan.year, state.words().t
    found = cached.derived(
        "wish.relaid",
        (result.fingerprint, year, repr(share), wish.no_more),
        lambda: _parts(plan, wish, share),
    )
    if found is None:
        return False
    least, road, measures, gone, cuts = found
    then = Plan(plan.saved, plan.version)
    then.scenario = plan.scenario.model_copy(update={"roadmap": road, "reductions": measures})
    after = takes(then.result(), year).total
    hard = len(hard_by_year(then.result(), wish_scope(then.result())).get(year, ()))
    of, earned = after / wish.base if wish.base else 0.0, "" if least.asked.any() else "_unasked"
    said = t(
        f"wish.relaid_less{earned}" if cuts else "wish.relaid",
        gone=gone,
        year=year,
        left=after,
        of=of,
        revenue=least.revenue,
        asked=int(least.asked.sum()),
        hard=t("wish.relaid_hard", n=hard) if hard else "",
    )
    with st.container(horizontal=True, vertical_alignment="center", key="wish-relaid"):
        parts.html(f'<p class="lever-note">{parts.rich(said)}</p>')
        st.button(
            t(f"wish.relaid_use{earned}", of=of),
            key="wish.relaid",
            on_click=plan_wish_put.put,
            args=(plan, then, least),
            disabled=plan.locked,
            help=t("wish.relaid_help"),
        )
    plan_wish_use.others(then, least, after, "")
    # what the press changes of the cards, and what the plan's own roadmap may hold in other years
    others = [
        plan_wish_use.raised(plan, then, "wish.relaid_raised"),
        plan_wish_changes.said(plan, then),
        plan_lower.short_elsewhere(then),
        plan_wish_years.told(then, no_more=wish.no_more),
    ]
    if told := " ".join(filter(None, others)):
        parts.html(f'<p class="lever-note">{parts.rich(told)}</p>')
    return True


def _parts(plan: Plan, wish: CutWish, share: float) -> _Parts | None:
    found = relaid(plan.result(), plan.year, wish, Decimal(repr(share)), plan.result_of)
    return (found.wish, *parts_of(found.then), found.gone, found.cuts) if found else None
