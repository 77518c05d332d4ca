"""Giải trình lộ trình tự chủ: what it asks of a unit and what the State then takes back (model,
section 5).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from budget.explain_lines import (
    counted_lines,
    degree_before,
    heads,
    operations_before,
    own_before,
    revenue_line,
    spending_before,
)
from budget.explain_quo import status_quo
from budget.explain_terms import Term, View, once, signed
from budget.money import down, up
from budget.scenario import RoadmapEntry
from budget.select import pick


@once
def entry_of(v: View) -> tuple[int, RoadmapEntry] | None:
    """Mục lộ trình áp dụng cho đơn vị: the last that picks it, with its number; None where it is on none."""
    if np.isnan(v.of(v.steps.roadmap.target)):
        return None
    found = None
    for number, entry in enumerate(v.result.scenario.roadmap, start=1):
        if pick(entry.units, v.result.units, v.steps.drivers.base_group)[v.i]:
            found = number, entry
    return found


@once
def roadmap_revenue(v: View) -> Term:
    """Thu phải tăng theo lộ trình: r x (B - saving) - A, rounded up."""
    found = entry_of(v)
    if found is None or not v.at("roadmap_revenue"):
        return v.term("roadmap_revenue", 0.0, "choice", text="nothing_asked")
    number, _ = found
    planned = v.term(
        "spending_planned",
        v.of(v.steps.roadmap.spending),
        "sum",
        spending_before(v),
        signed(roadmap_saving(v), "-"),
        sign="x",
    )
    aim = _target(v, number)
    wanted = v.term("revenue_wanted", aim.value * planned.value, "product", planned, aim)
    own = own_before(v, "-")
    short = v.term("revenue_short", wanted.value - own.value, "sum", wanted, own)
    key = f"roadmap[{number}]"
    value = v.at("roadmap_revenue")
    return v.term("roadmap_revenue", value, "up", v.at_least_zero(short), assumption=key)


@once
def roadmap_saving(v: View) -> Term:
    """Chi phải tiết kiệm theo lộ trình: (1 - m) x (B - A / r), rounded up, no more than the operations."""
    found = entry_of(v)
    if found is None or not v.at("roadmap_saving"):
        return v.term("roadmap_saving", 0.0, "choice", text="nothing_asked")
    number, entry = found
    key = f"roadmap[{number}].revenue_share"
    aim = signed(_target(v, number), ":")
    own = own_before(v, "x")
    affordable = v.term("spending_affordable", own.value / aim.value, "product", own, aim, sign="-")
    before = spending_before(v)
    above = v.term("spending_above", before.value - affordable.value, "sum", before, affordable, sign="x")
    rest = 1.0 - float(entry.revenue_share)
    share = v.term("saving_share", rest, "assumption", measure="ratio", assumption=key, sign="x")
    wanted = v.term("saving_wanted", above.value * rest, "product", above, share)
    operations = operations_before(v)
    most = v.term("operations_most", float(down(operations.value)), "down", operations)
    asked = v.term("saving_asked", float(up(wanted.value)), "up", wanted)
    return v.term("roadmap_saving", v.at("roadmap_saving"), "min", asked, most)


def _target(v: View, number: int) -> Term:
    value, key = v.of(v.steps.roadmap.target), f"roadmap[{number}].targets"
    start = (degree_before(v.first),)
    return v.term("target", value, "assumption", measure="ratio", assumption=key, sign="x", beside=start)


def target(v: View) -> Term:
    """Mục tiêu tự bảo đảm của năm."""
    found = entry_of(v)
    if found is None:
        return v.term("target", np.nan, "choice", measure="ratio", text="no_roadmap")
    return _target(v, found[0])


def pupil_month(v: View) -> Term:
    """Thu tăng thêm một học sinh một tháng của một trường."""
    pupils = heads(v, "pupils", ":")
    if np.isnan(v.at("pupil_month")):
        return v.term("pupil_month", np.nan, "choice", text="no_pupils")
    months = v.lawful(
        "months_of_tuition", float(v.result.law.number("months_of_tuition", v.year)), "count", ":"
    )
    parts = (signed(roadmap_revenue(v), "x"), pupils, months)
    return v.term("pupil_month", v.at("pupil_month"), "product", *parts)


def growth(v: View) -> Term:
    """Mức tăng thu bình quân năm mà lộ trình đòi hỏi, of own revenue without State money."""
    value = v.at("growth")
    if np.isnan(value):
        asked = bool(v.at("roadmap_revenue"))
        text = "no_base_revenue" if asked else "nothing_asked"
        return v.term("growth", value, "choice", measure="ratio", text=text)
    now = v.sum("own_asked", _without_state(v), roadmap_revenue(v), sign="x")
    first = signed(_without_state(v.first), ":")
    times = v.term("growth_times", now.value / first.value, "product", now, first, measure="factor")
    years = v.term("growth_years", float(v.j), "choice", measure="count")
    return v.term("growth", value, "choice", measure="ratio", beside=(now, first, times, years))


def _without_state(v: View) -> Term:
    lines = [revenue_line(v, name) for name in ("orders", "compensation")]
    paid = (signed(line, "-") for line in lines if line.value)
    return v.sum("own_without_state", own_before(v), *paid)


def _own(v: View, value: float, *more: Term, sign: str) -> Term:
    asked = [roadmap_revenue(v)] if v.at("roadmap_revenue") else []
    terms = (*counted_lines(v), *asked, *more)
    return v.term("own_revenue", value, "sum", *terms, law=("revenue_lines",), sign=sign)


@once
def own_planned(v: View, sign: str = "+") -> Term:
    """Nguồn thu xác định mức tự chủ A' as planned: the lines of the law and what the roadmap asks; on it is
    decided what is cut and given.
    """
    return _own(v, v.of(v.steps.roadmap.own_revenue), sign=sign)


@once
def own_revenue(v: View, sign: str = "+") -> Term:
    """Nguồn thu xác định mức tự chủ A' that comes in: as planned, less what of the roadmap does not."""
    lost = [_unearned(v, "-")] if v.of(v.steps.lost) else []
    return _own(v, v.at("own_revenue"), *lost, sign=sign)


