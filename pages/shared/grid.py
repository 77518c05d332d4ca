"""Bảng trên trang: a Table of budget.report.tables with its unit of measure, its files and its filters.

Up to SMALL rows a table is HTML: group rows, pinned head and total, figures in the app's language, print.
Longer ones are a data frame that scrolls and sorts: its cells hold the numbers, so that it sorts by value,
and a Styler gives their text, so that they read in the app's language whatever the browser's. Where its rows
lead somewhere a cell that is clicked, or a row that is ticked, leads there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from itertools import chain
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from budget.autonomy import GROUPS
from budget.report.table_files import to_csv
from budget.report.table_sheet import to_xlsx
from budget.report.tables import Row, Table, help_of, numbered
from budget.report.words import searchable
from budget.units import SCHOOL_KINDS
from pages.shared import columns, file_names, frame, parts, plan_shown, state

if TYPE_CHECKING:
    from budget.units import Units

SMALL = 120
MISSING = "........"
"""The dotted mark of a missing figure in a data frame."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(
    table: Table, key: str, *, height: int = 420, whole: Table | None = None, most: int | None = None
) -> None:
    """Hiện một bảng with title, unit of measure and its CSV and Excel.

    `whole` is the table of the files where they hold more columns, the group of each row among them: its CSV
    lists the units alone. Of more than `most` rows the files hold all and the page the first.
    """
    w, long = state.words(), len(table.rows[:most]) > SMALL
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"grid-{key}"):
        parts.html(f'<h2 class="panel-title">{parts.rich(table.title)}</h2>')
        with st.container(
            horizontal=True, horizontal_alignment="right", vertical_alignment="bottom", width="content"
        ):
            table = columns.chosen(table, key, in_files=whole is None, long=long)
            if table.has_money:
                parts.html(
                    f'<p class="measure">{escape(w.t("table.unit", unit=w.numbers.unit_name()))}</p>',
                    "content",
                )
            listed = table if whole is None else _listed(whole)
            downloads(listed, whole or table, key)
    table = replace(table, rows=table.rows[:most])
    if long:
        _long(table, key, height)
    else:
        parts.html(table.to_html(w))


def _listed(table: Table) -> Table:
    return Table(table.title, table.columns, numbered([row for row in table.rows if row.level == "unit"]))


def downloads(listed: Table, table: Table, key: str) -> None:
    """Tệp CSV và Excel của một bảng: `listed` as text, `table` as a sheet, which says of which plan it is."""
    w, about = state.words(), plan_shown.said()
    name = file_names.of_title(table.file or table.title) or "table"
    st.download_button(
        w.t("table.csv"),
        lambda: to_csv(listed, w),
        f"{name}.csv",
        "text/csv",
        key=f"{key}.csv",
        type="tertiary",
        on_click="ignore",
    )
    st.download_button(
        w.t("table.excel"),
        lambda: to_xlsx(table, w, about),
        f"{name}.xlsx",
        XLSX,
        key=f"{key}.xlsx",
        type="tertiary",
        on_click="ignore",
    )


def _long(table: Table, key: str, height: int) -> None:
    numbers = state.words().numbers
    # group and total rows would be sorted in among the units
    rows = [row for row in table.rows if row.level == "unit"]
    units = Table(table.title, table.columns, rows)
    values, texts = units.to_frame(), units.to_frame(numbers)
    leads, widths = any(row.link for row in rows), columns.chosen_widths(key)
    # drawn anew when a width is chosen: one that was pulled at its edge would stay
    drawn = "".join(f".{column}{width}" for column, width in sorted(widths.items()))
    with st.container(key=f"led-{key}") if leads else nullcontext():
        event: Any = st.dataframe(
            _worded(values, texts),
            hide_index=True,
            height=height,
            key=f"{key}.frame{drawn}",
            row_height=30,
            placeholder=MISSING,
            on_select="rerun" if leads else "ignore",
            selection_mode=("single-row", "single-cell"),
            column_config={
                c.heading: st.column_config.Column(
                    help=help_of(c, state.words()) or None,
                    alignment="left" if c.kind == "text" else "right",
                    width=widths.get(c.id),
                )
                for c in table.columns
            },
        )
    total = [row for row in table.rows if row.level == "total"]
    if total:
        parts.html(Table(table.title, table.columns, total).to_html(state.words()))
    if leads:
        _follow(table, rows, event["selection"])


