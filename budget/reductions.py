"""Giảm chi ngân sách nhà nước: measures in order, each on the support that stands (model, section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from budget.apportion import apportion
from budget.autonomy import is_partly
from budget.drivers import Drivers
from budget.findings import NOTE, WARNING, Findings
from budget.law import Law
from budget.money import Array, down, total, whole, whole_number
from budget.roadmap import Roadmap, yearly_path
from budget.scenario import Reduction, Scenario
from budget.select import Mask, pick
from budget.units import Units

SCOPE = ("service",)
"""What a selector without kinds and codes means in a reduction."""


@dataclass(frozen=True)
class Reductions:
    """Kết quả giảm chi: `support` S2 and the cut of every measure, (n, Y), đồng."""

    support: Array
    cuts: tuple[Array, ...]


@dataclass(frozen=True)
class _Stand:
    """What a measure finds: base support (n,), status quo and standing support (n, Y), the roadmap behind
    them.
    """

    base: Array
    status_quo: Array
    support: Array
    roadmap: Roadmap
    rank: np.ndarray[tuple[int], np.dtype[np.intp]]

    @property
    def taken(self) -> Array:
        return self.status_quo - self.support


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
    support, cuts = roadmap.support, []
    for number, measure in enumerate(scenario.reductions, start=1):
        scope = pick(measure.units, units, drivers.base_group, kinds=SCOPE)
        if not scope.any():
            findings.plan("selector_empty", NOTE, of="reductions", number=number)
        stand = _Stand(units["support"], status_quo, support, roadmap, units.code_rank)
        if measure.method == "target":
            cut = _by_target(measure, stand, scope, years, findings, number)
        else:
            if measure.method == "rate":
                rates = np.broadcast_to(_yearly(measure.rate, years), support.shape)
            else:
                rates = minimum_rates(units, drivers, law, years)
            cut = _by_rate(measure, stand, scope, rates)
        if not cut.any():
            findings.plan("no_effect", NOTE, number=number)
        cuts.append(cut)
        support = support - cut
    return Reductions(support, tuple(cuts))


def exempt_units(units: Units, own_revenue: Array, law: Law, years: tuple[int, ...]) -> Mask:
    """Đơn vị được miễn mức giảm tối thiểu: bool (n, Y); own_revenue (n,) is A of the base year.

    Law: exemption, essential_kinds. Raises NoLawValue.
    """
    spared = np.zeros((len(units), len(years)), dtype=bool, order="F")
    for j, year in enumerate(years):
        essential = units["essential"].astype(bool) | units.of_kinds(law.names("essential_kinds", year))
        poor = own_revenue <= 0
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
    return np.where(owes, rates, 0.0)


def _yearly(rate: object, years: tuple[int, ...]) -> Array:
    """The rate of each year (Y,): a number holds for every year, a table is 0 in years not given; nothing
    at the base year.
    """
    given = [rate.get(y, 0) if isinstance(rate, Mapping) else rate for y in years]
    return np.array([0.0] + [float(r) for r in given[1:]])  # type: ignore[arg-type]


def _limit(measure: Reduction, stand: _Stand) -> Array:
    """What a measure may take at the most from each unit and year (n, Y), whole đồng."""
    if measure.max_cut is None:
        return stand.support
    most = float(measure.max_cut) * stand.base[:, None] - stand.taken
    return down(np.maximum(0.0, np.minimum(stand.support, most)))


def _by_rate(measure: Reduction, stand: _Stand, scope: Mask, rates: Array) -> Array:
    """Giảm theo tỷ lệ hằng năm: what earlier measures took of the same base counts."""
    aim = stand.base[:, None] * (1.0 - np.cumprod(1.0 - rates, axis=1))
    cut = np.minimum(_limit(measure, stand), whole(np.maximum(0.0, aim - stand.taken)))
    cut[:, 0] = 0.0
    return np.where(scope[:, None], cut, 0.0)


def _by_target(
    measure: Reduction, stand: _Stand, scope: Mask, years: tuple[int, ...], findings: Findings, number: int
) -> Array:
    """Giảm đến mục tiêu: the whole that is missing is apportioned among the units of the scope."""
    targets = {y: Fraction(t) for y, t in (measure.target or {}).items()}
    for year in targets:
        if year <= years[0]:
            findings.plan("target_ignored", NOTE, year=year, of="reductions", number=number)
    _, shares = yearly_path(targets, years)
    weights, limit = _weights(measure, stand), _limit(measure, stand)
    if measure.share_by == "headroom":
        limit = np.minimum(limit, weights)
    cut = np.zeros_like(stand.support)
    for j, year in enumerate(years[1:], start=1):
        whole_scope = total(stand.base[scope]) if measure.of == "base" else total(stand.status_quo[scope, j])
        need = max(0, whole_number(shares[j] * whole_scope) - total(stand.taken[scope, j]))
        if need == 0:
            continue
        weight = weights[scope, j]
        if not weight.any() and measure.share_by != "headroom":
            weight = np.ones_like(weight)
            findings.plan("weights_zero", NOTE, year=year, of="reductions", number=number)
        upper = np.where(weight > 0, limit[scope, j], 0.0)
        amount = min(need, total(upper))
        cut[scope, j] = apportion(amount, weight, np.zeros_like(upper), upper, 1.0, stand.rank[scope])
        if amount < need:
            findings.plan(
                "reduction_short", WARNING, year=year, number=number, missing=need - amount, need=need
            )
    return cut


def _weights(measure: Reduction, stand: _Stand) -> Array:
    """Trọng số chia số giảm (n, Y), never negative."""
    plan, support = stand.roadmap, stand.support
    match measure.share_by:
        case "support":
            weights = support
        case "operations":
            weights = plan.operations
        case "equal":
            weights = np.ones_like(support)
        case "headroom":
            weights = whole(np.maximum(0.0, plan.own_revenue + support - plan.spending))
        case "autonomy":
            degree = np.divide(
                plan.own_revenue, plan.spending, out=np.zeros_like(support), where=plan.spending > 0
            )
            weights = support * degree
    return np.maximum(0.0, weights)
