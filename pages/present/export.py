"""Xuất báo cáo: the comparison as an Excel workbook, the data as CSV, each scenario as a file."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from budget.report.tables import Column, Row, Table
from pages.shared import cached, comparing, exporting, grid, parts, state

SHOWN = 30

w = state.words()
store = cached.store()
version = cached.data_version()
saved = store.scenarios()
if version is None or not saved:
    parts.header(w.t("page.export"))
    comparing.empty(version, w.t("export.empty_title"), w.t("export.empty_text"))
    st.stop()

actions = parts.header(w.t("page.export"), w.t("export.sentence"))
compared = comparing.choose(version, saved, least=1)
if compared is None:
    st.stop()
shown = compared.shown
now = datetime.now().astimezone()
day = f"{now:%Y%m%d-%H%M}"
keeper = exporting.Recorder(store, cached.author(), version.id)
office = exporting.office(cached.organisation(), cached.author())
versions = [one.version_id for one in compared.saved]

with actions:
    if len(saved) > 1 and st.button(
        w.t("page.compare"), key="export.compare", icon=":material/compare_arrows:"
    ):
        st.switch_page("pages/compare/compare.py")

left, right = st.columns((3, 2))
with left, parts.panel("book", w.t("export.book"), w.t("export.book_text", n=len(versions))):
    name = exporting.file_name(w.t("export.book_file", n=len(versions), year=shown.year), day) + ".xlsx"
    parts.html(
        "<p class='subtitle'>"
        + parts.rich(
            w.t(
                "export.about",
                year=shown.year,
                basis=comparing.basis_name(compared),
                base=version.base_year,
                number=version.number,
                units=version.units,
                money=w.numbers.unit_name(),
            )
        )
        + "</p>"
    )
    st.download_button(
        w.t("export.book_action"),
        keeper.keep(
            lambda: exporting.comparison_book(shown, w, office, now),
            "xlsx",
            name,
            shown.fingerprint,
            versions,
        ),
        name,
        grid.XLSX,
        key="export.book",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )
    parts.footnote(w.t("export.file", name=name), fingerprint=shown.fingerprint)
with right, parts.panel("plain", w.t("export.plain"), w.t("export.plain_text")):
    units = cached.units(version.id)
    name = (
        exporting.file_name(w.t("export.data_file", year=version.base_year, number=version.number)) + ".csv"
    )
    st.download_button(
        w.t("export.data_action", n=len(units), year=version.base_year),
        keeper.keep(lambda: exporting.data_csv(units, w), "csv", name, units.fingerprint[:16]),
        name,
        "text/csv",
        key="export.data",
        icon=":material/table:",
        width="stretch",
        on_click="ignore",
    )
    for one, result in zip(compared.saved, shown.results, strict=True):
        name = exporting.file_name(one.name) + ".toml"
        st.download_button(
            one.name,
            keeper.keep(
                lambda one=one: one.text.encode(), "toml", name, result.fingerprint, [one.version_id]
            ),
            name,
            "application/toml",
            key=f"export.scenario.{one.id}",
            icon=":material/description:",
            width="stretch",
            on_click="ignore",
        )

made = store.exports()[:SHOWN]
if made:
    columns = [Column(c, w.t(f"export.column_{c}")) for c in ("at", "name", "mark", "sha256", "by")]
    rows = [
        Row(
            {
                "at": w.numbers.moment(one.made_at),
                "name": one.name,
                "mark": one.fingerprint,
                "sha256": one.sha256[:16],
                "by": one.author or w.t("log.somebody"),
            },
            notes={"sha256": one.sha256},
        )
        for one in made
    ]
    with parts.panel("made"):
        grid.show(Table(w.t("export.made", n=len(made)), columns, rows), "exports", files=False)
