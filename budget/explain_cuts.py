"""Giải trình giảm chi: what each measure takes of a unit, by its rate or as its part of a target (model,
section 6).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from budget.explain_lines import operations_before
from budget.explain_quo import status_quo
from budget.explain_roadmap import own_planned, released, roadmap_saving, spending_planned
from budget.explain_split import Shared, part
from budget.explain_terms import How, Term, View, once, signed
from budget.money import down, whole
from budget.reductions import Target, TargetYear, cut_rates
from budget.scenario import Reduction


@once
def cut(v: View, sign: str = "+") -> Term:
    """Số giảm chi theo các biện pháp."""
    made = v.steps.reductions
    terms = [
        measure(v, number)
        for number, (taken, target) in enumerate(zip(made.cuts, made.targets, strict=True), start=1)
        if v.of(taken) or (target and target.scope[v.i] and taken[:, v.j].any())
    ]
    if not terms:
        return v.term("cut", v.at("cut"), "choice", text="no_cut", sign=sign)
    return v.term("cut", v.at("cut"), "sum", *terms, sign=sign)


@once
def measure(v: View, number: int, sign: str = "+") -> Term:
    """Số giảm của một biện pháp, by its number from 1."""
    target = v.steps.reductions.targets[number - 1]
    return _by_rate(v, number, sign) if target is None else _by_target(v, number, target, sign)


@once
def taken_before(v: View, number: int, sign: str = "+") -> Term:
    """Số đã giảm trước một biện pháp: by the roadmap and by the measures before it."""
    stand = v.steps.reductions.stands[number - 1]
    terms = [t for t in (released(v), *(measure(v, n) for n in range(1, number))) if t.value]
    how: How = "sum" if terms else "choice"
    value = v.of(stand.taken)
    return v.term(
        "taken_before", value, how, *terms, number=number, text="" if terms else "none_taken", sign=sign
    )


@once
def standing(v: View, number: int, sign: str = "+") -> Term:
    """Kinh phí đang còn trước một biện pháp."""
    value = v.of(v.steps.reductions.stands[number - 1].support)
    before = taken_before(v, number, "-")
    terms = (status_quo(v), before) if before.value else (status_quo(v),)
    return v.term("support_standing", value, "sum", *terms, number=number, sign=sign)


@once
def limit(v: View, number: int) -> Term:
    """Mức giảm tối đa của đơn vị: what stands, the most of its base support, its headroom."""
    rule = v.result.scenario.reductions[number - 1]
    terms = [standing(v, number)]
    if rule.max_cut is not None:
        base, share = v.data("support", sign="x"), float(rule.max_cut)
        key = f"reductions[{number}].max_cut"
        cap = v.term("max_cut", share, "assumption", measure="ratio", assumption=key, sign="x")
        most, taken = (
            v.term("cut_most", base.value * share, "product", base, cap),
            taken_before(v, number, "-"),
        )
        left = v.at_least_zero(v.term("cut_left_parts", most.value - taken.value, "sum", most, taken))
        terms.append(v.term("cut_left", float(down(left.value)), "down", left))
    if rule.method == "target" and rule.share_by == "headroom":
        terms.append(_headroom(v, number))
    return v.term("measure_limit", min(t.value for t in terms), "min", *terms, number=number)


def minimum(v: View) -> Term:
    """Mức giảm tối thiểu theo luật từ năm gốc, of the base support."""
    rule = Reduction(method="statutory")
    least = _aim(v, rule, "")
    return v.term("minimum", float(whole(least.value)), "whole", least)


def _aim(v: View, rule: Reduction, key: str) -> Term:
    """What the yearly rates of a measure take of the base support until this year: all but what each year
    leaves, by the law or the scenario of that year.
    """
    years, base = v.result.years[1 : v.j + 1], v.data("support")
    rates = cut_rates(rule, v.result.units, v.steps.drivers, v.result.law, v.result.years)[v.i, 1 : v.j + 1]
    told: dict[str, Any] = {"how": "assumption", "assumption": f"{key}.rate"}
    if rule.method == "statutory":
        told = {"how": "law", "law": ("minimum_yearly_reduction", "exemption", "essential_kinds")}
    if not rates.any():
        share = v.term("rate_so_far", 0.0, measure="index", sign="x", **told)
        return v.term("measure_aim", 0.0, "product", signed(base, "x"), share)
    left = []
    for year, rate in zip(years, rates.tolist(), strict=True):
        taken = v.term("rate_of_year", rate, measure="index", sign="-", year=year, **told)
        left.append(v.sum("kept_of_year", v.constant(1.0), taken, measure="index", sign="x", year=year))
    stays = math.prod(t.value for t in left)
    kept = v.term("base_kept", base.value * stays, "product", signed(base, "x"), *left, sign="-")
    return v.term("measure_aim", base.value * (1.0 - stays), "sum", base, kept)


def _by_rate(v: View, number: int, sign: str) -> Term:
    rule, value = v.result.scenario.reductions[number - 1], v.of(v.steps.reductions.cuts[number - 1])
    key = f"reductions[{number}]"
    aim, before = _aim(v, rule, key), taken_before(v, number, "-")
    left = v.at_least_zero(v.term("measure_left", aim.value - before.value, "sum", aim, before))
    told: dict[str, Any] = {"assumption": key, "number": number, "sign": sign}
    if value == whole(left.value):
        return v.term("measure", value, "whole", left, text=f"by_{rule.method}", **told)
    rounded = v.term("measure_rounded", float(whole(left.value)), "whole", left)
    return v.term("measure", value, "min", rounded, limit(v, number), **told)


def _by_target(v: View, number: int, target: Target, sign: str) -> Term:
    year, key = target.year(v.j), f"reductions[{number}]"
    if not target.scope[v.i]:
        return v.term("measure", 0.0, "choice", text="out_of_scope", assumption=key, number=number, sign=sign)
    weight = v.constant(1.0) if year.equally else WEIGHTS[target.measure.share_by](v, number)
    shared = Shared(year.split, _need(v, number, target, year), weight, limit(v, number), key, number)
    return part(v, "measure", shared, sign)


def _need(v: View, number: int, target: Target, year: TargetYear) -> Term:
    """What the whole scope has still to give up: its target, less what was taken before."""
    whole_scope = _scope_sum(v, number, target)
    key = f"reductions[{number}].target"
    share = v.of_plan("cut_target", year.share, "assumption", measure="ratio", assumption=key, sign="x")
    aim = v.of_plan("target_aim", year.sum * year.share, "product", whole_scope, share, number=number)
    rounded = v.of_plan("target_amount", float(whole(aim.value)), "whole", aim, number=number)
    if not year.taken:
        return signed(rounded, "+")
    before = target.stand.taken[:, v.j]
    taken = v.over_units("scope_taken", before, target.scope, "cut", number=number, sign="-")
    left = v.of_plan("measure_need", rounded.value - taken.value, "sum", rounded, taken, number=number)
    if left.value >= 0:
        return left
    zero = v.constant(0.0)
    return v.of_plan("measure_need", 0.0, "max", left, zero, number=number)


def _scope_sum(v: View, number: int, target: Target) -> Term:
    """Kinh phí của cả phạm vi mà mục tiêu tính theo: of the base year, or the status quo of the year."""
    if target.measure.of == "base":
        first, base = v.result.years[0], target.stand.base
        return v.over_units("scope_base", base, target.scope, "support", year=first, number=number, sign="x")
    quo = target.stand.status_quo[:, v.j]
    return v.over_units("scope_status_quo", quo, target.scope, "status_quo", number=number, sign="x")


def _headroom(v: View, number: int) -> Term:
    """Khả năng cân đối: what the unit has beyond what it spends, before the measure."""
    own, has, spent = own_planned(v), standing(v, number), spending_planned(v, "-")
    left = v.term(
        "headroom_parts", own.value + has.value - spent.value, "sum", own, has, spent, number=number
    )
    positive = v.at_least_zero(left)
    return v.term("headroom", float(whole(positive.value)), "whole", positive, number=number)


def _operations(v: View, number: int) -> Term:
    before, saved = operations_before(v), signed(roadmap_saving(v), "-")
    terms = (before, saved) if saved.value else (before,)
    value = max(0.0, v.of(v.steps.roadmap.operations))
    return v.term("operations_planned", value, "sum", *terms, number=number)


def _autonomy(v: View, number: int) -> Term:
    own, spent, has = own_planned(v, "x"), spending_planned(v, ":"), standing(v, number, "x")
    degree = own.value / spent.value if spent.value > 0 else 0.0
    if not degree:
        return v.term("weight_autonomy", 0.0, "choice", number=number, text="no_degree")
    ratio = v.term("ratio_planned", degree, "product", own, spent, measure="ratio", sign="x")
    return v.term("weight_autonomy", has.value * degree, "product", has, ratio, number=number)


WEIGHTS: dict[str, Callable[[View, int], Term]] = {
    "support": standing,
    "operations": _operations,
    "equal": lambda v, number: v.constant(1.0),
    "headroom": _headroom,
    "autonomy": _autonomy,
}
"""What a unit counts for when a target is shared, by `share_by`."""


@once
def support_before(v: View, sign: str = "+") -> Term:
    """Kinh phí S2 trước khi tăng: the status quo less what roadmap and measures took."""
    value, quo = v.of(v.steps.reductions.support), status_quo(v)
    return v.term("support_before", value, "sum", quo, released(v, "-"), cut(v, "-"), sign=sign)
