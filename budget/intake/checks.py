"""Checks over the units that were read: each takes what was read and gives findings (kiểm tra số liệu)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import Any

from budget.findings import ERROR, NOTE, WARNING, Finding
from budget.intake.reading import Table
from budget.intake.text import fold, key
from budget.intake.wordlists import DATA
from budget.units import COLUMN, KINDS

REVENUE = tuple(c.id for c in COLUMN.values() if c.block == "revenue" and c.id != "service_cost")
SPENDING = tuple(c.id for c in COLUMN.values() if c.enters == "B")
FACTORS = (1_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Line:
    """A unit with the place it was read from."""

    file: str
    table: Table
    unit: Mapping[str, Any]
    index: int

    def cell(self, id_: str) -> str:
        """The cell of a column of this unit ("" when the table has no such column)."""
        sources = self.table.sources[self.index]
        return sources[id_].cell if id_ in sources else ""

    def sheet(self, id_: str) -> str:
        sources = self.table.sources[self.index]
        return sources[id_].sheet if id_ in sources else self.table.sheet

    def finding(self, kind: str, severity: str, id_: str, **numbers: Any) -> Finding:
        return Finding(
            kind,
            severity,
            unit=self.unit.get("code") or None,
            year=self.table.year,
            file=self.file,
            sheet=self.sheet(id_),
            cell=self.cell(id_),
            numbers={"unit_name": self.unit.get("name", ""), "column": id_, **numbers},
        )


def lines_of(file: str, tables: Sequence[Table]) -> list[Line]:
    """Every unit of the tables that count."""
    return [
        Line(file, table, unit, i) for table in tables if table.used for i, unit in enumerate(table.units)
    ]


def negative_amounts(lines: Sequence[Line]) -> Iterator[Finding]:
    """An amount or a count below zero (số âm)."""
    ids = [id_ for id_, column in COLUMN.items() if column.type in {"money", "count"}]
    for line in lines:
        for id_ in ids:
            value = line.unit.get(id_)
            if value is not None and value < 0:
                yield line.finding("negative_amount", ERROR, id_, amount=value)


def _spending(unit: Mapping[str, Any]) -> int:
    return sum(unit.get(id_) or 0 for id_ in SPENDING)


def _pupil_range(unit: Mapping[str, Any]) -> tuple[float, float] | None:
    for kind in KINDS:
        if kind.id == unit.get("kind") and kind.low:
            return float(kind.low), float(kind.high)
    return None


def implausible(lines: Sequence[Line]) -> Iterator[Finding]:
    """Amounts for one pupil, person or unit far outside what is usual (số liệu bất thường)."""
    for line in lines:
        for id_, column in COLUMN.items():
            value = line.unit.get(id_)
            if (
                not value
                or column.type not in {"money", "count"}
                or value < 0
                or not (column.low or column.high)
            ):
                continue
            heads = (line.unit.get(column.per) or 0) if column.per else 1
            if heads <= 0:
                continue
            each = value / heads
            low, high = float(column.low or 0), float(column.high or "inf")
            if each > high or each < low:
                yield line.finding(
                    "implausible",
                    WARNING,
                    id_,
                    amount=value,
                    each=each,
                    low=low,
                    high=high,
                    per=column.per or "none",
                )


def spending_per_pupil(lines: Sequence[Line]) -> Iterator[Finding]:
    """Spending for one pupil beyond a third or three times the usual range of the kind of school."""
    for line in lines:
        bounds, pupils, spending = _pupil_range(line.unit), line.unit.get("pupils") or 0, _spending(line.unit)
        if not bounds or pupils <= 0 or spending <= 0:
            continue
        each = spending / pupils
        if each < bounds[0] / 4 or each > bounds[1] * 4:
            yield line.finding(
                "implausible",
                WARNING,
                "pupils",
                amount=spending,
                each=each,
                low=bounds[0],
                high=bounds[1],
                per="pupils",
            )


def unit_of_measure(lines: Sequence[Line]) -> Iterator[Finding]:
    """A money column that looks a thousand or a million times too large or too small (sai đơn vị tính)."""
    by_table: dict[int, list[Line]] = {}
    for line in lines:
        by_table.setdefault(id(line.table), []).append(line)
    for group in by_table.values():
        for id_ in ("salary", "support"):
            values = [(line, line.unit.get(id_) or 0) for line in group if (line.unit.get(id_) or 0) > 0]
            factor = _factor([_usual(line.unit, value) for line, value in values])
            if factor and values:
                line, value = values[0]
                yield line.finding(
                    "unit_of_measure_suspect",
                    ERROR,
                    id_,
                    amount=value,
                    other=_other(value, factor),
                    factor=int(factor if factor >= 1 else 1 / factor),
                    count=len(values),
                )
        yield from _single_cells(group)


def _usual(unit: Mapping[str, Any], value: float) -> float | None:
    """How many times the usual amount a unit's salary or support is, by its pupils or its people."""
    pupils, people = unit.get("pupils") or 0, unit.get("staff") or unit.get("staff_quota") or 0
    bounds = _pupil_range(unit)
    if people > 0:
        return float(value / people / 150_000_000)
    if pupils > 0 and bounds:
        return value / pupils / ((bounds[0] + bounds[1]) / 2)
    return None


