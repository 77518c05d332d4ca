"""Upright tables: budget lines are rows, years or units are columns (bảng dọc, Biểu mẫu 1).

Biểu mẫu 1 of Phụ lục 2 is one: one unit a file, a column a year. Others have a column a unit, or one column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from budget.findings import ERROR, WARNING, Finding
from budget.intake.added import INSIDE, added_rows
from budget.intake.added import PAY as PAY_ID
from budget.intake.amounts import has_amount
from budget.intake.columns import PLUS, Heading
from budget.intake.draft import Draft
from budget.intake.form_years import NO_YEAR, beside_taken, columns_by_year
from budget.intake.grid import address, as_text
from budget.intake.guard import PAY
from budget.intake.headings import block_of
from budget.intake.labels import is_part_label, kind_of, looks_like_unit
from budget.intake.letterhead import named_above
from budget.intake.offers import likeness
from budget.intake.official import by_number
from budget.intake.reading import CELLS, Item, Table, sum_units
from budget.intake.rows import CONTINUED, HEAD, IGNORED, Row
from budget.intake.table import likely_scale, plain_table
from budget.intake.text import fold
from budget.intake.totals import outline
from budget.intake.values import cell_value, source_value
from budget.intake.wordlists import word_lists
from budget.units import COLUMN, Source

ENOUGH = 0.8
BY_NUMBER = 0.95
BY_HAND = 2.0
OF_WHICH = 0.15
"""What a row that is a part of the one above it loses against a row of the whole."""
AGREED = 4
"""Rows whose label must say what their number says, before the numbers of the others count."""
NO_AMOUNTS = frozenset({"_note", "_measure", "_total", "_ratio", "_chapter", "_number", "code"})
"""Columns beside the lines that are none of a year: codes of the budget index (mục) look like amounts."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of an upright table and the column of the dictionary it speaks of."""

    row: Row
    id: str
    score: float
    again: tuple[int, ...] = ()  # rows with amounts that say the same as well as this one
    more: tuple[Row, ...] = ()  # rows whose amounts are added to those of this one


def lines_of(draft: Draft) -> list[Line]:
    """The rows that speak of a column of the dictionary, each id once, its best row (dòng chỉ tiêu)."""
    best: dict[str, Line] = {}
    said: dict[str, list[Line]] = {}
    chosen: Mapping[str, str] = draft.choice.get("lines", {})
    taken_by_hand = set(chosen.values())
    values = [column for column in draft.shape.values if column != draft.shape.number]
    numbered = _borne_out(draft, by_number(draft))
    for row, parent in _rows(draft):
        mark = line_key(row.label, parent)
        offers = _meanings(row.label, parent) if mark not in chosen else []
        if row.row in numbered and max((score for _, score in offers), default=0.0) < 1.0:
            offers = [(numbered[row.row], BY_NUMBER)] if mark not in chosen else []
        if chosen.get(mark, "").startswith(PLUS):
            offers = [(i, s) for i, s in _meanings(row.label, parent) if i in INSIDE]
        elif chosen.get(mark):
            offers = [(chosen[mark], BY_HAND)]
        for id_, score in offers:
            if COLUMN[id_].block == "identity" or COLUMN[id_].type == "mark":
                continue
            if id_ in taken_by_hand and score < BY_HAND:
                continue
            filled = 0.05 if any(has_amount(draft.grid.value(row.row, column)) for column in values) else 0.0
            loss = OF_WHICH if score < BY_HAND and is_part_label(row.label) else 0.0
            if score - loss < ENOUGH:
                continue
            line = Line(row, id_, score - loss + filled)
            said.setdefault(id_, []).append(line)
            if id_ not in best or line.score > best[id_].score:
                best[id_] = line
    taken: dict[int, Line] = {}
    for line in sorted(best.values(), key=lambda line: -line.score):
        again = tuple(o.row.row for o in said[line.id] if o.row is not line.row and _alike(o, line))
        taken.setdefault(line.row.row, replace(line, again=again))
    ids = {at: line.id for at, line in taken.items()}
    told = [(row, parent, chosen.get(line_key(row.label, parent))) for row, parent in _rows(draft)]
    more = tuple(added_rows(ids, told))
    lines = (replace(line, more=more) if line.id == PAY_ID else line for line in taken.values())
    return sorted(lines, key=lambda line: line.row.row)


def _alike(first: Line, second: Line) -> bool:
    """Tell whether two rows say the same, word for word: none of them is the whole of the unit."""
    return first.score == second.score and fold(first.row.label) == fold(second.row.label)


