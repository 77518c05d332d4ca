"""Ngày ban hành, trích yếu văn bản: what the program does not know of them, filled in by the office for its
papers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from budget.report.law_documents import ISSUED, TITLED, Issued, issued
from budget.report.numbers import read_date
from pages.shared import cached, parts, state

KEY = "law.issued"


def show() -> None:
    """Ô ghi ngày, trích yếu của từng văn bản chưa rõ ngày ban hành; nothing where every day is known."""
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
        for one in unknown:
            _document(one, known)
        numbers = [one.number for one in unknown]
        st.button(w.t("law.issued_save"), key=f"{KEY}.save", on_click=_save, args=(numbers,))


def _document(one: Issued, known: Mapping[str, str]) -> None:
    """Ngày và trích yếu của một văn bản; the title of the program stands until the office writes another."""
    w, (day, title) = state.words(), st.columns((1, 2), vertical_alignment="bottom")
    given = known.get(ISSUED + one.number, "")
    state.follow(f"{KEY}.{one.number}", w.numbers.date(date.fromisoformat(given)) if given else "")
    day.text_input(one.name(w), key=f"{KEY}.{one.number}", placeholder=w.t("law.day_help"))
    state.follow(f"{KEY}.{TITLED}{one.number}", known.get(TITLED + one.number, ""))
    own = getattr(one, f"title_{w.language}")
    title.text_input(w.t("law.issued_title"), key=f"{KEY}.{TITLED}{one.number}", placeholder=own, help=own)


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
        found[TITLED + number] = " ".join(state.current(f"{KEY}.{TITLED}{number}").split())
    before = cached.issued_days()
    changed = {key: said for key, said in found.items() if said != before.get(key, "")}
    if changed:
        cached.store().set_settings(changed, author=cached.author())
    state.keep(KEY, ("done", w.t("law.issued_saved")))
