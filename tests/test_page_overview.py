"""The page of the status quo and the log, through app.py, on the sample city."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from budget.law import national_law
from budget.sample import load_sample
from budget.scenario import Scenario
from budget.simulate import simulate
from budget.standing import schools_alike, situation, ward_peers
from budget.store import Batch, Organisation, RegisteredUnit, open_store
from budget.units import Units
from tests.test_page_compare import english, fill, text

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

LOG = "pages/log/log.py"


def test_the_situation_of_a_group_is_made_of_sums():
    """Two schools with 10 of 100 and 30 of 100 for operations; one unit that earns 50 of its 100."""
    rows = [
        {"code": "A", "name": "A", "kind": "primary", "pupils": 10, "salary": 90_000_000,
         "professional": 10_000_000, "support": 100_000_000},
        {"code": "B", "name": "B", "kind": "preschool", "pupils": 30, "salary": 70_000_000,
         "professional": 30_000_000, "support": 90_000_000},
        {"code": "C", "name": "C", "kind": "service", "salary": 100_000_000, "users": 50_000_000,
         "support": 50_000_000},
    ]  # fmt: skip
    result = simulate(Units.from_rows(2022, rows), Scenario(name="-"), national_law())
    found = situation(result, 2022, 0.19)
    assert (found.units, found.schools, found.pupils) == (3, 2, 40)
    assert (found.support, found.own_revenue, found.spending) == (240_000_000, 50_000_000, 300_000_000)
    assert found.ratio == pytest.approx(1 / 6)
    assert found.teaching_share == pytest.approx(0.2)
    assert found.per_pupil == 1_000_000
    assert (found.below, found.deficits) == (1, 1)
    alone = situation(result, 2022, 0.19, ~result.units.school)
    assert (alone.units, alone.schools, alone.teaching_share, alone.per_pupil) == (1, 0, None, None)


def test_exactly_at_the_norm_is_not_below_it():
    rows = [
        {
            "code": "A",
            "name": "A",
            "kind": "primary",
            "pupils": 1,
            "salary": 75,
            "professional": 25,
            "support": 100,
        }
    ]
    result = simulate(Units.from_rows(2022, rows), Scenario(name="-"), national_law())
    assert situation(result, 2022, 0.25).below == 0
    assert situation(result, 2022, 0.2501).below == 1


@pytest.mark.parametrize(("ward", "peers"), [("Phường 1", (1, 2, 3)), ("", None)])
def test_schools_without_a_ward_are_not_of_one_ward(ward: str, peers: tuple[int, ...] | None):
    """Four schools of 100 pupils: alike in their ward where there is one, else only among all."""
    row = {"kind": "primary", "ward": ward, "pupils": 100, "salary": 75, "professional": 25, "support": 100}
    rows = [{**row, "code": code, "name": code} for code in "ABCD"]
    result = simulate(Units.from_rows(2022, rows), Scenario(name="-"), national_law())
    found = schools_alike(result, 2022, 0, same_ward=True)
    assert (found.positions if found else None) == peers
    everywhere = schools_alike(result, 2022, 0)
    assert everywhere is not None
    assert everywhere.positions == (1, 2, 3)


def test_schools_of_a_ward_are_counted_as_far_as_they_are_alike():
    """100, 120, 150 and 151 pupils: within 1,5 times of 100 are 120 and 150, of 151 120 and 150 (100 x 1,5 is
    150); the fifth stands elsewhere, the sixth is of another level, the seventh has no ward, the last is no
    school.
    """
    row = {"kind": "primary", "ward": "X", "salary": 75, "professional": 25, "support": 100}
    rows = [{**row, "code": str(n), "name": str(n), "pupils": n} for n in (100, 120, 150, 151)]
    rows += [
        {**row, "code": code, "name": code, "pupils": 100, **more}
        for code, more in (
            ("E", {"ward": "Y"}),
            ("F", {"kind": "preschool"}),
            ("G", {"ward": ""}),
            ("H", {"kind": "service", "pupils": 0}),
        )
    ]
    result = simulate(Units.from_rows(2022, rows), Scenario(name="-"), national_law())
    found = ward_peers(result, 2022).tolist()
    assert found[:6] == [2, 3, 3, 2, 0, 0]
    assert [one != one for one in found[6:]] == [True, True]  # noqa: PLR0124 NaN


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_school_that_has_too_few_like_it_in_its_ward_says_why(app: AppTest, language: str):
    _, units = load_sample("city_2022")
    result = simulate(units, Scenario(name="-"), national_law())
    peers = ward_peers(result, 2022)
    few = next(i for i in range(len(units)) if peers[i] == 1)
    fill(scenarios=0)
    app.query_params["lang"], app.query_params["unit"] = language, units.code[few]
    said = text(app.run())
    told = {
        "vi": f"Chưa so trong {units.ward[few]}: có 1 trường khác cùng cấp, quy mô tương tự, cần ít nhất 3. "
        "Trong 62 trường, 6 trường có đủ số trường như vậy ở phường, xã của mình để so.",
        "en": f"Not compared within {units.ward[few]}: 1 other school of its level and like size there, at "
        "least 3 needed. Of 62 schools, 6 have enough schools like them in their own wards to compare with.",
    }[language]
    assert told in said


def test_a_school_without_a_ward_says_what_to_enter(app: AppTest):
    row = {"kind": "primary", "pupils": 100, "salary": 75, "professional": 25, "support": 100}
    rows = [{**row, "code": code, "name": code} for code in "ABCD"]
    open_store().add_data([Batch(2022, rows)], "Lan")
    said = text(app.run())
    assert (
        "Chưa so trong cùng phường, xã: nhập cột Phường, xã ở Danh sách đơn vị. "
        "Trong 4 trường, 0 trường có đủ số trường tương tự ở phường, xã của mình để so."
    ) in said


def test_without_data_the_page_leads_to_the_import(app: AppTest):
    app.run()
    assert "Chưa có số liệu để phân tích" in text(app)
    assert [b.label for b in app.main.button] == ["Nạp dữ liệu"]


def test_the_page_says_where_the_city_stands(app: AppTest):
    fill(scenarios=0)
    said = text(app.run())
    # the sample city: 253.707.828.000 đồng for 70 of 72 units, 62 of them schools with 35.823 pupils
    assert "254 tỷ đồng cho 70 trong 72 đơn vị" in said
    assert "62 trường, 35.823 học sinh" in said
    assert "63 đơn vị thuộc Nhóm 4" in said
    assert "253.708" in said
    assert "Chi hoạt động mỗi học sinh năm 2022: 778.590 đồng" in said  # (83.504+50.102+18.219) / 195
    found = re.search(r"(\d+) trong 21 trường cùng cấp khác\W.*?chi cao hơn trường này \((\d+),(\d)\W%", said)
    # of 21, cut to a tenth of a percent
    assert int(found[1]) * 1000 // 21 == int(found[2] + found[3])
    assert "Khi có một phương án với giả định giá tăng" in said


def test_erosion_follows_the_assumptions_of_a_scenario(app: AppTest):
    fill(scenarios=1)
    app.run()
    assert "Khi có một phương án" not in text(app)


@pytest.mark.parametrize(("asked", "told"), [("2025", 2025), ("2022", 2027), (None, 2027)])
def test_erosion_speaks_of_the_year_in_view(app: AppTest, asked: str | None, told: int):
    # in the base year nothing is eroded yet: then of the last year
    fill(scenarios=1)
    if asked:
        app.query_params["year"] = asked
    app.run()
    chart = next(c for c in app.main.get("plotly_chart") if c.proto.id.endswith("-overview-erosion"))
    assert f"Theo hiện trạng {told} " in json.loads(chart.proto.spec)["layout"]["title"]["text"]


def test_a_picture_is_called_by_the_year_that_it_shows(app: AppTest):
    """Of the base year, whatever year is in view."""
    fill(scenarios=1)
    app.query_params["year"] = "2025"
    app.run()
    configs = [json.loads(one.proto.config)["toImageButtonOptions"] for one in app.main.get("plotly_chart")]
    assert [one["filename"] for one in configs] == [
        "Kinh phí theo cấp học - 2022",
        "Số đơn vị theo nhóm tự chủ - 2022",
        "Tỷ lệ chi hoạt động từng trường - 2022",
        "Chi hoạt động mỗi học sinh từng trường - 2022",
        "Kinh phí và nhu cầu chi hoạt động - A. Giữ nguyên nguồn, chia lại - 2025",
    ]


def test_the_table_is_filtered_with_its_total(app: AppTest):
    fill(scenarios=0)
    app.query_params["kind"] = "service"
    said = text(app.run())
    assert "Tổng cộng (10 đơn vị)" in said
    app.text_input(key="choose.find").set_value("khong co don vi nay").run()
    assert "Tổng cộng" not in text(app)


def test_a_school_is_compared_with_its_like(app: AppTest):
    fill(scenarios=0)
    app.query_params["unit"] = "9100040"
    said = text(app.run())
    assert "Chi hoạt động mỗi học sinh năm 2022: 620.781 đồng" in said  # (88.772+53.263+19.368) / 260


@pytest.mark.parametrize(
    ("code", "end", "alike", "other"),
    # 1.174.528 đồng a pupil, and 620.781: no preschool of the sample has more, or less
    [("9100178", "Cao nhất", 14, "Thấp nhất"), ("9100040", "Thấp nhất", 15, "Cao nhất")],
)
def test_a_school_at_an_end_of_its_like_is_said_to_be(
    app: AppTest, code: str, end: str, alike: int, other: str
):
    fill(scenarios=0)
    app.query_params["unit"] = code
    said = text(app.run())
    assert f"{end} trong 22 trường cùng cấp." in said
    assert f"{end} trong {alike} trường cùng cấp có quy mô tương tự (trung vị các trường kia " in said
    assert not any(word in said for word in ("trường cùng cấp khác", other))


def test_the_page_speaks_english(app: AppTest):
    fill(scenarios=1)
    app.query_params["lang"] = "en"
    said = text(app.run())
    assert "254 billion đồng" in said
    assert "62 schools, 35,823 pupils" in said


# --- the log ------------------------------------------------------------------------------------------------


def view(app: AppTest, name: str) -> str:
    next(group for group in app.button_group if group.key == "log.view").set_value(name)
    return text(app.run())


def test_the_log_tells_what_was_done_and_filters_it(app: AppTest):
    fill(scenarios=2)
    app.switch_page(LOG).run()
    said = text(app)
    assert "dữ liệu 2022, bản 1, 72 đơn vị" in said
    assert "A. Giữ nguyên nguồn, chia lại" in said
    app.selectbox(key="log.what").set_value("data_add").run()
    assert "A. Giữ nguyên nguồn" not in text(app)


def test_the_log_says_what_was_changed(app: AppTest):
    fill(scenarios=1)
    store = open_store()
    saved = store.scenario(1)
    changed = saved.text.replace("inflation = 0.035", "inflation = 0.05", 1)
    assert changed != saved.text
    store.update_scenario(1, changed, "Minh")
    store.set_settings({"officer": "Lan", "template.memo.vi": "ab" * 32}, author="Lan")
    store.set_settings({"template.minutes.vi": ""}, author="Lan")
    app.switch_page(LOG).run()
    said = text(app)
    assert "Trượt giá chi hoạt động: 3,5 % → 5 %" in said
    assert "họ tên chuyên viên: Lan; mẫu Tờ trình: dùng mẫu của cơ quan" in said
    assert "mẫu Biên bản: về mẫu kèm theo chương trình" in said


def test_the_log_says_what_the_office_set_in_place_of_what(app: AppTest):
    store = open_store()
    head = {"role": "head", "title": "Trưởng phòng", "name": "Lê Văn B"}
    store.set_organisation(Organisation(date(2025, 7, 1), "Phòng Kinh tế", "ward", "Phú Thủy"), "Lan")
    store.set_organisation(
        Organisation(date(2025, 7, 1), "Phòng Kinh tế", "ward", "Hàm Thắng", signatories=(head,)), "Lan"
    )
    own = store.add_law_value("base_pay", date(2027, 1, 1), 2_500_000, "NĐ 1/2027/NĐ-CP", "Lan")
    store.withdraw_law_value(own.id, "Minh")
    store.register_units([RegisteredUnit("1", "TH A", "UBND phường", date(2025, 7, 1))], "Lan")
    app.switch_page(LOG).run()
    said = text(app)
    assert "Phòng Kinh tế; Địa danh: Phú Thủy; Cấp: Xã, phường, đặc khu" in said
    changed = "Địa danh: Phú Thủy → Hàm Thắng; Chức danh người ký tờ trình, biểu: Trưởng phòng; "
    assert f"Phòng Kinh tế; {changed}Họ và tên người ký tờ trình, biểu: Lê Văn B" in said
    told = "Mức lương cơ sở: 2.500.000 đồng/tháng, áp dụng từ 01/01/2027; NĐ 1/2027/NĐ-CP"
    assert said.count(told) == 2
    assert "1 đơn vị" in said


def test_a_data_version_goes_and_comes_back(app: AppTest):
    fill(scenarios=0)
    app.switch_page(LOG).run()
    assert "Số liệu mẫu" in view(app, "data")
    app.button(key="log.hide").click().run()
    assert "đã bỏ" in text(app)
    assert open_store().data_versions() == []
    app.button(key="log.restore").click().run()
    assert len(open_store().data_versions()) == 1


def test_a_deleted_scenario_comes_back_with_all_its_versions(app: AppTest):
    fill(scenarios=1)
    store = open_store()
    (saved,) = store.scenarios()
    store.rename_scenario(saved.id, "Tên mới", "Minh")
    store.delete_scenario(saved.id, "Minh")
    app.switch_page(LOG).run()
    assert "“A. Giữ nguyên nguồn, chia lại” thành “Tên mới”" in text(app)
    assert "đã xóa" in view(app, "scenarios")
    app.button(key="log.restore").click().run()
    assert [one.name for one in store.scenarios()] == ["Tên mới"]
    assert "Chưa có phương án nào được chốt" in view(app, "decisions")


def test_the_log_speaks_english(app: AppTest):
    fill(scenarios=1)
    app.switch_page(LOG).run()
    assert "data of 2022, version 1, 72 units" in text(english(app))


def test_the_log_tells_of_an_office_whatever_its_signatories_are(app: AppTest):
    """As another version may keep them; the line names the office, and the page is whole."""
    signs = ({"role": "clerk", "name": "Vũ Thị D"}, {"role": "head", "name": "Lê Văn A"})
    office = Organisation(date(2025, 7, 1), "Phòng Kinh tế", "ward", signatories=signs)
    open_store().set_organisation(office, "Lan")
    app.switch_page(LOG).run()
    assert not app.exception
    said = text(app)
    assert "Lê Văn A" in said
    assert "Vũ Thị D" not in said
