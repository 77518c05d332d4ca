"""Giới hạn của phần giảm mỗi đơn vị trong điều muốn giảm: the cap of the plan's target, and any other."""

from __future__ import annotations

import numpy as np

from budget.money import Array, down, total
from budget.simulate import Result
from budget.wished import own_target


def capped(result: Result, gives: Array, least: Array) -> Array:
    """Phần giảm được trong trần của thẻ mục tiêu (n,), but never less of it than the `least`, which no cap
    holds back: what the roadmap gives and the law's minimum. đồng of each unit.
    """
    card = own_target(result)
    if card is None or card.max_cut is None:
        return gives
    limit = down(float(card.max_cut) * result.units["support"])
    return np.minimum(gives, np.maximum(limit, least))


def within_limit(result: Result, gives: Array, least: Array, most: Array, rest: int) -> Array:
    """Phần còn có thể giảm thêm trong trần của thẻ mục tiêu (n,), where that is enough for the `rest`; else
    as it is. gives, least, most: đồng of each unit.
    """
    card = own_target(result)
    if card is None or card.max_cut is None:
        return most
    limit = down(np.maximum(0.0, float(card.max_cut) * result.units["support"] - gives))
    return within(limit, least, most, rest)


def within(limit: Array, least: Array, most: Array, rest: int) -> Array:
    """Phần còn có thể giảm thêm trong giới hạn (n,), never below the `least`, where that is enough for the
    `rest`; else as it is. limit, least, most: đồng of each unit.
    """
    inside = np.maximum(least, np.minimum(most, limit))
    return inside if total(inside - least) >= rest else most
