"""Sharing out in fractions, a second time: slow, exact, and written from the rule alone.

The sum of the clipped shares is evaluated at every breakpoint and interpolated between the two around the
total, so that nothing is sorted by slopes and nothing is solved twice.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def clip(x: Fraction, low: int, high: int) -> Fraction:
    """x within its bounds."""
    return max(Fraction(low), min(Fraction(high), x))


def level(
    total: int, slopes: Sequence[int], offsets: Sequence[int], lower: Sequence[int], upper: Sequence[int]
):
    """A level l with sum of clip(l * slope - offset, lower, upper) = total; all slopes are positive."""
    units = list(zip(slopes, offsets, lower, upper, strict=True))

    def reached(at: Fraction) -> Fraction:
        return sum((clip(at * s - o, low, high) for s, o, low, high in units), Fraction(0))

    points = sorted({Fraction(bound + o, s) for s, o, low, high in units for bound in (low, high)})
    below = max(p for p in points if reached(p) <= total)
    above = min(p for p in points if reached(p) >= total)
    rise = reached(above) - reached(below)
    return below + (above - below) * (total - reached(below)) / rise if rise else below


def whole_steps(
    total: int, quotas: Sequence[Fraction], upper: Sequence[int], step: int, codes: Sequence[str]
) -> list[int]:
    """Each quota down to the step, then one step each to the largest fractions, ties to the lower code."""
    given = [int(quota // step) * step for quota in quotas]
    fractions = [round(Fraction(quota - g) / step, 6) for quota, g in zip(quotas, given, strict=True)]
    order = sorted(range(len(codes)), key=lambda i: (-fractions[i], codes[i]))
    for i in order:
        if sum(given) == total:
            break
        if given[i] < upper[i]:
            given[i] += step
    assert sum(given) == total
    return given


def apportion(
    total: int,
    weights: Sequence[int],
    lower: Sequence[int],
    upper: Sequence[int],
    step: int,
    codes: Sequence[str],
) -> list[int]:
    """The rule of whole-number apportionment within bounds."""
    top = [high if w else low for w, low, high in zip(weights, lower, upper, strict=True)]
    if total == sum(top):
        return top
    some = [i for i, w in enumerate(weights) if w]
    rest = total - sum(low for w, low in zip(weights, lower, strict=True) if not w)
    at = level(rest, *([column[i] for i in some] for column in (weights, [0] * len(weights), lower, top)))
    quotas = [
        clip(at * w, low, high) if w else Fraction(low)
        for w, low, high in zip(weights, lower, top, strict=True)
    ]
    return whole_steps(total, quotas, top, step, codes)


def lowest_first(
    amount: int,
    norms: Sequence[int],
    covered: Sequence[int],
    upper: Sequence[int],
    step: int,
    codes: Sequence[str],
) -> list[int]:
    """Raises the lowest coverage to one common coverage; units without a norm get nothing."""
    top = [high if n else 0 for n, high in zip(norms, upper, strict=True)]
    if amount == sum(top):
        return top
    some = [i for i, n in enumerate(norms) if n]
    at = level(amount, *([column[i] for i in some] for column in (norms, covered, [0] * len(norms), top)))
    quotas = [
        clip(at * n - c, 0, high) if n else Fraction(0)
        for n, c, high in zip(norms, covered, top, strict=True)
    ]
    return whole_steps(amount, quotas, top, step, codes)
