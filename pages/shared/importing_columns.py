"""Sửa cách đọc một bảng: whether it counts, head, columns, unit of measure, year, owner, rows left out."""

from __future__ import annotations

import streamlit as st

from budget.intake import Heading, Reading, Table
from budget.intake.columns import PLUS, SURE
from budget.intake.draft import MONEY_IDS
from budget.units import COLUMNS
from pages.shared import importing, importing_lines, loading_units, parts, state
from pages.shared.importing import MONEY_UNITS, Work

YEARS = range(2000, 2051)
CHOICES = 2000
"""Rows to choose from: those of a longer table are left out in the file itself."""
ACROSS = 3
"""Columns to choose, side by side."""


def show(now: Work, reading: Reading, table: Table) -> None:
    """Các lựa chọn đọc của một bảng; every change reads the files anew."""
    w = state.words()
    mark = f"{reading.file}|{table.place}"
    place = loading_units.place_of(now.answers, reading.file, table)
    own = now.answers.tables.get((reading.file, place), {})
    several = len({t.year for t in reading.used if t.place == table.place}) > 1
    with st.container(horizontal=True, vertical_alignment="bottom", key="import-table-row"):
        _use(reading, table, mark)
        _join(now, reading, table, mark)
        if table.used:
            _measure(reading, table, mark)
            if not several:
                _year(reading, table, mark)
            _owner(reading, table, mark)
        if own or any(h.chosen for h in table.columns):
            st.button(
                w.t("import.undo"), key=f"{mark}.undo", on_click=importing.undo, args=(reading.file, table)
            )
    if not table.used:
        return
    if "@" in table.place:
        parts.note(w.t("import.several_years"))
    chosen = any(h.chosen for h in table.columns) or any(item.chosen for item in table.items)
    if chosen and not own and "@" not in table.place:
        parts.note(w.t("import.remembered"))
    n = len(importing.alike(now, reading.file, table))
    if n > 1:
        parts.note(w.t("import.alike", n=n))
    if table.form:
        importing_lines.form(reading, table, mark)
    else:
        _columns(reading, table, mark)
    if table.items:
        importing_lines.lines(reading, table, mark)
    if not table.form:
        with st.expander(w.t("import.rows_and_head"), key=f"{mark}.more"):
            _head(reading, table, mark)
            _rows(reading, table, mark, own.get("leave_out", ()))


def _changed(reading: Reading, table: Table, name: str, key: str) -> None:
    value = state.current(key)
    if value is not None:
        importing.settle(reading.file, table, **{name: value})


def _use(reading: Reading, table: Table, mark: str) -> None:
    key = f"{mark}.use"
    state.follow(key, table.used)
    st.toggle(state.words().t("import.use"), key=key, on_change=_changed, args=(reading, table, "use", key))


def _join(now: Work, reading: Reading, table: Table, mark: str) -> None:
    """Whether the table adds its columns to that of another file, where it can."""
    w, key = state.words(), f"{mark}.join"
    for half, joined in loading_units.additions(now.readings, now.answers):
        if half.table is table:
            state.follow(key, bool(joined))
            st.toggle(
                w.t("import.join", other=half.other_file), key=key,
                on_change=importing.join, args=(reading.file, table, key),
            )  # fmt: skip


def _measure(reading: Reading, table: Table, mark: str) -> None:
    w, key = state.words(), f"{mark}.measure"
    state.follow(key, table.money_unit or None)
    st.selectbox(
        w.t("import.measure"), MONEY_UNITS, key=key, width=150, placeholder=w.t("import.choose"),
        format_func=lambda unit: w.t(f"number.{unit}"),
        on_change=_changed, args=(reading, table, "money_unit", key),
    )  # fmt: skip


def _year(reading: Reading, table: Table, mark: str) -> None:
    w, key = state.words(), f"{mark}.year"
    state.follow(key, table.year)
    st.selectbox(
        w.t("import.year"), sorted({*YEARS, *([table.year] if table.year else [])}, reverse=True), key=key,
        width=110, placeholder=w.t("import.choose"),
        on_change=_changed, args=(reading, table, "year", key),
    )  # fmt: skip


def _owner(reading: Reading, table: Table, mark: str) -> None:
    key = f"{mark}.owner"
    state.follow(key, table.owner)
    st.text_input(
        state.words().column("owner"), key=key, width=260,
        on_change=_changed, args=(reading, table, "owner", key),
    )  # fmt: skip


