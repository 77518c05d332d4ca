"""Định mức chi hoạt động: what a unit should have for its operations, and what it has (model, section 7)."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np

from budget.drivers import Drivers
from budget.law import Law, LawValue
from budget.money import Array
from budget.scenario import Norm, Scenario
from budget.units import KIND, Units

OFFICE_NORM = {kind: f"{kind}_norm" for kind in KIND}
"""Tham số of the norm that the office may have entered for a kind."""

NORM_AMOUNTS = ("teaching_share", "per_pupil", "per_class", "per_post", "per_site", "per_unit")
"""Các số của một định mức: a share, and amounts in đồng."""

MEASURES: Mapping[str, Callable[[Drivers], Array]] = {
    "per_pupil": lambda drivers: drivers.pupils,
    "per_class": lambda drivers: drivers.classes,
    "per_post": lambda drivers: np.where(drivers.staff_quota > 0, drivers.staff_quota, drivers.staff),
    "per_site": lambda drivers: drivers.sites,
}
"""Số đo mà một định mức nhân với (n, Y): for a post, the quota where one is known."""

NORM_CHOICES: Mapping[str, str | bool] = {"indexed": True, "norm_pay": "current", "counts": "support"}
"""Các cách tính của một định mức that may be chosen in place of the default."""


def norm_of(kind: str, scenario: Scenario, law: Law, year: int) -> Norm | None:
    """Định mức của một loại hình trong năm: the scenario's table, else the office's norm in force on 1
    January, else the default teaching share of a school kind, else none.

    Law: default_teaching_share, and the norm of each kind (OFFICE_NORM).
    """
    tables = {str(known): norm for known, norm in scenario.norms.items()}
    if kind in tables:
        return tables[kind]
    own = office_norm(kind, law, year)
    if own is not None:
        return norm_in(own)
    if not KIND[kind].school:
        return None
    return _default(law.number("default_teaching_share", year))


def office_norm(kind: str, law: Law, year: int) -> LawValue | None:
    """Định mức của cơ quan cho một loại hình áp dụng trong năm, with its document; None where there is none.

    Law: OFFICE_NORM.
    """
    return law.find(OFFICE_NORM[kind], date(year, 1, 1))


def at_base_pay(kinds: Iterable[str], scenario: Scenario, law: Law, year: int) -> bool:
    """Định mức của các loại hình tính lương theo mức lương cơ sở năm gốc: whether those that count pay all
    do so; not where none counts pay.
    """
    norms = (norm_of(kind, scenario, law, year) for kind in kinds)
    pay = {norm.norm_pay for norm in norms if norm is not None and norm.teaching_share}
    return pay == {"base"}


def unfounded(units: Units, scenario: Scenario, law: Law, year: int) -> list[str]:
    """Cấp học mà định mức chưa có văn bản: those of the units whose norm the scenario or nobody sets."""
    own, there = {str(kind) for kind in scenario.norms}, set(units.kind)
    kinds = [kind for kind in KIND if KIND[kind].school and kind in there]
    return [kind for kind in kinds if kind in own or office_norm(kind, law, year) is None]


def parted(norm: Norm) -> tuple[Decimal, Decimal]:
    """Phần chi hoạt động và phần lương trong tổng của một định mức theo tỷ lệ: both make one."""
    return norm.teaching_share, 1 - norm.teaching_share


@functools.cache
def norm_in(value: LawValue) -> Norm:
    """Định mức đã nhập, as a table of a scenario would say it. Raises pydantic.ValidationError."""
    return Norm.model_validate(dict(value.value))


@functools.cache
def _default(share: Fraction) -> Norm:
    return Norm.model_validate({"teaching_share": float(share)})


def norm_periods(scenario: Scenario, law: Law, years: tuple[int, ...]) -> list[slice]:
    """Các thời đoạn định mức không đổi, as slices of the years; one where nothing changes within them."""
    return _periods([[norm_of(kind, scenario, law, y) for kind in KIND] for y in years])


def _periods(rules: Sequence[object]) -> list[slice]:
    """The years in which the same rule holds, as slices."""
    starts = [j for j in range(len(rules)) if j == 0 or rules[j] != rules[j - 1]]
    return [slice(start, end) for start, end in itertools.pairwise([*starts, len(rules)])]


def norms(units: Units, drivers: Drivers, scenario: Scenario, law: Law, years: tuple[int, ...]) -> Array:
    """Định mức chi hoạt động (n, Y), đồng; 0 for a unit whose kind has none: the larger of the ratio part
    and the unit part.
    """
    result: Array = np.zeros_like(drivers.salary)
    prices = (1.0 + float(scenario.assumptions.inflation)) ** np.arange(len(years))
    for rows, within, norm in _by_kind(units, scenario, law, years):
        here = (rows, within)
        share = float(norm.teaching_share)
        base = drivers.salary[here] / (drivers.pay_index[within] if norm.norm_pay == "base" else 1.0)
        parts = (
            float(per) * MEASURES[name](drivers)[here] for name in MEASURES if (per := getattr(norm, name))
        )
        by_unit = sum(parts, 0.0) + float(norm.per_unit)
        indexed = prices[within] if norm.indexed else 1.0
        result[here] = np.maximum(base * (share / (1.0 - share)), by_unit) * indexed
    return result


def available(
    units: Units,
    drivers: Drivers,
    own_revenue: Array,
    support: Array,
    scenario: Scenario,
    law: Law,
    years: tuple[int, ...],
) -> Array:
    """Kinh phí còn lại cho hoạt động sau lương (n, Y), đồng, may be negative; own revenue counts where the
    norm says so.
    """
    counted: Array = own_revenue + support - drivers.salary
    for rows, within, norm in _by_kind(units, scenario, law, years):
        if norm.counts == "support":
            here = (rows, within)
            counted[here] = support[here] - drivers.salary[here]
    return counted


def _by_kind(
    units: Units, scenario: Scenario, law: Law, years: tuple[int, ...]
) -> Iterator[tuple[np.ndarray, slice, Norm]]:
    """The units of each kind that has a norm, and the years in which it holds."""
    for at, kind in enumerate(KIND):
        rows = np.flatnonzero(units.kind_at == at)
        if not len(rows):
            continue
        rules = [norm_of(kind, scenario, law, y) for y in years]
        for within in _periods(rules):
            norm = rules[within.start]
            if norm is not None:
                yield rows, within, norm
