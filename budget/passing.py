"""Năm giảm quá mục tiêu: the years in which what stands before a target takes more than it asks, and the plan
that takes no more.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from budget.lowering import Lower, lower, lowered, met
from budget.roadmap import yearly_path
from budget.scenario import changed
from budget.simulate import Result, simulate

SEEN = 0.001
"""The least that two shares differ by where they print apart."""
DIGITS = 3
"""Of a share that a roadmap sets."""


def passed_years(result: Result, number: int) -> dict[int, float]:
    """Năm mà lộ trình và các thẻ trước giảm quá mục tiêu của biện pháp số `number` (from 1): the share of its
    scope that they reach by year, where it prints above the target's.

    Raises ValueError for a scenario that was not computed.
    """
    found = {year: met(result, year, number) for year in result.years[1:]}
    return {y: one.reached for y, one in found.items() if one and one.reached >= one.share + SEEN}


def lowered_in(result: Result, number: int, years: tuple[int, ...]) -> Result:
    """Phương án mà các năm ấy chỉ giảm đúng mục tiêu của biện pháp số `number`, by one card a year, the last
    year first: a roadmap gets a target of the year's own, so that no other year changes, and never falls
    below one of an earlier year.
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
        held = _held(apart or then, one, years)
        if held.after < held.before:
            then = lowered(apart or then, held)
    return then


def _with_own_target(result: Result, one: Lower, year: int) -> Result | None:
    """Phương án mà lộ trình có mục tiêu riêng của năm, where its path is drawn by targets of others alone and
    no unit's own start; else None.
    """
    if one.part != "roadmap" or one.year == year:
        return None
    place = one.number - 1
    targets = {y: Fraction(value) for y, value in result.scenario.roadmap[place].targets.items()}
    weights, parts = yearly_path(targets, result.years)
    j = result.year(year)
    if weights[j]:
        return None
    own = Decimal(str(float(round(parts[j], DIGITS))))
    scenario = changed(result.scenario, ("roadmap", place, "targets", str(year)), own)
    return simulate(result.units, scenario, result.law)


def _held(result: Result, one: Lower, years: tuple[int, ...]) -> Lower:
    """Mức hạ không dưới mục tiêu của năm trước trên cùng thẻ lộ trình, but for the `years` lowered too."""
    if one.part != "roadmap" or one.year is None:
        return one
    targets = result.scenario.roadmap[one.number - 1].targets
    earlier = [Decimal(value) for y, value in targets.items() if y < one.year and y not in years]
    return replace(one, after=max([one.after, *earlier]))
