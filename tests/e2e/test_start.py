"""The first visit: the app opens by itself, in Vietnamese, and asks nothing of the outside."""

from __future__ import annotations

from playwright.sync_api import expect

from budget.report.palette import DARK
from budget.report.words import Words
from budget.sample import load_sample
from budget.store import SAMPLE, Batch, open_store
from tests.e2e.browser import settle


def test_the_app_opens_in_vietnamese_and_asks_nothing_of_the_outside(page):
    page.goto("/")
    settle(page)
    assert Words("vi").t("app.title") in page.title()
    assert page.locator("[data-testid='stException']").count() == 0


def test_nothing_scrolls_sideways_on_the_officers_screen(page):
    page.goto("/")
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_language_stays_where_the_next_address_says_none(page):
    page.goto("/?lang=en")
    settle(page)
    page.goto("/")
    settle(page)
    assert Words("en").t("app.title") in page.title()
    assert "lang=en" in page.url


def test_the_next_visit_goes_on_with_plans_year_and_unit_of_money(start_server, new_page, tmp_path):
    store = open_store(f"sqlite:///{(tmp_path / 'office.db').as_posix()}")
    about, units = load_sample("city_2022")
    store.add_data([Batch(about.base_year, units.rows(), owner=about.owner, origin=SAMPLE)], "Lan")
    for name in ("Một", "Hai"):
        store.save_scenario(name, f'name = "{name}"\nhorizon = 2027', "Lan", 2022)
    store.close()
    page = new_page(start_server(tmp_path).url)
    page.goto("/export?scenario=2&year=2024&compare=2,1&baseline=1&proposed=1&money=billion&find=mai")
    settle(page)
    page.goto("/")
    settle(page)
    for kept in ("scenario=2", "year=2024", "compare=2%2C1", "baseline=1", "proposed=1", "money=billion"):
        assert kept in page.url
    assert "find" not in page.url  # what was looked for then is not what is wanted now
    page.goto("/?year=2025")
    settle(page)
    assert "scenario" not in page.url  # an address that says something is opened as it says


def test_the_dark_theme_is_chosen_in_the_app_holds_on_every_page_and_is_readable(page):
    page.goto("/organisation")
    settle(page)
    page.locator(".st-key-organisation-theme-Dark button").click()
    dark = DARK.paper.lower()
    paper = f"rgb({', '.join(str(int(dark[i : i + 2], 16)) for i in (1, 3, 5))})"
    # the page is loaded anew, and for a moment there is none
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", paper)
    settle(page)
    # words on the one filled button: Streamlit would write white on light blue
    ink = page.locator(".st-key-organisation-save button p").evaluate("e => getComputedStyle(e).color")
    assert ink == f"rgb({', '.join(str(int(DARK.on_accent[i : i + 2], 16)) for i in (1, 3, 5))})"
    page.goto("/law")
    settle(page)
    assert page.evaluate("localStorage.getItem('stActiveTheme-/law-v2')") == '"Dark"'
