"""Làm tròn và phân bổ từng đơn vị: the roundings and the sharing out, a number at a time (model, sections 0
and 8).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import floor
from typing import Any

from budget.plain.cells import Number


class PlainMoney:
    """Tiền bằng số thường: `of` is float or Decimal and makes every number of a run."""

    def __init__(self, of: Callable[[Any], Number]) -> None:
        self.of = of
        self.lean, self.half, self.rough = self.number("0.0001"), self.number("0.5"), self.number("1e-9")

    def number(self, exact: Any) -> Number:
        """A number of the run, from a fraction, a decimal or text."""
        fraction = Fraction(exact)
        return self.of(fraction.numerator) / self.of(fraction.denominator)

    def whole(self, x: Number) -> int:
        """Làm tròn đến đồng."""
        size: int = floor(abs(x) + self.lean + self.half)
        return size if x >= 0 else -size

    def down(self, x: Number, step: int = 1) -> int:
        """Làm tròn xuống bội số của step."""
        return int(floor((x + self.lean) / step) * step)

    def up(self, x: Number, step: int = 1) -> int:
        """Làm tròn lên bội số của step."""
        return int(-floor((self.lean - x) / step) * step)

    def millionths(self, ratio: Number) -> int:
        """Tỷ lệ tính bằng phần triệu, half away from zero."""
        size: int = floor(abs(ratio) * 1_000_000 + self.half + self.rough)
        return size if ratio >= 0 else -size

    def apportion(
        self, amount: int, weights: Sequence[Number], upper: Sequence[int], step: int, ranks: Sequence[int]
    ) -> list[int]:
        """Phân bổ một số tiền theo trọng số, not above upper, in whole steps."""
        upper = [u if w > 0 else 0 for w, u in zip(weights, upper, strict=True)]
        if amount in (0, sum(upper)):
            return upper if amount else [0] * len(upper)
        return self.raised(amount, weights, [0] * len(upper), upper, step, ranks)

    def raised(
        self,
        amount: int,
        slopes: Sequence[Number],
        offsets: Sequence[Number],
        upper: Sequence[int],
        step: int,
        ranks: Sequence[int],
    ) -> list[int]:
        """Nâng đến một mức chung: clip(level * slope - offset, 0, upper), whole steps summing to amount."""
        level = self.level(amount, slopes, offsets, upper)
        most = [u // step for u in upper]
        quotas = [
            min(max((level * s - o) / step, 0), top) if s > 0 else 0
            for s, o, top in zip(slopes, offsets, most, strict=True)
        ]
        given = [min(floor(q + self.rough), top) for q, top in zip(quotas, most, strict=True)]
        rest = [round((q - g) * 1_000_000) for q, g in zip(quotas, given, strict=True)]
        order = sorted(range(len(given)), key=lambda i: (-rest[i], ranks[i]))
        left = amount // step - sum(given)
        while left > 0:
            for i in order:
                if left > 0 and given[i] < most[i]:
                    given[i] += 1
                    left -= 1
        for i in reversed(order):
            if left < 0 and given[i] > 0:
                given[i] -= 1
                left += 1
        return [g * step for g in given]

    def level(
        self, amount: int, slopes: Sequence[Number], offsets: Sequence[Number], upper: Sequence[int]
    ) -> Number:
        """Mức chung, by walking through the levels at which a unit enters or is full."""
        points = []
        for slope, o, u in zip(slopes, offsets, upper, strict=True):
            if slope > 0 and u > 0:
                s = self.of(slope)
                points += [(o / s, s), ((u + o) / s, -s)]
        points.sort()
        at, reached, rise = points[0][0], self.of(0), self.of(0)
        for point, change in points:
            more = rise * (point - at)
            if reached + more >= amount:
                break
            at, reached, rise = point, reached + more, rise + change
        return at + (amount - reached) / rise if rise > 0 else at
