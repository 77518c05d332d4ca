"""Giải trình định mức chi hoạt động (model, section 7)."""

from __future__ import annotations

from typing import Any

from budget.explain_lines import heads, pay_index, salary
from budget.explain_terms import Term, View, once, signed
from budget.norms import OFFICE_NORM, norm_of, office_norm
from budget.scenario import Norm


@once
def norm(v: View, sign: str = "+") -> Term:
    """Định mức chi hoạt động: the larger of the ratio part and the unit part, with prices where indexed."""
    kind, a = v.result.units.kind[v.i], v.result.scenario.assumptions
    rule = norm_of(kind, v.result.scenario, v.result.law, v.year)
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
    key = "teaching_share"
    factor = v.term(key, share / (1.0 - share), measure="index", **_origin(v, kind, key))
    return v.term("norm_ratio", base * factor.value, "product", *terms, factor)


def _origin(v: View, kind: str, key: str) -> dict[str, Any]:
    """Who sets a figure of the norm: the scenario, the office's document, or the law of the country."""
    if kind in {str(k) for k in v.result.scenario.norms}:
        return {"how": "assumption", "assumption": f"norms.{kind}.{key}", "sign": "x"}
    own = office_norm(kind, v.result.law, v.year) is not None
    return {"how": "law", "law": (OFFICE_NORM[kind] if own else "default_teaching_share",), "sign": "x"}


def _unit_part(v: View, rule: Norm, kind: str) -> Term:
    post = "staff_quota" if v.of(v.steps.drivers.staff_quota) > 0 else "staff"
    counts = {
        "per_pupil": "pupils",
        "per_class": "classes",
        "per_post": post,
        "per_site": "sites",
        "per_unit": "",
    }
    terms = []
    for key, name in counts.items():
        each = float(getattr(rule, key))
        if each:
            amount = v.term(key, each, **_origin(v, kind, key))
            count = heads(v, name, "x") if name else v.constant(1.0, "x")
            terms.append(v.term(f"norm_{key}", each * count.value, "product", amount, count))
    return v.term("norm_unit", sum(t.value for t in terms), "sum", *terms)


def counts_all(v: View) -> bool:
    """Định mức tính cả nguồn thu của đơn vị, not only its support."""
    rule = norm_of(v.result.units.kind[v.i], v.result.scenario, v.result.law, v.year)
    return rule is None or rule.counts == "all"
