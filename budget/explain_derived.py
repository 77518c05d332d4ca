"""Giải trình các số liệu suy ra từ kết quả: changes, what is missing to the norm, figures a pupil or a
head, and the saving that the law asks.
"""

from __future__ import annotations

import numpy as np

from budget.explain_funds import balance, supplement
from budget.explain_lines import heads, operations_before, own_before, salary, spending_before
from budget.explain_norms import norm
from budget.explain_plan import available, operations, spending, support
from budget.explain_quo import status_quo
from budget.explain_setaside import payroll
from budget.explain_terms import Measure, Term, View, signed


def change(v: View) -> Term:
    """Thay đổi so với hiện trạng cùng năm."""
    return v.sum("change", support(v), status_quo(v, "-"))


def norm_gap(v: View) -> Term:
    """Còn thiếu so với định mức chi hoạt động."""
    if not v.at("norm"):
        return v.term("norm_gap", 0.0, "choice", text="no_norm")
    missing = v.sum("norm_gap_parts", norm(v), available(v, "-"))
    return v.term("norm_gap", max(0.0, missing.value), "max", missing, v.constant(0.0))


def deficit(v: View) -> Term:
    """Số thiếu nguồn: the balance where it is negative, else 0."""
    return v.term("deficit", min(0.0, v.at("balance")), "min", balance(v), v.constant(0.0))


def deeper(v: View) -> Term:
    """Thiếu thêm so với hiện trạng: the deficit beyond that of the status quo of the year, never below 0."""
    before = v.sum("balance_quo", own_before(v), status_quo(v), spending_before(v, "-"))
    quo = v.term("deficit_quo", min(0.0, before.value), "min", before, v.constant(0.0))
    more = v.sum("deeper_parts", quo, signed(deficit(v), "-"))
    return v.term("deeper", max(0.0, more.value), "max", more, v.constant(0.0))


def saving(v: View) -> Term:
    """Số tiết kiệm chi thường xuyên theo quy định, shown beside the support: it moves nothing."""
    rate = v.lawful("saving_rate", float(v.result.law.number("saving_rate", v.year)))
    left = v.sum("quo_beyond_pay", status_quo(v), signed(salary(v), "-"))
    before = operations_before(v)
    least = v.term("saving_least", min(before.value, left.value), "min", before, left)
    base = signed(v.at_least_zero(least), "x")
    return v.term("saving", v.at("saving"), "product", base, rate)


def per_pupil(v: View) -> Term:
    """Chi hoạt động một học sinh của một trường."""
    return _ratio(v, "per_pupil", operations(v), heads(v, "pupils", ":"), "money", "no_pupils")


def operations_share(v: View) -> Term:
    """Tỷ lệ chi hoạt động trong chi thường xuyên."""
    return _ratio(v, "operations_share", operations(v), spending(v, ":"), "ratio", "no_spending")


def supplement_multiple(v: View) -> Term:
    """Hệ số thu nhập tăng thêm: the supplement over the payroll."""
    return _ratio(v, "supplement_multiple", supplement(v), payroll(v, ":"), "factor", "no_payroll", 0.0)


def supplement_per_head(v: View) -> Term:
    """Thu nhập tăng thêm của một người một tháng."""
    staff, year = heads(v, "staff", ":"), supplement(v)
    if staff.value <= 0:
        return v.term("supplement_per_head", 0.0, "choice", text="no_staff")
    value = year.value / staff.value / 12.0
    parts = (signed(year, "x"), staff, v.constant(12.0, ":"))
    return v.term("supplement_per_head", value, "product", *parts)


def _ratio(
    v: View, figure: str, of: Term, by: Term, measure: Measure, none: str, else_: float = np.nan
) -> Term:
    if by.value <= 0 or (measure == "money" and not v.result.units.school[v.i]):
        return v.term(figure, else_, "choice", measure=measure, text=none)
    return v.term(figure, of.value / by.value, "product", signed(of, "x"), by, measure=measure)
