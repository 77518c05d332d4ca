"""Giảm chi ngân sách nhà nước: measures in order, each on the support that stands (model, section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from budget.apportion import Split, apportion
from budget.autonomy import is_partly
from budget.drivers import Drivers
from budget.findings import NOTE, WARNING, Findings
from budget.law import Law
from budget.money import Array, down, only, total, whole, whole_number
from budget.roadmap import Roadmap, yearly_path
from budget.scenario import Reduction, Scenario
from budget.select import Mask, pick
from budget.units import Units

SCOPE = ("service",)
"""What a selector without kinds and codes means in a reduction."""


@dataclass(frozen=True)
class Stand:
    """Hiện trạng trước một biện pháp: base support (n,), status quo and standing support (n, Y), the roadmap
    behind them.
    """

    base: Array
    status_quo: Array
    support: Array
    roadmap: Roadmap
    rank: np.ndarray[tuple[int], np.dtype[np.intp]]

    @property
    def taken(self) -> Array:
        """Số đã giảm trước biện pháp (n, Y), đồng."""
        return self.status_quo - self.support


@dataclass(frozen=True)
class Target:
    """Một biện pháp giảm đến mục tiêu: units of its scope (n,), their positions `rows` (m,), what it finds,
    its share of each year, and weights and limits of those units (m, Y), đồng.
    """

    measure: Reduction
    stand: Stand
    scope: Mask
    rows: NDArray[np.intp]
    shares: list[Fraction]
    weights: Array
    limit: Array

    def year(self, j: int) -> TargetYear:
        """Chia số phải giảm của năm thứ j."""
        stand, rows = self.stand, self.rows
        quo = stand.status_quo[rows, j]
        sums = stand.base[rows] if self.measure.of == "base" else quo
        whole_scope, taken = total(sums), total(quo - stand.support[rows, j])
        need = max(0, whole_number(self.shares[j] * whole_scope) - taken)
        weight = np.ascontiguousarray(self.weights[:, j])
        equally = bool(need) and not weight.any() and self.measure.share_by != "headroom"
        if equally:
            weight = np.ones_like(weight)
        upper = np.where(weight > 0, self.limit[:, j], 0.0)
        amount = min(need, total(upper))
        split = apportion(amount, weight, np.zeros_like(upper), upper, 1.0, stand.rank[rows])
        full = int(((upper > 0) & (split.money >= upper)).sum())
        share = float(self.shares[j])
        return TargetYear(share, whole_scope, taken, need, equally, split, full, rows, len(stand.base))


@dataclass(frozen=True)
class TargetYear:
    """Số phải giảm của một năm, đồng: `share` of the scope's sum, less what was taken of it before, handed
    out by `shared` among the units of `rows`; `equally` where all weights were 0. `full`: units from which no
    more may be taken; `count`: all units.
    """

    share: float
    sum: int
    taken: int
    need: int
    equally: bool
    shared: Split
    full: int
    rows: NDArray[np.intp]
    count: int

    @property
    def split(self) -> Split:
        """Lần chia trên mọi đơn vị, a unit outside the scope with 0."""
        return self.shared.among(self.rows, self.count)

    @property
    def reached(self) -> float:
        """Mức giảm đạt được, a share of the scope's sum as the target is; of nothing it is 0."""
        return (self.taken + int(self.shared.amount)) / self.sum if self.sum else 0.0

    @property
    def short(self) -> bool:
        """Chưa giảm đủ: the limits of the units let less be taken than the target wants."""
        return self.need > int(self.shared.amount)


@dataclass(frozen=True)
class Reductions:
    """Kết quả giảm chi: `support` S2 and the cut of every measure, (n, Y), đồng; `targets` of the measures
    that go to one, None for the others.
    """

    support: Array
    cuts: tuple[Array, ...]
    stands: tuple[Stand, ...]
    targets: tuple[Target | None, ...]

    def missed(self, j: int) -> list[TargetYear]:
        """Các mục tiêu không đạt của năm thứ j, because units have come to their limits."""
        found = [target.year(j) for target in self.targets if target is not None] if j else []
        return [one for one in found if one.short]


def reductions(
    units: Units,
    drivers: Drivers,
    status_quo: Array,
    roadmap: Roadmap,
    scenario: Scenario,
    law: Law,
    years: tuple[int, ...],
    findings: Findings,
) -> Reductions:
    """Giảm chi: applies the measures to S1 and returns S2 with each measure's cut.

    Law: minimum_yearly_reduction, exemption, essential_kinds. Raises NoLawValue.
    """
    support = roadmap.support
    cuts: list[Array] = []
    stands: list[Stand] = []
    targets: list[Target | None] = []
    for number, measure in enumerate(scenario.reductions, start=1):
        scope = pick(measure.units, units, drivers.base_group, kinds=SCOPE)
        if not scope.any():
            findings.plan("selector_empty", NOTE, of="reductions", number=number)
        stand = Stand(units["support"], status_quo, support, roadmap, units.code_rank)
        target = None
        if measure.method == "target":
            target = _target(measure, stand, scope, years, findings, number)
            cut = _by_target(target, years, findings, number)
        else:
            rates = cut_rates(measure, units, drivers, law, years)
            cut = _by_rate(measure, stand, scope, rates)
        if not cut.any():
            findings.plan("no_effect", NOTE, number=number)
        cuts.append(cut)
        stands.append(stand)
        targets.append(target)
        support = support - cut
    return Reductions(support, tuple(cuts), tuple(stands), tuple(targets))


