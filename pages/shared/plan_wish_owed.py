"""Phương án đã đủ mức muốn, chỉ còn thiếu mức tối thiểu: what the button then adds, and how to cut no more
than is wished.
"""

from __future__ import annotations

from budget.granted import Excess, Takes
from budget.granting import only_owed, owed_yet
from budget.money import total
from budget.report.printed import rounded
from budget.wished import wish_scope
from budget.wishes import CutWish
from pages.shared import parts, plan_lower, state
from pages.shared.plan import Plan


def owed(plan: Plan, wish: CutWish) -> bool:
    """Whether the plan as it stands grants the wish but for the minimum of the law."""
    return bool(only_owed(plan.result(), plan.year, wish).any())


def why(plan: Plan, beyond: Excess) -> str:
    """Vì sao nút giảm nhiều hơn mức muốn: the minimum of the law that it adds, in one clause; "" where it
    does not cut more, or nothing is owed.
    """
    lacks = owed_yet(plan.result(), plan.year)
    if not beyond.more or not lacks.any():
        return ""
    return state.words().t("wish.why_owed", n=int((lacks > 0).sum()), owed=total(lacks))


def show(plan: Plan, wish: CutWish, share: float, now: Takes) -> None:
    """Nói điều đó, `now` what the plan cuts; the way to cut no more is the one that the card tells."""
    w, lacks = state.words(), only_owed(plan.result(), plan.year, wish)
    told = {"share": share, "year": plan.year, "base": plan.base_year, "left": now.total}
    told |= {"of": now.total / wish.base, "n": int((lacks > 0).sum()), "owed": total(lacks)}
    way, lower = "", None
    if (over := now.total - wish.wanted) > 0 and now.roadmap:
        lower = plan_lower.way_of(plan, wish.wanted, wish_scope(plan.result()), now, over, kept=wish)
        apart = rounded(w, over, now.total, -wish.wanted)
        way = w.t("wish.over_way", still=over, still_apart=apart, way=lower.said, **told)
        way = f"{way} {plan_lower.then_said(plan, plan, lower, wish.wanted)}".rstrip()
    parts.message("note", w.t("wish.owed", **told), remedy=way)
    if lower is not None:
        plan_lower.press(plan, plan, lower, "wish.lower")
