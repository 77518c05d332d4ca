"""What a plan leaves: the reduction that the legal minimum still asks, and units that lack more later."""

from __future__ import annotations

from typing import Any

import pytest

from budget.afterwards import concluded, deeper_later, settled, to_minimum
from budget.law import national_law
from budget.report.memo import memo_fields
from budget.report.risk_words import lacking_said, later_said, minimum_said
from budget.report.words import Words
from budget.risks import minimum
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


def test_what_the_minimum_still_asks_is_carried_on_from_year_to_year():
    # 600 × 2,5 % = 15; 600 − 600 × 0,975² = 29,625; 600 − 600 × 0,975³ = 43,884375 triệu đồng
    amounts = {2023: 15_000_000, 2024: 29_625_000, 2025: 43_884_375}
    found = to_minimum(plan(units=2, horizon=2025))
    assert found["n"] == 2
    assert found["listed"] == [[f"Ban {k}", [[y, x] for y, x in amounts.items()]] for k in (1, 2)]
    assert found["years"] == {year: 2 * x for year, x in amounts.items()}


def test_a_year_that_cuts_enough_asks_nothing_and_is_where_the_next_begins():
    # to 570 in 2023 (5 %) and no further: 570 × 0,975 = 555,75 in 2024
    found = to_minimum(plan('[[reductions]]\nmethod = "rate"\nrate = { 2023 = 0.05 }\n', horizon=2024))
    assert found["listed"] == [["Ban 1", [[2024, 14_250_000]]]]
    assert to_minimum(plan('[[reductions]]\nmethod = "statutory"\n')) == {}


def test_what_is_cut_further_leaves_less_support_and_never_less_than_none():
    # as above: 600 − 29,625 = 570,375 triệu đồng of each of two units in 2024
    result = plan(units=2, horizon=2026)
    found = settled(result, 2024)
    assert found.further.tolist() == found.cut.tolist() == [29_625_000] * 2
    assert found.support.tolist() == [570_375_000] * 2
    assert concluded(result, 2024)["further"] == [
        [2023, 30_000_000, 1_170_000_000],
        [2024, 59_250_000, 1_140_750_000],
        [2025, 87_768_750, 1_112_231_250],
    ]
    # 2026 is the first year of the next period: a projection, as the plan has it; unless it is decided on
    assert (settled(result, 2026).further.tolist(), settled(result, 2026).support.sum()) == ([0, 0], 1.2e9)
    # 600 − 600 × 0,975⁴ = 57,787265625 triệu đồng
    assert settled(result, 2026, 2026).further.tolist() == [57_787_266] * 2
    # a plan that cuts by measures 1 %: 6 with the 9 further make 15
    one = settled(plan('[[reductions]]\nmethod = "rate"\nrate = 0.01\n'), 2023)
    assert (one.further.tolist(), one.cut.tolist(), one.support.tolist()) == (
        [9_000_000],
        [15_000_000],
        [585_000_000],
    )


