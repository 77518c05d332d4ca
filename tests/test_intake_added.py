"""Pay in several columns: added up where they are parts, never where one is the whole."""

from __future__ import annotations

import pytest

from budget.findings import NOTE
from tests.intake.books import TOP, book, kinds, read

M = 1_000_000
NAMES = ["STT", "Tên trường", "Số HS"]


def pay(head, *units, below=None, merge=()):
    """A list whose columns from D on are `head` (and `below` it) with a row for each unit."""
    rows = [*TOP, [*NAMES, *head]]
    if below:
        rows.append([None, None, None, *below])
    rows += [[n, f"TH số {n}", 400, *unit] for n, unit in enumerate(units, start=1)]
    return read(book(rows, merge=merge))


def test_pay_in_three_columns_adds_up():
    """2.400 + 600 + 650 = 3.650; 3.000 + 800 + 810 = 4.610 triệu."""
    reading = pay(
        ["Lương", "Phụ cấp", "Các khoản đóng góp", "Chi hoạt động", "Kinh phí tự chủ"],
        [2400, 600, 650, 350, 4000], [3000, 800, 810, 390, 5000],
    )  # fmt: skip
    assert [unit["salary"] for unit in reading.units] == [3650 * M, 4610 * M]
    assert [unit["contributions"] for unit in reading.units] == [650 * M, 810 * M]
    source = reading.used[0].sources[1]["salary"]
    assert (source.cell, source.text) == ("D6+E6+F6", "3000 + 800 + 810")
    assert reading.used[0].sources[1]["contributions"].cell == "F6"
    [told] = [f for f in reading.findings if f.kind == "columns_added"]
    assert (told.severity, told.cell, told.numbers["letters"]) == (NOTE, "D4", "D + E + F")


def test_parts_below_one_heading_add_up_without_a_total():
    """1.000 + 200 = 1.200: below Chi con người both are pay, whatever the rest of the table says."""
    reading = pay(
        ["Chi con người", None, "Chi nghiệp vụ", "Dự toán giao"],
        [1000, 200, 100, 1400], [2000, 500, 100, 2700],
        below=["Lương", "Các khoản đóng góp"], merge=("D4:E4",),
    )  # fmt: skip
    assert [unit["salary"] for unit in reading.units] == [1200 * M, 2500 * M]


@pytest.mark.parametrize(
    "head",
    [
        ["Quỹ lương", "Phụ cấp", "Các khoản đóng góp"],
        ["Tiền lương", "Trong đó: phụ cấp", "Trong đó: các khoản đóng góp"],
        ["Tổng quỹ lương", "Lương", "Các khoản đóng góp"],
    ],
)
def test_a_whole_is_never_added_to_its_parts(head):
    reading = pay([*head, "Dự toán giao"], [3000, 500, 600, 3400], [4000, 700, 800, 4500])
    assert [unit["salary"] for unit in reading.units] == [3000 * M, 4000 * M]
    assert "columns_added" not in kinds(reading)


def test_a_total_of_the_same_rows_settles_whether_contributions_are_inside():
    """4.000 = 3.000 + 600 + 400 holds with the contributions; 3.400 = 3.000 + 400 without them."""
    head = ["Tiền lương", "Các khoản đóng góp", "Chi hoạt động", "Tổng chi"]
    beside = pay(head, [3000, 600, 400, 4000], [4000, 800, 500, 5300])
    inside = pay(head, [3000, 600, 400, 3400], [4000, 800, 500, 4500])
    assert [unit["salary"] for unit in beside.units] == [3600 * M, 4800 * M]
    assert [unit["salary"] for unit in inside.units] == [3000 * M, 4000 * M]


def test_a_part_that_cannot_be_read_leaves_pay_unknown():
    reading = pay(["Lương", "Phụ cấp", "Dự toán giao"], [2400, "chờ duyệt", 4000], [3000, None, 5000])
    assert [unit["salary"] for unit in reading.units] == [None, 3000 * M]
    assert "unreadable_amount" in kinds(reading, "E5")


def test_the_user_adds_columns_and_takes_them_apart():
    rows = [*TOP, [*NAMES, "Khoản A", "Khoản B", "Dự toán giao"], [1, "TH A", 400, 2400, 600, 3000]]
    whole = {"Sheet1": {"mapping": {"D": "salary", "E": "+salary"}}}
    assert read(book(rows), sheets=whole).units[0]["salary"] == 3000 * M
    alone = {"Sheet1": {"mapping": {"E": "+salary"}}}
    assert read(book(rows), sheets=alone).units[0]["salary"] == 600 * M
    rows[3][3:5] = ["Lương", "Phụ cấp"]
    apart = {"Sheet1": {"mapping": {"D": "salary", "E": ""}}}
    assert read(book(rows), sheets=apart).units[0]["salary"] == 2400 * M


