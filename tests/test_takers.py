"""Which measures take from a unit: worked by hand on the units of the tests of planning."""

from __future__ import annotations

from budget.takers import ROADMAP, takers
from tests.test_planning import result


def test_what_takes_from_a_unit_stands_in_the_order_of_the_amount():
    """25 % of 60, 80, 50 million are 15, 20, 12,5 million, and count what was taken before. A earns 10
    million more, above its minimum of 1,5, and loses 5 by the rate; of B the minimum takes 2, the rate 18.
    """
    measures = [{"method": "statutory"}, {"method": "rate", "rate": 0.25}]
    found = result(reductions=measures, roadmap=[{"units": {"codes": ["A"]}, "targets": {"2022": 0.5}}])
    assert [takers(found, 2022, i) for i in range(4)] == [(ROADMAP, 2), (2, 1), (2,), ()]
