"""Mức đầy đủ của dữ liệu: which units and which figures are missing, before anything is computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from budget.units import COLUMNS, Source, Units


@dataclass(frozen=True)
class Filled:
    """Một cột: how many of the units that it concerns have a figure in it."""

    column: str
    filled: int
    of: int


@dataclass(frozen=True)
class Missing:
    """Một đơn vị chưa có trong dữ liệu: its code and name, and where it is known from."""

    code: str
    name: str


@dataclass(frozen=True)
class Pending:
    """Một cột bắt buộc còn thiếu: the units that have no figure in it yet."""

    column: str
    units: tuple[Missing, ...]


SCHOOLS_ONLY = ("tuition", "compensation", "pupils", "classes", "sites")
"""Columns that concern schools alone."""


def filled_columns(units: Units) -> tuple[Filled, ...]:
    """Các cột số liệu: how far each is filled, among the units that it concerns (0 and unknown are not
    filled).
    """
    rows = []
    for column in COLUMNS:
        if column.type not in ("money", "count"):
            continue
        concerned = units.school if column.id in SCHOOLS_ONLY else np.ones(len(units), dtype=bool)
        values = units[column.id][concerned]
        rows.append(Filled(column.id, int(np.sum(~np.isnan(values) & (values != 0))), int(concerned.sum())))
    return tuple(rows)


def known_rows(units: Units, sources: Mapping[str, Mapping[str, Source]]) -> list[dict[str, Any]]:
    """Các dòng như đã cho: the rows of `units`, None for each 0 that no cell and no person says.

    `sources` by unit code and column, as the store gives them. What is None is 0 in the computation.
    """
    numbers = [column.id for column in COLUMNS if column.type in ("money", "count")]
    rows = units.rows()
    for row in rows:
        said = sources.get(row["code"], {})
        row.update({id_: None for id_ in numbers if row[id_] == 0 and not _says(said.get(id_))})
    return rows


def _says(source: Source | None) -> bool:
    return source is not None and bool(source.text.strip() or source.by or source.why)


def pending_figures(units: Units) -> tuple[Pending, ...]:
    """Số liệu bắt buộc còn thiếu: pay that is 0, for no unit works without; support where there is no revenue
    either. What rests on them is provisional.
    """
    money = [column for column in COLUMNS if column.type == "money"]
    lacking = {column.id: units[column.id] == 0 for column in money if column.required}
    given = [column.id for column in money if column.block == "revenue" or column.id == "support"]
    lacking["support"] = np.logical_and.reduce([units[id_] == 0 for id_ in given])
    named = list(zip(units.code, units.name, strict=True))
    found = (
        Pending(id_, tuple(Missing(*named[i]) for i in np.flatnonzero(mask))) for id_, mask in lacking.items()
    )
    return tuple(pending for pending in found if pending.units)


def provisional(units: Units) -> dict[str, tuple[str, ...]]:
    """Các đơn vị có số liệu tạm: code -> the columns of `pending_figures` that it lacks."""
    found: dict[str, tuple[str, ...]] = {}
    for pending in pending_figures(units):
        for unit in pending.units:
            found[unit.code] = (*found.get(unit.code, ()), pending.column)
    return found


def missing_units(units: Units, expected: Iterable[tuple[str, str]]) -> tuple[Missing, ...]:
    """Các đơn vị chưa gửi: those of `expected` (code, name) whose code is not in the data."""
    known = frozenset(units.code)
    return tuple(Missing(code, name) for code, name in expected if code not in known)


def new_units(units: Units, expected: Iterable[tuple[str, str]]) -> tuple[Missing, ...]:
    """Các đơn vị mới: those in the data that `expected` (code, name) does not have."""
    known = frozenset(code for code, _ in expected)
    return tuple(Missing(c, n) for c, n in zip(units.code, units.name, strict=True) if c not in known)
