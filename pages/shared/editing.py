"""Sửa một số liệu: one figure of one unit by hand, read back before it is saved, asked again if it jumps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from budget.report.ground import edited_on
from budget.report.number_words import amount_in_words
from budget.report.tables import Column, Row, Table
from budget.store import DataVersion, Edit, StoreError
from budget.store.records import EDIT
from budget.units import COLUMN, COLUMNS, UnitsError
from pages.shared import cached, parts, signing, state

JUMP = 10
"""A figure that grows or falls by more than this factor is asked again."""

EDITABLE = tuple(
    c.id for c in COLUMNS if c.type in ("money", "count") or c.id in ("name", "field", "ward", "owner")
)


@dataclass(frozen=True, slots=True)
class HandEdit:
    """Một số đã sửa tay: unit, column, the value before and after, who, on which day and why."""

    code: str
    name: str
    column: str
    old: Any
    new: Any
    by: str
    at: date | None
    why: str


def said(column: str, value: Any) -> str:
    """Một giá trị thành chữ: money to the đồng; what nobody gave is said."""
    w = state.words()
    if value is None or value == "":
        return w.t("units.not_given")
    match COLUMN[column].type:
        case "money":
            return w.numbers.dong(value)
        case "count":
            return w.numbers.count(value) if value == int(value) else w.numbers.decimal(value)
        case "mark":
            return w.t("units.yes" if value else "units.no")
        case "choice":
            return w.kind(value)
        case _:
            return str(value)


def origin_of(version: DataVersion) -> str:
    """Nguồn của bản gốc: how the data came that were edited by hand since."""
    while version.origin == EDIT and version.parent is not None:
        version = cached.store().data_version(version.parent)
    return version.origin


def hand_edits(version: DataVersion) -> list[HandEdit]:
    """Các số đã sửa tay since the data were loaded, the newest edit first."""
    found: list[HandEdit] = []
    store = cached.store()
    while version.origin == EDIT and version.parent is not None:
        before = {row["code"]: row for row in cached.given(version.parent)}
        for row in cached.given(version.id):
            old = before.get(row["code"], {})
            differ = [c for c in EDITABLE if old and row[c] != old[c]]
            sources = store.sources(version.id, row["code"]) if differ else {}
            for column in differ:
                source = sources.get(column)
                by, at, why = (source.by, edited_on(source), source.why) if source else ("", None, "")
                found.append(
                    HandEdit(row["code"], row["name"], column, old[column], row[column], by, at, why)
                )
        version = store.data_version(version.parent)
    return found


def edits_table(edits: Sequence[HandEdit], leads: dict[str, str]) -> Table:
    """Các số đã sửa tay: unit, figure, before, after, who, day and reason."""
    w = state.words()
    ids = ("unit", "figure", "old", "new", "by", "at", "why")
    rows = [
        Row(
            {
                "unit": edit.name,
                "figure": w.column(edit.column),
                "old": said(edit.column, edit.old),
                "new": said(edit.column, edit.new),
                "by": edit.by or w.t("units.somebody"),
                "at": w.numbers.date(edit.at) if edit.at else "",
                "why": edit.why,
            },
            link=leads.get(edit.code, ""),
        )
        for edit in edits
    ]
    columns = [Column(i, w.t(f"units.edited_{i}")) for i in ids]
    return Table(w.t("units.edited", n=len(rows)), columns, rows)


def form(version: DataVersion, row: dict[str, Any], choose: Callable[[], None]) -> None:
    """Ô sửa: `choose` draws the choice of the unit, `row` is that unit as given."""
    w = state.words()
    choose()
    left, middle, right = st.columns(3)
    column = left.selectbox(w.t("units.figure"), EDITABLE, format_func=w.column, key="units.column")
    kind = COLUMN[column].type
    label = w.t(f"units.new_{kind if kind in ('money', 'count') else 'text'}")
    typed = middle.text_input(label, key="units.new", help=w.t("units.new_help") if kind == "money" else None)
    right.text_input(w.t("units.why"), key="units.why", placeholder=w.t("units.why_example"))
    parts.note(read_back(column, row[column], typed.strip()))
    asked = state.note("units.asked") == (row["code"], column, typed.strip())
    if asked:
        parts.message("warning", question(column, row[column], typed.strip()))
    signing.line("units")
    st.button(
        w.t("units.save_anyway" if asked else "units.save"),
        key="units.save",
        type="primary",
        on_click=save,
        args=(version, row),
    )


def read_back(column: str, old: Any, typed: str) -> str:
    """Giá trị cũ và mới: what stands there, and what was typed, an amount also in words."""
    w = state.words()
    value = w.numbers.read(typed) if COLUMN[column].type in ("money", "count") else typed
    if value is None or value == "":
        return w.t("units.stands", old=said(column, old))
    text = w.t("units.becomes", old=said(column, old), new=said(column, value))
    if COLUMN[column].type == "money" and value == int(value):
        text += f" ({amount_in_words(int(value), w.language)})"
    return text


def question(column: str, old: Any, typed: str) -> str:
    """Câu hỏi lại for a figure that jumps; "" where it does not."""
    w = state.words()
    value = w.numbers.read(typed) if COLUMN[column].type in ("money", "count") else None
    if value is None or old is None or value == old:
        return ""
    both = {"old": said(column, old), "new": said(column, value)}
    if not old or not value:
        return w.t("units.ask_zero", **both)
    if not old / JUMP <= value <= old * JUMP:
        return _in_full(column, w.t("units.ask_jump", change=float(value) / float(old) - 1, **both))
    return ""


def _in_full(column: str, told: str) -> str:
    """Câu nói, and for an amount how it is written."""
    return f"{told} {state.words().t('units.new_help')}" if COLUMN[column].type == "money" else told


def save(version: DataVersion, row: dict[str, Any]) -> None:
    """Lưu một sửa đổi as a new version; refuses what is no number or has no reason, asks once what jumps."""
    w, code = state.words(), row["code"]
    column, why = state.current("units.column"), state.current("units.why").strip()
    text = state.current("units.new").strip()
    number = w.numbers.read(text)
    textual = COLUMN[column].type == "text"
    if not why:
        state.keep("units.said", ("error", w.t("units.why_missing")))
        return
    refused = ("error", _in_full(column, w.t("units.no_number", text=text, column=w.column(column))))
    if number is None and not textual:
        state.keep("units.said", refused)
        return
    mark = (code, column, text)
    if question(column, row[column], text) and state.note("units.asked") != mark:
        state.keep("units.asked", mark)
        return
    value = text if textual else number
    try:
        made = cached.store().edit_units(version.id, [Edit(code, column, value, why)], cached.author())
    except UnitsError:
        state.keep("units.said", refused)
    except StoreError as error:
        state.keep("units.said", ("error", w.t(error.kind, **error.numbers)))
    else:
        state.choose("data", made.id)
        state.keep("units.asked", None)
        state.put("units.new", "")
        state.put("units.why", "")
        told = {"old": said(column, row[column]), "new": said(column, value)}
        names = {"unit": row["name"], "column": w.column(column), "number": f"v{made.number}"}
        state.keep("units.said", ("done", w.t("units.saved", **names, **told)))
