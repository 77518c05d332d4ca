"""A meeting as it is held: keys of a clicker, levers turned, a decision with its names, what follows it."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import pytest

from budget.report.words import Words
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.store import SAMPLE, Batch, open_store
from tests.conftest import ROOT
from tests.e2e.browser import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from budget.store import Store
    from tests.e2e.server import Server

PLAN = (ROOT / "data" / "scenarios" / "city_c_strong_roadmap.toml").read_text(encoding="utf-8")
LANGUAGES = ("vi", "en")


class Here(NamedTuple):
    """An office for all tests of this file, and its server."""

    store: Store
    url: str


@pytest.fixture(scope="module")
def here(start_server: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    """Eighteen units of the sample city, and for each language a plan with a yearly cut and a roadmap."""
    folder = tmp_path_factory.mktemp("office")
    store = open_store(f"sqlite:///{(folder / 'office.db').as_posix()}")
    about, units = load_sample("city_2022")
    rows = [*units.rows()[:8], *units.rows()[-10:]]
    store.add_data([Batch(about.base_year, rows, owner=about.owner, origin=SAMPLE)], "Lan")
    for language in LANGUAGES:
        store.save_scenario(f"C {language}", PLAN, "Lan", about.base_year)
    yield Here(store, start_server(folder).url)
    store.close()


def go(page: Page, name: str, w: Words) -> None:
    """To a page by the sidebar, as a person goes."""
    page.get_by_test_id("stSidebar").get_by_role("link", name=w.t(f"page.{name}"), exact=True).click(delay=40)
    settle(page)
    assert page.get_by_test_id("stException").count() == 0


def keys(page: Page, *pressed: str) -> None:
    """Presses keys, each once the slide stands still."""
    for key in pressed:
        page.keyboard.press(key)
        settle(page)


def seen(place: Locator) -> bool:
    """Whether it stands in the window, and nothing over it."""
    return bool(
        place.evaluate(
            """e => {
              const box = e.getBoundingClientRect();
              const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
              return box.bottom <= innerHeight && e.contains(there);
            }"""
        )
    )


def test_every_key_of_a_clicker_moves_and_ends_the_black_screen(here: Here, new_page: Callable[..., Page]):
    w = Words("vi")
    page = new_page(here.url)
    page.goto("/meeting?data=1&scenario=1&compare=1&year=2025")
    settle(page)
    page.get_by_role("button", name=w.t("meeting.start")).click()
    settle(page)
    black = page.locator(".black")
    last = int(page.locator(".count").inner_text().split("/")[1].split()[0])

    def stands(place: int) -> None:
        """The slide comes; a busy computer draws it some time after the key."""
        page.locator(".count").get_by_text(re.compile(rf"^{place} /")).wait_for()

    for key, place in (
        ("ArrowRight", 2),
        ("PageDown", 3),
        ("PageUp", 2),
        ("End", last),
        ("ArrowLeft", last - 1),
    ):
        keys(page, key)
        stands(place)
    keys(page, "Home", "n")
    assert page.locator(".speech").count() == 1
    keys(page, "n")
    for key, place in (
        ("b", 1),
        ("ArrowRight", 2),
        ("PageDown", 3),
        ("ArrowLeft", 2),
        ("PageUp", 1),
        ("d", 1),
        ("n", 1),
    ):
        keys(page, "b")
        black.wait_for()
        keys(page, key)
        black.wait_for(state="detached")
        stands(place)
    keys(page, "b", "x")
    assert page.get_by_role("button", name=w.t("meeting.start")).count() == 1


def test_f_and_its_button_fill_the_screen_until_the_meeting_is_left(
    here: Here, new_page: Callable[..., Page]
):
    w = Words("vi")
    page = new_page(here.url)
    page.goto("/meeting?data=1&scenario=1&compare=1&year=2025")
    settle(page)
    full = "() => Boolean(document.fullscreenElement)"
    # outside a meeting the key does nothing
    keys(page, "f")
    assert not page.evaluate(full)
    page.get_by_role("button", name=w.t("meeting.start")).click()
    settle(page)
    for _ in range(2):
        keys(page, "f")
        page.wait_for_function(full)
        keys(page, "f")
        page.wait_for_function(f"!({full})()")
    page.get_by_role("button", name=w.t("meeting.full")).click()
    page.wait_for_function(full)
    settle(page)
    # neither another slide, the black screen nor Escape ends the meeting or what it fills
    keys(page, "ArrowRight", "b", "b")
    assert page.evaluate(full)
    keys(page, "Escape")
    assert page.locator(".count").inner_text().startswith("2 /")
    keys(page, "x")
    assert page.get_by_role("button", name=w.t("meeting.resume")).count() == 1
    page.wait_for_function(f"!({full})()")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meeting_tries_decides_and_hands_out_its_papers(
    here: Here, new_page: Callable[..., Page], tmp_path: Path, language: str
):
    w, plan = Words(language), LANGUAGES.index(language) + 1
    page = new_page(here.url)
    page.goto(f"/meeting?lang={language}&data=1&scenario={plan}&compare={plan}&year=2025")
    settle(page)
    page.get_by_role("button", name=w.t("meeting.start")).click()
    settle(page)
    # on a busy machine a key is pressed before the first slide is there
    page.locator(".st-key-meeting-bar .count").wait_for()
    keys(page, "End", "ArrowLeft")
    # half a point more of the yearly cut, a point more of every target of the roadmap
    for lever, step, other in (("rate", 3, "roadmap"), ("roadmap", 2, "")):
        page.locator(f".st-key-meeting-step-{lever}-{step} button").click()
        settle(page)
        if other:
            page.get_by_role("button", name=w.t(f"meeting.other_{other}")).click()
            settle(page)
    keys(page, "ArrowRight", "d")
    decided = _decide(page, w)
    made = here.store.decisions()[0]
    found = parse_scenario(here.store.scenario_version(made.decided).text)
    assert [one.rate for one in found.reductions] == [Decimal("0.025")]
    assert found.roadmap[2].targets == {2025: Decimal("0.25"), 2027: Decimal("0.31")}
    assert found.name in decided
    assert made.people == ("Trần Thị B, Trưởng phòng", "Phạm D, Kế toán")
    assert (made.details["chair"], made.details["note"]) == ("Nguyễn Văn A, Chủ tịch", "Đồng ý")
    keys(page, "x")
    go(page, "roadmap", w)
    assert page.get_by_text(w.t("plan.locked")).is_visible()
    go(page, "export", w)
    file = _package(page, tmp_path)
    with zipfile.ZipFile(file) as package:
        names = package.namelist()
    assert any(name.startswith(w.t("minutes.file")[:8]) for name in names), names
    go(page, "verify", w)
    strange = tmp_path / "khac.csv"
    strange.write_text("a,b\n1,2\n", encoding="utf-8")
    page.set_input_files("input[type=file]", [str(file), str(strange)])
    page.locator(".message.warning").wait_for()
    settle(page)
    approved = w.t("verify.plan_approved", name=f"“{found.name}”")
    assert w.t("verify.known", about=approved) in page.locator(".message.done").inner_text()
    assert w.t("verify.unknown") in page.locator(".message.warning").inner_text()
    go(page, "log", w)
    page.get_by_role("radio", name=w.t("log.view_decisions")).click()
    settle(page)
    first = page.locator(".st-key-panel-decisions tbody tr").first.inner_text()
    assert found.name in first
    assert "Trần Thị B, Trưởng phòng" in first


def _decide(page: Page, w: Words) -> str:
    """Decides in the dialog, first with what is required left out; gives back what the slide then says."""
    dialog = page.get_by_role("dialog")
    confirm = dialog.get_by_role("button", name=w.t("meeting.confirm"))
    confirm.click()
    refused = dialog.locator(".message.error")
    refused.wait_for()
    assert seen(refused)
    assert w.t("meeting.required_people") in refused.inner_text()
    for field, text in (
        ("chair", "Nguyễn Văn A, Chủ tịch"),
        ("secretary", "Lê Thị C"),
        ("secretary_title", "Chuyên viên"),
        ("venue", "Phòng họp số 2"),
        ("people", "Trần Thị B, Trưởng phòng\nPhạm D, Kế toán"),
        ("remark", "Đồng ý"),
        ("officer", "Lê Thị C"),
    ):
        box = dialog.get_by_label(w.t(f"meeting.{field}"), exact=True)
        if field != "officer" or box.count():
            box.fill(text)
    # keys that reach no field are no keys of the slides while the form is open
    dialog.get_by_role("heading").first.click()
    keys(page, "x", "b", "ArrowLeft", "d")
    assert dialog.get_by_label(w.t("meeting.venue"), exact=True).input_value() == "Phòng họp số 2"
    choice = dialog.get_by_role("radio", name=w.t("conclusion.ask_open"))
    if choice.count():
        choice.check(force=True)
    settle(page)
    confirm.click()
    dialog.wait_for(state="detached")
    settle(page)
    assert page.get_by_text(w.t("meeting.locked")).is_visible()
    return page.locator("h1.message-of-slide").inner_text()


def _package(page: Page, folder: Path) -> Path:
    """Makes the whole set and takes it."""
    page.locator(".st-key-export-all button").click()
    take = page.locator(".st-key-export-zip button")
    take.wait_for()
    settle(page)
    with page.expect_download() as download:
        take.click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file
