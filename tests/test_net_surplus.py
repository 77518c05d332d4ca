"""Who is of another group when the set-aside for pay reform is taken from the surplus of services."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget.net_surplus import other_groups
from tests.plans import M, run, service

ROWS = [
    # earns 11 of 100 million, 6 of them a surplus: 40 % of it are 2,4, which leaves 8,6 %
    service(professional=100 * M, other_revenue=5 * M, service_revenue=20 * M, service_cost=14 * M),
    # as much without a surplus
    service("V2", professional=100 * M, other_revenue=11 * M),
    # 35 of 100 million, 6 of them a surplus: 32,6 % is of the same group
    service("V3", professional=100 * M, other_revenue=29 * M, service_revenue=20 * M, service_cost=14 * M),
]


def test_a_unit_whose_net_surplus_falls_below_a_threshold_is_told():
    result = run(2025, ROWS)
    assert result.law.number("own_revenue_rate", 2026) == Decimal("0.4")
    (found,) = other_groups(result, 2026)
    assert (found.unit, found.group, found.net_group) == (0, "3c", "4")
    assert (found.degree, found.net_degree) == pytest.approx((0.11, 0.086))
