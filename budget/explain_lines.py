"""Giải trình các dòng thu, chi và mức tự bảo đảm: from the lines of the data to the degree of autonomy."""

from __future__ import annotations

import numpy as np

from budget.autonomy import GROUPS, UNDEFINED
from budget.drivers import LINES_OF_A, OPERATION_LINES, SCHOOL_LINES, pay_indices
from budget.explain_terms import Term, View, group_name, signed


def pay_index(v: View) -> Term:
    """Chỉ số lương cơ sở: the year's mean base pay over that of the base year."""
    law, years, assumptions = v.result.law, v.result.years, v.result.scenario.assumptions
    base = float(sum(law.months("base_pay", years[0])) / 12)
    value = float(pay_indices(assumptions, law, (years[0], v.year))[1])
    now = v.term("base_pay", base * value, "law", law=("base_pay",))
    first = v.term("base_pay", base, "law", law=("base_pay",), sign=":", year=years[0])
    return v.term("pay_index", value, "product", now, first, measure="factor", sign="x")


def salary(v: View) -> Term:
    """Tiền lương, phụ cấp, đóng góp của năm."""
    a, n = v.result.scenario.assumptions, v.j
    terms = [v.data("salary", sign="x"), pay_index(v)]
    if a.pay_drift:
        terms.append(v.assumed("pay_drift", (1.0 + float(a.pay_drift)) ** n))
    staff = v.result.units["staff"][v.i]
    if staff and v.of(v.steps.drivers.staff) != staff:
        terms.append(v.assumed("staff_growth", v.of(v.steps.drivers.staff) / float(staff)))
    return v.term("salary", v.at("salary"), "product", *terms)


def operations_before(v: View) -> Term:
    """Chi hoạt động trước lộ trình: the lines of the base year, with prices and pupils."""
    a, units = v.result.scenario.assumptions, v.result.units
    lines = [v.data(line) for line in OPERATION_LINES if units[line][v.i]]
    base = v.term(
        "operations_base", sum(t.value for t in lines), "sum", *lines, sign="x", year=v.result.years[0]
    )
    terms = [base, v.assumed("inflation", (1.0 + float(a.inflation)) ** v.j)]
    value = v.of(v.steps.drivers.operations)
    known = base.value * terms[1].value
    if known and not np.isclose(value, known, rtol=1e-12, atol=0):
        terms.append(v.assumed("follow_pupils", value / known))
    return v.term("operations_before", value, "product", *terms)


def operations(v: View) -> Term:
    """Chi hoạt động: before the roadmap, less its saving, plus what new money is spent on."""
    more = v.of(v.steps.given.spending) - v.of(v.steps.roadmap.spending)
    return v.term(
        "operations",
        v.at("operations"),
        "sum",
        operations_before(v),
        signed(roadmap_saving(v), "-"),
        v.term("spent_more", more, "choice", text="spent_more"),
    )


def spending(v: View) -> Term:
    """Chi thường xuyên B''."""
    return v.term("spending", v.at("spending"), "sum", salary(v), operations(v))


def revenue_line(v: View, line: str) -> Term:
    """Một dòng thu trong nguồn thu A."""
    lines, value = v.steps.drivers.lines, v.of(v.steps.drivers.lines[line])
    if line == "surplus_services":
        revenue, cost = (revenue_line(v, name) for name in ("service_revenue", "service_cost"))
        both = v.term("surplus_parts", revenue.value - cost.value, "sum", revenue, signed(cost, "-"))
        return v.term(line, value, "max", both, v.constant(0.0))
    base = v.data(line, sign="x")
    before = v.of(lines[line])
    if line in ("tuition", "compensation") and v.result.units["tuition"][v.i]:
        law = ("tuition_exempt_share",)
        return v.term(line, value, "choice", signed(base, "+"), law=law, text="tuition_line")
    if not base.value:
        return v.term(line, value, "input", column=line)
    key = "prices_follow_costs" if _follows_costs(v) else "revenue_growth"
    factors = [v.assumed(key, before / base.value)] if before != base.value else []
    if factors and key == "revenue_growth" and line in SCHOOL_LINES:
        pupils = v.of(v.steps.drivers.pupils) / (float(v.result.units["pupils"][v.i]) or 1.0)
        if v.result.units.school[v.i] and pupils not in (0.0, 1.0):
            factors = [
                v.assumed("revenue_growth", before / base.value / pupils),
                v.assumed("pupils_growth", pupils),
            ]
    return v.term(line, value, "product", base, *factors)


def _follows_costs(v: View) -> bool:
    group = int(v.steps.drivers.base_group[v.i])
    pays_itself = group != UNDEFINED and GROUPS[group] != "4"
    return (
        v.result.scenario.assumptions.prices_follow_costs and pays_itself and not v.result.units.school[v.i]
    )


def own_revenue(v: View) -> Term:
    """Nguồn thu xác định mức tự chủ A': the lines of the law and what the roadmap asks."""
    counted = v.result.law.names("revenue_lines", v.year)
    lines = [revenue_line(v, n) for n in LINES_OF_A if n in counted and v.of(v.steps.drivers.lines[n])]
    return v.term(
        "own_revenue", v.at("own_revenue"), "sum", *lines, roadmap_revenue(v), law=("revenue_lines",)
    )


def ratio(v: View) -> Term:
    """Mức tự bảo đảm chi thường xuyên = A' / B''."""
    if np.isnan(v.at("ratio")):
        return v.term("ratio", float("nan"), "choice", measure="ratio", text="no_spending")
    return v.term(
        "ratio",
        v.at("ratio"),
        "product",
        signed(own_revenue(v), "x"),
        signed(spending(v), ":"),
        measure="ratio",
    )


def group(v: View) -> Term:
    """Nhóm tự chủ của năm."""
    found = int(v.result.group[v.i, v.j])
    name = group_name(found)
    return v.term("group", float(found), "law", ratio(v), measure="group", law=("thresholds",), text=name)


def assigned(v: View) -> Term:
    """Nhóm được giao trong thời kỳ ổn định."""
    name = group_name(int(v.result.assigned[v.i, v.j]))
    law = ("stability_periods", "thresholds")
    return v.term("assigned", float(v.result.assigned[v.i, v.j]), "law", measure="group", law=law, text=name)


def roadmap_revenue(v: View) -> Term:
    """Thu phải tăng theo lộ trình."""
    return _asked(v, "roadmap_revenue")


def roadmap_saving(v: View) -> Term:
    """Chi phải tiết kiệm theo lộ trình."""
    return _asked(v, "roadmap_saving")


def _asked(v: View, figure: str) -> Term:
    target = v.of(v.steps.roadmap.target)
    if not v.at(figure):
        return v.term(figure, 0.0, "choice", text="nothing_asked")
    aim = v.term("target", target, "assumption", measure="ratio", assumption="roadmap")
    before = v.term(
        "ratio_before",
        v.of(v.steps.drivers.own_revenue) / v.of(v.steps.drivers.spending),
        "choice",
        measure="ratio",
    )
    return v.term(figure, v.at(figure), "choice", aim, before, assumption="roadmap", text=figure)
