"""Phần dư khi làm tròn: who got a step more than the part rounded down, when money is handed out in whole
steps (model, section 8).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budget.apportion import Split
from budget.simulate import Result


@dataclass(frozen=True, slots=True)
class Stepped:
    """Một đơn vị được thêm: its part rounded down and what it got, đồng; `fraction` of a step by which it was
    chosen.
    """

    code: str
    name: str
    rounded: int
    fraction: float
    money: int


@dataclass(frozen=True, slots=True)
class Remainder:
    """Phần dư của một lần chia: `part` exceptions, floor, stages or reductions, with its `number` from 1 (0
    where there is but one); `step` in đồng; `units` that got a step more, the largest fraction first.
    """

    part: str
    number: int
    step: int
    units: tuple[Stepped, ...]


def cut_remainders(result: Result, year: int) -> tuple[Remainder, ...]:
    """Phần dư của các biện pháp giảm đến mục tiêu trong một năm; those that left none are left out.

    Raises ValueError for a year out of reach; nothing where the scenario was not computed or in the base
    year.
    """
    j = result.year(year)
    if result.steps is None or j == 0:
        return ()
    found = [
        _remainder(result, "reductions", number, target.year(j).split)
        for number, target in enumerate(result.steps.reductions.targets, start=1)
        if target is not None
    ]
    return tuple(remainder for remainder in found if remainder.units)


def grant_remainders(result: Result, year: int) -> tuple[Remainder, ...]:
    """Phần dư của các bước tăng kinh phí trong một năm, as `cut_remainders`."""
    j = result.year(year)
    setting = result.steps.given.setting if result.steps else None
    if setting is None or j == 0:
        return ()
    handed = setting.again(j)
    grants = [("exceptions", 0, handed.exceptions), ("floor", 0, handed.floor)]
    grants += [("stages", number, grant) for number, grant in enumerate(handed.stages, start=1)]
    found = [
        _remainder(result, part, number, grant.split)
        for part, number, grant in grants
        if grant.split is not None
    ]
    return tuple(remainder for remainder in found if remainder.units)


def _remainder(result: Result, part: str, number: int, split: Split) -> Remainder:
    units, fraction, rounded = result.units, split.fraction, split.rounded
    got = np.flatnonzero(split.more > 0)
    order = got[np.lexsort((units.code_rank[got], -fraction[got]))]
    stepped = tuple(
        Stepped(units.code[i], units.name[i], int(rounded[i]), float(fraction[i]), int(split.money[i]))
        for i in order.tolist()
    )
    return Remainder(part, number, int(split.step), stepped)
