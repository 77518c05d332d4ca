"""Tính phương án: the years of one scenario over all units, from the data to what every unit has at the end
of each year.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from budget.allocation import SCOPE, Given, allocate, no_allocation
from budget.autonomy import Groups, group_index, ratio
from budget.checks import CHECKS, Check
from budget.drivers import Drivers, project
from budget.findings import ERROR, Findings
from budget.funds import FundRules, Funds, distribute, fund_rules
from budget.law import Law, NoLawValue
from budget.money import Array, quotient, total, whole
from budget.norms import available, norms
from budget.parallel import side_by_side
from budget.reductions import Reductions, reductions
from budget.roadmap import Roadmap, paths, roadmap
from budget.scenario import Scenario
from budget.select import Mask, pick
from budget.statusquo import StatusQuo, status_quo
from budget.units import Units

MODEL_VERSION = "2"
"""Changes whenever the same input could give another figure; part of every fingerprint."""

MONEY = (
    "own_revenue",
    "spending",
    "salary",
    "operations",
    "status_quo",
    "released",
    "cut",
    "increase",
    "support",
    "balance",
    "norm",
    "available",
    "roadmap_revenue",
    "roadmap_saving",
    "set_aside",
    "used_for_pay",
    "reserve",
    "development",
    "supplement",
    "bonus",
    "carried",
    "payroll",
    "saving",
    "pupil_month",
)
RATIOS = ("ratio", "coverage", "target", "growth", "supplement_multiple")


@dataclass(frozen=True, eq=False)
class Steps:
    """Các bước tính, kept for explanations: what each part of the model made. `unearned`: the share of the
    roadmap's revenue that does not come in, where that is assumed.
    """

    drivers: Drivers
    quo: StatusQuo
    roadmap: Roadmap
    reductions: Reductions
    given: Given
    funds: FundRules
    scope: Mask
    unearned: float = 0.0

    @cached_property
    def lost(self) -> Array:
        """Thu tăng thêm theo lộ trình bị hụt (n, Y), whole đồng."""
        return whole(self.unearned * self.roadmap.revenue)


@dataclass(frozen=True, eq=False)
class Result:
    """Kết quả của một phương án: figures (n, Y) in đồng, ratios as fractions of one (NaN: undefined),
    groups as positions.

    `figures` holds every name of MONEY and RATIOS and pupils, classes, staff; `totals` by year (Y,). A
    scenario that lacks a value of the law is not `computed`: its arrays are empty and one finding says why.
    """

    units: Units
    scenario: Scenario
    law: Law
    years: tuple[int, ...]
    figures: Mapping[str, Array]
    group: Groups
    assigned: Groups
    totals: Mapping[str, Array]
    findings: Findings
    steps: Steps | None = field(repr=False, default=None)

    @property
    def computed(self) -> bool:
        """Whether the law had every value that was needed."""
        return self.steps is not None

    def __getitem__(self, figure: str) -> Array:
        return self.figures[figure]

    def year(self, year: int) -> int:
        """The column of a year. Raises ValueError for a year that the scenario does not reach."""
        return self.years.index(year)

    def published(self, figure: str) -> NDArray[np.int64]:
        """Số công bố: a figure in whole đồng (n, Y)."""
        return whole(self.figures[figure]).astype(np.int64)

    @cached_property
    def fingerprint(self) -> str:
        """Dấu vân tay: 16 hex digits of the SHA-256 of data, scenario with its defaults, law and model
        version.
        """
        parts: dict[str, object] = {
            "data": self.units.fingerprint,
            "scenario": json.loads(self.scenario.canonical),
            "law": self.law.fingerprint,
            "model": MODEL_VERSION,
        }
        if self.steps and self.steps.unearned:
            parts["unearned"] = self.steps.unearned
        text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def simulate(units: Units, scenario: Scenario, law: Law) -> Result:
    """Tính một phương án trên dữ liệu của năm gốc. Never raises for want of law: the result then says so in
    a finding.
    """
    years = scenario.years(units.base_year)
    findings = Findings(units.code)
    try:
        return _compute(units, scenario, law, years, findings)
    except NoLawValue as missing:
        findings.plan(
            "no_law_value",
            ERROR,
            year=missing.year,
            law=(missing.parameter,),
            parameter=missing.parameter,
            first=missing.first,
        )
        none = np.empty((0, len(years)))
        empty = MappingProxyType(dict.fromkeys((*MONEY, *RATIOS, "pupils", "classes", "staff"), none))
        groups = none.astype(np.int8)
        return Result(units, scenario, law, years, empty, groups, groups, MappingProxyType({}), findings)


def _compute(
    units: Units, scenario: Scenario, law: Law, years: tuple[int, ...], findings: Findings
) -> Result:
    drivers = project(units, scenario.assumptions, law, years)
    of_paths = Findings(units.code)
    quo, on_paths = side_by_side(
        len(units),
        lambda: status_quo(units, drivers, scenario.assumptions, scenario.classification, law, years),
        lambda: paths(units, drivers, scenario, law, years, of_paths),
    )
    findings.take(of_paths)
    plan = roadmap(on_paths, quo.support)
    cuts, (norm, rules) = side_by_side(
        len(units),
        lambda: reductions(units, drivers, quo.support, plan, scenario, law, years, findings),
        lambda: (
            norms(units, drivers, scenario, law, years),
            fund_rules(units, drivers, quo, plan, scenario, law, years),
        ),
    )
    counted = available(units, drivers, plan.own_revenue, cuts.support, scenario, law, years)
    scope = _scope(units, drivers, scenario, findings)
    if scenario.allocation is None:
        given = no_allocation(cuts.support, plan)
    else:
        given = allocate(
            units,
            drivers,
            scenario.allocation,
            scope,
            quo.support,
            cuts.support,
            plan,
            norm,
            counted,
            rules,
            years,
            findings,
        )
    support = cuts.support + given.increase
    of_funds, (figures, group) = side_by_side(
        len(units),
        lambda: fund_figures(rules, distribute(rules, plan.own_revenue, support, given.spending)),
        lambda: (
            _figures(drivers, quo, plan, cuts, norm, counted, given, support),
            groups_of_years(units, plan.own_revenue, given.spending, law, years),
        ),
    )
    figures |= of_funds
    steps = Steps(drivers, quo, plan, cuts, given, rules, scope)
    result = Result(
        units=units,
        scenario=scenario,
        law=law,
        years=years,
        figures=MappingProxyType(figures),
        group=group,
        assigned=rules.group,
        totals=MappingProxyType(_totals(figures, given)),
        findings=findings,
        steps=steps,
    )
    _check(result, steps, findings)
    return result


def _check(result: Result, steps: Steps, findings: Findings) -> None:
    """Mọi kiểm tra, whose findings stand in the order of CHECKS."""

    def look(some: tuple[Check, ...], found: Findings) -> None:
        for check in some:
            check(result, steps, found)

    # the last two look at as many cells as all others
    later = Findings(result.units.code)
    side_by_side(len(result.units), lambda: look(CHECKS[:-2], findings), lambda: look(CHECKS[-2:], later))
    findings.take(later)


def _scope(units: Units, drivers: Drivers, scenario: Scenario, findings: Findings) -> Mask:
    """The units of the allocation; without one, all schools."""
    if scenario.allocation is None:
        return units.school
    scope = pick(scenario.allocation.units, units, drivers.base_group, kinds=SCOPE)
    if not scope.any():
        findings.plan("selector_empty", "note", of="allocation", number=1)
    return scope


def groups_of_years(
    units: Units, own_revenue: Array, spending: Array, law: Law, years: tuple[int, ...]
) -> Groups:
    """Nhóm theo số liệu của từng năm (n, Y), on A' and B''."""
    columns = [
        group_index(own_revenue[:, j], spending[:, j], units["covers_investment"], law.table("thresholds", y))
        for j, y in enumerate(years)
    ]
    return np.array(columns).T


