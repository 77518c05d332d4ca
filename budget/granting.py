"""Điều muốn giảm như nút đặt sẽ đặt: targets and revenue of the year, so that what is said is what is set."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from budget.money import whole
from budget.pathways import EVEN
from budget.simulate import Result
from budget.wishes import CutWish


def as_set(wish: CutWish, before: Result, after: Result, year: int) -> CutWish:
    """Điều muốn giảm với mục tiêu và số thu của phương án sẽ đặt (`after`): degree (n,): the targets there of
    all that it asks in the year, more units than the wish where the years between ask too, as fractions;
    effort (n,): the own revenue that these add, đồng.
    """
    j = after.year(year)
    target = after["target"][:, j]
    moved = ~np.isclose(before["target"][:, j], target, rtol=0, atol=EVEN, equal_nan=True)
    asked = (wish.asked | moved) & ~np.isnan(target)
    effort = np.where(asked, whole(after["roadmap_revenue"][:, j]), 0.0)
    return replace(wish, degree=np.where(asked, target, np.nan), effort=effort)


def held_on(wish: CutWish, before: Result, after: Result, year: int) -> int:
    """Mấy đơn vị giữ mục tiêu năm trước cao hơn mức cần đạt trong năm: those that the way to the year leaves
    above what the wish asks of them in it and what the plan had.
    """
    j = after.year(year)
    enough = np.fmax(wish.degree, before["target"][:, j])
    target = after["target"][:, j]
    return int((~np.isnan(target) & ~(target <= enough + EVEN)).sum())
