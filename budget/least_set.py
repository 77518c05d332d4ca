"""Mục tiêu vừa đặt ở mức ít nhất: what a wish sets of a roadmap, lowered as far as what it is for holds."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal

import numpy as np

from budget.granted import STEP, lacking, missed_years, takes
from budget.granting import owed_yet
from budget.money import total
from budget.planning import scope_of
from budget.scenario import Scenario, changed
from budget.simulate import Result
from budget.wished import wish_scope
from budget.wishes import CutWish


def least_set(
    then: Result, result: Result, year: int, wish: CutWish, compute: Callable[[Scenario], Result]
) -> Result:
    """Phương án `then` với mục tiêu mới của năm hạ từng phần nghìn, of the card whose units spend most first,
    while what is wanted is cut and nothing else gets worse: each year was sought for itself, and what one
    asks may spare another something. No target falls below what the plan (`result`) had.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    first = then
    for k, spent in _spending(then, result, year):
        more = takes(then, year).total - wish.wanted
        if more <= 0:
            break
        most = min(_above(then, result, year, k), math.ceil(more * STEP / spent))
        low, high, steps = 0, most + 1, 1
        # where one step is too much, so are more
        while low < steps < high:
            lower = compute(_with_less(then, year, k, steps))
            if as_well(lower, first, year, wish):
                low, best = steps, lower
            else:
                high = steps
            steps = (low + high) // 2
        then = best if low else then
    return then


def _spending(then: Result, result: Result, year: int) -> list[tuple[int, int]]:
    """Thẻ mới có mục tiêu của năm, by position, and what its units spend in it, đồng; the largest first."""
    found = [
        (k, total(then["spending"][scope_of(then, entry.units), then.year(year)]))
        for k, entry in enumerate(then.scenario.roadmap)
        if entry not in result.scenario.roadmap and year in entry.targets
    ]
    return sorted(((k, spent) for k, spent in found if spent > 0), key=lambda one: -one[1])


def _above(then: Result, result: Result, year: int, k: int) -> int:
    """Mấy phần nghìn thẻ đứng trên mục tiêu phương án đã có và trên mục tiêu năm trước của chính thẻ."""
    entry = then.scenario.roadmap[k]
    had = np.nan_to_num(result["target"][scope_of(then, entry.units), result.year(year)])
    earlier = (float(value) for y, value in entry.targets.items() if y < year)
    least: float = max([0.0, *earlier, float(had.max(initial=0.0))])
    return math.floor((float(entry.targets[year]) - least) * STEP + 1 / STEP)


def _with_less(then: Result, year: int, k: int, steps: int) -> Scenario:
    value = then.scenario.roadmap[k].targets[year] - Decimal(steps) / STEP
    return changed(then.scenario, ("roadmap", k, "targets", str(year)), value)


def as_well(lower: Result, first: Result, year: int, wish: CutWish) -> bool:
    """Vẫn giảm đủ, and in no year more of a target is missed or a unit lacks more; nor owes more by law."""
    missed, others = missed_years(lower), missed_years(first)
    if takes(lower, year).total < wish.wanted or any(missed[y] > others.get(y, 0) for y in missed):
        return False
    return not (owed_yet(lower, year) > owed_yet(first, year)).any() and not worse(lower, first, wish)


def worse(lower: Result, first: Result, wish: CutWish) -> int:
    """Mấy đơn vị của điều muốn thiếu hơn trước, beyond the condition, in a year after the base year."""
    more = np.zeros(len(lower.units), dtype=bool)
    for y in lower.years[1:]:
        more |= lacking(lower, y, no_more=wish.no_more) > lacking(first, y, no_more=wish.no_more)
    return int((wish_scope(lower) & more).sum())
