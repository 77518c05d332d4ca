"""Phân phối kết quả tài chính trong năm: balance, reserve and funds by the assigned group (model, section
9).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budget.autonomy import FIRST, FOURTH, GROUPS, UNDEFINED, Groups
from budget.drivers import Drivers
from budget.law import Law
from budget.money import Array
from budget.roadmap import Roadmap
from budget.scenario import Scenario
from budget.setaside import assigned_groups, by_group, set_aside
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
    group = assigned_groups(
        roadmap.own_revenue,
        roadmap.spending,
        drivers.base_group,
        units["covers_investment"],
        scenario.classification,
        law,
        years,
    )
    kept = set_aside(drivers.lines, roadmap.revenue, group, law, years)
    before = set_aside_of_base(drivers, group, law, years)
    reserve = kept - before
    reserve -= quo.own_part
    reserve -= quo.used
    np.maximum(0.0, reserve, out=reserve)
    development, cap, months = (np.zeros(group.shape, order="F") for _ in range(3))
    own_choice = {GROUPS[FIRST]: float(scenario.assumptions.group1_multiple)}
    for j, year in enumerate(years):
        development[:, j] = by_group(law.table("development_minimum", year), group[:, j])
        cap[:, j] = by_group({**own_choice, **law.table("supplement_cap", year)}, group[:, j])
        months[:, j] = by_group(law.table("bonus_months", year), group[:, j])
    counts = np.array([law.flag("bonus_base_includes_supplement", y) for y in years])
    return FundRules(group, drivers.payroll, kept, reserve, development, cap, months, counts)


def distribute(rules: FundRules, own_revenue: Array, support: Array, spending: Array) -> Funds:
    """Phân phối chênh lệch thu chi: own_revenue A', support S3, spending B'' (n, Y), đồng."""
    balance = own_revenue + support
    balance -= spending
    left = balance - rules.reserve
    np.maximum(0.0, left, out=left)

    development = rules.development * left
    left -= development
    supplement = np.maximum(0.0, rules.cap * rules.payroll)
    np.minimum(left, supplement, out=supplement)
    left -= supplement
    bonus = supplement * rules.bonus_counts_supplement
    bonus += rules.payroll
    bonus *= rules.bonus_months
    bonus /= 12.0
    np.maximum(0.0, bonus, out=bonus)
    np.minimum(left, bonus, out=bonus)
    left -= bonus
    # what is left adds to the development fund, in group 4 it is carried over; without a group there is none
    carried = np.where(rules.group == FOURTH, left, 0.0)
    development += left
    for fund in (development, bonus):
        fund[(rules.group == FOURTH) | (rules.group == UNDEFINED)] = 0.0
    supplement[rules.group == UNDEFINED] = 0.0
    return Funds(balance, development, supplement, bonus, carried)
