"""Việc một đơn vị phải làm khi bị giảm kinh phí: what its roadmap asks it to earn and to save, and what else
it must find to stay in balance; of a whole plan, who is on a roadmap and who stays short.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np

from budget.autonomy import GROUPS
from budget.indicators import deficit_before
from budget.money import whole
from budget.roadmap import own_without_state
from budget.select import Mask
from budget.simulate import Result

ByYear = tuple[tuple[int, int], ...]

HARD = "roadmap_implausible"
"""Rủi ro lộ trình khó đạt: its finding."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Việc phải làm từng năm: (year, đồng) of the years in which it is something; `revenue` and `saving` by
    the roadmap, `short` what the unit lacks after that, and `before` what of it the status quo lacks already.
    """

    revenue: ByYear
    saving: ByYear
    short: ByYear
    before: ByYear = ()


def asked(result: Result, i: int, years: Sequence[int]) -> Asked | None:
    """Việc đơn vị i phải làm trong các năm; None for a unit from which the plan takes nothing in them."""
    if not any(_of(result, i, years, taken) for taken in ("released", "cut")):
        return None
    lacks = tuple((year, -amount) for year, amount in _of(result, i, years, "balance") if amount < 0)
    quo = ((year, min(amount, _lacked(result, i, year))) for year, amount in lacks)
    revenue, saving = (_of(result, i, years, f"roadmap_{what}") for what in ("revenue", "saving"))
    return Asked(revenue, saving, lacks, tuple((year, amount) for year, amount in quo if amount))


def _lacked(result: Result, i: int, year: int) -> int:
    """What the unit lacks in the status quo of the year, đồng."""
    if result.steps is None:
        return 0
    return -int(whole(deficit_before(result.steps, result.year(year))[i]))


def _of(result: Result, i: int, years: Sequence[int], figure: str) -> ByYear:
    amounts = ((year, int(result.published(figure)[i, result.year(year)])) for year in years)
    return tuple((year, amount) for year, amount in amounts if amount)


@dataclass(frozen=True, slots=True)
class OnRoadmap:
    """Đơn vị có lộ trình trong một năm: its position, what it `earned` of its own in the base year and what
    is `expected` in the year without the roadmap, revenue to add to that and spending to shed, đồng, and the
    yearly growth of its own revenue since the base year to both together, None where no revenue is asked or
    it had none.
    """

    unit: int
    name: str
    earned: int
    expected: int
    revenue: int
    saving: int
    growth: float | None


def on_roadmap(result: Result, year: int) -> list[OnRoadmap]:
    """Các đơn vị mà lộ trình đòi hỏi trong năm, those of which it asks most first."""
    j, names = result.year(year), result.units.name
    revenue, saving = (result.published(f"roadmap_{what}")[:, j] for what in ("revenue", "saving"))
    order = sorted(
        np.flatnonzero(revenue + saving).tolist(), key=lambda i: (-revenue[i] - saving[i], names[i])
    )
    grows, earned, expected = result["growth"][:, j], dict.fromkeys(order, 0), dict.fromkeys(order, 0)
    if result.steps is not None:
        own = whole(own_without_state(result.steps.drivers, np.array(order, dtype=np.intp)))
        earned, expected = (
            dict(zip(order, own[:, at].astype(np.int64).tolist(), strict=True)) for at in (0, j)
        )
    return [
        OnRoadmap(
            *(i, names[i], earned[i], expected[i], int(revenue[i]), int(saving[i])),
            None if np.isnan(grows[i]) else float(grows[i]),
        )
        for i in order
    ]


def hardest_first(found: Sequence[OnRoadmap]) -> list[OnRoadmap]:
    """Các đơn vị có lộ trình, khó nhất trước: whose own revenue has to grow fastest first, those that only
    save behind them as they stand.
    """
    return sorted(found, key=lambda one: -one.growth if one.growth is not None else inf)


def emptied(result: Result, years: Sequence[int]) -> list[tuple[str, list[int]]]:
    """Đơn vị mà phương án không còn cấp kinh phí, and in which of the `years`, though the status quo gives
    some: in the order of the data.
    """
    at = [result.year(year) for year in years]
    support, quo = (result.published(figure)[:, at] for figure in ("support", "status_quo"))
    none = (support == 0) & (quo > 0)
    return [
        (result.units.name[i], [year for year, empty in zip(years, none[i], strict=True) if empty])
        for i in np.flatnonzero(none.any(axis=1)).tolist()
    ]


def hard_roadmaps(result: Result, year: int) -> list[OnRoadmap]:
    """Các đơn vị khó đạt lộ trình trong năm, of which it asks most revenue first."""
    hard = {one.unit for one in result.findings.of(HARD, year)}
    found = [one for one in on_roadmap(result, year) if result.units.code[one.unit] in hard]
    return sorted(found, key=lambda one: (-one.revenue, one.name))


def hard_by_year(result: Result, within: Mask) -> dict[int, list[str]]:
    """Đơn vị của một phạm vi (n,) khó đạt lộ trình: their names by year, of the years in which there are any,
    in the order of the years.
    """
    named = {result.units.code[i]: result.units.name[i] for i in np.flatnonzero(within)}
    found: dict[int, list[str]] = {}
    for one in result.findings.of(HARD):
        if one.unit in named and one.year is not None:
            found.setdefault(one.year, []).append(named[one.unit])
    return dict(sorted(found.items()))


def hard_apart(result: Result, year: int) -> list[list[Any]]:
    """Các đơn vị khó đạt lộ trình ở năm khác: [name, [year, ...]], the first year first, then by name."""
    names, found = dict(zip(result.units.code, result.units.name, strict=True)), dict[str, list[int]]()
    for one in result.findings.of(HARD):
        if one.year not in (None, year):
            found.setdefault(names[str(one.unit)], []).append(int(one.year or 0))
    return sorted(([name, sorted(years)] for name, years in found.items()), key=lambda one: (one[1], one[0]))


def short_by_payer(result: Result, year: int) -> dict[str, tuple[int, int]]:
    """Ai phải lo phần thiếu nguồn trong năm: how many units and đồng, of the units themselves ("own") and of
    those of group 4, whose recurrent spending the State carries ("state"); no payer of nothing.
    """
    j = result.year(year)
    balance, carried = result.published("balance")[:, j], result.assigned[:, j] == len(GROUPS) - 1
    lacks = {"own": balance[~carried & (balance < 0)], "state": balance[carried & (balance < 0)]}
    return {payer: (len(of), -int(of.sum())) for payer, of in lacks.items() if len(of)}


def short_apart(result: Result, year: int, years: Sequence[int]) -> list[tuple[str, ByYear]]:
    """Đơn vị không thiếu nguồn trong `year` mà thiếu ở năm khác của `years`: name and what it lacks, đồng by
    year, which lacks most in a year first.
    """
    other = [result.year(y) for y in years if y != year]
    balance, names = result.published("balance"), result.units.name
    worst = balance[:, other].min(axis=1, initial=0)
    found = np.flatnonzero((worst < 0) & (balance[:, result.year(year)] >= 0)).tolist()
    return [
        (names[i], tuple((result.years[j], -int(balance[i, j])) for j in other if balance[i, j] < 0))
        for i in sorted(found, key=lambda i: (worst[i], names[i]))
    ]
