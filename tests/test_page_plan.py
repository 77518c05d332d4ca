"""The planning pages through app.py: both languages, and figures that are the model's."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING

import pytest

from budget.answers import smallest_pool
from budget.indicators import indicators
from budget.pathways import growing
from budget.planning import on_roadmap, schools_served
from budget.report.words import Words
from budget.sample import load_sample
from tests.conftest import ROOT
from tests.plan_pages import (
    PAGES,
    button,
    current,
    html,
    lever,
    open_page,
    result_of,
    sample_store,
    text_of,
    with_scenario,
)
from tests.test_page_compare import TWICE

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from budget.store import Store


@pytest.fixture
def store(app: AppTest) -> Store:
    return sample_store()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_page_shows_a_plan_in_both_languages(app: AppTest, store: Store, page: str, lang: str):
    open_page(app, page, with_scenario(store), lang=lang)
    assert ("so với hiện trạng" if lang == "vi" else "against the status quo") in html(app)
    assert "message error" not in html(app)


def test_without_data_there_is_the_way_to_them(app: AppTest):
    open_page(app, "allocation")
    assert button(app, "empty.go").label == "Nạp dữ liệu"


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


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_pool_that_is_sought_says_what_it_is_made_of(app: AppTest, store: Store, lang: str):
    scenario = with_scenario(store)
    open_page(app, "allocation", scenario, lang=lang)
    app.segmented_control(key="allocation.view").set_value("find").run()
    result = result_of(store, scenario)
    now = indicators(result, 2025, schools_served(result))
    n = Words(lang).numbers
    # what lacks before any is given is what is given and what still lacks; the rest is rounding
    lacking, pool = now.increase + now.norm_gap, smallest_pool(result, 2025).pool
    for figure in (lacking, pool, pool - lacking, now.increase, now.norm_gap):
        assert n.money(figure) in html(app).split("<strong>", 1)[1]
    assert ("tròn lên từng trường" if lang == "vi" else "rounding each school up") in html(app)
    # why more must be found than schools still lack stands in the same sentence, not folded away
    more = {"vi": "phải bố trí thêm", "en": "must be found besides"}[lang]
    face = next(one for one in re.findall(r'<p class="sentence">.*?</p>', html(app)) if more in one)
    gap = n.money(now.norm_gap)
    assert {"vi": f"là {gap} triệu đồng còn thiếu", "en": f"the {gap} million đồng still lacking"}[lang] in (
        face.replace("\N{NO-BREAK SPACE}", " ")
    )


def test_a_pool_that_is_sought_is_used(app: AppTest, store: Store):
    scenario = with_scenario(store)
    open_page(app, "allocation", scenario)
    app.segmented_control(key="allocation.view").set_value("find").run()
    stood = result_of(store, scenario)
    before = {year: int(stood.totals["pool"][stood.year(year)]) for year in (2023, 2024)}
    assert "Nguồn cao hơn số giảm chi" not in html(app)
    button(app, "allocation.find.norm").click().run()
    assert not app.exception
    pool = current(store, scenario).allocation.pool
    assert pool.source == "amount"
    # the years before keep what the savings gave them
    assert {year: int(pool.by_year[year]) for year in (2023, 2024)} == before
    assert set(pool.by_year) == {2023, 2024, 2025}
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    assert "phải bố trí thêm" in said
    # what stands is not offered once more
    assert "Phương án đang dùng nguồn này." in said
    assert "allocation.find.norm" not in {b.key for b in app.button}


def test_what_schools_lack_is_granted_first_in_one_press(app: AppTest, store: Store):
    scenario = with_scenario(store)
    open_page(app, "allocation", scenario)
    app.segmented_control(key="allocation.view").set_value("find").run()
    result = result_of(store, scenario)
    schools, j = schools_served(result), result.year(2025)
    short = int((schools & (result.published("balance")[:, j] < 0)).sum())
    assert short
    assert f"còn {short} trường thiếu nguồn" in html(app).replace("\N{NO-BREAK SPACE}", " ")
    button(app, "allocation.relief").click().run()
    assert not app.exception
    then = result_of(store, scenario)
    assert not (schools & (then.published("balance")[:, j] < 0)).any()
    assert {one.reason for one in then.scenario.allocation.exceptions} == {"Bù thiếu nguồn"}
    assert "allocation.relief" not in {b.key for b in app.button}


@pytest.mark.parametrize(("lang", "balance"), [("vi", "Thừa, thiếu nguồn"), ("en", "Left or short")])
def test_the_page_of_cuts_names_the_article_and_what_its_balance_is_of(app: AppTest, lang: str, balance: str):
    """Group 3 must fall by 2,5 % a year by article 1, clause 23; that is confirmed, so no more is said."""
    store = sample_store()
    open_page(app, "reductions", with_scenario(store, "city_c_strong_roadmap"), lang=lang)
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    assert {
        "vi": "Khoản 23 Điều 1 Nghị định 111/2025/NĐ-CP: 2,5 %",
        "en": "Clause 23 Article 1 Decree 111/2025/NĐ-CP: 2.5%",
    }[lang] in said
    assert "đã đọc toàn văn" not in said
    assert "read in full" not in said
    assert balance in said


def test_the_headline_of_cuts_begins_with_what_is_cut_and_given(app: AppTest, store: Store):
    """10 % of the base year by the plan's own name is told before the rise that no plan makes."""
    open_page(app, "reductions", with_scenario(store))
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    said = said[said.index("So với hiện trạng 2025, ") :]
    told = [said.index(one) for one in ("3.315", "kinh phí năm gốc 2022", "trường được cấp thêm", "+14,6")]
    assert told == sorted(told)
    # one base in the sentence: what is cut of the status quo, and what is left, stand on the card
    head = said[: said.index("</p>")]
    assert "bằng <strong>10,0 %</strong> kinh phí năm gốc 2022 của cả 10 đơn vị; " in head
    assert head.count(" %") == 1
    card = re.sub(r"<[^>]+>", " ", said)
    # 3.314.558.900 of 41.318.572.014 is 8,02 %; 38.004 of 33.146 triệu are left
    for label, told_of in (("% hiện trạng 2025", "8,0 %"), ("so với 2022", "+14,6 %")):
        assert re.search(rf"{label}\s+{re.escape(told_of)}", card)


