"""Trừ đơn vị ngay ở Tìm mức: the units that the target card leaves out, chosen where the answer is read."""

from __future__ import annotations

import streamlit as st

from budget.reductions import SCOPE
from budget.wished import target_card
from pages.shared import parts, plan_aside, plan_units, state
from pages.shared.plan import Plan


def show(plan: Plan) -> None:
    """Ô trừ đơn vị, which sets the scope of the target card; where there is no target yet, where to do it.
    Nothing for a target of units picked one by one, or of several targets.
    """
    w, card = state.words(), target_card(plan.result())
    if card is None:
        if all(one.method != "target" for one in plan.scenario.reductions):
            parts.html(f'<p class="lever-note">{parts.rich(w.t("wish.without_none"))}</p>')
        return
    at = ("reductions", plan.scenario.reductions.index(card), "units")
    held = plan_units.held(plan, at, plan_units.WITHOUT, SCOPE)
    if card.units.codes is not None and not held:
        return
    names = state.told_apart(plan.names)
    key = plan.key("wish.without")
    state.follow(key, held)

    def choose() -> None:
        plan_units.choose(plan, at, plan_units.WITHOUT, list(state.current(key)), SCOPE)
        plan.save(rerun=False)

    st.multiselect(
        w.t("plan.by_without"),
        plan_units.of_others(plan, card.units, SCOPE),
        format_func=lambda code: names.get(code, code),
        key=key,
        select_all=False,
        placeholder=w.t("plan.none_chosen"),
        on_change=choose,
        disabled=plan.locked,
        help=w.t("wish.without_help"),
    )
    plan_aside.of_target(plan, "wish.aside")
