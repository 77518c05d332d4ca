"""The page of explanations: the figures of the model, their lines, where they come from, and the slip."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

from budget.law import national_law
from budget.report.words import Words
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.store import Batch, Edit, open_store
from budget.units import Source, Units

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

VI, EN = Words("vi"), Words("en")
ROWS = (
    {
        "code": "T1",
        "name": "TH Phú Thủy",
        "kind": "primary",
        "salary": 6_200_000_000,
        "professional": 760_000_000,
        "support": 6_960_000_000,
        "pupils": 800,
        "staff": 45,
    },
    {
        "code": "V1",
        "name": "Nhà Văn hóa",
        "kind": "service",
        "users": 900_000_000,
        "salary": 1_500_000_000,
        "professional": 500_000_000,
        "support": 1_100_000_000,
        "staff": 12,
    },
)
SCENARIO = """
name = "Giảm 10 %"
horizon = 2024
[assumptions]
inflation = 0.035
[[reductions]]
method = "target"
target = { 2024 = 0.10 }
[allocation]
stages = [ { aim = "norm" } ]
"""
CELL = Source(file="bao cao.xlsx", sheet="Biểu 1", cell="F12", text="6.960")


def loaded(app: AppTest, **address: str) -> AppTest:
    """The app on this page, with two units from a workbook and one scenario of Lan's."""
    store = open_store()
    version = store.add_data([Batch(2022, ROWS, {"T1": {"support": CELL}})], "Lan")[0]
    saved = store.save_scenario("Giảm 10 %", SCENARIO, "Lan", base_year=2022)
    for name, value in {"data": str(version.id), "scenario": str(saved.id), **address}.items():
        app.query_params[name] = value
    app.switch_page("pages/explain/unit.py")
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    # the first page of a visit chooses a unit of its own
    app.selectbox(key="choose.unit").set_value(address.get("unit", "")).run()
    assert not app.exception
    return app


def model() -> Result:
    return simulate(Units.from_rows(2022, ROWS), parse_scenario(SCENARIO), national_law())


