"""Điều muốn giảm như nút đặt sẽ đặt: targets and revenue of the year, so that what is said is what is set."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from budget.granted import kept_anyway, lacking, takes
from budget.money import Array, total, whole
from budget.pathways import EVEN
from budget.planning import legal_minimum, still_owed
from budget.simulate import Result
from budget.wished import spared, wish_scope
from budget.wishes import CutWish


def stands(result: Result, year: int, wish: CutWish) -> bool:
    """Phương án đang có đã đạt điều muốn: it cuts what is wanted, or more by its roadmap and the minimum of
    the law alone, no service unit breaks the condition in the year, and none is below that minimum.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    exact = wish.gone == wish.wanted or min(wish.gone, kept_anyway(result, year)) > wish.wanted
    return exact and not breaks(result, year, wish) and not owed_yet(result, year).any()


def only_owed(result: Result, year: int, wish: CutWish) -> Array:
    """Phần mức tối thiểu còn thiếu (n,), đồng, là điều duy nhất phương án đang có chưa đạt: it cuts what is
    wanted or more, and no service unit breaks the condition in the year; zeros where it does not.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    owed = owed_yet(result, year)
    return owed if wish.gone >= wish.wanted and not breaks(result, year, wish) else np.zeros_like(owed)


def owed_yet(result: Result, year: int) -> Array:
    """Phần mức tối thiểu mà các đơn vị của điều muốn còn thiếu (n,), đồng; none that the plan spares.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    asked_of = wish_scope(result) & ~spared(result)
    return np.where(asked_of, still_owed(result, year, legal_minimum(result, year)), 0.0)


def breaks(result: Result, year: int, wish: CutWish) -> int:
    """Bao nhiêu đơn vị sự nghiệp vi phạm điều kiện của điều muốn trong năm."""
    within = wish_scope(result)
    return int((lacking(result, year, no_more=wish.no_more)[within] > 0).sum())


def falls_short(then: Result, result: Result, year: int, wish: CutWish) -> bool:
    """Đặt vào (`then`) lại giảm chưa tới mức mà phương án đang có đã đạt và giữ điều kiện."""
    return takes(then, year).total < wish.wanted <= wish.gone and not breaks(result, year, wish)


def unasked(wish: CutWish) -> CutWish:
    """Điều muốn giảm mà không đơn vị nào phải tăng thu thêm."""
    return replace(wish, degree=np.full_like(wish.degree, np.nan), effort=np.zeros_like(wish.effort))


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


def already(wish: CutWish, before: Result, year: int) -> int:
    """Số thu mà lộ trình đang có đã đòi các đơn vị của điều muốn trong năm, đồng: what of their revenue is
    not asked anew.
    """
    return total(whole(before["roadmap_revenue"][:, before.year(year)])[wish.asked])


def held_on(wish: CutWish, before: Result, after: Result, year: int) -> int:
    """Mấy đơn vị giữ mục tiêu năm trước cao hơn mức cần đạt trong năm: those that the way to the year leaves
    above what the wish asks of them in it and what the plan had.
    """
    j = after.year(year)
    enough = np.fmax(wish.degree, before["target"][:, j])
    target = after["target"][:, j]
    return int((~np.isnan(target) & ~(target <= enough + EVEN)).sum())
