"""Số thu mà điều muốn giảm đòi: how much of it is asked already, and how much is beyond what is needed."""

from __future__ import annotations

from budget.granting import already
from budget.report.printed import rounded
from budget.wish_spare import spare
from budget.wishes import CutWish
from pages.shared import plan_wish_granted, state
from pages.shared.plan import Plan


def had(plan: Plan, wish: CutWish) -> str:
    """Bao nhiêu trong số thu ấy lộ trình đang có đã đòi, and how much is new; "" where it asks none."""
    asked = already(wish, plan.result(), plan.year)
    new = wish.revenue - asked
    if not asked:
        return ""
    return state.words().t(
        "wish.conflict_had", had=asked, new=new, apart=rounded(state.words(), new, wish.revenue, -asked)
    )


def over(plan: Plan, found: CutWish, wish: CutWish, share: float) -> str:
    """Phần thu dư so với mức vừa đủ và vì sao; "" where it is hardly any. `found`: the wish by itself,
    `wish`: as the button would set it.
    """
    if wish.beyond:
        return ""
    w, then = state.words(), plan_wish_granted.granted(plan, found, share)
    more = spare(found, wish, plan.result(), then.result(), plan.year)
    if more is None or not w.numbers.in_steps(more.money):
        return ""
    whys = [w.t("wish.why_held")] if more.held else []
    whys += [w.t("wish.why_early", n=more.early, year=plan.year)] if more.early else []
    return w.t("wish.conflict_spare", spare=more.money, why=w.list(whys or [w.t("wish.why_rounded")]))
