"""What is typed into a grid of a card stays when other cards are opened, and can be emptied; in English it
changes the page and the comparison after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from budget.law import national_law
from budget.planning import asked
from budget.report.words import Words
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import simulate
from budget.store import SAMPLE, Batch, open_store
from tests.e2e.browser import FOCUSED, click_cell, settle, type_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from budget.store import Store
    from tests.e2e.server import Server

CARD = '[[roadmap]]\nunits = { kinds = ["service"] }\ntargets = { 2025 = 0.5 }\n'
YEARS = ("2023", "2024", "2025")
SLOW_LINE = {"offline": False, "latency": 1_200, "downloadThroughput": -1, "uploadThroughput": -1}
PRESS_MS = 40
"""How long a quick finger holds the button: pressing it leaves a box, letting it go follows a link."""


def city(folder: Path) -> Store:
    """The sample city in a folder."""
    store = open_store(f"sqlite:///{(folder / 'office.db').as_posix()}")
    about, units = load_sample("city_2022")
    store.add_data([Batch(about.base_year, units.rows(), owner=about.owner, origin=SAMPLE)], "Lan")
    return store


def with_plan(store: Store, cards: str) -> int:
    """A scenario of these cards, of one test alone."""
    name = f"B{len(store.scenarios()) + 1}"
    text = f'name = "{name}"\nhorizon = 2025\n{cards}'
    return store.save_scenario(name, text, "Lan", 2022).id


@dataclass(frozen=True)
class Office:
    """The sample city, on one server for all tests of this file."""

    store: Store
    url: str

    def plan(self, cards: str) -> int:
        """As `with_plan`."""
        return with_plan(self.store, cards)


@pytest.fixture(scope="module")
def office(start_server: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("typed")
    store = city(folder)
    yield Office(store, start_server(folder).url)
    store.close()


def across(year: str) -> float:
    """Where the middle of a year's column stands in the grid of a card."""
    return (YEARS.index(year) + 0.5) / len(YEARS)


def test_a_typed_target_stays_and_can_be_emptied(office, new_page):
    store, scenario = office.store, office.plan(CARD * 2)

    def targets() -> list[dict[int, Decimal]]:
        return [dict(card.targets) for card in parse_scenario(store.scenario(scenario).text).roadmap]

    def open_card(place: int) -> None:
        page.locator(f".st-key-plan-card-roadmap-{place} button").first.click()
        settle(page)

    def other_figures(before: str) -> None:
        page.wait_for_function("before => document.querySelector('.cards')?.innerText !== before", arg=before)
        settle(page)

    page = new_page(office.url)
    grid = page.get_by_test_id("stDataFrame").first
    page.goto(f"/roadmap?data=1&scenario={scenario}&year=2025")
    settle(page)
    open_card(1)
    before = page.locator(".cards").inner_text()
    type_in(page, grid, across("2025"), "35")
    page.keyboard.press("Enter")
    other_figures(before)
    kept = [{2025: Decimal("0.5")}, {2025: Decimal("0.35")}]
    assert targets() == kept
    for place in (0, 1, 0, 1):
        open_card(place)
        assert targets() == kept
    before = page.locator(".cards").inner_text()
    click_cell(page, grid, across("2025"))
    page.keyboard.press("Delete")
    other_figures(before)
    assert targets() == [{2025: Decimal("0.5")}, {}]
    assert page.get_by_text("nan").count() == 0


