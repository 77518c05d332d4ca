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

_LEAN = Fraction(LEAN).limit_denominator(10_000)

LIMIT = 9e15
"""The largest amount in đồng that float64 still holds to the đồng."""


def whole(amount: ArrayLike) -> Array:
    """Làm tròn đến đồng: |x| + 0.0001, half up, then the sign. Any shape, in đồng."""
    x = np.asarray(amount, dtype=np.float64)
    # One piece of memory for all steps: of a province, a new one costs more than the arithmetic.
    rounded = np.asarray(np.abs(x))
    rounded += LEAN + 0.5
    np.floor(rounded, out=rounded)
    np.copysign(rounded, x, out=rounded)
    rounded += 0.0  # turns a negative zero into zero
    return _as_given(rounded)


def below_zero(amount: Array) -> NDArray[np.bool_]:
    """Âm sau khi làm tròn đến đồng: where `whole` gives less than 0, without the rounding. Any shape."""
    return np.asarray(LEAN + 0.5 - amount >= 1.0)


def below_one(ratio: Array) -> NDArray[np.bool_]:
    """Dưới 1 sau khi làm tròn 6 chữ số: where `six_digits` gives less than 1, without the rounding."""
    millionths = ratio * 1e6
    millionths += 0.5 + 1e-9
    return np.asarray(millionths < 1e6)


def only(where: NDArray[np.bool_], amounts: Array, out: Array | None = None) -> Array:
    """Chỉ nơi được chọn: amounts, finite and not negative, and 0 elsewhere; into `out` where one is given.

    A product, because np.where waits at every unit for a condition that nobody can foresee.
    """
    return np.multiply(where, amounts, out=out)


def down(amount: ArrayLike, step: float = 1.0) -> Array:
    """Làm tròn xuống bội số của step (đồng). Any shape."""
    return _steps(np.floor, np.asarray(amount, dtype=np.float64) + LEAN, step)


def up(amount: ArrayLike, step: float = 1.0) -> Array:
    """Làm tròn lên bội số của step (đồng). Any shape."""
    return _steps(np.ceil, np.asarray(amount, dtype=np.float64) - LEAN, step)


def _steps(rounding: np.ufunc, leaning: ArrayLike, step: float) -> Array:
    """Whole steps in place."""
    x: Array = np.asarray(leaning)
    if step != 1:
        x /= step
    rounding(x, out=x)
    if step != 1:
        x *= step
    x += 0.0
    return _as_given(x)


def _as_given(x: Array) -> Array:
    """One number for one number, an array for an array."""
    given: Array = x[()]
    return given


def spread(amounts: Array, factors: Array) -> Array:
    """Nhân theo năm: amounts (n,) times factors (Y,) as (n, Y), each year in one piece of memory.

    What is made of it keeps this order, and the year loop reads a year three times as fast as across rows.
    """
    return np.multiply(amounts[:, None], factors, order="F")


def quotient(amount: Array, by: Array, without: float = np.nan) -> Array:
    """Thương của hai số: `without` where `by` is 0. Any shapes that broadcast to that of `amount`."""
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Array = np.asarray(amount / by)
    np.copyto(result, without, where=by == 0)
    return result


def whole_number(amount: Fraction) -> int:
    """Làm tròn đến đồng một số hữu tỉ: the same rule as `whole`, for an exact total over units."""
    rounded = int(abs(amount) + _LEAN + Fraction(1, 2))
    return rounded if amount >= 0 else -rounded


def down_number(amount: Fraction, step: int = 1) -> int:
    """Làm tròn xuống bội số của step một số hữu tỉ, for an exact total over units."""
    return int((amount + _LEAN) // step) * step


def total(amounts: Array) -> int:
    """Tổng cộng: the exact sum of whole amounts in đồng, beyond what one float64 could hold."""
    # 40.000 units of 10^11 still fit float64; a sum of int64 is exact whatever the order
    as_float = float(amounts.sum())
    if as_float < LIMIT and amounts.min(initial=0.0) >= 0:
        return int(as_float)
    return int(amounts.astype(np.int64).sum())


def six_digits(ratio: ArrayLike) -> Array:
    """Tỷ lệ làm tròn 6 chữ số, half away from zero; NaN stays NaN."""
    x = np.asarray(ratio, dtype=np.float64)
    rounded = np.asarray(np.abs(x))
    rounded *= 1e6
    rounded += 0.5 + 1e-9
    np.floor(rounded, out=rounded)
    rounded /= 1e6
    np.copysign(rounded, x, out=rounded)
    rounded += 0.0
    return _as_given(rounded)
