"""Xem lại pháp luật: what is in force, what changed between the regimes, whether an own value would fit."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from budget.law import DATA, PRINTED, Law, LawFileError, LawValue, Parameter
from budget.norms import NORM_AMOUNTS, OFFICE_NORM, norm_in
from budget.units import KIND

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


@cache
def _last_days(file: Path = DATA / "levels.toml") -> Mapping[str, date]:
    return {entry["id"]: entry["until"] for entry in tomllib.loads(file.read_text("utf-8"))["levels"]}


def level_ended(level: str, day: date) -> date | None:
    """Ngày cuối của một cấp chính quyền that is no more on `day`; None while it stands."""
    last = _last_days().get(level)
    return last if last is not None and day > last else None


@cache
def later_years(file: Path = DATA / "later_years.toml") -> str:
    """Điều khoản về kinh phí các năm sau năm đầu của thời kỳ ổn định, from data/law/later_years.toml: to be
    cited, no figure rests on it.
    """
    return str(tomllib.loads(file.read_text("utf-8"))["source"])


@dataclass(frozen=True, slots=True)
class RuleChange:
    """Một quy định thay đổi that is no value of a parameter: `topic` by language; `texts` by regime and
    language, none where the rule stays as it was.
    """

    topic: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]
    source: str
    mark: str


@cache
def rule_changes(file: Path = DATA / "changes.toml") -> tuple[RuleChange, ...]:
    """Các quy định thay đổi giữa các thời kỳ, from data/law/changes.toml."""
    entries = tomllib.loads(file.read_text("utf-8"))["changes"]
    known = [regime.id for regime in regimes()]
    return tuple(
        RuleChange(e["topic"], {id_: e[id_] for id_ in known if id_ in e}, e["source"], e["mark"])
        for e in entries
    )


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


def monthly_mean(law: Law, parameter: str, year: int) -> Fraction:
    """Mức bình quân 12 tháng của năm of a monthly parameter, exactly. Errors: NoLawValue."""
    return sum(law.months(parameter, year), Fraction(0)) / 12


def first_year(parameter: str, since: date) -> int:
    """Năm ngân sách đầu tiên mà giá trị từ ngày này được tính."""
    return since.year if parameter in MONTHLY or since <= date(since.year, 1, 1) else since.year + 1


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


def chapters(law: Law, day: date, *, commune: bool) -> dict[str, str]:
    """Mã chương in trên giấy tờ lập trong ngày, by kind of unit: the office's own; else, for an office of a
    commune, the national ones where they are confirmed.
    """
    found = law.find("chapter_codes", day)
    if found is None or not (found.own or (commune and found.mark == "V")):
        return {}
    return {kind: f"{int(code):03d}" for kind, code in found.table().items()}


def later_national(parameter: Parameter, since: date) -> tuple[LawValue, ...]:
    """Các giá trị chung có hiệu lực sau ngày này, which an own value of that day goes before."""
    return tuple(value for value in parameter.values if value.since > since)


def is_share(parameter: Parameter) -> bool:
    """Tham số là tỷ lệ: it says so, or is a number or table whose national values are all fractions of one,
    such as 2,5 %.
    """
    if parameter.shape not in ("number", "table"):
        return parameter.shape == "share"
    return all(number <= 1 for value in parameter.values for number in _numbers(value))


def listed(law: Law) -> list[Parameter]:
    """Các tham số as they are read: by field, the norms by kind."""
    norms = list(OFFICE_NORM.values())

    def place(parameter: Parameter) -> int:
        return norms.index(parameter.id) if parameter.id in norms else -1

    by_kind = sorted(law.parameters.values(), key=place)
    return sorted(by_kind, key=lambda parameter: parameter.field)


def enterable(law: Law) -> list[str]:
    """Các tham số mà cơ quan nhập giá trị riêng được: first those that a locality sets, then codes, then the
    rest.
    """
    found = [p for p in listed(law) if p.id not in FIXED]
    return [p.id for p in sorted(found, key=lambda p: (bool(p.values), p.field != PRINTED))]


def offered(parameter: Parameter) -> list[str]:
    """Các mục mà một giá trị có thể chọn: all kinds, or the lines that any national value names; the rules
    there have been.
    """
    if parameter.shape == "text":
        return list(dict.fromkeys(value.text() for value in parameter.values))
    named = list(dict.fromkeys(name for value in parameter.values for name in value.names()))
    return list(KIND) if any(name in KIND for name in named) else named


def refusal(law: Law, parameter: str, value: LawValue) -> str:
    """Lý do không nhận một giá trị riêng: "codes" (not of three digits), "norm" (a norm that asks for
    nothing), "teaching_share" (not below 100 %), "share" (not between 0 and 100 %), "negative", "shape"; ""
    where it fits.

    The law with the value is tried out, so that what is stored can always be read again.
    """
    known = law.parameter(parameter)
    if known.shape == "norm" and not value.value:
        return "norm"
    try:
        law.with_own([(parameter, value)])
    except LawFileError:
        return "codes" if known.shape == "codes" else "shape"
    if known.shape == "norm":
        return _norm_refused(value)
    numbers = _numbers(value)
    if any(number < 0 for number in numbers):
        return "negative"
    return "share" if is_share(known) and any(number > 1 for number in numbers) else ""


def _norm_refused(value: LawValue) -> str:
    try:
        norm = norm_in(value)
    except ValidationError as error:
        keys = {item["loc"][0] for item in error.errors()}
        return "teaching_share" if keys == {"teaching_share"} else "negative"
    return "" if any(getattr(norm, key) for key in NORM_AMOUNTS) else "norm"


def _numbers(value: LawValue) -> list[Fraction]:
    match value.shape:
        case "number":
            return [value.number()]
        case "table":
            return list(value.table().values())
    return []


def unconfirmed(law: Law, year: int) -> tuple[int, int]:
    """Số tham số đang áp dụng trong năm, and how many of them rest on a value or a citation of the year that
    nobody confirmed.
    """
    held = [value for name in law.parameters if (value := law.find(name, date(year, 1, 1))) is not None]
    return len(held), sum(value.mark_in(year) == "M" for value in held)
