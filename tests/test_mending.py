"""Targets that let a granted wish hold in the other years: tried with the model, told only where they do."""

from __future__ import annotations

from decimal import Decimal

from budget.granted import broken_years
from budget.mending import Higher, higher, with_higher
from budget.simulate import simulate
from tests.plans import M, run, service

# V1 has 300 + 800 - 1.000 = 100 to spare in every year, V2 lacks 100; nothing grows.
CITY = [
    service("V1", users=300 * M, professional=1_000 * M, support=800 * M),
    service("V2", users=300 * M, professional=1_000 * M, support=600 * M),
]
FLAT = "horizon = 2024\n[assumptions]\nprices_follow_costs = false\n"
ROAD = '[[roadmap]]\nunits = { codes = ["V2"] }\ntargets = { 2024 = 0.4 }\n'


def test_the_years_on_the_way_get_the_degree_that_closes_them() -> None:
    # 30 % in 2021 to 40 % in 2024: 2022 stands at 33,3 %, 2023 at 36,7 %; 400 of 1.000 close both years
    result = run(2021, CITY, f"{FLAT}{ROAD}release = 0\n")
    assert [one.year for one in broken_years(result, 2024, no_more=False)] == [2022, 2023]
    found = higher(result, 2024, no_more=False)
    assert found == (Higher(2022, 1, Decimal("0.4")), Higher(2023, 1, Decimal("0.4")))
    scenario = with_higher(result, found)
    assert [entry.units.codes for entry in scenario.roadmap] == [["V2"]]
    assert {y: float(v) for y, v in scenario.roadmap[0].targets.items()} == {2022: 0.4, 2023: 0.4, 2024: 0.4}
    assert float(scenario.roadmap[0].release) == 0
    assert broken_years(simulate(result.units, scenario, result.law), 2024, no_more=False) == ()


def test_a_degree_is_rounded_up_to_a_tenth_of_a_percent() -> None:
    # V2 lacks 94,6 of 1.000 more than its 300: 39,46 %
    rows = [CITY[0], service("V2", users=300 * M, professional=1_000 * M, support=605_400_000)]
    result = run(2021, rows, f"{FLAT}{ROAD}release = 0\n")
    assert {one.degree for one in higher(result, 2024, no_more=False)} == {Decimal("0.395")}


def test_nothing_is_advised_where_it_does_not_help() -> None:
    # what V2 earns the State takes: it lacks 100 in every year, whatever its target
    result = run(2021, CITY, FLAT + ROAD)
    assert [one.year for one in broken_years(result, 2024, no_more=False)] == [2022, 2023]
    assert higher(result, 2024, no_more=False) == ()


def test_where_every_year_holds_nothing_is_asked() -> None:
    # no year is deeper in deficit than the status quo
    assert higher(run(2021, CITY, FLAT + ROAD), 2024, no_more=True) == ()