def test_a_pace_spreads_the_target_that_is_still_being_typed(office, new_page):
    store, scenario = office.store, office.plan(CARD.replace('kinds = ["service"]', 'codes = ["9101489"]'))
    page = new_page(office.url)
    page.goto(f"/roadmap?data=1&scenario={scenario}&year=2025")
    settle(page)
    type_in(page, page.get_by_test_id("stDataFrame").first, across("2025"), "90")
    # the click leaves the cell: what was typed is sent after it
    page.get_by_role("button", name="Chậm trước").click()
    page.wait_for_timeout(1_000)
    settle(page)
    targets = parse_scenario(store.scenario(scenario).text).roadmap[0].targets
    assert sorted(targets) == [2023, 2024, 2025]
    assert targets[2025] == Decimal("0.9")
    # late, from 43,8 %: a ninth and four ninths of the 46,2 points are 5,1 and 20,5
    assert (targets[2023], targets[2024]) == (Decimal("0.489"), Decimal("0.643"))
    # the button of undo takes back what is still being typed, not what was before it
    type_in(page, page.get_by_test_id("stDataFrame").first, across("2025"), "95")
    page.locator(".st-key-plan-undo button").click()
    page.get_by_text("Đã hoàn tác").wait_for()
    settle(page)
    assert parse_scenario(store.scenario(scenario).text).roadmap[0].targets == targets
    page.locator(".st-key-plan-redo button").click()
    page.wait_for_function("() => !document.querySelector('.st-key-plan-undo button').disabled")
    page.wait_for_timeout(500)
    settle(page)
    assert parse_scenario(store.scenario(scenario).text).roadmap[0].targets[2025] == Decimal("0.95")


def test_a_typed_target_stays_when_other_columns_come_beside_it(office, new_page):
    store, scenario = office.store, office.plan("")
    page = new_page(office.url)
    page.goto(f"/roadmap?data=1&scenario={scenario}&year=2025&roadmap=targets")
    settle(page)
    # 30 for the second of the rows of 28 below the heads, in the first year, right of the names
    grid = page.get_by_test_id("stDataFrame").last
    # what edits a cell is fetched when the first one opens: nothing that is typed meanwhile is lost
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_LINE)
    grid.click(position={"x": 264 + 30, "y": 34 + 42})
    page.wait_for_function(FOCUSED, arg=grid.element_handle())
    page.keyboard.type("30")
    page.keyboard.press("Enter")
    page.locator(".st-key-plan-undo button:enabled").wait_for()
    line.detach()

    def typed() -> list[Decimal]:
        return [
            value
            for card in parse_scenario(store.scenario(scenario).text).roadmap
            for value in card.targets.values()
        ]

    for way in ("Từng năm", "Mức đạt 2025"):
        page.wait_for_timeout(1_000)
        settle(page)
        assert typed() == [Decimal("0.3")]
        page.get_by_role("radio", name=way).click()
    settle(page)
    # another year in view changes what stands beside
    page.locator(".st-key-choose-year").get_by_role("combobox").click()
    page.get_by_role("option", name="2024").click()
    page.wait_for_timeout(1_000)
    settle(page)
    assert "year=2024" in page.url
    assert typed() == [Decimal("0.3")]


@pytest.mark.alone
def test_keys_that_follow_one_another_quickly_all_count(office, new_page):
    store, scenario = office.store, office.plan("[assumptions]\ninflation = 0.035\n")

    def inflation() -> Decimal:
        return parse_scenario(store.scenario(scenario).text).assumptions.inflation

    page = new_page(office.url)
    steps = 35  # thousandths
    # a key while the page still answers the one before, at paces that meet every part of its run
    for key, pause in (("ArrowRight", 150), ("ArrowLeft", 90), ("ArrowRight", 40), ("ArrowLeft", 220)):
        page.goto(f"/assumptions?data=1&scenario={scenario}&year=2025")
        settle(page)
        handle = page.get_by_role("slider", name="Trượt giá")
        handle.focus()
        for _ in range(5):
            page.keyboard.press(key)
            page.wait_for_timeout(pause)
            steps += 5 if key == "ArrowRight" else -5
        for _ in range(40):  # the last key may still be on its way
            page.wait_for_timeout(250)
            if inflation() == Decimal(steps) / 1000:
                break
        settle(page)
        assert inflation() == Decimal(steps) / 1000, (key, pause)
        assert (
            handle.get_attribute("aria-valuetext")
            == f"{steps / 10:g}".replace(".", ",") + "\N{NO-BREAK SPACE}%"
        )


