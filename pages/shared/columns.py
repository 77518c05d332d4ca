"""Cột của bảng: which are shown, remembered for the officer. Their widths are remembered by the browser,
those of a long table, of which it tells nothing, with the columns.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from budget.report.tables import Table
from pages.shared import cached, state

FEWEST = 5
"""Tables with fewer columns offer no choice."""

WIDTHS = {"narrow": 80, "middle": 150, "wide": 280}
"""Widths that a column of a long table can be given, in pixels; else it is as wide as what it holds."""

NAME = "name"
"""The column by which a row is known, where a code stands before it."""

AUTO = "auto"

AS_MADE = "as made"
"""Nothing was chosen of how a table looks."""

SCRIPT = Path(__file__).with_name("columns.js")


def chosen(table: Table, key: str, *, in_files: bool = True, long: bool = False) -> Table:
    """Bảng với các cột đang chọn, after drawing the choice; the first column and the name always stay.

    `in_files`: the files of the table have the chosen columns too. `long`: its widths are chosen here too.
    """
    free = [c for c in [c for c in table.columns if c.heading][1:] if c.id != NAME]
    if len(free) < FEWEST - 1:
        return table
    hidden = list(_kept(f"columns.{key}", [c.id for c in free if not c.shown]))
    label = state.words().t("table.columns_shown" if in_files else "table.columns_shown_only")
    shown = replace(table, columns=[c for c in table.columns if c.id not in hidden])
    with st.popover(
        state.words().t("table.columns"),
        icon=":material/view_column:",
        type="tertiary",
        key=f"columns.{key}",
        on_change="rerun",
    ) as box:
        if box.open:
            _choice(table, key, [c.id for c in free], hidden, label)
            if long:
                with st.container(horizontal=True):
                    _width(shown, key)
    return shown


def chosen_widths(key: str) -> dict[str, int]:
    """Độ rộng đã chọn của các cột của một bảng dài, in pixels by column id."""
    return {column: WIDTHS[name] for column, name in _kept(f"widths.{key}", {}).items() if name in WIDTHS}


def widths() -> None:
    """Kéo mép tiêu đề để đổi độ rộng cột: the script that keeps the widths in this browser."""
    st.html(f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)


def _kept(name: str, first: Any) -> Any:
    """What the officer chose of how a table looks; `first` before he ever did."""
    found = state.note(name)
    if found is None:
        found = cached.store().view_of(state.person()).get(name, AS_MADE)
        state.keep(name, found)
    # what a table begins with differs by the unit of measure
    return first if found == AS_MADE else found


def _keep(name: str, chosen: Any) -> None:
    state.keep(name, chosen)
    cached.store().remember_view({name: chosen}, state.person())


def _choice(table: Table, key: str, free: list[str], hidden: list[str], label: str) -> None:
    headings = {c.id: c.heading for c in table.columns}
    name = f"columns.{key}.shown"

    def take() -> None:
        kept = state.current(name) or []
        gone = [c for c in free if c not in kept]
        # hidden columns that this table does not have now (another view of it) stay hidden
        gone += [c for c in hidden if c not in free]
        _keep(f"columns.{key}", gone)

    state.follow(name, [c for c in free if c not in hidden])
    st.pills(
        label,
        free,
        selection_mode="multi",
        format_func=headings.__getitem__,
        key=name,
        on_change=take,
    )


def _width(table: Table, key: str) -> None:
    """Độ rộng của một cột, which is chosen first."""
    w = state.words()
    headings = {c.id: c.heading for c in table.columns if c.heading}
    column = st.selectbox(
        w.t("table.width_of"), headings, format_func=headings.__getitem__, key=f"columns.{key}.width_of"
    )
    widths, name = _kept(f"widths.{key}", {}), f"columns.{key}.width.{column}"

    def take() -> None:
        _keep(f"widths.{key}", widths | {column: state.current(name)})

    state.follow(name, widths.get(column, AUTO))
    st.segmented_control(
        w.t("table.width"),
        (AUTO, *WIDTHS),
        format_func=lambda width: w.t(f"table.width_{width}"),
        required=True,
        key=name,
        on_change=take,
    )
