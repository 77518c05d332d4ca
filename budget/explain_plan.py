"""Giải trình giảm chi và tăng kinh phí: what the measures took and what the allocation gave (model,
sections 6, 7).
"""

from __future__ import annotations

import numpy as np

from budget.explain_lines import operations_before, salary
from budget.explain_quo import status_quo
from budget.explain_roadmap import own_revenue, released, roadmap_saving, spending_planned
from budget.explain_terms import Term, View, once, signed
from budget.money import total, whole
from budget.reductions import minimum_rates
from budget.scenario import Reduction


@once
def cut(v: View, sign: str = "+") -> Term:
    """Số giảm chi theo các biện pháp."""
    measures = v.result.scenario.reductions
    terms = [
        _measure(v, number, measure, v.of(taken))
        for number, (measure, taken) in enumerate(
            zip(measures, v.steps.reductions.cuts, strict=True), start=1
        )
        if v.of(taken)
    ]
    if not terms:
        return v.term("cut", v.at("cut"), "choice", text="no_cut", sign=sign)
    return v.term("cut", v.at("cut"), "sum", *terms, sign=sign)


def _measure(v: View, number: int, measure: Reduction, value: float) -> Term:
    key = f"reductions[{number}]"
    if measure.method == "target":
        amount = float(total(v.steps.reductions.cuts[number - 1][:, v.j]))
        whole_cut = v.term("measure_total", amount, "handed_out", assumption=key, number=number)
        return v.term("measure", value, "handed_out", whole_cut, assumption=key, number=number)
    base = v.data("support", sign="x")
    share = v.term(
        "rate_so_far",
        _so_far(v, measure),
        "law" if measure.method == "statutory" else "assumption",
        measure="ratio",
        sign="x",
        **_rests_on(measure, key),
    )
    aim = v.term("measure_aim", base.value * share.value, "product", base, share)
    taken = v.at("released") + sum(v.of(c) for c in v.steps.reductions.cuts[: number - 1])
    before = v.term("taken_before", taken, "choice", sign="-", text="taken_before")
    left = v.at_least_zero(v.term("measure_left", aim.value - taken, "sum", aim, before))
    rounded = v.term("measure_rounded", float(whole(left.value)), "whole", left)
    if value == rounded.value:
        return v.term(
            "measure", value, "whole", left, assumption=key, number=number, text=f"by_{measure.method}"
        )
    most = v.term("measure_limit", value, "choice", assumption=f"{key}.max_cut", text="measure_limit")
    return v.term("measure", value, "min", rounded, most, assumption=key, number=number)


def _so_far(v: View, measure: Reduction) -> float:
    """The share of the base support that the yearly rates take until this year."""
    years = v.result.years[: v.j + 1]
    if measure.method == "statutory":
        drivers = v.steps.drivers
        rates = minimum_rates(v.result.units, drivers, v.result.law, v.result.years)[v.i, : v.j + 1]
    else:
        given = measure.rate
        rates = np.array([float(given.get(y, 0) if isinstance(given, dict) else given or 0) for y in years])
        rates[0] = 0.0
    return float(1.0 - np.prod(1.0 - rates))


def _rests_on(measure: Reduction, key: str) -> dict[str, object]:
    if measure.method == "statutory":
        return {"law": ("minimum_yearly_reduction", "exemption", "essential_kinds"), "assumption": key}
    return {"assumption": f"{key}.rate"}


@once
def support_before(v: View) -> Term:
    """Kinh phí S2 trước khi tăng: the status quo less what roadmap and measures took."""
    value, quo = v.of(v.steps.reductions.support), status_quo(v)
    return v.term("support_before", value, "sum", quo, released(v, "-"), cut(v, "-"))


@once
def increase(v: View) -> Term:
    """Kinh phí tăng thêm: the floor and what each stage gave."""
    terms = _grants(v)
    if not terms:
        return v.term("increase", v.at("increase"), "choice", text="no_increase")
    return v.term("increase", v.at("increase"), "sum", *terms)


def _grants(v: View) -> list[Term]:
    given, terms = v.steps.given, []
    plan = v.result.scenario.allocation
    if v.of(given.exceptions):
        key = "allocation.exceptions"
        terms.append(v.term("exception", v.of(given.exceptions), "handed_out", assumption=key))
    if v.of(given.floor):
        everybody = _pool_part(v, "floor_total", total(given.floor[:, v.j]), "allocation.floor", 0)
        terms.append(
            v.term("floor", v.of(given.floor), "handed_out", everybody, assumption="allocation.floor")
        )
    for k, (stage, grants) in enumerate(zip(plan.stages if plan else [], given.stages, strict=True), start=1):
        if v.of(grants):
            key = f"allocation.stages[{k}]"
            everybody = _pool_part(v, "stage_total", total(grants[:, v.j]), key, k)
            name = f"stage_{stage.aim}"
            terms.append(v.term(name, v.of(grants), "handed_out", everybody, assumption=key, number=k))
    return terms


def _pool_part(v: View, figure: str, amount: int, key: str, number: int) -> Term:
    return v.term(figure, float(amount), "handed_out", assumption=key, number=number)


@once
def spent(v: View) -> Term:
    """Phần kinh phí tăng thêm dùng cho hoạt động: all but a supplementary income that fills no gap."""
    value, given = v.of(v.steps.given.spent), increase(v)
    kept = v.at("increase") - value
    if not kept:
        return v.term("spent", value, "sum", given)
    supplement = v.term("kept_for_supplement", kept, "choice", sign="-", text="kept_for_supplement")
    return v.term("spent", value, "sum", given, supplement)


@once
def spent_more(v: View) -> Term:
    """Chi thêm từ kinh phí tăng: what is spent beyond what was missing for what is planned."""
    planned, own, support = spending_planned(v), own_revenue(v, "-"), signed(support_before(v), "-")
    lacks = v.term("gap_parts", planned.value - own.value - support.value, "sum", planned, own, support)
    gap = signed(v.term("gap", max(0.0, lacks.value), "max", lacks, v.constant(0.0)), "-")
    used = spent(v)
    more = v.at_least_zero(v.term("spent_beyond", used.value - gap.value, "sum", used, gap))
    value = v.of(v.steps.given.spending) - v.of(v.steps.roadmap.spending)
    return v.term("spent_more", value, "max", *more.terms)


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
def support(v: View) -> Term:
    """Kinh phí hỗ trợ S3 = S0 - released - cut + increase."""
    value, quo = v.at("support"), status_quo(v)
    return v.term("support", value, "sum", quo, released(v, "-"), cut(v, "-"), increase(v))
