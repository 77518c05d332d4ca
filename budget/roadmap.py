"""Lộ trình tự chủ: targets of the degree of autonomy, and the revenue and savings they ask (model, section
5).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from budget.autonomy import ratio
from budget.drivers import Drivers
from budget.findings import NOTE, WARNING, Findings
from budget.law import Law
from budget.money import LEAN, Array, down, quotient, six_digits, up, whole
from budget.scenario import RoadmapEntry, Scenario
from budget.select import pick
from budget.units import Units

FLOAT_ERROR = 1e-15


@dataclass(frozen=True)
class Paths:
    """Việc các đơn vị phải làm theo lộ trình: (n, Y), đồng; `rows` (m,) are the positions of the units that
    are on one, `releases` and `recovers` (m, 1) what the State takes of them; `target` NaN for the others;
    `growth` NaN where nothing is asked, `pupil_month` the revenue asked of a school per pupil and month of
    tuition (NaN: no school).
    """

    rows: NDArray[np.intp]
    releases: Array
    recovers: NDArray[np.bool_]
    target: Array
    saving: Array
    revenue: Array
    own_revenue: Array
    spending: Array
    operations: Array
    growth: Array
    pupil_month: Array


@dataclass(frozen=True)
class Roadmap(Paths):
    """Kết quả của lộ trình: with the support S1 (n, Y), đồng, after the State took its part."""

    support: Array


def roadmap(of: Paths, status_quo: Array) -> Roadmap:
    """Lộ trình tự chủ: the support that stays when the State takes its part of what is earned and saved.

    status_quo (n, Y): S0 in đồng.
    """
    rows = of.rows
    stands = status_quo[rows]
    support = whole(np.maximum(0.0, stands - of.releases * (of.saving[rows] + of.revenue[rows])))
    if of.recovers.any():
        surplus = np.minimum(support, np.maximum(0.0, of.spending[rows] - of.own_revenue[rows]))
        support = np.where(of.recovers, whole(surplus), support)
    support[:, 0] = stands[:, 0]
    return Roadmap(**vars(of), support=_among(status_quo, rows, support))


def paths(
    units: Units,
    drivers: Drivers,
    scenario: Scenario,
    law: Law,
    years: tuple[int, ...],
    findings: Findings,
) -> Paths:
    """Đường đi của lộ trình: what every unit must earn and save in each year. A unit takes the last entry
    that picks it; one without a base-year ratio takes none.

    Law: months_of_tuition.
    """
    count = len(units)
    degree = ratio(drivers.own_revenue[:, 0], drivers.spending[:, 0])
    target = np.full((count, len(years)), np.nan, order="F")
    earns, releases = np.ones((count, 1)), np.zeros((count, 1))
    recovers, on_roadmap = np.zeros((count, 1), dtype=bool), np.zeros(count, dtype=bool)
    for number, entry in enumerate(scenario.roadmap, start=1):
        chosen = pick(entry.units, units, drivers.base_group)
        if not chosen.any():
            findings.plan("selector_empty", NOTE, of="roadmap", number=number)
        chosen &= ~np.isnan(degree)
        target[chosen] = _path(entry, degree[chosen], years, findings)
        earns[chosen], releases[chosen] = float(entry.revenue_share), float(entry.release)
        recovers[chosen], on_roadmap[chosen] = entry.recover_surplus, True

    # The rows of the roadmap alone are computed: in a province they are few.
    rows = np.flatnonzero(on_roadmap)
    a, b, operations, r = (
        x[rows] for x in (drivers.own_revenue, drivers.spending, drivers.operations, target)
    )
    # no wider than what float64 leaves of an equality: what stands on its target is asked for nothing
    asks = (r > 0) & (r * b - a > np.maximum(LEAN, FLOAT_ERROR * b))
    asks[:, 0] = False
    r[~asks] = 1.0
    saving = np.where(asks, np.minimum(up((1.0 - earns[rows]) * (b - a / r)), down(operations)), 0.0)
    revenue = np.where(asks, up(np.maximum(0.0, r * (b - saving) - a)), 0.0)
    own_revenue, spending = a + revenue, b - saving
    spending[np.abs(spending) < LEAN] = 0.0

    def put(all_units: Array, on_the_roadmap: Array) -> Array:
        all_units[rows] = on_the_roadmap
        return all_units

    growth = _implied_growth(drivers, rows, revenue)
    months = np.array([float(law.number("months_of_tuition", y)) for y in years])
    asked_of_pupils = np.where(units.school[:, None] & (drivers.pupils > 0), 0.0, np.nan)
    pupil_month = quotient(revenue, drivers.pupils[rows] * months) + asked_of_pupils[rows]
    limit = float(scenario.assumptions.plausible_growth)
    wrong = (revenue > 0) & ~(six_digits(growth) <= limit)
    limits = np.full_like(growth, limit)
    findings.cells(
        "roadmap_implausible", WARNING, wrong, years, rows=rows, revenue=revenue, growth=growth, limit=limits
    )
    return Paths(
        rows,
        releases[rows],
        recovers[rows],
        target,
        put(np.zeros_like(target), saving),
        put(np.zeros_like(target), revenue),
        _among(drivers.own_revenue, rows, own_revenue),
        _among(drivers.spending, rows, spending),
        _among(drivers.operations, rows, operations - saving),
        put(np.full_like(target, np.nan), growth),
        put(asked_of_pupils, pupil_month),
    )


def _among(all_units: Array, rows: NDArray[np.intp], on_the_roadmap: Array) -> Array:
    """The units of `rows` among all the others; without any, these as they are."""
    if not len(rows):
        return all_units
    placed = all_units.copy(order="K")
    placed[rows] = on_the_roadmap
    return placed


def yearly_path(
    targets: dict[int, Fraction], years: tuple[int, ...]
) -> tuple[list[Fraction], list[Fraction]]:
    """Đường đi tuyến tính đến các mục tiêu: for each year the weight of the start and the part of the
    targets, exactly.

    The path is `weight * start + part`: linear from the start at the first year through the targets, level
    after the last.
    """
    points = sorted((y, t) for y, t in targets.items() if y > years[0])
    weights, parts = [], []
    for year in years:
        before = [(y, t) for y, t in points if y <= year]
        after = [(y, t) for y, t in points if y > year]
        y0, from_start = (before[-1][0], Fraction(0)) if before else (years[0], Fraction(1))
        t0 = before[-1][1] if before else Fraction(0)
        share = Fraction(year - y0, after[0][0] - y0) if after else Fraction(0)
        weights.append(from_start * (1 - share))
        parts.append(t0 * (1 - share) + (after[0][1] * share if after else 0))
    return weights, parts


def _path(entry: RoadmapEntry, start: Array, years: tuple[int, ...], findings: Findings) -> Array:
    """The target of each chosen unit by year, from its base-year ratio."""
    for year in entry.targets:
        if year <= years[0]:
            findings.plan("target_ignored", NOTE, year=year, of="roadmap")
    weights, parts = yearly_path({y: Fraction(t) for y, t in entry.targets.items()}, years)
    weight: Array = np.array([float(w) for w in weights])
    path: Array = start[:, None] * weight + np.array([float(p) for p in parts])
    return path


def own_without_state(drivers: Drivers, rows: NDArray[np.intp]) -> Array:
    """Nguồn thu ngoài ngân sách của các đơn vị ở `rows` (m, Y), đồng: own revenue before the roadmap without
    orders and the compensation of tuition, which the State pays; what the growth is of.
    """
    lines = drivers.lines
    return drivers.own_revenue[rows] - lines["orders"][rows] - lines["compensation"][rows]


def _implied_growth(drivers: Drivers, rows: NDArray[np.intp], revenue: Array) -> Array:
    """Tăng thu bình quân năm mà lộ trình đòi hỏi, of own revenue without State money, for the units of
    `rows`; NaN where nothing is asked or there was none to grow.
    """
    own = own_without_state(drivers, rows)
    start = own[:, :1]
    n = np.maximum(1, np.arange(own.shape[1]))
    grows = (revenue > 0) & (start > 0)
    # Row by row: where one exponent runs down a whole column, NumPy's power may differ in the last bit.
    times = np.divide(np.maximum(0.0, own + revenue), start, out=np.ones(own.shape), where=grows)
    return np.where(grows, times ** (1.0 / n) - 1.0, np.nan)
