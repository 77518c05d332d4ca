"""What a plan leaves: the reduction that the legal minimum still asks, and units that lack more later."""

from __future__ import annotations

from typing import Any

import pytest

from budget.afterwards import deeper_later, to_minimum
from budget.law import national_law
from budget.report.memo import memo_fields
from budget.report.risk_words import later_said
from budget.report.words import Words
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


def test_the_submission_proposes_what_to_decide_for_units_below_the_minimum():
    chosen: dict[str, Any] = {"words": Words(), "organisation": OFFICE, "year": 2024, "created": CREATED}
    said = memo_fields([plan(horizon=2024)], **chosen)
    assert "Đối với 1 đơn vị giảm chưa đủ mức tối thiểu" in said["to_minimum"]
    assert "thấp hơn phương án 15.000.000 đồng (2023), 29.625.000 đồng (2024); số giảm thêm" in (
        said["to_minimum"].replace("\N{NO-BREAK SPACE}", " ")
    )
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
        "(60 triệu đồng, 2026). Mục tiêu giảm chi giữ nguyên sau năm phải đạt, kinh phí đã giảm không được "
        "cấp lại: mục tiêu càng cao thì các năm sau càng thấp."
    )
    slide = later_said(deeper_later(plan(TARGET), 2025), 2025, Words(), brief=True)
    assert "Ban 1" not in slide
    assert "không được cấp lại" in slide
    risks = memo_fields([plan(TARGET)], words=Words(), year=2025, created=CREATED)["risks"]
    assert any("Ban 1 (60" in line and "không được cấp lại" in line for line in risks)