def unsure(table: Table) -> list[Heading]:
    """Các cột chưa chắc: a doubtful guess, or figures that were not understood at all."""
    said = {f.cell for f in table.findings if f.kind == "unmapped_column" and f.severity != "note"}
    cells = {f"{h.letter}{table.head_rows[-1]}" for h in table.columns} & said if table.head_rows else set()
    return [
        h
        for h in table.columns
        if not h.chosen and ((h.taken and h.confidence < SURE) or f"{h.letter}{table.head_rows[-1]}" in cells)
    ]


def _columns(reading: Reading, table: Table, mark: str) -> None:
    """The columns that are unsure stand open; the sure ones behind one click."""
    w = state.words()
    doubtful = unsure(table)
    if doubtful:
        parts.note(w.t("import.unsure", n=len(doubtful)))
        _choosers(reading, table, doubtful, mark)
        answers = {h.letter: h.answer if h.taken else "" for h in doubtful}
        st.button(
            w.t("import.columns_right"), key=f"{mark}.right",
            on_click=importing.settle_alike, args=(reading.file, table),
            kwargs={"mapping": answers},
        )  # fmt: skip
    sure = [h for h in table.columns if h not in doubtful and (h.path or h.id)]
    with st.expander(w.t("import.sure", n=len(sure)), key=f"{mark}.sure"):
        _choosers(reading, table, sure, mark)


def _choosers(reading: Reading, table: Table, headings: list[Heading], mark: str) -> None:
    for start in range(0, len(headings), ACROSS):
        for place, heading in zip(st.columns(ACROSS), headings[start : start + ACROSS], strict=False):
            with place:
                _chooser(reading, table, heading, mark)


def _chooser(reading: Reading, table: Table, heading: Heading, mark: str) -> None:
    w, key = state.words(), f"{mark}.column.{heading.letter}"
    state.follow(key, heading.answer if heading.taken else "")
    if heading.chosen:
        how = w.t("import.by_hand")
    else:
        sure = w.t("import.sure_of" if heading.confidence >= SURE else "import.unsure_of")
        how = sure if heading.taken else w.t("import.not_taken")
    others = dict.fromkeys(h.adds or h.id for h in table.columns if h.letter != heading.letter)
    sums = [PLUS + id_ for id_ in others if id_ in MONEY_IDS]
    st.selectbox(
        f"{heading.letter} · {heading.text[:80] or w.t('import.no_heading')} ({how})".replace("$", r"\$"),
        ["", *(column.id for column in COLUMNS), *sums],
        format_func=importing_lines.answer_word,
        key=key,
        on_change=_mapped,
        args=(reading, table, heading.letter, key),
    )


def _mapped(reading: Reading, table: Table, letter: str, key: str) -> None:
    importing.settle_alike(reading.file, table, mapping={letter: state.current(key)})


def _head(reading: Reading, table: Table, mark: str) -> None:
    w, key = state.words(), f"{mark}.head"
    last = max(table.first_row + 10, 30)
    state.follow(key, list(table.head_rows))
    st.multiselect(
        w.t("import.head_rows"), list(range(1, last)), key=key, select_all=False,
        format_func=lambda row: w.t("import.row_number", n=row), placeholder=w.t("import.choose"),
        on_change=_set_head, args=(reading, table, key),
    )  # fmt: skip


def _set_head(reading: Reading, table: Table, key: str) -> None:
    rows = sorted(state.current(key))
    if rows and rows != list(table.head_rows):
        importing.settle(reading.file, table, head_rows=list(range(rows[0], rows[-1] + 1)))


def _rows(reading: Reading, table: Table, mark: str, left_out: list[int]) -> None:
    w, key = state.words(), f"{mark}.leave_out"
    rows = [row for row, role in table.roles.items() if role not in ("head", "numbers")]
    names = {
        int("".join(c for c in source["name"].cell if c.isdigit())): unit["name"]
        for unit, source in zip(table.units, table.sources, strict=True)
        if "name" in source and source["name"].sheet == table.sheet
    }
    state.follow(key, list(left_out))
    st.multiselect(
        w.t("import.leave_out_rows"), sorted({*rows[:CHOICES], *left_out}), key=key, select_all=False,
        format_func=lambda row: f"{w.t('import.row_number', n=row)} {names.get(row, '')}".strip(),
        placeholder=w.t("import.choose"),
        on_change=_changed, args=(reading, table, "leave_out", key),
    )  # fmt: skip
