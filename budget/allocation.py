"""Tăng kinh phí tự chủ cho trường: a floor, then stages, each with what is left (model, section 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import numpy as np

from budget.apportion import apportion, lowest_first
from budget.drivers import Drivers
from budget.findings import NOTE, WARNING, Findings
from budget.funds import FundRules
from budget.money import Array, down, down_number, total, up
from budget.roadmap import Roadmap
from budget.scenario import Allocation, NormStage, SavingsPool, ShareStage, SupplementStage
from budget.select import Mask
from budget.units import SCHOOL_KINDS, Units

SCOPE = SCHOOL_KINDS
"""What a selector without kinds and codes means in the allocation."""


@dataclass(frozen=True)
class Given:
    """Kết quả phân bổ: money given (n, Y) by step, what of it pays for what is planned, pool and remainder
    (Y,), đồng.
    """

    increase: Array
    spent: Array
    spending: Array
    exceptions: Array
    floor: Array
    stages: tuple[Array, ...]
    pool: Array
    unallocated: Array


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

    def give(self, money: Array, *, fills_gap: bool) -> None:
        """Takes money from the pool; a supplement is spent only as far as it fills what was missing."""
        self.spent = self.spent + (
            np.minimum(money, np.maximum(0.0, self.gap - self.spent)) if fills_gap else money
        )
        self.given = self.given + money
        self.left -= total(money)

    def room(self, need: Array) -> Array:
        """Upper bounds of a step: the need as far as the cap leaves room, nothing outside the scope."""
        return np.where(self.scope, np.minimum(need, self.cap - self.given), 0.0)

    def hand_out(self, weights: Array, upper: Array) -> Array:
        weights = np.where(self.scope, weights, 0.0)
        upper = np.where(weights > 0, upper, 0.0)
        amount = min(self.left, total(upper))
        return apportion(amount, weights, np.zeros_like(upper), upper, self.step, self.rank)


def no_allocation(support: Array, roadmap: Roadmap) -> Given:
    """Không phân bổ: a scenario without [allocation] gives nothing."""
    nothing, none = np.zeros_like(support), np.zeros(support.shape[1])
    return Given(nothing, nothing, roadmap.spending, nothing, nothing, (), none, none)


def allocate(
    units: Units,
    drivers: Drivers,
    plan: Allocation,
    scope: Mask,
    status_quo: Array,
    support: Array,
    roadmap: Roadmap,
    norm: Array,
    available: Array,
    funds: FundRules,
    years: tuple[int, ...],
    findings: Findings,
) -> Given:
    """Phân bổ kinh phí tăng thêm cho các đơn vị trong phạm vi.

    status_quo S0, support S2, norm, available (n, Y) in đồng; scope bool (n,). Every grant is a whole
    multiple of round_to and nobody gets more than cap x S(b), but for the exceptions made by hand: these come
    first, out of the pool, and their units take no other part.
    """
    shape, base, step = support.shape, units["support"], float(plan.round_to)
    by_hand = _by_hand(units, plan, years, findings)
    whole_scope, scope = scope, scope & ~by_hand.any(axis=1)
    excepted = np.zeros(shape, order="F")
    gap = np.maximum(0.0, roadmap.spending - roadmap.own_revenue - support)
    cap = np.full(shape[0], np.inf) if plan.cap is None else down(float(plan.cap) * base, step)
    floor_wanted = np.where(scope, down(float(plan.floor) * base, step), 0.0)
    capped = scope & (floor_wanted > cap)
    increase, spent, floors = (np.zeros(shape, order="F") for _ in range(3))
    stages = tuple(np.zeros(shape, order="F") for _ in plan.stages)
    pool, unallocated = np.zeros(shape[1]), np.zeros(shape[1])

    for j, year in enumerate(years[1:], start=1):
        amount = pool_of(plan, base, whole_scope, status_quo[:, j] - support[:, j], year)
        pool[j] = amount
        now = _Year(amount, step, cap, gap[:, j], scope, units.code_rank)
        excepted[:, j] = _exceptions(by_hand[:, j], now, year, findings)
        if capped.any():
            findings.plan("cap_over_floor", NOTE, year=year, units=int(capped.sum()))
        floors[:, j] = _floor(np.minimum(floor_wanted, cap), base, now, year, findings)
        for stage, grants in zip(plan.stages, stages, strict=True):
            before = now.given
            match stage:
                case NormStage():
                    _raise_to_norm(stage, norm[:, j], available[:, j], now)
                case SupplementStage():
                    _supplement(stage, funds, roadmap, support, j, now)
                case ShareStage():
                    _share(stage, drivers, base, j, now, year, findings)
            grants[:, j] = now.given - before
        increase[:, j], spent[:, j], unallocated[j] = now.given, now.spent, now.left
        if now.left:
            findings.plan("pool_unallocated", NOTE, year=year, amount=now.left)
    spending = roadmap.spending + np.maximum(0.0, spent - gap)
    return Given(increase, spent, spending, excepted, floors, stages, pool, unallocated)


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


def _by_hand(units: Units, plan: Allocation, years: tuple[int, ...], findings: Findings) -> Array:
    """Số cấp bằng tay cho từng đơn vị (n, Y), đồng, rounded down to the step; the last entry counts."""
    wanted: Array = np.zeros((len(units), len(years)))
    for number, entry in enumerate(plan.exceptions, start=1):
        if entry.unit not in units.code:
            findings.plan("selector_empty", NOTE, of="exceptions", number=number)
            continue
        for j, year in enumerate(years[1:], start=1):
            wanted[units.position(entry.unit), j] = down_number(latest(entry.by_year, year), plan.round_to)
    return wanted


def _exceptions(wanted: Array, now: _Year, year: int, findings: Findings) -> Array:
    """Cấp ngoại lệ: as asked, or in proportion where the pool is smaller than all of them."""
    asked = total(wanted)
    if asked > now.left:
        findings.plan("exceptions_short", WARNING, year=year, missing=asked - now.left, need=asked)
        wanted = apportion(now.left, wanted, np.zeros_like(wanted), wanted, now.step, now.rank)
    now.give(wanted, fills_gap=False)
    return wanted


def latest(by_year: Mapping[int, Decimal], year: int) -> Fraction:
    """Giá trị của năm hoặc của năm gần nhất trước đó; 0 before the first."""
    known = [y for y in by_year if y <= year]
    return Fraction(by_year[max(known)]) if known else Fraction(0)


def _floor(floors: Array, base: Array, now: _Year, year: int, findings: Findings) -> Array:
    """Mức tăng tối thiểu: a share of the base support for every unit of the scope."""
    wanted = total(floors)
    if wanted > now.left:
        findings.plan("floor_short", WARNING, year=year, missing=wanted - now.left, need=wanted)
        weights = np.where(now.scope, base, 0.0)
        upper = np.where(weights > 0, floors, 0.0)
        floors = apportion(now.left, weights, np.zeros_like(floors), upper, now.step, now.rank)
    now.give(floors, fills_gap=False)
    return floors


def norm_need(level: float, norm: Array, available: Array, spent: Array, step: float) -> Array:
    """Nhu cầu để đạt định mức, đồng, rounded up to the step; 0 for a unit without a norm. Any shape."""
    return np.where(norm > 0, up(np.maximum(0.0, level * norm - available - spent), step), 0.0)


def _raise_to_norm(stage: NormStage, norm: Array, available: Array, now: _Year) -> None:
    need = norm_need(float(stage.level), norm, available, now.spent, now.step)
    upper = now.room(need)
    if stage.method == "proportional":
        now.give(now.hand_out(need, upper), fills_gap=False)
        return
    amount = min(now.left, total(upper))
    money = lowest_first(amount, norm, available + now.spent, upper, now.step, now.rank)
    now.give(money, fills_gap=False)


def supplement_need(
    multiple: float, funds: FundRules, own_revenue: Array, support: Array, spending: Array, j: int
) -> Array:
    """Số còn thiếu để chi thu nhập tăng thêm theo hệ số, đồng (n,): support is S2 and all that was given,
    spending is B''.
    """
    m = np.minimum(multiple, funds.cap[:, j])
    wanted = m * funds.payroll[:, j] / (1.0 - funds.development[:, j]) + funds.reserve[:, j]
    need = np.maximum(0.0, wanted - (own_revenue + support - spending))
    return np.where(funds.group[:, j] >= 0, need, 0.0)


def _supplement(
    stage: SupplementStage, funds: FundRules, roadmap: Roadmap, support: Array, j: int, now: _Year
) -> None:
    spending = roadmap.spending[:, j] + np.maximum(0.0, now.spent - now.gap)
    stands = support[:, j] + now.given
    need = supplement_need(float(stage.multiple), funds, roadmap.own_revenue[:, j], stands, spending, j)
    need = up(need, now.step)
    now.give(now.hand_out(need, now.room(need)), fills_gap=True)


def _share(
    stage: ShareStage, drivers: Drivers, base: Array, j: int, now: _Year, year: int, findings: Findings
) -> None:
    by = {
        "pupils": drivers.pupils[:, j],
        "classes": drivers.classes[:, j],
        "staff": drivers.staff[:, j],
        "payroll": drivers.payroll[:, j],
        "support": base,
        "equal": np.ones_like(base),
    }
    weights = np.where(now.scope, by[stage.by], 0.0)
    if now.left and now.scope.any() and not weights.any():
        weights = now.scope.astype(np.float64)
        findings.plan("weights_zero", NOTE, year=year, of="allocation")
    upper = now.room(np.full_like(base, float(now.left)))
    now.give(now.hand_out(weights, upper), fills_gap=False)
