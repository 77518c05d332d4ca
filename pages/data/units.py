"""Danh sách đơn vị: every unit with its figures; one unit with its sources, its history and edits with a
reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from budget.autonomy import GROUPS
from budget.completeness import pending_figures
from budget.report.ground import edited_on
from budget.report.tables import Column, Kind, Row, Table, grouped, numbered
from budget.units import COLUMN, COLUMNS, IDENTITY, Source
from pages.shared import cached, editing, explaining, frame, grid, originals, parts, state
from pages.shared.comparing import unit_in_view

SHOWN = ("code", "name", "ward", "pupils", "classes", "staff", "tuition", "salary", "support")
EXPLAINED = ("pupils", "classes", "staff", "salary", "support")
ADDED = ("salary", "support")
SUMMED = tuple(c.id for c in COLUMNS if c.type in ("money", "count"))
ORDER = ("identity", "driver", "revenue", "spending", "support", "mark")
NUMBERS: dict[str, Kind] = {"money": "money", "count": "count"}
"""Types of columns whose figures are numbers."""
FORMAT = {"money": "money", "count": "count", "mark": "text", "text": "text", "choice": "text"}

w = state.words()
store = cached.store()


def listing() -> Table:
    """Các đơn vị còn lại sau khi lọc, by level with sub-totals: every column of the data dictionary."""
    first = set(SHOWN)
    if filled("staff_quota") and not filled("staff"):
        first = first - {"staff"} | {"staff_quota"}
    columns = [
        Column(c.id, w.column(c.id), FORMAT[c.type], shown=c.id in first)  # type: ignore[arg-type]
        for c in sorted(COLUMNS, key=lambda c: ORDER.index(c.block))
    ]
    to = explaining.ways(scenario=None, year=version.base_year)
    rows = [
        Row(
            {c.id: printed(c.id, data) for c in columns},
            link=to(data["code"]),
            links={column: to(data["code"], column) for column in EXPLAINED},
        )
        for data in kept
    ]

    def of_kind(kind: str) -> Callable[..., str]:
        return explaining.ways(scenario=None, year=version.base_year, kinds=(kind,))

    by_kind = grid.rows_by_kind(rows, [data["kind"] for data in kept])
    groups = [
        (
            Row(
                {
                    "name": w.t("units.group", kind=w.kind(kind), n=len(members)),
                    **sums([r.cells for r in members]),
                },
                link=of_kind(kind)(""),
                links={column: of_kind(kind)("", column) for column in ADDED},
            ),
            members,
        )
        for kind, members in by_kind.items()
    ]
    total = Row(
        {"name": w.t("units.total", n=len(rows)), **sums([r.cells for r in rows])},
        link=to(""),
        links={column: to("", column) for column in ADDED},
    )
    return Table(w.t("units.list", n=len(rows)), columns, grouped(groups, total))


def printed(column: str, data: dict[str, Any]) -> Any:
    """Giá trị của một ô; None where the office gave nothing."""
    value = data[column]
    if data["code"] in lacking.get(column, ()):
        return None
    match COLUMN[column].type:
        case "mark":
            return "x" if value else ""
        case "choice":
            return w.kind(value)
        case _:
            return value


def filled(column: str) -> bool:
    """Có đơn vị nào đã cho số này."""
    return any(printed(column, data) not in (None, "") for data in kept)


def for_files(table: Table) -> Table:
    """Bảng ra tệp: who each unit is, and every column that is filled."""
    return replace(table, columns=[c for c in table.columns if c.id in IDENTITY or filled(c.id)])


def sums(rows: Any) -> dict[str, Any]:
    """Cộng các cột số; what is unknown adds nothing, and of nothing but unknowns there is no sum."""
    known = {i: [row[i] for row in rows if row[i] is not None] for i in SUMMED}
    return {i: sum(values) if values else None for i, values in known.items()}


def figures(row: dict[str, Any], sources: dict[str, Source], *, files: bool = False) -> Table:
    """Mọi số liệu của một đơn vị và nguồn của từng số; numbers in `files`, which name the unit of money."""
    columns = (
        Column("what", w.t("units.figure")),
        *((Column("unit", w.t("compare.file_unit")),) if files else ()),
        Column("value", w.t("units.value"), "figure" if files else "text"),
        Column("source", w.t("units.source")),
    )
    rows = [
        Row(
            {
                "what": w.column(c.id),
                "unit": w.numbers.unit_name() if c.type == "money" else "",
                "value": row[c.id] if files and c.type in NUMBERS else editing.said(c.id, row[c.id]),
                "source": origin(sources.get(c.id)),
            },
            kinds={"value": NUMBERS[c.type]} if c.type in NUMBERS else {},
        )
        if row["code"] not in lacking.get(c.id, ())
        else Row({"what": w.column(c.id), "value": None, "source": w.t("units.pending")})
        for c in COLUMNS
        if row.get(c.id) not in (None, "", 0, False) or row["code"] in lacking.get(c.id, ())
    ]
    return Table(row["name"], columns, numbered(rows))


def origin(source: Source | None) -> str:
    """Nguồn của một số: the cell of the file, or who typed it and why."""
    if source is None:
        return w.t("units.source_sample") if editing.origin_of(version) == "sample" else ""
    if source.by or source.why:
        by = source.by or w.t("units.somebody")
        return w.t("units.source_edit", by=by, at=edited_on(source), why=source.why)
    return w.t("units.source_cell", file=source.file, sheet=source.sheet, cell=source.cell)


def pick() -> None:
    """Chọn đơn vị để sửa: the unit in view."""
    st.selectbox(
        w.t("units.pick"),
        codes,
        format_func=lambda code: f"{code} · {by_code[code]['name']}",
        **state.chooser("unit", "units.edited"),
    )


version = frame.data(w.t("page.units"), "units")
units = cached.units(version.id)
given = cached.given(version.id)
lacking = {p.column: frozenset(unit.code for unit in p.units) for p in pending_figures(units)}
about = w.t(
    "units.sentence", n=len(units), year=version.base_year, number=version.number, at=version.created_at
)
parts.header(w.t("page.units"), about)
said = state.note("units.said")
if said:
    parts.message(*said)
    state.keep("units.said", None)

sieve = grid.filters(units, "units")
groups = cached.result(cached.status_quo(), version.id).group
names = (*GROUPS, "")
kept = [
    row
    for row, group in zip(given, groups[:, 0].tolist() if groups.size else [-1] * len(units), strict=True)
    if sieve.keeps(row["kind"], row["ward"], names[group], row["code"], row["name"])
]
if not kept:
    grid.nothing_found()
    parts.stop()
codes = [row["code"] for row in kept]
by_code = {row["code"]: row for row in kept}
if state.unit() not in codes:
    state.choose("unit", codes[0])
# told to the session, it stays open below a message that comes or goes
with st.expander(w.t("units.edit"), icon=":material/edit:", key="units.edit", on_change="rerun"):
    editing.form(version, by_code[state.unit()], pick)
with parts.panel("listing"):
    table = listing()
    grid.show(table, "listing", whole=for_files(table))

with parts.panel("unit", w.t("units.one"), w.t("units.one_text")):
    to = explaining.ways(scenario=None, year=version.base_year)
    code = unit_in_view(units, codes, "units", {"": to})
    left, right = st.columns((3, 2))
    with left:
        of = by_code[code], store.sources(version.id, code)
        grid.show(figures(*of), "figures", whole=figures(*of, files=True))
        originals.take(of[1].values(), "figures")
    with right:
        history = store.unit_history(code)
        columns = (
            Column("version", w.t("units.version")),
            Column("at", w.t("units.at")),
            Column("by", w.t("units.by")),
            Column("support", w.column("support"), "money"),
        )
        rows = [
            Row(
                {
                    "version": w.t("app.version", year=h.version.base_year, number=h.version.number),
                    "at": w.numbers.moment(h.version.created_at),
                    "by": h.version.author,
                    "support": h.row.get("support"),
                }
            )
            for h in history
        ]
        table = Table(w.t("units.history"), columns, rows)
        named = w.t("units.history_of", name=by_code[code]["name"])
        grid.show(table, "history", whole=replace(table, title=named))
