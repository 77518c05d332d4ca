"""Đơn vị khó đạt lộ trình trong năm nào, and how high a target would not be too much."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budget.money import six_digits
from budget.roadmap import own_without_state
from budget.simulate import Result

THOUSAND = 1000
LEAN = 1e-9
"""What float64 may leave of a whole tenth of a percent."""


@dataclass(frozen=True)
class Hard:
    """Một năm khó đạt của một đơn vị: the `growth` of revenue a year from the base year that is asked of it,
    and the `highest` target, down to a tenth of a percent, that asks no more than the plan holds plausible;
    None where a part of the target is saved, so that another part decides.
    """

    year: int
    growth: float
    highest: float | None


@dataclass(frozen=True)
class Steepest:
    """Mức tăng thu nhanh nhất: the unit, the year, and the `growth` of its revenue over the year before."""

    unit: str
    year: int
    growth: float


def steepest(result: Result) -> Steepest | None:
    """Đơn vị phải tăng thu nhanh nhất so với năm trước, of all units and years of which the roadmap asks
    revenue: the first year, then the first unit, of equal ones; None where it asks none of a unit that earned
    something the year before.

    Raises ValueError for a scenario that was not computed.
    """
    steps = result.steps
    if steps is None:
        raise ValueError("a scenario that was not computed")
    rows = steps.roadmap.rows
    asked = result["roadmap_revenue"][rows]
    earns = own_without_state(steps.drivers, rows) + asked
    was, now = earns[:, :-1], earns[:, 1:]
    grows = (asked[:, 1:] > 0) & (was > 0)
    if not grows.any():
        return None
    times = six_digits(np.divide(now, was, out=np.zeros_like(now), where=grows))
    j, i = np.unravel_index(int(np.argmax(times.T)), times.T.shape)
    return Steepest(result.units.name[rows[i]], result.years[j + 1], float(times[i, j]) - 1)


def hard_years(result: Result) -> list[tuple[int, tuple[Hard, ...]]]:
    """Các đơn vị khó đạt: position and years, who must grow most first, equal ones by code.

    Raises ValueError for a scenario that was not computed.
    """
    steps = result.steps
    if steps is None:
        raise ValueError("a scenario that was not computed")
    limit = float(result.scenario.assumptions.plausible_growth)
    found: dict[int, list[Hard]] = {}
    for one in result.findings.of("roadmap_implausible"):
        if one.unit is None or one.year is None:
            continue
        i, j = result.units.position(one.unit), result.year(one.year)
        own = own_without_state(steps.drivers, np.array([i], dtype=np.intp))[0]
        room = own[0] * (1 + limit) ** j - own[j]
        spending = float(steps.drivers.spending[i, j])
        highest = None
        if spending > 0 and own[0] > 0 and not result["roadmap_saving"][i, j] > 0:
            reached = (float(steps.drivers.own_revenue[i, j]) + max(0.0, room)) / spending
            highest = np.floor(reached * THOUSAND + LEAN) / THOUSAND
        found.setdefault(i, []).append(Hard(one.year, float(six_digits(one.numbers["growth"])), highest))
    code = result.units.code
    listed = [(i, tuple(years)) for i, years in found.items()]
    return sorted(listed, key=lambda one: (-max(year.growth for year in one[1]), code[one[0]]))
