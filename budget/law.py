"""Tham số pháp luật: what the law holds in a year or on a day, from dated values with their citations.

The values are read from `data/law/<field>/<parameter>.toml`.
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

from budget.law_files import read_parameters
from budget.law_values import MARKS, LawFileError, LawValue, Parameter, check_value, frozen

__all__ = ["MARKS", "Law", "LawFileError", "LawValue", "NoLawValue", "Parameter", "load_law", "national_law"]

DATA = Path(__file__).resolve().parent.parent / "data" / "law"

PRINTED = "codes"
"""Lĩnh vực of what is printed on papers and moves no figure."""


class NoLawValue(LookupError):
    """Năm chưa có giá trị: the parameter, the year asked for and the day of the first value there is."""

    def __init__(self, parameter: str, year: int, first: date) -> None:
        super().__init__(parameter, year, first)
        self.parameter, self.year, self.first = parameter, year, first

    def __str__(self) -> str:
        return (
            f"{self.parameter} has no value for {self.year}: the first is of {self.first}. "
            "Choose a later base year or enter a value of the office's own"
        )


class Law:
    """Pháp luật theo thời gian: immutable; equal and hashed by its fingerprint, so that it is a cache key."""

    __slots__ = ("_fingerprint", "_parameters", "_read")

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        """`parameters`: each id once, each with at least one value."""
        self._parameters = MappingProxyType({parameter.id: parameter for parameter in parameters})
        self._fingerprint = hashlib.sha256(_canonical(self.deciding).encode()).hexdigest()
        self._read: dict[tuple[str, str, int], Any] = {}

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """Các tham số by id, in the order of field and id."""
        return self._parameters

    @property
    def fingerprint(self) -> str:
        """Dấu vân: hex SHA-256 of the canonical JSON of all values that decide figures, with day, mark,
        source and owner.
        """
        return self._fingerprint

    @property
    def deciding(self) -> tuple[Parameter, ...]:
        """Các tham số quyết định số liệu, in the order of field and id."""
        return tuple(p for p in self._parameters.values() if p.field != PRINTED)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Law) and self._fingerprint == other._fingerprint

    def __hash__(self) -> int:
        return hash(self._fingerprint)

    def __reduce__(self) -> tuple[type[Law], tuple[tuple[Parameter, ...]]]:
        return Law, (tuple(self._parameters.values()),)

    def __repr__(self) -> str:
        return f"Law({len(self._parameters)} parameters, {self._fingerprint[:12]})"

    def parameter(self, parameter: str) -> Parameter:
        """Một tham số by id. Errors: LookupError naming the nearest id there is."""
        try:
            return self._parameters[parameter]
        except KeyError:
            near = difflib.get_close_matches(parameter, self._parameters, 1)
            hint = f"; the nearest is {near[0]}" if near else ""
            raise LookupError(f"no law parameter {parameter!r}{hint}") from None

    def find(self, parameter: str, day: date) -> LawValue | None:
        """Giá trị áp dụng trong ngày, None before the first: for what only the office may have set."""
        values = self.parameter(parameter).in_force
        return next((value for value in reversed(values) if value.since <= day), None)

    def on(self, parameter: str, day: date) -> LawValue:
        """Giá trị áp dụng trong ngày. Errors: NoLawValue before the first value; LookupError where nobody
        has set one.
        """
        found = self.find(parameter, day)
        if found is None:
            first = next(iter(self.parameter(parameter).in_force), None)
            if first is None:
                raise LookupError(f"{parameter} has no value before the office enters one")
            raise NoLawValue(parameter, day.year, first.since)
        return found

    def at(self, parameter: str, year: int) -> LawValue:
        """Giá trị của năm ngân sách: in force on 1 January. Errors: NoLawValue before the first value."""
        return self.on(parameter, date(year, 1, 1))

    def number(self, parameter: str, year: int) -> Fraction:
        """Giá trị số của năm, exact. Errors: NoLawValue; TypeError where it is no number."""
        found: Fraction = self._of_year("number", parameter, year)
        return found

    def table(self, parameter: str, year: int) -> Mapping[str, Fraction]:
        """Bảng số của năm, by name. Errors: NoLawValue; TypeError where it is no table."""
        found: Mapping[str, Fraction] = self._of_year("table", parameter, year)
        return found

    def names(self, parameter: str, year: int) -> tuple[str, ...]:
        """Danh sách tên của năm. Errors: NoLawValue; TypeError where it is no list."""
        found: tuple[str, ...] = self._of_year("names", parameter, year)
        return found

    def text(self, parameter: str, year: int) -> str:
        """Giá trị chữ của năm. Errors: NoLawValue; TypeError where it is no text."""
        found: str = self._of_year("text", parameter, year)
        return found

    def flag(self, parameter: str, year: int) -> bool:
        """Giá trị có/không của năm. Errors: NoLawValue; TypeError where it is neither."""
        found: bool = self._of_year("flag", parameter, year)
        return found

    def _of_year(self, shape: str, parameter: str, year: int) -> Any:
        """What `at` finds, read as a shape of LawValue; kept, because every scenario asks for it again."""
        key = (shape, parameter, year)
        if key not in self._read:
            self._read[key] = getattr(self.at(parameter, year), shape)()
        return self._read[key]

    def months(self, parameter: str, year: int) -> tuple[Fraction, ...]:
        """Giá trị 12 tháng: the number in force on the first of each month. Errors: NoLawValue."""
        return tuple(self.on(parameter, date(year, month, 1)).number() for month in range(1, 13))

    def last_year(self, parameter: str) -> int:
        """Năm của giá trị sau cùng đã ban hành."""
        return self.parameter(parameter).in_force[-1].since.year

    def starts(self, parameter: str) -> tuple[int, ...]:
        """Năm bắt đầu của từng giá trị, such as the first years of the stability periods."""
        return tuple(value.since.year for value in self.parameter(parameter).in_force)

    def with_own(self, values: Iterable[tuple[str, LawValue]]) -> Law:
        """Thêm giá trị của cơ quan: (parameter id, value) pairs beside the national values, which stay.

        From its `since` on an own value is what applies, also beyond later national values; a second one for
        the same parameter and day replaces the first. Errors: LookupError for an unknown id; LawFileError for
        a value of another shape or without mark or source.
        """
        parameters = dict(self._parameters)
        for identity, value in values:
            own = replace(value, value=frozen(value.value), own=True)
            parameter = parameters[self.parameter(identity).id]
            check_value(identity, "own value", own, parameter.shape)
            kept = [other for other in parameter.own_values if other.since != own.since]
            ordered = tuple(sorted([*kept, own], key=lambda item: item.since))
            parameters[identity] = replace(parameter, own_values=ordered)
        return Law(parameters.values())


def load_law(folder: Path) -> Law:
    """Đọc pháp luật từ thư mục `folder/<field>/<parameter>.toml`. Errors: LawFileError."""
    return Law(read_parameters(folder))


@functools.cache
def national_law() -> Law:
    """Pháp luật chung của cả nước, from data/law next to the package."""
    return load_law(DATA)


def _canonical(parameters: Iterable[Parameter]) -> str:
    def plain(value: Any) -> Any:
        if isinstance(value, (bool, str)):
            return value
        if isinstance(value, tuple):
            return [plain(entry) for entry in value]
        return str(Fraction(value))

    rows = [
        [parameter.id, str(value.since), plain(value.value), value.mark, value.source, value.own]
        for parameter in parameters
        for value in (*parameter.values, *parameter.own_values)
    ]
    return json.dumps(sorted(rows, key=lambda row: (row[0], row[5], row[1])), ensure_ascii=False)
