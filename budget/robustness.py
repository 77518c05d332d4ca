"""Độ bền vững của phương án: the same plan under other prices, pay and pupils, one at a time and all at once.

Draws are made from a seed: the same seed gives the same figures on every computer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from budget.indicators import Indicators, indicators
from budget.law import Law
from budget.money import Array
from budget.scenario import Scenario
from budget.simulate import simulate
from budget.units import Units

SPREAD: Mapping[str, Decimal] = {
    "inflation": Decimal("0.02"),
    "base_pay_growth": Decimal("0.03"),
    "pupils_growth": Decimal("0.01"),
}
"""How far each factor is moved to either side of the plan, as a yearly rate; draws lie within it, most near
the plan.
"""

SCHOOLS = ("preschool", "primary", "lower_secondary", "combined")
QUANTILES = (0.1, 0.5, 0.9)
PLACES = Decimal("0.000001")


@dataclass(frozen=True)
class Swing:
    """Ảnh hưởng của một yếu tố: the indicators of the year with the factor low and high, all else as in the
    plan.
    """

    factor: str
    change: Decimal
    low: Indicators
    high: Indicators


@dataclass(frozen=True)
class Fan:
    """Dải kết quả qua nhiều lần thử: quantiles P10, P50, P90 of a figure by year (3, Y), and how often a
    goal is met.

    `reached`: share of the draws in which the goal of the year holds (Y,); the goal is the caller's.
    """

    years: tuple[int, ...]
    draws: int
    quantiles: Array
    reached: Array


def moved(scenario: Scenario, factor: str, by: Decimal) -> Scenario:
    """Phương án với một yếu tố khác đi: a yearly rate added to inflation, to base pay or to the pupils of
    every school kind.
    """
    assumptions = scenario.assumptions
    if factor == "pupils_growth":
        known = {str(kind): rate for kind, rate in assumptions.pupils_growth.items()}
        growth = {kind: _rate(known.get(kind, Decimal(0)) + by) for kind in SCHOOLS}
        changed: dict[str, object] = {"pupils_growth": growth}
    else:
        changed = {factor: _rate(getattr(assumptions, factor) + by)}
    return scenario.model_copy(update={"assumptions": assumptions.model_copy(update=changed)})


def _rate(rate: Decimal) -> Decimal:
    """No rate falls to -100 %: nothing would be left."""
    return max(Decimal("-0.99"), rate.quantize(PLACES))


def swings(units: Units, scenario: Scenario, law: Law, year: int) -> tuple[Swing, ...]:
    """Độ nhạy của phương án theo từng yếu tố: one factor at a time, both ways.

    Raises ValueError for a year out of reach.
    """

    def at(factor: str, by: Decimal) -> Indicators:
        return indicators(simulate(units, moved(scenario, factor, by), law), year)

    return tuple(Swing(factor, by, at(factor, -by), at(factor, by)) for factor, by in SPREAD.items())


def draws(scenario: Scenario, count: int, seed: int) -> Iterator[Scenario]:
    """Các lần thử: each factor moved by a triangular draw around the plan, all at once."""
    random = np.random.default_rng(seed)
    for _ in range(count):
        drawn = scenario
        for factor, by in SPREAD.items():
            step = Decimal(repr(float(random.triangular(-1.0, 0.0, 1.0)))) * by
            drawn = moved(drawn, factor, step.quantize(PLACES))
        yield drawn


def fan(
    units: Units,
    scenario: Scenario,
    law: Law,
    figure: Callable[[Indicators], float],
    goal: Callable[[Indicators], bool],
    *,
    count: int = 200,
    seed: int = 1,
    progress: Callable[[float], None] | None = None,
) -> Fan:
    """Dải kết quả của một chỉ tiêu theo năm qua `count` lần thử, and how often the goal of each year is
    reached.
    """
    years = scenario.years(units.base_year)
    values, met = np.empty((count, len(years))), np.empty((count, len(years)), dtype=bool)
    for n, drawn in enumerate(draws(scenario, count, seed)):
        result = simulate(units, drawn, law)
        for j, year in enumerate(years):
            found = indicators(result, year)
            values[n, j], met[n, j] = figure(found), goal(found)
        if progress is not None:
            progress((n + 1) / count)
    return Fan(years, count, np.quantile(values, QUANTILES, axis=0), met.mean(axis=0))