def said(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_without_data_the_page_leads_to_the_import(app: AppTest) -> None:
    app.switch_page("pages/explain/unit.py").run()
    assert not app.exception
    assert VI.t("explain.empty_title") in said(app)
    assert app.button(key="empty.go").label == VI.t("overview.empty_action")


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_the_support_of_the_address_is_explained(app: AppTest, words: Words) -> None:
    loaded(app, unit="T1", year="2024", lang=words.language)
    body, result = said(app), model()
    support = int(result.published("support")[0, -1])
    assert words.numbers.dong(support) in body
    # 6.960.000.000 + 6.200.000.000 x (2.070.000 : 1.490.000 - 1) = 9.373.422.819
    assert words.numbers.plain(9_373_422_819, 0) in body
    assert words.t("figure.rise") in body
    assert words.t("explain.rounding_full", least=words.numbers.rate(0.000001)) in body


def test_a_line_leads_to_law_assumption_and_cell(app: AppTest) -> None:
    loaded(app, unit="T1", year="2024")
    body = said(app)
    # the base pay of 2024: 1.800.000 until June, 2.340.000 from July
    assert all(f"{decree}/NĐ-CP" in body for decree in ("38/2019", "24/2023", "73/2024"))
    assert "bao cao.xlsx" in body
    assert "F12" in body
    named = "bao cao.xlsx, trang “Biểu 1”: NSNN hỗ trợ chi thường xuyên giao tự chủ (F12)."
    assert (
        f"<strong>Ô gốc của số liệu năm 2022:</strong> Tệp {named}" in body.split('<section class="slip">')[1]
    )
    app.query_params["figure"] = "ratio"
    app.run()
    inflation = VI.t("explain.yearly", name=VI.t("figure.inflation", number=0), rate=0.035, n=2)
    assert inflation in said(app)
    assert "Lan" in said(app)


def test_the_law_of_a_figure_stands_below_it_without_opening_anything(app: AppTest) -> None:
    loaded(app, unit="T1", year="2024")
    body = said(app)
    in_view, folded = body[: body.index('<section class="slip">')], r"<details(?:(?!<details).)*?</details>"
    while "<details" in in_view:  # from the innermost on
        in_view = re.sub(folded, "", in_view, flags=re.DOTALL)
    assert "2.340.000 đồng/tháng" in in_view
    assert "Nghị định 73/2024/NĐ-CP" in in_view
    # and the cell of its support, with the file
    assert "bao cao.xlsx" in in_view
    assert "(F12)" in in_view


def test_a_basis_leads_to_its_place_in_the_law_and_back(app: AppTest) -> None:
    loaded(app, unit="T1", year="2024", figure="ratio")
    address = next(unescape(a) for a in re.findall(r'href="(/law[^"]+)"', said(app)) if "base_pay" in a)
    told = dict(parse_qsl(urlsplit(address).query))
    assert (told["view"], told["parameter"]) == ("time", "base_pay")
    back = urlsplit(told["back"])
    assert back.path == "/unit"
    assert {"unit": "T1", "figure": "ratio", "year": "2024"}.items() <= dict(parse_qsl(back.query)).items()
    del app.session_state["chosen"]  # a link opens a visit of its own
    app.switch_page("pages/law/law.py")
    for name, value in told.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    title = national_law().parameter("base_pay").title_vi
    assert title in said(app)
    assert app.selectbox(key="law.parameter").value == "base_pay"
    assert app.button(key="frame.back").label == VI.t("app.back", page=VI.t("page.unit"))


def test_a_total_shows_what_its_units_rest_on(app: AppTest) -> None:
    loaded(app, year="2024")
    body = said(app)
    assert "2.340.000 đồng/tháng" in body
    assert VI.t("explain.rests_assumption") in body


def test_a_hand_edit_says_who_and_why(app: AppTest) -> None:
    loaded(app, unit="T1", year="2022")
    store = open_store()
    edit = Edit("T1", "support", 7_000_000_000, "theo quyết định giao dự toán")
    made = store.edit_units(store.data_versions()[0].id, [edit], "Hoa")
    app.run()
    app.selectbox(key="choose.data").set_value(made.id).run()
    assert not app.exception
    assert "theo quyết định giao dự toán" in said(app)
    assert "Hoa" in said(app)


@pytest.mark.parametrize("figure", ["support", "status_quo", "coverage", "ratio", "balance", "cut"])
def test_every_figure_and_unit_has_its_page(app: AppTest, figure: str) -> None:
    loaded(app, unit="T1", year="2024", figure=figure)
    assert VI.t(f"figure.{figure}", number=0) in said(app)
    app.button(key="explain.next").click().run()
    assert not app.exception
    assert "Nhà Văn hóa" in said(app)
    assert app.button(key="explain.next").disabled


def test_a_total_is_its_units_and_leads_to_each(app: AppTest) -> None:
    loaded(app, year="2024")
    body, result = said(app), model()
    assert VI.numbers.dong(int(result.published("support")[:, -1].sum())) in body
    assert "unit=T1" in body
    assert "unit=V1" in body
    app.segmented_control(key="explain.figure").set_value("ratio").run()
    named = VI.t("figure.ratio", number=0)
    assert VI.t("explain.no_total", figure=named, year=2024, n=2) in said(app)
    # both stand there all the same, with the way to their own explanation
    assert "unit=T1" in said(app)
    assert "unit=V1" in said(app)


def test_a_unit_that_is_not_there_is_said(app: AppTest) -> None:
    loaded(app, unit="T1", year="2024")
    app.session_state["chosen"]["unit"] = "KHONG"
    app.run()
    assert VI.t("explain.gone", code="KHONG") in said(app)


def test_the_slip_carries_the_lines_and_the_documents(app: AppTest) -> None:
    loaded(app, unit="V1", year="2024")
    slip = said(app).split('<section class="slip">')[1]
    assert VI.t("explain.slip_title") in slip
    assert VI.numbers.plain(int(model().published("support")[1, -1]), 0) in slip
    assert "60/2021/NĐ-CP" in slip
    # the base pay of 2024 stands with its levels, as a principal knows it, and their mean: half of 4.140.000
    assert "bình quân 2.070.000 đồng/tháng, gồm 1.800.000 đồng/tháng từ 01/07/2023" in slip
    assert "2.340.000 đồng/tháng từ 01/07/2024 (Nghị định 73/2024/NĐ-CP)" in slip
    assert "Mức lương cơ sở 2022: 1.490.000 đồng/tháng" in slip
    assert "<script" not in slip
    # a unit without cells names none
    assert "Ô gốc" not in slip
    # the same paper is there as a file, too
    assert [e.proto.label for e in app.main if e.type == "download_button"] == ["Tải phiếu (Word)"]
    app.button(key="explain.print").click().run()
    assert not app.exception
    assert "window.print()" in said(app)


def test_the_one_who_set_an_assumption_is_named_and_not_the_last_to_save(app: AppTest) -> None:
    loaded(app, unit="T1", year="2024", figure="ratio")
    store = open_store()
    saved = store.scenarios()[0]
    store.update_scenario(saved.id, SCENARIO.replace("2024 = 0.10", "2024 = 0.08"), "Hoa")
    app.run()
    assert not app.exception
    body = said(app)
    line = body[body.index(VI.t("figure.inflation", number=0) + ":") :]
    assert "Lan" in line.split("</p>")[0]
    assert "Hoa" not in line.split("</p>")[0]


def test_what_a_copy_took_over_is_still_of_who_set_it(app: AppTest) -> None:
    loaded(app, unit="T1", year="2024", figure="ratio")
    store = open_store()
    copy = store.duplicate_scenario(1, "Giảm 10 % (bản sao)", "Minh")
    store.update_scenario(copy.id, copy.text.replace("0.035", "0.05"), "Minh")
    app.run()
    app.selectbox(key="choose.scenario").set_value(copy.id).run()
    assert not app.exception
    body = said(app).replace("\xa0", " ")
    # Minh set the inflation, in the second version of the copy; the reduction is Lan's, of the plan copied
    assert re.search(r"5 % mỗi năm, 2 năm</span><span>Minh, bản 2, [\d/]+</span>", body)
    assert "5 % mỗi năm, 2 năm, theo phương án “Giảm 10 % (bản sao)”. Do Minh lưu, bản 2, " in body
    before, reduced = body[: body.index("5 % mỗi năm, 2 năm</span>")], "Biện pháp 1: "
    assert reduced in before
    assert re.search(r"<span>Lan, bản 1, [\d/]+; chép từ “Giảm 10 %”</span>", before)


def test_the_total_of_the_increase_stands_with_its_pool(app: AppTest) -> None:
    loaded(app, year="2024", figure="increase")
    assert VI.t("figure.pool") in said(app)
    assert VI.t("figure.unallocated") in said(app)
    assert VI.t("explain.each_unit") in said(app)
    # 10 % of 1.100 triệu of the only unit that is no school are given up
    assert VI.numbers.plain(110_000_000, 0) in said(app)


@pytest.mark.parametrize(("figure", "also"), [("roadmap_revenue", ""), ("cut", "minimum"), ("increase", "")])
def test_what_is_given_and_taken_has_a_choice_of_its_own(app: AppTest, figure: str, also: str) -> None:
    loaded(app, unit="V1", year="2024")
    app.segmented_control(key="explain.figure").set_value(figure).run()
    assert not app.exception
    assert VI.t(f"figure.{figure}") in said(app)
    if also:
        assert VI.t(f"figure.{also}") in said(app)


def test_what_is_explained_elsewhere_leads_there(app: AppTest) -> None:
    loaded(app, unit="T1", year="2024", figure="increase")
    body = said(app)
    led, places = re.findall(r'href="#(line-\w+)"', body), re.findall(r'id="(line-\w+)"', body)
    assert led
    assert set(led) <= set(places)
    assert len(places) == len(set(places))


def test_a_figure_that_a_link_asked_for_stays_beside_the_usual_ones(app: AppTest) -> None:
    loaded(app, unit="T1", year="2024", figure="change")
    choice = next(group for group in app.button_group if group.key == "explain.figure")
    choice.set_value("increase").run()
    choice = next(group for group in app.button_group if group.key == "explain.figure")
    assert choice.value == "increase"
    assert VI.t("figure.change", number=0) in choice.options


def test_a_status_quo_without_a_plan_says_why_the_comparison_has_another(app: AppTest) -> None:
    loaded(app, scenario="", year="2024")
    assert "So sánh phương án dùng hiện trạng 2024 theo giả định của phương án nên có số khác" in said(app)
    app.selectbox(key="choose.year").set_value(2022).run()
    assert "nên có số khác" not in said(app)


def test_the_unit_read_last_is_read_on_after_the_way_back(app: AppTest) -> None:
    loaded(app, unit="T1", year="2024", back="/?year=2024&unit=V1")
    app.button(key="frame.back").click().run()
    assert VI.t("overview.title", year=2022) in said(app)
    app.switch_page("pages/explain/unit.py").run()
    assert app.selectbox(key="choose.unit").value == "T1"


def test_an_increase_without_a_floor_names_no_floor(app: AppTest) -> None:
    loaded(app, unit="T1", year="2024", figure="increase")
    assert VI.t("formula.increase_by_stages") in said(app)
    assert VI.t("formula.increase") not in said(app)


NORM = """
[norms.primary]
teaching_share = 0.15
per_pupil = 900_000
"""


@pytest.mark.parametrize(("text", "prices"), [(SCENARIO, True), ('name = "Giảm 10 %"\n', False)])
def test_a_status_quo_without_a_plan_says_by_which_norm_it_measures_and_which_the_plan_has(
    app: AppTest, text: str, prices: bool
) -> None:
    """By what is measured by a norm, of a school alone, and in the base year, too, which prices leave."""
    store = open_store()
    version = store.add_data([Batch(2022, ROWS)], "Lan")[0]
    store.save_scenario("Giảm 10 %", text + NORM, "Lan", base_year=2022)
    still = "Ở đây giá, học sinh, nguồn thu giữ như năm gốc."
    norm = (
        "Định mức chi hoạt động ở đây là 19 % tổng lương và chi hoạt động (mức mặc định theo pháp luật); "
        "theo “Giảm 10 %” là số lớn hơn trong 15 % tổng lương và chi hoạt động và 900.000 đồng một học sinh."
    )

    def told(unit: str, figure: str, year: str) -> str:
        app.query_params.update({"data": str(version.id), "unit": unit, "figure": figure, "year": year})
        app.switch_page("pages/explain/unit.py")
        app.query_params.update({"unit": unit, "figure": figure, "year": year})
        app.run()
        app.selectbox(key="choose.unit").set_value(unit).run()
        app.selectbox(key="choose.scenario").set_value(None).run()
        app.selectbox(key="choose.year").set_value(int(year)).run()
        assert not app.exception
        return said(app).replace("\N{NO-BREAK SPACE}", " ")

    of_school = told("T1", "coverage", "2024" if prices else "2023")
    assert (norm in of_school, still in of_school) == (True, prices)
    assert norm in told("T1", "coverage", "2022")
    assert norm not in told("T1", "support", "2022")
    assert norm not in told("V1", "coverage", "2022")
