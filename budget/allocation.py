"""Tăng kinh phí tự chủ cho trường: a floor, then stages, each with what is left (model, section 7)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budget.drivers import Drivers
from budget.findings import NOTE, WARNING, Findings
from budget.funds import FundRules
from budget.handout import Handed, Setting, hand_out, latest
from budget.money import Array, down_number, total
from budget.parallel import side_by_side
from budget.roadmap import Roadmap
from budget.scenario import Allocation
from budget.select import Mask
from budget.units import SCHOOL_KINDS, Units

SCOPE = SCHOOL_KINDS
"""What a selector without kinds and codes means in the allocation."""


@dataclass(frozen=True)
class Given:
    """Kết quả phân bổ: money given (n, Y) by step, what of it pays for what is planned, pool and remainder
    (Y,), đồng; `setting` from which a year can be handed out again.
    """

    increase: Array
    spent: Array
    spending: Array
    exceptions: Array
    floor: Array
    stages: tuple[Array, ...]
    pool: Array
    unallocated: Array
    setting: Setting | None = None


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
    by_hand = _by_hand(units, plan, years, findings)
    setting = Setting(
        units, drivers, plan, scope, status_quo, support, roadmap, norm, available, funds, years, by_hand
    )
    shape = support.shape
    excepted, increase, spent, floors = (np.zeros(shape, order="F") for _ in range(4))
    stages = tuple(np.zeros(shape, order="F") for _ in plan.stages)
    pool, unallocated = np.zeros(shape[1]), np.zeros(shape[1])

    def fill(some: range, said: Findings) -> None:
        """Các cột của một số năm, what is given in one year depends on no other."""
        for j in some:
            handed = hand_out(setting, j)
            _say(setting, handed, years[j], said)
            steps = (handed.exceptions, handed.floor, *handed.stages)
            for grants, grant in zip((excepted, floors, *stages), steps, strict=True):
                grants[:, j] = grant.money
            increase[:, j], spent[:, j] = handed.given, handed.spent
            pool[j], unallocated[j] = handed.pool, handed.left

    middle, later = (len(years) + 1) // 2, Findings(units.code)
    side_by_side(
        len(units),
        lambda: fill(range(1, middle), findings),
        lambda: fill(range(middle, len(years)), later),
    )
    findings.take(later)
    spending = spent - setting.gap
    np.maximum(0.0, spending, out=spending)
    spending += roadmap.spending
    return Given(increase, spent, spending, excepted, floors, stages, pool, unallocated, setting)


def _say(of: Setting, handed: Handed, year: int, findings: Findings) -> None:
    """What is to be noted of a year: caps below floors, pools too small or too large, weights of nothing."""
    for kind, grant in (("exceptions_short", handed.exceptions), ("floor_short", handed.floor)):
        if grant.split is not None:
            need = total(grant.need)
            findings.plan(kind, WARNING, year=year, missing=need - grant.left, need=need)
    if of.capped:
        findings.plan("cap_over_floor", NOTE, year=year, units=of.capped)
    for _ in handed.equally:
        findings.plan("weights_zero", NOTE, year=year, of="allocation")
    if handed.left:
        findings.plan("pool_unallocated", NOTE, year=year, amount=handed.left)


def _by_hand(units: Units, plan: Allocation, years: tuple[int, ...], findings: Findings) -> Array:
    """Số cấp bằng tay cho từng đơn vị (n, Y), đồng, rounded down to the step; the last entry counts."""
    wanted: Array = np.zeros((len(units), len(years)), order="F")
    for number, entry in enumerate(plan.exceptions, start=1):
        if entry.unit not in units.code:
            findings.plan("selector_empty", NOTE, of="exceptions", number=number)
            continue
        for j, year in enumerate(years[1:], start=1):
            wanted[units.position(entry.unit), j] = down_number(latest(entry.by_year, year), plan.round_to)
    return wanted
