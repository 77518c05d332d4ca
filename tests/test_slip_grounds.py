"""The law that a slip cites: what is signed names no document that nobody knows."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from budget.law import Law, LawValue, national_law
from budget.law_review import monthly_mean
from budget.report.deck_story import Story
from budget.report.law_documents import unconfirmed
from budget.report.law_words import left_blank, paper_source, unsure
from budget.report.review_said import blanks_of
from budget.report.slip import terms_of
from budget.report.slip_grounds import grounds_of
from budget.report.unit_papers import slip_fields
from budget.report.words import Words
from budget.report.workbook_comparison import comparison
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from tests.conftest import ROOT

VI, EN = Words("vi"), Words("en")
LAW = national_law()
CREATED = datetime(2026, 11, 27, 8, 0)  # noqa: DTZ001 - a day of the office
BLANK = "Thông tư số ............/TT-BTC của Bộ Tài chính về dự toán năm 2027"


@pytest.fixture(scope="module")
def ward() -> Result:
    text = (ROOT / "data" / "scenarios" / "ward_2026.toml").read_text(encoding="utf-8")
    return simulate(load_sample("ward_2026")[1], parse_scenario(text), LAW)


def cited(result: Result, name: str, year: int, words: Words = VI) -> str:
    code = result.units.code[result.units.name.index(name)]
    said = grounds_of(terms_of(result, code, year), result, words, year)
    return said.replace("\N{NO-BREAK SPACE}", " ")


def test_a_unit_that_decides_on_its_own_set_aside_cites_no_rate_of_the_law(ward: Result):
    # the market board is of group 2, the health station of group 4
    assert "cải cách tiền lương" not in cited(ward, "Ban Quản lý chợ (mẫu)", 2030)
    assert "Ngưỡng phân loại" in cited(ward, "Ban Quản lý chợ (mẫu)", 2030)
    assert "từ nguồn thu*: 40 %" in cited(ward, "Trạm Y tế (mẫu)", 2030)


@pytest.mark.parametrize("words", [VI, EN])
def test_no_slip_says_that_something_is_unconfirmed(ward: Result, words: Words):
    for year in ward.years[1:]:
        for slip in slip_fields(ward, words=words, created=CREATED, year=year)["slips"]:
            assert "chưa xác nhận" not in slip["grounds"]
            assert "unconfirmed" not in slip["grounds"].lower()


def test_a_value_not_checked_with_the_full_text_bears_a_mark_that_the_heading_explains(ward: Result):
    """The share that the norm takes from Quyết định 30/2021/QĐ-TTg is of mark M; what rests on the circular
    of the year, whose number the pen writes, is so, too, as the page of the unit says.
    """
    (slip,) = slip_fields(ward, [ward.units.code[0]], words=VI, created=CREATED, year=2027)["slips"]
    assert "mặc định*: 19\N{NO-BREAK SPACE}% (Quyết định 30/2021/QĐ-TTg)" in slip["grounds"]
    assert "Tỷ lệ trích nguồn cải cách tiền lương từ nguồn thu*: 40\N{NO-BREAK SPACE}%" in slip["grounds"]
    assert slip["grounds_head"] == "Căn cứ pháp lý (* mức chưa xác nhận với toàn văn)"


def test_the_circular_of_a_year_that_nobody_knows_is_left_to_the_pen_once(ward: Result):
    said = cited(ward, "Trường Mầm non Hoa Mai (mẫu)", 2027)
    # both parameters rest on it: they stand before one blank
    assert said.count(BLANK) == said.count("............") == 1
    alike = "Nguồn thu phải trích cải cách tiền lương* và Tỷ lệ trích nguồn cải cách tiền lương từ nguồn thu*"
    assert f"{alike}: 40 % ({BLANK})" in said
    assert "133/2025" not in said
    english = cited(ward, "Trường Mầm non Hoa Mai (mẫu)", 2027, EN)
    assert "(Circular No ............/TT-BTC of the Ministry of Finance on the estimate of 2027)" in english


def test_a_circular_that_cannot_be_there_yet_is_assumed_to_say_what_the_last_one_does(ward: Result):
    # in 2026 that of 2027 can be there, those of 2028 to 2030 cannot; the last that is known is of 2026
    assert [BLANK in grounds(ward, year) for year in (2027, 2028, 2030)] == [True, False, False]
    known = "Khoản 3 Điều 4 Thông tư 133/2025/TT-BTC"
    assert f"từ nguồn thu*: 40 % (giả định như năm 2026: {known})" in grounds(ward, 2030)
    assert "............" not in grounds(ward, 2030)
    english = "assumed as in 2026: Clause 3 Article 4 Circular 133/2025/TT-BTC"
    assert english in grounds(ward, 2028, EN)
    # what is made in 2029 leaves the number of 2030 to the pen
    assert paper_source(LAW.at("own_revenue_rate", 2030), VI, 2030, "4", 2029) == BLANK.replace(
        "2027", "2030"
    )


@pytest.mark.parametrize(
    ("parameter", "group", "said"),
    [
        # in 2022, of 2025: the decree ruled group 3 until 2024, no document is known of group 4
        ("own_revenue_rate", "3b", "giả định như năm 2024: Điểm b khoản 1 Điều 16 Nghị định 60/2021/NĐ-CP"),
        ("own_revenue_rate", "4", "giả định; chưa có văn bản của năm 2025"),
        ("saving_rate", "3b", "giả định như năm 2024: Khoản 3 Điều 4 Thông tư 76/2023/TT-BTC"),
    ],
)
def test_what_is_assumed_is_of_the_last_year_whose_document_is_known(parameter: str, group: str, said: str):
    assert paper_source(LAW.at(parameter, 2025), VI, 2025, group, 2022) == said


def grounds(result: Result, year: int, words: Words = VI) -> str:
    """Of the first slip of a year, made in 2026."""
    (slip, *_) = slip_fields(result, words=words, created=CREATED, year=year)["slips"]
    return str(slip["grounds"]).replace("\N{NO-BREAK SPACE}", " ")


def test_the_year_that_is_known_is_cited():
    assert paper_source(LAW.at("own_revenue_rate", 2026), VI, 2026, "4") == (
        "Khoản 3 Điều 4 Thông tư 133/2025/TT-BTC"
    )


@pytest.mark.parametrize(
    ("parameter", "year", "group", "said"),
    [
        # until 2024 the decree rules group 3, the circular of the year group 4
        ("own_revenue_rate", 2023, "3b", "Điểm b khoản 1 Điều 16 Nghị định 60/2021/NĐ-CP"),
        ("own_revenue_rate", 2023, "4", BLANK.replace("2027", "2023")),
        ("payroll_base", 2025, "2", "Khoản 9 và khoản 12 Điều 1 Nghị định 111/2025/NĐ-CP"),
        ("payroll_base", 2025, "4", "Văn bản số ............"),
        ("payroll_base", 2026, "4", "Thông tư 03/2026/TT-BTC"),
    ],
)
def test_a_unit_is_cited_what_rules_its_group(parameter: str, year: int, group: str, said: str):
    assert paper_source(LAW.at(parameter, year), VI, year, group) == said


def test_what_is_open_for_other_groups_alone_bears_no_mark():
    # until 2024 the decree, which was read, rules group 3; of group 4 no circular is known
    rate = LAW.at("own_revenue_rate", 2023)
    assert [unsure(rate, 2023, group) for group in ("3b", "4")] == [False, True]
    # of 2025 neither is, of 2026 the circular was read
    assert [unsure(rate, year, "3b") for year in (2025, 2026)] == [True, False]


def with_document(*parameters: str) -> Law:
    value = {"own_revenue_rate": Decimal("0.4"), "own_revenue_lines": ("surplus_services", "fees_surplus")}
    source = "Khoản 3 Điều 4 Thông tư 99/2026/TT-BTC"
    return LAW.with_own([(p, LawValue(date(2027, 1, 1), value[p], "V", source)) for p in parameters])


def test_the_blanks_are_listed_until_the_office_enters_the_document():
    assert left_blank(LAW, 2026, VI) == []
    assert left_blank(LAW, 2027, VI) == ["thông tư của Bộ Tài chính về dự toán năm 2027"]
    assert left_blank(LAW, 2025, VI) == [
        "văn bản về quỹ tiền lương của nhóm 4 năm 2025",
        "thông tư của Bộ Tài chính về dự toán năm 2025",
    ]
    assert left_blank(with_document("own_revenue_rate"), 2027, VI) == left_blank(LAW, 2027, VI)
    known = with_document("own_revenue_rate", "own_revenue_lines")
    assert left_blank(known, 2027, VI, ("saving_rate",)) == []


def test_a_document_that_the_office_enters_stands_in_every_slip(ward: Result):
    known = simulate(ward.units, ward.scenario, with_document("own_revenue_rate", "own_revenue_lines"))
    said = cited(known, "Trường Mầm non Hoa Mai (mẫu)", 2027)
    assert "......" not in said
    assert "(Khoản 3 Điều 4 Thông tư 99/2026/TT-BTC)" in said


def test_what_is_to_be_filled_in_is_told_beside_the_papers(ward: Result):
    story = Story(comparison([ward], 2027), 0, VI, {}, CREATED)
    circular = "thông tư của Bộ Tài chính về dự toán năm 2027"
    assert blanks_of(story).startswith(f"Phiếu giải trình chừa chỗ ghi số của {circular}: điền trước khi ký")
    # of a year whose circular cannot be there yet there is nothing to fill in
    assert blanks_of(Story(comparison([ward], 2028), 0, VI, {}, CREATED)) == ""


@pytest.mark.parametrize(
    ("stages", "told"), [('{ aim = "norm" }', False), ('{ aim = "supplement", multiple = 0.1 }', True)]
)
def test_the_payroll_of_group_4_is_a_blank_only_where_money_is_given_by_it(stages: str, told: bool):
    pool = '[allocation]\npool = { from = "percent", by_year = { 2025 = 0.01 } }'
    text = f'name = "P"\n{pool}\nstages = [ {stages} ]'
    city = simulate(load_sample("city_2022")[1], parse_scenario(text), LAW)
    said = blanks_of(Story(comparison([city], 2025), 0, VI, {}, CREATED))
    assert ("quỹ tiền lương của nhóm 4 năm 2025" in said) is told
    assert "dự toán năm 2025" in said


def test_the_levels_of_the_base_pay_stand_with_their_days_and_the_mean_of_the_year(ward: Result):
    # 2026: six months of 2.340.000 and six of 2.530.000
    assert monthly_mean(LAW, "base_pay", 2026) == (6 * 2_340_000 + 6 * 2_530_000) // 12 == 2_435_000
    said = cited(ward, "Trường Mầm non Hoa Mai (mẫu)", 2027)
    assert (
        "Mức lương cơ sở 2026: bình quân 2.435.000 đồng/tháng, gồm 2.340.000 đồng/tháng từ 01/07/2024 "
        "(Nghị định 73/2024/NĐ-CP) và 2.530.000 đồng/tháng từ 01/07/2026 (Nghị định 161/2026/NĐ-CP)" in said
    )
    assert "Mức lương cơ sở 2027: 2.530.000 đồng/tháng từ 01/07/2026 (Nghị định 161/2026/NĐ-CP)" in said


def test_a_citation_of_some_years_alone_is_listed_with_them():
    # the circulars of 2024 and 2026 were read, of no other year
    listed = unconfirmed(LAW, (2026, 2027, 2028), VI)
    assert "Tỷ lệ trích nguồn cải cách tiền lương từ nguồn thu (2027-2028)" in listed
    assert "Tỷ lệ tiết kiệm chi thường xuyên (2023, 2025)" in unconfirmed(LAW, (2023, 2024, 2025, 2026), VI)
    # what is open in every year needs no years
    assert "Số tháng thu học phí trong năm" in listed
    assert not any("trích nguồn" in name for name in unconfirmed(LAW, (2026,), VI))
