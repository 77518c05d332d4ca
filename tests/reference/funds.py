"""Section 9: payroll, what is set aside, and how the year's result is distributed."""

from fractions import Fraction

from tests.reference import law
from tests.reference.allocation import supplement_multiple
from tests.reference.drivers import ZERO, Unit, UnitYear, set_aside
from tests.reference.plan import Assumptions


def prepare(unit: Unit, cell: UnitYear, year: int, given: Assumptions) -> None:
    """What the supplement stage already needs: payroll, set_aside and reserve."""
    cell.payroll = cell.salary
    if law.at("payroll_base", year) == "salary without contributions":
        if cell.contributions is None:
            cell.payroll -= given.contributions_share * cell.salary
        else:
            cell.payroll -= cell.contributions
    cell.set_aside = set_aside(cell.lines, cell.assigned, year, Fraction(cell.roadmap_revenue))
    before = set_aside(unit.base, cell.assigned, year)
    cell.reserve = max(ZERO, cell.set_aside - before - cell.own_part - cell.used)


def balance(cell: UnitYear) -> Fraction:
    return cell.revenue_planned + cell.standing + cell.given - cell.spending_done


def distribute(cell: UnitYear, year: int, given: Assumptions) -> None:
    funds = dict.fromkeys(("development", "supplement", "bonus", "carried"), ZERO)
    cell.funds = funds
    if cell.assigned is None:
        return
    left = max(ZERO, balance(cell) - cell.reserve)
    cap = supplement_multiple(cell.assigned, year, given) * cell.payroll
    if cell.assigned == "4":
        funds["supplement"] = min(left, cap)
        funds["carried"] = left - funds["supplement"]
        return
    funds["development"] = law.rate("development_minimum", year, cell.assigned) * left
    left -= funds["development"]
    funds["supplement"] = min(left, cap)
    left -= funds["supplement"]
    base = cell.payroll
    if law.at("bonus_base_includes_supplement", year):
        base += funds["supplement"]
    funds["bonus"] = min(left, law.rate("bonus_months", year, cell.assigned) * base / 12)
    funds["development"] += left - funds["bonus"]
