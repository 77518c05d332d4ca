"""The main job as an officer does it: from data to an Excel file that compares three scenarios."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from budget.law import national_law
from budget.report.template import write_template
from budget.report.words import Words
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import simulate
from tests.e2e.browser import settle

SCENARIOS = Path(__file__).resolve().parents[2] / "data" / "scenarios"
w = Words("vi")


def button(page, key: str):
    """A button by its word."""
    return page.get_by_role("button", name=w.t(key))


def go(page, name: str) -> None:
    """To a page by the sidebar, as a person goes."""
    page.get_by_test_id("stSidebar").get_by_role("link", name=w.t(f"page.{name}")).click()
    settle(page)


def exported(page, folder: Path) -> openpyxl.Workbook:
    """Exports the comparison and opens the file."""
    go(page, "export")
    with page.expect_download() as download:
        button(page, "export.book_action").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return openpyxl.load_workbook(file, data_only=True)


def cells(book: openpyxl.Workbook) -> set[object]:
    """Every value of a workbook."""
    return {
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
    }


def test_three_scenarios_of_the_sample_city(page, tmp_path):
    page.goto("/")
    settle(page)
    button(page, "overview.empty_action").click()
    settle(page)
    about, units = load_sample("city_2022")
    page.get_by_role("button", name=re.compile(re.escape(about.label["vi"]))).click()
    settle(page)
    go(page, "compare")
    button(page, "compare.load_samples").click()
    settle(page)
    assert page.get_by_test_id("stException").count() == 0
    book = exported(page, tmp_path)
    found = cells(book)
    for file in sorted(SCENARIOS.glob("city_*.toml")):
        scenario = parse_scenario(file.read_text(encoding="utf-8"))
        assert scenario.name in found
        result = simulate(units, scenario, national_law())
        shown = {round(v, 6) for v in found if isinstance(v, int | float)}
        totals = {round(total / 1e6, 6) for total in result.totals["support"].tolist()}
        assert totals & shown, f"no total of {scenario.name} in the workbook"


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A template that an office filled in: fifteen schools and five service units of its own."""
    _, units = load_sample("city_2022")
    rows = [*units.rows()[:15], *units.rows()[-5:]]
    for number, row in enumerate(rows):
        row |= {"code": f"10{number:05d}", "name": f"Đơn vị số {number + 1}", "owner": "UBND thành phố"}
    file = tmp_path / "so lieu cua phong.xlsx"
    write_template(str(file), None, rows, 2022, owner="UBND thành phố", money_unit="thousand")
    return file


def test_three_scenarios_of_an_offices_own_workbook(start_server, new_page, filled, tmp_path):
    page = new_page(start_server().url)
    page.goto("/import")
    settle(page)
    page.set_input_files("input[type=file]", str(filled))
    confirm = page.get_by_role("button", name=w.t("import.confirm", n=20))
    confirm.wait_for()
    settle(page)
    confirm.click()
    settle(page)
    go(page, "allocation")
    button(page, "plan.create").click()
    settle(page)
    for _ in range(2):
        if not button(page, "plan.duplicate").is_visible():
            page.get_by_test_id("stMain").get_by_role("button", name=w.t("plan.menu")).first.click()
        button(page, "plan.duplicate").click()
        settle(page)
    page.keyboard.press("Escape")
    go(page, "compare")
    book = exported(page, tmp_path)
    found = cells(book)
    assert "Đơn vị số 1" in found
    assert not any("(mẫu)" in value for value in found if isinstance(value, str)), "sample data were mixed in"
    names = [name for name in book.sheetnames if name.startswith(w.t("plan.new_name", n=1)[:8])]
    assert len(names) == 3, book.sheetnames


def test_what_was_confirmed_outlives_a_killed_server(start_server, new_page, tmp_path):
    server = start_server(tmp_path)
    page = new_page(server.url)
    page.goto("/import")
    settle(page)
    about, _ = load_sample("ward_2026")
    page.get_by_role("button", name=re.compile(re.escape(about.label["vi"]))).click()
    settle(page)
    server.kill()
    again = start_server(tmp_path)
    other = new_page(again.url)
    other.goto("/units")
    settle(other)
    assert w.t("units.list", n=18) in other.content()


def test_a_wrong_file_is_a_sentence_and_stores_nothing(page, tmp_path):
    file = tmp_path / "thu moi.pdf"
    file.write_bytes(b"%PDF-1.7 khong phai bang tinh")
    page.goto("/import")
    settle(page)
    page.set_input_files("input[type=file]", str(file))
    page.get_by_text(w.t("import.not_ready", what="|").split("|")[0].strip()).first.wait_for()
    assert page.get_by_text("thu moi.pdf").count()
    assert page.get_by_test_id("stException").count() == 0


def test_the_button_after_a_load_leads_to_where_the_units_stand(start_server, new_page):
    page = new_page(start_server().url)
    page.goto("/import")
    settle(page)
    about, _ = load_sample("ward_2026")
    page.get_by_role("button", name=re.compile(re.escape(about.label["vi"]))).click()
    settle(page)
    button(page, "import.look").click()
    settle(page)
    assert page.get_by_role("heading", name=w.t("page.overview")).count()