def _borne_out(draft: Draft, numbered: Mapping[int, str]) -> Mapping[int, str]:
    """What the numbers say, where the labels of several rows say the same; else nothing."""
    same = sum(
        1
        for row, parent in _rows(draft)
        if row.row in numbered and numbered[row.row] in dict(_meanings(row.label, parent))
    )
    return numbered if same >= AGREED else {}


def _rows(draft: Draft) -> Iterator[tuple[Row, str]]:
    """The rows with a label, and the label of the section each stands in."""
    rows = [row for row in draft.rows if row.role not in {CONTINUED, IGNORED, HEAD} and row.label]
    yield from zip(rows, _parents(rows), strict=True)


def line_key(label: str, parent: str) -> str:
    """What an answer about a row is kept under: its label below that of its section."""
    return f"{fold(parent)}|{fold(label)}"


def items_of(draft: Draft, lines: Sequence[Line]) -> tuple[Item, ...]:
    """Every row with amounts, and what it was taken for (các dòng của biểu)."""
    taken = {line.row.row: line for line in lines}
    added = {row.row: PLUS + line.id for line in lines for row in line.more}
    chosen: Mapping[str, str] = draft.choice.get("lines", {})
    items = []
    for row, parent in _rows(draft):
        mark, line = line_key(row.label, parent), taken.get(row.row)
        if line is not None or row.amounts:
            sure = (
                1.0 if line is not None and line.score >= BY_HAND else min(1.0, line.score if line else 0.0)
            )
            id_ = added.get(row.row) or (line.id if line else "")
            items.append(Item(row.row + 1, row.label, mark, id_, sure, mark in chosen))
    return tuple(items)


def _parents(rows: Sequence[Row]) -> Iterator[str]:
    """The label of the section each row stands in: the nearest row above it that opens a block."""
    levels = outline(rows)
    stack: list[tuple[int, str]] = []
    for row, level in zip(rows, levels, strict=True):
        while stack and stack[-1][0] >= level:
            stack.pop()
        opener = next((label for _, label in reversed(stack) if block_of(label)), "")
        yield opener
        if level >= 0:
            stack.append((level, row.label))


def _meanings(label: str, parent: str) -> list[tuple[str, float]]:
    table = word_lists().raw["form_rows"]
    folded = fold(re.sub(r"\([^()]*\)", " ", label))
    for id_, texts in table.items():
        if folded in {fold(text) for text in texts}:
            return [] if id_ == "none" else [(id_, 1.0)]
    return [(id_, score) for id_, score in likeness(label, parent) if id_ in COLUMN]


def is_upright(draft: Draft) -> bool:
    """Tell whether a table has budget lines for rows: several of them known, with money among them."""
    lines = lines_of(draft)
    ids = {line.id for line in lines}
    if len(ids) < 3 or not ids & {"salary", "support", "tuition"}:
        return False
    values = {
        line.id
        for line in lines
        if any(has_amount(draft.grid.value(line.row.row, c)) for c in draft.shape.values)
    }
    return len(values) >= 2


def read_upright(draft: Draft) -> list[Table]:
    """A table a year (or one with a unit a column) of an upright table."""
    lines = lines_of(draft)
    columns = _columns(draft, lines)
    draft.headings = [
        h if h.id.startswith("_") else replace(h, id="", confidence=0.0) for h in draft.headings
    ]
    if not draft.money_unit:
        pay = [
            [v for h in columns if (v := draft.printed(line.row.row, h.column)) is not None]
            for line in lines
            if line.id in PAY
        ]
        draft.money_unit = likely_scale(pay)
        head = address(draft.region.head[0], draft.region.left)
        draft.say("unit_of_measure_missing", WARNING, head, taken=draft.money_unit)
    base = replace(plain_table(draft), items=items_of(draft, lines))
    units = [heading for heading in columns if any(looks_like_unit(text) for text in heading.path)]
    if units:
        read = [_read(draft, lines, h, _name(h), draft.year) for h in units]
        table = _table(draft, base, read, draft.year)
        return [replace(table, findings=(*table.findings, *draft.findings))]
    taken = columns_by_year(draft, columns)
    draft.findings = beside_taken(draft.findings, {heading.letter for heading in taken.values()})
    letters = {heading.letter: year or NO_YEAR for year, heading in taken.items()}
    base = replace(base, year_columns={h.letter: letters.get(h.letter, NO_YEAR) for h in columns})
    result = [
        _table(draft, base, [_read(draft, lines, taken[year], "", year)], year)
        for year in sorted(taken, key=lambda y: y or 0)
    ]
    if result:
        result[0] = replace(result[0], findings=(*result[0].findings, *draft.findings))
    return result


