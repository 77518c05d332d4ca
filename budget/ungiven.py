"""Trường trong phạm vi phân bổ mà không được cấp: which schools of the scope are given nothing, and why."""

from __future__ import annotations

import numpy as np

from budget.granted import passed_over
from budget.handout import Handed, Setting
from budget.indicators import norm_gap
from budget.planning import schools_served
from budget.scenario import NormStage
from budget.simulate import Result

REASONS = ("no_pool", "by_hand", "used_up", "passed", "step", "no_norm", "met", "rest")
"""There is no pool in the year; the school has an amount by hand in other years and no part in the stages;
the pool ended before any stage; others stand lower; its part makes no whole step; the stages fill a norm that
it has not, or has reached; else it has another reason (its cap, a weight of nothing).
"""


def ungiven(result: Result, year: int) -> dict[str, list[int]]:
    """Trường trong phạm vi mà không được cấp đồng nào in the year, positions by one of REASONS; a reason that
    holds for none is left out, and there is none without an allocation or in the base year.

    Raises ValueError for a scenario that was not computed.
    """
    j, served = result.year(year), schools_served(result)
    setting = result.steps.given.setting if result.steps else None
    if setting is None or not j:
        return {}
    handed, found = setting.again(j), dict[str, list[int]]()
    for i in np.flatnonzero(served & (result["increase"][:, j] == 0)).tolist():
        found.setdefault(_why(result, setting, handed, year, i), []).append(i)
    return {reason: found[reason] for reason in REASONS if reason in found}


def ungiven_anew(result: Result, before: Result, year: int) -> list[int]:
    """Trường không được cấp đồng nào mà trước đó được cấp: positions, in the order of the data."""
    had = {i for schools in ungiven(before, year).values() for i in schools}
    return sorted(i for schools in ungiven(result, year).values() for i in schools if i not in had)


def ungiven_below(result: Result, year: int) -> list[int]:
    """Trường trong phạm vi dưới định mức mà không được cấp đồng nào: positions, in the order of the data."""
    gaps = norm_gap(result, year)
    return sorted(i for schools in ungiven(result, year).values() for i in schools if gaps[i])


def why_ungiven(result: Result, year: int, i: int) -> str:
    """Vì sao trường i không được cấp đồng nào in the year: one of REASONS, "outside" where the allocation is
    not for it; "" for a unit that is given money or is no school, without an allocation and in the base year.

    Raises ValueError for a scenario that was not computed.
    """
    j, served = result.year(year), schools_served(result)
    setting = result.steps.given.setting if result.steps else None
    if setting is None or not j or not result.units.school[i] or result["increase"][i, j]:
        return ""
    return _why(result, setting, setting.again(j), year, i) if served[i] else "outside"


def _why(result: Result, of: Setting, handed: Handed, year: int, i: int) -> str:
    """Why unit i is given nothing: by what the stages say that had money to give."""
    if not handed.pool:
        return "no_pool"
    if not of.scope[i]:
        return "by_hand"
    pairs = zip(of.plan.stages, handed.stages, strict=True)
    begun = [(stage, grant) for stage, grant in pairs if grant.left]
    if not begun:
        return "used_up" if of.plan.stages else "rest"
    if passed_over(result, year, i):
        return "passed"
    if any(grant.split is not None and grant.split.quota[i] > 0 for _, grant in begun):
        return "step"
    if any(not isinstance(stage, NormStage) or grant.need[i] for stage, grant in begun):
        return "rest"
    return "met" if of.norm[i, result.year(year)] > 0 else "no_norm"
