"""What a plan leaves: the reduction that the legal minimum still asks, and units that lack more later."""

from __future__ import annotations

import re
from typing import Any

import pytest

from budget.afterwards import (
    concluded,
    deeper_earlier,
    deeper_later,
    given_further,
    minimum_added,
    to_minimum,
    with_minimum,
)
from budget.law import national_law
from budget.report.conclusion import KEEP, Agreed
from budget.report.deck_story import Story
from budget.report.memo import memo_fields
from budget.report.review_said import review_of
from budget.report.risk_words import lacking_said, later_said
from budget.report.words import Words
from budget.report.workbook_comparison import comparison
from budget.risks import given_back
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units
from tests.test_memo import CREATED, OFFICE


def plan(text: str = "", units: int = 1, horizon: int = 2026) -> Result:
    """A unit of group 3b: A 400, B 1.000, support 600 triệu đồng, and no salaries that could rise."""
    row = {"kind": "service", "users": 400_000_000, "management": 1_000_000_000, "support": 600_000_000}
    rows = [row | {"code": f"{k}", "name": f"Ban {k}"} for k in range(1, units + 1)]
    scenario = parse_scenario(f'name = "X"\nhorizon = {horizon}\n{text}')
    return simulate(Units.from_rows(2022, rows), scenario, national_law())


def test_what_the_minimum_still_asks_adds_up_from_year_to_year():
    # 600 × 2,5 % = 15; 600 − 600 × 0,975² = 29,625; 600 − 600 × 0,975³ = 43,884375 triệu đồng
    amounts = {2023: 15_000_000, 2024: 29_625_000, 2025: 43_884_375}
    found = to_minimum(plan(units=2, horizon=2025))
    assert found["n"] == 2
    assert found["listed"] == [[f"Ban {k}", [[y, x] for y, x in amounts.items()]] for k in (1, 2)]
    assert found["years"] == [[year, 2 * x] for year, x in amounts.items()]


def test_what_was_cut_early_counts_and_a_year_that_lacks_asks_the_rest():
    # to 570 in 2023 (5 %): 30 of the 29,625 that are asked by 2024, and 43,884375 − 30 in 2025
    found = to_minimum(plan('[[reductions]]\nmethod = "rate"\nrate = { 2023 = 0.05 }\n', horizon=2025))
    assert found["listed"] == [["Ban 1", [[2025, 13_884_375]]]]
    assert to_minimum(plan('[[reductions]]\nmethod = "statutory"\n')) == {}


def test_with_the_minimum_the_plan_itself_cuts_what_was_lacking():
    """600 − 29,625 = 570,375 triệu đồng in 2024; a measure of 1 % a year takes 11,94 of it (600 × 0,0199)."""
    before = plan('[[reductions]]\nmethod = "rate"\nrate = 0.01\n')
    scenario = with_minimum(before)
    assert scenario.reductions[-1].units.codes == ["1"]
    after = simulate(before.units, scenario, before.law)
    j = after.year(2024)
    assert after.published("support")[0, j] == 570_375_000
    assert [cut[0, j] for cut in after.steps.reductions.cuts] == [11_940_000, 17_685_000]
    assert to_minimum(after) == {}
    assert concluded(after, 2024)["below"] == 0
    assert minimum_added(before.scenario, scenario)
    assert not minimum_added(before.scenario, before.scenario)
    assert not minimum_added(scenario, scenario)
    # no more than there is: nothing is asked of a unit that is given nothing any more
    gone = plan('[[reductions]]\nmethod = "rate"\nrate = { 2023 = 1.0 }\n')
    assert to_minimum(gone) == {}


