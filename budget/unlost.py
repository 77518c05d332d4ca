"""Đơn vị trong phạm vi giảm chi mà không mất: who of them gets as much as under the status quo, and why."""

from __future__ import annotations

import numpy as np

from budget.money import whole
from budget.planning import cut_scope, legal_minimum
from budget.reductions import SCOPE
from budget.risks import gone_and_given
from budget.select import Mask, pick
from budget.simulate import Result
from budget.targeted import aimed_units, roadmap_alone

REASONS = ("nothing", "made_up", "exempt", "spared", "untargeted", "outside", "above", "met", "rest")
"""There is nothing to take; what is cut is given back; the law spares a unit that a measure means, or one
that none means; it asks nothing of its group, and no other measure is for it, where a target of the year that
is for others leaves it out by choice; the unit stands at or above its
target; else its measures take nothing of it.
"""

OUTSIDE = "spared"
"""The reason of who stands outside the scope of the cuts."""


def unlost(result: Result, year: int) -> dict[str, list[int]]:
    """Đơn vị không mất so với hiện trạng cùng năm, positions by one of REASONS, of those that a measure or
    the law means: so is a unit of group 3 that it spares. A reason that holds for none is left out.

    Law: minimum_yearly_reduction, exemption, essential_kinds. Raises ValueError for a scenario that was not
    computed.
    """
    j = result.year(year)
    gone, _ = gone_and_given(result, year)
    quo = result.published("status_quo")[:, j]
    kept = result.published("support")[:, j] >= quo
    least, scope = legal_minimum(result, year), cut_scope(result)
    left = (scope | least.spared) & kept
    by_law = _for(result, "statutory") & ~_for(result, "rate", "target") & ~least.owes
    on_path = ~np.isnan(result["target"]).all(axis=1)
    above = on_path & (whole(result["roadmap_revenue"][:, j] + result["roadmap_saving"][:, j]) == 0)
    found: dict[str, list[int]] = {}
    spared = least.spared
    aimed = aimed_units(result, year)
    untargeted = by_law & ~spared & ~np.logical_or.reduce([~np.ones_like(left), *aimed]) & bool(aimed)
    rest = np.ones_like(left)
    # a rate of the year takes of its own units whatever the roadmap of others takes
    met = rest & (roadmap_alone(result, year) is not None) & ~_for(result, "rate")
    holds = (quo == 0, gone > 0, by_law & spared, ~scope, untargeted, by_law & ~spared, above, met, rest)
    for reason, mask in zip(REASONS, holds, strict=True):
        found[reason] = np.flatnonzero(left & mask).tolist()
        left = left & ~mask
    return {reason: units for reason, units in found.items() if units}


def _for(result: Result, *methods: str) -> Mask:
    """Đơn vị mà các biện pháp theo những cách này nhằm tới (n,)."""
    steps, found = result.steps, np.zeros(len(result.units), dtype=bool)
    for measure in result.scenario.reductions if steps else ():
        if steps and measure.method in methods:
            found |= pick(measure.units, result.units, steps.drivers.base_group, kinds=SCOPE)
    return found
