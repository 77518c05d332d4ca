"""Xem trước: a sheet as it stands, rows told by what they were taken for, and the units understood."""

from __future__ import annotations

from collections.abc import Sequence, Set
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from budget.findings import Finding
from budget.intake import Reading, Sheet
from budget.intake import Table as Read
from budget.intake.columns import SURE
from budget.intake.grid import as_text, is_number, letters, position
from budget.intake.reading import CELLS
from budget.report.tables import Column, Row, Table
from budget.report.words import Words
from budget.units import COLUMN
from pages.shared import grid, loading, parts, state
from pages.shared.loading_units import Line

STYLE = Path(__file__).with_name("importing.css")
ROWS, COLUMNS = 60, 30
"""What of a sheet is shown at once."""
LETTERS = 60


def show(reading: Reading, table: Read, lines: Sequence[Line], found: Sequence[Finding]) -> None:
    """Bản gốc và cách hiểu, side by side."""
    w = state.words()
    parts.html(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")
    sheet = next((sheet for sheet in reading.sheets if sheet.name == table.sheet), None)
    left, right = st.columns((5, 6))
    first = 1
    with left:
        parts.html(f'<h2 class="panel-title">{escape(_title(w, table.sheet))}</h2>')
        if sheet is not None:
            first = _start(sheet, table)
            parts.html(original(w, sheet, reading, table, found, first))
            parts.html(legend(w))
    with right:
        of = [line for line in lines if line.stands_in(table)]
        shown = items(w, of) if table.form else understood(w, table, of, first)
        grid.show(shown, "import.understood")


def _title(w: Words, sheet: str) -> str:
    return w.t("import.original", sheet=sheet) if sheet else w.t("import.original_csv")


def _start(sheet: Sheet, table: Read) -> int:
    """Chọn khoảng hàng when the sheet has more than are shown at once: the first row, from 1."""
    w = state.words()
    kept = len(sheet.cells)
    if kept <= ROWS:
        return 1
    blocks = list(range(1, kept + 1, ROWS))
    head = table.head_rows[0] if table.head_rows else 1
    shown = max(block for block in blocks if block <= max(1, head))
    return int(
        st.selectbox(
            w.t("import.rows", n=sheet.height),
            blocks,
            index=blocks.index(shown),
            format_func=lambda first: w.t("import.rows_from", first=first, last=min(first + ROWS - 1, kept)),
            key=f"import.rows.{table.sheet}",
        )
    )


def original(
    w: Words, sheet: Sheet, reading: Reading, table: Read, found: Sequence[Finding], first: int = 1
) -> str:
    """Bảng gốc: at most ROWS x COLUMNS cells as read, from row `first`; everything is escaped."""
    rows = sheet.cells[first - 1 : first - 1 + ROWS]
    width = min(COLUMNS, max((len(row) for row in rows), default=0))
    roles = roles_of(reading, table)
    marked: dict[str, Finding] = {}
    for finding in reversed(loading.by_severity([f for f in found if f.sheet == sheet.name and f.cell])):
        marked[finding.cell] = finding
    heads = {} if table.form else {heading.column: heading for heading in table.columns}
    head = "".join(_head(w, column, heads.get(column)) for column in range(width))
    codes = {c for c, heading in heads.items() if heading.id in COLUMN and COLUMN[heading.id].type == "text"}
    body = "".join(
        _row(w, first + number, row, width, roles.get(first + number, ""), marked, codes)
        for number, row in enumerate(rows)
        if any(value is not None for value in row)
    )
    label = escape(_title(w, sheet.name))
    return (
        f'<div class="original" role="region" tabindex="0" aria-label="{label}"><table>'
        f"<thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def roles_of(reading: Reading, table: Read) -> dict[int, str]:
    """Vai trò từng hàng of the table's sheet; "outside" in tables that do not count."""
    if table.form:
        told = (source.cell for unit in table.sources for source in unit.values())
        rows = (position(cell)[0] + 1 for cells in told for cell in cells.split(CELLS))
        return dict.fromkeys(table.head_rows, "head") | dict.fromkeys(rows, "item")
    roles = dict.fromkeys(
        (
            row
            for other in reading.tables
            if other.sheet == table.sheet and not other.used
            for row in other.roles
        ),
        "outside",
    )
    for other in reading.used:
        if other.sheet == table.sheet:
            roles |= other.roles
    return roles | dict(table.roles)


def _head(w: Words, column: int, heading: Any) -> str:
    letter = letters(column)
    if heading is None:
        return f"<th>{letter}</th>"
    if heading.taken:
        sure = heading.chosen or heading.confidence >= SURE
        word = w.t("import.added_to", column=heading.adds) if heading.adds else w.column(heading.id)
        kind = "taken" if sure else "taken unsure"
    else:
        kind, word = "taken not-taken", w.t("import.not_taken")
    title = escape(f"{heading.text} → {word}", quote=True)
    return f'<th title="{title}">{letter}<span class="{kind}">{escape(word)}</span></th>'


def _row(
    w: Words,
    number: int,
    row: Sequence[Any],
    width: int,
    role: str,
    marked: dict[str, Finding],
    codes: Set[int],
) -> str:
    """Một hàng; `codes` are the columns whose figures are names and not amounts: no thousands are marked."""
    word = w.t(f"import.role.{role}") if role else ""
    cells = []
    for column in range(width):
        value = row[column] if column < len(row) else None
        finding = marked.get(f"{letters(column)}{number}")
        kinds = ["figure"] if is_number(value) else []
        text = as_text(value) if column in codes else _text(w, value)
        title = text if len(text) > LETTERS // 2 else ""
        if finding is not None and finding.severity in ("error", "warning"):
            kinds.append(finding.severity)
            title = w.finding(finding)
        told = f' class="{" ".join(kinds)}"' if kinds else ""
        hint = f' title="{escape(title, quote=True)}"' if title else ""
        cells.append(f"<td{told}{hint}>{escape(text[:LETTERS])}</td>")
    mark = f"<b>{escape(word)}</b>" if word else ""
    return f'<tr class="{role}"><th scope="row">{number}{mark}</th>{"".join(cells)}</tr>'


def _text(w: Words, value: Any) -> str:
    if is_number(value) and value == int(value) and abs(value) >= 10_000:
        return w.numbers.count(int(value))
    return as_text(value)


def legend(w: Words) -> str:
    """Chú giải of the rows and the painted cells."""
    entries = [(role, w.t(f"import.role.{role}")) for role in ("head", "unit", "group", "total", "ignored")]
    entries += [(f"cell-{s}", w.t(f"severity.{s}")) for s in ("error", "warning")]
    return (
        '<p class="roles">'
        + "".join(f'<span><i class="{kind}"></i>{escape(word)}</span>' for kind, word in entries)
        + "</p>"
    )


def understood(w: Words, table: Read, lines: Sequence[Line], first: int = 1) -> Table:
    """Các đơn vị đọc được in the rows of the original that are in view, each with its row there."""
    there = set(table.mapping.values())
    ids = ["code", "name", "kind", *(i for i in ("pupils", "salary", "support") if i in there)]
    kinds = {"pupils": "count", "salary": "money", "support": "money"}
    columns = (
        Column("row", w.t("import.row"), "figure"),
        *(Column(i, w.column(i), kinds.get(i, "text")) for i in ids),  # type: ignore[arg-type]
    )
    rows = []
    for line in lines:
        number = line.number(table)
        if table.form or number is None or first <= number < first + ROWS:
            cells = {i: _given(line, i) for i in ids}
            cells |= {"kind": w.kind(line.row["kind"]) if line.row["kind"] else None}
            cells |= {"row": str(number or ""), "code": line.row["code"] or None}
            rows.append(Row(cells))
    return Table(w.t("import.understood", n=len(lines)), columns, rows[:ROWS])


def _given(line: Line, column: str) -> Any:
    """A value as the file gives it: None for the 0 of a cell that is blank, or left blank for now."""
    value, source = line.row.get(column), line.sources.get(column)
    return None if value == 0 and source is not None and not source.text.strip() else value


def items(w: Words, lines: Sequence[Line]) -> Table:
    """Các khoản mục đọc được of an upright form of one unit, each with the cell it was taken from."""
    columns = (
        Column("cell", w.t("import.cell")),
        Column("item", w.t("import.column")),
        Column("value", w.t("import.value"), "figure"),
    )
    rows = []
    for line in lines:
        for id_, source in line.sources.items():
            value = line.row.get(id_)
            if value is not None:
                rows.append(
                    Row({"cell": source.cell, "item": w.column(id_), "value": _figure(w, id_, value)})
                )
    names = w.list([f"{line.row['name']}, {line.table.year}" for line in lines])
    return Table(names, columns, rows)


def _figure(w: Words, column: str, value: Any) -> str:
    kind = COLUMN[column].type
    if kind == "money":
        return w.numbers.money_with_unit(value)
    return str(value) if kind in ("text", "choice", "mark") else w.numbers.decimal(value)
