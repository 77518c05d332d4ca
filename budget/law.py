"""Tham số pháp luật: dated values of the law, each with its citation.

They are read from `data/law/<field>/<parameter>.toml`.
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data" / "law"

MARKS = ("V", "V2", "M")
"""Mức xác nhận: read in the full text, read in a second-hand text, unconfirmed."""


class LawFileError(ValueError):
    """Tệp tham số sai: names the file, the key and what to do."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(file, key, problem)
        self.file, self.key, self.problem = file, key, problem

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.problem}"


class NoLawValue(LookupError):
    """Năm chưa có giá trị: the parameter, the year asked for and the year of the first value there is."""

    def __init__(self, parameter: str, year: int, first: int) -> None:
        super().__init__(parameter, year, first)
        self.parameter, self.year, self.first = parameter, year, first

    def __str__(self) -> str:
        return (
            f"{self.parameter} has no value for {self.year}: the first is of {self.first}. "
            "Choose a later base year or enter a value of the office's own"
        )


@dataclass(frozen=True, slots=True)
class LawValue:
    """Một giá trị có ngày hiệu lực và căn cứ.

    `since` is the first day, 1 January for a budget year. `value` is a Decimal or int, a text (also a
    fraction such as "4/9"), a bool, a tuple of names, or a table as a tuple of (name, number) pairs.
    `own`: the office's value.
    """

    since: date
    value: Any
    mark: str
    source: str
    note_vi: str = ""
    note_en: str = ""
    own: bool = False

    @property
    def shape(self) -> str:
        """Dạng giá trị: "flag", "number", "text", "names" or "table"."""
        if isinstance(self.value, bool):
            return "flag"
        if isinstance(self.value, tuple):
            return "table" if self.value and isinstance(self.value[0], tuple) else "names"
        return "number" if _fraction(self.value) is not None else "text"

    def number(self) -> Fraction:
        """Giá trị số, exact."""
        self._must_be("number")
        return Fraction(self.value)

    def table(self) -> dict[str, Fraction]:
        """Bảng số, by name (a group, a kind)."""
        self._must_be("table")
        return {name: Fraction(number) for name, number in self.value}

    def names(self) -> tuple[str, ...]:
        """Danh sách tên, such as revenue lines."""
        self._must_be("names")
        return tuple(self.value)

    def text(self) -> str:
        """Giá trị chữ, such as a rule."""
        self._must_be("text")
        return str(self.value)

    def flag(self) -> bool:
        """Giá trị có/không."""
        self._must_be("flag")
        return bool(self.value)

    def _must_be(self, shape: str) -> None:
        if self.shape != shape:
            raise TypeError(f"the value since {self.since} is a {self.shape}, not a {shape}: {self.value!r}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """Một tham số: titles, unit, the national values and, beside them, the office's own; in order of day."""

    id: str
    field: str
    title_vi: str
    title_en: str
    description_vi: str
    description_en: str
    unit_vi: str
    unit_en: str
    checked_on: date
    values: tuple[LawValue, ...]
    own_values: tuple[LawValue, ...] = ()

    @property
    def in_force(self) -> tuple[LawValue, ...]:
        """Các giá trị áp dụng: the national values, and from the first own one on the office's."""
        if not self.own_values:
            return self.values
        start = self.own_values[0].since
        return (*(value for value in self.values if value.since < start), *self.own_values)


class Law:
    """Pháp luật theo thời gian: immutable; equal and hashed by its fingerprint, so that it is a cache key."""

    __slots__ = ("_fingerprint", "_parameters")

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        """`parameters`: each id once, each with at least one value."""
        self._parameters = MappingProxyType({parameter.id: parameter for parameter in parameters})
        self._fingerprint = hashlib.sha256(_canonical(self._parameters.values()).encode()).hexdigest()

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """Các tham số by id, in the order of field and id."""
        return self._parameters

    @property
    def fingerprint(self) -> str:
        """Dấu vân: hex SHA-256 of the canonical JSON of all values with day, mark, source and owner."""
        return self._fingerprint

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

    def on(self, parameter: str, day: date) -> LawValue:
        """Giá trị áp dụng trong ngày. Errors: NoLawValue before the first value."""
        values = self.parameter(parameter).in_force
        if day < values[0].since:
            raise NoLawValue(parameter, day.year, values[0].since.year)
        return next(value for value in reversed(values) if value.since <= day)

    def at(self, parameter: str, year: int) -> LawValue:
        """Giá trị của năm ngân sách: in force on 1 January. Errors: NoLawValue before the first value."""
        return self.on(parameter, date(year, 1, 1))

    def number(self, parameter: str, year: int) -> Fraction:
        """Giá trị số của năm, exact. Errors: NoLawValue; TypeError where it is no number."""
        return self.at(parameter, year).number()

    def table(self, parameter: str, year: int) -> dict[str, Fraction]:
        """Bảng số của năm, by name. Errors: NoLawValue; TypeError where it is no table."""
        return self.at(parameter, year).table()

    def names(self, parameter: str, year: int) -> tuple[str, ...]:
        """Danh sách tên của năm. Errors: NoLawValue; TypeError where it is no list."""
        return self.at(parameter, year).names()

    def text(self, parameter: str, year: int) -> str:
        """Giá trị chữ của năm. Errors: NoLawValue; TypeError where it is no text."""
        return self.at(parameter, year).text()

    def flag(self, parameter: str, year: int) -> bool:
        """Giá trị có/không của năm. Errors: NoLawValue; TypeError where it is neither."""
        return self.at(parameter, year).flag()

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
            own = replace(value, value=_frozen(value.value), own=True)
            parameter = parameters[self.parameter(identity).id]
            _check_value(identity, "own value", own, parameter.values[0].shape)
            kept = [other for other in parameter.own_values if other.since != own.since]
            ordered = tuple(sorted([*kept, own], key=lambda item: item.since))
            parameters[identity] = replace(parameter, own_values=ordered)
        return Law(parameters.values())


def load_law(folder: Path) -> Law:
    """Đọc mọi tham số trong thư mục `folder/<field>/<parameter>.toml`. Errors: LawFileError."""
    files = sorted(folder.glob("*/*.toml"))
    if not files:
        raise LawFileError(str(folder), "*/*.toml", "holds no parameter; restore data/law")
    parameters = [_read(file) for file in files]
    for file, parameter in zip(files, parameters, strict=True):
        if sum(other.id == parameter.id for other in parameters) > 1:
            raise LawFileError(_short(file), parameter.id, "is declared in two fields; keep one file")
    return Law(parameters)


@functools.cache
def national_law() -> Law:
    """Pháp luật chung của cả nước, from data/law next to the package."""
    return load_law(DATA)


HEAD = tuple(f.name for f in fields(Parameter) if f.name not in ("id", "field", "values", "own_values"))
VALUE_KEYS = tuple(f.name for f in fields(LawValue) if f.name != "own")


def _read(file: Path) -> Parameter:
    name = _short(file)
    try:
        raw = tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LawFileError(name, "file", f"is no TOML in UTF-8 ({error}); correct it") from error
    _known(name, "file", raw, (*HEAD, "values"))
    for key in HEAD:
        wanted = date if key == "checked_on" else str
        if not isinstance(raw.get(key), wanted) or not raw[key]:
            raise LawFileError(name, key, f"is {raw.get(key)!r}; write a {wanted.__name__}")
    if not isinstance(raw.get("values"), list) or not raw["values"]:
        raise LawFileError(name, "values", "is missing; write at least one [[values]]")
    values: list[LawValue] = []
    for position, entry in enumerate(raw.pop("values"), start=1):
        key = f"values {position}"
        value = _value(name, key, entry)
        _check_value(name, key, value, values[0].shape if values else value.shape)
        if values and value.since <= values[-1].since:
            raise LawFileError(name, f"{key}.since", f"{value.since} is not after the last; order by day")
        values.append(value)
    return Parameter(id=file.stem, field=file.parent.name, values=tuple(values), **raw)


def _value(name: str, key: str, raw: Mapping[str, Any]) -> LawValue:
    _known(name, key, raw, VALUE_KEYS)
    for needed in ("since", "value", "mark", "source"):
        if needed not in raw:
            raise LawFileError(name, f"{key}.{needed}", f"is missing; write {needed}")
    since = raw["since"]
    if isinstance(since, int) and not isinstance(since, bool):
        since = date(since, 1, 1)
    if not isinstance(since, date) or isinstance(since, datetime):
        raise LawFileError(name, f"{key}.since", f"is {since!r}; write a year or a day such as 2024-07-01")
    return LawValue(**{**raw, "since": since, "value": _frozen(raw["value"])})


def _check_value(name: str, key: str, value: LawValue, shape: str) -> None:
    if value.mark not in MARKS:
        raise LawFileError(name, f"{key}.mark", f"is {value.mark!r}; write one of {', '.join(MARKS)}")
    for part in ("source", "note_vi", "note_en"):
        if not isinstance(getattr(value, part), str):
            raise LawFileError(name, f"{key}.{part}", "is no text; write it in quotes")
    if not value.source.strip():
        raise LawFileError(name, f"{key}.source", "is empty; name the document and its article")
    if value.shape != shape:
        raise LawFileError(name, f"{key}.value", f"{value.value!r} is a {value.shape}; write a {shape}")
    entries = value.value if isinstance(value.value, tuple) else (value.value,)
    for entry in entries:
        item = entry[1] if isinstance(entry, tuple) else entry
        fits = isinstance(item, str) if shape in ("names", "text") else _fraction(item) is not None
        if not fits:
            raise LawFileError(name, f"{key}.value", f"{item!r} does not fit; write a {shape}")


def _known(name: str, key: str, raw: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for found in raw:
        if found not in known:
            near = difflib.get_close_matches(found, known, 1) or [", ".join(known)]
            raise LawFileError(name, f"{key}.{found}", f"is not known; write {near[0]}")


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return tuple((name, _frozen(number)) for name, number in value.items())
    if isinstance(value, float):
        return Decimal(str(value))  # the decimal that was typed, not its binary form
    return tuple(value) if isinstance(value, list) else value


def _fraction(value: Any) -> Fraction | None:
    try:
        return Fraction(value)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None


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


def _short(file: Path) -> str:
    return "/".join(file.parts[-4:])
