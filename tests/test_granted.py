"""What a granted wish leaves: which cards cut how much, and whether its condition holds in later years."""

from __future__ import annotations

from budget.granted import Broken, Excess, broken_after, excess, kept_anyway, takes
from budget.indicators import deeper, indicators
from tests.plans import M, run, school, service

# Base pay stands in 2021 and 2022, prices do not grow. V1 has 300 + 800 - 1.000 = 100 to spare, V2 lacks 100.
CITY = [
    service("V1", users=300 * M, professional=1_000 * M, support=800 * M),
    service("V2", users=300 * M, professional=1_000 * M, support=600 * M),
    school("T1", professional=100 * M, support=100 * M),
]
FLAT = "horizon = 2024\n[assumptions]\nprices_follow_costs = false\n"
ROADS = (
    '[[roadmap]]\nunits = { kinds = ["service"] }\ntargets = { 2022 = 0.4 }\n'
    '[[roadmap]]\nunits = { codes = ["V2"] }\ntargets = { 2022 = 0.35 }\n'
)
MEASURES = (
    '[[reductions]]\nunits = { codes = ["V2"] }\nmethod = "rate"\nrate = { 2022 = 0.1 }\n'
    '[[reductions]]\nunits = { codes = ["T1"] }\nmethod = "rate"\nrate = { 2022 = 0.1 }\n'
)


def test_every_card_says_what_it_takes_of_the_service_units() -> None:
    # V1 goes from 30 to 40 % of 1.000: 100. V2 follows its own card, 30 to 35 %: 50, and a tenth of 600 is
    # 60, of which the roadmap's 50 count: 10 more. What the school gives up is not asked.
    found = takes(run(2021, CITY, FLAT + ROADS + MEASURES), 2022)
    assert found.roadmap == {1: 100 * M, 2: 50 * M}
    assert found.measures == {1: 10 * M}
    assert (found.by_roadmap, found.by_measures, found.total) == (150 * M, 10 * M, 160 * M)


def test_a_card_that_takes_nothing_is_left_out() -> None:
    # V2 follows the second card alone: 30 to 35 %
    found = takes(run(2021, CITY, FLAT + ROADS.replace('kinds = ["service"]', 'codes = ["V2"]')), 2022)
    assert found.roadmap == {2: 50 * M}
    assert takes(run(2021, CITY, FLAT), 2022).roadmap == {}


def test_no_target_goes_below_roadmap_and_minimum() -> None:
    # without a roadmap 2,5 % of 800 and of 600: 20 and 15
    assert kept_anyway(run(2021, CITY, FLAT), 2022) == 35 * M
    # V1 gives 100 by its roadmap, more than its minimum
    only = '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2022 = 0.4 }\n'
    assert kept_anyway(run(2021, CITY, FLAT + only), 2022) == 115 * M


RISING = '[[reductions]]\nmethod = "rate"\nrate = { 2022 = 0.05, 2023 = 0.1 }\n'


def test_the_first_later_year_that_breaks_the_condition_is_named() -> None:
    """2022: V1 gives 40 of its 100, V2 30; 2023: 1 - 0,95 x 0,9 = 14,5 % are 116 and 87; 2024 as 2023.

    V1 then lacks 16, V2 100 + 87 = 187; beyond the status quo 16 and 87.
    """
    result = run(2021, CITY, FLAT + RISING)
    assert broken_after(result, 2022, no_more=False) == Broken(2023, 2, 203 * M)
    assert broken_after(result, 2022, no_more=True) == Broken(2023, 2, 103 * M)
    # the last year has none after it
    assert broken_after(result, 2024, no_more=True) is None
    # a deficit of the status quo is none that the plan makes deeper
    quo = run(2021, CITY, FLAT)
    assert broken_after(quo, 2022, no_more=True) is None
    assert broken_after(quo, 2022, no_more=False) == Broken(2023, 1, 100 * M)


def test_what_units_lack_beyond_the_status_quo() -> None:
    result = run(2021, CITY, FLAT + RISING)
    # 2022: V1 still spares 60, V2 lacks 130 against 100; the school gives nothing
    assert deeper(result, 2022).tolist() == [0, 30 * M, 0]
    found = indicators(result, 2023)
    assert (found.deeper_units, found.deeper) == (2, 103 * M)
    assert (found.deficit_units, found.deficit) == (2, -203 * M)


def test_more_than_wished_is_explained_by_rounding_and_the_law_or_not_at_all() -> None:
    # V2 gets 600 and earns 300 of 1.000; of the 347 that 34,7 % ask the State takes 47, the law's minimum of
    # 2,5 % is 15. A tenth of a percent of 1.000 is 1.
    one = (
        FLAT.replace("2024", "2022") + '[[roadmap]]\nunits = { codes = ["V2"] }\ntargets = { 2022 = 0.347 }\n'
    )
    result = run(2021, CITY[1:2], one)
    assert excess(result, 2022, 46_500_000) == Excess(500_000, 0, rounded=True)
    assert excess(result, 2022, 46 * M) == Excess(M, 0, rounded=True)
    assert excess(result, 2022, 46 * M - 1) == Excess(M + 1, 0, rounded=False)
    # 31,5 % take the 15 of the law, of which 12 were wished
    least = run(2021, CITY[1:2], one.replace("0.347", "0.315"))
    assert excess(least, 2022, 12 * M) == Excess(3 * M, 15 * M, rounded=True)
