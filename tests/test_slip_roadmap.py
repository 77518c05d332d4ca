"""What a slip says of a roadmap: what it takes, for a calculator, and the group that stands beside it."""

from __future__ import annotations

from datetime import datetime

import pytest

from budget.compare import status_quo_of
from budget.law import national_law
from budget.report.ladder import ladder, worked_out
from budget.report.slip import notes_of, terms_of, told
from budget.report.unit_papers import slip_fields
from budget.report.words import Words
from budget.sample import load_sample
from budget.scenario import changed, parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units
from tests.conftest import ROOT

VI = Words("vi")
M = 10**6
COVERS = "Phần bù thiếu nguồn của đơn vị (kinh phí hiện trạng đã giảm hết)"
KEPT = "Phần đơn vị giữ lại (kinh phí hiện trạng đã giảm hết)"
SAVED, EARNED = "Chi tiết kiệm theo lộ trình", "Thu tăng thêm theo lộ trình"
EFFORT, PART = "Tăng thu và tiết kiệm theo lộ trình", "Số ngân sách giảm tương ứng"
RELEASED, QUO = "Giảm theo lộ trình tự chủ", "Kinh phí hiện trạng (dự kiến khi không có phương án)"


def planned(support: int, text: str) -> Result:
    """A 400, B 1.000 triệu đồng, of group 3b; nothing rises."""
    row = {"code": "1", "name": "Ban 1", "kind": "service", "users": 400 * M, "management": 1000 * M}
    units = Units.from_rows(2022, [row | {"support": support * M}])
    plan = f'name = "X"\nhorizon = 2023\n[[roadmap]]\nunits = {{ codes = ["1"] }}\n{text}'
    return simulate(units, parse_scenario(plan), national_law())


def lines(result: Result, code: str = "1", year: int = 2023) -> dict[str, list[tuple[str, str, str]]]:
    """The ladders of the slip behind the status quo, by their names, which all work out."""
    found = {}
    for term in terms_of(result, code, year):
        steps = ladder(term, VI, year)
        rungs = told(steps, VI)
        made = worked_out(rungs)
        assert made is None or term.measure != "money" or made == rungs[-1].value
        printed = [(r.op, r.label, r.printed.replace("\N{NO-BREAK SPACE}", " ")) for r in rungs]
        assert rungs[-1].label not in found, "a figure stands twice"
        found[rungs[-1].label] = printed[:-1]
    return found


# to 100 %, half of it saved: (1.000 - 400) : 2 = 300 saved, 700 - 400 = 300 earned
HALF = "targets = { 2023 = 1.00 }\nrevenue_share = 0.5\n"


def test_above_the_status_quo_the_rest_covers_what_the_unit_lacked():
    # of 600, 500 is all the support; the unit lacked 1.000 - 400 - 500 = 100
    assert lines(planned(500, HALF))[RELEASED] == [
        ("start", SAVED, "300.000.000"),
        ("plus", EARNED, "300.000.000"),
        ("minus", COVERS, "100.000.000"),
    ]


def test_what_no_gap_takes_stays_with_the_unit():
    # 110 % of 1.000 is 1.100, 700 more than 400: 500 is all the support, and 100 more than what it lacked
    found = lines(planned(500, "targets = { 2023 = 1.10 }\n"))[RELEASED]
    assert found == [("start", EARNED, "700.000.000"), ("minus", KEPT, "200.000.000")]


def test_the_part_that_the_state_takes_has_its_lines():
    found = lines(planned(500, f"{HALF}release = 0.5\n"))
    assert found[EFFORT] == [("start", SAVED, "300.000.000"), ("plus", EARNED, "300.000.000")]
    assert [line[1:] for line in found[RELEASED]] == [
        (EFFORT, "600.000.000"),
        ("Phần ngân sách giảm tương ứng", "50 %"),
    ]
    # 90 % of 600 is 540, of which 500 is all the support
    found = lines(planned(500, f"{HALF}release = 0.9\n"))
    assert [line[2] for line in found[PART]] == ["600.000.000", "90 %"]
    assert found[RELEASED] == [("start", PART, "540.000.000"), ("minus", COVERS, "40.000.000")]


