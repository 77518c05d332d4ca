"""Mức tự bảo đảm chi thường xuyên và phân loại: the degree of autonomy and the group it gives (model,
section 2).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

from budget.money import LEAN, Array, quotient

Groups = NDArray[np.int8]

GROUPS = ("1", "2", "3a", "3b", "3c", "4")
"""Nhóm đơn vị, from the most to the least autonomous; arrays hold the position in this tuple."""

UNDEFINED = -1
FIRST, SECOND, THIRD_A, THIRD_B, THIRD_C, FOURTH = range(6)

Bands = Mapping[str, Fraction]
"""Lowest degree of each group, as fractions of one (parameter `thresholds`); group 1 shares the threshold
of group 2.
"""


def ratio(own_revenue: ArrayLike, spending: ArrayLike) -> Array:
    """Mức tự bảo đảm chi thường xuyên A / B, a fraction of one; NaN where B = 0. Any shape, in đồng."""
    a, b = np.broadcast_arrays(
        np.asarray(own_revenue, dtype=np.float64), np.asarray(spending, dtype=np.float64)
    )
    return quotient(a, b)


def reaches(own_revenue: Array, spending: Array, threshold: float | Array) -> NDArray[np.bool_]:
    """Đạt ngưỡng: A >= t x B by cross-multiplication, so that exactly 10, 30, 70 and 100 percent go up."""
    return np.asarray(own_revenue + _lean(spending) >= threshold * spending)


def _lean(spending: Array) -> Array:
    """What an equality may miss by its binary form, đồng."""
    return np.maximum(LEAN, 1e-12 * spending)


def group_index(
    own_revenue: ArrayLike, spending: ArrayLike, covers_investment: ArrayLike, bands: Bands
) -> Groups:
    """Nhóm tự chủ: positions in GROUPS, -1 where B = 0. Any shape (covers_investment broadcasts), in đồng.

    Law: thresholds.
    """
    a, b = np.broadcast_arrays(
        np.asarray(own_revenue, dtype=np.float64), np.asarray(spending, dtype=np.float64)
    )
    leaning, earns = a + _lean(b), a > 0
    found = np.full(a.shape, FOURTH, dtype=np.int8)
    for position in (THIRD_C, THIRD_B, THIRD_A, SECOND):
        reached = earns & (leaning >= float(bands[GROUPS[position]]) * b)
        # what a threshold lifts up to its group, without a pass over a mask
        np.minimum(found, FOURTH - (FOURTH - position) * reached.view(np.int8), out=found)
    found -= (found == SECOND) & np.asarray(covers_investment, dtype=bool)
    found[b == 0] = UNDEFINED
    return found


def support_need(own_revenue: Array, spending: Array, group: Groups) -> Array:
    """Nhu cầu NSNN hỗ trợ chi thường xuyên: max(0, B - A) in groups 3 and 4, else 0. đồng, any shape."""
    return np.where(group >= THIRD_A, np.maximum(0.0, spending - own_revenue), 0.0)


def is_partly(group: Groups) -> NDArray[np.bool_]:
    """Nhóm 3 (3a, 3b, 3c): pays a part of its recurrent spending itself."""
    return (group >= THIRD_A) & (group <= THIRD_C)


def next_threshold(own_revenue: Array, spending: Array, bands: Bands) -> Array:
    """Ngưỡng kế tiếp: the lowest threshold that the unit does not reach yet; NaN for groups 1, 2 or B = 0."""
    found = np.full(own_revenue.shape, np.nan)
    for position in (SECOND, THIRD_A, THIRD_B, THIRD_C):
        threshold = float(bands[GROUPS[position]])
        found[~reaches(own_revenue, spending, threshold) | (own_revenue <= 0)] = threshold
    found[spending == 0] = np.nan
    return found
