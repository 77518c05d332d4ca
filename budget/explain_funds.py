"""Giải trình cân đối thu, chi và các quỹ (model, section 9)."""

from __future__ import annotations

import numpy as np

from budget.autonomy import FIRST, FOURTH, GROUPS, THIRD_A, UNDEFINED
from budget.explain_lines import pay_factors, salary
from budget.explain_plan import spending, support
from budget.explain_quo import own_part, taken_of, used_for_pay
from budget.explain_roadmap import own_revenue, roadmap_revenue
from budget.explain_terms import Explainer, Term, View, group_name, once, signed


@once
def ratio(v: View) -> Term:
    """Mức tự bảo đảm chi thường xuyên = A' / B''."""
    if np.isnan(v.at("ratio")):
        return v.term("ratio", float("nan"), "choice", measure="ratio", text="no_spending")
    terms = (own_revenue(v, "x"), spending(v, ":"))
    return v.term("ratio", v.at("ratio"), "product", *terms, measure="ratio")


def group(v: View) -> Term:
    """Nhóm tự chủ của năm."""
    found = int(v.result.group[v.i, v.j])
    name = group_name(found)
    return v.term("group", float(found), "law", ratio(v), measure="group", law=("thresholds",), text=name)


def assigned(v: View) -> Term:
    """Nhóm được giao trong thời kỳ ổn định."""
    found = int(v.result.assigned[v.i, v.j])
    law = ("stability_periods", "thresholds")
    name = group_name(found)
    return v.term("assigned", float(found), "law", measure="group", law=law, text=name)


@once
def balance(v: View, sign: str = "+") -> Term:
    """Chênh lệch thu, chi = A' + S3 - B''."""
    terms = (own_revenue(v), support(v), spending(v, "-"))
    return v.term("balance", v.at("balance"), "sum", *terms, sign=sign)


@once
def set_aside(v: View) -> Term:
    """Số trích tạo nguồn cải cách tiền lương, with the roadmap's revenue."""
    return taken_of(v, "set_aside", v.at("set_aside"), v, roadmap_revenue(v))


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
    law, lines = v.result.law, v.steps.drivers.lines
    if int(v.result.assigned[v.i, v.j]) < THIRD_A:
        return taken_of(v, "set_aside_before", 0.0, v.first)
    amounts = {
        "tuition": v.of(lines["tuition"], 0),
        "users": v.of(lines["users"], 0),
        "surplus_services": v.of(lines["surplus_services"], 0),
        "fees_surplus": max(0.0, v.of(lines["fees"], 0) - v.of(lines["fee_work"], 0)),
    }
    rate = float(law.number("own_revenue_rate", v.year))
    value = rate * sum(amounts[name] for name in law.names("own_revenue_lines", v.year))
    return taken_of(v, "set_aside_before", value, v.first)


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
def result(v: View, sign: str = "+") -> Term:
    """Kết quả tài chính được phân phối: the balance less the reserve, never below zero."""
    value = v.at("balance") - v.at("reserve")
    parts = v.term("result_parts", value, "sum", balance(v), reserve(v, "-"))
    return v.term("result", max(0.0, value), "max", parts, v.constant(0.0), sign=sign)


def _distributes(v: View) -> bool:
    return int(v.result.assigned[v.i, v.j]) != UNDEFINED


def _share_of_development(v: View, sign: str = "+") -> Term:
    rate = v.lawful("development_minimum", v.of(v.steps.funds.development))
    least = result(v, "x")
    value = least.value * rate.value
    return v.term("development_least", value, "product", least, rate, sign=sign)


def _left(v: View, *taken: Term, figure: str = "result_left") -> Term:
    whole = result(v)
    value = whole.value - sum(t.value for t in taken)
    return v.term(figure, value, "sum", whole, *(signed(t, "-") for t in taken))


@once
def supplement(v: View) -> Term:
    """Quỹ bổ sung thu nhập: what is left, at most a multiple of the payroll."""
    if not _distributes(v):
        return v.term("supplement", v.at("supplement"), "choice", text="no_group")
    multiple = v.of(v.steps.funds.cap)
    if int(v.result.assigned[v.i, v.j]) == FIRST and GROUPS[FIRST] not in v.result.law.table(
        "supplement_cap", v.year
    ):
        cap = v.assumed("group1_multiple", multiple)
    else:
        cap = v.lawful("supplement_cap", multiple, "factor")
    base = payroll(v, "x")
    most = v.at_least_zero(v.term("supplement_most", base.value * cap.value, "product", base, cap))
    left = _left(v, _share_of_development(v))
    return v.term("supplement", v.at("supplement"), "min", left, most)


@once
def bonus(v: View) -> Term:
    """Quỹ khen thưởng, phúc lợi: what is then left, at most so many months of pay."""
    if not _distributes(v) or int(v.result.assigned[v.i, v.j]) == FOURTH:
        return v.term("bonus", v.at("bonus"), "choice", text="no_bonus")
    base = payroll(v)
    if v.result.law.flag("bonus_base_includes_supplement", v.year):
        extra = supplement(v)
        law = ("bonus_base_includes_supplement",)
        base = v.term("bonus_base", base.value + extra.value, "sum", base, extra, law=law)
    months = v.lawful("bonus_months", v.of(v.steps.funds.bonus_months), "factor")
    twelve = v.constant(12.0, ":")
    value = base.value * months.value / 12.0
    most = v.at_least_zero(v.term("bonus_most", value, "product", signed(base, "x"), months, twelve))
    left = _left(v, _share_of_development(v), supplement(v))
    return v.term("bonus", v.at("bonus"), "min", left, most)


def development(v: View) -> Term:
    """Quỹ phát triển hoạt động sự nghiệp: the least share, and all that is left in the end."""
    if not _distributes(v) or int(v.result.assigned[v.i, v.j]) == FOURTH:
        return v.term("development", v.at("development"), "choice", text="no_development")
    least = _share_of_development(v)
    rest = _left(v, least, supplement(v), bonus(v))
    return v.term("development", v.at("development"), "sum", least, rest)


def carried(v: View) -> Term:
    """Kinh phí chuyển năm sau, of group 4."""
    if int(v.result.assigned[v.i, v.j]) != FOURTH:
        return v.term("carried", v.at("carried"), "choice", text="no_carried")
    left = _left(v, supplement(v))
    return v.term("carried", v.at("carried"), "sum", *left.terms)


FUNDS: dict[str, Explainer] = {
    "development": development,
    "supplement": supplement,
    "bonus": bonus,
    "carried": carried,
}
