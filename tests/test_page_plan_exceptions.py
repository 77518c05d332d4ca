"""Exceptions by hand on the page of the allocation: added, written down, taken away; and who pays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.plan_pages import current, html, lever, open_page, result_of, sample_store, with_scenario

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from budget.store import Store

UNIT, AMOUNT = "9100086", 260_000_000
"""A preschool of the sample city, and what it is granted from 2025 on."""


@pytest.fixture
def store(app: AppTest) -> Store:
    return sample_store()


def excepted(store: Store) -> int:
    scenario = with_scenario(store)
    saved = store.scenario(scenario)
    more = (
        f'\n[[allocation.exceptions]]\nunit = "{UNIT}"\nreason = "mái dột"\nby_year = {{ 2025 = {AMOUNT} }}\n'
    )
    store.update_scenario(scenario, saved.text + more, "t", expected_version=saved.number)
    return scenario


def exceptions_tab(app: AppTest) -> None:
    app.segmented_control(key="allocation.part").set_value("exceptions").run()
    assert not app.exception


def test_a_unit_is_added_explained_and_taken_away(app: AppTest, store: Store):
    scenario = with_scenario(store)
    open_page(app, "allocation", scenario)
    exceptions_tab(app)
    assert "Chưa có ngoại lệ" in html(app)
    lever(app, "selectbox", "exceptions.add.0").set_value(UNIT).run()
    (entry,) = current(store, scenario).allocation.exceptions
    assert (entry.unit, entry.by_year, entry.reason) == (UNIT, {}, "")
    lever(app, "text_area", "reason").set_value("mái dột").run()
    assert current(store, scenario).allocation.exceptions[0].reason == "mái dột"
    app.button(key=f"plan.open.{scenario}.exceptions.0.remove").click().run()
    assert not app.exception
    assert current(store, scenario).allocation.exceptions == []


@pytest.mark.parametrize(("lang", "said"), [("vi", "nhận ít hơn"), ("en", "get <strong>")])
def test_who_pays_is_said_and_listed(app: AppTest, store: Store, lang: str, said: str):
    scenario = excepted(store)
    open_page(app, "allocation", scenario, lang=lang)
    app.segmented_control(key="allocation.view").set_value("payers").run()
    assert not app.exception
    page = html(app)
    assert said in page
    assert "mái dột" in page
    assert f"unit={UNIT}" in page
    result = result_of(store, scenario)
    unit, j = result.units.position(UNIT), result.year(2025)
    assert result["increase"][unit, j] == AMOUNT


def test_stages_and_exceptions_add_up_to_the_pool(app: AppTest, store: Store):
    open_page(app, "allocation", excepted(store))
    app.segmented_control(key="allocation.view").set_value("stages").run()
    assert re.search(r'figure=increase" target="_self">Ngoại lệ</a></td><td>260</td>', html(app))


def test_without_exceptions_there_is_no_such_view(app: AppTest, store: Store):
    open_page(app, "allocation", with_scenario(store))
    assert "payers" not in app.segmented_control(key="allocation.view").options
