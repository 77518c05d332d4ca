"""Năm ngoài năm xem: what a plan changes of another plan in the years that nobody looks at."""

from __future__ import annotations

import numpy as np

from budget.indicators import indicators
from budget.money import whole
from budget.simulate import Result

OtherYears = list[list[int]]
"""Year, and the đồng cut in it before and after; of each year in which a unit's support is another."""


def other_years(before: Result, after: Result, year: int) -> OtherYears:
    """Các năm khác `year` mà một phương án làm đổi kinh phí, and what is cut in each by both; of plans on the
    same units, in the years that both have.
    """
    found = []
    for one in after.years[1:]:
        if one == year or one not in before.years:
            continue
        was, now = (whole(plan["support"][:, plan.year(one)]) for plan in (before, after))
        if not np.array_equal(was, now):
            found.append([one, *(indicators(plan, one).saved for plan in (before, after))])
    return found
