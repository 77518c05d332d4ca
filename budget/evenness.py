"""Mức giảm chia đều hay không: of the units that a target is for, who gives up the smallest and the largest
share of its own support.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budget.planning import given_up
from budget.select import Mask
from budget.simulate import Result


@dataclass(frozen=True)
class Extremes:
    """Mức giảm thấp nhất và cao nhất, fractions of one of each unit's own support, and the positions of the
    units that have them.
    """

    low: float
    high: float
    lowest: tuple[int, ...]
    highest: tuple[int, ...]


def extremes(result: Result, year: int, within: Mask, *, quo: bool = False) -> Extremes | None:
    """Ai giảm ít nhất, ai giảm nhiều nhất của các đơn vị (n,), by roadmap and measures: a share of what each
    has in the base year or, with `quo`, under the status quo. None where fewer than two have any.

    Raises ValueError for a scenario that was not computed.
    """
    gone = given_up(result, year)
    base = result["status_quo"][:, result.year(year)] if quo else result.units["support"]
    asked = within & (base > 0)
    if int(asked.sum()) < 2:
        return None
    share = np.divide(gone, base, out=np.full(len(base), np.nan), where=asked)
    low, high = float(np.nanmin(share)), float(np.nanmax(share))
    lowest, highest = (tuple(np.flatnonzero(asked & (share == edge)).tolist()) for edge in (low, high))
    return Extremes(low, high, lowest, highest)
