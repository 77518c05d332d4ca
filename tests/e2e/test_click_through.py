"""From a mark of a chart to the explanation of what it shows, and back, as a person clicks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from budget.report.words import Words
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.store import SAMPLE, Batch, open_store
from pages.shared.meeting import SLIDES
from tests.conftest import ROOT
from tests.e2e.browser import settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.e2e.server import Server

w = Words()
SCENARIOS = sorted((ROOT / "data" / "scenarios").glob("city_*.toml"))

# Where a mark lies in the window, what it says and what it carries: n-th chart, trace, point.
SPOT = """([n, t, k]) => {
  const plot = document.querySelectorAll("[data-testid='stMain'] .js-plotly-plot")[n];
  plot.scrollIntoView({block: "start"});
  const trace = plot._fullData[t], {xaxis, yaxis} = plot._fullLayout, box = plot.getBoundingClientRect();
  const middle = trace.type === "bar" ? trace.base[k] + trace.x[k] / 2 : trace.x[k];
  return {
    x: box.left + xaxis._offset + xaxis.d2p(middle),
    y: box.top + yaxis._offset + yaxis.d2p(trace.y[k]),
    says: trace.hovertext[k],
    carries: String(trace.customdata[k]),
  };
}"""


@pytest.fixture
def city(start_server: Callable[..., Server], new_page: Callable[..., Page], tmp_path: Path) -> Page:
    """A window on the sample city with its three scenarios."""
    about, units = load_sample("city_2022")
    store = open_store(f"sqlite:///{(tmp_path / 'office.db').as_posix()}")
    store.add_data([Batch(about.base_year, units.rows(), owner=about.owner, origin=SAMPLE)], "Lan")
    for file in SCENARIOS:
        words = file.read_text(encoding="utf-8")
        store.save_scenario(parse_scenario(words).name, words, "Lan", about.base_year)
    store.close()
    return new_page(start_server(tmp_path).url)


def click(page: Page, n: int, t: int, k: int) -> dict[str, str]:
    """Clicks on a mark; gives back what it says when pointed at and what it carries."""
    page.locator("[data-testid='stMain'] .js-plotly-plot").nth(n).wait_for()
    settle(page)
    page.evaluate(SPOT, [n, t, k])
    settle(page)
    spot = page.evaluate(SPOT, [n, t, k])
    page.mouse.move(spot["x"] - 2, spot["y"])
    page.mouse.move(spot["x"], spot["y"])
    shown = page.locator(".hoverlayer .hovertext")
    shown.wait_for()
    assert w.t("table.click") in shown.text_content()
    page.mouse.click(spot["x"], spot["y"])
    page.wait_for_url(re.compile(r"/unit\?"))
    settle(page)
    return {"says": spot["says"], "carries": spot["carries"]}


def chosen(page: Page) -> dict[str, str]:
    """What the address of the window says."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_a_dot_of_the_overview_and_a_cell_of_the_heat_map_lead_to_the_unit_and_back(city: Page):
    page = city
    page.goto("/?scenario=2&year=2025")
    settle(page)
    mark = click(page, 2, 1, 3)
    told = chosen(page)
    assert (told["unit"], told["year"], told["figure"]) == (mark["carries"], "2022", "operations_share")
    assert "scenario" not in told
    name = mark["says"].split(":")[0]
    assert name in page.locator("p.sentence").inner_text()
    page.get_by_role("button", name=w.t("app.back", page=w.t("page.overview"))).click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/")
    settle(page)
    assert (chosen(page)["scenario"], chosen(page)["year"]) == ("2", "2025")

    page.goto("/compare?compare=1,2,3&scenario=2&year=2025&view=heat")
    settle(page)
    mark = click(page, 0, 2, 4)
    told = chosen(page)
    assert (told["scenario"], told["year"], told["figure"]) == ("3", "2025", "support")
    assert mark["says"].startswith(page.locator("p.sentence strong").first.inner_text())
    assert f"unit={told['unit']}" in mark["carries"]
    page.get_by_role("button", name=w.t("app.back", page=w.t("page.compare"))).click()
    page.wait_for_url(re.compile("/compare"))
    settle(page)
    assert (chosen(page)["scenario"], chosen(page)["view"]) == ("2", "heat")


