"""Đường đi của từng đơn vị trong lộ trình: targets unit by unit, and steps that are too long for a year."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from budget.autonomy import GROUPS
from budget.money import Array, whole
from budget.planning import scope_of
from budget.roadmap import own_without_state
from budget.scenario import RoadmapEntry, Scenario, Selector
from budget.simulate import Result

EVEN = 1e-9
"""Between degrees that are the same but for floating point."""
LONGEST_STEP = 1
"""Groups that a target may rise by from one year to the next without a warning."""


@dataclass(frozen=True, slots=True)
class Jump:
    """Bước nhảy: the target of a unit (position) rises by more than a group in one year."""

    unit: int
    year: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """Bước của một năm: the target of a unit (position) rises by so much, a fraction of one."""

    unit: int
    year: int
    rise: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Lộ trình đã rải: its parts as plain tables, for how many units, the positions of those that come later
    to a target, and of those that do not come to their last within the plan.
    """

    entries: list[dict[str, Any]]
    units: int
    late: tuple[int, ...]
    short: tuple[int, ...]


def growing(result: Result, year: int) -> tuple[Array, Array]:
    """Số thu mà mức tăng mỗi năm tính trên đó (n,), whole đồng: revenue without State money of the base year,
    and that of `year` with what the roadmap asks. Raises ValueError for a scenario that was not computed.
    """
    if result.steps is None:
        raise ValueError("the scenario was not computed")
    own = own_without_state(result.steps.drivers, np.arange(len(result.units)))
    j = result.year(year)
    return whole(own[:, 0]), whole(own[:, j] + result["roadmap_revenue"][:, j])


def jumps(result: Result) -> tuple[Jump, ...]:
    """Các bước nhảy của lộ trình, by unit and year; the base year stands at its own degree.

    Law: thresholds.
    """
    target, path = result["target"], _targets(result)
    places = np.stack(
        [_place(path[:, j], result.law.table("thresholds", year)) for j, year in enumerate(result.years)],
        axis=1,
    )
    rises = places[:, :-1] - places[:, 1:] > LONGEST_STEP
    rises &= ~np.isnan(target[:, 1:]) & ~np.isnan(path[:, :-1])
    return tuple(
        Jump(i, result.years[j + 1], GROUPS[places[i, j]], GROUPS[places[i, j + 1]])
        for i, j in np.argwhere(rises).tolist()
    )


def _targets(result: Result) -> Array:
    """Đường mục tiêu (n, Y): from the degree of the base year, where the units without a target stay."""
    target = result["target"]
    path: Array = np.where(np.isnan(target), result["ratio"][:, :1], target)
    path[:, 0] = result["ratio"][:, 0]
    return path


def longest_steps(result: Result) -> dict[int, Step]:
    """Bước dài nhất của từng đơn vị có lộ trình mà mục tiêu tăng, by position."""
    rises = np.diff(_targets(result), axis=1)
    rises[np.isnan(rises) | np.isnan(result["target"][:, 1:])] = 0.0
    at = rises.round(9).argmax(axis=1)  # the first of equal ones
    found = ((i, int(j), float(rises[i, j])) for i, j in enumerate(at))
    return {i: Step(i, result.years[j + 1], rise) for i, j, rise in found if rise > EVEN}


def beyond(result: Result, most: Decimal) -> tuple[Step, ...]:
    """Những đơn vị có mục tiêu tăng hơn `most` (a fraction of one) trong một năm: each at its longest step,
    the longest first.
    """
    found = [step for step in longest_steps(result).values() if step.rise > float(most) + EVEN]
    return tuple(sorted(found, key=lambda step: -step.rise))


def spread(result: Result, most: Decimal) -> Spread:
    """Rải mục tiêu để không năm nào tăng quá `most` (a fraction of one): units beyond it get targets of their
    own, earlier years as much higher as later targets need, and what is still too much comes later.
    """
    first, last = result.years[0], result.years[-1]
    path, own, late, short = _targets(result), {}, [], []
    every = entries_of(result)
    for i in sorted(step.unit for step in beyond(result, most)):
        entry = every[i]
        given = {year: value for year, value in entry.targets.items() if year > first} if entry else {}
        wanted = [_cut(degree) for degree in path[i]]
        wanted = [given.get(year, value) for year, value in zip(result.years, wanted, strict=True)]
        made = _eased(wanted, most)
        after = dict(zip(result.years[1:], made[1:], strict=True))
        own[result.units.code[i]] = entry, {y: v for y, v in given.items() if y > last} | after
        if made[-1] < wanted[-1]:
            short.append(i)
        elif any(after[year] < value for year, value in given.items() if year <= last):
            late.append(i)
    return Spread(with_own_targets(result.scenario, own), len(own), tuple(late), tuple(short))


