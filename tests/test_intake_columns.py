"""Headings that mean the same, alone and under their parents."""

from __future__ import annotations

import pytest

from budget.intake.columns import SURE, Heading, map_headings
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
    assert ids("Dự toán giao", "Trong đó > Tự chủ", "Trong đó > Không tự chủ") == [
        "_total",
        "support",
        "tasks",
    ]
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


def test_the_whole_of_a_group_of_columns_is_the_column_the_group_is_named_after():
    assert ids("Học sinh > Tổng số", "Học sinh > Trong đó: nữ") == ["pupils", ""]
    assert ids("Kinh phí tự chủ > Tổng", "Kinh phí tự chủ > Quỹ lương", "Kinh phí không tự chủ") == [
        "support",
        "salary",
        "tasks",
    ]


def test_a_part_by_itself_is_not_the_whole():
    assert ids("Trong đó: nữ") == [""]
    assert ids("Học sinh nữ") == [""]
    assert ids("Kinh phí tự chủ tăng thêm") == [""]


def test_one_word_under_several_groups_is_taken_for_the_whole_or_not_at_all():
    halves = ("Nhà trẻ > Số trẻ", "Mẫu giáo > Số trẻ")
    assert ids(*halves) == ["", ""]
    assert ids(*halves, "Tổng số > Số trẻ") == ["", "", "pupils"]
    assert ids("Thu > Bán trú", "Chi > Bán trú") == ["service_revenue", "service_cost"]


def test_of_two_stages_of_one_figure_the_one_after_the_changes_counts():
    assert ids("Kinh phí tự chủ đầu năm", "Kinh phí tự chủ sau điều chỉnh") == ["", "support"]


def test_two_columns_that_fit_alike_make_the_choice_doubtful():
    first, second = map_headings([Heading(i, (t,)) for i, t in enumerate(["Quỹ lương A", "Quỹ lương B"])])
    assert (first.id, second.id) == ("salary", "")
    assert first.confidence < SURE


@pytest.mark.parametrize(
    "text", ["Tên công trình, dự án", "Chủ đầu tư", "Năng lực thiết kế", "TVĐT", "Vốn pháp định", "Họ và tên"]
)
def test_other_headings_are_not_understood(text):
    assert ids(text) == [""]


def test_a_choice_of_the_user_counts():
    headings = [Heading(0, ("Cột A",)), Heading(1, ("Quỹ lương",))]
    mapped = map_headings(headings, {"A": "salary", "B": ""})
    assert [(h.id, h.chosen, h.confidence) for h in mapped] == [("salary", True, 1.0), ("", True, 1.0)]


@pytest.mark.parametrize(
    "text",
    ["Chi thường xuyên giao tự chủ", "Chi thường xuyên tự chủ", "KP thường xuyên giao tự chủ", "Giao tự chủ"],
)
def test_regular_spending_beside_the_money_outside_autonomy_is_the_support(text):
    headings = [("Tên",), ("Tổng kinh phí NSNN",), ("Trong đó", text), ("Trong đó", "Không tự chủ")]
    mapped = map_headings([Heading(i, path) for i, path in enumerate(headings)])
    assert [h.id for h in mapped] == ["name", "_total", "support", "tasks"]
    assert mapped[2].confidence >= SURE


@pytest.mark.parametrize("text", ["Chi thường xuyên (đồng)", "Kinh phí thường xuyên"])
def test_regular_spending_alone_is_asked_about(text):
    mapped = map_headings([Heading(i, (t,)) for i, t in enumerate(("Tên đơn vị", text, "Học phí (đồng)"))])
    assert [h.id for h in mapped] == ["name", "support", "tuition"]
    assert mapped[1].confidence < SURE


def test_regular_spending_over_its_parts_is_their_total():
    assert ids("Tên đơn vị", "Chi thường xuyên", "Quỹ lương", "NSNN hỗ trợ chi thường xuyên") == [
        "name", "_total", "salary", "support",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Thu học phí và dịch vụ", "tuition"),
        ("Học phí, bán trú", "tuition"),
        ("Thu sự nghiệp", "other_revenue"),
    ],
)
def test_a_heading_of_several_revenues_is_asked_about(text, id_):
    [heading] = map_headings([Heading(0, (text,))])
    assert heading.id in {id_, ""}
    assert heading.confidence < SURE


@pytest.mark.parametrize("text", ["Thu dịch vụ, bán trú", "Thu học phí", "Cấp bù miễn giảm học phí"])
def test_a_heading_of_one_revenue_is_sure(text):
    assert map_headings([Heading(0, (text,))])[0].confidence >= SURE
