"""Giải trình các dòng thu, chi trước lộ trình: from the lines of the data to A and B of a year."""

from __future__ import annotations

from datetime import date

from budget.autonomy import GROUPS, UNDEFINED
from budget.drivers import (
    LINES_OF_A,
    OPERATION_LINES,
    SCHOOL_LINES,
    compensation_rate,
    growth_of,
    pay_indices,
)
from budget.explain_terms import Term, View, once, signed


@once
def pay_index(v: View) -> Term:
    """Chỉ số lương cơ sở: the year's mean base pay over that of the base year."""
    law, years, assumptions = v.result.law, v.result.years, v.result.scenario.assumptions
    base = float(sum(law.months("base_pay", years[0])) / 12)
    value = float(pay_indices(assumptions, law, (years[0], v.year))[1])
    now = v.term("base_pay", base * value, "law", law=("base_pay",))
    if v.year > law.last_year("base_pay") and assumptions.base_pay_growth:
        now = v.term(
            "base_pay",
            base * value,
            "assumption",
            law=("base_pay",),
            assumption="assumptions.base_pay_growth",
        )
    first = v.term("base_pay", base, "law", law=("base_pay",), sign=":", year=years[0])
    return v.term("pay_index", value, "product", now, first, measure="index", sign="x")


def pay_factors(v: View) -> list[Term]:
    """Các hệ số của quỹ lương: base pay, steps and headcount; none in the base year."""
    if v.j == 0:
        return []
    terms = [pay_index(v)]
    if drift := v.result.scenario.assumptions.pay_drift:
        terms.append(v.assumed("pay_drift", (1.0 + float(drift)) ** v.j))
    staff = float(v.result.units["staff"][v.i])
    if staff and v.of(v.steps.drivers.staff) != staff:
        terms.append(v.assumed("staff_growth", v.of(v.steps.drivers.staff) / staff))
    return terms


@once
def salary(v: View) -> Term:
    """Tiền lương, phụ cấp, đóng góp của năm."""
    return v.term("salary_of_year", v.at("salary"), "product", v.data("salary", sign="x"), *pay_factors(v))


@once
def pupils_index(v: View) -> Term | None:
    """Chỉ số học sinh của một trường so với năm gốc; None where pupils stay as they are."""
    pupils = float(v.result.units["pupils"][v.i])
    value = v.of(v.steps.drivers.pupils) / pupils if pupils else 1.0
    if not v.result.units.school[v.i] or value in (0.0, 1.0):
        return None
    return v.assumed("pupils_growth", value)


@once
def heads(v: View, name: str, sign: str = "+") -> Term:
    """Số học sinh, lớp, người làm việc, biên chế, điểm trường của năm: `name` is the column."""
    base, d = v.data(name, "count", "x"), v.steps.drivers
    value = v.of(getattr(d, name))
    key = {"pupils": "pupils_growth", "classes": "pupils_growth"}.get(name, "staff_growth")
    moves = [v.assumed(key, value / base.value)] if base.value and value != base.value else []
    return v.term(f"{name}_of_year", value, "product", base, *moves, measure="count", sign=sign)


@once
def operations_before(v: View) -> Term:
    """Chi hoạt động trước lộ trình: the lines of the base year, with prices and pupils."""
    a, units = v.result.scenario.assumptions, v.result.units
    lines = [v.data(line) for line in OPERATION_LINES if units[line][v.i]]
    first = v.result.years[0]
    base = v.term("operations_base", sum(t.value for t in lines), "sum", *lines, sign="x", year=first)
    factors = [v.assumed("inflation", (1.0 + float(a.inflation)) ** v.j)] if v.j else []
    if index := pupils_index(v):
        change = v.term(
            "pupils_change",
            index.value - 1.0,
            "sum",
            signed(index, "+"),
            v.constant(1.0, "-"),
            measure="index",
            sign="x",
        )
        follow = v.assumed("follow_pupils", float(a.follow_pupils))
        moved = v.term(
            "pupils_moved", follow.value * change.value, "product", follow, change, measure="index"
        )
        effect = v.term(
            "pupils_effect",
            1.0 + moved.value,
            "sum",
            v.constant(1.0),
            moved,
            measure="index",
            sign="x",
        )
        factors.append(effect)
    return v.term("operations_before", v.of(v.steps.drivers.operations), "product", base, *factors)


@once
def spending_before(v: View, sign: str = "+") -> Term:
    """Chi thường xuyên B trước lộ trình."""
    value = v.of(v.steps.drivers.spending)
    return v.term("spending_before", value, "sum", salary(v), operations_before(v), sign=sign)


