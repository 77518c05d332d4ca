"""What is missing is named: columns, units not sent, units that are new."""

from __future__ import annotations

from budget.completeness import (
    Filled,
    Missing,
    Pending,
    filled_columns,
    missing_units,
    new_units,
    pending_figures,
)
from budget.units import Units

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


def test_units_not_sent_and_new_units() -> None:
    assert missing_units(UNITS, EXPECTED) == (Missing("D", "MN D"),)
    assert new_units(UNITS, EXPECTED) == (Missing("B", "TH B"), Missing("C", "TT C"))


def test_pay_and_support_that_are_not_there_are_pending() -> None:
    """C has no pay; A and B have neither support nor revenue, C has support."""
    assert pending_figures(UNITS) == (
        Pending("salary", (Missing("C", "TT C"),)),
        Pending("support", (Missing("A", "TH A"), Missing("B", "TH B"))),
    )
    whole = {"code": "A", "name": "TH A", "kind": "primary", "salary": 5, "tuition": 1}
    assert pending_figures(Units.from_rows(2022, [whole])) == ()
