"""So sánh phương án: what changes from one result to another, for whom, and how the two sides of a plan act
together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from budget.indicators import Indicators, indicators
from budget.law import Law
from budget.money import Array, total, whole
from budget.scenario import Scenario, YearlyPool
from budget.select import Mask
from budget.simulate import Result, simulate
from budget.units import Units

BAND_EDGE = 0.05
"""A change beyond this share of the figure before is a large one."""

BAND_HALF = 5e-7
"""Shares are published in millionths, and amounts are whole đồng: 5 % made whole is no more than 5 %."""

BANDS = ("up_more", "up", "same", "down", "down_more")


@dataclass(frozen=True)
class Band:
    """Một nhóm được, mất: units whose support changes by about as much, their pupils, and the money, đồng."""

    id: str
    units: int
    pupils: int
    money: int


@dataclass(frozen=True)
class Step:
    """Một bước của biểu đồ thác nước: what it is, its number among its like (0: the only one), its amount in
    đồng, of how many units, and of a grant the pupils of the schools among them.
    """

    id: str
    amount: int
    number: int = 0
    units: int = 0
    pupils: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """Thay đổi của một con số so với căn cứ: whole đồng or a count, before and after."""

    before: int
    after: int

    @property
    def difference(self) -> int:
        """Chênh lệch."""
        return self.after - self.before

    @property
    def share(self) -> float | None:
        """Chênh lệch so với căn cứ, a fraction of one; None where nothing was there before."""
        return self.difference / self.before if self.before else None


def changes(before: Array, after: Array) -> tuple[Change, ...]:
    """Thay đổi của từng đơn vị; before, after (n,) in whole đồng."""
    pairs = zip(whole(before).tolist(), whole(after).tolist(), strict=True)
    return tuple(Change(int(was), int(now)) for was, now in pairs)


def change_of_total(parts: Iterable[Change]) -> Change:
    """Thay đổi của tổng: sums of the figures shown."""
    listed = tuple(parts)
    return Change(sum(part.before for part in listed), sum(part.after for part in listed))


def changes_by_year(before: Result, after: Result) -> dict[int, Change]:
    """Thay đổi của tổng kinh phí qua các năm that both results reach."""
    was = dict(zip(before.years, before.totals["support"].tolist(), strict=True))
    now = zip(after.years, after.totals["support"].tolist(), strict=True)
    return {year: Change(int(was[year]), int(there)) for year, there in now if year in was}


def band_of(before: Array, after: Array) -> np.ndarray[tuple[int, ...], np.dtype[np.int8]]:
    """Mức thay đổi của từng đơn vị (n,), as positions in BANDS; before, after in whole đồng."""
    change, edge = after - before, (BAND_EDGE + BAND_HALF) * np.abs(before)
    conditions = [(change > 0) & (change >= edge), change > 0, change == 0, change > -edge]
    return np.select(conditions, [0, 1, 2, 3], default=4).astype(np.int8)


def bands(before: Array, after: Array, pupils: Array) -> tuple[Band, ...]:
    """Được và mất theo mức: all bands in order, with their reach. before, after (n,) whole đồng, pupils
    (n,).
    """
    found, heads = band_of(before, after), whole(pupils)
    return tuple(
        Band(name, int(here.sum()), total(heads[here]), total((after - before)[here]))
        for name, here in ((name, found == k) for k, name in enumerate(BANDS))
    )


def extremes(before: Array, after: Array, most: int) -> tuple[list[int], list[int]]:
    """Tăng nhiều nhất và giảm nhiều nhất: at most `most` positions each, those that change furthest first, in
    đồng, ties in the order of the data; before, after (n,) in whole đồng.
    """
    change = after - before
    up, down = np.argsort(-change, kind="stable")[:most], np.argsort(change, kind="stable")[:most]
    return [int(i) for i in up if change[i] > 0], [int(i) for i in down if change[i] < 0]


def support_steps(result: Result, year: int, within: Mask | None = None) -> tuple[Step, ...]:
    """Đường đi của kinh phí từ năm gốc đến năm xem: base, what the status quo adds, released, each cut,
    each grant, the sum.

    The steps between the first and the last add up exactly.
    """
    if result.steps is None:
        return ()
    j, units, steps = result.year(year), result.units, result.steps
    chosen = np.ones(len(units), dtype=bool) if within is None else within
    pupils = whole(result["pupils"][:, j])

    def step(name: str, amounts: Array, number: int = 0, *, grant: bool = False) -> Step:
        moved = chosen & (whole(amounts) != 0)
        heads = total(pupils[moved & units.school]) if grant else 0
        return Step(name, total(amounts[chosen]), number, int(moved.sum()), heads)

    path = [
        step("base", units["support"]),
        step("status_quo", steps.quo.support[:, j] - units["support"]),
        step("released", -result["released"][:, j]),
    ]
    path += [step("cut", -cut[:, j], k) for k, cut in enumerate(steps.reductions.cuts, start=1)]
    if steps.given.exceptions.any():
        path.append(step("exceptions", steps.given.exceptions[:, j], grant=True))
    if steps.given.floor.any():
        path.append(step("floor", steps.given.floor[:, j], grant=True))
    stages = result.scenario.allocation.stages if result.scenario.allocation else []
    path += [
        step(stage.aim, grants[:, j], k, grant=True)
        for k, (stage, grants) in enumerate(zip(stages, steps.given.stages, strict=True), start=1)
    ]
    return (*path, step("support", result["support"][:, j]))


def steps_apart(
    before: Result, after: Result, year: int, within: Mask | None = None
) -> tuple[tuple[str, Change], ...]:
    """Hai phương án khác nhau ở bước nào: the steps from the base year in either plan, those of a kind taken
    together, as the first cut of one plan need not be that of the other; () where one was not computed.

    The differences between the first and the last add up to that of the last, the support.
    """
    paths = [support_steps(result, year, within) for result in (before, after)]
    if not all(paths):
        return ()
    found: list[dict[str, int]] = [{}, {}]
    for sums, path in zip(found, paths, strict=True):
        for step in path:
            sums[step.id] = sums.get(step.id, 0) + step.amount
    order = sorted(found[0] | found[1], key="support".__eq__)
    return tuple((name, Change(found[0].get(name, 0), found[1].get(name, 0))) for name in order)


def status_quo_of(units: Units, scenario: Scenario, law: Law) -> Result:
    """Hiện trạng cùng giả định: the scenario with neither roadmap nor reductions nor allocation."""
    return simulate(units, without(scenario, plan=True, allocation=True), law)


def without(scenario: Scenario, *, plan: bool = False, allocation: bool = False) -> Scenario:
    """Phương án bỏ bớt một phía: without roadmap and reductions (`plan`), without the allocation, or both."""
    changes: dict[str, object] = {}
    if plan:
        changes |= {"roadmap": [], "reductions": []}
    if allocation:
        changes |= {"allocation": None}
    return scenario.model_copy(update=changes)


def without_exceptions(result: Result) -> Result:
    """Phương án không có ngoại lệ bằng tay: the difference of the two results says who pays for them."""
    scenario = result.scenario
    if scenario.allocation is None or not scenario.allocation.exceptions:
        return result
    plain = scenario.allocation.model_copy(update={"exceptions": []})
    return simulate(result.units, scenario.model_copy(update={"allocation": plain}), result.law)


@dataclass(frozen=True)
class Interaction:
    """Tác động qua lại của hai phía trong một năm, each an `Indicators`; the residual is what only both
    together do.
    """

    status_quo: Indicators
    savings_only: Indicators
    allocation_only: Indicators
    both: Indicators

    def residual(self, figure: str) -> int:
        """both - first - second + status quo of support, deficit_units, schools_at_norm or another whole
        figure.
        """
        values = [
            getattr(part, figure)
            for part in (self.both, self.savings_only, self.allocation_only, self.status_quo)
        ]
        return int(values[0] - values[1] - values[2] + values[3])


def allocation_alone(result: Result) -> Scenario:
    """Chỉ phân bổ, cùng nguồn: the plan without roadmap and reductions, its pool in the amounts it had."""
    alone = without(result.scenario, plan=True)
    if alone.allocation is None:
        return alone
    pools = {y: Decimal(int(result.totals["pool"][j])) for j, y in enumerate(result.years) if j}
    fixed = YearlyPool.model_validate({"from": "amount", "by_year": pools})
    return alone.model_copy(update={"allocation": alone.allocation.model_copy(update={"pool": fixed})})


def interaction(result: Result, year: int) -> Interaction:
    """Tương tác giữa giảm chi và phân bổ: the plan with each side alone, the allocation with the same pool
    as amounts.
    """
    units, scenario, law = result.units, result.scenario, result.law
    return Interaction(
        status_quo=indicators(status_quo_of(units, scenario, law), year),
        savings_only=indicators(simulate(units, without(scenario, allocation=True), law), year),
        allocation_only=indicators(simulate(units, allocation_alone(result), law), year),
        both=indicators(result, year),
    )
