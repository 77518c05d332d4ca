"""A pool told by another source keeps what it hands out."""

from __future__ import annotations

from typing import Any

from budget.planning import of_scope
from budget.pooled import pool_as
from tests.plans import M, plan, run, school, service

ROWS = [
    service("V1", support=1_000 * M),
    school("T1", support=400 * M, salary=300 * M),
    school("T2", support=300 * M, salary=300 * M),
]
CUT = (
    '[[reductions]]\nmethod = "target"\ntarget = { 2023 = 0.05, 2024 = 0.10 }\n'
    'units = { kinds = ["service"] }\n'
)


def totals(pool: dict[str, Any]) -> list[int]:
    levels = ", ".join(f"{year} = {level}" for year, level in pool["by_year"].items())
    text = f'{CUT}[allocation]\npool = {{ from = "{pool["from"]}", by_year = {{ {levels} }} }}\n'
    return [int(x) for x in run(2022, ROWS, "horizon = 2025\n" + text).totals["pool"]]


def test_the_savings_told_as_amounts_or_percents_are_the_same_money() -> None:
    """A twentieth of 1.000 triệu in 2023, a tenth from 2024 on: 50, 100, 100; of the schools' 700 these are
    7,14285... and 14,28571... %, rounded up.
    """
    result = run(2022, ROWS, f"horizon = 2025\n{CUT}[allocation]\n")
    assert [int(x) for x in result.totals["pool"]] == [0, 50 * M, 100 * M, 100 * M]
    amount, percent = pool_as(result, "amount"), pool_as(result, "percent")
    assert amount == {"from": "amount", "by_year": {"2023": 50 * M, "2024": 100 * M}}
    assert {year: str(x) for year, x in percent["by_year"].items()} == {
        "2023": "0.071429",
        "2024": "0.142858",
    }
    assert totals(amount) == totals(percent) == [0, 50 * M, 100 * M, 100 * M]


def test_an_amount_is_told_of_the_base_support_of_the_scope_of_the_cuts() -> None:
    # of the 1.000 triệu of V1 alone, though the schools have 700 besides
    assert of_scope(run(2022, ROWS, f"horizon = 2025\n{CUT}"), 50 * M) == (0.05, 1)


def test_without_money_there_is_nothing_to_keep() -> None:
    assert pool_as(run(2022, ROWS, "horizon = 2024\n[allocation]\n"), "amount") == {}
    assert pool_as(run(2022, ROWS, f"horizon = 2024\n{CUT}"), "amount") == {}
    assert pool_as(run(2022, ROWS, f"horizon = 2024\n{CUT}[allocation]\n"), "savings") == {}
    assert plan("[allocation]\n").allocation is not None
