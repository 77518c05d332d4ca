"""Giải trình tăng kinh phí: what a unit got by hand, as its floor and in each stage (model, section 7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from budget.autonomy import UNDEFINED
from budget.explain_cuts import support_before
from budget.explain_lines import heads, salary
from budget.explain_norms import counts_all, norm
from budget.explain_pool import handed, left, pool, setting
from budget.explain_roadmap import own_planned, spending_planned
from budget.explain_setaside import payroll, reserve, supplement_cap
from budget.explain_split import Shared, part
from budget.explain_terms import Term, View, once, signed
from budget.handout import Setting, latest
from budget.money import down, up
from budget.scenario import NormStage, ShareStage, SupplementStage


@once
def increase(v: View) -> Term:
    """Kinh phí tăng thêm: an exception made by hand, or the floor and what each stage gave."""
    of, value = setting(v), v.at("increase")
    if of is None:
        return v.term("increase", value, "choice", text="no_increase")
    if of.by_hand[v.i].any():
        return v.term("increase", value, "sum", _exception(v))
    if not of.scope[v.i]:
        return v.term("increase", value, "choice", text="not_served")
    terms = [_floor(v)] if of.floor[v.i] else []
    terms += [stage(v, n) for n, grant in enumerate(handed(v).stages, start=1) if grant.money.any()]
    if not terms:
        return v.term("increase", value, "choice", text="no_increase", beside=(pool(v),))
    text = "" if of.floor[v.i] else "increase_by_stages"
    return v.term("increase", value, "sum", *terms, text=text)


def _setting(v: View) -> Setting:
    of = setting(v)
    assert of is not None
    return of


def _exception(v: View) -> Term:
    """Cấp ngoại lệ: as asked, or a part where the pool is smaller than all of them."""
    of, grant, code = _setting(v), handed(v).exceptions, v.result.units.code[v.i]
    number = max(n for n, entry in enumerate(of.plan.exceptions, start=1) if entry.unit == code)
    key, by_year = f"allocation.exceptions[{number}]", of.plan.exceptions[number - 1].by_year
    asked = v.term("exception_asked", float(latest(by_year, v.year)), "assumption", assumption=key)
    if grant.split is None:
        return v.term("exception", float(grant.money[v.i]), "down", asked, step=of.step, assumption=key)
    wanted = v.term("exception_wanted", float(grant.need[v.i]), "down", asked, step=of.step)
    return part(v, "exception", Shared(grant.split, pool(v), wanted, wanted, key, 0))


@once
def _floor(v: View) -> Term:
    """Mức tăng tối thiểu: a share of the base support, within the cap, or a part where the pool is short."""
    of, key, grant = _setting(v), "allocation.floor", handed(v).floor
    base, share = v.data("support", sign="x"), float(of.plan.floor)
    rate = v.term("floor_share", share, "assumption", measure="ratio", assumption=key, sign="x")
    part_of = v.term("floor_part", base.value * share, "product", base, rate)
    wanted = v.term("floor", float(of.floor[v.i]), "down", part_of, step=of.step, assumption=key)
    if wanted.value > of.cap[v.i]:
        asked = replace(wanted, figure="floor_wanted")
        wanted = v.term("floor", float(of.cap[v.i]), "min", asked, _cap(v), assumption=key)
    if grant.split is None:
        return wanted
    top = replace(wanted, figure="floor_wanted")
    return part(v, "floor", Shared(grant.split, left(v, 0), v.data("support"), top, key, 0))


@once
def stage(v: View, number: int, sign: str = "+") -> Term:
    """Số cấp ở một bước, by its number from 1."""
    rule, key = _setting(v).plan.stages[number - 1], f"allocation.stages[{number}]"
    split = handed(v).stages[number - 1].split
    assert split is not None
    match rule:
        case NormStage() if not v.at("norm"):
            stage_of: dict[str, Any] = {"assumption": key, "number": number, "sign": sign}
            return v.term("stage_norm", 0.0, "choice", text="no_norm", **stage_of)
        case NormStage():
            taken = _has(v, number)
            need = _norm_need(v, rule, taken, number)
            if rule.method == "proportional":
                shared = Shared(split, left(v, number), need, _limit(v, number, need), key, number)
            else:
                top = _limit(v, number, need)
                shared = Shared(split, left(v, number), norm(v), top, key, number, taken)
            return part(v, "stage_norm", shared, sign, (_coverage_before(v, taken, number),))
        case SupplementStage():
            need = _supplement_need(v, rule, number)
            shared = Shared(split, left(v, number), need, _limit(v, number, need), key, number)
            return part(v, "stage_supplement", shared, sign)
        case ShareStage():
            weight, top = _weight(v, rule, number), _limit(v, number, left(v, number))
            return part(v, "stage_share", Shared(split, left(v, number), weight, top, key, number), sign)


def _has(v: View, number: int) -> tuple[Term, ...]:
    """What a unit has for its operations when a stage begins, to be taken off its norm."""
    given = spent_before(v, number, "-")
    return (available_before(v, "-"), given) if given.value else (available_before(v, "-"),)


def _norm_need(v: View, rule: NormStage, taken: tuple[Term, ...], number: int) -> Term:
    """What a unit lacks of its norm, or of the level of it that the stage aims at, rounded up."""
    wanted = norm(v)
    if rule.level != 1:
        key, level = f"allocation.stages[{number}]", float(rule.level)
        share = v.term("norm_level", level, "assumption", measure="ratio", assumption=key, sign="x")
        aim = norm(v, "x")
        wanted = v.term("norm_at_level", aim.value * level, "product", aim, share, number=number)
    return _rounded_up(v, v.sum("norm_missing", wanted, *taken, number=number), number)


def _rounded_up(v: View, missing: Term, number: int) -> Term:
    step, lack = _setting(v).step, v.at_least_zero(missing)
    return v.term("stage_need", float(up(lack.value, step)), "up", lack, step=step, number=number)


def _coverage_before(v: View, taken: tuple[Term, ...], number: int) -> Term:
    """The coverage that a unit has when the stage begins."""
    has = available_before(v, "x")
    if len(taken) > 1:
        parts = (available_before(v), spent_before(v, number))
        has = v.sum("available_so_far", *parts, sign="x", number=number)
    aim = norm(v, ":")
    value = has.value / aim.value
    return v.term("coverage_before", value, "product", has, aim, measure="ratio", number=number)


def _supplement_need(v: View, rule: SupplementStage, number: int) -> Term:
    """What the unit lacks to pay the supplement: payroll x multiple, with the fund's share and its reserve,
    less what it will have over.
    """
    funds = v.steps.funds
    if v.of(funds.group) == UNDEFINED:
        return v.term("stage_need", 0.0, "choice", text="no_group", number=number)
    key, asked, most = f"allocation.stages[{number}]", float(rule.multiple), supplement_cap(v)
    multiple = v.term("stage_multiple", asked, "assumption", measure="factor", assumption=key, sign="x")
    if most.value < asked:
        terms = multiple, most
        multiple = v.term("multiple_allowed", most.value, "min", *terms, measure="factor", sign="x")
    pay, kept = payroll(v, "x"), v.of(funds.development)
    wanted = v.term("supplement_paid", pay.value * multiple.value, "product", pay, multiple, number=number)
    if kept:
        share = v.lawful("development_minimum", kept, sign="-")
        rest = v.sum("supplement_part", v.constant(1.0), share, measure="ratio", sign=":")
        value = pay.value * multiple.value / rest.value
        wanted = v.term("supplement_wanted", value, "product", pay, multiple, rest, number=number)
    more = [t for t in (reserve(v), _spent_more(v, number)) if t.value]
    given = [t for t in (given_before(v, number, "-"),) if t.value]
    has = (own_planned(v, "-"), support_before(v, "-"), *given)
    missing = v.sum("supplement_missing", wanted, spending_planned(v), *more, *has, number=number)
    return _rounded_up(v, missing, number)


def _weight(v: View, rule: ShareStage, number: int) -> Term:
    """What a unit counts for when the rest is shared."""
    match rule.by:
        case _ if number - 1 in handed(v).equally:
            return v.constant(1.0)
        case "pupils" | "classes" | "staff":
            return heads(v, rule.by)
        case "payroll":
            return payroll(v)
        case "support":
            return v.data("support")
        case _:
            return v.constant(1.0)


def _limit(v: View, number: int, need: Term) -> Term:
    """The most a unit may get in a stage: its need, as far as the cap leaves room."""
    if np.isinf(_setting(v).cap[v.i]):
        return need
    room, given = _cap(v), given_before(v, number, "-")
    if given.value:
        room = v.sum("cap_left", room, given, number=number)
    return v.term("stage_limit", min(need.value, room.value), "min", need, room, number=number)


@once
def _cap(v: View) -> Term:
    """Mức cấp tối đa của đơn vị: a share of its base support, rounded down."""
    of = _setting(v)
    assert of.plan.cap is not None
    base, share = v.data("support", sign="x"), float(of.plan.cap)
    rate = v.term("cap_share", share, "assumption", measure="ratio", assumption="allocation.cap", sign="x")
    most = v.term("cap_part", base.value * share, "product", base, rate)
    return v.term("cap_amount", float(down(most.value, of.step)), "down", most, step=of.step)


def _before(v: View, number: int) -> list[Term]:
    floor = [_floor(v)] if _setting(v).floor[v.i] else []
    return [t for t in (*floor, *(stage(v, n) for n in range(1, number))) if t.value]


@once
def given_before(v: View, number: int, sign: str = "+") -> Term:
    """Số đã cấp cho đơn vị trước một bước."""
    return v.sum("given_before", *_before(v, number), number=number, sign=sign)


@once
def spent_before(v: View, number: int, sign: str = "+") -> Term:
    """Phần đã cấp trước một bước mà dùng cho hoạt động."""
    return v.sum("spent_before", *_before(v, number), *_kept(v, number), number=number, sign=sign)


def _kept(v: View, number: int) -> list[Term]:
    """What the supplements before a stage leave for incomes: what does not fill the gap."""
    kept = []
    for n, rule in enumerate(_setting(v).plan.stages[: number - 1], start=1):
        money = stage(v, n)
        if isinstance(rule, SupplementStage) and money.value:
            lack, used = gap(v, "-"), spent_before(v, n, "-")
            if used.value:
                lack = signed(v.at_least_zero(v.sum("gap_left", gap(v), used, number=n)), "-")
            over = v.sum("kept_for_supplement", money, lack, sign="-", number=n)
            kept += [over] if over.value > 0 else []
    return kept


@once
def gap(v: View, sign: str = "+") -> Term:
    """Phần còn thiếu cho việc đã có kế hoạch: max(0, B' - A' - S2)."""
    lacks = v.sum("gap_parts", spending_planned(v), own_planned(v, "-"), support_before(v, "-"))
    return v.term("gap", max(0.0, lacks.value), "max", lacks, v.constant(0.0), sign=sign)


@once
def spent(v: View) -> Term:
    """Phần kinh phí tăng thêm dùng cho hoạt động: all but a supplementary income that fills no gap."""
    of, value = setting(v), v.of(v.steps.given.spent)
    kept = _kept(v, len(of.plan.stages) + 1) if of and of.scope[v.i] else []
    return v.term("spent", value, "sum", increase(v), *kept)


def _spent_more(v: View, number: int) -> Term:
    """What is spent of the money before a stage beyond the gap."""
    more = v.sum("spent_beyond", spent_before(v, number), gap(v, "-"), number=number)
    return v.term("spent_more", max(0.0, more.value), "max", more, v.constant(0.0), number=number)


@once
def spent_more(v: View) -> Term:
    """Chi thêm từ kinh phí tăng: what is spent beyond what was missing for what is planned."""
    used, lack = spent(v), gap(v, "-")
    more = v.at_least_zero(v.sum("spent_beyond", used, lack))
    value = v.of(v.steps.given.spending) - v.of(v.steps.roadmap.spending)
    return v.term("spent_more", value, "max", *more.terms)


@once
def available_before(v: View, sign: str = "+") -> Term:
    """Kinh phí có cho hoạt động sau lương, before any new money."""
    own = [own_planned(v)] if counts_all(v) else []
    return v.sum("available_before", *own, support_before(v), signed(salary(v), "-"), sign=sign)
