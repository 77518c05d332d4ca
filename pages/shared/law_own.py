"""Giá trị riêng của cơ quan: the form, what it refuses and why, the list and the withdrawal."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from budget.law import PRINTED, Law, LawValue, Parameter, national_law
from budget.law_review import enterable, first_year, later_national, refusal
from budget.law_values import frozen
from budget.report.law_words import title_words, value_words
from budget.report.numbers import read_date
from budget.report.tables import Column, Row, Table, numbered
from budget.store import OwnLawValue
from pages.shared import cached, grid, law_days, law_entry, parts, signing, state
from pages.shared.law_entry import PREFIX, RefusedError

GONE = f"{PREFIX}.gone"
"""Note of the value that was withdrawn last, with the way back."""


def show(law: Law) -> None:
    """Phần giá trị riêng: what was said last, the list, the form."""
    w = state.words()
    said = state.note(PREFIX)
    if said:
        parts.message(*said)
        state.keep(PREFIX, None)
    gone: OwnLawValue | None = state.note(GONE)
    if gone is not None:
        st.button(
            w.t("law.unwithdraw"),
            key=f"{PREFIX}.unwithdraw",
            icon=":material/undo:",
            on_click=_bring_back,
            args=(gone,),
        )
        state.keep(GONE, None)
    left, right = st.columns(2)
    with left, parts.panel("own"):
        _listing(law)
    with left:
        law_days.show()
    with right, parts.panel("own-add", w.t("law.own_add")):
        _form(law)


def _listing(law: Law) -> None:
    w, own = state.words(), cached.store().law_values()
    parts.note(w.t("law.own_text"))
    if not own:
        parts.note(w.t("law.own_none"))
        return
    columns = (
        Column("parameter", w.t("law.parameter")),
        Column("value", w.t("law.value")),
        Column("since", w.t("law.since")),
        Column("source", w.t("law.source")),
    )
    rows, names = [], {}
    for one in own:
        parameter = law.parameter(one.parameter)
        value = LawValue(one.since, frozen(one.value), cached.READ, one.document, own=True)
        title, day = title_words(parameter, w), w.numbers.date(one.since)
        document = one.document
        if one.document_date:
            document = f"{document} ({w.numbers.date(one.document_date)})"
        cells = {
            "parameter": title,
            "value": value_words(parameter, value, w),
            "since": day,
            "source": document,
        }
        who = one.author or w.t("explain.nobody")
        entered = w.t("law.entered", who=who, at=one.entered_at)
        rows.append(Row(cells, notes={"source": entered}))
        names[one.id] = f"{title} · {day}"
    grid.show(Table(w.t("law.own_title"), columns, numbered(rows)), "own")
    newer = []
    for one in own:
        later = later_national(national_law().parameter(one.parameter), one.since)
        if later:
            days = w.list([w.numbers.date(value.since) for value in later])
            newer.append(w.t("law.own_newer", name=names[one.id], days=days))
    if newer:
        parts.message("note", w.t("law.own_later", listed=w.list(newer)))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            w.t("law.withdraw_which"), list(names), format_func=names.__getitem__, key=f"{PREFIX}.which"
        )
        st.button(w.t("law.withdraw"), key=f"{PREFIX}.withdraw", on_click=_withdraw)


def _withdraw() -> None:
    w, store = state.words(), cached.store()
    chosen = state.current(f"{PREFIX}.which")
    gone = next((one for one in store.law_values() if one.id == chosen), None)
    store.withdraw_law_value(chosen, cached.author())
    if gone is not None:
        title = title_words(national_law().parameter(gone.parameter), w)
        state.keep(PREFIX, ("note", w.t("law.withdrawn", title=title, day=gone.since)))
        state.keep(GONE, gone)


def _bring_back(gone: OwnLawValue) -> None:
    """Nhập lại giá trị vừa rút, as it was."""
    about = (gone.parameter, gone.since, gone.value, gone.document)
    cached.store().add_law_value(*about, cached.author(), document_date=gone.document_date)


def _form(law: Law) -> None:
    w, national = state.words(), national_law()
    chosen = st.selectbox(
        w.t("law.parameter"),
        enterable(national),
        format_func=lambda name: title_words(national.parameter(name), w),
        key=f"{PREFIX}.parameter",
    )
    parameter = national.parameter(chosen)
    if parameter.values:
        newest = parameter.values[-1]
        today = value_words(parameter, newest, w)
        parts.note(w.t("law.today", value=today, source=newest.source))
    else:
        parts.note(str(getattr(parameter, f"description_{w.language}")))
    law_entry.field(parameter)
    left, right = st.columns(2)
    left.text_input(w.t("law.new_since"), key=f"{PREFIX}.since", placeholder=w.t("law.day_help"))
    right.text_input(w.t("law.new_document_date"), key=f"{PREFIX}.day", placeholder=w.t("law.day_help"))
    st.text_input(w.t("law.new_document"), key=f"{PREFIX}.document", placeholder=w.t("law.document_help"))
    signing.line(PREFIX)
    st.button(w.t("law.add"), key=f"{PREFIX}.add", type="primary", on_click=_add, args=(law, parameter))


def _add(law: Law, parameter: Parameter) -> None:
    """Thêm: reads and checks every field; refuses with a sentence, or stores the value."""
    w = state.words()
    title = title_words(parameter, w)
    try:
        value, since, document, day = _read(law, parameter)
    except RefusedError as refused:
        state.keep(PREFIX, ("error", str(refused)))
        return
    cached.store().add_law_value(parameter.id, since, value, document, cached.author(), document_date=day)
    shown = value_words(parameter, LawValue(since, frozen(value), cached.READ, document), w)
    said = [w.t("law.added", title=title, day=since, value=shown)]
    if parameter.field == PRINTED:
        said.append(w.t("law.printed_from"))
    else:
        said.append(w.t("law.counts_from", year=first_year(parameter.id, since)))
    state.keep(PREFIX, ("note", " ".join(said)))
    for part in ("since", "document", "day"):
        state.put(f"{PREFIX}.{part}", "")


def _read(law: Law, parameter: Parameter) -> tuple[Any, date, str, date | None]:
    w = state.words()
    value = law_entry.read(parameter)
    text = state.current(f"{PREFIX}.since").strip()
    since = read_date(text)
    if since is None:
        raise RefusedError(w.t("law.no_day" if text else "law.day_missing", text=text))
    document = state.current(f"{PREFIX}.document").strip()
    if not document:
        raise RefusedError(w.t("law.no_document"))
    written = state.current(f"{PREFIX}.day").strip()
    day = read_date(written)
    if written and day is None:
        raise RefusedError(w.t("law.no_document_day", text=written))
    if any(own.since == since for own in law.parameter(parameter.id).own_values):
        raise RefusedError(w.t("law.refused_twice", title=title_words(parameter, w), day=since))
    why = refusal(law, parameter.id, LawValue(since, frozen(value), cached.READ, document))
    if why:
        raise RefusedError(w.t(f"law.refused_{why}"))
    return value, since, document, day
