"""Mẫu văn bản: the Word templates of the office in place of the program's, and the fields they may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import streamlit as st

from budget.intake.container import Limits, Refusal, examine
from budget.report.ground import Origin
from budget.report.memo import memo_fields
from budget.report.minutes import Decided, minutes_fields
from budget.report.paper_fields import PAPERS, faults, lacking, listed, original, unknown
from budget.report.tables import Column, Row, Table
from budget.report.unit_papers import decision_fields, slip_fields
from budget.report.workbook_comparison import Comparison
from pages.shared import cached, exporting, grid, meeting_record, parts, state

LIMITS = Limits(size=5 * 2**20, unpacked=50 * 2**20, cells=0, seconds=10.0)
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SAID, TURN = "templates.said", "templates.turn"
"""What was said of the last file; how many were taken in, so that the box is empty again after each."""

Fields = Mapping[str, Callable[[], Mapping[str, Any]]]
"""The fields of each paper as they are filled in now."""


def fields_of(
    shown: Comparison,
    proposed: int,
    office: Mapping[str, str],
    now: datetime,
    origins: Mapping[str, Origin],
) -> Fields:
    """Các trường của mỗi văn bản, as the plan in view fills them in."""
    w, result = state.words(), shown.results[proposed]
    about: dict[str, Any] = {"words": w, "organisation": office}
    first = list(result.units.code[:1])
    compared: dict[str, Any] = {"year": shown.year, "baseline": shown.baseline, "proposed": proposed}
    nothing = Decided(now, (), "", "", result.years[0], 0, {})
    made = cached.store().decisions()
    return {
        "memo": lambda: memo_fields(shown.results, **about, **compared, created=now),
        "decisions": lambda: decision_fields(result, first, **about, created=now),
        "slips": lambda: slip_fields(result, first, **about, year=shown.year, created=now, origins=origins),
        "minutes": lambda: minutes_fields(
            meeting_record.told_of(made[0]) if made else nothing, words=w, organisation=office
        ),
    }


def panel(fields: Fields) -> None:
    """Chọn văn bản, then take its template, put another in its place, go back to the program's, see its
    fields.
    """
    w, store = state.words(), cached.store()
    paper = st.selectbox(
        w.t("templates.paper"),
        list(PAPERS),
        format_func=lambda p: w.t(f"templates.{p}"),
        key="templates.paper",
    )
    own = exporting.templates(store, w.language).get(paper)
    parts.note(w.t("templates.own" if own else "templates.program"))
    if own:
        warn({paper: own}, remedy=w.t("templates.lacking_remedy"))
    name = exporting.file_name(w.t("templates.file"), w.t(f"templates.{paper}")) + ".docx"
    with st.container(horizontal=True):
        st.download_button(
            w.t("templates.take"),
            own or original(paper, w),
            name,
            MIME,
            key="templates.take",
            icon=":material/download:",
            on_click="ignore",
        )
        if own:
            st.button(w.t("templates.back"), key="templates.back", on_click=_use, args=(paper, b""))
    given = st.file_uploader(
        w.t("templates.give"), type=["docx"], key=f"templates.give.{paper}.{state.note(TURN, 0)}"
    )
    if given is not None:
        _given(paper, given.name, given.getvalue())
    said = state.note(SAID)
    if said and said[0] == paper:
        parts.message(*said[1])
    inside = parts.fold(w.t("templates.fields"), "templates.fields")
    if inside:
        with inside:
            parts.note(w.t("templates.how"))
            rows = [Row({"field": field, "now": now}) for field, now in listed(paper, fields[paper]())]
            columns = [Column(c, w.t(f"templates.column_{c}")) for c in ("field", "now")]
            grid.show(Table(w.t("templates.fields"), columns, rows), f"templates-{paper}")


def warn(own: Mapping[str, bytes], remedy: str = "") -> None:
    """Cảnh báo mẫu của cơ quan dùng trường không còn, hoặc thiếu trường: by paper, what its files
    therefore do not print.
    """
    w = state.words()
    for paper, content in own.items():
        if gone := unknown(paper, content):
            about = {"paper": w.t(f"templates.{paper}").lower(), "n": len(gone), "listed": w.list(gone)}
            parts.message("warning", w.t("templates.unknown", **about), remedy=remedy)
        lacks = lacking(paper, content, w)
        if not lacks:
            continue
        named = {name: f"templates.field_{name.replace('.', '_')}" for name in lacks}
        said = [f"{w.t(key)} ({name})" if w.has(key) else name for name, key in named.items()]
        about = {"paper": w.t(f"templates.{paper}").lower(), "n": len(lacks), "listed": w.list(said)}
        parts.message("warning", w.t("templates.lacking", **about), remedy=remedy)


def _given(paper: str, name: str, content: bytes) -> None:
    """Nhận một mẫu: kept and used where it can be filled, else the reason why not."""
    w = state.words()
    what = examine(name, content, LIMITS)
    word = isinstance(what, Refusal) and what.numbers.get("what") == "DOCX"
    wrong = faults(paper, content) if word else [None]
    if not wrong:
        _use(paper, content, name)
        state.keep(TURN, state.note(TURN, 0) + 1)
        st.rerun()
    for fault in wrong:
        numbers = {} if fault is None else dict(fault.numbers)
        if "fields" in numbers:
            numbers["fields"] = w.list([f"“{field}”" for field in numbers["fields"]])
        kind = "no_word" if fault is None else fault.kind
        parts.message(
            "error",
            w.t(f"templates.fault_{kind}", name=name, example="{{r u.name }}", **numbers),
            remedy=w.t("templates.remedy"),
        )


def _use(paper: str, content: bytes, name: str = "") -> None:
    """Dùng một mẫu từ nay về sau; nothing for the program's own."""
    w, store, author = state.words(), cached.store(), cached.author()
    sha256 = store.keep_file(name, content, author) if content else ""
    store.set_settings({exporting.template_key(paper, w.language): sha256}, author=author)
    state.keep(SAID, (paper, ("note", w.t("templates.used" if content else "templates.gone"))))
