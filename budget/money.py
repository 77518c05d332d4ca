"""Làm tròn tiền: the only roundings of money in the program.

Amounts are đồng in float64 (exact to 9e15). A binary fraction such as 0.1 x 30 may stand a hair beside the
whole đồng that it means; every rounding therefore leans 0.0001 đồng towards the side that the decimal
figure would take.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

LEAN = 0.0001
"""What a rounding adds or takes first, in đồng."""

LIMIT = 9e15
"""The largest amount in đồng that float64 still holds to the đồng."""


def whole(amount: ArrayLike) -> Array:
    """Làm tròn đến đồng: |x| + 0.0001, half up, then the sign. Any shape, in đồng."""
    x = np.asarray(amount, dtype=np.float64)
    rounded: Array = np.floor(np.abs(x) + (LEAN + 0.5))
    # + 0.0 turns a negative zero into zero
    return np.copysign(rounded, x) + 0.0


def down(amount: ArrayLike, step: float = 1.0) -> Array:
    """Làm tròn xuống bội số của step (đồng). Any shape."""
    x = np.asarray(amount, dtype=np.float64)
    return np.floor((x + LEAN) / step) * step + 0.0


def up(amount: ArrayLike, step: float = 1.0) -> Array:
    """Làm tròn lên bội số của step (đồng). Any shape."""
    x = np.asarray(amount, dtype=np.float64)
    return np.ceil((x - LEAN) / step) * step + 0.0


def spread(amounts: Array, factors: Array) -> Array:
    """Nhân theo năm: amounts (n,) times factors (Y,) as (n, Y), each year in one piece of memory.

    What is made of it keeps this order, and the year loop reads a year three times as fast as across rows.
    """
    return np.multiply(amounts[:, None], factors, order="F")


def whole_number(amount: Fraction) -> int:
    """Làm tròn đến đồng một số hữu tỉ: the same rule as `whole`, for an exact total over units."""
    size = abs(amount) + Fraction(LEAN).limit_denominator(10_000)
    rounded = int(size + Fraction(1, 2))
    return rounded if amount >= 0 else -rounded


def down_number(amount: Fraction, step: int = 1) -> int:
    """Làm tròn xuống bội số của step một số hữu tỉ, for an exact total over units."""
    return int((amount + Fraction(1, 10_000)) // step) * step


def total(amounts: Array) -> int:
    """Tổng cộng: the exact sum of whole amounts in đồng, beyond what one float64 could hold."""
    # 40.000 units of 10^11 still fit float64; a sum of int64 is exact whatever the order
    return int(amounts.astype(np.int64).sum())


def six_digits(ratio: ArrayLike) -> Array:
    """Tỷ lệ làm tròn 6 chữ số, half away from zero; NaN stays NaN."""
    x = np.asarray(ratio, dtype=np.float64)
    return np.copysign(np.floor(np.abs(x) * 1e6 + (0.5 + 1e-9)) / 1e6, x) + 0.0
