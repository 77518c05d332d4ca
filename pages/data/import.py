"""Nạp dữ liệu: files are read, shown and judged; nothing is stored before the officer confirms."""

from __future__ import annotations

from io import BytesIO

import streamlit as st

from budget.intake import Reading, read_files
from budget.report.tables import Column, Row, Table, numbered
from budget.report.template import write_template
from budget.sample import SAMPLES, load_sample
from pages.shared import cached, grid, loading, parts, state

UNITS = ("dong", "thousand", "million", "billion")
SHOWN = 60

w = state.words()
store = cached.store()


def load_sample_data(name: str) -> None:
    """Nạp số liệu mẫu and look at it."""
    about, _ = load_sample(name)
    batch, label = loading.sample(name, about.label[state.language()])
    version = store.add_data([batch], cached.author(), label)[0]
    state.choose("data", version.id)
    state.choose("year", None)
    state.keep("loaded", w.t("import.loaded", years=str(version.base_year), units=version.units))


def read() -> None:
    """Đọc các tệp with progress; the readings wait in the session for the confirmation."""
    files = [(file.name, file.getvalue()) for file in state.current(f"import.files.{round_}") or []]
    answers = state.note("import.answers", {})
    bar = st.progress(0.0, w.t("import.reading_start", n=len(files)))

    def progress(share: float, file: str, step: str) -> None:
        bar.progress(min(1.0, share), w.t("import.reading", file=file))

    readings = read_files(files, choices=loading.choices(answers), progress=progress)
    bar.empty()
    state.keep("import.readings", (files, readings))


def forget() -> None:
    """Bỏ các tệp đang xem."""
    state.keep("import.readings", None)
    state.keep("import.answers", None)
    state.keep("import.round", round_ + 1)


def confirm() -> None:
    """Nạp: all years in one go, or none."""
    files, readings = state.note("import.readings")
    merge = bool(known) and state.current("import.merge") == "merge"
    made = loading.batches(readings, files, store, merge=merge)
    versions = store.add_data(made, cached.author())
    state.choose("data", versions[-1].id)
    state.choose("year", None)
    years = w.list([str(version.base_year) for version in versions])
    state.keep("loaded", w.t("import.loaded", years=years, units=sum(v.units for v in versions)))
    forget()


def answer(question: loading.Question, key: str) -> None:
    """Một câu trả lời của người dùng: the files are read anew with it."""
    answers = dict(state.note("import.answers", {}))
    answers[(question.file, question.sheet, question.missing)] = state.current(key)
    state.keep("import.answers", answers)
    state.keep("import.again", True)


def ask(question: loading.Question, number: int) -> None:
    """Hỏi năm hoặc đơn vị tính of a table that does not print it."""
    key = f"import.ask.{number}"
    label = w.t(f"import.ask_{question.missing}", file=question.file, sheet=question.sheet)
    if question.missing == "year":
        options = list(range(2030, 2014, -1))
        st.selectbox(label, options, index=None, key=key, on_change=answer, args=(question, key),
                     placeholder=w.t("import.choose"))  # fmt: skip
    else:
        st.selectbox(
            label,
            UNITS,
            index=None,
            key=key,
            on_change=answer,
            args=(question, key),
            format_func=lambda unit: w.t(f"number.{unit}"),
            placeholder=w.t("import.choose"),
        )


def overview(readings: list[Reading]) -> Table:
    """Các tệp: what was read of each."""
    columns = (
        Column("file", w.t("import.file")),
        Column("sheet", w.t("import.sheet")),
        Column("year", w.t("import.year"), "year"),
        Column("measure", w.t("import.measure")),
        Column("units", w.t("import.units"), "count"),
        Column("errors", w.t("import.errors"), "count", good="down"),
        Column("warnings", w.t("import.warnings"), "count", good="down"),
    )
    rows = []
    for reading in readings:
        counts = {s: sum(f.severity == s for f in reading.findings) for s in ("error", "warning")}
        for number, table in enumerate(reading.used or (None,)):
            rows.append(
                Row(
                    {
                        "file": reading.file,
                        "sheet": table.sheet if table else w.t("import.refused"),
                        "year": table.year if table else None,
                        "measure": w.t(f"number.{table.money_unit}") if table and table.money_unit else "",
                        "units": len(table.units) if table else 0,
                        "errors": 0 if number else counts["error"],
                        "warnings": 0 if number else counts["warning"],
                    }
                )
            )
    return Table(w.t("import.read_title"), columns, numbered(rows))


