"""The official forms of TT 56/2022/TT-BTC as inputs, and the program's own template."""

from __future__ import annotations

import io

import pytest

from budget.intake.reading import entries
from budget.intake.workbook import read_file
from budget.report.template import write_template
from budget.report.words import Words
from tests.intake.books import LIMITS, book, kinds, read

M = 1_000_000
UNIT_PLAN = [
    ["UBND THÀNH PHỐ PHAN THIẾT"],
    ["Đơn vị: Trường Mầm non Hoa Sen"],
    ["Mã ĐVQHNS: 1049689"],
    ["DỰ TOÁN THU CHI NSNN NĂM 2023"],
    [*[None] * 8, "Đơn vị tính: triệu đồng"],
    [
        "TT",
        "Nội dung",
        "Tình hình tài chính 05 năm trước liền kề",
        *[None] * 5,
        "Dự kiến giai đoạn tiếp theo (Năm 2023)",
    ],
    [
        None,
        None,
        "Thực hiện năm 2018",
        "Thực hiện năm 2019",
        "Thực hiện năm 2020",
        "Thực hiện năm 2021",
        "Năm 2022",
        None,
    ],
    [*[None] * 6, "Dự toán", "Ước thực hiện"],
    ["I", "Nguồn thu xác định mức độ tự chủ (A)", 100, 110, 120, 130, 140, 150, 160],
    [1, "Thu dịch vụ sự nghiệp công sử dụng NSNN", 90, 100, 110, 120, 130, 140, 150],
    ["1.1", "NSNN đặt hàng, đấu thầu", 0, 0, 0, 0, 0, 0, 0],
    ["1.2", "Thu từ người thụ hưởng dịch vụ", 90, 100, 110, 120, 130, 140, 150],
    [None, "Trong đó: học phí", 80, 90, 100, 110, 120, 130, 140],
    [2, "Thu từ nhiệm vụ khoa học và công nghệ"],
    [3, "Dịch vụ không sử dụng NSNN, SXKD, LDLK (chênh lệch)", 5, 5, 5, 5, 5, 5, 5],
    [4, "Phí được để lại", 0, 0, 0, 0, 0, 0, 0],
    [5, "Thu hợp pháp khác", 5, 5, 5, 5, 5, 5, 5],
    ["II", "Chi thường xuyên giao tự chủ (B)", 2000, 2100, 2200, 2300, 2400, 2500, 2600],
    [1, "Tiền lương, tiền công, phụ cấp, các khoản đóng góp", 1800, 1900, 2000, 2100, 2200, 2300, 2400],
    [2, "Chi thuê chuyên gia"],
    [3, "Chi hoạt động chuyên môn, cung cấp dịch vụ", 100, 100, 100, 100, 100, 100, 100],
    [4, "Chi thực hiện công việc, dịch vụ và thu phí"],
    [5, "Chi quản lý; mua sắm, sửa chữa, bảo dưỡng thường xuyên", 60, 60, 60, 60, 60, 60, 60],
    [6, "Dự phòng"],
    [7, "Lãi vay"],
    [8, "Chi thường xuyên khác", 40, 40, 40, 40, 40, 40, 40],
    ["III", "Tỷ lệ đảm bảo chi TX (%)", 5, 5.2, 5.4, 5.6, 5.8, 6, 6.1],
    ["IV", "NSNN hỗ trợ chi thường xuyên (nhóm 3, 4)", 1900, 1990, 2080, 2170, 2260, 2350, 2440],
    ["V", "Phân phối kết quả"],
    [1, "Quỹ phát triển hoạt động sự nghiệp"],
    ["VII", "NSNN cấp chi thường xuyên không giao tự chủ", 10, 10, 10, 10, 10, 10, 12],
    [],
    [None, "Người lập biểu", None, None, "THỦ TRƯỞNG ĐƠN VỊ"],
]


