"""Căn cứ pháp lý: what is in force in a year, what changed between the regimes, and the office's
own values.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from budget.law_review import enterable, listed, regimes, unconfirmed
from budget.report.law_words import source_words, title_words
from pages.shared import cached, grid, law_entry, law_own, law_tables, parts, state

VIEWS = ("year", "changes", "time", "own")

w = state.words()
law = cached.law()
# as far as the periods reach in which a class stands
years = list(range(regimes()[0].year, int(law.parameter("stability_periods").in_force[-1].number()) + 1))
today = min(max(date.today().year, years[0]), years[-1])  # noqa: DTZ011 the office's own day
state.follow("law.year", state.year() or today)
# a link from another page names the view and the parameter that it is about
asked, about = st.query_params.get("view", ""), st.query_params.get("parameter", "")
state.follow("law.view", asked if asked in VIEWS else "year")
if about in law.parameters:
    state.follow("law.parameter", about)
if about in enterable(law):
    state.follow(f"{law_entry.PREFIX}.parameter", about)
year = state.current("law.year")

found, doubtful = unconfirmed(law, year)
own = len(cached.store().law_values())
parts.header(w.t("law.title"), w.t("law.said", year=year, n=found, doubtful=doubtful, own=own))
with st.container(horizontal=True, vertical_alignment="bottom"):
    st.segmented_control(
        w.t("law.view"),
        VIEWS,
        format_func=lambda view: w.t(f"law.view_{view}"),
        key="law.view",
        required=True,
    )
    view = state.current("law.view")
    if view == "year":
        st.selectbox(w.t("law.year"), years, key="law.year", width=110)
        st.selectbox(
            w.t("law.field"),
            [None, *law_tables.fields(law)],
            format_func=lambda field: w.t(f"law.field_name.{field}") if field else w.t("law.all_fields"),
            key="law.field",
            width=240,
        )
    if view == "changes":
        st.toggle(w.t("law.only_changed"), value=True, key="law.only")
    if view == "time":
        st.selectbox(
            w.t("law.parameter"),
            [parameter.id for parameter in listed(law)],
            format_func=lambda name: title_words(law.parameter(name), w),
            key="law.parameter",
        )

match view:
    case "year":
        with parts.panel("law"):
            grid.show(law_tables.in_force(law, year, state.current("law.field"), w), "law")
    case "changes":
        with parts.panel("changes"):
            opened = "; ".join(f"**{regime.id}**: {source_words(regime.source, w)}" for regime in regimes())
            parts.note(w.t("law.changes_text", regimes=opened))
            grid.show(law_tables.changed(law, regimes(), w, only=state.current("law.only")), "changes")
        with parts.panel("rules"):
            grid.show(law_tables.rules(regimes(), w), "rules")
    case "time":
        with parts.panel("time"):
            grid.show(law_tables.over_time(law.parameter(state.current("law.parameter")), w), "time")
    case _:
        law_own.show(law)
parts.footnote(w.t("law.basis"))