def test_a_headline_tells_the_target_of_its_own_units_first(app: AppTest, store: Store):
    """3.314,6 triệu, 10 % of the ten units of the target; 64,7 of the preschool that owes the minimum; of
    3.379,3: as for the cards of the comparison.
    """
    open_page(app, "reductions", store.save_scenario("Hai thẻ", TWICE, "t", 2022).id)
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    of = (
        "trong đó 3.315 của 10 đơn vị thuộc mục tiêu, bằng 10,0 % năm gốc 2022 của các đơn vị đó; "
        "65 của Trường Mầm non 1 Tháng 6 (mẫu) ngoài mục tiêu (làm tròn)"
    )
    assert f"<strong>3.379 triệu đồng</strong>, {of}; 9 trong 11 đơn vị thuộc phạm vi (" in said
    card = re.sub(r"(<[^>]+>)+", " ", said).split("Tổng số giảm (triệu đồng) ")[1]
    assert card.startswith(
        "3.379 mục tiêu 3.315 = 10,0 % năm gốc 2022 của 10 đơn vị Chi tiết Lộ trình tự chủ 0 "
        "Biện pháp 3.379 % năm gốc của 11 đơn vị 9,8 % "
    )


def test_units_cut_are_counted_alike_and_what_is_left_tells_what_is_given(app: AppTest, store: Store):
    """Of eleven in scope the eight service units with money to give and the preschool are cut; each of the 22
    preschools is given 153 triệu of it: 43.467 - 3.379 + 153 = 40.241.
    """
    open_page(app, "reductions", store.save_scenario("Hai thẻ", TWICE, "t", 2022).id)
    said = re.sub(r"<[^>]+>", " ", html(app).replace("\N{NO-BREAK SPACE}", " "))
    of = "9 trong 11 đơn vị thuộc phạm vi (10 đơn vị sự nghiệp khác và 1 trường) bị giảm, "
    assert f"{of}trong đó 1 được cấp lại đủ số giảm; trường được cấp thêm " in said
    assert re.search(r"Còn được\s+40\.241\s+gồm cấp thêm\s+153\s", said)
    # where eleven in scope stand above a table of nine
    assert (
        "11 đơn vị trong phạm vi giảm (9 bị giảm, trong đó 1 được cấp lại đủ số giảm; "
        "2 không nhận hỗ trợ): 3.379" in said
    )
    assert "Bảng gồm 9 đơn vị; " in said
    app.button_group(key="reductions.view").set_value("measures").run()
    said = re.sub(r"<[^>]+>", " ", html(app).replace("\N{NO-BREAK SPACE}", " "))
    assert "9 / 11, trong đó 1 được cấp lại đủ số giảm" in said
    # a second percent of the cut only where the sum is pointed at
    assert "9,8 % năm gốc 2022 của 11 đơn vị trong phạm vi" in html(app).replace("\N{NO-BREAK SPACE}", " ")
    assert said.count("9,8 %") == 1  # among the details of the card
    app.switch_page("pages/plan/allocation.py").run()
    said = re.sub(r"<[^>]+>", " ", html(app).replace("\N{NO-BREAK SPACE}", " "))
    assert "(9 đơn vị bị giảm, trong đó 1 được cấp lại đủ số giảm)" in said
    # 3.379 shared by 22 alike, 64,7 of them made up: 3.314,3
    assert (
        "Mầm non: cấp thêm 3.379, trong đó 65 bù phần giảm của chính trường (trường bị giảm 65); "
        "so với hiện trạng +3.314" in said
    )