def test_the_unit_plan_gives_its_unit_in_six_years():
    reading = read(book(UNIT_PLAN))
    assert [table.year for table in reading.used] == [2018, 2019, 2020, 2021, 2022, 2023]
    unit = reading.used[-1].units[0]
    assert (unit["code"], unit["name"], unit["kind"]) == ("1049689", "Trường Mầm non Hoa Sen", "preschool")
    assert unit["owner"] == "UBND THÀNH PHỐ PHAN THIẾT"
    expected = {
        "orders": 0,
        "users": 10,
        "tuition": 140,
        "service_revenue": 5,
        "fees": 0,
        "other_revenue": 5,
        "salary": 2400,
        "professional": 100,
        "management": 60,
        "other_spending": 40,
        "support": 2440,
        "tasks": 12,
    }
    assert {id_: unit[id_] for id_ in expected} == {id_: value * M for id_, value in expected.items()}
    assert reading.used[-1].sources[0]["salary"].cell == "I19"


def test_a_form_without_a_unit_of_measure_is_asked_for_it():
    rows = [row for row in UNIT_PLAN if "Đơn vị tính: triệu đồng" not in row]
    reading = read(book(rows))
    assert "unit_of_measure_missing" in kinds(reading)
    assert (reading.used[-1].money_unit, reading.units[-1]["salary"]) == ("million", 2400 * M)


REWORDED = {
    "NSNN đặt hàng, đấu thầu": "Kinh phí Nhà nước trả theo đơn đặt hàng",
    "Dịch vụ không sử dụng NSNN, SXKD, LDLK (chênh lệch)": "Hoạt động theo thỏa thuận (chênh lệch)",
    "Thu hợp pháp khác": "Nguồn khác theo quy định của pháp luật",
    "Tiền lương, tiền công, phụ cấp, các khoản đóng góp": "Chi tiền lương và các khoản đóng góp theo lương",
    "Chi thực hiện công việc, dịch vụ và thu phí": "Chi phục vụ cho việc thu",
    "NSNN hỗ trợ chi thường xuyên (nhóm 3, 4)": "Ngân sách hỗ trợ đơn vị nhóm 3 và nhóm 4",
}


def test_a_form_in_an_office_s_own_words_is_read_by_its_numbers():
    rows = [
        [REWORDED.get(cell, cell) if isinstance(cell, str) else cell for cell in row] for row in UNIT_PLAN
    ]
    assert rows != UNIT_PLAN
    own, plain = read(book(rows)), read(book(UNIT_PLAN))
    assert own.units == plain.units
    assert "contributions" not in own.units[0]


def test_numbers_mean_nothing_in_a_table_that_is_not_the_form():
    other = {"Nguồn thu xác định mức độ tự chủ (A)": "Nhân sự", "Dự phòng": "Mục riêng"}
    rows = [[other.get(str(cell), cell) for cell in row] for row in UNIT_PLAN]
    assert "provisions" not in read(book(rows)).units[0]


def test_nothing_is_said_of_the_sums_of_a_form():
    assert "ignored_cells" not in kinds(read(book(UNIT_PLAN)))


def test_the_current_year_is_its_expected_outturn():
    table = next(table for table in read(book(UNIT_PLAN)).used if table.year == 2022)
    assert table.units[0]["salary"] == 2300 * M


def test_two_columns_of_a_year_are_told_of_and_which_of_them_was_taken():
    [finding] = [f for f in read(book(UNIT_PLAN)).findings if f.kind == "two_columns_of_year"]
    assert (finding.severity, finding.cell) == ("warning", "H8")
    told = Words("vi").finding(finding)
    assert "H “Năm 2022 / Ước thực hiện” và G “Năm 2022 / Dự toán”; đang lấy cột H" in told
    only_one = [
        [None if at == 6 and isinstance(cell, int) else cell for at, cell in enumerate(row)]
        for row in UNIT_PLAN
    ]  # no amount in column G
    assert "two_columns_of_year" not in kinds(read(book(only_one)))


