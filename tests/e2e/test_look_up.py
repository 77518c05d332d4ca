"""Pages that are read: what is to be checked in the data, and what a plan holds, each with its way on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from budget.report.words import Words
from budget.sample import load_sample
from budget.store import SAMPLE, Batch, open_store
from pages.shared.grid import SMALL
from tests.e2e.browser import settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.e2e.server import Server

PLAN = 'name = "B"\nhorizon = 2025\n[assumptions]\ninflation = 0.055\n'
LANGUAGES = ("vi", "en")


@pytest.fixture(scope="module")
def url(start_server: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Five units of one year, four in the next, one of them without its pay, more than a table of links holds
    in the third; and a plan of one figure.
    """
    folder = tmp_path_factory.mktemp("office")
    store = open_store(f"sqlite:///{(folder / 'office.db').as_posix()}")
    rows = load_sample("city_2022")[1].rows()[:5]
    store.add_data([Batch(2021, rows, origin=SAMPLE)], "Lan")
    now = [{**row, "salary": 0} if n == 1 else row for n, row in enumerate(rows[:4])]
    store.add_data([Batch(2022, now, origin=SAMPLE)], "Lan")
    many = [{**rows[0], "code": str(n)} for n in range(1, SMALL + 2)]
    store.add_data([Batch(2023, many, origin=SAMPLE)], "Lan")
    store.save_scenario("B", PLAN, "Lan", 2022)
    store.close()
    return start_server(folder).url


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_data_lack_is_listed_and_leads_to_the_unit_and_back(
    url: str, new_page: Callable[..., Page], language: str
):
    w, rows = Words(language), load_sample("city_2022")[1].rows()[:5]
    page = new_page(url)
    page.goto(f"/check?lang={language}&data=2&scenario=1&year=2025")
    settle(page)
    assert page.locator("p.sentence").first.inner_text() == w.t("check.sentence", n=4, year=2022, lacking=1)
    assert rows[4]["name"] in page.locator(".st-key-panel-lacking tbody").inner_text()
    pending = page.locator("[class*='st-key-panel-pending'] tbody a")
    assert pending.all_inner_texts() == [rows[1]["name"]]
    pending.click()
    page.wait_for_url(re.compile(r"/unit\?"))
    settle(page)
    told = page.locator("p.sentence strong").first
    assert told.inner_text() == rows[1]["name"]
    # another unit is found without the marks of its letters: Trường Mầm non Hướng Dương
    page.get_by_role("combobox", name=w.t("explain.unit"), exact=True).click()
    page.keyboard.type("huong duong")
    page.get_by_role("option").nth(1).wait_for(state="detached")
    page.get_by_role("option").click()
    settle(page)
    assert told.inner_text() == rows[2]["name"]
    page.get_by_role("button", name=w.t("app.back", page=w.t("page.check"))).click()
    page.wait_for_url(re.compile("/check"))
    settle(page)
    page.get_by_role("button", name=w.t("check.complete")).click()
    page.wait_for_url(re.compile("/units"))
    settle(page)
    assert page.get_by_test_id("stException").count() == 0
    assert rows[1]["name"] in page.get_by_test_id("stMain").inner_text()


def test_keys_pass_a_long_list_by_whose_cells_lead_away_when_clicked(url: str, new_page: Callable[..., Page]):
    page = new_page(url)
    page.goto("/units?data=3")
    settle(page)
    grid = page.get_by_test_id("stDataFrame").first
    page.get_by_role("button", name="Excel").first.focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    settle(page)
    assert "/units?" in page.url
    grid.click(position={"x": 200, "y": 80})
    page.wait_for_url(re.compile(r"/unit\?"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_provisions_of_a_plan_show_what_it_changes_or_all_and_lead_to_the_lever(
    url: str, new_page: Callable[..., Page], language: str
):
    w = Words(language)
    page = new_page(url)
    page.goto(f"/provisions?lang={language}&data=2&scenario=1&year=2025")
    settle(page)
    rows = page.locator(".st-key-panel-provisions tbody tr")
    lever = rows.filter(has_text=w.numbers.rate(0.055))
    assert lever.count() == 1
    few = rows.count()
    page.get_by_test_id("stMain").get_by_text(w.t("provisions.every")).click()
    # all provisions are more than twice those that the plan changes
    rows.nth(2 * few).wait_for()
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    lever.locator("a").click()
    page.wait_for_url(re.compile("/assumptions"))
    settle(page)
    shown = page.get_by_role("slider").first.get_attribute("aria-valuetext")
    assert shown == w.numbers.rate(0.055)
