"""Nâng lộ trình để đạt mục tiêu giảm: by how much all its targets must rise, and what then comes out."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from budget.live import REACH, ROADMAP
from budget.reductions import TargetYear
from budget.scenario import Scenario
from budget.simulate import Result, simulate

POINT = Decimal("0.01")


def missed(result: Result, year: int) -> list[TargetYear]:
    """Các mục tiêu giảm của năm không đạt, because units have come to their limits."""
    return result.steps.reductions.missed(result.year(year)) if result.steps else []


def raised(
    result: Result, year: int, plan: Callable[[Decimal], Scenario], start: Decimal
) -> tuple[Decimal, Result] | None:
    """Mức cộng vào mọi mốc của lộ trình để không mục tiêu nào của năm còn thiếu: the lowest in whole points
    above `start`, and what then comes out, by halving: the higher the roadmap, the less the measures have to
    take. `plan` makes the plan of a level; None where no level within the reach of the lever is enough.
    """

    def then(points: int) -> Result:
        return simulate(result.units, plan(points * POINT), result.law)

    low, high = int(start / POINT), int(Decimal(REACH[ROADMAP][0]) / POINT)
    if low >= high or missed(best := then(high), year):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        found = then(middle)
        if missed(found, year):
            low = middle
        else:
            high, best = middle, found
    return high * POINT, best
