"""Giải trình cân đối thu, chi và các quỹ (model, section 9)."""

from __future__ import annotations

import numpy as np

from budget.autonomy import FOURTH, UNDEFINED
from budget.explain_plan import spending, support
from budget.explain_roadmap import own_revenue
from budget.explain_setaside import payroll, reserve, supplement_cap
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
    cap = supplement_cap(v)
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
