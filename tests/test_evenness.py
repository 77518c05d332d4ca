"""Who gives up the smallest and the largest share of its own support."""

from __future__ import annotations

import numpy as np

from budget.evenness import extremes
from budget.simulate import Result
from tests.plans import M, run, service

# nothing grows from 2021 to 2022; a cut of 10 % of 1.000 shared equally is 25 each: 5, 6,25, 12,5 and 12,5 %
CITY = [
    service("V1", professional=500 * M, support=500 * M),
    service("V2", professional=400 * M, support=400 * M),
    service("V3", professional=200 * M, support=200 * M),
    service("V4", professional=200 * M, support=200 * M),
    service("V5", users=100 * M, professional=100 * M),
]


def cut(target: str, more: str = "") -> Result:
    text = f'[[reductions]]\nmethod = "target"\ntarget = {{ 2022 = {target} }}\nshare_by = "equal"\n{more}'
    return run(2021, CITY, f"horizon = 2022\n{text}")


def test_the_smallest_and_the_largest_share_with_who_has_it() -> None:
    # 13 % of 1.300 is 169, a fourth of it 42,25: of 500 8,45 %, of 200 21,125 %; V5 has nothing to lose
    found = extremes(cut("0.13"), 2022, np.ones(5, dtype=bool))
    assert found is not None
    assert (found.low, found.high) == (0.0845, 0.21125)
    assert (found.lowest, found.highest) == ((0,), (2, 3))


def test_only_the_units_that_are_meant_count() -> None:
    found = extremes(cut("0.13"), 2022, np.array([True, True, False, False, True]))
    assert found is not None
    # 42,25 of 400
    assert (found.high, found.highest) == (0.105625, (1,))


def test_one_unit_alone_has_no_extremes() -> None:
    assert extremes(cut("0.13"), 2022, np.array([True, False, False, False, True])) is None
