"""A name that tells a rate which the plan no longer has."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from budget.naming import misnamed, target_told
from budget.scenario import Scenario, scenario_from


def cutting(target: float, **more: Any) -> Scenario:
    """A plan that cuts so much by 2025; its cap of 10 % on increases is of no name."""
    measure = {"method": "target", "target": {"2025": target}}
    return scenario_from({"name": "x", "reductions": [measure], "allocation": {"cap": 0.1}, **more})


@pytest.mark.parametrize("name", ["giảm 10 %", "Giảm 10% đến 2025 (bản sao)", "10,0 % less"])
def test_a_name_tells_of_a_rate_that_was_changed(name: str):
    found = misnamed(name, cutting(0.1), cutting(0.08))
    assert found is not None
    assert found.rate == Decimal("0.08")
    assert found.told in name


def test_a_name_is_true_while_the_rate_stands():
    assert misnamed("giảm 10 %", cutting(0.1), cutting(0.1, assumptions={"inflation": 0.05})) is None
    # back at what the name says
    assert misnamed("giảm 10 %", cutting(0.08), cutting(0.1)) is None


def test_a_percent_that_was_no_lever_when_the_name_was_given_says_nothing():
    assert misnamed("giảm 12 %", cutting(0.1), cutting(0.08)) is None
    assert misnamed("giảm 10 %, tăng 3 %", cutting(0.1), cutting(0.08)) is None
    assert misnamed("Giữ nguyên nguồn", cutting(0.1), cutting(0.08)) is None


def test_a_measure_that_is_gone_has_no_other_rate_to_be_called_by():
    bare = scenario_from({"name": "x", "allocation": {"cap": 0.2}})
    # the cap, which stood at 10 % too, is no cut
    assert misnamed("giảm 10 %", cutting(0.1), bare) is None


def test_a_name_tells_of_a_target_by_its_one_percent():
    assert target_told("Lộ trình rồi giảm 10 %", cutting(0.1)) == ("10", 2025)
    # of another percent, of several, and of a rate that is none
    assert target_told("Giảm 12 %", cutting(0.1)) is None
    assert target_told("Giảm 10 % đến 2025, cấp thêm 3 %", cutting(0.1)) is None
    rate = scenario_from({"name": "x", "reductions": [{"method": "rate", "rate": 0.1}]})
    assert target_told("Giảm 10 %", rate) is None
