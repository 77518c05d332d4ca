"""Rows of tables as offices print them: groups aside, parts, totals with letters set apart, notes below."""

from __future__ import annotations

import struct

import pytest

from tests.intake.books import TOP, book, kinds, read
from tests.intake.corpus import CORPUS

M = 1_000_000
HEAD = ["STT", "Tên trường", "Số HS", "Quỹ lương", "Kinh phí tự chủ"]
HOA_SEN = [1, "Trường MN Hoa Sen", 200, 2400, 2500]
LE_LOI = [2, "Trường TH Lê Lợi", 600, 5200, 5700]


def names(reading):
    return [unit["name"] for unit in reading.units]


def mismatches(reading):
    return {
        finding.cell: finding.numbers["difference"]
        for finding in reading.findings
        if finding.kind == "total_mismatch"
    }


def test_a_total_whose_letters_are_set_apart_is_held_against_its_rows():
    reading = read(
        book([*TOP, HEAD, HOA_SEN, LE_LOI, ["T Ổ N G   C Ộ N G", None, 800, 7600, 8201]], merge=["A7:B7"])
    )
    assert names(reading) == ["Trường MN Hoa Sen", "Trường TH Lê Lợi"]
    assert mismatches(reading) == {"E7": M}  # 2500 + 5700 = 8200


def test_groups_in_the_column_of_numbers_are_no_units():
    rows = [
        *TOP,
        HEAD,
        ["Cấp mầm non", None, 200, 2400, 2500],
        [None, "Trường MN Hoa Sen", 200, 2400, 2500],
        ["Các lớp ghép", None, 600, 5200, 5600],
        [None, "Trường TH Lê Lợi", 600, 5200, 5700],
        [None, "Tổng cộng", 800, 7600, 8200],
    ]
    reading = read(book(rows))
    assert names(reading) == ["Trường MN Hoa Sen", "Trường TH Lê Lợi"]
    assert mismatches(reading) == {"E7": -100 * M}  # 5600 printed over 5700


def test_trong_do_right_below_a_first_total_is_no_sum_of_the_units():
    rows = [
        *TOP,
        HEAD,
        [None, "Tổng cộng", 800, 7600, 8200],
        [None, "Trong đó: tiết kiệm 10%", None, None, 410],
        HOA_SEN,
        LE_LOI,
    ]
    reading = read(book(rows))
    assert len(reading.units) == 2
    assert mismatches(reading) == {}


def test_trong_do_with_a_dash_below_a_unit_is_no_sum_of_it():
    rows = [*TOP, HEAD, HOA_SEN, [None, "- Trong đó: hợp đồng 68", None, 240, None], LE_LOI]
    reading = read(book([*rows, [None, "Cộng", 800, 7600, 8200]]))
    assert len(reading.units) == 2
    assert mismatches(reading) == {}


def test_a_bare_cong_closes_each_group_and_the_total_all_of_them():
    rows = [
        *TOP,
        HEAD,
        HOA_SEN,
        [2, "Trường MN Sơn Ca", 100, 1200, 1300],
        [None, "Cộng", 300, 3600, 3800],
        LE_LOI,
        [None, "Cộng", 600, 5200, 5710],  # 5700
        [None, "Tổng cộng", 900, 8800, 9500],
    ]
    reading = read(book(rows))
    assert len(reading.units) == 3
    assert mismatches(reading) == {"E9": 10 * M}


def test_the_head_comes_again_below_a_sum_of_the_page():
    rows = [
        *TOP,
        HEAD,
        HOA_SEN,
        [2, "Trường MN Sơn Ca", 100, 1200, 1300],
        [None, "Cộng", 300, 3600, 3800],
        [],
        HEAD,
        LE_LOI,
        [None, "Cộng", 600, 5200, 5700],
        [None, "Tổng cộng", 900, 8800, 9501],  # 9500
    ]
    reading = read(book(rows))
    assert len(reading.used) == 1
    assert names(reading) == ["Trường MN Hoa Sen", "Trường MN Sơn Ca", "Trường TH Lê Lợi"]
    assert mismatches(reading) == {"E12": M}


def test_tables_of_one_level_each_below_one_another_and_their_total():
    rows = [
        *TOP,
        ["1. Mầm non"],
        HEAD,
        HOA_SEN,
        [None, "Cộng", 200, 2400, 2500],
        ["2. Tiểu học"],
        HEAD,
        LE_LOI,
        [None, "Cộng", 600, 5200, 5700],
        [None, "Tổng cộng (1+2)", 800, 7600, 8206],  # 2500 + 5700 = 8200
    ]
    reading = read(book(rows))
    assert names(reading) == ["Trường MN Hoa Sen", "Trường TH Lê Lợi"]
    assert mismatches(reading) == {"E12": 6 * M}


