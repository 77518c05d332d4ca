"""What a granted wish leaves: which cards cut how much, and whether its condition holds in other years."""

from __future__ import annotations

from typing import Any

import pytest

from budget.granted import Broken, Excess, broken_years, excess, kept_anyway, later_more, passed_over, takes
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


def test_all_other_years_that_break_the_condition_are_named_with_their_units() -> None:
    """2022: V1 gives 40 of its 100, V2 30; 2023: 1 - 0,95 x 0,9 = 14,5 % are 116 and 87; 2024 as 2023.

    In 2022 V2 lacks 100 + 30 = 130, in 2023 V1 16 and V2 100 + 87 = 187; beyond the status quo, under which
    V2 lacks 100, it is 30 in 2022, then 16 and 87.
    """
    result = run(2021, CITY, FLAT + RISING)
    short, deep = (("V2", 187 * M), ("V1", 16 * M)), (("V2", 87 * M), ("V1", 16 * M))
    assert broken_years(result, 2022, no_more=False) == (Broken(2023, short), Broken(2024, short))
    assert broken_years(result, 2022, no_more=True) == (Broken(2023, deep), Broken(2024, deep))
    assert Broken(2023, short).amount == 203 * M
    # the years before the last are named as those after the first
    before = broken_years(result, 2024, no_more=False)
    assert before == (Broken(2022, (("V2", 130 * M),)), Broken(2023, short))
    assert broken_years(result, 2024, no_more=True)[0] == Broken(2022, (("V2", 30 * M),))
    # a deficit of the status quo is none that the plan makes deeper
    quo = run(2021, CITY, FLAT)
    assert broken_years(quo, 2022, no_more=True) == ()
    assert [one.year for one in broken_years(quo, 2022, no_more=False)] == [2023, 2024]


def test_what_breaks_a_condition_is_counted_in_published_dong() -> None:
    # 300 + 700 - 1.000: with prices up by 0,0004 a year 0,4 is lacking in 2022, which is 0, in 2023 0,80016.
    rows = [service("V1", users=300, professional=1_000, support=700)]
    text = "horizon = 2023\n[assumptions]\nprices_follow_costs = false\ninflation = 0.0004\n"
    assert broken_years(run(2021, rows, text), 2021, no_more=False) == (Broken(2023, (("V1", 1),)),)


def test_a_school_that_lacks_money_breaks_no_condition() -> None:
    rows = [CITY[0], school("T1", professional=100 * M, support=50 * M)]
    assert broken_years(run(2021, rows, FLAT), 2021, no_more=False) == ()


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
    # all of the law's 15 were wished, or more than is taken
    assert excess(least, 2022, 15 * M) == Excess(0, 0, rounded=True)
    assert excess(least, 2022, 15 * M + 1) == Excess(0, 0, rounded=False)


def test_only_a_target_of_a_service_unit_explains_a_part_by_rounding() -> None:
    # 0,35 x 1.400 - 300 = 190 on the road. A tenth of a percent of 1.400 is 1,4, in whole đồng 2; the unit
    # beside it and the school, which has a target too, have none.
    rows = [
        service("V1", users=300, professional=1_400, support=1_100),
        service("V2", users=1, professional=1_000 * M, support=0),
        school("T1", users=100 * M, professional=1_000 * M, support=900 * M),
    ]
    road = '[[roadmap]]\nunits = { codes = ["V1", "T1"] }\ntargets = { 2022 = 0.35 }\n'
    result = run(2021, rows, FLAT.replace("2024", "2022") + road)
    assert takes(result, 2022).total == 190
    assert excess(result, 2022, 188) == Excess(2, 0, rounded=True)
    assert excess(result, 2022, 187) == Excess(3, 0, rounded=False)


@pytest.mark.parametrize(("target", "more"), [("0.274", 2), ("0.2733", 1)])
def test_a_part_of_rounding_is_of_the_spending_of_the_year(target: str, more: int) -> None:
    # 1.000 x 1,1 = 1.100 of spending, of which a tenth of a percent is 1,1, in whole đồng 2. The target asks
    # 301,4 - 300, up to 2, or 300,63 - 300, up to 1. The law spares what is essential.
    rows = [service(users=300, professional=1_000, support=700, essential=True)]
    text = (
        "horizon = 2026\n[assumptions]\nprices_follow_costs = false\ninflation = 0.1\n"
        f'[[roadmap]]\nunits = {{ codes = ["V1"] }}\ntargets = {{ 2026 = {target} }}\n'
    )
    result = run(2025, rows, text)
    assert takes(result, 2026).total == more
    assert excess(result, 2026, 0) == Excess(more, 0, rounded=True)


# --- who is passed over -------------------------------------------------------------------------------------

# A norm of 40, of which 20, 30 and 40 are there; base pay stands from 2021 to 2022.
SCHOOLS = [
    school(code, salary=100 * M, professional=has * M, support=(100 + has) * M)
    for code, has in (("A", 20), ("B", 30), ("C", 40))
]
LOWEST_FIRST = '{ aim = "norm" }'


