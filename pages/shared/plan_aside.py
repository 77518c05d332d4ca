"""Đơn vị đã trừ khỏi mục tiêu hay lộ trình mà vẫn bị giảm, beside the scope, with a button that leaves them
alone.
"""

from __future__ import annotations

import numpy as np
import streamlit as st

from budget.aside import cards_of, left_alone, off_measures, still_cut, still_measured
from budget.planning import given_up
from budget.wished import target_card, wish_scope
from pages.shared import parts, plan_units, state
from pages.shared.plan import Plan


def show(plan: Plan, here: int) -> None:
    """Lời và nút ở thẻ mục tiêu `here`; nothing where it leaves out nobody whom another card cuts."""
    result = plan.result()
    if result.computed and target_card(result) == plan.scenario.reductions[here]:
        of_target(plan, f"reductions.aside.{here}")


def of_target(plan: Plan, key: str) -> None:
    """Lời và nút cho đơn vị trừ khỏi mục tiêu, wherever the scope of the target is chosen."""
    w, result = state.words(), plan.result()
    out = still_cut(result, plan.year)
    found = np.flatnonzero(out).tolist()
    if not found:
        return
    listed = _listed(plan, found)
    road, least = cards_of(result, out)
    by = "both" if road and least else "road" if road else "least"
    said = w.t(f"reductions.aside_{by}", year=plan.year, listed=listed)
    parts.html(f'<p class="lever-note">{parts.rich(said)}</p>')

    def leave() -> None:
        plan.scenario = left_alone(result, out)
        plan.save(rerun=False)

    st.button(
        w.t(f"reductions.aside_use_{by}"),
        key=key,
        on_click=leave,
        disabled=plan.locked,
        help=w.t("reductions.aside_help"),
    )


def on_roadmap(plan: Plan, here: int) -> None:
    """Lời và nút ở thẻ lộ trình `here`: whom it leaves out while measures are for them, and of how many units
    the target then is; nothing for none.
    """
    w, result, at = state.words(), plan.result(), ("roadmap", here, "units")
    left = plan_units.held(plan, at, plan_units.WITHOUT, ())
    out = still_measured(result, np.isin(result.units.code, left))
    found = np.flatnonzero(out).tolist()
    if not found:
        return
    scope, card = wish_scope(result), target_card(result)
    told = {"n": int(scope.sum()), "left": int((scope & ~out).sum())}
    of = w.t("roadmap.aside_of", **told) if card and (scope & out).any() else ""
    said = w.t("roadmap.aside", year=plan.year, listed=_listed(plan, found), of=of)
    parts.html(f'<p class="lever-note">{parts.rich(said)}</p>')

    def leave() -> None:
        plan.scenario = off_measures(result, out)
        plan.save(rerun=False)

    st.button(
        w.t("roadmap.aside_use"),
        key=f"roadmap.aside.{here}",
        on_click=leave,
        disabled=plan.locked,
        help=w.t("roadmap.aside_help"),
    )


def _listed(plan: Plan, found: list[int]) -> str:
    """Tên và số giảm trong năm, of a few units."""
    w, gone = state.words(), given_up(plan.result(), plan.year)
    return w.few([w.t("reductions.aside_unit", name=plan.units.name[i], gone=gone[i]) for i in found])
