"""Phương án với điều muốn giảm, như nút đặt sẽ lưu; what is said of it before is said of this one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from budget.granted import kept_anyway
from budget.granting import as_set, falls_short, held_on, stands, unasked
from budget.least_change import does_as_well, least_changed, other_targets
from budget.scenario import changed
from budget.wishes import CutWish, roadmap_through
from pages.shared import cached
from pages.shared.plan import Plan


def granted(plan: Plan, wish: CutWish, share: float) -> Plan:
    """Phương án với điều muốn có, not saved: the roadmap that would do, for the other years of the target
    too, and of the ways to set the measures the one that changes the plan's cards least and does as well as
    the last, that does for any plan. Where the plan as it stands does, its
    roadmap stays.
    """
    wanted, result = Decimal(repr(share)), plan.result()
    *ways, last = least_changed(result, plan.year, wanted)
    others = other_targets(result, plan.year)
    there = stands(result, plan.year, wish)
    entries = (
        None
        if there
        else cached.derived(
            "wish.roadmap",
            (result.fingerprint, plan.year, repr(share), wish.no_more),
            lambda: roadmap_through(result, plan.year, wish, wanted, others),
        )
    )

    def with_(measures: list[dict[str, Any]]) -> Plan:
        then = Plan(plan.saved, plan.version)
        # not by its `set`: of a decided plan, too, it is said what the wish would ask
        road = plan.scenario if entries is None else changed(plan.scenario, ("roadmap",), entries)
        then.scenario = changed(road, ("reductions",), measures)
        return then

    sure = with_(last)
    as_well = (
        then
        for then in map(with_, ways)
        if does_as_well(then.result(), sure.result(), plan.year, no_more=wish.no_more)
    )
    found = next(as_well, sure)
    return plan if falls_short(found.result(), result, plan.year, wish) else found


def as_will_be(plan: Plan, wish: CutWish, share: float) -> CutWish:
    """Điều muốn giảm với mục tiêu và số thu mà nút sẽ đặt; as it is where no roadmap would do."""
    if wish.beyond:
        return wish
    then = granted(plan, wish, share)
    alike = then.scenario.roadmap == plan.scenario.roadmap
    return unasked(wish) if alike else as_set(wish, plan.result(), then.result(), plan.year)


def early(plan: Plan, then: Plan, wish: CutWish) -> int:
    """Mấy đơn vị vì mục tiêu các năm trước mà đạt hơn mức cần; 0 where the plan takes more anyway."""
    if kept_anyway(plan.result(), plan.year) > wish.wanted:
        return 0
    return held_on(wish, plan.result(), then.result(), plan.year)