def passed(
    pool: int, stages: str = LOWEST_FIRST, more: str = "", rows: list[dict[str, Any]] | None = None
) -> list[tuple[float, float] | None]:
    """What is said in 2022 to each school after so many triệu were given."""
    text = (
        f"horizon = 2022\n[norms.primary]\nper_pupil = 400_000\n{more}\n"
        f'pool = {{ from = "amount", by_year = {{ 2022 = {pool * M} }} }}\nstages = [{stages}]'
    )
    rows = [{"pupils": 100, **row} for row in rows or SCHOOLS]
    result = run(2021, rows, text)
    return [passed_over(result, 2022, i) for i in range(len(rows))]


PLAIN = "[allocation]"


def test_a_unit_above_the_common_coverage_is_told_both() -> None:
    # 5 raise A from 20 to 25 of 40; B stands at 30 of 40; C needs nothing.
    assert passed(5, more=PLAIN) == [None, (0.625, 0.75), None]
    # 10 raise A just to where B stands
    assert passed(10, more=PLAIN) == [None, (0.75, 0.75), None]
    # also after a stage of another kind that gave nothing
    after = '{ aim = "supplement", multiple = 0 }, ' + LOWEST_FIRST
    assert passed(5, after, PLAIN) == [None, (0.625, 0.75), None]


def test_the_coverage_told_is_that_of_the_year() -> None:
    # Ten percent more pupils: a norm of 44, to which A is raised by 2 to 22, B stands at 30, C lacks 4.
    more = "[assumptions]\nfollow_pupils = 0\npupils_growth = { primary = 0.1 }\n[allocation]"
    assert passed(2, more=more) == [
        None,
        pytest.approx((22 / 44, 30 / 44)),
        pytest.approx((22 / 44, 40 / 44)),
    ]
    # Salaries take 10 more, which the State does not pay: 10, 20 and 30 are left, and 5 raise A to 15.
    more = "[assumptions]\npay_drift = 0.1\nstate_pays_steps = 0\n[allocation]"
    assert passed(5, more=more) == [
        None,
        pytest.approx((15 / 40, 20 / 40)),
        pytest.approx((15 / 40, 30 / 40)),
    ]


def test_nobody_is_passed_over_where_no_coverage_was_raised() -> None:
    # in proportion to needs of 20 and 10 a single triệu goes to A
    assert passed(1, '{ aim = "norm", method = "proportional" }', PLAIN) == [None, None, None]
    # nothing to give, all that is needed, another aim
    assert passed(0, more=PLAIN) == passed(30, more=PLAIN) == [None, None, None]
    assert passed(0, '{ aim = "share", by = "equal" }', PLAIN) == [None, None, None]
    # B is no part of the allocation
    assert passed(5, more='[allocation]\nunits = { codes = ["A"] }') == [None, None, None]


def test_a_unit_that_lost_its_part_by_whole_steps_alone_is_not_passed_over() -> None:
    # Both stand at 20 and are raised to 20,5: the triệu goes to the lower code.
    assert passed(1, more=PLAIN, rows=[SCHOOLS[0], {**SCHOOLS[0], "code": "D"}]) == [None, None]


def test_without_an_allocation_or_without_law_nobody_is_passed_over() -> None:
    assert passed_over(run(2021, SCHOOLS, FLAT), 2022, 1) is None
    assert passed_over(run(2020, SCHOOLS, "horizon = 2022"), 2022, 1) is None


def test_a_unit_that_needs_a_single_dong_is_passed_over_too() -> None:
    # A lacks 10 of its salaries and 10 of its norm: 1 đồng raises it from -10 to -9 of 10. B has 0 of 1.
    rows = [school("A", salary=100, support=90), school("B", "preschool", salary=100, support=100)]
    text = (
        "horizon = 2022\n[norms.primary]\nper_unit = 10\n[norms.preschool]\nper_unit = 1\n[allocation]\n"
        'round_to = 1\npool = { from = "amount", by_year = { 2022 = 1 } }\nstages = [{ aim = "norm" }]\n'
    )
    result = run(2021, rows, text)
    assert passed_over(result, 2022, 0) is None
    assert passed_over(result, 2022, 1) == (pytest.approx(-0.9), 0)


def test_why_later_years_cut_more() -> None:
    # V1's roadmap goes on from 40 to 45 % in 2023; the target of 2022 alone stays as it is
    rising = ROADS.replace("{ 2022 = 0.4 }", "{ 2022 = 0.4, 2023 = 0.45 }")
    target = '[[reductions]]\nmethod = "target"\ntarget = { %s }\n'
    once = run(2021, CITY, FLAT + rising + target % "2022 = 0.2")
    assert later_more(once, 2022) == ("roadmap",)
    # 20 % in 2023 are 280, of which the roadmaps of 2022 give 150 both years; the minimum of 2,5 % adds up
    held = run(2021, CITY, FLAT + ROADS + target % "2022 = 0.15, 2023 = 0.2")
    assert later_more(held, 2022) == ("target",)
    least = run(2021, CITY, FLAT + '[[reductions]]\nmethod = "statutory"\n')
    assert later_more(least, 2022) == ("statutory",)
    assert later_more(least, 2024) == ()
