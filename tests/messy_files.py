"""Files as offices really send them, one bad habit each: what the tests of the import page drop."""

from __future__ import annotations

import csv
from collections.abc import Mapping

from tests.conftest import ROOT
from tests.intake.books import book

YEAR = 2025
PEOPLE = ["Người lập biểu", None, None, None, "Thủ trưởng đơn vị"]


def tcvn3(text: str) -> str:
    """Text in the letters of TCVN3, as it looks without its font."""
    with (ROOT / "data" / "intake" / "encodings.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["encoding"] == "TCVN3"]
    letters = {row["letter"]: "".join(chr(int(c, 16)) for c in row["surface"].split()) for row in rows}
    return "".join(letters.get(letter, letter) for letter in text)


def with_codes() -> bytes:
    """A tidy list: merged heads, codes, triệu đồng, the total last, signatures below."""
    rows = [
        ["UBND THÀNH PHỐ"], [f"TỔNG HỢP DỰ TOÁN NĂM {YEAR}"],
        [None, None, None, None, None, "Đơn vị tính: triệu đồng"],
        ["STT", "Mã đơn vị", "Tên trường", "Số HS", "Chi thường xuyên", None, "Kinh phí tự chủ"],
        [None, None, None, None, "Quỹ lương", "Chi hoạt động", None],
        [1, "1000001", "Trường Mầm non Hoa Sen", 200, 2400, 200, 2500],
        [2, "1000002", "Trường Tiểu học Lê Lợi", 600, 5200, 500, 5700],
        [3, "1000003", "Trường THCS Nguyễn Trãi", 800, 8100, 800, 8900],
        [None, None, "Tổng cộng", 1600, 15700, 1500, 17100],
        [], PEOPLE,
    ]  # fmt: skip
    return book(rows, merge=("E4:F4", "A1:G1"))


def total_first() -> bytes:
    """Groups with sub-totals, the total in the first row, no codes, numbers as texts in nghìn đồng."""
    rows = [
        [f"BIỂU DỰ TOÁN CÁC TRƯỜNG NĂM {YEAR}"], ["", "", "", "", "ĐVT: 1.000 đồng"],
        ["TT", "Đơn vị", "Số HS", "Quỹ lương", "Chi hoạt động", "Dự toán giao"],
        [None, "TỔNG SỐ", 1150, "11.100.000", "1.050.000", "12.150.000"],
        ["I", "Khối mầm non", 350, "4.100.000", "350.000", "4.450.000"],
        [1, "Trường MN Sao Mai", 150, "1.800.000", "150.000", "1.950.000"],
        [2, "Trường MN Tuổi Thơ", 200, "2.300.000", "200.000", "2.500.000"],
        ["II", "Khối tiểu học", 800, "7.000.000", "700.000", "7.700.000"],
        [1, "Trường TH Mũi Né 1", 300, "2.700.000", "250.000", "2.950.000"],
        [2, "Trường TH Mũi Né 2", 500, "4.300.000", "450.000", "4.750.000"],
    ]  # fmt: skip
    return book(rows)


def old_letters() -> bytes:
    """A csv in TCVN3 with semicolons."""
    lines = [
        f"Dự toán năm {YEAR}", "Đơn vị tính: đồng",
        "STT;Mã đơn vị;Tên trường;Số học sinh;Quỹ lương;Chi hoạt động;Kinh phí tự chủ",
        "1;1000021;Trường Tiểu học Phú Thủy;420;3900000000;410000000;4300000000",
        "2;1000022;Trường Mầm non Hướng Dương;180;2200000000;190000000;2390000000",
    ]  # fmt: skip
    return tcvn3("\n".join(lines)).encode("utf-8")


def no_measure() -> bytes:
    """No year and no unit of measure; a kind that nobody knows; a column with an odd heading."""
    rows = [
        ["SỐ LIỆU CÁC ĐƠN VỊ"],
        ["STT", "Tên đơn vị", "Loại hình", "Số người làm việc", "Chi con người", "Chi nghiệp vụ",
         "Kinh phí NN giao", "Khoản nộp quỹ"],
        [1, "Trung tâm Văn hóa Thể thao", "ĐV đặc thù", 18, 2100, 600, 2400, 120],
        [2, "Ban Quản lý chợ", "ĐV đặc thù", 9, 980, 300, 700, 40],
    ]  # fmt: skip
    return book(rows)


def one_school() -> bytes:
    """A single school whose staff typed a letter into an amount."""
    rows = [
        [f"DỰ TOÁN NĂM {YEAR}"], ["Đơn vị tính: triệu đồng"],
        ["STT", "Mã đơn vị", "Tên trường", "Số HS", "Quỹ lương", "Chi hoạt động", "Kinh phí tự chủ"],
        [1, "1000031", "Trường TH Đức Thắng", 510, "4 tỷ mấy", 470, 5000],
        [2, "1000032", "Trường TH Đức Nghĩa", 490, 4500, 450, 4900],
    ]  # fmt: skip
    return book(rows)


def not_a_table() -> bytes:
    """A letter under the name of a workbook."""
    return b"%PDF-1.7 mot cong van"


def folder() -> Mapping[str, bytes]:
    """Một thư mục: every file once."""
    return {
        "tong hop co ma.xlsx": with_codes(),
        "khoi MN TH.xlsx": total_first(),
        "phu thuy.csv": old_letters(),
        "don vi khac.xlsx": no_measure(),
        "duc thang.xlsx": one_school(),
        "cong van.xlsx": not_a_table(),
    }
