"""Giải trình nguồn cải cách tiền lương giữ lại, quỹ lương và mức tối đa thu nhập tăng thêm (model,
sections 4 and 9).
"""

from __future__ import annotations

import numpy as np

from budget.autonomy import FIRST, GROUPS, THIRD_A
from budget.explain_lines import pay_factors, salary
from budget.explain_quo import own_part, taken_of, used_for_pay
from budget.explain_roadmap import roadmap_earned
from budget.explain_terms import Term, View, once, signed


@once
def set_aside(v: View) -> Term:
    """Số trích tạo nguồn cải cách tiền lương, with the roadmap's revenue."""
    return taken_of(v, "set_aside", v.at("set_aside"), v, v.result.assigned, roadmap_earned(v))


@once
def reserve(v: View, sign: str = "+") -> Term:
    """Số trích mới chưa dùng đến: kept, not distributed."""
    now, before = set_aside(v), signed(_before(v), "-")
    own, used = own_part(v), signed(used_for_pay(v), "-")
    left = now.value - before.value - own.value - used.value
    parts = v.term("reserve_parts", left, "sum", now, before, own, used)
    return v.term("reserve", v.at("reserve"), "max", parts, v.constant(0.0), sign=sign)


def _before(v: View) -> Term:
    """The set-aside on the revenue of the base year, with the lines, rate and assigned group of the year."""
    law, lines, assigned = v.result.law, v.steps.drivers.lines, v.result.assigned
    if int(assigned[v.i, v.j]) < THIRD_A:
        return taken_of(v, "set_aside_before", 0.0, v.first, assigned)
    amounts = {
        "tuition": v.of(lines["tuition"], 0),
        "users": v.of(lines["users"], 0),
        "surplus_services": v.of(lines["surplus_services"], 0),
        "fees_surplus": max(0.0, v.of(lines["fees"], 0) - v.of(lines["fee_work"], 0)),
    }
    rate = float(law.number("own_revenue_rate", v.year))
    value = rate * sum(amounts[name] for name in law.names("own_revenue_lines", v.year))
    return taken_of(v, "set_aside_before", value, v.first, assigned)


@once
def payroll(v: View, sign: str = "+") -> Term:
    """Quỹ lương làm căn cứ các mức tối đa, with or without the contributions."""
    value, pay = v.at("payroll"), salary(v)
    law = ("payroll_base",)
    if v.result.law.text("payroll_base", v.year) != "salary without contributions":
        return v.term("payroll", value, "sum", pay, law=law, sign=sign)
    known = not np.isnan(v.result.units["contributions"][v.i])
    if known:
        paid = v.data("contributions", sign="x")
        terms = [paid, *pay_factors(v)]
    else:
        share = float(v.result.scenario.assumptions.contributions_share)
        terms = [signed(pay, "x"), v.assumed("contributions_share", share, "ratio")]
    out = v.term("contributions_of_year", pay.value - value, "product", *terms, sign="-")
    return v.term("payroll", value, "sum", pay, out, law=law, sign=sign)


@once
def supplement_cap(v: View) -> Term:
    """Số lần quỹ lương tối đa của thu nhập tăng thêm; group 1 decides for itself."""
    most = v.of(v.steps.funds.cap)
    lawful = v.result.law.table("supplement_cap", v.year)
    if int(v.result.assigned[v.i, v.j]) == FIRST and GROUPS[FIRST] not in lawful:
        return v.assumed("group1_multiple", most, "factor")
    return v.lawful("supplement_cap", most, "factor")
