"""Thẻ không có tác dụng: why a measure, a part of the roadmap or a stage takes, asks or gives nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from budget.autonomy import is_partly
from budget.money import Array, total, whole
from budget.own_paths import drawn
from budget.reductions import SCOPE, Stand, cut_rates, exempt_units
from budget.scenario import Reduction
from budget.select import Mask, pick
from budget.simulate import Result, Steps


@dataclass(frozen=True)
class Idle:
    """Vì sao một thẻ không có tác dụng: `why` names the ground, `numbers` what its sentence uses (đồng,
    fractions of one, counts); `always`: on this ground in every year of the plan, else in the year asked
    about. A target that is not reached has what is "missing" of it among its numbers.
    A part of the roadmap that loses only some of its units ("overruled_some") works for the others,
    and one without a target takes its units from the earlier parts and keeps them at their degree ("kept");
    one whose units go to its last target each on a part of its own ("paced") leads these.
    """

    why: str
    always: bool
    numbers: Mapping[str, float] = field(default_factory=dict)


WORKING = ("overruled_some", "kept", "apart", "paced")
"""Grounds told of a card that does have an effect."""

MET = ("met_roadmap", "met_measures", "met_both")
"""Why a target cuts nothing more: what it asks is reached already, which is no fault of the card."""

OVERRULED = ("overruled", "overruled_many", "overruled_some")
"""Grounds of a card whose units follow a later one."""

Ground = tuple[str, dict[str, float]]


def idle_of(result: Result, year: int, grounds: Callable[[int], Ground | None]) -> Idle | None:
    """Lời về một thẻ: the ground of a year (`grounds` of its position), and whether it is that of all years;
    in the base year, where no part of a plan works, that of the last.
    """
    j = result.year(year) or len(result.years) - 1
    here = grounds(j)
    if here is None:
        return None
    rest = (grounds(k) for k in range(1, len(result.years)) if k != j)
    always = all(found is not None and found[0] == here[0] for found in rest)
    return Idle(here[0], always, here[1]) if always or result.year(year) else None


def idle_measures(result: Result, year: int) -> tuple[Idle | None, ...]:
    """Vì sao từng biện pháp không giảm đồng nào in the year, in their order; None where one takes something.

    Nothing for a scenario that was not computed.
    """
    steps = result.steps
    if steps is None:
        return ()
    measures = range(len(result.scenario.reductions))
    return tuple(idle_of(result, year, partial(_measure, result, steps, k)) for k in measures)


def _measure(result: Result, steps: Steps, k: int, j: int) -> Ground | None:
    """The ground on which measure `k` takes nothing in year `j`."""
    if steps.reductions.cuts[k][:, j].any():
        return None
    measure, stand = result.scenario.reductions[k], steps.reductions.stands[k]
    scope = pick(measure.units, result.units, steps.drivers.base_group, kinds=SCOPE)
    if not scope.any():
        return "nobody", {}
    open_ = _asked(result, steps, measure, k, j, scope)
    if not isinstance(open_, np.ndarray):
        return open_
    short = _missing(result, steps, k, j)
    if not stand.support[scope, j].any():
        return "no_support", short
    if not open_.any():
        return _met(steps, stand, scope, j)
    if measure.max_cut is not None:
        most = float(measure.max_cut) * stand.base - stand.taken[:, j]
        if (most[open_] < 1).all():
            return "cap", {"cap": float(measure.max_cut), **short}
    if measure.method == "target" and measure.share_by == "headroom":
        return "no_headroom", short
    return "limits", short


def _missing(result: Result, steps: Steps, k: int, j: int) -> dict[str, float]:
    """Mục tiêu còn thiếu bao nhiêu, đồng, of which share in which year; {} where no target lacks anything."""
    target = steps.reductions.targets[k]
    found = target.year(j) if target else None
    if found is None or not found.short:
        return {}
    return {"missing": found.need, "share": found.share, "of_year": result.years[j]}


def _asked(result: Result, steps: Steps, measure: Reduction, k: int, j: int, scope: Mask) -> Mask | Ground:
    """The units from which more is still to be taken (n,); a ground where the measure asks nothing."""
    stand, target = steps.reductions.stands[k], steps.reductions.targets[k]
    if target is not None:
        if not target.shares[j]:
            past = measure.target and max(measure.target) <= result.years[0]
            return ("target_past" if past else "no_target"), {}
        return scope & bool(target.year(j).need)
    rates = cut_rates(measure, result.units, steps.drivers, result.law, result.years)[:, : j + 1]
    aim = stand.base * (1.0 - np.prod(1.0 - rates, axis=1))
    if not aim[scope].any() and stand.base[scope].any():
        if measure.method != "statutory":
            return "no_rate", {}
        spared = exempt_units(result.units, steps.drivers.own_revenue[:, 0], result.law, result.years)[:, j]
        spared = scope & spared & is_partly(steps.drivers.base_group)
        return "protected", {
            "units": int(scope.sum()),
            "spared": int(spared.sum()),
            "outside": int((scope & ~is_partly(steps.drivers.base_group)).sum()),
        }
    return scope & (whole(np.maximum(0.0, aim - stand.taken[:, j])) > 0)


def _met(steps: Steps, stand: Stand, scope: Mask, j: int) -> Ground:
    """Mục tiêu đã đạt: by what the roadmap, the earlier measures or both took of the scope."""
    quo = steps.quo.support[scope, j]
    road = total(quo - steps.roadmap.support[scope, j])
    taken = total(quo - stand.support[scope, j])
    earlier = taken - road
    name = "met_roadmap" if not earlier else "met_both" if road else "met_measures"
    return name, {"taken": taken}


def idle_parts(result: Result, year: int) -> tuple[Idle | None, ...]:
    """Vì sao từng phần lộ trình không đòi hỏi gì in the year, in their order; None where one asks something
    of all its units.
    """
    steps, entries = result.steps, result.scenario.roadmap
    if steps is None:
        return ()
    units, first = result.units, steps.drivers.base_group
    scopes = [pick(entry.units, units, first) for entry in entries]
    degree = ~np.isnan(result["ratio"][:, 0])
    last = np.full(len(units), -1)
    for k, scope in enumerate(scopes):
        last[scope & degree] = k
    found: list[Idle | None] = []
    leads = [one.own if not one.following else {} for one in drawn(result)]
    for k, scope in enumerate(scopes):
        own = last == k
        said = None if own.any() else _paced(leads[k]) or _nobody(scope, degree, last, k)
        said = said or idle_of(result, year, partial(_reached, result, steps, k, own))
        earlier = np.any(scopes[:k], axis=0) if k else np.zeros(len(units), dtype=bool)
        if own.any() and not entries[k].targets and (said is None or (own & earlier).any()):
            said = Idle("kept", True, {"units": int(own.sum())})
        lost = int((scope & degree).sum()) - int(own.sum())
        if said is None and lost:
            said = Idle("overruled_some", True, {"n": lost, "units": int(scope.sum())})
        found.append(said)
    return tuple(found)


def overruled(result: Result) -> tuple[bool, ...]:
    """Thẻ lộ trình mà mọi đơn vị theo thẻ sau, which therefore sets nothing: of each part in their order."""
    entries = result.scenario.roadmap
    if len(entries) < 2 or result.steps is None:
        return (False,) * len(entries)
    # whom a part picks is the same in every year
    found = idle_parts(result, result.years[-1])
    return tuple(one is not None and one.why in OVERRULED[:2] for one in found)


def _paced(own: Mapping[int, int]) -> Idle | None:
    """Các đơn vị đi theo thẻ riêng đến cùng mục tiêu: of `own`, units by the place of their part."""
    about = {"units": len(own), "by": min(own, default=0) + 1, "last": max(own, default=0) + 1}
    return Idle("paced", True, about) if own else None


def _nobody(scope: Mask, degree: Mask, last: Array, k: int) -> Idle:
    """Không đơn vị nào theo phần này."""
    if not scope.any():
        return Idle("nobody", True)
    if not (scope & degree).any():
        return Idle("no_degree", True, {"units": int(scope.sum())})
    by = {int(other) + 1 for other in last[scope & degree]}
    why = "overruled" if len(by) == 1 else "overruled_many"
    return Idle(why, True, {"units": int((scope & degree).sum()), "by": min(by), "last": max(by)})


def _reached(result: Result, steps: Steps, k: int, own: Mask, j: int) -> Ground | None:
    """The ground on which a part of the roadmap asks nothing of the units that follow it."""
    plan = steps.roadmap
    asks = plan.revenue[own, j].any() or plan.saving[own, j].any()
    if asks or (plan.support[own, j] != steps.quo.support[own, j]).any():
        return None
    targets = result.scenario.roadmap[k].targets
    if not targets:
        return "no_target", {}
    if max(targets) <= result.years[0]:
        return "target_past", {}
    return "reached", {"units": int(own.sum())}