def _factor(ratios: Sequence[float | None]) -> float:
    """The factor by which a column is off, when the middle of its ratios says so clearly; 0 for none."""
    known = sorted(ratio for ratio in ratios if ratio is not None)
    if not known:
        return 0.0
    middle = median(known)
    for factor in FACTORS:
        if factor / 12 < middle < factor * 12:
            return float(factor)
        if 1 / factor / 12 < middle < 12 / factor:
            return 1 / factor
    return 0.0


def _other(value: int, factor: float) -> int:
    return int(value / factor) if factor >= 1 else int(value * round(1 / factor))


def _single_cells(group: Sequence[Line]) -> Iterator[Finding]:
    """One cell of a column that is a thousand or a million times the others (một ô sai đơn vị tính)."""
    for id_ in ("salary", "support"):
        ratios = [
            (line, line.unit[id_], line.unit[id_] / _size(line.unit))
            for line in group
            if line.unit.get(id_, 0) and (line.unit[id_] or 0) > 0
        ]
        if len(ratios) < 4:
            continue
        middle = median(ratio for _, _, ratio in ratios)
        for line, value, ratio in ratios:
            factor = _factor([ratio / middle])
            if factor:
                yield line.finding(
                    "unit_of_measure_suspect",
                    ERROR,
                    id_,
                    amount=value,
                    other=_other(value, factor),
                    factor=int(factor if factor >= 1 else round(1 / factor)),
                    count=1,
                )


def _size(unit: Mapping[str, Any]) -> float:
    return (
        float(unit.get("staff") or unit.get("staff_quota") or 0)
        or float(unit.get("pupils") or 0) / 15
        or 40.0
    )


def balance(lines: Sequence[Line]) -> Iterator[Finding]:
    """Revenue and support that differ from spending by more than a fifth (thu, hỗ trợ và chi không khớp)."""
    for line in lines:
        unit = line.unit
        if not unit.get("support") or not unit.get("salary"):
            continue
        surplus = max(0, (unit.get("service_revenue") or 0) - (unit.get("service_cost") or 0))
        revenue = sum(unit.get(id_) or 0 for id_ in REVENUE if id_ != "service_revenue") + surplus
        spending = _spending(unit)
        difference = revenue + unit["support"] - spending
        if abs(difference) * 5 > spending and any(unit.get(id_) for id_ in SPENDING if id_ != "salary"):
            yield line.finding(
                "inconsistent_balance",
                WARNING,
                "support",
                revenue=revenue,
                support=unit["support"],
                spending=spending,
                difference=difference,
            )
        contributions = unit.get("contributions")
        if contributions and contributions > unit["salary"]:
            yield line.finding(
                "contributions_above_salary",
                ERROR,
                "contributions",
                amount=contributions,
                salary=unit["salary"],
            )


