"""Trần mỗi đơn vị của thẻ mục tiêu: whom the plan of a wish takes beyond it, which no cap holds back."""

from __future__ import annotations

from budget.above_cap import above_cap, outside_cap
from budget.report.above_cap_said import names_said
from budget.wished import own_target
from pages.shared import state
from pages.shared.plan import Plan
from pages.shared.plan_wish_heed import Heed


def within(plan: Plan) -> str:
    """Trần mà số nhiều nhất giảm được đã tính, in brackets; "" where the target has none."""
    card = own_target(plan.result())
    return state.words().t("wish.within", limit=card.max_cut) if card and card.max_cut is not None else ""


def above(then: Plan) -> list[Heed]:
    """Ai vượt trần nào trong phương án, by name with percent and year; a line for each cap."""
    w, result, told = state.words(), then.result(), []
    years = (then.year,)
    for card in then.scenario.reductions:
        if found := above_cap(result, card):
            names = names_said(result, found, w, above_cap(result, card, years=years))
            told.append(Heed(w.t("wish.above_cap", limit=card.max_cut, names=names)))
        if found := outside_cap(result, card):
            names = names_said(result, found, w, outside_cap(result, card, years))
            told.append(Heed(w.t("wish.outside_cap", limit=card.max_cut, names=names)))
    return told
