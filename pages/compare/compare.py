"""So sánh phương án: two to six scenarios against the status quo or against one of them."""

from __future__ import annotations

import streamlit as st

from budget.report.alike import only_rounding
from budget.report.summary import summary
from pages.shared import (
    cached,
    compare_alike,
    compare_cards,
    compare_charts,
    compare_contents,
    compare_equity,
    compare_files,
    compare_heat,
    compare_indicators,
    compare_parts,
    compare_robust,
    compare_said,
    compare_saved,
    compare_sources,
    compare_together,
    compare_units,
    comparing,
    explaining,
    grid,
    meeting_proposed,
    parts,
    state,
)

VIEWS = ("overview", "units", "heat", "equity", "path", "thresholds", "together", "robust")
YEARS_AS = ("difference", "amount")

w = state.words()
version = cached.data_version()
saved = cached.store().scenarios()
if version is None or len(saved) < 2:
    parts.header(w.t("page.compare"))
    comparing.empty(version, w.t("compare.empty_title"), w.t("compare.empty_text"))
    parts.stop()

actions = parts.header(w.t("page.compare"))
said = st.empty()
compared = comparing.choose(version, saved)
with actions:
    compare_saved.menu(compared)
if compared is None:
    parts.stop()
shown = compared.shown
compare_sources.tell(compared, version)
said.html(f'<p class="sentence">{parts.rich(compare_said.sentence(compared))}</p>')
with actions:
    # beside the button and not on it: another name on it would close it
    parts.html(meeting_proposed.called(compared), "content")
    pick = st.popover(
        w.t("propose.open"), icon=":material/co_present:", key="compare.propose", on_change="rerun"
    )
    if pick.open:
        with pick:
            meeting_proposed.choose_proposed(compared, "compare.proposed", reasoned=True)
    if st.button(w.t("page.export"), key="compare.export", icon=":material/download:"):
        st.switch_page("pages/present/export.py")
apart, remedy = compare_said.different(compared)
if apart:
    parts.message("warning", apart, remedy=remedy)
    compare_alike.offer(compared)
if made := compare_said.grown(compared):
    parts.note_folded(made)

if state.get("view") not in VIEWS:
    state.choose("view", VIEWS[0])
view = st.segmented_control(
    w.t("compare.view"),
    VIEWS,
    format_func=lambda v: w.t(f"compare.view_{v}"),
    required=True,
    label_visibility="collapsed",
    **state.chooser("view", "compare.view"),
)
if view == "overview":
    compare_cards.cards(compared)
    compare_contents.show(compared)
    with parts.panel("summary", w.t("compare.summary"), w.t("compare.summary_note")):
        parts.copyable("\n".join(summary(shown, w)), w.t("compare.summary_copy"), w.t("compare.summary_show"))
    left, right = st.columns(2)
    with left, parts.panel("years"):
        years_as = st.segmented_control(
            w.t("compare.years_as"),
            YEARS_AS,
            format_func=lambda what: w.t(f"compare.years_as_{what}"),
            required=True,
            label_visibility="collapsed",
            **state.chooser("what", "compare.years", YEARS_AS, YEARS_AS[0]),
        )
        alike, differences = only_rounding(compared.shown, w), years_as == "difference"
        if alike:
            parts.note(compare_said.alike(compared, years_as))
        moved = compare_charts.given_by_year(compared) if alike and differences else None
        if moved is not None:
            explaining.chart(moved, "compare-given")
        elif not (alike and differences):
            explaining.chart(compare_charts.by_year(compared, differences=differences), "compare-years")
    with right, parts.panel("winners"):
        explaining.chart(compare_charts.winners(compared), "compare-winners")
    if (cuts := compare_parts.cuts(compared)) is not None:
        with parts.panel("cuts"):
            grid.show(cuts, "compare-cuts")
            compare_said.targets(compared)
            compare_said.ground(compared)
    with parts.panel("indicators"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            title = w.t("compare.indicators", year=shown.year, basis=comparing.basis_name(compared))
            parts.html(f'<h2 class="panel-title">{parts.rich(title)}</h2>')
            parts.money_note()
            listed = compare_files.table(compared, title)
            grid.downloads(listed, listed, "compare-indicators")
        parts.html(compare_indicators.table(compared))
        if compare_indicators.uneven(compared):
            parts.note(w.t("compare.uneven"))
    with parts.panel("bands"):
        grid.show(compare_parts.bands(compared), "compare-bands")
elif view == "units":
    compare_units.show(compared)
elif view == "heat":
    compare_heat.show(compared)
elif view == "equity":
    compare_equity.show(compared)
elif view == "path":
    compare_parts.path(compared)
elif view == "thresholds":
    compare_parts.thresholds(compared)
elif view == "together":
    compare_together.show(compared)
else:
    compare_robust.show(compared)
parts.footnote(
    w.t("compare.basis", year=shown.year, base=version.base_year, number=version.number),
    fingerprint=shown.fingerprint,
    compared=True,
)
