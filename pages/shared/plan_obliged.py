"""Thẻ mức tối thiểu theo luật: units that owe a cut and are in none, and the button that takes them in."""

from __future__ import annotations

import numpy as np
import streamlit as st

from budget.obliged import all_obliged, left_out
from budget.planning import legal_minimum
from pages.shared import state
from pages.shared.plan import Plan

NAMED = 3
"""Units that a note names; the others are counted."""


def left_out_notes(plan: Plan) -> list[str]:
    """Đơn vị cũng phải giảm mà thẻ tối thiểu bỏ qua: said below the first such card, one note a card."""
    w, out = state.words(), np.flatnonzero(left_out(plan.result())).tolist()
    names = [plan.units.name[i] for i in out[:NAMED]]
    if len(out) > NAMED:
        names.append(w.t("reductions.left_out_more", n=len(out) - NAMED))
    said = w.t("reductions.left_out", n=len(out), names=w.list(names)) if out else ""
    methods = [measure.method for measure in plan.scenario.reductions]
    first = methods.index("statutory") if "statutory" in methods else -1
    return [said if place == first else "" for place in range(len(methods))]


def take_in(plan: Plan, at: tuple[str, int]) -> None:
    """Nút gồm mọi đơn vị phải giảm: the card then has the groups that the law names."""
    result = plan.result()
    if not left_out(result).any():
        return

    def widen() -> None:
        plan.set((*at, "units"), all_obliged(result))
        plan.save(rerun=False)

    st.button(
        state.words().t("reductions.take_in", n=int(legal_minimum(result, plan.years[-1]).owes.sum())),
        key=f"reductions.take_in.{at[1]}",
        icon=":material/add:",
        on_click=widen,
        disabled=plan.locked,
    )
