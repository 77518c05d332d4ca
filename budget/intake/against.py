"""What was read against what the office has: its list, last year, its own export (đối chiếu dữ liệu)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budget.findings import NOTE, WARNING, Finding
from budget.intake.text import key
from budget.units import COLUMN, IDENTITY

MUCH = 5
"""A figure that grew or fell by more than this factor within a year is worth a look."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A value that differs from the data it came from: unit code, column, old and new (một ô đã sửa)."""

    code: str
    name: str
    column: str
    old: Any
    new: Any


def against_list(
    units: Sequence[Mapping[str, Any]], known: Iterable[Mapping[str, Any]], year: int
) -> list[Finding]:
    """Hold units against the office's list (danh mục đơn vị): missing, new, renamed, moved.

    known: rows with code, name, owner and, when the row holds for some years only, since and until (years).
    """
    listed = {
        str(row["code"]): row
        for row in known
        if (row.get("since") or year) <= year <= (row.get("until") or year)
    }
    seen = {str(unit["code"]): unit for unit in units if unit.get("code")}
    findings = [
        Finding(
            "unit_missing", WARNING, unit=code, year=year, numbers={"unit_name": row["name"], "code": code}
        )
        for code, row in listed.items()
        if code not in seen
    ]
    for code, unit in seen.items():
        row = listed.get(code)
        numbers = {"unit_name": unit["name"], "code": code, "owner": unit.get("owner") or ""}
        if row is None:
            findings.append(Finding("unit_new", WARNING, unit=code, year=year, numbers=numbers))
            continue
        numbers |= {"other_name": row["name"], "other_owner": row.get("owner") or ""}
        if key(str(row["name"])) != key(str(unit["name"])):
            findings.append(Finding("unit_renamed", WARNING, unit=code, year=year, numbers=numbers))
        if row.get("owner") and unit.get("owner") and key(str(row["owner"])) != key(str(unit["owner"])):
            findings.append(Finding("unit_moved", NOTE, unit=code, year=year, numbers=numbers))
    return findings


def against_last_year(
    units: Sequence[Mapping[str, Any]], before: Iterable[Mapping[str, Any]], year: int
) -> list[Finding]:
    """Figures that changed by more than MUCH times since the year before (so với năm trước)."""
    earlier = {str(row["code"]): row for row in before}
    findings = []
    for unit in units:
        old = earlier.get(str(unit.get("code")))
        for id_ in ("salary", "support", "pupils", "staff"):
            new_value, old_value = unit.get(id_) or 0, (old or {}).get(id_) or 0
            if new_value > 0 and old_value > 0 and not 1 / MUCH <= new_value / old_value <= MUCH:
                numbers = {"unit_name": unit["name"], "column": id_, "amount": new_value, "before": old_value}
                findings.append(
                    Finding("changed_much", WARNING, unit=str(unit["code"]), year=year, numbers=numbers)
                )
    return findings


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
