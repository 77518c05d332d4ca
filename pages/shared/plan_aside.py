"""Đơn vị đã trừ khỏi mục tiêu mà vẫn bị giảm, beside the scope, with a button that leaves them alone."""

from __future__ import annotations

import numpy as np
import streamlit as st

from budget.aside import cards_of, left_alone, still_cut
from budget.planning import given_up
from budget.wished import target_card
from pages.shared import parts, state
from pages.shared.plan import Plan

NAMED = 3
"""Units that the note names; the others are counted."""


def show(plan: Plan, here: int) -> None:
    """Lời và nút ở thẻ mục tiêu `here`; nothing where it leaves out nobody whom another card cuts."""
    w, result = state.words(), plan.result()
    if not result.computed or target_card(result) != plan.scenario.reductions[here]:
        return
    out, gone = still_cut(result, plan.year), given_up(result, plan.year)
    found = np.flatnonzero(out).tolist()
    if not found:
        return
    listed = [w.t("reductions.aside_unit", name=plan.units.name[i], gone=gone[i]) for i in found[:NAMED]]
    if len(found) > NAMED:
        listed.append(w.t("reductions.left_out_more", n=len(found) - NAMED))
    road, least = cards_of(result, out)
    by = "both" if road and least else "road" if road else "least"
    said = w.t(f"reductions.aside_{by}", year=plan.year, listed=w.list(listed))
    parts.html(f'<p class="lever-note">{parts.rich(said)}</p>')

    def leave() -> None:
        plan.scenario = left_alone(result, out)
        plan.save(rerun=False)

    st.button(
        w.t(f"reductions.aside_use_{by}"),
        key=f"reductions.aside.{here}",
        on_click=leave,
        disabled=plan.locked,
        help=w.t("reductions.aside_help"),
    )
