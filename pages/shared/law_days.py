"""Ngày ban hành văn bản: the days that the program does not know, filled in by the office for its papers."""

from __future__ import annotations

from datetime import date

import streamlit as st

from budget.report.law_documents import ISSUED, issued
from budget.report.numbers import read_date
from pages.shared import cached, parts, state

KEY = "law.issued"


def show() -> None:
    """Ô ghi ngày của từng văn bản chưa rõ ngày ban hành; nothing where every day is known."""
    w = state.words()
    unknown = [one for one in issued().values() if one.issued is None]
    if not unknown:
        return
    with parts.panel("issued", w.t("law.issued")):
        said = state.note(KEY)
        if said:
            parts.message(*said)
            state.keep(KEY, None)
        known = cached.issued_days()
        parts.note(w.t("law.issued_text"))
        for place, one in zip(st.columns(len(unknown)), unknown, strict=True):
            given = known.get(ISSUED + one.number, "")
            state.follow(f"{KEY}.{one.number}", w.numbers.date(date.fromisoformat(given)) if given else "")
            place.text_input(one.name(w), key=f"{KEY}.{one.number}", placeholder=w.t("law.day_help"))
        numbers = [one.number for one in unknown]
        st.button(w.t("law.issued_save"), key=f"{KEY}.save", on_click=_save, args=(numbers,))


def _save(numbers: list[str]) -> None:
    """Lưu: all of them, or none where one is no day."""
    w, found = state.words(), dict[str, str]()
    for number in numbers:
        text = state.current(f"{KEY}.{number}").strip()
        day = read_date(text)
        if text and (day is None or day > date.today()):  # noqa: DTZ011 the office's own day
            state.keep(KEY, ("error", w.t("law.issued_wrong", text=text, number=number)))
            return
        found[ISSUED + number] = day.isoformat() if day else ""
    before = cached.issued_days()
    changed = {key: day for key, day in found.items() if day != before.get(key, "")}
    if changed:
        cached.store().set_settings(changed, author=cached.author())
    state.keep(KEY, ("done", w.t("law.issued_saved")))
