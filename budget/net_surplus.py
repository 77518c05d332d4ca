"""Chênh lệch thu dịch vụ đã trừ phần trích cải cách tiền lương: the model counts the whole surplus among the
revenues that decide the degree of autonomy; whom the law's net surplus would put into another group is told.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from budget.autonomy import GROUPS, THIRD_A, group_index, ratio
from budget.simulate import Result

SURPLUS = "surplus_services"


@dataclass(frozen=True, slots=True)
class Net:
    """Một đơn vị đổi nhóm: its place, degree and group as computed and with the net surplus."""

    unit: int
    degree: float
    group: str
    net_degree: float
    net_group: str


def other_groups(result: Result, year: int) -> list[Net]:
    """Các đơn vị đổi nhóm trong năm nếu trừ phần trích, in the order of the data; none where the law of the
    year asks no set-aside of the surplus.

    Source: Điều 10 Nghị định 60/2021/NĐ-CP as amended by Nghị định 111/2025/NĐ-CP. Law: own_revenue_rate,
    own_revenue_lines, thresholds. Raises ValueError for a scenario that was not computed.
    """
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    law, j = result.law, result.year(year)
    if SURPLUS not in law.names("own_revenue_lines", year):
        return []
    own, spending = result["own_revenue"][:, j], result["spending"][:, j]
    net = own - float(law.number("own_revenue_rate", year)) * result.steps.drivers.lines[SURPLUS][:, j]
    groups = group_index(net, spending, result.units["covers_investment"], law.table("thresholds", year))
    was, degree, then = result.group[:, j], ratio(own, spending), ratio(net, spending)
    moved = np.flatnonzero((was >= THIRD_A) & (groups != was))
    return [
        Net(i, float(degree[i]), GROUPS[was[i]], float(then[i]), GROUPS[groups[i]]) for i in moved.tolist()
    ]
