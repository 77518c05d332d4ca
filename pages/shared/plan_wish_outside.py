"""Tìm mức và các đơn vị ngoài phạm vi: who else lacks money once the wish is granted, and why."""

from __future__ import annotations

import numpy as np

from budget.bystanders import Bystander, bystanders, cut_and_short, short_units
from budget.granted import passed_over
from budget.report.printed import rounded
from budget.wished import left_out_of_wish
from budget.wishes import CutWish
from pages.shared import parts, state
from pages.shared.plan import Plan

NAMED = 3
"""Units that a sentence names; the others are counted."""


def partial(plan: Plan) -> bool:
    """Tìm mức chỉ trong phạm vi của thẻ mục tiêu, which leaves out some of the service units."""
    return bool(left_out_of_wish(plan.result()).any())


def who(plan: Plan, wish: CutWish) -> str:
    """Các đơn vị được tìm mức, counted: the service units, or those of the target card."""
    return state.words().t("wish.who_of" if partial(plan) else "wish.who", n=wish.units)


def left_out(plan: Plan) -> str:
    """Đơn vị sự nghiệp khác mà thẻ mục tiêu không gồm: the answer asks nothing of them; "" for none."""
    w, out = state.words(), np.flatnonzero(left_out_of_wish(plan.result())).tolist()
    names = w.few([plan.units.name[i] for i in out])
    return w.t("wish.left_out", names=names) if names else ""


def still(plan: Plan) -> None:
    """Sau khi đặt: who is cut too and lacks money, which the condition does not ask."""
    w = state.words()
    found = cut_and_short(plan.result(), plan.year)
    listed = w.few([w.t("wish.aside_still_unit", name=plan.units.name[i], lacks=lacks) for i, lacks in found])
    if found:
        parts.note(w.t("wish.aside_still", n=len(found), listed=listed))


def told(plan: Plan, then: Plan) -> str:
    """Câu về các đơn vị ngoài điều kiện thiếu nguồn hơn vì điều muốn giảm; "" for none."""
    w, year = state.words(), then.year
    found = bystanders(plan.result(), then.result(), year)
    if not found:
        return ""
    listed = [_unit(then, one) for one in found[:NAMED]]
    if len(found) > NAMED:
        rest = sum(one.more for one in found[NAMED:])
        listed.append(w.t("wish.aside_others", n=len(found) - NAMED, more=rest))
    counts = {"before": short_units(plan.result(), year), "after": short_units(then.result(), year)}
    return w.t("wish.aside", year=year, n=len(found), listed="; ".join(listed), **counts)


def _unit(then: Plan, one: Bystander) -> str:
    w = state.words()
    why = [w.t("wish.aside_cut", cut=one.cut)] if one.cut > 0 else []
    if one.given < 0:
        why.append(w.t("wish.aside_less", less=-one.given))
    elif one.cut > 0:
        why.append(_not_made_up(then, one))
    name = then.units.name[one.position]
    if rounded(w, one.after, one.before, one.cut, -one.given):
        why.append(w.t("wish.aside_rounded"))
    key = "wish.aside_more" if one.before else "wish.aside_new"
    return w.t(key, name=name, before=one.before, after=one.after, why=", ".join(why))


def _not_made_up(then: Plan, one: Bystander) -> str:
    """Vì sao phân bổ không bù đủ phần bị giảm."""
    t, result = state.words().t, then.result()
    if one.given:
        return t("wish.aside_part", given=one.given)
    if then.scenario.allocation is None:
        return t("wish.aside_no_allocation")
    over = passed_over(result, then.year, one.position)
    if over is None:
        return t("wish.aside_not")
    return t("wish.aside_over", level=over[0], covered=over[1])