def _follow(table: Table, rows: Sequence[Row], chosen: Any) -> None:
    """Goes where the cell that was clicked leads, or the row that was ticked."""
    place, heading = chosen["cells"][0] if chosen["cells"] else (next(iter(chosen["rows"]), None), "")
    if place is None:
        return
    row = rows[place]
    column = next((c.id for c in table.columns if c.heading == heading), "")
    address = row.links.get(column) or row.link
    if address:
        frame.follow(address)


def _worded(values: pd.DataFrame, texts: pd.DataFrame) -> Any:
    """The values, each shown as its text."""
    styler = values.style
    for column in values.columns:
        shown = dict(zip(values[column], texts[column], strict=True))
        styler = styler.format(partial(_text_of, shown), subset=[column], na_rep="")
    return styler


def _text_of(shown: Mapping[Any, str], value: Any) -> str:
    return shown.get(value, "")


SCHOOLS = "schools"
"""Stands in the filter for all kinds of school."""

FILTERS = ("kinds", "wards", "groups", "find")
"""Choices of the filter, the same on every page."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Bộ lọc: empty means all. `keeps` says whether a unit stays."""

    kinds: tuple[str, ...] = ()
    wards: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    find: str = ""

    def keeps(self, kind: str, ward: str, group: str, code: str, name: str) -> bool:
        """Còn lại sau khi lọc: text is looked for in code and name, with or without marks."""
        text = searchable(self.find)
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.wards or ward in self.wards)
            and (not self.groups or group in self.groups)
            and (not text or text in searchable(f"{code} {name}"))
        )


def filters(units: Units, key: str = "filter") -> Filter:
    """Hàng bộ lọc by kind, ward, group and text; remembered across pages and in the address."""
    w = state.words()
    kinds = [kind for kind in w.kinds() if kind in units.kind]
    if len(kinds) > len({*kinds} & {*SCHOOL_KINDS}) > 1:
        kinds.insert(0, SCHOOLS)
    wards = units.wards
    with st.container(horizontal=True, key=f"filters-{key}"):
        for name, options, label, shown in (
            ("kinds", kinds, "table.filter_kind", _kind),
            ("wards", wards, "table.filter_ward", str),
            ("groups", list(GROUPS), "table.filter_group", lambda g: w.t(f"group.{g}")),
        ):
            state.choose(name, tuple(v for v in state.get(name) if v in options))
            if len(options) > 1:
                st.multiselect(
                    w.t(label),
                    options,
                    format_func=shown,
                    placeholder=w.t("table.all"),
                    select_all=False,
                    **state.chooser(name),
                )
        st.text_input(w.t("table.filter_text"), placeholder=w.t("table.filter_hint"), **state.chooser("find"))
    if any(state.get(name) for name in FILTERS):
        with st.container(horizontal=True, vertical_alignment="center", key=f"filtered-{key}"):
            parts.html(f'<p class="lever-note">{parts.rich(w.t("table.filtered"))}</p>')
            _clear_button(f"{key}.clear")
    chosen = [SCHOOL_KINDS if kind == SCHOOLS else (kind,) for kind in state.get("kinds")]
    return Filter(tuple(chain(*chosen)), state.get("wards"), state.get("groups"), state.get("find"))


def _kind(kind: str) -> str:
    w = state.words()
    return w.t("table.filter_schools") if kind == SCHOOLS else w.kind(kind)


def nothing_found() -> None:
    """Bộ lọc không khớp: says so; the way out stands below the filters."""
    parts.note(state.words().t("table.none"))


def _clear_button(key: str) -> None:
    """Nút bỏ mọi bộ lọc."""

    def clear() -> None:
        for name in FILTERS:
            state.choose(name, "" if name == "find" else ())

    st.button(state.words().t("table.clear"), key=key, type="tertiary", on_click=clear)


def rows_by_kind(rows: Sequence[Row], kinds: Sequence[str]) -> dict[str, list[Row]]:
    """Các dòng theo loại hình in the order of the data dictionary: `kinds` names that of each row."""
    found: dict[str, list[Row]] = {}
    for kind in state.words().kinds():
        members = [row for row, of in zip(rows, kinds, strict=True) if of == kind]
        if members:
            found[kind] = members
    return found
