"""The first visit: the app opens by itself, in Vietnamese, and asks nothing of the outside."""

from __future__ import annotations

from budget.report.words import Words
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