def test_a_wrong_total_in_a_column_of_a_form_that_is_not_taken_does_not_block():
    """1800 of pay of 2018 became 1700: the sum of its section, 2000, lacks 100."""
    rows = [[1700 if cell == 1800 else cell for cell in row] for row in UNIT_PLAN]
    data = book(rows)
    assert ("error", "C18") in {(f.severity, f.cell) for f in read(data).findings}
    choice = {"sheets": {"Sheet1!A6": {"years": {"C": 0}}}}
    found = read_file("a.xlsx", data, choice, LIMITS).findings
    assert ("warning", "C18") in {(f.severity, f.cell) for f in found}
    assert not [f for f in found if f.severity == "error"]


def test_check_gives_an_entry_for_each_year():
    listed = entries([read(book(UNIT_PLAN))])
    assert [entry["year"] for entry in listed] == [2018, 2019, 2020, 2021, 2022, 2023]
    assert listed[0]["units"][0]["support"] == 1900 * M


SUMMARY = [
    ["UBND TỈNH LÂM ĐỒNG"],
    ["BÁO CÁO TỔNG HỢP PHƯƠNG ÁN PHÂN LOẠI NĂM 2023"],
    [*[None] * 14, "Đơn vị tính: Triệu đồng"],
    [
        "TT",
        "Tên đơn vị",
        "Nguồn thu xác định mức tự chủ",
        *[None] * 6,
        "Chi thường xuyên giao tự chủ",
        *[None] * 4,
        "Tỷ lệ (%)",
        "Dự kiến trích Quỹ PTHĐSN",
        "Đề xuất phương án phân loại tự chủ",
    ],
    [
        None,
        None,
        "Tổng",
        "Dịch vụ SNC",
        "Trong đó NSNN đặt hàng",
        "KHCN",
        "Phí",
        "Dịch vụ không dùng NSNN (chênh lệch)",
        "Thu khác",
        "Tổng",
        "Lương, tiền công",
        "Chuyên môn",
        "Quản lý",
        "Khác",
    ],
    [1, 2, "3=4+6+7+8+9", 4, 5, 6, 7, 8, 9, "10=11+12+13+14", 11, 12, 13, 14, "15=3/10", 16, 17],
    ["I", "Nhóm 1"],
    ["IV", "Nhóm 4"],
    [1, "Trường Mầm non Hoa Sen", 100, 80, 0, 0, 0, 15, 5, 1000, 800, 100, 60, 40, 10, 0, "Nhóm 4"],
    [2, "Trường TH Lê Lợi", 50, 30, 10, 0, 0, 15, 5, 2000, 1700, 150, 110, 40, 2.5, 0, "Nhóm 4"],
    [None, "Tổng cộng", 150, 110, 10, 0, 0, 30, 10, 3000, 2500, 250, 170, 80],
]


def test_the_summary_of_a_province_is_read_column_by_column():
    reading = read(book(SUMMARY))
    second = reading.units[1]
    expected = {
        "users": 20,
        "orders": 10,
        "science": 0,
        "fees": 0,
        "service_revenue": 15,
        "other_revenue": 5,
        "salary": 1700,
        "professional": 150,
        "management": 110,
        "other_spending": 40,
    }
    assert {id_: second[id_] for id_ in expected} == {id_: value * M for id_, value in expected.items()}
    assert not kinds(reading) & {"total_mismatch", "missing_column", "unmapped_column"}


def test_the_summary_in_other_words_is_read_by_the_numbers_of_its_columns():
    head = [*SUMMARY[4][:2], *(f"Cột {n}" for n in range(3, 18))]
    other = read(book([*SUMMARY[:4], head, *SUMMARY[5:]]))
    assert len(other.units) == 2
    assert other.units == read(book(SUMMARY)).units


