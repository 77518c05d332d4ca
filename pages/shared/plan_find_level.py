"""Tìm mức để mọi trường đạt một phần định mức: the smallest pool for it, and the step that hands it out."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import Any

import streamlit as st

from budget.answers import PoolAnswer, smallest_pool
from budget.planning import Grants, least_covered
from budget.scenario import NormStage, Scenario, changed
from budget.simulate import Result
from pages.shared import parts, plan_find_pool, state
from pages.shared.plan import Path, Plan

WIDTH = 112
"""Pixels of the field."""


def field() -> Decimal:
    """Mức mà mọi trường cần đạt, as a share of the norm."""
    label = state.words().t("allocation.find_level")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        parts.html(f'<p class="lever-note">{escape(label)}</p>', "content")
        points = st.number_input(
            label,
            min_value=1,
            max_value=100,
            step=5,
            label_visibility="collapsed",
            width=WIDTH,
            **state.chooser("norm_level"),
        )
    return Decimal(points) / 100


def show(plan: Plan, level: Decimal, money: Grants) -> None:
    """Nguồn ít nhất và nút đặt nguồn cùng bước bù đến mức ấy; a plan without such a step says so."""
    t, answer = state.words().t, smallest_pool(plan.result(), plan.year, float(level))
    told: dict[str, Any] = {"level": level, "year": plan.year, "pool": answer.pool, "needing": answer.needing}
    of = {"schools": answer.schools, "reaching": answer.reaching, "saved": money.saved}
    said = [t(f"allocation.find_partly{'_some' if answer.below else ''}", **told, **of)]
    said += plan_find_pool.beyond_cuts(plan, answer, money, 0) or [t("allocation.find_within", **told, **of)]
    parts.sentence(" ".join(said))
    plan_find_pool.still_below(plan, answer)
    plan_find_pool.conflict(plan, answer)
    edits = _edits(plan, level, answer)
    if not edits:
        parts.note(t("allocation.find_no_norm"))
        return
    then = _then(plan.scenario, edits)
    if then == plan.scenario:
        parts.note(t("allocation.find_stands"))
        return
    made = plan.result_of(then)
    told["least"] = least_covered(made, plan.year)
    holds = [t("allocation.find_partly_then", **told), _other_years(made, plan.year)]
    parts.note(" ".join(filter(None, holds)))

    def use() -> None:
        plan.scenario = then
        plan.save(rerun=False)
        state.keep("plan.message", ("done", t("allocation.find_partly_used", **told)))

    st.button(
        t("allocation.find_partly_use" if answer.feasible else "allocation.find_partly_use_free", **told),
        key="allocation.find.partly",
        on_click=use,
        disabled=plan.locked,
        help=t("allocation.find_use_help", year=plan.year),
    )


def _edits(plan: Plan, level: Decimal, answer: PoolAnswer) -> list[tuple[Path, Any]]:
    """Nguồn tìm được và bước bù định mức đến `level`; [] where the plan has no such step."""
    now = plan.scenario.allocation
    entries = [stage.model_dump(exclude_unset=True) for stage in now.stages] if now else []
    norm = next((k for k, one in enumerate(now.stages if now else ()) if isinstance(one, NormStage)), None)
    if norm is None:
        return []
    entries[norm]["level"] = level
    return [*plan_find_pool.to_set(plan, answer), (("allocation", "stages"), entries)]


def _then(scenario: Scenario, edits: list[tuple[Path, Any]]) -> Scenario:
    for path, value in edits:
        scenario = changed(scenario, path, value)
    return scenario


def _other_years(result: Result, year: int) -> str:
    """Trường thấp nhất ở các năm sau, in which the pool stays and the norm may not; "" for the last year."""
    w = state.words()
    later = [
        w.t("allocation.find_later_year", year=one, least=least_covered(result, one))
        for one in result.years
        if one > year
    ]
    return w.t("allocation.find_later", year=year, listed="; ".join(later)) if later else ""
