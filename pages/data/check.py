"""Kiểm tra dữ liệu: what the import found, how far the columns are filled, and which units have not sent
theirs.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from budget.completeness import Missing, filled_columns, missing_units, new_units, pending_figures
from budget.report.tables import Column, Row, Table, numbered
from pages.shared import cached, editing, explaining, frame, grid, importing_said, parts, state

w = state.words()
store = cached.store()


def expected() -> tuple[list[tuple[str, str]], str]:
    """Danh sách để đối chiếu: the office's list, else the newest data of the year before with its reach, for
    a year of which few units were loaded is no list of all of them; and its name.
    """
    listed = [(u.code, u.name) for u in store.registry(date(version.base_year, 1, 1))]
    earlier = [v for v in store.data_versions() if v.base_year < version.base_year]
    if listed or not earlier:
        return listed, w.t("check.registry")
    last = earlier[-1]
    known = cached.units(last.id)
    told = w.t("check.last", year=last.base_year, number=f"v{last.number}", n=len(known))
    return list(zip(known.code, known.name, strict=True)), told


def names(title: str, listed: tuple[Missing, ...]) -> Table:
    """Các đơn vị theo mã và tên; those that are in the data lead to their explanation."""
    columns = (Column("code", w.column("code")), Column("name", w.column("name")))
    rows = [Row({"code": u.code, "name": u.name}, link=leads.get(u.code, "")) for u in listed]
    return Table(title, columns, numbered(rows))


def filled() -> Table:
    """Mức đầy đủ của từng cột."""
    columns = (
        Column("column", w.t("check.column")),
        Column("filled", w.t("check.filled"), "count"),
        Column("of", w.t("check.of"), "count"),
    )
    rows = [
        Row({"column": w.column(f.column), "filled": f.filled, "of": f.of}) for f in filled_columns(units)
    ]
    return Table(w.t("check.columns_title"), columns, rows)


version = frame.data(w.t("page.check"), "check")
units = cached.units(version.id)
found = store.findings(version.id)
against, source = expected()
to = explaining.ways(scenario=None, year=version.base_year)
leads = {code: to(code) for code in units.code}
lacking = missing_units(units, against)
added = new_units(units, against) if len(against) >= len(units) else ()  # fewer are no list of all units
files = len(store.data_files(version.id))
counts = {severity: sum(f.severity == severity for f in found) for severity in ("error", "warning", "note")}

parts.header(
    w.t("page.check"), w.t("check.sentence", n=len(units), year=version.base_year, lacking=len(lacking))
)
parts.cards(
    [
        parts.Card(
            w.t("check.units"),
            w.numbers.count(len(units)),
            note=w.t("check.files", n=files) if files else w.t(f"log.origin_{version.origin}"),
        ),
        parts.Card(
            w.t("check.lacking"),
            w.numbers.count(len(lacking)),
            note=source if against else w.t("check.no_list"),
        ),
        parts.Card(w.t("check.warnings"), w.numbers.count(counts["warning"])),
        parts.Card(w.t("check.notes"), w.numbers.count(counts["note"])),
    ]
)
pendings, edited = pending_figures(units), editing.hand_edits(version)
told, counted = st.columns((3, 2))
if not (pendings or edited or found or lacking or added):
    # nothing to tell stands above in a line, and leaves no empty column
    counted = told
with told:
    for pending in pendings:
        with parts.panel(f"pending-{pending.column}"):
            title = w.t("check.pending_title", n=len(pending.units), column=pending.column)
            grid.show(names(title, pending.units), f"pending-{pending.column}")
            parts.note(w.t("check.pending_text"))
            if st.button(w.t("check.complete"), key=f"check.complete.{pending.column}"):
                state.choose("unit", pending.units[0].code)
                st.switch_page("pages/data/units.py")
    if edited:
        with parts.panel("edited"):
            grid.show(editing.edits_table(edited, leads), "edited")
    if found:
        with parts.panel("found"):
            names_of = dict(zip(units.code, units.name, strict=True))
            importing_said.findings_table(found, "found", names_of, leads=leads)
    else:
        parts.note(w.t("check.nothing"))
    for key, group in (("lacking", lacking), ("added", added)):
        if group:
            with parts.panel(key):
                grid.show(names(w.t(f"check.{key}_title", n=len(group), source=source), group), key)
with counted, parts.panel("filled"):
    grid.show(filled(), "filled")
