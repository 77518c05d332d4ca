"""Tìm mức của một thẻ lộ trình: the degree of self-financing at which its units release what is wished, and
the highest that none of them can hardly reach.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from budget.asked import hard_by_year
from budget.money import total, whole_number
from budget.pathways import entries_of
from budget.planning import sums
from budget.scenario import Scenario, changed
from budget.select import Mask
from budget.simulate import Result, simulate
from budget.wished import wish_scope

STEP = 1000
"""Steps in one: a target goes by a tenth of a percent."""


@dataclass(frozen=True)
class Sought:
    """Mục tiêu `degree` (fraction of one) của thẻ trong năm: what its units then release, earn and save,
    đồng, and how many of them can hardly reach it in the year or before.
    """

    degree: Decimal
    released: int
    revenue: int
    saving: int
    hard: int

    def missing(self, wanted: int) -> int:
        """Còn thiếu so với số muốn giảm, đồng."""
        return max(0, wanted - self.released)


def of_card(result: Result, place: int) -> Mask:
    """Đơn vị theo thẻ lộ trình ở vị trí `place` (n,): those that no later card takes."""
    entry = result.scenario.roadmap[place]
    return np.array([one is entry for one in entries_of(result)], dtype=np.bool_)


def wanted_of(result: Result, place: int, share: Decimal) -> int:
    """Phần `share` kinh phí năm gốc của các đơn vị theo thẻ, đồng."""
    return whole_number(Fraction(share) * total(result.units["support"][of_card(result, place)]))


def of_service(result: Result, place: int, found: Sought) -> tuple[int, float] | None:
    """Mấy đơn vị mà một mục tiêu giảm chi tính, and what of their base support the card then releases; None
    where these are the units of the card.
    """
    service = wish_scope(result)
    base = total(result.units["support"][service])
    if not base or np.array_equal(service, of_card(result, place)):
        return None
    return int(service.sum()), found.released / base


def with_degree(scenario: Scenario, place: int, year: int, degree: Decimal) -> Scenario:
    """Phương án mà thẻ có mục tiêu ấy trong năm; its other years stay."""
    return changed(scenario, ("roadmap", place, "targets", str(year)), degree)


def at_degree(result: Result, place: int, year: int, degree: Decimal) -> Sought:
    """Điều theo sau một mục tiêu. Raises ValueError for a year without one: the base year."""
    if year <= result.years[0]:
        raise ValueError(f"{year} is not after the base year: a roadmap asks nothing in it")
    then = simulate(result.units, with_degree(result.scenario, place, year, degree), result.law)
    within = of_card(result, place)
    found = sums(then, year, ("released", "roadmap_revenue", "roadmap_saving"), within)
    hard = {name for y, of in hard_by_year(then, within).items() if y <= year for name in of}
    return Sought(degree, found["released"], found["roadmap_revenue"], found["roadmap_saving"], len(hard))


def for_release(result: Result, place: int, year: int, wanted: int) -> Sought:
    """Mục tiêu thấp nhất mà các đơn vị của thẻ giảm ít nhất `wanted` đồng trong năm; that of 100 % where even
    that does not.
    """
    return _first(lambda one: one.released >= wanted, result, place, year)


def plausible(result: Result, place: int, year: int) -> Sought | None:
    """Mục tiêu cao nhất mà không đơn vị nào của thẻ khó đạt; None where every one that asks something is hard
    for somebody.
    """
    first = _first(lambda one: one.hard > 0, result, place, year)
    if not first.hard:
        return first
    if not first.degree:
        return None
    below = at_degree(result, place, year, first.degree - Decimal(1) / STEP)
    return below if below.revenue or below.saving else None


def _first(holds: Callable[[Sought], bool], result: Result, place: int, year: int) -> Sought:
    """The lowest degree for which it holds, by halving: what holds for one holds for a higher one; 100 %
    where it holds for none.
    """
    low, high = -1, STEP
    found = at_degree(result, place, year, Decimal(1))
    while high - low > 1:
        middle = (low + high) // 2
        one = at_degree(result, place, year, Decimal(middle) / STEP)
        if holds(one):
            high, found = middle, one
        else:
            low = middle
    return found