def test_a_name_in_the_meeting_leads_to_the_unit_and_the_way_back_to_its_slide(city: Page):
    page = city
    page.goto("/meeting?compare=1,2,3&scenario=2&year=2025&slide=losses")
    settle(page)
    message = page.locator("h1.message-of-slide")
    before = message.inner_text()
    page.locator(".wide td a").first.press("Enter")
    page.wait_for_url(re.compile(r"/unit\?"))
    settle(page)
    assert (chosen(page)["scenario"], chosen(page)["figure"]) == ("2", "support")
    assert "back" not in chosen(page), "the address to be copied is that of the explanation alone"
    page.get_by_role("button", name=w.t("app.back", page=w.t("page.meeting"))).click()
    page.wait_for_url(re.compile("/meeting"))
    settle(page)
    assert message.inner_text() == before


LARGE = """() => {
  const all = (s) => [...document.querySelectorAll("[data-testid='stMain'] " + s)];
  const letters = (s) => all(s).map((e) => parseFloat(getComputedStyle(e).fontSize));
  const place = (s) => document.querySelector(s).getBoundingClientRect();
  return {
    buttons: Math.min(...letters(".st-key-meeting-bar button p")),
    chart: place(".st-key-meeting-chart .main-svg").height,
    left: place("[data-testid='stMainBlockContainer']").left,
    ticks: Math.min(...all(".ytick text").map((e) => e.getBoundingClientRect().left)),
    below: place(".st-key-meeting-bar").top - place(".wide table").bottom,
  };
}"""


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_buttons_and_chart_of_the_meeting_grow_with_the_screen(city: Page, width: int, height: int):
    """At 768 lines buttons have 17.6 pixels and the chart more than 240: in the same share of 1080 lines."""
    page = city
    page.set_viewport_size({"width": width, "height": height})
    page.goto("/meeting?compare=1,2,3&scenario=3&year=2025&slide=years")
    settle(page)
    page.locator(".st-key-meeting-chart .main-svg").first.wait_for()
    settle(page)
    found = page.evaluate(LARGE)
    grown = height / 768
    assert found["buttons"] == pytest.approx(17.6 * grown, rel=0.02)
    assert found["chart"] > 240 * grown
    assert found["ticks"] > found["left"], "figures of the axis are cut"
    assert 0 < found["below"] < 60 * grown, "the table ends where the bar begins"


OVER = """() => { const main = document.querySelector("[data-testid='stMain']");
  return main.scrollHeight - main.clientHeight; }"""


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_no_slide_of_the_meeting_is_longer_than_the_screen(city: Page, width: int, height: int):
    page = city
    page.set_viewport_size({"width": width, "height": height})
    seen = []
    for slide in SLIDES:
        page.goto(f"/meeting?compare=1,2,3&scenario=2&year=2025&slide={slide}")
        settle(page)
        page.locator("h1.message-of-slide").wait_for()
        settle(page)
        seen.append(page.locator("h1.message-of-slide").inner_text())
        assert page.evaluate(OVER) <= 2, slide
    assert len(set(seen)) == len(SLIDES)


def test_the_law_is_one_click_from_a_figure_and_the_way_back_leads_to_it(city: Page):
    page = city
    page.goto("/unit?scenario=2&year=2027&unit=9100523&figure=support")
    settle(page)
    sentence = page.locator("p.sentence").first.inner_text()
    basis = page.locator(".rests .law a", has_text="Mức lương cơ sở")
    assert basis.is_visible()  # without opening anything
    basis.click()
    page.wait_for_url(re.compile("/law"))
    settle(page)
    assert (chosen(page)["view"], chosen(page)["parameter"]) == ("time", "base_pay")
    assert "Mức lương cơ sở" in page.locator("[data-testid='stMain'] h2.panel-title").first.inner_text()
    page.get_by_role("button", name=w.t("app.back", page=w.t("page.unit"))).click()
    page.wait_for_url(re.compile(r"/unit\?"))
    settle(page)
    assert page.locator("p.sentence").first.inner_text() == sentence
    assert (chosen(page)["unit"], chosen(page)["figure"], chosen(page)["year"]) == (
        "9100523",
        "support",
        "2027",
    )


def test_a_sum_opens_to_its_units_and_each_leads_to_its_own_figure(city: Page):
    page = city
    page.goto("/unit?scenario=2&year=2025&figure=pool")
    settle(page)
    for name in ("given_up", "cut_total"):
        page.locator("summary", has_text=w.t(f"figure.{name}")).last.click()
    first = page.locator(".ladder.units .rung:visible").first
    amount = first.locator(".amount").inner_text()
    name = first.locator("a").inner_text()
    first.locator("a").click()
    page.wait_for_url(re.compile("figure=cut"))
    settle(page)
    assert page.locator("p.sentence strong").first.inner_text() == name
    assert amount in page.locator("p.sentence").inner_text()
