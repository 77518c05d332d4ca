"""Phân bổ trọn số: hands out a total in whole steps, in proportion to weights, within bounds (model,
section 8).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budget.money import Array, only, total

ROUGH = 1e-9
"""What a quota may miss of a whole step by its binary form, in steps."""

MANY = 1_000
"""Units whose breakpoints are sorted as they are; of more, those near the level are found first."""

SAMPLE = 64
"""Units whose breakpoints say between which of them the level lies."""


@dataclass(frozen=True, eq=False)
class Split:
    """Một lần chia: what is handed out (đồng, in whole steps), and how each unit comes by its part.

    slope, offset, lower, upper (n,) as in `level`, whose common level is `level`: NaN where every unit stands
    at its lower or upper bound. `quota` are the parts before whole steps, `money` after, both (n,) đồng.
    """

    amount: float
    slope: Array
    offset: Array
    lower: Array
    upper: Array
    step: float
    level: float
    quota: Array
    money: Array

    def among(self, rows: NDArray[np.intp], count: int) -> Split:
        """Lần chia này trên `count` đơn vị, of which it concerned those of `rows`; the others have 0."""

        def placed(x: Array) -> Array:
            everywhere = np.zeros(count)
            everywhere[rows] = x
            return everywhere

        return Split(
            self.amount,
            placed(self.slope),
            placed(self.offset),
            placed(self.lower),
            placed(self.upper),
            self.step,
            self.level,
            placed(self.quota),
            placed(self.money),
        )

    @property
    def free(self) -> NDArray[np.bool_]:
        """Đơn vị đứng ở mức chung (n,): held by no bound."""
        if np.isnan(self.level):
            return np.zeros(self.quota.shape, dtype=bool)
        return (self.slope > 0) & (self.lower < self.quota) & (self.quota < self.upper)

    @property
    def rounded(self) -> Array:
        """Phần được chia tròn xuống bước (n,), đồng."""
        return whole_steps(self.quota, self.lower, self.upper, self.step)[0] * self.step

    @property
    def more(self) -> Array:
        """Số bước thêm từ phần dư khi làm tròn (n,)."""
        return (self.money - self.rounded) / self.step

    @property
    def fraction(self) -> Array:
        """Phần lẻ (n,), in steps with 6 decimals, by which the steps left over are given."""
        return np.round((self.quota - self.rounded) / self.step, 6) + 0.0


def apportion(
    amount: float, weights: Array, lower: Array, upper: Array, step: float, rank: NDArray[np.intp]
) -> Split:
    """Phân bổ một số tiền theo trọng số, trong giới hạn, làm tròn theo bước.

    amount, lower (n,), upper (n,): đồng, multiples of step (đồng). weights (n,): not negative; a unit of
    weight 0 keeps lower. rank (n,): position of the unit's code by code point; ties go to the lower one.
    The money (n,) sums to amount exactly. Raises ValueError when amount lies outside the bounds or something
    is no multiple of step.
    """
    upper = np.where(weights > 0, upper, lower)
    least, most = total(lower), total(upper)
    if not least <= amount <= most:
        raise ValueError(f"amount {amount:.0f} lies outside the bounds {least} to {most}")
    if step != 1 and not all(_multiples(x, step) for x in (amount, lower, upper)):
        raise ValueError(f"amount and bounds must be multiples of the step {step:.0f}")
    if amount in (least, most):
        return _at_bounds(amount, weights, lower, upper, upper if amount == most else lower, step)
    return _to_level(amount, weights, np.zeros_like(weights), lower, upper, step, rank)


def _multiples(amounts: float | Array, step: float) -> bool:
    """Whether all are multiples of the step; % says the same ten times as slowly."""
    return not np.any(amounts) or bool(np.all(np.floor(amounts / step) * step == amounts))


def proportional(amount: float, weights: Array, upper: Array, step: float, rank: NDArray[np.intp]) -> Split:
    """Chia theo tỷ lệ từ 0: as `apportion`, of an amount and bounds known to be whole steps.

    amount: đồng; of more than the sum of upper only that much. weights, upper (n,): not negative; a unit of
    weight 0 gets nothing.
    """
    return lowest_first(amount, weights, np.zeros_like(upper), upper, step, rank)


def lowest_first(
    amount: float, norm: Array, covered: Array, upper: Array, step: float, rank: NDArray[np.intp]
) -> Split:
    """Bù từ nơi thấp nhất: raises the lowest coverage (covered / norm) first, to one common coverage.

    amount: đồng, of more than the sum of upper only that much; norm, covered, upper (n,): đồng; units with
    norm 0 get nothing. The money (n,) is in whole steps and sums to amount exactly.
    """
    upper, none = only(norm > 0, upper), np.zeros_like(upper)
    most = total(upper)
    if amount <= 0 or amount >= most:
        return _at_bounds(min(amount, most), norm, none, upper, upper if amount >= most else none, step)
    return _to_level(amount, norm, covered, none, upper, step, rank)


def _at_bounds(amount: float, slope: Array, lower: Array, upper: Array, at: Array, step: float) -> Split:
    """Every unit at its lower, or every unit at its upper bound."""
    at = at + 0.0
    return Split(amount, slope, np.zeros_like(slope), lower, upper, step, np.nan, at, at)


def _to_level(
    amount: float,
    slope: Array,
    offset: Array,
    lower: Array,
    upper: Array,
    step: float,
    rank: NDArray[np.intp],
) -> Split:
    at = level(amount, slope, offset, lower, upper)
    quota = np.clip(at * slope - offset, lower, upper)
    money = in_steps(quota, amount, lower, upper, step, rank)
    return Split(amount, slope, offset, lower, upper, step, at, quota, money)


def level(amount: float, slope: Array, offset: Array, lower: Array, upper: Array) -> float:
    """Mức chung: the l with sum of clip(l * slope - offset, lower, upper) = amount, by sorting the
    breakpoints, of many units those near it.

    All (n,); amount strictly between the sums of lower and upper. Units with slope 0 stand at lower.
    """
    moving = (slope > 0) & (upper > lower)
    moves = np.flatnonzero(moving)
    s, o, low, high = slope[moves], offset[moves], lower[moves], upper[moves]
    # bounds are whole đồng, so that their sums are exact in whatever order
    still = float(lower.sum()) - float(low.sum())
    enters, leaves = (low + o) / s, (high + o) / s
    start, moving_before = float(low.sum()), 0.0
    entering = leaving = np.arange(len(s))
    if len(s) > MANY:
        least, most, start = _around(amount - still, s, o, low, high, enters, leaves)
        moving_before = float(s.sum(where=enters < least) - s.sum(where=leaves < least))
        entering = np.flatnonzero((enters >= least) & (enters <= most))
        leaving = np.flatnonzero((leaves >= least) & (leaves <= most))
    points = np.concatenate([enters[entering], leaves[leaving]])
    order = np.argsort(points, kind="stable")
    points = points[order]
    slopes = moving_before + np.cumsum(np.concatenate([s[entering], -s[leaving]])[order])
    reached = still + start + np.concatenate([[0.0], np.cumsum(slopes[:-1] * np.diff(points))])
    k = int(np.clip(np.searchsorted(reached, amount, side="right") - 1, 0, len(points) - 2))
    middle = 0.5 * (points[k] + points[k + 1])
    # The level is solved anew from the units that move in this stretch, free of errors of the running sums.
    free = np.flatnonzero((enters <= middle) & (leaves >= middle))
    fixed = still + float(only(enters > middle, low).sum()) + float(only(leaves < middle, high).sum())
    rise = float(s[free].sum())
    if rise <= 0:
        return float(middle)
    # Where only a slope of a few đồng is free, the error of the sums would lead far out of the stretch.
    return float(np.clip((amount - fixed + float(o[free].sum())) / rise, points[k], points[k + 1]))


def _around(
    amount: float, s: Array, o: Array, low: Array, high: Array, enters: Array, leaves: Array
) -> tuple[float, float, float]:
    """Two breakpoints with the common level between them, by halving a sample of all, and what the first
    hands out, đồng.
    """
    part = np.empty_like(s)

    def given(at: float) -> float:
        np.multiply(s, at, out=part)
        np.subtract(part, o, out=part)
        np.maximum(part, low, out=part)
        np.minimum(part, high, out=part)
        return float(part.sum())

    every = -(-len(s) // SAMPLE)
    sample = np.sort(np.concatenate([[enters.min(), leaves.max()], enters[::every], leaves[::every]]))
    first, last = 0, len(sample) - 1
    while last - first > 1:
        middle = (first + last) // 2
        first, last = (middle, last) if given(float(sample[middle])) <= amount else (first, middle)
    return float(sample[first]), float(sample[last]), given(float(sample[first]))


def in_steps(
    quota: Array, amount: float, lower: Array, upper: Array, step: float, rank: NDArray[np.intp]
) -> Array:
    """Làm tròn các phần: each quota down to the step, the steps left over one each to the largest
    fractional parts.

    Fractions are compared after rounding to 6 decimals of a step, ties go to the lower code, nobody passes
    upper.
    """
    given, base, room = whole_steps(quota, lower, upper, step)
    fraction = np.round(quota / step - given, 6)
    left = round((amount - float(given.sum()) * step) / step)
    while left > 0:
        first = _largest(fraction, np.flatnonzero(given < room), left, rank)
        given[first] += 1
        left -= len(first)
    while left < 0:  # only when binary rounding lifted a quota to the next step
        last = _largest(-fraction, np.flatnonzero(given > base), -left, -rank)
        given[last] -= 1
        left += len(last)
    return np.asarray(given * step)


def _largest(
    fraction: Array, among: NDArray[np.intp], count: int, rank: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Positions of the `count` largest fractions of those named, or of all of them; ties by lower rank."""
    if count >= len(among):
        return among
    of = fraction[among]
    last = np.partition(of, -count)[-count]
    above, tied = among[np.flatnonzero(of > last)], among[np.flatnonzero(of == last)]
    return np.concatenate([above, tied[np.argsort(rank[tied])][: count - len(above)]])


def whole_steps(quota: Array, lower: Array, upper: Array, step: float) -> tuple[Array, Array, Array]:
    """Số bước tròn xuống của mỗi phần, within those of the bounds, and the bounds in steps; any shape."""
    base, room = np.floor(lower / step + ROUGH), np.floor(upper / step + ROUGH)
    return np.clip(np.floor(quota / step + ROUGH), base, room), base, room
