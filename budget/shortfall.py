"""Thu theo lộ trình không đạt: the plan as decided, while a part of what its roadmap adds does not come in.

What the budget gives, and what units spend, stay as decided.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from budget.autonomy import ratio
from budget.funds import distribute, fund_rules
from budget.money import quotient, total, whole
from budget.norms import available
from budget.simulate import Result, fund_figures, groups_of_years


def asks(result: Result) -> bool:
    """Lộ trình có đòi tăng thu, in any year."""
    return bool(result.computed and result["roadmap_revenue"].any())


def added_revenue(result: Result, year: int) -> int:
    """Thu tăng thêm theo lộ trình của năm, đồng of all units."""
    return total(whole(result["roadmap_revenue"][:, result.year(year)]))


def asks_of(before: Result, after: Result, year: int) -> list[int]:
    """Thu phải thêm theo lộ trình của năm, before and after a try, đồng of all units."""
    return [added_revenue(one, year) for one in (before, after)]


def unearned(result: Result, share: Decimal) -> Result:
    """Phương án khi thu tăng thêm theo lộ trình hụt `share` (fraction of one, rounded to whole đồng by unit).

    Its findings are those of the plan. Raises ValueError for a scenario that was not computed.
    """
    steps, units, scenario = result.steps, result.units, result.scenario
    if steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    if not share or not asks(result):
        return result
    steps = replace(steps, unearned=float(share))
    plan, lost = steps.roadmap, steps.lost
    earned = replace(plan, revenue=plan.revenue - lost, own_revenue=plan.own_revenue - lost)
    of = units, steps.drivers, steps.quo, earned, scenario, result.law, result.years
    rules, own, spending = fund_rules(*of), earned.own_revenue, steps.given.spending
    counted = available(
        units, steps.drivers, own, steps.reductions.support, scenario, result.law, result.years
    )
    covered = counted + steps.given.spent
    figures = {
        **result.figures,
        "own_revenue": own,
        "ratio": ratio(own, spending),
        "available": covered,
        "coverage": quotient(covered, result["norm"]),
        **fund_figures(rules, distribute(rules, own, result["support"], spending)),
    }
    return replace(
        result,
        figures=MappingProxyType(figures),
        group=groups_of_years(units, own, spending, result.law, result.years),
        assigned=rules.group,
        steps=replace(steps, funds=rules),
    )
