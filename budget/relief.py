"""Bù thiếu nguồn trước: exceptions by hand that give schools in deficit what they lack, before every step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from budget.money import total, up, whole
from budget.planning import lowest, schools_served
from budget.scenario import AllocationException, Scenario, changed
from budget.select import Mask
from budget.simulate import Result

AT = ("allocation", "exceptions")
ROUNDS = 5
"""What one school gets first another misses, which may lack then itself: so often is it looked again."""


@dataclass(frozen=True, eq=False)
class Relief:
    """Phương án `then` có ngoại lệ bù thiếu: the schools (n,) with one; those (n,) that lack money before and
    after, what the former lack and what they get above what they got in the year; what all exceptions `need`
    in it, đồng; `year` is its place. `given`: how many of those that lack are given something; `lowest`: the
    least coverage of the norm now and then, None for none.
    """

    then: Result
    year: int
    units: Mask
    more: int
    before: Mask
    after: Mask
    lacked: int
    need: int
    given: int
    lowest: tuple[float, float] | None

    @property
    def kept(self) -> int:
        """Mấy trường khác được giữ vừa đủ, which would lack money by what the others get first."""
        return int((self.units & ~self.before).sum())

    @property
    def short(self) -> int:
        """Phần nguồn còn thiếu để không trường nào thiếu nguồn, đồng."""
        return max(0, self.need - int(self.then.totals["pool"][self.year]))


def relieved(result: Result, year: int, reason: str, compute: Callable[[Scenario], Result]) -> Relief | None:
    """Bù thiếu nguồn của năm cho các trường được phân bổ; None where none lacks money, or nothing is handed
    out in the year. A school then has an exception of each year: what it gets and what it lacks, rounded up
    to the step. Raises ValueError for a scenario that was not computed.
    """
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    j, plan = result.year(year), result.scenario.allocation
    before = _lacking(result, j)
    if plan is None or not before.any() or not result.steps.given.pool[j]:
        return None
    then, new = result, before
    given: Mask = np.zeros_like(before)
    for _ in range(ROUNDS):
        given = given | new
        then = compute(changed(then.scenario, AT, _exceptions(then, new, reason)))
        new = _lacking(then, j) & ~given
        if not new.any():
            break
    more = whole(then["increase"][:, j] - result["increase"][:, j])
    steps = then.steps
    assert steps is not None  # it differs from the plan by its exceptions alone
    setting = steps.given.setting
    need = total(setting.by_hand[:, j]) if setting else 0
    lacked = total(_lack(result)[before, j])
    some = int((before & (result["increase"][:, j] > 0)).sum())
    return Relief(
        then,
        j,
        given,
        total(more[before]),
        before,
        _lacking(then, j),
        lacked,
        need,
        some,
        _least(result, then, j),
    )


def _least(result: Result, then: Result, j: int) -> tuple[float, float] | None:
    """Mức đạt định mức thấp nhất, trước và sau; None where no school has a norm."""
    within = schools_served(result)
    at = [lowest(one["coverage"][:, j], within, 1) for one in (result, then)]
    if not all(at):
        return None
    now, after = (float(one["coverage"][i, j]) for one, (i,) in zip((result, then), at, strict=True))
    return now, after


def _lack(result: Result) -> Any:
    """Số thiếu nguồn (n, Y), whole đồng."""
    return np.maximum(0.0, -whole(result["balance"]))


def _lacking(result: Result, j: int) -> Mask:
    found: Mask = schools_served(result) & (_lack(result)[:, j] > 0)
    return found


def _exceptions(result: Result, units: Mask, reason: str) -> list[dict[str, Any]]:
    """Các ngoại lệ của phương án, those of the units (n,) as they now have to be."""
    plan = result.scenario.allocation
    assert plan is not None  # relieved asks for one
    asked = whole(result["increase"]) + up(_lack(result), float(plan.round_to))
    had = {one.unit: one for one in plan.exceptions}
    for i in np.flatnonzero(units).tolist():
        code = result.units.code[i]
        by_year = {year: Decimal(int(asked[i, result.year(year)])) for year in result.years[1:]}
        old = had.get(code)
        had[code] = AllocationException(unit=code, by_year=by_year, reason=old.reason if old else reason)
    return [one.model_dump(exclude_none=True, exclude_unset=True) for one in had.values()]
