"""Điều muốn đạt và điều kiện xung đột: a reduction without a deficit, why it cannot be had, and the roadmap
that would do.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

from budget.answers import largest_cut
from budget.apportion import apportion
from budget.indicators import deficit_before
from budget.money import Array, down, total, up, whole, whole_number
from budget.obliged import minimum_card
from budget.pathways import entries_of
from budget.planning import given_up, legal_minimum, scope_of
from budget.roadmap import yearly_path
from budget.scenario import RoadmapEntry, changed
from budget.select import Mask
from budget.simulate import Result, simulate
from budget.wish_bounds import capped, within, within_limit
from budget.wished import left_out_of_wish, minimum_asked, spared, target_card, wish_scope

THOUSAND = 1000
SLIGHT = 0.001
"""What of a đồng is the dust of binary figures."""
WHOLE = {"revenue_share": 1, "release": 1, "recover_surplus": False}
"""What a part of a roadmap means by itself."""


@dataclass(frozen=True)
class CutWish:
    """Muốn giảm mà không đơn vị nào thiếu nguồn: what stands against it in one year, đồng.

    no_more: the milder condition, that no unit's deficit is deeper than under the status quo of the year.

    wanted: the share of the base support of the scope; reachable: the roadmap's part and what can be cut on
    top without a deficit; gone: what the plan takes as it stands, of a base support of `base`; short,
    deficit: units in deficit before any cut, and by how much; owing: units that cannot give the law's minimum
    without a deficit; degree (n,): the target that makes both conditions hold, up to a tenth of a percent as
    a fraction and never below one that the plan has, NaN where the roadmap stays as it is; effort (n,): the
    own revenue that this adds; beyond: what is wanted above all the support there is.
    """

    wanted: int
    reachable: int
    gone: int
    base: int
    units: int
    short: int
    deficit: int
    owing: int
    beyond: int
    effort: Array
    degree: Array
    enough: int
    held: int
    no_more: bool = False
    at_most: Array | None = None

    @property
    def reachable_share(self) -> float:
        """Mức giảm lớn nhất, of the base support, down to a tenth of a percent."""
        return self.reachable * THOUSAND // self.base / THOUSAND if self.base else 0.0

    @property
    def missing(self) -> int:
        """Phần vượt: by how much the two conditions conflict."""
        return max(0, self.wanted - self.reachable)

    @property
    def gone_share(self) -> float:
        """Phương án đang giảm bao nhiêu, of the base support."""
        return self.gone / self.base if self.base else 0.0

    @property
    def revenue(self) -> int:
        """Tổng nguồn thu phải tăng, đồng."""
        return total(self.effort)

    @property
    def feasible(self) -> bool:
        """Whether the reduction can be had without a deficit that is not there already."""
        return self.missing == 0

    @property
    def asked(self) -> Mask:
        """Các đơn vị phải tăng thu (n,)."""
        return ~np.isnan(self.degree)


def cut_wish(
    result: Result,
    year: int,
    share: Decimal | Fraction,
    *,
    no_more: bool = False,
    at_most: Array | None = None,
) -> CutWish:
    """Điều kiện để giảm được một tỷ lệ kinh phí năm gốc mà không đơn vị nào thiếu nguồn.

    share: fraction of the base support of the service units. What is missing is asked of the units in
    proportion to their spending, of nobody more than its support; who is in deficit before any cut must
    first close it, and who owes the law's minimum must have that much to give. Every đồng earned gives one
    đồng of support free when the State takes no part of it (release 0). With `no_more` a deficit of the
    status quo may stay: the State then takes what is earned (release 1), and the balance is as it was. What a
    unit in deficit earns by a target that the plan has comes first, so that others are asked that much less.
    No unit is asked beyond its degree of `at_most` (n, years), NaN for none, where the others can do without.
    Raises ValueError for a scenario that was not computed.
    """
    steps = result.steps
    room = largest_cut(result, year, no_more=no_more)
    assert steps is not None  # largest_cut refuses what was not computed
    units, j, plan = result.units, result.year(year), steps.roadmap
    scope = wish_scope(result)
    a, b = steps.drivers.own_revenue[:, j], steps.drivers.spending[:, j]
    quo, support = steps.quo.support[:, j], plan.support[:, j]
    balance = plan.own_revenue[:, j] + support - plan.spending[:, j]
    before = deficit_before(steps, j) if no_more else np.zeros_like(balance)
    short = scope & (whole(balance - before) < 0)
    gives = np.where(scope & ~short, quo - support + room.by_unit, 0.0)
    owed = minimum_asked(result, year)
    gives = capped(result, gives, np.maximum(quo - support, owed))
    reachable = total(gives[scope])
    wanted = whole_number(Fraction(share) * total(units["support"][scope]))
    missing = max(0, wanted - reachable)
    able = scope & ~np.isnan(result["ratio"][:, 0]) & (b > 0)
    most = np.where(able, down(np.maximum(0.0, quo - gives)), 0.0)
    least = np.minimum(most, np.maximum(0.0, owed - gives))
    rest = max(0, missing - total(least))
    most = within_limit(result, gives, least, most, rest)

    def gives_at(degrees: Array) -> Array:
        """What a unit can give beside what it gives already, once it earns to its degree, đồng."""
        return down(np.maximum(0.0, np.nan_to_num(degrees) * b + quo - b - before - gives))

    if at_most is not None:
        most = within(gives_at(at_most[:, j]), least, most, rest)
    room_left = most - least
    weights, had = np.where(able, b, 0.0), plan.target[:, j]
    by_own = np.where(short & able, np.clip(gives_at(had) - least, 0.0, room_left), 0.0)
    amount = min(max(rest, total(by_own)), total(room_left))
    more = least + apportion(amount, weights, by_own, room_left, 1.0, units.code_rank).money
    needed = np.maximum(0.0, gives + more - (a + quo - b - before))
    # what is cut of a deficit that the plan's own roadmap made smaller is not among what a unit has to spare
    relies = scope & (room.by_unit > np.maximum(0.0, whole(balance)))
    asked = able & ((more > 0) | short | relies) & (needed > 0)
    degree = np.divide(a + needed, b, out=np.full_like(b, np.nan), where=asked)
    # no coarser: what is rounded up is earned for nothing, or cut beyond the wish where the State takes it
    degree = np.ceil(np.round(degree * THOUSAND, 9)) / THOUSAND
    if whole(before)[scope].any():
        # the State takes what is earned: what is rounded up is cut beyond the wish
        must = np.maximum(needed - more + least, 0.0)
        degree = _less(degree, a, b, needed, np.where(asked, must, np.inf), had)
    # a target of the plan that does is not rounded up
    degree = np.where(had * b - a >= needed, had, np.fmax(degree, had))
    degree = np.where(asked, degree, np.nan)
    gone, held = given_up(result, year), max(0, amount - rest)
    return CutWish(
        wanted=wanted,
        reachable=reachable,
        gone=total(gone[scope]),
        base=total(units["support"][scope]),
        units=int(scope.sum()),
        short=int(short.sum()),
        deficit=total(whole(-balance[short])),
        owing=int((least > 0).sum()),
        beyond=max(0, missing - total(most)),
        effort=np.where(asked, up(np.maximum(0.0, np.nan_to_num(degree) * b - a)), 0.0),
        degree=degree,
        enough=total(up(needed[asked])) - held,
        held=held,
        no_more=no_more,
        at_most=at_most,
    )


def _less(degree: Array, a: Array, b: Array, needed: Array, must: Array, had: Array) -> Array:
    """Mục tiêu bớt một bậc ở đơn vị mà cả phạm vi vẫn đủ, the largest step first: what others earn by
    rounding up makes up for it. degree, `had` by the plan: fractions; own revenue a, spending b, what is
    `needed` and what the unit `must` earn itself, for its own condition and the law, đồng. All (n,).
    """
    had = np.nan_to_num(had)
    asked = (degree > had) & (needed > 0) & np.isfinite(must)
    rows = np.flatnonzero(asked)
    lower = np.round(degree * THOUSAND - 1) / THOUSAND
    earned, less = (up(np.where(asked, one * b - a, 0.0)) for one in (degree, lower))
    can, found = (lower * b - a >= must) & (lower >= had), degree.copy()
    spare = total(earned) - math.ceil(needed[asked].sum() - SLIGHT)
    for i in rows[np.argsort(-b[rows], kind="stable")].tolist():
        if can[i] and (cost := int(earned[i] - less[i])) <= spare:
            found[i], spare = lower[i], spare - cost
    return found


def measures_for(
    result: Result,
    year: int,
    share: Decimal,
    others: Mapping[int, Decimal] | None = None,
    most: Decimal | None = None,
) -> list[dict[str, Any]]:
    """Biện pháp của điều muốn giảm, as plain tables: the law's minimum of all who owe it but for those that
    the plan spares, where there is one, then the target, of the units of the plan's own, beside those of
    `others`, shared by what each unit has to spare, `most` the limit of each as a fraction.
    """
    card = target_card(result)
    units = card.units.model_dump(exclude_none=True) if card and left_out_of_wish(result).any() else {}
    targets = {str(y): value for y, value in sorted({**(others or {}), year: share}.items())}
    target: dict[str, Any] = {"method": "target", "target": targets, "share_by": "headroom"}
    target |= {"units": units} if units else {}
    target |= {"max_cut": most} if most is not None else {}
    left = spared(result)
    owed = legal_minimum(result, year).owes & ~left
    return [minimum_card(result, left), target] if owed.any() else [target]


def roadmap_for(result: Result, year: int, wish: CutWish, *, own: bool = False) -> list[dict[str, Any]]:
    """Lộ trình đủ bù, as plain tables: the plan's own parts, then the degrees that the wish asks of its
    units, all by own revenue; the State takes nothing of it, or all where deficits may stay. Lower targets
    of earlier years and higher ones of later years stay; a part whose last unit is asked anew goes. `own`: a
    unit that follows a part of the plan goes its way on as that has it, so that what the State takes stays.
    """
    entries = [e.model_dump(exclude_none=True, exclude_unset=True) for e in _left(result, wish.asked)]
    together: dict[tuple[tuple[tuple[int, float], ...], tuple[tuple[str, Any], ...]], list[str]] = {}
    anew = {"revenue_share": 1, "release": 1 if wish.no_more else 0}
    every = entries_of(result)
    for i in np.flatnonzero(wish.asked).tolist():
        degree, follows = float(wish.degree[i]), every[i]
        others = {y: float(v) for y, v in follows.targets.items()} if follows else {}
        # a target that the degree of the year overtakes has no place on the way any more
        kept = {y: v for y, v in others.items() if (v < degree if y < year else v > degree)}
        # and on the plan's own way it holds on until a later target asks for more
        kept |= {y: degree for y, v in others.items() if own and y > year and v <= degree}
        path = tuple(sorted(({year: degree} | kept).items()))
        how = _how(follows) if own and follows else anew
        together.setdefault((path, tuple(sorted(how.items()))), []).append(result.units.code[i])
    for (path, how_said), codes in sorted(together.items(), key=lambda one: one[0][0]):
        targets = {str(y): value for y, value in path}
        entries.append({"units": {"codes": codes}, "targets": targets, **dict(how_said)})
    return _standing(entries)


def _how(entry: RoadmapEntry) -> dict[str, Any]:
    """Cách đi của một phần lộ trình: all but for whom it is and its targets."""
    return entry.model_dump(exclude_none=True, exclude_unset=True, exclude={"units", "targets"})


def minimum_through(result: Result, year: int, wish: CutWish) -> list[dict[str, Any]]:
    """Lộ trình đủ bù mức tối thiểu của luật trong mọi năm đến năm ấy, as plain tables: of a plan that takes
    what is wished already; what it takes besides stays.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    nothing = dict.fromkeys(result.years[1 : result.year(year) + 1], Fraction(0))
    return _through(result, year, wish, nothing, own=True)


