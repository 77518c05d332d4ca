"""Sửa cách đọc biểu dọc: the unit it is of, what each line is, and the year of each column."""

from __future__ import annotations

import streamlit as st

from budget.intake import Item, Reading, Table
from budget.intake.added import PAY
from budget.intake.columns import PLUS, SURE
from budget.units import COLUMNS
from pages.shared import importing, parts, state

ACROSS = 3
"""Lines to choose, side by side."""
YEARS = range(2000, 2051)
TAKEN = [column.id for column in COLUMNS if column.type in ("money", "count")]


def form(reading: Reading, table: Table, mark: str) -> None:
    """Tên đơn vị và năm của từng cột."""
    w = state.words()
    parts.note(w.t("import.upright"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(table.units) == 1:
            key = f"{mark}.name"
            state.follow(key, str(table.units[0]["name"]))
            st.text_input(w.column("name"), key=key, width=320, on_change=_named, args=(reading, table, key))
        headings = {h.letter: h.dated for h in table.columns}
        for letter, year in table.year_columns.items():
            key = f"{mark}.year.{letter}"
            state.follow(key, year)
            st.selectbox(
                w.t("import.year_of", letter=letter, text=headings[letter][:60]).replace("$", r"\$"),
                [0, *YEARS], key=key, width=250,
                format_func=lambda y: str(y) if y else w.t("import.not_taken"),
                on_change=_year, args=(reading, table, letter, key),
            )  # fmt: skip


def _named(reading: Reading, table: Table, key: str) -> None:
    importing.settle(reading.file, table, name=str(state.current(key)).strip())


def _year(reading: Reading, table: Table, letter: str, key: str) -> None:
    take_year(reading.file, table, letter, int(state.current(key)))


def take_year(file: str, table: Table, letter: str, year: int) -> None:
    """Cột này là năm nào, 0 for none, in every form of the shape, in the place of another of the year."""
    # the others are held as they are: a year that goes to this column must not fall to another one
    years = {**table.year_columns, letter: year}
    years |= {other: 0 for other, of in table.year_columns.items() if other != letter and of == year}
    importing.settle_alike(file, table, years=years)


def lines(reading: Reading, table: Table, mark: str) -> None:
    """Mỗi dòng là mục nào: those that are unsure open, the others behind one click."""
    w = state.words()
    unsure = [item for item in table.items if not item.chosen and item.id and item.confidence < SURE]
    if unsure:
        parts.note(w.t("import.unsure_lines", n=len(unsure)))
        _choosers(reading, table, unsure, mark)
    others = [item for item in table.items if item not in unsure]
    with st.expander(w.t("import.sure_lines", n=len(others)), key=f"{mark}.lines"):
        _choosers(reading, table, others, mark)


def _choosers(reading: Reading, table: Table, items: list[Item], mark: str) -> None:
    w = state.words()
    for start in range(0, len(items), ACROSS):
        for place, item in zip(st.columns(ACROSS), items[start : start + ACROSS], strict=False):
            key = f"{mark}.line.{item.row}"
            state.follow(key, item.id)
            how = w.t("import.by_hand") if item.chosen else ""
            label = f"{item.row} · {item.label[:80]}{f' ({how})' if how else ''}"
            place.selectbox(
                label.replace("$", r"\$"), ["", *TAKEN, PLUS + PAY], key=key, format_func=answer_word,
                on_change=_line, args=(reading, table, item.key, key),
            )  # fmt: skip


def answer_word(answer: str) -> str:
    """What a column or a line is taken for, in words."""
    w = state.words()
    if answer.startswith(PLUS):
        return w.t("import.added_to", column=answer.removeprefix(PLUS))
    return w.column(answer) if answer else w.t("import.not_taken")


def _line(reading: Reading, table: Table, line: str, key: str) -> None:
    # the other lines of a sum are held: one that is taken out leaves them in it
    held = {item.key: item.id for item in table.items if item.id.startswith(PLUS)}
    importing.settle_alike(reading.file, table, lines={**held, line: state.current(key)})
