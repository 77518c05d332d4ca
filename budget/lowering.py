"""Hạ thẻ nào xuống mức nào: the value of one card at which a plan cuts no more than is wished."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from budget.granted import missed_years, takes
from budget.indicators import deepest
from budget.money import total, whole, whole_number
from budget.planning import given_up, legal_minimum, still_owed
from budget.scenario import Scenario, changed
from budget.select import Mask
from budget.simulate import Result, simulate

STEPS, FINE = {"roadmap": 100, "reductions": 1000}, 1000
"""Steps in one: degrees go by a percent where that will do, else, as targets and rates, by a tenth of one."""


@dataclass(frozen=True)
class Lower:
    """Một thẻ và mức phải hạ xuống: its `part` of the plan, `number` from 1, the year of a figure by year,
    and its value now and then (fractions of one).
    """

    part: str
    number: int
    year: int | None
    before: Decimal
    after: Decimal


@dataclass(frozen=True)
class Met:
    """Mục tiêu đã đạt trước khi đến thẻ, đồng of its scope (n,): what the target `share` of the year asks,
    what was `taken` before, the share that this is (`reached`), and what the roadmap took of it.
    """

    scope: Mask
    share: float
    wanted: int
    taken: int
    reached: float
    by_roadmap: int

    @property
    def by_measures(self) -> int:
        """Phần các biện pháp trước đã giảm, đồng."""
        return self.taken - self.by_roadmap

    @property
    def over(self) -> int:
        """Phần giảm hơn mục tiêu, đồng."""
        return self.taken - self.wanted


@dataclass(frozen=True)
class Beside:
    """Mục tiêu mà lộ trình gánh một phần, đồng of the scope: what the target `share` asks in the year, what
    the roadmap, the `earlier` measures and the measure itself take, and what is `missing` then.
    """

    share: float
    wanted: int
    road: int
    earlier: int
    cut: int
    missing: int


def beside_roadmap(result: Result, year: int, number: int) -> Beside | None:
    """Phần lộ trình và phần biện pháp số `number` (from 1) của một mục tiêu in the year; None where one of
    them takes nothing, or the measure has no target.
    """
    steps, j = result.steps, result.year(year)
    target = steps.reductions.targets[number - 1] if steps else None
    if steps is None or target is None or not j:
        return None
    found, rows = target.year(j), target.rows
    road = total(steps.quo.support[rows, j] - steps.roadmap.support[rows, j])
    cut = int(found.shared.amount)
    if road <= 0 or not cut:
        return None
    wanted = found.taken + found.need
    return Beside(found.share, wanted, road, found.taken - road, cut, found.need - cut)


def met(result: Result, year: int, number: int) -> Met | None:
    """Biện pháp số `number` (from 1) có mục tiêu đã đạt nhờ lộ trình và các thẻ trước; None where it is none
    of a target, or still has to cut. Raises ValueError for a scenario that was not computed.
    """
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    target, j = result.steps.reductions.targets[number - 1], result.year(year)
    if target is None or not target.shares[j]:
        return None
    found = target.year(j)
    if found.need or not found.taken:
        return None
    road = total(whole(result["released"][target.scope, j]))
    wanted = whole_number(target.shares[j] * found.sum)
    return Met(target.scope, found.share, wanted, found.taken, found.reached, road)


def falls_to_target(result: Result) -> bool:
    """Mục tiêu lộ trình thấp dần mà vẫn đạt mục tiêu giảm chi: in the year of a target below that before it
    what the roadmap takes is all that a target of the measures asks.
    """
    numbers = [n for n, one in enumerate(result.scenario.reductions, 1) if one.method == "target"]
    lower = {
        year
        for entry in result.scenario.roadmap
        for (_, before), (year, value) in pairwise(sorted(entry.targets.items()))
        if value < before and year in result.years
    }
    return any(met(result, year, n) is not None for year in lower for n in numbers)


def lower(
    result: Result,
    year: int,
    wanted: int,
    within: Mask,
    but: int = 0,
    keeps: Callable[[Result], bool] | None = None,
) -> Lower | None:
    """Thẻ phải hạ để các đơn vị của phạm vi (n,) giảm không quá `wanted` đồng trong năm: the card that takes
    most and can do it alone, with the value that it then has; None where no single card can. Where each is
    as low as it can be for all that is wished, one of them as it is. The measure number `but` stays as it
    is, and so does the minimum of the law; no card is lowered to where the plan no longer `keeps` what it
    must.
    """
    least = None
    found = takes(result, year, within)
    cards = [("roadmap", n, money) for n, money in found.roadmap.items()]
    cards += [("reductions", n, money) for n, money in found.measures.items() if n != but]
    for part, number, _ in sorted(cards, key=lambda card: -card[2]):
        lever = _lever(result.scenario, part, number - 1, year)
        if lever is None:
            continue
        path, before = lever
        after = _value(result, year, wanted, within, path, before)
        if after is not None:
            by_year = int(path[-1]) if path[-1] != "rate" else None
            found_one = Lower(part, number, by_year, before, after)
            if after == before:
                least = least or found_one
            elif keeps is None or keeps(_with_value(result, path, after)):
                return found_one
    return least


def _lever(scenario: Scenario, part: str, k: int, year: int) -> tuple[tuple[Any, ...], Decimal] | None:
    """The figure of a card that rules the year: of a path the target of the year or the next after it, else
    the last; of rates by year that of the year.
    """
    name, values = _figure(scenario, part, k)
    if not isinstance(values, Mapping):
        return None if values is None else ((part, k, name), Decimal(values))
    years = sorted(int(y) for y in values)
    if name == "rate":
        key = year if year in years else None
    else:
        key = next((y for y in years if y >= year), years[-1] if years else None)
    return None if key is None else ((part, k, name, str(key)), Decimal(values[key]))


def _figure(scenario: Scenario, part: str, k: int) -> tuple[str, Any]:
    if part == "roadmap":
        return "targets", scenario.roadmap[k].targets
    measure = scenario.reductions[k]
    return ("target", measure.target) if measure.method == "target" else ("rate", measure.rate)


def lowered(result: Result, one: Lower) -> Result:
    """Phương án sau khi hạ thẻ: the result with the value of the card as it then is."""
    lever = _lever(result.scenario, one.part, one.number - 1, one.year or result.years[-1])
    assert lever is not None  # the card was found by it
    return _with_value(result, lever[0], one.after)


@dataclass(frozen=True)
class Deeper:
    """Đơn vị thiếu nhiều hơn hiện trạng khi đổi phương án: how many do `now` and `then` in the year, and then
    in any year after the base year.
    """

    now: int
    then: int
    any_year: int


def deeper_then(result: Result, then: Result, year: int) -> Deeper | None:
    """Đổi phương án `result` thành `then` làm đơn vị nào thiếu sâu hơn hiện trạng hơn trước; None where no
    unit does in any year. Raises ValueError for a scenario that was not computed.
    """
    years = result.years[1:]
    before, after = dict(deepest(result, years)), dict(deepest(then, years))
    if not any(more > before.get(i, {}).get(y, 0) for i, of in after.items() for y, more in of.items()):
        return None
    now, in_year = (sum(year in of for of in found.values()) for found in (before, after))
    return Deeper(now, in_year, len(after))


def missed_then(result: Result, then: Result) -> dict[int, int]:
    """Mục tiêu chưa đạt thêm khi đổi phương án, đồng that targets miss then, of the years that miss more."""
    before = missed_years(result)
    return {y: missing for y, missing in missed_years(then).items() if missing > before.get(y, 0)}


def owing_then(result: Result, then: Result, year: int) -> tuple[int, int, int] | None:
    """Đơn vị giảm chưa đủ mức tối thiểu lũy kế khi đổi phương án: how many now and then, and what these still
    owe, đồng; None where they are not more.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    now, owed = (still_owed(one, year, legal_minimum(one, year)) for one in (result, then))
    counts = int((now > 0).sum()), int((owed > 0).sum())
    return (*counts, total(owed)) if counts[1] > counts[0] else None


