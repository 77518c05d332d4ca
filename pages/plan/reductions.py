"""Giảm chi ngân sách: measures in order, what each takes and from whom, and the least that the law asks."""

from __future__ import annotations

import streamlit as st

from pages.shared import parts, plan_bar, plan_reductions, plan_view, state

plan = plan_bar.start("reductions")
if plan is not None:
    head = st.container()
    left, right = st.columns((1, 2))
    known = plan_view.computed(plan.result())
    grown = ""
    with left, parts.panel("levers"):
        if known:
            plan_reductions.levers_of(plan)
    plan.save()
    with head:
        plan_bar.head("reductions", plan, plan_reductions.sentence(plan) if known else "")
        if known and (grown := plan_reductions.grown(plan)):
            parts.note_folded(grown)
        plan_view.unchanged(plan, plan_reductions.why)
    with right:
        if known:
            plan_reductions.results(plan)
    if known:
        plan_view.foot(plan, state.words().t("reductions.basis", base=plan.base_year), why=not grown)