def revenue_factors(v: View, line: str) -> list[Term]:
    """Các hệ số của một dòng thu: its own growth and pupils, or the costs that its prices follow."""
    if v.j == 0:
        return []
    base = v.of(v.steps.drivers.spending, 0)
    if follows_costs(v) and base:
        now, first = spending_before(v, "x"), spending_before(v.first, ":")
        key = "assumptions.prices_follow_costs"
        value = now.value / base
        return [v.term("cost_index", value, "product", now, first, measure="index", sign="x", assumption=key)]
    if follows_costs(v):
        return []
    growth = growth_of(line, v.result.scenario.assumptions)
    factors = [v.assumed("revenue_growth", (1.0 + growth) ** v.j, text=line)] if growth else []
    index = pupils_index(v) if line in SCHOOL_LINES else None
    return [*factors, index] if index else factors


def exempt_share(v: View) -> float:
    """Phần học phí mới được miễn so với năm gốc, of a school that charges; else 0."""
    law, first = v.result.law, v.result.years[0]
    before = law.number("tuition_exempt_share", first)
    free = law.names("tuition_free_kinds", first)
    if before == 1 or not v.result.units.school[v.i] or v.result.units.kind[v.i] in free:
        return 0.0
    return float((law.number("tuition_exempt_share", v.year) - before) / (1 - before))


@once
def revenue_line(v: View, line: str) -> Term:
    """Một dòng thu trong nguồn thu A."""
    value = v.of(v.steps.drivers.lines[line])
    if line == "surplus_services":
        revenue, cost = (revenue_line(v, name) for name in ("service_revenue", "service_cost"))
        both = v.term("surplus_parts", revenue.value - cost.value, "sum", revenue, signed(cost, "-"))
        return v.term(line, value, "max", both, v.constant(0.0))
    exempt = exempt_share(v)
    base, factors = v.data(line, sign="x"), revenue_factors(v, line)
    if exempt and line == "tuition":
        gone = v.lawful("tuition_exempt_share", exempt, sign="-")
        stays = v.term(
            "tuition_charged", 1.0 - exempt, "sum", v.constant(1.0), gone, measure="ratio", sign="x"
        )
        return v.term("tuition_of_year", value, "product", base, *factors, stays)
    if exempt and line == "compensation":
        return _compensation(v, value, exempt, factors)
    return v.term(f"{line}_of_year", value, "product", base, *factors)


def _compensation(v: View, value: float, exempt: float, factors: list[Term]) -> Term:
    """NSNN cấp bù: what there was, and the tuition that the law newly exempts."""
    before = v.data("compensation", sign="x")
    had = v.term("compensation_before", _times(before, factors), "product", before, *factors)
    base, moves = v.data("tuition", sign="x"), revenue_factors(v, "tuition")
    whole = v.term("tuition_before", _times(base, moves), "product", base, *moves, sign="x")
    share = v.lawful("tuition_exempt_share", exempt)
    rate = _compensation_rate(v)
    new = v.term("compensation_new", whole.value * exempt * rate.value, "product", whole, share, rate)
    return v.term("compensation_of_year", value, "sum", had, new)


def _compensation_rate(v: View) -> Term:
    """Mức cấp bù: as the scenario assumes it, or the office's own."""
    assumptions, law, name = v.result.scenario.assumptions, v.result.law, "compensation_rate"
    value = float(compensation_rate(assumptions, law, v.year))
    if assumptions.compensation_rate is None and law.find(name, date(v.year, 1, 1)) is not None:
        return v.lawful(name, value, "index")
    return v.assumed(name, value)


def _times(base: Term, factors: list[Term]) -> float:
    value = base.value
    for factor in factors:
        value *= factor.value
    return value


def follows_costs(v: View) -> bool:
    """Giá dịch vụ theo chi phí: a service unit of group 1, 2 or 3, where the scenario says so."""
    group = int(v.steps.drivers.base_group[v.i])
    pays_itself = group != UNDEFINED and GROUPS[group] != "4"
    assumed = v.result.scenario.assumptions.prices_follow_costs
    return assumed and pays_itself and not v.result.units.school[v.i]


def counted_lines(v: View) -> list[Term]:
    """Các dòng thu mà pháp luật của năm tính vào A, as far as the unit has them."""
    counted = v.result.law.names("revenue_lines", v.year)
    lines = v.steps.drivers.lines
    return [revenue_line(v, n) for n in LINES_OF_A if n in counted and v.of(lines[n])]


@once
def own_before(v: View, sign: str = "+") -> Term:
    """Nguồn thu A trước lộ trình: the lines of the law."""
    value, law = v.of(v.steps.drivers.own_revenue), ("revenue_lines",)
    return v.term("own_before", value, "sum", *counted_lines(v), law=law, sign=sign)


@once
def degree_before(v: View, sign: str = "+") -> Term:
    """Mức tự bảo đảm trước lộ trình, A / B."""
    own, spent = own_before(v, "x"), spending_before(v, ":")
    return v.term("ratio_before", own.value / spent.value, "product", own, spent, measure="ratio", sign=sign)