def test_tables_below_one_another_in_another_unit_of_measure_are_read_in_their_own():
    rows = [
        *TOP,
        HEAD,
        HOA_SEN,
        [None, "Cộng", 200, 2400, 2500],
        [],
        ["Khối tiểu học"],
        [None, None, None, "Đơn vị tính: nghìn đồng"],
        HEAD,
        [1, "Trường TH Lê Lợi", 600, 5_200_000, 5_700_000],
        [None, "Cộng", 600, 5_200_000, 5_700_000],
    ]
    assert [unit["support"] for unit in read(book(rows)).units] == [2500 * M, 5700 * M]


@pytest.mark.parametrize("note", ["(*) Bao gồm cả kinh phí hợp đồng", "(**) Trường mới thành lập"])
def test_notes_with_an_asterisk_below_a_table_belong_to_no_name(note):
    reading = read(book([*TOP, HEAD, HOA_SEN, LE_LOI, [None, note]]))
    assert names(reading) == ["Trường MN Hoa Sen", "Trường TH Lê Lợi"]


def test_an_amount_with_an_asterisk_is_that_amount():
    reading = read(book([*TOP, HEAD, [*HOA_SEN[:3], "2.400,5 (*)", "2.500,5*"], LE_LOI]))
    assert (reading.units[0]["salary"], reading.units[0]["support"]) == (2_400_500_000, 2_500_500_000)


def test_small_thousands_of_million_are_read_by_the_units_and_not_by_their_total():
    # 4,017 alone can be 4017 or 4.017 million; no school pays 4 million a year, whatever its total says
    rows = [
        *TOP,
        ["STT", "Tên trường", "Quỹ lương", "Kinh phí tự chủ"],
        [1, "Trường MN Hoa Sen", "4,017", "4,903"],
        [2, "Trường TH Lê Lợi", "5,200", "5,700"],
        [None, "Cộng", "59,217", "60,603"],
    ]
    assert [unit["salary"] for unit in read(book(rows)).units] == [4017 * M, 5200 * M]


PLACES = ["Nghệ An", "Bình Thuận", "Đà Nẵng", "Hải Phòng"]


def projects(head, *rows):
    """A table of a ministry with no column of ours."""
    return read(book([["ĐẦU TƯ XÂY DỰNG NĂM 2004"], ["Đơn vị tính: triệu đồng"], head, *rows]))


def test_the_only_total_of_a_column_is_reported_when_it_is_wrong():
    rows = [[i + 1, place, 100 * (i + 1)] for i, place in enumerate(PLACES)]
    found = projects(
        ["TT", "Tỉnh", "Vốn ngoài nước"], *rows, [None, "Tổng số", 1010]
    )  # 100 + 200 + 300 + 400
    assert mismatches(found) == {"C8": 10 * M}


def test_a_wrong_count_in_a_table_of_money_is_no_money():
    rows = [[i + 1, place, 100 * (i + 1), 10] for i, place in enumerate(PLACES)]
    found = projects(["TT", "Tỉnh", "Vốn ngoài nước", "Số dự án"], *rows, [None, "Tổng số", 1000, 42])
    assert mismatches(found) == {"D8": 2}


def test_a_mean_under_a_column_is_no_wrong_total():
    rows = [[i + 1, place, 100 * (i + 1)] for i, place in enumerate(PLACES)]
    assert mismatches(projects(["TT", "Tỉnh", "Suất đầu tư"], *rows, [None, "Tổng số", 250])) == {}


def test_a_column_of_numbers_is_no_column_of_names_whatever_its_heading():
    # "Vốn thực hiện" is close to "Đơn vị thực hiện"
    rows = [[i + 1, place, 100 * (i + 1)] for i, place in enumerate(PLACES)]
    found = projects(["TT", "Tỉnh", "Vốn thực hiện"], *rows, [None, "Tổng số", 999])
    assert "name" not in {heading.id for heading in found.tables[0].columns}
    assert mismatches(found) == {"C8": -M}


def test_a_group_below_a_row_without_amounts_does_not_lend_it_its_own():
    rows = [
        [None, "Tổng số", 1000],
        [None, "Miền Bắc", 300],
        [1, "Nghệ An", 300],
        [2, "Hải Phòng", None],
        [None, "Miền Nam", 700],
        [1, "Cần Thơ", 300],
        [2, "Gia Lai", 410],  # 710
    ]
    assert mismatches(projects(["TT", "Tỉnh", "Vốn trong nước"], *rows)) == {"C8": -10 * M}