def _eased(wanted: Sequence[Decimal], most: Decimal) -> list[Decimal]:
    """A path from the first of `wanted` that rises by at most `most`: up to what comes later needs, from the
    last year back, then no faster than allowed, from the first on.
    """
    path = list(wanted)
    for j in range(len(path) - 2, 0, -1):
        path[j] = max(path[j], path[j + 1] - most)
    for j in range(1, len(path)):
        path[j] = min(path[j], path[j - 1] + most)
    return path


def _cut(degree: float) -> Decimal:
    """As degrees are printed: cut to a thousandth, so that no step grows by rounding."""
    return Decimal(math.floor(degree * 1000 + EVEN)) / 1000


def _place(degree: np.ndarray[Any, Any], bands: Mapping[str, Any]) -> np.ndarray[Any, Any]:
    """The position in GROUPS that a degree opens; group 1 and 2 share a threshold and count as 2."""
    place = np.full(degree.shape, len(GROUPS) - 1)
    for name in reversed(GROUPS):
        if name in bands:
            place = np.where(degree >= float(bands[name]) - 1e-9, GROUPS.index(name), place)
    return place


def entries_of(result: Result) -> list[RoadmapEntry | None]:
    """Phần lộ trình mà từng đơn vị theo, in the order of the units: the last that picks it."""
    found: list[RoadmapEntry | None] = [None] * len(result.units)
    for entry in result.scenario.roadmap:
        for i in np.flatnonzero(scope_of(result, entry.units)).tolist():
            found[i] = entry
    return found


def above_all(result: Result) -> list[tuple[int, Decimal]]:
    """Mục tiêu đã đặt cao hơn mọi khoản chi, the highest of each unit by its place; a path that only falls
    from a degree above it sets none.
    """
    follows = enumerate(entries_of(result))
    most = ((i, max(one.targets.values(), default=Decimal(0))) for i, one in follows if one)
    return [(i, target) for i, target in most if target > 1]


def entry_of(result: Result, position: int) -> RoadmapEntry | None:
    """Phần lộ trình mà một đơn vị theo."""
    return entries_of(result)[position]


def own_targets(
    scenario: Scenario, code: str, follows: RoadmapEntry | None, targets: Mapping[int, Decimal]
) -> list[dict[str, Any]]:
    """Lộ trình sau khi đặt mục tiêu riêng cho một đơn vị, as plain tables."""
    return with_own_targets(scenario, {code: (follows, targets)})


def with_own_targets(
    scenario: Scenario, own: Mapping[str, tuple[RoadmapEntry | None, Mapping[int, Decimal]]]
) -> list[dict[str, Any]]:
    """Lộ trình sau khi đặt mục tiêu riêng cho các đơn vị, as plain tables: a part for each alone is changed
    where it stands or added at the end, with the shares of the part that it follows; without targets it is
    taken away.
    """
    alone = {code: Selector(codes=[code]) for code in own}
    # a part in whose place another has come, which the unit follows now, is left for a new one at the end
    stands = {code for code, (follows, _) in own.items() if follows and follows.units == alone[code]}
    kept: list[tuple[str, dict[str, Any]]] = []
    for entry in scenario.roadmap:
        code = next((code for code, units in alone.items() if entry.units == units), "")
        kept.append((code, entry.model_dump(exclude_none=True, exclude_unset=True)))
    last = {code: k for k, (code, _) in enumerate(kept)}
    entries = []
    for k, (code, table) in enumerate(kept):
        if not code:
            entries.append(table)
        elif code in stands and k == last[code] and own[code][1]:
            entries.append(own_card(code, *own[code]))
    entries += [own_card(code, *its) for code, its in own.items() if code not in stands and its[1]]
    return entries


def own_card(code: str, follows: RoadmapEntry | None, targets: Mapping[int, Decimal]) -> dict[str, Any]:
    """Phần lộ trình của một đơn vị, with the shares of the part that it follows."""
    shares = follows.model_dump(exclude_unset=True, exclude={"units", "targets"}) if follows else {}
    named = {str(year): value for year, value in sorted(targets.items())}
    return {"units": {"codes": [code]}, "targets": named, **shares}
