"""Giải trình: one unit, the ladder of its figure, down to law, assumption and source cell; a slip
to print.
"""

from __future__ import annotations

import streamlit as st

from budget.explain import explain_total
from budget.report.tables import Column, Row, Table, numbered
from budget.simulate import Result
from pages.shared import cached, explaining, grid, parts, state

w = state.words()
store = cached.store()


def total(result: Result, year: int, view: str) -> None:
    """Tổng của mọi đơn vị: the sum of their published figures, each with the way to its own explanation."""
    if view not in explaining.TOTALS:
        parts.note(w.t("explain.no_total"))
        return
    term = explain_total(result, year, explaining.TOTALS[view])
    name = w.t(f"figure.{term.figure}", number=0)
    columns = (
        Column("code", w.column("code")),
        Column("name", w.column("name")),
        Column("figure", name, "money"),
    )
    rows = [
        Row(
            {"code": t.unit, "name": names[t.unit or ""], "figure": t.value},
            link=explaining.link(t.unit or "", view),
            key=t.unit or "",
        )
        for t in term.terms
    ]
    title = w.t("explain.total_title", figure=name, year=year, n=len(rows), total=term.value)
    if view in explaining.PLAN:
        with parts.panel("plan"):
            explaining.plan_ladders(result, year, view, saved)
    with parts.panel("total"):
        every = {"name": w.t("table.total"), "figure": term.value}
        picked = grid.show(Table(title, columns, numbered(rows, every)), "explain.total", pick=True)
    if picked:
        explaining.open_unit(picked, view)


def unit(result: Result, year: int, view: str, code: str) -> None:
    """Một đơn vị: its ladders, what is to be noted about it, and the slip."""
    where = explaining.origin(version, saved, code)
    found = [f for f in result.findings if f.unit == code and f.year == year]
    left, right = st.columns((5, 2))
    with left, parts.panel("ladder"):
        parts.note(w.t("explain.ladder_text"))
        explaining.ladders(result, code, year, view, where)
    with right:
        st.button(
            w.t("explain.print"),
            key="explain.print",
            icon=":material/print:",
            help=w.t("explain.print_help"),
            on_click=state.keep,
            args=("explain.print", True),
        )
        with parts.panel("findings", w.t("explain.findings", year=year)):
            for item in found:
                parts.finding(item, names)
            if not found:
                parts.note(w.t("explain.findings_none", year=year))
    notes = [w.finding(f, names) for f in found]
    parts.html(explaining.slip(result, version, code, year, notes))
    if state.note("explain.print"):
        state.keep("explain.print", None)
        explaining.print_now()


data = cached.data_version()
if data is None:
    parts.header(w.t("explain.title"))
    parts.empty(
        w.t("explain.empty_title"),
        w.t("explain.empty_text"),
        w.t("explain.empty_action"),
        "pages/data/import.py",
    )
    st.stop()
version = data
saved = cached.saved_scenario()
result = cached.result(cached.scenario(saved.text) if saved else cached.status_quo(), version.id)
names = dict(zip(result.units.code, result.units.name, strict=True))
asked, year = state.unit(), state.year() or result.years[-1]
if asked and asked not in names:
    state.choose("unit", "")

explaining.style()
head = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", key="explain-bar"):
    code = explaining.unit_choice(w, names)
    view = explaining.figure_choice(w)
if asked and asked not in names:
    parts.message("warning", w.t("explain.gone", code=asked))
if not result.computed:
    with head:
        parts.header(w.t("explain.title"), w.t("explain.not_computed"))
    for item in result.findings:
        parts.finding(item, names)
    st.stop()
with head:
    if code:
        parts.header(w.t("explain.title"), explaining.sentence(result, code, year, view))
    else:
        of = explaining.TOTALS.get(view, "support")
        amount = explain_total(result, year, of).value
        figure = w.t(f"figure.{of}", number=0)
        said = w.t("explain.said_total", figure=figure, year=year, total=amount, n=len(names))
        parts.header(w.t("explain.title"), said)
if code:
    unit(result, year, view, code)
else:
    total(result, year, view)
parts.footnote(
    w.t("explain.basis", scenario=explaining.scenario_name(result)), fingerprint=result.fingerprint
)
