"""Nội dung phương án: what it changes, part by part, beside the status quo and the law, on one screen."""

from __future__ import annotations

from pages.shared import plan_bar, plan_provisions, plan_view, state

plan = plan_bar.start("provisions")
if plan is not None:
    known = plan_view.computed(plan.result())
    plan_bar.head("provisions", plan, plan_provisions.sentence(plan) if known else "")
    if known:
        plan_provisions.show(plan)
        plan_view.foot(plan, state.words().t("provisions.basis"))
