"""Headings that mean the same, alone and under their parents."""

from __future__ import annotations

import pytest

from budget.intake.columns import Heading, map_headings
from budget.units import COLUMNS

SAME = {
    "name": "Tên trường · Đơn vị · Tên đơn vị",
    "pupils": "Số HS · Học sinh · Tổng số học sinh",
    "classes": "Số lớp · Lớp · Nhóm, lớp",
    "staff_quota": "Biên chế · Số người làm việc",
    "salary": "Quỹ lương · Chi lương và các khoản đóng góp · Chi con người · Chi thanh toán cá nhân",
    "professional": "Chi hoạt động · Chi nghiệp vụ chuyên môn",
    "other_spending": "Chi khác",
    "support": "Dự toán giao · Kinh phí tự chủ · Kinh phí giao thực hiện tự chủ "
    "· Kinh phí nhiệm vụ thường xuyên · nguồn 13",
    "tasks": "Kinh phí không tự chủ · không thường xuyên · nguồn 12",
    "tuition": "Học phí · Thu học phí · Phí, lệ phí để lại",
    "service_revenue": "Thu dịch vụ · bán trú · thỏa thuận",
    "_savings": "Tiết kiệm 10 % · CCTL",
}


def ids(*paths: str) -> list[str]:
    return [h.id for h in map_headings([Heading(i, tuple(p.split(" > "))) for i, p in enumerate(paths)])]


@pytest.mark.parametrize(
    ("id_", "text"), [(i, t.strip()) for i, texts in SAME.items() for t in texts.split("·")]
)
def test_a_heading_alone(id_, text):
    assert ids(text) == [id_]
    assert ids(text.upper()) == [id_]
    assert ids(f"  {text} (triệu đồng)" if id_ not in {"name", "pupils", "classes"} else text) == [id_]


def test_the_headings_of_the_data_dictionary_are_sure():
    for language in ("vi", "en"):
        headings = map_headings([Heading(i, (getattr(c, language),)) for i, c in enumerate(COLUMNS)])
        assert [h.id for h in headings] == [c.id for c in COLUMNS]
        assert min(h.confidence for h in headings) > 0.9


def test_the_same_words_under_several_parents():
    assert ids(
        "Đơn vị",
        "Nguồn thu > Tổng số",
        "Nguồn thu > Khác",
        "Chi thường xuyên > Lương",
        "Chi thường xuyên > Khác",
    ) == ["name", "_total", "other_revenue", "salary", "other_spending"]


def test_autonomous_and_other_money_below_the_estimate():
    assert ids("Dự toán giao", "Trong đó > Tự chủ", "Trong đó > Không tự chủ")[0] == "_total"
    assert ids(
        "Dự toán năm 2025 > Tổng số", "Dự toán năm 2025 > Tự chủ", "Dự toán năm 2025 > Không tự chủ"
    ) == [
        "_total",
        "support",
        "tasks",
    ]


def test_fees_beside_tuition_are_fees_and_alone_they_are_tuition():
    assert ids("Học phí", "Phí, lệ phí để lại") == ["tuition", "fees"]
    assert ids("Phí, lệ phí để lại") == ["tuition"]


@pytest.mark.parametrize(
    "text", ["Tên công trình, dự án", "Chủ đầu tư", "Năng lực thiết kế", "TVĐT", "Vốn pháp định", "Họ và tên"]
)
def test_other_headings_are_not_understood(text):
    assert ids(text) == [""]


def test_a_choice_of_the_user_counts():
    headings = [Heading(0, ("Cột A",)), Heading(1, ("Quỹ lương",))]
    mapped = map_headings(headings, {"A": "salary", "B": ""})
    assert [(h.id, h.chosen, h.confidence) for h in mapped] == [("salary", True, 1.0), ("", True, 1.0)]