def said(readings: list[Reading]) -> Table:
    """Các phát hiện with file, sheet and cell, errors first."""
    columns = (
        Column("severity", w.t("import.severity")),
        Column("file", w.t("import.file")),
        Column("sheet", w.t("import.sheet")),
        Column("cell", w.t("import.cell")),
        Column("text", w.t("import.what")),
    )
    rows = [
        Row(
            {
                "severity": w.t(f"severity.{finding.severity}"),
                "file": finding.file,
                "sheet": finding.sheet,
                "cell": finding.cell,
                "text": w.finding(finding),
            }
        )
        for finding in loading.findings(readings)
    ]
    return Table(w.t("import.findings_title", n=len(rows)), columns, rows)


def preview(readings: list[Reading]) -> Table:
    """Các đơn vị đọc được, as the program understood them."""
    ids = ("code", "name", "kind", "pupils", "salary", "support")
    kinds = {"pupils": "count", "salary": "money", "support": "money"}
    columns = tuple(Column(i, w.column(i), kinds.get(i, "text"), adds=False) for i in ids)  # type: ignore[arg-type]
    found = [unit for reading in readings for unit in reading.units]
    rows = [
        Row({i: (w.kind(unit[i]) if unit.get(i) else "") if i == "kind" else unit.get(i) for i in ids})
        for unit in found[:SHOWN]
    ]
    return Table(w.t("import.preview_title", shown=len(rows), n=len(found)), columns, numbered(rows))


round_ = state.note("import.round", 0)
with parts.header(w.t("page.import"), w.t("import.sentence")):
    buffer = BytesIO()
    write_template(buffer, w)
    st.download_button(
        w.t("import.template"), buffer.getvalue(), w.t("import.template_file"), grid.XLSX,
        key="import.template", icon=":material/download:", on_click="ignore",
    )  # fmt: skip

loaded = state.note("loaded")
if loaded:
    parts.message("note", loaded)
    state.keep("loaded", None)
    if st.button(w.t("import.look"), key="import.look", type="primary", icon=":material/monitoring:"):
        st.switch_page("pages/status/overview.py")

left, right = st.columns((2, 1))
with left, parts.panel("files", w.t("import.files_title"), w.t("import.files_text")):
    dropped = st.file_uploader(
        w.t("import.files_title"),
        accept_multiple_files=True,
        key=f"import.files.{round_}",
        label_visibility="collapsed",
    )
with right, parts.panel("samples", w.t("import.samples_title"), w.t("import.samples_text")):
    for name in SAMPLES:
        about, units = load_sample(name)
        label = w.t(
            "import.sample", name=about.label[state.language()], units=len(units), year=about.base_year
        )
        st.button(label, key=f"import.{name}", on_click=load_sample_data, args=(name,), width="stretch")

waiting = state.note("import.readings")
names = [file.name for file in dropped or []]
if dropped and (waiting is None or [n for n, _ in waiting[0]] != names or state.note("import.again")):
    state.keep("import.again", None)
    read()
    waiting = state.note("import.readings")
if not dropped and waiting is not None:
    forget()
    waiting = None

if waiting is not None:
    readings = waiting[1]
    known = loading.known_years(store, loading.years(readings))
    with parts.panel("read"):
        grid.show(overview(readings), "read", files=False)
        for number, question in enumerate(loading.questions(readings)):
            ask(question, number)
        if known:
            st.segmented_control(
                w.t("import.merge", versions=w.list([f"{v.base_year} · v{v.number}" for v in known])),
                ("merge", "replace"),
                format_func=lambda way: w.t(f"import.{way}_way"),
                key="import.merge",
                default="merge",
                required=True,
            )
        fine = loading.ready(readings)
        if not fine:
            parts.message("error", w.t("import.not_ready"))
        with st.container(horizontal=True):
            st.button(
                w.t("import.confirm", n=sum(len(r.units) for r in readings)),
                key="import.confirm",
                type="primary",
                disabled=not fine,
                on_click=confirm,
            )
            st.button(w.t("import.forget"), key="import.forget", on_click=forget)
    if loading.findings(readings):
        with parts.panel("said"):
            grid.show(said(readings), "said")
    with parts.panel("preview"):
        grid.show(preview(readings), "preview", files=False)
