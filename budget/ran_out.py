"""Nguồn hết ở đâu: how far the schools stand that a pool raised, lowest first, until it ended."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budget.money import six_digits
from budget.scenario import NormStage
from budget.select import Mask
from budget.simulate import Result


@dataclass(frozen=True)
class RanOut:
    """Các trường thấp hơn mức mà nguồn hết: the lowest and the highest coverage of their norm in the end,
    fractions of it, and how many of them their cap holds below that level.
    """

    least: float
    most: float
    capped: int


def ran_out(result: Result, year: int) -> RanOut | None:
    """Bước bù từ nơi thấp nhất làm hết nguồn của năm: the schools below its common level when it began; None
    where the pool ended in no such step.

    A cap holds some below the level, and whole steps of money leave others slightly below or above it.
    """
    found = _below(result, year)
    if found is None:
        return None
    lower, capped = found
    coverage = six_digits(result["coverage"][lower, result.year(year)])
    return RanOut(float(coverage.min()), float(coverage.max()), int(capped.sum()))


def held(result: Result, year: int) -> tuple[int, ...]:
    """Các trường dừng ở trần tăng below the level at which the money ended, the lowest coverage first."""
    found, coverage = _below(result, year), result["coverage"][:, result.year(year)]
    capped = np.flatnonzero(found[1]).tolist() if found else []
    return tuple(sorted(capped, key=lambda i: float(coverage[i])))


def _below(result: Result, year: int) -> tuple[Mask, Mask] | None:
    """The schools below the level at which the money ended, and those of them that their cap holds."""
    j, given = result.year(year), result.steps.given if result.steps else None
    if given is None or given.setting is None or not j:
        return None
    setting = given.setting
    for stage, grant in zip(setting.plan.stages, setting.again(j).stages, strict=True):
        split = grant.split
        lowest_first = isinstance(stage, NormStage) and stage.method == "lowest_first"
        if not lowest_first or split is None or np.isnan(split.level):
            continue
        lower = setting.scope & (grant.need > 0) & (split.offset < split.level * split.slope)
        return lower, lower & (split.upper < grant.need) & (split.quota >= split.upper)
    return None
