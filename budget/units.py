"""Đơn vị: the data dictionary and the units of a base year, as frozen columns."""

from __future__ import annotations

import csv
import hashlib
import json
import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budget.alphabet import in_order
from budget.money import LIMIT

Array = NDArray[Any]

SCHEMA = Path(__file__).resolve().parents[1] / "data" / "schema"


@dataclass(frozen=True, slots=True)
class Column:
    """Một cột dữ liệu: one row of data/schema/units.csv.

    `enters` says what of the model the column is part of: A, B, A-surplus (only the surplus of revenue over
    cost is in A), S, salary (a part of it) or nothing. `low` and `high` are the plausible bounds of a value
    that is not 0, in đồng or counts, for one unit, or for one pupil or person when `per` names that column.
    """

    id: str
    vi: str
    en: str
    block: str
    type: str
    enters: str
    required: bool
    form_row: str
    description_vi: str
    description_en: str
    example: str
    source: str
    low: str
    high: str
    per: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Một loại hình: one row of data/schema/kinds.csv.

    `also`: other ways to write it; `low`, `high`: plausible spending a pupil and year, in đồng of 2025.
    """

    id: str
    vi: str
    en: str
    school: bool
    item: str
    also: tuple[str, ...]
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Source:
    """Nguồn của một số liệu: the cell it was read from, or who typed it, when and why."""

    file: str = ""
    sha256: str = ""
    sheet: str = ""
    cell: str = ""
    text: str = ""
    by: str = ""
    at: str = ""
    why: str = ""


def _table(name: str) -> list[dict[str, str]]:
    with (SCHEMA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _columns() -> tuple[Column, ...]:
    return tuple(
        Column(**{f.name: row[f.name] for f in fields(Column)} | {"required": row["required"] == "1"})  # type: ignore[arg-type]
        for row in _table("units.csv")
    )


def _kinds() -> tuple[Kind, ...]:
    return tuple(
        Kind(
            row["id"],
            row["vi"],
            row["en"],
            row["school"] == "1",
            row["item"],
            tuple(row["also"].split("|")),
            row["low"],
            row["high"],
        )
        for row in _table("kinds.csv")
    )


COLUMNS = _columns()
COLUMN: Mapping[str, Column] = MappingProxyType({c.id: c for c in COLUMNS})
KINDS = _kinds()
KIND: Mapping[str, Kind] = MappingProxyType({k.id: k for k in KINDS})
SCHOOL_KINDS = tuple(k.id for k in KINDS if k.school)
IDENTITY = tuple(c.id for c in COLUMNS if c.block == "identity")
UNKNOWN_IF_EMPTY = frozenset({"contributions"})
"""Columns in which an empty cell means unknown, not 0."""


class UnitsError(ValueError):
    """Dữ liệu đơn vị không dùng được: kind of fault, row (from 1), unit and column, what was found."""

    def __init__(
        self, kind: str, expected: str, *, row: int = 0, unit: str = "", column: str = "", found: object = ""
    ) -> None:
        self.kind, self.row, self.unit, self.column, self.found = kind, row, unit, column, found
        place = ", ".join(
            f"{label} {value!r}"
            for label, value in (("row", row), ("unit", unit), ("column", column))
            if value
        )
        super().__init__(f"{kind}: {place or 'units'}: found {found!r}, expected {expected}")


@dataclass(frozen=True, eq=False)
class Units:
    """Các đơn vị trong năm gốc: identity as text, every other column as a read-only array (n,).

    Money is whole đồng and counts are numbers, both float64; marks are bool. `contributions` is NaN where
    unknown.
    """

    base_year: int
    code: tuple[str, ...]
    name: tuple[str, ...]
    kind: tuple[str, ...]
    field: tuple[str, ...]
    ward: tuple[str, ...]
    owner: tuple[str, ...]
    values: Mapping[str, Array]

    @classmethod
    def from_rows(cls, base_year: int, rows: Iterable[Mapping[str, Any]]) -> Units:
        """Lập từ các dòng: one mapping of column ids a unit.

        A missing or None number is 0 (contributions: unknown), text "", a mark false. Raises UnitsError:
        unknown column or kind, missing or duplicate code, an amount that is no whole number of đồng below
        9e15, a count that is no finite number, a mark that is not true or false.
        """
        table = list(rows)
        _check_columns(table)
        text = {column: tuple(_text(row.get(column)) for row in table) for column in IDENTITY}
        _check_codes(text["code"])
        for number, kind in enumerate(text["kind"]):
            if kind not in KIND:
                raise UnitsError(
                    "unknown_kind",
                    "one of " + ", ".join(KIND),
                    row=number + 1,
                    unit=text["code"][number],
                    column="kind",
                    found=kind,
                )
        values = {
            c.id: _array(c, [row.get(c.id) for row in table], text["code"])
            for c in COLUMNS
            if c.id not in text
        }
        return cls(base_year=base_year, values=MappingProxyType(values), **text)

    def __len__(self) -> int:
        return len(self.code)

    def __getitem__(self, column: str) -> Array:
        return self.values[column]

    @cached_property
    def school(self) -> NDArray[np.bool_]:
        """Là trường học: (n,)."""
        return _frozen(self.of_kinds(SCHOOL_KINDS))

    @cached_property
    def kind_at(self) -> NDArray[np.intp]:
        """Vị trí của loại hình trong KIND: (n,); what differs by kind is looked up with it."""
        positions = {kind: position for position, kind in enumerate(KIND)}
        return _frozen(np.array([positions[kind] for kind in self.kind], dtype=np.intp))

    @cached_property
    def wards(self) -> tuple[str, ...]:
        """Các phường, xã có đơn vị, in the order of the alphabet."""
        return tuple(sorted({ward for ward in self.ward if ward}, key=in_order))

    def of_kinds(self, kinds: Iterable[str]) -> NDArray[np.bool_]:
        """Thuộc một trong các loại hình: (n,)."""
        wanted = frozenset(kinds)
        return np.array([kind in wanted for kind in KIND], dtype=np.bool_)[self.kind_at]

    @cached_property
    def code_rank(self) -> NDArray[np.int64]:
        """Thứ tự của mã đơn vị, by code point: (n,), 0 for the lowest code."""
        rank = np.empty(len(self), dtype=np.int64)
        rank[sorted(range(len(self)), key=self.code.__getitem__)] = np.arange(len(self))
        return _frozen(rank)

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {code: position for position, code in enumerate(self.code)}

    def position(self, code: str) -> int:
        """Vị trí của đơn vị có mã này. Raises KeyError when no unit has it."""
        return self._positions[code]

    def rows(self) -> list[dict[str, Any]]:
        """Các dòng: what `from_rows` takes, every column there, None where unknown, whole counts as int."""
        text = {column: getattr(self, column) for column in IDENTITY}
        lists = {c.id: text[c.id] if c.id in text else _plain(self.values[c.id]) for c in COLUMNS}
        return [dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]

    @cached_property
    def fingerprint(self) -> str:
        """Dấu vân tay: SHA-256 of the canonical JSON of base year and rows, in whatever order they stand."""
        rows = sorted(self.rows(), key=lambda row: str(row["code"]))
        text = json.dumps(
            {"base_year": self.base_year, "units": rows},
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
        return hashlib.sha256(text.encode()).hexdigest()


def merged_rows(
    kept: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Gộp dữ liệu: the rows kept in their order with what the new row of their code says; then new units.

    A column that the new row does not have, or an empty text in it, leaves what was known.
    """
    by_code = {row["code"]: {id_: value for id_, value in row.items() if value != ""} for row in new}
    known = {row["code"] for row in kept}
    merged = [{**row, **by_code.get(row["code"], {})} for row in kept]
    return merged + [row for row in new if row["code"] not in known]


