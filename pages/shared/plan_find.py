"""Tìm mức của nguồn: the smallest pool for the norm and for a supplementary income, with its parts."""

from __future__ import annotations

from typing import Any

import streamlit as st

from budget.answers import PoolAnswer, smallest_pool
from budget.indicators import Indicators, indicators
from budget.planning import Grants, grants, lowest, schools_served
from budget.report.printed import rounded
from budget.scenario import SupplementStage, changed
from pages.shared import cached, parts, plan_find_level, plan_find_pool, plan_relief, state, year_viewed
from pages.shared.plan import Plan


def show(plan: Plan) -> None:
    """Tìm mức: the smallest pool for the norm, and with the supplement; what stands against it."""
    t = state.words().t
    year_viewed.here(plan.years, "allocation.find.year")
    level = plan_find_level.field()
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
        "norm": (norm.missing, norm.rounding, norm.excepted),
        "supplement": (norm.pool, found["supplement"].supplement),
    }
    if plan.scenario.allocation is None:
        # what is found sets an amount; to hand out what is cut is one press at the left
        parts.note(t("allocation.find_none", saved=money.saved))
    _reached(plan, money)
    if level < 1:
        plan_find_level.show(plan, level, money)
        plan_relief.show(plan)
        return
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
            "reaching": answer.reaching,
            "multiple": multiple,
        }
        some = "_some" if name == "norm" and answer.below else ""
        gap = _lacked(plan, answer) if name == "norm" else 0
        said = [
            t(f"allocation.find_{name}{some}", **told),
            *plan_find_pool.beyond_cuts(plan, answer, money, gap),
        ]
        parts.sentence(" ".join(said))
        details.append(t(f"allocation.find_{name}_parts", **told))
        if name == "norm":
            plan_find_pool.still_below(plan, answer)
            if answer.excepted:
                details.append(t("allocation.find_excepted", excepted=answer.excepted))
        plan_find_pool.conflict(plan, answer)
        _offer(plan, name, answer, money)
    plan_relief.show(plan)
    details.append(t("allocation.find_now", now=money.pool, given=now.increase, gap=now.norm_gap))
    parts.details(t("allocation.find_details"), details)


def _lacked(plan: Plan, answer: PoolAnswer) -> int:
    """Còn thiếu so với định mức, đồng, of the schools that the pool found brings to it."""
    reached = schools_served(plan.result()).copy()
    reached[[i for i, _ in answer.below]] = False
    return indicators(plan.result(), plan.year, reached).norm_gap


def _reached(plan: Plan, money: Grants) -> None:
    """Nguồn đang đặt nâng trường thấp nhất đến đâu, of the norm."""
    result, quo, j = plan.result(), plan.status_quo(), plan.result().year(plan.year)
    least = lowest(result["coverage"][:, j], schools_served(result), 1)
    before = lowest(quo["coverage"][:, j], schools_served(result), 1)
    if least:
        told: dict[str, Any] = {"pool": money.pool, "year": plan.year}
        told |= {"least": float(result["coverage"][least[0], j]), "unit": plan.units.name[least[0]]}
        told["before"] = float(quo["coverage"][before[0], j])
        parts.sentence(state.words().t("allocation.find_reached", **told))


def _offer(plan: Plan, name: str, answer: PoolAnswer, money: Grants) -> None:
    """Nút đặt nguồn, with what it gives through the steps as they stand; none where the plan has it."""
    t = state.words().t
    then = _then(plan, answer)
    now = plan.scenario.allocation
    if now and name == "norm" and then.schools_at_norm < then.schools_with_norm - len(answer.below):
        told = {"at": then.schools_at_norm, "of": then.schools_with_norm, "gap": then.norm_gap}
        parts.note(t("allocation.find_steps", **told))
    if name == "supplement" and now and not any(isinstance(s, SupplementStage) for s in now.stages):
        parts.note(t("allocation.find_no_supplement"))
    if answer.pool == money.pool and answer.feasible:
        parts.note(t("allocation.find_stands"))
        return

    def use() -> None:
        for path, value in plan_find_pool.to_set(plan, answer):
            plan.set(path, value)
        plan.save(rerun=False)
        told = {"at": then.schools_at_norm, "of": then.schools_with_norm, "year": plan.year}
        state.keep("plan.message", ("done", t("allocation.find_used", pool=answer.pool, **told)))

    st.button(
        t("allocation.find_use" if answer.feasible else "allocation.find_use_free", pool=answer.pool),
        key=f"allocation.find.{name}",
        on_click=use,
        disabled=plan.locked,
        help=t("allocation.find_use_help", year=plan.year),
    )


def _then(plan: Plan, answer: PoolAnswer) -> Indicators:
    """Chỉ tiêu của các trường if the plan had the pool."""
    scenario = plan.scenario
    for path, value in plan_find_pool.to_set(plan, answer):
        scenario = changed(scenario, path, value)
    result = cached.result(scenario, plan.version.id, plan.law)
    return indicators(result, plan.year, schools_served(result))
