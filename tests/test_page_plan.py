"""The planning pages through app.py: scenarios are made, edited, undone and kept; levers give what the model says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from budget.law import national_law
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.store import SAMPLE, Batch, Store, open_store
from tests.conftest import ROOT

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

PAGES = ("assumptions", "roadmap", "reductions", "allocation")
READY = ("city_a_reallocate", "city_b_cut_ten_percent", "city_c_strong_roadmap")


def text_of(name: str) -> str:
    return (ROOT / "data" / "scenarios" / f"{name}.toml").read_text(encoding="utf-8")


@pytest.fixture
def store(app: AppTest) -> Store:
    """The store that the app opens, with the sample city in it."""
    opened = open_store()
    about, units = load_sample("city_2022")
    opened.add_data([Batch(about.base_year, units.rows(), owner=about.owner, origin=SAMPLE)], "t", "mẫu")
    return opened


def with_scenario(store: Store, name: str = "city_b_cut_ten_percent") -> int:
    scenario = parse_scenario(text_of(name))
    return store.save_scenario(scenario.name, text_of(name), "t", 2022).id


def open_page(app: AppTest, page: str, scenario: int | None = None, year: int = 2025, lang: str = "vi") -> AppTest:
    if scenario is not None:
        app.query_params["scenario"] = str(scenario)
        app.query_params["year"] = str(year)
    app.run()
    app.switch_page(f"pages/plan/{page}.py").run()
    if lang != "vi":
        app.segmented_control(key="choose.language").set_value(lang).run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    return "\n".join(str(block.proto.body) for block in app.get("html"))


def current(store: Store, scenario: int) -> Any:
    return parse_scenario(store.scenario(scenario).text)


def result_of(store: Store, scenario: int) -> Result:
    return simulate(load_sample("city_2022")[1], current(store, scenario), national_law())


def button(app: AppTest, key: str) -> Any:
    return app.button(key=key)


def lever(app: AppTest, kind: str, ending: str) -> Any:
    return next(item for item in app.get(kind) if item.key and item.key.endswith(ending))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_page_shows_a_plan_in_both_languages(app: AppTest, store: Store, page: str, lang: str):
    open_page(app, page, with_scenario(store), lang=lang)
    assert ("so với hiện trạng" if lang == "vi" else "against the status quo") in html(app)
    assert "message error" not in html(app)


def test_without_data_there_is_the_way_to_them(app: AppTest):
    open_page(app, "allocation")
    assert button(app, "empty.go").label == "Nạp dữ liệu"


def test_one_button_makes_a_plan_with_levers_that_move_something(app: AppTest, store: Store):
    open_page(app, "allocation")
    button(app, "plan.create.empty").click().run()
    assert not app.exception
    (saved,) = store.scenarios()
    assert saved.name == "Phương án 1"
    assert result_of(store, saved.id).totals["increase"][-1] > 0


def test_the_ready_plans_of_the_sample_come_in_one_click(app: AppTest, store: Store):
    open_page(app, "assumptions")
    button(app, "plan.ready.empty").click().run()
    assert not app.exception
    assert [s.name for s in store.scenarios()] == [parse_scenario(text_of(n)).name for n in READY]


def test_every_second_edit_of_a_lever_counts_and_undo_takes_it_back(app: AppTest, store: Store):
    scenario = with_scenario(store)
    open_page(app, "assumptions", scenario)
    for rate in (0.04, 0.05, 0.06):
        lever(app, "select_slider", "assumptions.inflation").set_value(rate).run()
        assert float(current(store, scenario).assumptions.inflation) == rate
    button(app, "plan.undo").click().run()
    assert float(current(store, scenario).assumptions.inflation) == 0.05
    assert lever(app, "select_slider", "assumptions.inflation").value == 0.05
    button(app, "plan.redo").click().run()
    assert lever(app, "select_slider", "assumptions.inflation").value == 0.06


def test_an_edit_over_someone_elses_is_refused_with_a_sentence(app: AppTest, store: Store):
    scenario = with_scenario(store)
    open_page(app, "assumptions", scenario)
    other = store.scenario(scenario).text.replace("inflation = 0.035", "inflation = 0.045")
    store.update_scenario(scenario, other, "Bình")
    lever(app, "select_slider", "assumptions.pay_drift").set_value(0.02).run()
    assert "Bình" in html(app)
    assert "Chưa lưu gì" in html(app)
    assert float(current(store, scenario).assumptions.pay_drift) == 0.01
    lever(app, "select_slider", "assumptions.pay_drift").set_value(0.02).run()
    assert float(current(store, scenario).assumptions.pay_drift) == 0.02
    assert float(current(store, scenario).assumptions.inflation) == 0.045


def test_delete_and_its_undo(app: AppTest, store: Store):
    scenario = with_scenario(store)
    open_page(app, "reductions", scenario)
    button(app, "plan.delete").click().run()
    assert store.scenarios() == []
    button(app, "plan.undelete").click().run()
    assert [s.id for s in store.scenarios()] == [scenario]
    assert not app.exception


def test_duplicate_and_rename(app: AppTest, store: Store):
    scenario = with_scenario(store)
    open_page(app, "roadmap", scenario)
    button(app, "plan.duplicate").click().run()
    assert [s.name for s in store.scenarios()][1].endswith("(bản sao)")
    app.text_input(key="plan.name").set_value("Phương án D").run()
    button(app, "plan.rename").click().run()
    assert [s.name for s in store.scenarios()][1] == "Phương án D"
    assert not app.exception


def test_ten_percent_by_2025_in_two_clicks(app: AppTest, store: Store):
    toml = 'name = "Trống"\nhorizon = 2027\n'
    scenario = store.save_scenario("Trống", toml, "t", 2022).id
    open_page(app, "reductions", scenario)
    lever(app, "button", ".add.target").click().run()
    assert not app.exception
    (measure,) = current(store, scenario).reductions
    assert float(measure.target[2025]) == 0.1
    # 10 % of the base support of the ten service units, by the definition of the target
    units = load_sample("city_2022")[1]
    base = int(units["support"][~units.school].sum())
    assert result_of(store, scenario).totals["cut"][3] == pytest.approx(base * 0.1, abs=1)


def test_a_pool_from_savings_where_nothing_is_saved_says_why(app: AppTest, store: Store):
    toml = 'name = "Trống"\nhorizon = 2027\n[allocation]\n'
    scenario = store.save_scenario("Trống", toml, "t", 2022).id
    open_page(app, "allocation", scenario)
    assert "chưa có khoản nào được giảm" in html(app)


def test_the_headline_of_the_allocation_is_the_model_s(app: AppTest, store: Store):
    scenario = with_scenario(store, "city_c_strong_roadmap")
    open_page(app, "allocation", scenario)
    result = result_of(store, scenario)
    increase = int(result.published("increase")[:, 3].sum())
    assert f"{round(increase / 1_000_000):,}".replace(",", ".") in html(app)


def test_a_card_is_moved_and_removed(app: AppTest, store: Store):
    scenario = with_scenario(store)
    open_page(app, "roadmap", scenario)
    before = [e.units.fields for e in current(store, scenario).roadmap]
    lever(app, "button", ".1.up").click().run()
    assert [e.units.fields for e in current(store, scenario).roadmap] == before[::-1]
    lever(app, "button", ".0.remove").click().run()
    assert [e.units.fields for e in current(store, scenario).roadmap] == before[:1]
    assert not app.exception


def test_a_pool_that_is_sought_is_used(app: AppTest, store: Store):
    scenario = with_scenario(store)
    open_page(app, "allocation", scenario)
    button(app, "allocation.find.norm").click().run()
    assert not app.exception
    pool = current(store, scenario).allocation.pool
    assert pool.source == "amount"
    assert set(pool.by_year) == {2025}
