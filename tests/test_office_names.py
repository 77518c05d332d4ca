"""Names of offices in the layout of papers (Decree 30/2020/NĐ-CP, Annex I, points 2 and 7)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from budget.report.office_names import GLUE, decides, head_of, headed, in_full, is_committee, presides
from budget.report.words import Words

ROOM = {"name": "Phòng Tài chính - Kế hoạch", "superior": "UBND thành phố A"}
COMMITTEE = {"name": "UBND thành phố A", "superior": "UBND tỉnh B"}


@pytest.mark.parametrize(
    ("name", "committee", "full"),
    [
        ("UBND thành phố A", True, "Ủy ban nhân dân thành phố A"),
        ("ubnd xã B", True, "Ủy ban nhân dân xã B"),
        ("Ủy ban nhân dân phường C", True, "Ủy ban nhân dân phường C"),
        # the mark on the other letter is the same body
        ("Uỷ ban nhân dân phường C", True, "Ủy ban nhân dân phường C"),
        ("Phòng Tài chính - Kế hoạch", False, "Phòng Tài chính - Kế hoạch"),
        ("Văn phòng HĐND và UBND xã", False, "Văn phòng HĐND và UBND xã"),
        ("UBNDX", False, "UBNDX"),
        ("UBND TP. A", True, "Ủy ban nhân dân thành phố A"),
        ("UBND TP A", True, "Ủy ban nhân dân thành phố A"),
        ("UBND TX.B", True, "Ủy ban nhân dân thị xã B"),
        # a name that begins with the same letters is no city
        ("UBND xã TPA", True, "Ủy ban nhân dân xã TPA"),
        ("", False, ""),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_committee_is_told_from_an_office_and_spelt_in_full(
    name: str, committee: bool, full: str, language: str
):
    words = Words(language)
    assert (is_committee(name, words), in_full(name, words)) == (committee, full)


@pytest.mark.parametrize(
    ("organisation", "above", "name", "who"),
    [
        (ROOM, "Ủy ban nhân dân thành phố A", "Phòng Tài chính - Kế hoạch", "UBND thành phố A"),
        # a committee names no body above itself, and decides itself
        (COMMITTEE, "", "Ủy ban nhân dân thành phố A", "UBND thành phố A"),
        ({**ROOM, "authority": "Sở A"}, "Ủy ban nhân dân thành phố A", "Phòng Tài chính - Kế hoạch", "Sở A"),
        ({}, "", "", ""),
    ],
)
def test_the_head_and_who_decides(organisation: Mapping[str, str], above: str, name: str, who: str):
    words = Words("vi")
    assert head_of(organisation, words) == (above, name)
    assert decides(organisation, words) == who


@pytest.mark.parametrize(
    ("chair", "committee"),
    [
        ("Lê Văn A, Chủ tịch", "UBND thành phố A"),
        ("Lê Văn A, Phó Chủ tịch UBND thành phố A", "UBND thành phố A"),
        ("Trần Văn B, Trưởng phòng", ""),
        ("Chủ tịch", ""),
        ("", ""),
    ],
)
def test_a_chairman_presides_over_the_committee(chair: str, committee: str):
    assert presides(chair, ROOM, Words("vi")) == committee
    # a chairman of something else than a committee
    assert presides(chair, {"name": "Phòng", "superior": "Sở Tài chính"}, Words("vi")) == ""


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        # 72 millimetres hold about 27 capital letters; a place is not parted
        ("Ủy ban nhân dân xã B", ["Ủy ban nhân dân xã B"]),
        ("Ủy ban nhân dân phường Hải Đăng", ["Ủy ban nhân dân", "phường_Hải_Đăng"]),
        (
            "Phòng Kinh tế, Hạ tầng và Đô thị phường Hải Đăng",
            ["Phòng Kinh tế, Hạ tầng", "và Đô thị phường Hải Đăng"],
        ),
        # a word of two syllables is not parted where a comma is near
        ("Phòng Kinh tế, Hạ tầng và Đô thị", ["Phòng Kinh tế,", "Hạ tầng và Đô thị"]),
        (
            "Phòng Tài chính - Kế hoạch thành phố Phan Thiết",
            ["Phòng Tài chính - Kế hoạch", "thành phố Phan Thiết"],
        ),
        ("", [""]),
        # a name without a blank has nowhere to break
        ("X" * 60, ["X" * 60]),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_long_name_in_a_head_breaks_between_phrases_and_not_within_a_place(
    name: str, lines: list[str], language: str
):
    found = headed(name, Words(language))
    if len(lines) > 1:
        assert [line.replace(GLUE, "_") for line in found.split(" ")] == [
            line.replace(" ", "_") for line in lines
        ]
    else:
        assert found == name
