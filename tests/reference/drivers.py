"""Sections 1 to 4: a unit in its base year, its class, its drivers and the status quo."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.reference import law
from tests.reference.numbers import NUDGE, whole
from tests.reference.plan import SCHOOLS, Assumptions

REVENUE = (
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
FOLLOW_PUPILS = ("tuition", "compensation", "service_revenue", "service_cost")
OPERATIONS = ("experts", "professional", "fee_work", "management", "provisions", "interest", "other_spending")
ZERO = Fraction(0)


@dataclass
class UnitYear:
    """One unit in one year; the steps of the year fill it in the order of the page."""

    lines: dict[str, Fraction]
    pupils: Fraction
    classes: Fraction
    staff: Fraction
    sites: Fraction
    posts: Fraction
    salary: Fraction
    contributions: Fraction | None
    base_pay_index: Fraction
    revenue: Fraction = ZERO  # A
    operations: Fraction = ZERO  # operations, operations' after the roadmap
    spending: Fraction = ZERO  # B
    rise: Fraction = ZERO
    own_part: Fraction = ZERO
    used: Fraction = ZERO
    status_quo: int = 0  # S0
    roadmap_saving: int = 0
    roadmap_revenue: int = 0
    revenue_planned: Fraction = ZERO  # A'
    spending_planned: Fraction = ZERO  # B'
    after_roadmap: int = 0  # S1
    standing: int = 0  # S, at last S2
    assigned: str | None = None
    norm: Fraction = ZERO
    available: Fraction = ZERO
    given: int = 0
    spent: Fraction = ZERO
    set_aside: Fraction = ZERO
    reserve: Fraction = ZERO
    payroll: Fraction = ZERO
    funds: dict[str, Fraction] = field(default_factory=dict)

    @property
    def gap(self) -> Fraction:
        return max(ZERO, self.spending_planned - self.revenue_planned - self.standing)

    @property
    def spending_done(self) -> Fraction:
        """B''."""
        return self.spending_planned + max(ZERO, self.spent - self.gap)


def surplus_services(lines: Mapping[str, Fraction]) -> Fraction:
    return max(ZERO, lines["service_revenue"] - lines["service_cost"])


def total_revenue(lines: Mapping[str, Fraction]) -> Fraction:
    """A, with the services that use no State money as their surplus only."""
    counted = [line for line in REVENUE if line not in ("service_revenue", "service_cost")]
    return sum((lines[line] for line in counted), surplus_services(lines))


def total_operations(lines: Mapping[str, Fraction]) -> Fraction:
    return sum((lines[line] for line in OPERATIONS), ZERO)


def nothing(b: Fraction) -> bool:
    """B = 0, where what float64 may leave of it is nothing too: as everywhere, less than 0.0001 đồng."""
    return b < NUDGE


def reaches(a: Fraction, b: Fraction, threshold: Fraction) -> bool:
    return a + max(NUDGE, b / 10**12) >= threshold * b


def group(a: Fraction, b: Fraction, covers_investment: bool, year: int) -> str | None:
    """Section 2, by cross-multiplication with its tolerance; None where B = 0."""
    if nothing(b):
        return None
    if a <= 0:
        return "4"
    for name, threshold in law.at("thresholds", year):
        if reaches(a, b, Fraction(threshold)):
            return "1" if name == "2" and covers_investment else str(name)
    return "4"


def in_group_3(name: str | None) -> bool:
    return name in ("3a", "3b", "3c")


@dataclass
class Unit:
    """A unit as loaded, with what section 1 and 2 say of it once and for all."""

    row: Mapping[str, Any]
    base_year: int
    base: dict[str, Fraction] = field(init=False)
    years: dict[int, UnitYear] = field(default_factory=dict)
    status_quo_groups: dict[int, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.code: str = self.row["code"]
        self.kind: str = self.row["kind"]
        self.school = self.kind in SCHOOLS
        self.base = {line: self.amount(line) for line in (*REVENUE, *OPERATIONS)}
        self.salary, self.support = self.amount("salary"), self.amount("support")
        known = self.row.get("contributions")
        self.contributions = None if known is None else Fraction(known)
        self.revenue = total_revenue(self.base)
        self.spending = self.salary + total_operations(self.base)
        self.covers_investment = bool(self.row.get("covers_investment"))
        self.group = group(self.revenue, self.spending, self.covers_investment, self.base_year)
        self.ratio = self.revenue / self.spending if self.spending else None

    def amount(self, name: str) -> Fraction:
        return Fraction(self.row.get(name) or 0)

    def essential(self, year: int) -> bool:
        return self.kind in law.at("essential_kinds", year) or bool(self.row.get("essential"))

    def exempt(self, year: int) -> bool:
        """Spared the yearly reduction of that year (parameter `exemption`)."""
        if law.at("exemption", year) == "essential":
            return self.essential(year)
        return self.essential(year) and self.revenue <= 0

    def class_of(
        self, year: int, groups: Mapping[int, str | None], this_year: str | None, mode: str
    ) -> str | None:
        """Assigned group: `groups` holds the group of each earlier year on the same A and B."""
        if mode == "yearly":
            return this_year
        if law.period(year) == law.period(self.base_year):
            return self.group
        first = law.period(year)
        return this_year if first == year else groups[first]


def project(unit: Unit, year: int, given: Assumptions) -> UnitYear:
    """Section 3."""
    b, n = unit.base_year, year - unit.base_year
    index = law.base_pay(year, given.base_pay_growth) / law.base_pay(b, given.base_pay_growth)
    pupils = unit.amount("pupils") * (1 + given.pupils_growth.get(unit.kind, ZERO)) ** n
    staff = unit.amount("staff") * (1 + given.staff_growth.get(unit.kind, ZERO)) ** n
    p = pupils / unit.amount("pupils") if unit.school and unit.amount("pupils") else Fraction(1)
    t = staff / unit.amount("staff") if unit.amount("staff") else Fraction(1)
    factor = index * (1 + given.pay_drift) ** n * t
    lines = {
        line: unit.base[line] * (1 + given.inflation) ** n * (1 + given.follow_pupils * (p - 1))
        for line in OPERATIONS
    }
    for line in REVENUE:
        growth = (1 + given.revenue_growth.get(line, ZERO)) ** n
        lines[line] = unit.base[line] * growth * (p if line in FOLLOW_PUPILS else 1)
    salary = unit.salary * factor
    spending = salary + total_operations(lines)
    if (
        unit.kind == "service"
        and given.prices_follow_costs
        and (unit.group in ("1", "2") or in_group_3(unit.group))
    ):
        for line in REVENUE:
            lines[line] = unit.base[line] * spending / unit.spending
    if unit.school:
        exempt = exempted(unit, year)
        charged = lines["tuition"]
        lines["tuition"] = charged * (1 - exempt)
        lines["compensation"] += charged * exempt * given.compensation_rate
    # "staff_quota, or staff where none": none is an empty cell, which section 1 reads as 0.
    posts = unit.amount("staff_quota") * t if unit.amount("staff_quota") else staff
    cell = UnitYear(
        lines=lines,
        pupils=pupils,
        classes=unit.amount("classes") * p,
        staff=staff,
        sites=unit.amount("sites"),
        posts=posts,
        salary=salary,
        contributions=None if unit.contributions is None else unit.contributions * factor,
        base_pay_index=index,
    )
    cell.revenue, cell.operations, cell.spending = total_revenue(lines), total_operations(lines), spending
    return cell


def exempted(unit: Unit, year: int) -> Fraction:
    """e'(y): how much more of the tuition the law exempts than it did in the base year."""
    if unit.kind == "primary":
        return ZERO
    now, then = law.rate("tuition_exempt_share", year), law.rate("tuition_exempt_share", unit.base_year)
    return ZERO if then == 1 else (now - then) / (1 - then)