def test_why_less_is_asked_of_a_unit_once_the_law_exempts_it():
    """Asked of 600 triệu đồng are 15 and 29,625, and in 2025, as the unit is essential by its mark, no more.
    The plan takes 1 % a year, 6; 11,94; 17,8206: it lacks 9; 17,685; 11,8044.
    """
    row = {"code": "1", "name": "Ban 1", "kind": "service", "essential": True}
    row |= {"users": 400_000_000, "management": 1_000_000_000, "support": 600_000_000}
    rate = '[[reductions]]\nmethod = "rate"\nrate = { 2023 = 0.01, 2024 = 0.01, 2025 = 0.01 }\n'
    scenario = parse_scenario(f'name = "X"\nhorizon = 2025\n{rate}')
    found = to_minimum(simulate(Units.from_rows(2022, [row]), scenario, national_law()))
    assert found["listed"] == [["Ban 1", [[2023, 9_000_000], [2024, 17_685_000], [2025, 11_804_400]]]]
    assert found["eased"] == [["Ban 1", 2025]]
    (line,) = lacking_said(found, Words())
    assert line.replace("\N{NO-BREAK SPACE}", " ").endswith(
        "11.804.400 đồng (2025), thấp hơn vì năm 2025 được miễn: mức tối thiểu không tăng, số giảm của "
        "phương án tăng"
    )
    # a record of an older version does not say it
    assert "miễn" not in lacking_said({**found, "eased": []}, Words())[0]
    # what the plan itself makes up for has no such reason
    assert to_minimum(plan(horizon=2025))["eased"] == []


@pytest.mark.parametrize("cut", [True, False])
def test_who_gives_the_minimum_and_gets_as_much_is_put_before_the_committee(cut: bool):
    """A preschool of group 3b gives 2,5 % of 600 triệu đồng, 15, and has the whole pool of 20; the service
    unit gives 15 and gets nothing. With the measure in the plan, and as the plan would be with it.
    """
    row = {"users": 400_000_000, "management": 1_000_000_000, "support": 600_000_000}
    rows = [
        row | {"code": "1", "name": "Mầm non 1", "kind": "preschool", "pupils": 10},
        row | {"code": "2", "name": "Ban 2", "kind": "service"},
    ]
    measure = '[[reductions]]\nmethod = "statutory"\nunits = { codes = ["1", "2"] }\n' if cut else ""
    pool = '[allocation]\npool = { from = "amount", by_year = { 2023 = 20_000_000 } }\n'
    text = f'name = "X"\nhorizon = 2023\n{measure}{pool}[[allocation.stages]]\naim = "share"\n'
    result = simulate(Units.from_rows(2022, rows), parse_scenario(text), national_law())
    one = [["Mầm non 1", 15_000_000, 20_000_000]]
    assert given_back(result, 2023) == (one if cut else [])
    assert given_further(result, 2023) == ([] if cut else one)
    asked = memo_fields([result], words=Words(), organisation=OFFICE, created=CREATED, year=2023)["requests"]
    said = "Mầm non 1 giảm 15 triệu đồng theo mức tối thiểu và được cấp thêm 20 triệu đồng"
    # beside the item on the minimum, or where all meet it beside the first
    (line,) = (n for n, item in enumerate(asked) if said in item.replace("\N{NO-BREAK SPACE}", " "))
    assert line == (0 if cut else 1)
    # the opinion is asked for once: with the item on those who fall short, or by itself
    assert asked[line].count("cho ý kiến") + asked[line].count("đề nghị quyết định") == 1
    assert (
        "Khi giảm đủ mức tối thiểu, năm 2023" in asked[line].replace("\N{NO-BREAK SPACE}", " ")
    ) is not cut
    # who signs is told first who falls short, 15 of 600 triệu each, and that the raise has no ground
    told = review_of(Story(comparison([result]), 0, Words(), OFFICE, CREATED))
    below = [point for point in told if "giảm chưa đủ mức tối thiểu" in point.said]
    assert [point.said.startswith("**2 đơn vị** ") for point in below] == ([] if cut else [True])
    # nor any more once the meeting kept their levels and gave the reason; to leave it open settles nothing
    for agreed, asks in ((Agreed(CREATED, KEEP, "a"), False), (Agreed(CREATED), not cut)):
        after = review_of(Story(comparison([result]), 0, Words(), OFFICE, CREATED, agreed))
        assert any("giảm chưa đủ mức tối thiểu" in point.said for point in after) == asks
    lines = [line.replace("\N{NO-BREAK SPACE}", " ") for point in below for line in point.of]
    assert ["15.000.000 đồng (2023)" in line for line in lines] == ([] if cut else [True, True])
    assert sum("căn cứ của việc tăng kinh phí** cho mầm non" in point.said for point in told) == 1


