"""Heads of tables as offices print them: over several rows, merged, broken, centred by blanks."""

from __future__ import annotations

import pytest

from budget.intake.columns import Heading, map_headings
from tests.intake.books import book, kinds, read

M = 1_000_000
TOP = (["PHÒNG GIÁO DỤC HUYỆN CẦN GIỜ"], ["DỰ TOÁN NĂM 2006"], ["Đơn vị tính: triệu đồng"])
ROWS = ([1, "Trường MN Hoa Sen", 2400, 2500, 100], [2, "Trường TH Lê Lợi", 5200, 5700, 50])


def columns(*rows, merge=()):
    """What the columns of the first table were taken for, and the reading."""
    reading = read(book(rows, merge=merge))
    return [heading.id for heading in reading.tables[0].columns], reading


def ids(*paths):
    return [h.id for h in map_headings([Heading(i, tuple(p.split(" > "))) for i, p in enumerate(paths)])]


def test_headings_that_run_on_into_the_next_row_are_one_heading():
    rows = [
        *TOP,
        ["STT", "Tên đơn", "Thanh toán", "Kinh phí", "Kinh phí"],
        [None, "vị, trường", "cá nhân", "tự chủ", "không tự chủ"],
        *ROWS,
    ]
    found, reading = columns(*rows)
    assert found == ["_number", "name", "salary", "support", "tasks"]
    assert [heading.text for heading in reading.tables[0].columns][1:3] == [
        "Tên đơn vị, trường",
        "Thanh toán cá nhân",
    ]
    assert reading.tables[0].head_rows == (4, 5)
    assert [unit["tasks"] for unit in reading.units] == [100 * M, 50 * M]


def test_headings_in_capitals_that_run_on_into_the_next_row():
    rows = [
        *TOP,
        ["ĐƠN VỊ", "THANH TOÁN", "KINH PHÍ", "SỐ NHÓM,"],
        ["SỬ DỤNG NGÂN SÁCH", "CÁ NHÂN", "GIAO THỰC HIỆN TỰ CHỦ", "LỚP"],
        ["Trường MN Hoa Sen", 2400, 2500, 10],
        ["Trường TH Lê Lợi", 5200, 5700, 20],
    ]
    found, reading = columns(*rows)
    assert found == ["name", "salary", "support", "classes"]
    assert [unit["name"] for unit in reading.units] == ["Trường MN Hoa Sen", "Trường TH Lê Lợi"]


def test_a_heading_that_ends_in_a_word_of_counting_keeps_it():
    # "người" alone would say in what the column is counted; below "Chi con" it ends the heading
    rows = [
        *TOP,
        ["STT", "Tên trường", "Chi con", "Kinh phí", "Tổng số"],
        [None, None, "người", "tự chủ", "học sinh"],
    ]
    found, _ = columns(*rows, [1, "Trường MN Hoa Sen", 2400, 2500, 200])
    assert found == ["_number", "name", "salary", "support", "pupils"]


def test_a_row_of_units_of_measure_under_the_headings_is_no_heading():
    rows = [*TOP[:2], ["STT", "Tên trường", "Biên chế", "Quỹ lương", "Kinh phí tự chủ"]]
    found, reading = columns(*rows, [None, None, "người", "tr.đ", "tr.đ"], [1, "MN Hoa Sen", 20, 2400, 2500])
    assert found == ["_number", "name", "staff_quota", "salary", "support"]
    assert reading.units[0]["salary"] == 2400 * M


def test_a_head_of_three_rows_whose_middle_row_is_blank():
    rows = [
        *TOP,
        ["STT", "Tên trường", "Dự toán năm 2006", None, None],
        [],
        [None, None, "Quỹ lương", "Kinh phí tự chủ", "Kinh phí không tự chủ"],
        *ROWS,
        [None, "Cộng", 7600, 8200, 150],
    ]
    found, reading = columns(*rows, merge=["A4:A6", "B4:B6", "C4:E5"])
    assert found == ["_number", "name", "salary", "support", "tasks"]
    assert reading.tables[0].head_rows == (4, 5, 6)
    assert [unit["salary"] for unit in reading.units] == [2400 * M, 5200 * M]


def test_a_blank_row_at_the_end_of_a_merged_head_belongs_to_no_table():
    rows = [
        *TOP,
        ["STT", "Tên trường", "Quỹ lương", "Kinh phí tự chủ", "Học phí"],
        [],
        [1, 2, 3, 4, 5],
        *ROWS,
    ]
    found, reading = columns(*rows, merge=["A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5"])
    table = reading.tables[0]
    assert (table.head_rows, table.number_row, table.first_row) == ((4,), 6, 7)
    assert found == ["_number", "name", "salary", "support", "tuition"]
    assert len(reading.units) == 2


def test_the_upper_row_of_a_head_with_few_words_belongs_to_it():
    rows = [
        *TOP,
        ["S.T.T", "TÊN ĐƠN VỊ", "CHIA RA", None, "KINH PHÍ GIAO", None],
        [None, None, "QUỸ LƯƠNG", "CHI MUA SẮM, SỬA CHỮA", "NGUỒN 13", "NGUỒN 12"],
        [None, "Cấp mầm non", 2400, 50, 2500, 100],
        [1, "Trường MN Hoa Sen", 2400, 50, 2500, 100],
    ]
    found, reading = columns(*rows, merge=["C4:D4", "E4:F4"])
    assert found == ["_number", "name", "salary", "management", "support", "tasks"]
    assert [unit["name"] for unit in reading.units] == ["Trường MN Hoa Sen"]


