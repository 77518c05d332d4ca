"""Phương án với điều muốn giảm: the roadmap and the measures that grant a wish, the least changed that do."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from budget.granted import lacking, missed_years, takes
from budget.granting import as_set, breaks, falls_short, only_owed, stands, unasked
from budget.least_change import does_as_well, least_changed, other_targets
from budget.least_set import least_set
from budget.scenario import Reduction, RoadmapEntry, Scenario, changed
from budget.simulate import Result
from budget.wished import wish_scope
from budget.wishes import CutWish, cut_wish, minimum_through, roadmap_through

Compute = Callable[[Scenario], Result]
"""What a plan of the same data and law comes to."""


def granted(result: Result, year: int, wish: CutWish, share: Decimal, compute: Compute) -> Result:
    """Phương án với điều muốn có: the roadmap that would do, for the years before and those of the target
    too, and of the ways to set the measures the one that changes the plan's cards least and does as well as
    the last, that does for any plan. Where the plan as it stands does, its roadmap stays. Of the milder
    condition it is the plan of the stricter one where that asks and cuts no more.

    Raises ValueError for a scenario that was not computed.
    """
    found = _granted(result, year, wish, share, compute)
    if wish.no_more and found.scenario.roadmap != result.scenario.roadmap:
        strict = cut_wish(result, year, share, at_most=wish.at_most)
        other = found if strict.beyond else _granted(result, year, strict, share, compute)
        found = other if _asks_no_more(other, found, result, year, wish) else found
    return least_set(found, result, year, wish, compute)


def parts(then: Result) -> tuple[list[RoadmapEntry], list[Reduction]]:
    """Lộ trình và các biện pháp, all that a wish changes of a plan."""
    return then.scenario.roadmap, then.scenario.reductions


def _granted(result: Result, year: int, wish: CutWish, share: Decimal, compute: Compute) -> Result:
    *ways, last = least_changed(result, year, share)
    road = result.scenario
    if not stands(result, year, wish):
        # where the plan is only short of the minimum, what it takes besides stays, in every year
        only = only_owed(result, year, wish).any()
        entries = (
            minimum_through(result, year, wish)
            if only
            else roadmap_through(result, year, wish, share, other_targets(result, year))
        )
        road = changed(road, ("roadmap",), entries)

    def with_(measures: list[dict[str, Any]]) -> Result:
        return compute(changed(road, ("reductions",), measures))

    sure = with_(last)
    as_well = (then for then in map(with_, ways) if does_as_well(then, sure, year, no_more=wish.no_more))
    found = next(as_well, sure)
    return result if falls_short(found, result, year, wish) else found


def as_granted(wish: CutWish, result: Result, then: Result, year: int) -> CutWish:
    """Điều muốn giảm với mục tiêu và số thu của phương án đặt nó (`then`)."""
    alike = then.scenario.roadmap == result.scenario.roadmap
    return unasked(wish) if alike else as_set(wish, result, then, year)


def _asks_no_more(one: Result, other: Result, result: Result, year: int, wish: CutWish) -> bool:
    """Phương án này đủ điều muốn mà không đòi thu nhiều hơn, không giảm nhiều hơn phương án kia, and in no
    year misses more of a target or lets a unit of the wish lack more beyond the condition.
    """
    of, gone = wish_scope(result), takes(one, year).total
    asks = [as_granted(wish, result, then, year).revenue for then in (one, other)]
    if not wish.wanted <= gone <= takes(other, year).total or asks[0] > asks[1] or breaks(one, year, wish):
        return False
    missed, others = missed_years(one), missed_years(other)
    if any(missed[y] > others.get(y, 0) for y in missed):
        return False
    return all(
        (lacking(one, y, no_more=True) <= lacking(other, y, no_more=True))[of].all() for y in one.years[1:]
    )