def test_a_unit_that_the_plan_cuts_to_the_minimum_is_told_by_the_plan_though_others_are_cut_further():
    """The plan cuts the preschool by its minimum, 15, and gives it what is cut; once the service unit is cut
    by its 15, too, that is 30. Told of is what the plan does.
    """
    row = {"users": 400_000_000, "management": 1_000_000_000, "support": 600_000_000}
    rows = [
        row | {"code": "1", "name": "Mầm non 1", "kind": "preschool", "pupils": 10},
        row | {"code": "2", "name": "Ban 2", "kind": "service"},
    ]
    text = (
        'name = "X"\nhorizon = 2023\n[[reductions]]\nmethod = "statutory"\nunits = { codes = ["1"] }\n'
        '[allocation]\npool = { from = "savings", share = 1 }\n[[allocation.stages]]\naim = "share"\n'
    )
    result = simulate(Units.from_rows(2022, rows), parse_scenario(text), national_law())
    assert given_back(result, 2023) == [["Mầm non 1", 15_000_000, 15_000_000]]
    assert given_further(result, 2023) == []
    asked = memo_fields([result], words=Words(), organisation=OFFICE, created=CREATED, year=2023)["requests"]
    told = " ".join(asked).replace("\N{NO-BREAK SPACE}", " ")
    assert "năm 2023, Mầm non 1 giảm 15 triệu đồng theo mức tối thiểu và được cấp thêm 15 triệu đồng." in told
    assert "Khi giảm đủ mức tối thiểu" not in told


@pytest.mark.parametrize("share", ["1", "0"])
def test_what_is_cut_further_is_given_on_where_the_plan_gives_what_is_cut(share: str):
    rows = [
        {"kind": "service", "users": 400_000_000, "management": 1_000_000_000, "support": 600_000_000},
        {"kind": "primary", "management": 1_000_000_000, "support": 1_000_000_000, "pupils": 100},
    ]
    units = Units.from_rows(2022, [row | {"code": f"{k}", "name": f"Ban {k}"} for k, row in enumerate(rows)])
    text = f'name = "X"\nhorizon = 2023\n[allocation]\npool = {{ from = "savings", share = {share} }}\n'
    stage = '[[allocation.stages]]\naim = "share"\nby = "pupils"\n'
    result = simulate(units, parse_scenario(text + stage), national_law())
    found = to_minimum(result)
    # 600 × 2,5 % = 15 triệu đồng, of the unit of group 3 alone
    assert found["years"] == [[2023, 15_000_000]]
    assert found["given"] is (share == "1")
    said = memo_fields([result], words=Words(), organisation=OFFICE, created=CREATED)["to_minimum"]
    assert ("cấp thêm cho đơn vị theo các bước của phương án" in said) == (share == "1")
    assert ("để lại ngân sách" in said) == (share == "0")


def test_the_submission_proposes_what_to_decide_for_units_below_the_minimum():
    chosen: dict[str, Any] = {"words": Words(), "organisation": OFFICE, "year": 2024, "created": CREATED}
    said = memo_fields([plan(horizon=2024)], **chosen)
    assert "Đối với 1 đơn vị giảm chưa đủ mức tối thiểu" in said["to_minimum"]
    asked = said["to_minimum"].replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "Theo hướng (a), số giảm thêm lũy kế từ năm 2022, để lại ngân sách, là của Ban 1: 15.000.000 đồng "
        "(2023), 29.625.000 đồng (2024)."
    ) in asked
    # the only one is not told twice; of two a line each, below their years
    assert said["to_minimum_units"] == []
    two = memo_fields([plan(units=2, horizon=2024)], **chosen)
    assert "; của từng đơn vị (đồng, lần lượt các năm 2023, 2024):" in two["to_minimum"]
    assert two["to_minimum_units"] == ["Ban 1: 15.000.000; 29.625.000;", "Ban 2: 15.000.000; 29.625.000."]
    # ten are named, the others counted
    many = memo_fields([plan(units=12, horizon=2024)], **chosen)["to_minimum_units"]
    assert len(many) == 11
    assert many[-1] == "và 2 đơn vị khác."
    # the same units are not told twice, with another amount
    assert not any("Các năm khác của phương án, " in line for line in said["risks"])
    met = memo_fields([plan('[[reductions]]\nmethod = "statutory"\n', horizon=2024)], **chosen)
    assert met["to_minimum"] == ""
    assert met["to_minimum_units"] == []


