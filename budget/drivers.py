"""Các yếu tố: pay, pupils and prices, and what they make of each unit's lines (model, sections 1 and 3).

All arrays are units x years (n, Y), money in đồng; column 0 is the base year, where nothing is projected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from budget.autonomy import THIRD_C, UNDEFINED, Groups, group_index
from budget.law import Law
from budget.money import Array, quotient, spread
from budget.parallel import side_by_side
from budget.scenario import ALL_COMPENSATED, Assumptions
from budget.scenario_types import KindId
from budget.units import KIND, Units

OPERATION_LINES = (
    "experts",
    "professional",
    "fee_work",
    "management",
    "provisions",
    "interest",
    "other_spending",
)
SCHOOL_LINES = ("tuition", "compensation", "service_revenue", "service_cost")
"""Revenue lines that follow the number of pupils."""

REVENUE_LINES = (
    "tuition",
    "compensation",
    "orders",
    "users",
    "science",
    "service_revenue",
    "service_cost",
    "fees",
    "other_revenue",
)
LINES_OF_A = (*REVENUE_LINES[:5], "surplus_services", *REVENUE_LINES[7:])


@dataclass(frozen=True)
class Drivers:
    """Các dòng thu, chi và quy mô của từng đơn vị qua các năm: (n, Y), đồng; `pay_index` (Y,)."""

    pay_index: Array
    pupils: Array
    classes: Array
    sites: Array
    staff: Array
    staff_quota: Array
    salary: Array
    payroll: Array
    operations: Array
    lines: Mapping[str, Array]
    own_revenue: Array
    spending: Array
    base_group: Groups


def project(units: Units, assumptions: Assumptions, law: Law, years: tuple[int, ...]) -> Drivers:
    """Dự báo các dòng thu, chi: every line of every unit and year before any roadmap.

    Law: base_pay, tuition_exempt_share, revenue_lines, spending_lines, payroll_base, thresholds. Raises
    NoLawValue.
    """
    n = np.arange(len(years))
    pay_index = np.array([float(p) for p in pay_indices(assumptions, law, years)])
    pupils_growth = _by_kind(units, assumptions.pupils_growth, n)
    follows = (units.school & (units["pupils"] != 0))[:, None]
    pupil_index = np.where(follows, pupils_growth, 1.0)
    staff_index = _by_kind(units, assumptions.staff_growth, n)
    staff_index = np.where((units["staff"] != 0)[:, None], staff_index, 1.0)

    pay = pay_index * (1.0 + float(assumptions.pay_drift)) ** n
    salary = spread(units["salary"], pay) * staff_index
    excluded = np.array([law.text("payroll_base", y) == "salary without contributions" for y in years])

    # All operation lines move alike, so that their sum may move in their place.
    spent = _spending_lines(law, years)
    prices = (1.0 + float(assumptions.inflation)) ** n
    moves = pupil_index - 1.0
    moves *= float(assumptions.follow_pupils)
    moves += 1.0
    moves *= prices
    operations = sum((units[line] for line in spent), np.zeros(len(units)))[:, None] * moves
    spending = salary + operations

    def earned() -> tuple[dict[str, Array], Array, Groups]:
        """The lines of revenue and what is spent on fees, A, and the base-year group."""
        lines, base_group = _revenue(units, assumptions, law, years, pupil_index, spending)
        lines["fee_work"] = np.multiply(moves, units["fee_work"][:, None], out=moves)
        lines["fees_surplus"] = np.maximum(0.0, lines["fees"] - moves)
        return lines, own_revenue(lines, law, years), base_group

    def sized() -> dict[str, Array]:
        """The heads, places and payroll."""
        known = ~np.isnan(units["contributions"])[:, None]
        contributions = np.where(
            known,
            spread(np.nan_to_num(units["contributions"]), pay) * staff_index,
            float(assumptions.contributions_share) * salary,
        )
        return {
            "pupils": units["pupils"][:, None] * pupils_growth,
            "classes": units["classes"][:, None] * pupil_index,
            "sites": spread(units["sites"], np.ones(len(years))),
            "staff": units["staff"][:, None] * staff_index,
            "staff_quota": units["staff_quota"][:, None] * staff_index,
            "payroll": salary - contributions * excluded,
        }

    (lines, revenue, base_group), sizes = side_by_side(len(units), earned, sized)
    return Drivers(
        pay_index=pay_index,
        **sizes,
        salary=salary,
        operations=operations,
        lines=lines,
        own_revenue=revenue,
        spending=spending,
        base_group=base_group,
    )


def pay_indices(assumptions: Assumptions, law: Law, years: tuple[int, ...]) -> list[Fraction]:
    """Chỉ số lương cơ sở P của từng năm so với năm gốc: the mean over the twelve months, exactly.

    Law: base_pay. Raises NoLawValue.
    """
    last, growth = law.last_year("base_pay"), 1 + Fraction(assumptions.base_pay_growth)
    pay = [_pay_of(law, y) * growth ** max(0, y - last) for y in years]
    return [p / pay[0] for p in pay]


@lru_cache(maxsize=100)
def _pay_of(law: Law, year: int) -> Fraction:
    """The base pay of twelve months, đồng, exactly; the same for every scenario."""
    return sum(law.months("base_pay", year), Fraction(0))


def own_revenue(lines: Mapping[str, Array], law: Law, years: tuple[int, ...]) -> Array:
    """Nguồn thu xác định mức tự chủ A (n, Y): the sum of the lines that the law of each year counts.

    Law: revenue_lines.
    """
    counted = [frozenset(law.names("revenue_lines", y)) for y in years]
    total: Array = np.zeros_like(lines["tuition"])
    # Year by year: the sum stays in the processor's cache until its last line.
    for j, names in enumerate(counted):
        for line in LINES_OF_A:
            if line in names:
                total[:, j] += lines[line][:, j]
    return total


def _revenue(
    units: Units,
    assumptions: Assumptions,
    law: Law,
    years: tuple[int, ...],
    pupil_index: Array,
    spending: Array,
) -> tuple[dict[str, Array], Groups]:
    """Every revenue line by year, and the base-year group, which decides whether prices follow costs."""
    base = {line: units[line] for line in REVENUE_LINES}
    surplus = np.maximum(0.0, base["service_revenue"] - base["service_cost"])
    base_lines = {line: base.get(line, surplus)[:, None] for line in LINES_OF_A}
    base_revenue = own_revenue(base_lines, law, years[:1])[:, 0]
    bands = law.table("thresholds", years[0])
    group = group_index(base_revenue, spending[:, 0], units["covers_investment"], bands)

    pays_itself = (group != UNDEFINED) & (group <= THIRD_C)
    follow_costs = np.flatnonzero(assumptions.prices_follow_costs & ~units.school & pays_itself)
    cost_index = quotient(spending[follow_costs], spending[follow_costs, :1], without=1.0)
    n = np.arange(len(years))
    lines: dict[str, Array] = {}
    for line, amount in base.items():
        index: Array = np.power(1.0 + growth_of(line, assumptions), n)
        if line in SCHOOL_LINES:
            lines[line] = index * pupil_index
            lines[line] *= amount[:, None]
        else:
            lines[line] = spread(amount, index)
        lines[line][follow_costs] = amount[follow_costs, None] * cost_index
    _exempt_tuition(units, assumptions, law, years, lines)
    surplus_services = lines["service_revenue"] - lines["service_cost"]
    lines["surplus_services"] = np.maximum(0.0, surplus_services, out=surplus_services)
    return lines, group


def growth_of(line: str, assumptions: Assumptions) -> float:
    """Mức tăng hằng năm của một dòng thu; a cost without a growth of its own takes that of its revenue."""
    growth = {str(name): rate for name, rate in assumptions.revenue_growth.items()}
    if line == "service_cost" and line not in growth:
        line = "service_revenue"
    return float(growth.get(line, 0))


def _exempt_tuition(
    units: Units, assumptions: Assumptions, law: Law, years: tuple[int, ...], lines: dict[str, Array]
) -> None:
    """Miễn học phí: from the year of the law on, the State compensates what the school no longer charges.

    Law: tuition_exempt_share, tuition_free_kinds, compensation_rate.
    """
    share = [law.number("tuition_exempt_share", y) for y in years]
    newly = np.array([float((e - share[0]) / (1 - share[0])) if share[0] != 1 else 0.0 for e in share])
    free = law.names("tuition_free_kinds", years[0])
    charges = (units.school & ~units.of_kinds(free)).astype(np.float64)
    exempt = lines["tuition"] * spread(charges, newly)
    lines["tuition"] -= exempt
    exempt *= np.array([float(compensation_rate(assumptions, law, y)) for y in years])
    lines["compensation"] += exempt


def compensation_rate(assumptions: Assumptions, law: Law, year: int) -> Fraction:
    """Mức cấp bù học phí được miễn của năm: as the scenario states it, else the office's in force on 1
    January, else all.

    Law: compensation_rate.
    """
    if assumptions.compensation_rate is not None:
        return Fraction(assumptions.compensation_rate)
    own = law.find("compensation_rate", date(year, 1, 1))
    return Fraction(ALL_COMPENSATED) if own is None else own.number()


def _spending_lines(law: Law, years: tuple[int, ...]) -> tuple[str, ...]:
    """Operation lines counted in B; a change within the years of a plan would need each line on its own."""
    counted, *changed = {law.names("spending_lines", y) for y in years}
    if changed:
        raise ValueError(f"spending_lines change within {years[0]}-{years[-1]}")
    return tuple(line for line in OPERATION_LINES if line in counted)


def _by_kind(units: Units, growth: Mapping[KindId, Decimal], n: NDArray[np.int64]) -> Array:
    """What n years (Y,) of growth make of one, by the kind of each unit (n, Y)."""
    rates = {str(kind): rate for kind, rate in growth.items()}
    grown: Array = np.array([1.0 + float(rates.get(kind, 0)) for kind in KIND])[:, None] ** n
    by_unit: Array = np.take(grown.T, units.kind_at, axis=1).T
    return by_unit
