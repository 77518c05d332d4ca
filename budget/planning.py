"""Bên các cần điều chỉnh: what a plan takes, asks and protects in one year, for those who move its levers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budget.autonomy import GROUPS, UNDEFINED, is_partly
from budget.checks import comparable
from budget.findings import Finding
from budget.money import Array, total, whole
from budget.reductions import SCOPE, exempt_units, minimum_rates
from budget.scenario import SavingsPool, Scenario, Selector
from budget.select import Mask, pick
from budget.simulate import Result, Steps


@dataclass(frozen=True)
class Minimum:
    """Mức giảm tối thiểu theo luật từ năm gốc đến một năm: by unit in đồng and who owes it, both (n,).

    `spared` are the units of group 3 that the law exempts in the year itself; they may owe for years before.
    """

    by_unit: Array
    owes: Mask
    spared: Mask

    @property
    def total(self) -> int:
        """Tổng mức tối thiểu, đồng."""
        return total(self.by_unit)


@dataclass(frozen=True)
class Asked:
    """Điều lộ trình đòi hỏi trong một năm: revenue to add and spending to shed, đồng, and of whom."""

    revenue: int
    saving: int
    units: int
    implausible: int
    on_roadmap: int
    released: int


def _parts(result: Result) -> Steps:
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    return result.steps


def sums(result: Result, year: int, figures: Iterable[str], within: Mask | None = None) -> dict[str, int]:
    """Cộng các số công bố của những đơn vị được chọn (n,): whole đồng or heads; undefined adds nothing."""
    j = result.year(year)
    chosen = np.ones(len(result.units), dtype=bool) if within is None else within
    return {name: total(whole(np.nan_to_num(result[name][chosen, j]))) for name in figures}


def given_up(result: Result, year: int) -> Array:
    """Số giảm của từng đơn vị (n,): what its roadmap releases and the measures cut, whole đồng."""
    j = result.year(year)
    gone: Array = whole(result["released"][:, j]) + whole(result["cut"][:, j])
    return gone


def same_result(first: Result, second: Result) -> bool:
    """Không đổi: both give the same figures and groups in every year."""
    if first.years != second.years or first.computed != second.computed:
        return False
    figures = all(np.array_equal(first[name], second[name], equal_nan=True) for name in first.figures)
    return figures and np.array_equal(first.assigned, second.assigned)


def scope_of(result: Result, selector: Selector, kinds: Iterable[str] | None = None) -> Mask:
    """Các đơn vị của một phạm vi (n,); `kinds` is what a selector with neither kinds nor codes means."""
    return pick(selector, result.units, _parts(result).drivers.base_group, kinds)


def cut_scope(result: Result) -> Mask:
    """Phạm vi giảm chi (n,): the units that a measure or a roadmap is for; without either, the
    service units.
    """
    steps, units = _parts(result), result.units
    measures = result.scenario.reductions
    scopes = [pick(m.units, units, steps.drivers.base_group, kinds=SCOPE) for m in measures]
    on_path = ~np.isnan(result["target"]).all(axis=1)
    found = np.logical_or.reduce([on_path, *scopes])
    return found if found.any() else units.of_kinds(SCOPE)


def of_scope(result: Result, amount: int) -> tuple[float, int]:
    """Một số tiền bằng bao nhiêu kinh phí năm gốc của phạm vi giảm chi, a fraction of one, and of how many
    units; 0 where these have none.
    """
    scope = cut_scope(result)
    base = total(whole(result.units["support"][scope]))
    return (amount / base if base else 0.0), int(scope.sum())


def legal_minimum(result: Result, year: int) -> Minimum:
    """Mức giảm tối thiểu theo luật, cumulated from the base year on.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    steps, j, units = _parts(result), result.year(year), result.units
    rates = minimum_rates(units, steps.drivers, result.law, result.years)[:, : j + 1]
    amount = whole(units["support"] * (1.0 - np.prod(1.0 - rates, axis=1)))
    spared = exempt_units(units, steps.drivers.own_revenue[:, 0], result.law, result.years)[:, j]
    spared &= is_partly(steps.drivers.base_group)
    return Minimum(amount, amount > 0, spared)


def units_owing(result: Result, year: int) -> int:
    """Số đơn vị phải giảm theo mức tối thiểu của luật trong năm.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    return len(owing(result, year))


def owing(result: Result, year: int) -> NDArray[np.intp]:
    """Các đơn vị phải giảm theo mức tối thiểu của luật trong năm: positions.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    rates = minimum_rates(result.units, _parts(result).drivers, result.law, result.years)
    return np.flatnonzero(rates[:, result.year(year)] > 0)


