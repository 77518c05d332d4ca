"""Các mức của một biện pháp giảm chi: how much it takes, in which years, how it is shared and its cap."""

from __future__ import annotations

import streamlit as st

from budget.above_cap import outside_cap
from budget.planning import scope_of
from budget.reductions import SCOPE
from budget.report.above_cap_said import names_said, roadmap_said
from budget.scenario import Reduction
from pages.shared import parts, plan_extremes, plan_levers, plan_obliged, plan_rates, state
from pages.shared.plan import Plan

SHARES = ("support", "operations", "equal", "headroom", "autonomy")


def levers(plan: Plan, at: tuple[str, int], here: int, mark: str, year: int) -> None:
    """Mức của thẻ đang mở, by its method; a fresh target is for `year`, `mark` what the law asks."""
    t, measure = state.words().t, plan.scenario.reductions[here]
    if measure.method == "rate":
        plan_rates.levers(plan, at, here, mark, year)
    elif measure.method == "target":
        of = "target_by_year_quo" if measure.of == "status_quo" else "target_by_year"
        plan_levers.yearly(plan, (*at, "target"), t(f"reductions.{of}", base=plan.base_year), none={})
        plan_levers.between(plan)
        plan_levers.pick(plan, (*at, "share_by"), t("reductions.share_by"), SHARES, "reductions.by")
        _each(plan, here)
    else:
        parts.html(f'<p class="lever-note">{parts.rich(mark)}</p>')
        plan_obliged.take_in(plan, at)


def _each(plan: Plan, here: int) -> None:
    """Từng đơn vị giảm bao nhiêu, as the way of sharing makes it; nothing in the base year."""
    measure = plan.scenario.reductions[here]
    if plan.year > plan.base_year and plan.result().computed and measure.method == "target":
        within, quo = scope_of(plan.result(), measure.units, SCOPE), measure.of == "status_quo"
        if said := plan_extremes.said(plan, within, quo=quo):
            parts.html(f'<p class="lever-note">{parts.rich(said)}</p>')


def most(plan: Plan, at: tuple[str, int], measure: Reduction) -> None:
    """Trần giảm: the most that a unit may lose, or no such limit."""
    t = state.words().t
    key, capped = plan.key(f"{at[0]}.{at[1]}.capped"), measure.max_cut is not None
    state.follow(key, capped)
    wanted = st.toggle(
        t("reductions.capped"), key=key, help=t("reductions.capped_help"), disabled=plan.locked
    )
    if wanted != capped:
        plan.set((*at, "max_cut"), 0.2 if wanted else None)
    if wanted:
        plan_levers.share(
            plan,
            (*at, "max_cut"),
            t("reductions.max_cut"),
            step=0.01,
            value=measure.max_cut or 0.2,
            today=t("plan.of_base_unit", base=plan.base_year),
        )
        result, own = plan.result(), plan.scenario.reductions[at[1]]
        if said := roadmap_said(result, own, state.words(), plan.year):
            parts.html(f'<p class="lever-note">{parts.rich(t("reductions.above_cap", said=said))}</p>')
        if found := outside_cap(result, own):
            names = names_said(result, found, state.words(), outside_cap(result, own, (plan.year,)))
            parts.html(f'<p class="lever-note">{parts.rich(t("reductions.outside_cap", names=names))}</p>')
