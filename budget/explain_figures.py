"""Giải trình kinh phí hỗ trợ và các quỹ, and the table of all figures that explain themselves."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from budget.autonomy import SECOND, UNDEFINED, is_partly
from budget.explain_lines import (
    assigned,
    group,
    operations,
    own_revenue,
    pay_index,
    ratio,
    roadmap_revenue,
    roadmap_saving,
    salary,
    spending,
)
from budget.explain_norms import available, coverage, norm
from budget.explain_terms import Explainer, Term, View, signed


def support(v: View) -> Term:
    """Kinh phí hỗ trợ S3 = S0 - released - cut + increase."""
    return v.term(
        "support",
        v.at("support"),
        "sum",
        status_quo(v),
        signed(released(v), "-"),
        signed(cut(v), "-"),
        increase(v),
    )


def status_quo(v: View) -> Term:
    """Kinh phí hiện trạng S0: base support, pay rises and steps that the State pays, less own funds used
    first.
    """
    quo = v.steps.quo
    parts = v.term(
        "status_quo_parts",
        float(v.result.units["support"][v.i]) + v.of(quo.rise) + v.of(quo.steps) - v.of(quo.used),
        "sum",
        v.data("support"),
        rise(v),
        steps(v),
        signed(used_for_pay(v), "-"),
    )
    not_negative = v.term("not_negative", max(0.0, parts.value), "max", parts, v.constant(0.0))
    return v.term("status_quo", v.at("status_quo"), "whole", not_negative)


def part(v: View) -> Term:
    """Phần Nhà nước bảo đảm trong chi phí của đơn vị."""
    value, group = float(v.steps.quo.part[v.i, 0]), int(v.steps.drivers.base_group[v.i])
    if is_partly(np.array([group]))[0] and not v.result.units.school[v.i]:
        degree = ratio(View(v.result, v.steps, v.i, 0))
        return v.term("part", value, "sum", v.constant(1.0), signed(degree, "-"), measure="ratio", sign="x")
    reason = "part_none" if group != UNDEFINED and group <= SECOND else "part_all"
    return v.term("part", value, "choice", measure="ratio", sign="x", text=reason)


def rise(v: View) -> Term:
    """NSNN cấp do tăng lương cơ sở."""
    index = pay_index(v)
    added = v.term(
        "pay_rise",
        index.value - 1.0,
        "sum",
        signed(index, "+"),
        v.constant(1.0, "-"),
        measure="factor",
        sign="x",
    )
    pays = v.assumed("state_pays_rises", float(v.result.scenario.assumptions.state_pays_rises))
    return v.term("rise", v.of(v.steps.quo.rise), "product", v.data("salary", sign="x"), part(v), added, pays)


def steps(v: View) -> Term:
    """NSNN cấp do nâng bậc và thay đổi biên chế."""
    index = pay_index(v)
    at_base = v.term(
        "salary_at_index",
        float(v.result.units["salary"][v.i]) * index.value,
        "product",
        v.data("salary", sign="x"),
        index,
        sign="-",
    )
    more = v.term("salary_steps", v.at("salary") - at_base.value, "sum", salary(v), at_base, sign="x")
    pays = v.assumed("state_pays_steps", float(v.result.scenario.assumptions.state_pays_steps))
    return v.term("steps", v.of(v.steps.quo.steps), "product", more, part(v), pays)


def _set_aside(v: View, figure: str, value: float, lines_of: View, added: float) -> Term:
    """Số trích: the rate times the lines that the year's law names, for groups 3 and 4."""
    law = v.result.law
    if value == 0.0:
        return v.term(
            figure, 0.0, "choice", law=("own_revenue_rate", "own_revenue_lines"), text="set_aside_none"
        )
    lines = lines_of.steps.drivers.lines
    j = lines_of.j
    amounts: Mapping[str, float] = {
        "tuition": v.of(lines["tuition"], j),
        "users": v.of(lines["users"], j) + added,
        "surplus_services": v.of(lines["surplus_services"], j),
        "fees_surplus": max(0.0, v.of(lines["fees"], j) - v.of(lines["fee_work"], j)),
    }
    names = law.names("own_revenue_lines", v.year)
    terms = [v.term(n, amounts[n], "choice", year=lines_of.year) for n in amounts if n in names]
    base = v.term(
        "set_aside_base", sum(t.value for t in terms), "sum", *terms, law=("own_revenue_lines",), sign="x"
    )
    rate = v.lawful("own_revenue_rate", float(law.number("own_revenue_rate", v.year)))
    return v.term(figure, value, "product", base, rate)


