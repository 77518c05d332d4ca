"""Các lựa chọn của một phiên: their names in the address, how they are read from there, their defaults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from budget.report.dictionary import LANGUAGES
from budget.report.numbers import MONEY_UNITS

MOST = 999_999
"""The largest number that is typed for a choice."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its name in the address, how it is read from there (ValueError: ignored), its default."""

    address: str
    read: Callable[[str], Any]
    default: Any = None


def _one_of(options: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in options:
            raise ValueError(text)
        return text

    return read


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part)


def _positive(text: str) -> int:
    number = int(text)
    if not 0 < number <= MOST:
        raise ValueError(text)
    return number


def _points(text: str) -> int:
    number = int(text)
    if not 0 < number <= 100:
        raise ValueError(text)
    return number


def _names(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


CHOICES = {
    "language": Choice("lang", _one_of(LANGUAGES), "vi"),
    "money_unit": Choice("money", _one_of(MONEY_UNITS), "million"),
    "data": Choice("data", int),
    "scenario": Choice("scenario", int),
    "year": Choice("year", int),
    "own": Choice("own", _numbers, ()),
    "beside": Choice("beside", int),
    "compared": Choice("compare", _numbers, ()),
    "baseline": Choice("baseline", int),
    "proposed": Choice("proposed", int),
    "unit": Choice("unit", str, ""),
    "kinds": Choice("kind", _names, ()),
    "wards": Choice("ward", _names, ()),
    "groups": Choice("group", _names, ()),
    "find": Choice("find", str, ""),
    "view": Choice("view", str, "overview"),
    "roadmap_view": Choice("roadmap", str, "groups"),
    "roadmap_unit": Choice("path", str, ""),
    "reach": Choice("reach", str, "all"),
    "reached": Choice("reached", str, "year"),
    "step": Choice("step", _points),
    "rows": Choice("rows", _positive, 1),
    "reductions_view": Choice("reductions", str, "units"),
    "norm_level": Choice("norm", _points, 100),
    "allocation_view": Choice("allocation", str, "levels"),
    "charted": Choice("charted", str, "lowest"),
    "bands": Choice("band", _names, ()),
    "bands_of": Choice("of", int),
    "sizes": Choice("size", _names, ()),
    "sort": Choice("sort", str, ""),
    "among": Choice("among", str, ""),
    "figures": Choice("show", str, ""),
    "what": Choice("what", str, ""),
    "way": Choice("by", str, ""),
    "one": Choice("one", int),
    "inflation": Choice("prices", str, ""),
    "base_pay_growth": Choice("pay", str, ""),
    "pupils_growth": Choice("pupils", str, ""),
    "roadmap_revenue": Choice("unearned", str, ""),
    "unearned_drawn": Choice("unearned_drawn", bool, False),
    "tried": Choice("tried", bool, False),
    "condition": Choice("if", str, ""),
    "draws": Choice("draws", int),
    "seed": Choice("seed", _positive, 1),
}

NUMBERS = (int, _positive, _points, _numbers)


def meant(name: str, value: Any) -> bool:
    """Giá trị mà một ô chọn có thể trả về: words in the place of a number are those of an option that the
    browser still had under another name, such as a sample plan that was changed in the meantime.
    """
    several = value if isinstance(value, tuple) else (value,)
    return CHOICES[name].read not in NUMBERS or not any(isinstance(one, str) for one in several)
