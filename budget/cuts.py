"""Giảm của ai, do đâu: what each measure and the roadmap take in one year, and of whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from budget.money import Array, total, whole
from budget.planning import Minimum, cut_scope, given_up, scope_of, sums
from budget.reductions import SCOPE
from budget.scenario import Reduction
from budget.select import Mask
from budget.simulate import Result
from budget.takers import ROADMAP


@dataclass(frozen=True)
class MeasureCut:
    """Một biện pháp giảm chi trong một năm: what it takes, from how many units of its scope.

    Money in đồng; `base` is the support of the scope in the base year.
    """

    number: int
    taken: int
    units: int
    scope: int
    base: int


def measure_cuts(result: Result, year: int) -> tuple[MeasureCut, ...]:
    """Mỗi biện pháp giảm bao nhiêu, của ai, in the order in which they are applied."""
    j, found = result.year(year), []
    for number, (measure, cut) in enumerate(
        zip(result.scenario.reductions, _cuts(result), strict=True), start=1
    ):
        found.append(_of_scope(result, number, cut[:, j], scope_of(result, measure.units, SCOPE)))
    return tuple(found)


def roadmap_cut(result: Result, year: int) -> MeasureCut:
    """Lộ trình giảm bao nhiêu, của mấy đơn vị có lộ trình; its number is ROADMAP."""
    on_path = np.asarray(~np.isnan(result["target"]).all(axis=1))
    return _of_scope(result, ROADMAP, whole(result["released"][:, result.year(year)]), on_path)


def _of_scope(result: Result, number: int, money: Array, scope: Mask) -> MeasureCut:
    base = total(result.units["support"][scope])
    return MeasureCut(number, total(money), int((money > 0).sum()), int(scope.sum()), base)


def _cuts(result: Result) -> Sequence[Array]:
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    return result.steps.reductions.cuts


def of_status_quo(measures: Sequence[Reduction]) -> bool:
    """Có tính theo hiện trạng: whether there are targets and each is a share of the status quo; else what
    is cut is told as a share of the base year.
    """
    targets = [one.of for one in measures if one.method == "target"]
    return bool(targets) and set(targets) == {"status_quo"}


def uncut(result: Result, year: int) -> tuple[int, int]:
    """Đơn vị thuộc phạm vi giảm mà năm đó không giảm: how many have no support under the status quo of the
    year, of which nothing can be taken, and how many others.
    """
    idle = cut_scope(result) & (given_up(result, year) <= 0)
    without = whole(result["status_quo"][:, result.year(year)]) <= 0
    return int((idle & without).sum()), int((idle & ~without).sum())


def cut_by_law(result: Result, year: int) -> Array:
    """Phần giảm của các thẻ mức tối thiểu theo luật (n,), whole đồng; what other cards and the roadmap took
    first is not among it.
    """
    j, found = result.year(year), np.zeros(len(result.units))
    for measure, cut in zip(result.scenario.reductions, _cuts(result), strict=True):
        if measure.method == "statutory":
            found += whole(cut[:, j])
    return found


@dataclass(frozen=True)
class Taken:
    """Số giảm của các đơn vị được chọn trong một năm, and what it stands against: whole đồng."""

    base: int
    status_quo: int
    released: int
    cut: int
    by_law: int
    least: int
    balance: int

    @property
    def by_own(self) -> int:
        """Phần giảm của các thẻ khác mức tối thiểu."""
        return self.cut - self.by_law

    @property
    def share(self) -> float | None:
        """Số giảm so với kinh phí năm gốc."""
        return (self.released + self.cut) / self.base if self.base else None

    @property
    def share_of_status_quo(self) -> float | None:
        """Số giảm so với hiện trạng cùng năm."""
        return (self.released + self.cut) / self.status_quo if self.status_quo else None


def taken(result: Result, year: int, within: Mask, least: Minimum) -> Taken:
    """Giảm bao nhiêu của các đơn vị được chọn (n,); `least` is `legal_minimum` of the year."""
    money = sums(result, year, ("status_quo", "released", "cut", "balance"), within)
    return Taken(
        base=total(result.units["support"][within]),
        by_law=total(cut_by_law(result, year)[within]),
        least=total(least.by_unit[within]),
        **money,
    )


def losers(result: Result, year: int, least: Minimum) -> Mask:
    """Các đơn vị bị giảm, or that owe a reduction by law (n,)."""
    return (given_up(result, year) > 0) | least.owes


def only(result: Result, position: int) -> Mask:
    """Một đơn vị (n,)."""
    alone = np.zeros(len(result.units), dtype=bool)
    alone[position] = True
    return alone
