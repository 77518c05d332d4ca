"""Số giảm của các đơn vị thuộc mục tiêu, where a plan cuts others too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np

from budget.indicators import indicators
from budget.money import total, whole_number
from budget.planning import cut_scope, given_up, sums
from budget.reductions import SCOPE, Target
from budget.select import Mask
from budget.simulate import Result


@dataclass(frozen=True)
class TargetCut:
    """Một mục tiêu trong một năm: what its `units` give up by roadmap and all measures, đồng, and that as a
    `share` of what they have in the base year or, where the target is so, under the status quo; of which the
    target asks for the share `aim`, `wanted` in đồng.
    """

    quo: bool
    units: int
    saved: int
    share: float
    aim: float
    wanted: int


@dataclass(frozen=True)
class TargetCuts:
    """Số giảm của một năm, đồng: of the units of each target, and the `rest` that the others give up, by
    position those that do (`outside`).
    """

    saved: int
    targets: tuple[TargetCut, ...]
    rest: int
    outside: tuple[int, ...]

    @property
    def others(self) -> int:
        """Mấy đơn vị ngoài mục tiêu bị giảm."""
        return len(self.outside)


def target_cuts(result: Result, year: int) -> TargetCuts | None:
    """Số giảm tách theo mục tiêu; None where no target of the year is of other units than the whole scope."""
    assert result.steps is not None
    j, scope = result.year(year), cut_scope(result)
    found: dict[tuple[bytes, bool], TargetCut] = {}
    aimed = np.zeros(len(scope), dtype=bool)
    for target in filter(None, result.steps.reductions.targets):
        if target.shares[j] and (target.scope != scope).any():
            one = _target_cut(result, year, target)
            found[target.scope.tobytes(), one.quo] = one
            aimed |= target.scope
    gone = given_up(result, year)
    left = (gone > 0) & ~aimed
    outside = tuple(np.flatnonzero(left).tolist())
    return TargetCuts(total(gone), tuple(found.values()), total(gone[left]), outside) if found else None


@dataclass(frozen=True)
class Led:
    """Tỷ lệ giảm đứng đầu của một phương án trong một năm: the `share` of what its `units` have in the base
    year, or under the status quo (`quo`); `aimed`: they are the units of its target, not the whole scope, and
    `saved` is what these give up, đồng.
    """

    share: float
    units: int
    quo: bool = False
    aimed: bool = False
    saved: int = 0


def led(result: Result, year: int) -> Led:
    """Tỷ lệ giảm nói trước: of the units of the plan's one target of the year, by what that is measured, so
    that a plan has one percent; of the whole scope where it has none, or several.
    """
    found, inside = target_cuts(result, year), indicators(result, year, cut_scope(result))
    if found is not None and len(found.targets) == 1:
        one = found.targets[0]
        return Led(one.share, one.units, one.quo, aimed=True, saved=one.saved)
    return Led(inside.saved_share_of_base or 0.0, inside.units)


def of_service(result: Result, year: int, units: Collection[int]) -> Led | None:
    """Tỷ lệ giảm của mọi đơn vị sự nghiệp khác, of the base year, beside that of targets of so many `units`,
    or of the scope where none is set: plans are compared on one base. None where one of these counts all of
    them, or nothing is cut.
    """
    found = service_cut(result, year)
    alike = found is not None and found.units in units
    if not units:
        alike = bool((cut_scope(result) == result.units.of_kinds(SCOPE)).all())
    return None if alike else found


def service_cut(result: Result, year: int) -> Led | None:
    """Tỷ lệ giảm của mọi đơn vị sự nghiệp khác, of the base year; None where nothing is cut."""
    found = indicators(result, year, result.units.of_kinds(SCOPE))
    share = found.saved_share_of_base
    return Led(share, found.units, saved=found.saved) if share else None


@dataclass(frozen=True)
class Aim:
    """Một mục tiêu trong một năm: the `share` wanted, what of it is `reached`, what is `missing`, đồng."""

    year: int
    share: float
    reached: float
    missing: int


@dataclass(frozen=True)
class Aimed:
    """Một mục tiêu của các đơn vị, of the base year or the status quo: how it stands in the year, and in
    the `last` year that it names where that is later.
    """

    quo: bool
    units: int
    now: Aim
    last: Aim | None

    @property
    def missed(self) -> bool:
        """Có năm chưa đạt."""
        return bool(self.now.missing or (self.last and self.last.missing))


def aims(result: Result, year: int) -> tuple[Aimed, ...]:
    """Các mục tiêu giảm có mức trong năm, in the order of their measures.

    Raises ValueError for a scenario that was not computed.
    """
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    found = []
    for target in filter(None, result.steps.reductions.targets):
        named = [y for y in target.measure.target or {} if year < y <= result.years[-1]]
        last = aim(result, max(named), target) if named else None
        now = aim(result, year, target)
        if now.share:
            found.append(Aimed(target.measure.of == "status_quo", len(target.rows), now, last))
    return tuple(found)


def margin(result: Result, year: int) -> int | None:
    """Phương án giảm dư bao nhiêu so với mục tiêu của năm, đồng: by that target that has the least to spare,
    below 0 where one is missed; None without a target.

    Raises ValueError for a scenario that was not computed.
    """
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    j = result.year(year)
    spare = [
        _saved(result, year, target.scope) - whole_number(target.shares[j] * target.year(j).sum)
        for target in filter(None, result.steps.reductions.targets)
        if target.shares[j]
    ]
    return min(spare, default=None)


def left_out(result: Result, year: int) -> dict[str, Any]:
    """Đơn vị sự nghiệp khác mà các mục tiêu giảm chi của năm không tính: names in the order of the data
    ("listed") and whether any of them gives up something ("cut"); {} where no target is, where each counts
    all, or where fewer are counted than are not.
    """
    aimed = np.logical_or.reduce([np.zeros(len(result.units), dtype=bool), *aimed_units(result, year)])
    service = result.units.of_kinds(SCOPE)
    out = service & ~aimed
    if not out.any() or out.sum() >= (service & aimed).sum():
        return {}
    listed = [result.units.name[i] for i in np.flatnonzero(out)]
    return {"listed": listed, "cut": bool((given_up(result, year)[out] > 0).any())}


def aimed_units(result: Result, year: int) -> tuple[Mask, ...]:
    """Đơn vị của từng mục tiêu có mức trong năm, as `aims` lists them."""
    assert result.steps is not None
    j = result.year(year)
    return tuple(one.scope for one in filter(None, result.steps.reductions.targets) if one.year(j).share)


def aim(result: Result, year: int, target: Target) -> Aim:
    """Một mục tiêu trong một năm, as the whole plan leaves its units: later measures cut of the same base."""
    one = target.year(result.year(year))
    saved = _saved(result, year, target.scope)
    reached = saved / one.sum if one.sum else 0.0
    return Aim(year, one.share, reached, max(0, one.taken + one.need - saved))


def roadmap_alone(result: Result, year: int) -> tuple[float, float] | None:
    """Lộ trình tự nó giảm quá mức của mọi mục tiêu trong năm: what it alone takes, and what the
    targets want, as shares of what the units of the one target, or of several all in the scope of the cuts,
    have in the base year; None where a target has more to take, or there is none.
    """
    assert result.steps is not None
    found = [
        (one, target.scope)
        for target in filter(None, result.steps.reductions.targets)
        if (one := target.year(result.year(year))).share
    ]
    if not found or any(_released(result, year, scope) <= one.share * one.sum for one, scope in found):
        return None
    scope = found[0][1] if len(found) == 1 else cut_scope(result)
    base = total(result.units["support"][scope])
    wanted = sum(float(one.share) * int(one.sum) for one, _ in found)
    return (_released(result, year, scope) / base, wanted / base) if base else None


def _released(result: Result, year: int, within: Mask) -> int:
    return sums(result, year, ("released",), within)["released"]


def _target_cut(result: Result, year: int, target: Target) -> TargetCut:
    of, quo = target.scope, target.measure.of == "status_quo"
    saved = _saved(result, year, of)
    base = (
        sums(result, year, ("status_quo",), of)["status_quo"] if quo else total(result.units["support"][of])
    )
    aim = target.shares[result.year(year)]
    share = saved / base if base else 0.0
    return TargetCut(quo, int(of.sum()), saved, share, float(aim), whole_number(aim * base))


def _saved(result: Result, year: int, within: Mask) -> int:
    return sum(sums(result, year, ("released", "cut"), within).values())
