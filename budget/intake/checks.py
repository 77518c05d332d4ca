"""Checks over the units that were read: each takes what was read and gives findings (kiểm tra số liệu)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from budget.findings import ERROR, NOTE, WARNING, Finding
from budget.intake.guard import unit_of_measure
from budget.intake.lines import REVENUE, SPENDING, Line, add_up, pupil_range
from budget.intake.text import fold, key
from budget.intake.wordlists import DATA
from budget.units import COLUMN


def negative_amounts(lines: Sequence[Line]) -> Iterator[Finding]:
    """An amount or a count below zero (số âm)."""
    ids = [id_ for id_, column in COLUMN.items() if column.type in {"money", "count"}]
    for line in lines:
        for id_ in ids:
            value = line.unit.get(id_)
            if value is not None and value < 0:
                yield line.finding("negative_amount", ERROR, id_, amount=value)


def _spending(unit: Mapping[str, Any]) -> int:
    """Chi thường xuyên, 0 where pay or another part of it is not known."""
    parts = [unit[id_] for id_ in SPENDING if id_ in unit]
    return 0 if "salary" not in unit or None in parts else sum(parts)


def implausible(lines: Sequence[Line]) -> Iterator[Finding]:
    """Amounts for one pupil, person or unit far outside what is usual (số liệu bất thường)."""
    bounded = [(id_, column) for id_, column in COLUMN.items() if column.low or column.high]
    for line in lines:
        for id_, column in bounded:
            value = line.unit.get(id_) or 0
            heads = (line.unit.get(column.per) or 0) if column.per else 1
            low, high = float(column.low or 0), float(column.high or "inf")
            if value > 0 and heads > 0 and not low <= value / heads <= high:
                measure = "dong" if column.type == "money" else "plain"
                yield _unusual(line, id_, id_, value / heads, (low, high), column.per or "none", measure)


def spending_per_pupil(lines: Sequence[Line]) -> Iterator[Finding]:
    """Spending for one pupil beyond a quarter or four times the usual range of the kind of school."""
    for line in lines:
        bounds, pupils, spending = pupil_range(line.unit), line.unit.get("pupils") or 0, _spending(line.unit)
        if bounds and pupils > 0 and spending > 0 and not bounds[0] / 4 <= spending / pupils <= bounds[1] * 4:
            yield _unusual(line, "salary", "spending", spending / pupils, bounds, "pupils", "dong")


def _unusual(
    line: Line, at: str, figure: str, each: float, bounds: tuple[float, float], per: str, measure: str
) -> Finding:
    """An implausible figure, told at the cell of column `at`."""
    each = round(each) if each >= 1000 else each
    found = line.finding("implausible", WARNING, at, each=each, low=bounds[0], high=bounds[1], per=per)
    return replace(found, numbers={**found.numbers, "column": figure, "measure": measure})


def balance(lines: Sequence[Line]) -> Iterator[Finding]:
    """Revenue and support that differ from spending by more than a fifth (thu, hỗ trợ và chi không khớp)."""
    for line in lines:
        unit = line.unit
        spending = _spending(unit)
        if not unit.get("support") or not unit.get("salary") or not spending:
            continue
        surplus = max(0, (unit.get("service_revenue") or 0) - (unit.get("service_cost") or 0))
        revenue = sum(unit.get(id_) or 0 for id_ in REVENUE if id_ != "service_revenue") + surplus
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
    """The same code twice in one year, but in tables that add to one another (trùng mã đơn vị)."""
    first: dict[tuple[int | None, str], Line] = {}
    for line in lines:
        code = line.unit.get("code")
        if not code:
            continue
        place = (line.table.year, str(code).casefold())
        other = first.setdefault(place, line)
        if other is not line and not add_up(line, other):
            yield line.finding(
                "duplicate_code",
                ERROR,
                "code",
                text=code,
                other_name=other.unit["name"],
                other_cell=other.seen_from(line, "code"),
                other_sheet=other.sheet("code"),
                other_file=other.file,
            )


def same_names(lines: Sequence[Line]) -> Iterator[Finding]:
    """Names that are the same but for accents and blanks, under another code or owner (tên trùng).

    Tables without a column in common speak of the same units by nature: nothing is said of those.
    """
    seen: dict[tuple[int | None, str], Line] = {}
    for line in lines:
        name = str(line.unit.get("name", ""))
        other = seen.setdefault((line.table.year, fold(name)), line)
        code = line.unit.get("code")
        if other is line or (code and code == other.unit.get("code")):
            continue
        if add_up(line, other):
            continue
        owner, other_owner = line.unit.get("owner") or "", other.unit.get("owner") or ""
        elsewhere = owner and other_owner and key(owner) != key(other_owner)
        same = key(name) == key(str(other.unit["name"]))
        yield line.finding(
            "same_name_other_owner" if elsewhere else "similar_names",
            WARNING if same else NOTE,
            "name",
            text=name,
            other_name=other.unit["name"],
            other_cell=other.seen_from(line, "name"),
            other_file=other.file,
            owner=owner,
            other_owner=other_owner,
        )


@lru_cache(maxsize=1)
def _norms() -> dict[str, dict[str, Any]]:
    table = tomllib.loads((DATA / "norms.toml").read_text(encoding="utf-8"))["norms"]
    return {entry["kind"]: entry for entry in table}


def class_and_staff_norms(lines: Sequence[Line]) -> Iterator[Finding]:
    """Pupils and posts a class beyond the norms of the level (định mức học sinh, biên chế trên lớp)."""
    for line in lines:
        norm, classes = _norms().get(str(line.unit.get("kind"))), line.unit.get("classes") or 0
        if norm is None or classes <= 0 or norm["since"] > date(line.table.year or date.max.year, 12, 31):
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
