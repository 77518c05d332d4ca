"""Đường đi của từng đơn vị trong lộ trình: targets unit by unit, and steps that are too long for a year."""

from __future__ import annotations

from collections.abc import Mapping
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

LONGEST_STEP = 1
"""Groups that a target may rise by from one year to the next without a warning."""


@dataclass(frozen=True, slots=True)
class Jump:
    """Bước nhảy: the target of a unit (position) rises by more than a group in one year."""

    unit: int
    year: int
    before: str
    after: str


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
    target = result["target"]
    path = np.where(np.isnan(target), result["ratio"][:, :1], target)
    path[:, 0] = result["ratio"][:, 0]
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


def _place(degree: np.ndarray[Any, Any], bands: Mapping[str, Any]) -> np.ndarray[Any, Any]:
    """The position in GROUPS that a degree opens; group 1 and 2 share a threshold and count as 2."""
    place = np.full(degree.shape, len(GROUPS) - 1)
    for name in reversed(GROUPS):
        if name in bands:
            place = np.where(degree >= float(bands[name]) - 1e-9, GROUPS.index(name), place)
    return place


def entry_of(result: Result, position: int) -> RoadmapEntry | None:
    """Phần lộ trình mà một đơn vị theo: the last that picks it."""
    found = None
    for entry in result.scenario.roadmap:
        if scope_of(result, entry.units)[position]:
            found = entry
    return found


def own_targets(
    scenario: Scenario, code: str, follows: RoadmapEntry | None, targets: Mapping[int, Decimal]
) -> list[dict[str, Any]]:
    """Lộ trình sau khi đặt mục tiêu riêng cho một đơn vị, as plain tables: a part for it alone is changed or
    added at the end, with the shares of the part that it `follows`; without targets it is taken away.
    """
    alone = Selector(codes=[code])
    entries = [
        entry.model_dump(exclude_none=True, exclude_unset=True)
        for entry in scenario.roadmap
        if entry.units != alone
    ]
    if not targets:
        return entries
    shares = follows.model_dump(exclude_unset=True, exclude={"units", "targets"}) if follows else {}
    named = {str(year): value for year, value in sorted(targets.items())}
    return [*entries, {"units": {"codes": [code]}, "targets": named, **shares}]
