"""Bước chia không có tác dụng: why a stage, the floor or an exception of the allocation gives nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from budget.handout import Handed, Setting, latest
from budget.idle import Ground, Idle, idle_of
from budget.money import total
from budget.scenario import NormStage, ShareStage
from budget.simulate import Result


def idle_stages(result: Result, year: int) -> tuple[Idle | None, ...]:
    """Vì sao từng bước chia không cấp đồng nào in the year, in their order; None where one gives something.

    Nothing without an allocation, or for a scenario that was not computed.
    """
    setting = result.steps.given.setting if result.steps else None
    if setting is None:
        return ()
    handed = {j: setting.again(j) for j in range(1, len(result.years))}
    stages = range(len(setting.plan.stages))
    return tuple(idle_of(result, year, partial(_stage, setting, handed, k)) for k in stages)


def _stage(of: Setting, handed: Mapping[int, Handed], k: int, j: int) -> Ground | None:
    """The ground on which stage `k` gives nothing in year `j`."""
    stage, grant = of.plan.stages[k], handed[j].stages[k]
    if grant.money.any():
        return None
    if not of.scope.any():
        return "nobody", {}
    if not handed[j].pool:
        return "no_pool", {}
    if not grant.left:
        return "used_up", {"pool": handed[j].pool}
    if isinstance(stage, NormStage) and not (of.norm[of.scope, j] > 0).any():
        return "no_norm", {"units": int(of.scope.sum())}
    if not isinstance(stage, ShareStage) and not grant.need[of.scope].any():
        return "met_norm" if isinstance(stage, NormStage) else "met_supplement", {"left": grant.left}
    return "at_cap", {"cap": float(of.plan.cap or 0)}


def idle_exceptions(result: Result, year: int) -> tuple[Idle | None, ...]:
    """Vì sao từng ngoại lệ không cấp đồng nào in the year, in their order."""
    setting = result.steps.given.setting if result.steps else None
    if setting is None:
        return ()
    entries = range(len(setting.plan.exceptions))
    return tuple(idle_of(result, year, partial(_exception, result, setting, k)) for k in entries)


def _exception(result: Result, of: Setting, k: int, j: int) -> Ground | None:
    """The ground on which exception `k` grants nothing in year `j`."""
    entries, units, year = of.plan.exceptions, result.units, result.years[j]
    entry = entries[k]
    if entry.unit not in units.code:
        return "unknown", {}
    by = max(n for n, other in enumerate(entries, start=1) if other.unit == entry.unit)
    if by > k + 1:
        return "overruled", {"units": 1, "by": by}
    asked = of.by_hand[:, j]
    if not asked[units.position(entry.unit)]:
        if of.by_hand[units.position(entry.unit)].any():
            return "apart", {"year": year}
        if not entry.by_year:
            return "no_amount", {}
        if min(entry.by_year) > year:
            return "before", {"first": min(entry.by_year)}
        return (
            ("below_step", {"step": of.plan.round_to}) if latest(entry.by_year, year) else ("no_amount", {})
        )
    handed = of.again(j)
    if handed.exceptions.money[units.position(entry.unit)]:
        return None
    return "exceptions_short", {"need": total(asked), "pool": handed.pool}
