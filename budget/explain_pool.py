"""Giải trình nguồn tăng kinh phí: where it comes from, what each step took and what is left (model,
section 7); and of what the savings are a share.
"""

from __future__ import annotations

import math

from budget.explain_terms import Term, View, once, signed
from budget.handout import Handed, Setting, latest
from budget.money import whole
from budget.planning import cut_scope
from budget.scenario import SavingsPool
from budget.select import Mask


def setting(v: View) -> Setting | None:
    """Điều kiện phân bổ; None where nothing can be given: no allocation, or the base year."""
    return v.steps.given.setting if v.j else None


def handed(v: View) -> Handed:
    """Năm được chia lại, step by step. For a view whose `setting` is there."""
    of = setting(v)
    assert of is not None
    return of.again(v.j)


@once
def pool(v: View, sign: str = "+") -> Term:
    """Nguồn tăng kinh phí của năm, rounded down to the step."""
    of, key = setting(v), "allocation.pool"
    if of is None:
        return v.of_plan("pool", 0.0, "choice", text="no_pool", sign=sign)
    source, year = of.plan.pool, v.year
    if isinstance(source, SavingsPool):
        saved = signed(given_up(v), "x")
        share = v.of_plan(
            "savings_share", float(source.share), "assumption", measure="ratio", assumption=key, sign="x"
        )
        amount = v.of_plan("pool_amount", saved.value * share.value, "product", saved, share)
    elif source.source == "percent":
        first = v.result.years[0]
        base = v.over_units("scope_base", of.base, of.whole_scope, "support", year=first, sign="x")
        rate = float(latest(source.by_year, year))
        share = v.of_plan("pool_percent", rate, "assumption", measure="ratio", assumption=key, sign="x")
        amount = v.of_plan("pool_amount", base.value * rate, "product", base, share)
    else:
        given = float(latest(source.by_year, year))
        amount = v.of_plan("pool_given", given, "assumption", assumption=key)
    return v.of_plan("pool", float(handed(v).pool), "down", amount, step=of.step, sign=sign)


def given_up(v: View) -> Term:
    """Tổng số giảm của mọi đơn vị: by the roadmap and by the measures."""
    terms = tuple(_all_units(v, f"{figure}_total", figure) for figure in ("released", "cut"))
    return v.sum("given_up", *terms, unit=None)


def share_of_scope(v: View) -> Term:
    """Tổng số giảm so với kinh phí năm gốc của phạm vi giảm."""
    return _share(v, "saved_share_of_scope", "scope_base", "support", v.first, cut_scope(v.result))


def share_of_base(v: View) -> Term:
    """Tổng số giảm so với kinh phí năm gốc của mọi đơn vị."""
    return _share(v, "saved_share_of_base", "support_total", "support", v.first)


def share_of_status_quo(v: View) -> Term:
    """Tổng số giảm so với hiện trạng cùng năm của mọi đơn vị."""
    return _share(v, "saved_share_of_status_quo", "status_quo_total", "status_quo", v)


def from_base(v: View) -> Term:
    """Tổng kinh phí của năm so với năm gốc."""
    now, base = (whole(v.result["support"][:, of.j]) for of in (v, v.first))
    return v.sum(
        "from_base",
        v.over_units("support_of_year", now, now != 0, "support"),
        v.over_units("support_total", base, base != 0, "support", year=v.first.year, sign="-"),
        unit=None,
    )


def _share(v: View, name: str, of: str, figure: str, at: View, within: Mask | None = None) -> Term:
    """What all units give up as a part of a figure of all units, or of those `within`."""
    amounts = whole(v.result[figure][:, at.j])
    which = amounts != 0 if within is None else within
    whole_of = v.over_units(of, amounts, which, figure, year=at.year, sign=":")
    if not whole_of.value:
        return v.of_plan(name, math.nan, "choice", measure="ratio", text="no_support")
    taken = signed(given_up(v), "x")
    return v.of_plan(name, taken.value / whole_of.value, "product", taken, whole_of, measure="ratio")


def _all_units(v: View, name: str, figure: str) -> Term:
    amounts = v.result[figure][:, v.j]
    return v.over_units(name, amounts, amounts != 0, figure)


@once
def left(v: View, number: int) -> Term:
    """Nguồn còn lại cho một bước (from 1), after exceptions, floor and the stages before; 0 is the floor,
    and a number beyond the last stage what is left over.
    """
    year = handed(v)
    taken = [("exceptions_total", year.exceptions, 0), ("floor_total", year.floor, 0)][: number + 1]
    taken += [("stage_total", stage, n) for n, stage in enumerate(year.stages, start=1) if n < number]
    terms = [pool(v)]
    for name, grant, n in taken:
        if grant.money.any():
            terms.append(v.over_units(name, grant.money, grant.money > 0, "increase", number=n, sign="-"))
    if len(terms) == 1:
        return terms[0]
    return v.sum("pool_left", *terms, number=number, unit=None)


def unallocated(v: View) -> Term:
    """Nguồn chưa phân bổ."""
    if setting(v) is None:
        return v.of_plan("unallocated", 0.0, "choice", text="no_pool")
    rest = left(v, len(handed(v).stages) + 1)
    terms = rest.terms if rest.figure == "pool_left" else (rest,)
    return v.of_plan("unallocated", rest.value, "sum", *terms)
