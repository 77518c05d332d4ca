"""Giải trình kinh phí, chi và mức đạt định mức sau giảm chi và tăng kinh phí (model, sections 6, 7)."""

from __future__ import annotations

import numpy as np

from budget.explain_cuts import cut, support_before
from budget.explain_grants import increase, spent, spent_more
from budget.explain_lines import operations_before, salary
from budget.explain_norms import counts_all, norm
from budget.explain_quo import status_quo
from budget.explain_roadmap import own_revenue, released, roadmap_saving
from budget.explain_terms import Term, View, once, signed


@once
def support(v: View) -> Term:
    """Kinh phí hỗ trợ S3 = S0 - released - cut + increase."""
    value, quo = v.at("support"), status_quo(v)
    return v.term("support", value, "sum", quo, released(v, "-"), cut(v, "-"), increase(v))


@once
def operations(v: View) -> Term:
    """Chi hoạt động: before the roadmap, less its saving, plus what new money is spent on."""
    terms = [operations_before(v)]
    if v.at("roadmap_saving"):
        terms.append(signed(roadmap_saving(v), "-"))
    if v.of(v.steps.given.spent):
        terms.append(spent_more(v))
    return v.term("operations", v.at("operations"), "sum", *terms)


@once
def spending(v: View, sign: str = "+") -> Term:
    """Chi thường xuyên B''."""
    return v.term("spending", v.at("spending"), "sum", salary(v), operations(v), sign=sign)


@once
def available(v: View, sign: str = "+") -> Term:
    """Kinh phí có cho hoạt động sau lương, with the new money that is spent."""
    own = [own_revenue(v)] if counts_all(v) else []
    used = [spent(v)] if v.of(v.steps.given.spent) else []
    terms = (*own, support_before(v), signed(salary(v), "-"), *used)
    return v.term("available", v.at("available"), "sum", *terms, sign=sign)


def coverage(v: View) -> Term:
    """Mức đạt định mức = available / norm."""
    if np.isnan(v.at("coverage")):
        return v.term("coverage", float("nan"), "choice", measure="ratio", text="no_norm")
    terms = (available(v, "x"), norm(v, ":"))
    return v.term("coverage", v.at("coverage"), "product", *terms, measure="ratio")