@pytest.mark.alone
def test_keys_after_undo_all_count_and_are_one_step_back(office, new_page):
    store, scenario = office.store, office.plan("[assumptions]\ninflation = 0.035\n")
    text = store.scenario(scenario).text

    def inflation() -> Decimal:
        return parse_scenario(store.scenario(scenario).text).assumptions.inflation

    def until(page: Page, wanted: str) -> None:
        for _ in range(40):  # the last key may still be on its way
            page.wait_for_timeout(250)
            if inflation() == Decimal(wanted):
                break
        settle(page)
        assert inflation() == Decimal(wanted)

    page = new_page(office.url)
    undo = page.locator(".st-key-plan-undo button")
    for pause in (50, 80, 150):
        for value in ("0.035", "0.04", "0.045"):
            store.update_scenario(scenario, text.replace("0.035", value), "Lan")
        page.goto(f"/assumptions?data=1&scenario={scenario}&year=2025")
        settle(page)
        for _ in range(2):
            undo.click()
            settle(page)
        assert inflation() == Decimal("0.035")
        page.get_by_role("slider", name="Trượt giá").focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(pause)
        until(page, "0.05")  # three steps of half a percent
        undo.click()
        until(page, "0.035")
        shown = page.get_by_role("slider", name="Trượt giá").get_attribute("aria-valuetext")
        assert shown == "3,5\N{NO-BREAK SPACE}%"


EXCEPTED = (
    '[allocation]\npool = { from = "amount", by_year = { 2023 = 2_000_000_000 } }\n'
    'exceptions = [ { unit = "9100086", by_year = {} } ]\n'
)


@pytest.mark.parametrize("to", ["tab", "card", pytest.param("page", marks=pytest.mark.alone)])
def test_what_is_being_typed_is_kept_by_a_click_that_hides_its_box(office, new_page, to):
    store, scenario = office.store, office.plan(CARD * 2 + EXCEPTED)
    page = new_page(office.url)
    main = page.get_by_test_id("stMain")
    if to == "card":
        page.goto(f"/roadmap?data=1&scenario={scenario}&year=2025")
        settle(page)
        type_in(page, page.get_by_test_id("stDataFrame").first, across("2025"), "35")
        page.locator(".st-key-plan-card-roadmap-1 button").first.click()
    else:
        page.goto(f"/allocation?data=1&scenario={scenario}&year=2025&part=exceptions")
        settle(page)
        main.get_by_role("textbox", name="Lý do").press_sequentially("mái dột")
        if to == "tab":
            main.get_by_role("radio", name="Các bước", exact=True).click()
        else:
            page.get_by_test_id("stSidebar").get_by_role("link", name="So sánh").click(delay=PRESS_MS)
    page.wait_for_timeout(1_000)
    settle(page)
    plan = parse_scenario(store.scenario(scenario).text)
    assert plan.allocation is not None
    if to == "card":
        half, typed = {2025: Decimal("0.5")}, {2025: Decimal("0.35")}
        assert [dict(card.targets) for card in plan.roadmap] == [typed, half]
        assert page.locator(".st-key-plan-card-roadmap-0").get_by_text("35").count() == 1
    else:
        assert [one.reason for one in plan.allocation.exceptions] == ["mái dột"]


@pytest.mark.alone
@pytest.mark.parametrize("lever", ["slider", "number"])
def test_a_lever_moved_is_kept_by_a_click_to_another_page(office, new_page, lever):
    store, scenario = office.store, office.plan("[assumptions]\ninflation = 0.035\n")
    page = new_page(office.url)
    page.goto(f"/assumptions?data=1&scenario={scenario}&year=2025")
    settle(page)
    other = page.get_by_test_id("stSidebar").get_by_role("link", name="Căn cứ pháp lý")
    if lever == "slider":
        page.get_by_role("slider", name="Trượt giá").focus()
        page.keyboard.press("ArrowRight")
    else:
        page.get_by_test_id("stNumberInput").first.locator("input").fill("2027")
    other.click(delay=PRESS_MS)
    page.wait_for_timeout(1_000)
    settle(page)
    plan = parse_scenario(store.scenario(scenario).text)
    # one step of half a percent
    found = (plan.assumptions.inflation, plan.horizon)
    assert found == ((Decimal("0.04"), 2025) if lever == "slider" else (Decimal("0.035"), 2027))


