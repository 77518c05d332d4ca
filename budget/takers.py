"""Đơn vị bị giảm do đâu: which measures, and whether the roadmap, take from a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budget.money import whole

if TYPE_CHECKING:
    from budget.simulate import Result

ROADMAP = 0
"""What stands for the roadmap among the numbers of the measures, which begin at 1."""


def takers(result: Result, year: int, position: int) -> tuple[int, ...]:
    """Các biện pháp lấy đi của một đơn vị trong một năm, by number, and ROADMAP; the largest first.

    Errors: ValueError for a year that the scenario does not reach, or a scenario that is not computed.
    """
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    j, cuts = result.year(year), result.steps.reductions.cuts
    found = [whole(result["released"][position, j]), *(whole(cut[position, j]) for cut in cuts)]
    return tuple(n for n in sorted(range(len(found)), key=lambda n: -found[n]) if found[n] > 0)