@once
def roadmap_earned(v: View) -> Term:
    """Thu tăng thêm theo lộ trình mà đơn vị thu được: all that is asked, unless a part does not come in."""
    asked = roadmap_revenue(v)
    return v.sum("roadmap_earned", asked, _unearned(v, "-")) if v.of(v.steps.lost) else asked


@once
def _unearned(v: View, sign: str) -> Term:
    asked = signed(roadmap_revenue(v), "x")
    share = v.term("unearned_share", v.steps.unearned, "choice", measure="ratio", sign="x")
    part = v.term("unearned_part", asked.value * share.value, "product", asked, share)
    return v.term("roadmap_unearned", v.of(v.steps.lost), "whole", part, sign=sign)


@once
def spending_planned(v: View, sign: str = "+") -> Term:
    """Chi thường xuyên B' sau lộ trình."""
    saved = [signed(roadmap_saving(v), "-")] if v.at("roadmap_saving") else []
    value = v.of(v.steps.roadmap.spending)
    return v.term("spending_planned", value, "sum", spending_before(v), *saved, sign=sign)


@once
def released(v: View, sign: str = "+") -> Term:
    """Kinh phí giảm nhờ lộ trình: the status quo less what remains after the roadmap."""
    found = entry_of(v)
    if found is None or v.j == 0 or not v.at("released"):
        return v.term("released", v.at("released"), "choice", text="nothing_released", sign=sign)
    number, entry = found
    asked = [t for t in (roadmap_saving(v), roadmap_revenue(v)) if t.value]
    effort = v.term("roadmap_effort", sum(t.value for t in asked), "sum", *asked, sign="x")
    key = f"roadmap[{number}].release"
    share = v.term("release", float(entry.release), "assumption", measure="ratio", assumption=key, sign="x")
    takes = v.term("released_part", effort.value * share.value, "product", effort, share, sign="-")
    quo = status_quo(v)
    rest = v.at_least_zero(v.term("support_left", quo.value - takes.value, "sum", quo, takes))
    if entry.recover_surplus:
        spent, own = spending_planned(v), own_planned(v, "-")
        need = v.at_least_zero(v.term("support_need", spent.value - own.value, "sum", spent, own))
        rest = v.term("support_least", min(rest.value, need.value), "min", rest, need)
    after = v.of(v.steps.roadmap.support)
    stays = v.term("support_after_roadmap", after, "whole", rest, sign="-", assumption=f"roadmap[{number}]")
    return v.term("released", v.at("released"), "sum", quo, stays, sign=sign)


def released_lines(released: Term, *, lacking: bool) -> list[Term]:
    """Số giảm nhờ lộ trình, as a desk calculator works it out: what the unit earns and saves, the State's
    part of it, and what of that is above the status quo and stays with the unit. The last term is `released`.

    lacking: the unit has no surplus after the roadmap, so that what stays covers what it lacked before.
    """
    found = {term.figure: term for term in released.walk()}
    least = found.get("support_least")
    if least is not None and least.terms[1].value < least.terms[0].value:
        return [replace(least.terms[1], figure="support_after_roadmap"), released]
    part, effort = found["released_part"], found["roadmap_effort"]
    whole, over = part.value == effort.value, part.value - released.value
    before = [] if whole or len(effort.terms) == 1 else [effort]
    made = effort.terms if whole else (signed(part, "+"),)
    if over >= 1.0:
        figure = "effort_covers" if lacking else "effort_kept"
        kept = Term(figure, over, "money", "choice", sign="-", unit=released.unit, year=released.year)
        last = replace(released, how="sum", terms=(*made, kept))
        return [*before, last] if whole else [*before, part, last]
    if whole:
        return [replace(released, how="sum", terms=made)]
    return [*before, replace(released, how="product", terms=part.terms)]
