"""Cách cho các năm khác cũng giữ điều kiện của điều muốn giảm: targets, tried before they are told."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from budget.granted import broken_years, lacking, takes
from budget.pathways import entry_of, own_targets
from budget.scenario import Scenario, changed
from budget.simulate import Result, simulate
from budget.wished import wish_scope

THOUSAND = 1000


@dataclass(frozen=True)
class Higher:
    """Mục tiêu tự bảo đảm cao hơn của một đơn vị (`position` in the data) trong một năm: a fraction, up to a
    tenth of a percent.
    """

    year: int
    position: int
    degree: Decimal


def higher(result: Result, year: int, *, no_more: bool) -> tuple[Higher, ...]:
    """Các mục tiêu lộ trình để những năm ngoài `year` cũng giữ điều kiện, by year; () where it holds already,
    or where they would not do, or would change what is cut in the year itself.

    Raises ValueError for a scenario that was not computed.
    """
    within = wish_scope(result)
    wanted: list[Higher] = []
    for other in result.years[1:]:
        j, lacks = result.year(other), lacking(result, other, no_more=no_more)
        for i in np.flatnonzero(within & (lacks > 0)).tolist() if other != year else []:
            own, spent = float(result["own_revenue"][i, j] + lacks[i]), float(result["spending"][i, j])
            if spent <= 0:
                return ()
            wanted.append(Higher(other, i, Decimal(math.ceil(round(own / spent * THOUSAND, 6))) / THOUSAND))
    if not wanted:
        return ()
    then = simulate(result.units, with_higher(result, wanted), result.law)
    stands = takes(then, year).total == takes(result, year).total
    still = within & (lacking(then, year, no_more=no_more) > lacking(result, year, no_more=no_more))
    held = not broken_years(then, year, no_more=no_more) and stands and not still.any()
    return tuple(wanted) if held else ()


def with_higher(result: Result, wanted: Sequence[Higher]) -> Scenario:
    """Phương án với các mục tiêu ấy: of each unit on its own card, beside the targets that it follows."""
    scenario = result.scenario
    by_unit: dict[int, dict[int, Decimal]] = {}
    for one in wanted:
        by_unit.setdefault(one.position, {})[one.year] = one.degree
    for i, more in by_unit.items():
        follows = entry_of(result, i)
        targets: Mapping[int, Decimal] = follows.targets if follows else {}
        entries = own_targets(scenario, result.units.code[i], follows, {**targets, **more})
        scenario = changed(scenario, ("roadmap",), entries)
    return scenario
