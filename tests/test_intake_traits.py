"""Each trait of real workbooks, one small workbook each."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest

from budget.intake import values
from budget.intake.amounts import has_amount
from budget.intake.workbook import read_file
from tests.intake.books import HEAD, HOA_SEN, LE_LOI, LIMITS, TOP, book, changed, kinds, ods, read

M = 1_000_000


def amounts(reading, id_):
    return [unit[id_] for unit in reading.units]


def names(reading):
    return [unit["name"] for unit in reading.units]


def test_a_plain_table_is_read_with_year_owner_unit_of_measure_and_source():
    reading = read(book([*TOP, HEAD, HOA_SEN, LE_LOI]))
    table = reading.used[0]
    assert (table.year, table.owner, table.money_unit) == (2025, "UBND PHƯỜNG MŨI NÉ", "million")
    assert names(reading) == ["Trường MN Hoa Sen", "Trường TH Lê Lợi"]
    assert [unit["kind"] for unit in reading.units] == ["preschool", "primary"]
    assert amounts(reading, "salary") == [2400 * M, 5200 * M]
    assert table.totals["support"] == 8200 * M
    source = table.sources[1]["support"]
    assert (source.sheet, source.cell, source.text, source.sha256) == ("Sheet1", "G6", "5700", reading.sha256)
    assert not reading.errors


@pytest.mark.parametrize("name", ["TH Mũi Né 1", "Trường TH Mũi Né 2"])
def test_numbers_in_names_keep_schools_apart(name):
    other = [3, "1000003", "TH Mũi Né 3", 100, 900, 90, 950]
    reading = read(book([*TOP, HEAD, [*LE_LOI[:2], name, *LE_LOI[3:]], other]))
    assert names(reading) == [name, "TH Mũi Né 3"]
    assert not kinds(reading) & {"similar_names", "duplicate_code"}


def test_head_of_three_rows_with_merged_groups_and_column_numbers():
    rows = [
        *TOP,
        ["STT", "Tên trường", "Số HS", "Dự toán năm 2025", None, None, None, "Ghi chú"],
        [None, None, None, "Tổng số", "Trong đó", None, None, None],
        [None, None, None, None, "Quỹ lương", "Tự chủ", "Không tự chủ", None],
        [1, 2, 3, "4=6+7", 5, 6, 7, 8],
        [1, "Trường MN Hoa Sen", 200, 2600, 2400, 2500, 100, None],
        [2, "Trường TH Lê Lợi", 600, 5750, 5200, 5700, 50, None],
    ]
    reading = read(book(rows, merge=["A4:A6", "B4:B6", "C4:C6", "D4:G4", "D5:D6", "E5:G5", "H4:H6"]))
    table = reading.used[0]
    assert (table.head_rows, table.number_row, table.first_row) == ((4, 5, 6), 7, 8)
    assert amounts(reading, "support") == [2500 * M, 5700 * M]
    assert amounts(reading, "tasks") == [100 * M, 50 * M]
    assert "total_mismatch" not in kinds(reading)


def test_the_formula_of_a_column_number_is_held_against_each_row():
    rows = [
        *TOP,
        ["STT", "Tên trường", "Tổng số", "Kinh phí tự chủ", "Kinh phí không tự chủ", "Quỹ lương"],
        [1, 2, "3=4+5", 4, 5, 6],
        [1, "Trường MN Hoa Sen", 2600, 2500, 100, 2400],
        [2, "Trường TH Lê Lợi", 5760, 5700, 50, 5200],
        [3, "Trường TH Kim Đồng", 4100, 4000, 100, 3800],
    ]
    reading = read(book(rows))
    finding = next(f for f in reading.findings if f.kind == "total_mismatch")
    assert (finding.cell, finding.numbers["difference"]) == ("C7", 10 * M)


def test_total_first_groups_with_subtotals_and_numbers_that_restart():
    rows = [
        *TOP,
        HEAD,
        [None, None, "TỔNG CỘNG", 800, 7600, 700, 8200],
        ["I", None, "Khối mầm non", 200, 2400, 200, 2500],
        HOA_SEN,
        ["II", None, "Khối tiểu học", 600, 5200, 501, 5700],
        [1, *LE_LOI[1:]],
    ]
    reading = read(book(rows))
    assert names(reading) == ["Trường MN Hoa Sen", "Trường TH Lê Lợi"]
    assert [(f.cell, f.numbers["difference"]) for f in reading.findings if f.kind == "total_mismatch"] == [
        ("F8", M)
    ]


def test_a_total_that_is_off_by_one_dong_is_reported_in_dong():
    rows = [["Đơn vị tính: đồng"], HEAD, HOA_SEN, LE_LOI, [None, None, "Cộng", 800, 7601, 700, 8200]]
    reading = read(book(rows))
    finding = next(f for f in reading.findings if f.kind == "total_mismatch")
    assert (
        finding.cell,
        finding.numbers["printed"],
        finding.numbers["sum"],
        finding.numbers["difference"],
    ) == (
        "E5",
        7601,
        7600,
        1,
    )


def test_kinds_come_from_the_group_row_when_names_do_not_tell():
    rows = [
        *TOP,
        HEAD,
        ["A", None, "KHỐI MẦM NON"],
        [1, "01", "Hoa Sen", 200, 2400, 200, 2500],
        ["B", None, "Bậc tiểu học"],
        [1, "02", "Lê Lợi", 600, 5200, 500, 5700],
        ["C", None, "Khối THCS"],
        [1, "03", "Trường TH&THCS Hàm Tiến", 500, 5000, 500, 5500],
    ]
    assert [unit["kind"] for unit in read(book(rows)).units] == ["preschool", "primary", "combined"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("071", "preschool"), (72, "primary"), ("070-073", "lower_secondary"), ("Mẫu giáo", "preschool")],
)
def test_kinds_by_the_item_of_the_budget(text, kind):
    rows = [*TOP, ["STT", "Đơn vị", "Khoản", "Quỹ lương", "Nguồn 13"], [1, "Hoa Sen", text, 2400, 2500]]
    assert [unit["kind"] for unit in read(book(rows)).units] == [kind]


def test_footers_signatures_and_sums_in_words_are_no_units():
    rows = [
        *TOP,
        HEAD,
        HOA_SEN,
        LE_LOI,
        [None, None, "Tổng cộng", 800, 7600, 700, 8200],
        ["Bằng chữ: Tám tỷ hai trăm triệu đồng"],
        [],
        [None, None, None, None, "Mũi Né, ngày 5 tháng 1 năm 2025"],
        [None, "NGƯỜI LẬP BIỂU", None, None, "THỦ TRƯỞNG ĐƠN VỊ"],
        [],
        [None, "Nguyễn Văn A", None, None, "Trần Thị B"],
    ]
    assert len(read(book(rows)).units) == 2


def test_a_hidden_row_that_was_taken_out_is_not_said_to_be_read():
    data = book([*TOP, HEAD, HOA_SEN, LE_LOI], hidden_rows=[6])
    assert [f.numbers["units"] for f in read(data).findings if f.kind == "hidden_rows"] == [1]
    out = read_file("a.xlsx", data, {"sheets": {"Sheet1": {"leave_out": [6]}}}, LIMITS)
    assert len(out.units) == 1
    assert kinds(out) & {"hidden_rows", "hidden_rows_out"} == {"hidden_rows_out"}


def test_hidden_rows_columns_and_sheets_are_named():
    data = book(
        ("Chính", [*TOP, HEAD, HOA_SEN, LE_LOI]),
        ("Nháp", [["STT", "Tên trường", "Quỹ lương"], [1, "TH Cũ", 5]]),
        hidden_rows=[6],
        hidden_columns=["F"],
        hidden_sheets=["Nháp"],
    )
    reading = read(data)
    assert {"hidden_rows", "hidden_columns", "hidden_sheet"} <= kinds(reading)
    assert len(reading.units) == 2
    assert reading.sheets[0].hidden_rows == (6,)
    assert reading.sheets[0].hidden_columns == ("F",)


def test_formulas_without_values_and_error_cells_are_unknown_at_their_cell():
    data = book([*TOP, HEAD, [*HOA_SEN[:4], "=1+1", 200, 2500], [*LE_LOI[:4], 5200, "#DIV/0!", 5700]])
    reading = read(data)
    assert amounts(reading, "salary") == [None, 5200 * M]
    assert amounts(reading, "professional") == [200 * M, None]
    assert "no_cached_value" in kinds(reading, "E5")
    assert "error_cell" in kinds(reading, "F6")


def test_an_error_cell_left_blank_for_now_is_nothing_and_says_so():
    data = book([*TOP, HEAD, HOA_SEN, [*LE_LOI[:4], 5200, "#DIV/0!", 5700]])
    reading = read(data, sheets={"Sheet1": {"blank": True}})
    assert amounts(reading, "professional") == [200 * M, 0]
    assert reading.used[0].sources[1]["professional"].text == ""
    assert "cell_pending" in kinds(reading, "F6")
    assert not reading.errors


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "1e308", "1e18"])
def test_what_is_no_finite_number_or_none_of_an_office_is_an_error_and_never_0(number):
    data = changed(
        book([*TOP, HEAD, HOA_SEN, LE_LOI]),
        "xl/worksheets/sheet1.xml",
        lambda sheet: sheet.replace(b"<v>5200</v>", f"<v>{number}</v>".encode()),
    )
    reading = read(data)
    assert amounts(reading, "salary") == [2400 * M, None]
    assert "error_cell" in kinds(reading, "E6")


@pytest.mark.parametrize("text", ["9" * 19, "9" * 5000, "1" + ".000" * 120])
def test_a_text_of_more_digits_than_any_amount_has_is_not_read(text):
    reading = read(book([*TOP, HEAD, HOA_SEN, [*LE_LOI[:4], text, *LE_LOI[5:]]]))
    assert amounts(reading, "salary") == [2400 * M, None]
    assert "unreadable_amount" in kinds(reading, "E6")


def test_every_row_left_out_by_hand_is_said_and_is_no_missing_table():
    for head, rows in ((HEAD, (HOA_SEN, LE_LOI)), (HEAD[:6], (HOA_SEN[:6], LE_LOI[:6]))):
        reading = read(book([*TOP, head, *rows]), sheets={"Sheet1": {"leave_out": [5, 6]}})
        assert "all_rows_out" in kinds(reading)
        assert "no_table" not in kinds(reading)


def test_text_amounts_are_read_by_the_habit_of_the_column():
    rows = [
        ["Đơn vị tính: đồng"],
        ["STT", "Tên trường", "Quỹ lương", "Kinh phí tự chủ", "Học phí"],
        [1, "TH A", "1.773.300.000", "3,125,190,000", "20.500"],
        [2, "TH B", "850.000", "2 900 000 000", "1.020.500 đ"],
        [3, "TH C", "(1.500.000.000)", "3,000,000,000 đồng", "-"],
    ]
    reading = read(book(rows))
    assert amounts(reading, "salary") == [1_773_300_000, 850_000, -1_500_000_000]
    assert amounts(reading, "support") == [3_125_190_000, 2_900_000_000, 3_000_000_000]
    assert amounts(reading, "tuition") == [20_500, 1_020_500, 0]
    assert "negative_amount" in kinds(reading, "C5")


def test_decimal_commas_in_million_dong():
    rows = [
        ["ĐVT: triệu đồng"],
        ["STT", "Tên trường", "Quỹ lương", "Kinh phí tự chủ"],
        [1, "TH A", "1.773,3", "48,32"],
        [2, "TH B", "2.000,000001", 5],
    ]
    reading = read(book(rows))
    assert amounts(reading, "salary") == [1_773_300_000, 2_000_000_001]
    assert amounts(reading, "support") == [48_320_000, 5_000_000]


@pytest.mark.parametrize("text", ["1.234", "1,234"])
def test_a_lone_number_that_can_be_two_is_a_question(text):
    reading = read(book([*TOP, HEAD, [*HOA_SEN[:4], text, 200, 2500], LE_LOI]))
    assert amounts(reading, "salary") == [None, 5200 * M]
    finding = next(f for f in reading.findings if f.kind == "ambiguous_number")
    assert (finding.cell, finding.numbers["first"], finding.numbers["second"]) == ("E5", 1234.0, 1.234)


@pytest.mark.parametrize("text", ["abc", "20.500đ/bữa", "12%", "x", '"', "3 tỷ rưỡi"])
def test_what_is_no_amount_is_unknown_and_never_zero(text):
    reading = read(book([*TOP, HEAD, [*HOA_SEN[:4], text, 200, 2500], LE_LOI]))
    assert amounts(reading, "salary") == [None, 5200 * M]
    assert "unreadable_amount" in kinds(reading, "E5")


@pytest.mark.parametrize("text", ["-", "–", "", None, "- -"])
def test_dashes_and_blanks_are_nothing(text):
    rows = [*TOP, [*HEAD, "Học phí"], [*HOA_SEN, text], [*LE_LOI, 12]]
    assert amounts(read(book(rows)), "tuition") == [0, 12 * M]


def test_a_cross_among_numbers_says_that_there_is_nothing():
    rows = [
        *TOP,
        [*HEAD, "Học phí"],
        [*HOA_SEN, "x"],
        [*LE_LOI, 12],
        [3, "1000003", "Trường TH C", *LE_LOI[3:], 5],
    ]
    reading = read(book(rows))
    assert amounts(reading, "tuition") == [0, 12 * M, 5 * M]
    assert [f.severity for f in reading.findings if f.cell == "H5"] == ["note"]
    marks = read(book([*rows[:-2], [*LE_LOI, "x"]]))  # a column of crosses says nothing of amounts
    assert amounts(marks, "tuition") == [None, None]


def test_many_crosses_are_held_against_their_column_once(monkeypatch):
    looked = []
    monkeypatch.setattr(values, "has_amount", lambda value: looked.append(value) or has_amount(value))
    units = [[n, f"100{n:04}", f"Trường TH số {n}", *LE_LOI[3:], "x" if n % 3 else 12] for n in range(30)]
    units += [[n, f"100{n:04}", f"Trường TH số {n}", *LE_LOI[3:], 5] for n in range(30, 60)]
    reading = read(book([*TOP, [*HEAD, "Học phí"], *units]))
    assert amounts(reading, "tuition")[:4] == [12 * M, 0, 0, 12 * M]
    assert len(looked) == 60  # of 20 crosses, each cell of the column looked at once


def test_a_scale_written_in_the_cell_counts():
    rows = [*TOP, HEAD, [*HOA_SEN[:4], "2,4 tỷ", "200.000.000 đồng", 2500], LE_LOI]
    reading = read(book(rows))
    assert amounts(reading, "salary")[0] == 2400 * M
    assert amounts(reading, "professional")[0] == 200 * M


def test_two_units_of_measure_are_a_question_with_both_readings():
    rows = [
        ["ĐVT: đồng"],
        ["DỰ TOÁN NĂM 2025"],
        [None, None, None, None, "ĐVT: 1000 đồng"],
        HEAD,
        HOA_SEN,
        LE_LOI,
    ]
    reading = read(book(rows))
    finding = next(f for f in reading.findings if f.kind == "unit_of_measure_conflict")
    assert (finding.cell, finding.numbers["taken"], finding.numbers["other"]) == ("A1", "thousand", "dong")


def test_a_column_with_its_own_unit_of_measure():
    head = ["STT", "Tên trường", "Quỹ lương (triệu đồng)", "Kinh phí tự chủ (triệu đồng)", "Học phí (đồng)"]
    reading = read(book([["NĂM 2025"], head, [1, "TH A", 2000, 2100, 350000]]))
    assert reading.units[0]["salary"] == 2000 * M
    assert reading.units[0]["tuition"] == 350_000
    assert "unit_of_measure_missing" not in kinds(reading)


def test_no_unit_of_measure_is_said():
    reading = read(book([HEAD, [*HOA_SEN[:4], 2_400_000_000, 200_000_000, 2_500_000_000]]))
    assert amounts(reading, "salary") == [2_400_000_000]
    assert "unit_of_measure_missing" in kinds(reading)


def test_a_wrong_unit_of_measure_is_an_error_with_both_readings():
    rows = [["Đơn vị tính: đồng"], [*HEAD, "Có mặt"], [*HOA_SEN, 20], [*LE_LOI, 40]]
    finding = next(f for f in read(book(rows)).findings if f.kind == "unit_of_measure_suspect")
    assert (finding.severity, finding.numbers["amount"], finding.numbers["other"]) == (
        "error",
        2400,
        2400 * M,
    )


def test_one_cell_in_another_unit_of_measure():
    rows = [*TOP, HEAD]
    rows += [[i, f"10{i}", f"TH Số {i}", 500, 5000, 500, 5500] for i in range(1, 6)]
    rows.append([6, "106", "TH Số 6", 500, 5_000_000, 500, 5500])
    reading = read(book(rows))
    assert "unit_of_measure_suspect" in kinds(reading, "E10")


def test_scratch_numbers_and_a_second_table_are_named_not_taken():
    rows = [
        *TOP,
        HEAD,
        [*HOA_SEN, None, None, 98765],
        LE_LOI,
        [None, None, "Tổng cộng", 800, 7600, 700, 8200],
        [],
        [None, None, None, None, 12345],
        [],
        ["STT", "Chỉ tiêu", "Năm 2024", "Năm 2025"],
        [1, "Thu nội địa", 5, 6],
        [2, "Thu viện trợ", 7, 8],
    ]
    reading = read(book(rows))
    assert len(reading.units) == 2
    cells = [f.numbers["cells"] for f in reading.findings if f.kind == "ignored_cells"]
    assert any("J5" in text for text in cells)
    assert any("E9" in text for text in cells)
    assert "second_table" in kinds(reading, "A11")


def test_a_summary_sheet_of_the_same_units_is_not_counted_twice():
    summary = [
        *TOP,
        ["STT", "Tên trường", "Kinh phí tự chủ"],
        [1, "Trường MN Hoa Sen", 2500],
        [2, "Trường TH Lê Lợi", 5700],
    ]
    reading = read(book(("Tổng hợp", summary), ("Chi tiết", [*TOP, HEAD, HOA_SEN, LE_LOI])))
    assert [table.sheet for table in reading.used] == ["Chi tiết"]
    assert len(reading.units) == 2
    assert "second_table" in kinds(reading)


def test_sheets_that_share_the_units_are_joined():
    revenue = [
        *TOP,
        ["STT", "Tên trường", "Học phí"],
        [1, "Trường TH Lê Lợi", 0],
        [2, "Trường MN Hoa Sen", 120],
    ]
    reading = read(book(("Chi", [*TOP, HEAD, HOA_SEN, LE_LOI]), ("Thu", revenue)))
    assert amounts(reading, "tuition") == [120 * M, 0]
    assert reading.used[0].sources[0]["tuition"].sheet == "Thu"
    assert reading.used[0].sources[0]["tuition"].cell == "C6"


def test_sheets_of_one_level_each_come_together():
    reading = read(book(("MN", [*TOP, HEAD, HOA_SEN]), ("TH", [*TOP, HEAD, LE_LOI])))
    assert names(reading) == ["Trường MN Hoa Sen", "Trường TH Lê Lợi"]


def test_a_head_printed_again_on_each_page():
    reading = read(book([*TOP, HEAD, HOA_SEN, HEAD, LE_LOI]))
    assert names(reading) == ["Trường MN Hoa Sen", "Trường TH Lê Lợi"]
    assert reading.used[0].roles[6] == "head"


def test_a_name_that_runs_over_two_rows():
    rows = [
        *TOP,
        HEAD,
        [1, "01", "Trường Mầm non"],
        [None, None, "xã Hàm Tiến", 200, 2400, 200, 2500],
        LE_LOI,
    ]
    reading = read(book(rows))
    assert names(reading) == ["Trường Mầm non xã Hàm Tiến", "Trường TH Lê Lợi"]
    assert amounts(reading, "salary") == [2400 * M, 5200 * M]
    assert reading.used[0].sources[0]["code"].cell == "B5"


def test_parts_under_a_unit_are_not_units():
    rows = [
        *TOP,
        HEAD,
        HOA_SEN,
        [None, None, "Trong đó: điểm lẻ", 50, 600, 50, 625],
        [None, None, "- Điểm chính", 150, 1800, 150, 1875],
        LE_LOI,
    ]
    assert names(read(book(rows))) == ["Trường MN Hoa Sen", "Trường TH Lê Lợi"]


def test_bullets_line_breaks_and_trailing_blanks_around_names():
    rows = [*TOP, HEAD[2:], ["- Trường MN\nHoa Sen   ", *HOA_SEN[3:]], ["+ Trường TH Lê Lợi", *LE_LOI[3:]]]
    assert names(read(book(rows))) == ["Trường MN Hoa Sen", "Trường TH Lê Lợi"]


def test_names_are_nfc_whatever_the_typing_tool():
    loose = unicodedata.normalize("NFD", "Trường TH Phú Thủy")
    half = "Trươ\u0300ng MN Hoa Sen"
    reading = read(book([*TOP, HEAD, [1, "01", loose, *LE_LOI[3:]], [2, "02", half, *HOA_SEN[3:]]]))
    assert names(reading) == ["Trường TH Phú Thủy", "Trường MN Hoa Sen"]


def test_old_and_new_tone_placement_are_the_same_name():
    reading = read(
        book([*TOP, HEAD, [1, "01", "TH Hoà Phú", *LE_LOI[3:]], [2, "02", "TH Hòa Phú", *LE_LOI[3:]]])
    )
    finding = next(f for f in reading.findings if f.kind == "similar_names")
    assert (finding.severity, finding.cell) == ("warning", "C6")


TCVN3 = "Tr\u00adêng TiÓu häc Phó Thñy"
VNI = "Tröôøng Tieåu hoïc Phuù Thuûy"


@pytest.mark.parametrize(("text", "font"), [(TCVN3, ".VnTime"), (VNI, "VNI-Times")])
def test_old_letters_are_converted_by_the_font_of_the_cell(text, font):
    rows = [*TOP, HEAD, [1, "01", text, *LE_LOI[3:]], [2, "02", "Trường MN Hoa Sen", *HOA_SEN[3:]]]
    reading = read(book(rows, fonts={"C5": font}))
    assert names(reading) == ["Trường Tiểu học Phú Thủy", "Trường MN Hoa Sen"]
    assert "encoding_converted" in kinds(reading)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TCVN3, "TCVN3"),
        (VNI, "VNI"),
        ("Trường Tiểu học Phú Thủy, hoà bình", ""),
        ("Müller & Söhne, 30 m² ½", ""),
        ("ÐVT: nghìn đồng", ""),
    ],
)
def test_old_letters_in_a_unicode_font_are_said_and_kept(text, encoding):
    rows = [*TOP, HEAD, [1, "01", text, *LE_LOI[3:]]]
    reading = read(book(rows, fonts={"C5": "Arial"}))
    found = [f.numbers["encoding"] for f in reading.findings if f.kind == "encoding_suspect"]
    assert found == ([encoding] if encoding else [])
    assert names(reading) == [text.replace("\u00ad", "")]


def test_small_letters_of_a_capital_font_are_capitals():
    reading = read(book([*TOP, HEAD, [1, "01", TCVN3, *LE_LOI[3:]]], fonts={"C5": ".VnTimeH"}))
    assert names(reading) == ["TRƯỜNG TIỂU HỌC PHÚ THỦY"]


@pytest.mark.parametrize(("text", "place"), [(TCVN3, "encoding"), (VNI, "encoding")])
def test_old_letters_in_a_csv_are_guessed_and_said(text, place):
    lines = [
        "STT;T\u00aan;Quỹ l\u00ad\u00acng".replace("Quỹ", "Quü")
        if text is TCVN3
        else "STT;Teân tröôøng;Quyõ löông",
        f"1;{text};5200",
    ]
    reading = read("\n".join(lines).encode("utf-8"), "a.csv")
    assert reading.sheets[0].at("B2") == "Trường Tiểu học Phú Thủy"
    assert next(f for f in reading.findings if f.kind == "encoding_converted").severity == "warning"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_csv_in_any_encoding_and_delimiter(encoding, mark):
    lines = [
        "Đơn vị tính: triệu đồng",
        mark.join(HEAD),
        mark.join(map(str, HOA_SEN)),
        mark.join(map(str, LE_LOI)),
    ]
    reading = read("\r\n".join(lines).encode(encoding), "a.csv")
    assert names(reading) == ["Trường MN Hoa Sen", "Trường TH Lê Lợi"]
    assert amounts(reading, "salary") == [2400 * M, 5200 * M]


def test_csv_in_windows_vietnamese():
    line = unicodedata.normalize("NFC", "1;Trường TH A;5200")
    text = "STT;Tên trường;Quỹ lương;Kinh phí tự chủ\n" + line + ";5700"
    loose = "".join(
        ch
        if ch.encode("cp1258", "ignore")
        else unicodedata.normalize("NFD", ch).replace("o\u031b", "ơ").replace("u\u031b", "ư")
        for ch in text
    )
    parts = []
    for ch in loose:
        decomposed = ch if ch.encode("cp1258", "ignore") else unicodedata.normalize("NFD", ch)
        parts.append(decomposed)
    composed = (
        "".join(parts)
        .replace("e\u0302", "ê")
        .replace("a\u0306", "ă")
        .replace("o\u0302", "ô")
        .replace("a\u0302", "â")
    )
    reading = read(composed.encode("cp1258", "ignore"), "a.csv")
    assert names(reading) == ["Trường TH A"]


def test_ods_is_read_too():
    reading = read(ods([*TOP, HEAD, HOA_SEN, LE_LOI]), "a.ods")
    assert amounts(reading, "support") == [2500 * M, 5700 * M]


def test_units_in_columns_and_lines_in_rows():
    rows = [
        ["Đơn vị tính: triệu đồng - Năm 2025"],
        ["TT", "Nội dung", "Tổng số", "Trường MN Hoa Sen", "Trường TH Lê Lợi"],
        [1, "Số học sinh", 800, 200, 600],
        [2, "Quỹ lương", 7600, 2400, 5200],
        [3, "Chi hoạt động", 700, 200, 500],
        [4, "Kinh phí tự chủ", 8200, 2500, 5700],
    ]
    reading = read(book(rows))
    assert names(reading) == ["Trường MN Hoa Sen", "Trường TH Lê Lợi"]
    assert amounts(reading, "salary") == [2400 * M, 5200 * M]
    assert reading.used[0].sources[1]["support"].cell == "E6"


def test_what_is_wrong_in_a_table_with_units_in_columns_is_said_at_its_cell():
    rows = [
        ["PHƯƠNG ÁN PHÂN BỔ DỰ TOÁN NĂM 2025"],
        ["Đơn vị: triệu đồng"],
        ["TT", "Nội dung", "Tổng số", "Trường TH Lê Lợi", "Trường THCS Hùng Vương"],
        ["I", "Tiền lương, phụ cấp, các khoản đóng góp", 9300, 5200, 4100],
        ["II", "Kinh phí thực hiện tự chủ", 10290, 5700, 4600],  # 10300
        ["III", "Kinh phí không thực hiện tự chủ", 90, "chưa rõ", 40],
        ["IV", "Thu học phí", 60, 20, 40],
        ["V", "Chi hoạt động chuyên môn", 50, 20, 30],
    ]
    reading = read(book(rows))
    assert [unit["tasks"] for unit in reading.units] == [None, 40 * M]
    assert "unreadable_amount" in kinds(reading, "D6")
    assert "total_mismatch" in kinds(reading, "C5")


def test_a_line_that_stands_under_several_heads_is_a_question():
    pay, own = "Tiền lương, phụ cấp, các khoản đóng góp", "Kinh phí thực hiện tự chủ"
    rows = [
        ["PHƯƠNG ÁN PHÂN BỔ DỰ TOÁN NĂM 2025"],
        ["Đơn vị: triệu đồng"],
        ["TT", "Nội dung", "Trường Nghiệp vụ quản lý", "Trung tâm Thông tin"],
        [1, "Biên chế được duyệt", 30, 20],
        ["I", "Sự nghiệp khoa học", None, None],
        [1, pay, 900, 800],
        [2, own, 1000, 900],
        ["II", "Sự nghiệp đào tạo", None, None],
        [1, pay, 90, None],
        [2, own, 100, 90],
    ]
    reading = read(book(rows))
    assert [unit["staff_quota"] for unit in reading.units] == [30, 20]
    assert [unit["support"] for unit in reading.units] == [None, None]
    assert [unit["salary"] for unit in reading.units] == [None, 800 * M]  # D9 is empty
    assert {f.cell for f in reading.findings if f.kind == "repeated_line"} == {"C6", "C7", "D7"}


def test_ditto_in_a_text_column_repeats_the_cell_above():
    rows = [
        *TOP,
        [*HEAD, "Phường, xã"],
        [*HOA_SEN, "Phường Mũi Né"],
        [*LE_LOI, '"'],
        [3, "03", "TH C", 5, 900, 9, 950, "-nt-"],
    ]
    assert [unit["ward"] for unit in read(book(rows)).units] == ["Phường Mũi Né"] * 3


def test_checks_on_codes_names_and_kinds():
    rows = [
        *TOP,
        [*HEAD, "Loại hình"],
        [*HOA_SEN, "Mầm non"],
        [2, "1000001", *LE_LOI[2:], "Xyz"],
        [3, None, "TH C", 5, 900, 9, 950, "TH"],
    ]
    reading = read(book(rows))
    assert "duplicate_code" in kinds(reading, "B6")
    assert "unknown_kind" in kinds(reading, "H6")
    assert "missing_code" in kinds(reading, "B7")


def test_missing_and_unknown_columns():
    reading = read(book([*TOP, ["STT", "Tên trường", "Kinh phí tự chủ", "Tiền Zyx"], [1, "TH A", 5, 6]]))
    assert next(f for f in reading.findings if f.kind == "missing_column").numbers["column"] == "salary"
    assert "unmapped_column" in kinds(reading, "D4")


def test_a_mapping_that_the_user_chose_is_taken_and_remembered_by_shape():
    data = book([*TOP, ["STT", "Tên trường", "Cột một", "Cột hai"], [1, "TH A", 5000, 5700]])
    choice = {"mapping": {"C": "salary", "D": "support"}, "money_unit": "million", "year": 2024}
    first = read(data, sheets={"Sheet1": choice})
    assert (first.units[0]["salary"], first.used[0].year) == (5000 * M, 2024)
    again = read(data, shapes={first.used[0].shape: {"mapping": choice["mapping"]}})
    assert again.units[0]["support"] == 5700 * M


def test_rows_left_out_and_head_rows_by_choice():
    data = book([*TOP, HEAD, HOA_SEN, LE_LOI])
    assert names(read(data, sheets={"Sheet1": {"leave_out": [5]}})) == ["Trường TH Lê Lợi"]
    assert names(read(data, sheets={"Sheet1": {"head_rows": [4]}})) == [
        "Trường MN Hoa Sen",
        "Trường TH Lê Lợi",
    ]
    assert read(data, sheets={"Sheet1": {"use": False}}).units == []


def test_a_form_that_is_still_empty_gives_no_unit():
    rows = [
        *TOP,
        ["TT", "Nội dung", "Tổng số", "Chi tiết theo đơn vị sử dụng"],
        [None, None, None, "Đơn vị A", "Đơn vị B"],
        ["I", "Số thu phí, lệ phí"],
        [1, "Học phí"],
        [2, "Khác"],
    ]
    reading = read(book(rows))
    assert reading.units == []
    assert "no_table" in kinds(reading)


def test_macros_are_said_and_not_run():
    data = changed(book([*TOP, HEAD, HOA_SEN]), "", lambda part: part, {"xl/vbaProject.bin": b"x"})
    assert "macros" in kinds(read(data, "a.xlsm"))


def test_years_that_contradict_each_other():
    reading = read(book([["DỰ TOÁN NĂM 2025"], ["Năm ngân sách", 2024], ["ĐVT: triệu đồng"], HEAD, HOA_SEN]))
    assert reading.used[0].year == 2024
    assert "year_conflict" in kinds(reading, "A1")


def test_years_side_by_side_give_a_table_each():
    rows = [
        ["Đơn vị tính: triệu đồng"],
        ["STT", "Tên trường", "Số HS", "Năm 2024", None, "Năm 2025", None],
        [None, None, None, "Quỹ lương", "Kinh phí tự chủ", "Quỹ lương", "Kinh phí tự chủ"],
        [1, "TH A", 500, 5000, 5500, 5100, 5600],
        [2, "TH B", 400, 4000, 4500, 4100, 4600],
    ]
    reading = read(book(rows, merge=["D2:E2", "F2:G2"]))
    assert [(table.year, [unit["salary"] // M for unit in table.units]) for table in reading.used] == [
        (2024, [5000, 4000]),
        (2025, [5100, 4100]),
    ]
    assert not kinds(reading) & {"unmapped_column", "duplicate_code", "second_table"}


def test_wards_come_from_merged_cells_and_from_group_rows():
    head = ["Phường, xã", "Tên trường", "Quỹ lương", "Kinh phí tự chủ"]
    rows = [
        ["ĐVT: triệu đồng, năm 2025"],
        head,
        ["Phường Mũi Né", "TH A", 5, 6],
        [None, "TH B", 5, 6],
        ["Xã Hàm Liêm", "TH C", 5, 6],
    ]
    reading = read(book(rows, merge=["A3:A4"]))
    assert [unit["ward"] for unit in reading.units] == ["Phường Mũi Né", "Phường Mũi Né", "Xã Hàm Liêm"]
    rows = [*TOP, HEAD, [None, None, "Phường Mũi Né"], HOA_SEN, ["II", None, "Xã Hàm Liêm"], LE_LOI]
    assert [unit["ward"] for unit in read(book(rows)).units] == ["Phường Mũi Né", "Xã Hàm Liêm"]


def test_a_table_far_from_the_corner_without_an_ordinal_column():
    blank = [[] for _ in range(25)]
    rows = [
        ["ĐVT: nghìn đồng"],
        *blank,
        [*[None] * 5, *HEAD[2:]],
        [*[None] * 5, *HOA_SEN[2:]],
        [*[None] * 5, *LE_LOI[2:]],
    ]
    reading = read(book(rows))
    assert amounts(reading, "salary") == [2_400_000, 5_200_000]
    assert reading.used[0].sources[0]["salary"].cell == "H28"


def test_error_cells_and_units_of_measure_of_other_tables_are_said_too():
    rows = [
        ["ĐVT: đồng"],
        [None, None, "ĐVT: 1000 đồng"],
        ["STT", "Nội dung", "Năm 2024", "So sánh"],
        [1, "Thu nội địa", 5, "#DIV/0!"],
        [2, "Thu viện trợ", 7, 3],
    ]
    reading = read(book(rows))
    assert "error_cell" in kinds(reading, "D4")
    assert "unit_of_measure_conflict" in kinds(reading, "A1")


def test_headings_with_slips_of_the_pen_and_in_capitals():
    head = [
        "TT",
        "TÊN ĐƠN VỊ TRƯỜNG",
        "QUỸ LƯƠNG",
        "CHI HOẠT ĐÔNG",
        "KINH PHÍ GIAO THỰC HIÊN TỰ CHỦ",
        "KP KHÔNG TỰ CHỦ",
    ]
    reading = read(book([*TOP, head, [1, "TH A", 5000, 500, 5400, 60]]))
    assert set(reading.used[0].mapping.values()) == {"name", "salary", "professional", "support", "tasks"}


def in_font(xml: bytes, **fonts: str) -> bytes:
    """The content of an ods in which the cells that begin with these texts have a font (dots for blanks)."""
    declared = "".join(
        f'<style:style style:name="s{n}" style:family="table-cell" style:parent-style-name="p{n}"/>'
        f'<style:style style:name="p{n}" style:family="table-cell">'
        f'<style:text-properties style:font-name="{font}"/></style:style>'
        for n, font in enumerate(fonts.values())
    )
    content = xml.decode()
    for n, start in enumerate(fonts):
        content = re.sub(
            rf'<table:table-cell (office:value-type="string"><text:p>{start})',
            rf'<table:table-cell table:style-name="s{n}" \1', content,
        )  # fmt: skip
    space = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    styles = f"<office:automatic-styles {space}>{declared}</office:automatic-styles><office:body>"
    return content.replace("<office:body>", styles).encode()


def test_old_letters_in_an_ods_are_told_by_the_font_of_the_cell():
    texts = ["Tr­êng TH Phó Thñy", "tr­êng th mòi nÐ", "Trường TH Ðức"]
    rows = [*TOP, HEAD, *([n, f"0{n}", text, *LE_LOI[3:]] for n, text in enumerate(texts))]
    fonts = {"Tr­": ".VnTime", "tr­": ".VnTimeH", "Trường": "Times New Roman"}
    reading = read(changed(ods(rows), "content.xml", lambda xml: in_font(xml, **fonts)), "a.ods")
    assert names(reading) == ["Trường TH Phú Thủy", "TRƯỜNG TH MŨI NÉ", "Trường TH Ðức"]
    assert [f.severity for f in reading.findings if f.kind == "encoding_converted"] == ["note"]


def test_old_letters_in_an_ods_are_guessed_from_all_its_texts():
    rows = [["TT", "Tªn tr\u00adêng", "Quü l\u00ad\u00acng"], [1, TCVN3, 5200]]
    reading = read(ods(rows), "a.ods")
    assert reading.sheets[0].at("B2") == "Trường Tiểu học Phú Thủy"
    assert reading.sheets[0].at("C1") == "Quỹ lương"
    assert next(f for f in reading.findings if f.kind == "encoding_converted").severity == "warning"


def test_a_column_of_units_of_measure_is_no_list_of_units():
    head = ["TT", "Nội dung", "Đơn vị", "Kinh phí tự chủ", "Quỹ lương"]
    rows = [["Năm 2025"], head, [1, "Chi A", "đồng", 5, 6], [2, "Chi B", "người", 7, 8]]
    assert read(book(rows)).units == []


def test_quarters_are_held_against_the_year():
    head = ["STT", "Tên trường", "Dự toán năm", "Quý I", "Quý II", "Quý III", "Quý IV", "Quỹ lương"]
    rows = [
        *TOP,
        head,
        [1, "TH A", 4000, 1000, 1000, 1000, 1000, 3600],
        [2, "TH B", 2000, 500, 500, 500, 510, 1800],
    ]
    reading = read(book(rows))
    assert [f.cell for f in reading.findings if f.kind == "total_mismatch"] == ["C6"]
    assert amounts(reading, "support") == [4000 * M, 2000 * M]


def test_short_forms_and_words_that_their_neighbours_explain():
    head = ["TT", "Đơn vị", "Tổng dự toán", "KP TX", "KP không TX", "Tổng chi", "Trong đó", None, None]
    below = [None, None, None, None, None, None, "Lương", "Chuyên môn", "Khác"]
    reading = read(book([*TOP, head, below, [1, "THCS A", 6627, 6500, 127, 6700, 5994, 606, 100]]))
    expected = {"support": 6500, "tasks": 127, "salary": 5994, "professional": 606, "other_spending": 100}
    assert {id_: reading.units[0][id_] for id_ in expected} == {
        id_: value * M for id_, value in expected.items()
    }
    assert "unmapped_column" not in kinds(reading)


def test_three_years_of_each_figure_stand_side_by_side():
    rows = [
        ["KINH PHÍ CÁC NĂM"], ["Đơn vị tính: triệu đồng"],
        ["STT", "Tên trường", "Kinh phí tự chủ", None, None, "Quỹ lương", None, None],
        [None, None, *(f"Năm {year}" for year in (2023, 2024, 2025) * 2)],
        [1, "Trường TH Lê Lợi", 5500, 5600, 5700, 5000, 5100, 5200],
        [2, "Trường TH Kim Đồng", 3800, 3900, 4000, 3500, 3600, 3700],
    ]  # fmt: skip
    tables = read(book(rows, merge=["C3:E3", "F3:H3"])).used
    assert [(t.year, t.units[0]["support"], t.units[1]["salary"]) for t in tables] == [
        (2023, 5500 * M, 3500 * M), (2024, 5600 * M, 3600 * M), (2025, 5700 * M, 3700 * M),
    ]  # fmt: skip


def test_rows_named_after_an_item_of_the_budget_are_groups():
    rows = [
        *TOP, ["Khoản", "Đơn vị", "Số HS", "Quỹ lương", "Kinh phí tự chủ"],
        ["072", "Khoản 072", 1500, 13000, 14200],
        ["072", "Lê Lợi", 600, 5200, 5700], ["072", "Kim Đồng", 500, 4200, 4600],
        ["072", "Trần Phú", 400, 3600, 3900],
        ["073", "Khoản 073", 800, 8100, 8900], ["073", "Nguyễn Trãi", 800, 8100, 8900],
        [None, "Cộng", 2300, 21100, 23100],
    ]  # fmt: skip
    reading = read(book(rows))
    assert [(u["name"], u["kind"]) for u in reading.units] == [
        ("Lê Lợi", "primary"), ("Kim Đồng", "primary"), ("Trần Phú", "primary"),
        ("Nguyễn Trãi", "lower_secondary"),
    ]  # fmt: skip
    assert "total_mismatch" not in kinds(reading)


def test_a_heading_that_is_a_measure_elsewhere_stays_a_heading():
    rows = [
        *TOP, ["STT", "Trường", "Tổng số", None, "Quỹ lương", "Kinh phí tự chủ"],
        [None, None, "Nhóm, lớp", "Số trẻ", None, None],
        [1, "Trường MN Hoa Sen", 8, 200, 2400, 2500],
    ]  # fmt: skip
    unit = read(book(rows, merge=["C4:D4"])).units[0]
    assert (unit["classes"], unit["pupils"]) == (8, 200)


ITEMS = [
    ("1", "Trường TH Lê Lợi", 5750), ("-", "Kinh phí tự chủ", 5700), ("+", "Trong đó: quỹ lương", 5200),
    ("-", "Kinh phí không tự chủ", 50),
    ("2", "Trường TH Kim Đồng", 4100), ("-", "Kinh phí tự chủ", 4000), ("+", "Trong đó: quỹ lương", 3600),
    ("-", "Kinh phí không tự chủ", 100),
]  # fmt: skip


def test_budget_lines_below_the_name_of_each_unit_are_its_figures():
    rows = [*TOP, ["STT", "Nội dung", "Số tiền"], [None, "Tổng cộng", 9850], *ITEMS]
    reading = read(book(rows))
    assert [(u["name"], u["support"], u["salary"], u["tasks"]) for u in reading.units] == [
        ("Trường TH Lê Lợi", 5700 * M, 5200 * M, 50 * M),
        ("Trường TH Kim Đồng", 4000 * M, 3600 * M, 100 * M),
    ]
    source = reading.used[0].sources[1]["salary"]
    assert (source.cell, source.text) == ("C12", "3600")
    assert not reading.errors


def test_the_amount_beside_the_name_is_held_against_its_budget_lines():
    wrong = [*ITEMS[:4], ("2", "Trường TH Kim Đồng", 4150), *ITEMS[5:]]
    reading = read(book([*TOP, ["STT", "Nội dung", "Số tiền"], *wrong]))
    found = [(f.cell, f.numbers["difference"]) for f in reading.findings if f.kind == "total_mismatch"]
    assert found == [("C9", 50 * M)]


def test_units_with_roman_numbers_and_budget_lines_numbered_in_each():
    rows = [
        *TOP, ["TT", "Đơn vị", "Số HS", "Dự toán giao"],
        ["I", "Trường MN Hoa Sen", 200, None],
        [1, "Kinh phí tự chủ", None, 2500], [2, "Quỹ lương", None, 2400],
        ["II", "Trường TH Lê Lợi", 600, None],
        [1, "Kinh phí tự chủ", None, 5700], [2, "Quỹ lương", None, 5200],
    ]  # fmt: skip
    units = read(book(rows)).units
    assert [(u["name"], u["pupils"], u["support"], u["salary"]) for u in units] == [
        ("Trường MN Hoa Sen", 200, 2500 * M, 2400 * M), ("Trường TH Lê Lợi", 600, 5700 * M, 5200 * M),
    ]  # fmt: skip


def test_a_line_below_a_unit_that_is_not_understood_is_named():
    rows = [*TOP, HEAD, HOA_SEN, ["-", None, "Điểm trường thôn 3", 40, 300, 20, 320], LE_LOI]
    reading = read(book(rows))
    assert len(reading.units) == 2
    assert [(f.severity, f.cell) for f in reading.findings if f.kind == "ignored_cells"] == [("note", "C6")]


@pytest.mark.parametrize(
    ("title", "year"),
    [("DỰ TOÁN 2025", 2025), ("Kinh phí các trường (2025)", 2025), ("Kế hoạch 2021-2025", None),
     ("Trường xã Hàm Liêm, dự toán 2024", 2024), ("Các trường: quyết toán 2023", 2023),
     ("Trường xã Hàm Liêm, kế hoạch 2021-2025", None), ("Trường xã Hàm Liêm, số 2024", None),
     ("Biểu số 2025/QĐ-UBND", None), ("Dự toán ngày 20/12/2024", None)],
)  # fmt: skip
def test_a_title_names_its_year_without_the_word(title, year):
    assert read(book([[title], ["ĐVT: triệu đồng"], HEAD, HOA_SEN])).used[0].year == year


def test_the_unit_of_measure_of_texts_and_of_budget_lines_is_guessed_too():
    head = ["STT", "Mã đơn vị", "Tên trường", "Quỹ lương", "Kinh phí tự chủ"]
    texts = [
        head,
        [1, "01", "Trường TH A", "5.200,5", "5.700,5"],
        [2, "02", "Trường TH B", "3.600,5", "4.000,5"],
    ]
    for rows in (texts, [["STT", "Nội dung", "Số tiền"], *ITEMS]):
        reading = read(book([["NĂM 2025"], *rows]))
        assert (reading.used[0].money_unit, kinds(reading) & {"unit_of_measure_missing"}) == (
            "million", {"unit_of_measure_missing"},
        )  # fmt: skip


def test_savings_are_not_taken_and_that_is_noted():
    reading = read(book([*TOP, [*HEAD, "Tiết kiệm 10% CCTL"], [*HOA_SEN, 20], [*LE_LOI, 50]]))
    found = [(f.cell, f.severity) for f in reading.findings if f.kind == "unmapped_column"]
    assert found == [("H4", "note")]


def test_an_owner_with_the_day_it_begins():
    head = [*HEAD, "Cơ quan quản lý"]
    rows = [
        [*HOA_SEN, "UBND phường Mũi Né (từ 01/7/2025)"],
        [*LE_LOI, "UBND phường Mũi Né, từ ngày 1/7/2025"],
    ]
    reading = read(book([*TOP, head, *rows]))
    assert [unit["owner"] for unit in reading.units] == ["UBND phường Mũi Né"] * 2
    [finding] = [f for f in reading.findings if f.kind == "owner_since"]
    assert (finding.cell, finding.numbers["day"], finding.numbers["count"]) == ("H5", date(2025, 7, 1), 2)
    assert reading.used[0].sources[0]["owner"].text == "UBND phường Mũi Né (từ 01/7/2025)"


def test_a_table_without_money_needs_no_unit_of_measure():
    rows = [
        ["NĂM 2025"],
        ["STT", "Mã đơn vị", "Tên trường", "Số lớp", "Biên chế"],
        [1, "01", "Trường TH A", 18, 35],
    ]
    assert "unit_of_measure_missing" not in kinds(read(book(rows)))


def test_regular_spending_means_the_same_in_every_block_of_years():
    rows = [
        ["TỔNG HỢP (triệu đồng)"],
        ["Tên đơn vị", "Mã QHNS", "Số lớp", "Ước thực hiện năm 2025", None, "Dự toán năm 2026", None],
        [None, None, None, "Tổng số", "Chi thường xuyên", "Tổng số", "Chi thường xuyên"],
        ["TH Hùng Vương", "1034608", 22, 5800, 5600, 6200, 6010],
        ["TH Trần Phú", "1034609", 17, 4500, 4300, 4800, 4620],
    ]
    reading = read(book(rows, merge=["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2"]))
    told = {table.year: [unit["support"] for unit in table.units] for table in reading.used}
    assert told == {2025: [5600 * M, 4300 * M], 2026: [6010 * M, 4620 * M]}


def test_a_total_that_may_be_the_support_is_named_when_no_column_is_taken_for_it():
    """Money that is not taken is never passed over, neither is a formula without a result in it."""
    head = [
        "STT",
        "Mã đơn vị",
        "Tên trường",
        "Số HS",
        "Quỹ lương",
        "Không tự chủ",
        "Tổng chi thường xuyên NSNN",
    ]
    rows = [*TOP, head, [1, "1000001", "Trường MN Hoa Sen", 200, 2400, 100, 2500]]
    reading = read(book(rows))
    found = {(f.kind, f.severity, f.cell) for f in reading.findings}
    assert not any(kind == "no_cached_value" for kind, _, _ in found)
    assert ("unmapped_column", "warning", "G4") in found
    assert ("missing_column", "error", "A4") in found
    rows[-1][-1] = "=E5+F5"
    found = {(f.kind, f.severity, f.cell) for f in read(book(rows)).findings}
    assert {("unmapped_column", "warning", "G4"), ("no_cached_value", "warning", "G5")} <= found


@pytest.mark.parametrize(
    ("title", "scale"),
    [
        ("BẢNG A. TRƯỜNG THCS (năm 2026, triệu đồng)", "million"),
        ("TỔNG HỢP (nghìn đồng; năm 2026)", "thousand"),
        ("TỔNG HỢP (năm 2026, chưa gồm tiền đồng phục)", ""),
    ],
)
def test_the_unit_of_measure_stands_in_the_brackets_of_a_title(title, scale):
    reading = read(book([[title], HEAD, HOA_SEN, LE_LOI]))
    missing = "unit_of_measure_missing" in kinds(reading)
    assert missing == (not scale)
    assert missing or reading.used[0].money_unit == scale