def test_amounts_typed_as_text_below_a_head_are_no_part_of_it():
    rows = [
        *TOP,
        ["TT", "Tên đơn vị", "Dự toán chi", None, "Kinh phí tự chủ"],
        [None, None, "Chi khác", "Quỹ lương", None],
        [None, "Tổng cộng", "1,145", "7,600", "8,200"],
        [None, "Trường MN Hoa Sen", "1,045", "2,400", "2,500"],
        [None, "Trường TH Lê Lợi", "100", "5,200", "5,700"],
    ]
    _, reading = columns(*rows)
    assert reading.tables[0].head_rows == (4, 5)
    assert [unit["salary"] for unit in reading.units] == [2400 * M, 5200 * M]


def test_a_total_under_a_known_heading_is_that_column_and_its_parts_are_not():
    assert ids("Tên trường", "Học sinh > Tổng số", "Học sinh > Trong đó: nữ", "Quỹ lương > Tổng số") == [
        "name",
        "pupils",
        "",
        "salary",
    ]
    assert ids("Quỹ lương > Tổng số", "Quỹ lương > Trong đó: các khoản đóng góp") == [
        "salary",
        "contributions",
    ]
    assert (
        ids("Kinh phí tự chủ > Đầu năm", "Kinh phí tự chủ > Bổ sung", "Kinh phí tự chủ > Tổng cộng")[2]
        == "support"
    )


def test_a_total_under_a_known_heading_is_held_against_its_parts():
    rows = [
        *TOP,
        ["STT", "Tên trường", "Quỹ lương", "Kinh phí tự chủ", None, None],
        [None, None, None, "Giao đầu năm", "Bổ sung", "Tổng cộng"],
        [1, "Trường MN Hoa Sen", 2400, 2400, 100, 2500],
        [2, "Trường TH Lê Lợi", 5200, 5600, 100, 5700],
        [3, "Trường TH Kim Đồng", 3800, 3900, 100, 4010],  # 3900 + 100 = 4000
        [4, "Trường TH Nguyễn Du", 3700, 3800, 100, 3900],
    ]
    found, reading = columns(*rows, merge=["D4:F4"])
    assert found[-1] == "support"
    finding = next(f for f in reading.findings if f.kind == "total_mismatch")
    assert (finding.cell, finding.numbers["difference"]) == ("F8", 10 * M)


@pytest.mark.parametrize(
    "text",
    ["Tỷ lệ % chi lương", "So sánh (%)", "Mức thu học phí", "Học phí (đồng/tháng)", "Định mức chi lương"],
)
def test_ratios_and_rates_are_no_amounts_of_a_unit(text):
    assert ids("Tên trường", text, "Kinh phí tự chủ") == ["name", "_ratio", "support"]


@pytest.mark.parametrize("text", ["Học phí (nghìn USD)", "Học phí, đô la Mỹ", "Thu học phí bằng EUR"])
def test_foreign_money_is_no_amount_in_dong(text):
    assert ids("Tên trường", text, "Kinh phí tự chủ") == ["name", "", "support"]


def test_a_table_in_foreign_money_gives_no_amounts_in_dong():
    head = ["STT", "Tên trường", "Quỹ lương", "Kinh phí tự chủ", "Học phí"]
    reading = read(book([TOP[0], TOP[1], ["Đơn vị tính: nghìn USD"], head, *ROWS]))
    assert reading.units == []
    assert "no_table" in kinds(reading)


def test_two_years_side_by_side_under_a_title_of_the_second():
    rows = [
        ["KINH PHÍ CÁC TRƯỜNG - DỰ TOÁN NĂM 2006"],
        ["Đơn vị tính: triệu đồng"],
        ["STT", "Tên trường", "Thực hiện năm 2005", None, "Dự toán năm 2006", None],
        [None, None, "Chi lương", "Kinh phí tự chủ", "Chi lương", "Kinh phí tự chủ"],
        [1, "Trường MN Hoa Sen", 2300, 2400, 2400, 2500],
        [2, "Trường TH Lê Lợi", 5100, 5600, 5200, 5700],
    ]
    _, reading = columns(*rows, merge=["C3:D3", "E3:F3"])
    assert [(t.year, [unit["support"] // M for unit in t.units]) for t in reading.used] == [
        (2005, [2400, 5600]),
        (2006, [2500, 5700]),
    ]


@pytest.mark.parametrize(
    ("rows", "year"),
    [
        ([["Tình hình kinh phí các trường 9 tháng/2003"]], 2003),
        ([["Kinh phí quý III/2004"]], 2004),
        ([["Cần Giờ, ngày 20 tháng 12 năm 2005"], ["Dự toán kinh phí năm 2006"]], 2006),
    ],
)
def test_the_year_of_a_title_with_months_and_not_that_of_the_dateline(rows, year):
    head = ["STT", "Tên trường", "Quỹ lương", "Kinh phí tự chủ", "Học phí"]
    reading = read(book([*rows, ["ĐVT: triệu đồng"], head, *ROWS]), "2009-kinh-phi.xlsx")
    assert reading.used[0].year == year
    assert "year_conflict" not in kinds(reading, "A1")


def test_the_one_year_of_the_headings_is_surer_than_that_of_the_file():
    head = ["STT", "Tên trường", "Quỹ lương năm 2006", "Kinh phí tự chủ năm 2006", "Học phí năm 2006"]
    reading = read(book([["ĐVT: triệu đồng"], head, *ROWS]), "2009-download.xlsx")
    assert [table.year for table in reading.used] == [2006]
