"""The program and the reference on random cities: the same figures to the đồng, the same findings.

`BUDGET_REFERENCE_CASES=5000` asks for more; `python -m tests.reference.compare` shows what differs.
"""

import json
import os
from pathlib import Path

import pytest

from tests.reference.cities import Case, case
from tests.reference.compare import actual, differences, expected

CASES = int(os.environ.get("BUDGET_REFERENCE_CASES", "160"))
BLOCK = 20
EXAMPLE = Path(__file__).resolve().parents[2] / "shared" / "data" / "worked_example.json"


@pytest.mark.parametrize("first", range(0, CASES, BLOCK))
def test_random_cities(first: int) -> None:
    for seed in range(first, min(first + BLOCK, CASES)):
        c = case(seed)
        assert list(differences(expected(c), actual(c))) == [], f"seed {seed}"


def test_no_law_value() -> None:
    c = Case(0, 2020, ({"code": "A", "name": "A", "kind": "primary", "salary": 1_000_000},), 'name = "x"')
    result = actual(c)
    assert (result["units"], result["totals"]) == ([], {})
    assert {(f["kind"], f["severity"]) for f in result["findings"]} == {("no_law_value", "error")}


@pytest.mark.skipif(not EXAMPLE.exists(), reason="the worked example is not beside this checkout")
def test_worked_example() -> None:
    example = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    c = Case(0, example["base_year"], tuple(example["units"]), example["scenario"])
    assert list(differences(example["results"], actual(c))) == []
