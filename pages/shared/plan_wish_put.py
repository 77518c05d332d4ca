"""Lưu điều muốn giảm vào phương án: what the press stores, and what is said once it is done."""

from __future__ import annotations

from typing import Any

import streamlit as st

from budget.asked import hard_by_year
from budget.granted import takes
from budget.idle import OVERRULED, idle_parts
from budget.wished import wish_scope
from budget.wishes import CutWish
from pages.shared import (
    parts,
    plan_obliged,
    plan_scope,
    plan_wish_changes,
    plan_wish_outside,
    plan_wish_years,
    state,
)
from pages.shared.plan import Plan


def put(plan: Plan, then: Plan, wish: CutWish) -> None:
    """Đặt vào phương án, in a callback: the open card stays that of its method, and what changed is told."""
    t, cards = state.words().t, plan.scenario.reductions
    changes = plan_wish_changes.said(plan, then)
    here = plan_scope.opened(plan, "reductions", len(cards))
    stood = "target" if here is None else cards[here].method
    aside = plan_wish_outside.told(plan, then)
    plan.scenario = then.scenario
    plan.save(rerun=False)
    methods = [measure.method for measure in plan.scenario.reductions]
    plan_scope.open_card(plan, "reductions", methods.index(stood if stood in methods else "target"))
    now = Plan(plan.saved, plan.version)
    after = takes(now.result(), plan.year).total
    told: dict[str, Any] = {
        "before": wish.gone,
        "after": after,
        "share": after / wish.base,
        "base": plan.base_year,
    }
    told["who"] = plan_wish_outside.who(plan, wish)
    found = idle_parts(now.result(), plan.year)
    over = sum(idle is not None and idle.why in OVERRULED for idle in found)
    hard = len(hard_by_year(now.result(), wish_scope(now.result())).get(plan.year, ()))
    more = [
        plan_wish_years.told(now, no_more=wish.no_more),
        aside,
        t("wish.used_hard", n=hard) if hard else "",
        plan_obliged.minimum_said(now),
        t("wish.used_over", n=over) if over else "",
    ]
    said = f"{t('wish.used', year=plan.year, **told)} {changes}".strip()
    state.keep("wish.message", ("done", said, "", "", [*filter(None, more)]))


def done() -> None:
    """Nói một lần, in the answer itself and however far it is scrolled: what the last press did. The head of
    the page is out of sight from the button.
    """
    if message := state.note("wish.message"):
        with st.container(key="wish-done"):
            parts.message(*message)
        state.keep("wish.message", None)
