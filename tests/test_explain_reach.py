"""Which figures a datum of a unit enters, by the formulas of the model."""

from __future__ import annotations

import pytest

from budget.explain_reach import enters
from tests.plans import M, run, school

FIGURES = ("status_quo", "ratio", "coverage", "supplement_per_head", "roadmap_saving")


@pytest.mark.parametrize(
    ("column", "found"),
    [
        # pay is in B, so in the degree; its rise is in the status quo, and it is taken from what is there for
        # operations (sections 1, 2, 4 and 7); of a school without a norm per pupil, pupils move tuition and
        # operations, and by these the degree
        ("salary", {"status_quo", "ratio", "coverage"}),
        ("tuition", {"ratio"}),
        ("staff", {"supplement_per_head"}),
        ("sites", set()),
    ],
)
def test_a_datum_enters_the_figures_that_are_made_with_it(column: str, found: set[str]) -> None:
    rows = [
        school(
            tuition=50 * M,
            salary=800 * M,
            professional=100 * M,
            support=900 * M,
            pupils=300,
            staff=20,
            sites=2,
        )
    ]
    result = run(2022, rows, "horizon = 2024")
    got = set(enters(result, "T1", 2024, column, FIGURES))
    assert found <= got
    if column == "sites":
        assert not got
