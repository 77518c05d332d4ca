"""The comparison in Excel: its cells hold what the model published, in both languages, byte for byte."""

from __future__ import annotations

import io
import re
import time
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from budget.law import national_law
from budget.report.conclusion import Agreed
from budget.report.words import Words
from budget.report.workbook import write_comparison
from budget.report.workbook_book import shown_share
from budget.report.workbook_comparison import bears, comparison, tags
from budget.report.workbook_names import sheet_names
from budget.report.workbook_print import lines
from budget.sample import load_sample
from budget.scenario import Scenario, parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units
from tests.conftest import ROOT
from tests.plans import M, run, service, town

if TYPE_CHECKING:
    from collections.abc import Sequence

CREATED = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - the day in the signature block
OFFICE = {
    "superior": "UBND thành phố Biển Xanh",
    "name": "Phòng Tài chính - Kế hoạch",
    "place": "Biển Xanh",
    "preparer": "Nguyễn Thị Mai",
    "signatory": "Trần Văn Hùng",
    "signatory_title": "Trưởng phòng",
}
SAMPLES = ("city_a_reallocate", "city_b_cut_ten_percent", "city_c_strong_roadmap")


def sample_scenario(name: str) -> Scenario:
    return parse_scenario((ROOT / "data" / "scenarios" / f"{name}.toml").read_text(encoding="utf-8"))


LONG = "Giảm mạnh, dồn cho mầm non"
PA5, PA6 = "PA\N{NO-BREAK SPACE}5", "PA\N{NO-BREAK SPACE}6"


@pytest.mark.parametrize(
    ("names", "told"),
    [
        # the mark; a second B is told as the second
        (["A. Giữ nguyên", "B: Giảm", "B. Giảm (bản sao)"], ["A", "B", "B2"]),
        # and not as another calls itself
        (["B. Giảm", "B. Giảm (bản sao)", "B2. Giảm"], ["B", "B3", "B2"]),
        # 18 letters stand for a mark, 19 do not
        (["A. Giữ", "Phương án giảm sâu"], ["A", "Phương án giảm sâu"]),
        (["A. Giữ", "Phương án giảm đều a"[:19]], ["A", "PA\N{NO-BREAK SPACE}2"]),
        # one too long, or two alike: no name beside a number
        (["A. Giữ", "B. Giảm", "C. Lộ trình", "D. Dồn", "Phương án 4", LONG], ["A", "B", "C", "D", PA5, PA6]),
        (["Giảm đều 10", "Giảm đều 10"], ["PA\N{NO-BREAK SPACE}1", "PA\N{NO-BREAK SPACE}2"]),
    ],
)
def test_plans_go_by_one_way_of_naming(names: list[str], told: list[str]):
    assert tags(names, Words("vi")) == tuple(told)


def test_a_name_that_an_officer_begins_with_the_number_bears_it():
    assert bears("PA 1 - Đến 2025", "PA\N{NO-BREAK SPACE}1")
    assert not bears("Đến 2025", "PA\N{NO-BREAK SPACE}1")


@pytest.fixture(scope="module")
def city() -> Units:
    return load_sample("city_2022")[1]


@pytest.fixture(scope="module")
def results(city: Units) -> list[Result]:
    return [simulate(city, sample_scenario(name), national_law()) for name in SAMPLES]


