"""Chỗ chương trình đoán: what was taken one way and may be meant another; it is shown and does not block."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from budget.findings import Finding
from budget.intake import Table
from pages.shared import importing_ask, importing_lines, importing_questions, parts, state
from pages.shared.importing import Work


def there(now: Work) -> bool:
    """Có chỗ đoán cần xem."""
    return bool(importing_questions.two_columns(now))


def ask(now: Work) -> None:
    """Cột nào là số của năm, of two columns of one year: what is taken stands chosen."""
    for number, (at, found) in enumerate(importing_questions.two_columns(now)):
        _ask_column(at, found, number)


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
