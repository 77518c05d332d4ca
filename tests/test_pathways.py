"""Targets of single units, and targets that rise by more than a group in a year; worked by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from budget.pathways import Jump, beyond, entry_of, growing, jumps, longest_steps, own_targets, spread
from budget.scenario import Scenario, scenario_from
from tests.plans import M, run, service
from tests.test_planning import result


def on(code: str, targets: dict[str, float], **more: Any) -> dict[str, Any]:
    return {"units": {"codes": [code]}, "targets": {y: Decimal(str(t)) for y, t in targets.items()}, **more}


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        # A stands at 40 %, group 3b: 70 % opens 3a, one group up; 100 % opens 2, two groups up
        (0.7, ()),
        (0.999, ()),
        (1.0, (Jump(0, 2022, "3b", "2"),)),
    ],
)
def test_a_target_that_skips_a_group_in_a_year(target: float, expected: tuple[Jump, ...]):
    assert jumps(result(roadmap=[on("A", {"2022": target})])) == expected


def test_the_same_target_over_more_years_is_no_jump():
    # 40 % to 100 % in two years: 70 % in between, a group each year
    assert jumps(result(horizon=2023, roadmap=[on("A", {"2023": 1})])) == ()


def test_a_unit_without_a_target_never_jumps():
    assert jumps(result()) == ()


def test_a_unit_follows_the_last_part_that_picks_it():
    found = result(roadmap=[on("A", {"2022": 0.5}), on("A", {"2022": 0.6})])
    entry = entry_of(found, 0)
    assert entry is not None
    assert entry.targets == {2022: Decimal("0.6")}
    assert entry_of(found, 1) is None


def after(scenario: Scenario, targets: dict[int, Decimal]) -> Scenario:
    follows = scenario.roadmap[0]
    return scenario_from({"name": "x", "roadmap": own_targets(scenario, "A", follows, targets)})


def test_targets_of_its_own_come_last_with_the_shares_of_its_part():
    group = {
        "units": {"kinds": ["service"]},
        "targets": {"2022": Decimal("0.5")},
        "revenue_share": Decimal("0.6"),
    }
    first = scenario_from({"name": "x", "roadmap": [group]})
    own = after(first, {2022: Decimal("0.45")})
    assert own.roadmap[0] == first.roadmap[0]
    assert own.roadmap[1].units.codes == ["A"]
    assert own.roadmap[1].targets == {2022: Decimal("0.45")}
    assert own.roadmap[1].revenue_share == Decimal("0.6")
    # set again: still one part for it alone; taken away: the group's holds once more
    again = after(own, {2022: Decimal("0.48")})
    assert [len(again.roadmap), again.roadmap[1].targets[2022]] == [2, Decimal("0.48")]
    assert after(again, {}) == first


def test_a_part_of_its_own_is_changed_where_it_stands():
    first = scenario_from({"name": "x", "roadmap": [on("A", {"2022": 0.5}), on("B", {"2022": 0.6})]})
    again = after(first, {2022: Decimal("0.48")})
    assert [(e.units.codes, e.targets[2022]) for e in again.roadmap] == [
        (["A"], Decimal("0.48")),
        (["B"], Decimal("0.6")),
    ]
    assert [e.units.codes for e in after(first, {}).roadmap] == [["B"]]


def test_a_part_of_its_own_that_another_overrules_goes_behind_it():
    both = {"units": {"codes": ["A", "B"]}, "targets": {"2022": 0.6}}
    first = scenario_from({"name": "x", "roadmap": [on("A", {"2022": 0.5}), both]})
    own = own_targets(first, "A", first.roadmap[1], {2022: Decimal("0.55")})
    assert [entry["units"]["codes"] for entry in own] == [["A", "B"], ["A"]]


def test_the_growth_is_of_the_revenue_without_state_money():
    """Own revenue of 400 triệu, 100 of it orders of the State: 300 are the base. From 40 % to 50 % of 1.000
    in 2023 asks 100: 400 of 300, and 33,3 % a year."""
    row = service(users=300 * M, orders=100 * M, professional=1_000 * M, support=600 * M)
    plan = 'horizon = 2023\n[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2023 = 0.5 }\n'
    asked = run(2022, [row], plan)
    assert [before_after.tolist() for before_after in growing(asked, 2023)] == [[300 * M], [400 * M]]
    assert asked["growth"][0, 1] == pytest.approx(1 / 3)


# A stands at 40 % in 2021: 50 % in 2022, 70 % in 2023 on the line, 90 % in 2024 and 2025
STEEP = {"2022": 0.5, "2024": 0.9}


@pytest.mark.parametrize(("most", "found"), [("0.2", []), ("0.19", [2023])])
def test_a_step_beyond_the_limit(most: str, found: list[int]):
    steep = result(horizon=2025, roadmap=[on("A", STEEP)])
    # the steps are 10, 20, 20 and 0 points; the first of the longest is that of 2023
    assert longest_steps(steep)[0].rise == pytest.approx(0.2)
    assert list(longest_steps(steep)) == [0]
    assert [step.year for step in beyond(steep, Decimal(most))] == found


@pytest.mark.parametrize(
    ("most", "path", "late", "short"),
    [
        # back from 90: 73 and 56, which is 16 above 40: all on time
        ("0.17", ("0.56", "0.73", "0.9", "0.9"), (), ()),
        # back from 90: 75 and 60, but 40 may only come to 55, 70, 85: 90 a year later
        ("0.15", ("0.55", "0.70", "0.85", "0.9"), (0,), ()),
        # 40, 50, 60, 70, 80: 90 is out of reach
        ("0.1", ("0.5", "0.6", "0.7", "0.8"), (), (0,)),
    ],
)
def test_targets_are_spread_as_far_as_the_years_allow(
    most: str, path: tuple[str, ...], late: tuple[int, ...], short: tuple[int, ...]
):
    shares = {"revenue_share": Decimal("0.6")}
    flat = on("B", {"2025": 0.41}, **shares)
    steep = result(horizon=2025, roadmap=[flat, on("A", STEEP, **shares)])
    made = spread(steep, Decimal(most))
    assert (made.units, made.late, made.short) == (1, late, short)
    # B rises by a point in all and stays as it is; A keeps its shares
    now = scenario_from({"name": "x", "horizon": 2025, "roadmap": made.entries}).roadmap
    assert [entry.units.codes for entry in now] == [["B"], ["A"]]
    assert now[0].targets == {2025: Decimal("0.41")}
    assert now[1].targets == dict(zip(range(2022, 2026), map(Decimal, path), strict=True))
    assert now[1].revenue_share == Decimal("0.6")
    assert beyond(result(horizon=2025, roadmap=made.entries), Decimal(most)) == ()


def test_a_degree_between_thousandths_makes_no_longer_step():
    # 1 of 3 is 33,33 %: from 33,3 the path may come to 43,3 and 53,3, not to 60
    row = service(users=100 * M, professional=300 * M, support=200 * M)
    plan = 'horizon = 2024\n[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2024 = 0.6 }\n'
    made = spread(run(2022, [row], plan), Decimal("0.1"))
    assert made.entries[-1]["targets"] == {"2023": Decimal("0.433"), "2024": Decimal("0.533")}
    assert made.short == (0,)
