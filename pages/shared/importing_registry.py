"""Danh mục đơn vị của cơ quan: begun from the files in hand, and what changed in it, from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from budget.findings import Finding
from budget.report.numbers import read_date
from budget.store import RegisteredUnit
from pages.shared import cached, loading, parts, state
from pages.shared.loading_units import Line

KINDS = ("unit_new", "unit_renamed", "unit_moved", "unit_missing")
"""Differences from the list that may be changes of the units themselves."""
_DONE = "import.registry.done"


def there(lines: Sequence[Line], compared: Sequence[Finding]) -> bool:
    """Có gì để lập hoặc sửa trong danh mục, or to say of it."""
    year = _newest(lines)
    if year is None:
        return False
    return not cached.store().registry() or bool(state.note(_DONE) or _changes(compared, year))


def _newest(lines: Sequence[Line]) -> int | None:
    return max((line.table.year for line in lines if line.table.year), default=None)


def _changes(compared: Sequence[Finding], year: int) -> list[Finding]:
    return [f for f in compared if f.kind in KINDS and f.year == year and f.unit]


def show(lines: Sequence[Line], compared: Sequence[Finding]) -> None:
    """Lập danh mục where there is none; else the changes that the newest year of the files shows."""
    w, year = state.words(), _newest(lines)
    if year is None:
        return
    said = state.note(_DONE)
    if said:
        parts.message("done", said)
    listed = cached.store().registry()
    mine = [line for line in lines if line.table.year == year]
    if not listed:
        parts.note(w.t("import.registry_none"))
        st.button(
            w.t("import.registry_begin", n=len(mine), year=year), key="import.registry.begin",
            on_click=_begin, args=(mine, year),
        )  # fmt: skip
        return
    if changes := _changes(compared, year):
        _grid(changes, mine, listed, year)


def _begin(lines: Sequence[Line], year: int) -> None:
    units = {
        str(line.row["code"]): RegisteredUnit(
            str(line.row["code"]), str(line.row["name"]), str(line.row.get("owner") or ""), date(year, 1, 1)
        )
        for line in lines
    }
    _write(list(units.values()))


def _write(units: Sequence[RegisteredUnit]) -> None:
    store, w = cached.store(), state.words()
    store.register_units(units, cached.author())
    codes = {unit.code for unit in units}
    state.keep(_DONE, w.t("import.registry_written", n=len(codes)))


def _grid(
    changes: Sequence[Finding], lines: Sequence[Line], listed: Sequence[RegisteredUnit], year: int
) -> None:
    """A row for each change: take it or not, from which day, and what a unit that is gone was merged into."""
    w = state.words()
    days = _days(lines)
    names = {str(line.row["code"]): str(line.row["name"]) for line in lines}
    into = [f"{code} {name}" for code, name in sorted(names.items())]
    heads = {name: w.t(f"import.registry_{name}") for name in ("take", "unit", "what", "since", "into")}
    frame = pd.DataFrame(
        [
            {
                heads["take"]: False,
                heads["unit"]: f"{f.unit} {f.numbers['unit_name']}",
                heads["what"]: _what(f),
                heads["since"]: w.numbers.date(days.get(str(f.unit), date(year, 1, 1))),
                heads["into"]: "",
            }
            for f in changes
        ]
    )
    parts.html(f'<h2 class="panel-title">{parts.rich(w.t("import.registry_title", n=len(changes)))}</h2>')
    parts.note(w.t("import.registry_text"))
    key = f"import.registry.{len(listed)}.{len(changes)}"
    edited = st.data_editor(
        frame, key=key, hide_index=True, width="stretch", row_height=30,
        disabled=[heads["unit"], heads["what"]],
        column_config={
            heads["take"]: st.column_config.CheckboxColumn(width="small"),
            heads["into"]: st.column_config.SelectboxColumn(options=["", *into]),
        },
    )  # fmt: skip
    rows = [
        (f, read_date(str(row[heads["since"]])), str(row[heads["into"]] or "").split(" ")[0])
        for f, row in zip(changes, edited.to_dict("records"), strict=True)
        if row[heads["take"]]
    ]
    wrong = [f for f, day, _ in rows if day is None]
    if wrong:
        parts.message("warning", w.t("organisation.date_wrong"))
    st.button(
        w.t("import.registry_confirm", n=len(rows)), key="import.registry.take",
        disabled=not rows or bool(wrong),
        on_click=_take, args=([(f, day, code) for f, day, code in rows if day], lines, listed),
    )  # fmt: skip


def _what(finding: Finding) -> str:
    w = state.words()
    return w.t(f"import.registry_{finding.kind}", **{
        name: str(finding.numbers.get(name) or "") for name in ("owner", "other_name", "other_owner")
    })  # fmt: skip


def _days(lines: Sequence[Line]) -> dict[str, date]:
    """The day that a file writes behind the owner, by code."""
    written: dict[tuple[str, str], date] = {}
    for line in lines:
        for finding in line.table.findings:
            if finding.kind == "owner_since":
                written[line.file, finding.numbers["owner"]] = finding.numbers["day"]
    found: dict[str, date] = {}
    for line in lines:
        day = written.get((line.file, str(line.row.get("owner") or "")))
        if day:
            found[str(line.row["code"])] = day
    return found


def _take(
    rows: Sequence[tuple[Finding, date, str]], lines: Sequence[Line], listed: Sequence[RegisteredUnit]
) -> None:
    changes = [(str(finding.unit), day, into) for finding, day, into in rows]
    _write(loading.registered(changes, {str(line.row["code"]): line.row for line in lines}, listed))
