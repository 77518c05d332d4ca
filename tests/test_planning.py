"""What a plan takes, asks and protects: worked by hand on a few units."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from budget.cuts import MeasureCut, cut_by_law, losers, measure_cuts, only, roadmap_cut, taken
from budget.law import national_law
from budget.paces import at_pace, course, paced, paced_targets
from budget.planning import (
    aim_year,
    asked,
    cut_scope,
    found_by_unit,
    grants,
    groups_by_year,
    held_at,
    legal_minimum,
    lowest,
    movers,
    on_roadmap,
    raised,
    same_result,
    schools_served,
    scope_of,
    still_owed,
    sums,
    target_year,
    touched,
    without_group,
)
from budget.scenario import Scenario, Selector, parse_scenario, scenario_from
from budget.simulate import Result, simulate
from budget.units import Units
from tests.plans import M, run, service

# base pay stands still from 2022 to mid 2023, so 2021 to 2022 leaves the status quo at the base support
ROWS = [
    # 40 of 100 million: group 3b, owes the minimum
    {"code": "A", "name": "A", "kind": "service", "users": 40_000_000, "professional": 100_000_000,
     "support": 60_000_000},
    # group 3b and essential, with revenue: owes until 2024, is spared from 2025
    {"code": "B", "name": "B", "kind": "service", "users": 40_000_000, "professional": 100_000_000,
     "support": 80_000_000, "essential": True},
    # no revenue: group 4
    {"code": "C", "name": "C", "kind": "service", "professional": 50_000_000, "support": 50_000_000},
    {"code": "S", "name": "S", "kind": "primary", "professional": 20_000_000, "salary": 80_000_000,
     "support": 100_000_000, "pupils": 100},
]  # fmt: skip


def result(horizon: int = 2022, **plan: Any) -> Result:
    units = Units.from_rows(2021, ROWS)
    return simulate(units, scenario_from({"name": "x", "horizon": horizon, **plan}), national_law())


def test_the_scope_of_the_cuts_is_whom_a_measure_or_a_roadmap_is_for():
    # a measure that says nothing is for the service units, as is a plan that cuts nothing
    assert cut_scope(result()).tolist() == [True, True, True, False]
    one = {"reductions": [{"method": "rate", "rate": 0.1, "units": {"codes": ["C"]}}]}
    assert cut_scope(result(**one)).tolist() == [False, False, True, False]
    both = one | {"roadmap": [{"units": {"codes": ["A"]}, "targets": {"2022": 0.5}}]}
    assert cut_scope(result(**both)).tolist() == [True, False, True, False]


def test_the_legal_minimum_is_two_and_a_half_percent_of_group_3():
    least = legal_minimum(result(), 2022)
    assert least.by_unit.tolist() == [1_500_000, 2_000_000, 0, 0]
    assert least.total == 3_500_000
    assert least.owes.tolist() == [True, True, False, False]
    assert least.spared.tolist() == [False, False, False, False]


def test_who_is_spared_from_2025_still_owes_for_the_years_before():
    least = legal_minimum(result(2025), 2025)
    # 1 - 0,975^4 of 60 million; 1 - 0,975^3 of 80 million
    assert least.by_unit.tolist() == [5_778_727, 5_851_250, 0, 0]
    assert least.spared.tolist() == [False, True, False, False]


def test_what_is_still_owed_is_counted_from_the_base_year():
    first = {"method": "statutory", "units": {"codes": ["A"]}}
    found = result(2025, reductions=[first])
    owed = still_owed(found, 2025, legal_minimum(found, 2025))
    # A has given it all; B, exempt in 2025, still owes 1 - 0,975^3 of 80 million for 2022 to 2024
    assert owed.tolist() == [0, 5_851_250, 0, 0]
    years = found_by_unit(found, "statutory_missed")
    assert {i: sorted(by_year) for i, by_year in years.items()} == {1: [2022, 2023, 2024]}


def test_measures_say_what_they_take_and_from_how_many():
    found = result(reductions=[{"method": "statutory"}, {"method": "target", "target": {2022: 0.1}}])
    first, second = measure_cuts(found, 2022)
    assert (first.taken, first.units, first.scope, first.base) == (3_500_000, 2, 3, 190_000_000)
    # 10 % of 190 million less what the first took
    assert (second.taken, second.units) == (15_500_000, 3)
    # nobody is on a roadmap
    assert roadmap_cut(found, 2022) == MeasureCut(0, 0, 0, 0, 0)
    # 2,5 % of 60 and of 80 million are the law's, the target takes the rest by what is left of 190:
    # 15,5 million x 58,5 / 186,5 = 4.861.930; x 78 / 186,5 = 6.482.574; x 50 / 186,5 = 4.155.496
    assert cut_by_law(found, 2022).tolist() == [1_500_000, 2_000_000, 0, 0]
    least = legal_minimum(found, 2022)
    parts = [taken(found, 2022, only(found, i), least) for i in range(3)]
    assert [(p.by_law, p.by_own) for p in parts] == [
        (1_500_000, 4_861_930), (2_000_000, 6_482_574), (0, 4_155_496),
    ]  # fmt: skip


def test_the_roadmap_says_what_it_takes_from_how_many_of_those_on_it():
    # A goes to half of 100 million: 10 million less
    entry = {"units": {"codes": ["A", "B"]}, "targets": {2022: 0.5}, "revenue_share": 1, "release": 1}
    last = {"units": {"codes": ["B"]}, "targets": {2022: 0.4}, "revenue_share": 1, "release": 1}
    found = roadmap_cut(result(roadmap=[entry, last]), 2022)
    # B already stands at 40 % and gives nothing; 60 and 80 million are those of both
    assert (found.taken, found.units, found.scope, found.base) == (10_000_000, 1, 2, 140_000_000)


def test_what_is_taken_stands_against_base_law_and_balance():
    found = result(reductions=[{"method": "rate", "rate": 0.05}])
    least = legal_minimum(found, 2022)
    one = taken(found, 2022, only(found, 0), least)
    assert (one.base, one.status_quo, one.released, one.cut, one.least) == (
        60_000_000, 60_000_000, 0, 3_000_000, 1_500_000,
    )  # fmt: skip
    assert one.balance == -3_000_000
    assert one.share == 0.05
    assert losers(found, 2022, least).tolist() == [True, True, True, False]


def test_a_roadmap_asks_and_releases():
    entry = {"units": {"codes": ["A"]}, "targets": {2022: 0.5}, "revenue_share": 1, "release": 1}
    found = result(roadmap=[entry])
    plan = asked(found, 2022)
    # half of 100 million is 10 million more than the 40 there are; the State takes all of it
    assert (plan.revenue, plan.saving, plan.released) == (10_000_000, 0, 10_000_000)
    assert (plan.units, plan.on_roadmap) == (1, 1)
    # 25 % growth in one year is above the 15 % that are plausible
    assert plan.implausible == 1
    assert on_roadmap(found) == [0]
    degrees = raised(found, Selector(codes=["A", "B"]))
    assert (degrees.units, degrees.lowest, degrees.highest) == (2, 0.4, 0.4)


def test_nobody_in_scope_has_no_degree():
    assert raised(result(), Selector(codes=["none"])).units == 0


def test_the_pool_and_its_stages():
    found = result(
        reductions=[{"method": "rate", "rate": 0.05}],
        allocation={"round_to": 1, "stages": [{"aim": "share", "by": "pupils"}]},
    )
    money = grants(found, 2022)
    # 5 % of 190 million, all to the one school
    assert (money.saved, money.savers, money.pool) == (9_500_000, 3, 9_500_000)
    assert (money.floor, money.stages, money.unallocated) == (0, (9_500_000,), 0)
    assert money.lost == 0
    assert money.teaching["primary"] == 0.2
    assert schools_served(found).tolist() == [False, False, False, True]


def test_what_is_saved_and_makes_no_step_of_the_pool():
    found = result(
        reductions=[{"method": "rate", "rate": 0.05}],
        allocation={
            "round_to": 1_000_000,
            "pool": {"from": "savings", "share": 0.5},
            "stages": [{"aim": "share", "by": "pupils"}],
        },
    )
    # half of 9,5 million: 4 whole steps of a million and 750.000 đồng
    assert (grants(found, 2022).pool, grants(found, 2022).lost) == (4_000_000, 750_000)


def test_sums_scopes_and_groups():
    found = result()
    assert sums(found, 2022, ("support",), found.units.school) == {"support": 100_000_000}
    assert scope_of(found, Selector(groups=["3b"])).tolist() == [True, True, False, False]
    assert groups_by_year(found, ~found.units.school) == [[0, 0], [0, 0], [0, 0], [2, 2], [0, 0], [1, 1]]
    assert without_group(found, ~found.units.school) == [0, 0]


def test_a_unit_without_spending_is_in_no_group():
    # E has neither revenue nor spending, so no degree of autonomy in any year
    rows = [*ROWS, {"code": "E", "name": "E", "kind": "service"}]
    units = Units.from_rows(2021, rows)
    found = simulate(units, scenario_from({"name": "x", "horizon": 2022}), national_law())
    everybody = np.ones(5, dtype=bool)
    assert without_group(found, everybody) == [1, 1]
    assert [sum(year) for year in zip(*groups_by_year(found, everybody), strict=True)] == [4, 4]


def test_the_lowest_come_first_and_those_without_a_norm_not_at_all():
    coverage = np.array([0.9, np.nan, 0.4, 0.6])
    everybody = np.ones(4, dtype=bool)
    assert lowest(coverage, everybody, 2) == [2, 3]
    assert lowest(coverage, np.array([True, True, False, False]), 5) == [0]


def test_an_edit_without_effect_is_recognised():
    assert same_result(result(), result(assumptions={"plausible_growth": 0.2}))
    assert not same_result(result(), result(reductions=[{"method": "statutory"}]))


def test_what_is_found_in_the_base_year_alone_is_not_counted_over_the_plan():
    """A unit that lacks 10 of 100 triệu in 2022; from 2023 it is to earn 60, of which nothing is taken."""
    row = service("V1", users=40 * M, professional=100 * M, support=50 * M)
    road = '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2023 = 0.6 }\nrelease = 0\n'
    found = run(2022, [row], f"horizon = 2024\n{road}")
    assert (touched(found, 2022)["deficit"].units, touched(found, 2022)["deficit"].ever) == (1, 0)
    assert (touched(found, 2024)["deficit"].units, touched(found, 2024)["deficit"].ever) == (0, 0)


def test_findings_are_counted_in_units():
    found = touched(result(2024, reductions=[{"method": "rate", "rate": 0.05}]), 2023)
    # A and C spend all they have, so a cut leaves them short; B has 20 million more than it spends
    assert (found["deficit"].severity, found["deficit"].units, found["deficit"].ever) == ("warning", 2, 2)


@pytest.mark.parametrize(
    ("pace", "targets"),
    [
        ("even", {2023: 0.25, 2024: 0.3, 2025: 0.35, 2026: 0.4}),
        # 7/16, 12/16 and 15/16 of the way of 20 points
        ("early", {2023: 0.288, 2024: 0.35, 2025: 0.388, 2026: 0.4}),
        ("late", {2023: 0.213, 2024: 0.25, 2025: 0.313, 2026: 0.4}),
    ],
)
def test_a_path_keeps_its_pace(pace: str, targets: dict[int, float]):
    # 0,2875 and 0,2125 lie on the edge of a thousandth: either side is right
    assert paced_targets(0.2, 0.4, 2022, 2026, pace) == pytest.approx(targets, abs=0.0011)


@pytest.mark.parametrize(
    ("pace", "half_way"), [("even", {}), ("early", {2022: Decimal("0.7")}), ("late", {2022: Decimal("0.5")})]
)
def test_the_whole_roadmap_at_each_pace_keeps_its_last_target(pace: str, half_way: dict[int, Decimal]):
    # B stands at 0,4; after half of the time three quarters or one quarter of the way to 0,8; evenly the
    # model draws the line itself
    start = result(2023, roadmap=[{"units": {"codes": ["B"]}, "targets": {"2023": Decimal("0.8")}}])
    assert at_pace(start, pace).roadmap[0].targets == half_way | {2023: Decimal("0.8")}


def test_a_pace_tells_which_targets_it_takes_the_place_of():
    # late from 0,4 to 0,8 in two years is 0,5 in 2022: 0,65 that stood there is replaced, 0,5 is not; evenly
    # either is taken away
    targets = {"2022": Decimal("0.65"), "2023": Decimal("0.8")}
    start = result(2023, roadmap=[{"units": {"codes": ["B"]}, "targets": targets}])
    (gone,) = paced(start, "late").gone
    assert (gone.card, gone.year, gone.before, gone.after) == (1, 2022, Decimal("0.65"), Decimal("0.5"))
    (gone,) = paced(start, "even").gone
    assert (gone.card, gone.year, gone.before, gone.after) == (1, 2022, Decimal("0.65"), None)
    targets["2022"] = Decimal("0.5")
    same = result(2023, roadmap=[{"units": {"codes": ["B"]}, "targets": targets}])
    assert paced(same, "late").gone == ()


def test_a_pace_tells_who_lacks_more_and_who_is_below_the_minimum_by_year():
    """A service unit that earns 40 of 100 triệu and has 60 of the State; the law asks for 2,5 % less a year.

    A path to 60 % takes just what it earns more, 10 triệu each year: it lacks nothing and cuts enough.
    """
    row = service("V1", users=40 * M, professional=100 * M, support=60 * M)
    road = '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2024 = 0.6 }\n'
    found = course(run(2022, [row], f"horizon = 2024\n{road}"), 2024)
    assert (found.deeper, found.below) == ({}, {})
    cut = '[[reductions]]\nmethod = "rate"\nrate = { 2023 = 0.0833 }\n'
    found = course(run(2022, [row], f"horizon = 2024\n{cut}"), 2024)
    assert (found.adding, found.releasing, found.ever_releasing) == ((0, 0, 0), 0, 0)
    assert found.steepest is None
    # 60 x 0,0833 = 4,998 triệu of 2023 are lacking in both years; 2024 takes nothing of its own
    assert found.deeper == {2023: 1, 2024: 1}
    assert found.below == {2024: 1}


def test_a_pace_up_to_a_year_keeps_the_targets_after_it():
    # evenly by 2023 leaves 2022 blank, and the 0,9 of 2025 stay
    targets = {"2022": Decimal("0.45"), "2023": Decimal("0.6"), "2025": Decimal("0.9")}
    start = result(2025, roadmap=[{"units": {"codes": ["B"]}, "targets": targets}])
    even = {2023: Decimal("0.6"), 2025: Decimal("0.9")}
    assert at_pace(start, "even", 2023).roadmap[0].targets == even
    assert at_pace(start, "even", 2024).roadmap[0].targets == even
    assert at_pace(start, "even", 2022) == start.scenario


def test_a_target_in_the_first_year_has_no_pace():
    start = result(2023, roadmap=[{"units": {"codes": ["B"]}, "targets": {"2022": Decimal("0.4")}}])
    assert at_pace(start, "early") == start.scenario


def test_what_a_course_asks_and_releases():
    # A: 40 of 100; to 50 % by revenue alone is 10 more, all of it released.
    found = course(
        result(2022, roadmap=[{"units": {"codes": ["A"]}, "targets": {"2022": Decimal("0.5")}}]), 2022
    )
    assert (found.released, found.revenue, found.risen) == ((0, 10_000_000), (0, 10_000_000), 0)
    assert found.released_in_all == 10_000_000
    assert (found.adding, found.releasing, found.ever_releasing) == ((0, 1), 1, 1)


def test_who_moves_to_another_group_is_named_the_furthest_first():
    # A from 40 to 70 %, of group 3b to 3a; C from nothing to 30 %, two groups up from 4 to 3b
    found = result(
        roadmap=[
            {"units": {"codes": ["A"]}, "targets": {2022: 0.7}},
            {"units": {"codes": ["C"]}, "targets": {2022: 0.3}},
        ]
    )
    assert movers(found, 2022) == ([2, 0], [])
    assert movers(found, 2021) == ([], [])
    # prices up by half: A and B have 40 of 150, below the 30 % of group 3b
    found = result(assumptions={"inflation": 0.5, "prices_follow_costs": False})
    assert movers(found, 2022) == ([], [0, 1])


def test_the_year_that_plans_aim_at():
    keep = Scenario(name="giữ nguyên")
    way = parse_scenario(
        'name = "lộ trình"\n[[roadmap]]\nunits = { kinds = ["service"] }\n'
        "targets = { 2024 = 0.5, 2027 = 0.7 }\n"
    )
    cut = parse_scenario(
        'name = "giảm"\n[[reductions]]\nmethod = "target"\ntarget = { 2024 = 0.05, 2025 = 0.1 }\n'
        '[[reductions]]\nmethod = "rate"\nrate = { 2026 = 0.02 }\n'
    )
    pool = parse_scenario(
        'name = "nguồn"\n[allocation]\npool = { from = "percent", by_year = { 2023 = 0.02, 2026 = 0.03 } }\n'
    )
    assert aim_year([keep]) is None
    assert aim_year([keep, way]) == 2027
    assert aim_year([pool]) == 2026
    # a reduction with a target is what the others are measured by
    assert aim_year([way, cut, pool]) == 2025
    assert (target_year([way, cut, pool]), target_year([way, pool])) == (2025, None)


def test_a_part_of_the_roadmap_holds_whom_it_asks_for_no_more_than_the_base_year() -> None:
    """V1 has 20 of 100, of which prices make 110 a year on: 18,2 %, below the target of 20 %. V2 has 60 of
    100, and stays far above it.
    """
    rows = [
        service("V1", users=20 * M, professional=100 * M, support=80 * M),
        service("V2", users=60 * M, professional=100 * M, support=40 * M),
    ]
    head = "horizon = 2023\n[assumptions]\nprices_follow_costs = false\ninflation = "
    path = '\n[[roadmap]]\nunits = { codes = ["V1", "V2"] }\ntargets = { 2023 = 0.2 }\n'
    assert held_at(run(2022, rows, f"{head}0.1{path}"), 0) == 1
    assert held_at(run(2022, rows, f"{head}0{path}"), 0) == 0
    # a later part has V1 of its own
    later = path.replace(', "V2"', "")
    found = run(2022, rows, f"{head}0.1{path}{later}")
    assert [held_at(found, place) for place in (0, 1)] == [0, 1]
