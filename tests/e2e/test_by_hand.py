"""What hands do on a page beyond clicks: undo and marks by keys, a block pasted, cells filled, a picture."""

from __future__ import annotations

from base64 import b64encode
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import expect

from budget.report.palette import palette
from budget.report.words import Words
from budget.scenario import parse_scenario
from tests.e2e.browser import FOCUSED, settle
from tests.e2e.test_typed import CARD, city, with_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from budget.scenario import Scenario
    from budget.store import Store
    from tests.e2e.server import Server

w = Words("vi")
HEAD, ROW = 32, 28
"""How high the heading and a row of a grid are, in pixels."""

PATIENCE = 40
# What a picture has in its corner and how large it is, as the browser reads it.
READ = """async (url) => {
  const picture = await createImageBitmap(await (await fetch(url)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  canvas.drawImage(picture, 0, 0);
  return [picture.width, picture.height, ...canvas.getImageData(2, 2, 1, 1).data];
}"""


class Here(NamedTuple):
    """An office for all tests of this file, and its server."""

    store: Store
    url: str

    def plan(self) -> Scenario:
        """The plan as it is stored."""
        return parse_scenario(self.store.scenario(1).text)


@pytest.fixture(scope="module")
def here(start_server: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    folder = tmp_path_factory.mktemp("office")
    store = city(folder)
    with_plan(store, "[assumptions]\ninflation = 0.035\n" + CARD)
    yield Here(store, start_server(folder).url)
    store.close()


@pytest.fixture
def page(here: Here, new_page: Callable[..., Page]) -> Page:
    """A window whose clipboard can be filled."""
    return new_page(here.url, permissions=["clipboard-read", "clipboard-write"])


def opened(page: Page, name: str, **more: str) -> None:
    """A page of the plan in 2025."""
    said = "".join(f"&{key}={value}" for key, value in more.items())
    page.goto(f"/{name}?data=1&scenario=1&year=2025{said}")
    settle(page)


def until(page: Page, holds: Callable[[], bool]) -> bool:
    """Whether it comes to hold: the last key may still be on its way."""
    for _ in range(PATIENCE):
        if holds():
            break
        page.wait_for_timeout(100)
    settle(page)
    return holds()


def test_keys_undo_a_step_of_the_plan_and_in_a_field_what_is_typed_and_follow_a_mark(here: Here, page: Page):
    def inflation(wanted: str) -> bool:
        return until(page, lambda: here.plan().assumptions.inflation == Decimal(wanted))

    opened(page, "assumptions")
    page.get_by_role("slider", name="Trượt giá").focus()
    page.keyboard.press("ArrowRight")
    assert inflation("0.04")  # a step is half a percent
    page.keyboard.press("Control+z")
    assert inflation("0.035")
    page.keyboard.press("Control+y")
    assert inflation("0.04")
    year = page.get_by_test_id("stNumberInput").first.locator("input")
    year.click()
    page.keyboard.press("End")
    page.keyboard.type("9")
    assert year.input_value() == "20259"
    page.keyboard.press("Control+z")
    settle(page)
    assert year.input_value() == "2025"
    assert inflation("0.04")
    chart = page.locator(".js-plotly-plot").first
    chart.locator(".modebar").wait_for(state="attached")
    chart.focus()
    for key in ("Home", "ArrowRight"):
        page.keyboard.press(key)
    # from the first year, the base year 2022, to the next
    assert chart.get_by_role("status").inner_text().startswith("2023")
    assert w.t("table.click") in chart.locator(".hoverlayer .hovertext").text_content()
    page.keyboard.press("Enter")
    page.wait_for_url("**/unit?*year=2023*")


@pytest.mark.alone
def test_a_block_is_pasted_into_the_targets_and_a_cell_fills_those_below(here: Here, page: Page):
    opened(page, "roadmap", roadmap="targets")
    grid = page.locator(".st-key-panel-roadmap").get_by_test_id("stDataFrame")
    grid.get_by_test_id("glide-cell-1-4").wait_for(state="attached")  # it is drawn some time after the page
    names = [
        row.locator("[role=gridcell]").first.inner_text() for row in grid.locator("[role=row]").all()[1:]
    ]
    units = here.store.data(1)
    named = dict(zip(units.code, units.name, strict=True))

    def press(row: int, *keys: str) -> None:
        """Clicks on the name in a row, which nobody edits, and presses keys from there."""
        grid.click(position={"x": 60, "y": HEAD + ROW * (row + 0.5)})
        page.wait_for_function(FOCUSED, arg=grid.element_handle())
        page.wait_for_timeout(300)
        for key in keys:
            page.keyboard.press(key)
            page.wait_for_timeout(60)

    def own() -> dict[str, dict[int, Decimal]]:
        """The targets of the parts that name their unit."""
        parts = [entry for entry in here.plan().roadmap if entry.units.codes]
        return {named[code]: dict(entry.targets) for entry in parts for code in entry.units.codes or ()}

    def targets(*percent: str) -> dict[int, Decimal]:
        return {year: Decimal(p) / 100 for year, p in zip((2023, 2024, 2025), percent, strict=True) if p}

    page.evaluate("navigator.clipboard.writeText('31,5\\t42\\n33\\t44,5')")
    press(1, "ArrowRight", "ArrowRight", "Control+v")
    first = {names[1]: targets("", "31.5", "42"), names[2]: targets("", "33", "44.5")}
    assert until(page, lambda: own() == first), own()
    press(2, "ArrowRight", "ArrowRight", "Shift+ArrowDown", "Shift+ArrowDown", "Control+d")
    # below them 2024 is filled; 2025 stays at the half that the card for all of them has
    below = {names[n]: targets("", "33", "50") for n in (3, 4)}
    assert until(page, lambda: own() == first | below), own()


def test_a_column_that_keys_unticked_stays_away(page: Page):
    opened(page, "roadmap", roadmap="asked")
    table = page.locator(".st-key-panel-roadmap .figures table")
    heads = table.locator("thead th")
    gone = w.t("roadmap.add_revenue")
    before = heads.all_inner_texts()
    assert gone in before
    button = page.locator(".st-key-panel-roadmap").get_by_role("button", name=w.t("table.columns"))
    entries = page.get_by_test_id("stPopoverBody").get_by_role("button")

    # keys come into what the button opens, go round in it, and come back to the button
    button.press("Enter")
    expect(entries.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(entries.last).to_be_focused()
    page.keyboard.press("Tab")
    expect(entries.first).to_be_focused()
    for _ in range(entries.all_inner_texts().index(gone)):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    heads.get_by_text(gone).wait_for(state="detached")
    expect(entries.filter(has_text=gone)).to_be_focused()
    page.keyboard.press("Escape")
    settle(page)
    expect(button).to_be_focused()
    assert entries.count() == 0
    # the edges of all headings are one stop; up and down lead from one to the next
    assert table.locator(".grip[tabindex='0']").count() == 1
    table.locator(".grip").first.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    edge = table.locator(".grip").nth(1)
    wide = heads.nth(1).evaluate("head => head.offsetWidth")
    assert edge.evaluate("edge => edge === document.activeElement")
    assert edge.get_attribute("aria-valuenow") == str(wide)
    page.reload()
    settle(page)
    assert heads.all_inner_texts() == [head for head in before if head != gone]
    assert heads.nth(1).evaluate("head => head.offsetWidth") == wide


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chart_is_taken_as_a_picture_for_a_white_slide(
    here: Here, new_page: Callable[..., Page], theme: str
):
    page = new_page(here.url, color_scheme=theme)
    opened(page, "assumptions")
    chart = page.locator(".js-plotly-plot").first
    colour = chart.evaluate("plot => plot.layout.paper_bgcolor")
    assert colour == palette(theme).paper
    chart.hover()
    with page.expect_download() as download:
        chart.locator(".modebar-btn", has=page.locator("svg")).click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    page.wait_for_timeout(100)
    assert chart.evaluate("plot => plot.layout.paper_bgcolor") == colour
    wide, high, *corner = page.evaluate(READ, f"data:image/png;base64,{b64encode(data).decode()}")
    shown = chart.bounding_box()
    assert shown is not None
    assert (wide, high) == (
        pytest.approx(2 * shown["width"], abs=4),
        pytest.approx(2 * shown["height"], abs=4),
    )
    assert corner == [255, 255, 255, 255]
