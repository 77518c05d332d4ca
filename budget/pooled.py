"""Nguồn tăng kinh phí của phương án: where the money comes from that it gives, as a record can keep it."""

from __future__ import annotations

from decimal import ROUND_UP, Decimal
from typing import Any

from budget.allocation import SCOPE
from budget.money import total, whole
from budget.planning import schools_served, scope_of
from budget.scenario import SavingsPool
from budget.simulate import Result

STEP = Decimal("0.000001")
"""Of a share that a pool is turned to."""


def pool_of(result: Result) -> dict[str, Any]:
    """Nguồn của phương án: a "share" of what is cut, or of each year "by_year" (year, decimal in text) an
    amount or, of the "n" units or "schools" of its scope, a share of the support of the "base" year; {} where
    it gives nothing more.
    """
    plan = result.scenario.allocation
    if plan is None:
        return {}
    if isinstance(plan.pool, SavingsPool):
        return {"share": str(plan.pool.share)}
    by_year = [[year, str(level)] for year, level in plan.pool.by_year.items()]
    if plan.pool.source != "percent":
        return {"by_year": by_year}
    scope, served = scope_of(result, plan.units, SCOPE), schools_served(result)
    all_served = bool(served.sum() == scope.sum())
    return {"by_year": by_year, "base": result.years[0], "n": int(scope.sum()), "schools": all_served}


def pool_as(result: Result, source: str) -> dict[str, Any]:
    """Nguồn kiểu khác với cùng số tiền từng năm, as a plan stores it: "amount" in đồng, "percent" of the
    support of the base year of its scope, in steps that come to no less; a year like the one before has no
    figure. {} where the plan hands out nothing in any year, and for another source.
    """
    plan = result.scenario.allocation
    amounts = {y: Decimal(int(result.totals["pool"][j])) for j, y in enumerate(result.years) if j}
    if plan is None or source not in ("amount", "percent") or not any(amounts.values()):
        return {}
    base = total(whole(result.units["support"][scope_of(result, plan.units, SCOPE)]))
    if source == "percent" and not base:
        return {}
    found: dict[str, Decimal] = {}
    last = Decimal(0)
    for year, amount in amounts.items():
        level = amount if source == "amount" else (amount / base).quantize(STEP, ROUND_UP)
        if level != last:
            found[str(year)] = last = level
    return {"from": source, "by_year": found}