def test_what_an_earlier_year_left_is_told_apart_from_what_a_year_alone_lacks():
    """The same unit and year seen in both ways: short of the minimum of every year alone, and yet all cut
    that is asked since the base year.

    600 to 570 in 2023 (5 %); nothing in 2024, which alone asks 570 × 0,975 = 555,75: 14,25 lacking; in 2025
    2,5 % to 555,75, enough for 2025 alone, but 555,75 × 0,975 = 541,85625 were 2024 made good: 13,89375.
    Since 2022 asked are 15, 29,625 and 43,884375; given 30, 30 and 44,25.
    """
    rates = '[[reductions]]\nmethod = "rate"\nrate = { 2023 = 0.05, 2025 = 0.025 }\n'
    result = plan(rates, horizon=2025)
    found = to_minimum(result)
    assert found["listed"] == [["Ban 1", [[2024, 14_250_000], [2025, 13_893_750]]]]
    assert (found["base"], found["carried"], found["even"]) == (2022, [[2025]], [True])
    (line,) = lacking_said(found, Words())
    assert line.replace("\N{NO-BREAK SPACE}", " ") == (
        "Ban 1: 14.250.000 đồng (2024), 13.893.750 đồng (2025, thiếu từ năm trước; riêng năm 2025 đạt); "
        "lũy kế từ năm gốc 2022 đã giảm đủ"
    )
    # what is said of 2025 in the submission is not the opposite
    said = minimum_said(minimum(result, 2025), 2025, Words()).replace("\N{NO-BREAK SPACE}", " ")
    assert "riêng năm 2025 so với năm liền trước: cả 1 đơn vị phải thực hiện đều đạt." in said
    assert "Tính riêng từng năm khác trong kỳ, chưa đạt: Ban 1 (2024)." in said
    assert "Lũy kế từ năm gốc 2022 đến 2025: cả 1 đơn vị đã giảm đủ." in said
    # without the 5 % of 2023 neither holds: 15, 29,625 and, 2,5 % given in 2025, 43,884375 - 15 lack
    late = to_minimum(plan(rates.replace("0.05", "0"), horizon=2025))
    assert late["listed"] == [["Ban 1", [[2023, 15_000_000], [2024, 29_625_000], [2025, 28_884_375]]]]
    assert (late["carried"], late["even"]) == ([[2025]], [False])


def test_the_submission_proposes_what_to_decide_for_units_below_the_minimum():
    chosen: dict[str, Any] = {"words": Words(), "organisation": OFFICE, "year": 2024, "created": CREATED}
    said = memo_fields([plan(horizon=2024)], **chosen)
    assert "Đối với 1 đơn vị giảm chưa đủ mức tối thiểu" in said["to_minimum"]
    asked = said["to_minimum"].replace("\N{NO-BREAK SPACE}", " ")
    assert "thấp hơn phương án 15.000.000 đồng (2023), 29.625.000 đồng (2024); số giảm thêm" in asked
    # of single years the plan lacks 15 and 600 × 2,5 % = 15 again, which make 30 and not 29,625
    assert "tính trên kinh phí sau khi giảm thêm của năm liền trước" in asked
    alone = memo_fields([plan(horizon=2023)], **chosen | {"year": 2023})["to_minimum"]
    assert "15.000.000" in alone.replace("\N{NO-BREAK SPACE}", " ")
    assert "năm liền trước" not in alone
    (line,) = said["to_minimum_units"]
    assert line.replace("\N{NO-BREAK SPACE}", " ") == (
        "Ban 1: 15.000.000 đồng (2023), 29.625.000 đồng (2024)."
    )
    # ten are named, the others counted
    many = memo_fields([plan(units=12, horizon=2024)], **chosen)["to_minimum_units"]
    assert len(many) == 11
    assert many[-1] == "và 2 đơn vị khác."
    # the same units are not told twice, with another amount
    assert not any("Các năm khác trong kỳ, " in line for line in said["risks"])
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


def test_the_reason_stands_beside_the_units_that_lack_more_later():
    said = later_said(deeper_later(plan(TARGET), 2025), 2025, Words()).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "Sau năm 2025, số đơn vị thiếu thêm so với hiện trạng cùng năm: 1 (năm 2026); nhiều nhất là Ban 1 "
        "(60 triệu đồng, 2026). Mục tiêu giảm chi giữ nguyên trên tổng kinh phí sau năm phải đạt; số giảm "
        "chia lại mỗi năm, đơn vị giảm năm trước có thể không giảm năm sau."
    )
    slide = later_said(deeper_later(plan(TARGET), 2025), 2025, Words(), brief=True)
    assert "Ban 1" not in slide
    assert "chia lại mỗi năm" in slide
    risks = memo_fields([plan(TARGET)], words=Words(), year=2025, created=CREATED)["risks"]
    assert any("Ban 1 (60" in line and "chia lại mỗi năm" in line for line in risks)
