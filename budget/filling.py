"""Số cấp thêm bù phần thiếu nguồn: what of an increase goes to what its units lacked without it."""

from __future__ import annotations

import numpy as np

from budget.money import whole
from budget.simulate import Result


def filled(result: Result, year: int) -> int:
    """Phần tăng bù thiếu nguồn của năm, đồng of all units: of each what it is given, up to what it lacked for
    what is planned before it was given anything; 0 for a scenario that was not computed.
    """
    if result.steps is None:
        return 0
    j, plan = result.year(year), result.steps.roadmap
    support, increase = (result.published(name)[:, j] for name in ("support", "increase"))
    lacked = whole(plan.spending[:, j] - plan.own_revenue[:, j]) - (support - increase)
    return int(np.minimum(increase, np.maximum(0, lacked)).sum())
