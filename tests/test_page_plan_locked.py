"""A decided plan on its pages: it says so, its levers stand still, and a copy of it can be edited."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from budget.report.words import Words
from pages.shared import cached, plan_new, state
from tests.plan_pages import PAGES, button, html, open_page, sample_store, text_of, with_scenario

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from budget.store import Store

ALWAYS = ("choose.", ".view", ".part", ".kind", "roadmap.unit", "side.signing")
"""What only changes what is seen."""


@pytest.fixture
def store(app: AppTest) -> Store:
    return sample_store()


def locked(store: Store) -> int:
    scenario = with_scenario(store)
    store.decide(store.data_versions()[0].id, scenario, "t")
    return scenario


def levers_of(app: AppTest) -> list[Any]:
    kinds = (
        "select_slider",
        "toggle",
        "selectbox",
        "segmented_control",
        "multiselect",
        "number_input",
        "text_area",
        "text_input",
    )
    found = [item for kind in kinds for item in app.get(kind)]
    return [item for item in found if item.key and not any(part in item.key for part in ALWAYS)]


@pytest.mark.parametrize("page", PAGES)
def test_the_levers_of_a_decided_plan_stand_still(app: AppTest, store: Store, page: str):
    open_page(app, page, locked(store))
    assert "đã chốt nên không sửa được" in html(app)
    assert levers_of(app)
    assert [item.key for item in levers_of(app) if not item.disabled] == []
    assert not [item.key for item in app.button if str(item.key).endswith(".reset")]


@pytest.mark.parametrize("part", ["norms", "stages", "exceptions"])
def test_so_do_those_of_each_part_of_the_allocation(app: AppTest, store: Store, part: str):
    open_page(app, "allocation", locked(store))
    app.segmented_control(key="allocation.part").set_value(part).run()
    assert not app.exception
    assert [item.key for item in levers_of(app) if not item.disabled] == []


def test_a_copy_of_it_can_be_edited(app: AppTest, store: Store):
    scenario = locked(store)
    open_page(app, "reductions", scenario)
    button(app, "plan.duplicate.locked").click().run()
    assert not app.exception
    assert "đã chốt" not in html(app)
    # no name that looks like that of the decided plan
    assert store.scenarios()[-1].name == "Bản sửa: B. Giảm 10 % đến 2025, dành cho trường"
    assert not [item.key for item in levers_of(app) if item.disabled]
    assert store.scenario(scenario).text == text_of("city_b_cut_ten_percent")


def test_copies_do_not_bear_the_day_of_the_meeting_and_differ(app: AppTest, store: Store):
    text = text_of("city_b_cut_ten_percent")
    decided = store.save_scenario("B. Giảm 15 % (thử 2) (họp 26/11/2026)", text, "t", 2022)
    store.decide(store.data_versions()[0].id, decided.id, "t")
    for name in ("Bản sửa: B. Giảm 15 % (thử 2)", "Bản sửa 2: B. Giảm 15 % (thử 2)"):
        open_page(app, "reductions", decided.id)
        app.selectbox(key="choose.scenario").set_value(decided.id).run()
        button(app, "plan.duplicate.locked").click().run()
        assert store.scenarios()[-1].name == name


@pytest.mark.parametrize(
    ("name", "is_decided", "copied"),
    [
        ("Bản sửa: B (họp 26/11/2026)", True, "Bản sửa 2: B"),
        ("Bản sửa 2: B (bản sao)", True, "Bản sửa 2: B"),
        ("Revised: Bản sửa 3: B", True, "Bản sửa 2: B"),
        ("B (bản sao) (bản sao 2)", False, "B (bản sao)"),
        # it begins like no decided plan
        ("Bản sửa: B (bản sao)", False, "Bản sửa: B (bản sao 2)"),
        ("Bản sửa: B", False, "Bản sửa: B (bản sao 2)"),
    ],
)
def test_a_copy_of_a_copy_bears_its_mark_once(
    monkeypatch: pytest.MonkeyPatch, name: str, is_decided: bool, copied: str
):
    there = [SimpleNamespace(name=one, locked=False) for one in ("Bản sửa: B", "Bản sửa: B (bản sao)")]
    monkeypatch.setattr(cached, "store", lambda: SimpleNamespace(scenarios=lambda: there))
    monkeypatch.setattr(state, "words", Words)
    assert plan_new.copy_name(cast(Any, SimpleNamespace(name=name, locked=is_decided))) == copied