def _columns(draft: Draft, lines: Sequence[Line]) -> list[Heading]:
    """The columns that hold amounts."""
    label = max((line.row.column for line in lines), default=0)
    found = []
    for heading in draft.headings:
        held = sum(1 for line in lines if has_amount(draft.grid.value(line.row.row, heading.column)))
        if heading.column > label and held and heading.id not in NO_AMOUNTS:
            found.append(heading)
    return found or [
        h for h in draft.headings
        if h.column > label and any(has_amount(draft.grid.value(line.row.row, h.column)) for line in lines)
    ][:1]  # fmt: skip


def _name(heading: Heading) -> str:
    return next(text for text in reversed(heading.path) if looks_like_unit(text))


def _read(
    draft: Draft, lines: Sequence[Line], heading: Heading, name: str, year: int | None
) -> tuple[dict[str, Any], Mapping[str, Source]]:
    grid = draft.grid
    unit: dict[str, Any] = {}
    sources: dict[str, Source] = {}

    def note(id_: str, row: int, column: int) -> None:
        text = as_text(source_value(draft, grid.value(row, column)))
        sources[id_] = Source(draft.file, draft.sha256, grid.name, address(row, column), text)

    named, code = name, ""
    if not name:
        for id_, text, row, column in named_above(grid, draft):
            named, code = (text, code) if id_ == "name" else (named, text)
            note(id_, row, column)
        named = draft.choice.get("name") or named
    unit["code"], unit["name"], unit["kind"] = code, named, kind_of(named)
    unit["field"], unit["ward"], unit["owner"] = "", "", draft.owner
    for line in lines:
        value = cell_value(draft, line.row, replace(heading, id=line.id), COLUMN[line.id].type)
        others = [address(r, heading.column) for r in line.again if has_amount(grid.value(r, heading.column))]
        if others:
            cell = address(line.row.row, heading.column)
            draft.say("repeated_line", ERROR, cell, text=line.row.label, cells=", ".join([cell, *others]))
        note(line.id, line.row.row, heading.column)
        for part in line.more:
            more = cell_value(draft, part, replace(heading, id=line.id), COLUMN[line.id].type)
            value = None if more is None or value is None else value + more
            at = (part.row, heading.column)
            there = source_value(draft, grid.value(*at))
            sources[line.id] = _with_part(sources[line.id], address(*at), there)
        unit[line.id] = None if others else value
    _users(unit, lines)
    return unit, sources


def _with_part(source: Source, cell: str, value: Any) -> Source:
    """The source of an amount to which that of another cell is added."""
    text = " + ".join(filter(None, (source.text, as_text(value))))
    return replace(source, cell=f"{source.cell}{CELLS}{cell}", text=text)


def _users(unit: dict[str, Any], lines: Sequence[Line]) -> None:
    """Charges to users include the tuition printed below them: what is left are the others."""
    rows = {line.id: line.row for line in lines}
    if unit.get("users") and unit.get("tuition") and rows["tuition"].row > rows["users"].row:
        unit["users"] = max(0, unit["users"] - unit["tuition"])


def _table(
    draft: Draft, base: Table, read: Sequence[tuple[dict[str, Any], Mapping[str, Source]]], year: int | None
) -> Table:
    units = [unit for unit, _ in read]
    sources: Sequence[Mapping[str, Source]] = [source for _, source in read]
    findings: list[Finding] = []
    head = address(draft.region.head[0], draft.region.left)

    def say(kind: str, severity: str, **numbers: Any) -> None:
        findings.append(
            Finding(
                kind, severity, year=year, file=draft.file, sheet=draft.grid.name, cell=head, numbers=numbers
            )
        )

    for unit in units:
        if not unit["name"]:
            say("missing_column", ERROR, column="name")
        if not unit["code"]:
            say("missing_code", WARNING, count=1, of_unit=f" ({unit['name']})" if unit["name"] else "")
        if "salary" not in unit and "salary" in draft.choice.get("without", ()):
            say("column_pending", WARNING, column="salary", count=1)
        elif "salary" not in unit:
            say("missing_column", ERROR, column="salary")
    if year is None:
        say("year_missing", WARNING)
    return replace(
        base, used=True, year=year, units=units, sources=sources, totals=sum_units(units), form="upright",
        findings=tuple(findings),
    )  # fmt: skip
