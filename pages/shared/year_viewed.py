"""Năm xem: the year that every page shows, chosen by hand, else the one that the plans aim at."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from html import escape
from typing import Any

import streamlit as st

from budget.planning import aim_year, target_year
from budget.scenario import Scenario, ScenarioError
from budget.store import DataVersion
from pages.shared import cached, held, parts, state

TAKEN, GONE, MOVED = state.YEAR_TAKEN, "year.gone", "year.moved"
"""Notes: the year that nobody chose, and the years that gave way to which: one that is not there, and one
that nobody chose to that which the plan aims at.
"""
TOGETHER = ("compare", "meeting", "export")
"""Pages that show the plans compared."""


def choose(page: str, version: DataVersion) -> None:
    """Năm xem; a year that is not there gives way to another, and it is said.

    One that nobody chose gives way too: to the last year for which the plan in view has a target of
    reduction, so that the plan is seen in the year that it is made for; and where plans stand together, to
    the one that they aim at, until they were seen in it.
    """
    years, before = _years(version), state.year()
    free = before not in years or before == state.note(TAKEN)
    plans = _plans(page) if free else []
    wanted = target_year(plans)
    # an explanation is of the year that its address says, though nobody chose that
    together = page in TOGETHER
    moved = together or (page != "unit" and wanted in years and wanted != before)
    if before not in years or (free and moved):
        # what was decided is looked at in its year: papers of another one would not be those of the minutes
        of_data = (one for one in cached.store().decisions() if one.data_version == version.id)
        decided = (one.details.get("year") for one in of_data)
        state.choose("year", next((y for y in (*decided, aim_year(plans)) if y in years), years[-1]))
        state.keep(TAKEN, None if together and plans else state.year())
        state.keep(GONE, None if before is None or before in years else (before, state.year()))
        if before in years and before != state.year():
            state.keep(MOVED, (before, state.year()))
    st.selectbox(state.words().t("app.year"), years, **_chooser())
    gone, now = state.note(GONE, (None, None))
    if gone is not None and now == state.year() and gone not in years:
        _note("app.year_gone", gone)
    moved_from, now = state.note(MOVED, (None, None))
    if moved_from is not None and now == state.year():
        _note("app.year_moved", moved_from)


def _note(key: str, year: int) -> None:
    parts.html(f'<p class="chosen pending">{escape(state.words().t(key, year=year))}</p>')


def here(years: Sequence[int], key: str) -> None:
    """Năm xem, chosen where a question is asked of it too: the same choice as in the sidebar."""
    label = state.words().t("app.year_asked")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        parts.html(f'<p class="lever-note">{escape(label)}</p>', "content")
        st.segmented_control(
            label, years, required=state.year() in years, label_visibility="collapsed", **_chooser(key, years)
        )
        later = state.words().t("app.year_later", year=years[-1])
        parts.html(f'<p class="lever-note">{escape(later)}</p>', "content")


def _chooser(key: str = "", years: Sequence[int] = ()) -> dict[str, Any]:
    """Ô chọn năm: a year chosen by hand is not changed, and what was said of another is over."""
    chooser = held.chooser("year", key, years)

    def chosen() -> None:
        chooser["on_change"]()
        state.keep(TAKEN, None)
        state.keep(GONE, None)
        state.keep(MOVED, None)

    return chooser | {"on_change": chosen}


def _plans(page: str) -> list[Scenario]:
    """Các phương án mà trang sẽ hiện: those compared or the one in view; where plans stand together, and it
    is not yet chosen which, all of them.
    """
    together = page in TOGETHER
    chosen = state.compared() if together else (state.scenario_id(),)
    found = []
    for saved in cached.store().scenarios():
        if saved.id in chosen or (together and not chosen):
            with suppress(ScenarioError):
                found.append(cached.scenario(saved.text))
    return found


def _years(version: DataVersion) -> list[int]:
    saved = cached.saved_scenario()
    try:
        scenario = cached.scenario(saved.text) if saved else cached.status_quo()
    except ScenarioError:
        scenario = cached.status_quo()
    return list(scenario.years(version.base_year))
