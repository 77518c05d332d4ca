"""Mục tiêu tự bảo đảm của một bản thử: from where to where a lever moves the targets of a roadmap."""

from __future__ import annotations

from typing import Any

import numpy as np

from budget.planning import on_roadmap
from budget.simulate import Result


def degrees(before: Result, after: Result, year: int) -> dict[str, Any]:
    """Từ đâu đến đâu, as "degrees": the "year", and the lowest and the highest target in it "before" and
    "after", fractions, of the units that are on a roadmap before; {} where none is, or one has none then.
    """
    units = on_roadmap(before)
    ends = [one["target"][units, one.year(year)] for one in (before, after)]
    if not units or any(np.isnan(of).any() for of in ends):
        return {}
    low_high = [[float(of.min()), float(of.max())] for of in ends]
    return {"degrees": {"year": year, "before": low_high[0], "after": low_high[1]}}
