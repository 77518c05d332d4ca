"""Phần thu dư của điều muốn giảm: what units are to earn beyond what the condition needs, and why."""

from __future__ import annotations

from dataclasses import dataclass

from budget.granted import STEP
from budget.granting import held_on
from budget.money import total, up
from budget.simulate import Result
from budget.wishes import CutWish


@dataclass(frozen=True)
class Spare:
    """Phần thu dư so với mức vừa đủ, đồng, and what of it is why: `held`, targets of the plan that ask more
    and stay; `early`, how many units the way to the year leaves above what the year asks; with neither the
    targets, rounded up by a step.
    """

    money: int
    held: bool
    early: int


def spare(found: CutWish, granted: CutWish, result: Result, then: Result, year: int) -> Spare | None:
    """Phần thu dư của điều muốn giảm như sẽ đặt: the wish as it was `found` for the plan (`result`) and as it
    is `granted` by `then`. None where deficits may stay: the State then cuts what is earned.
    """
    money = granted.revenue - found.enough
    if granted.no_more or money <= 0 or not granted.asked.any():
        return None
    step = total(up(then["spending"][granted.asked, then.year(year)] / STEP))
    early = held_on(found, result, then, year)
    return Spare(money, found.held > 0 or (not early and money > step), early)
