"""Chia nguồn tăng kinh phí của một năm: the pool, then exceptions, floor and stages, each with what is left
(model, section 7).

A year can be handed out again from its `Setting`, so that what every unit got explains itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np

from budget.apportion import Split, apportion, lowest_first, proportional
from budget.drivers import Drivers
from budget.funds import FundRules
from budget.money import Array, down, down_number, only, total, up
from budget.roadmap import Roadmap
from budget.scenario import Allocation, NormStage, SavingsPool, ShareStage, SupplementStage
from budget.select import Mask
from budget.units import Units


@dataclass(frozen=True, eq=False)
class Grant:
    """Một bước cấp trong một năm: (n,) đồng.

    `left` of the pool when it begins; `need`, infinite where a step knows none; `money` it gives, by `split`
    where it was divided: None where every unit gets what it is to have.
    """

    left: int
    need: Array
    money: Array
    split: Split | None


@dataclass(frozen=True, eq=False)
class Setting:
    """Những gì phân bổ dựa vào: the plan and its scope (n,), what the other parts of the model found, and the
    exceptions, floors and caps that follow from them, đồng.
    """

    units: Units
    drivers: Drivers
    plan: Allocation
    whole_scope: Mask
    status_quo: Array
    support: Array
    roadmap: Roadmap
    norm: Array
    available: Array
    funds: FundRules
    years: tuple[int, ...]
    by_hand: Array
    _kept: dict[int, Handed] = field(default_factory=dict, repr=False)

    @cached_property
    def base(self) -> Array:
        """Kinh phí năm gốc S(b) (n,)."""
        return self.units["support"]

    @cached_property
    def scope(self) -> Mask:
        """Các đơn vị nhận qua các bước (n,): those of the scope without an exception."""
        return self.whole_scope & ~self.by_hand.any(axis=1)

    @cached_property
    def step(self) -> float:
        """Bước làm tròn, đồng."""
        return float(self.plan.round_to)

    @cached_property
    def cap(self) -> Array:
        """Mức cấp tối đa của mỗi đơn vị (n,); infinite where the plan has none."""
        if self.plan.cap is None:
            return np.full(len(self.base), np.inf)
        return down(float(self.plan.cap) * self.base, self.step)

    @cached_property
    def floor(self) -> Array:
        """Mức tăng tối thiểu của mỗi đơn vị (n,), before the cap."""
        return np.where(self.scope, down(float(self.plan.floor) * self.base, self.step), 0.0)

    @cached_property
    def capped(self) -> int:
        """Số đơn vị có mức tối thiểu vượt mức tối đa."""
        return int((self.scope & (self.floor > self.cap)).sum())

    @cached_property
    def gap(self) -> Array:
        """Phần còn thiếu cho việc đã có kế hoạch (n, Y)."""
        lacks = self.roadmap.spending - self.roadmap.own_revenue
        lacks -= self.support
        return np.maximum(0.0, lacks, out=lacks)

    def again(self, j: int) -> Handed:
        """Chia lại năm thứ j để giải trình; the year last asked for is kept."""
        kept = self._kept.get(j)
        if kept is None:
            kept = hand_out(self, j)
            self._kept.clear()
            self._kept[j] = kept
        return kept


@dataclass(frozen=True, eq=False)
class Handed:
    """Một năm được chia: the pool, every step in order, and what is left, đồng; `equally` are the stages
    (from 0) whose weights were all 0.
    """

    pool: int
    exceptions: Grant
    floor: Grant
    stages: tuple[Grant, ...]
    given: Array
    spent: Array
    left: int
    equally: tuple[int, ...]


@dataclass
class _Year:
    """One year of the allocation while money is given: all (n,), đồng."""

    left: int
    step: float
    cap: Array
    gap: Array
    scope: Mask
    rank: np.ndarray[tuple[int], np.dtype[np.intp]]
    given: Array = field(init=False)
    spent: Array = field(init=False)

    def __post_init__(self) -> None:
        self.given, self.spent = np.zeros_like(self.gap), np.zeros_like(self.gap)

    def give(self, need: Array, handed: Split | Array, *, fills_gap: bool = False) -> Grant:
        """Takes money from the pool; a supplement is spent only as far as it fills what was missing."""
        if isinstance(handed, Split):
            split, money, amount = handed, handed.money, int(handed.amount)
        else:
            split, money, amount = None, handed, total(handed)
        grant = Grant(self.left, need, money, split)
        self.spent += np.minimum(money, np.maximum(0.0, self.gap - self.spent)) if fills_gap else money
        self.given += money
        self.left -= amount
        return grant

    def room(self, need: Array) -> Array:
        """Upper bounds of a step: the need as far as the cap leaves room, nothing outside the scope."""
        return only(self.scope, np.minimum(need, self.cap - self.given))

    def divide(self, weights: Array, upper: Array) -> Split:
        """What is left, or all that may be given, in proportion to the weights."""
        return proportional(self.left, only(self.scope, weights), upper, self.step, self.rank)


def hand_out(of: Setting, j: int) -> Handed:
    """Chia nguồn của năm thứ j: exceptions, the floor, then the stages, each with what is left."""
    pool = pool_of(of.plan, of.base, of.whole_scope, of.status_quo[:, j] - of.support[:, j], of.years[j])
    now = _Year(pool, of.step, of.cap, of.gap[:, j], of.scope, of.units.code_rank)
    exceptions, floor = _exceptions(of.by_hand[:, j], now), _floor(of, now)
    stages: list[Grant] = []
    equally: list[int] = []
    for number, stage in enumerate(of.plan.stages):
        match stage:
            case NormStage():
                stages.append(_raise_to_norm(stage, of.norm[:, j], of.available[:, j], now))
            case SupplementStage():
                stages.append(_supplement(stage, of, j, now))
            case ShareStage():
                weights = only(now.scope, share_weights(of, stage.by, j))
                if now.left and now.scope.any() and not weights.any():
                    weights = now.scope.astype(np.float64)
                    equally.append(number)
                stages.append(_share(weights, now))
    return Handed(pool, exceptions, floor, tuple(stages), now.given, now.spent, now.left, tuple(equally))


def pool_of(plan: Allocation, base: Array, scope: Mask, given_up: Array, year: int) -> int:
    """Nguồn tăng kinh phí của một năm, đồng, a multiple of round_to.

    base S(b), given_up S0 - S2 (n,), whole đồng.
    """
    source = plan.pool
    if isinstance(source, SavingsPool):
        amount = Fraction(source.share) * total(given_up)
    else:
        value = latest(source.by_year, year)
        amount = value * total(base[scope]) if source.source == "percent" else value
    return down_number(amount, plan.round_to)


def latest(by_year: Mapping[int, Decimal], year: int) -> Fraction:
    """Giá trị của năm hoặc của năm gần nhất trước đó; 0 before the first."""
    known = [y for y in by_year if y <= year]
    return Fraction(by_year[max(known)]) if known else Fraction(0)


def _exceptions(wanted: Array, now: _Year) -> Grant:
    """Cấp ngoại lệ: as asked, or in proportion where the pool is smaller than all of them."""
    if not wanted.any():
        return Grant(now.left, wanted, wanted, None)
    if total(wanted) <= now.left:
        return now.give(wanted, wanted)
    return now.give(wanted, apportion(now.left, wanted, np.zeros_like(wanted), wanted, now.step, now.rank))


def _floor(of: Setting, now: _Year) -> Grant:
    """Mức tăng tối thiểu: a share of the base support for every unit of the scope, within the cap."""
    floors = np.minimum(of.floor, of.cap)
    if total(floors) <= now.left:
        return now.give(floors, floors)
    weights = np.where(now.scope, of.base, 0.0)
    upper = np.where(weights > 0, floors, 0.0)
    handed = apportion(now.left, weights, np.zeros_like(floors), upper, now.step, now.rank)
    return now.give(floors, handed)


def norm_need(level: float, norm: Array, available: Array, spent: Array, step: float) -> Array:
    """Nhu cầu để đạt định mức, đồng, rounded up to the step; 0 for a unit without a norm. Any shape."""
    return only(norm > 0, up(np.maximum(0.0, level * norm - available - spent), step))


def _raise_to_norm(stage: NormStage, norm: Array, available: Array, now: _Year) -> Grant:
    need = norm_need(float(stage.level), norm, available, now.spent, now.step)
    upper = now.room(need)
    if stage.method == "proportional":
        return now.give(need, now.divide(need, upper))
    handed = lowest_first(now.left, norm, available + now.spent, upper, now.step, now.rank)
    return now.give(need, handed)


def supplement_need(
    multiple: float, funds: FundRules, own_revenue: Array, support: Array, spending: Array, j: int
) -> Array:
    """Số còn thiếu để chi thu nhập tăng thêm theo hệ số, đồng (n,): support is S2 and all that was given,
    spending is B''.
    """
    m = np.minimum(multiple, funds.cap[:, j])
    wanted = m * funds.payroll[:, j] / (1.0 - funds.development[:, j]) + funds.reserve[:, j]
    need = np.maximum(0.0, wanted - (own_revenue + support - spending))
    return only(funds.group[:, j] >= 0, need)


def _supplement(stage: SupplementStage, of: Setting, j: int, now: _Year) -> Grant:
    plan, stands = of.roadmap, of.support[:, j] + now.given
    spending = plan.spending[:, j] + np.maximum(0.0, now.spent - now.gap)
    need = supplement_need(float(stage.multiple), of.funds, plan.own_revenue[:, j], stands, spending, j)
    need = up(need, now.step)
    upper = now.room(need)
    return now.give(need, now.divide(need, upper), fills_gap=True)


def share_weights(of: Setting, by: str, j: int) -> Array:
    """Trọng số chia phần còn lại của năm thứ j (n,): heads, đồng of payroll or support, or one each."""
    drivers = of.drivers
    match by:
        case "pupils" | "classes" | "staff" | "payroll":
            return np.asarray(getattr(drivers, by)[:, j])
        case "support":
            return of.base
        case _:
            return np.ones_like(of.base)


def _share(weights: Array, now: _Year) -> Grant:
    need = np.full(weights.shape, np.inf)
    upper = now.room(np.full(weights.shape, float(now.left)))
    return now.give(need, now.divide(weights, upper))
