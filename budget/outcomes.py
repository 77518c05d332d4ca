"""Kết cục từng năm của một lần thử: of the indicators only what draws are asked, of all years at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budget.indicators import Indicators, deficit_before
from budget.money import Array, below_one, whole
from budget.select import Mask
from budget.simulate import Result


@dataclass(frozen=True, slots=True)
class Outcome:
    """Kết cục của một năm: as in Indicators, and how many units in the plan's own scope are in deficit."""

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


def outcome(of: Indicators) -> Outcome:
    """Kết cục của những chỉ tiêu này, whose units are taken to be those of the scope."""
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
    )
    return tuple(Outcome(*of_year) for of_year in zip(*(one.tolist() for one in columns), strict=True))


def _lacking(balance: Array) -> Array:
    """What is missing (n, Y), whole đồng, 0 where nothing is."""
    return -np.minimum(0.0, whole(balance))


def _sums(amounts: NDArray[np.float64] | NDArray[np.bool_]) -> NDArray[np.int64]:
    """The exact sum over units, by year (Y,)."""
    return np.asarray(amounts.astype(np.int64).sum(axis=0))
