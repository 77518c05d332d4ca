"""Phương án với điều muốn giảm, như nút đặt sẽ lưu; what is said of it before is said of this one."""

from __future__ import annotations

from decimal import Decimal

from budget import granted_plan
from budget.granted import kept_anyway
from budget.granting import held_on
from budget.wishes import CutWish
from pages.shared import cached
from pages.shared.plan import Plan


def granted(plan: Plan, wish: CutWish, share: float) -> Plan:
    """Phương án với điều muốn có, not saved; of a decided plan, too, it is said what the wish would ask."""
    result, year, wanted = plan.result(), plan.year, Decimal(repr(share))
    then = Plan(plan.saved, plan.version)
    road, measures = cached.derived(
        "wish.granted",
        (result.fingerprint, year, repr(share), wish.no_more),
        lambda: granted_plan.parts(granted_plan.granted(result, year, wish, wanted, plan.result_of)),
    )
    then.scenario = plan.scenario.model_copy(update={"roadmap": road, "reductions": measures})
    return plan if then.scenario == plan.scenario else then


def as_will_be(plan: Plan, wish: CutWish, share: float) -> CutWish:
    """Điều muốn giảm với mục tiêu và số thu mà nút sẽ đặt; as it is where no roadmap would do."""
    if wish.beyond:
        return wish
    then = granted(plan, wish, share)
    return granted_plan.as_granted(wish, plan.result(), then.result(), plan.year)


def early(plan: Plan, then: Plan, wish: CutWish) -> int:
    """Mấy đơn vị vì mục tiêu các năm trước mà đạt hơn mức cần; 0 where the plan takes more anyway."""
    if kept_anyway(plan.result(), plan.year) > wish.wanted:
        return 0
    return held_on(wish, plan.result(), then.result(), plan.year)
