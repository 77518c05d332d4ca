"""Kết cục từng năm của một lần thử: of the indicators only what draws are asked, of all years at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budget.indicators import Indicators, deficit_before
from budget.money import Array, below_one, whole
from budget.select import Mask
from budget.simulate import Result
from budget.targeted import aim


@dataclass(frozen=True, slots=True)
class Outcome:
    """Kết cục của một năm: as in Indicators, how many units in the plan's own scope are in deficit, and how
    many targets of cuts the year has and misses.
    """

    support: int
    status_quo: int
    saved: int
    norm_gap: int
    schools_at_norm: int
    schools_below_norm: int
    deficit_units: int
    inside_deficit_units: int
    lacking: int
    deeper_units: int
    quo_deficit_units: int
    quo_lacking: int
    targets: int
    missed_targets: int


def outcome(of: Indicators) -> Outcome:
    """Kết cục của những chỉ tiêu này, whose units are taken to be those of the scope; of no target."""
    return Outcome(
        of.support,
        of.status_quo,
        of.saved,
        of.norm_gap,
        of.schools_at_norm,
        of.schools_below_norm,
        of.deficit_units,
        of.deficit_units,
        of.lacking,
        of.deeper_units,
        of.quo_deficit_units,
        of.quo_lacking,
        0,
        0,
    )


def outcomes(result: Result, inside: Mask) -> tuple[Outcome, ...]:
    """Kết cục của mọi năm; `inside` (n,) are the units of the plan's own scope. Raises ValueError for a
    scenario that was not computed.
    """
    steps = result.steps
    if steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    norm, coverage = result["norm"], result["coverage"]
    normed = result.units.school[:, None] & ~np.isnan(coverage)
    below = normed & below_one(coverage)
    gap = np.where(normed & (norm > 0), whole(np.maximum(0.0, norm - result["available"])), 0.0)
    lacks, lacked = (_lacking(x) for x in (result["balance"], deficit_before(steps)))
    columns = (
        _sums(whole(result["support"])),
        _sums(whole(result["status_quo"])),
        _sums(whole(result["released"])) + _sums(whole(result["cut"])),
        _sums(gap),
        _sums(normed & ~below),
        _sums(below),
        _sums(lacks > 0),
        _sums(lacks[inside] > 0),
        _sums(lacks),
        _sums(lacks > lacked),
        _sums(lacked > 0),
        _sums(lacked),
        *_targets(result),
    )
    return tuple(Outcome(*of_year) for of_year in zip(*(one.tolist() for one in columns), strict=True))


def _targets(result: Result) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Mục tiêu giảm của từng năm, how many there are and how many the whole plan misses, by year (Y,)."""
    found = np.zeros((2, len(result.years)), dtype=np.int64)
    for target in filter(None, result.steps.reductions.targets if result.steps else ()):
        for j, year in enumerate(result.years):
            if target.shares[j]:
                found[:, j] += 1, aim(result, year, target).missing > 0
    return found[0], found[1]


def _lacking(balance: Array) -> Array:
    """What is missing (n, Y), whole đồng, 0 where nothing is."""
    return -np.minimum(0.0, whole(balance))


def _sums(amounts: NDArray[np.float64] | NDArray[np.bool_]) -> NDArray[np.int64]:
    """The exact sum over units, by year (Y,)."""
    return np.asarray(amounts.astype(np.int64).sum(axis=0))
