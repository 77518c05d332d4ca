"""The submission: its layout, its figures in figures and in words, the annex against the model."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from budget.autonomy import GROUPS
from budget.indicators import indicators
from budget.law import national_law
from budget.report.conclusion import Agreed, agreed_of
from budget.report.deck_story import Story
from budget.report.memo import memo_fields, write_memo
from budget.report.number_words import amount_in_words
from budget.report.pupil_said import pupil_bases_said
from budget.report.review_said import review_of
from budget.report.words import Words
from budget.report.workbook_comparison import comparison
from budget.risks import safety
from budget.sample import load_sample
from budget.scenario import changed, parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units
from tests.conftest import ROOT
from tests.plans import M, run, school, service

if TYPE_CHECKING:
    from collections.abc import Sequence

CREATED = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - a day of the office
OFFICE = {
    "superior": "UBND thành phố Biển Xanh",
    "name": "Phòng Tài chính - Kế hoạch",
    "place": "Biển Xanh",
    "signatory": "Trần Văn Hùng",
    "signatory_title": "Trưởng phòng",
    "code": "TTr-TCKH",
}
YEAR, B = 2025, 1


@pytest.fixture(scope="module")
def results() -> list[Result]:
    files = sorted((ROOT / "data" / "scenarios").glob("city_*.toml"))
    units = load_sample("city_2022")[1]
    plans = [parse_scenario(file.read_text(encoding="utf-8")) for file in files]
    return [simulate(units, plan, national_law()) for plan in plans]


def written(results: Sequence[Result], words: Words | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    chosen = {"year": YEAR, "organisation": OFFICE, "created": CREATED, "proposed": 0} | options
    write_memo(out, results, words=words or Words("vi", "dong"), **chosen)
    return out.getvalue()


@pytest.fixture(scope="module")
def memo(results: list[Result]) -> Any:
    return Document(io.BytesIO(written(results, proposed=B)))


def annex_of(document: Any, n: int = 0) -> Any:
    """One of the tables of units: those of the year, of the years, and the details of some."""
    return [table for table in document.tables if table.rows[0].cells[0].text in ("STT", "No.")][n]


def text(memo: Any) -> str:
    return "\n".join(paragraph.text for paragraph in memo.paragraphs).replace("\N{NO-BREAK SPACE}", " ")


def millions(amount: int) -> str:
    """Whole triệu đồng half up: 3.314.558.900 đồng are 3.315."""
    return f"{(amount + 500_000) // 1_000_000:,}".replace(",", ".")


def memo_text(paragraphs: Any) -> str:
    return "\n".join(p.text for p in paragraphs)


def years_of(memo: Any) -> Any:
    """The table of years."""
    return next(table for table in memo.tables if rows(table)[0][0] == "Năm")


def rows(table: Any) -> list[list[str]]:
    # the cells of python-docx are looked up one by one, which takes its time
    return [
        ["".join(part.text or "" for part in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
        for row in table._tbl.iter(qn("w:tr"))
    ]


def amount(printed: str) -> int:
    return 0 if printed in ("-", "") else int(printed.replace(".", "").replace("−", "-").replace("+", ""))


def with_exceptions(results: list[Result], reasons: Sequence[str]) -> Result:
    """Plan B with 200 triệu đồng from 2025 on by hand for as many of its first schools as there are
    reasons."""
    units, plan = results[B].units, results[B].scenario
    schools = [code for code, kind in zip(units.code, units.kind, strict=True) if kind == "preschool"]
    by_hand = [
        {"unit": code, "by_year": {"2025": 200_000_000}, "reason": reason}
        for code, reason in zip(schools, reasons, strict=False)
    ]
    return simulate(units, changed(plan, ("allocation", "exceptions"), by_hand), national_law())


def test_exceptions_stand_in_the_submission_with_amount_and_reason(results: list[Result]):
    plan = with_exceptions(results, ["mái dột."])
    name = next(n for n, kind in zip(plan.units.name, plan.units.kind, strict=True) if kind == "preschool")
    # 200 triệu đồng in 2025, 2026 and 2027: an amount runs on to the last year
    said = text(Document(io.BytesIO(written([plan])))).replace("\N{NO-BREAK SPACE}", " ")
    amounts = f"{name} 200.000.000 đồng năm 2025, cả kỳ 600.000.000 đồng, trong đó "
    told = said.partition(f"trong các năm 2025-2027: {amounts}")
    assert told[0].endswith("cấp riêng cho 1 đơn vị tổng cộng 600.000.000 đồng ")
    assert (
        told[2].partition(" đồng ")[2].startswith("bằng phần được chia nếu không cấp riêng (lý do: mái dột).")
    )


def test_of_many_exceptions_five_are_named_and_the_others_counted(results: list[Result]):
    plan = with_exceptions(results, ["a", "", "c", "d", "e", "g", "h"])
    said = written_fields(plan)
    assert "cấp riêng cho 7 đơn vị" in said
    assert said.count("lý do:") == 4
    assert said.count("(chưa ghi lý do)") == 1
    assert (
        said.count("; và 2 đơn vị khác. So với phần được chia nếu không cấp riêng, 7 đơn vị này được ") == 1
    )
    assert said.count(". Năm 2025, ") == 1


def test_without_exceptions_the_submission_says_nothing_of_them(results: list[Result]):
    assert written_fields(results[B]) == ""


def written_fields(plan: Result) -> str:
    said = memo_fields([plan], words=Words("vi"), year=YEAR, organisation=OFFICE, created=CREATED)
    return str(said["exceptions"]).replace("\N{NO-BREAK SPACE}", " ")


def test_the_page_is_that_of_the_decree(memo: Any):
    upright, annex = memo.sections
    assert (upright.page_width.mm, upright.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    assert (annex.page_width.mm, annex.page_height.mm) == pytest.approx((297, 210), abs=0.1)
    # an annex has page numbers of its own, the first without its number
    starts = [section._sectPr.find(qn("w:pgNumType")) for section in (upright, annex)]
    assert starts[0] is None
    assert starts[1].get(qn("w:start")) == "1"
    assert annex.different_first_page_header_footer
    for section in memo.sections:
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(margin / Mm(1)) for margin in margins] == [20, 20, 30, 15]
    assert upright.different_first_page_header_footer
    assert "PAGE" in upright.header._element.xml
    assert "PAGE" not in upright.first_page_header._element.xml
    assert memo.styles["Normal"].font.name == "Times New Roman"


def test_the_head_and_the_grounds(memo: Any):
    head = rows(memo.tables[0])
    assert "Độc lập - Tự do - Hạnh phúc" in head[0][1]
    assert head[1] == ["Số: ....../TTr-TCKH", "Biển Xanh, ngày … tháng … năm …"]
    grounds = [p for p in memo.paragraphs if p.text.startswith("Căn cứ ")]
    assert [p.text[-1] for p in grounds] == [";"] * (len(grounds) - 1) + ["."]
    assert all(run.italic for p in grounds for run in p.runs)
    assert "Căn cứ Nghị định số 60/2021/NĐ-CP ngày 21 tháng 6 năm 2021 của Chính phủ quy định" in memo_text(
        grounds
    )
    # the laws of the authority come first, as they stand on the day of the paper; a law bears no number here
    assert [p.text for p in grounds[:2]] == [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025;",
    ]
    # what amends a decree stands in the line of that
    amending = (
        "của đơn vị sự nghiệp công lập; Nghị định số 111/2025/NĐ-CP ngày 22 tháng 5 năm 2025 của Chính phủ "
        "sửa đổi, bổ sung một số điều của Nghị định số 60/2021/NĐ-CP;"
    )
    assert amending in memo_text(grounds)
    assert not any(p.text.startswith("Căn cứ Nghị định số 111/2025") for p in grounds)
    # nobody has checked these, and this one came after the day of the paper
    assert not any("30/2021/QĐ-TTg" in p.text or "161/2026" in p.text for p in grounds)


def test_a_submission_cites_by_what_the_estimates_of_its_years_are_allocated(results: list[Result]):
    """Decision 30/2021/QĐ-TTg was used for the estimates of 2022 to 2024 (law.md, 5.1)."""
    for year, day, cited in (
        (2023, datetime(2022, 12, 5), True),  # noqa: DTZ001 - days of the office
        (2024, CREATED, True),
        (2025, CREATED, False),
    ):
        listed = fields(results, year=year, created=day)["grounds"]
        assert sum("Quyết định số 30/2021/QĐ-TTg ngày 10 tháng 10 năm 2021" in one for one in listed) == cited
    # of lower rank than the decree, of higher than the circular
    listed = "\n".join(fields(results, year=2023)["grounds"])
    assert listed.index("60/2021/NĐ-CP") < listed.index("30/2021/QĐ-TTg") < listed.index("56/2022/TT-BTC")


def test_a_day_of_issue_that_the_office_fills_in_stands_where_the_program_has_a_blank(
    results: list[Result],
):
    blank = "Thông tư số 133/2025/TT-BTC ngày … tháng … năm … của Bộ trưởng Bộ Tài chính"
    chosen: dict[str, Any] = {"created": datetime(2026, 11, 27), "year": 2026}  # noqa: DTZ001 - a day
    assert blank in "\n".join(fields(results, **chosen)["grounds"])
    office = OFFICE | {"issued.133/2025/TT-BTC": "2025-12-05", "issued.56/2022/TT-BTC": "2020-01-01"}
    said = "\n".join(fields(results, organisation=office, **chosen)["grounds"])
    assert "Thông tư số 133/2025/TT-BTC ngày 05 tháng 12 năm 2025 của Bộ trưởng Bộ Tài chính" in said
    titled = office | {"titled.133/2025/TT-BTC": "về dự toán năm 2026"}
    told = "\n".join(fields(results, organisation=titled, **chosen)["grounds"])
    assert "ngày 05 tháng 12 năm 2025 của Bộ trưởng Bộ Tài chính về dự toán năm 2026" in told
    # a day that the program knows is not the office's to change, and another blank stays one
    assert "Thông tư số 56/2022/TT-BTC ngày 16 tháng 9 năm 2022" in said
    assert "Thông tư số 03/2026/TT-BTC ngày … tháng … năm …" in said


def test_the_annex_says_beside_the_assigned_group_that_of_the_figures(results: list[Result]):
    result, j = results[B], results[B].year(YEAR)
    given = dict(zip(result.units.name, result.assigned[:, j].tolist(), strict=True))
    found = dict(zip(result.units.name, result.group[:, j].tolist(), strict=True))
    table = annex_of(Document(io.BytesIO(written(results, proposed=B))))
    printed = {row[1]: row[2] for row in rows(table) if row[1] in given}
    assert rows(table)[0][2] == "Nhóm được giao (tính ra)"
    assert len(printed) == 72
    moved = {name for name in given if found[name] not in (given[name], -1)}
    assert moved
    for name, text in printed.items():
        own, now = (GROUPS[of[name]] for of in (given, found))
        assert text == (f"{own} ({now})" if name in moved else own)


def test_a_committee_that_is_the_office_keeps_the_paper_where_it_was_drafted(results: list[Result]):
    # the decree: Lưu: VT and the drafting unit, which is not the committee
    committee = {"name": "UBND phường A", "superior": "UBND TP. B", "code": "TTr-UBND"}
    found = fields(results, organisation=committee)
    assert (found["archive"], found["recipient"]) == ("......", "Ủy ban nhân dân thành phố B")
    assert fields(results, organisation=committee | {"archive": "KT"})["archive"] == "KT"
    assert fields(results)["archive"] == "TCKH"


def test_grounds_are_of_the_years_that_are_granted(results: list[Result]):
    made = {"created": datetime(2026, 11, 27)}  # noqa: DTZ001 - a day of the office
    of_2025 = "\n".join(fields(results, year=2025, **made)["grounds"])
    # the period ends in 2025: pay from 1/7/2026 and the circular on the budget of 2026 grant nothing of it
    assert "161/2026" not in of_2025
    assert "133/2025" not in of_2025
    # the decree on the pay of 2025 no longer holds on the day of the paper: it stands where the pay is told
    assert "73/2024" not in of_2025
    assert "đồng một tháng (Nghị định 73/2024/NĐ-CP)," in fields(results, year=2025, **made)["growth"]
    on_its_last_day = fields(results, year=2025, created=datetime(2026, 6, 30))["grounds"]  # noqa: DTZ001
    assert "Nghị định số 73/2024/NĐ-CP" in "\n".join(on_its_last_day)
    # what amends and holds on that day says from when; the decree that holds for all of 2025 needs no word
    assert "của Thông tư số 56/2022/TT-BTC (áp dụng từ 20/02/2026)" in of_2025
    assert "của Nghị định số 60/2021/NĐ-CP;" in of_2025
    of_2026 = "\n".join(fields(results, year=2026, **made)["grounds"])
    assert "lực lượng vũ trang (áp dụng từ 01/07/2026)" in of_2026
    # the circular of one year has it in its title
    assert "dự toán ngân sách nhà nước năm 2026." in of_2026


def test_the_body_is_justified_and_large_enough(memo: Any):
    body = [p for p in memo.paragraphs if p.text.startswith("Năm 2022, ngân sách")]
    assert [p.alignment for p in body] == [WD_ALIGN_PARAGRAPH.JUSTIFY]
    # the decree: 13 to 14 points
    assert {run.font.size.pt for p in body for run in p.runs} == {13}
    assert {run.font.name for p in body for run in p.runs} == {"Times New Roman"}


def test_figures_of_the_text_are_the_models_also_in_words(results: list[Result], memo: Any):
    found = indicators(results[B], YEAR)
    said = text(memo)
    plain = said.replace(".", "")
    assert f"{found.support} đồng" in plain
    # what makes it stands once, in the table of the years
    printed = [cell.replace(".", "") for row in rows(years_of(memo)) for cell in row]
    for figure in (found.status_quo, found.released, found.cut, found.increase):
        assert (str(figure) if figure else "-") in printed
    assert amount_in_words(found.support, "vi") in said
    assert f"{found.reach.up} đơn vị tăng" in said
    assert f"{found.reach.down} đơn vị giảm" in said


def test_what_is_cut_and_given_to_nobody_is_told(results: list[Result], memo: Any):
    j = results[B].year(YEAR)
    left = int((results[B].published("status_quo")[:, j] - results[B].published("support")[:, j]).sum())
    # less than a triệu đồng: no change, told to the đồng
    assert left == 558_900
    said = text(memo).replace("\N{NO-BREAK SPACE}", " ")
    assert "Trong số giảm chi, 558.900 đồng không cấp lại cho đơn vị nào." in said
    assert "bằng hiện trạng 2025 (chênh lẻ −558.900 đồng)" in said
    # and where another plan is proposed, in the list of the plans
    listed = " ".join(fields(results, proposed=0)["plans"]).replace("\N{NO-BREAK SPACE}", " ")
    assert "kinh phí giao tự chủ năm 2025 bằng hiện trạng 2025 (chênh lẻ −558.900 đồng); 62 đơn vị" in listed
    assert "Nội dung các phương án khác: xem Phụ lục." in said.split("\n")
    assert "Nội dung các phương án khác" in said.split("\n")
    # C gives more than it cuts
    given = Document(io.BytesIO(written(results, proposed=2)))
    assert "không cấp lại" not in text(given)


def test_the_years_add_up_across_and_are_the_models(results: list[Result], memo: Any):
    table = rows(years_of(memo))[2:]
    for row, year in zip(table, results[B].years, strict=True):
        quo, released, cut, increase, support, change = map(amount, row[1:])
        assert row[0] == str(year)
        assert support == int(results[B].published("support")[:, results[B].year(year)].sum())
        assert quo - released - cut + increase == support
        assert quo + change == support


def test_years_add_up_in_a_larger_unit_too(results: list[Result]):
    memo = Document(io.BytesIO(written(results, Words("vi", "million"), proposed=B)))
    for row in rows(years_of(memo))[2:]:
        quo, released, cut, increase, support, change = map(amount, row[1:])
        assert quo - released - cut + increase == support
        assert quo + change == support


def test_the_annex_has_every_unit_and_adds_up(results: list[Result], memo: Any):
    table = rows(annex_of(memo))[2:]
    result, j = results[B], results[B].year(YEAR)
    names = [row[1] for row in table]
    assert set(result.units.name) <= set(names)
    groups = [n for n, row in enumerate(table) if row[0].isalpha()]
    units = [row for row in table if row[0].isdigit()]
    assert len(units) == len(result.units)
    assert names[-1] == "Tổng cộng"
    figures = {4: "status_quo", 5: "released", 6: "cut", 7: "increase", 8: "support"}
    for column, figure in figures.items():
        total = int(result.published(figure)[:, j].sum())
        assert amount(table[-1][column]) == total
        assert sum(amount(row[column]) for row in units) == total
        assert sum(amount(table[n][column]) for n in groups) == total
    for row in units:
        quo, released, cut, increase, support, change = map(amount, row[4:10])
        assert quo - released - cut + increase == support
        assert support - quo == change


def test_no_figure_breaks_within_its_cell(results: list[Result]):
    # of 18 digits in a year: 72 units of up to 9e15 đồng. A digit of Times is half its size wide, a dot a
    # quarter
    row = load_sample("city_2022")[1].rows()[1]
    money = {"salary": 7_000_000_000_000_000, "professional": 900_000_000_000_000}
    rows_ = [{**row, **money, "support": 7_900_000_000_000_000, "code": f"U{n}"} for n in range(72)]
    large = simulate(Units.from_rows(2022, rows_), results[B].scenario, national_law())
    assert len(f"{large.totals['support'][0]:.0f}") == 18
    # 72 schools of 4.000 pupils: about 288.000 in a column of 12 millimetres
    rows_ = [{**row, "pupils": 4000, "code": f"U{n}"} for n in range(72)]
    full = simulate(Units.from_rows(2022, rows_), results[B].scenario, national_law())
    for found in (results, [full, full], [large, large]):
        document = Document(io.BytesIO(written(found, proposed=1)))
        for table in (*document.tables[1:3], annex_of(document)):
            for line in table.rows[2:]:
                for n, own in enumerate(line.cells):
                    if not any(c.isdigit() for c in own.text) or any(c.isalpha() for c in own.text):
                        continue
                    digits, dots = sum(c.isdigit() for c in own.text), own.text.count(".")
                    signs = 0.57 * sum(c in "+−" for c in own.text)
                    (run,) = (run for run in own.paragraphs[0].runs if run.text)
                    em = run.font.size.pt * 25.4 / 72
                    bold = 1.09 if run.bold and n else 1
                    # a millimetre of room at either side
                    assert (digits * 0.5 + dots * 0.25 + signs) * em * bold <= own.width.mm - 2, own.text
    assert run.font.size.pt < 9


def test_the_proposal_says_its_reason_and_whether_the_minimum_of_the_law_is_met(results: list[Result]):
    said = {k: v.replace("\N{NO-BREAK SPACE}", " ") for k, v in fields(results).items() if isinstance(v, str)}
    now, before = indicators(results[B], YEAR), results[B].published("balance")[:, results[B].year(YEAR)]
    short = before[before < 0]
    # B aims at 10 % of the 33.145.589.000 đồng of the units in scope and reaches it: 3.314,6 triệu
    assert "giảm chi 3.315 triệu đồng theo lộ trình và biện pháp; " in said["reason"]
    # who is short is told above it, in the answers to what was asked
    asked = " ".join(fields(results)["demanded"]).replace("\N{NO-BREAK SPACE}", " ")
    assert f"(chi vượt thu): còn {len(short)} đơn vị (" in asked
    assert f" trường), {millions(-int(short.sum()))} triệu đồng (hiện trạng 2025: " in asked
    assert "thiếu nguồn" not in said["reason"]
    assert "62 đơn vị được tăng kinh phí" in said["reason"]
    assert now.schools_at_norm == 0
    assert "số trường đạt định mức" not in said["reason"]
    # of the ten units in scope eight are cut; five of group 3 owe the minimum of 2,5 % a year
    assert (
        "triệu đồng, lấy từ 8 đơn vị (2 đơn vị còn lại trong phạm vi không bị giảm năm này). "
        "So với kinh phí năm gốc 2022 của 10 đơn vị trong phạm vi" in said["level"]
    )
    missed = [one for one in results[B].findings.of("statutory_missed") if one.year == YEAR]
    words = f"{5 - len(missed)} trong 5 đơn vị phải thực hiện trong năm đạt" if missed else "cả 5 đơn vị phải"
    assert "Mức giảm tối thiểu 2,5 % mỗi năm nêu ở mục I, tính riêng năm 2025: " in said["minimum"]
    assert words in said["minimum"]
    assert said["reason"] in (
        text := "\n".join(
            p.text for p in Document(io.BytesIO(written(results, proposed=B))).paragraphs
        ).replace("\N{NO-BREAK SPACE}", " ")
    )
    # a paragraph each: in one, a reader loses the year and who is spared
    lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in fields(results)["minimum_lines"]]
    assert len(lines) > 2
    assert set(lines) <= set(text.split("\n"))
    # what the office typed follows what the figures say
    typed = fields(results, organisation=OFFICE | {"proposed_reason": "Giữ ổn định. Bù dần."})["reason"]
    assert typed.replace("\N{NO-BREAK SPACE}", " ") == (
        f"{said['reason']} Cơ quan trình nêu thêm: Giữ ổn định. Bù dần."
    )


@pytest.mark.parametrize(
    ("support", "rate", "said"),
    [
        # 0,02 % of 10 tỷ đồng is 2 triệu: 0,0 % in one decimal, so no share
        (10_000_000_000, "0.0002", "giảm 2 triệu đồng so với hiện trạng 2023"),
        # 0,5 %: 50 triệu
        (
            10_000_000_000,
            "0.005",
            "giảm 50 triệu đồng (−0,5 %) so với hiện trạng 2023",
        ),
        # 0,001 % of 10 tỷ đồng is a tenth of a triệu
        (
            10_000_000_000,
            "0.00001",
            "bằng hiện trạng 2023 (chênh lẻ −100.000 đồng)",
        ),
        (10_000_000_000, "0", "bằng hiện trạng 2023"),
    ],
)
def test_a_plan_says_no_share_that_prints_as_nothing(support: int, rate: str, said: str):
    row = {"code": "1", "name": "Ban 1", "kind": "service", "management": support, "support": support}
    cut = f'[[reductions]]\nmethod = "rate"\nrate = {{ 2023 = {rate} }}\n'
    plan = parse_scenario(f'name = "X"\nhorizon = 2023\n{cut}')
    result = simulate(Units.from_rows(2022, [row]), plan, national_law())
    about = memo_fields([result], words=Words(), year=2023, created=CREATED)
    line = about["difference"]
    assert line.replace("\N{NO-BREAK SPACE}", " ") == said
    # what is decided on stands to the đồng
    assert about["support"].replace("\N{NO-BREAK SPACE}", " ").endswith(".000 đồng")
    assert "(0,0 %" not in line


def test_two_plans_that_are_nearly_alike_are_told_apart(results: list[Result]):
    """A chairman who compares what was submitted with what was decided sees which lever the meeting moved."""
    decided = simulate(
        results[B].units, changed(results[B].scenario, ("allocation", "cap"), Decimal("0.15")), results[B].law
    )
    found = fields([results[0], results[B], decided], proposed=2)
    told = [plan.replace("\N{NO-BREAK SPACE}", " ") for plan in found["plans"]]
    # what the others hold stands in the annex
    assert found["other_plans"][0].startswith("A. ")
    plans = [n for n, line in enumerate(told) if not line.startswith(("+ ", "· "))]
    assert len(plans) == 3
    # and in a line below each of them: of the first, the cuts of the sample
    assert plans[1] == 2
    assert told[1].startswith("+ Giảm chi: mầm non và sự nghiệp khác thuộc nhóm 3a, ")
    # each provision in a line of its own, below the plan
    at = told.index("+ Như “B. Giảm 10 % đến 2025, dành cho trường”, chỉ khác:")
    assert at > plans[2]
    apart = "tăng kinh phí cho trường, trần tăng của một đơn vị: 15 % thay vì 10 % kinh phí năm gốc"
    assert told[at + 1] == f"· {apart}."
    # what is cut is given whole under either cap: schools change places, totals do not
    assert told[at + 2 :] == ["+ Các tổng năm 2025 bằng phương án đó."]


def test_what_the_proposed_plan_adds_is_told_once(results: list[Result]):
    step = {"units": {"kinds": ["service"]}, "targets": {2025: Decimal("0.5")}}
    bare, more = (
        simulate(results[B].units, changed(results[B].scenario, ("roadmap",), listed), results[B].law)
        for listed in ([], [step])
    )
    told = [line.replace("\N{NO-BREAK SPACE}", " ") for line in fields([bare, more], proposed=1)["plans"]]
    assert "· thêm lộ trình nêu trên." in told
    assert sum("tự bảo đảm 50 % năm 2025" in line for line in told) == 1
    # of a plan that is not proposed nothing stands above
    told = fields([bare, more], proposed=0)["other_plans"]
    assert any(line.startswith("· thêm lộ trình (") for line in told)


def test_a_level_stays_with_its_units_and_the_years_stay_together(memo: Any):
    def kept(table: Any) -> list[bool]:
        lines = [list(line.iter(qn("w:p"))) for line in table._tbl.iter(qn("w:tr"))]
        return [all(Paragraph(p, None).paragraph_format.keep_with_next for p in line) for line in lines]

    *years, last = kept(years_of(memo))
    assert all(years)
    assert not last
    annex = rows(annex_of(memo))
    # the two rows of heads, those of a level with its number in Roman letters, and so many before the total
    # that it does not stand alone: eight with it
    first, total = len(annex) - 8, len(annex) - 1
    assert [n for n, keep in enumerate(kept(annex_of(memo))) if keep] == [
        n for n, row in enumerate(annex) if n < 2 or row[0].isalpha() or first <= n < total
    ]


def test_what_the_signer_must_check_stands_in_no_submission(results: list[Result], memo: Any):
    story = Story(comparison(results, YEAR), B, Words("vi"), OFFICE, CREATED)
    # none of the documents cited here lacks its day: what was issued later is not of its years
    below, raised, norm, net, values, documents = review_of(story)
    # the weightiest first: who misses the minimum, and what has no document as its ground, the norm of the
    # plan being its own
    assert "giảm chưa đủ mức tối thiểu lũy kế từ năm 2022" in below.said
    assert any(line.startswith("Nhà Thiếu nhi") for line in below.of)
    assert raised.said.startswith("Tờ trình để trống **căn cứ của việc tăng kinh phí** cho ")
    assert norm.said.startswith("**Định mức chi hoạt động** chưa có văn bản làm căn cứ: ")
    for kind in ("mầm non", "tiểu học", "THCS"):
        assert kind in raised.said
        assert kind in norm.said
    assert any(one.startswith("Tỷ lệ chi hoạt động giảng dạy, học tập mặc định") for one in values.of)
    # its day is from a second-hand text
    assert "Thông tư 56/2022/TT-BTC" in documents.of
    assert documents.said.startswith(f"**{len(documents.of)} văn bản**")
    # a unit whose surplus of services carries it over a threshold, and what changes a group comes first
    assert net.said.startswith("**1 đơn vị đổi nhóm** năm 2025")
    assert net.of[0].startswith("Nhà Thiếu nhi")
    assert "Tỷ lệ chi hoạt động giảng dạy, học tập mặc định" not in text(memo)
    for told in ("đối chiếu được", "đối chiếu khi ký", "toàn văn", "rà soát"):
        assert told not in text(memo)


def test_a_submission_says_that_its_period_has_ended(results: list[Result]):
    # the period of 2023 ends with 2025
    over = fields(results, created=datetime(2026, 1, 1))["ended"]  # noqa: DTZ001 - a day of the office
    assert over.startswith("Giai đoạn 2023-2025 đã kết thúc trước ngày lập tờ trình")
    assert fields(results, created=datetime(2025, 12, 31))["ended"] == ""  # noqa: DTZ001


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("least", [5, 72])
def test_no_field_is_left_unfilled(results: list[Result], language: str, least: int):
    units = Units.from_rows(2022, results[0].units.rows()[:: 72 // least][:least])
    found = [simulate(units, result.scenario, result.law) for result in results[: 1 if least == 5 else 3]]
    memo = Document(io.BytesIO(written(found, Words(language))))
    everything = text(memo) + "".join(cell for table in memo.tables for row in rows(table) for cell in row)
    assert "{" not in everything
    assert "None" not in everything
    assert ("SUBMISSION" if language == "en" else "TỜ TRÌNH") in everything


def test_names_cannot_break_the_document():
    row = load_sample("city_2022")[1].rows()[0]
    units = Units.from_rows(2022, [row | {"name": "</w:t> & <b> {{ 7 * 7 }} {% if %}"}])
    plan = parse_scenario('name = "<A> & {{ 1 }}"\nhorizon = 2025')
    memo = Document(io.BytesIO(written([simulate(units, plan, national_law())])))
    assert "“<A> & {{ 1 }}”" in text(memo)
    assert any("</w:t> & <b> {{ 7 * 7 }}" in cell for row in rows(annex_of(memo)) for cell in row)


def test_equal_input_gives_equal_bytes(results: list[Result]):
    first = written(results)
    time.sleep(2.1)  # zip files tell time in steps of two seconds
    assert written(results) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert results[0].fingerprint in package.read("word/footer1.xml").decode()


@pytest.mark.parametrize(
    ("number", "vietnamese"),
    [
        (0, "Không đồng"),
        (4, "Bốn đồng"),
        (10, "Mười đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (25, "Hai mươi lăm đồng"),
        (101, "Một trăm linh một đồng"),
        (111, "Một trăm mười một đồng"),
        (1_005, "Một nghìn, không trăm linh năm đồng"),
        (2_000_005_000, "Hai tỷ, không trăm linh năm nghìn đồng"),
        (1_050_000_000_000, "Một nghìn, không trăm năm mươi tỷ đồng"),
        (-750_000, "Âm bảy trăm năm mươi nghìn đồng"),
        (
            3_314_000_055,
            "Ba tỷ, ba trăm mười bốn triệu, không trăm năm mươi lăm đồng",
        ),
    ],
)
def test_amounts_in_words(number: int, vietnamese: str):
    assert amount_in_words(number, "vi") == vietnamese


@pytest.mark.parametrize(
    ("number", "english"),
    [
        (0, "Zero đồng"),
        (19, "Nineteen đồng"),
        (42, "Forty-two đồng"),
        (1_005, "One thousand and five đồng"),
        (3_314_000_155, "Three billion, three hundred and fourteen million, one hundred and fifty-five đồng"),
    ],
)
def test_amounts_in_english_words(number: int, english: str):
    assert amount_in_words(number, "en") == english


def test_the_units_that_must_find_too_much_are_named_with_what_they_must_find():
    words = Words()
    units = load_sample("city_2022")[1]
    plan = parse_scenario(
        'name = "X"\nhorizon = 2025\n[[roadmap]]\ntargets = { 2025 = 0.9 }\n'
        f'units = {{ codes = ["{units.code[0]}", "{units.code[1]}"] }}\n'
    )
    result = simulate(units, plan, national_law())
    j = result.year(2025)
    asked = {one.unit for one in result.findings.of("roadmap_implausible") if one.year == 2025}
    assert asked
    risks = memo_fields([result], words=words, year=2025, created=CREATED)["risks"]
    line = next(risk for risk in risks if "phải tăng thu bình quân quá " in risk)
    # beside what the roadmap asks, what is lacking when a fifth of it fails
    assert any(risk.startswith("Hụt 20\N{NO-BREAK SPACE}% số thu tăng theo lộ trình: ") for risk in risks)
    for code in asked:
        i = result.units.position(code)
        # triệu đồng throughout the paper, never tỷ
        found = words.numbers.money_with_unit(int(result["roadmap_revenue"][i, j]))
        assert f"{result.units.name[i]} (thêm {found})" in line


def fields(results: Sequence[Result], **options: Any) -> dict[str, Any]:
    chosen = {"year": YEAR, "organisation": OFFICE, "created": CREATED, "proposed": B} | options
    return memo_fields(results, words=Words("vi"), **chosen)


def test_the_body_names_the_losing_units_what_the_level_is_of_and_what_the_norm_is(results: list[Result]):
    said = {k: v.replace("\N{NO-BREAK SPACE}", " ") for k, v in fields(results).items() if isinstance(v, str)}
    result = results[B]
    j = result.year(YEAR)
    was, now = (result.published(name)[:, j] for name in ("status_quo", "support"))
    lost = {name: int(b - a) for name, a, b in zip(result.units.name, was, now, strict=True) if b < a}
    # the eight service units that the plan cuts; each to the đồng in the annex
    assert len(lost) == 8
    # each of them by name, and of the 62 schools the three that gain most
    for name, amount in lost.items():
        assert f"{name} (−{millions(-amount)} triệu đồng, −" in said["losers"]
    won = {name: int(b - a) for name, a, b in zip(result.units.name, was, now, strict=True) if b > a}
    gained = said["losers"].partition(" 62 đơn vị tăng, cộng ")[2]
    largest = sorted(won, key=lambda name: -won[name])[:3]
    assert all(f"{name} (+{millions(won[name])} triệu đồng, +" in gained for name in largest)
    assert "; và 59 đơn vị khác. Mức tăng bình quân một học sinh năm 2025 của 62 trường được tăng: " in gained
    # the target of the plan is a tenth of the base year
    # the two units that are not cut have no support: of those that are it is a tenth too
    assert (
        "của 10 đơn vị trong phạm vi, số giảm bằng 10,0 %. Tính trên số gốc khác: 8,0 % hiện trạng 2025 của "
        "các đơn vị trong phạm vi." in said["level"]
    )
    # Decree 111/2025 applies from the budget year 2025, and spares essential services with revenue too
    assert (
        said["required"]
        .replace("\N{NO-BREAK SPACE}", " ")
        .endswith(
            "ít nhất 2,5 % theo khoản 4 Điều 35 Nghị định 60/2021/NĐ-CP (các năm 2023-2024), trừ đơn vị cung "
            "cấp dịch vụ cơ bản, thiết yếu không có nguồn thu; 2,5 % theo khoản 23 Điều 1 Nghị định "
            "111/2025/NĐ-CP (từ năm 2025), trừ đơn vị cung cấp dịch vụ cơ bản, thiết yếu. Phần hiện "
            "trạng tăng, giảm (nhiệm vụ, biên chế, tiền lương) không tính vào mức giảm; về tiền lương, "
            "đề nghị cấp có thẩm quyền xác nhận."
        )
    )
    gap = indicators(result, YEAR).norm_gap
    assert f"thiếu {millions(gap)} triệu đồng" in said["norm"]
    # the rules of the norm stand in the annex
    rules = said["details"]
    assert "tiểu học: 15 % tổng lương và chi hoạt động; 900.000 đồng một học sinh" in rules
    assert "THCS: 15 %" in rules
    # the plan says no other pay: that of the base year
    assert "lương tính theo mức lương cơ sở năm gốc" in rules
    assert (
        "so với định mức (lương tính theo mức lương cơ sở năm gốc; khác số thiếu nguồn và nhu cầu ở mục I). "
        "Định mức do phương án đặt." in said["norm"]
    )
    # plan B fills to 60 % of the norm, plan A to all of it
    assert said["norm"].endswith("Các bước của phương án chỉ bù đến 60 % định mức này.")
    assert "chỉ bù đến" not in fields(results, proposed=0)["norm"]
    assert said["decided"] == ""


def test_what_was_typed_is_printed_to_its_end_whatever_it_holds(results: list[Result]):
    typed = "một \x07\x01 {{ hai }} <w:t> & ba"
    paper = Document(io.BytesIO(written(results, organisation=OFFICE | {"proposed_reason": typed})))
    said = [p.text for p in paper.paragraphs if "{{ hai" in p.text]
    assert [" ".join(text.split()).endswith("một {{ hai }} <w:t> & ba.") for text in said] == [True]
    order = "=Giảm {{ hai }} <w:t> & ba, một câu."
    paper = Document(io.BytesIO(written(results, organisation=OFFICE | {"order": order})))
    said = [p.text for p in paper.paragraphs]
    at = said.index(f"Yêu cầu: “{order}”")
    assert said[at + 1] == "Đối chiếu yêu cầu, năm 2025 (chỉ các nội dung sau):"


def test_the_risks_end_with_who_is_worse_off_under_each_plan():
    """A body of group 3 that spends what it takes in, 400 of its own and 600 of the State: cut by a tenth it
    lacks 60, above the least cuts of 2,5 % a year, which cumulate; not cut at all it lacks nothing and misses
    those.
    """
    rows = [service(users=400 * M, management=1_000 * M, support=600 * M)]
    cut = '[[reductions]]\nmethod = "rate"\nrate = { 2023 = 0.1 }\n'
    units = Units.from_rows(2022, rows)
    texts = [f'name = "{name}"\nhorizon = 2024\n{text}' for name, text in (("A. Cắt", cut), ("B. Giữ", ""))]
    plans = [simulate(units, parse_scenario(text), national_law()) for text in texts]
    told = fields(plans, year=2024, proposed=0)["risks"][-1].replace("\N{NO-BREAK SPACE}", " ")
    assert told == (
        "So sánh các phương án, 2023-2024, số đơn vị giảm chưa đủ mức tối thiểu theo quy định, lũy kế từ năm "
        "2022: A không có; B có 1 (các năm 2023-2024)."
    )
    # who lacks more stands in the table of the plans
    table = fields(plans, year=2024, proposed=0)["plan_rows"]
    assert ["1 (2023-2024)" in row["deeper"] for row in table] == [True, False]
    alone = fields(plans[:1], year=2024, proposed=0)["risks"]
    assert not any("So sánh các phương án" in line for line in alone)


def test_who_falls_short_of_the_minimum_is_named_once_with_what_is_owed(memo: Any):
    """Plan B: five units miss some other year, five of the seven that owe it fall short in all."""
    said = text(memo)
    assert (
        "Tính riêng từng năm khác của phương án, 5 đơn vị có năm chưa đạt (năm, số còn phải giảm ở Phụ lục)."
        in said
    )
    assert (
        "5 trong 7 đơn vị phải thực hiện ít nhất một năm chưa giảm đủ: số còn phải giảm của "
        "từng đơn vị ở mục V." in said
    )
    assert sum(line.startswith("- Ban Quản lý bến cảng cá (mẫu): ") for line in said.splitlines()) == 1


def test_a_decision_of_a_meeting_that_went_over_to_this_plan_tells_so(results: list[Result]):
    at = datetime(2026, 11, 26, 19, 30)  # noqa: DTZ001 - a moment of the office
    turns = [
        {"name": name, "number": 1, "at": at.replace(minute=minute).isoformat(), "deeper": deeper}
        for name, minute, deeper in (("A", 0, 6), ("B", 12, 8))
    ]
    agreed = agreed_of(at, {"turns": turns, "year": 2025})
    assert agreed_of(at, {"turned": agreed.turned, "year": 2027}) == agreed
    chosen = {"words": Words(), "organisation": OFFICE, "year": 2027, "created": CREATED}
    said = memo_fields(results, proposed=B, decided=agreed, **chosen)["decided"]
    assert said.replace("\N{NO-BREAK SPACE}", " ").endswith(
        "theo Biên bản họp ngày 26/11/2026. Khi bắt đầu họp, phương án trình là “A”. Lúc 19:12, cuộc họp "
        "chuyển sang xem xét phương án “B” (số đơn vị thiếu nhiều hơn hiện trạng năm 2025: 6 → 8)."
    )
    assert memo_fields(results, proposed=B, decided=Agreed(at), **chosen)["decided"].endswith("26/11/2026.")
    # why it went over is what the meeting said, told once
    why = agreed_of(at, {"turns": turns, "year": 2025, "proposed_reason": "Bù nhanh."})
    office = OFFICE | {"proposed_reason": "Bù nhanh."}
    said = memo_fields(results, proposed=B, decided=why, **chosen | {"organisation": office})
    assert said["decided"].endswith("Lý do chuyển, theo cuộc họp: Bù nhanh.")
    assert "Bù nhanh" not in said["reason"]


def test_a_decided_plan_is_told_as_decided_with_day_and_minutes(results: list[Result]):
    at = datetime(2026, 11, 26, 19, 30)  # noqa: DTZ001 - a moment of the office
    paper = Document(io.BytesIO(written(results, proposed=B, decided=Agreed(at))))
    said = "\n".join(p.text for p in paper.paragraphs)
    assert "đã được thông qua tại cuộc họp, theo Biên bản họp ngày 26/11/2026." in said
    # its number stands among the grounds, the last of them
    ground = (
        "Căn cứ Biên bản số ....../BB-TCKH ngày 26 tháng 11 năm 2026 về việc thông qua phương án kinh phí"
    )
    assert f"{ground} chi thường xuyên giao tự chủ.\n" in said
    assert "III. PHƯƠNG ÁN ĐƯỢC THÔNG QUA" in said
    # the period ended in 2025, before the day of the paper: nothing is left to be issued
    assert "xem xét, ghi nhận./." in said
    assert "phê duyệt" not in said
    in_time = datetime(2025, 12, 31)  # noqa: DTZ001 - a day of the office
    asked = Document(io.BytesIO(written(results, proposed=B, decided=Agreed(at), created=in_time)))
    assert "xem xét, phê duyệt./." in "\n".join(p.text for p in asked.paragraphs)
    for proposing in ("đề nghị ghi nhận", "PHƯƠNG ÁN ĐỀ NGHỊ", "Thống nhất phương án", "xem xét, quyết định"):
        assert proposing not in said
    draft = "\n".join(p.text for p in Document(io.BytesIO(written(results, proposed=B))).paragraphs)
    assert "đề nghị ghi nhận" in draft
    assert "đã được thông qua" not in draft
    assert "Biên bản" not in draft


def test_the_submission_says_which_assumptions_make_the_total_rise():
    """Base pay is 1.490.000 đồng to June 2023 and 1.800.000 after it, 1.645.000 on the mean of 2023. Of a
    payroll of 149 triệu the rise takes 149 × 155/1.490 = 15,5; a step of 1 % takes 149 × 1.645/1.490 × 0,01 =
    1,645; 200 + 17,145 = 217,145 triệu đồng, 8,57 % more. Printed, 16 and 2 do not make 17."""
    row = {"code": "1", "name": "Ban 1", "kind": "service", "salary": 149_000_000, "support": 200_000_000}
    units = Units.from_rows(2022, [row | {"management": 51_000_000}])
    plan = parse_scenario('name = "X"\nhorizon = 2023\n[assumptions]\npay_drift = 0.01\n')
    said = memo_fields([simulate(units, plan, national_law())], words=Words(), year=2023, created=CREATED)
    assert said["growth"].replace("\N{NO-BREAK SPACE}", " ") == (
        "Nếu giữ nguyên hiện trạng, kinh phí từ 200 triệu đồng năm 2022 thành 217 triệu đồng năm 2023, tăng "
        "17 triệu đồng (+8,5 %), theo các giả định: lương cơ sở bình quân từ 1.490.000 đồng lên "
        "1.645.000 đồng một tháng (Nghị định 38/2019/NĐ-CP và Nghị định 24/2023/NĐ-CP), ngân sách cấp phần "
        "tăng: +16 triệu đồng; nâng bậc, thay đổi biên chế (tiền lương thêm 1 % mỗi năm do nâng bậc): "
        "+2 triệu đồng. Các số tính trên số chưa làm tròn."
    )
    # half the staff: 20 + 15,5 - 82,25 would be 46,75 below 0
    fewer = parse_scenario('name = "X"\nhorizon = 2023\n[assumptions.staff_growth]\nservice = -0.5\n')
    small = Units.from_rows(2022, [row | {"support": 20_000_000, "staff": 10}])
    held = memo_fields([simulate(small, fewer, national_law())], words=Words(), year=2023, created=CREATED)
    parts = held["growth"].replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")
    assert "từ 20 triệu đồng năm 2022 thành 0 triệu đồng năm 2023, giảm 20 triệu đồng" in parts
    assert parts.endswith(
        "): -82 triệu đồng; kinh phí không xuống dưới 0: +47 triệu đồng. Các số tính trên số chưa làm tròn."
    )
    still = parse_scenario('name = "X"\nhorizon = 2023\n[assumptions]\nstate_pays_rises = 0\n')
    kept = memo_fields([simulate(units, still, national_law())], words=Words(), year=2023, created=CREATED)
    assert kept["growth"] == ""


def test_the_plans_stand_beside_one_another_in_a_table(results: list[Result]):
    """Two plans with one letter bear the marks of the slides: B and B2."""
    again = replace(results[B], scenario=results[B].scenario.model_copy(update={"name": "B. Giảm 12 %"}))
    document = Document(io.BytesIO(written([results[0], results[B], again], proposed=2)))
    table = rows(document.tables[1])
    assert table[0][0] == "Phương án"
    assert [row[0].replace("\N{NO-BREAK SPACE}", " ") for row in table[2:]] == [
        results[0].scenario.name,
        results[B].scenario.name,
        "B. Giảm 12 % (B2)",
    ]
    found = indicators(results[0], YEAR)
    amounts = [millions(amount) for amount in (found.support, found.saved, found.norm_gap)]
    # as on the slides: in every year as many; the hyphen that does not break is no text of the cell
    years = safety(results[0])["deeper"]
    (n,) = set(years.values())
    assert table[2][1:] == [*amounts, str(found.deficit_units), f"{n} ({min(years)}{max(years)})"]
    bold = [any(run.bold for run in row.cells[1].paragraphs[0].runs) for row in document.tables[1].rows[2:]]
    assert bold == [False, False, True]
    assert any(line.startswith("B. Giảm 12 % (B2): kinh phí") for line in fields([*results, again])["plans"])
    # one plan alone stands beside none
    assert "Phương án" not in rows(Document(io.BytesIO(written(results[:1]))).tables[1])[0]


def test_a_plan_born_in_the_meeting_is_told_as_such(results: list[Result]):
    at = datetime(2026, 11, 26, 10, 30).astimezone()
    told = fields(results, decided=Agreed(at, origin="A. Bản trình"))
    plans = [line for line in told["plans"] if not line.startswith(("+ ", "· "))]
    assert "(phương án sửa tại cuộc họp từ “A. Bản trình”): phương án được thông qua, " in plans[B]
    assert not any("sửa tại cuộc họp" in line for k, line in enumerate(plans) if k != B)
    assert not any("sửa tại cuộc họp" in line for line in fields(results, decided=Agreed(at))["plans"])


def test_what_schools_gain_a_pupil_is_told_in_all_and_by_level():
    # 10 triệu each: 30 over 500 pupils, of the primary schools 20 over 400, of the preschool 10 over 100
    rows = [
        school("A", pupils=100, professional=500 * M, support=500 * M),
        school("B", pupils=300, professional=500 * M, support=500 * M),
        school("C", "preschool", pupils=100, professional=500 * M, support=500 * M),
    ]
    gift = 'horizon = 2023\n[allocation]\npool = { from = "amount", by_year = { 2023 = 30_000_000 } }\n'
    gift += 'stages = [ { aim = "share", by = "equal" } ]\n'
    about = memo_fields([run(2022, rows, gift)], words=Words(), year=2023, created=CREATED)
    assert (
        about["losers"]
        .replace("\N{NO-BREAK SPACE}", " ")
        .endswith(
            "Mức tăng bình quân một học sinh năm 2023 của 3 trường được tăng: +60.000 đồng "
            "(mầm non +100.000; tiểu học +50.000)."
        )
    )
    # to the norm of 50 triệu a pupil B has least, 500 of 15.000: all 30 go to its 300 pupils, of 500 in all
    lowest = gift.replace('aim = "share", by = "equal"', 'aim = "norm"')
    lowest += "[norms.primary]\nper_pupil = 50_000_000\n"
    left = run(2022, rows, lowest)
    said = memo_fields([left], words=Words(), year=2023, created=CREATED)["losers"]
    assert (
        "của 1 trường được tăng: +100.000 đồng. Tính cả 3 trường thuộc phạm vi phân bổ: +60.000 đồng."
    ) in said.replace("\N{NO-BREAK SPACE}", " ")
    assert pupil_bases_said(left, 2023, Words()).replace("\N{NO-BREAK SPACE}", " ") == (
        "Tăng bình quân một học sinh: **+100.000 đồng** ở 1 trường được tăng; **+60.000 đồng** tính cả 3 "
        "trường trong bảng."
    )
    assert pupil_bases_said(run(2022, rows, gift), 2023, Words()) == ""
    # of one level nothing stands twice, and units without pupils have no such figure
    one = memo_fields([run(2022, rows[:2], gift)], words=Words(), year=2023, created=CREATED)
    assert one["losers"].replace("\N{NO-BREAK SPACE}", " ").endswith("2 trường được tăng: +75.000 đồng.")
    bare = [school("A", professional=500 * M, support=500 * M)]
    none = memo_fields([run(2022, bare, gift)], words=Words(), year=2023, created=CREATED)
    assert "học sinh" not in none["losers"]


def test_a_norm_that_nobody_set_is_told_by_the_document_it_is_taken_from():
    # neither the plan nor the office has one: 19 % after the decision, and no word of the program
    result = run(2022, [school(salary=80 * M, professional=10 * M, support=90 * M)], "horizon = 2023\n")
    said = memo_fields([result], words=Words(), year=2023, created=CREATED)["norm"]
    assert (
        "Định mức tạm tính, vận dụng Quyết định 30/2021/QĐ-TTg, chưa xác nhận (tối thiểu 19 % chi thường "
        "xuyên cho hoạt động), chưa có văn bản của tỉnh" in said.replace("\N{NO-BREAK SPACE}", " ")
    )
    assert "chương trình" not in said


def test_by_which_rise_of_prices_the_need_is_told(results: list[Result], memo: Any):
    """The sample plans take 3,5 % a year; another that takes none says so."""
    assert "theo giá và số học sinh năm 2025; trượt giá 3,5 % mỗi năm; chưa phải định mức)" in text(
        memo
    ).replace("\N{NO-BREAK SPACE}", " ")
    units, plan = results[B].units, results[B].scenario
    flat = simulate(units, changed(plan, ("assumptions", "inflation"), None), national_law())
    said = text(Document(io.BytesIO(written([flat]))))
    assert "; không tính trượt giá; chưa phải định mức)" in said
