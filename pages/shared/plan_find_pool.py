"""Nguồn tìm được: what more it takes than the cuts, what stands against it, and the edits that set it."""

from __future__ import annotations

from typing import Any

from budget.answers import PoolAnswer
from budget.planning import Grants, of_scope
from pages.shared import parts, state
from pages.shared.plan import Plan

NAMED = 3
"""Schools that a sentence names; the others are counted."""


def beyond_cuts(plan: Plan, answer: PoolAnswer, money: Grants, gap: int) -> list[str]:
    """Phần phải bố trí thêm ngoài số giảm chi, beside the `gap` (đồng) that schools still lack where it
    is that, rounded up, and what further cut would pay it; nothing where what is saved is enough.
    """
    w, more = state.words(), max(0, answer.pool - money.saved)
    if not more:
        return []
    apart = 0 < gap < more <= gap + answer.rounding and w.numbers.money(gap) != w.numbers.money(more)
    key = "allocation.find_beyond_rounded" if apart else "allocation.find_beyond"
    share, n = of_scope(plan.result(), more)
    as_cut = w.t("allocation.find_as_cut", share=share, n=n, base=plan.base_year) if 0 < share < 1 else ""
    return [w.t(key, year=plan.year, saved=money.saved, more=more, gap=gap), *filter(None, [as_cut])]


def still_below(plan: Plan, answer: PoolAnswer) -> None:
    """Trường có ngoại lệ vẫn dưới định mức: which, and by how much."""
    w = state.words()
    named = [
        w.t("allocation.find_lacks", unit=plan.units.name[i], gap=gap) for i, gap in answer.below[:NAMED]
    ]
    rest = answer.below[NAMED:]
    if rest:
        named.append(w.t("allocation.find_lacks_more", n=len(rest), gap=sum(gap for _, gap in rest)))
    if named:
        parts.note(w.t("allocation.find_below", units=w.list(named)))


def conflict(plan: Plan, answer: PoolAnswer) -> None:
    """Vì sao không đạt được: the cap and the wish, and by how much they conflict."""
    now = plan.scenario.allocation
    if not answer.feasible and now is not None and now.cap is not None:
        parts.note(
            state.words().t("allocation.find_capped", cap=now.cap, n=answer.capped, beyond=answer.beyond_cap)
        )


def to_set(plan: Plan, answer: PoolAnswer) -> list[tuple[tuple[str, ...], Any]]:
    """Lấy số tìm được làm nguồn từ năm xem; the years before keep theirs, a cap in its way goes."""
    pools = plan.result().totals["pool"]
    years = {str(y): int(pools[plan.result().year(y)]) for y in plan.years if y < plan.year}
    pool = {"from": "amount", "by_year": {**years, str(plan.year): answer.pool}}
    edits: list[tuple[tuple[str, ...], Any]] = [(("allocation", "pool"), pool)]
    return edits if answer.feasible else [*edits, (("allocation", "cap"), None)]
