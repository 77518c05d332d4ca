"""Giải trình một phát hiện: exactly the units that a finding of the plan names, each with its years and what
is said of it.
"""

from __future__ import annotations

import streamlit as st

from budget.planning import found_by_unit
from budget.report.tables import Column, Row, Table, grouped
from budget.select import Mask
from budget.simulate import Result
from pages.shared import explaining, frame, grid, parts, plan_view, state


def asked() -> str:
    """Phát hiện đang xem, as the address says; "" where it names none."""
    told = str(st.query_params.get(frame.FINDING, ""))
    return told if told in plan_view.LISTED else ""


def sentence(result: Result, year: int, kind: str) -> str:
    """Câu phát hiện: how many units in the year and over all years."""
    found = found_by_unit(result, kind)
    return state.words().t(
        "explain.said_found",
        what=state.words().t(f"plan.kind_{kind}"),
        n=len(found),
        here=sum(year in by_year for by_year in found.values()),
        year=year,
        first=result.years[0] + 1,
        last=result.years[-1],
    )


def show(result: Result, year: int, kind: str, here: Mask) -> None:
    """Bảng các đơn vị, by level; what is said is of the year in view, else of the first year found."""
    w, units, names = state.words(), result.units, plan_view.names(result)
    found = {i: years for i, years in found_by_unit(result, kind).items() if here[i]}
    if not found:
        grid.nothing_found()
        return
    groups = []
    for level in dict.fromkeys(units.kind[i] for i in found):
        rows = []
        for i, by_year in found.items():
            if units.kind[i] != level:
                continue
            told = year if year in by_year else min(by_year)
            cells = {"code": units.code[i], "name": units.name[i], "said": w.finding(by_year[told], names)}
            cells["years"] = ", ".join(map(str, sorted(by_year)))
            to = explaining.onward(year=told)
            rows.append(Row(cells, link=to(units.code[i], plan_view.FIGURES[kind])))
        groups.append((Row({"name": w.t("compare.total_kind", kind=w.kind(level), n=len(rows))}), rows))
    columns = [
        Column("code", w.column("code")),
        Column("name", w.column("name")),
        Column("years", w.t("explain.found_years")),
        Column("said", w.t("plan.finding")),
    ]
    with parts.panel("found"):
        title = w.t("explain.found_title", what=w.t(f"plan.kind_{kind}"), n=len(found))
        grid.show(Table(title, columns, grouped(groups)), "explain.found")