@pytest.mark.alone
def test_a_number_typed_at_once_into_a_card_just_opened_is_not_cut_short(office, new_page):
    """The cell opens some time after it is clicked and after its first key; none of the next ones is lost."""
    target = '[[reductions]]\nmethod = "target"\ntarget = { 2025 = 0.10 }\nunits = { groups = ["%s"] }\n'
    store, scenario = office.store, office.plan(target % "3b" + target % "4")
    page = new_page(office.url)
    page.goto(f"/reductions?data=1&scenario={scenario}&year=2025")
    settle(page)
    wanted = [Decimal("0.1")] * 2
    for place, typed, pause in ((1, "21", 0), (0, "32", 20), (1, "43", 60), (0, "15", 0)):
        page.locator(f".st-key-plan-card-reductions-{place} button").first.click()
        settle(page)
        click_cell(page, page.get_by_test_id("stDataFrame").first, across("2025"))
        page.keyboard.type(typed, delay=pause)
        page.keyboard.press("Tab")
        wanted[place] = Decimal(typed) / 100
        for _ in range(20):  # it may still be on its way
            page.wait_for_timeout(250)
            measures = parse_scenario(store.scenario(scenario).text).reductions
            if [dict(m.target or {})[2025] for m in measures] == wanted:
                break
        settle(page)
        assert [dict(m.target or {}) for m in measures] == [{2025: share} for share in wanted], typed


def test_a_target_typed_in_english_changes_its_page_and_the_summary_of_the_comparison(office, new_page):
    w, store = Words("en"), office.store
    first, second = office.plan(CARD), office.plan(CARD.replace("0.5", "0.4"))
    page = new_page(office.url, permissions=["clipboard-read", "clipboard-write"])

    def go(name: str) -> None:
        page.get_by_test_id("stSidebar").get_by_role("link", name=w.t(f"page.{name}")).click()
        settle(page)

    page.goto(f"/overview?lang=en&data=1&scenario={first}&year=2025&compare={first},{second}")
    settle(page)
    assert page.get_by_role("heading", name=w.t("overview.title", year=2022)).is_visible()
    go("roadmap")
    chart = page.locator(".st-key-panel-roadmap .js-plotly-plot").first
    drawn = chart.text_content()
    type_in(page, page.get_by_test_id("stDataFrame").first, across("2025"), "80")
    page.keyboard.press("Enter")
    page.wait_for_function("b => document.querySelector('.js-plotly-plot')?.textContent !== b", arg=drawn)
    settle(page)
    # as the model has it of the plan that was stored
    plan = parse_scenario(store.scenario(first).text)
    assert plan.roadmap[0].targets == {2025: Decimal("0.8")}
    result = simulate(load_sample("city_2022")[1], plan, national_law())
    revenue = w.numbers.money_with_unit(asked(result, 2025).revenue)
    assert revenue in page.locator("p.sentence").first.inner_text()
    go("compare")
    page.get_by_test_id("stMain").get_by_role("combobox", name=w.t("compare.baseline")).click()
    page.get_by_role("option", name=store.scenario(second).name, exact=True).click()
    settle(page)
    page.get_by_role("radio", name=w.t("compare.view_path")).click()
    settle(page)
    assert w.t("compare.step_released") in page.locator(".st-key-panel-steps").inner_text()
    page.get_by_role("radio", name=w.t("compare.view_overview")).click()
    settle(page)
    page.get_by_role("button", name=w.t("compare.summary_copy")).click()
    page.get_by_role("button", name=w.t("table.copied")).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert all(store.scenario(one).name in copied for one in (first, second))
    assert w.numbers.money(float(result.totals["support"][result.year(2025)])) in copied, copied
