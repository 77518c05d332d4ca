"""Giả định: prices, pay, pupils and revenue that the plan rests on, and what they do by themselves."""

from __future__ import annotations

import streamlit as st

from pages.shared import parts, plan_assumptions, plan_bar, plan_view, state

plan = plan_bar.start("assumptions")
if plan is not None:
    head = st.container()
    left, right = st.columns((1, 2))
    with left, parts.panel("levers"):
        plan_assumptions.levers_of(plan)
    plan.save()
    result = plan.result()
    with head:
        plan_bar.head("assumptions", plan, plan_assumptions.sentence(plan))
        plan_view.unchanged(plan)
    with right:
        if plan_view.computed(result):
            plan_assumptions.results(plan)
    if result.computed:
        plan_view.foot(plan, state.words().t("assumptions.basis"))
