"""Units one by one on the page of the roadmap: the grid of targets, the next group, steps too long."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from budget.answers import break_even
from budget.paces import course
from budget.report.words import Words
from budget.sample import load_sample
from pages.shared.plan_groups import crossings
from tests.conftest import ROOT
from tests.plan_pages import button, current, html, open_page, result_of, sample_store, text_of, with_scenario

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from budget.report.tables import Table
    from budget.store import Store

ROADMAP = "city_c_strong_roadmap"


@pytest.fixture
def store(app: AppTest) -> Store:
    return sample_store()


def view(app: AppTest, name: str) -> None:
    app.segmented_control(key="roadmap.view").set_value(name).run()
    assert not app.exception


def test_the_grid_holds_the_targets_that_each_unit_follows(app: AppTest, store: Store):
    open_page(app, "roadmap", with_scenario(store, ROADMAP))
    view(app, "targets")
    grid = app.dataframe[-1].value
    # two units each of groups 3a, 3b and 3c: 90, 55 and 24 % in 2025; the others have none
    assert sorted(grid["2025"]) == ["", "", "", "", "24", "24", "55", "55", "90", "90"]
    assert sorted(grid["2027"])[4:] == ["100", "100", "30", "30", "70", "70"]
    assert len(grid) == 10


def test_the_file_of_the_grid_tells_targets_that_are_drawn_from_those_that_are_set(
    app: AppTest, store: Store, monkeypatch: pytest.MonkeyPatch
):
    from pages.shared import grid

    left: dict[str, Table] = {}
    monkeypatch.setattr(grid, "downloads", lambda listed, table, key: left.setdefault(key, table))
    open_page(app, "roadmap", with_scenario(store, ROADMAP))
    view(app, "targets")
    rows = left["roadmap.grid"].rows
    # the cards set 2025 and 2027 alone
    drawn = {"target2023", "target2024", "target2026"}
    assert [row.estimated for row in rows] == [
        frozenset() if row.cells["target2025"] is None else drawn for row in rows
    ]
    assert sum(bool(row.estimated) for row in rows) == 6
    assert left["roadmap.grid"].file == "Mức tự bảo đảm và mục tiêu từng năm"


@pytest.mark.parametrize("target", ["0.90", "8.50"])
def test_a_target_above_all_that_a_unit_spends_is_told(app: AppTest, store: Store, target: str):
    typed = text_of(ROADMAP).replace("2025 = 0.90", f"2025 = {target}")
    open_page(app, "roadmap", store.save_scenario("Gõ nhầm", typed, "t", 2022).id)
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    told = "2 đơn vị có mục tiêu trên 100 % chi thường xuyên: xem lại số đã gõ."
    assert (told in said) is (target == "8.50")
    assert ("(850,0 %)" in said) is (target == "8.50")


def test_a_path_that_falls_from_above_all_that_is_spent_is_no_typing_error(app: AppTest, store: Store):
    """The investment board has 102 % in 2022: on its way to 36 % no target that is set is above 100 %."""
    plan = 'name = "Xuống"\n[[roadmap]]\nunits = { codes = ["9101558"] }\ntargets = { 2025 = 0.36 }\n'
    open_page(app, "roadmap", store.save_scenario("Xuống", plan, "t", 2022).id)
    assert "xem lại số đã gõ" not in html(app)


def test_a_card_is_set_to_the_degree_that_releases_what_is_wished(app: AppTest, store: Store):
    card = '[[roadmap]]\nunits = { groups = ["3b"] }\ntargets = { 2025 = 0.6 }\n'
    scenario = store.save_scenario("Lộ trình", f'name = "Lộ trình"\nhorizon = 2025\n{card}', "t", 2022).id
    open_page(app, "roadmap", scenario)
    view(app, "find")
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    [wanted] = re.findall(
        r"Để lộ trình giảm 10 % \([^)]+\) năm 2025: mục tiêu <strong>([\d,]+) %</strong>", said
    )
    button(app, "roadmap.find.wish").click().run()
    assert not app.exception
    now = current(store, scenario).roadmap[0].targets[2025]
    assert float(now) * 100 == pytest.approx(float(wanted.replace(",", ".")))
    assert "Thẻ đang đặt đúng mục tiêu này." in html(app)


@pytest.mark.parametrize(
    ("lang", "said"), [("vi", "Điều kiện để lên nhóm kế"), ("en", "What reaches the next")]
)
def test_what_reaches_the_next_group_is_listed(app: AppTest, store: Store, lang: str, said: str):
    open_page(app, "roadmap", with_scenario(store, ROADMAP), lang=lang)
    view(app, "next")
    assert said in html(app)


def test_the_next_group_says_what_growth_it_takes_a_year_and_what_is_out_of_reach(app: AppTest, store: Store):
    open_page(app, "roadmap", with_scenario(store, ROADMAP))
    view(app, "next")
    said = html(app)
    # of the 74 units some lie far below the next group, whose revenue would have to grow tenfold
    assert all(word in said for word in ("So với 2022", "Tăng mỗi năm", "khó đạt", "không khả thi"))
    assert "gấp" not in said


def test_the_next_group_becomes_the_target_in_one_click(app: AppTest, store: Store):
    scenario = with_scenario(store, ROADMAP)
    open_page(app, "roadmap", scenario)
    view(app, "degree")
    _, units = load_sample("city_2022")
    result = result_of(store, scenario)
    unit = next(
        i
        for i, kind in enumerate(units.kind)
        if kind == "service" and break_even(result, 2025).group[i] == "3a"
    )
    app.selectbox(key="roadmap.unit").set_value(units.code[unit]).run()
    button(app, "roadmap.next.use").click().run()
    assert not app.exception
    added = current(store, scenario).roadmap[-1]
    assert added.units.codes == [units.code[unit]]
    # group 3a begins at 70 %
    assert float(added.targets[2025]) == 0.7


def test_an_address_opens_the_path_of_the_unit_in_view(app: AppTest, store: Store):
    scenario = with_scenario(store, ROADMAP)
    open_page(app, "roadmap", scenario)
    view(app, "degree")
    assert "path" not in app.query_params  # all units are what is shown anyhow
    _, units = load_sample("city_2022")
    unit = next(code for code, kind in zip(units.code, units.kind, strict=True) if kind == "service")
    app.selectbox(key="roadmap.unit").set_value(unit).run()
    assert app.query_params["path"] in (unit, [unit])
    drawn = next(c for c in app.main.get("plotly_chart") if c.proto.id.endswith("-roadmap.path"))
    name = json.loads(drawn.proto.config)["toImageButtonOptions"]["filename"]
    assert name.startswith(f"Mức tự bảo đảm theo năm - {units.name[units.code.index(unit)].split(' (')[0]}")
    fresh = another(roadmap="degree", path=unit)
    open_page(fresh, "roadmap", scenario)
    assert fresh.selectbox(key="roadmap.unit").value == unit


def spec(app: AppTest, key: str) -> Any:
    """What a chart draws."""
    chart = next(c for c in app.main.get("plotly_chart") if c.proto.id.endswith(f"-{key}"))
    return json.loads(chart.proto.spec)


def test_the_groups_are_counted_over_the_whole_city_or_those_in_reach(app: AppTest, store: Store):
    open_page(app, "roadmap", with_scenario(store, ROADMAP))
    # 62 schools and 10 other units; in the roadmap two each of groups 3a, 3b and 3c
    for reach, n in (("all", 72), ("roadmap", 6), ("service", 10)):
        app.button_group(key="roadmap.reach.kind").set_value(reach).run()
        bars = spec(app, "roadmap.groups")["data"]
        assert [sum(bar["y"][j] for bar in bars) for j in range(6)] == [n] * 6
        said = html(app).replace("\N{NO-BREAK SPACE}", " ")
        assert f"{n} đơn vị" in spec(app, "roadmap.groups")["layout"]["title"]["text"]
        assert re.search(rf">Cộng<.*?>{n}<", said, re.DOTALL)
    assert app.query_params["reach"] in ("service", ["service"])


def test_every_unit_is_reached_in_the_heat_map(app: AppTest, store: Store):
    open_page(app, "roadmap", with_scenario(store, ROADMAP))
    view(app, "degree")
    seen: list[str] = []
    # 72 units by twenties: the last part has 12
    for first, n in ((1, 20), (21, 20), (41, 20), (61, 12)):
        app.selectbox(key="plan.rows").set_value(first).run()
        names = spec(app, "roadmap.heat")["layout"]["yaxis"]["ticktext"]
        assert len(names) == n
        seen += names
    assert len(seen) == len(set(seen)) == 72
    assert app.query_params["rows"] in ("61", ["61"])
    # those on the roadmap are six: no parts
    app.button_group(key="roadmap.reach.kind").set_value("roadmap").run()
    assert len(spec(app, "roadmap.heat")["layout"]["yaxis"]["ticktext"]) == 6


def test_the_grid_has_the_degree_of_every_year_beside_the_targets(app: AppTest, store: Store):
    scenario = with_scenario(store, ROADMAP)
    open_page(app, "roadmap", scenario)
    view(app, "targets")
    app.button_group(key="roadmap.reached.kind").set_value("years").run()
    assert app.query_params["reached"] in ("years", ["years"])
    grid = app.dataframe[-1].value
    assert [head for head in grid.columns if head.startswith("Đạt")] == [
        f"Đạt {year}" for year in range(2022, 2028)
    ]
    # the two of group 3b come to 70 % in 2027, where group 3a begins
    last = grid.loc[grid["2027"] == "70", "Đạt 2027"]
    assert list(last) == ["70,0 · 3a ▲"] * 2


def test_steps_beyond_a_limit_are_spread_in_one_step_to_undo(app: AppTest, store: Store):
    text = 'name = "x"\nhorizon = 2025\n[[roadmap]]\nunits = { kinds = ["service"], groups = ["3c"] }\n'
    scenario = store.save_scenario("x", text + "targets = { 2024 = 0.5 }\n", "t", 2022).id
    open_page(app, "roadmap", scenario)
    view(app, "targets")
    app.number_input(key="choose.step").set_value(11).run()
    assert app.query_params["step"] in ("11", ["11"])
    # 21,4 % and 17,6 % to 50 % in two years are more than 14 a year each; by 11 a year they come to 43,4 and
    # 39,6 % in 2024, to 50 % in 2025
    assert "2 đơn vị</strong> có mục tiêu tăng quá 11 điểm % một năm" in html(app)
    button(app, "roadmap.step.spread").click().run()
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    assert "Đã giãn mục tiêu của 2 đơn vị" in said
    assert "2 đơn vị đạt muộn hơn năm đã đặt" in said
    assert "Không mục tiêu nào tăng quá 11 điểm % một năm" in said
    assert {tuple(map(str, entry.targets.values())) for entry in current(store, scenario).roadmap[1:]} == {
        ("0.324", "0.434", "0.5"),
        ("0.286", "0.396", "0.5"),
    }
    app.button(key="plan.undo").click().run()
    assert len(current(store, scenario).roadmap) == 1


def three_units(store: Store) -> int:
    """A card of three units that stand at 21,4, 34,2 and 43,8 %, to 70 % in 2026."""
    units = '{ codes = ["9101443", "9101604", "9101489"] }'
    text = f'name = "x"\nhorizon = 2026\n[[roadmap]]\nunits = {units}\ntargets = {{ 2026 = 0.7 }}\n'
    return store.save_scenario("x", text, "t", 2022).id


@pytest.mark.parametrize(
    ("lang", "told", "even"),
    [
        (
            "vi",
            "Đã dùng tiến độ “Chậm trước”: 3 đơn vị có thẻ riêng, mỗi đơn vị đi từ mức năm gốc của mình.",
            "“Đều từng năm”: các năm ở giữa để trống, mỗi đơn vị đi đều từ mức năm gốc của mình.",
        ),
        (
            "en",
            "Took the pace “Late”: 3 units have a card of their own, each from its own base-year degree.",
            "“Even”: the years between are blank, each unit goes evenly from its own base-year degree.",
        ),
    ],
)
def test_a_pace_of_a_card_of_three_takes_each_unit_from_its_own_degree(
    app: AppTest, store: Store, lang: str, told: str, even: str
):
    scenario = three_units(store)
    open_page(app, "roadmap", scenario, lang=lang)
    button(app, "roadmap.pace.late").click().run()
    assert told in html(app)
    card, *own = current(store, scenario).roadmap
    assert [float(target) for target in card.targets.values()] == [0.7]
    # a sixteenth, a quarter and nine sixteenths of the way to 70 % from 21,4, from 34,2 and from 43,8 %
    paths = [[0.244, 0.336, 0.487], [0.364, 0.432, 0.543], [0.454, 0.504, 0.585]]
    made = sorted([float(target) for target in one.targets.values()][:3] for one in own)
    assert made == [pytest.approx(path, abs=0.0011) for path in paths]
    # the card still leads its units
    button(app, "roadmap.pace.early").click().run()
    assert len(current(store, scenario).roadmap) == 4
    button(app, "roadmap.pace.even").click().run()
    assert even in html(app)
    assert [one.targets for one in current(store, scenario).roadmap] == [card.targets]
    # one step each
    button(app, "plan.undo").click().run()
    button(app, "plan.undo").click().run()
    assert current(store, scenario).roadmap == [card, *own]


def test_a_pace_of_a_card_of_many_units_says_from_which_degree_and_who_falls(app: AppTest, store: Store):
    text = 'name = "x"\nhorizon = 2026\n[[roadmap]]\nunits = { kinds = ["preschool"] }\n'
    scenario = store.save_scenario("x", text + "targets = { 2026 = 0.3 }\n", "t", 2022).id
    open_page(app, "roadmap", scenario)
    view(app, "paces")
    # the median of the 22 lies at 4,1 %, and a sixteenth of the way to 30 % at 5,8 %
    shared = "22 đơn vị đi chung một đường từ mức trung vị 4,1 %"
    told = f"{shared} của năm gốc. Mục tiêu năm 2023 là 5,8 %, thấp hơn mức năm gốc của 2 đơn vị; 11 đơn vị"
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    assert f"Nhanh trước, Chậm trước: {shared}; thẻ đến 12 đơn vị" in said
    assert "riêng thẻ trên 12 đơn vị thì Nhanh trước, Chậm trước đi từ mức trung vị" in said
    assert said.count(f"Tiến độ “Chậm trước”, thẻ “Mầm non”: {told}") == 1
    button(app, "roadmap.pace.late").click().run()
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    assert said.count(f"Tiến độ “Chậm trước”, thẻ “Mầm non”: {told}") == 2
    (card,) = current(store, scenario).roadmap
    assert float(card.targets[2023]) == pytest.approx(0.058, abs=0.0005)


def test_the_comparison_of_paces_shows_what_their_buttons_set(app: AppTest, store: Store):
    scenario = three_units(store)
    open_page(app, "roadmap", scenario)
    view(app, "paces")
    table = html(app)
    for pace, name in (("early", "Nhanh trước"), ("even", "Đều từng năm"), ("late", "Chậm trước")):
        button(app, f"roadmap.pace.{pace}").click().run()
        set_then = course(result_of(store, scenario), 2025)
        [row] = [row for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL) if name in row]
        assert set_then.steepest is not None
        steepest = Words("vi").share(set_then.steepest.growth)
        assert f'title="{set_then.steepest.unit}">{steepest} ({set_then.steepest.year})<' in row
        for amount in (*set_then.revenue[1:], set_then.released_in_all):
            assert f">{Words('vi').numbers.money(amount)}<" in row


def test_a_menu_of_cards_closes_once_one_is_chosen(app: AppTest, store: Store):
    scenario = three_units(store)
    open_page(app, "roadmap", scenario)
    menu = f"plan.open.{scenario}.roadmap.menu"
    app.session_state[menu] = True
    app.run()
    next(one for one in app.button if str(one.key).endswith("add.to_3a")).click().run()
    assert app.session_state[menu] is False
    assert len(current(store, scenario).roadmap) == 2


def another(**address: str) -> AppTest:
    """Another person who opens an address."""
    from streamlit.testing.v1 import AppTest as Another

    fresh = Another.from_file(ROOT / "app.py", default_timeout=300)
    for name, value in address.items():
        fresh.query_params[name] = value
    return fresh


def test_a_target_that_skips_a_group_is_told(app: AppTest, store: Store):
    text = 'name = "x"\nhorizon = 2025\n[[roadmap]]\nunits = { groups = ["3c"] }\ntargets = { 2023 = 0.8 }\n'
    open_page(app, "roadmap", store.save_scenario("x", text, "t", 2022).id)
    assert "hơn một nhóm trong một năm" in html(app)
    assert "nhóm 3c lên nhóm 3a năm 2023" in html(app)


def test_steps_of_a_group_a_year_are_not(app: AppTest, store: Store):
    open_page(app, "roadmap", with_scenario(store, ROADMAP))
    assert "hơn một nhóm trong một năm" not in html(app)


def test_a_year_in_which_a_unit_changes_its_group_is_marked():
    # 3b, 3b, 3a (higher), not known, 2, 3c (lower): what follows the unknown is no crossing
    assert crossings([3, 3, 2, -1, 1, 4]) == ["", "", " ▲", "", "", " ▼"]


def test_the_map_of_degrees_says_which_group_a_colour_is(app: AppTest, store: Store):
    open_page(app, "roadmap", with_scenario(store, ROADMAP))
    view(app, "degree")
    [said] = re.findall(r'<p class="colors">(.*?)</p>', html(app))
    # two units pay for their recurrent spending, none for investment, too: no group 1
    assert re.findall(r"</i>([^<]+)<", said) == [f"Nhóm {group}" for group in ("2", "3a", "3b", "3c", "4")]
