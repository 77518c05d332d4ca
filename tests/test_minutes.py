"""The minutes of a decision: what was submitted and decided, who was there, when; in figures and words."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from budget.report.compared_said import compared_of
from budget.report.lever_said import turned_back
from budget.report.met_said import met_said
from budget.report.minutes import Decided, minutes_fields, write_minutes
from budget.report.minutes_risks import added_of, risks_of, unknown_of
from budget.report.record_said import changes_of, difference_table, name_for, tried_said
from budget.report.turned_said import kept_met
from budget.report.words import Words
from tests.strict_office import faults

if TYPE_CHECKING:
    from pathlib import Path

AT = datetime(2026, 11, 23, 14, 32).astimezone()
OFFICE = {"superior": "UBND thành phố Biển Xanh", "name": "Phòng Tài chính - Kế hoạch", "place": "Biển Xanh"}
RECORD = {
    "year": 2025,
    "submitted": {"support": 385_199_000_000, "saved": 3_315_000_000, "norm_gap": 13_000_000_000},
    "decided": {"support": 384_199_500_000, "saved": 4_315_000_000, "norm_gap": 13_000_000_000},
    "submitted_mark": "a" * 16,
    "mark": "b" * 16,
    "up": 1,
    "down": 7,
    "same": 64,
    "note": "Rà lại <trường A> & B",
    "tries": 3,
}
RISKS = {"below_norm": {"n": 2}}
PEOPLE = ("Lê Văn Bình, Chủ tịch", "Trần Văn Hùng, Trưởng phòng")


def written(language: str = "vi", money_unit: str = "million", **record: Any) -> bytes:
    out = io.BytesIO()
    versions = (("B", 1), ("B", 2))
    told = Decided(AT, PEOPLE, "“B”, bản 1", "“B”, bản 2", 2022, 3, RECORD | record, versions=versions)
    write_minutes(out, told, words=Words(language, money_unit), organisation=OFFICE)
    return out.getvalue()


def text(paper: bytes) -> str:
    return "\n".join(p.text for p in Document(io.BytesIO(paper)).paragraphs).replace(
        "\N{NO-BREAK SPACE}", " "
    )


def rows(paper: bytes) -> list[list[str]]:
    table = next(t for t in Document(io.BytesIO(paper)).tables if "Chỉ tiêu" in t.rows[0].cells[0].text)
    return [
        ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
        for row in table._tbl.iter(qn("w:tr"))
    ]


def test_the_minutes_say_when_who_what_was_submitted_and_decided():
    said = text(written())
    assert "đã khóa từ lúc thông qua, 14 giờ 32 phút, ngày 23 tháng 11 năm 2026; thay đổi" in said
    assert "........, Biển Xanh." in said
    # nobody was named as chair or secretary: room for the pen, here and below the signatures
    blank = "............"
    roles = f"- Chủ trì: {blank}, chức vụ {blank};\n- Thư ký: {blank}, chức vụ {blank};"
    assert f"{roles}\n- Lê Văn Bình, Chủ tịch;\n- Trần Văn Hùng, Trưởng phòng." in said
    names = Document(io.BytesIO(written())).tables[-1]
    assert [cell.text for cell in names.rows[-1].cells] == [blank, blank]
    assert "Địa điểm: Phòng họp số 2, Biển Xanh." in text(written(venue="Phòng họp số 2"))
    # who names the place behind a comma is left alone
    whole = "Phòng họp số 2, UBND thành phố"
    assert f"Địa điểm: {whole}." in text(written(venue=whole))
    receivers = "- Thành phần dự họp;\n- Ủy ban nhân dân thành phố Biển Xanh;\n- Lưu: VT, ......."
    assert said.rstrip().endswith(f"Nơi nhận:\n{receivers}")
    assert "trình cuộc họp phương án “B”, bản 1, trên số liệu năm 2022, bản 3." in said
    assert "Thông qua phương án “B”, bản 2." in said
    assert "384.199.500.000 đồng (bằng chữ: Ba trăm tám mươi bốn tỷ, một trăm chín mươi chín triệu" in said
    assert "So với bản trình, năm 2025: 1 đơn vị tăng, 7 giảm, 64 không đổi." in said
    assert "Ý kiến kết luận của chủ trì: Rà lại <trường A> & B." in said
    assert "đã thử 3 thay đổi" in said


def test_the_number_of_the_minutes_bears_the_symbol_of_the_office():
    out = io.BytesIO()
    told = Decided(AT, PEOPLE, "“B”, bản 1", "“B”, bản 2", 2022, 3, RECORD)
    write_minutes(out, told, words=Words("vi"), organisation=OFFICE | {"code": "TTr-TCKH"})
    head = Document(io.BytesIO(out.getvalue())).tables[0]
    assert head.rows[1].cells[0].text == "Số: ....../BB-TCKH"
    assert "- Lưu: VT, TCKH." in text(out.getvalue())


def test_figures_and_risks_come_before_the_conclusion_and_the_chair_speaks_last():
    said = text(written(risks=RISKS))
    order = [
        "III. SỐ LIỆU",
        "So với bản trình",
        "Rủi ro của",
        "IV. Ý KIẾN THẢO LUẬN",
        "V. KẾT LUẬN",
        "Thông qua phương án",
        "Ý kiến kết luận",
    ]
    assert sorted(order, key=said.index) == order


def test_who_gains_and_loses_most_is_named_and_the_others_counted():
    record = {
        "basis": "hiện trạng 2025",
        "gainers": {"n": 3, "listed": [["Trường A", 216_000_000], ["Trường B", 211_400_000]]},
        "losers": {"n": 1, "listed": [["Trung tâm C", -2_356_000_000]]},
        "began": "2026-11-23T13:30:00+07:00",
    }
    said = text(written(**record)).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "So với hiện trạng 2025, 3 đơn vị tăng: Trường A (+216 triệu đồng); "
        "Trường B (+211 triệu đồng); và 1 đơn vị khác." in said
    )
    # where the one left out stands
    assert (
        "1 đơn vị giảm: Trung tâm C (\u22122.356 triệu đồng). Từng đơn vị tăng, giảm: xem Biểu 1 Phụ lục Tờ "
        "trình." in said
    )
    assert "Thời gian bắt đầu: 13 giờ 30 phút, ngày 23 tháng 11 năm 2026." in said
    # of an older record that does not say against what, nothing is left open
    assert "\n3 đơn vị tăng: Trường A" in text(written(gainers=record["gainers"]))
    # a record of an older version names nobody and knows no beginning
    assert "đơn vị tăng: " not in text(written())
    assert "Thời gian bắt đầu" not in text(written())


def test_minutes_of_a_meeting_in_vietnamese_are_whole_in_english():
    tried = {"levers": [["target", 2025, 0.12]], "gives": {"saved": -811_000_000}, "text": "Mục tiêu 12 %"}
    moved = {"n": 1, "listed": [["Trường A", 216_000_000]]}
    said = text(written("en", basis="hiện trạng 2025", gainers=moved, tried=[tried], year=2025))
    basis = Words("en").t("workbook.status_quo_of_year", year=2025)
    assert f"Against {basis}, 1 unit" in said
    assert "hiện trạng" not in said
    assert "Mục tiêu" not in said
    # what the try gave, in million đồng
    assert "811" in said
    # a plan that was the basis keeps its name
    assert "Against A. Giữ nguyên, 1 unit" in text(
        written("en", basis="A. Giữ nguyên", gainers=moved, year=2025)
    )


def test_the_minutes_say_of_what_the_level_is_who_loses_how_much_the_law_and_the_risks():
    law = {"rate": "0.025", "source": "Khoản 23 Điều 1 Nghị định 111/2025/NĐ-CP"}
    record = {
        "basis": "hiện trạng 2025",
        "losers": {
            "n": 6,
            "amount": -3_978_000_000,
            "listed": [[f"Đơn vị {k}", -663_000_000, -0.096] for k in range(1, 7)],
        },
        "gainers": {"n": 0, "amount": 0, "listed": []},
        "level": {"saved": 3_978_000_000, "of_base": 0.12, "of_quo": 0.096, "units": 10, "base": 2022},
        "required": law,
        "risks": {"statutory_missed": {"n": 1, "listed": [["Cảng cá", 19_000_000]], **law}},
        "kept": 570_680,
        "deeper": [["Ban A", 1_096_000_000], ["Cảng cá", 332_000_000]],
        "below": {"n": 1, "listed": [["Nhà Thiếu nhi", [[2023, 2_000_000], [2024, 3_500_000]]]]},
        "tried": ["Mục tiêu giảm chi đến 2025: 12 %; kinh phí giảm 100.000 đồng"],
    }
    said = text(written(**record)).replace("\N{NO-BREAK SPACE}", " ")
    assert "So với hiện trạng 2025, 6 đơn vị giảm, cộng 3.978 triệu đồng: " in said
    assert "Đơn vị 1 (−663 triệu đồng, −9,6 %); " in said
    assert "Đơn vị 6 (−663 triệu đồng, −9,6 %)." in said
    assert (
        "Số giảm chi năm 2025 là 3.978 triệu đồng. So với kinh phí năm gốc 2022 của 10 đơn vị "
        "trong phạm vi, số giảm bằng 12,0 %. Tính trên số gốc khác: 9,6 % hiện trạng 2025 của các đơn vị "
        "trong phạm vi. "
        "Trong số giảm chi, 570.680 đồng không cấp lại cho đơn vị nào." in said
    )
    assert (
        "- Các năm khác của phương án, 1 đơn vị giảm chưa đủ mức tối thiểu riêng năm, còn phải giảm: Nhà "
        "Thiếu nhi (2023: 2 triệu đồng, 2024: 4 triệu đồng)." in said
    )
    # 1.096 and 332 make 1.428
    assert (
        "- 2 đơn vị thiếu nhiều hơn hiện trạng vì phương án, thêm tất cả 1.428 triệu đồng: Ban A (thêm 1.096 "
        "triệu đồng); Cảng cá (thêm 332 triệu đồng)." in said
    )
    # the record of an older decision has the rule of its year alone, without whom it spares
    assert "ít nhất 2,5 % theo khoản 23 Điều 1 Nghị định 111/2025/NĐ-CP. Phần hiện trạng tăng, giảm" in said
    assert "- 1 đơn vị giảm chưa đủ mức tối thiểu riêng năm" in said
    assert "Cảng cá (còn phải giảm 19 triệu đồng)." in said
    assert "đã thử 3 thay đổi so với phương án trình:\n- Mục tiêu" in said
    assert "nhật ký" not in said


def test_the_minutes_say_how_far_each_target_is_reached():
    """10,1 % of 10 units against a tenth; 6 % of the status quo of 3 others, with its last year."""
    met = {"year": 2025, "share": 0.1, "reached": 0.101, "missing": 0}
    early = {"year": 2025, "share": 0.06, "reached": 0.05, "missing": 7_000_000}
    late = {"year": 2027, "share": 0.08, "reached": 0.08, "missing": 0}
    record = {
        "aims": [
            {"base": 2022, "quo": False, "units": 10, "now": met, "last": None},
            {"base": 2022, "quo": True, "units": 3, "now": early, "last": late},
        ],
        # told with the targets, not once more with the level
        "level": {
            "saved": 3_978_000_000,
            "of_base": 0.12,
            "of_quo": 0.096,
            "units": 13,
            "base": 2022,
            "targets": [{"of": "status_quo", "share": 0.06, "reached": 0.05, "short": True, "units": 3}],
        },
    }
    said = text(written(**record)).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "Mục tiêu 10 % năm gốc 2022 của 10 đơn vị: đạt (10,1 %); mục tiêu 6 % hiện trạng "
        "2025 của 3 đơn vị: chưa đạt (mới 5,0 %), đến 2027 là 8 %: đạt (8,0 %)."
    ) in said
    assert said.count("5,0 %") == 1
    # an older record keeps no targets
    assert "Mục tiêu 10 %" not in text(written())


def test_a_share_too_small_to_print_is_told_as_less_than_the_smallest():
    words = Words("vi")
    assert words.share(0.0009).replace("\N{NO-BREAK SPACE}", " ") == "dưới 0,1 %"
    assert words.share(0.001).replace("\N{NO-BREAK SPACE}", " ") == "0,1 %"
    assert words.share(0.0).replace("\N{NO-BREAK SPACE}", " ") == "0,0 %"


def test_the_minutes_name_the_other_plans_compared():
    figures = {"support": 10**9, "saved": 2 * 10**6, "increase": 10**6, "deficit_units": 3}
    plans = [{"name": name, "number": 1, "figures": figures} for name in ("A", "B")]
    said = text(written(compared=plans)).replace("\N{NO-BREAK SPACE}", " ")
    # “B”, version 1, is what was submitted and stands in the table
    assert "Các phương án khác đã so sánh tại cuộc họp, năm 2025:\n- “A”: kinh phí" in said
    assert (
        "kinh phí giao tự chủ 1.000 triệu đồng, số giảm chi 2 triệu đồng, cấp thêm cho đơn vị 1 "
        "triệu đồng; 3 đơn vị thiếu nguồn.\n"
    ) in said
    assert "- “B”, bản 1" not in said
    assert "đã so sánh" not in text(written())
    # of two versions of one plan each says which
    again = [*plans, {"name": "A", "number": 4, "figures": figures}]
    said = text(written(compared=again))
    assert "- “A”, bản 1: kinh phí" in said
    assert "- A2 (“A”, bản 4): kinh phí" in said


def test_the_minutes_tell_what_marks_typed_in_the_meeting_mean_and_who_lacks_more_by_other_plans():
    figures = {"support": 10**9, "saved": 2 * 10**6, "increase": 10**6, "deficit_units": 3}
    named = ("Giảm đều đến 2025", "Lộ trình tự chủ rồi giảm")
    share = {"service": [0.058, 10]}
    plans = [{"name": one, "number": 1, "figures": figures, "deeper": 8} | share for one in named]
    said = compared_of({"compared": plans}, f"“{named[1]}”", [("B", 1)], Words("vi", paper=True))
    first, second = (one.replace("\N{NO-BREAK SPACE}", " ") for one in said)
    assert first.startswith("PA 1 (“Giảm đều đến 2025”): kinh phí")
    # plans are compared on one base
    assert "số giảm chi 2 triệu đồng (5,8 % năm gốc của 10 đơn vị sự nghiệp khác), cấp thêm" in first
    assert first.endswith("; 3 đơn vị thiếu nguồn, 8 đơn vị thiếu nhiều hơn hiện trạng.")
    # a share is never told of an amount that others give, too
    for own, told in (
        (2 * 10**6, "(5,8 % năm gốc của 10 đơn vị sự nghiệp khác)"),
        (10**6, "(trong đó 10 đơn vị sự nghiệp khác 1, bằng 5,8 % năm gốc của các đơn vị này)"),
    ):
        one = plans[0] | {"service": [0.058, 10, own]}
        again, _ = compared_of({"compared": [one, plans[1]]}, "“x”", [], Words("vi", paper=True))
        assert f"số giảm chi 2 triệu đồng {told}, cấp thêm" in again.replace("\N{NO-BREAK SPACE}", " ")
    assert second == "PA 2 (“Lộ trình tự chủ rồi giảm”): phương án nêu trên."


def test_the_minutes_say_why_the_plan_was_proposed_where_a_reason_was_given():
    said = text(written(proposed_reason="Trường & lớp trước"))
    assert ", bản 3.\nLý do đề nghị: Trường & lớp trước.\n" in said
    assert "Lý do đề nghị" not in text(written())


def test_the_minutes_say_no_version_of_data_that_have_but_one():
    out = io.BytesIO()
    told = Decided(AT, PEOPLE, "“B”", "“B”", 2022, 1, RECORD, data_alone=True)
    write_minutes(out, told, words=Words("vi"))
    assert "trình cuộc họp phương án “B”, trên số liệu năm 2022.\n" in text(out.getvalue())


def test_the_minutes_say_who_lacks_more_later_and_why():
    later = {"n": 1, "years": [[2026, 1]], "listed": [["Cảng cá", 2026, 60_000_000]], "why": ["target"]}
    said = text(written(later=later)).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "- Sau năm 2025, số đơn vị thiếu nhiều hơn hiện trạng cùng năm: 1 (năm 2026); nhiều nhất là Cảng "
        "cá (60 triệu đồng, 2026). Mục tiêu giảm chi giữ nguyên trên tổng kinh phí sau năm phải đạt" in said
    )


def test_the_minutes_have_the_times_that_the_officer_gave():
    began = AT.replace(hour=13, minute=30).isoformat()
    seen = text(written(began=began))
    assert "Thời gian bắt đầu: 13 giờ 30 phút, ngày 23 tháng 11 năm 2026." in seen
    # not given: by hand
    assert "Cuộc họp kết thúc vào hồi ............./." in seen
    mended = text(written(began=began, opened="13:45", closed="16:05"))
    assert "Thời gian bắt đầu: 13 giờ 45 phút, ngày 23 tháng 11 năm 2026." in mended
    assert "Cuộc họp kết thúc vào hồi 16 giờ 05 phút, ngày 23 tháng 11 năm 2026./." in mended


def test_the_minutes_say_what_is_granted_by_hand_to_whom_and_why():
    granted = [["Trường A", 150_000_000, 570_000_000, "mở thêm lớp."], ["Trường B", 0, 30_000_000, ""]]
    record = {"n": 6, "total": 900_000_000, "first": 2023, "last": 2027, "listed": granted}
    said = text(written(exceptions=record)).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "Cấp riêng trước khi phân bổ theo tiêu chí, 6 đơn vị, các năm 2023-2027 tổng cộng 900 triệu đồng: "
        "Trường A 570 triệu đồng (lý do: mở thêm lớp); Trường B 30 triệu đồng (chưa ghi lý do); "
        "và 4 đơn vị khác." in said
    )
    # a record that keeps who pays says it, and names the years with an amount alone
    paid = {"n": 37, "amount": 270_000_000, "listed": [["Trường C", 12_000_000], ["Trường D", 9_000_000]]}
    said = text(written(exceptions=record | {"years": [2025, 2026, 2027], "paid": paid}))
    assert ", 6 đơn vị, các năm 2025-2027 tổng cộng 900 triệu đồng: " in said
    assert (
        "Năm 2025, 37 đơn vị khác được cấp thêm ít hơn so với cùng nguồn mà không cấp riêng, "
        "cộng 270 triệu đồng; "
        "ít đi nhiều nhất: Trường C 12 triệu đồng; Trường D 9 triệu đồng; và 35 đơn vị khác." in said
    )
    nobody = written(exceptions=record | {"years": [2025], "paid": {"n": 0, "amount": 0, "listed": []}})
    assert ", 6 đơn vị, năm 2025 tổng cộng" in text(nobody)
    assert "Năm 2025, không đơn vị nào khác được cấp thêm ít hơn so với cùng nguồn mà không" in text(nobody)
    assert "Cấp riêng" not in text(written())


def test_the_table_gives_both_and_the_difference():
    found = rows(written())
    assert found[0] == ["Chỉ tiêu năm 2025", "Bản trình", "Thông qua", "Chênh lệch"]
    # to the đồng as in the text, whatever the unit chosen: 384.199,5 - 385.199 triệu; no difference prints 0
    assert found[2:] == [
        ["Kinh phí giao tự chủ, đồng", "385.199.000.000", "384.199.500.000", "−999.500.000"],
        # what the budget gives less stands below zero: 1.000 triệu more is cut
        ["Số giảm chi, đồng", "−3.315.000.000", "−4.315.000.000", "giảm thêm 1.000.000.000"],
        ["Còn thiếu so với định mức, đồng", "13.000.000.000", "13.000.000.000", "0"],
    ]


def test_the_difference_of_a_row_is_that_of_the_figures_beside_it():
    # 385.198,6 and 385.199,4 triệu print as 385.199 both; of a cut of 14.822,4 and 12.154,6 less is taken:
    # 14.822 - 12.155 = 2.667, though 14.822,4 - 12.154,6 are 2.667,8
    ends = ((385_198_600_000, 14_822_400_000), (385_199_400_000, 12_154_600_000))
    was, now = ({"support": support, "saved": saved} for support, saved in ends)
    table = difference_table({"submitted": was, "decided": now}, Words("vi", "million"))
    told = [[str(row.cells[c.id]) for c in table.columns][1:] for row in table.rows]
    assert told == [["385.199", "385.199", "0"], ["−14.822", "−12.155", "giảm ít hơn 2.667"]]
    # a try is told beside the same figures; of a record of before what it gave alone
    tried = {"levers": [["target", 2025, 0.1]], "gives": {"saved": -2_667_800_000}}
    plain = tried_said(tried | {"figures": {"saved": 12_154_600_000}}, Words("vi", "million"))
    assert plain.replace("\N{NO-BREAK SPACE}", " ").endswith("giảm chi ít đi 2.667 triệu đồng")
    assert "2.668" in tried_said(tried, Words("vi", "million"))
    # six units lack more by what was submitted, one by what is decided
    lacking = {"deeper_submitted": 6, "deeper": [["A", 5_000_000]]}
    row = difference_table(lacking, Words("vi", "million")).rows[-1].cells
    assert [*row.values()] == ["Đơn vị thiếu nhiều hơn hiện trạng", "6", "1", "−5"]
    # none is told in words, as on the slides and in the submission
    row = difference_table(lacking | {"deeper": []}, Words("vi", "million")).rows[-1].cells
    assert [*row.values()][1:] == ["6", "không", "−6"]


def test_the_minutes_name_the_schools_that_get_nothing_any_more():
    gone = {"n": 1, "listed": ["Trường Tiểu học Nguyễn Huệ"]}
    said = text(written(ungiven_anew=gone))
    assert "1 trường không còn được cấp thêm so với bản trình: Trường Tiểu học Nguyễn Huệ.\n" in said
    assert "không còn được cấp thêm" not in text(written(ungiven_anew={"n": 0, "listed": []}))
    # and of all that are below the norm and given nothing a few by name, many by their number
    said = text(written(year=2025, ungiven_below=gone))
    assert "1 trường dưới định mức không được cấp thêm năm 2025: Trường Tiểu học Nguyễn Huệ.\n" in said
    said = text(written(year=2025, ungiven_below={**gone, "n": 26}))
    assert (
        "26 trường dưới định mức không được cấp thêm năm 2025: "
        "xem cột Cấp thêm cho đơn vị, Biểu 1 Phụ lục Tờ trình.\n"
    ) in said
    assert "Nguyễn Huệ" not in said


def test_the_minutes_name_what_the_meeting_changed_and_who_signs():
    changes = [
        {"lever": "target", "year": 2025, "before": "0.10", "after": "0.125"},
        {"lever": "cap", "year": None, "before": "0.08", "after": None},
    ]
    paper = written(
        changes=changes, chair="Lê Văn Bình, Chủ tịch", secretary="Nguyễn Thị Mai", note="Một\n\nHai"
    )
    said = text(paper)
    assert "- Mục tiêu giảm chi đến 2025: từ 10 % lên 12,5 %" in said
    assert "- Trần tăng kinh phí của một trường: bỏ, trước là 8 %" in said
    assert said.index("Thay đổi so với bản trình:") < said.index("So với bản trình, năm 2025: 1 đơn vị tăng")
    # of the secretary no position was given: room for the pen
    unsaid = "Nguyễn Thị Mai, chức vụ ............;"
    chair = "Lê Văn Bình, Chủ tịch UBND thành phố Biển Xanh"
    assert f"- Chủ trì: {chair};\n- Thư ký: {unsaid}\n- Trần Văn Hùng, Trưởng phòng." in said
    assert "Ý kiến kết luận của chủ trì: Một.\nHai." in said
    names = Document(io.BytesIO(paper)).tables[-1]
    signed = [" ".join(cell.text for cell in column.cells) for column in names.columns]
    assert [cell.split() for cell in signed] == [
        ["THƯ", "KÝ", "Nguyễn", "Thị", "Mai"],
        ["CHỦ", "TRÌ", "Lê", "Văn", "Bình"],
    ]
    assert "Thay đổi so với bản trình" not in text(written())


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("0.02", "0.025", "từ 2 % lên 2,5 %"),
        ("0.1", "0.05", "từ 10 % xuống 5 %"),
        (None, "0.1", "đặt mức 10 %"),
        ("0.2", None, "bỏ, trước là 20 %"),
    ],
)
def test_a_change_is_told_in_words(before: str | None, after: str | None, said: str):
    change = {"lever": "cap", "year": None, "before": before, "after": after}
    (told,) = changes_of({"changes": [change]}, Words("vi"))
    assert told.replace("\N{NO-BREAK SPACE}", " ") == f"Trần tăng kinh phí của một trường: {said}"


@pytest.mark.parametrize(("note", "risks"), [("", {}), ("Một", {}), ("", RISKS), ("Một\nHai", RISKS)])
def test_the_last_page_never_holds_one_sentence_and_the_signatures_alone(note: str, risks: dict[str, Any]):
    """The last sentence takes to its page what stands before it: a note, a risk or the whole table."""
    body = list(Document(io.BytesIO(written(note=note, risks=risks))).element.body.iterchildren())
    closing = next(k for k, one in enumerate(body) if "đã khóa từ lúc thông qua" in "".join(one.itertext()))
    kept = [paragraph.pPr is not None and paragraph.pPr.keepNext is not None
            for one in body[closing - 1 : closing + 1] for paragraph in one.iter(qn("w:p"))]  # fmt: skip
    assert len(kept) >= 2
    assert all(kept)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("B. Giảm 10 % đến 2025", "B. Giảm 12 % đến 2025"),
        ("Giảm 10%", "Giảm 12 %"),
        ("Giảm 10\xa0%, trần 8 %", "Giảm 12 %, trần 8 %"),
        # another number that ends alike is not the one that changed
        ("Giảm 2,10 % và 110 %", "Giảm 2,10 % và 110 %"),
        ("Phương án B", "Phương án B"),
    ],
)
def test_a_name_gives_its_old_percentage_up(name: str, expected: str):
    changes = [{"lever": "target", "year": 2025, "before": "0.10", "after": "0.12"}]
    assert name_for(name, {"changes": changes}, Words("vi")) == expected


def test_a_new_percentage_in_a_name_is_not_taken_for_an_old_one():
    """10 becomes 12 and 12 becomes 15; what the first change put there stays."""
    changes = [
        {"lever": "target", "year": 2025, "before": "0.10", "after": "0.12"},
        {"lever": "share", "year": None, "before": "0.12", "after": "0.15"},
    ]
    assert name_for("Giảm 10 %, cấp 12 %", {"changes": changes}, Words("vi")) == "Giảm 12 %, cấp 15 %"


def test_what_was_decided_as_submitted_says_so():
    said = text(written(mark="a" * 16, note="", tries=0))
    assert "Chốt đúng như đã trình." in said
    assert "Ghi chú" not in said
    assert "đã thử" not in said


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_field_is_left_and_word_takes_it(language: str, tmp_path: Path):
    paper = tmp_path / "minutes.docx"
    paper.write_bytes(written(language))
    assert faults(paper) == []
    assert "{" not in text(written(language))
    assert ("MINUTES" if language == "en" else "BIÊN BẢN") in text(written(language))


def test_the_same_decision_gives_the_same_bytes():
    assert written() == written()


def test_minutes_are_of_the_body_whose_meeting_it_is():
    """A chairman presides over the committee: its head and symbol; the head of the office over the office."""
    of_committee = written(chair="Lê Văn Bình, Chủ tịch", secretary="Ngô Thị Hoa, Chuyên viên")
    head = Document(io.BytesIO(of_committee)).tables[0]
    name = head.cell(0, 0).text.split("\n")[0].replace("\N{NO-BREAK SPACE}", " ")
    assert name == "Ủy ban nhân dân thành phố Biển Xanh"
    assert head.cell(1, 0).text == "Số: ....../BB-UBND"
    said = text(of_committee)
    assert "- Chủ trì: Lê Văn Bình, Chủ tịch UBND thành phố Biển Xanh;" in said
    assert "\n- Phòng Tài chính - Kế hoạch;\n- Lưu: VT" in said
    # what those present said is left to the pen, before the conclusion
    assert "IV. Ý KIẾN THẢO LUẬN\n\t\n\t\n\t\nV. KẾT LUẬN" in said
    of_office = written(chair="Trần Văn Hùng, Trưởng phòng", secretary="Ngô Thị Hoa, Chuyên viên")
    head = Document(io.BytesIO(of_office)).tables[0]
    assert head.cell(0, 0).text.replace("\N{NO-BREAK SPACE}", " ").split("\n")[:2] == [
        "Ủy ban nhân dân thành phố Biển Xanh",
        "Phòng Tài chính - Kế hoạch",
    ]
    assert head.cell(1, 0).text == "Số: ....../BB-......"
    assert "- Chủ trì: Trần Văn Hùng, Trưởng phòng;" in text(of_office)
    named = written(chair="Lê Văn Bình, Chủ tịch UBND thành phố Biển Xanh")
    assert "- Chủ trì: Lê Văn Bình, Chủ tịch UBND thành phố Biển Xanh;" in text(named)


def test_a_vote_stands_before_what_the_chair_concludes_and_none_is_made_up():
    said = text(written(vote={"for": 15, "against": 2, "other": 0}))
    vote = "Kết quả biểu quyết: 15 tán thành, 2 không tán thành, 0 ý kiến khác.\nÝ kiến kết luận của chủ trì:"
    assert vote in said
    assert "biểu quyết" not in text(written())


def test_a_vote_says_of_how_many_present_and_how_many_of_them_did_not_vote():
    vote = {"for": 4, "against": 1, "other": 0}
    told = "Kết quả biểu quyết: có mặt {n} người; tán thành 4, không tán thành 1, ý kiến khác 0{rest}."
    some, every = (text(written(vote=vote | {"present": n})) for n in (7, 5))
    assert told.format(n=7, rest="; 2 người không biểu quyết") in some
    assert told.format(n=5, rest="") in every
    # four of seven are more than half, of eight they are not
    minor = "Số tán thành chưa quá một nửa số người có mặt."
    assert minor not in some
    assert minor in text(written(vote=vote | {"present": 8}))


def test_the_place_is_said_once():
    assert "Địa điểm: trụ sở UBND thành phố Biển Xanh." in text(
        written(venue="trụ sở UBND thành phố Biển Xanh")
    )
    assert "Địa điểm: phòng họp số 2, Biển Xanh." in text(written(venue="phòng họp số 2"))


def test_a_meeting_does_not_begin_in_the_minute_of_its_decision():
    # 14.32 is when it was decided; the officer says when it began, or nobody does
    blank = "Thời gian bắt đầu: ............"
    assert blank in text(written(began=AT.isoformat()))
    assert blank in text(written(began=AT.replace(minute=0).isoformat(), opened="14:32"))
    assert "Thời gian bắt đầu: 14 giờ 31 phút" in text(written(began=AT.replace(minute=31).isoformat()))


def test_who_is_there_without_a_position_has_a_whole_line():
    out, people = io.BytesIO(), ("Trần Thị Bình, ", " ,", "Đại diện các trường.;")
    told = Decided(AT, people, "“B”, bản 1", "“B”, bản 2", 2022, 3, RECORD | {"chair": "Phan Tân, "})
    write_minutes(out, told, words=Words("vi"), organisation=OFFICE)
    blank = "............"
    roles = f"- Chủ trì: Phan Tân, chức vụ {blank};\n- Thư ký: {blank}, chức vụ {blank};"
    assert f"{roles}\n- Trần Thị Bình;\n- Đại diện các trường.\n" in text(out.getvalue())


def test_who_presides_is_named_once_and_with_the_position_that_stands_among_those_present():
    def told(**roles: str) -> str:
        out, people = io.BytesIO(), ("trần văn minh", "Trần Văn Minh, Trưởng phòng", "Lê Thị Hà")
        decided = Decided(AT, people, "“B”, bản 1", "“B”, bản 2", 2022, 3, RECORD | roles)
        write_minutes(out, decided, words=Words("vi"), organisation=OFFICE)
        return text(out.getvalue())

    blank = "............"
    secretary = f"- Thư ký: {blank}, chức vụ {blank};"
    named = f"- Chủ trì: Trần Văn Minh, Trưởng phòng;\n{secretary}\n- Lê Thị Hà.\n"
    assert named in told(chair="Trần Văn Minh")
    assert named in told(chair="Trần Văn Minh, Trưởng phòng")
    # the position that was given for the meeting stands, and nobody is there twice
    other = told(chair="Trần Văn Minh, Chủ tịch UBND thành phố", secretary="Lê Thị Hà, Chuyên viên")
    assert "- Chủ trì: Trần Văn Minh, Chủ tịch UBND thành phố;\n- Thư ký: Lê Thị Hà, Chuyên viên.\n" in other


def test_a_try_says_from_which_level_of_the_plan_submitted_and_only_the_last_are_told():
    def tried(target: float) -> dict[str, Any]:
        """A cap that the plan did not have, and a target that was 10 %; each percent more gives a million."""
        levers = {"levers": [["target", 2025, target], ["cap", 0, 0.05]]}
        before = {"before": [["target", 2025, 0.1], ["cap", 0, None]]}
        return levers | before | {"gives": {"saved": round((target - 0.1) * 100_000_000)}}

    said = minutes_fields(
        Decided(AT, (), "“B”", "“B”", 2022, 1, {"tried": [tried(0.1 + k / 100) for k in range(1, 8)]}),
        words=Words("vi"),
    )["tried"]
    assert len(said) == 6
    assert (
        said[0]
        .replace("\N{NO-BREAK SPACE}", " ")
        .startswith(
            "Mục tiêu giảm chi đến 2025: 13 % thay cho 10 % của bản trình; "
            "trần tăng kinh phí của một trường: đặt mức 5 %; giảm chi thêm 3 triệu đồng"
        )
    )
    assert said[-1] == "và 2 lần thử trước đó trong nhật ký."
    # the target that was turned back is no part of the try; with the cap back, too, it is none
    back = tried_said(tried(0.1), Words("vi")).replace("\N{NO-BREAK SPACE}", " ")
    assert back.startswith("Trần tăng kinh phí của một trường: đặt mức 5 %; ")
    assert not turned_back(tried(0.1))
    assert turned_back(tried(0.1) | {"levers": [["target", 2025, 0.1], ["cap", 0, None]]})
    assert not turned_back({"levers": [["target", 2025, 0.1]]})


def test_a_try_says_what_of_the_wanted_it_reached_and_who_lacks_more_by_it():
    now = {"year": 2025, "share": 0.12, "reached": 0.101, "missing": 20_000_000}
    aim = {"base": 2022, "quo": False, "units": 10, "now": now, "last": None}
    levers = {"levers": [["target", 2025, 0.12]], "before": [["target", 2025, 0.1]], "gives": {"saved": 0}}
    figures = {
        "saved": 3_977 * 10**6,
        "increase": 3_976 * 10**6,
        "deficit_units": 40,
        "missing": 7_288 * 10**6,
    }
    tried = levers | {"figures": figures, "aims": [aim], "deeper": [["Trung tâm A", 110_000_000]]}
    none = levers | {"figures": figures, "deeper": []}
    paper = Decided(AT, (), "“B”", "“B”", 2022, 1, {"tried": [tried, none, levers]})
    said, nobody, old = (
        one.replace("\N{NO-BREAK SPACE}", " ") for one in minutes_fields(paper, words=Words())["tried"]
    )
    told = "Mục tiêu giảm chi đến 2025: 12 % thay cho 10 % của bản trình; số giảm chi không đổi"
    gives = (
        "khi đó giảm chi 3.977 triệu đồng, cấp thêm 3.976 triệu đồng, 40 đơn vị thiếu nguồn, tổng số thiếu "
        "7.288 triệu đồng"
    )
    assert nobody == f"{told}; {gives}; không đơn vị nào thiếu nhiều hơn hiện trạng."
    assert said == (
        f"{told}; {gives}; mục tiêu 12 % năm gốc 2022 của 10 đơn vị: chưa đạt (mới 10,1 %); 1 đơn vị "
        "thiếu nhiều hơn hiện trạng: Trung tâm A (thêm 110 triệu đồng)."
    )
    assert old == f"{told}."
    # a target that was lowered and is reached is not the one submitted
    low = {"year": 2025, "share": 0.09, "reached": 0.09, "missing": 0}
    lower = tried | {"levers": [["target", 2025, 0.09]], "aims": [aim | {"now": low}]}
    one = Decided(AT, (), "“B”", "“B”", 2022, 1, {"tried": [lower]})
    [said] = minutes_fields(one, words=Words())["tried"]
    reached = "mục tiêu 9 % năm gốc 2022 của 10 đơn vị: đạt (9,0 %), thấp hơn mục tiêu 10 % của bản trình; "
    assert reached in said.replace("\N{NO-BREAK SPACE}", " ")


def test_a_meeting_that_went_over_to_another_plan_says_when_and_each_try_its_plan():
    levers = {"levers": [["target", 2025, 0.12]], "before": [["target", 2025, 0.1]], "gives": {"saved": 0}}
    turns = [
        {"name": "A", "number": 4, "at": AT.replace(hour=9).isoformat()},
        {"name": "B", "number": 1, "at": AT.replace(hour=10, minute=5).isoformat()},
    ]
    tried = [levers | {"on": {"name": name, "number": number}} for name, number in (("A", 4), ("B", 1))]
    said = text(written(turns=turns, tried=tried, mark="a" * 16))
    assert "trình cuộc họp phương án “A”, trên số liệu năm 2022" in said
    assert (
        "\nLúc 10:05, cuộc họp chuyển sang xem xét phương án “B”, bản 1. Dưới đây, bản trình là của "
        "phương án “B”, bản 1.\n"
    ) in said
    # what was submitted is the other plan by then
    told = "mục tiêu giảm chi đến 2025: 12 % thay cho 10 %; số giảm chi không đổi."
    assert "đã thử 3 thay đổi so với phương án nêu ở từng dòng:" in said
    assert f"- Phương án “A”: {told}\n- Phương án “B”, bản 1: {told}\n" in said
    assert "Chốt đúng phương án đã chuyển sang xem xét, không sửa." in said
    assert "như đã trình" not in said
    # the table has the plan that the meeting went over to as the one submitted
    over = "phương án “B”, bản 1 mà cuộc họp chuyển sang xem xét"
    table = f"Trong bảng, Bản trình là {over}. Phương án trình ban đầu"
    assert f"{table} là “A”.\n" in said
    figures = {"support": 300 * 10**6, "saved": 20 * 10**6, "increase": 10 * 10**6, "deficit_units": 2}
    first = {"name": "A", "number": 4, "figures": figures, "beyond": 0, "unsourced": False, "deeper": 1}
    assert (
        f"{table} là “A”, năm 2025: kinh phí giao tự chủ 300 triệu đồng, số giảm chi 20 triệu đồng, cấp thêm "
        "cho đơn vị 10 triệu đồng, 2 đơn vị thiếu nguồn, 1 đơn vị thiếu nhiều hơn hiện trạng.\n"
    ) in text(written(turns=turns, compared=[first]))
    # how many lack more by each of them is why; a record of an older version does not say
    for was, now, why in (
        (8, 0, "năm 2025: 8 → không"),
        (0, 3, "năm 2025: không → 3"),
        (0, 0, "năm 2025 theo cả hai phương án: không"),
    ):
        of = [one | {"deeper": n} for one, n in zip(turns, (was, now), strict=True)]
        turned = text(written(turns=of, tried=tried))
        assert (
            "\nLúc 10:05, cuộc họp chuyển sang xem xét phương án “B”, bản 1 (số đơn vị thiếu nhiều hơn hiện "
            f"trạng {why}). Dưới đây, bản trình là của phương án “B”, bản 1.\n"
        ) in turned
    why = text(written(turns=turns, proposed_reason="Bù nhanh."))
    assert "\nLý do chuyển, theo cuộc họp: Bù nhanh.\n" in why
    # the office had proposed it with that reason before the meeting
    before = AT.replace(hour=8).isoformat()
    why = text(written(turns=turns, proposed_reason="Bù nhanh.", proposed_at=before))
    assert "\nLý do đề nghị phương án “B”, bản 1: Bù nhanh.\n" in why
    # all made on what was submitted, and nothing went over
    said = text(written(tried=tried[1:]))
    assert "so với phương án trình:\n- Mục tiêu giảm" in said
    assert "chuyển sang" not in said


def test_the_risks_name_who_is_hard_to_lead_who_lacks_more_if_revenue_fails_and_what_has_no_source():
    hard = {"roadmap_implausible": {"n": 1, "amount": 9 * 10**6, "listed": [["Trung tâm A", 9 * 10**6]]}}
    record = {
        "risks": {"deficit": {"n": 9, "amount": 643 * 10**6, "listed": [["Ban B", 80 * 10**6]]}} | hard,
        "payers": {"own": [3, 292 * 10**6], "state": [6, 351 * 10**6]},
        "unearned": {"by": "0.2", "listed": [["Trung tâm A", 100 * 10**6], ["Ban B", 82 * 10**6]]},
    }
    said = text(written(**record))
    assert "quá mức hợp lý của phương án: Trung tâm A (thêm 9 triệu đồng).\n" in said
    lacking = "- 9 đơn vị thiếu nguồn, tổng số thiếu 643 triệu đồng. Trong số thiếu"
    own = "3 đơn vị nhóm 1-3 phải thu thêm hoặc tiết kiệm chi 292 triệu đồng"
    state = "6 đơn vị nhóm 4 ngân sách phải bảo đảm 351 triệu đồng, phương án chưa có nguồn"
    assert f"{lacking}: {own}; {state}.\n" in said
    assert (
        "- Nếu số thu tăng theo lộ trình hụt 20 %, 2 đơn vị thiếu nhiều hơn hiện trạng: Trung tâm A (thêm "
        "100 triệu đồng); Ban B (thêm 82 triệu đồng).\n"
    ) in said
    alone = text(written(payers={"own": [3, 292 * 10**6]}))
    assert f"- Trong số thiếu: {own}.\n" in alone
    assert "chưa có nguồn" not in alone
    assert "hụt" not in alone.lower()


def test_the_plans_stand_side_by_side_where_revenue_fails_and_one_has_no_source():
    million = 10**6
    held = {"support": 1, "saved": 1938 * million, "increase": 6616 * million, "deficit_units": 30}

    def fails(lacking: int, deeper: int, revenue: int = 0) -> dict[str, Any]:
        return {"by": "0.2", "lacking": lacking * million, "deeper": deeper, "revenue": revenue}

    compared = [
        {"name": "A", "number": 1, "figures": held, "beyond": 4678 * million, "unsourced": True}
        | {"fails": fails(4778, 6)},
        {"name": "B", "number": 1, "figures": held, "beyond": 0, "unsourced": False, "fails": fails(1, 1)},
    ]
    record = {"compared": compared, "fails": fails(4001, 4, 10_463 * million)}
    record |= {"unearned": {"by": "0.2", "n": 10, "lacking": 4001 * million, "listed": []}}
    said = text(written(**record))
    assert (
        "- Hụt 20 % số thu tăng theo lộ trình: 10 đơn vị thiếu 4.001 triệu đồng; không đơn vị nào thiếu "
        "nhiều hơn hiện trạng. Khi đó, từng phương án (trong ngoặc: số đơn vị thiếu nhiều hơn hiện "
        "trạng): “B”, bản 2 thiếu 4.001 triệu đồng (4); “A” thiếu 4.778 triệu đồng (6).\n"
    ) in said
    source = "trong đó 4.678 ngoài số giảm (chưa xác định nguồn bố trí); 30 đơn vị thiếu nguồn."
    assert f"cấp thêm cho đơn vị 6.616 triệu đồng, {source}" in said
    # no plan counts on revenue
    assert "từng phương án" not in text(written(**record | {"fails": fails(4001, 4)}))
    # of a plan that asks for no revenue itself
    still = text(written(**record | {"unearned": {}}))
    assert "- Hụt 20 % số thu tăng theo lộ trình thì thiếu: “B”, bản 2 4.001 triệu đồng (4);" in still


def test_who_is_spared_and_cut_for_all_that_stands_with_the_rule():
    spared = {"spared": ["Mầm non"], "declared": ["GDNN"], "exempt": [], "reading": False, "but": "essential"}
    cut = spared | {"beyond": [["GDNN", 4702 * 10**6, 0]]}
    said = text(written(spared=cut))
    assert "Miễn theo loại hình: Mầm non. Miễn theo khai báo của đơn vị: GDNN. Mức lũy kế vẫn tính" in said
    assert (
        "Trong các đơn vị được miễn, phương án vẫn giảm năm 2025, theo lộ trình tự chủ chứ không theo mức "
        "tối thiểu: GDNN (4.702 triệu đồng).\n"
    ) in said
    assert "vẫn giảm" not in text(written(spared=spared | {"beyond": []}))


def test_the_minutes_say_where_the_money_comes_from_and_from_which_growth_on_a_roadmap_is_hard():
    hard = {"n": 1, "amount": 9 * 10**6, "listed": [["Trung tâm A", 9 * 10**6]], "limit": "0.15"}
    said = text(written(pool={"share": "1.0"}, risks={"roadmap_implausible": hard}))
    assert "Nguồn: 100 % số giảm chi." in said
    assert "phải tăng thu bình quân quá 15 % mỗi năm (mức hợp lý của phương án): Trung tâm A" in said


def test_the_plan_that_lacks_least_on_the_slides_is_named_where_one_leads():
    """B lacks least, with fewer units that lack more than by A, and counts on no revenue."""
    figures = {"support": 0, "saved": 0, "increase": 0, "deficit_units": 0}
    failing = {
        "A": {"by": "0.2", "lacking": 9 * 10**6, "deeper": 1, "revenue": 5 * 10**6},
        "B": {"by": "0.2", "lacking": 7 * 10**6, "deeper": 0, "revenue": 0},
    }
    listed = [
        {"name": name, "number": 1, "figures": figures, "fails": fails, "unsourced": False}
        for name, fails in failing.items()
    ]
    told = compared_of({"compared": listed}, "A", (), Words("vi", "million"))[-1].replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert told == (
        "Khi hụt 20 % số thu tăng theo lộ trình, thiếu ít nhất và ít đơn vị thiếu hơn hiện trạng nhất là “B”."
    )
    # of one that leads and counts on revenue itself that is told too
    failing["B"] |= {"revenue": 6 * 10**6, "hard": 3, "asked": 4}
    told = compared_of({"compared": listed}, "A", (), Words("vi", "million"))[-1]
    assert told.replace("\N{NO-BREAK SPACE}", " ").endswith(
        "thiếu ít nhất và ít đơn vị thiếu hơn hiện trạng nhất là “B”, "
        "nhưng “B” trông vào thu tăng 6 triệu đồng, 3 trong 4 đơn vị khó đạt lộ trình."
    )
    # where none counts on revenue the slides name none by it
    quiet = [one | {"fails": one["fails"] | {"revenue": 0}} for one in listed]
    assert not any("thiếu ít nhất" in one for one in compared_of({"compared": quiet}, "A", (), Words("vi")))


def test_behind_the_years_decided_on_the_minimum_is_told_cumulated_to_the_end_of_the_plan():
    lacks = {"base": 2022, "owe": 7, "n": 1, "listed": [["Ban A", 5 * 10**6]], "given": []}
    about = {"last": 2025, "end": 2027, "below": 0}
    record = {"year": 2025, "concluded": about, "cumulated": lacks}
    (said,) = risks_of(record, "B", (), Words("vi", "million"))
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "Lũy kế từ năm gốc 2022 đến 2027: 1 trong 7 đơn vị phải thực hiện ít nhất một năm chưa giảm đủ: "
        "Ban A (còn phải giảm 5 triệu đồng)."
    )
    # of the years decided on the conclusion tells, and where all meet it nothing is to be said
    assert risks_of(record | {"concluded": about | {"end": 2025}}, "B", (), Words()) == []
    assert risks_of(record | {"cumulated": lacks | {"n": 0}}, "B", (), Words()) == []


def test_dearer_prices_are_told_with_what_they_are_dearer_than():
    found = {"by": "0.02", "lacking": 7 * 10**6, "deeper": 0, "before": 4 * 10**6, "made": 0}
    (older,) = risks_of({"dearer": found}, "B", (), Words())
    assert older.startswith("Trượt giá thêm 2")
    assert older.endswith("hiện trạng.")
    (told,) = risks_of({"dearer": found | {"on": "0.035"}}, "B", (), Words())
    said = f"{older} Phương án lập với trượt giá 3,5\N{NO-BREAK SPACE}% mỗi năm."
    assert told == said


def test_the_submission_has_the_vote_and_what_was_tried_of_the_record():
    on = {"name": "A", "number": 1}
    tried = [{"levers": [["target", 2025, share]], "figures": {}, "on": on} for share in (0.08, 0.12)]
    met = kept_met({"vote": {"for": 6, "against": 1, "other": 0}, "tries": 2, "tried": tried})
    assert met_said(met, Words("vi")).replace("\N{NO-BREAK SPACE}", " ") == (
        "Kết quả biểu quyết: 6 tán thành, 1 không tán thành, 0 ý kiến khác. Tại cuộc họp đã thử 2 thay đổi: "
        "mục tiêu giảm chi đến 2025: 8 %; mục tiêu giảm chi đến 2025: 12 %; kết quả từng lần ở biên bản."
    )
    # a meeting that went over to another plan says on which each was tried
    turned = {"turns": [on, {"name": "B", "number": 1}]}
    assert "mục tiêu giảm chi đến 2025: 12\N{NO-BREAK SPACE}% (thử trên phương án “A”); kết quả" in met_said(
        met, Words("vi"), turned
    )
    assert met_said(kept_met({}), Words("vi")) == ""


def test_the_minutes_say_why_amounts_of_single_years_are_no_parts_of_the_cumulated_one():
    record = {"below": {"n": 1, "listed": [["Cảng cá", [[2023, 374 * 10**6], [2024, 374 * 10**6]]]]}}
    apart = "Các số riêng năm không cộng lại thành số lũy kế. "
    (line,) = risks_of(record | {"concluded": {"base": 2022, "below": 1}}, "B", (), Words())
    assert f"Cảng cá (2023: 374 triệu đồng, 2024: 374 triệu đồng). {apart}" in line
    # where the conclusion tells of none
    (line,) = risks_of(record | {"concluded": {"base": 2022, "below": 0}}, "B", (), Words())
    assert apart not in line


def test_what_was_said_stands_in_place_of_the_lines_to_write_on():
    said = text(written(discussed="Ông A: thu tăng khó đạt\n=1+1 <b>"))
    part = said.split("IV. Ý KIẾN THẢO LUẬN\n")[1].split("\nV. ")[0]
    assert part == "Ông A: thu tăng khó đạt.\n=1+1 <b>."
    assert not text(written()).split("IV. Ý KIẾN THẢO LUẬN\n")[1].split("\nV. ")[0].strip()


def test_the_minutes_tell_what_is_given_beyond_the_cuts_where_the_conclusion_asks_for_no_source():
    """150 million in 2024 and 2027: of a period that has ended nothing is asked of anybody; else the
    conclusion asks for the source of 2024, but 2027 lies behind the period. Half a million of a year prints
    as nothing.
    """
    million, words = 10**6, Words("vi", "million")
    about = {"base": 2022, "first": 2023, "last": 2025, "beyond": [[2024, 150 * million]]}
    record = {"added": [[2024, 150 * million]], "concluded": about}
    said = added_of(record, words, date(2026, 11, 23)).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "Phần cấp thêm ngoài số giảm chi phải bố trí trong dự toán từng năm, phương án chưa xác định nguồn "
        "bố trí: 150 triệu đồng (năm 2024)."
    )
    early = date(2025, 11, 23)
    assert added_of(record, words, early) == ""
    slight = [*record["added"], [2027, million // 2]]
    assert added_of(record | {"added": slight}, words, early) == ""
    later = added_of(record | {"added": [*record["added"], [2027, 150 * million]]}, words, early)
    assert later.replace("\N{NO-BREAK SPACE}", " ").endswith(
        ": 150 triệu đồng (năm 2024), 150 triệu đồng (năm 2027)."
    )
    assert added_of({"concluded": about}, words, date(2026, 11, 23)) == ""
    # the plan gives no more than it cuts
    assert added_of(record | {"added": []}, words, date(2026, 11, 23)) == ""
    told = Decided(AT, (), "A", "A", 2022, 1, {"added": record["added"]})
    assert minutes_fields(told, words=words)["risks"] == [said]


def test_the_minutes_say_that_a_norm_has_no_document_and_how_many_values_nobody_confirmed():
    found = {"own": ["preschool", "primary"], "taken": ["lower_secondary"], "values": 3}
    assert unknown_of({"unknown": found}, Words("vi")) == [
        (
            "Định mức chi hoạt động do phương án đặt (mầm non và tiểu học), tạm tính (THCS), chưa có văn bản "
            "làm căn cứ: mức để so sánh, không phải nhu cầu thực tế của trường."
        ),
        "3 giá trị pháp luật mà phương án dùng chưa xác nhận với toàn văn văn bản.",
    ]
    none = {"own": [], "taken": [], "values": 0}
    assert unknown_of({"unknown": none}, Words("vi")) == unknown_of({}, Words("vi")) == []
    assert unknown_of({"unknown": none | {"values": 1}}, Words("en")) == [
        "1 legal value that the plan uses is not confirmed by the full text."
    ]
    risks = minutes_fields(Decided(AT, (), "A", "A", 2022, 1, {"unknown": found}), words=Words())["risks"]
    assert risks == unknown_of({"unknown": found}, Words())
