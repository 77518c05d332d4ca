"""Budget lines that stand below the name of each unit (khoản mục dưới tên từng đơn vị).

    1  Trường TH Lê Lợi          5.750
       - Kinh phí tự chủ         5.700
       - Kinh phí không tự chủ      50

The amounts of the lines are those of the unit; the amount beside its name is, as a rule, their sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from budget.intake.amounts import has_amount
from budget.intake.columns import Heading
from budget.intake.grid import Grid
from budget.intake.labels import is_group_label, is_total_label, looks_like_unit
from budget.intake.offers import likeness
from budget.intake.reading import Item
from budget.intake.rows import ITEM, UNIT, Row
from budget.intake.text import fold
from budget.units import COLUMN

SURE = 0.85
_DATA = frozenset(id_ for id_, column in COLUMN.items() if column.type in {"money", "count"})
_GIVEN = frozenset({"support", "tasks"})


def mark_items(rows: Sequence[Row], chosen: Mapping[str, str]) -> None:
    """Give the rows that are budget lines of the unit above them their role and the column they speak of.

    Only a label that comes again below several units is one: a single one may be anything.
    chosen: by `item_key` the column that the user gave a label ("" for none).
    """
    times = Counter(fold(row.label) for row in rows if row.label and not row.role)
    named = [
        bool(row.label)
        and looks_like_unit(row.label)
        and not (times[fold(row.label)] > 1 and _meaning(row.label, ""))
        for row in rows
    ]
    if sum(named) < 2:
        return
    found: dict[int, tuple[str, int]] = {}
    owner = -1
    parents: list[tuple[str, str]] = []
    for index, row in enumerate(rows):
        if row.role or not row.label or is_total_label(row.label):
            continue
        if named[index] or is_group_label(row.label):
            owner, parents = (index if named[index] else -1), []
            continue
        if owner < 0 or not row.amounts or times[fold(row.label)] < 2:
            continue
        while parents and parents[-1][0] == row.mark:
            parents.pop()
        mark = item_key(row.label)
        meaning = chosen.get(mark, _meaning(row.label, parents[-1][1] if parents else ""))
        if meaning:
            found[index] = (meaning, owner)
        parents.append((row.mark, row.label))
    if len({owner for _, owner in found.values()}) < 2:
        return
    for index, (meaning, _) in found.items():
        rows[index].role, rows[index].item = ITEM, meaning


def item_key(label: str) -> str:
    """What an answer about a budget line is kept under, below every unit."""
    return f"|{fold(label)}"


def labels_of(rows: Sequence[Row], chosen: Mapping[str, str]) -> tuple[Item, ...]:
    """The labels of the budget lines, each once, with what they were taken for."""
    found: dict[str, Item] = {}
    for row in rows:
        mark = item_key(row.label)
        if row.role == ITEM or (row.amounts and mark in chosen):
            found.setdefault(mark, Item(row.row + 1, row.label, mark, row.item, 1.0, mark in chosen))
    return tuple(found.values())


def _meaning(label: str, parent: str) -> str:
    offers = [(score, id_) for id_, score in likeness(label, parent) if id_ in _DATA and score >= SURE]
    return max(offers)[1] if offers else ""


def items_by_unit(rows: Sequence[Row]) -> list[dict[str, Row]]:
    """The lines below each unit, in the order of the units, each column once (khoản mục của từng đơn vị)."""
    found: list[dict[str, Row]] = []
    for row in rows:
        if row.role == UNIT:
            found.append({})
        elif row.role == ITEM and found:
            found[-1].setdefault(row.item, row)
    return found


def settle_items(
    grid: Grid, rows: Sequence[Row], headings: Sequence[Heading]
) -> tuple[list[Heading], int | None]:
    """The headings with what the amounts beside the lines make of them, and the column of those amounts.

    None where the lines hold amounts in several columns or in none: they are not taken then.
    """
    lines = [row for row in rows if row.role == ITEM]
    if not lines:
        return list(headings), None
    usable = [h for h in headings if h.id not in {"name", "code", "_number", "_note", "_ratio", "_measure"}]
    columns = [
        h.column
        for h in usable
        if not h.chosen and sum(1 for r in lines if has_amount(grid.value(r.row, h.column))) * 2 >= len(lines)
    ]
    if len(columns) != 1:
        return list(headings), None
    ids = {row.item for row in lines}
    total = bool(ids & _GIVEN)
    settled = [
        replace(h, id="_total" if total or not h.id else h.id) if h.column == columns[0] else h
        for h in headings
    ]
    return settled, columns[0]