def _with_value(result: Result, path: tuple[Any, ...], value: Decimal) -> Result:
    """Phương án với một số của thẻ khác đi."""
    return simulate(result.units, changed(result.scenario, path, value), result.law)


def _value(
    result: Result, year: int, wanted: int, within: Mask, path: tuple[Any, ...], before: Decimal
) -> Decimal | None:
    """The highest step below the value at which no more is cut than is wished. Where less is cut then, since
    no measure takes what is missing: the lowest tenth of a percent at which all of it is. By halving: the
    lower, the less is cut. None where more is cut even at 0.
    """

    def cut(at: int, step: int) -> int:
        return total(given_up(_with_value(result, path, Decimal(at) / step), year)[within])

    def parted(low: int, high: int, step: int, most: int) -> int:
        """The last step from `low`, where no more than `most` is cut, to before `high`, that cuts no more."""
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if cut(middle, step) <= most else (low, middle)
        return low

    step = STEPS[path[0]]
    high = math.ceil(before * step)
    if not high or cut(0, step) > wanted:
        return None
    low = parted(0, high, step, wanted)
    if cut(low, step) == wanted:
        return Decimal(low) / step
    short = parted(low * FINE // step, math.ceil(before * FINE), FINE, wanted - 1)
    return min(before, Decimal(short + 1) / FINE)
