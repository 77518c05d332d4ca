"""Exceptions by hand: first out of the pool, their units take no other part, and somebody pays for them."""

from __future__ import annotations

from typing import Any

import numpy as np

from budget.compare import without_exceptions
from budget.law import national_law
from budget.payers import above_cap
from budget.scenario import dump_scenario, parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units

MILLION = 1_000_000
ROWS: list[dict[str, Any]] = [
    {
        "code": code,
        "name": code,
        "kind": "primary",
        "support": 1_000 * MILLION,
        "salary": 900 * MILLION,
        "pupils": 100,
    }
    for code in ("A", "B", "C")
]


def result(exceptions: str, pool: int = 90, more: str = "") -> Result:
    text = f"""
name = "x"
horizon = 2024
[allocation]
pool = {{ from = "amount", by_year = {{ 2023 = {pool * MILLION} }} }}
stages = [{{ aim = "share", by = "pupils" }}]
exceptions = [{exceptions}]
{more}
"""
    return simulate(Units.from_rows(2022, ROWS), parse_scenario(text), national_law())


def increases(found: Result, year: int) -> list[float]:
    return (found["increase"][:, found.year(year)] / MILLION).tolist()


def test_an_exception_comes_first_and_its_unit_takes_no_other_part() -> None:
    # 90 - 50 = 40 for B and C, 20 each
    found = result('{ unit = "A", by_year = { 2023 = 50_000_000 }, reason = "mái dột" }')
    assert increases(found, 2023) == [50, 20, 20]
    assert increases(found, 2024) == [50, 20, 20]


def test_a_year_before_the_first_has_none_but_the_unit_stays_apart() -> None:
    found = result('{ unit = "A", by_year = { 2024 = 50_000_000 } }')
    assert increases(found, 2023) == [0, 45, 45]
    assert increases(found, 2024) == [50, 20, 20]


def test_more_than_the_pool_is_a_finding_and_shared_in_proportion() -> None:
    # 90 for wishes of 60 and 120: a half of each
    found = result(
        '{ unit = "A", by_year = { 2023 = 60_000_000 } }, { unit = "B", by_year = { 2023 = 120_000_000 } }'
    )
    assert increases(found, 2023) == [30, 60, 0]
    (short, _) = found.findings.of("exceptions_short")
    assert (short.severity, short.year) == ("warning", 2023)
    assert dict(short.numbers) == {"missing": 90 * MILLION, "need": 180 * MILLION}


def test_the_step_left_over_of_a_pool_too_small_goes_to_the_lower_code() -> None:
    # 7 for wishes of 10 and 10: 3,5 each
    found = result(
        '{ unit = "B", by_year = { 2023 = 10_000_000 } }, { unit = "A", by_year = { 2023 = 10_000_000 } }', 7
    )
    assert increases(found, 2023) == [4, 3, 0]


def test_an_exception_is_rounded_down_to_the_step() -> None:
    # steps of a million: 50 of 50,9; 90 - 50 = 40 for B and C
    found = result('{ unit = "A", by_year = { 2023 = 50_900_000 } }')
    assert increases(found, 2023) == [50, 20, 20]


def test_who_pays_is_the_difference_to_the_plan_without_them() -> None:
    # without: 30 each; B and C pay 10 each, A gains 20
    found = result('{ unit = "A", by_year = { 2023 = 50_000_000 } }')
    j = found.year(2023)
    paid = found["increase"][:, j] - without_exceptions(found)["increase"][:, j]
    assert (paid / MILLION).tolist() == [20, -10, -10]
    assert np.sum(paid) == 0


def test_an_unknown_unit_is_a_finding() -> None:
    # the first entry picks nobody; B gets its 20 all the same, and 70 are left for A and C
    found = result(
        '{ unit = "Z", by_year = { 2023 = 50_000_000 } }, { unit = "B", by_year = { 2023 = 20_000_000 } }'
    )
    (unknown,) = found.findings.of("selector_empty")
    assert (unknown.severity, unknown.unit, unknown.year) == ("note", None, None)
    assert dict(unknown.numbers) == {"of": "exceptions", "number": 1}
    assert increases(found, 2023) == [35, 20, 35]


def test_exceptions_survive_the_file() -> None:
    scenario = result('{ unit = "A", by_year = { 2023 = 50_000_000 }, reason = "mái dột" }').scenario
    assert parse_scenario(dump_scenario(scenario)) == scenario


def test_an_exception_says_by_how_much_it_passes_the_cap() -> None:
    """The cap of 2,09 % of 1.000 triệu is 20,9, in steps of a million 20; 50 pass it by 30 from 2024 on."""
    two_years = '{ unit = "A", by_year = { 2023 = 20_000_000, 2024 = 50_000_000 } }'
    capped = above_cap(result(two_years, more="cap = 0.0209"), "A")
    assert capped is not None
    assert (capped.cap, dict(capped.beyond)) == (20 * MILLION, {2024: 30 * MILLION})
    # at the cap nothing is passed
    within = above_cap(result('{ unit = "A", by_year = { 2023 = 20_000_000 } }', more="cap = 0.02"), "A")
    assert within is not None
    assert not within.beyond


def test_without_a_cap_or_beside_the_scope_there_is_none_to_pass() -> None:
    entry = '{ unit = "A", by_year = { 2023 = 50_000_000 } }'
    assert above_cap(result(entry), "A") is None
    assert above_cap(result(entry, more='cap = 0.02\nunits = { codes = ["B", "C"] }'), "A") is None
