"""Đơn vị bị giảm quá trần của một biện pháp: a cap holds its measure, not the roadmap or other measures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from budget.money import up, whole
from budget.planning import given_up, scope_of
from budget.reductions import SCOPE
from budget.scenario import Reduction
from budget.select import Mask
from budget.simulate import Result

Above = dict[int, tuple[int, float]]
"""Vị trí đơn vị -> the year in which most of its base support is cut and that share, a fraction."""


def above_limit(
    result: Result, limit: Decimal, within: Mask, *, alone: bool = False, years: Sequence[int] = ()
) -> Above:
    """Đơn vị bị giảm quá trần trong một năm nào đó, largest share first; `alone`: by the roadmap alone;
    `years`: in one of these, else in any after the base year.
    """
    base = result.units["support"]
    found: Above = {}
    for year in years or result.years[1:]:
        gone = whole(result["released"][:, result.year(year)]) if alone else given_up(result, year)
        for i in np.flatnonzero(within & (gone > up(float(limit) * base)) & (base > 0)).tolist():
            found[i] = max(
                found.get(i, (year, 0.0)), (year, float(gone[i] / base[i])), key=lambda one: one[1]
            )
    return dict(sorted(found.items(), key=lambda one: -one[1][1]))


def above_cap(result: Result, measure: Reduction, *, alone: bool = False, years: Sequence[int] = ()) -> Above:
    """Đơn vị của biện pháp bị giảm quá trần của nó; {} for a measure without one, or a plan not computed; the
    rest as `above_limit`.
    """
    if measure.max_cut is None or not result.computed:
        return {}
    within = scope_of(result, measure.units, SCOPE)
    return above_limit(result, measure.max_cut, within, alone=alone, years=years)


def roadmap_above(result: Result, year: int) -> list[dict[str, Any]]:
    """Đơn vị mà riêng lộ trình giảm quá trần của biện pháp, as a record keeps it: of each measure its "cap"
    (decimal in text) and of each unit, largest share first, [name, year, share of the base support, year of
    the most, that share] ("listed"); the first share is of `year` where it is above the cap then, else of
    the most. [] for none.
    """
    found = []
    for measure in result.scenario.reductions:
        most = above_cap(result, measure, alone=True)
        now = above_cap(result, measure, alone=True, years=(year,)) if year in result.years[1:] else {}
        listed = [[result.units.name[i], *now.get(i, one), *one] for i, one in most.items()]
        if listed:
            found.append({"cap": str(measure.max_cut), "listed": listed})
    return found


def above_in(result: Result, measure: Reduction, year: int, i: int) -> float:
    """Tỷ lệ kinh phí năm gốc mà riêng lộ trình giảm của đơn vị i trong năm, a fraction; 0 where it is not
    beyond the cap of the measure, or the unit is not of it.
    """
    base = float(result.units["support"][i])
    if measure.max_cut is None or not base or not scope_of(result, measure.units, SCOPE)[i]:
        return 0.0
    gone = float(whole(result["released"][i, result.year(year)]))
    return gone / base if gone > up(float(measure.max_cut) * base) else 0.0


def most_cut(result: Result, measure: Reduction, year: int) -> list[tuple[int, float]]:
    """Đơn vị của biện pháp và tỷ lệ kinh phí năm gốc bị giảm trong năm, by position, that of which most is
    cut first, by roadmap and all measures; [] for a measure without a cap, and of those not cut.
    """
    if measure.max_cut is None or not result.computed:
        return []
    base, gone = result.units["support"], given_up(result, year)
    cut = scope_of(result, measure.units, SCOPE) & (gone > 0) & (base > 0)
    found = [(i, float(gone[i] / base[i])) for i in np.flatnonzero(cut).tolist()]
    return sorted(found, key=lambda one: -one[1])


def outside_cap(result: Result, measure: Reduction, years: Sequence[int] = ()) -> Above:
    """Đơn vị ngoài biện pháp bị giảm quá trần của nó, which holds for its own units alone; {} for a measure
    without one, or a plan not computed; `years` as `above_limit`.
    """
    if measure.max_cut is None or not result.computed:
        return {}
    return above_limit(result, measure.max_cut, ~scope_of(result, measure.units, SCOPE), years=years)
