"""Định mức chi hoạt động: what a unit should have for its operations, and what it has (model, section 7)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from budget.drivers import Drivers
from budget.law import Law
from budget.money import Array
from budget.scenario import Norm, Scenario
from budget.units import KIND, Units


def norm_of(kind: str, scenario: Scenario, law: Law, year: int) -> Norm | None:
    """Định mức của một loại hình: the scenario's table, else the default teaching share of a school kind,
    else none.

    Law: default_teaching_share.
    """
    tables = {str(known): norm for known, norm in scenario.norms.items()}
    if kind in tables:
        return tables[kind]
    if not KIND[kind].school:
        return None
    share = law.number("default_teaching_share", year)
    return Norm.model_validate({"teaching_share": float(share)})


def norms(units: Units, drivers: Drivers, scenario: Scenario, law: Law, years: tuple[int, ...]) -> Array:
    """Định mức chi hoạt động (n, Y), đồng; 0 for a unit whose kind has none: the larger of the ratio part
    and the unit part.
    """
    result: Array = np.zeros_like(drivers.salary)
    prices = (1.0 + float(scenario.assumptions.inflation)) ** np.arange(len(years))
    for rows, norm in _by_kind(units, scenario, law, years[0]):
        share = float(norm.teaching_share)
        base = drivers.salary[rows] / (drivers.pay_index if norm.norm_pay == "base" else 1.0)
        posts = np.where(drivers.staff_quota[rows] > 0, drivers.staff_quota[rows], drivers.staff[rows])
        by_unit = (
            float(norm.per_pupil) * drivers.pupils[rows]
            + float(norm.per_class) * drivers.classes[rows]
            + float(norm.per_post) * posts
            + float(norm.per_site) * drivers.sites[rows]
            + float(norm.per_unit)
        )
        result[rows] = np.maximum(base * (share / (1.0 - share)), by_unit) * (prices if norm.indexed else 1.0)
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
    for rows, norm in _by_kind(units, scenario, law, years[0]):
        if norm.counts == "support":
            counted[rows] = support[rows] - drivers.salary[rows]
    return counted


def _by_kind(units: Units, scenario: Scenario, law: Law, year: int) -> Iterator[tuple[np.ndarray, Norm]]:
    for kind in KIND:
        norm = norm_of(kind, scenario, law, year)
        if norm is not None:
            yield np.flatnonzero(units.of_kinds((kind,))), norm
