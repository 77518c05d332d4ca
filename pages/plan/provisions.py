"""Nội dung phương án: what it changes, part by part, beside the defaults or another plan, and the law."""

from __future__ import annotations

from pages.shared import plan_bar, plan_provisions, plan_view, state

plan = plan_bar.start("provisions")
if plan is not None:
    known, other = plan_view.computed(plan.result()), plan_provisions.against(plan)
    plan_bar.head("provisions", plan, plan_provisions.sentence(plan, other) if known else "")
    if known:
        plan_provisions.show(plan, other)
        plan_view.foot(plan, state.words().t("provisions.basis"))
