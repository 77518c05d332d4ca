"""Hỏi điều chưa chắc: year, unit of measure, which reading of a column, which tables belong together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from budget.findings import Finding
from budget.intake import Half, Heading
from budget.intake import Table as Read
from budget.intake.columns import SURE
from budget.intake.draft import MONEY_IDS
from budget.intake.values import READINGS
from budget.units import COLUMN
from pages.shared import cached, importing, importing_questions, loading_units, parts, state
from pages.shared.importing import MONEY_UNITS, Work
from pages.shared.importing_questions import Question

AROUND = (-4, 1)
"""Years before and after today that are offered for a table without a year; others in its preview."""
SHAPES = 4
"""Kinds of tables whose columns are offered in a question; others in their preview."""
NAMED = 3
"""Files that a question names; the others are counted."""


def ask(now: Work, found: Sequence[Finding]) -> None:
    """Các câu hỏi, each with the tables that it is about; one answer holds for all of them."""
    for number, question in enumerate(importing_questions.questions(now, found)):
        with st.container(key=f"import-question-{number}"):
            _ask(question, number)


def _ask(question: Question, number: int) -> None:
    w = state.words()
    names = file_names([file for file, _ in question.tables])
    key = f"import.ask.{number}.{question.missing}.{question.guess}"
    asked: dict[str, Any] = {
        "key": key,
        "on_change": importing.answer,
        "args": (question.tables, question.missing, key),
    }
    if question.half is not None:
        _ask_joined(question.half, key)
        return
    if question.finding is not None:
        parts.finding(question.finding)
    if question.missing == "scale" and question.finding is not None:
        _ask_scale(question.tables[0], question.finding, key)
        return
    if question.missing == "ambiguous" and question.finding is not None:
        _ask_reading(question, question.finding, key)
        return
    if question.missing == "column":
        _ask_column(question, names, key)
        return
    label = w.t(f"import.ask_{question.missing}", files=names, n=len(question.tables))
    parts.html(f'<p class="question">{parts.rich(label)}</p>')
    if question.missing == "year":
        st.segmented_control(label, _years(), label_visibility="collapsed", **asked)
    else:
        st.segmented_control(
            label, MONEY_UNITS, label_visibility="collapsed",
            format_func=lambda unit: w.t(f"number.{unit}")
            + (f" {w.t('import.guessed')}" if unit == question.guess else ""),
            **asked,
        )  # fmt: skip


def file_names(files: Sequence[str]) -> str:
    """Tên các tệp that a question is about, the first few; the others are counted."""
    w, each = state.words(), list(dict.fromkeys(files))
    rest = len(each) - NAMED
    return w.list(each[:NAMED]) + (w.t("import.and_more", n=rest) if rest > 0 else "")


def _ask_column(question: Question, names: str, key: str) -> None:
    """A column that tables lack: the columns that make it up, by shape of table, or take them without it."""
    w, id_ = state.words(), question.guess
    label = w.t("import.ask_column", column=id_, files=names, n=len(question.tables))
    parts.html(f'<p class="question">{parts.rich(label)}</p>')
    shapes = {table.shape: (file, table) for file, table in reversed(question.tables) if not table.form}
    for number, (file, table) in enumerate(list(reversed(shapes.values()))[:SHAPES]):
        texts = {h.letter: f"{h.letter} · {h.text[:60]}" for h in table.columns if _may_hold(h)}
        picked = f"{key}.{number}"
        with st.container(horizontal=True, vertical_alignment="bottom"):
            letters = st.multiselect(
                file, list(texts), format_func=texts.__getitem__, key=picked, width=420, select_all=False,
                placeholder=w.t("import.choose_columns"),
            )  # fmt: skip
            st.button(
                w.t("import.sum_up", column=id_), key=f"{picked}.sum", disabled=not letters,
                on_click=importing.sum_up, args=(file, table, id_, picked),
            )  # fmt: skip
    units = sum(len(table.units) for _, table in question.tables)
    st.button(
        w.t("import.take_without", n=units, column=id_), key=f"import.without.{id_}",
        on_click=importing.take_without, args=(question.tables, id_),
    )  # fmt: skip


def _ask_reading(question: Question, finding: Finding, key: str) -> None:
    """What the texts of a table mean that can be read two ways; one answer for all of them."""
    w, [(file, table)] = state.words(), question.tables
    label = w.t("import.ask_ambiguous", n=int(question.guess), file=file)
    parts.html(f'<p class="question">{parts.rich(label)}</p>')
    numbers = finding.numbers
    key = f"{key}.{file}.{finding.cell}"
    st.segmented_control(
        label, READINGS, label_visibility="collapsed", key=key,
        format_func=lambda way: w.t(f"import.reading_{way}", text=numbers["text"], number=numbers[way]),
        on_change=importing.answer, args=(((file, table),), "ambiguous", key),
    )  # fmt: skip


def _may_hold(heading: Heading) -> bool:
    """Tell whether a column may hold money that no column of the dictionary was found for."""
    guessed = heading.id in MONEY_IDS or (heading.id in COLUMN and heading.confidence < SURE)
    return heading.id in {"", "_total"} or (guessed and not heading.chosen)


def _ask_joined(half: Half, key: str) -> None:
    w = state.words()
    label = w.t("import.ask_joined", file=half.file, other=half.other_file, n=len(half.pairs))
    parts.html(f'<p class="question">{parts.rich(label)}</p>')
    st.segmented_control(
        label, ("yes", "no"), label_visibility="collapsed", key=f"{key}.{half.file}",
        format_func=lambda option: w.t(f"import.joined_{option}"),
        on_change=importing.join, args=(half.file, half.table, f"{key}.{half.file}"),
    )  # fmt: skip


def _ask_scale(at: tuple[str, Read], finding: Finding, key: str) -> None:
    """Both readings of a column that may be in another unit of measure than the rest."""
    w = state.words()
    file, table = at
    label = w.t("import.ask_scale", column=finding.numbers["column"], file=file)
    parts.html(f'<p class="question">{parts.rich(label)}</p>')
    readings = {"keep": finding.numbers["amount"]}
    if importing.other_scale(table, finding):
        readings["other"] = finding.numbers["other"]
    key = f"{key}.{file}.{finding.cell}"
    st.segmented_control(
        label, list(readings), label_visibility="collapsed", key=key,
        format_func=lambda way: w.t(f"import.scale_{way}", amount=readings[way]),
        on_change=importing.read_column, args=(file, table, finding, key),
    )  # fmt: skip


def owners(now: Work) -> None:
    """Cơ quan quản lý đoán từ đầu bảng, to be put right for all tables at once before they are taken."""
    w = state.words()
    tables = [(reading.file, table) for reading in now.readings for table in reading.used if table.owner]
    guessed = list(dict.fromkeys(table.owner for _, table in tables))
    if not guessed:
        return
    key = f"import.owner.{len(tables)}"
    state.follow(key, guessed[0] if len(guessed) == 1 else "")
    st.text_input(
        w.t("import.owner_guess", n=len(tables)), key=key, width=560,
        placeholder="" if len(guessed) == 1 else "; ".join(guessed),
        help=None if len(guessed) == 1 else w.t("import.owner_several", owners="; ".join(guessed)),
        on_change=_owner, args=(tables, key),
    )  # fmt: skip


def _owner(tables: Sequence[tuple[str, Read]], key: str) -> None:
    if state.current(key).strip():
        importing.answer(tables, "owner", key)


def _years() -> list[int]:
    """Years around today, and those of the other files and of the data, newest first."""
    now = importing.work()
    today = date.today().year  # noqa: DTZ011 the office's own day
    near = set(range(today + AROUND[0], today + AROUND[1] + 1))
    read = set(loading_units.years(now.readings)) if now else set()
    return sorted(near | read | {v.base_year for v in cached.store().data_versions()}, reverse=True)