def test_units_may_be_taken_for_now_without_pay():
    rows = [*TOP, [*NAMES, "Dự toán giao"], [1, "TH A", 400, 3000], [2, "TH B", 400, 3100]]
    assert "missing_column" in kinds(read(book(rows)))
    reading = read(book(rows), sheets={"Sheet1": {"without": ["salary"]}})
    assert not reading.errors
    [told] = [f for f in reading.findings if f.kind == "column_pending"]
    assert (told.numbers["column"], told.numbers["count"]) == ("salary", 2)
    assert all("salary" not in unit for unit in reading.units)


@pytest.mark.parametrize(
    "text", ["Tiết kiệm 10 %", "40% CCTL", "Quý I", "Quỹ phát triển hoạt động sự nghiệp", "Tổng số"]
)
def test_money_of_a_known_kind_that_is_not_taken_is_a_note(text):
    reading = pay(["Quỹ lương", "Dự toán giao", text], [2400, 2600, 37], [3000, 3200, 41])
    [told] = [f for f in reading.findings if f.kind == "unmapped_column"]
    assert (told.severity, told.cell) == (NOTE, "F4")


def test_a_total_that_the_columns_taken_add_up_to_needs_no_word():
    head = ["Tổng số", "Tự chủ", "Không tự chủ", "Quỹ lương"]
    reading = pay(head, [2600, 2500, 100, 2400], [3200, 3000, 200, 2900])
    assert "unmapped_column" not in kinds(reading)


def test_a_column_that_names_no_year_is_taken_for_one_year_and_said():
    """500 pupils beside 2024 and 2025: those of the last year, unless the title names the other one."""
    rows = [
        ["Đơn vị tính: triệu đồng"],
        ["STT", "Tên trường", "Số HS", "Năm 2024", None, "Năm 2025", None],
        [None, None, None, "Quỹ lương", "Kinh phí tự chủ", "Quỹ lương", "Kinh phí tự chủ"],
        [1, "TH A", 500, 5000, 5500, 5100, 5600],
        [2, "TH B", 400, 4000, 4500, 4100, 4600],
    ]
    reading = read(book(rows, merge=("D2:E2", "F2:G2")))
    assert [(t.year, t.units[0].get("pupils")) for t in reading.used] == [(2024, None), (2025, 500)]
    [told] = [f for f in reading.findings if f.kind == "undated_column"]
    assert (told.cell, told.numbers["taken"]) == ("C3", 2025)
    rows[0] = ["SỐ LIỆU NĂM 2024. Đơn vị tính: triệu đồng"]
    reading = read(book(rows, merge=("D2:E2", "F2:G2")))
    assert [(t.year, t.units[0].get("pupils")) for t in reading.used] == [(2024, 500), (2025, None)]


LINES = [
    ["Trường Mầm non Anh Đào"], ["DỰ TOÁN NĂM 2025"], [None, None, None, "Đơn vị tính: triệu đồng"],
    ["STT", "Nội dung", "Mục", "Dự toán năm 2025"],
    ["I", "Kinh phí thực hiện tự chủ", None, 4000],
    [1, "Tiền lương", 6000, 2100], [2, "Phụ cấp lương", 6100, 890], [3, "Các khoản đóng góp", 6300, 520],
    [4, "Chi hoạt động chuyên môn", 7000, 300], [5, "Chi khác", 7750, 190],
    ["II", "Kinh phí không thực hiện tự chủ", None, 120],
]  # fmt: skip


def test_pay_in_several_lines_of_one_school_adds_up():
    """2.100 + 890 + 520 = 3.510; the column of codes (6000, 6100) is no year."""
    reading = read(book(LINES))
    [table] = reading.used
    [unit] = table.units
    assert (unit["salary"], unit["contributions"], unit["support"]) == (3510 * M, 520 * M, 4000 * M)
    assert (unit["professional"], unit["tasks"]) == (300 * M, 120 * M)
    source = table.sources[0]["salary"]
    assert (source.cell, source.text) == ("D6+D7+D8", "2100 + 890 + 520")
    assert {item.label: item.id for item in table.items}["Phụ cấp lương"] == "+salary"
    taken_apart = {"Sheet1": {"lines": {item.key: "" for item in table.items if item.id == "+salary"}}}
    assert read(book(LINES), sheets=taken_apart).units[0]["salary"] == 2100 * M


def test_lines_below_of_which_are_never_added():
    rows = [*LINES[:6], [None, "Trong đó: phụ cấp lương", None, 890], *LINES[8:]]
    assert read(book(rows)).units[0]["salary"] == 2100 * M


