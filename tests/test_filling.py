"""What of an increase fills what units lack, and what a plan of the same figures differs in."""

from __future__ import annotations

import pytest

from budget.filling import filled
from budget.indicators import indicators
from budget.report.alike import apart_said
from budget.report.pool_said import unsourced_said
from budget.report.words import Words
from budget.report.workbook_comparison import comparison
from budget.simulate import Result
from tests.plans import M, run, service

STILL = """
[assumptions]
inflation = 0
pay_drift = 0
"""

GIVEN = (
    STILL
    + """
[allocation]
units = { codes = ["V1", "V2", "V3"] }
pool = { from = "percent", by_year = { 2027 = 0.10 } }
floor = 0.10
round_to = 1
stages = []
"""
)


def given(text: str = GIVEN) -> Result:
    """Of 100 million that each spends V1 gets 100, V2 95 and V3 80 million."""
    of = {"V1": 100, "V2": 95, "V3": 80}
    units = [service(code, professional=100 * M, support=money * M) for code, money in of.items()]
    return run(2026, units, text)


def test_money_fills_of_each_unit_no_more_than_it_lacks() -> None:
    # each is given a tenth: 10, 9,5 and 8 million; they lack 0, 5 and 20 million
    result = given()
    assert int(result.totals["increase"][result.year(2027)]) == 27_500_000
    assert filled(result, 2027) == 0 + 5_000_000 + 8_000_000


def test_nothing_is_filled_where_nothing_is_given() -> None:
    assert filled(given(STILL), 2027) == 0


def test_what_is_given_beyond_the_cuts_needs_a_source() -> None:
    # nothing is cut, so that all 27,5 million are beyond, and as much in each of the three years: 82,5
    result = given()
    found = indicators(result, 2027)
    said = unsourced_said(result, found, Words("en"))
    assert said.startswith("More is given than cut, by 28 million đồng in 2027 and 83 in 2027-2029: ")
    assert not unsourced_said(given(STILL), indicators(given(STILL), 2027), Words("en"))
    saved = given(GIVEN.replace('from = "percent", by_year = { 2027 = 0.10 }', 'from = "savings", share = 1'))
    assert not unsourced_said(saved, found, Words("en"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "; tổng kinh phí khác nhau từ năm 2028."),
        ("en", "; totals differ from 2028 on."),
    ],
)
def test_plans_alike_in_the_year_are_told_from_which_year_they_differ(language: str, said: str) -> None:
    later = GIVEN.replace("2027 = 0.10", "2027 = 0.10, 2028 = 0.05")
    shown = comparison([given(), given(later)], 2027)
    told = apart_said(shown, 0, 1, Words(language), ("A", "B"))
    assert told.startswith("B khác A: " if language == "vi" else "B differs from A: ")
    assert told.endswith(said)


def test_plans_that_are_the_same_differ_in_nothing() -> None:
    shown = comparison([given(), given()], 2027)
    assert not apart_said(shown, 0, 1, Words(), ("A", "B"))
