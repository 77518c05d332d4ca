"""Nới điều kiện của Tìm mức: who lacks money by the plan as it stands, and the answer under the milder
condition, one press away.
"""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from budget.granted import lacking
from budget.wished import wish_scope
from budget.wishes import CutWish, cut_wish
from pages.shared import parts, plan_wish_granted, state
from pages.shared.plan import Plan


def show(plan: Plan, wish: CutWish, share: float) -> bool:
    """Câu trả lời khi chỉ cần không thiếu hơn hiện trạng, where the stricter cannot be held and this
    one asks for less; whether it is so.
    """
    if wish.no_more or wish.feasible or wish.beyond:
        return False
    t = state.words().t
    found = cut_wish(plan.result(), plan.year, Decimal(repr(share)), no_more=True)
    if found.beyond:
        return False
    found = plan_wish_granted.as_will_be(plan, found, share)
    if not found.feasible and found.revenue >= wish.revenue:
        return False
    said = t(
        "wish.looser_feasible" if found.feasible else "wish.looser_asks",
        asked=int(found.asked.sum()),
        revenue=found.revenue,
    )
    with st.container(horizontal=True, vertical_alignment="center", key="wish-looser"):
        parts.html(f'<p class="lever-note">{parts.rich(said)}</p>')
        st.button(
            t("wish.looser_use"), key="wish.looser", on_click=state.choose, args=("condition", "no_more")
        )
    return True


def now_lacks(plan: Plan, wish: CutWish, *, possible: bool) -> str:
    """Phương án đang giảm bao nhiêu mà mấy đơn vị không giữ điều kiện, lest “not possible” seem to contradict
    it; "" where nothing is cut or the condition holds. `possible`: something can be cut under the condition.
    """
    t, lacks = state.words().t, lacking(plan.result(), plan.year, no_more=wish.no_more)
    n = int((wish_scope(plan.result()) & (lacks > 0)).sum())
    if not wish.gone or not n:
        return "" if possible else t("wish.nothing", reachable=wish.reachable)
    key = "wish.now_deeper" if wish.no_more else "wish.now_short"
    told = {"n": n, "share": wish.gone_share, "gone": wish.gone, "reachable": wish.reachable}
    return t(key if possible else f"{key}_none", **told)
