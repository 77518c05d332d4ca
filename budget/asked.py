"""Việc một đơn vị phải làm khi bị giảm kinh phí: what its roadmap asks it to earn and to save, and what else
it must find to stay in balance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budget.simulate import Result

ByYear = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Việc phải làm từng năm: (year, đồng) of the years in which it is something; `revenue` and `saving` by
    the roadmap, `short` what the unit lacks after that.
    """

    revenue: ByYear
    saving: ByYear
    short: ByYear


def asked(result: Result, i: int, years: Sequence[int]) -> Asked | None:
    """Việc đơn vị i phải làm trong các năm; None for a unit from which the plan takes nothing in them."""
    if not any(_of(result, i, years, taken) for taken in ("released", "cut")):
        return None
    lacks = ((year, -amount) for year, amount in _of(result, i, years, "balance") if amount < 0)
    revenue, saving = (_of(result, i, years, f"roadmap_{what}") for what in ("revenue", "saving"))
    return Asked(revenue, saving, tuple(lacks))


def _of(result: Result, i: int, years: Sequence[int], figure: str) -> ByYear:
    amounts = ((year, int(result.published(figure)[i, result.year(year)])) for year in years)
    return tuple((year, amount) for year, amount in amounts if amount)
