"""Ai chịu các ngoại lệ: what units get with the exceptions made by hand, and what they would get without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from budget.indicators import Reach, reach
from budget.money import Array, total, whole
from budget.select import Mask
from budget.simulate import Result

EXCEPTED, PAYING, GAINING, SAME, NOTHING = "excepted", "paying", "gaining", "same", "nothing"


@dataclass(frozen=True)
class Payers:
    """Kinh phí tăng có và không có ngoại lệ trong một năm: with_them, without_them (n,) in whole đồng.

    The pool is the same in both, so what is left of it (`left`, `left_without`, đồng) closes the account.
    """

    with_them: Array
    without_them: Array
    excepted: Mask
    pupils: Array
    left: int
    left_without: int

    @property
    def difference(self) -> Array:
        """Chênh lệch do ngoại lệ (n,), đồng."""
        return self.with_them - self.without_them

    @property
    def granted(self) -> int:
        """Tổng số cấp ngoại lệ, đồng."""
        return total(self.with_them[self.excepted])

    @property
    def paid(self) -> int:
        """Số mà những đơn vị khác nhận ít đi, đồng."""
        return -total(self.difference[self.of(PAYING)])

    @property
    def reach(self) -> Reach:
        """Phạm vi: the units without an exception, up, down or unchanged."""
        others = ~self.excepted
        return reach(self.without_them[others], self.with_them[others], self.pupils[others])

    def of(self, part: str) -> Mask:
        """Những đơn vị của một phần (n,): with an exception, paying for it, gaining by it, with as much as
        before, with nothing in both.
        """
        change = self.difference
        masks: dict[str, Mask] = {
            EXCEPTED: self.excepted,
            PAYING: ~self.excepted & (change < 0),
            GAINING: ~self.excepted & (change > 0),
            SAME: ~self.excepted & (change == 0) & (self.with_them != 0),
            NOTHING: ~self.excepted & (change == 0) & (self.with_them == 0),
        }
        return masks[part]


def who_pays(result: Result, plain: Result, year: int) -> Payers:
    """Ai chịu các ngoại lệ: `plain` is the result of the same scenario without them
    (`budget.compare.without_exceptions`).
    """
    j, plan = result.year(year), result.scenario.allocation
    codes = {entry.unit for entry in plan.exceptions} if plan else set()
    return Payers(
        with_them=whole(result["increase"][:, j]),
        without_them=whole(plain["increase"][:, j]),
        excepted=np.isin(np.array(result.units.code), sorted(codes)),
        pupils=result["pupils"][:, j],
        left=int(result.totals["unallocated"][j]),
        left_without=int(plain.totals["unallocated"][j]),
    )


@dataclass(frozen=True)
class Granted:
    """Số cấp ngoại lệ cho một đơn vị qua các năm: by year after the base year, and in all, đồng."""

    by_year: Mapping[int, int]

    @property
    def in_all(self) -> int:
        """Cộng các năm, đồng."""
        return sum(self.by_year.values())


def granted_to(result: Result, code: str) -> Granted:
    """Số cấp ngoại lệ cho một đơn vị: an amount runs on until another is given. Nothing for a unit that is
    not in the data.
    """
    if result.steps is None or code not in result.units.code:
        return Granted({})
    money = result.steps.given.exceptions[result.units.position(code)]
    return Granted({year: int(money[j]) for j, year in enumerate(result.years) if j})