def test_a_surplus_that_is_taken_leaves_what_the_unit_lacks():
    text = "targets = { 2023 = 0.80 }\nrevenue_share = 0.5\nrecover_surplus = true\n"
    found = lines(planned(700, text))
    # (1.000 - 400 : 0,8) : 2 = 250 saved; 0,8 x 750 - 400 = 200 earned; 750 - 600 = 150 are lacking
    left = found["Kinh phí sau lộ trình"]
    assert [line[2] for line in left] == ["750.000.000", "600.000.000"]
    assert found[RELEASED][0][1:] == (QUO, "700.000.000")
    assert [line[2] for line in found[RELEASED]] == ["700.000.000", "150.000.000"]


@pytest.fixture(scope="module")
def ward() -> Result:
    text = (ROOT / "data" / "scenarios" / "ward_2026.toml").read_text(encoding="utf-8")
    return simulate(load_sample("ward_2026")[1], parse_scenario(text), national_law())


def test_the_fishing_port_of_the_ward(ward: Result):
    # 347.337.462 + 810.454.075 - 1.083.628.147 = 74.163.390, which it lacks without the plan
    assert [line[2] for line in lines(ward, "9200399", 2030)[RELEASED]] == [
        "347.337.462",
        "810.454.075",
        "74.163.390",
    ]
    quo = status_quo_of(ward.units, ward.scenario, ward.law)
    assert quo.published("balance")[ward.units.position("9200399"), 4] == -74_163_390


def test_a_group_that_stands_is_no_change_of_the_group(ward: Result):
    # 100 % in 2030 is the degree of group 2, 71,2 % of the base year that of 3a, which is assigned to 2030
    said = notes_of(ward, 2030, "9200399", VI)
    group = (
        "Mức tự bảo đảm năm 2030 ở mức nhóm 2; nhóm được giao trong giai đoạn là 3a, phân loại lại ở thời kỳ "
        "sau."
    )
    assert said.count(group) == 1
    assert not any("chuyển từ nhóm" in note for note in said)
    assert not any("nhóm được giao" in note for note in notes_of(ward, 2029, "9200399", VI))
    english = notes_of(ward, 2030, "9200399", Words("en"))
    assert any("group 2; the group assigned for the period is 3a" in note for note in english)


def test_a_group_that_stands_is_said_in_every_year_in_which_the_degree_is_of_another():
    # 40 % of 2022, 70 % in 2023 and 2024: group 3a, assigned 3b; classed yearly it changes
    text = "targets = { 2023 = 0.70 }\n"
    kept = planned(600, text)
    later = simulate(kept.units, changed(kept.scenario, ("horizon",), 2024), kept.law)
    for year in (2023, 2024):
        assert sum("ở mức nhóm 3a; nhóm được giao" in note for note in notes_of(later, year, "1", VI)) == 1
    yearly = simulate(kept.units, changed(kept.scenario, ("classification",), "yearly"), kept.law)
    assert any("chuyển từ nhóm 3b sang nhóm 3a" in note for note in notes_of(yearly, 2023, "1", VI))


def test_a_slip_says_how_it_prints(ward: Result):
    (slip,) = slip_fields(ward, ["9200399"], words=VI, created=datetime(2026, 11, 27), year=2030)["slips"]  # noqa: DTZ001
    said = "Năm gốc 2026. Đơn vị tính: đồng; phần trăm cắt còn một chữ số thập phân."
    assert slip["which"] == f"Mã 9200399, Sự nghiệp khác. {said}"
    assert slip["basis"].startswith(f"Phương án: {ward.scenario.name}. Phiếu này giải trình năm 2030; ")
