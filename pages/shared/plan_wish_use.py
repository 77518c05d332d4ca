"""Đặt điều muốn giảm vào phương án: the button, what it changes, and what is said once it is done."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import streamlit as st

from budget.granted import STEP, Excess, later_more, takes
from budget.money import total
from budget.planning import given_up
from budget.report.printed import rounded
from budget.wished import wish_scope
from budget.wishes import CutWish
from pages.shared import (
    parts,
    plan_extremes,
    plan_obliged,
    plan_wish_changes,
    plan_wish_outside,
    plan_wish_put,
    state,
)
from pages.shared.plan import Plan
from pages.shared.plan_wish_heed import Heed

NAMED = 3
"""Units outside the wish that the promise names; more are counted."""


def show(
    plan: Plan, then: Plan, wish: CutWish, share: float, gives: int, why: str, *, owed: bool = False
) -> None:
    """Đặt vào phương án, with what it gives (đồng) on the button, what the whole plan then cuts below it, and
    what it changed said in its place once it is done; `why` it is more than the `share` wished. `owed`: it
    adds the minimum of the law alone to a plan that grants the wish.
    """
    t = state.words().t
    many = then.scenario.roadmap != plan.scenario.roadmap
    st.button(
        t(
            f"wish.use{'_owed' if owed else '_both' if many else ''}",
            of=state.words().reached(gives / wish.base if wish.base else 0.0, Decimal(repr(share))),
        ),
        key="wish.use",
        type="primary",
        on_click=plan_wish_put.put,
        args=(plan, then, wish),
        disabled=plan.locked,
        help=t("wish.use_help"),
    )
    more = "" if owed else _more(wish, share, gives, why)
    if more:
        parts.html(f'<p class="lever-note">{parts.rich(more)}</p>')
    others(then, wish, gives, "" if owed or more else why)


def heeds(plan: Plan, then: Plan, wish: CutWish, gives: int) -> list[Heed]:
    """Điều cần biết khi đặt vào phương án: what it changes, of which targets and whom it takes more."""
    shared = plan_wish_changes.shared(plan, then)
    # a card of the plan that goes is told among the first
    changed = Heed(plan_wish_changes.said(plan, then, apart=True))
    first = plan_wish_changes.drops(plan, then)
    return [
        changed if first else Heed(""),
        Heed(plan_wish_changes.earned(plan, then)),
        Heed(said, state.words().t("wish.raised_keep")) if (said := raised(plan, then)) else Heed(""),
        Heed(shared),
        Heed("") if first else changed,
        Heed(_later(then, wish, gives)),
    ]


def needs(then: Plan) -> list[str]:
    """Điều cần biết về phương án sau khi đặt: from whom the least and the most is taken, and the legal
    minimum in it; folded away from the button, which says what it changes.
    """
    each = plan_extremes.said(then, wish_scope(then.result()))
    return [*filter(None, (each, plan_obliged.minimum_said(then)))]


def why_more(wish: CutWish, beyond: Excess, *, early: int, year: int) -> str:
    """Vì sao giảm nhiều hơn mức muốn, in one clause; "" where it is not, or by cards of the plan itself.
    `early`: the units that the way to the year leaves above what the wish asks in it.
    """
    w = state.words()
    if not beyond.more or not (beyond.rounded or early):
        return ""
    whys = [w.t("wish.why_least", least=beyond.least)] if beyond.least else []
    whys.append(w.t("wish.why_rounded") if beyond.rounded else w.t("wish.why_early", n=early, year=year))
    return w.list(whys)


def _later(then: Plan, wish: CutWish, gives: int) -> str:
    """Các năm sau còn giảm bao nhiêu và vì sao, where one is cut more, by a percent or more, than the year of
    the wish.
    """
    w, result = state.words(), then.result()
    later = {year: takes(result, year).total for year in result.years if year > then.year}
    if not wish.base or max(later.values(), default=0) <= gives + wish.base // 100:
        return ""
    listed = [w.t("wish.later_year", year=year, of=gone / wish.base) for year, gone in later.items()]
    why = w.list([w.t(f"wish.later_{name}") for name in later_more(result, then.year)])
    return w.t("wish.later", year=then.year, why=why, listed=w.list(listed))


def raised(plan: Plan, then: Plan, key: str = "wish.raised") -> str:
    """Mục tiêu đang có của đơn vị nào bị nâng trong năm, a few by name; "" for none."""
    w, j = state.words(), plan.result().year(plan.year)
    before, after = plan.result()["target"][:, j], then.result()["target"][:, j]
    # half of the least that a target is given by
    found = np.flatnonzero(after - before > 1 / (2 * STEP)).tolist()
    listed = w.few(
        [w.t("wish.raised_unit", name=plan.units.name[i], before=before[i], after=after[i]) for i in found]
    )
    return w.t(key, year=plan.year, listed=listed) if listed else ""


def others(then: Plan, wish: CutWish, gives: int, why: str) -> None:
    """Cả phương án giảm bao nhiêu, said below the button where units outside the wish are cut too."""
    if said := _others(then, wish, gives, why):
        parts.html(f'<p class="lever-note">{parts.rich(said)}</p>')


def _others(then: Plan, wish: CutWish, gives: int, why: str) -> str:
    """Đơn vị ngoài điều muốn giảm cũng bị giảm: what the whole plan then cuts, of which the units of the wish
    so much, `why` more than wished, and the others, by name of one or two; "" for none.
    """
    w, result = state.words(), then.result()
    gone = given_up(result, then.year)
    others = np.where(wish_scope(result), 0, gone)
    of = np.flatnonzero(others)
    if not len(of):
        return ""
    told = {"all": total(gone), "gives": gives, "others": total(others)}
    names = [result.units.name[i] for i in of.tolist()]
    more, because = gives - wish.wanted, w.t("wish.with_others_why", why=why) if why else ""
    beyond, apart = more > 0 and not w.numbers.slight(more), rounded(w, more, gives, -wish.wanted)
    return w.t(
        "wish.with_others",
        year=then.year,
        who=plan_wish_outside.who(then, wish),
        more=w.t("wish.with_others_more", more=more, apart=apart, why=because) if beyond else "",
        names=w.list(names) if len(names) <= NAMED else w.t("wish.with_others_units", n=len(names)),
        rounded=rounded(w, *told.values()),
        **told,
    )


def _more(wish: CutWish, share: float, gives: int, why: str) -> str:
    """Vì sao giảm nhiều hơn mức muốn, where the button shows another rate than the wish."""
    w, of = state.words(), gives / wish.base if wish.base else 0.0
    if not why or w.numbers.percent(of) == w.numbers.percent(share):
        return ""
    return w.t("wish.more", of=of, share=share, why=why)
