"""Một sửa đổi không đổi kết quả: a lever moved between two plans whose figures are the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from budget.money import Array
from budget.scenario import Reduction, Scenario
from budget.select import Mask
from budget.simulate import Result, Steps

Said = tuple[str, dict[str, Any]]
"""Lý do và các số mà câu của nó dùng: đồng, fractions of one, counts, years, and the name of a unit."""


@dataclass(frozen=True)
class Edit:
    """Sửa một khóa (`path`) của phương án: results of the plan as it was and as it is, both computed."""

    before: Result
    after: Result
    path: tuple[Any, ...]

    @property
    def steps(self) -> Steps:
        """Các bước tính của phương án sau khi sửa."""
        assert self.after.steps is not None
        return self.after.steps

    @property
    def was(self) -> Steps:
        """Các bước tính của phương án trước khi sửa."""
        assert self.before.steps is not None
        return self.before.steps

    @property
    def plan(self) -> Scenario:
        """Phương án sau khi sửa."""
        return self.after.scenario

    @property
    def measures(self) -> tuple[Reduction, Reduction]:
        """Biện pháp giảm chi trước và sau khi sửa."""
        k = self.path[1]
        return self.before.scenario.reductions[k], self.plan.reductions[k]

    def late(self, year: Any) -> Said | None:
        """Năm sau năm cuối của phương án: nothing is computed for it."""
        last = self.after.years[-1]
        return (
            ("after_horizon", {"year": year, "last": last}) if isinstance(year, int) and year > last else None
        )

    def name(self, i: int) -> str:
        """Tên đơn vị ở vị trí i."""
        return self.after.units.name[i]


def extreme(edit: Edit, shares: Array, within: Mask, *, most: bool) -> dict[str, Any] | None:
    """Đơn vị và năm có tỷ lệ cao nhất hoặc thấp nhất among those `within` (n, Y - 1), of the years after the
    base year; None where there is none.
    """
    if not within.any():
        return None
    chosen = np.where(within, shares, -np.inf if most else np.inf)
    i, j = np.unravel_index(chosen.argmax() if most else chosen.argmin(), chosen.shape)
    return {"share": float(chosen[i, j]), "name": edit.name(int(i)), "year": edit.after.years[int(j) + 1]}
