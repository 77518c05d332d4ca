"""Giải trình định mức chi hoạt động và mức đạt định mức."""

from __future__ import annotations

import numpy as np

from budget.explain_lines import pay_index, salary
from budget.explain_plan import spent, support_before
from budget.explain_roadmap import own_revenue
from budget.explain_terms import How, Term, View, once, signed
from budget.norms import norm_of
from budget.scenario import Norm


@once
def norm(v: View, sign: str = "+") -> Term:
    """Định mức chi hoạt động: the larger of the ratio part and the unit part, with prices where indexed."""
    kind, a = v.result.units.kind[v.i], v.result.scenario.assumptions
    rule = norm_of(kind, v.result.scenario, v.result.law, v.result.years[0])
    if rule is None:
        return v.term("norm", 0.0, "choice", text="no_norm", sign=sign)
    by_ratio, by_unit = _ratio_part(v, rule, kind), _unit_part(v, rule, kind)
    value = max(by_ratio.value, by_unit.value)
    best = v.term("norm_larger", value, "max", by_ratio, by_unit, sign="x") if by_unit.terms else by_ratio
    prices = [v.assumed("inflation", (1.0 + float(a.inflation)) ** v.j)] if rule.indexed and v.j else []
    return v.term("norm", v.at("norm"), "product", signed(best, "x"), *prices, sign=sign)


def _ratio_part(v: View, rule: Norm, kind: str) -> Term:
    share = float(rule.teaching_share)
    pay = signed(salary(v), "x")
    terms = [pay, signed(pay_index(v), ":")] if rule.norm_pay == "base" and v.j else [pay]
    base = 1.0
    for t in terms:
        base = base / t.value if t.sign == ":" else base * t.value
    own = {str(k) for k in v.result.scenario.norms}
    origin: dict[str, object] = (
        {"assumption": f"norms.{kind}.teaching_share"}
        if kind in own
        else {"law": ("default_teaching_share",)}
    )
    how: How = "assumption" if kind in own else "law"
    factor = v.term("teaching_share", share / (1.0 - share), how, measure="factor", sign="x", **origin)
    return v.term("norm_ratio", base * factor.value, "product", *terms, factor)


def _unit_part(v: View, rule: Norm, kind: str) -> Term:
    d = v.steps.drivers
    posts = v.of(d.staff_quota) if v.of(d.staff_quota) > 0 else v.of(d.staff)
    post = "staff_quota" if v.of(d.staff_quota) > 0 else "staff"
    counts = {
        "per_pupil": ("pupils", v.of(d.pupils)),
        "per_class": ("classes", v.of(d.classes)),
        "per_post": (post, posts),
        "per_site": ("sites", v.of(d.sites)),
        "per_unit": ("units", 1.0),
    }
    terms = []
    for key, (name, count) in counts.items():
        each = float(getattr(rule, key))
        if each:
            amount = v.term(key, each, "assumption", assumption=f"norms.{kind}.{key}", sign="x")
            column = "" if name == "units" else name
            heads = v.term(f"{name}_of_year", count, "choice", measure="count", sign="x", column=column)
            terms.append(v.term(f"norm_{key}", each * count, "product", amount, heads))
    return v.term("norm_unit", sum(t.value for t in terms), "sum", *terms)


@once
def available(v: View, sign: str = "+") -> Term:
    """Kinh phí có cho hoạt động sau lương, with the new money that is spent."""
    kind = v.result.units.kind[v.i]
    rule = norm_of(kind, v.result.scenario, v.result.law, v.result.years[0])
    own = [own_revenue(v)] if rule is None or rule.counts == "all" else []
    used = [spent(v)] if v.of(v.steps.given.spent) else []
    terms = (*own, support_before(v), signed(salary(v), "-"), *used)
    return v.term("available", v.at("available"), "sum", *terms, sign=sign)


def coverage(v: View) -> Term:
    """Mức đạt định mức = available / norm."""
    if np.isnan(v.at("coverage")):
        return v.term("coverage", float("nan"), "choice", measure="ratio", text="no_norm")
    terms = (available(v, "x"), norm(v, ":"))
    return v.term("coverage", v.at("coverage"), "product", *terms, measure="ratio")
