"""Phân phối kết quả tài chính trong năm: balance, reserve and funds by the assigned group (model, section
9).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budget.autonomy import FIRST, FOURTH, GROUPS, UNDEFINED, Groups
from budget.drivers import Drivers
from budget.law import Law
from budget.money import Array, only
from budget.roadmap import Roadmap
from budget.scenario import Scenario
from budget.setaside import SET_ASIDE_FROM, assigned_groups, by_group, set_aside
from budget.statusquo import StatusQuo, set_aside_of_base
from budget.units import Units


@dataclass(frozen=True)
class FundRules:
    """Quy tắc và số liệu phân phối của từng đơn vị, năm: (n, Y); shares and multiples by the assigned
    group.
    """

    group: Groups
    payroll: Array
    set_aside: Array
    reserve: Array
    development: Array
    cap: Array
    bonus_months: Array
    bonus_counts_supplement: Array


@dataclass(frozen=True)
class Funds:
    """Kết quả phân phối: (n, Y), đồng, unrounded."""

    balance: Array
    development: Array
    supplement: Array
    bonus: Array
    carried: Array


def fund_rules(
    units: Units,
    drivers: Drivers,
    quo: StatusQuo,
    roadmap: Roadmap,
    scenario: Scenario,
    law: Law,
    years: tuple[int, ...],
) -> FundRules:
    """Quy tắc phân phối: the assigned group and what the law of each year gives it.

    Law: development_minimum, supplement_cap, bonus_months, bonus_base_includes_supplement,
    own_revenue_rate, own_revenue_lines, stability_periods, thresholds. Raises NoLawValue.
    """
    group, kept, before = (
        quo.assigned.copy(order="K"),
        quo.set_aside.copy(order="K"),
        quo.before.copy(order="K"),
    )
    # Off the roadmap everything is as in the status quo; in a province few units are on it.
    rows = roadmap.rows
    if len(rows):
        lines = {line: drivers.lines[line][rows] for line in SET_ASIDE_FROM}
        of_rows = assigned_groups(
            roadmap.own_revenue[rows],
            roadmap.spending[rows],
            drivers.base_group[rows],
            units["covers_investment"][rows],
            scenario.classification,
            law,
            years,
        )
        group[rows] = of_rows
        kept[rows] = set_aside(lines, roadmap.revenue[rows], of_rows, law, years)
        before[rows] = set_aside_of_base(lines, of_rows, law, years)
    reserve = np.subtract(kept, before, out=before)
    reserve -= quo.own_part
    reserve -= quo.used
    np.maximum(0.0, reserve, out=reserve)
    development, cap, months = (np.zeros(group.shape, order="F") for _ in range(3))
    own_choice = {GROUPS[FIRST]: float(scenario.assumptions.group1_multiple)}
    for j, year in enumerate(years):
        of_year = group[:, j].astype(np.intp)  # once for the three tables
        development[:, j] = by_group(law.table("development_minimum", year), of_year)
        cap[:, j] = by_group({**own_choice, **law.table("supplement_cap", year)}, of_year)
        months[:, j] = by_group(law.table("bonus_months", year), of_year)
    counts = np.array([law.flag("bonus_base_includes_supplement", y) for y in years])
    return FundRules(group, drivers.payroll, kept, reserve, development, cap, months, counts)


def distribute(rules: FundRules, own_revenue: Array, support: Array, spending: Array) -> Funds:
    """Phân phối chênh lệch thu chi: own_revenue A', support S3, spending B'' (n, Y), đồng."""
    funds = Funds(*(np.empty_like(support) for _ in range(5)))
    # Year by year: what is between the columns read and the columns written stays in the processor's cache.
    for j in range(support.shape[1]):
        np.subtract(own_revenue[:, j] + support[:, j], spending[:, j], out=funds.balance[:, j])
        _distribute_year(rules, funds, j)
    return funds


def _distribute_year(rules: FundRules, funds: Funds, j: int) -> None:
    """Fills in the year j, whose balance is known."""
    group, payroll = rules.group[:, j], rules.payroll[:, j]
    left = np.maximum(0.0, funds.balance[:, j] - rules.reserve[:, j])
    development = rules.development[:, j] * left
    left -= development
    supplement = np.minimum(left, np.maximum(0.0, rules.cap[:, j] * payroll))
    left -= supplement
    bonus = supplement * rules.bonus_counts_supplement[j]
    bonus += payroll
    bonus *= rules.bonus_months[:, j]
    bonus /= 12.0
    np.maximum(0.0, bonus, out=bonus)
    np.minimum(left, bonus, out=bonus)
    left -= bonus
    # what is left adds to the development fund, in group 4 it is carried over; without a group there is none
    development += left
    pays = (group != FOURTH) & (group != UNDEFINED)
    only(pays, development, out=funds.development[:, j])
    only(group != UNDEFINED, supplement, out=funds.supplement[:, j])
    only(pays, bonus, out=funds.bonus[:, j])
    only(group == FOURTH, left, out=funds.carried[:, j])