def test_one_wrong_subtotal_of_budget_lines_is_reported_when_all_others_hold():
    rows = [
        ["UBND HUYỆN CẦN GIỜ"],
        ["QUYẾT TOÁN THU NGÂN SÁCH NĂM 2004"],
        ["ĐVT: 1000 đồng"],
        ["STT", "CHỈ TIÊU", "NĂM 2004"],
        [None, "TỔNG THU NSNN", 15237],
        ["A", "Thu cân đối", 14737],
        ["I", "Thu nội địa", 14000],
        [1, "Thuế ngoài quốc doanh", 8000],
        [None, "- Thuế giá trị gia tăng", 5000],
        [None, "- Thuế môn bài", 3000],
        [2, "Lệ phí trước bạ", 2500],
        [3, "Thu tiền sử dụng đất", 3501],  # 8000 + 2500 + 3501 = 14001
        ["II", "Thu kết dư", 737],
        ["B", "Thu để lại quản lý qua NSNN", 500],
        [1, "Học phí", 300],
        [2, "Viện phí", 200],
    ]
    reading = read(book(rows))
    assert reading.units == []
    assert mismatches(reading) == {"C7": -1000}


def test_a_formula_of_an_old_workbook_without_a_stored_result_is_unknown():
    """C5 of the table of foreign investment is a formula; its stored result is taken out of the file."""
    data = bytearray((CORPUS / "2005-2BZ73_FDI_Dong_Nam_Bo.xls").read_bytes())
    at = next(
        i
        for i in range(len(data) - 20)
        if data[i : i + 2] == b"\x06\x00"
        and struct.unpack_from("<HH", data, i + 4) == (4, 2)
        and struct.unpack_from("<d", data, i + 10)[0] == 2609
    )
    data[at + 10 : at + 18] = b"\x03\x00\x00\x00\x00\x00\xff\xff"  # a text of no letters
    reading = read(bytes(data), "fdi.xls")
    assert "no_cached_value" in kinds(reading, "C5")
    assert reading.sheets[0].at("C5") is None


@pytest.mark.parametrize(
    "name",
    [
        "Trường Cao đẳng Sư phạm",
        "Trường THPT Phan Bội Châu",
        "Bệnh viện Đa khoa",
        "Học viện Chính trị",
        "Tạp chí Lao động",
    ],
)
def test_units_that_are_no_school_of_the_four_kinds_are_other_services(name):
    reading = read(book([*TOP, HEAD, [1, name, None, 2400, 2500], LE_LOI]))
    assert [unit["kind"] for unit in reading.units] == ["service", "primary"]
    assert "unknown_kind" not in kinds(reading)


@pytest.mark.parametrize("heading", ["Danh mục công trình", "Tên dự án", "Danh mục"])
def test_works_in_places_of_units_are_no_units(heading):
    works = [[1, "Trung tâm Văn hóa quận 2", 2400, 2500], [2, "Trường Mẫu giáo Bông Sen 5", 5200, 5700]]
    reading = read(book([*TOP, ["STT", heading, "Tổng vốn đầu tư", "Dự toán năm 2025"], *works]))
    assert len(reading.units) == (2 if heading == "Danh mục" else 0)


def test_a_wrong_total_on_a_page_that_is_not_taken_is_said_too():
    units = [*TOP, HEAD, HOA_SEN, LE_LOI]
    levels = [
        *TOP,
        ["STT", "Cấp học", "Số HS", "Quỹ lương", "Kinh phí tự chủ"],
        [1, "Khối mầm non", 200, 2400, 2500],
    ]
    levels += [[2, "Khối tiểu học", 600, 5200, 5700], [None, "Tổng cộng", 800, 7600, 8203]]
    reading = read(book(("Đơn vị", units), ("Tổng hợp", levels)))
    found = [f for f in reading.findings if f.kind == "total_mismatch"]
    assert [(f.sheet, f.cell, f.severity, f.numbers["difference"]) for f in found] == [
        ("Tổng hợp", "E7", "warning", 3 * M)
    ]
    assert [table.sheet for table in reading.used] == ["Đơn vị"]


def test_a_table_worked_out_from_the_same_units_is_not_a_second_year_of_them():
    strange = ["Hiện trạng", "Được giải phóng", "Điều tiết", "Có thêm", "Xếp thứ"]
    data = [["DỰ TOÁN NĂM 2025"], ["ĐVT: triệu đồng"], HEAD, HOA_SEN, LE_LOI]
    result = [
        ["PHƯƠNG ÁN NĂM 2026"],
        ["ĐVT: triệu đồng"],
        ["STT", "Tên trường", "Quỹ lương", "Kinh phí tự chủ", *strange],
        [1, "Trường MN Hoa Sen", 2500, 2600, 1, 2, 3, 4, 5],
        [2, "Trường TH Lê Lợi", 5300, 5800, 1, 2, 3, 4, 5],
    ]
    reading = read(book(("Dữ liệu", data), ("Kết quả", result)))
    assert [(table.sheet, table.year) for table in reading.used] == [("Dữ liệu", 2025)]
    assert "second_table" in kinds(reading)