def written(results: Sequence[Result], words: Words | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    chosen = {"year": 2025, "organisation": OFFICE, "created": CREATED} | options
    write_comparison(out, results, words=words or Words("vi", "dong"), **chosen)
    return out.getvalue()


def sheets(book: bytes) -> dict[str, list[list[Any]]]:
    reader = CalamineWorkbook.from_filelike(io.BytesIO(book))
    return {
        name: reader.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in reader.sheet_names
    }


def unit_rows(sheet: list[list[Any]], code: str) -> list[list[Any]]:
    return [row for row in sheet if len(row) > 2 and row[1] == code]


@pytest.fixture(scope="module")
def book(results: list[Result]) -> dict[str, list[list[Any]]]:
    return sheets(written(results))


def test_sheets_in_their_order(book: dict[str, list[list[Any]]]):
    assert list(book) == [
        "Tóm tắt",
        "So sánh",
        "A. Giữ nguyên nguồn, chia lại",
        "B. Giảm 10 % đến 2025, dành…",
        "C. Lộ trình tự chủ mạnh, bù…",
        "Theo năm",
        "Giả định",
        "Biện pháp",
        "Căn cứ",
        "Tham số",
        "Dữ liệu",
        "Phát hiện",
        "Kiểm tra",
        "Tính HT1",
        "Tính 1",
        "Tính 2",
        "Tính 3",
        "Khi xuất",
    ]


def test_the_first_page_counts_the_pupils_of_the_year_that_it_names(
    book: dict[str, list[list[Any]]], results: list[Result]
):
    pupils = sum(int(n) for n in results[0].units["pupils"])
    said = next(c for row in book["Tóm tắt"] for c in row if "Số liệu gốc năm 2022" in str(c))
    assert f"với {Words('vi').numbers.count(pupils)} học sinh" in said


def test_every_unit_stands_with_its_published_support(
    book: dict[str, list[list[Any]]], results: list[Result]
):
    j = results[0].year(2025)
    for i, code in enumerate(results[0].units.code):
        (row,) = unit_rows(book["So sánh"], code)
        published = [int(result.published("support")[i, j]) for result in results]
        quo = int(results[0].published("status_quo")[i, j])
        assert [row[4], row[5], row[8], row[11]] == [quo, *published]
        assert [row[6], row[9], row[12]] == [support - quo for support in published]


def test_the_total_is_the_published_one_and_the_sum_of_groups_and_of_units(
    book: dict[str, list[list[Any]]], results: list[Result]
):
    sheet = book["So sánh"]
    (total,) = [row for row in sheet if len(row) > 2 and row[2] == "Tổng cộng"]
    groups = [row for row in sheet if row[0] in ("I", "II", "III", "IV", "V")]
    units = [row for code in results[0].units.code for row in unit_rows(sheet, code)]
    assert len(groups) == 5
    for column in (4, 5, 6, 8, 9, 11, 12):
        assert total[column] == sum(row[column] for row in groups) == sum(row[column] for row in units)
    assert total[11] == int(results[2].totals["support"][results[2].year(2025)])


def test_a_scenario_sheet_holds_every_figure_of_the_year(
    book: dict[str, list[list[Any]]], results: list[Result]
):
    result, j = results[2], results[2].year(2025)
    sheet = book["C. Lộ trình tự chủ mạnh, bù…"]
    places = {4: "own_revenue", 5: "spending", 6: "salary", 7: "operations", 10: "status_quo", 11: "released"}
    places |= {12: "cut", 13: "increase", 14: "support", 17: "balance", 18: "norm", 19: "available"}
    places |= {21: "roadmap_revenue", 22: "roadmap_saving", 25: "set_aside", 26: "used_for_pay"}
    places |= {28: "reserve", 30: "supplement", 31: "development", 32: "bonus", 33: "carried"}
    places |= {34: "payroll", 35: "saving"}
    for i, code in enumerate(result.units.code):
        (row,) = unit_rows(sheet, code)
        assert {figure: row[c] for c, figure in places.items()} == {
            figure: int(result.published(figure)[i, j]) for figure in places.values()
        }
        assert row[8] == shown_share(result["ratio"][i, j])


def test_totals_by_year_are_the_published_ones(book: dict[str, list[list[Any]]], results: list[Result]):
    sheet = book["Theo năm"]
    # of the second plan: below its name
    start = next(n for n, row in enumerate(sheet) if str(row[0]).startswith("Phương án: B."))
    labels = {
        "Kinh phí hiện trạng (dự kiến khi không có phương án)": "status_quo",
        "Kinh phí giao tự chủ": "support",
    }
    labels |= {"Nguồn tăng kinh phí": "pool", "Giảm theo lộ trình tự chủ": "released"}
    for label, figure in labels.items():
        row = next(row for row in sheet[start:] if row[0] == label)
        assert row[1:7] == results[1].totals[figure].tolist()


def test_money_stands_exactly_in_the_unit_of_measure(results: list[Result]):
    sheet = sheets(written(results, Words("vi", "million")))["So sánh"]
    j = results[0].year(2025)
    for i, code in enumerate(results[0].units.code):
        (row,) = unit_rows(sheet, code)
        assert row[5] == int(results[0].published("support")[i, j]) / 1_000_000
    assert any("Đơn vị tính: triệu đồng" in row for row in sheet)


def test_the_data_are_those_that_were_loaded(book: dict[str, list[list[Any]]], city: Units):
    sheet = book["Dữ liệu"]
    head = next(n for n, row in enumerate(sheet) if row[0] == "STT")
    place = sheet[head].index("Tiền lương, phụ cấp, các khoản đóng góp")
    salaries = {row[1]: row[place] for row in sheet[head + 1 : head + 1 + len(city)]}
    assert salaries == dict(zip(city.code, city["salary"].tolist(), strict=True))


def test_the_law_stands_with_document_and_what_is_unconfirmed_says_so(book: dict[str, list[list[Any]]]):
    rows = [row for row in book["Căn cứ"] if row[1] == "Mức lương cơ sở"]
    values = [(row[2], row[3]) for row in rows]
    assert values[0] == ("1.490.000 đồng/tháng", "01/07/2019")
    assert ("2.340.000 đồng/tháng", "01/07/2024") in values
    unconfirmed = [row[1] for row in book["Căn cứ"] if row[5] == "M (chưa xác nhận)"]
    assert "Số tháng thu học phí trong năm" in unconfirmed
    periods = [row[2] for row in book["Căn cứ"] if row[1] == "Thời kỳ ổn định mức tự chủ"]
    assert periods == ["đến hết năm 2025", "đến hết năm 2030"]


def test_the_law_is_numbered_without_gaps_and_explains_its_marks_as_the_screen_does(
    book: dict[str, list[list[Any]]],
):
    # norms without a value have no row, and no number
    numbers = [int(row[0]) for row in book["Căn cứ"] if str(row[0]).isdigit()]
    assert numbers == list(range(1, len(numbers) + 1))
    said = [row[0] for row in book["Căn cứ"] if str(row[0]).startswith("V:")]
    assert said == [Words("vi").t("law.basis")]
    assert "điều còn chưa xác nhận" in said[0]


def test_assumptions_and_measures_are_told_in_words(book: dict[str, list[list[Any]]]):
    told = {row[1]: row[2:6] for row in book["Giả định"] if len(row) > 5}
    assert told["Trượt giá chi hoạt động"] == [0, 0.035, 0.035, 0.035]
    assert told["Biện pháp 1"][1] == (
        "mầm non và sự nghiệp khác thuộc nhóm 3a, nhóm 3b và nhóm 3c ở năm gốc: "
        "giảm bằng mức tối thiểu theo quy định"
    )
    assert told["Lộ trình 1"][1] == "không"
    assert "tự bảo đảm 48\N{NO-BREAK SPACE}% năm 2025" in told["Lộ trình 1"][2]


def test_units_of_a_measure_are_called_by_name_and_a_long_name_keeps_its_ends():
    """Of 48 letters 17, cut back to whole words, are at the front ("Trung tâm Giáo", 14); the 31 that are
    left beside " … " end the name: "- Giáo dục thường xuyên Nam Hải"."""
    long = "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên Nam Hải"
    rows = [service("9100086", name=long, support=1000 * M), service("9100087", name="Đài", support=M)]
    text = '[[reductions]]\nmethod = "rate"\nrate = 0.02\nunits = { codes = ["9100086", "9100087"] }'
    found = sheets(written([run(2022, rows, text)], year=2023))
    for name, sheet in found.items():
        said = " ".join(str(cell) for row in sheet for cell in row if cell is not None)
        assert "mã 9100086" not in said, name
    said = " ".join(str(cell) for row in found["Giả định"] for cell in row if cell is not None)
    assert "Trung tâm Giáo … - Giáo dục thường xuyên Nam Hải và Đài: giảm 2" in said


def test_findings_are_counted_and_bounded(results: list[Result], book: dict[str, list[list[Any]]]):
    rows = [row for row in book["Phát hiện"] if row[1] in ("Lỗi", "Cảnh báo", "Lưu ý")]
    counted = {(row[2], row[4]): row[3] for row in rows if row[4] in ("Đơn vị thiếu nguồn", "Chuyển nhóm")}
    for result in results:
        assert counted[result.scenario.name, "Đơn vị thiếu nguồn"] == result.findings.count("deficit")
    sentences = [row for row in rows if "thiếu nguồn" in str(row[4]) and row[3] == 2025]
    assert 0 < len(sentences) <= 75


def test_text_is_text_whatever_it_begins_with(city: Units):
    rows = city.rows()[:2]
    rows[0] |= {"name": '=HYPERLINK("http://x","y")', "ward": "+1", "field": "@SUM(A1)", "owner": "-2"}
    wild = Scenario(name="=1+1", author="@a", note="-cmd|x")
    out = written([simulate(Units.from_rows(2022, rows), wild, national_law())])
    book = openpyxl.load_workbook(io.BytesIO(out))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    for text in ('=HYPERLINK("http://x","y")', "+1", "@SUM(A1)", "-2", "=1+1"):
        cells = [cell for cell in found if cell.value == text]
        assert cells
        assert all(cell.data_type == "s" for cell in cells)
    assert not any(cell.hyperlink for cell in found)


def test_equal_input_gives_equal_bytes(results: list[Result]):
    assert written(results) == written(results)


def test_one_and_six_scenarios_english_and_a_baseline(results: list[Result]):
    one = sheets(written(results[:1], Words("en", "million"), year=None))
    assert next(iter(one)) == "Summary"
    assert not [cell for sheet in one.values() for row in sheet for cell in row if "workbook." in str(cell)]
    six = sheets(written([*results, *results], Words("en", "billion"), baseline=1, formulas=False))
    # one a plan, and summary, comparison, years, assumptions, law, data, findings
    assert len(six) == 13
    (row,) = unit_rows(six["Comparison"], results[0].units.code[0])
    assert [row[9], row[12 + 6]] == [0, 0]


def test_scenarios_on_other_assumptions_are_compared_with_their_own_status_quo(city: Units):
    a = Scenario.model_validate({"name": "A"})
    b = Scenario.model_validate({"name": "B", "assumptions": {"state_pays_rises": 0}})
    results = [simulate(city, scenario, national_law()) for scenario in (a, b)]
    shown = comparison(results)
    assert shown.quo_of == (0, 1)
    assert [shown.change(k) for k in (0, 1)] == [0, 0]
    head = [cell for row in sheets(written(results))["So sánh"][:8] for cell in row]
    assert "Hiện trạng theo giả định của B" in head


def test_charts_pages_and_fingerprint_of_every_sheet(results: list[Result]):
    with zipfile.ZipFile(io.BytesIO(written(results))) as package:
        names = package.namelist()
        assert sum(name.startswith("xl/charts/chart") for name in names) >= 3
        pages = [
            package.read(n).decode()
            for n in sorted(names, key=lambda n: (len(n), n))
            if n.startswith("xl/worksheets/sheet")
        ]
        chart = package.read("xl/charts/chart1.xml").decode()
        told = package.read("docProps/custom.xml").decode()
    # the four sheets that compute print a long narrow table, the others wide ones, in đồng the years too
    assert ['orientation="landscape"' in page for page in pages].count(False) == 4
    for page in pages:
        assert 'paperSize="9"' in page
        assert re.search(r"Dấu kiểm tra của (?:bảng so sánh|phương án): [0-9a-f]{16}", page)
        assert "Trang &amp;P/&amp;N" in page
    # summary, comparison, three plans and the years are handed in; all behind them are to look up
    assert ["Để tra cứu, không cần in khi trình" in page for page in pages] == [False] * 6 + [True] * (
        len(pages) - 6
    )
    # plans of about one total differ in what they cut and give: a bar of each, a plan each
    assert "<c:lineChart>" not in chart
    assert [len(re.findall(r"<c:ser>", chart)), chart.count('ptCount val="3"')] == [2, 4]
    assert ["Giảm chi (lộ trình và biện pháp)" in chart, "Cấp thêm cho đơn vị" in chart] == [True, True]
    assert all(result.fingerprint in told for result in results)


def test_signatures_and_day(book: dict[str, list[list[Any]]]):
    cells = [cell for row in book["Tóm tắt"] for cell in row]
    assert "Biển Xanh, ngày … tháng … năm …" in cells
    assert {"NGƯỜI LẬP BIỂU", "TRƯỞNG PHÒNG", "Trần Văn Hùng", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"} <= set(
        cells
    )


def test_who_proposed_the_plan_stands_on_the_first_two_sheets():
    said = "Phương án đề nghị: “Thử”, ghi lúc 08:00 05/01/2026, Mai ghi."
    made = sheets(written([run(2022, town())], organisation=OFFICE | {"recorded": said}))
    assert [said in [cell for row in made[name] for cell in row] for name in ("Tóm tắt", "So sánh")] == [
        True
    ] * 2


def test_the_plan_decided_on_is_named_with_its_day_on_the_first_two_sheets(results: list[Result]):
    made = sheets(written(results, decided=(1, Agreed(datetime(2026, 11, 26, 15, 30)))))  # noqa: DTZ001
    said = (
        "Phương án “B. Giảm 10 % đến 2025, dành cho trường” đã được thông qua tại cuộc họp, theo Biên bản "
        "họp ngày 26/11/2026."
    )
    for name in ("Tóm tắt", "So sánh"):
        assert said in [cell for row in made[name] for cell in row]


def test_a_plan_that_the_meeting_made_is_told_as_such(results: list[Result]):
    at = datetime(2026, 11, 26, 15, 30)  # noqa: DTZ001
    born = sheets(written(results, decided=(1, Agreed(at, origin="A. Bản  trình"))))
    for sheet in list(born)[:2]:
        assert "Phương án này được sửa tại cuộc họp từ “A. Bản trình”." in str(born[sheet])
    assert "sửa tại cuộc họp" not in str(sheets(written(results, decided=(1, Agreed(at)))))


def test_what_a_reduction_is_a_share_of_stands_beside_it(
    book: dict[str, list[list[Any]]], results: list[Result]
):
    """The sum cut, the base year's support and the status quo, and the two shares that they make."""
    lines = {str(row[1]): row[3:7] for row in book["Tóm tắt"] if len(row) > 6}
    cut, base, quo = (
        lines[label]
        for label in (
            "Tổng số giảm (1 + 2)",
            "Kinh phí năm gốc 2022 của mọi đơn vị",
            "Kinh phí hiện trạng (dự kiến khi không có phương án)",
        )
    )
    support = int(results[0].totals["support"][0])
    assert base == [support] * 4
    for label, whole in (
        ("Tổng số giảm, % kinh phí năm gốc 2022", base),
        ("Tổng số giảm, % hiện trạng 2025", quo),
    ):
        for shown, part, of in zip(lines[label], cut, whole, strict=True):
            # shares are cut to a tenth of a percent, never rounded
            assert shown <= part / of < shown + 0.001


def test_a_deputy_signs_in_two_lines_above_a_blank_for_the_name(results: list[Result]):
    office = {"name": "Phòng", "signatory_title": "KT. Trưởng phòng / Phó Trưởng phòng"}
    cells = sheets(written(results, organisation=office))["Tóm tắt"]
    column = {str(cell): n for n, row in enumerate(cells) for cell in row if cell}
    first = column["KT. TRƯỞNG PHÒNG"]
    assert (column["PHÓ TRƯỞNG PHÒNG"], column["(Ký, họ tên, đóng dấu)"]) == (first + 1, first + 2)
    assert column["NGƯỜI LẬP BIỂU"] == first
    assert column["................"] > first + 2


def test_what_cannot_be_compared_is_refused(results: list[Result], city: Units):
    with pytest.raises(ValueError, match="0 scenarios"):
        comparison([])
    with pytest.raises(ValueError, match="7 scenarios"):
        comparison([results[0]] * 7)
    with pytest.raises(ValueError, match="year 2040"):
        comparison(results, 2040)
    with pytest.raises(ValueError, match="baseline 3"):
        comparison(results, 2025, 3)
    other = Units.from_rows(2022, city.rows()[:3])
    with pytest.raises(ValueError, match="other data"):
        comparison([results[0], simulate(other, Scenario(name="x"), national_law())])
    early = Units.from_rows(2015, city.rows()[:3])
    with pytest.raises(ValueError, match="not computed"):
        comparison([simulate(early, Scenario(name="x"), national_law())])


def test_sheet_names_are_what_excel_takes():
    long = "Phương án " + "rất " * 10 + "dài"
    names = sheet_names(
        ["Tóm tắt"], ["a/b:c*?[d]\\", "TÓM TẮT", "'x'", long, long, "", "History", "\t\n", "😀" * 20]
    )
    assert names[:3] == ["a b c d", "TÓM TẮT (2)", "x"]
    assert names[5] == "6"
    assert names[6] == "History (2)"
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")


def test_a_shown_share_is_cut_not_rounded():
    assert [shown_share(x) for x in (0.69999, 0.7, 0.1 + 0.2, -0.0429, 0.0)] == [0.699, 0.7, 0.3, -0.042, 0.0]


def test_lines_are_counted_by_whole_words():
    assert lines("Trường Tiểu học", 30) == 1
    assert lines("Trường Tiểu học Nguyễn Bỉnh Khiêm", 18) == 2
    assert lines("a\nb", 30) == 2


def test_a_province_of_1500_units_is_written_in_ten_seconds(city: Units):
    rows = [row | {"code": f"{row['code']}-{n}"} for n in range(21) for row in city.rows()][:1500]
    province = Units.from_rows(2022, rows)
    results = [simulate(province, sample_scenario(name), national_law()) for name in SAMPLES]
    start = time.process_time()
    written(results)
    assert time.process_time() - start < 10


def test_pay_that_is_not_there_yet_is_blank_and_said(city):
    """A unit without pay: its cell is blank, not 0, and the summary says that the results are provisional."""
    rows = city.rows()
    rows[3]["salary"] = 0
    units = Units.from_rows(city.base_year, rows)
    words = Words("vi", "dong")
    book = sheets(written([simulate(units, sample_scenario(SAMPLES[0]), national_law())], words))
    said = words.t("workbook.note_pending", n=1, column="salary")
    assert any(said in row for row in book[words.t("workbook.sheet.summary")])
    data = book[words.t("workbook.sheet.data")]
    head = next(row for row in data if words.column("salary") in row)
    line = next(row for row in data if rows[3]["code"] in row)
    assert line[head.index(words.column("salary"))] == ""


def test_what_service_units_give_up_is_told_as_a_share_of_all_of_them(
    book: dict[str, list[list[Any]]], results: list[Result]
):
    """Plan A cuts one preschool too, which is no part of it; the target of B is a tenth of what they had."""
    label = "Số giảm của các đơn vị sự nghiệp khác, % kinh phí năm gốc 2022 của mọi đơn vị sự nghiệp khác"
    (row,) = [line[4:6] for line in book["Tóm tắt"] if line[1] == label]
    city = results[0].units
    service = np.array([kind == "service" for kind in city.kind])
    base = int(city["support"][service].sum())
    for shown, result in zip(row, results[:2], strict=True):
        gone = result.published("released") + result.published("cut")
        saved = int(gone[service, result.year(2025)].sum())
        # cut to a tenth of a percent
        assert shown <= saved / base < shown + 0.001
    assert row[1] == pytest.approx(0.1)


def test_what_is_lacking_has_no_minus_as_on_slides(book: dict[str, list[list[Any]]], results: list[Result]):
    (row,) = [line[3:7] for line in book["Tóm tắt"] if line[1] == "Tổng số thiếu"]
    lacking = [-int(r.published("balance")[r.published("balance")[:, 3] < 0, 3].sum()) for r in results]
    assert results[0].year(2025) == 3
    assert row[1:] == lacking


def test_the_set_aside_of_a_unit_is_the_sum_of_what_became_of_it():
    """A unit of group 4 that earns 100 and, 10 % more, 110: 40 % of it are 40 and 44. The 4 more pay for the
    rise, of which the State would have paid far more; the 40 were in the salaries of the base year already.
    """
    rows = [service("V1", users=100 * M, salary=2_000 * M, support=1_900 * M)]
    text = "horizon = 2023\n[assumptions]\nrevenue_growth = { users = 0.1 }\n"
    book = written([run(2022, rows, text)], year=2023)
    sheet = sheets(book)["Thử"]
    heads = next(row for row in sheet if "Trích cải cách tiền lương" in row)
    first = heads.index("Trích cải cách tiền lương")
    assert heads[first + 1 : first + 4] == [
        "trong đó đã chi tăng lương",
        "đã nằm trong lương năm gốc, giá dịch vụ",
        "còn giữ",
    ]
    (unit,) = unit_rows(sheet, "V1")
    assert unit[first : first + 4] == [44 * M, 4 * M, 40 * M, 0]
    # a formula, so that it goes on adding up where an input is changed in Excel
    made = openpyxl.load_workbook(io.BytesIO(book))["Thử"]
    (cell,) = (row[first + 2] for row in made.iter_rows() if row[1].value == "V1")
    assert re.fullmatch(r"=([A-Z]+)(\d+)-([A-Z]+)\2-([A-Z]+)\2", cell.value)


def test_rows_that_count_findings_are_as_high_as_the_name_of_their_plan():
    # 38 letters a line of 36 characters and more: two lines
    long = "Phương án có tên rất dài nên cần hai dòng trong bảng"
    rows = [service("V1", management=1_000 * M, support=900 * M)]
    result = simulate(
        Units.from_rows(2022, rows), parse_scenario(f'name = "{long}"\nhorizon = 2023\n'), national_law()
    )
    sheet = openpyxl.load_workbook(io.BytesIO(written([result], year=2023)))["Phát hiện"]
    heights = [sheet.row_dimensions[row[2].row].height for row in sheet.iter_rows() if row[2].value == long]
    assert heights
    assert all(height == 30 for height in heights)