@pytest.mark.parametrize("page", ["reductions", "allocation"])
def test_the_foot_says_what_the_status_quo_is_beside_the_base_year(app: AppTest, store: Store, page: str):
    open_page(app, page, with_scenario(store, "city_c_strong_roadmap"))
    # 385.199,395952 of 2025 / 253.707,828 of 2022 = 1,51828, of all 72 units of the city
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    share = "hiện trạng 2025 của 72 đơn vị: +51,8 % so với tổng kinh phí giao tự chủ năm gốc 2022"
    assert share in said
    # where the head tells the cause, of the units that are cut, the foot does not again
    assert said.count(f"chủ yếu do {PAY['vi']}") == 1
    # 0,996 % reads 0,9 %
    assert "phần trăm cắt còn một chữ số thập phân, không làm tròn" in said


PAY = {
    "vi": "lương cơ sở bình quân từ 1.490.000 đồng lên 2.340.000 đồng một tháng",
    "en": "mean base pay from 1,490,000 đồng to 2,340,000 đồng a month",
}
"""Base pay by law, 2022 and the whole of 2025."""


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_assumptions_say_what_makes_the_status_quo_rise(app: AppTest, store: Store, lang: str):
    open_page(app, "assumptions", with_scenario(store), lang=lang)
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    assert PAY[lang] in said
    # the city's support in the base year, by the sample's own column
    base = int(load_sample("city_2022")[1]["support"].sum())
    assert Words(lang).numbers.money_with_unit(base).replace("\N{NO-BREAK SPACE}", " ") in said


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_cut_that_leaves_more_than_the_base_year_says_why(app: AppTest, store: Store, lang: str):
    """The ten service units: what they had in 2022 and the rise by pay, not that of the schools."""
    scenario = with_scenario(store)
    open_page(app, "reductions", scenario, lang=lang)
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    assert PAY[lang] in said
    result = result_of(store, scenario)
    service, year = ~result.units.school, result.year(2025)
    quo, base = result["status_quo"][service, year].sum(), result.units["support"][service].sum()
    share = Words(lang).numbers.percent_signed(float(quo / base) - 1).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        f"<strong>{share}</strong> so với năm gốc 2022, không do phương án mà chủ yếu do {PAY[lang]}" in said
        or lang == "en"
    )
    assert (
        f"<strong>{share}</strong> on the base year 2022, not by the plan but mainly by {PAY[lang]}" in said
        or lang == "vi"
    )


