"""Who a unit without a code is: the same name written another way, never another number."""

from __future__ import annotations

import pytest

from budget.intake.identity import Known, alike, made_up, matches, who_is

KNOWN = [
    Known("1", "Trường Tiểu học Mũi Né 1"),
    Known("2", "Trường Tiểu học Mũi Né 2"),
    Known("3", "Trường Mầm non Hòa Bình"),
    Known("4", "Trường THCS Hòa Bình"),
]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("TH Mũi Né 1", ["1"]),
        ("Trường TH Mũi Né 2", ["2"]),
        ("Trường TH Mũi Né", []),
        ("Trường TH Mũi Né 3", []),
        ("MN Hoà Bình", ["3"]),
        ("Trường Trung học cơ sở Hoà Bình", ["4"]),
        ("Trường Tiểu học Hòa Bình", []),
    ],
)
def test_a_match_has_the_same_kind_and_name_to_the_letter(name, codes):
    assert [unit.code for unit in matches(name, KNOWN)] == codes


def test_a_slip_of_the_pen_is_offered_but_no_other_number():
    assert [unit.code for unit in alike("Trường Tiểu học Mủi Né 1", KNOWN)] == ["1"]
    assert alike("Trường Tiểu học Mủi Né 3", KNOWN) == ()


def test_made_up_codes_pass_over_those_that_are_taken():
    assert made_up("TAM", {"tam-001", "TAM-003"}, 3) == ["TAM-002", "TAM-004", "TAM-005"]


def test_units_of_one_name_are_told_apart_and_known_again_in_another_year():
    rows = [{"name": "Trạm", "owner": "A"}, {"name": "Trạm", "owner": "A"}, {"name": "Trạm", "owner": "B"}]
    marks = who_is(rows)
    assert len(set(marks)) == 3
    assert who_is(rows[:1]) == marks[:1]
