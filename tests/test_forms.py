"""The official forms: their columns as the circular has them, and figures equal to the model's."""

from __future__ import annotations

import io
import subprocess
import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import openpyxl
import pytest

from budget.drivers import LINES_OF_A
from budget.form_lines import SUMMARY, form_year
from budget.intake import read_files
from budget.law import national_law
from budget.report.forms import owners_apart, write_summary_forms, write_unit_form
from budget.report.words import Words
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units
from tests.conftest import ROOT
from tests.plans import M, run, school, service

if TYPE_CHECKING:
    from pathlib import Path

CREATED = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - a day of the office
OFFICE = {"superior": "UBND thành phố Biển Xanh", "name": "Phòng Tài chính - Kế hoạch"}
YEAR = 2025
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
TOLERANCE = 1e-6
"""In triệu đồng: a đồng."""


@pytest.fixture(scope="module")
def city() -> Result:
    units = load_sample("city_2022")[1]
    text = (ROOT / "data" / "scenarios" / "city_c_strong_roadmap.toml").read_text(encoding="utf-8")
    return simulate(units, parse_scenario(text), national_law())


def summary(result: Result, language: str = "vi", year: int = YEAR) -> bytes:
    out = io.BytesIO()
    write_summary_forms(out, result, words=Words(language), organisation=OFFICE, year=year, created=CREATED)
    return out.getvalue()


def unit_form(result: Result, unit: str, year: int = YEAR, **office: str) -> bytes:
    out = io.BytesIO()
    write_unit_form(
        out, result, unit, words=Words("vi"), organisation=OFFICE | office, year=year, created=CREATED
    )
    return out.getvalue()


def sheets(book: bytes, *, values: bool = True) -> dict[str, list[list[Any]]]:
    found = openpyxl.load_workbook(io.BytesIO(book), data_only=values)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in found}


@pytest.fixture(scope="module")
def forms(city: Result) -> dict[str, list[list[Any]]]:
    return sheets(summary(city))


def numbers_row(sheet: list[list[Any]]) -> list[Any]:
    return next(row for row in sheet if row[0] == "1" and row[1] == "2")


def unit_rows(sheet: list[list[Any]], result: Result) -> dict[str, list[Any]]:
    return {row[1]: row for row in sheet if row[1] in result.units.name}


def test_who_manages_a_unit_by_the_data_is_told_where_it_is_neither_the_office_nor_the_body_above():
    office = {"superior": "UBND phường Biển Xanh", "name": "Phòng Kinh tế"}
    owners = ["UBND  phường biển xanh", "Phòng Kinh tế", "", "Phòng Giáo dục", "UBND TP Cũ", "UBND TP  Cũ"]
    assert owners_apart(owners, office) == [("UBND TP Cũ", 2), ("Phòng Giáo dục", 1)]
    assert owners_apart(owners[:3], office) == []


def test_the_columns_are_numbered_as_in_the_circular(forms: dict[str, list[list[Any]]]):
    first, second = (numbers_row(forms[name]) for name in ("Biểu 1", "Biểu 2"))
    assert first == [
        *("1", "2", "3=4+6+7+8+9", "4", "5", "6", "7", "8", "9", "10=11+12+13+14", "11", "12", "13", "14"),
        *("15=3/10×100%", "16=17+18", "17", "18"),
    ]
    assert second == [*first[:15], "16", "17"]


def test_every_unit_once_in_the_block_of_its_group(city: Result, forms: dict[str, list[list[Any]]]):
    shown = form_year(city, YEAR)
    place, seen = "", []
    for row in forms["Biểu 2"]:
        if row[0] in ("I", "II", "III", "IV"):
            place = row[0]
        if row[1] in city.units.name:
            group = shown.group[city.units.name.index(row[1])]
            assert place == {"1": "I", "2": "II", "3": "III", "4": "IV"}[group[0]]
            assert row[16] == f"Nhóm {group}"
            seen.append(row[1])
    assert sorted(seen) == sorted(city.units.name)


@pytest.mark.parametrize(("name", "year"), [("Biểu 1", 2022), ("Biểu 2", YEAR)])
def test_figures_are_the_models_and_columns_add_up(
    city: Result, forms: dict[str, list[list[Any]]], name: str, year: int
):
    rows, j = unit_rows(forms[name], city), city.year(year)
    revenue, spending = city.published("own_revenue")[:, j], city.published("spending")[:, j]
    salary = city.published("salary")[:, j]
    for i, unit in enumerate(city.units.name):
        row = rows[unit]
        assert row[2] * 10**6 == pytest.approx(int(revenue[i]), abs=0.5)
        assert row[9] * 10**6 == pytest.approx(int(spending[i]), abs=0.5)
        assert row[10] * 10**6 == pytest.approx(int(salary[i]), abs=0.5)
        assert row[2] == pytest.approx(row[3] + row[5] + row[6] + row[7] + row[8], abs=TOLERANCE)
        assert row[9] == pytest.approx(sum(row[10:14]), abs=TOLERANCE)
    total = next(row for row in forms[name] if row[1] == "Tổng cộng")
    assert total[2] * 10**6 == pytest.approx(int(revenue.sum()), abs=0.5)
    assert total[9] * 10**6 == pytest.approx(int(spending.sum()), abs=0.5)
    blocks = [row for row in forms[name] if row[0] in ("I", "II", "III", "IV")]
    assert sum(row[2] for row in blocks) == pytest.approx(total[2], abs=TOLERANCE)


