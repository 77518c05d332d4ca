"""Which card to lower to what, where a plan cuts more than a target of it asks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget.lowering import Deeper, Lower, deeper_then, lower, lowered, met, missed_then, owing_then
from budget.passing import lowered_in, passed_years
from budget.scenario import changed
from budget.simulate import Result, simulate
from tests.plans import M, run, school, service

# Base pay stands from 2021 to 2022, prices do not grow: V1 earns 300 of 1.000 and gets 700, V2 as much.
CITY = [service(code, users=300 * M, professional=1_000 * M, support=700 * M) for code in ("V1", "V2")]
FLAT = "horizon = 2022\n[assumptions]\nprices_follow_costs = false\n"
ROAD = '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2022 = 0.45 }\n'
EIGHT = '[[reductions]]\nmethod = "target"\ntarget = { 2022 = 0.08 }\n'
TEN = EIGHT.replace("0.08", "0.1")


def plan(text: str, horizon: int = 2022) -> Result:
    return run(2021, CITY, FLAT.replace("2022", str(horizon)) + text)


def asked(result: Result, number: int) -> Lower | None:
    """The way to cut only what the target of this measure asks."""
    found = met(result, 2022, number)
    assert found is not None
    return lower(result, 2022, found.wanted, found.scope, number)


def test_a_target_that_an_earlier_card_exceeds_asks_that_this_card_is_lowered():
    # 10 % of 1.400 are 140, 8 % are 112: the first card down to 8 % leaves just that.
    result = plan(TEN + EIGHT)
    found = met(result, 2022, 2)
    assert found is not None
    assert (found.wanted, found.taken, found.over, found.by_roadmap) == (112 * M, 140 * M, 28 * M, 0)
    assert found.by_measures == 140 * M
    way = asked(result, 2)
    assert way == Lower("reductions", 1, 2022, Decimal("0.1"), Decimal("0.08"))
    # both lack 56 then, not 70: nobody lacks more
    assert deeper_then(result, lowered(result, way), 2022) is None
    # its own target is then 8 %; back at 10 % the cap of a unit leaves 28 of 140 untaken
    assert missed_then(result, lowered(result, way)) == {}
    capped = plan(TEN + "max_cut = 0.08\n")
    assert missed_then(plan(EIGHT), capped) == {2022: 28 * M}
    assert missed_then(capped, capped) == {}
    # the first still has to cut; a measure that is no target has none
    assert met(result, 2022, 1) is None
    assert met(plan('[[reductions]]\nmethod = "rate"\nrate = 0.1\n'), 2022, 1) is None


def test_a_roadmap_that_takes_more_is_lowered_to_the_highest_degree_that_does():
    # 45 % of 1.000 are 450, 150 more than V1 earns, and the State takes it all; 112 are wished: 41 % release
    # 110, 42 % 120. What is lacking the target then takes.
    result = plan(ROAD + EIGHT)
    found = met(result, 2022, 1)
    assert found is not None
    assert (found.taken, found.by_roadmap, found.by_measures) == (150 * M, 150 * M, 0)
    way = asked(result, 1)
    assert way == Lower("roadmap", 1, 2022, Decimal("0.45"), Decimal("0.41"))
    then = simulate(
        result.units, changed(result.scenario, ("roadmap", 0, "targets", "2022"), way.after), result.law
    )
    gone = then.published("released")[:, 1] + then.published("cut")[:, 1]
    assert int(gone.sum()) == 112 * M
    # V1 earned what the State took; what the target now takes nobody earns, so that both lack
    assert deeper_then(result, then, 2022) == Deeper(now=0, then=2, any_year=2)


def test_other_years_that_pass_a_target_are_lowered_to_it_too():
    # The roadmap takes 110 of 1.400 in 2022 (41 %), short of the 10 % or 140 wished, and of V1's 45 % in 2023
    # and 60 % in 2024 150 and 300, which are 10,7 and 21,4 % of 1.400. 44 % release 140: just the target.
    road = ROAD.replace("{ 2022 = 0.45 }", "{ 2022 = 0.41, 2023 = 0.45, 2024 = 0.6 }")
    result = plan(road + TEN, horizon=2024)
    passed = passed_years(result, 1)
    assert {year: int(share * 1_000) for year, share in passed.items()} == {2023: 107, 2024: 214}
    then = lowered_in(result, 1, (2023, 2024))
    targets = then.scenario.roadmap[0].targets
    assert targets == {2022: Decimal("0.41"), 2023: Decimal("0.44"), 2024: Decimal("0.44")}
    assert passed_years(then, 1) == {}
    assert lowered_in(result, 1, ()).scenario == result.scenario


def test_who_is_then_cut_by_less_than_the_law_asks_is_counted():
    # the law asks 2,5 % of 700 of each, 17,5; a rate of 2 % takes 14 and leaves 3,5 of each
    enough, less = plan(TEN), plan('[[reductions]]\nmethod = "rate"\nrate = 0.02\n')
    assert owing_then(enough, less, 2022) == (0, 2, 7 * M)
    assert owing_then(less, enough, 2022) is None
    assert owing_then(less, less, 2022) is None


def test_a_year_between_two_targets_may_pass_the_line_by_less_than_half_a_percent():
    # 10 % in 2023 ask 5 % or 70 of 1.400 in 2022, which nobody set; a first card of 5,4 % takes 75,6, one of
    # 5,5 % 77: half a percent of 1.400, 7, above the line
    ten = TEN.replace("2022", "2023")
    first = '[[reductions]]\nmethod = "target"\ntarget = {{ 2022 = {}, 2023 = 0.09 }}\n'
    assert passed_years(plan(first.format(0.054) + ten, horizon=2023), 2) == {}
    assert list(passed_years(plan(first.format(0.055) + ten, horizon=2023), 2)) == [2022]


def test_a_degree_goes_by_a_tenth_where_no_measure_takes_what_a_whole_percent_leaves():
    # 8,05 % of 1.400 are 112,7; nobody has headroom, so that the target itself takes nothing: 41 % of 1.000
    # release 110, 42 % 120, and 41,2 % 112; 41,3 % are the lowest that release enough, 113.
    headroom = EIGHT.replace("0.08", "0.0805") + 'share_by = "headroom"\n'
    assert asked(plan(ROAD + headroom), 1) == Lower("roadmap", 1, 2022, Decimal("0.45"), Decimal("0.413"))
    # and where it is there, it is the lowest already
    there = ROAD.replace("0.45", "0.413")
    assert asked(plan(there + headroom), 1) == Lower("roadmap", 1, 2022, Decimal("0.413"), Decimal("0.413"))


def test_the_card_that_takes_most_is_lowered_first_and_a_rate_to_a_tenth_of_a_percent():
    # 150 by the roadmap of V1; 12,5 % of 700 are 87,5 of V2: 237,5. Without all of the rate 150 remain, more
    # than 112: the roadmap goes, down to 112 − 87,5 = 24,5: 32 % release 20, 33 % 30; V1 owes the rate too,
    # 87,5, so that no degree leaves less than 175 and no card can do it alone.
    rate = '[[reductions]]\nmethod = "rate"\nrate = 0.125\n'
    assert asked(plan(ROAD + rate + EIGHT), 2) is None
    # without the roadmap 12,5 % of 1.400 are 175; 8 % are 112
    assert asked(plan(rate + EIGHT), 2) == Lower("reductions", 1, None, Decimal("0.125"), Decimal("0.08"))


@pytest.mark.parametrize("more", ["", '[[reductions]]\nmethod = "statutory"\n'])
def test_the_minimum_of_the_law_is_never_lowered(more: str):
    # 2,5 % of 1.400 are 35, of which 1 % asks 14
    result = plan('[[reductions]]\nmethod = "statutory"\n' + more + EIGHT.replace("0.08", "0.01"))
    found = met(result, 2022, 2 + bool(more))
    assert found is not None
    assert (found.wanted, found.taken) == (14 * M, 35 * M)
    assert asked(result, 2 + bool(more)) is None


def test_units_outside_of_the_scope_are_not_counted():
    rows = [*CITY, school("T1", professional=1_000 * M, support=1_000 * M)]
    cut = TEN.replace('"target"\n', '"target"\nunits = { kinds = ["primary", "service"] }\n')
    result = run(2021, rows, FLAT + cut + EIGHT)
    # 10 % of 2.400 by support: 70 of each service unit; 8 % of these are 112, at 8 % of 2.400 just 56 each
    found = met(result, 2022, 2)
    assert found is not None
    assert (found.wanted, found.taken) == (112 * M, 140 * M)
    assert asked(result, 2) == Lower("reductions", 1, 2022, Decimal("0.1"), Decimal("0.08"))


def test_no_card_is_lowered_to_where_the_plan_no_longer_keeps_what_it_must():
    # the first card could go from 10 % to 8 %; where nothing but 10 % will do, it stays
    result, found = plan(TEN + EIGHT), 112 * M
    service = result.units.of_kinds(["service"])
    kept = Lower("reductions", 1, 2022, Decimal("0.1"), Decimal("0.08"))
    assert lower(result, 2022, found, service, 2, keeps=lambda _: True) == kept
    seen = []
    assert lower(result, 2022, found, service, 2, keeps=lambda then: bool(seen.append(then))) is None
    [then] = seen
    assert int(then.published("cut")[:, 1].sum()) == 112 * M
