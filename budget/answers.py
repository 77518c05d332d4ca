"""Tìm mức: closed answers to what officers wish for, and why a wish cannot be met (model, section 11)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from budget.autonomy import FIRST, GROUPS, SECOND, next_threshold
from budget.handout import norm_need, supplement_need
from budget.indicators import deficit_before
from budget.money import Array, down, six_digits, total, up, whole
from budget.pathways import growing
from budget.reductions import SCOPE as REDUCTION_SCOPE
from budget.scenario import Selector
from budget.select import Mask, pick
from budget.simulate import Result, Steps

BEYOND_REASON = 10
"""Times its revenue of the base year that no unit comes to."""


@dataclass(frozen=True)
class PoolAnswer:
    """Nguồn nhỏ nhất: the pool that meets a wish for every school of the scope, đồng, and what stands
    against it.

    `missing` is what the schools lack of the norm without the pool, `rounding` what is added by rounding
    each of them up to the step, `excepted` what exceptions made by hand take first, `supplement` the rest,
    for supplementary income: the four make the pool. `below` are schools with an exception, which take no
    part in the steps, that stay below the norm: position and what they lack, the most first.
    `beyond_cap` is the part that the cap on each school forbids, `capped` how many schools it holds back.
    """

    pool: int
    schools: int
    needing: int
    beyond_cap: int
    capped: int
    missing: int
    rounding: int
    excepted: int
    below: tuple[tuple[int, int], ...]

    @property
    def supplement(self) -> int:
        """Phần cho thu nhập tăng thêm, đồng."""
        return self.pool - self.missing - self.rounding - self.excepted

    @property
    def reaching(self) -> int:
        """Số trường đạt điều muốn với nguồn này."""
        return self.schools - len(self.below)

    @property
    def feasible(self) -> bool:
        """Whether the cap lets every school reach the wish."""
        return self.capped == 0


@dataclass(frozen=True)
class CutAnswer:
    """Mức giảm lớn nhất không làm đơn vị nào thiếu nguồn: đồng, by unit; `already` units are in deficit
    before any cut.
    """

    cut: int
    by_unit: Array
    units: int
    already: int
    base: int


@dataclass(frozen=True)
class BreakEven:
    """Điểm chuyển nhóm của từng đơn vị (n,): the smallest change that reaches the next group; NaN where
    none does.

    revenue: own revenue to add, đồng; spending: operations to shed, đồng; pupils: pupils to add, heads.
    in_all: how far the revenue without State money then stands above that of the base year, with what the
    assumptions and the roadmap add already (share); a_year: the same as growth a year, NaN in the base year;
    implausible: whether that is beyond what the plan holds plausible; infeasible: whether the revenue would
    have to be BEYOND_REASON times that of the base year, or there was none; too_many: whether the pupils
    to add are more than it has: no way to go.
    """

    group: tuple[str | None, ...]
    revenue: Array
    spending: Array
    pupils: Array
    in_all: Array
    a_year: Array
    implausible: Mask
    infeasible: Mask
    too_many: Mask


def _parts(result: Result) -> Steps:
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    return result.steps


def _step_and_cap(result: Result) -> tuple[float, Array]:
    plan, base = result.scenario.allocation, result.units["support"]
    step = float(plan.round_to) if plan else 1.0
    if plan is None or plan.cap is None:
        return step, np.full(len(base), np.inf)
    return step, down(float(plan.cap) * base, step)


def smallest_pool(
    result: Result, year: int, level: float = 1.0, supplement: float | None = None
) -> PoolAnswer:
    """Nguồn nhỏ nhất để mọi trường đạt định mức: sum of the rounded needs at `level` of the norm and, when
    `supplement` is given, for a supplementary income of that multiple of the payroll on top.

    Needs are those before any money of the pool, rounded up to the allocation's step. A school with an
    exception is given that and no more.
    """
    steps, j = _parts(result), result.year(year)
    step, cap = _step_and_cap(result)
    setting = steps.given.setting
    by_hand = setting.by_hand[:, j] if setting else np.zeros(len(result.units))
    scope = setting.scope if setting else steps.scope
    apart = steps.scope & ~scope
    before = result["available"][:, j] - steps.given.spent[:, j]
    norm, nothing = result["norm"][:, j], np.zeros_like(before)
    need = norm_need(level, norm, before, nothing, step)
    exact = whole(np.where(norm > 0, np.maximum(0.0, level * norm - before), 0.0))
    lacks = np.where(apart, np.maximum(0.0, exact - by_hand), 0.0)
    missing = total(exact[scope])
    rounding = total(need[scope]) - missing
    if supplement is not None:
        plan, stands = steps.roadmap, steps.reductions.support[:, j] + need
        gap = np.maximum(0.0, plan.spending[:, j] - plan.own_revenue[:, j] - steps.reductions.support[:, j])
        spending = plan.spending[:, j] + np.maximum(0.0, need - gap)
        more = supplement_need(supplement, steps.funds, plan.own_revenue[:, j], stands, spending, j)
        need = need + up(more, step)
    need = np.where(scope, need, 0.0)
    beyond = np.maximum(0.0, need - cap)
    return PoolAnswer(
        pool=total(need) + total(by_hand),
        schools=int(steps.scope.sum()),
        needing=int((need > 0).sum()),
        beyond_cap=total(beyond),
        capped=int((beyond > 0).sum()),
        missing=missing,
        rounding=rounding,
        excepted=total(by_hand),
        below=tuple((i, int(lacks[i])) for i in np.argsort(-lacks, kind="stable").tolist() if lacks[i] > 0),
    )


def largest_cut(result: Result, year: int, scope: Mask | None = None, *, no_more: bool = False) -> CutAnswer:
    """Mức giảm lớn nhất của phạm vi mà không đơn vị nào thiếu nguồn, on the support after the roadmap.

    `no_more`: a unit that is in deficit under the status quo may stay so, but no deeper.
    """
    steps, j, units = _parts(result), result.year(year), result.units
    if scope is None:
        scope = pick(Selector(), units, steps.drivers.base_group, kinds=REDUCTION_SCOPE)
    plan = steps.roadmap
    spare = plan.own_revenue[:, j] + plan.support[:, j] - plan.spending[:, j]
    if no_more:
        spare = spare - deficit_before(steps, j)
    room = np.where(scope, down(np.maximum(0.0, np.minimum(plan.support[:, j], spare))), 0.0)
    short = scope & (whole(spare) < 0)
    return CutAnswer(total(room), room, int(scope.sum()), int(short.sum()), total(units["support"][scope]))


def break_even(result: Result, year: int) -> BreakEven:
    """Điểm chuyển nhóm: what each unit's own revenue, operations or pupils must change by to reach the next
    group.

    Pupils count where tuition, its compensation or services follow them. Law: thresholds.
    """
    steps, j = _parts(result), result.year(year)
    bands = result.law.table("thresholds", year)
    a, b = result["own_revenue"][:, j], result["spending"][:, j]
    threshold = next_threshold(a, b, bands)
    wanted = ~np.isnan(threshold)
    t = np.where(wanted, threshold, 1.0)
    revenue = up(np.maximum(0.0, t * b - a))
    shed = up(np.maximum(0.0, b - a / t))
    lines, pupils = steps.drivers.lines, result["pupils"][:, j]
    surplus = lines["surplus_services"][:, j]
    earned = (lines["tuition"][:, j] + lines["compensation"][:, j] + surplus) * result.units.school
    follows = float(result.scenario.assumptions.follow_pupils)
    each = np.divide(earned, pupils, out=np.zeros_like(earned), where=pupils > 0)
    index = np.divide(pupils, result.units["pupils"], out=np.ones_like(pupils), where=pupils > 0)
    cost = np.divide(
        result["operations"][:, j] * follows * index,
        pupils * (1.0 + follows * (index - 1.0)),
        out=np.zeros_like(pupils),
        where=pupils > 0,
    )
    gain = each - t * cost
    heads = np.divide(t * b - a, gain, out=np.full_like(a, np.nan), where=wanted & (gain > 0))
    heads = np.ceil(heads - 1e-6)
    limits = {name: float(value) for name, value in bands.items()}
    reached = _names(threshold, limits, result.units["covers_investment"])
    none, had = np.full_like(a, np.nan), result.units["pupils"]
    before, after = growing(result, year)
    after = np.maximum(0.0, after + revenue)
    times = np.divide(after, before, out=none.copy(), where=wanted & (before > 0))
    a_year = times ** (1 / j) - 1 if j else none
    limit = float(result.scenario.assumptions.plausible_growth)
    return BreakEven(
        group=reached,
        revenue=np.where(wanted, revenue, none),
        spending=np.where(wanted & (shed <= result["operations"][:, j]) & (a > 0), shed, none),
        pupils=np.where(wanted & (heads > 0), heads, none),
        in_all=times - 1,
        a_year=a_year,
        implausible=six_digits(a_year) > limit,
        infeasible=wanted & ~(times < BEYOND_REASON),
        too_many=wanted & (heads > had),
    )


def _names(threshold: Array, limits: dict[str, float], invests: Mask) -> tuple[str | None, ...]:
    """The group that a threshold opens: group 1 shares that of group 2."""
    by_value = {value: name for name, value in limits.items() if name in GROUPS}
    names = (None if math.isnan(t) else by_value[t] for t in threshold.tolist())
    return tuple(
        GROUPS[FIRST] if name == GROUPS[SECOND] and covers else name
        for name, covers in zip(names, invests.tolist(), strict=True)
    )