def duplicate_codes(lines: Sequence[Line]) -> Iterator[Finding]:
    """The same code twice in one year (trùng mã đơn vị)."""
    first: dict[tuple[int | None, str], Line] = {}
    for line in lines:
        code = line.unit.get("code")
        if not code:
            continue
        place = (line.table.year, str(code).casefold())
        if place in first:
            other = first[place]
            yield line.finding(
                "duplicate_code",
                ERROR,
                "code",
                text=code,
                other_name=other.unit["name"],
                other_cell=other.cell("code"),
                other_sheet=other.sheet("code"),
                other_file=other.file,
            )
        else:
            first[place] = line


def same_names(lines: Sequence[Line]) -> Iterator[Finding]:
    """Names that are the same but for accents and blanks, under another code or owner (tên trùng)."""
    seen: dict[tuple[int | None, str], Line] = {}
    for line in lines:
        name = str(line.unit.get("name", ""))
        place = (line.table.year, fold(name))
        other = seen.setdefault(place, line)
        if other is line:
            continue
        if line.unit.get("owner") != other.unit.get("owner"):
            kind = "same_name_other_owner"
        elif line.unit.get("code") and line.unit.get("code") == other.unit.get("code"):
            continue
        else:
            kind = "similar_names"
        same = key(name) == key(str(other.unit["name"]))
        yield line.finding(
            kind,
            WARNING if same else NOTE,
            "name",
            text=name,
            other_name=other.unit["name"],
            other_cell=other.cell("name"),
            other_file=other.file,
            owner=line.unit.get("owner", ""),
            other_owner=other.unit.get("owner", ""),
        )


@lru_cache(maxsize=1)
def _norms() -> dict[str, dict[str, Any]]:
    table = tomllib.loads((DATA / "norms.toml").read_text(encoding="utf-8"))["norms"]
    return {entry["kind"]: entry for entry in table}


def class_and_staff_norms(lines: Sequence[Line]) -> Iterator[Finding]:
    """Pupils and posts a class beyond the norms of the level (định mức học sinh, biên chế trên lớp)."""
    for line in lines:
        norm, classes = _norms().get(str(line.unit.get("kind"))), line.unit.get("classes") or 0
        if norm is None or classes <= 0:
            continue
        pupils = line.unit.get("pupils") or 0
        if pupils / classes > norm["pupils_per_class"] or (0 < pupils < 5 * classes):
            numbers = {"found": pupils / classes, "norm": norm["pupils_per_class"], "source": norm["source"]}
            yield line.finding("class_size", NOTE, "pupils", **numbers)
        most = float(norm["teachers_per_class"]) * classes + norm["others"]
        for id_ in ("staff_quota", "staff"):
            people = line.unit.get(id_) or 0
            if people > most:
                numbers = {"found": people, "norm": int(most), "source": norm["source"], "classes": classes}
                yield line.finding("staff_above_norm", NOTE, id_, **numbers)


def empty_units(lines: Sequence[Line]) -> Iterator[Finding]:
    """A unit that is named but has no amount at all: it has not reported yet (đơn vị chưa có số liệu)."""
    for line in lines:
        money = [line.unit[id_] for id_ in line.unit if COLUMN[id_].type == "money"]
        if money and not any(value != 0 for value in money):
            yield line.finding("empty_unit", WARNING, "name")


IN_FILE: tuple[Callable[[Sequence[Line]], Iterator[Finding]], ...] = (
    empty_units,
    class_and_staff_norms,
    negative_amounts,
    implausible,
    spending_per_pupil,
    unit_of_measure,
    balance,
    duplicate_codes,
    same_names,
)
ACROSS_FILES: tuple[Callable[[Sequence[Line]], Iterator[Finding]], ...] = (duplicate_codes, same_names)
