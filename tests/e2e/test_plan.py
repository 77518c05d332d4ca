"""Planning as an officer does it: a tenth less by 2025 without a deeper deficit, given to the schools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from budget.law import national_law
from budget.report.words import Words
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import simulate
from budget.store import SAMPLE, Batch, open_store
from tests.conftest import ROOT
from tests.e2e.browser import settle, type_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from budget.store import Store

READY = (ROOT / "data" / "scenarios" / "city_a_reallocate.toml").read_text(encoding="utf-8")
LONG = "A. Giữ nguyên nguồn, chia lại cho trường thấp nhất"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An office with the sample city and two copies of a plan with a long name."""
    opened = open_store(f"sqlite:///{(tmp_path / 'office.db').as_posix()}")
    about, units = load_sample("city_2022")
    opened.add_data([Batch(about.base_year, units.rows(), owner=about.owner, origin=SAMPLE)], "Lan")
    for n in (1, 2):
        opened.save_scenario(f"{LONG} ({n})", READY, "Lan", 2022)
    yield opened
    opened.close()


def test_the_choice_of_plans_shows_their_whole_names(store: Store, start_server, new_page, tmp_path):
    page = new_page(start_server(tmp_path).url)
    page.goto("/reductions?data=1&scenario=1&year=2025")
    settle(page)
    page.get_by_test_id("stSidebar").get_by_role("combobox").nth(1).click()
    option = page.get_by_role("option", name=f"{LONG} (2)")
    option.wait_for()
    shown = option.evaluate(
        "e => [e, ...e.querySelectorAll('*')].every(part => part.scrollWidth <= part.clientWidth)"
    )
    assert shown, "the end of the name is cut off, and with it what tells two copies apart"


def test_an_exception_that_is_given_its_amount_has_its_effect_at_once(
    store: Store, start_server, new_page, tmp_path
):
    # an exception without an amount; a pool of 2 tỷ a year, of which it may have 260 triệu
    text = (
        'pool = { from = "amount", by_year = { 2023 = 2_000_000_000 } }\n'
        'exceptions = [ { unit = "9100086", by_year = {} } ]'
    )
    plan = store.save_scenario("B", f'name = "B"\nhorizon = 2027\n[allocation]\n{text}\n', "Lan", 2022)
    page = new_page(start_server(tmp_path).url)
    page.goto(f"/allocation?data=1&scenario={plan.id}&year=2025&part=exceptions")
    settle(page)
    assert page.locator(".card-note").count() == 1
    type_in(page, page.get_by_test_id("stDataFrame").first, 1 / 2, "260")  # 2025 is the third of five years
    page.keyboard.press("Enter")
    # nothing in the two years before; what is typed stays until another amount is: three times 260
    panel = page.get_by_role("region", name=Words("vi").t("allocation.own_table"))
    panel.locator("tr.total td", has_text="780").first.wait_for()
    settle(page)
    rows = panel.locator("tbody tr").all()
    assert [row.locator("td").nth(1).inner_text() for row in rows] == ["-", "-", "260", "260", "260", "780"]
    assert page.locator(".card-note").count() == 0


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_tenth_less_without_a_deeper_deficit_goes_to_the_schools(
    store: Store, start_server, new_page, tmp_path, lang: str
):
    w = Words(lang)
    page = new_page(start_server(tmp_path).url)
    page.goto(f"/reductions?lang={lang}&data=1&scenario=1&year=2025")
    settle(page)
    press(page, w.t("reductions.view_find"), "radio")
    press(page, w.t("wish.condition_no_more"), "radio")
    page.locator(".st-key-wish-use").get_by_role("button").click()
    settle(page)
    assert page.get_by_test_id("stException").count() == 0
    # the roadmap leaves the target nothing to take, nor the minimum of the ten service units; it is not for
    # the preschool that owes the minimum too: 1.311.000.000 * (1 - 0,975^2) of the two years it owes
    (note,) = page.locator(".card-note").all_inner_texts()
    result = simulate(load_sample("city_2022")[1], parse_scenario(store.scenario(1).text), national_law())
    j, service = result.year(2025), ~result.units.school
    steps, methods = result.steps, [measure.method for measure in result.scenario.reductions]
    cuts = dict(zip(methods, steps.reductions.cuts, strict=True))
    assert not cuts["target"][:, j].any()
    assert not cuts["statutory"][service, j].any()
    assert cuts["statutory"][~service, j].sum() == 64_730_625
    gone = result.published("released")[service, j]
    assert gone.sum() * 10 >= result.units["support"][service].sum()
    assert w.t("idle.met_roadmap", taken=int(gone.sum())) in note
    page.get_by_test_id("stSidebar").get_by_role("link", name=w.t("page.allocation")).click()
    settle(page)
    press(page, w.t("allocation.view_schools"), "radio")
    assert page.get_by_test_id("stException").count() == 0
    given = int(result.published("increase")[:, j].sum())
    assert w.numbers.money_signed(given) in page.locator(".st-key-panel-allocation tr.total").inner_text()
    assert np.count_nonzero(result.published("increase")[~service, j]) > 0


def press(page: Page, name: str, role: str) -> None:
    """Presses what has this name."""
    page.get_by_test_id("stMain").get_by_role(role, name=name, exact=True).click()
    settle(page)


def test_a_pace_that_is_being_filled_in_says_so(store: Store, start_server, new_page, tmp_path):
    text = (
        'name = "B"\nhorizon = 2027\n[[roadmap]]\nunits = { kinds = ["service"] }\ntargets = { 2027 = 0.6 }\n'
    )
    plan = store.save_scenario("B", text, "Lan", 2022)
    page, w = new_page(start_server(tmp_path).url), Words("vi")
    page.goto(f"/roadmap?data=1&scenario={plan.id}&year=2025")
    settle(page)
    page.get_by_role("button", name=w.t("roadmap.pace_early")).locator("visible=true").click()
    page.get_by_text(w.t("roadmap.pace_filling")).wait_for()
    # the run that fills the years in begins the page anew, and the line is gone with it
    page.get_by_text(w.t("roadmap.pace_filling")).wait_for(state="detached")
    settle(page)
    # the ten service units stand at different degrees: each goes by a card of its own
    first, *own = (set(one.targets) for one in parse_scenario(store.scenario(plan.id).text).roadmap)
    assert (first, own) == ({2027}, [{2023, 2024, 2025, 2026, 2027}] * 10)