def exempt_units(units: Units, own_revenue: Array, law: Law, years: tuple[int, ...]) -> Mask:
    """Đơn vị được miễn mức giảm tối thiểu: bool (n, Y); own_revenue (n,) is A of the base year.

    Law: exemption, essential_kinds. Raises NoLawValue.
    """
    spared = np.zeros((len(units), len(years)), dtype=bool, order="F")
    poor = own_revenue <= 0
    for j, year in enumerate(years):
        essential = units["essential"].astype(bool) | units.of_kinds(law.names("essential_kinds", year))
        spared[:, j] = (
            essential & poor if law.text("exemption", year) == "essential without own revenue" else essential
        )
    return spared


def minimum_rates(units: Units, drivers: Drivers, law: Law, years: tuple[int, ...]) -> Array:
    """Mức giảm tối thiểu hằng năm theo luật của từng đơn vị (n, Y), fractions of one; 0 for the exempt and
    outside group 3.

    Law: minimum_yearly_reduction, exemption, essential_kinds. Raises NoLawValue.
    """
    owes = is_partly(drivers.base_group)[:, None] & ~exempt_units(
        units, drivers.own_revenue[:, 0], law, years
    )
    rates = np.array([float(law.number("minimum_yearly_reduction", y)) for y in years])
    rates[0] = 0.0
    return only(owes, rates)


def cut_rates(measure: Reduction, units: Units, drivers: Drivers, law: Law, years: tuple[int, ...]) -> Array:
    """Tỷ lệ giảm hằng năm của một biện pháp theo tỷ lệ, with or without the law (n, Y), fractions of one."""
    if measure.method == "statutory":
        return minimum_rates(units, drivers, law, years)
    return np.broadcast_to(_yearly(measure.rate, years), (len(units), len(years)))


def _yearly(rate: object, years: tuple[int, ...]) -> Array:
    """The rate of each year (Y,): a number holds for every year, a table is 0 in years not given; nothing
    at the base year.
    """
    given = [rate.get(y, 0) if isinstance(rate, Mapping) else rate for y in years]
    return np.array([0.0] + [float(r) for r in given[1:]])  # type: ignore[arg-type]


def _limit(measure: Reduction, base: Array, support: Array, taken: Array) -> Array:
    """What a measure may take at the most from each unit and year (n, Y), whole đồng."""
    if measure.max_cut is None:
        return support
    most = float(measure.max_cut) * base[:, None] - taken
    return down(np.maximum(0.0, np.minimum(support, most)))


def _by_rate(measure: Reduction, stand: Stand, scope: Mask, rates: Array) -> Array:
    """Giảm theo tỷ lệ hằng năm: what earlier measures took of the same base counts."""
    # The rows of the scope alone are computed: in a province they are few.
    rows = np.flatnonzero(scope)
    base, support = stand.base[rows], stand.support[rows]
    taken = stand.status_quo[rows] - support
    aim = base[:, None] * (1.0 - np.cumprod(1.0 - rates[rows], axis=1))
    cut = np.zeros(rates.shape, order="F")
    cut[rows] = np.minimum(_limit(measure, base, support, taken), whole(np.maximum(0.0, aim - taken)))
    cut[:, 0] = 0.0
    return cut


def _target(
    measure: Reduction, stand: Stand, scope: Mask, years: tuple[int, ...], findings: Findings, number: int
) -> Target:
    targets = {y: Fraction(t) for y, t in (measure.target or {}).items()}
    for year in targets:
        if year <= years[0]:
            findings.plan("target_ignored", NOTE, year=year, of="reductions", number=number)
    _, shares = yearly_path(targets, years)
    rows = np.flatnonzero(scope)
    base, support = stand.base[rows], stand.support[rows]
    weights = _weights(measure, stand, rows)
    limit = _limit(measure, base, support, stand.status_quo[rows] - support)
    if measure.share_by == "headroom":
        limit = np.minimum(limit, weights)
    return Target(measure, stand, scope, rows, shares, weights, limit)


def _by_target(target: Target, years: tuple[int, ...], findings: Findings, number: int) -> Array:
    """Giảm đến mục tiêu: the whole that is missing is apportioned among the units of the scope."""
    cut = np.zeros_like(target.stand.support)
    for j, year in enumerate(years[1:], start=1):
        found = target.year(j)
        cut[target.rows, j] = found.shared.money
        if found.equally:
            findings.plan("weights_zero", NOTE, year=year, of="reductions", number=number)
        missing = found.need - int(found.shared.amount)
        if missing:
            findings.plan(
                "reduction_short", WARNING, year=year, number=number, missing=missing, need=found.need
            )
    return cut


def _weights(measure: Reduction, stand: Stand, rows: NDArray[np.intp]) -> Array:
    """Trọng số chia số giảm của các đơn vị `rows` (m, Y), never negative."""
    plan, support = stand.roadmap, stand.support[rows]
    match measure.share_by:
        case "support":
            weights = support
        case "operations":
            weights = plan.operations[rows]
        case "equal":
            weights = np.ones_like(support)
        case "headroom":
            weights = whole(np.maximum(0.0, plan.own_revenue[rows] + support - plan.spending[rows]))
        case "autonomy":
            own, spending = plan.own_revenue[rows], plan.spending[rows]
            degree = np.divide(own, spending, out=np.zeros_like(support), where=spending > 0)
            weights = support * degree
    return np.maximum(0.0, weights)
