"""Đơn vị ngoài điều muốn giảm bị thiếu nguồn vì nó: the condition of a wish is of the service units alone,
while its minimum by law and its pool reach others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budget.money import whole
from budget.simulate import Result
from budget.wished import wish_scope


@dataclass(frozen=True)
class Bystander:
    """Một đơn vị thiếu nguồn nhiều hơn vì điều muốn giảm, đồng: its position, what it lacks `before` and
    `after`, how much more is taken of it (`cut`), and how much more it is `given` (negative: less).
    """

    position: int
    before: int
    after: int
    cut: int
    given: int

    @property
    def more(self) -> int:
        """Phần thiếu thêm, đồng."""
        return self.after - self.before


def bystanders(before: Result, after: Result, year: int) -> tuple[Bystander, ...]:
    """Các đơn vị ngoài sự nghiệp khác thiếu nguồn hơn, of a plan before and after: those that lacked nothing
    first, then those that lack most more.

    Raises ValueError for a scenario that was not computed.
    """
    j, others = after.year(year), ~wish_scope(after)

    def of(result: Result, name: str) -> list[int]:
        return [int(amount) for amount in whole(result[name][:, j]).tolist()]

    lacked, lacks = ([max(0, -amount) for amount in of(result, "balance")] for result in (before, after))
    cuts, given = (
        [b - a for a, b in zip(of(before, n), of(after, n), strict=True)] for n in ("cut", "increase")
    )
    found = [
        Bystander(i, lacked[i], lacks[i], cuts[i], given[i])
        for i in np.flatnonzero(others).tolist()
        if lacks[i] > lacked[i]
    ]
    return tuple(sorted(found, key=lambda one: (one.before > 0, -one.more, after.units.code[one.position])))


def cut_and_short(result: Result, year: int) -> tuple[tuple[int, int], ...]:
    """Đơn vị ngoài sự nghiệp khác bị giảm mà đang thiếu nguồn: position and what it lacks, đồng, most first.

    Raises ValueError for a scenario that was not computed.
    """
    j, others = result.year(year), ~wish_scope(result)
    balance, cut = (whole(result[name][:, j]) for name in ("balance", "cut"))
    found = np.flatnonzero(others & (cut > 0) & (balance < 0)).tolist()
    return tuple(sorted(((i, -int(balance[i])) for i in found), key=lambda one: -one[1]))


def short_units(result: Result, year: int) -> int:
    """Số đơn vị thiếu nguồn, all units."""
    return int((whole(result["balance"][:, result.year(year)]) < 0).sum())
