"""Giải trình chênh lệch giữa hai phương án: step by step from the base year, either plan beside the other."""

from __future__ import annotations

from typing import Any

import streamlit as st

from budget.compare import steps_apart
from budget.report.tables import Column, Row, Table
from budget.select import Mask
from budget.simulate import Result
from budget.store import SavedScenario
from pages.shared import cached, explaining, explaining_plan, frozen, grid, parts, state
from pages.shared.compare_charts import STEP_FIGURES
from pages.shared.explaining import EVERY


def show(result: Result, year: int, code: str, within: Mask) -> None:
    """Bảng chênh lệch of a unit, or of the units `within` (n,) where `code` is ""; nothing where the address
    names no other plan that there is, or one that does not reach the year.
    """
    saved, mine = _other(), cached.saved_scenario()
    version = cached.data_version()
    if saved is None or mine is None or version is None or explaining_plan.quo():
        return
    law = frozen.law_of(saved.version_id, version.id)
    other = cached.result(cached.scenario(saved.text), version.id, law)
    if not other.computed or year not in other.years:
        return
    with parts.panel("apart"):
        grid.show(_table(result, other, year, code, within, (mine, saved)), "explain-apart")
        parts.note(state.words().t("explain.apart_note"))
        st.button(
            state.words().t("explain.apart_close"),
            key="explain.apart.close",
            icon=":material/close:",
            on_click=explaining_plan.stop_comparing,
        )


def _other() -> SavedScenario | None:
    """The plan that the address compares with: another one than that in view."""
    asked = explaining_plan.against()
    known = {one.id: one for one in cached.store().scenarios()}
    return known.get(asked) if asked and asked != state.scenario_id() else None


def _table(
    result: Result,
    other: Result,
    year: int,
    code: str,
    within: Mask,
    saved: tuple[SavedScenario, SavedScenario],
) -> Table:
    w, (mine, theirs) = state.words(), saved
    only: dict[str, Any] = EVERY if code else {}
    base = result.years[0]
    rows, moved = [], 0
    for step, change in steps_apart(other, result, year, within):
        moved = change.difference
        if not change.before and not change.after:
            continue
        figure, of = STEP_FIGURES[step], base if step == "base" else year
        there = explaining.ways(**only, scenario=theirs.id, year=of)(code, figure)
        here = explaining.ways(**only, against=theirs.id, year=of)(code, figure)
        rows.append(
            Row(
                {
                    "step": w.t(f"compare.step_{step}", year=year, base=base),
                    "before": change.before,
                    "after": change.after,
                    "by": change.difference,
                },
                "total" if step == "support" else "unit",
                links={"before": there, "after": here},
            )
        )
    columns = [
        Column("step", w.t("compare.step")),
        Column("before", theirs.name, "count"),
        Column("after", mine.name, "count"),
        Column("by", w.t("explain.apart_by"), "count_signed", good="none"),
    ]
    whose = (
        result.units.name[result.units.position(code)] if code else w.t("explain.apart_units", n=within.sum())
    )
    about = {"whose": whose, "year": year, "change": moved, "name": mine.name, "other": theirs.name}
    return Table(w.t("explain.apart_title" if moved else "explain.apart_same", **about), columns, rows)
