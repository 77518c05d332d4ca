"""The forms of TT 56/2022/TT-BTC as offices fill them, written from the text of the circular, with the truth.

Phụ lục 2 Biểu mẫu 1 (one unit, six years) and Phụ lục 3 (the units of a body, Biểu 1 for each of five years
and Biểu 2 for the year to come). Amounts are triệu đồng as the circular has it, or nghìn đồng.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from typing import Any

from tests.conftest import ROOT
from tests.intake.books import book

M = 1_000_000
YEARS = (2019, 2020, 2021, 2022, 2023, 2024)
PLAN_ROWS: list[tuple[Any, str, str]] = [
    ("I", "Nguồn thu xác định mức độ tự chủ (A)", "="),
    (1, "Thu từ dịch vụ sự nghiệp công sử dụng NSNN", "="),
    ("1.1", "NSNN đặt hàng/đấu thầu cung cấp dịch vụ sự nghiệp công", "orders"),
    ("1.2", "Thu từ người thụ hưởng dịch vụ sự nghiệp công: học phí, giá dịch vụ", "users"),
    (2, "Thu từ nhiệm vụ khoa học và công nghệ", "science"),
    (3, "Thu từ hoạt động dịch vụ không sử dụng NSNN, SXKD, LDLK (phần chênh lệch)", "service_revenue"),
    (4, "Nguồn thu phí được để lại để chi thường xuyên", "fees"),
    (5, "Nguồn thu hợp pháp khác theo quy định", "other_revenue"),
    ("II", "Chi thường xuyên giao tự chủ (B)", "="),
    (1, "Chi tiền lương, tiền công, phụ cấp và các khoản đóng góp theo lương", "salary"),
    (2, "Chi thuê chuyên gia, nhà khoa học", "experts"),
    (3, "Chi hoạt động chuyên môn để cung cấp dịch vụ", "professional"),
    (4, "Chi thực hiện công việc, dịch vụ và thu phí", "fee_work"),
    (5, "Chi quản lý; mua sắm, sửa chữa, bảo dưỡng thường xuyên cơ sở vật chất", "management"),
    (6, "Trích lập các khoản dự phòng (nếu có)", "provisions"),
    (7, "Chi trả lãi tiền vay (nếu có)", "interest"),
    (8, "Chi thường xuyên khác", "other_spending"),
    ("III", "Tỷ lệ bảo đảm chi thường xuyên (%) = A/B*100%", "%"),
    ("IV", "NSNN hỗ trợ chi thường xuyên (đối với đơn vị nhóm 3, nhóm 4)", "support"),
    ("V", "Phân phối kết quả tài chính trong năm (Mục I + IV - II + khấu hao)", "="),
    (1, "Quỹ phát triển hoạt động sự nghiệp", ""),
    (None, "- Từ chênh lệch thu lớn hơn chi", ""),
    (None, "- Từ khấu hao tài sản cố định", ""),
    (2, "Quỹ bổ sung thu nhập", ""),
    (3, "Quỹ khen thưởng, phúc lợi", ""),
    (4, "Quỹ khác theo quy định", ""),
    ("VI", "Thu nhập tăng thêm bình quân của người lao động", ""),
    (1, "Dưới 1 lần quỹ tiền lương", ""),
    (2, "Từ 1 đến 2 lần quỹ tiền lương", ""),
    (3, "Người có thu nhập cao nhất (triệu đồng/tháng)", ""),
    (4, "Người có thu nhập thấp nhất (triệu đồng/tháng)", ""),
    ("VII", "NSNN cấp chi thường xuyên không giao tự chủ", "tasks"),
]  # fmt: skip
REVENUE = ("orders", "users", "science", "service_revenue", "fees", "other_revenue")
SPENDING = (
    "salary", "experts", "professional", "fee_work", "management", "provisions", "interest", "other_spending",
)  # fmt: skip


def plan_truth() -> dict[int, dict[str, int]]:
    """What the form says of each year, triệu đồng: 4.010 of pay in 2019, 150 more each year, and so on."""
    return {
        year: {
            "orders": 0, "users": 310 + 12 * n, "science": 0, "service_revenue": 45 + n, "fees": 7 * (n % 2),
            "other_revenue": 20 + 3 * n, "salary": 4010 + 150 * n, "experts": 0, "professional": 240 + 11 * n,
            "fee_work": 0, "management": 130 + 9 * n, "provisions": 0, "interest": 0,
            "other_spending": 35 + 2 * n, "support": 4060 + 146 * n, "tasks": 90 + 40 * (n % 3),
        }
        for n, year in enumerate(YEARS)
    }  # fmt: skip


def plan_cells(thousand: bool = False) -> list[list[Any]]:
    """The table of Biểu mẫu 1: title, head of three rows and a row of column numbers, sections, signatures.

    The current year, 2023, has an estimate and an expected outturn; the estimate is higher by 5 triệu.
    """
    truth, times = plan_truth(), 1000 if thousand else 1
    rows: list[list[Any]] = [
        ["PHÒNG GIÁO DỤC VÀ ĐÀO TẠO THÀNH PHỐ BIỂN XANH", *[None] * 5, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["TRƯỜNG TIỂU HỌC HÀM TIẾN 2", *[None] * 5, "Độc lập - Tự do - Hạnh phúc"],
        [],
        [None, None, "Biểu mẫu số 1"],
        ["DỰ TOÁN THU, CHI NGÂN SÁCH NHÀ NƯỚC NĂM 2024"],
        ["(Kèm theo Phương án tự chủ tài chính giai đoạn 2024 - 2026)"],
        [*[None] * 7, "Đơn vị tính: " + ("nghìn đồng" if thousand else "triệu đồng")],
        ["TT", "Nội dung", "Tình hình tài chính 05 năm trước liền kề", *[None] * 5,
         "Dự kiến giai đoạn tiếp theo"],
        [None, None, *(f"Thực hiện năm {year}" for year in YEARS[:4]), "Năm 2023", None, "Năm 2024"],
        [*[None] * 6, "Dự toán", "Ước thực hiện"],
        [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ]  # fmt: skip
    for number, label, id_ in PLAN_ROWS:
        cells: list[Any] = []
        for year in (*YEARS[:4], "estimate", *YEARS[4:]):
            figures = truth[2023] if year == "estimate" else truth[year]  # type: ignore[index]
            higher = 5 if year == "estimate" else 0
            match id_:
                case "=" if number == "I":
                    value: Any = sum(figures[i] for i in REVENUE)
                case "=" if number == 1:
                    value = figures["orders"] + figures["users"]
                case "=" if number == "II":
                    value = sum(figures[i] for i in SPENDING)
                case "=" | "":
                    value = None
                case "%":
                    ratio = sum(figures[i] for i in REVENUE) / sum(figures[i] for i in SPENDING)
                    value = round(100 * ratio, 2)
                case _:
                    value = figures[id_] + higher if figures[id_] else None
            cells.append(value * times if value and id_ != "%" else value)
        rows.append([number, label, *cells])
    rows += [[], [None, None, None, None, None, "Biển Xanh, ngày 15 tháng 7 năm 2023"],
             [None, "Người lập biểu", None, None, None, "THỦ TRƯỞNG ĐƠN VỊ"]]  # fmt: skip
    return rows


PLAN_MERGES = ("A8:A10", "B8:B10", "C8:H8", "G9:H9", "A5:I5")


def plan(thousand: bool = False) -> bytes:
    """Biểu mẫu 1 as an xlsx with merged heads."""
    return book(plan_cells(thousand), merge=PLAN_MERGES)


UNITS = {
    "1": [],
    "2": [],
    "3": [("Trung tâm Văn hóa - Thể thao", 40), ("Ban Quản lý chợ Biển Xanh", 55)],
    "4": [
        ("Trường Mầm non Hoa Phượng", 3),
        ("Trường Tiểu học Lê Hồng Phong", 4),
        ("Trường THCS Hàm Hiệp", 5),
    ],
}
GROUPS = {"1": "I", "2": "II", "3": "III", "4": "IV"}
GROUP_NAMES = {
    "1": "Đơn vị sự nghiệp công tự bảo đảm chi thường xuyên và chi đầu tư",
    "2": "Đơn vị sự nghiệp công tự bảo đảm chi thường xuyên",
    "3": "Đơn vị sự nghiệp công tự bảo đảm một phần chi thường xuyên",
    "4": "Đơn vị sự nghiệp công do Nhà nước bảo đảm chi thường xuyên",
}


def summary_truth(year: int) -> dict[str, dict[str, int]]:
    """Each unit of Phụ lục 3 in a year, triệu đồng; `users` without the orders that stand in column 5."""
    found = {}
    place = 0
    for units in UNITS.values():
        for name, share in units:
            place += 1
            base, grown = 100 * place, year - 2018
            found[name] = {
                "services": base + share * grown, "orders": 10 * place if share > 30 else 0, "science": 0,
                "fees": 3 * place, "service_revenue": 20 + place, "other_revenue": 6 + grown,
                "salary": 1500 + 700 * place + 60 * grown, "professional": 120 + 10 * place + grown,
                "management": 80 + 5 * place, "other_spending": 30 + place,
            }  # fmt: skip
    return found


def _summary_row(number: int, name: str, figures: dict[str, int], last: list[Any]) -> list[Any]:
    f = figures
    revenue = f["services"] + f["science"] + f["fees"] + f["service_revenue"] + f["other_revenue"]
    spending = f["salary"] + f["professional"] + f["management"] + f["other_spending"]
    return [
        number, name, revenue, f["services"], f["orders"] or None, f["science"] or None, f["fees"],
        f["service_revenue"], f["other_revenue"], spending, f["salary"], f["professional"], f["management"],
        f["other_spending"], round(100 * revenue / spending, 1), *last,
    ]  # fmt: skip


def summary_cells(year: int, planned: bool) -> list[list[Any]]:
    """Biểu 1 of one year (18 columns) or, planned, Biểu 2 of the first year to come (17 columns)."""
    title = (
        f"BIỂU 2. TỔNG HỢP PHƯƠNG ÁN PHÂN LOẠI TỰ CHỦ TÀI CHÍNH NĂM {year} (NĂM ĐẦU THỜI KỲ ỔN ĐỊNH)"
        if planned
        else f"BIỂU 1. TÌNH HÌNH TÀI CHÍNH CỦA CÁC ĐƠN VỊ SỰ NGHIỆP CÔNG NĂM {year}"
    )
    fund = ["Dự kiến trích Quỹ PTHĐSN"] if planned else ["Quỹ phát triển hoạt động sự nghiệp", None, None]
    rows: list[list[Any]] = [
        ["UBND THÀNH PHỐ BIỂN XANH"], [None, None, None, None, "PHỤ LỤC SỐ 3"], [title],
        [*[None] * 13, "Đơn vị tính: triệu đồng"],
        ["TT", "Tên đơn vị", "Nguồn thu xác định mức độ tự chủ", *[None] * 6, "Chi thường xuyên giao tự chủ",
         *[None] * 4, "Tỷ lệ bảo đảm chi thường xuyên (%)", *fund,
         *(["Đề xuất phương án phân loại tự chủ"] if planned else [])],
        [None, None, "Tổng số", "Thu dịch vụ sự nghiệp công", "Trong đó: NSNN đặt hàng", "Thu KHCN",
         "Thu phí được để lại", "Dịch vụ không sử dụng NSNN (chênh lệch)", "Thu khác", "Tổng số",
         "Tiền lương, tiền công, phụ cấp, đóng góp", "Chi chuyên môn", "Chi quản lý", "Chi khác", None,
         *([] if planned else ["Tổng số", "Từ chênh lệch thu chi", "Từ khấu hao"])],
        ["1", "2", "3=4+6+7+8+9", "4", "5", "6", "7", "8", "9", "10=11+12+13+14", "11", "12", "13", "14",
         "15=3/10*100%", *(["16", "17"] if planned else ["16=17+18", "17", "18"])],
    ]  # fmt: skip
    truth = summary_truth(year)
    for group, units in UNITS.items():
        rows.append([GROUPS[group], GROUP_NAMES[group]])
        for number, (name, _) in enumerate(units, start=1):
            last = [12, f"Nhóm {group}"] if planned else [12, 9, 3]
            rows.append(_summary_row(number, name, truth[name], last))
    sums = [_summary_row(0, "", figures, []) for figures in truth.values()]
    total = [sum(row[at] or 0 for row in sums) for at in range(2, 14)]
    rows += [[None, "Tổng cộng", *total], [], [None, "Người lập biểu", *[None] * 8, "THỦ TRƯỞNG ĐƠN VỊ"]]
    return rows


def summary(*, one_sheet: bool = False) -> bytes:
    """Phụ lục 3: five years of Biểu 1 and Biểu 2, each on a sheet of its own or one below the other."""
    tables = [(f"Bieu 1 - {year}", summary_cells(year, planned=False)) for year in YEARS[:5]]
    tables.append(("Bieu 2", summary_cells(2024, planned=True)))
    if not one_sheet:
        return book(*tables, merge=("A5:A6", "B5:B6", "C5:I5", "J5:N5", "O5:O6", "P5:R5"))
    rows: list[list[Any]] = []
    for _, table in tables:
        rows += [*table, [], []]
    return book(("Phu luc 3", rows))


@lru_cache(maxsize=2)
def _letters(encoding: str) -> dict[str, str]:
    with (ROOT / "data" / "intake" / "encodings.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["encoding"] == encoding]
    return {row["letter"]: "".join(chr(int(c, 16)) for c in row["surface"].split()) for row in rows}


def written(text: Any, encoding: str) -> Any:
    """A text in the letters of TCVN3 or VNI, as they look without the font; anything else as it is."""
    if not isinstance(text, str):
        return text
    table = _letters(encoding)
    return "".join(table.get(letter, letter) for letter in text)


def old_plan() -> bytes:
    """Biểu mẫu 1 in TCVN3: small letters in .VnTime, headings in the capital font .VnTimeH; nghìn đồng."""
    rows, fonts = plan_cells(thousand=True), {"*": ".VnTime"}
    for number, row in enumerate(rows, start=1):
        for at, text in enumerate(row):
            if isinstance(text, str) and text.isupper() and len(text) > 3:
                fonts[f"{chr(65 + at)}{number}"] = ".VnTimeH"
                row[at] = text.lower()
    made = [[written(cell, "TCVN3") for cell in row] for row in rows]
    return book(made, merge=PLAN_MERGES, fonts=fonts)
