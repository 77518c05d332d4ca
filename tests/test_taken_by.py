"""What takes from a unit, in short names."""

from __future__ import annotations

import pytest

from budget.report.taken_by import taken_by
from budget.report.words import Words
from tests.test_planning import result

PLAN = {
    "reductions": [{"method": "statutory"}, {"method": "rate", "rate": 0.25}],
    "roadmap": [{"units": {"codes": ["A"]}, "targets": {"2022": 0.5}}],
}


@pytest.mark.parametrize(
    ("language", "of_a", "of_b"),
    [
        ("vi", "Lộ trình, giảm 25\xa0% mỗi năm", "Giảm 25\xa0% mỗi năm, mức tối thiểu theo quy định"),
        ("en", "Roadmap, 25% a year", "25% a year, the legal minimum"),
    ],
)
def test_the_largest_comes_first_and_who_loses_nothing_has_none(language: str, of_a: str, of_b: str):
    found, words = result(**PLAN), Words(language)
    assert [taken_by(found, 2022, code, words) for code in "ABS"] == [of_a, of_b, ""]


def test_a_target_is_named_by_its_last_year_and_two_of_one_name_once():
    """C has 50 million: the rates take 1 and then 1,5, the target the 2,5 that lack to a tenth."""
    rates = [{"method": "rate", "rate": {"2022": rate}} for rate in (0.02, 0.05)]
    target = {"method": "target", "target": {"2022": 0.1}, "units": {"codes": ["C"]}}
    found = result(reductions=[*rates, target])
    assert taken_by(found, 2022, "C", Words()) == "Giảm 10\xa0%, giảm theo từng năm"
