"""Chia lại: who is given more and who less than before an edit that leaves what is given in all as it was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budget.indicators import indicators
from budget.simulate import Result


@dataclass(frozen=True)
class Regiven:
    """Số đơn vị được nhiều hơn (`more`), ít hơn (`less`) trước khi sửa, and the one of each that moves most:
    its place and by how much, đồng.
    """

    more: int
    less: int
    most: tuple[int, int]
    least: tuple[int, int]


def regiven(before: Result, after: Result, year: int) -> Regiven | None:
    """Ai nhận khác đi trong năm; None where nobody does, or where both are given another sum in all."""
    was, now = (one.published("increase")[:, one.year(year)] for one in (before, after))
    moved = now - was
    if moved.sum() or not moved.any():
        return None
    top, low = int(np.argmax(moved)), int(np.argmin(moved))
    return Regiven(
        int((moved > 0).sum()), int((moved < 0).sum()), (top, int(moved[top])), (low, int(-moved[low]))
    )


def regauged(before: Result, after: Result, year: int) -> tuple[int, int] | None:
    """Số còn thiếu so với định mức trước và sau, đồng, where another norm makes it another one; None where it
    does not, or where more or less is given in all.
    """
    was, now = (int(one.published("increase")[:, one.year(year)].sum()) for one in (before, after))
    gaps = tuple(indicators(one, year).norm_gap for one in (before, after))
    moved = before.scenario.norms != after.scenario.norms and gaps[0] != gaps[1]
    return (gaps[0], gaps[1]) if moved and was == now else None
