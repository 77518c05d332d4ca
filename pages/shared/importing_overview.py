"""Các tệp đang nạp at a glance: what was read, what is asked, the confirmation, one table to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from budget.findings import Finding
from budget.intake import Reading
from budget.intake import Table as Read
from budget.report.tables import Column, Row, Table, numbered
from budget.store import DataVersion
from pages.shared import (
    grid,
    importing,
    importing_columns,
    importing_end,
    importing_original,
    importing_questions,
    loading,
    loading_units,
    parts,
    state,
)
from pages.shared.importing import Work
from pages.shared.loading_units import Line

SHOWN = 10
"""Files that cannot be used, each with its sentence."""
_WAY, _ORDER, _TABLE = "import.way", "import.order", "import.table"
NAMED = 3
"""Files that a button names."""


def show(now: Work, lines: Sequence[Line], found: Sequence[Finding]) -> None:
    """Bảng các tệp: one row a table, with what is left to do in it."""
    w = state.words()
    columns = (
        Column("file", w.t("import.file")),
        Column("sheet", w.t("import.sheet")),
        Column("year", w.t("import.year"), "figure"),
        Column("measure", w.t("import.measure")),
        Column("units", w.t("import.units"), "count"),
        Column("errors", w.t("import.errors"), "count", good="down"),
        Column("warnings", w.t("import.warnings"), "count", good="down"),
    )
    rows = []
    for reading in _in_order(now, found):
        counts = {
            s: sum(1 for f in found if f.file == reading.file and f.severity == s)
            for s in ("error", "warning")
        }
        places: dict[tuple[str, str, str], list[Read]] = {}
        for table in reading.used:
            places.setdefault((table.sheet, table.shape, table.money_unit), []).append(table)
        for number, tables in enumerate(list(places.values()) or [[]]):
            rows.append(_row(reading, tables, counts if not number else {}))
    title = w.t("import.read_title", n=len({line.who for line in lines}))
    grid.show(Table(title, columns, numbered(rows)), "read")


def _in_order(now: Work, found: Sequence[Finding]) -> list[Reading]:
    """What asks for something stands first, for a long list scrolls; answers leave the order as it is."""
    ids, ranks = state.note(_ORDER, ((), {}))
    if ids != now.ids:
        asked = {file for q in importing_questions.questions(now, found) for file, _ in q.tables}
        first = sorted(now.readings, key=lambda r: (not r.errors, r.file not in asked))
        ranks = {reading.file: rank for rank, reading in enumerate(first)}
        state.keep(_ORDER, (now.ids, ranks))
    return sorted(now.readings, key=lambda r: ranks.get(r.file, len(ranks)))


def _row(reading: Reading, tables: Sequence[Read], counts: Mapping[str, int]) -> Row:
    """One table, or those of a sheet with the same headings, for several years."""
    w = state.words()
    units: dict[int | None, int] = {}
    for table in tables:
        units[table.year] = units.get(table.year, 0) + len(table.units)
    none = w.t("import.refused" if reading.refused else "import.no_table")
    first = tables[0] if tables else None
    return Row(
        {
            "file": reading.file,
            "sheet": first.sheet or None if first else none,
            "year": _years([table.year for table in tables if table.year]),
            "measure": w.t(f"number.{first.money_unit}") if first and first.money_unit else None,
            "units": max(units.values(), default=0),
            "errors": counts.get("error", 0),
            "warnings": counts.get("warning", 0),
        }
    )


def _years(years: Sequence[int]) -> str | None:
    """The years as a text: those that follow one another as from - to."""
    told = sorted(set(years))
    if len(told) > 2 and told[-1] - told[0] == len(told) - 1:
        return f"{told[0]} - {told[-1]}"
    return ", ".join(map(str, told)) or None


def refused_note(now: Work) -> None:
    """Các tệp không đọc được, each with why and the one click that leaves it out; those left out."""
    w = state.words()
    refused = importing_questions.useless(now)
    if len(refused) > 1:
        st.button(
            w.t("import.leave_out_all", n=len(refused)),
            key="import.out.all",
            on_click=importing.leave_out,
            args=([reading.file for reading in refused],),
        )
    for number, reading in enumerate(refused[:SHOWN]):
        with st.container(horizontal=True, vertical_alignment="center", wrap=False):
            unused = (f for f in reading.findings if f.kind in importing_questions.UNUSED)
            why = next(unused, reading.errors[0])
            parts.message("error", w.finding(why), "" if reading.refused else reading.file)
            if why.kind == importing_questions.ROWS_OUT:
                st.button(
                    w.t("import.rows_back"),
                    key=f"import.rows.{number}",
                    on_click=importing.take_rows_back,
                    args=(reading.file,),
                )
            st.button(
                w.t("import.leave_out"),
                key=f"import.out.{number}",
                on_click=importing.leave_out,
                args=([reading.file],),
            )
    if len(refused) > SHOWN:
        parts.note(w.t("import.more_files", n=len(refused) - SHOWN))
    out = [name for name, _ in now.files if name in now.answers.out]
    for number, name in enumerate(out):
        with st.container(horizontal=True, vertical_alignment="center"):
            parts.note(w.t("import.left_out", file=name))
            st.button(
                w.t("import.take_back"),
                key=f"import.back.{number}",
                on_click=importing.take_back,
                args=(name,),
            )


def merging(known: Sequence[DataVersion]) -> bool:
    """Có bổ sung vào bản đã có where there are data of the year, as `way` was last answered."""
    return bool(known) and state.note(_WAY, "merge") == "merge"


def way(known: Sequence[DataVersion]) -> None:
    """Hỏi bổ sung hay thay thế where there are data of the year."""
    w = state.words()
    if known:
        st.segmented_control(
            w.t(
                "import.merge",
                versions=w.list([w.t("app.version", year=v.base_year, number=v.number) for v in known]),
            ),
            ("merge", "replace"),
            format_func=lambda option: w.t(f"import.{option}_way"),
            key="import.merge",
            default=state.note(_WAY, "merge"),
            required=True,
            on_change=_way_taken,
        )


def _way_taken() -> None:
    state.keep(_WAY, state.current("import.merge"))


def confirm(
    now: Work, lines: Sequence[Line], found: Sequence[Finding], blocking: Mapping[str, int], *, merge: bool
) -> None:
    """Nạp, once nothing is open; what is left to do is said beside it."""
    w, units = state.words(), len({line.who for line in lines})
    if blocking:
        what = w.list([w.t(f"import.left_{name}", n=count) for name, count in blocking.items()])
        parts.message("warning", w.t("import.not_ready", what=what))
        _accept(now, lines, found)
    elif lines:
        tables = {id(line.table) for line in lines}
        years = _years(loading_units.years(now.readings)) or ""
        parts.note(w.t("import.ready", n=units, tables=len(tables), years=years))
    with st.container(horizontal=True):
        st.button(
            w.t("import.confirm", n=units),
            key="import.confirm",
            type="primary",
            disabled=bool(blocking) or not lines,
            on_click=importing_end.confirm,
            args=(found,),
            kwargs={"merge": merge},
        )
        st.button(w.t("import.forget"), key="import.forget", on_click=importing.forget)


def _accept(now: Work, lines: Sequence[Line], found: Sequence[Finding]) -> None:
    """Errors that a look settles, a button for each kind; and the way on without the units or the files to
    mend.
    """
    w = state.words()
    open_errors = importing_questions.open_errors(now, found)
    for kind in loading.ACCEPTABLE:
        errors = [f for f in open_errors if f.kind == kind]
        if errors:
            cells = _named(_cells(errors), "import.and_more_cells")
            st.button(
                w.t(f"import.accept_{kind}", n=len(errors), cells=cells),
                key=f"import.accept.{kind}",
                on_click=importing.accept, args=(errors,),
            )  # fmt: skip
    blank = importing_questions.error_cells(now, open_errors)
    if blank:
        cells = _named(_cells([finding for finding, _, _ in blank]), "import.and_more_cells")
        st.button(
            w.t("import.take_blank", n=len(blank), cells=cells),
            key="import.blank",
            on_click=importing.settle_all, args=([(file, table) for _, file, table in blank],),
            kwargs={"blank": True},
        )  # fmt: skip
    units = importing_questions.wrong_units(lines, open_errors)
    if units:
        names = [str(line.row["name"]) for line in units]
        whole = importing.whole_files(lines, units)
        files = _named(whole, "import.and_more")
        st.button(
            w.t("import.leave_out_units", n=len(names), names=_named(names, "import.and_more_units"))
            + (w.t("import.leave_out_whole", n=len(whole), files=files) if whole else ""),
            key="import.out.units", on_click=importing.leave_out_units, args=(units,),
        )  # fmt: skip
    read = {reading.file for reading in now.readings} - {r.file for r in importing_questions.useless(now)}
    wrong = {f.file for f in open_errors if f.kind not in loading.ACCEPTABLE} & read
    if wrong and wrong != read:
        st.button(
            w.t("import.leave_out_wrong", n=len(wrong), files=_named(sorted(wrong), "import.and_more")),
            key="import.out.wrong", on_click=importing.leave_out, args=(sorted(wrong),),
        )  # fmt: skip


def _cells(errors: Sequence[Finding]) -> list[str]:
    """The cells of findings as Excel names them, each once; the file where there are several."""
    several = len({error.file for error in errors}) > 1
    return list(dict.fromkeys(f"{e.file} {e.cell}" if several else e.cell for e in errors if e.cell))


def _named(names: Sequence[str], more: str) -> str:
    """The first few names; the others are counted."""
    w, rest = state.words(), len(names) - NAMED
    return w.list(names) if rest <= 0 else ", ".join(names[:NAMED]) + w.t(more, n=rest)


def preview(now: Work, lines: Sequence[Line], found: Sequence[Finding]) -> None:
    """Một bảng, the original beside what was understood of it, with every guess to change."""
    w = state.words()
    tables = _to_look_at(now, found)
    if not tables:
        return
    with parts.panel("preview"):
        labels = {key: label for key, (label, _, _) in tables.items()}
        look_at(_still(state.note(_TABLE, ""), list(tables)))
        state.put("import.table", state.note(_TABLE))
        chosen = st.selectbox(
            w.t("import.table"), list(tables), format_func=lambda key: labels[key], key="import.table",
            on_change=lambda: look_at(state.current("import.table")),
        )  # fmt: skip
        _, reading, table = tables[chosen]
        of_file = [f for f in found if f.file == reading.file]
        importing_original.show(reading, table, lines, of_file)
        importing_columns.show(now, reading, table)


def look_at(key: str) -> None:
    """Xem bảng này, by its `key_of`: answers about it leave it in view."""
    state.keep(_TABLE, key)


def key_of(reading: Reading, table: Read) -> str:
    """Dấu của một bảng trong lần nạp: file, place, and which it is of several years that stand there."""
    same = [t for t in reading.tables if (t.sheet, t.head_rows[:1]) == (table.sheet, table.head_rows[:1])]
    number = next(n for n, other in enumerate(same) if other is table)
    return f"{reading.file}|{table.sheet}!{table.head_rows[0] if table.head_rows else 0}|{number}"


def _still(wanted: str, keys: Sequence[str]) -> str:
    """The table that was in view, else one of its place, of its file, or the first."""
    place, file = wanted.rpartition("|")[0], wanted.partition("|")[0]
    near = [
        *(key for key in keys if key == wanted),
        *(key for key in keys if wanted and key.rpartition("|")[0] == place),
        *(key for key in keys if wanted and key.partition("|")[0] == file),
    ]
    return next(iter(near), keys[0])


def _to_look_at(now: Work, found: Sequence[Finding]) -> dict[str, tuple[str, Reading, Read]]:
    """Every table of every file in the order of the list above, those that do not count last."""
    w = state.words()
    entries: list[tuple[Any, str, str, Reading, Read]] = []
    for number, reading in enumerate(_in_order(now, found)):
        errors = any(f.file == reading.file and f.severity == "error" for f in found)
        for table in reading.tables:
            if not table.roles or not (table.used or table.units or len(table.columns) > 1):
                continue
            doubtful = len(importing_columns.unsure(table)) if table.used and not table.form else 0
            hints = [
                w.t("import.hint_errors") if errors and table.used else "",
                w.t("import.hint_unsure", n=doubtful) if doubtful else "",
                "" if table.used else w.t("import.hint_unused"),
            ]
            year = str(table.year) if table.year else ""
            label = " · ".join(filter(None, [reading.file, table.sheet, year, *hints]))
            order = (not table.used, number)
            entries.append((order, key_of(reading, table), label, reading, table))
    entries.sort(key=lambda entry: entry[0])
    return {key: (label, reading, table) for _, key, label, reading, table in entries}