TARGET = '[[reductions]]\nmethod = "target"\ntarget = { 2025 = 0.10 }\n'


@pytest.mark.parametrize(
    ("text", "amount", "why"),
    [
        # the target of 2025 holds on: 10 % of 600 triệu đồng in 2026 too
        (TARGET, 60_000_000, "target"),
        # 600 − 600 × 0,975⁴ = 57,787265625 triệu đồng
        ('[[reductions]]\nmethod = "rate"\nrate = 0.025\n', 57_787_266, "rate"),
    ],
)
def test_a_cut_of_one_year_lowers_the_years_after_it(text: str, amount: int, why: str):
    found = deeper_later(plan(text), 2025)
    assert found == {"n": 1, "years": [[2026, 1]], "listed": [["Ban 1", 2026, amount]], "why": [why]}
    assert deeper_later(plan(text), 2026) == {}
    assert deeper_later(plan(), 2025) == {}


def test_rates_are_told_to_add_up_only_where_all_grows():
    # 2,5 % of 600 triệu đồng in 2023 and nothing more after it: 15 triệu đồng in each year
    rests = '[[reductions]]\nmethod = "rate"\nrate = { 2023 = 0.025 }\n'
    found = deeper_later(plan(rests), 2025)
    assert found["listed"] == [["Ban 1", 2026, 15_000_000]]
    assert found["why"] == []
    said = later_said(found, 2025, Words()).replace("\N{NO-BREAK SPACE}", " ")
    assert said.endswith("nhiều nhất là Ban 1 (15 triệu đồng, 2026).")
    # a year before it does
    assert deeper_later(plan(rests), 2024)["why"] == []
    assert deeper_later(plan('[[reductions]]\nmethod = "rate"\nrate = 0.025\n'), 2023)["why"] == ["rate"]


def test_who_lacks_more_before_the_year_is_told_too():
    # a tenth in 2025, in equal steps: two thirds of 60 million in 2024, nothing yet before the first year
    earlier = deeper_earlier(plan(TARGET), 2025)
    assert earlier["years"] == [[2023, 1], [2024, 1]]
    assert earlier["listed"] == [["Ban 1", 2024, 40_000_000]]
    assert deeper_earlier(plan(TARGET), 2023) == deeper_earlier(plan(), 2025) == {}
    said = (
        "Trước năm 2025, số đơn vị thiếu nhiều hơn hiện trạng cùng năm: 1 (các năm 2023-2024); "
        "nhiều nhất là Ban 1 (40 triệu đồng, 2024)."
    )
    found = memo_fields([plan(TARGET)], words=Words(), year=2025, created=CREATED)["risks"]
    assert said in [line.replace("\N{NO-BREAK SPACE}", " ") for line in found]


def test_the_reason_stands_beside_the_units_that_lack_more_later():
    said = later_said(deeper_later(plan(TARGET), 2025), 2025, Words()).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "Sau năm 2025, số đơn vị thiếu nhiều hơn hiện trạng cùng năm: 1 (năm 2026); nhiều nhất là Ban 1 "
        "(60 triệu đồng, 2026). Mục tiêu giảm chi giữ nguyên trên tổng kinh phí sau năm phải đạt; số giảm "
        "chia lại mỗi năm, đơn vị giảm năm trước có thể không giảm năm sau."
    )
    slide = later_said(deeper_later(plan(TARGET), 2025), 2025, Words(), brief=True)
    assert "Ban 1" not in slide
    assert "chia lại mỗi năm" in slide
    fields = memo_fields([plan(TARGET)], words=Words(), year=2025, created=CREATED)
    [line] = [line for line in fields["risks"] if "sau năm 2025: 1 (năm 2026)" in line]
    assert "chia lại mỗi năm" in line
    # the unit stands by name in the annex, with the 60 million that it lacks of 2026 too
    assert "Ban 1" not in line
    lacking = str(fields["details"]).partition("Số thiếu nguồn của từng đơn vị")[2]
    assert lacking.count("Ban 1") == 1
    assert lacking.index("Phương án 2026") < lacking.index("Ban 1")
    # the eighth column: each of the four years beside its status quo, under which nothing lacks
    assert re.findall(r">([\d.]+|-)<", lacking.partition("Ban 1")[2])[6:8] == ["-", "60.000.000"]
