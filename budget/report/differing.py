"""Chênh lệch bằng lời: how far a total is from what it is compared with, told alike in every view and paper.

What is below one step of the printed unit, or below the đồng that plans are rounded by, is no change: the
total equals its basis, and what is over is told to the đồng. A share that prints as nothing is left out.
"""

from __future__ import annotations

from budget.report.words import Words


def difference_said(change: int, basis: str, words: Words, share: str = "", *, brief: bool = False) -> str:
    """Chênh lệch tổng kinh phí so với căn cứ trong một câu: `change` in đồng, with its `share` where there is
    one; `brief`: for a title, without what is over to the đồng.
    """
    key = ("up" if change > 0 else "down") + ("_share" if share else "")
    if words.numbers.slight(change):
        return over_said(0 if brief else change, basis, words)
    return words.t(f"memo.plan_{key}", share=share, basis=basis, change=abs(change))


def over_said(change: int, basis: str, words: Words) -> str:
    """“bằng hiện trạng 2025 (chênh lẻ −558.900 đồng)”, of a difference that is no change."""
    return words.t("memo.plan_little" if change else "memo.plan_same", basis=basis, change=change)


def difference_cell(change: int, words: Words, share: float | None = None, *, brief: bool = False) -> str:
    """Chênh lệch trong một ô của bảng: "−3.315 (−8,1 %)"; what is no change in the unit, to the đồng, or
    `brief` as "bằng" on a slide, whose heading has the rest.
    """
    n = words.numbers
    if n.slight(change) and (brief or change):
        return words.t("memo.plan_level") if brief else n.dong(change, sign=True)
    of = words.share_signed(share)
    return f"{n.money_signed(change)} ({of})" if of and change else n.money_signed(change)
