"""Năm giảm quá mục tiêu: the years in which what stands before a target takes more than it asks, and the plan
that takes no more.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from budget.lowering import Lower, lower, lowered, met
from budget.roadmap import yearly_path
from budget.scenario import changed
from budget.simulate import Result, simulate

SEEN = 0.001
"""The least that two shares differ by where they print apart."""
BETWEEN = 0.005
"""What a year may pass a target that nobody set for it, drawn between those of others."""
DIGITS = 3
"""Of a share that a roadmap sets."""


def passed_years(result: Result, number: int) -> dict[int, float]:
    """Năm mà lộ trình và các thẻ trước giảm quá mục tiêu của biện pháp số `number` (from 1): the share of its
    scope that they reach by year, where it prints above the target's, or is well above one between two years.

    Raises ValueError for a scenario that was not computed.
    """
    found = {year: met(result, year, number) for year in result.years[1:]}
    own = result.scenario.reductions[number - 1].target or {}
    last = max(own, default=0)
    slack = {year: SEEN if year in own or year > last else BETWEEN for year in found}
    return {y: one.reached for y, one in found.items() if one and one.reached >= one.share + slack[y]}


def lowered_in(result: Result, number: int, years: tuple[int, ...]) -> Result:
    """Phương án mà các năm ấy chỉ giảm đúng mục tiêu của biện pháp số `number`, by one card a year, the last
    year first: a path gets a target of the year's own, so that no other year changes.
    """
    then = result
    for year in sorted(years, reverse=True):
        over = met(then, year, number)
        one = lower(then, year, over.wanted, over.scope, number) if over and over.over > 0 else None
        if over is None or one is None or one.after == one.before:
            continue
        apart = _with_own_target(then, one, year)
        if apart is not None:
            one = lower(apart, year, over.wanted, over.scope, number) or one
        then = lowered(apart or then, one)
    return then


def _with_own_target(result: Result, one: Lower, year: int) -> Result | None:
    """Phương án mà thẻ có mục tiêu riêng của năm, where its path is drawn by targets of others alone; else
    None: between a unit's own start and the first target of a roadmap, and for rates.
    """
    place, j = one.number - 1, result.year(year)
    roadmap = one.part == "roadmap"
    drawn = result.scenario.roadmap[place].targets if roadmap else result.scenario.reductions[place].target
    if one.year in (None, year) or not drawn:
        return None
    weights, parts = yearly_path({y: Fraction(value) for y, value in drawn.items()}, result.years)
    # a target of what is cut starts from nothing
    if roadmap and weights[j]:
        return None
    own = Decimal(str(float(round(parts[j], DIGITS))))
    path = (one.part, place, "targets" if roadmap else "target", str(year))
    return simulate(result.units, changed(result.scenario, path, own), result.law)