def test_the_base_year_is_the_data_as_sent(city: Result, forms: dict[str, list[list[Any]]]):
    rows, units = unit_rows(forms["Biểu 1"], city), city.units
    for i, name in enumerate(units.name):
        professional = units["experts"][i] + units["professional"][i] + units["fee_work"][i]
        assert rows[name][11] * 10**6 == pytest.approx(professional, abs=0.5)
        assert rows[name][12] * 10**6 == pytest.approx(units["management"][i], abs=0.5)
        assert rows[name][4] * 10**6 == pytest.approx(units["orders"][i], abs=0.5)


def test_the_example_of_the_circular():
    """TT 56/2022, Phụ lục 1, Ví dụ 1: A 3.200, B 5.700, 56,1 %, group 3 (triệu đồng)."""
    result = run(
        2022,
        [
            school(
                compensation=1000 * M,
                tuition=2000 * M,
                service_revenue=1200 * M,
                service_cost=1000 * M,
                salary=4000 * M,
                professional=1700 * M,
                support=2500 * M,
            )
        ],
        "horizon = 2023",
    )
    row = unit_rows(sheets(summary(result, year=2023))["Biểu 1"], result)["T1"]
    assert row[2:15] == pytest.approx([3200, 3000, 0, 0, 0, 200, 0, 5700, 4000, 1700, 0, 0, 0.561])
    form = {row[1]: row for row in sheets(unit_form(result, "T1", 2023))["Biểu 1"] if row[1]}
    assert form["Nguồn thu xác định mức độ tự chủ tài chính (A)"][7] == pytest.approx(3200)
    assert form["Thu từ người thụ hưởng"][7] == pytest.approx(2000)
    assert form["Chi thường xuyên giao tự chủ (B)"][7] == pytest.approx(5700)
    assert form["Tỷ lệ bảo đảm chi thường xuyên (%) = A/B×100%"][7] == pytest.approx(0.561)
    assert form["NSNN hỗ trợ chi thường xuyên (đơn vị nhóm 3, nhóm 4)"][7] == pytest.approx(2500)


def test_the_form_of_a_unit_has_nine_columns_and_the_plans_column(city: Result):
    code = city.units.code[-1]
    form = sheets(unit_form(city, code))["Biểu 1"]
    head = numbers_row(form)
    assert head == [str(n) for n in range(1, 10)]
    i, j = len(city.units) - 1, city.year(YEAR)
    by_number = {row[0]: row for row in form if row[0]}
    assert by_number["I"][8] * 10**6 == pytest.approx(int(city.published("own_revenue")[i, j]), abs=0.5)
    assert by_number["II"][8] * 10**6 == pytest.approx(int(city.published("spending")[i, j]), abs=0.5)
    assert by_number["IV"][8] * 10**6 == pytest.approx(int(city.published("support")[i, j]), abs=0.5)
    assert by_number["VII"][7] * 10**6 == pytest.approx(city.units["tasks"][i], abs=0.5)
    for number in ("V", "VI"):
        assert by_number[number][2:] == [None] * 7


def test_the_form_of_a_unit_stands_under_the_body_that_manages_it(city: Result):
    rows = [row | {"owner": "UBND phường Chợ Mới"} for row in city.units.rows()]
    managed = simulate(Units.from_rows(2022, rows), city.scenario, national_law())
    # the city of the sample is one of UBND: the head of a paper spells it in full
    _, own = city.units.owner[-1].upper().split("UBND ")
    for result, above in ((managed, "PHƯỜNG CHỢ MỚI"), (city, own)):
        cells = next(iter(sheets(unit_form(result, city.units.code[-1])).values()))
        head = [str(cell) for row in cells[:3] for cell in row if cell]
        assert f"ỦY BAN NHÂN DÂN {above}" in head
        assert "PHÒNG TÀI CHÍNH - KẾ HOẠCH" not in head


