"""The browser's own Back: one press leads to the page before, whatever was chosen on this one."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from budget.report.words import Words
from budget.sample import load_sample
from budget.store import SAMPLE, Batch, open_store
from tests.e2e.browser import settle

W = Words("vi")


@pytest.fixture
def page(start_server, new_page, tmp_path):
    """A window on an office with the sample city."""
    store = open_store(f"sqlite:///{(tmp_path / 'office.db').as_posix()}")
    about, units = load_sample("city_2022")
    store.add_data([Batch(about.base_year, units.rows(), owner=about.owner, origin=SAMPLE)], "Lan")
    store.close()
    return new_page(start_server(tmp_path).url)


def test_back_leads_from_a_provision_to_the_explanation_that_names_it(page):
    page.goto("/unit")
    settle(page)
    page.locator("[data-testid=stMain] a[href*='/law?']").first.click()
    page.wait_for_url("**/law?*")
    settle(page)
    page.go_back()
    settle(page)
    assert urlsplit(page.url).path == "/unit"


def test_back_shows_the_status_quo_that_was_explained_and_what_was_chosen_is_kept(page, tmp_path):
    """A figure of the base year has no plan; the plan and the year chosen stand in the address beside it."""
    store = open_store(f"sqlite:///{(tmp_path / 'office.db').as_posix()}")
    plan = store.save_scenario("Thử", 'name = "Thử"\nhorizon = 2025\n', "Lan", 2022).id
    store.close()
    page.goto(f"/overview?scenario={plan}&year=2025")
    settle(page)
    page.locator(f"[data-testid=stMain] a[href*='own={plan}%2C2025']").first.click()
    page.wait_for_url("**/unit?*")
    settle(page)
    explained = page.url
    assert "scenario=" not in explained
    assert "back=" not in explained
    # a link of a table leaves a way back, as a click on a mark does
    assert page.get_by_role("button", name=W.t("app.back", page=W.t("page.overview"))).is_visible()
    page.get_by_test_id("stSidebar").get_by_role("link", name=W.t("page.reductions")).click()
    page.wait_for_url(f"**/reductions?*scenario={plan}*")
    settle(page)
    page.go_back()
    settle(page)
    assert page.url == explained
    page.get_by_test_id("stSidebar").get_by_role("link", name=W.t("page.reductions")).click()
    page.wait_for_url(f"**/reductions?*scenario={plan}*year=2025*")


def test_what_the_next_page_writes_too_early_is_no_address_of_the_one_before(page):
    """The browser may be told of a page's choices before it goes to that page."""
    page.goto("/unit?figure=cut&year=2023")
    settle(page)
    explained = page.url
    page.evaluate("""() => {
        history.pushState({}, "", "/unit?year=2024");
        history.pushState({}, "", "/law?year=2024");
    }""")
    assert urlsplit(page.url).path == "/law"
    page.go_back()
    settle(page)
    assert page.url == explained


def test_back_leads_to_the_page_before_after_choices_on_this_one(page):
    page.goto("/organisation")
    settle(page)
    page.get_by_test_id("stSidebar").get_by_role("link", name=W.t("page.units")).click()
    settle(page)
    page.locator(".st-key-side-foot").get_by_role("radio", name="EN").click()
    settle(page)
    assert "lang=en" in page.url
    page.go_back()
    settle(page)
    assert page.get_by_role("heading", name=Words("en").t("page.organisation"), exact=True).count() == 1
