"""The further views of the comparison: heat map, groups of schools, robustness, summary, saved ones."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from budget.compare import status_quo_of
from budget.equity import farthest, provision, spread
from budget.indicators import Indicators, indicators
from budget.law import national_law
from budget.report.summary import summary
from budget.report.table_files import to_csv
from budget.report.tables import Table
from budget.report.words import Words
from budget.report.workbook_comparison import comparison
from budget.robustness import GOALS, moved
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.store import Batch, open_store
from budget.trials import trials
from tests.test_page_compare import FILES, TWICE, english, fill, opened, text, views

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

YEAR = 2025


def results(count: int) -> list[Result]:
    """What the model gives for the scenarios of the page."""
    _, units = load_sample("city_2022")
    scenarios = [parse_scenario(file.read_text(encoding="utf-8")) for file in FILES[:count]]
    return [simulate(units, scenario, national_law()) for scenario in scenarios]


def choose(app: AppTest, key: str, value: object) -> AppTest:
    """Another choice of buttons side by side."""
    next(group for group in app.button_group if group.key == key).set_value(value)
    return app.run()


def rows_of(app: AppTest, number: int = 0) -> list[str]:
    """The names on the rows of a chart."""
    layout = json.loads(app.main.get("plotly_chart")[number].proto.spec)["layout"]
    return list(layout["yaxis"]["ticktext"])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_summary_is_there_to_be_copied(app: AppTest, language: str):
    fill(scenarios=2)
    opened(app, year=str(YEAR), lang=language)
    text(app)
    five = app.code[0].value.split("\n")
    assert five == list(summary(comparison(results(2), YEAR), Words(language)))


def test_the_heat_map_has_a_row_a_unit_and_a_column_a_scenario(app: AppTest):
    fill(scenarios=3)
    opened(app, year=str(YEAR), kind="service")
    views(app, "heat")
    text(app)
    assert len(rows_of(app)) == 8  # two of the ten service units have no support, in no scenario
    assert rows_of(app)[0].startswith("Trung tâm Văn hóa")
    choose(app, "compare.heat", "coverage")
    assert "Không có trường nào có định mức" in text(app)
    # one choice keeps all schools, of which every one has a norm
    app.multiselect(key="choose.kinds").set_value(["schools"]).run()
    assert {row.split()[0] for row in rows_of(app)} == {"Trường"}
    assert "Không có trường nào có định mức" not in text(app)


def test_many_units_are_those_that_differ_most(app: AppTest):
    fill(scenarios=2)
    opened(app, year=str(YEAR))
    said = text(views(app, "heat"))
    assert "Hiện 60 trong 70 đơn vị" in said  # two of the 72 never had any support


@pytest.mark.parametrize(("way", "groups"), [("kind", 4), ("size", 3), ("ward", None)])
def test_groups_of_schools_are_those_of_the_model(app: AppTest, way: str, groups: int | None):
    fill(scenarios=2)
    opened(app, year=str(YEAR))
    views(app, "equity")
    choose(app, "compare.equity", way)
    said = text(choose(app, "compare.equity.figure", "per_pupil"))
    found = provision(results(1)[0], YEAR, way)
    assert groups is None or len(found) == groups
    numbers = Words("vi").numbers
    assert all(numbers.count(group.per_pupil) in said for group in found)


def test_what_groups_of_schools_gain_stands_first_and_adds_up_to_what_all_gain(app: AppTest):
    """By level: what the published support of its schools is above that of the status quo."""
    fill(scenarios=2)
    opened(app, year=str(YEAR))
    said = text(views(app, "equity"))
    result = results(2)[1]
    quo = status_quo_of(result.units, result.scenario, result.law)
    moved = result.published("support")[:, result.year(YEAR)] - quo.published("support")[:, result.year(YEAR)]
    n = Words("vi", "million").numbers
    # how far the levels lie apart in each column, and where least
    apart = [spread(provision(one, YEAR, "kind")) for one in (quo, *results(2))]
    listed = "; ".join(
        f"{name} {n.percent_bare(of)}" for name, of in zip(("Hiện trạng 2025", "A", "B"), apart, strict=True)
    )
    assert min(apart) == apart[2]
    assert f"Nhóm cao nhất hơn nhóm thấp nhất, điểm %: {listed}. Chênh ít nhất: B." in said
    # and the school that a group hides, of its norm
    low = [farthest(one, YEAR, 1)[0][1] for one in (quo, *results(2))]
    lowest = "; ".join(
        f"{name} {n.percent(of)}" for name, of in zip(("Hiện trạng 2025", "A", "B"), low, strict=True)
    ).replace("\N{NO-BREAK SPACE}", " ")
    assert f"Trường thấp nhất, mức đáp ứng định mức: {lowest}." in said.replace("\N{NO-BREAK SPACE}", " ")
    assert "cấp riêng bằng ngoại lệ" not in said
    for kind in ("preschool", "primary", "lower_secondary"):
        amount = int(moved[result.units.of_kinds([kind])].sum())
        assert amount > 0
        assert f"+{n.money(amount)}" in said
    # of all 62 schools A gives 2.002.000.000 and takes 64.730.625 of one, B gives 3.314.000.000
    assert " Tổng cộng 62 36.676 +1.937 +3.314 " in said
    # against a plan that plan itself has no difference
    app.selectbox(key="choose.baseline").set_value(1).run()
    assert not app.exception
    assert "năm 2025, so với “A" in text(app)


def test_robustness_is_computed_when_it_is_opened_and_says_what_the_model_says(app: AppTest, monkeypatch):
    import pages.shared.compare_drawn as drawn
    import pages.shared.compare_robust as page

    asked: list[int] = []

    def watched(*args, **kwargs):
        asked.append(kwargs["count"])
        return trials(*args, **kwargs)

    monkeypatch.setattr(drawn, "trials", watched)
    monkeypatch.setattr(page, "COUNTS", (5, 10))
    fill(scenarios=2)
    opened(app, year=str(YEAR))
    assert asked == []
    said = text(views(app, "robust"))
    assert asked == [5, 5]  # each plan once
    result = results(1)[0]
    found = trials(result.units, result.scenario, result.law, count=5, seed=1)
    share = Words("vi").numbers.rate(found.reached["no_more_deficits"][-1])
    assert share.replace("\N{NO-BREAK SPACE}", " ") in said
    assert "Thử 5 lần , mỗi lần cho trượt giá chi hoạt động ± 2 điểm %" in said
    assert "lượt thử số 1" in said
    choose(app, "compare.robust.figure", "lacking")
    assert asked == [5, 5]  # the same draws
    app.number_input(key="compare.robust.seed").set_value(7).run()
    assert asked == [5, 5, 5, 5]
    assert "lượt thử số 7" in text(app)
    assert "from run 7" in text(english(app))


def test_prices_pay_and_pupils_are_varied_as_far_as_one_chooses(app: AppTest, monkeypatch):
    import pages.shared.compare_robust as page

    monkeypatch.setattr(page, "COUNTS", (5, 10))
    fill(scenarios=2)
    opened(app, year=str(YEAR))
    views(app, "robust")
    assert "Không thử lệch" not in text(app)
    app.selectbox(key="compare.robust.inflation").set_value("0").run()
    assert "Không thử lệch trượt giá chi hoạt động: mọi trường hợp giữ như giả định" in text(app)
    app.selectbox(key="compare.robust.inflation").set_value("0.08").run()
    said = text(app)
    varied = (
        "trượt giá chi hoạt động ± 8 điểm %, tăng lương cơ sở ± 3 điểm % (từ năm 2027) và "
        "số học sinh ± 1 điểm % mỗi năm"
    )
    assert varied in said
    moves = {
        "inflation": Decimal("0.08"),
        "base_pay_growth": Decimal("0.03"),
        "pupils_growth": Decimal("0.01"),
    }
    result = results(1)[0]
    found = trials(result.units, result.scenario, result.law, spread=moves, count=5, seed=1)
    low, _, high = found.quantiles["lacking"][:, result.years.index(YEAR)]
    # in the unit of the table and of the charts beside it
    money = Words("vi").numbers.money_with_unit
    ends = f"từ {Words('vi').numbers.money(low)} đến {money(high)} (rộng {money(high - low)})"
    assert ends.replace("\N{NO-BREAK SPACE}", " ") in said
    # pay is enacted to the end of 2026
    assert app.selectbox(key="compare.robust.base_pay_growth").label == "Lương cơ sở lệch mỗi năm, từ 2027"
    assert "Giá chỉ đổi định mức khi" not in said
    assert "Giá chỉ đổi định mức khi" in text(choose(app, "compare.robust.figure", "norm_gap"))
    for factor in ("inflation", "base_pay_growth", "pupils_growth", "roadmap_revenue"):
        app.selectbox(key=f"compare.robust.{factor}").set_value("0")
    assert "Chọn mức lệch" in text(app.run())


def then_quo(result: Result, by: Decimal) -> Indicators:
    """What stands where prices are off by a rate and no plan is made."""
    then = moved(result.scenario, "inflation", by)
    return indicators(status_quo_of(result.units, then, result.law), YEAR)


def test_each_plan_says_whether_it_holds_when_prices_rise_or_fall(app: AppTest, monkeypatch):
    import pages.shared.compare_robust as page

    monkeypatch.setattr(page, "COUNTS", (5, 10))
    fill(scenarios=2)
    said = text(
        opened(
            app,
            year=str(YEAR),
            view="robust",
            compare="1,2",
            prices="0.05",
            pay="0",
            pupils="0",
            unearned="0",
        )
    )
    numbers = Words("vi").numbers
    for side, by in (("cao", Decimal("0.05")), ("thấp", Decimal("-0.05"))):
        # both plans are made with prices of 3,5 % a year
        then = {"cao": "8,5 %", "thấp": "−1,5 %"}[side]
        row = said.split(f"Trượt giá chi hoạt động {side} hơn 5 % mỗi năm (3,5 % → {then}) ")[1]
        # the status quo that both plans share, under the same prices
        quo = then_quo(results(1)[0], by)
        of_quo = f"{numbers.count(quo.deficit_units)} {numbers.money(quo.lacking)} "
        assert row.startswith(of_quo)
        row = row.removeprefix(of_quo)
        for result in results(2):
            plan = indicators(result, YEAR)
            found = indicators(
                simulate(result.units, moved(result.scenario, "inflation", by), result.law), YEAR
            )
            fails = {
                "giảm chi ít hơn": found.saved < plan.saved,
                "ít trường đạt định mức hơn": found.schools_at_norm < plan.schools_at_norm,
                "nhiều đơn vị thiếu nguồn hơn": found.deficit_units > plan.deficit_units,
                "số thiếu nhiều hơn": found.lacking > plan.lacking,
                "nhiều đơn vị thiếu hơn hiện trạng hơn": found.deeper_units > plan.deeper_units,
            }
            better = {
                "giảm chi nhiều hơn": found.saved > plan.saved and found.lacking <= plan.lacking,
                "nhiều trường đạt định mức hơn": found.schools_at_norm > plan.schools_at_norm,
                "ít đơn vị thiếu nguồn hơn": found.deficit_units < plan.deficit_units,
                "số thiếu ít hơn": found.deficit_units == plan.deficit_units and found.lacking < plan.lacking,
            }
            lost, more = (", ".join(n for n, is_so in one.items() if is_so) for one in (fails, better))
            told = [f"kém hơn: {lost}"] * bool(lost) + [f"khá hơn: {more}"] * bool(more)
            answer = "; ".join(told) or "như đã lập"
            cell = (
                f"{answer} {numbers.count(found.deficit_units)} {numbers.money(found.lacking)} "
                f"{found.deeper_units} "
            )
            assert row.startswith(cell)
            row = row.removeprefix(cell)
    # 1,085 : 1,035 = 1,048309 and 0,985 : 1,035 = 0,951691, to the power of 3 years from 2022
    assert "mức giá năm 2025 cao hơn phương án 15,2 % hoặc thấp hơn 13,8 %" in said
    # dearer prices leave more units in deficit: the whole question is not answered by one word alone
    assert "kém hơn: nhiều đơn vị thiếu nguồn hơn" in said
    for result in results(2):
        plan = indicators(result, YEAR)
        dear = moved(result.scenario, "inflation", Decimal("0.05"))
        worst = indicators(simulate(result.units, dear, result.law), YEAR)
        told = f"đơn vị thiếu nguồn {plan.deficit_units} → {worst.deficit_units} ; số thiếu "
        amounts = f"{numbers.money_with_unit(plan.lacking)} → {numbers.money_with_unit(worst.lacking)}"
        quo = then_quo(result, Decimal("0.05"))
        amounts += (
            f" ; hiện trạng khi ấy: {quo.deficit_units} đơn vị, {numbers.money_with_unit(quo.lacking)}."
        )
        assert told + amounts.replace("\N{NO-BREAK SPACE}", " ") in said
    # the answer and the weakness of the plan taken as proposed come first, a row a plan says the same
    answer = "Năm 2025, khi trượt giá thêm 5 điểm % mỗi năm, "
    weak = "Phương án A (tạm lấy, chưa ghi đề nghị): "
    assert said.index(answer) < said.index(weak) < said.index("Từng phương án khi lệch, năm 2025")
    dear = [
        indicators(simulate(one.units, moved(one.scenario, "inflation", Decimal("0.05")), one.law), YEAR)
        for one in results(2)
    ]
    table = said.split("Từng phương án khi lệch, năm 2025")[1].split("Khi một yếu tố lệch, năm 2025")[0]
    assert all(f"trượt giá +5 điểm % {numbers.money(one.lacking)} " in table for one in dear)
    assert (
        "Đậm: tốt nhất cột (số thiếu chênh không quá 1 % coi như nhau); cột đơn vị khó đạt không xếp."
        in table
    )
    # whose shortfall grows with its units: both are said
    falls = "nhiều đơn vị thiếu nguồn hơn nếu trượt giá +5 điểm %; số thiếu nhiều hơn nếu trượt giá +5 điểm %"
    assert said.split("Khi một yếu tố lệch, năm 2025")[1].count(falls) == 2


def test_a_plan_whose_printed_figures_stand_does_as_it_was_made_to(app: AppTest, monkeypatch):
    import pages.shared.compare_robust as page

    monkeypatch.setattr(page, "COUNTS", (5, 10))
    fill(scenarios=2)
    # A in 2027: base pay moves what is lacking by 4 and 8 đồng, from the rounding of each rise
    plan = indicators(results(2)[0], 2027)
    said = text(opened(app, year="2027", view="robust", compare="1,2", prices="0", pay="0.03", pupils="0"))
    n = Words("vi").numbers
    quo = f"{plan.quo_deficit_units} {n.money(plan.quo_lacking)}"
    printed = f"{quo} như đã lập {plan.deficit_units} {n.money(plan.lacking)} "
    for side in ("cao", "thấp"):
        row = said.split(f"Tăng lương cơ sở {side} hơn 3 % mỗi năm (")[1].split(") ", 1)[1]
        assert row.startswith(printed)
    assert "Phương án A (tạm lấy, chưa ghi đề nghị): không kém hơn như đã lập" in said
    assert "A. Giữ nguyên nguồn, chia lại không, trong mọi trường hợp đã thử" in said


@pytest.mark.parametrize(("year", "open_yet"), [("2025", False), ("2027", True)])
def test_pay_has_a_line_only_beyond_what_is_enacted(app: AppTest, monkeypatch, year: str, open_yet: bool):
    import pages.shared.compare_robust as page

    monkeypatch.setattr(page, "COUNTS", (5, 10))
    fill(scenarios=2)
    address = {"view": "robust", "compare": "1,2", "prices": "0", "pay": "0.15", "pupils": "0"}
    said = text(opened(app, year=year, **address))
    # data/law/pay/base_pay.toml: the last value is of 2026
    assert ("Tăng lương cơ sở đã ban hành đến hết năm 2026" in said) is not open_yet
    assert ("mức lệch chỉ tính từ năm 2027" in said) is not open_yet
    assert ("Tăng lương cơ sở cao hơn 15 % mỗi năm" in said) is open_yet


def test_a_range_whose_ends_read_the_same_is_said_as_one_figure(app: AppTest, monkeypatch):
    import pages.shared.compare_robust as page

    monkeypatch.setattr(page, "COUNTS", (5, 10))
    fill(scenarios=2)
    # what B takes is a share of the support of the base year: no price, pay or pupil moves it by 2025
    said = text(opened(app, year=str(YEAR), view="robust", compare="1,2", one="2", what="saved"))
    assert "số giảm chi là 3.315 triệu đồng trong ít nhất 8 trên 10 lần thử" in said
    titles = [json.loads(c.proto.spec)["layout"]["title"]["text"] for c in app.main.get("plotly_chart")]
    assert any("số giảm chi vẫn 3.315 triệu đồng" in title.replace("<br>", " ") for title in titles)


def test_many_plans_say_one_below_another_whether_they_hold(app: AppTest, monkeypatch):
    import pages.shared.compare_robust as page

    monkeypatch.setattr(page, "COUNTS", (5, 10))
    fill(scenarios=3)
    store = open_store()
    store.save_scenario("D. Thêm", store.scenarios()[0].text, "Lan", 2022)
    said = text(opened(app, year=str(YEAR), view="robust", compare="1,2,3,4", pay="0", pupils="0"))
    # a row and a sentence a plan
    assert said.count("Trượt giá chi hoạt động cao hơn 2 % mỗi năm") == 2 * 4


def test_a_plan_that_takes_nothing_lacks_no_more_than_the_status_quo_of_each_case(app: AppTest, monkeypatch):
    import pages.shared.compare_robust as page

    monkeypatch.setattr(page, "COUNTS", (5, 10))
    fill(scenarios=1)
    open_store().save_scenario("D", 'name = "D"\nhorizon = 2027\n', "Lan", 2022)
    said = text(opened(app, year=str(YEAR), view="robust", compare="1,2", pay="0", pupils="0"))
    (a,) = results(1)
    assert indicators(a, YEAR).deeper_units == 6
    dear, cheap = (
        indicators(simulate(a.units, moved(a.scenario, "inflation", by), a.law), YEAR).deeper_units
        for by in (Decimal("0.02"), Decimal("-0.02"))
    )
    assert max(dear, cheap) <= 6
    falls = said.split("Khi một yếu tố lệch, năm 2025")[1].split("Từng trường hợp lệch")[0]
    assert re.search(rf"A\. .*? 6 {max(dear, cheap)} D ", falls)
    assert falls.rstrip().endswith(" 0 0")
    # D assumes level prices: each plan stands with its own status quo, one below the other
    assert said.count("Trượt giá chi hoạt động cao hơn 2 % mỗi năm") == 2 * 2


def test_plans_that_lose_alike_are_named_together(app: AppTest, monkeypatch):
    import pages.shared.compare_robust as page

    monkeypatch.setattr(page, "COUNTS", (5, 10))
    fill(scenarios=2)
    store = open_store()
    store.save_scenario("D. Như A", store.scenarios()[0].text, "Lan", 2022)
    saved = {one.name[0]: one.id for one in store.scenarios()}
    compare = ",".join(str(saved[name]) for name in "ABD")
    said = text(opened(app, year=str(YEAR), view="robust", compare=compare, pay="0", pupils="0"))
    # D is A under another name
    table = said.split("Từng phương án khi lệch, năm 2025")[1].split("Khi một yếu tố lệch, năm 2025")[0]
    of_a, of_d = (re.search(rf"{name} (.*?) (?:B|D|Đậm)[.:]", table) for name in ("chia lại", "D. Như A"))
    assert of_a
    assert of_d
    assert of_a[1] == of_d[1]
    falls = said.split("Khi một yếu tố lệch, năm 2025")[1].split("Từng trường hợp lệch")[0]
    of_a, of_d = (re.search(rf"{name} (.*? \d+ \d+) ", falls) for name in ("chia lại", "D. Như A"))
    assert of_a
    assert of_d
    assert of_a[1] == of_d[1]


def test_an_address_opens_the_same_robustness_order_and_figures(app: AppTest, monkeypatch):
    import pages.shared.compare_robust as page

    monkeypatch.setattr(page, "COUNTS", (5, 10))
    fill(scenarios=2)
    chosen = {"prices": "0.05", "pay": "0.1", "pupils": "0.02", "draws": "10", "seed": "7", "one": "2"}
    said = text(opened(app, year=str(YEAR), view="robust", compare="1,2", what="lacking", **chosen))
    assert "Thử 10 lần , mỗi lần cho trượt giá chi hoạt động ± 5 điểm %, tăng lương cơ sở ± 10 điểm %" in said
    assert "số học sinh ± 2 điểm %" in said
    assert "lượt thử số 7" in said
    assert "tổng số thiếu nguồn" in said
    assert next(g for g in app.button_group if g.key == "compare.one.robust").value == 2
    # what is chosen on the page is written there, and the usual is not
    app.selectbox(key="compare.robust.inflation").set_value("0.02").run()
    app.number_input(key="compare.robust.seed").set_value(8).run()
    assert "prices" not in app.query_params
    assert (app.query_params["seed"], app.query_params["pay"]) == ("8", "0.1")
    views(app, "units")
    app.selectbox(key="compare.sort").set_value("least-2").run()
    choose(app, "compare.figures.False", "share")
    assert (app.query_params["sort"], app.query_params["show"]) == ("least-2", "share")


def test_an_address_that_means_nothing_here_shows_the_usual(app: AppTest, monkeypatch):
    import pages.shared.compare_robust as page

    monkeypatch.setattr(page, "COUNTS", (5, 10))
    fill(scenarios=2)
    odd = {"prices": "2", "draws": "7", "seed": "0", "one": "99", "what": "x"}
    said = text(opened(app, year=str(YEAR), view="robust", compare="1,2", **odd))
    assert "Thử 5 lần , mỗi lần cho trượt giá chi hoạt động ± 2 điểm %" in said
    assert "lượt thử số 1" in said


def test_a_comparison_is_saved_opened_again_and_deleted(app: AppTest):
    fill(scenarios=3)
    opened(app, year=str(YEAR), compare="3,1", baseline="1")
    app.button(key="compare.saved.save").click().run()
    assert "Đặt tên cho bảng so sánh" in text(app)
    app.text_input(key="compare.saved.name").set_value("Trình họp tháng 9").run()
    app.button(key="compare.saved.save").click().run()
    assert "Đã lưu “Trình họp tháng 9”" in text(app)
    (kept,) = open_store().comparisons()
    assert (kept.scenarios, kept.baseline, kept.settings["year"]) == ((3, 1), 1, YEAR)
    app.multiselect(key="choose.compared").set_value([2, 3]).run()
    assert "1" not in app.query_params["compare"]
    app.button(key="compare.saved.open").click().run()
    text(app)
    assert (app.query_params["compare"], app.query_params["baseline"]) == ("3,1", "1")
    app.button(key="compare.saved.delete").click().run()
    assert "Chưa lưu bảng so sánh nào" in text(app)
    assert open_store().comparisons() == []
    app.button(key="compare.saved.undelete").click().run()
    assert [one.name for one in open_store().comparisons()] == ["Trình họp tháng 9"]
    assert app.selectbox(key="compare.saved.pick").value == kept.id


def test_a_saved_comparison_says_which_scenarios_are_gone(app: AppTest):
    fill(scenarios=3)
    store = open_store()
    store.save_comparison("Cũ", [1, 2, 3], "Lan", settings={"year": YEAR})
    store.delete_scenario(2, "Lan")
    opened(app, year=str(YEAR))
    app.button(key="compare.saved.open").click().run()
    assert "1 phương án đã xóa" in text(app)
    assert app.query_params["compare"] == "1,3"


def test_the_cards_tell_what_differs_between_plans(app: AppTest):
    fill(scenarios=2)
    said, numbers = text(opened(app, year=str(YEAR), compare="1,2")), Words("vi").numbers
    made_up: list[int] = []
    for result in results(2):
        found = indicators(result, YEAR)
        schools = int(result.published("increase")[result.units.school, result.year(YEAR)].sum())
        assert f"Giảm {numbers.money(found.saved)} triệu đồng" in said
        assert f"Tổng kinh phí {numbers.money(found.support)}, " in said
        assert f"Cấp thêm cho trường {numbers.money(schools)} " in said
        parts = ("released", "cut", "increase")
        moved = (result.published(part)[result.units.school, result.year(YEAR)] for part in parts)
        back = sum(min(int(r + c), int(given)) for r, c, given in zip(*moved, strict=True))
        line = f"Cấp thêm cho trường {numbers.money(schools)} Gồm bù phần giảm {numbers.money(back)} "
        assert (line in said) is (back >= 500_000)
        made_up.append(back)
    assert any(made_up)  # a school that is cut by its own minimum is given money too
    # B alone cuts 10 % of 33.146 triệu
    assert "Giảm 3.315 triệu đồng" in said
    # two of the ten have no support of which something could be taken
    assert "10,0 % năm gốc 2022 · giảm ở 8 trong 10 đơn vị thuộc phạm vi; 2 không nhận hỗ trợ" in said


@pytest.mark.parametrize(
    ("money", "told"), [("dong", "385.198.900.021 −495.931 đồng"), ("billion", "385,20 −495.931 đồng")]
)
def test_figures_that_differ_as_printed_are_not_said_to_be_the_same(app: AppTest, money: str, told: str):
    fill(scenarios=2)
    # A keeps 495.931 đồng that no school gets: so much less in all than the 385.199.395.952 of the status quo
    assert told in text(opened(app, year=str(YEAR), compare="1,2", money=money))


def test_who_is_deeper_in_deficit_than_under_the_status_quo_is_a_line(app: AppTest):
    fill(scenarios=2)
    said, numbers = text(opened(app, year=str(YEAR), compare="1,2")), Words("vi").numbers
    counts, amounts = [], []
    for result in results(2):
        quo = status_quo_of(result.units, result.scenario, result.law)
        lacks, lacked = (
            [min(0, int(x)) for x in one.published("balance")[:, one.year(YEAR)]] for one in (result, quo)
        )
        more = [max(0, was - now) for now, was in zip(lacks, lacked, strict=True)]
        counts.append(numbers.count(sum(one > 0 for one in more)))
        amounts.append(numbers.money(sum(more)))
    assert f"Đơn vị thiếu nhiều hơn hiện trạng - {' '.join(counts)} " in said
    assert f"Phần thiếu tăng so với hiện trạng - {' '.join(amounts)} " in said


def test_the_indicators_leave_as_files_with_the_rows_of_the_page(app: AppTest, monkeypatch):
    from pages.shared import grid

    left: list[Table] = []
    monkeypatch.setattr(grid, "downloads", lambda listed, table, key: left.append(table))
    fill(scenarios=2)
    said = text(opened(app, year=str(YEAR), compare="1,2"))
    table = next(one for one in left if one.title.startswith("Chỉ tiêu năm 2025"))
    assert table.title in said
    places = [said.find(row.cells["indicator"]) for row in table.rows]
    assert -1 not in places
    rows = {row.cells["indicator"]: row for row in table.rows}
    a, b = (indicators(result, YEAR) for result in results(2))
    lacking = rows["Tổng số thiếu nguồn"]
    assert (lacking.cells["plan0"], lacking.cells["plan1"]) == (a.lacking, b.lacking)
    assert lacking.cells["by1"] == b.lacking - lacking.cells["quo0"]
    assert (lacking.kinds["plan1"], lacking.kinds["by1"]) == ("money", "signed")
    whom = rows["Đã cấp thêm cho đơn vị"].cells["of1"].replace("\N{NO-BREAK SPACE}", " ")
    assert whom == f"{b.increase_units} đơn vị và 36.676 học sinh"  # all pupils of the sample
    # what is lacking is no share, and what the status quo does not do has no difference
    assert "by0" not in rows["Phần thiếu tăng so với hiện trạng"].cells


def test_the_files_of_a_comparison_say_which_plan_each_mark_is_and_from_which_data(app: AppTest, monkeypatch):
    """Below a sheet, and of text in the headings: a line below would be read as one of its rows."""
    from pages.shared import grid, plan_shown

    left: list[tuple[str, str]] = []

    def kept(listed: Table, table: Table, key: str) -> None:
        left.append((plan_shown.said(), to_csv(listed, Words("vi", "million")).decode("utf-8-sig")))

    monkeypatch.setattr(grid, "downloads", kept)
    fill(scenarios=2)
    opened(app, year=str(YEAR), compare="1,2")
    heads = {}
    for view in ("overview", "units", "equity"):
        views(app, view)
        told, csv = left[-1]
        plans, data, made = told.split("\n")
        assert plans == (
            "Phương án trong bảng: A. Giữ nguyên nguồn, chia lại; B. Giảm 10 % đến 2025, dành cho trường"
        )
        assert data.startswith("Số liệu: năm gốc 2022, bản 1, lưu ")
        assert data.endswith(", số liệu mẫu")
        assert re.fullmatch(r"Dấu kiểm tra của bảng so sánh: [0-9a-f ]{19} · Lập tệp ngày [\d/]{10}", made)
        heads[view] = csv.splitlines()[0].split(";")
    a, b = "A. Giữ nguyên nguồn, chia lại", "B. Giảm 10 % đến 2025, dành cho trường"
    # no row of the bands and of the groups of schools has a number
    assert heads["overview"][:3] == ["Mức thay đổi", f"{a}: Đơn vị", f"{a}: Học sinh"]
    assert heads["equity"][:2] == ["Nhóm trường", "Trường"]
    assert heads["equity"][3:] == [f"{a} (triệu đồng)", f"{b} (triệu đồng)"]
    assert heads["units"][:2] == ["STT", "Mã đơn vị"]
    assert {f"{a} (triệu đồng)", f"{b}: chênh lệch (triệu đồng)", f"{b}: tỷ lệ"} <= {*heads["units"]}


def test_the_data_of_a_comparison_are_told_by_their_files_and_that_they_were_edited(app: AppTest):
    from pages.shared import compare_sources

    app.run()
    store = open_store()
    _, units = load_sample("city_2022")
    files = [(f"truong{n}.xlsx", str(n).encode()) for n in range(5)]
    (version,) = store.add_data([Batch(2022, units.rows(), files=files)], "Lan")
    told = "tệp truong0.xlsx, truong1.xlsx, truong2.xlsx, 2 tệp khác"
    assert compare_sources._source(version) == told
    assert compare_sources._source(replace(version, origin="edit")) == f"{told}, sửa tay"


@pytest.mark.parametrize(("money", "noted"), [("million", True), ("dong", False)])
def test_a_difference_that_printed_figures_do_not_make_is_noted(app: AppTest, money: str, noted: bool):
    fill(scenarios=2)
    # preschools: 92.694,234 and 93.696,503 triệu are printed as 92.694 and 93.697, what is between as 1.002
    said = text(opened(app, year=str(YEAR), compare="1,2", money=money))
    assert ("92.694 93.697 +1.002 (+1,0 %)" in said) is noted
    assert ("Chênh lệch tính trên số chưa làm tròn." in said) is noted
    said = text(views(app, "units"))
    assert ("92.694 93.697 +1.002 +1,0 %" in said) is noted
    assert ("Chênh lệch tính trên số chưa làm tròn." in said) is noted


def test_the_way_of_the_money_has_a_line_for_what_rounding_leaves(app: AppTest):
    """253.707,828 and 131.491,568 less a tenth of the 719 of the port are 385.127,496; but 253.708 + 131.492
    - 72 = 385.128 as printed.
    """
    fill(scenarios=1)
    cut = 'method = "rate"\nrate = { 2025 = 0.1 }\nunits = { codes = ["9101650"] }\n'
    port = f"{TWICE[: TWICE.index('[[reductions]]')]}[[reductions]]\n{cut}"
    open_store().save_scenario("Cảng", port, "Lan", 2022)
    said = text(opened(app, year=str(YEAR), compare="1,2", view="path", one="2"))
    said = said[said.index("Kinh phí năm gốc 2022 253.708 ") :]
    assert " 131.492 " in said
    assert re.search(r" −72 1 Làm tròn −1 [^−]* 385\.127 ", said)


@pytest.mark.parametrize(
    ("stages", "named"),
    [
        ('{ aim = "share", by = "pupils" }', "Chia nguồn cấp thêm"),
        ('{ aim = "norm" }, { aim = "share", by = "pupils" }', "Chia phần còn lại"),
    ],
)
def test_what_is_left_is_shared_only_after_another_step(app: AppTest, stages: str, named: str):
    fill(scenarios=1)
    pool = '[allocation]\npool = { from = "amount", by_year = { 2025 = 90_000_000_000 } }\n'
    plan = f'name = "D"\nhorizon = 2027\n{pool}stages = [ {stages} ]\n'
    open_store().save_scenario("D", plan, "Lan", 2022)
    said = text(opened(app, year=str(YEAR), view="path", compare="1,2", one="2"))
    other = {"Chia nguồn cấp thêm", "Chia phần còn lại"} - {named}
    assert named in said
    assert other.pop() not in said


def test_a_picture_is_called_by_what_it_shows_its_plans_and_the_year(app: AppTest):
    fill(scenarios=2)
    opened(app, year=str(YEAR), compare="1,2", view="path", one="2")
    config = json.loads(app.get("plotly_chart")[0].proto.config)
    name = config["toImageButtonOptions"]["filename"]
    assert name == "Đường đi của kinh phí - B. Giảm 10 % đến 2025, dành cho trường - 2025"
    # one of both is called by both, 18 letters of each, and says which plan goes by which mark
    views(app, "heat")
    drawn = app.get("plotly_chart")[0].proto
    name = json.loads(drawn.config)["toImageButtonOptions"]["filename"]
    assert name == "Thay đổi kinh phí từng đơn vị - A. Giữ nguyên, B. Giảm 10 % đến - 2025"
    said = json.loads(drawn.spec)["layout"]["title"]["text"].replace("\N{NO-BREAK SPACE}", " ")
    assert "A. Giữ nguyên nguồn, chia lại; B. Giảm 10 % … 2025, dành cho trường" in said


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_chart_of_the_comparison_leaves_under_a_name_of_its_own_that_has_room(
    app: AppTest, language: str
):
    """By each way of looking at it; no name has more than the letters of file_names."""
    from pages.shared.file_names import NAME_LETTERS

    fill(scenarios=3)
    opened(app, year="2027", lang=language)
    names = []
    for view, key, ways in (
        ("overview", "", ("",)),
        ("path", "", ("",)),
        ("heat", "compare.heat", ("change", "coverage")),
        ("equity", "compare.equity", ("kind", "size", "ward")),
        ("robust", "compare.robust.figure", ("support", "saved", "norm_gap", "lacking")),
    ):
        views(app, view)
        for way in ways:
            if key:
                choose(app, key, way)
            charts = [json.loads(one.proto.config) for one in app.get("plotly_chart")]
            names += [one["toImageButtonOptions"]["filename"] for one in charts]
    assert len(names) == len({*names}) == 2 + 1 + 2 + 3 + 2 * 4
    assert all(name.endswith(" - 2027") and len(name) <= NAME_LETTERS for name in names)
    assert all(re.search(r" - [AC]\. ", name) for name in names)


def test_every_plan_is_tried_by_the_same_draws(app: AppTest, monkeypatch):
    """A row a plan and one of the status quo that they share, as the model gives them from the same seed."""
    import pages.shared.compare_robust as page

    monkeypatch.setattr(page, "COUNTS", (5, 10))
    fill(scenarios=2)
    said = text(opened(app, year=str(YEAR), view="robust", compare="1,2", seed="3"))
    said = said.split("Mọi phương án thử 5 lần: tổng số thiếu nguồn năm 2025")[1]
    n = Words("vi").numbers
    for result in results(2):
        found = trials(result.units, result.scenario, result.law, count=5, seed=3)
        j = found.years.index(YEAR)
        drawn = [n.money(float(q[j])) for q in found.quantiles["lacking"]]
        reached = [
            "-" if share != share else n.rate(float(share))  # noqa: PLR0124 NaN: nothing to keep
            for share in (found.reached[goal][j] for goal in GOALS)
        ]
        row = [result.scenario.name, n.money(indicators(result, YEAR).lacking), *drawn, *reached]
        assert " ".join(row).replace("\N{NO-BREAK SPACE}", " ") in said
    quo = [n.money(indicators(results(1)[0], YEAR).quo_lacking)]
    quo += [n.money(float(q[j])) for q in found.quo["lacking"]]
    assert f"Hiện trạng 2025 {' '.join(quo)}" in said


def test_each_factor_stands_beside_that_of_the_other_plans(app: AppTest, monkeypatch):
    import pages.shared.compare_robust as page

    monkeypatch.setattr(page, "COUNTS", (5, 10))
    fill(scenarios=2)
    opened(app, year=str(YEAR), view="robust", compare="1,2", prices="0.05", pay="0", pupils="0")
    said = text(app).split("Từng yếu tố lệch riêng")[1]
    n = Words("vi").numbers
    quo = []
    for result in results(2):
        plan = indicators(result, YEAR)
        low, high = (
            indicators(simulate(result.units, moved(result.scenario, "inflation", by), result.law), YEAR)
            for by in (Decimal("-0.05"), Decimal("0.05"))
        )
        amounts = [n.money_signed(one.lacking - plan.lacking) for one in (low, high)]
        assert f"{result.scenario.name} {n.money(plan.lacking)} {' '.join(amounts)}" in said
        quo = [n.money(plan.quo_lacking)]
        quo += [n.money_signed(one.quo_lacking - plan.quo_lacking) for one in (low, high)]
    assert f"Hiện trạng 2025 {' '.join(quo)}" in said
    # what is given up is of plans alone
    assert "Hiện trạng 2025" not in text(choose(app, "compare.robust.figure", "saved")).split("riêng")[1]


def test_many_draws_wait_until_they_are_asked_for(app: AppTest, monkeypatch):
    import pages.shared.compare_drawn as drawn
    import pages.shared.compare_robust as page

    monkeypatch.setattr(page, "COUNTS", (5, 10))
    # two plans x 5 draws x (900 + 72 units) are 9.720
    monkeypatch.setattr(drawn, "AT_ONCE", 9_719)
    fill(scenarios=2)
    opened(app, year=str(YEAR), view="robust", compare="1,2", one="2")
    asked = next(one for one in app.button if one.key == "compare.drawn.every")
    assert asked.label == "Thử mọi phương án (còn 1)"
    asked.click().run()
    text(app)
    assert not [one for one in app.button if one.key == "compare.drawn.every"]
    # other draws are asked for anew
    app.number_input(key="compare.robust.seed").set_value(7).run()
    assert [one for one in app.button if one.key == "compare.drawn.every"]
    monkeypatch.setattr(drawn, "AT_ONCE", 9_720)
    text(app.run())
    assert not [one for one in app.button if one.key == "compare.drawn.every"]


CAPPED = """name = "Trần 5 %"
[[reductions]]
method = "statutory"
units = { kinds = ["preschool", "service"], groups = ["3a", "3b", "3c"] }
[allocation]
pool = { from = "savings", share = 1.0 }
cap = 0.05
stages = [ { aim = "norm", method = "lowest_first" } ]
"""


def test_a_school_whose_cap_only_repays_its_cut_is_named_where_it_is_counted_as_up(app: AppTest):
    fill(scenarios=1)
    store = open_store()
    store.save_scenario("Trần 5 %", CAPPED, "Lan", 2022)
    store.close()
    said = text(opened(app, year="2025", compare="1,2"))
    assert "1 đơn vị dưới 1.000.000 đồng" in said
    # of 1.311 triệu are cut 1.311 x (1 - 0,975^2) = 64,730625; 5 % of it are 65,55, in whole triệu 65
    told = (
        "Trường Mầm non 1 Tháng 6 (mẫu) chỉ tăng 269.375 đồng: 65 triệu đồng được cấp chỉ đủ bù phần giảm "
        "của chính đơn vị và dùng hết trần tăng."
    )
    assert told in text(views(app, "units"))


def test_the_card_of_a_plan_names_no_step_that_gives_nothing_and_whom_it_gives_by_hand(app: AppTest):
    """One school is given all of the pool by hand: nothing is left for the norm or by pupils."""
    fill(scenarios=1)
    plan = (
        'name = "Tay"\n[allocation]\npool = { from = "amount", by_year = { 2025 = 9000000 } }\n'
        'exceptions = [{ unit = "9101328", by_year = { 2025 = 9000000 }, reason = "Sửa mái" }]\n'
        'stages = [{ aim = "norm" }, { aim = "share", by = "pupils" }]\n'
    )
    open_store().save_scenario("Tay", plan, "Lan", 2022)
    said = text(opened(app, year=str(YEAR), compare="1,2")).replace("\N{NO-BREAK SPACE}", " ")
    assert "Cách phân bổ cấp riêng 1 đơn vị " in said
    assert "cấp riêng 1 đơn vị; " not in said