def test_lines_always_add_up_to_the_whole(city: Result):
    for year in city.years:
        shown = form_year(city, year)
        assert np.array_equal(shown.of(LINES_OF_A), city.published("own_revenue")[:, city.year(year)])
        spending = [line for column in list(SUMMARY)[6:] for line in SUMMARY[column]]
        assert np.array_equal(shown.of(spending), city.published("spending")[:, city.year(year)])


def test_a_unit_that_spends_nothing_stands_apart():
    result = run(2022, [service("A", salary=M, support=M), service("B")], "horizon = 2023")
    form = sheets(summary(result, year=2023))["Biểu 2"]
    rows = [row[:2] for row in form if row[0] in ("I", "II", "III", "IV", "V") or row[1] in ("A", "B")]
    assert [row[1] for row in rows[-2:]] == ["Đơn vị chưa xác định được mức tự bảo đảm", "B"]


def test_an_unknown_unit_is_refused(city: Result):
    with pytest.raises(KeyError):
        unit_form(city, "không có")


def test_formulas_stand_over_the_figures(city: Result):
    cells = sheets(summary(city), values=False)["Biểu 2"]
    total = next(row for row in cells if row[1] == "Tổng cộng")
    assert all(str(cell).startswith("=") for cell in total[2:16])


def test_recalculation_changes_nothing(city: Result, soffice: str, tmp_path: Path):
    profile = tmp_path / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    source, again = tmp_path / "forms.xlsx", tmp_path / "again"
    source.write_bytes(summary(city))
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(again), str(source)], check=True, capture_output=True, timeout=120
    )
    written, recalculated = sheets(source.read_bytes()), sheets((again / "forms.xlsx").read_bytes())
    compared = 0
    for name, rows in written.items():
        for row, other in zip(rows, recalculated[name], strict=False):
            for cell, now in zip(row, other, strict=False):
                if isinstance(cell, int | float):
                    assert now == pytest.approx(cell, abs=TOLERANCE)
                    compared += 1
    assert compared > 2000


def test_what_is_written_reads_back_equal(city: Result):
    """The program's own reader takes the forms as what a unit or an office sends."""
    units, code = city.units, city.units.code[3]
    table = next(t for t in read_files([("form.xlsx", unit_form(city, code))])[0].used if t.year == 2022)
    (unit,) = table.units
    row = units.rows()[3]
    lines = ("tuition", "compensation", "orders", "users", "science", "fees", "other_revenue", "salary")
    lines += ("experts", "professional", "fee_work", "management", "provisions", "interest")
    lines += ("other_spending", "support", "tasks")
    assert {line: unit[line] for line in lines} == {line: row[line] for line in lines}
    assert (unit["code"], unit["name"]) == (code, row["name"])

    (table,) = (t for t in read_files([("forms.xlsx", summary(city))])[0].used if t.year == 2022 and t.units)
    rows = {row["name"]: row for row in units.rows()}
    assert len(table.units) == len(units)
    for unit in table.units:
        row = rows[unit["name"]]
        assert unit["orders"] == row["orders"]
        assert unit["salary"] == row["salary"]
        assert unit["management"] == row["management"]
        # the form has tuition and what users pay in one column
        assert unit["users"] == row["tuition"] + row["compensation"] + row["users"]


def test_both_languages_and_equal_bytes(city: Result):
    first = summary(city)
    time.sleep(1.1)  # a workbook would tell the second in which it was made
    assert summary(city) == first
    english = sheets(summary(city, "en"))
    assert list(english) == ["Form 1", "Form 2"]
    assert unit_form(city, city.units.code[0]) == unit_form(city, city.units.code[0])


def test_the_day_of_a_form_is_left_to_the_pen(city: Result):
    for form in (summary(city), unit_form(city, city.units.code[0])):
        for page in sheets(form).values():
            cells = [str(cell) for row in page for cell in row]
            assert sum(cell.endswith("ngày … tháng … năm …") for cell in cells) == 1
            assert not any("tháng 01 năm" in cell for cell in cells)


def test_the_form_of_a_unit_names_its_chapter_where_the_office_has_one(city: Result):
    school, other = (city.units.code[city.units.kind.index(kind)] for kind in ("primary", "service"))
    office = {"chapter.primary": "822"}

    def head(unit: str) -> list[Any]:
        [rows] = sheets(unit_form(city, unit, **office)).values()
        return [row[0] for row in rows[:12]]

    assert "Mã chương: 822" in head(school)
    assert not any("chương" in str(cell) for cell in head(other))


def test_an_office_may_name_its_own_superior_in_the_form_of_every_unit(city: Result):
    cells = next(iter(sheets(unit_form(city, city.units.code[-1], owner="UBND phường Chợ Mới")).values()))
    assert cells[0][0] == "ỦY BAN NHÂN DÂN PHƯỜNG CHỢ MỚI"
