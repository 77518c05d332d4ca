"""A card of a plan without any effect says why, on its own page and when it was just changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from budget.paces import at_pace
from budget.planning import given_up, same_result
from budget.simulate import simulate
from tests.plan_pages import (
    button,
    current,
    html,
    lever,
    open_page,
    result_of,
    sample_store,
    with_scenario,
)

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from budget.store import Store

ROADS = """
[[roadmap]]
units = { fields = ["Công trình công cộng"] }
targets = { 2025 = 0.48 }

[[roadmap]]
units = { kinds = ["service"] }
targets = { 2025 = 0.6 }
"""
MEASURES = """
[[reductions]]
method = "target"
target = { 2025 = 0.1 }

[[reductions]]
method = "target"
target = { 2025 = 0.05 }
"""
MONEY = """
[allocation]
pool = { from = "amount", by_year = { 2023 = 1_000_000_000 } }
stages = [ { aim = "norm" }, { aim = "share", by = "pupils" } ]
exceptions = [ { unit = "X", by_year = { 2023 = 5_000_000 } } ]
"""


@pytest.fixture
def store(app: AppTest) -> Store:
    return sample_store()


def saved(store: Store, text: str) -> int:
    return store.save_scenario("Thử", f'name = "Thử"\nhorizon = 2027\n{text}', "t", 2022).id


def said(app: AppTest) -> str:
    return html(app).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("page", "text", "vi", "en"),
    [
        (
            "roadmap",
            ROADS,
            "Không có tác dụng trong mọi năm: cả 1 đơn vị theo thẻ sau, số 2.",
            "No effect in any year: its 1 unit follows a later card, number 2.",
        ),
        (
            "reductions",
            MEASURES,
            "Mọi năm đã đạt nhờ các biện pháp giảm chi đứng trước (",
            "In every year met by the earlier measures (",
        ),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_card_without_effect_says_why(
    app: AppTest, store: Store, page: str, text: str, vi: str, en: str, lang: str
):
    open_page(app, page, saved(store, text), lang=lang)
    assert (vi if lang == "vi" else en) in said(app)


def test_so_do_stages_and_exceptions(app: AppTest, store: Store):
    open_page(app, "allocation", saved(store, MONEY))
    app.segmented_control(key="allocation.part").set_value("stages").run()
    told = "Không có tác dụng trong mọi năm: các bước trước đã dùng hết nguồn (năm 2025: 1.000 triệu đồng)."
    assert told in said(app)
    app.segmented_control(key="allocation.part").set_value("exceptions").run()
    assert "Không có tác dụng trong mọi năm: dữ liệu không có đơn vị này." in said(app)


def test_a_change_of_such_a_card_names_it_and_its_reason(app: AppTest, store: Store):
    open_page(app, "reductions", saved(store, MEASURES))
    lever(app, "button", "reductions.1").click().run()
    lever(app, "selectbox", "reductions.1.share_by").set_value("equal").run()
    text = said(app)
    assert "không làm đổi số liệu nào. Thẻ 2: Mọi năm đã đạt nhờ các biện pháp giảm chi đứng trước (" in text


def test_a_card_that_is_added_to_be_filled_in_takes_no_unit_from_the_others(app: AppTest, store: Store):
    scenario = saved(store, ROADS)
    before = result_of(store, scenario)
    open_page(app, "roadmap", scenario)
    button(app, f"plan.open.{scenario}.roadmap.add.own").click().run()
    assert "3. Chưa chọn đơn vị: chưa có mục tiêu" in [one.label for one in app.button]
    assert same_result(before, result_of(store, scenario))
    # any condition then counts by itself
    lever(app, "multiselect", "roadmap.2.kinds.1").set_value(["service"]).run()
    added = current(store, scenario).roadmap[2]
    assert (added.units.kinds, added.units.codes) == (["service"], None)
    assert "Chưa có mục tiêu: 10 đơn vị giữ mức năm gốc, không theo thẻ trước" in said(app)


def test_a_change_names_no_card_that_it_leaves_as_it_was(app: AppTest, store: Store):
    # the first of the cards takes all; what is changed is how the last, that takes nothing, is shared
    open_page(app, "reductions", saved(store, MEASURES + MEASURES))
    lever(app, "button", "reductions.3").click().run()
    lever(app, "selectbox", "reductions.3.share_by").set_value("equal").run()
    told = said(app).split("không làm đổi số liệu nào.")[1][:150]
    assert "Thẻ 4:" in told
    assert "Thẻ 2:" not in told


def test_units_that_the_law_spares_are_listed_though_they_owe_of_earlier_years(app: AppTest, store: Store):
    open_page(app, "reductions", saved(store, MEASURES))
    app.segmented_control(key="reductions.view").set_value("spared").run()
    # of group 3, asked for 2023 and 2024, and spared in 2025 as essential: the two of the card above
    assert said(app).count("Nhóm 3, cung cấp dịch vụ sự nghiệp công cơ bản, thiết yếu") == 2
    # of 1.311 triệu đồng 1 − 0,975² are 64,7, and the preschool gives nothing; of 5.504 they are 271,8, less
    # than the tenth that the other gives
    told = "Năm 2025 không phải giảm; lũy kế từ năm gốc "
    assert f"{told}còn phải giảm 65 triệu đồng từ năm trước" in said(app)
    assert f"{told}phải giảm 272 triệu đồng của năm trước, đã đủ" in said(app)
    assert re.search(
        r"lũy kế: 1 đơn vị chưa đạt\s*Chi tiết\s*Lũy kế còn phải giảm\s*65\s*Riêng năm 2025 chưa đạt",
        re.sub(r"<[^>]+>", " ", said(app)),
    )


@pytest.mark.parametrize(("growth", "told"), [("0", True), ("0.035", False)])
def test_a_plan_without_price_growth_says_so(app: AppTest, store: Store, growth: str, *, told: bool):
    open_page(app, "reductions", saved(store, f"[assumptions]\ninflation = {growth}\n"))
    assert ("giá không tăng (trượt giá 0 %)" in said(app)) is told


def test_a_wish_that_is_granted_replaces_the_cards_that_lose_their_units(app: AppTest, store: Store):
    open_page(app, "reductions", with_scenario(store, "city_c_strong_roadmap"))
    app.segmented_control(key="reductions.view").set_value("find").run()
    lever(app, "select_slider", ".wish").set_value(0.4).run()
    assert "theo thẻ sau, không theo thẻ này" not in said(app)
    replaced = re.compile(r"Thay đổi: lộ trình tự chủ thay 3 thẻ bằng \d+ thẻ; ")
    before_click = replaced.search(said(app))
    button(app, "wish.use").click().run()
    # the three cards of the plan each lose their last unit
    assert before_click
    assert replaced.search(said(app))
    assert "không có tác dụng" not in " ".join(one.label for one in app.expander)


def test_a_wish_that_a_new_roadmap_meets_does_not_blame_the_law_for_the_rest(app: AppTest, store: Store):
    # the roadmap of the plan cuts more than a tenth; the answer takes its place, and cuts just that: 10 % of
    # 33.145.589.000 đồng are 3.315 triệu đồng
    open_page(app, "reductions", with_scenario(store, "city_c_strong_roadmap"))
    app.segmented_control(key="reductions.view").set_value("find").run()
    lever(app, "select_slider", ".wish").set_value(0.1).run()
    assert "thì năm 2025 còn giảm <strong>3.315 triệu đồng</strong> (10,0 % năm gốc 2022)." in said(app)
    assert "không giảm ít hơn được" not in said(app)


def test_units_that_come_into_another_group_are_named(app: AppTest, store: Store):
    # in 2025 one unit of the sample falls a group, and it is named with the way to its figures
    open_page(app, "roadmap", with_scenario(store))
    line = re.search(r"Xuống nhóm năm 2025 so với năm gốc 2022: (.*?)</p>", said(app))
    assert line
    assert re.fullmatch(r'<a href="/unit\?[^"]*figure=ratio[^"]*"[^>]*>[^<]+</a>', line[1])
    # beside the grid it comes last: coming above it with an edit, it would move the row of the next click
    app.segmented_control(key="roadmap.view").set_value("targets").run()
    assert said(app).index("Mục tiêu mức tự bảo đảm theo năm") < said(app).index("Xuống nhóm năm 2025")


def test_of_more_than_three_the_others_are_counted(app: AppTest, store: Store):
    open_page(app, "roadmap", with_scenario(store, "city_c_strong_roadmap"), year=2027)
    line = re.search(r"Lên nhóm năm 2027 so với năm gốc 2022: (.*?)</p>", said(app))
    assert line
    assert line[1].count("<a ") == 4
    assert re.search(r" và <a [^>]*>\d+ đơn vị nữa</a>", line[1])


def test_undo_tells_the_lever_of_a_card(app: AppTest, store: Store):
    open_page(app, "reductions", with_scenario(store))
    lever(app, "selectbox", "reductions.0.share_by").set_value("equal").run()
    button(app, "plan.undo").click().run()
    assert (
        "Đã hoàn tác: Giảm chi ngân sách, thẻ “Mục tiêu: Sự nghiệp khác”, Chia số giảm cho đơn vị theo: "
        "Đều nhau → Kinh phí đang giao. " in said(app)
    )


def test_undo_tells_a_rate_of_a_card_from_what_to_what(app: AppTest, store: Store):
    # plan B meets its first target to 60 % by revenue
    open_page(app, "roadmap", with_scenario(store))
    lever(app, "select_slider", "roadmap.0.revenue_share").set_value(0.7).run()
    button(app, "plan.undo").click().run()
    told = r"Đã hoàn tác: Lộ trình tự chủ, thẻ “[^”;]+”, Phần đạt bằng tăng thu: 70 % → 60 %\. "
    assert re.search(told, said(app).replace("\N{NO-BREAK SPACE}", " "))


def test_all_cards_go_evenly_to_the_year_in_view_and_keep_later_targets(app: AppTest, store: Store):
    scenario = with_scenario(store, "city_c_strong_roadmap")
    before = [one.targets for one in current(store, scenario).roadmap]
    open_page(app, "roadmap", scenario)
    next(group for group in app.button_group if group.key == "roadmap.view").set_value("paces")
    app.run()
    assert button(app, "roadmap.even.use").label == "Đều đến năm 2025"
    button(app, "roadmap.even.use").click().run()
    for was, now in zip(before, (one.targets for one in current(store, scenario).roadmap), strict=True):
        assert (set(now), now[2025], now[2027]) == ({2025, 2027}, was[2025], was[2027])
    even = "các năm ở giữa để trống, mỗi đơn vị đi đều từ mức năm gốc của mình"
    assert f"Đã dùng tiến độ “Đều đến năm 2025”: {even}." in said(app)


def test_a_pace_that_is_used_says_which_targets_it_replaced(app: AppTest, store: Store):
    # a path from 43,8 % in 2022 to 52 % in 2027 that goes late has gone (3/5)^2 of 8,2 points by 2025: 46,8 %
    open_page(app, "roadmap", with_scenario(store))
    next(group for group in app.button_group if group.key == "roadmap.view").set_value("paces")
    app.run()
    # beside amounts in triệu đồng the last column waits among those that an officer can show
    assert "Thiếu nhiều hơn hiện trạng" in said(app)
    assert "Dưới tối thiểu riêng năm" not in said(app)
    store.remember_view({"columns.roadmap.paces.table": []})
    app.session_state["note.columns.roadmap.paces.table"] = None
    assert "Dưới tối thiểu riêng năm" in said(app.run())
    # who can hardly follow a pace is named with it: by the early one both units, for the late one nobody
    for pace, name in (("early", "Nhanh trước"), ("late", "Chậm trước")):
        result = result_of(store, 1)
        then = simulate(result.units, at_pace(result, pace), result.law)
        found = list(then.findings.of("roadmap_implausible"))
        assert len({one.unit for one in found}) == {"early": 2, "late": 0}[pace]
        assert (f"Khó đạt theo “{name}”: Ban Quản lý công trình công cộng" in said(app)) == bool(found)
    button(app, "roadmap.pace.use.late").click().run()
    # the roadmap then cuts less in 2025, and the card of a tenth by 2025 takes the rest
    pushed = "Tiến độ “Chậm trước”: lộ trình giảm ít hơn, nên ở Giảm chi thẻ “Đến 2025 giảm 10 %” giảm thêm "
    assert said(app).replace("\N{NO-BREAK SPACE}", " ").count(pushed) == 1
    told = "Đã dùng tiến độ “Chậm trước”. Thay mục tiêu đã đặt: "
    told += "thẻ “Công trình công cộng” 48 % → 46,8 % năm 2025"
    assert told in said(app).replace("\N{NO-BREAK SPACE}", " ")


def test_a_slower_pace_of_one_card_says_which_target_then_cuts_more(app: AppTest, store: Store):
    open_page(app, "roadmap", with_scenario(store))
    button(app, "roadmap.pace.late").click().run()
    pushed = "Tiến độ “Chậm trước”: lộ trình giảm ít hơn, nên ở Giảm chi thẻ “Đến 2025 giảm 10 %” giảm thêm "
    assert pushed in said(app).replace("\N{NO-BREAK SPACE}", " ")


def test_undo_tells_the_years_of_a_pace(app: AppTest, store: Store):
    # early from 43,8 % in 2022 to the 52 % of 2027: 9/25, 16/25, 21/25 and 24/25 of 8,2 points is 46,8, 49,1,
    # 50,7 and 51,7 %, where the plan has 48 % in 2025 and no other year before 2027
    open_page(app, "roadmap", with_scenario(store))
    button(app, "roadmap.pace.early").click().run()
    # in no year is that below the 45,2, 46,6, 48 and 50 % of before: no card of a target has to cut more
    assert "lộ trình giảm ít hơn" not in said(app)
    button(app, "plan.undo").click().run()
    told = "mục tiêu: bỏ 46,8 % năm 2023, bỏ 49,1 % năm 2024, 50,7 % → 48 % năm 2025, bỏ 51,7 % năm 2026. "
    assert re.search(
        r"Đã hoàn tác: Lộ trình tự chủ, thẻ “[^”;]+”, " + re.escape(told),
        said(app).replace("\N{NO-BREAK SPACE}", " "),
    )


@pytest.mark.parametrize(
    ("lang", "told", "way"),
    [
        # 10 % of the 33.145.589.000 đồng of the ten service units are 3.315 triệu đồng, 5 % are 1.657
        (
            "vi",
            "năm 2025 các thẻ trước giảm 3.315 triệu đồng (10,0 %), mục tiêu 5 % là 1.657 triệu đồng;",
            "Muốn năm 2025 chỉ giảm 5 %: hạ thẻ 1 “Đến 2025 giảm 10 %” (năm 2025) từ 10 % xuống 5 %.",
        ),
        (
            "en",
            "they cut 3,315 million đồng (10.0%), the target of 5% is 1,657 million đồng",
            "To cut only 5% in 2025: lower card 1 “",
        ),
    ],
)
def test_the_card_of_a_target_that_is_reached_says_by_what_and_what_to_lower(
    app: AppTest, store: Store, lang: str, told: str, way: str
):
    open_page(app, "reductions", saved(store, MEASURES), lang=lang)
    lever(app, "button", "reductions.1").click().run()
    assert told in said(app).replace("\N{NO-BREAK SPACE}", " ")
    assert way in said(app)
    # what is met is no fault: the page warns of nothing there
    assert 'class="message warning"' not in said(app)
    # one press does what the sentence says, and leaves nothing to lower
    number = app.query_params["scenario"]
    lever(app, "button", "reductions.lower.1").click().run()
    assert way not in said(app)
    lever(app, "button", "plan.undo").click().run()
    assert app.query_params["scenario"] == number
    assert way in said(app)
    # the other years are lowered by one press, the year in view is not: 5 % of 33.145.589.000 by 2025
    lever(app, "button", "reductions.passed.1").click().run()
    assert not app.exception
    then = result_of(store, int(number))
    gone = {year: int(given_up(then, year).sum()) // 1_000_000 for year in then.years[1:]}
    assert gone == {2023: 552, 2024: 1_104, 2025: 3_314, 2026: 1_657, 2027: 1_657}
    assert "reductions.passed.1" not in {one.key for one in app.button}
    # the card that cuts says nothing of the kind
    lever(app, "button", "reductions.0").click().run()
    assert way not in said(app)


def test_a_target_that_is_not_reached_is_told_with_what_is_missing(app: AppTest, store: Store):
    """By what units have left, and they lack: the target takes less than it asks."""
    target = '[[reductions]]\nmethod = "target"\ntarget = { 2025 = 0.1 }\nshare_by = "headroom"\n'
    number = saved(store, target)
    result = result_of(store, number)
    # a tenth of what the service units had in 2022, less what is cut
    base = sum(int(one) for one in result.units["support"][~result.units.school])
    missing = base // 10 - int(result.totals["cut"][3])
    assert missing > 0
    said = html(open_page(app, "reductions", number)).replace("\N{NO-BREAK SPACE}", " ")
    assert f"còn thiếu {round(missing / 1_000_000):,} triệu đồng".replace(",", ".") in said
    app.query_params["compare"] = f"{number},{saved(store, target)}"
    app.switch_page("pages/compare/compare.py").run()
    assert html(app).count("Mục tiêu còn thiếu") == 2


def test_targets_that_are_not_reached_are_named_once_beside_the_results(app: AppTest, store: Store):
    # the first card takes a fifth, all that a unit may lose, and tells nothing; the second tells why
    cards = "".join(
        f'[[reductions]]\nmethod = "target"\ntarget = {{ 2025 = {share} }}\nmax_cut = 0.2\n'
        for share in (0.4, 0.5)
    )
    open_page(app, "reductions", saved(store, cards))
    told = r"thẻ “Đến 2025 giảm 40 %” còn thiếu [\d.]+ triệu đồng; thẻ “Đến 2025 giảm 50 %”\."
    assert len(re.findall(told, said(app))) == 1
    assert said(app).count("đã đến trần 20 %") == 1


def test_a_target_reached_by_an_earlier_card_is_so_only_until_its_lever_says_otherwise(
    app: AppTest, store: Store
):
    # a tenth of the base year is cut before; the status quo is higher, by more than a sixth of it
    text = '[[reductions]]\nmethod = "rate"\nrate = { 2025 = 0.1 }\n'
    text += '[[reductions]]\nmethod = "target"\ntarget = { 2025 = 0.095 }\n'
    open_page(app, "reductions", saved(store, text), year=2025)
    lever(app, "button", "reductions.1").click().run()
    reached = "Đã đạt nhờ các thẻ trước</strong>: năm 2025"
    assert reached in said(app)
    lever(app, "button_group", "reductions.1.of").set_value("status_quo").run()
    assert reached not in said(app)


def test_a_target_that_another_year_misses_is_told_in_the_year_in_view(app: AppTest, store: Store):
    text = (
        '[[reductions]]\nmethod = "target"\ntarget = { 2023 = 0.4, 2024 = 0, 2025 = 0.01 }\nmax_cut = 0.2\n'
    )
    number = saved(store, text)
    result = result_of(store, number)
    base = sum(int(one) for one in result.units["support"][~result.units.school])
    # 40 % are asked of the service units, and each gives a fifth of what it has
    missing = base * 4 // 10 - int(result.totals["cut"][1])
    assert missing > 0
    open_page(app, "reductions", number, year=2025)
    money = f"{round(missing / 1_000_000):,}".replace(",", ".")
    told = said(app)
    assert f"Chưa đạt mục tiêu năm khác</strong>: 2023, còn thiếu {money} triệu đồng." in told