def test_a_column_that_holds_the_amounts_of_budget_lines_needs_no_word():
    rows = [*TOP, ["STT", "Nội dung", "Dự toán"]]
    for number in (1, 2):
        rows += [[number, f"Trường TH Hải Đăng {number}", 5000]]
        rows += [[None, "- Quỹ tiền lương", 4100], [None, "- Kinh phí tự chủ", 4800]]
        rows += [[None, "- Kinh phí không tự chủ", 200]]
    reading = read(book(rows))
    assert [unit["support"] for unit in reading.units] == [4800 * M, 4800 * M]
    assert "unmapped_column" not in kinds(reading)


def test_a_wrong_total_of_years_side_by_side_is_said_once():
    """8.000 is printed for 5.100 + 2.100 = 7.200."""
    rows = [
        ["Đơn vị tính: triệu đồng"],
        ["STT", "Tên trường", "Năm 2024", None, "Năm 2025", None],
        [None, None, "Quỹ lương", "Kinh phí tự chủ", "Quỹ lương", "Kinh phí tự chủ"],
        [1, "TH A", 5000, 5500, 5100, 5600],
        [2, "TH B", 2000, 2500, 2100, 2600],
        [None, "Tổng cộng", 7000, 8000, 8000, 8200],
    ]
    reading = read(book(rows, merge=("C2:D2", "E2:F2")))
    assert [f.cell for f in reading.findings if f.kind == "total_mismatch"] == ["E6"]


def test_a_school_year_does_not_contradict_the_budget_year():
    rows = [["SỐ LIỆU NĂM HỌC 2024-2025"], ["Năm ngân sách: 2025"], ["Đơn vị tính: triệu đồng"]]
    rows += [[*NAMES, "Quỹ lương", "Dự toán giao"], [1, "TH A", 400, 2400, 2600]]
    reading = read(book(rows))
    assert reading.used[0].year == 2025
    assert "year_conflict" not in kinds(reading)


def test_a_total_of_a_block_that_is_taken_needs_no_word():
    """2.600 = 2.500 + 100: the columns of the two parts do not stand beside one another."""
    head = ["Tổng kinh phí", "Tự chủ", "Quỹ lương", "Chi hoạt động", "Không tự chủ"]
    reading = pay(head, [2600, 2500, 2300, 200, 100])
    assert "unmapped_column" not in kinds(reading)


def test_a_text_that_can_be_read_two_ways_is_read_as_it_was_answered():
    """“2.400” is 2.400 triệu by the first reading and 2,4 triệu by the second."""
    rows = [*TOP, [*NAMES, "Quỹ lương", "Dự toán giao"], [1, "TH A", 400, "2.400", 2600]]
    assert read(book(rows)).units[0]["salary"] is None
    first, second = (read(book(rows), sheets={"Sheet1": {"ambiguous": way}}) for way in ("first", "second"))
    assert (first.units[0]["salary"], second.units[0]["salary"]) == (2400 * M, 2_400_000)


def test_a_name_that_is_left_open_goes_on_below():
    rows = [*TOP, [*NAMES, "Quỹ lương", "Dự toán giao"]]
    rows += [[1, "Trung tâm Giáo dục nghề nghiệp -", None, 2900, 3100], [None, "Giáo dục thường xuyên"]]
    rows += [[2, "Thư viện", None, 1100, 1200]]
    names = [unit["name"] for unit in read(book(rows)).units]
    assert names == ["Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên", "Thư viện"]


@pytest.mark.parametrize(
    ("head", "below", "merge"),
    [
        (["Mục 6000", "Mục 6050", "Mục 6100", "Mục 6300"], None, ()),
        (["Lương", "Tiền công", "PC", "BHXH, BHYT, KPCĐ, BHTN"], None, ()),
        (["Chi thanh toán cá nhân", None, None, None],
         ["Tiền lương", "Tiền công", "Phụ cấp", "Các khoản đóng góp"], ("D4:G4",)),
    ],
)  # fmt: skip
def test_four_parts_of_pay_by_other_names(head, below, merge):
    """2.000 + 100 + 500 + 550 = 3.150 and 2.100 + 0 + 520 + 570 = 3.190."""
    units = ([2000, 100, 500, 550, 3150, 3450], [2100, 0, 520, 570, 3190, 3500])
    heads = [*head, "Cộng", "Kinh phí tự chủ"]
    reading = pay(heads, *units, below=below and [*below, None, None], merge=merge)
    assert [unit["salary"] for unit in reading.units] == [3150 * M, 3190 * M]
    assert "unmapped_column" not in kinds(reading)