def set_aside(v: View) -> Term:
    """Số trích tạo nguồn cải cách tiền lương, with the roadmap's revenue."""
    return _set_aside(v, "set_aside", v.at("set_aside"), v, v.at("roadmap_revenue"))


def _own_part(v: View) -> Term:
    return v.term("own_part", v.of(v.steps.quo.own_part), "choice", sign="-", text="own_part")


def used_for_pay(v: View) -> Term:
    """Nguồn tự có dùng trước cho tăng lương."""
    quo, first = v.steps.quo, View(v.result, v.steps, v.i, 0)
    if not v.result.scenario.assumptions.own_funds_first:
        return v.term(
            "used_for_pay", 0.0, "choice", assumption="assumptions.own_funds_first", text="not_used"
        )
    new = v.term(
        "set_aside_new",
        v.of(quo.set_aside) - v.of(quo.before) - v.of(quo.own_part),
        "sum",
        _set_aside(v, "set_aside_quo", v.of(quo.set_aside), v, 0.0),
        signed(_set_aside(v, "set_aside_before", v.of(quo.before), first, 0.0), "-"),
        _own_part(v),
    )
    most = v.term("not_negative", max(0.0, v.of(quo.rise)), "max", rise(v), v.constant(0.0))
    least = v.term("not_negative", max(0.0, new.value), "max", new, v.constant(0.0))
    return v.term("used_for_pay", v.of(quo.used), "min", least, most)


def released(v: View) -> Term:
    """Kinh phí giảm nhờ lộ trình = S0 - S1."""
    value = v.at("released")
    asked = (roadmap_revenue(v), roadmap_saving(v)) if value else ()
    return v.term("released", value, "choice", *asked, assumption="roadmap" if value else "", text="released")


def cut(v: View) -> Term:
    """Số giảm chi theo các biện pháp."""
    cuts = [(k, v.of(c)) for k, c in enumerate(v.steps.reductions.cuts, start=1)]
    terms = [
        v.term("measure", amount, "handed_out", assumption=f"reductions[{k}]", number=k)
        for k, amount in cuts
        if amount
    ]
    return v.term("cut", v.at("cut"), "sum", *terms)


def increase(v: View) -> Term:
    """Kinh phí tăng thêm: the floor and what each stage gave."""
    given = v.steps.given
    terms = []
    if v.of(given.floor):
        terms.append(v.term("floor", v.of(given.floor), "handed_out", assumption="allocation.floor"))
    stages = v.result.scenario.allocation.stages if v.result.scenario.allocation else []
    for k, (stage, grants) in enumerate(zip(stages, given.stages, strict=True), start=1):
        if v.of(grants):
            key = f"allocation.stages[{k}]"
            terms.append(v.term(f"stage_{stage.aim}", v.of(grants), "handed_out", assumption=key, number=k))
    return v.term("increase", v.at("increase"), "sum", *terms)


def balance(v: View) -> Term:
    """Chênh lệch thu, chi = A' + S3 - B''."""
    return v.term("balance", v.at("balance"), "sum", own_revenue(v), support(v), signed(spending(v), "-"))


def reserve(v: View) -> Term:
    """Số trích giữ lại chưa dùng."""
    names = ("set_aside_new", "used_for_pay")
    terms = (set_aside(v), v.term(names[1], v.at("used_for_pay"), "choice", sign="-"))
    return v.term("reserve", v.at("reserve"), "choice", *terms, text="reserve")


def _fund(figure: str, law: tuple[str, ...]) -> Explainer:
    def explainer(v: View) -> Term:
        result = max(0.0, v.at("balance") - v.at("reserve"))
        terms = (
            assigned(v),
            v.term("result", result, "choice"),
            v.term("payroll", v.at("payroll"), "choice", law=("payroll_base",)),
        )
        return v.term(figure, v.at(figure), "law", *terms, law=law)

    return explainer


EXPLAINERS: Mapping[str, Explainer] = {
    "support": support,
    "status_quo": status_quo,
    "released": released,
    "cut": cut,
    "increase": increase,
    "own_revenue": own_revenue,
    "spending": spending,
    "salary": salary,
    "operations": operations,
    "ratio": ratio,
    "group": group,
    "assigned": assigned,
    "norm": norm,
    "available": available,
    "coverage": coverage,
    "balance": balance,
    "roadmap_revenue": roadmap_revenue,
    "roadmap_saving": roadmap_saving,
    "set_aside": set_aside,
    "used_for_pay": used_for_pay,
    "reserve": reserve,
    "development": _fund("development", ("development_minimum",)),
    "supplement": _fund("supplement", ("supplement_cap", "payroll_base")),
    "bonus": _fund("bonus", ("bonus_months", "bonus_base_includes_supplement")),
    "carried": _fund("carried", ("supplement_cap",)),
}
