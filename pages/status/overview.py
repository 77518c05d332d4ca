"""Hiện trạng: where the units stand in the base year, and what the status quo makes of it."""

from __future__ import annotations

import streamlit as st

from budget.autonomy import GROUPS
from budget.report.supported_said import supported_said
from pages.shared import cached, frame, grid, parts, standing_parts, standing_table, state

w = state.words()
version = frame.data(w.t("page.overview"), "overview")
result = cached.result(cached.status_quo(), version.id)
if not result.computed:
    parts.header(w.t("page.overview"))
    for item in result.findings:
        parts.finding(item)
    parts.stop()

v = cached.derived("overview", (result.fingerprint,), lambda: standing_parts.view(result))
units = result.units
sentence = w.t(
    "overview.sentence",
    year=v.year,
    support=v.all.support,
    units=supported_said(result, w),
    ratio=v.all.ratio,
    below=v.all.below,
    schools=v.all.schools,
    norm=v.norm,
)
parts.header(w.t("overview.title", year=v.year), sentence)
standing_parts.cards(v)
left, right = st.columns(2)
with left, parts.panel("support"):
    standing_parts.support(v)
with right, parts.panel("groups"):
    standing_parts.groups(v)
if v.all.schools:
    left, right = st.columns(2)
    with left, parts.panel("shares"):
        standing_parts.shares(v)
    with right, parts.panel("pupil"):
        standing_parts.per_pupil(v)
    left, right = st.columns(2)
    with left:
        standing_parts.one_school(v)
    with right:
        standing_parts.erosion_chart(v)

sieve = grid.filters(units, "overview")
named = [*GROUPS, ""]
kept = [
    i
    for i in range(len(units))
    if sieve.keeps(units.kind[i], units.ward[i], named[result.group[i, 0]], units.code[i], units.name[i])
]
if not kept:
    grid.nothing_found()
    parts.stop()
with parts.panel("table"):
    grid.show(standing_table.table(v, kept), "overview")
parts.footnote(
    w.t("overview.basis", year=v.year, number=version.number, at=version.created_at),
    fingerprint=result.fingerprint,
)
