"""Tables that speak of the same units: which unit is which, and which table adds to which (bảng bổ sung)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budget.intake.lines import numbers_of
from budget.intake.reading import Table
from budget.intake.text import key


@dataclass(frozen=True, slots=True)
class Half:
    """A table whose columns another table, of another file and the same year, lacks.

    pairs: place of a unit in `table` -> its place in `other`.  by_code: they were known by their codes;
    by the name alone it is only to be offered.
    """

    file: str
    table: Table
    other_file: str
    other: Table
    pairs: Mapping[int, int]
    by_code: bool


def has_codes(table: Table) -> bool:
    """Tell whether every unit of a table has a code."""
    return bool(table.units) and all(unit.get("code") for unit in table.units)


def pairs(first: Table, second: Table) -> dict[int, int]:
    """The units of the second table that stand in the first: place there -> place in the first.

    By code where both tables have codes; else by name, where the name stands once in each.
    """
    mark = _code if has_codes(first) and has_codes(second) else _name
    mine, theirs = _places(second.units, mark), _places(first.units, mark)
    return {place: theirs[name] for name, place in mine.items() if name in theirs}


def _code(unit: Mapping[str, Any]) -> str:
    return str(unit["code"]).casefold()


def _name(unit: Mapping[str, Any]) -> str:
    return key(str(unit.get("name", "")))


def _places(units: Sequence[Mapping[str, Any]], mark: Any) -> dict[str, int]:
    marks = [mark(unit) for unit in units]
    times = Counter(marks)
    return {name: place for place, name in enumerate(marks) if name and times[name] == 1}


def halves(tables: Sequence[tuple[str, Table]]) -> list[Half]:
    """The tables that add columns to a table of another file (các bảng bổ sung cột cho bảng khác).

    A form of one unit is whole by nature.
    """
    lists = [(file, table, numbers_of(table)) for file, table in tables if not table.form and table.year]
    lists.sort(key=lambda entry: ("salary" not in entry[2], -len(entry[2])))
    found: list[Half] = []
    whole: list[tuple[str, Table, set[str]]] = []
    for file, table, numbers in lists:
        half, joined = next(
            (
                (half, theirs)
                for other_file, other, theirs in whole
                if other_file != file
                and other.year == table.year
                and not numbers & theirs
                and (half := _half(file, table, other_file, other))
            ),
            (None, set()),
        )
        if half is None:
            whole.append((file, table, numbers))
        else:
            found.append(half)
            joined |= numbers  # a third table with the same columns is none of this one
    return found


def _half(file: str, table: Table, other_file: str, other: Table) -> Half | None:
    same = pairs(other, table)
    if len(same) * 2 <= len(table.units):
        return None
    owners = (
        (str(table.units[i].get("owner") or ""), str(other.units[j].get("owner") or ""))
        for i, j in same.items()
    )
    if any(mine and theirs and key(mine) != key(theirs) for mine, theirs in owners):
        return None
    return Half(file, table, other_file, other, same, has_codes(table) and has_codes(other))
