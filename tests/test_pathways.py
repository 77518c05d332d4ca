"""Targets of single units, and targets that rise by more than a group in a year; worked by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from budget.pathways import Jump, entry_of, growing, jumps, own_targets
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


def test_the_growth_is_of_the_revenue_without_state_money():
    """Own revenue of 400 triệu, 100 of it orders of the State: 300 are the base. From 40 % to 50 % of 1.000
    in 2023 asks 100: 400 of 300, and 33,3 % a year."""
    row = service(users=300 * M, orders=100 * M, professional=1_000 * M, support=600 * M)
    plan = 'horizon = 2023\n[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2023 = 0.5 }\n'
    asked = run(2022, [row], plan)
    assert [before_after.tolist() for before_after in growing(asked, 2023)] == [[300 * M], [400 * M]]
    assert asked["growth"][0, 1] == pytest.approx(1 / 3)
