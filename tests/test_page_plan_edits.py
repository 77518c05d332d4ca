"""Plans are made, edited, undone, deleted and kept; nothing is overwritten in silence."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from budget.obliged import left_out
from budget.planning import legal_minimum, still_owed
from budget.scenario import dump_scenario, parse_scenario
from budget.store import steps
from pages.shared import plan_assumptions, state
from tests.plan_pages import (
    READY,
    button,
    current,
    html,
    lever,
    open_page,
    result_of,
    sample_store,
    text_of,
    unfold,
    uploader,
    with_scenario,
)
from tests.test_page_compare import BEYOND

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from budget.store import Store
    from pages.shared.plan import Plan


@pytest.fixture
def store(app: AppTest) -> Store:
    return sample_store()


def test_one_button_makes_a_plan_with_levers_that_move_something(app: AppTest, store: Store):
    open_page(app, "allocation")
    button(app, "plan.create.empty").click().run()
    assert not app.exception
    (saved,) = store.scenarios()
    assert saved.name == "Phương án 1"
    made = result_of(store, saved.id)
    assert made.totals["increase"][-1] > 0
    # the minimum that it begins with is of all who owe it, schools too
    assert not left_out(made).any()
    assert not still_owed(made, made.years[-1], legal_minimum(made, made.years[-1])).any()


def test_an_empty_plan_takes_nothing_and_names_no_plan_that_nobody_took(app: AppTest, store: Store):
    open_page(app, "allocation")
    assert "Phương án mới bắt đầu với giả định và định mức" in html(app)
    button(app, "plan.empty.empty").click().run()
    assert not app.exception
    (saved,) = store.scenarios()
    plan = current(store, saved.id)
    assert (plan.roadmap, plan.reductions, plan.allocation) == ([], [], None)
    assert plan.assumptions.inflation == 0
    assert "“Phương án 1” trống" in html(app)


def test_an_empty_plan_has_the_assumptions_of_the_plan_in_view(app: AppTest, store: Store):
    one = store.save_scenario("X", 'name = "X"\n[assumptions]\ninflation = 0.05\n', "t", 2022).id
    open_page(app, "assumptions", one)
    unfold(app, f"plan.menu.{one}")
    button(app, "plan.empty.menu").click().run()
    assert not app.exception
    made = max(saved.id for saved in store.scenarios())
    assert float(current(store, made).assumptions.inflation) == 0.05
    assert current(store, made).reductions == []
    assert "giả định và định mức của “X”" in html(app)


def test_a_first_plan_names_no_ready_plan(app: AppTest, store: Store):
    open_page(app, "allocation")
    button(app, "plan.create.empty").click().run()
    said = html(app)
    assert "giả định và định mức của bộ số liệu mẫu" in said
    assert not [name for name in READY if parse_scenario(text_of(name)).name in said]


def test_a_new_plan_joins_the_comparison_and_says_so(app: AppTest, store: Store):
    one, two = (store.save_scenario(n, f'name = "{n}"\n', "t", 2022).id for n in ("X", "Y"))
    app.query_params["compare"] = f"{one},{two}"
    open_page(app, "assumptions", one)
    unfold(app, f"plan.menu.{one}")
    button(app, "plan.create.menu").click().run()
    assert not app.exception
    assert "đã có trong So sánh phương án" in html(app)
    made = max(saved.id for saved in store.scenarios())
    # X has no assumptions of its own, and neither has what is to be compared with it
    assert current(store, made).assumptions == current(store, one).assumptions
    assert app.query_params["compare"] in (f"{one},{two},{made}", [f"{one},{two},{made}"])


def test_the_ready_plans_of_the_sample_come_in_one_click(app: AppTest, store: Store):
    open_page(app, "assumptions")
    button(app, "plan.ready.empty").click().run()
    assert not app.exception
    assert [s.name for s in store.scenarios()] == [parse_scenario(text_of(n)).name for n in READY]


def test_the_ready_plans_leave_the_plan_in_view_in_view(app: AppTest, store: Store):
    own = store.save_scenario("Của tôi", 'name = "Của tôi"\n', "t", 2022).id
    open_page(app, "assumptions", own)
    unfold(app, f"plan.menu.{own}")
    button(app, "plan.ready.menu").click().run()
    assert not app.exception
    assert len(store.scenarios()) == 1 + len(READY)
    assert app.query_params["scenario"] in (str(own), [str(own)])
    assert "“Của tôi”" in html(app)
    assert app.session_state[f"plan.menu.{own}"] is False  # over the page it would hide what was said


def test_the_description_is_written_in_the_menu_and_not_copied(app: AppTest, store: Store):
    own = store.save_scenario("Của tôi", 'name = "Của tôi"\nnote = "Cũ"\n', "t", 2022)
    open_page(app, "assumptions", own.id)
    unfold(app, f"plan.menu.{own.id}")
    described = app.text_area(key=f"plan.note.{own.version_id}")
    assert described.value == "Cũ"
    described.set_value("Mới").run()
    assert not app.exception
    assert parse_scenario(store.scenario(own.id).text).note == "Mới"
    copy = store.duplicate_scenario(own.id, "Bản sao", "t")
    assert parse_scenario(copy.text).note == ""


def test_a_copy_whose_rate_was_changed_is_renamed_in_one_click(app: AppTest, store: Store):
    text = 'name = "giảm 10 %"\n[[reductions]]\nmethod = "target"\ntarget = { 2025 = 0.1 }\n'
    one = store.save_scenario("giảm 10 %", text, "t", 2022)
    copy = store.duplicate_scenario(one.id, "giảm 10 % (bản sao)", "t")
    open_page(app, "reductions", copy.id)
    assert not [b for b in app.button if b.key == "plan.misnamed.use"]
    store.update_scenario(copy.id, store.scenario(copy.id).text.replace("0.1", "0.08"), "t")
    app.run()
    assert "Tên phương án ghi 10 %, mức hiện tại là 8 %." in html(app).replace("\xa0", " ")
    button(app, "plan.misnamed.use").click().run()
    assert not app.exception
    assert [s.name for s in store.scenarios()] == ["giảm 10 %", "giảm 8 %"]
    assert not [b for b in app.button if b.key == "plan.misnamed.use"]
    # a target that the roadmap passes by itself: 14.822 of the 33.146 triệu of ten units
    beyond = store.save_scenario("Lộ trình rồi giảm 10 %", BEYOND, "t", 2022)
    app.run()
    app.selectbox(key="choose.scenario").set_value(beyond.id).run()
    said = "Tên phương án ghi 10 %, nhưng năm 2025 lộ trình tự nó giảm 44,7 %."
    assert said in html(app).replace("\xa0", " ")
    button(app, "plan.misnamed.use").click().run()
    assert store.scenario(beyond.id).name.replace("\xa0", " ") == "Lộ trình tự chủ, giảm 44,7 % năm 2025"
    assert not [b for b in app.button if b.key == "plan.misnamed.use"]


@pytest.mark.parametrize(
    # within these seconds edits of a lever are one step of undo; without, each is a step of its own
    ("seconds", "undone", "vi", "en"),
    [(3600, 0.035, "3,5 %", "3.5%"), (-1, 0.05, "5 %", "5%")],
)
def test_every_second_edit_of_a_lever_counts_and_undo_takes_it_back(
    app: AppTest,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    seconds: int,
    undone: float,
    vi: str,
    en: str,
):
    monkeypatch.setattr(steps, "FEW", timedelta(seconds=seconds))
    plan = parse_scenario(text_of("city_b_cut_ten_percent"))
    # as the app saves it: with what its text leaves to the default, an edit would change more than one lever
    scenario = store.save_scenario(plan.name, dump_scenario(plan), "t", 2022).id
    open_page(app, "assumptions", scenario)
    # from the 3,5 % of the file
    for rate in (0.04, 0.05, 0.06):
        lever(app, "select_slider", "assumptions.inflation").set_value(rate).run()
        assert float(current(store, scenario).assumptions.inflation) == rate
    button(app, "plan.undo").click().run()
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    assert f"Đã hoàn tác: Giả định, Trượt giá chi hoạt động: 6 % → {vi}." in said
    assert float(current(store, scenario).assumptions.inflation) == undone
    assert lever(app, "select_slider", "assumptions.inflation").value == undone
    # of the one step nothing is left to undo, of three there are two
    assert button(app, "plan.undo").disabled is (undone == 0.035)
    button(app, "plan.redo").click().run()
    assert float(current(store, scenario).assumptions.inflation) == 0.06
    assert lever(app, "select_slider", "assumptions.inflation").value == 0.06
    # the log tells each edit in the language of the reader, what was undone too
    app.switch_page("pages/log/log.py").run()
    lines = html(app).replace("\N{NO-BREAK SPACE}", " ")
    for what in ("3,5 % → 4 %", "4 % → 5 %", "5 % → 6 %", f"6 % → {vi}", f"{vi} → 6 %"):
        assert f"Giả định, Trượt giá chi hoạt động: {what}; bản" in lines, what
    app.segmented_control(key="choose.language").set_value("en").run()
    lines = html(app)
    for what in ("3.5% → 4%", "4% → 5%", "5% → 6%", f"6% → {en}", f"{en} → 6%"):
        assert f"Assumptions, Inflation of operations: {what}; version" in lines, what
    assert "Giả định" not in lines


def test_what_is_typed_while_undo_is_answered_counts(
    app: AppTest, store: Store, monkeypatch: pytest.MonkeyPatch
):
    scenario = with_scenario(store)
    open_page(app, "assumptions", scenario)
    slider = lever(app, "select_slider", "assumptions.inflation").set_value(0.04)
    slider.run()
    levers_of = plan_assumptions.levers_of

    def typed_meanwhile(plan: Plan) -> None:
        state.put(slider.key, 0.055)
        levers_of(plan)

    monkeypatch.setattr(plan_assumptions, "levers_of", typed_meanwhile)
    button(app, "plan.undo").click().run()
    monkeypatch.setattr(plan_assumptions, "levers_of", levers_of)
    assert float(current(store, scenario).assumptions.inflation) == 0.055
    assert lever(app, "select_slider", "assumptions.inflation").value == 0.055
    # it was typed over what was undone: the 3,5 % of the file
    button(app, "plan.undo").click().run()
    assert float(current(store, scenario).assumptions.inflation) == 0.035
    assert lever(app, "select_slider", "assumptions.inflation").value == 0.035


def test_what_comes_with_the_click_of_undo_is_no_edit_after_it(app: AppTest, store: Store):
    scenario = with_scenario(store)
    open_page(app, "assumptions", scenario)
    lever(app, "select_slider", "assumptions.inflation").set_value(0.04).run()
    # a second click finds the browser without the answer to the first: it sends what it shows
    lever(app, "select_slider", "assumptions.inflation").set_value(0.05)
    button(app, "plan.undo").click().run()
    assert float(current(store, scenario).assumptions.inflation) == 0.035
    assert lever(app, "select_slider", "assumptions.inflation").value == 0.035


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
    unfold(app, f"plan.menu.{scenario}")
    button(app, "plan.delete").click().run()
    assert store.scenarios() == []
    button(app, "plan.undelete").click().run()
    assert [s.id for s in store.scenarios()] == [scenario]
    assert not app.exception


def test_duplicate_and_rename(app: AppTest, store: Store):
    scenario = with_scenario(store)
    open_page(app, "roadmap", scenario)
    unfold(app, f"plan.menu.{scenario}")
    button(app, "plan.duplicate").click().run()
    assert [s.name for s in store.scenarios()][1].endswith("(bản sao)")
    unfold(app, f"plan.menu.{store.scenarios()[1].id}")
    lever(app, "text_input", f"plan.name.{store.scenarios()[1].version_id}").set_value("Phương án D")
    button(app, "plan.rename").click().run()
    assert [s.name for s in store.scenarios()][1] == "Phương án D"
    assert not app.exception


def test_a_card_is_moved_and_removed(app: AppTest, store: Store):
    scenario = with_scenario(store)
    open_page(app, "roadmap", scenario)
    before = [e.units.fields for e in current(store, scenario).roadmap]
    lever(app, "button", ".1.up").click().run()
    assert [e.units.fields for e in current(store, scenario).roadmap] == before[::-1]
    lever(app, "button", ".0.remove").click().run()
    assert "Bấm Hoàn tác để lấy lại" in html(app)
    assert [e.units.fields for e in current(store, scenario).roadmap] == before[:1]
    assert not app.exception


THREE = 'name = "Ba thẻ"\nhorizon = 2027\n' + "".join(
    f'[[reductions]]\nmethod = "rate"\nrate = 0.0{n}\n' for n in (1, 2, 3)
)


def opened(app: AppTest, scenario: int) -> list[str]:
    """The title of the open card: the one whose button is filled."""
    cards = [b for b in app.button if re.fullmatch(rf"plan\.open\.{scenario}\.reductions\.\d", b.key or "")]
    return [b.label.replace("\N{NO-BREAK SPACE}", " ") for b in cards if b.proto.type == "secondary"]


def test_the_open_card_stays_open_when_others_move_go_or_come_back(app: AppTest, store: Store):
    scenario = store.save_scenario("Ba thẻ", THREE, "t", 2022).id
    open_page(app, "reductions", scenario)
    lever(app, "button", "reductions.1").click().run()
    assert opened(app, scenario) == ["2. Mỗi năm 2 %"]
    lever(app, "button", ".0.remove").click().run()
    assert opened(app, scenario) == ["1. Mỗi năm 2 %"]
    button(app, "plan.undo").click().run()
    assert opened(app, scenario) == ["2. Mỗi năm 2 %"]
    lever(app, "button", ".2.up").click().run()
    assert opened(app, scenario) == ["3. Mỗi năm 2 %"]
    # without the open one the card before it is opened
    lever(app, "button", ".2.remove").click().run()
    assert opened(app, scenario) == ["2. Mỗi năm 3 %"]


def test_a_scenario_file_is_taken_in(app: AppTest, store: Store):
    scenario = with_scenario(store)
    open_page(app, "assumptions", scenario)
    text = text_of("city_a_reallocate")
    unfold(app, f"plan.menu.{scenario}")
    uploader(app).set_value(("a.toml", text.encode(), "application/toml")).run()
    assert not app.exception
    assert [s.name for s in store.scenarios()][1] == parse_scenario(text).name
    assert "thành phương án mới" in html(app)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'name = "x"\n[assumptions]\ninflatoin = 0.03\n', "inflatoin"),
        (b'name = "x"\n[assumptions]\ninflation = "ba"\n', "inflation"),
        (b"name = \xff\xfe", "UTF-8"),
        (b"name = ", "TOML"),
    ],
)
def test_a_wrong_scenario_file_is_refused_with_a_sentence(
    app: AppTest, store: Store, content: bytes, sentence: str
):
    scenario = with_scenario(store)
    open_page(app, "assumptions", scenario)
    unfold(app, f"plan.menu.{scenario}")
    uploader(app).set_value(("x.toml", content, "application/toml")).run()
    assert not app.exception
    assert sentence in html(app)
    assert [s.id for s in store.scenarios()] == [scenario]


@pytest.mark.parametrize("which", [0, 1])
def test_of_two_plans_with_one_name_the_one_in_view_is_edited(app: AppTest, store: Store, which: int):
    scenarios = [with_scenario(store), with_scenario(store)]
    open_page(app, "assumptions", scenarios[which])
    lever(app, "select_slider", "assumptions.inflation").set_value(0.05).run()
    assert not app.exception
    kept = [float(current(store, scenario).assumptions.inflation) for scenario in scenarios]
    # the other has the 3,5 % of the file still
    assert (kept[which], kept[1 - which]) == (0.05, 0.035)
    options = app.selectbox(key="choose.scenario").options
    assert len(set(options)) == len(options) == 3


def test_a_second_copy_has_a_name_of_its_own(app: AppTest, store: Store):
    scenario = with_scenario(store)
    name = store.scenario(scenario).name
    store.save_scenario(f"{name} (bản sao)", store.scenario(scenario).text, "t", 2022)
    open_page(app, "assumptions", scenario)
    unfold(app, f"plan.menu.{scenario}")
    button(app, "plan.duplicate").click().run()
    assert not app.exception
    assert [s.name for s in store.scenarios()] == [name, f"{name} (bản sao)", f"{name} (bản sao 2)"]
