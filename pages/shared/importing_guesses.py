"""Chỗ chương trình đoán: what was taken one way and may be meant another; it is shown and does not block."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from budget.findings import Finding
from budget.intake import Reading, Table
from pages.shared import (
    importing,
    importing_ask,
    importing_columns,
    importing_lines,
    importing_overview,
    importing_questions,
    parts,
    state,
)
from pages.shared.importing import Work

SHAPES = 8
"""Kinds of tables with unsure columns that are named; the others are counted."""


def there(now: Work) -> bool:
    """Có chỗ đoán cần xem."""
    return bool(importing_questions.two_columns(now) or _unsure(now))


def ask(now: Work) -> None:
    """Cột nào là số của năm, of two columns of one year; which columns are unsure: what is taken is said."""
    w = state.words()
    for number, (at, found) in enumerate(importing_questions.two_columns(now)):
        _ask_column(at, found, number)
    unsure = _unsure(now)
    for number, alike in enumerate(unsure[:SHAPES]):
        _show_unsure(alike, number)
    if len(unsure) > SHAPES:
        parts.note(w.t("import.more_unsure", n=len(unsure) - SHAPES))


def _unsure(now: Work) -> list[list[tuple[Reading, Table]]]:
    """The lists of units with columns that are unsure, those of one shape (and year, of several) together."""
    groups: dict[tuple[str, str], list[tuple[Reading, Table]]] = {}
    for reading in now.readings:
        for table in reading.used:
            if not table.form and importing_columns.unsure(table):
                groups.setdefault((table.shape, table.place.partition("@")[2]), []).append((reading, table))
    return list(groups.values())


def _show_unsure(at: Sequence[tuple[Reading, Table]], number: int) -> None:
    """The unsure columns of a shape: that they are right, or the table to put them right in."""
    w, (reading, table) = state.words(), at[0]
    unsure = importing_columns.unsure(table)
    told = [
        w.t(
            "import.unsure_taken" if h.taken else "import.unsure_left",
            letter=h.letter, text=h.text[:80] or w.t("import.no_heading"),
            taken=importing_lines.answer_word(h.answer) if h.taken else "",
        )
        for h in unsure
    ]  # fmt: skip
    names = importing_ask.file_names([other.file for other, _ in at])
    label = w.t("import.unsure_columns", n=len(unsure), files=names, columns="; ".join(told))
    parts.html(f'<p class="question">{parts.rich(label)}</p>')
    with st.container(horizontal=True):
        st.button(
            w.t("import.unsure_right"), key=f"import.right.{number}",
            on_click=importing.settle_alike, args=(reading.file, table),
            kwargs={"mapping": {h.letter: h.answer if h.taken else "" for h in unsure}},
        )  # fmt: skip
        st.button(
            w.t("import.unsure_look"), key=f"import.look_at.{number}",
            on_click=importing_overview.look_at, args=(importing_overview.key_of(reading, table),),
        )  # fmt: skip


def _ask_column(at: Sequence[tuple[str, Table]], found: Sequence[Finding], number: int) -> None:
    w, (file, table), first = state.words(), at[0], found[0].numbers
    texts = {first["letter"]: first["text"]} | {
        f.numbers["other_letter"]: f.numbers["other_text"] for f in found
    }
    names = importing_ask.file_names([name for name, _ in at])
    label = w.t("import.ask_two_columns", year=first["of_year"], files=names, n=len(texts))
    parts.html(f'<p class="question">{parts.rich(label)}</p>')
    key = f"import.two.{number}.{file}.{first['of_year']}"
    state.follow(key, first["letter"])
    st.segmented_control(
        label, sorted(texts), label_visibility="collapsed", key=key, required=True,
        format_func=lambda letter: w.t("import.year_of", letter=letter, text=texts[letter])
        + (f" {w.t('import.guessed')}" if letter == first["letter"] else ""),
        on_change=_column, args=(file, table, first["of_year"], key),
    )  # fmt: skip


def _column(file: str, table: Table, year: int, key: str) -> None:
    importing_lines.take_year(file, table, state.current(key), year)
