"""Section 8: a total shared by weight within bounds, in whole steps, with nothing lost."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import floor

from tests.reference.numbers import HALF, down


def apportion(
    total: int,
    weights: Sequence[Fraction | int],
    lower: Sequence[int],
    upper: Sequence[int],
    step: int,
    codes: Sequence[str],
) -> list[int]:
    """Shares of `total`, in the order given; ValueError when the bounds cannot hold it."""
    for name, value in [("total", total), *(("lower", x) for x in lower), *(("upper", x) for x in upper)]:
        if value % step:
            raise ValueError(f"{name} {value} is no multiple of the step {step}")
    # "A unit of weight 0 keeps lower, and counts with lower in both sums."
    upper = [u if w > 0 else lo for w, lo, u in zip(weights, lower, upper, strict=True)]
    if total < sum(lower):
        raise ValueError(f"total {total} is below the sum of the lower bounds {sum(lower)}")
    if total > sum(upper):
        raise ValueError(f"total {total} is above the sum of the upper bounds {sum(upper)}")
    slopes = [Fraction(w) for w in weights]
    quotas = fill(Fraction(total), slopes, [Fraction(0)] * len(slopes), lower, upper)
    return make_whole(total, quotas, lower, upper, step, codes)


def fill(
    total: Fraction,
    slopes: Sequence[Fraction],
    offsets: Sequence[Fraction],
    lower: Sequence[int],
    upper: Sequence[int],
) -> list[Fraction]:
    """`clip(l * slope - offset, lower, upper)` at the level l where they sum to total, exactly."""

    def clipped(level: Fraction) -> list[Fraction]:
        return [
            min(max(level * s - o, Fraction(lo)), Fraction(hi)) if s > 0 else Fraction(lo)
            for s, o, lo, hi in zip(slopes, offsets, lower, upper, strict=True)
        ]

    breaks = sorted(
        {
            (bound + o) / s
            for s, o, lo, hi in zip(slopes, offsets, lower, upper, strict=True)
            if s > 0
            for bound in (lo, hi)
        }
    )
    if not breaks:
        return [Fraction(lo) for lo in lower]
    below = clipped(breaks[0])
    if sum(below) >= total:
        return below
    for left, right in pairwise(breaks):
        above = clipped(right)
        if sum(above) >= total:
            share = (total - sum(below)) / (sum(above) - sum(below))
            # Between two breakpoints every clip is linear in the level.
            return clipped(left + (right - left) * share)
        below = above
    return below


def make_whole(
    total: int,
    quotas: Sequence[Fraction],
    lower: Sequence[int],
    upper: Sequence[int],
    step: int,
    codes: Sequence[str],
) -> list[int]:
    """Each quota rounded down to the step, the steps left over to the largest fractional parts."""
    if total == sum(upper):
        return list(upper)
    given = [down(q, step) for q in quotas]
    fractions = [(q - g) / step for q, g in zip(quotas, given, strict=True)]
    order = sorted(range(len(quotas)), key=lambda i: (-floor(fractions[i] * 1_000_000 + HALF), codes[i]))
    left = (total - sum(given)) // step
    # Not on the page: with more than 10 000 units the 0.0001 of "rounded down" can hand out steps that are
    # not there; the smallest fractional parts give them back.
    for i in reversed(order):
        if left < 0 and given[i] - step >= lower[i]:
            given[i] -= step
            left += 1
    for i in order:
        if left > 0 and given[i] + step <= upper[i]:
            given[i] += step
            left -= 1
    assert left == 0, "the steps do not fit between the bounds"
    return given
