"""Phát hiện và đối chiếu: what is to look at before the files are taken, grouped, each at its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from budget.findings import Finding
from budget.intake import Edit
from budget.report.tables import Column, Row, Table
from budget.store import DataVersion
from budget.store import Edit as StoredEdit
from budget.units import COLUMN
from pages.shared import cached, grid, importing, loading, parts, state
from pages.shared.importing import Work
from pages.shared.importing_original import STYLE
from pages.shared.loading_units import Line

SHOWN = 100
BOOKS = 20
XLSX = grid.XLSX


def findings_table(
    found: Sequence[Finding],
    key: str,
    names: dict[str, str] | None = None,
    title: str = "",
    leads: Mapping[str, str] | None = None,
) -> None:
    """Các phát hiện, filtered by severity, the first hundred; the rest is counted. `leads`: by unit code the
    address that a finding of the unit leads to.
    """
    w = state.words()
    counts = {s: sum(1 for f in found if f.severity == s) for s in ("error", "warning", "note")}
    there = [severity for severity, count in counts.items() if count]
    parts.html(
        f'<h2 class="panel-title">{parts.rich(title or w.t("import.findings_title", n=len(found)))}</h2>'
    )
    above = st.container(horizontal=True, vertical_alignment="bottom")
    with above:
        chosen = st.segmented_control(
            w.t("import.severity"),
            ["all", *there],
            format_func=lambda s: (
                w.t("import.all" if s == "all" else f"severity.{s}")
                + f" ({w.numbers.count(counts.get(s, len(found)))})"
            ),
            default="all",
            required=True,
            key=f"{key}.severity",
            label_visibility="collapsed",
        )
    kept = [f for f in found if chosen in ("all", f.severity)]
    columns = tuple(Column(c, w.t(f"import.{c}")) for c in ("severity", "what", "file", "sheet", "cell"))
    rows = [
        Row(
            {
                "severity": w.t(f"severity.{f.severity}"),
                "what": w.finding(f, names),
                "file": f.file,
                "sheet": f.sheet,
                "cell": f.cell,
            },
            links={"what": lead} if (lead := (leads or {}).get(f.unit or "")) else {},
        )
        for f in by_kind(kept)
    ]
    table = Table(w.t("import.findings_title", n=len(kept)), columns, rows)
    with above, st.container(horizontal=True, horizontal_alignment="right"):
        grid.downloads(table, table, f"{key}.findings")
    table = replace(table, rows=rows[:SHOWN])
    parts.html(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")
    parts.html(f'<div class="findings">{table.to_html(w)}</div>')
    if len(kept) > SHOWN:
        parts.note(w.t("import.more", n=len(kept) - SHOWN))


def by_kind(found: Sequence[Finding]) -> list[Finding]:
    """Cùng mức và cùng loại đứng cạnh nhau, in the order in which each kind first comes."""
    first: dict[tuple[int, str], int] = {}
    for number, finding in enumerate(found):
        first.setdefault((loading.ORDER[finding.severity], finding.kind), number)
    return sorted(
        found,
        key=lambda f: (loading.ORDER[f.severity], first[loading.ORDER[f.severity], f.kind], f.file),
    )


def marked_books(now: Work, found: Sequence[Finding]) -> None:
    """Tải tệp có đánh dấu lỗi: a button for each file in which there is something to mend or to look at."""
    w = state.words()
    content = dict(now.files)
    with_something = [
        reading
        for reading in now.readings
        if not reading.refused and any(f.file == reading.file and f.severity != "note" for f in found)
    ]
    if not with_something:
        return
    parts.note(w.t("import.marked_text"))
    with st.container(horizontal=True):
        for number, reading in enumerate(with_something[:BOOKS]):
            _book(reading.file, content[reading.file], reading.findings, number)
    if len(with_something) > BOOKS:
        parts.note(w.t("import.more_files", n=len(with_something) - BOOKS))


def _book(file: str, data: bytes, found: Sequence[Finding], number: int) -> None:
    w = state.words()
    stem = file.rsplit(".", 1)[0]

    def made() -> bytes:
        from budget.intake.errorbook import error_workbook  # noqa: PLC0415  openpyxl is slow to load

        return error_workbook(data, found, w, file)

    st.download_button(
        w.t("import.marked_action", file=file), made, w.t("import.marked", name=stem), XLSX,
        key=f"import.book.{number}", icon=":material/download:", type="tertiary", on_click="ignore",
    )  # fmt: skip


def edits_panel(lines: Sequence[Line], version: DataVersion) -> None:
    """Các ô khác với dữ liệu đã có: old and new, and the one click that takes them as edits by hand."""
    w = state.words()
    changed = loading.changed_cells(cached.store(), version, lines)
    known = set(cached.units(version.id).code)
    read = [line for line in lines if line.table.year == version.base_year]
    shared = [line for line in read if line.row["code"] in known]
    if len(shared) * 2 < len(read) or not shared:
        return
    name = w.t("app.version", year=version.base_year, number=version.number)
    with parts.panel("edits"):
        if not changed:
            parts.note(w.t("import.same_as", version=name, n=len(shared)))
            return
        units = len({edit.code for edit in changed})
        title = w.t("import.edits_title", n=len(changed), units=units, version=name)
        grid.show(_edits(changed, title), "import.edits", most=SHOWN)
        if len(changed) > SHOWN:
            parts.note(w.t("import.more", n=len(changed) - SHOWN))
        st.button(
            w.t("import.take_edits", n=len(changed)),
            key="import.take_edits",
            on_click=take_edits,
            args=(version, changed),
        )


def _edits(changed: Sequence[Edit], title: str) -> Table:
    w = state.words()
    columns = (
        Column("code", w.column("code")),
        Column("name", w.column("name")),
        Column("column", w.t("import.column")),
        Column("old", w.t("import.old"), "figure"),
        Column("new", w.t("import.new"), "figure"),
    )
    rows = [
        Row(
            {
                "code": edit.code,
                "name": edit.name,
                "column": w.column(edit.column),
                "old": _value(edit.column, edit.old),
                "new": _value(edit.column, edit.new),
            }
        )
        for edit in changed
    ]
    return Table(title, columns, rows)


def _value(column: str, value: Any) -> str:
    w = state.words()
    if value is None or value == "":
        return w.t("number.unknown")
    kind = COLUMN[column].type
    if kind == "mark":
        return w.t("units.yes") if value else "-"
    if kind in ("text", "choice"):
        return w.kind(str(value)) if column == "kind" else str(value)
    return w.numbers.dong(value) if kind == "money" else w.numbers.decimal(value, 3)


def take_edits(version: DataVersion, changed: Sequence[Edit]) -> None:
    """Lấy các ô khác làm sửa đổi: a new version that differs in these cells only."""
    now, w = importing.work(), state.words()
    if now is None:
        return
    names = w.list([name for name, _ in now.files if name not in now.answers.out])
    why = w.t("import.edits_why", files=names)
    made = [StoredEdit(edit.code, edit.column, edit.new, why) for edit in changed]
    new = cached.store().edit_units(version.id, made, cached.author(), why)
    state.choose("data", new.id)
    name = w.t("app.version", year=new.base_year, number=new.number)
    state.keep("loaded", w.t("import.edited", n=len(made), version=name))
    importing.forget()
