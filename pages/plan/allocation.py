"""Tăng kinh phí cho trường: pool, norms, floor, cap and stages, and how far they bring each school."""

from __future__ import annotations

import streamlit as st

from budget.report.raise_said import raise_ground_said
from pages.shared import parts, plan_allocation, plan_allocation_levers, plan_bar, plan_view, state

plan = plan_bar.start("allocation")
if plan is not None:
    head = st.container()
    cards = st.container()
    left, right = st.columns((1, 2))
    known = plan_view.computed(plan.result())
    with left, parts.panel("levers"):
        if known:
            plan_allocation_levers.levers_of(plan)
    plan.save()
    with head:
        plan_bar.head("allocation", plan, plan_allocation.sentence(plan) if known else "")
        plan_view.unchanged(plan, plan_allocation.why)
        plan_view.regiven_note(plan)
    if known:
        with cards:
            plan_allocation.cards(plan)
        with right:
            plan_allocation.results(plan)
        if ground := raise_ground_said(plan.result(), plan.year, state.words()):
            parts.note(ground)
        plan_view.foot(plan, state.words().t("allocation.basis"))
