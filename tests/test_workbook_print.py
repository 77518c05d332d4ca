"""The workbook on paper: where pages begin, and that what belongs together stays together."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from budget.law import national_law
from budget.report.words import Words
from budget.report.workbook_print import columns_apart, lines, pages_down, rows_apart, scale_of, widest
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import simulate
from budget.units import Units
from tests.conftest import ROOT
from tests.test_workbook import SAMPLES, sample_scenario, written

if TYPE_CHECKING:
    from pathlib import Path


def test_a_page_is_filled_and_the_next_begins():
    # three rows of 10 fill a page of 30; the fourth begins another
    assert rows_apart([10] * 7, 30) == [3, 6]
    assert rows_apart([10] * 3, 30) == []


def test_rows_that_every_page_repeats_take_their_room():
    # the second page repeats the first row, and has room for two others
    assert rows_apart([10] * 7, 30, head=(0, 0)) == [3, 5]


def test_a_row_that_is_kept_takes_the_one_before_along():
    # row 3 stays with row 2: the page ends after row 1
    assert rows_apart([10] * 5, 30, glued={3}) == [2]
    # a chain from 1 to 4 does not fit a page: it is parted where the page is full
    assert rows_apart([10] * 5, 30, glued={1, 2, 3, 4}) == [3]


def test_a_forced_page_begins_whatever_room_is_left():
    assert rows_apart([10] * 5, 30, forced={2}, glued={2}) == [2]


def test_a_wide_sheet_takes_pages_of_about_equal_width():
    # 3 columns of 10 repeated, of 75 pixels, 30 of 15, of 110: 3.300 beside the 225; a page of 920 at
    # 75 % has 1.001 for them: four pages of (480 + 3 x 30) / 4 = 142,5, too few: of 150, 8 columns of 15
    assert columns_apart([10.0] * 3 + [15.0] * 30) == [11, 19, 27]
    # of 75 pixels 16 take 1.200, and a page has 1.226
    assert columns_apart([10.0] * 16) == []
    assert columns_apart([10.0] * 17) != []
    # 7 pixels a character and 5 a column: 10 columns of 75, in a page of 920
    assert widest([10.0] * 10, ()) == 750
    assert scale_of(750) == 100
    assert scale_of(1840) == 50


def test_no_last_page_is_nearly_empty():
    # at 100 % a page has room for 495 points: 49 rows of 10; at 88 % for 562: 56 rows
    assert pages_down([10] * 56, 100) == (88, [])
    # 57 fit neither: 55 % of 495 has room for 27 and would take three pages, 60 % for 29: 29 and 28
    assert pages_down([10] * 57, 100) == (100, [29])
    # 70 rows leave 21 for the second page: more than four tenths of it
    assert pages_down([10] * 70, 100) == (100, [49])
    # a page that is begun on purpose may be short
    assert pages_down([10] * 30, 100, forced={28}) == (100, [28])
    # of 50 rows before such a page the last would be alone on one; at 88 % all 50 have room on the first
    assert pages_down([10] * 80, 100, forced={50}) == (88, [50])


@pytest.mark.parametrize(
    ("text", "bold", "count"),
    [
        # widths in thousandths of 11 points, from the metrics of Times New Roman, in a column of 252 pixels
        ("Trường THCS Nguyễn Đình Chiểu (mẫu)", False, 1),
        ("Trường THCS Nguyễn Đình Chiểu (mẫu)", True, 2),
        ("Trường THCS Nguyễn Thị Minh Khai (mẫu)", False, 2),
    ],
)
def test_a_name_takes_as_many_lines_as_it_needs(text: str, bold: bool, count: int):
    assert lines(text, 36, bold=bold) == count


def test_the_sheets_for_computing_print_the_figures_of_the_years_only(soffice: str, tmp_path: Path):
    rows = load_sample("city_2022")[1].rows()[::6]
    results = [simulate(Units.from_rows(2022, rows), sample_scenario(n), national_law()) for n in SAMPLES]
    content = written(results)
    areas = re.findall(
        r"'Tính [^']*'![^<]*", zipfile.ZipFile(io.BytesIO(content)).read("xl/workbook.xml").decode()
    )
    # 12 units from row 7 on, two rows apart the heading; every page repeats the title above
    printed = [area.partition("!")[2] for area in areas]
    assert [area[:5] for area in printed if area.startswith("$A$")] == ["$A$20"] * 4
    assert printed.count("$1:$3") == 4
    # no page begins with a roadmap or a measure whose head stands on the page before
    measures = openpyxl.load_workbook(io.BytesIO(content))[Words().t("workbook.sheet.measures")]
    begun = [measures.cell(one.id + 1, 1).value for one in measures.row_breaks.brk]
    assert begun
    assert not any(str(value or "").isdigit() for value in begun)
    book = tmp_path / "book.xlsx"
    book.write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    pages = len(re.findall(rb"/Type\s*/Page\b", book.with_suffix(".pdf").read_bytes()))
    # one each for the four sheets that compute; the others as a reader wants them
    assert 20 < pages < 40


def test_what_nobody_reads_on_paper_is_not_printed():
    """The print areas of the sheets whose last columns or rows are for the screen, as the file names them."""
    rows = load_sample("city_2022")[1].rows()[::6]
    results = [simulate(Units.from_rows(2022, rows), sample_scenario(SAMPLES[0]), national_law())]
    book = zipfile.ZipFile(io.BytesIO(written(results))).read("xl/workbook.xml").decode()
    areas = dict(re.findall(r"Print_Area\"[^>]*>'?([^'!]*)'?!\$A\$1:\$([A-Z]+)\$", book))
    # STT, code, name; 14 columns of money by step: 17 columns, Q. Balance, roadmap and funds are not
    assert areas["A. Giữ nguyên nguồn, chia lại"] == "Q"
    # the first of the pages side by side of the data: 140 characters to column G, with the next one 157
    assert areas["Dữ liệu"] == "G"
    assert areas["Phát hiện"] == "E"


def test_the_title_of_a_plan_stands_in_the_middle_of_what_is_printed():
    units = Units.from_rows(2022, [{"code": "01", "name": "Trường A", "kind": "primary", "support": 10**9}])
    book = openpyxl.load_workbook(
        io.BytesIO(
            written([simulate(units, sample_scenario(SAMPLES[0]), national_law())], Words("vi", "million"))
        )
    )
    sheet = book.worksheets[2]
    # A to Q are printed, the title is merged over them
    assert sheet.print_area.endswith("$A$1:$Q$" + sheet.print_area.rpartition("$")[2])
    assert "A1:Q1" in [str(cells) for cells in sheet.merged_cells.ranges]


def test_sheets_are_printed_at_three_quarters_and_those_of_plans_hardly_smaller():
    units = load_sample("ward_2026")[1]
    ward = (ROOT / "data" / "scenarios" / "ward_2026.toml").read_text(encoding="utf-8")
    results = [simulate(units, parse_scenario(ward), national_law())] * 2
    # in triệu đồng 17 columns of one page: 1.341 pixels on 920 are 68 %; in đồng they take two at 75 %
    for unit, scale in (("million", 68), ("dong", 75)):
        made = written(results, Words("vi", unit), year=2027)
        book = openpyxl.load_workbook(io.BytesIO(made))
        scales = {sheet.title: sheet.page_setup.scale for sheet in book if sheet.page_setup.scale}
        plans = [title for title in scales if title.startswith("Phường")]
        assert len(plans) == 2
        assert {scales.pop(title) for title in plans} == {scale}
        assert min(scales.values()) >= 75, unit


def test_no_name_in_a_legend_takes_a_second_line():
    """Names of more than forty letters were printed over one another."""
    units = Units.from_rows(2022, [{"code": "01", "name": "Trường A", "kind": "primary", "support": 10**9}])
    name = "A. Giữ nguyên nguồn " + "và chia lại cho các trường " * 4
    # what is given from outside sets the plan apart from the status quo, so that a legend names it
    yearly = "2023 = 50_000_000, 2024 = 50_000_000, 2025 = 50_000_000"
    pool = f'[allocation]\npool = {{ from = "amount", by_year = {{ {yearly} }} }}\n'
    text = f'name = "{name.strip()}"\nhorizon = 2025\n{pool}[[allocation.stages]]\naim = "share"\n'
    content = zipfile.ZipFile(io.BytesIO(written([simulate(units, parse_scenario(text), national_law())])))
    charts = [content.read(one).decode() for one in content.namelist() if one.startswith("xl/charts/chart")]
    named = [one for made in charts for one in re.findall(r"<c:tx>(?!<c:rich).*?<c:v>(.*?)</c:v>", made)]
    # a third of the forty, to the end of a word, and the end of the name
    assert any(name.startswith("A. Giữ nguyên …") and name.endswith("cho các trường") for name in named)
    assert max(map(len, named)) <= 40
