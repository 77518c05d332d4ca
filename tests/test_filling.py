"""What of an increase fills what units lack, and what a plan of the same figures differs in."""

from __future__ import annotations

from datetime import date

import pytest

from budget.afterwards import concluded
from budget.filling import filled
from budget.report.alike import apart_said
from budget.report.conclusion import conclusions
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
    # nothing is cut, so that all 27,5 million are beyond, and as much in each of the three years
    said = unsourced_said(concluded(given(), 2027), Words("en"))
    each = ", ".join(f"28 million đồng ({year})" for year in (2027, 2028, 2029))
    assert said.endswith(f"the plan sets none: {each}.")
    assert not unsourced_said(concluded(given(STILL), 2027), Words("en"))
    saved = given(GIVEN.replace('from = "percent", by_year = { 2027 = 0.10 }', 'from = "savings", share = 1'))
    assert not unsourced_said(concluded(saved, 2027), Words("en"))
    # a record from before this was kept says nothing
    assert not unsourced_said({}, Words("en"))


def test_the_paper_leaves_room_for_the_source_and_says_which_year_is_decided() -> None:
    day = date(2026, 11, 5)
    first, source, _ = conclusions(concluded(given(), 2027), "A", "Phòng", Words(), None, day)
    # law.md, 1.4: the estimate of years 2 to 5 is that of the first with what policies change
    assert first.endswith(
        " Kinh phí quyết định là của năm 2027; các năm 2028-2029 là dự kiến, xác định lại khi giao dự toán "
        "từng năm (khoản 1 Điều 33 Nghị định 60/2021/NĐ-CP)."
    )
    assert source.startswith(
        "Quyết định nguồn cho số cấp thêm vượt số giảm chi, phương án chưa xác định nguồn bố trí: 28 "
    )
    assert source.endswith("(d) nguồn khác: ............")
    # of a period that is over nothing is decided any more
    assert len(conclusions(concluded(given(), 2027), "A", "Phòng", Words(), None, date(2031, 1, 5))) == 2


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
