"""Xem lại pháp luật: what is in force, what changed between the regimes, whether an own value would fit."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from budget.law import DATA, Law, LawFileError, LawValue, NoLawValue, Parameter

FIXED = ("spending_lines",)
"""Parameters that must not change within one plan, so that an office has no value of its own for them."""


MONTHLY = ("base_pay",)
"""Parameters that count by the month; every other counts as it stands on 1 January."""


@dataclass(frozen=True, slots=True)
class Regime:
    """Một thời kỳ pháp luật: its mark, the first budget year and the documents that open it."""

    id: str
    year: int
    source: str


@cache
def regimes(file: Path = DATA / "regimes.toml") -> tuple[Regime, ...]:
    """Các thời kỳ pháp luật in their order, from data/law/regimes.toml."""
    return tuple(Regime(**entry) for entry in tomllib.loads(file.read_text("utf-8"))["regimes"])


def in_year(law: Law, parameter: str, year: int) -> tuple[LawValue, ...]:
    """Các giá trị áp dụng trong năm: the one of 1 January, and those that begin within the year."""
    values = law.parameter(parameter).in_force
    started = [value for value in values if value.since <= date(year, 1, 1)]
    return (
        *started[-1:],
        *(value for value in values if date(year, 1, 1) < value.since <= date(year, 12, 31)),
    )


def applied(law: Law, parameter: str, year: int) -> tuple[LawValue, ...]:
    """Các giá trị mà năm được tính theo: that of 1 January; of a monthly parameter every one of the year."""
    return in_year(law, parameter, year) if parameter in MONTHLY else (law.at(parameter, year),)


def national_in(parameter: Parameter, year: int) -> LawValue | None:
    """Giá trị chung của một năm, whatever the office's own; the last that begins by its end. None
    before the first.
    """
    started = [value for value in parameter.values if value.since <= date(year, 12, 31)]
    return started[-1] if started else None


def changes(parameter: Parameter, years: Iterable[int]) -> bool:
    """Có thay đổi giữa các năm: whether the national value differs between any of them."""
    values = [national_in(parameter, year) for year in years]
    return len({None if value is None else value.value for value in values}) > 1


def later_national(parameter: Parameter, since: date) -> tuple[LawValue, ...]:
    """Các giá trị chung có hiệu lực sau ngày này, which an own value of that day goes before."""
    return tuple(value for value in parameter.values if value.since > since)


def is_share(parameter: Parameter) -> bool:
    """Tham số là tỷ lệ: a number or table whose national values are all fractions of one, such as 2,5 %."""
    found = False
    for value in parameter.values:
        if value.shape not in ("number", "table"):
            return False
        numbers = [value.number()] if value.shape == "number" else value.table().values()
        if any(number > 1 for number in numbers):
            return False
        found = True
    return found


def refusal(law: Law, parameter: str, value: LawValue) -> str:
    """Lý do không nhận một giá trị riêng: "share" (not between 0 and 100 %), "negative", "shape";
    "" where it fits.

    The law with the value is tried out, so that what is stored can always be read again.
    """
    known = law.parameter(parameter)
    try:
        law.with_own([(parameter, value)])
    except LawFileError:
        return "shape"
    if value.shape in ("number", "table"):
        numbers: list[Fraction] = (
            [value.number()] if value.shape == "number" else list(value.table().values())
        )
        if any(number < 0 for number in numbers):
            return "negative"
        if is_share(known) and any(number > 1 for number in numbers):
            return "share"
    return ""


def unconfirmed(law: Law, year: int) -> tuple[int, int]:
    """Số tham số đang áp dụng trong năm, and how many of them rest on an unconfirmed value."""
    found = doubtful = 0
    for parameter in law.parameters:
        try:
            value = law.at(parameter, year)
        except NoLawValue:
            continue
        found += 1
        doubtful += value.mark == "M"
    return found, doubtful
