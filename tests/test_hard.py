"""Who can hardly reach a target of the roadmap in which year, and how high a target would not be too much."""

from __future__ import annotations

import numpy as np

from budget.hard import hard_years
from tests.plans import M, run, service

# nothing grows: 2021 to 2023 earn 300 of 1.000 and 50 of 200 without a roadmap
CITY = [
    service("V1", users=300 * M, professional=1_000 * M, support=700 * M),
    service("V2", users=50 * M, professional=200 * M, support=150 * M),
]
FLAT = "horizon = 2023\n[assumptions]\nprices_follow_costs = false\nplausible_growth = 0.10\n"


def test_each_year_that_asks_too_much_is_told_with_the_target_that_would_do() -> None:
    road = '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2022 = 0.33, 2023 = 0.45 }\n'
    result = run(2021, CITY, FLAT + road)
    # 33 % of 2022 is just 10 % more; 45 % of 2023 is half as much again in two years: 22,47 % a year. Two
    # years of 10 % lead to 363 of 1.000.
    ((i, years),) = hard_years(result)
    assert (i, [one.year for one in years]) == (0, [2023])
    assert np.isclose(years[0].growth, 1.5**0.5 - 1, atol=1e-6)
    assert years[0].highest == 0.363
    # with that target no year is hard, with a tenth of a percent more it is
    for target, n in (("0.363", 0), ("0.364", 1)):
        assert len(hard_years(run(2021, CITY, FLAT + road.replace("0.45", target)))) == n


def test_where_a_part_is_saved_no_target_is_told() -> None:
    # half of what lacks to 60 % of 200 by more revenue than 50, the other half by spending less
    road = '[[roadmap]]\nunits = { codes = ["V2"] }\ntargets = { 2022 = 0.6 }\nrevenue_share = 0.5\n'
    result = run(2021, CITY, FLAT + road)
    ((i, years),) = hard_years(result)
    assert i == 1
    assert (result["roadmap_saving"][1, 1:] > 0).all()
    assert [one.highest for one in years] == [None] * len(years)