def _frozen(array: Array) -> Array:
    array.flags.writeable = False
    return array


def _text(value: object) -> str:
    return "" if value is None else unicodedata.normalize("NFC", str(value)).strip()


def _check_columns(rows: Sequence[Mapping[str, Any]]) -> None:
    known = COLUMN.keys()
    for number, row in enumerate(rows):
        if not row.keys() <= known:
            strange = next(key for key in row if key not in known)
            raise UnitsError(
                "unknown_column", "a column of data/schema/units.csv", row=number + 1, found=strange
            )


def _check_codes(codes: Sequence[str]) -> None:
    seen: set[str] = set()
    for number, code in enumerate(codes):
        if not code:
            raise UnitsError("missing_code", "a unit code", row=number + 1, column="code")
        if code in seen:
            raise UnitsError(
                "duplicate_code", "a code of its own", row=number + 1, unit=code, column="code", found=code
            )
        seen.add(code)


def _array(column: Column, cells: list[Any], codes: Sequence[str]) -> Array:
    if column.type == "mark":
        return _frozen(np.array([_mark(column, c, codes, n) for n, c in enumerate(cells)], dtype=np.bool_))
    empty = math.nan if column.id in UNKNOWN_IF_EMPTY else 0.0
    # whole numbers, the usual case, need no look at each cell
    plain = set(map(type, cells)) <= {int, type(None)}
    numbers = [
        empty if c is None else c if plain else _number(column, c, codes, n) for n, c in enumerate(cells)
    ]
    # before NumPy sees them: an integer can be larger than any float
    large = next((n for n, number in enumerate(numbers) if abs(number) >= LIMIT), None)
    if large is not None:
        raise UnitsError("too_large", "an amount below 9e15", **_place(column, cells[large], codes, large))
    return _frozen(np.array(numbers, dtype=np.float64))


def _place(column: Column, cell: object, codes: Sequence[str], number: int) -> dict[str, Any]:
    return {"row": number + 1, "unit": codes[number], "column": column.id, "found": cell}


def _mark(column: Column, cell: object, codes: Sequence[str], number: int) -> bool:
    if cell is None or isinstance(cell, bool | np.bool_):
        return bool(cell)
    raise UnitsError("not_a_mark", "true or false", **_place(column, cell, codes, number))


def _number(column: Column, cell: Any, codes: Sequence[str], number: int) -> float:
    if isinstance(cell, bool | np.bool_) or not isinstance(cell, int | float | Decimal | np.number):
        raise UnitsError("not_a_number", "a number", **_place(column, cell, codes, number))
    value = float(cell)
    if math.isnan(value) and column.id not in UNKNOWN_IF_EMPTY:
        raise UnitsError("not_a_number", "a number", **_place(column, cell, codes, number))
    if column.type == "money" and math.isfinite(value) and cell != int(cell):
        raise UnitsError("not_whole", "whole đồng", **_place(column, cell, codes, number))
    return value + 0.0


def _plain(array: Array) -> list[Any]:
    if array.dtype == np.bool_:
        return list(array.tolist())
    return [None if math.isnan(x) else int(x) if x == int(x) else x for x in array.tolist()]
