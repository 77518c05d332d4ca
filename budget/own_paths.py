"""Đơn vị đi theo một thẻ lộ trình: those that follow it, and those whose own card leads to its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from budget.planning import scope_of
from budget.scenario import RoadmapEntry, Selector
from budget.simulate import Result

MANY = 12
"""Units of a card up to which each may get a path of its own; more go by one."""


@dataclass(frozen=True)
class Drawn:
    """Các đơn vị của một thẻ: positions of those that follow it (`following`) and, by the place of their
    card, of those on a later card for them alone to the same last target (`own`); by position the `degrees`
    of all in the base year.
    """

    following: tuple[int, ...]
    own: Mapping[int, int]
    degrees: Mapping[int, float]

    @property
    def units(self) -> int:
        """Mấy đơn vị."""
        return len(self.degrees)

    @property
    def alike(self) -> bool:
        """Cùng một mức năm gốc, to a thousandth, as targets are drawn."""
        return len({round(degree, 3) for degree in self.degrees.values()}) <= 1

    @property
    def apart(self) -> bool:
        """Mỗi đơn vị một đường riêng: their degrees differ, and they are few."""
        return not self.alike and self.units <= MANY

    @cached_property
    def middle(self) -> float:
        """Mức trung vị năm gốc of those that follow the card itself; of its own where there are none."""
        return float(np.median([self.degrees[i] for i in self.following or self.own.values()]))


def drawn(result: Result) -> tuple[Drawn, ...]:
    """Các đơn vị của từng thẻ lộ trình, card by card; a unit without a base-year ratio has none."""
    entries, degree = result.scenario.roadmap, result["ratio"][:, 0]
    scopes = [scope_of(result, entry.units) & ~np.isnan(degree) for entry in entries]
    last = np.full(len(degree), -1)
    for k, scope in enumerate(scopes):
        last[scope] = k
    follow = [np.flatnonzero(last == k).tolist() for k in range(len(entries))]
    own: list[dict[int, int]] = [{} for _ in entries]
    for k, entry in enumerate(entries):
        if len(follow[k]) == 1 and entry.units == Selector(codes=[result.units.code[follow[k][0]]]):
            (i,) = follow[k]
            before = next((n for n in reversed(range(k)) if scopes[n][i]), None)
            if before is not None and _same_end(entries[before], entry):
                own[before][k] = i
    return tuple(
        Drawn(tuple(units), its, {i: float(degree[i]) for i in (*units, *its.values())})
        for units, its in zip(follow, own, strict=True)
    )


def _same_end(card: RoadmapEntry, own: RoadmapEntry) -> bool:
    """Cùng mục tiêu cuối, with the same shares: only the years before it differ."""
    if not (card.targets and own.targets):
        return False
    rest = {"units", "targets"}
    ends = max(card.targets.items()) == max(own.targets.items())
    return ends and card.model_dump(exclude=rest) == own.model_dump(exclude=rest)
