"""Lộ trình tự chủ: targets of the degree of autonomy by year, and what they ask of each unit."""

from __future__ import annotations

import streamlit as st

from pages.shared import parts, plan_bar, plan_roadmap, plan_view, state

plan = plan_bar.start("roadmap")
if plan is not None:
    head = st.container()
    left, right = st.columns((1, 2))
    known = plan_view.computed(plan.result())
    with left, parts.panel("levers"):
        if known:
            plan_roadmap.levers_of(plan)
    plan.save()
    with head:
        plan_bar.head("roadmap", plan, plan_roadmap.sentence(plan) if known else "")
        plan_view.unchanged(plan, plan_roadmap.why)
    with right:
        if known:
            plan_roadmap.results(plan)
    if known:
        plan_view.foot(plan, state.words().t("roadmap.basis"))
