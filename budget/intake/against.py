"""What was read against what the office has: its list, last year, its own export (đối chiếu dữ liệu)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from budget.findings import ERROR, NOTE, WARNING, Finding
from budget.intake.guard import factor_of
from budget.intake.text import key
from budget.units import COLUMN, IDENTITY

MUCH = 5
"""A figure that grew or fell by more than this factor within a year is worth a look."""

WATCHED = ("salary", "support", "professional", "tuition", "tasks", "pupils", "staff")


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit of the office's list for a time: first and last day (None: open), what it was merged into."""

    code: str
    name: str
    owner: str = ""
    since: date | None = None
    until: date | None = None
    into: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """A value that differs from the data it came from: unit code, column, old and new (một ô đã sửa)."""

    code: str
    name: str
    column: str
    old: Any
    new: Any


def against_list(units: Sequence[Mapping[str, Any]], known: Iterable[Listed], year: int) -> list[Finding]:
    """Hold units against the office's list (danh mục): missing, new, renamed, merged, ended, moved."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = sorted(known, key=lambda row: row.since or date.min)
    names = {row.code: row.name for row in rows}
    listed: dict[str, list[Listed]] = {}
    for row in rows:
        if (row.since or first) <= last and (row.until or last) >= first:
            listed.setdefault(row.code, []).append(row)
    seen = {str(unit["code"]): unit for unit in units if unit.get("code")}
    found = [_absent(members[-1], names, year) for code, members in listed.items() if code not in seen]
    for code, unit in seen.items():
        members = listed.get(code)
        if members:
            found += _changed(unit, members, year)
            continue
        ended = next((row for row in reversed(rows) if row.code == code and row.until), None)
        found.append(_gone(ended, names, year, WARNING) if ended else _said("unit_new", WARNING, unit, year))
    return found


def _said(kind: str, severity: str, unit: Mapping[str, Any], year: int, **numbers: Any) -> Finding:
    code = str(unit["code"])
    told = {"unit_name": unit["name"], "code": code, "owner": unit.get("owner") or ""}
    return Finding(kind, severity, unit=code, year=year, numbers={**told, **numbers})


def _absent(row: Listed, names: Mapping[str, str], year: int) -> Finding:
    """A unit of the list that is not in the files: it has not sent, or it ended within the year."""
    if row.until is not None and row.until.year == year:
        return _gone(row, names, year, NOTE)
    return _said("unit_missing", WARNING, {"code": row.code, "name": row.name}, year)


def _gone(row: Listed, names: Mapping[str, str], year: int, severity: str) -> Finding:
    assert row.until is not None
    numbers = {"day": row.until + timedelta(1), "into": names.get(row.into, row.into)}
    kind = "unit_merged" if row.into else "unit_ended"
    return _said(kind, severity, {"code": row.code, "name": row.name}, year, **numbers)


def _changed(unit: Mapping[str, Any], rows: Sequence[Listed], year: int) -> Iterator[Finding]:
    """Name and owner against the rows of the year; the last of them is what holds now."""
    last = rows[-1]
    numbers = {"other_name": last.name, "other_owner": last.owner}
    if key(str(unit["name"])) not in {key(row.name) for row in rows}:
        yield _said("unit_renamed", WARNING, unit, year, **numbers)
    owner = str(unit.get("owner") or "")
    if owner and last.owner and key(owner) != key(last.owner):
        if last.since and any(key(owner) == key(row.owner) for row in rows):
            yield _said("unit_moved_since", NOTE, unit, year, day=last.since, **numbers)
        else:
            yield _said("unit_moved", NOTE, unit, year, **numbers)


def against_last_year(
    units: Sequence[Mapping[str, Any]], before: Iterable[Mapping[str, Any]], year: int
) -> list[Finding]:
    """Figures that changed by more than MUCH times since the year before (so với năm trước).

    A column that changed by a thousand or a million times in most units is in another unit of measure: that
    is one error with both readings, not a warning for each unit.
    """
    earlier = {str(row["code"]): row for row in before}
    both = [(unit, earlier[str(unit.get("code"))]) for unit in units if str(unit.get("code")) in earlier]
    findings: list[Finding] = []
    for id_ in WATCHED:
        values = [(unit, unit.get(id_) or 0, old.get(id_) or 0) for unit, old in both]
        values = [(unit, new, old) for unit, new, old in values if new > 0 and old > 0]
        factors = [factor_of(new / old) for _, new, old in values]
        if COLUMN[id_].type == "money" and len(values) > 1 and sum(map(bool, factors)) * 2 > len(values):
            at = next(n for n, factor in enumerate(factors) if factor)
            findings.append(_suspect(*values[at][:2], id_, factors[at], sum(map(bool, factors)), year))
            continue
        for unit, new, old in values:
            if not 1 / MUCH <= new / old <= MUCH:
                numbers = {"unit_name": unit["name"], "column": id_, "amount": new, "before": old}
                findings.append(
                    Finding("changed_much", WARNING, unit=str(unit["code"]), year=year, numbers=numbers)
                )
    return findings


def _suspect(unit: Mapping[str, Any], amount: int, id_: str, factor: float, count: int, year: int) -> Finding:
    times = round(factor if factor >= 1 else 1 / factor)
    other = amount // times if factor >= 1 else amount * times
    numbers = {"unit_name": unit["name"], "column": id_, "amount": amount, "other": other}
    return Finding(
        "unit_of_measure_suspect", ERROR, year=year, numbers={**numbers, "factor": times, "count": count}
    )


def edits(old: Iterable[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[Edit]:
    """The values in which an exported workbook that came back differs, unit by unit (các ô đã sửa).

    Only columns that the workbook has count; units are known by their code.
    """
    before = {str(row["code"]): row for row in old}
    found = []
    for unit in new:
        row = before.get(str(unit.get("code")))
        if row is None:
            continue
        for id_, value in unit.items():
            was = row.get(id_)
            same = (
                key(str(was or "")) == key(str(value or "")) if id_ in IDENTITY else _equal(id_, was, value)
            )
            if not same:
                found.append(Edit(str(unit["code"]), str(unit["name"]), id_, was, value))
    return found


def _equal(id_: str, old: Any, new: Any) -> bool:
    if COLUMN[id_].type == "mark":
        return bool(old) == bool(new)
    return bool(old == new) or (old is None and new == 0)
