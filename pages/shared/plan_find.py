"""Tìm mức của nguồn: the smallest pool for the norm and for a supplementary income, with its parts."""

from __future__ import annotations

import streamlit as st

from budget.answers import PoolAnswer, smallest_pool
from budget.indicators import indicators
from budget.planning import grants, schools_served
from budget.report.printed import rounded
from budget.scenario import SupplementStage
from pages.shared import parts, state
from pages.shared.plan import Plan


def show(plan: Plan) -> None:
    """Tìm mức: the smallest pool for the norm, and with the supplement; what stands against it."""
    t = state.words().t
    if plan.year == plan.base_year:
        parts.note(t("plan.base_year", year=plan.base_year))
        return
    stages = plan.scenario.allocation.stages if plan.scenario.allocation else []
    multiple = next((float(s.multiple) for s in stages if isinstance(s, SupplementStage)), 0.1)
    money, result = grants(plan.result(), plan.year), plan.result()
    now = indicators(result, plan.year, schools_served(result))
    norm = smallest_pool(result, plan.year)
    step = plan.scenario.allocation.round_to if plan.scenario.allocation else 1
    found = {"norm": norm, "supplement": smallest_pool(result, plan.year, supplement=multiple)}
    made = {
        "norm": (norm.missing, norm.rounding),
        "supplement": (norm.pool, found["supplement"].supplement),
    }
    details = []
    for name, answer in found.items():
        told = {
            "year": plan.year,
            "pool": answer.pool,
            "missing": answer.missing,
            "rounding": answer.rounding,
            "norm": norm.pool,
            "supplement": answer.supplement,
            "step": step,
            "rounded": rounded(state.words(), answer.pool, *made[name]),
            "needing": answer.needing,
            "schools": answer.schools,
            "multiple": multiple,
        }
        parts.html(f'<p class="sentence">{parts.rich(t(f"allocation.find_{name}", **told))}</p>')
        details.append(t(f"allocation.find_{name}_parts", **told))
        _against(plan, answer)
        st.button(
            t("allocation.find_use" if answer.feasible else "allocation.find_use_free", pool=answer.pool),
            key=f"allocation.find.{name}",
            on_click=_use,
            disabled=plan.locked,
            args=(plan, answer),
        )
    details.append(t("allocation.find_now", now=money.pool, given=now.increase, gap=now.norm_gap))
    parts.details(t("allocation.find_details"), details)


def _against(plan: Plan, answer: PoolAnswer) -> None:
    """Vì sao không đạt được: the cap and the wish, and by how much they conflict."""
    now = plan.scenario.allocation
    if not answer.feasible and now is not None and now.cap is not None:
        parts.note(
            state.words().t("allocation.find_capped", cap=now.cap, n=answer.capped, beyond=answer.beyond_cap)
        )


def _use(plan: Plan, answer: PoolAnswer) -> None:
    """Lấy số tìm được làm nguồn của năm xem và các năm sau; a cap in its way is taken away."""
    plan.set(("allocation", "pool"), {"from": "amount", "by_year": {str(plan.year): answer.pool}})
    if not answer.feasible:
        plan.set(("allocation", "cap"), None)
    plan.save(rerun=False)
