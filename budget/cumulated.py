"""Mức giảm cộng lại so với năm gốc: a rate for each year that takes of every unit the same share of its own
base support, cumulated (model, section 6: what the roadmap and earlier measures took counts).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

import numpy as np

from budget.money import Array, total, whole
from budget.planning import scope_of
from budget.reductions import SCOPE, cut_rates
from budget.roadmap import yearly_path
from budget.select import Mask
from budget.simulate import Result

PLACES = Decimal("1e-15")
"""To what a rate is rounded up, so that the share is reached to the đồng."""

SAID = Decimal("1e-6")
"""The finest share, or rate, that is typed: four decimals of a percent."""


def yearly_rates(shares: Mapping[int, Decimal], base_year: int) -> dict[int, Decimal]:
    """Tỷ lệ từng năm để cộng lại đạt các mức: `shares` of the base support by year, fractions of one, years
    between them on the straight line from 0 at the base year, level after the last.

    rate(t) = 1 - (1 - c(t)) / (1 - c(t-1)), rounded up. What was taken is not given back: a lower share after
    a higher one is a year without a rate.
    """
    years = tuple(range(base_year, max(shares, default=base_year) + 1))
    _, path = yearly_path({y: Fraction(share) for y, share in shares.items()}, years)
    rates, kept = {}, Fraction(1)
    for year, share in zip(years[1:], path[1:], strict=True):
        rate = _up(1 - (1 - share) / kept, PLACES) if kept else Decimal(0)
        if rate > 0:
            rates[year] = rate
            kept *= 1 - Fraction(rate)
    return rates


def shares_of(rates: Mapping[int, Decimal], base_year: int | None = None) -> dict[int, Decimal] | None:
    """Các mức cộng lại mà tỷ lệ từng năm đạt, as few as say all; None where the rates are no such path, or
    were typed as they are. Without a base year the path begins before the first rate.
    """
    return _shares_of(tuple(sorted(rates.items())), base_year)


@cache
def _shares_of(rates: tuple[tuple[int, Decimal], ...], base_year: int | None) -> dict[int, Decimal] | None:
    given = {year: rate for year, rate in rates if rate}
    if all(rate == _down(Fraction(rate), SAID) for rate in given.values()):
        return None
    start, kept, shares = base_year or min(given) - 1, Fraction(1), dict[int, Decimal]()
    for year in range(start + 1, max(given) + 1):
        kept *= 1 - Fraction(given.get(year, 0))
        share = _down(1 - kept, SAID)
        # a share that was typed is met but for what its rate was rounded by
        if 1 - kept - Fraction(share) <= Fraction(PLACES):
            shares[year] = share
    for year in sorted(shares)[:-1]:
        fewer = {y: share for y, share in shares.items() if y != year}
        if yearly_rates(fewer, start) == given:
            shares = fewer
    return shares if yearly_rates(shares, start) == given else None


def share_by(rates: Mapping[int, Decimal], year: int) -> Decimal:
    """Mức cộng lại đến một năm, to the finest share that is typed."""
    kept = Fraction(1)
    for rate in (rate for y, rate in rates.items() if y <= year):
        kept *= 1 - Fraction(rate)
    return _down(1 - kept, SAID)


def with_share(rates: Mapping[int, Decimal], year: int, share: Decimal) -> dict[int, Decimal]:
    """Tỷ lệ từng năm khi mức cộng lại đến một năm là `share`: the others stay, but none before it is more."""
    shares = shares_of(rates) or {y: share_by(rates, y) for y in rates}
    before = {y: min(other, share) if y < year else other for y, other in shares.items()}
    return yearly_rates(before | {year: share}, min(rates, default=year) - 1)


def _down(value: Fraction, step: Decimal) -> Decimal:
    """A fraction of one, to whole steps."""
    return math.floor(value / Fraction(step)) * step


def _up(value: Fraction, step: Decimal) -> Decimal:
    return math.ceil(value / Fraction(step)) * step


@dataclass(frozen=True)
class Reached:
    """Một thẻ tỷ lệ trong một năm: the `share` of its own base support that each unit of the scope gives up,
    and what `units` give up in all by it and all before it: `taken` of `base`, đồng. `more`: those that the
    roadmap or earlier measures cut beyond the share; `short`: those that cannot give it, with `missing` in
    all. Both (n,).
    """

    share: float
    units: int
    taken: int
    base: int
    more: Mask
    short: Mask
    missing: int

    @property
    def of(self) -> float:
        """Mức giảm của cả phạm vi."""
        return self.taken / self.base if self.base else 0.0


def reached(result: Result, year: int, number: int) -> Reached:
    """Thẻ tỷ lệ số `number` (from 1) đạt đến đâu.

    Raises ValueError for a scenario that was not computed.
    """
    measure, j = result.scenario.reductions[number - 1], result.year(year)
    scope = scope_of(result, measure.units, SCOPE)
    steps = result.steps
    assert steps is not None  # scope_of refuses what was not computed
    rates = cut_rates(measure, result.units, steps.drivers, result.law, result.years)[0, : j + 1]
    share = float(1.0 - np.prod(1.0 - rates))
    base, before = result.units["support"], steps.reductions.stands[number - 1].taken[:, j]
    aim: Array = whole(base * share)
    taken = before + whole(steps.reductions.cuts[number - 1][:, j])
    short = scope & (taken < aim)
    return Reached(
        share=share,
        units=int(scope.sum()),
        taken=total(taken[scope]),
        base=total(base[scope]),
        more=scope & (before > aim),
        short=short,
        missing=total((aim - taken)[short]),
    )
