"""The lines above a signature (Decree 30/2020/NĐ-CP, Annex I, point 7)."""

from __future__ import annotations

import pytest

from budget.report.signing import position, signing
from budget.report.words import Words


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("Trưởng phòng", ["Trưởng phòng"]),
        ("KT. Trưởng phòng / Phó Trưởng phòng", ["KT. Trưởng phòng", "Phó Trưởng phòng"]),
        ("KT. TRƯỞNG PHÒNG, PHÓ TRƯỞNG PHÒNG", ["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"]),
        ("KT. TRƯỞNG PHÒNG PHÓ TRƯỞNG PHÒNG", ["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"]),
        # a deputy alone signs for the head
        ("Phó Trưởng phòng", ["KT. Trưởng phòng", "Phó Trưởng phòng"]),
        ("Phó Trưởng phòng phụ trách", ["KT. Trưởng phòng", "Phó Trưởng phòng phụ trách"]),
        # an office whose name has a comma stays in one line
        ("Trưởng phòng Kinh tế, Hạ tầng và Đô thị", ["Trưởng phòng Kinh tế, Hạ tầng và Đô thị"]),
        ("TL. Chủ tịch; Chánh Văn phòng", ["TL. Chủ tịch", "Chánh Văn phòng"]),
        ("TM. UBND KT. CHỦ TỊCH PHÓ CHỦ TỊCH", ["TM. UBND", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        ("Q. Trưởng phòng", ["Q. Trưởng phòng"]),
        (" / ", []),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_who_signs_in_lines(typed: str, lines: list[str], language: str):
    assert signing(typed, Words(language)).splitlines() == lines


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("KT. Trưởng phòng / Phó Trưởng phòng", "Phó Trưởng phòng"),
        ("Phó Trưởng phòng", "Phó Trưởng phòng"),
        ("TL. Chủ tịch; Chánh Văn phòng", "Chánh Văn phòng"),
        ("Chủ tịch", "Chủ tịch"),
        ("", ""),
    ],
)
def test_the_position_of_a_person_is_the_last_title(typed: str, held: str):
    assert position(typed, Words("vi")) == held