def roadmap_through(
    result: Result, year: int, wish: CutWish, share: Decimal, others: Mapping[int, Decimal] | None = None
) -> list[dict[str, Any]]:
    """Lộ trình đủ bù cả các năm khác của mục tiêu giảm, as plain tables: that of the wish, then what each
    other year up to the last target asks beside it under the same condition: the share of `others`, or where
    they name none what lies on the straight line to the next.
    """
    targets = {y: Fraction(value) for y, value in {**(others or {}), year: share}.items()}
    # every target starts from nothing in the base year
    _, line = yearly_path(targets, result.years)
    wanted = {y: of for y, of in zip(result.years[1:], line[1:], strict=True) if y <= max(targets)}
    return _through(result, year, wish, wanted, own=False)


def _through(
    result: Result, year: int, wish: CutWish, wanted: Mapping[int, Fraction], *, own: bool
) -> list[dict[str, Any]]:
    """Lộ trình của năm ấy và của các năm `wanted`, each with the share of its cut."""
    entries = roadmap_for(result, year, wish, own=own)
    then, drawn = result, result.scenario.roadmap
    # at last the year of the wish again: a unit asked anew, all by own revenue, may give less in it than by
    # the part that it followed
    for other in [*(y for y in wanted if y != year), year]:
        scenario = changed(result.scenario, ("roadmap",), entries)
        if scenario.roadmap != drawn:
            then, drawn = simulate(result.units, scenario, result.law), scenario.roadmap
        asked = cut_wish(then, other, wanted[other], no_more=wish.no_more, at_most=wish.at_most)
        entries = roadmap_for(then, other, asked, own=own)
    return entries


