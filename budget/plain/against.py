"""Đối chiếu hai cách tính: every figure, group, pool and finding of the plain model beside the arrays."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budget.money import six_digits, whole
from budget.plain.cells import Number, PlainYear
from budget.plain.model import PlainModel
from budget.simulate import MONEY, RATIOS, Result

SIZES = ("pupils", "classes", "staff")


@dataclass(frozen=True)
class Against:
    """Kết quả đối chiếu: seconds of the plain model, how many figures and findings stood side by side, and
    how many of them differ (by more than one đồng, one millionth; a finding by being there).
    """

    seconds: float
    compared: int
    differing: int


def against_plain(result: Result, of: Callable[[Any], Number]) -> Against:
    """Tính lại một kết quả bằng Python thường và đối chiếu; only the computing is timed."""
    years = PlainModel(result.units, result.scenario, result.law, of).run()
    seconds, compared, differing = 0.0, 0, 0
    said: Counter[tuple[str, int, int]] = Counter()
    for j in range(len(result.years)):
        start = time.perf_counter()
        now = next(years)
        seconds += time.perf_counter() - start
        differ = [_differ(now, result, name, j) for name in (*MONEY, *RATIOS, *SIZES, "group", "assigned")]
        compared += sum(len(where) for where in differ) + 2
        differing += int(sum(where.sum() for where in differ))
        differing += int(now.pool != result.totals["pool"][j])
        differing += int(now.left != result.totals["unallocated"][j])
        said.update({(kind, unit, now.year): times for (kind, unit), times in now.findings.items()})
    ours = _findings(result)
    lost = sum((ours - said).values()) + sum((said - ours).values())
    return Against(seconds, compared + len(result.findings), differing + lost)


def _differ(now: PlainYear, result: Result, name: str, j: int) -> NDArray[np.bool_]:
    """Where one figure of a year differs as published: bool (n,)."""
    if name in ("group", "assigned"):
        theirs = np.array([getattr(cell, name) for cell in now.cells])
        return np.asarray(theirs != getattr(result, name)[:, j])
    published, slack = (six_digits, 1.5e-6) if name in RATIOS else (whole, 1.0)
    theirs = published([float(getattr(cell, name)) for cell in now.cells])
    ours = published(result[name][:, j])
    undefined = np.isnan(ours) & np.isnan(theirs)
    return np.asarray(~(undefined | (np.abs(ours - theirs) <= slack)))


def _findings(result: Result) -> Counter[tuple[str, int, int]]:
    """Kind, position of the unit (-1: the plan) and year; what has no year counts in the last one."""
    last = result.years[-1]
    return Counter(
        (block.kind, unit, year or last)
        for block in result.findings.blocks
        for unit, year in zip(block.unit.tolist(), block.year.tolist(), strict=True)
    )
