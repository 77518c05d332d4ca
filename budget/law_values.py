"""Giá trị pháp luật có ngày và căn cứ: one dated value, one parameter, and what makes a value well formed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

MARKS = ("V", "V2", "M")
"""Mức xác nhận: read in the full text, read in a second-hand text, unconfirmed."""

UNCONFIRMED = MARKS[-1]

SHAPES: Mapping[str, str] = {
    "flag": "flag",
    "number": "number",
    "share": "number",
    "text": "text",
    "names": "names",
    "table": "table",
    "codes": "table",
    "norm": "table",
}
"""Dạng của tham số -> dạng của giá trị: a share is at most 1, codes have three digits, a norm also words."""


class LawFileError(ValueError):
    """Tệp tham số sai: names the file, the key and what to do."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(file, key, problem)
        self.file, self.key, self.problem = file, key, problem

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.problem}"


@dataclass(frozen=True, slots=True)
class LawValue:
    """Một giá trị có ngày hiệu lực và căn cứ.

    `since` is the first day, 1 January for a budget year. `value` is a Decimal or int, a text (also a
    fraction such as "4/9"), a bool, a tuple of names, or a table as a tuple of (name, number) pairs.
    `own`: the office's value. `cited`: what a paper of a budget year cites, by the first year, where the
    documents differ while the value stays, with the mark where that is another; `source` names them all.
    """

    since: date
    value: Any
    mark: str
    source: str
    note_vi: str = ""
    note_en: str = ""
    own: bool = False
    cited: tuple[tuple[int, str, str], ...] = ()

    def source_in(self, year: int) -> str:
        """Văn bản của một năm ngân sách: that alone which holds in it."""
        return self._cited_in(year)[0]

    def mark_in(self, year: int) -> str:
        """Mức xác nhận của căn cứ mà một năm ngân sách viện dẫn."""
        return self._cited_in(year)[1]

    def _cited_in(self, year: int) -> tuple[str, str]:
        found = ((source, mark) for first, source, mark in reversed(self.cited) if first <= year)
        return next(found, (self.source, self.mark))

    @property
    def shape(self) -> str:
        """Dạng giá trị: "flag", "number", "text", "names" or "table"."""
        if isinstance(self.value, bool):
            return "flag"
        if isinstance(self.value, tuple):
            return "table" if self.value and isinstance(self.value[0], tuple) else "names"
        # a text such as "4/9" is a number too, which only trying can tell
        number = isinstance(self.value, int | Decimal) or fraction(self.value) is not None
        return "number" if number else "text"

    def number(self) -> Fraction:
        """Giá trị số, exact."""
        self._must_be("number")
        return Fraction(self.value)

    def table(self) -> Mapping[str, Fraction]:
        """Bảng số, by name (a group, a kind)."""
        self._must_be("table")
        return MappingProxyType({name: Fraction(number) for name, number in self.value})

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
    """Một tham số: titles, unit, the national values and, beside them, the office's own; in order of day.

    `shape` is a key of SHAPES. Without national values the office alone may set it.
    """

    id: str
    field: str
    title_vi: str
    title_en: str
    description_vi: str
    description_en: str
    unit_vi: str
    unit_en: str
    checked_on: date
    shape: str
    values: tuple[LawValue, ...]
    own_values: tuple[LawValue, ...] = ()

    @property
    def in_force(self) -> tuple[LawValue, ...]:
        """Các giá trị áp dụng: the national values, and from the first own one on the office's."""
        if not self.own_values:
            return self.values
        start = self.own_values[0].since
        return (*(value for value in self.values if value.since < start), *self.own_values)


def in_force(parameter: Parameter, years: tuple[int, ...]) -> list[LawValue]:
    """Các giá trị áp dụng trong các năm: the one in force on the first day, and each that follows until the
    last."""
    values = parameter.in_force
    started = [value for value in values if value.since <= date(years[0], 1, 1)]
    later = [value for value in values if date(years[0], 1, 1) < value.since <= date(years[-1], 12, 31)]
    return [*started[-1:], *later]


def open_years(parameter: Parameter, years: tuple[int, ...]) -> list[int]:
    """Các năm mà giá trị áp dụng chưa xác nhận."""
    return [y for y in years if any(value.mark_in(y) == UNCONFIRMED for value in in_force(parameter, (y,)))]


def check_value(name: str, key: str, value: LawValue, shape: str) -> None:
    """Kiểm tra một giá trị: mark, source, notes and shape. Errors: LawFileError naming `name` and `key`."""
    if value.mark not in MARKS:
        raise LawFileError(name, f"{key}.mark", f"is {value.mark!r}; write one of {', '.join(MARKS)}")
    for part in ("source", "note_vi", "note_en"):
        if not isinstance(getattr(value, part), str):
            raise LawFileError(name, f"{key}.{part}", "is no text; write it in quotes")
    if not value.source.strip():
        raise LawFileError(name, f"{key}.source", "is empty; name the document and its article")
    if value.shape != SHAPES[shape]:
        raise LawFileError(name, f"{key}.value", f"{value.value!r} is a {value.shape}; write a {shape}")
    entries = value.value if isinstance(value.value, tuple) else (value.value,)
    for entry in entries:
        item = entry[1] if isinstance(entry, tuple) else entry
        if not _fits(item, shape):
            raise LawFileError(name, f"{key}.value", f"{item!r} does not fit; write a {shape}")


def _fits(item: Any, shape: str) -> bool:
    if shape in ("names", "text"):
        return isinstance(item, str)
    number = fraction(item)
    match shape:
        case "norm":
            return number is not None or isinstance(item, str)
        case "codes":
            return number is not None and number.denominator == 1 and 0 < number < 1000
        case _:
            return number is not None


def frozen(value: Any) -> Any:
    """Giá trị bất biến: a table or list as tuples, a float as the decimal that was typed."""
    if isinstance(value, Mapping):
        return tuple((name, frozen(number)) for name, number in value.items())
    if isinstance(value, float):
        return Decimal(str(value))
    return tuple(value) if isinstance(value, list) else value


def fraction(value: Any) -> Fraction | None:
    """Số hữu tỉ of a number or a text such as "4/9"; None where it is neither."""
    try:
        return Fraction(value)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
