"""Dự báo và xếp nhóm từng đơn vị (model, sections 1 to 3)."""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from typing import Any

from budget.autonomy import FIRST, FOURTH, GROUPS, SECOND, THIRD_A, THIRD_B, THIRD_C, UNDEFINED
from budget.drivers import (
    LINES_OF_A,
    OPERATION_LINES,
    REVENUE_LINES,
    SCHOOL_LINES,
    compensation_rate,
    growth_of,
    pay_indices,
)
from budget.law import Law
from budget.plain.cells import Cell, Number, Unit
from budget.plain.money import PlainMoney
from budget.scenario import Scenario
from budget.units import KIND, Units


class PlainDrivers(PlainMoney):
    """Các dòng thu, chi của từng đơn vị; the law is read once a year, not once a unit."""

    def __init__(self, units: Units, scenario: Scenario, law: Law, of: Callable[[Any], Number]) -> None:
        super().__init__(of)
        self.scenario, self.given, self.law = scenario, scenario.assumptions, law
        self.years = scenario.years(units.base_year)
        self.pay = [self.number(p) for p in pay_indices(self.given, law, self.years)]
        self.bands: dict[int, list[Number]] = {}
        self.units = [
            Unit(
                row={k: v if v is None or isinstance(v, str) else of(v) for k, v in row.items()},
                rank=rank,
                school=KIND[row["kind"]].school,
            )
            for row, rank in zip(units.rows(), units.code_rank.tolist(), strict=True)
        ]

    def project(self, year: int, n: int) -> list[Cell]:
        """Một năm của mọi đơn vị, before any roadmap."""
        law, number = self.law, self.number
        pupils_of = self.growths(self.given.pupils_growth, n)
        staff_of = self.growths(self.given.staff_growth, n)
        revenue_of = {line: (1 + number(growth_of(line, self.given))) ** n for line in REVENUE_LINES}
        pay = self.pay[n] * (1 + number(self.given.pay_drift)) ** n
        prices, follow = (1 + number(self.given.inflation)) ** n, number(self.given.follow_pupils)
        share = number(self.given.contributions_share)
        compensated = number(compensation_rate(self.given, law, year))
        outside = law.text("payroll_base", year) == "salary without contributions"
        counted = [line for line in LINES_OF_A if line in law.names("revenue_lines", year)]
        now, then = (law.number("tuition_exempt_share", y) for y in (year, self.years[0]))
        newly = number((now - then) / (1 - then)) if then != 1 else 0
        free = law.names("tuition_free_kinds", self.years[0])
        cells = []
        for unit in self.units:
            row, kind, base = unit.row, unit.row["kind"], unit.base
            p = pupils_of[kind] if unit.school and row["pupils"] else 1
            t = staff_of[kind] if row["staff"] else 1
            salary = row["salary"] * pay * t
            known = row["contributions"]
            contributions = share * salary if known is None else known * pay * t
            moves = prices * (1 + follow * (p - 1))
            operations = sum(row[line] for line in OPERATION_LINES) * moves
            spending = salary + operations
            follows_costs = self.given.prices_follow_costs and not unit.school
            if base and follows_costs and FIRST <= base.group <= THIRD_C:
                index = spending / base.spending
                lines = {line: row[line] * index for line in REVENUE_LINES}
            else:
                lines = {
                    line: row[line] * revenue_of[line] * (p if line in SCHOOL_LINES else 1)
                    for line in REVENUE_LINES
                }
            if unit.school and kind not in free:
                exempt = lines["tuition"] * newly
                lines["tuition"] -= exempt
                lines["compensation"] += exempt * compensated
            lines["surplus_services"] = max(0, lines["service_revenue"] - lines["service_cost"])
            lines["fee_work"] = row["fee_work"] * moves
            cell = Cell(
                unit=unit,
                lines=lines,
                pupils=row["pupils"] * pupils_of[kind],
                classes=row["classes"] * p,
                staff=row["staff"] * t,
                posts=row["staff_quota"] * t,
                salary=salary,
                payroll=salary - contributions if outside else salary,
                operations=operations,
                own_revenue=sum(lines[line] for line in counted),
                spending=spending,
            )
            if base is None:
                unit.base = cell
                cell.group = self.group(cell, year)
                cell.ratio = cell.own_revenue / spending if spending else nan
            cells.append(cell)
        return cells

    def growths(self, rates: Any, n: int) -> dict[str, Number]:
        """What n years of growth make of one, by kind."""
        return {kind: (1 + self.number(rates.get(kind, 0))) ** n for kind in KIND}

    def reaches(self, cell: Cell, threshold: Number) -> bool:
        """Đạt ngưỡng: A >= t x B, with the tolerance of section 2."""
        b = cell.spending
        return bool(cell.own_revenue + max(self.lean, b / 10**12) >= threshold * b)

    def group(self, cell: Cell, year: int) -> int:
        """Nhóm tự chủ trên A và B của ô: a position in GROUPS, -1 where nothing is spent."""
        if cell.spending == 0:
            return UNDEFINED
        if cell.own_revenue > 0:
            for position in (SECOND, THIRD_A, THIRD_B, THIRD_C):
                if self.reaches(cell, self.thresholds(year)[position]):
                    first = position == SECOND and cell.unit.row["covers_investment"]
                    return FIRST if first else position
        return FOURTH

    def assigned(self, cell: Cell, year: int, planned: bool) -> int:
        """Nhóm được giao: the base-year group, or that of the first year of a later period."""
        start = self.period(year)
        if start <= self.years[0]:
            return cell.base.group
        if start == year:
            cell.unit.periods[planned] = self.group(cell, year)
        return cell.unit.periods[planned]

    def period(self, year: int) -> int:
        """First year of the stability period; every year is one of its own with "yearly"."""
        if self.scenario.classification == "yearly":
            return year
        return self.law.at("stability_periods", year).since.year

    def thresholds(self, year: int) -> list[Number]:
        """Ngưỡng theo vị trí nhóm."""
        if year not in self.bands:
            table = self.law.table("thresholds", year)
            self.bands[year] = [self.number(table.get(name, 0)) for name in GROUPS]
        return self.bands[year]
