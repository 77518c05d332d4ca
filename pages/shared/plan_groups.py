"""Nhóm tự chủ theo năm: how many units of the city, or of those in reach, are in each group in each year."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from budget.autonomy import GROUPS, UNDEFINED
from budget.indicators import Indicators, indicators
from budget.planning import groups_by_year as counts_by_year
from budget.planning import on_roadmap, without_group
from budget.report.charts import groups_by_year
from budget.report.tables import Column, Row, Table, numbered
from budget.select import Mask
from budget.simulate import Result
from budget.units import SCHOOL_KINDS
from pages.shared import explaining, grid, state
from pages.shared.plan import Plan

REACHES = ("all", "roadmap", "service")
"""All units, those with a target, those that are no schools."""


def reach(plan: Plan) -> tuple[str, Mask]:
    """Phạm vi đang xem, kept in the address, with its units; each choice says how many they are."""
    t, result = state.words().t, plan.result()
    masks = {
        "all": np.ones(len(result.units), dtype=bool),
        "roadmap": np.isin(np.arange(len(result.units)), on_roadmap(result)),
        "service": ~result.units.school,
    }
    options = [name for name in REACHES if masks[name].any()]
    chosen = str(
        st.segmented_control(
            t("roadmap.reach"),
            options,
            format_func=lambda name: t(f"roadmap.reach_{name}", n=int(masks[name].sum())),
            required=True,
            label_visibility="collapsed",
            **state.chooser("reach", "roadmap.reach.kind", options, "all"),
        )
    )
    return chosen, masks[chosen]


def show(plan: Plan) -> None:
    """Số đơn vị theo nhóm qua các năm, as a chart and in figures."""
    w, result = state.words(), plan.result()
    name, within = reach(plan)
    counts, now = counts_by_year(result, within), indicators(result, plan.year, within)
    names = [w.t(f"group.{group}") for group in GROUPS]
    texts = [
        [w.t("roadmap.hover_group", group=of, year=y, n=n) for y, n in zip(result.years, row, strict=True)]
        for of, row in zip(names, counts, strict=True)
    ]
    lead = by_year(result, "", kinds=_kinds(name))
    figure = groups_by_year(
        state.look(88),
        result.years,
        names,
        counts,
        _title(plan, now),
        w.t(f"roadmap.chart_groups_{name}", n=int(within.sum())),
        texts=texts,
        codes=[lead] * len(names),
        height=300,
    )
    explaining.chart(figure, "roadmap.groups")
    grid.show(_table(result, within, lead), "roadmap.groups.table")


def _title(plan: Plan, now: Indicators) -> str:
    """Câu của biểu đồ: who rose since the base year; in that year itself, where most units are."""
    t, found = state.words().t, now.units_by_group
    if plan.year > plan.base_year:
        if not now.risen:
            return t("roadmap.chart_groups_none", year=plan.year, base=plan.base_year)
        return t("roadmap.chart_groups", year=plan.year, n=now.risen, base=plan.base_year)
    most = max(found, key=found.__getitem__)
    return t("roadmap.chart_groups_base", base=plan.base_year, n=found[most], of=now.units, group=most)


def by_year(result: Result, code: str, **choices: Any) -> list[str]:
    """Where the mark of each year leads: a unit's degree of autonomy, or all units by their group."""
    every = explaining.EVERY | choices
    return [explaining.link(code, "ratio", **every | {"year": y}) for y in result.years]


def _kinds(reached: str) -> tuple[str, ...]:
    kinds = state.words().kinds()
    return tuple(kind for kind in kinds if kind not in SCHOOL_KINDS) if reached == "service" else ()


def _table(result: Result, within: Mask, lead: list[str]) -> Table:
    """Số đơn vị của từng nhóm; those without a group in a row of their own."""
    t = state.words().t
    heads = [str(year) for year in result.years]
    links = dict(zip(heads, lead, strict=True))
    told = [(t(f"group.{g}"), row) for g, row in zip(GROUPS, counts_by_year(result, within), strict=True)]
    without = without_group(result, within)
    if any(without):
        told.append((t("roadmap.no_group"), without))
    rows = [Row({"group": of, **dict(zip(heads, row, strict=True))}, links=links) for of, row in told]
    every = dict.fromkeys(heads, int(within.sum()))
    total = Row({"group": t("roadmap.all_units"), **every}, level="total", links=links)
    columns = (
        Column("group", t("roadmap.of_group")),
        *(Column(head, head, "count") for head in heads),
    )
    return Table(t("roadmap.table_groups"), columns, [*numbered(rows), total])


def crossings(groups: Sequence[int]) -> list[str]:
    """Qua ngưỡng: a mark in the years in which a unit comes into a higher or a lower group."""
    marks = [""]
    for before, now in itertools.pairwise(groups):
        known = UNDEFINED not in (before, now)
        marks.append(" ▲" if known and now < before else " ▼" if known and now > before else "")
    return marks
