"""Nguồn tăng kinh phí của phương án: where the money comes from that it gives, as a record can keep it."""

from __future__ import annotations

from typing import Any

from budget.allocation import SCOPE
from budget.planning import schools_served, scope_of
from budget.scenario import SavingsPool
from budget.simulate import Result


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
