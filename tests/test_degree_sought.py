"""What a roadmap card has to aim at for a wished reduction, and what nobody can hardly reach."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget.degree_sought import (
    at_degree,
    for_release,
    of_card,
    of_service,
    plausible,
    wanted_of,
    with_degree,
)
from budget.simulate import Result
from tests.plans import M, run, service

# Base pay stands from 2021 to 2022, prices do not grow: V1 earns 300 of 1.000 and gets 700, V2 as much.
CITY = [service(code, users=300 * M, professional=1_000 * M, support=700 * M) for code in ("V1", "V2")]
FLAT = "horizon = 2022\n[assumptions]\nprices_follow_costs = false\n"
ROAD = '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2022 = 0.45 }\n'


def plan(text: str) -> Result:
    return run(2021, CITY, FLAT + text)


def test_the_lowest_degree_that_releases_what_is_wished():
    # every tenth of a percent of 1.000 is 1 more to earn, which the State takes: 112 are 41,2 %
    found = for_release(plan(ROAD), 0, 2022, 112 * M)
    assert (found.degree, found.released, found.revenue, found.saving) == (
        Decimal("0.412"),
        112 * M,
        112 * M,
        0,
    )
    # a đồng more asks for the next step
    assert for_release(plan(ROAD), 0, 2022, 112 * M + 1).degree == Decimal("0.413")


def test_what_even_all_of_the_spending_does_not_release_is_told_at_the_whole():
    # V1 gets 700; half of it where the State takes half of what is reached
    assert for_release(plan(ROAD), 0, 2022, 701 * M).released == 700 * M
    found = for_release(plan(ROAD + "release = 0.5\n"), 0, 2022, 400 * M)
    assert (found.degree, found.released) == (1, 350 * M)


def test_the_highest_degree_that_no_unit_can_hardly_reach():
    # revenue of 300 may grow by 15 %, the limit, to 345: 34,5 % of 1.000
    found = plausible(plan(ROAD), 0, 2022)
    assert found is not None
    assert (found.degree, found.released, found.hard) == (Decimal("0.345"), 45 * M, 0)
    assert at_degree(plan(ROAD), 0, 2022, Decimal("0.346")).hard == 1
    # nothing may grow: every target that asks something is hard
    still = FLAT.replace("[assumptions]", "[assumptions]\nplausible_growth = 0.0")
    assert plausible(run(2021, CITY, still + ROAD), 0, 2022) is None


def test_a_card_is_of_the_units_that_no_later_card_takes():
    both = ROAD.replace('["V1"]', '["V1", "V2"]') + ROAD
    result = plan(both)
    assert of_card(result, 0).tolist() == [False, True]
    # of V2 alone
    assert for_release(result, 0, 2022, 112 * M).released == 112 * M
    then = with_degree(result.scenario, 0, 2022, Decimal("0.5")).roadmap
    assert [one.targets[2022] for one in then] == [Decimal("0.5"), Decimal("0.45")]


def test_the_wish_is_a_share_of_the_card_and_what_it_releases_one_of_all_service_units():
    # a tenth of the 700 of V1 are 70, which are a twentieth of the 1.400 of both
    result = plan(ROAD)
    wanted = wanted_of(result, 0, Decimal("0.1"))
    found = for_release(result, 0, 2022, wanted)
    assert (wanted, found.released, found.missing(wanted)) == (70 * M, 70 * M, 0)
    assert of_service(result, 0, found) == (2, pytest.approx(0.05))
    assert found.missing(75 * M) == 5 * M
    assert of_service(plan(ROAD.replace('["V1"]', '["V1", "V2"]')), 0, found) is None


def test_nothing_is_sought_in_the_base_year():
    with pytest.raises(ValueError, match="base year"):
        at_degree(plan(ROAD), 0, 2021, Decimal("0.5"))
