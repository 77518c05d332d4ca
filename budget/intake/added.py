"""Columns, or rows of an upright table, that add up to one figure: Lương + Phụ cấp + Đóng góp (cộng mục)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from budget.intake.amounts import exact
from budget.intake.columns import DOUBT, PLUS, SPENDING, Heading
from budget.intake.grid import Grid, is_number
from budget.intake.headings import is_part_of, plain
from budget.intake.labels import is_part_label
from budget.intake.layout import Region
from budget.intake.offers import offers
from budget.intake.rows import Row
from budget.intake.wordlists import word_lists
from budget.units import COLUMN

_GROUPED, _SEPARATOR = re.compile(r"^\d{1,3}([.,]\d{3})+$"), re.compile("[.,]")
PAY = "salary"
INSIDE = frozenset(id_ for id_, column in COLUMN.items() if column.enters == PAY)
"""Parts of pay that are columns of the dictionary themselves."""
SAMPLE = 200
"""Rows that tell whether parts belong to a total."""


def add_parts(grid: Grid, region: Region, headings: Sequence[Heading]) -> list[Heading]:
    """Let the parts of pay that stand beside one another add up, where none of them is the whole of it.

    A total of the same rows that holds with the parts, or without them, settles what the headings leave open.
    """
    settled = _with_first(headings)
    first = next((h for h in settled if h.id == PAY), None)
    if first is None or first.chosen or not first.path or any(h.adds == PAY for h in settled):
        return settled
    words = plain(first.path[-1])
    alone, with_allowances = (words in word_lists().words(f"pay.{name}") for name in ("first", "first_with"))
    if not (alone or with_allowances) or any(is_part_of(text) for text in first.path):
        return settled
    beside = [h for h in settled if h is not first and not h.chosen and h.path[:-1] == first.path[:-1]]
    more = [h for h in beside if _is_more(h)]
    parts = [*more, *(h for h in beside if h.id in INSIDE and not any(map(is_part_of, h.path)))]
    if not parts:
        return settled
    holds = _holds(grid, region, settled, first, parts)
    clear = bool(more) or with_allowances or _names_pay(first.path[:-1])
    if holds is False or not (clear or holds):
        return settled
    sure = first.confidence if holds else min(first.confidence, DOUBT)
    return [
        replace(h, confidence=sure)
        if h is first
        else replace(h, id=h.id if h.id in INSIDE else "", adds=PAY, confidence=sure)
        if h in parts
        else h
        for h in settled
    ]


def added_rows(lines: Mapping[int, str], rows: Sequence[tuple[Row, str, str | None]]) -> list[Row]:
    """The rows of an upright table that are added to that of pay: those set by hand, else parts beside it.

    lines: row -> the column of the dictionary it stands for; rows: each row with a label, the label of its
    section and what the user answered about it, None where he did not.
    """
    by_hand = [row for row, _, answer in rows if answer == PLUS + PAY]
    at = next((n for n, (row, _, _) in enumerate(rows) if lines.get(row.row) == PAY), None)
    if by_hand or at is None:
        return by_hand
    first, section, _ = rows[at]
    words = plain(first.label)
    alone, with_allowances = (words in word_lists().words(f"pay.{name}") for name in ("first", "first_with"))
    if not (alone or with_allowances):
        return []
    parts, more = [], with_allowances
    for row, parent, answer in rows[at + 1 :]:
        if parent != section or row.mark != first.mark or is_part_label(row.label):
            break
        id_ = lines.get(row.row, "")
        allowance = plain(row.label) in word_lists().words("pay.more")
        if answer is None and (id_ in INSIDE or (allowance and not id_)):
            parts.append(row)
            more = more or allowance
    return parts if more else []


def _with_first(headings: Sequence[Heading]) -> list[Heading]:
    """What is added to a column that no heading stands for: the first of it is that column."""
    ids = {h.id for h in headings}
    lost = {h.adds: h for h in reversed(headings) if h.adds and h.adds not in ids}
    return [replace(h, id=h.adds, adds="") if lost.get(h.adds) is h else h for h in headings]


def _is_more(heading: Heading) -> bool:
    """Tell whether a heading is that of a part of pay that no column of the dictionary holds: Phụ cấp."""
    words = bool(heading.path) and plain(heading.path[-1]) in word_lists().words("pay.more")
    return words and not any(map(is_part_of, heading.path)) and heading.id in {"", "_total", PAY}


def _names_pay(parents: Sequence[str]) -> bool:
    """Tell whether a parent heading is that of pay: Chi con người."""
    return any(offers((text,)).get(PAY, 0.0) >= DOUBT for text in parents)


def _holds(
    grid: Grid, region: Region, headings: Sequence[Heading], first: Heading, parts: Sequence[Heading]
) -> bool | None:
    """Tell whether another column adds up pay with its parts (True) or without (False), None for none."""
    others = [h.column for h in headings if h.id in SPENDING - {PAY, *INSIDE} and h not in parts]
    inside = {first.column, *others, *(h.column for h in parts)}
    totals = [h.column for h in headings if h.column not in inside and not h.id.startswith("_n")]
    told = [0, 0]
    for row in range(region.first, min(region.last + 1, region.first + SAMPLE)):
        own = sum(_amounts(grid, row, [first.column, *others]))
        more = sum(_amounts(grid, row, [h.column for h in parts]))
        printed = set(_amounts(grid, row, totals))
        if own and more:
            told[0] += own + more in printed
            told[1] += own in printed
    with_parts, without = told
    return None if with_parts == without else with_parts > without


def _amounts(grid: Grid, row: int, columns: Sequence[int]) -> Iterator[Decimal | int]:
    for column in columns:
        value = grid.value(row, column)
        if is_number(value) and value:
            yield exact(value)
        elif isinstance(value, str) and _GROUPED.match(value):
            yield int(_SEPARATOR.sub("", value))
