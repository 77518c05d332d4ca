"""Cùng giả định để so sánh trực tiếp: copies of the plans that stand on other assumptions, by one click."""

from __future__ import annotations

import streamlit as st

from budget.scenario import as_tables, dump_scenario, scenario_from
from pages.shared import cached, plan_new, state
from pages.shared.comparing import Compared


def offer(compared: Compared) -> None:
    """Nút tạo bản sao của các phương án khác giả định, on those of the baseline or of the first plan: the
    copies take their places in the comparison, and the plans stay as they are.
    """
    shown = compared.shown
    like = shown.baseline or 0
    others = [k for k, quo in enumerate(shown.quo_of) if quo != shown.quo_of[like]]
    if not others:
        return
    w = state.words()
    names = w.list([compared.called(k) for k in others])
    st.button(
        w.t("compare.alike_copy", n=len(others), names=names, like=compared.called(like)),
        key="compare.alike",
        icon=":material/content_copy:",
        on_click=_copy,
        args=(compared, like, others),
        help=w.t("compare.alike_copy_help"),
    )


def _copy(compared: Compared, like: int, others: list[int]) -> None:
    scenarios = [result.scenario for result in compared.shown.results]
    shared = as_tables(scenarios[like])
    shared = {key: shared[key] for key in plan_new.SHARED if key in shared}
    chosen = [saved.id for saved in compared.saved]
    for k in others:
        own = {key: of for key, of in as_tables(scenarios[k]).items() if key not in plan_new.SHARED}
        name, base = plan_new.copy_name(compared.saved[k]), compared.saved[k].base_year
        copy = scenario_from(own | shared | {"name": name})
        made = plan_new.alike(copy, base)
        # pressed once more, it finds what it made the first time; two of one are no comparison
        if made is None or made.id in chosen:
            made = cached.store().save_scenario(name, dump_scenario(copy), cached.author(), base)
        chosen[k] = made.id
    state.choose("compared", tuple(chosen))