def _left(result: Result, asked: Mask) -> list[RoadmapEntry]:
    """Phần lộ trình còn đơn vị theo, once those that are asked (n,) follow parts of their own; what nobody
    followed before is left as it is.
    """
    follows = np.full(len(result.units), -1)
    for k, entry in enumerate(result.scenario.roadmap):
        follows[scope_of(result, entry.units)] = k
    known = ~np.isnan(result["ratio"][:, 0])
    lost = set(follows[asked].tolist()) - set(follows[known & ~asked].tolist())
    return [entry for k, entry in enumerate(result.scenario.roadmap) if k not in lost]


def _standing(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Bỏ phần không còn ai theo: among the last parts, which name their units one by one, a unit stays with
    the last that names it, and parts that ask the same are one.
    """
    first = len(entries)
    while first and set(entries[first - 1]["units"]) == {"codes"}:
        first -= 1
    named: set[str] = set()
    kept: list[dict[str, Any]] = []
    for entry in reversed(entries[first:]):
        codes = [code for code in entry["units"]["codes"] if code not in named]
        named.update(codes)
        alike = next((k for k in kept if _asks(k) == _asks(entry)), None)
        if alike is not None:
            alike["units"] = {"codes": [*codes, *alike["units"]["codes"]]}
        elif codes:
            kept.append(entry | {"units": {"codes": codes}})
    return [*entries[:first], *reversed(kept)]


def _asks(entry: dict[str, Any]) -> tuple[Any, ...]:
    """What a part of a roadmap asks, whoever it is for."""
    path = {int(year): float(value) for year, value in entry["targets"].items()}
    rest = {name: value for name, value in entry.items() if name not in ("units", "targets")}
    shares = {name: float(value) for name, value in rest.items() if value != WHOLE.get(name)}
    return (sorted(path.items()), sorted(shares.items()))