def set_aside(
    lines: Mapping[str, Fraction], group_: str | None, year: int, more_users: Fraction = ZERO
) -> Fraction:
    """What groups 3 and 4 set aside for pay, with the lines and the rate of that year."""
    if group_ != "4" and not in_group_3(group_):
        return ZERO
    amounts = {
        "tuition": lines["tuition"],
        "users": lines["users"] + more_users,
        "surplus_services": surplus_services(lines),
        "fees_surplus": max(ZERO, lines["fees"] - lines["fee_work"]),
    }
    counted = law.at("own_revenue_lines", year)
    return law.rate("own_revenue_rate", year) * sum((amounts[line] for line in counted), ZERO)


def status_quo(unit: Unit, cell: UnitYear, year: int, given: Assumptions, mode: str) -> None:
    """Section 4."""
    if unit.group in ("1", "2"):
        part = ZERO
    elif unit.kind == "service" and in_group_3(unit.group):
        assert unit.ratio is not None
        part = 1 - unit.ratio
    else:
        part = Fraction(1)
    index = cell.base_pay_index
    cell.rise = given.state_pays_rises * part * unit.salary * (index - 1)
    steps = given.state_pays_steps * part * (cell.salary - unit.salary * index)
    on_its_own = group(cell.revenue, cell.spending, unit.covers_investment, year)
    unit.status_quo_groups[year] = on_its_own
    class_ = unit.class_of(year, unit.status_quo_groups, on_its_own, mode)
    grown = set_aside(cell.lines, class_, year) - set_aside(unit.base, class_, year)
    cell.own_part = (1 - part) * unit.salary * max(ZERO, index - 1)
    if given.own_funds_first:
        cell.used = min(max(ZERO, grown - cell.own_part), max(ZERO, cell.rise))
    cell.status_quo = whole(max(ZERO, unit.support + cell.rise + steps - cell.used))