def test_a_plan_without_cuts_says_nothing_of_what_they_are_taken_from(app: AppTest, store: Store):
    text = 'name = "Trống"\nhorizon = 2027\n'
    open_page(app, "reductions", store.save_scenario("Trống", text, "t", 2022).id)
    assert "không do phương án" not in html(app)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_growth_that_is_asked_stands_beside_what_it_is_of(app: AppTest, store: Store, lang: str):
    """Every column has a head; shown revenue of 2025 : that of 2022, to the power of 1 : 3, less 1."""
    scenario = with_scenario(store, "city_c_strong_roadmap")
    open_page(app, "roadmap", scenario, lang=lang)
    app.button_group(key="roadmap.view").set_value("asked").run()
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    w = Words(lang)
    for year in (2022, 2025):
        assert w.t("roadmap.own", year=year) in said
    assert w.t("roadmap.remark") in said
    result = result_of(store, scenario)
    before, after = growing(result, 2025)
    n, j = w.numbers, result.year(2025)
    for i in on_roadmap(result):
        if result["roadmap_revenue"][i, j]:
            share = n.percent((after[i] / before[i]) ** (1 / 3) - 1).replace("\N{NO-BREAK SPACE}", " ")
            row = said[said.index(result.units.name[i] + "</") :].split("</tr>")[0]
            for shown in (n.money(before[i]), n.money(after[i]), share):
                assert shown in row


@pytest.mark.parametrize(
    ("page", "first", "other"),
    [("roadmap", "groups", "asked"), ("reductions", "units", "spared"), ("allocation", "levels", "stages")],
)
def test_an_address_opens_the_table_that_was_in_view(
    app: AppTest, store: Store, page: str, first: str, other: str
):
    open_page(app, page, with_scenario(store))
    assert app.button_group(key=f"{page}.view").value == first
    assert page not in app.query_params  # what is shown anyhow does not stand there
    app.button_group(key=f"{page}.view").set_value(other).run()
    assert app.query_params[page] == other
    # another person opens it
    from streamlit.testing.v1 import AppTest as Another

    fresh = Another.from_file(ROOT / "app.py", default_timeout=300)
    fresh.query_params[page] = other
    open_page(fresh, page, 1)
    assert fresh.button_group(key=f"{page}.view").value == other


def test_a_table_that_there_is_not_is_the_first(app: AppTest, store: Store):
    app.query_params["reductions"] = "nothing"
    open_page(app, "reductions", with_scenario(store))
    assert app.button_group(key="reductions.view").value == "units"


def test_an_address_of_a_plan_that_there_is_not_says_so(app: AppTest, store: Store):
    scenario = with_scenario(store)
    open_page(app, "reductions", 77)
    assert "Không có phương án số 77 nêu trong địa chỉ" in html(app)
    app.selectbox(key="choose.scenario").set_value(scenario).run()
    assert "Không có phương án số" not in html(app)


def test_the_article_of_a_lever_is_cited_in_the_language_of_the_page(app: AppTest, store: Store):
    open_page(app, "reductions", with_scenario(store), lang="en")
    page = html(app)
    assert "Điều 1 Nghị định" not in page
    assert "Clause 23 Article 1 Decree 111/2025/NĐ-CP: 2.5%" in unescape(page)


