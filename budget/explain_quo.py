"""Giải trình kinh phí hiện trạng và số trích cải cách tiền lương (model, section 4)."""

from __future__ import annotations

from typing import Any

import numpy as np

from budget.autonomy import FIRST, SECOND, UNDEFINED, Groups, is_partly
from budget.explain_lines import degree_before, pay_index, revenue_line, salary
from budget.explain_terms import Term, View, once, signed


@once
def status_quo(v: View, sign: str = "+") -> Term:
    """Kinh phí hiện trạng S0: base support, pay rises and steps that the State pays, less own funds
    used first.
    """
    quo = v.steps.quo
    base = v.data("support")
    value = base.value + v.of(quo.rise) + v.of(quo.steps) - v.of(quo.used)
    added = (rise(v), steps(v), signed(used_for_pay(v), "-")) if v.j else ()
    parts = v.term("status_quo_parts", value, "sum", base, *added)
    return v.term("status_quo", v.at("status_quo"), "whole", v.at_least_zero(parts), sign=sign)


@once
def part(v: View) -> Term:
    """Phần Nhà nước bảo đảm trong chi phí của đơn vị."""
    value, group = float(v.steps.quo.part[v.i, 0]), int(v.steps.drivers.base_group[v.i])
    # by the group of the base year
    told: dict[str, Any] = {"law": ("thresholds",), "year": v.result.years[0]}
    if is_partly(np.array([group]))[0] and not v.result.units.school[v.i]:
        degree = degree_before(v.first, "-")
        return v.term("part", value, "sum", v.constant(1.0), degree, measure="ratio", sign="x", **told)
    reason = "part_none" if group != UNDEFINED and group <= SECOND else "part_all"
    return v.term("part", value, "choice", measure="ratio", sign="x", text=reason, **told)


@once
def pay_rise(v: View, sign: str = "x") -> Term:
    """Mức tăng của chỉ số lương cơ sở."""
    index = pay_index(v)
    one = v.constant(1.0, "-")
    return v.term("pay_rise", index.value - 1.0, "sum", signed(index, "+"), one, measure="index", sign=sign)


@once
def rise(v: View) -> Term:
    """NSNN cấp do tăng lương cơ sở."""
    pays = v.assumed("state_pays_rises", float(v.result.scenario.assumptions.state_pays_rises))
    value = v.of(v.steps.quo.rise)
    return v.term("rise", value, "product", v.data("salary", sign="x"), pay_rise(v), part(v), pays)


@once
def steps(v: View) -> Term:
    """NSNN cấp do nâng bậc và thay đổi biên chế."""
    index, base = pay_index(v), v.data("salary", sign="x")
    at_base = v.term("salary_at_index", base.value * index.value, "product", base, index, sign="-")
    more = v.term("salary_steps", v.at("salary") - at_base.value, "sum", salary(v), at_base, sign="x")
    pays = v.assumed("state_pays_steps", float(v.result.scenario.assumptions.state_pays_steps))
    return v.term("steps", v.of(v.steps.quo.steps), "product", more, part(v), pays)


def taken_of(
    v: View, figure: str, value: float, lines_of: View, assigned: Groups, added: Term | None = None
) -> Term:
    """Số trích: the rate times the lines that the year's law names, for groups 3 and 4; groups 1 and 2 decide
    on theirs themselves, and no rate of the law counts.

    `lines_of` is the year whose amounts count; `added` the revenue that the roadmap asks.
    """
    if int(assigned[v.i, v.j]) in (FIRST, SECOND):
        return v.term(figure, value, "choice", text="set_aside_own")
    law = v.result.law
    names = law.names("own_revenue_lines", v.year)
    terms = [t for name in names if (t := _line(lines_of, name, added)).value]
    if value == 0.0 or not terms:
        rests = ("own_revenue_rate", "own_revenue_lines")
        return v.term(figure, value, "choice", law=rests, text="set_aside_none")
    lines = v.term(
        "set_aside_base",
        sum(t.value for t in terms),
        "sum",
        *terms,
        sign="x",
        year=lines_of.year,
    )
    rate = v.lawful("own_revenue_rate", float(law.number("own_revenue_rate", v.year)))
    return v.term(figure, value, "product", lines, rate, law=("own_revenue_lines",))


def _line(v: View, name: str, added: Term | None) -> Term:
    if name == "fees_surplus":
        lines = v.steps.drivers.lines
        cost = v.term("fee_work_of_year", v.of(lines["fee_work"]), "choice", column="fee_work", sign="-")
        fees = revenue_line(v, "fees")
        both = v.term("fees_parts", fees.value - cost.value, "sum", fees, cost)
        return v.term(name, max(0.0, both.value), "max", both, v.constant(0.0))
    line = revenue_line(v, name)
    if name == "users" and added is not None and added.value:
        return v.term("users_with_roadmap", line.value + added.value, "sum", line, added)
    return line


@once
def own_part(v: View) -> Term:
    """Phần tăng lương mà giá dịch vụ của đơn vị đã gồm."""
    state = signed(part(v), "-")
    own = v.term("part_own", 1.0 - state.value, "sum", v.constant(1.0), state, measure="ratio", sign="x")
    rises = v.at_least_zero(pay_rise(v, "+"))
    positive = v.term("pay_rise", rises.value, "max", *rises.terms, measure="index", sign="x")
    value = v.of(v.steps.quo.own_part)
    return v.term("own_part", value, "product", v.data("salary", sign="x"), positive, own, sign="-")


@once
def used_for_pay(v: View) -> Term:
    """Nguồn tự có dùng trước cho tăng lương."""
    quo = v.steps.quo
    if not v.result.scenario.assumptions.own_funds_first:
        key = "assumptions.own_funds_first"
        return v.term("used_for_pay", 0.0, "choice", assumption=key, text="not_used")
    new = v.term(
        "set_aside_new",
        v.of(quo.set_aside) - v.of(quo.before) - v.of(quo.own_part),
        "sum",
        taken_of(v, "set_aside_quo", v.of(quo.set_aside), v, quo.assigned),
        signed(taken_of(v, "set_aside_before", v.of(quo.before), v.first, quo.assigned), "-"),
        own_part(v),
    )
    most, least = v.at_least_zero(rise(v)), v.at_least_zero(new)
    return v.term("used_for_pay", v.of(quo.used), "min", least, most)
