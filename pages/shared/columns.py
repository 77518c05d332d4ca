"""Cột của bảng: which are shown, remembered for the officer; their widths are remembered by the browser."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from budget.report.tables import Table
from pages.shared import cached, state

FEWEST = 5
"""Tables with fewer columns offer no choice."""

SCRIPT = Path(__file__).with_name("columns.js")


def chosen(table: Table, key: str, *, in_files: bool = True) -> Table:
    """Bảng với các cột đang chọn, after drawing the choice; the first text column always stays.

    `in_files`: the files of the table have the chosen columns too.
    """
    free = [c for c in table.columns if c.heading][1:]
    if len(free) < FEWEST - 1:
        return table
    hidden = _hidden(key, [c.id for c in free if not c.shown])
    label = state.words().t("table.columns_shown" if in_files else "table.columns_shown_only")
    _choice(table, key, [c.id for c in free], hidden, label)
    return Table(table.title, [c for c in table.columns if c.id not in hidden], table.rows)


def widths() -> None:
    """Kéo mép tiêu đề để đổi độ rộng cột: the script that keeps the widths in this browser."""
    st.html(f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)


def _hidden(key: str, first: list[str]) -> list[str]:
    """The columns that the officer hid; `first` before he ever chose."""
    found = state.note(f"columns.{key}")
    if found is None:
        found = cached.store().settings(cached.author()).get(f"columns.{key}", first)
        state.keep(f"columns.{key}", found)
    return list(found)


def _choice(table: Table, key: str, free: list[str], hidden: list[str], label: str) -> None:
    w = state.words()
    headings = {c.id: c.heading for c in table.columns}
    name = f"columns.{key}.shown"

    def take() -> None:
        kept = state.current(name) or []
        gone = [c for c in free if c not in kept]
        # hidden columns that this table does not have now (another view of it) stay hidden
        gone += [c for c in hidden if c not in free]
        state.keep(f"columns.{key}", gone)
        cached.store().remember_view({f"columns.{key}": gone}, cached.author())

    with st.popover(
        w.t("table.columns"),
        icon=":material/view_column:",
        type="tertiary",
        key=f"columns.{key}",
        on_change="rerun",
    ) as box:
        if box.open:
            state.follow(name, [c for c in free if c not in hidden])
            st.pills(
                label,
                free,
                selection_mode="multi",
                format_func=headings.__getitem__,
                key=name,
                on_change=take,
            )