def test_the_publication_of_one_school():
    rows = [
        ["TRƯỜNG MẦM NON ĐẠI AN"],
        ["DỰ TOÁN THU, CHI NGÂN SÁCH NĂM 2020"],
        [None, None, "ĐVT: đồng"],
        ["STT", "Nội dung", "Dự toán được giao"],
        ["A", "Tổng số thu, chi, nộp ngân sách phí, lệ phí"],
        ["I", "Số thu phí, lệ phí", 116_955_000],
        [1, "Học phí", 116_955_000],
        ["B", "Dự toán chi ngân sách nhà nước", 3_008_235_000],
        ["I", "Nguồn ngân sách trong nước", 3_008_235_000],
        [3, "Chi sự nghiệp giáo dục, đào tạo và dạy nghề", 3_008_235_000],
        ["3.1", "Kinh phí nhiệm vụ thường xuyên", 2_756_087_000],
        [None, "Chi thanh toán cá nhân", 2_400_000_000],
        ["3.2", "Kinh phí nhiệm vụ không thường xuyên", 252_148_000],
    ]
    (unit,) = read(book(rows)).units
    assert (unit["name"], unit["tuition"], unit["support"], unit["tasks"], unit["salary"]) == (
        "TRƯỜNG MẦM NON ĐẠI AN",
        116_955_000,
        2_756_087_000,
        252_148_000,
        2_400_000_000,
    )


def test_the_template_comes_back_as_it_was_filled():
    rows = [
        {
            "code": "0071",
            "name": "Trường Tiểu học Trần Phú",
            "kind": "primary",
            "ward": "Phường 1",
            "owner": "UBND thành phố",
            "salary": 4_000_000_001,
            "professional": 300_000_000,
            "support": 4_300_000_001,
            "pupils": 812,
            "classes": 24,
            "staff": 40,
        },
        {
            "code": "0072",
            "name": "Nhà Thiếu nhi",
            "kind": "service",
            "field": "Văn hóa",
            "salary": 900_000_000,
            "users": 100_000_000,
            "contributions": 150_000_000,
            "covers_investment": True,
        },
    ]
    for unit in ("dong", "thousand", "million"):
        target = io.BytesIO()
        write_template(target, rows=rows, year=2022, owner="UBND thành phố", money_unit=unit)
        reading = read(target.getvalue())
        table = reading.used[0]
        assert (table.year, table.owner, table.money_unit) == (2022, "UBND thành phố", unit)
        for row, got in zip(rows, reading.units, strict=True):
            assert {id_: got[id_] for id_ in row} == row
        assert reading.units[0]["contributions"] is None
        assert {heading.id for heading in table.columns} == set(reading.units[0])
        assert not reading.errors


@pytest.mark.parametrize(
    "codes", [["3", "3.1", "T1", "0203"], ["1049689", "1049690", "1049691", "1049692"], ["I", "II", "A", "a"]]
)
def test_every_row_of_the_template_is_a_unit_whatever_its_code_and_name(codes):
    # The names begin as those of groups and sub-totals do: "Khối mầm non", "Nhà", "Thư viện", "Tiểu học"
    names = ["Nhà Thiếu nhi", "Thư viện", "Tiểu học Trần Phú", "Khối Mầm non Hoa Mai"]
    rows = [
        {"code": code, "name": name, "kind": "service", "salary": 900_000_000, "support": 950_000_000}
        for code, name in zip(codes, names, strict=True)
    ]
    target = io.BytesIO()
    write_template(target, rows=rows, year=2022, owner="UBND thành phố", money_unit="dong")
    reading = read(target.getvalue())
    assert [(unit["code"], unit["name"]) for unit in reading.units] == list(zip(codes, names, strict=True))


def test_an_empty_template_says_that_it_has_no_unit():
    target = io.BytesIO()
    write_template(target)
    reading = read(target.getvalue())
    assert reading.units == []
    assert "no_units" in kinds(reading)