def _figures(
    drivers: Drivers,
    quo: StatusQuo,
    plan: Roadmap,
    cuts: Reductions,
    norm: Array,
    counted: Array,
    given: Given,
    support: Array,
) -> dict[str, Array]:
    covered = counted + given.spent
    return {
        "pupils": drivers.pupils,
        "classes": drivers.classes,
        "staff": drivers.staff,
        "own_revenue": plan.own_revenue,
        "spending": given.spending,
        "salary": drivers.salary,
        "operations": given.spending - drivers.salary,
        "status_quo": quo.support,
        "released": quo.support - plan.support,
        "cut": plan.support - cuts.support,
        "increase": given.increase,
        "support": support,
        "ratio": ratio(plan.own_revenue, given.spending),
        "norm": norm,
        "available": covered,
        "coverage": quotient(covered, norm),
        "target": plan.target,
        "growth": plan.growth,
        "roadmap_revenue": plan.revenue,
        "roadmap_saving": plan.saving,
        "used_for_pay": quo.used,
        "saving": quo.saving,
        "pupil_month": plan.pupil_month,
    }


def fund_figures(rules: FundRules, funds: Funds) -> dict[str, Array]:
    """Các số liệu (n, Y) của phân phối kết quả và các quỹ, by their names among the figures."""
    return {
        "payroll": rules.payroll,
        "set_aside": rules.set_aside,
        "reserve": rules.reserve,
        "balance": funds.balance,
        "development": funds.development,
        "supplement": funds.supplement,
        "supplement_multiple": quotient(funds.supplement, rules.payroll, without=0.0),
        "bonus": funds.bonus,
        "carried": funds.carried,
    }


def _totals(figures: Mapping[str, Array], given: Given) -> dict[str, Array]:
    """Tổng cộng theo năm: sums of the units' published figures, and the pool."""
    names = ("support", "released", "cut", "increase", "status_quo")
    totals = {
        name: np.array([total(figures[name][:, j]) for j in range(len(given.pool))], dtype=np.float64)
        for name in names
    }
    return totals | {"unallocated": given.unallocated, "pool": given.pool}
