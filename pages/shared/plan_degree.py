"""Mức tự bảo đảm qua các năm: units by their group, a heat map of those on the roadmap, the path of one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
import streamlit as st

from budget.autonomy import UNDEFINED
from budget.planning import asked, on_roadmap
from budget.report.chart_style import Series
from budget.report.charts import lines
from budget.report.charts_spread import heat
from budget.report.palette import palette
from pages.shared import explaining, parts, plan_degrees, plan_groups, plan_pathways, plan_view, state
from pages.shared.plan import Plan
from pages.shared.plan_groups import by_year, crossings

MOST_ROWS = 20
"""Units in the heat map at a time."""


def show(plan: Plan) -> None:
    """Bản đồ nhiệt of the units in reach, those on the roadmap first, or the path of one unit."""
    w, result = state.words(), plan.result()
    t = w.t
    # those on the roadmap first, then the others that are no schools
    order = list(
        dict.fromkeys([*on_roadmap(result), *np.argsort(result.units.school, kind="stable").tolist()])
    )
    names = state.told_apart({result.units.code[i]: result.units.name[i] for i in order})
    options = ["", *names]
    with st.container(horizontal=True, vertical_alignment="center"):
        chosen = str(
            st.selectbox(
                t("roadmap.choose"),
                options,
                format_func=lambda code: names.get(code) or t("roadmap.choose_all"),
                label_visibility="collapsed",
                **state.chooser("roadmap_unit", "roadmap.unit", options, ""),
            )
        )
        if chosen and st.button(t("plan.explain"), key="roadmap.explain", icon=":material/calculate:"):
            explaining.open_unit(chosen, "ratio")
        within = None if chosen else plan_groups.reach(plan)[1]
        rows = [] if within is None else [i for i in order if within[i]]
        if rows:
            st.space("stretch")
            plan_degrees.downloads(plan, rows, "roadmap.degrees")
    if within is None:
        plan_pathways.one(plan, result.units.position(chosen))
        explaining.chart(_path(plan, result.units.position(chosen)), "roadmap.path")
    else:
        _heat(plan, rows)


def _heat(plan: Plan, rows: Sequence[int]) -> None:
    """Bản đồ nhiệt, so many units at a time."""
    t, result = state.words().t, plan.result()
    shown = rows[plan_view.rows_in_view(len(rows), MOST_ROWS)]
    figure = heat(
        state.look(88),
        [result.units.name[i] for i in shown],
        [str(y) for y in result.years],
        result["ratio"][shown],
        t("roadmap.chart_heat", n=asked(result, plan.year).units, year=plan.year),
        t("roadmap.chart_heat_what", n=len(shown), all=len(rows)),
        texts=[
            [
                t(
                    "roadmap.hover",
                    name=result.units.name[i],
                    year=y,
                    ratio=float(result["ratio"][i, j]),
                    group=plan_view.group_name(int(result.group[i, j])),
                )
                for j, y in enumerate(result.years)
            ]
            for i in shown
        ],
        codes=[by_year(result, result.units.code[i]) for i in shown],
        colors=[[_color(group) for group in result.group[i].tolist()] for i in shown],
        marks=[crossings(result.group[i].tolist()) for i in shown],
    )
    parts.html(f'<p class="colors">{_colors(result.group[shown])}</p>')
    explaining.chart(figure, "roadmap.heat")


def _colors(groups: np.ndarray) -> str:
    """Màu của từng nhóm có trong bản đồ, in the order of the groups."""
    there = sorted(set(groups.ravel().tolist()) - {UNDEFINED})
    return " ".join(
        f'<span><i style="background:{_color(one)}"></i>{escape(plan_view.group_name(one))}</span>'
        for one in there
    )


def _color(group: int) -> str:
    """The colour of a group; "" where there is none."""
    return "" if group == UNDEFINED else palette(state.theme()).groups[group]


def _path(plan: Plan, i: int) -> Any:
    w, result, quo = state.words(), plan.result(), plan.status_quo()
    t, name = w.t, result.units.name[i]
    bands = plan.law.table("thresholds", plan.year)
    levels = [(float(bands[g]), t(f"group.{g}")) for g in ("2", "3a", "3b", "3c") if g in bands]
    j = result.year(plan.year)
    look = state.look(88)
    code = result.units.code[i]
    drawn, quo_drawn = (
        [
            t(
                "roadmap.hover",
                name=name,
                year=y,
                ratio=float(of["ratio"][i, n]),
                group=plan_view.group_name(int(of.group[i, n])),
            )
            for n, y in enumerate(of.years)
        ]
        for of in (result, quo)
    )
    series = [
        Series(t("plan.plan"), result["ratio"][i], look.colors.accent, drawn, codes=by_year(result, code))
    ]
    figure = lines(
        look,
        result.years,
        series,
        t("roadmap.chart_path", name=name, year=plan.year, ratio=float(result["ratio"][i, j])),
        t("roadmap.chart_path_what", year=plan.base_year),
        status_quo=Series(
            t("app.status_quo"), quo["ratio"][i], hover=quo_drawn, codes=by_year(quo, code, quo=True)
        ),
        measure="percent",
        levels=levels,
        height=330,
    )
    return figure.update_layout(meta={"plan": f"{name}, {look.plan}"})