def test_the_schools_that_get_most_stand_on_top_of_their_level(app: AppTest, store: Store):
    scenario = with_scenario(store)
    open_page(app, "allocation", scenario)
    app.button_group(key="allocation.view").set_value("schools").run()
    result = result_of(store, scenario)
    said = html(app).split(Words().t("allocation.table_schools", year=2025), 1)[1]
    gets, names = result.published("increase")[:, result.year(2025)], result.units.name
    seen = []
    for kind in set(result.units.kind):
        of_kind = [i for i, k in enumerate(result.units.kind) if k == kind and f">{names[i]}</" in said]
        amounts = [int(gets[i]) for i in sorted(of_kind, key=lambda i: said.index(f">{names[i]}</"))]
        assert amounts == sorted(amounts, reverse=True)
        seen.append(len(set(amounts)))
    assert max(seen) > 5


@pytest.mark.parametrize("rising", [True, False])
def test_prices_that_do_not_rise_are_said_to_flatter_the_status_quo(app: AppTest, store: Store, rising: bool):
    text = text_of("city_b_cut_ten_percent")
    text = text if rising else text.replace("inflation = 0.035", "inflation = 0")
    open_page(app, "assumptions", store.save_scenario("B", text, "t", 2022).id)
    assert ("hiện trạng trông tốt hơn thực tế" in html(app)) is not rising


def test_a_pool_for_a_part_of_the_norm_is_set_with_the_step_that_fills_up_to_it(app: AppTest, store: Store):
    """Every school at 70 % of its norm: what each lacks to it without the pool, rounded up to the step."""
    scenario = with_scenario(store)
    open_page(app, "allocation", scenario)
    app.segmented_control(key="allocation.view").set_value("find").run()
    app.number_input(key="choose.norm_level").set_value(70).run()
    assert not app.exception
    stood = result_of(store, scenario)
    j = stood.year(2025)
    norm, available, given = (stood[name][:, j] for name in ("norm", "available", "increase"))
    lacks = (0.7 * norm - (available - given)).clip(0)[stood.units.school]
    pool = sum(-(-round(lack) // 1_000_000) * 1_000_000 for lack in lacks.tolist())
    told = f"nguồn ít nhất <strong>{pool // 1_000_000:,} triệu đồng</strong>".replace(",", ".")
    assert told in html(app).replace("\N{NO-BREAK SPACE}", " ")
    button(app, "allocation.find.partly").click().run()
    assert not app.exception
    now = current(store, scenario).allocation
    assert (int(now.pool.by_year[2025]), now.stages[0].level) == (pool, Decimal("0.7"))
    then = result_of(store, scenario)
    assert float(then["coverage"][then.units.school, j].min()) >= 0.7
    assert "Phương án đang dùng nguồn này." in html(app)


def test_what_is_cut_and_given_to_nobody_is_told_where_it_would_be_given(app: AppTest, store: Store):
    """10 % of the 33.145.589.000 đồng of the service units are 3.315 triệu, that no step hands out."""
    bare = text_of("city_b_cut_ten_percent").partition("[allocation]")[0]
    open_page(app, "allocation", store.save_scenario("Chưa chia", bare, "t", 2022).id)
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "Số giảm chi năm 2025, <strong>3.315 triệu đồng</strong>, chưa cấp cho trường nào: 0 trong 62" in said
    )


def test_what_a_pool_leaves_of_the_cuts_is_told(app: AppTest, store: Store):
    """3.315 triệu are cut by B, of which 315 go to nobody where its pool is 3.000."""
    text = text_of("city_b_cut_ten_percent")
    pool = 'pool = { from = "amount", by_year = { 2025 = 3_000_000_000 } }'
    text = text.replace('pool = { from = "savings", share = 1.0 }', pool)
    open_page(app, "allocation", store.save_scenario("Ít hơn", text, "t", 2022).id)
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    told = "Trong 3.315 triệu đồng số giảm chi, <strong>315 triệu đồng</strong> không cấp cho đơn vị nào."
    assert told in said