def minimum_tested(result: Result, year: int) -> list[tuple[str, int, int]]:
    """Phép thử mức giảm tối thiểu riêng năm of each unit that owes it: name, what it stood at the year before
    and in the year, đồng, both without the change of the status quo; 0 where nothing is left of its support.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    steps, rows, j = _parts(result), owing(result, year), result.year(year)
    stands = whole(comparable(result, steps, rows)) * (steps.reductions.support[rows] > 0)
    return [
        (result.units.name[i], int(before), int(now))
        for i, before, now in zip(rows.tolist(), stands[:, j - 1], stands[:, j], strict=True)
    ]


def units_cut(result: Result, year: int) -> int:
    """Số đơn vị bị giảm trong năm, by roadmap or measures."""
    return int((given_up(result, year) > 0).sum())


def still_owed(result: Result, year: int, least: Minimum) -> Array:
    """Phần của mức giảm tối thiểu còn chưa giảm (n,), whole đồng, cumulated from the base year as `least` is;
    a đồng that rounding leaves is none. It may be of years before the law exempted the unit.
    """
    left = least.by_unit - given_up(result, year)
    return np.where(left > 1, left, 0.0)


def asked(result: Result, year: int) -> Asked:
    """Lộ trình đòi hỏi gì: totals over the units that are on one."""
    j = result.year(year)
    revenue, saving = whole(result["roadmap_revenue"][:, j]), whole(result["roadmap_saving"][:, j])
    wrong = result.findings.years("roadmap_implausible")[year]
    return Asked(
        revenue=total(revenue),
        saving=total(saving),
        units=int(((revenue > 0) | (saving > 0)).sum()),
        implausible=wrong,
        on_roadmap=int((~np.isnan(result["target"][:, j])).sum()),
        released=total(whole(result["released"][:, j])),
    )


@dataclass(frozen=True)
class Grants:
    """Nguồn và các bước chia của một năm, đồng: what was saved and by how many units, what each step gave,
    what exceptions made by hand took before them.

    `lost`: what is saved for schools and makes no whole step of the pool; `beyond`: the pool above savings.
    `teaching`: operations in spending of all schools of a kind in the base year.
    """

    saved: int
    savers: int
    pool: int
    lost: int
    beyond: int
    exceptions: int
    floor: int
    stages: tuple[int, ...]
    unallocated: int
    teaching: Mapping[str, float]


def grants(result: Result, year: int) -> Grants:
    """Nguồn lấy từ đâu và chia qua các bước ra sao."""
    steps, j, units = _parts(result), result.year(year), result.units
    gone = given_up(result, year)
    now, pool = result.scenario.allocation, int(result.totals["pool"][j])
    lost = 0
    if now is not None and isinstance(now.pool, SavingsPool) and j:
        lost = int(total(gone) * now.pool.share) - pool
    kinds, teaching = np.array(units.kind), {}
    for kind in sorted(set(units.kind)):
        here = sums(result, result.years[0], ("operations", "spending"), kinds == kind)
        if here["spending"]:
            teaching[kind] = here["operations"] / here["spending"]
    return Grants(
        saved=total(gone),
        savers=int((gone > 0).sum()),
        pool=pool,
        lost=lost,
        beyond=max(0, pool - total(gone)),
        exceptions=total(steps.given.exceptions[:, j]),
        floor=total(steps.given.floor[:, j]),
        stages=tuple(total(stage[:, j]) for stage in steps.given.stages),
        unallocated=int(result.totals["unallocated"][j]),
        teaching=teaching,
    )


def schools_served(result: Result) -> Mask:
    """Các trường trong phạm vi phân bổ (n,); without an allocation, all schools."""
    return _parts(result).scope & result.units.school


def least_covered(result: Result, year: int) -> float:
    """Trường thấp nhất đạt bao nhiêu định mức, of the schools that the allocation serves; 1 for none."""
    coverage = result["coverage"][:, result.year(year)]
    return min((float(coverage[i]) for i in lowest(coverage, schools_served(result), 1)), default=1.0)


def lowest(coverage: Array, within: Mask, most: int) -> list[int]:
    """Những đơn vị thấp nhất so với định mức, lowest first: positions; those without a norm are left out."""
    known = np.flatnonzero(within & ~np.isnan(coverage))
    order = known[np.argsort(coverage[known], kind="stable")]
    return [int(i) for i in order[:most]]


@dataclass(frozen=True)
class Degrees:
    """Mức tự bảo đảm năm gốc của một phạm vi: how many have one, the lowest, highest and median."""

    units: int
    lowest: float
    highest: float
    middle: float


def raised(result: Result, selector: Selector) -> Degrees:
    """Các đơn vị của một phần lộ trình đang đứng ở đâu trong năm gốc."""
    found = result["ratio"][scope_of(result, selector), 0]
    found = found[~np.isnan(found)]
    if not len(found):
        return Degrees(0, float("nan"), float("nan"), float("nan"))
    return Degrees(len(found), float(found.min()), float(found.max()), float(np.median(found)))


def held_at(result: Result, place: int) -> int:
    """Mấy đơn vị được nâng dù mục tiêu cuối không cao hơn năm gốc: of the part of the roadmap at `place`,
    those whose degree falls below a target that is no higher than where they stood; a later part has its own.
    """
    entries = result.scenario.roadmap
    last = entries[place].targets[max(entries[place].targets)]
    within = scope_of(result, entries[place].units) & (result["ratio"][:, 0] >= float(last))
    for later in entries[place + 1 :]:
        within = within & ~scope_of(result, later.units)
    effort = result["roadmap_revenue"] + result["roadmap_saving"]
    return int((within & (effort > 0).any(axis=1)).sum())


def on_roadmap(result: Result) -> list[int]:
    """Các đơn vị có lộ trình: positions, from the highest degree of the base year down."""
    chosen = np.flatnonzero(~np.isnan(result["target"][:, -1]))
    order = chosen[np.argsort(-result["ratio"][chosen, 0], kind="stable")]
    return [int(i) for i in order]


def groups_by_year(result: Result, within: Mask) -> list[list[int]]:
    """Số đơn vị của từng nhóm trong từng năm: by group in the order of GROUPS, each with a count a year."""
    return [(result.group[within] == g).sum(axis=0).tolist() for g in range(len(GROUPS))]


def without_group(result: Result, within: Mask) -> list[int]:
    """Số đơn vị chưa xác định được nhóm, by year."""
    found: list[int] = (result.group[within] == UNDEFINED).sum(axis=0).tolist()
    return found


def movers(result: Result, year: int) -> tuple[list[int], list[int]]:
    """Các đơn vị lên nhóm và xuống nhóm so với năm gốc: positions, those that moved furthest first."""
    steps = result.group[:, 0] - result.group[:, result.year(year)]
    known = (result.group[:, 0] != UNDEFINED) & (result.group[:, result.year(year)] != UNDEFINED)
    order = np.argsort(-np.abs(steps), kind="stable")
    risen = [int(i) for i in order if known[i] and steps[i] > 0]
    return risen, [int(i) for i in order if known[i] and steps[i] < 0]


def found_by_unit(result: Result, kind: str) -> dict[int, dict[int, Finding]]:
    """Các đơn vị có một loại phát hiện: position -> year -> the finding, in the order of the data."""
    places = {code: i for i, code in enumerate(result.units.code)}
    found: dict[int, dict[int, Finding]] = {}
    for one in result.findings.of(kind):
        if one.unit is not None and one.year is not None:
            found.setdefault(places[one.unit], {})[one.year] = one
    return dict(sorted(found.items()))


@dataclass(frozen=True)
class Touched:
    """Số đơn vị có một loại phát hiện: in the year, and in any year after the base year."""

    severity: str
    units: int
    ever: int


def touched(result: Result, year: int) -> dict[str, Touched]:
    """Các phát hiện theo loại, counted in units; a province has hundreds of thousands of them."""
    found: dict[str, Touched] = {}
    for kind in dict.fromkeys(block.kind for block in result.findings.blocks):
        blocks = [block for block in result.findings.blocks if block.kind == kind]
        units = np.concatenate([block.unit for block in blocks])
        years = np.concatenate([block.year for block in blocks])
        here = units[(years == year) & (units >= 0)]
        ever = np.unique(units[(years > result.years[0]) & (units >= 0)])
        found[kind] = Touched(blocks[0].severity, len(np.unique(here)), len(ever))
    return found


def target_year(plans: Sequence[Scenario]) -> int | None:
    """Năm đích giảm chi của các phương án: the last for which a reduction has a target ("giảm 10 % đến
    2025"), None without such a target.
    """
    return max((year for plan in plans for cut in plan.reductions for year in cut.target or ()), default=None)


def aim_year(plans: Sequence[Scenario]) -> int | None:
    """Năm đích của các phương án: the last of a target of reductions; without such a target the last
    year that a roadmap, a yearly rate or a pool names, None where none is named.
    """
    cuts = [cut for plan in plans for cut in plan.reductions]
    rates = [year for cut in cuts if isinstance(cut.rate, dict) for year in cut.rate]
    ways = [year for plan in plans for way in plan.roadmap for year in way.targets]
    pools = [plan.allocation.pool for plan in plans if plan.allocation]
    given = [year for pool in pools if not isinstance(pool, SavingsPool) for year in pool.by_year]
    return target_year(plans) or max([*rates, *ways, *given], default=None)
