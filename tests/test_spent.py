"""Money that was given counts as there for operations: for the stages that follow and for the coverage."""

from __future__ import annotations

import pytest

from budget.law import national_law
from budget.published import ratio_text
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units

MILLION = 1_000_000


def result(allocation: str) -> Result:
    """Two schools with 100 triệu for operations and a norm of 200; B has twice the support of A."""
    rows = [
        {"code": code, "name": code, "kind": "primary", "support": support * MILLION,
         "salary": (support - 100) * MILLION, "professional": 100 * MILLION}
        for code, support in (("A", 1_000), ("B", 2_000))
    ]  # fmt: skip
    text = f"""
name = "x"
horizon = 2023
[assumptions]
state_pays_rises = 1
[norms.primary]
per_unit = 200_000_000
[allocation]
{allocation}
"""
    return simulate(Units.from_rows(2022, rows), parse_scenario(text), national_law())


def given(found: Result) -> list[float]:
    return (found["increase"][:, 1] / MILLION).tolist()


def coverage(found: Result) -> list[str | None]:
    return [ratio_text(value) for value in found["coverage"][:, 1].tolist()]


def test_lowest_first_counts_what_the_floor_gave() -> None:
    # floor 2 %: 20 and 40, so 120 and 140 of 200; the 40 left raise both to 150: 30 and 10
    found = result(
        'floor = 0.02\npool = { from = "amount", by_year = { 2023 = 100_000_000 } }\n'
        'stages = [{ aim = "norm" }]'
    )
    assert given(found) == [50, 50]
    assert coverage(found) == ["0.750000", "0.750000"]


@pytest.mark.parametrize(
    "stage",
    [
        '{ aim = "norm", method = "proportional" }',
        '{ aim = "norm", method = "lowest_first" }',
        '{ aim = "share", by = "equal" }',
    ],
)
def test_every_stage_but_the_supplement_is_spent_on_operations(stage: str) -> None:
    # 50 each on top of 100: 150 of 200
    found = result(f'pool = {{ from = "amount", by_year = {{ 2023 = 100_000_000 }} }}\nstages = [{stage}]')
    assert given(found) == [50, 50]
    assert coverage(found) == ["0.750000", "0.750000"]


def test_an_exception_is_spent_on_operations() -> None:
    found = result(
        'pool = { from = "amount", by_year = { 2023 = 50_000_000 } }\nstages = []\n'
        'exceptions = [{ unit = "A", by_year = { 2023 = 50_000_000 } }]'
    )
    assert given(found) == [50, 0]
    assert coverage(found) == ["0.750000", "0.500000"]


def test_a_supplement_adds_nothing_to_the_coverage() -> None:
    # nothing is missing for what is planned, so all of it is left for pay
    found = result(
        'pool = { from = "amount", by_year = { 2023 = 100_000_000 } }\n'
        'stages = [{ aim = "supplement", multiple = 0.1 }]'
    )
    assert sum(given(found)) == 100
    assert coverage(found) == ["0.500000", "0.500000"]
