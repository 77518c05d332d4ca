"""What is missing is named: columns, units not sent, units that are new."""

from __future__ import annotations

from budget.completeness import (
    Filled,
    Missing,
    Pending,
    filled_columns,
    known_rows,
    missing_units,
    new_units,
    pending_figures,
    provisional,
)
from budget.units import Source, Units

UNITS = Units.from_rows(
    2022,
    [
        {"code": "A", "name": "TH A", "kind": "primary", "salary": 5, "pupils": 10},
        {"code": "B", "name": "TH B", "kind": "primary", "salary": 7},
        {"code": "C", "name": "TT C", "kind": "service", "support": 9},
    ],
)
EXPECTED = [("A", "TH A"), ("D", "MN D")]


def test_columns_count_the_units_they_concern() -> None:
    filled = {f.column: f for f in filled_columns(UNITS)}
    assert filled["salary"] == Filled("salary", 2, 3)
    assert filled["pupils"] == Filled("pupils", 1, 2)
    assert filled["contributions"] == Filled("contributions", 0, 3)


def test_a_zero_that_nobody_gave_is_unknown_and_one_that_was_given_is_a_zero() -> None:
    """A has a 0 in a cell, B an empty cell, C a 0 that somebody typed."""
    sources = {
        "A": {"tuition": Source(file="a.xlsx", sheet="S", cell="E5", text="0")},
        "B": {"tuition": Source(file="a.xlsx", sheet="S", cell="E6", text="")},
        "C": {"tuition": Source(by="An", at="2022-01-05", why="công văn")},
    }
    rows = known_rows(UNITS, sources)
    assert [row["tuition"] for row in rows] == [0, None, 0]
    assert [row["salary"] for row in rows] == [5, 7, None]
    assert [row["covers_investment"] for row in rows] == [False, False, False]
    assert UNITS["tuition"].tolist() == [0, 0, 0]


def test_units_not_sent_and_new_units() -> None:
    assert missing_units(UNITS, EXPECTED) == (Missing("D", "MN D"),)
    assert new_units(UNITS, EXPECTED) == (Missing("B", "TH B"), Missing("C", "TT C"))


def test_pay_and_support_that_are_not_there_are_pending() -> None:
    """C has no pay; A and B have neither support nor revenue, C has support."""
    assert pending_figures(UNITS) == (
        Pending("salary", (Missing("C", "TT C"),)),
        Pending("support", (Missing("A", "TH A"), Missing("B", "TH B"))),
    )
    assert provisional(UNITS) == {"A": ("support",), "B": ("support",), "C": ("salary",)}
    whole = {"code": "A", "name": "TH A", "kind": "primary", "salary": 5, "tuition": 1}
    assert pending_figures(Units.from_rows(2022, [whole])) == ()
