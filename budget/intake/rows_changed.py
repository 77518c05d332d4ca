"""So hai tệp CSV từng ô: the same rows and cells, whatever sign stands between them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from budget.intake.altered import MOST_CELLS, CellChange, Differences
from budget.intake.grid import address

SIGNS = ";,\t"
MOST_ROWS = 100_000
"""Rows that are compared."""

WORDY = 4
"""Letters that make a name."""

Rows = list[tuple[str, ...]]


def rows_of(content: bytes) -> Rows:
    """Các hàng of a CSV, none where it cannot be read as one; the sign between its cells is the one that its
    first line has most of.
    """
    text = content.decode("utf-8-sig", "replace")
    first = text.partition("\n")[0]
    read = csv.reader(io.StringIO(text), delimiter=max(SIGNS, key=first.count))
    try:
        return [tuple(cell.strip() for cell in row) for row in read if row]
    except csv.Error:
        return []


def likeness_of_rows(was: bytes, now: bytes) -> float:
    """Mức giống nhau, 0 to 1: the cells that both have, in their columns, of those that the longer has;
    without the heads, and without the empty ones and zeros that any table is full of.
    """
    one, two = (Counter(_telling(rows_of(data)[1:])) for data in (was, now))
    return (one & two).total() / max(one.total(), two.total(), 1)


def _telling(rows: Rows) -> Iterator[tuple[int, str]]:
    return ((k, cell) for row in rows for k, cell in enumerate(row) if cell not in ("", "0"))


def row_changes(original: bytes, found: bytes) -> Differences | None:
    """Ô khác, each by its address, the name in its row and the head of its column; rows that came or went
    whole. None where there are too many rows.
    """
    was, now = rows_of(original), rows_of(found)
    if max(len(was), len(now)) > MOST_ROWS:
        return None
    listed: list[CellChange] = []
    for what, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        if b - a == d - c:
            for k in range(b - a):
                listed += _cells(was, a + k, now[c + k])
            continue
        for k, (before, after) in enumerate(zip_longest(was[a:b], now[c:d])):
            said = [None if one is None else "; ".join(one) for one in (before, after)]
            listed.append(CellChange("", str(a + k + 1), said[0], said[1], _name(before or after or ())))
    return Differences(tuple(listed[:MOST_CELLS]), len(listed), 0)


def _cells(was: Rows, row: int, now: tuple[str, ...]) -> list[CellChange]:
    heads, name = dict(enumerate(was[0])), _name(was[row])
    return [
        CellChange("", address(row, k), before or None, after or None, name, heads.get(k, ""))
        for k, (before, after) in enumerate(zip_longest(was[row], now, fillvalue=""))
        if before != after
    ]


def _name(row: tuple[str, ...]) -> str:
    """The first words of a row, or else what it begins with."""
    return next((cell for cell in row if sum(map(str.isalpha, cell)) >= WORDY), row[0] if row else "")
