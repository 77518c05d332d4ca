"""What a draft decision says of the years of its period: the groups, and why a further cut falls."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from budget.afterwards import to_minimum, with_minimum
from budget.law import national_law
from budget.report.conclusion import FURTHER, Agreed
from budget.report.unit_papers import decision_fields
from budget.report.words import Words
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units

CREATED = datetime(2023, 1, 5, 8, 0)  # noqa: DTZ001 - a day of the office
# A 400, B 1.000, support 600 triệu đồng: 40 %, group 3b; nothing rises
ROW = {"code": "1", "name": "Ban 1", "kind": "service", "users": 4 * 10**8, "support": 6 * 10**8}
UNITS = Units.from_rows(2022, [ROW | {"management": 10**9}])
# from 40 % to 70 % in three equal steps: 50 %, 60 %, and 70 %, with which group 3a begins
TO_70 = 'name = "X"\nhorizon = 2025\n[[roadmap]]\nunits = { codes = ["1"] }\ntargets = { 2025 = 0.70 }\n'


def said(result: Result, language: str = "vi", year: int = 2023, **more: Any) -> dict[str, str]:
    about = {"words": Words(language), "year": year, "created": CREATED, **more}
    found = decision_fields(result, **about)["decisions"][0]
    return {key: text.replace("\N{NO-BREAK SPACE}", " ") for key, text in found.items()}


def planned(text: str, units: Units = UNITS) -> Result:
    return simulate(units, parse_scenario(text), national_law())


def test_a_class_that_stands_says_which_other_group_the_degree_is_expected_to_reach():
    found = said(planned(TO_70))
    assert found["group"] == (
        "Đơn vị tự bảo đảm một phần chi thường xuyên (nhóm 3b); dự kiến mức tự bảo đảm ở mức "
        "nhóm 3a năm 2025, phân loại lại ở thời kỳ ổn định sau"
    )
    found = said(planned(TO_70), "en")
    assert found["group"] == (
        "Unit that pays a part of recurrent spending (group 3b); the degree is expected to be that "
        "of group 3a in 2025, to be classified again in the next stability period"
    )
    # 70 % in 2024, and in 2025 again
    sooner = planned(TO_70.replace("{ 2025 = 0.70 }", "{ 2024 = 0.70 }"))
    assert "ở mức nhóm 3a từ năm 2024, phân loại" in said(sooner)["group"]


def test_a_class_that_changes_says_which_in_which_years():
    yearly = planned(TO_70.replace("horizon", 'classification = "yearly"\nhorizon'))
    assert said(yearly)["group"] == (
        "Đơn vị tự bảo đảm một phần chi thường xuyên (nhóm 3b) các năm 2023-2024 và đơn vị tự bảo đảm một "
        "phần chi thường xuyên (nhóm 3a) năm 2025 (Điều 9 Nghị định 60/2021/NĐ-CP)"
    )
    # the last of several years goes on to the end of the period
    sooner = TO_70.replace("{ 2025 = 0.70 }", "{ 2024 = 0.70 }").replace(
        "horizon", 'classification = "yearly"\nhorizon'
    )
    assert "(nhóm 3a) từ năm 2024 (Điều 9" in said(planned(sooner))["group"]


def test_a_unit_that_keeps_its_group_says_it_once():
    found = said(planned(TO_70.replace("0.70", "0.69")))
    assert found["group"] == "Đơn vị tự bảo đảm một phần chi thường xuyên (nhóm 3b)"


@pytest.mark.parametrize(
    ("own", "degree"),
    [
        # of 1.000 triệu
        (246_980_000, "24,6 %"),
        (699_990_000, "69,9 %"),
        (700_000_000, "70,0 %"),
    ],
)
def test_a_degree_is_cut_to_one_decimal_and_nothing_is_said_beside_it(own: int, degree: str):
    units = Units.from_rows(2022, [ROW | {"users": own, "management": 10**9}])
    assert said(planned('name = "X"\nhorizon = 2023', units))["ratio"] == degree


MORE = "số giảm khác của phương án tăng nhiều hơn mức tối thiểu"
SPARED = "đơn vị được miễn nên mức tối thiểu không tăng, còn số giảm khác của phương án tăng"


@pytest.mark.parametrize(
    ("kind", "cut", "last"),
    [
        # 600 triệu x (1 - 0,975^3) = 43.884.375, of which the plan takes 5 %
        ("service", 0.05, f"13.884.375 đồng (2025) (năm 2025 thấp hơn vì {MORE})"),
        # a school is exempt from 2025: what the law asks stays 29.625.000, of which the plan takes 2 %
        ("preschool", 0.02, f"17.625.000 đồng (2025) (năm 2025 thấp hơn vì {SPARED})"),
        # with nothing else that grows, no year is lower
        ("service", 0, "43.884.375 đồng (2025)"),
    ],
)
def test_a_further_cut_that_falls_says_why(kind: str, cut: float, last: str):
    row = ROW | {"kind": kind, "management": 10**9, "users": 0, "other_revenue": 4 * 10**8}
    text = 'name = "X"\nhorizon = 2025\n[[reductions]]\nunits = { codes = ["1"] }\n'
    before = planned(f'{text}method = "rate"\nrate = {{ 2025 = {cut} }}', Units.from_rows(2022, [row]))
    after = simulate(before.units, with_minimum(before), before.law)
    kept = said(after, decided=Agreed(CREATED, FURTHER, further=to_minimum(before)))["kept"]
    # of 600 triệu 2,5 %, then 1 - 0,975 x 0,975
    assert kept.endswith(f"năm gốc: 15.000.000 đồng (2023), 29.625.000 đồng (2024) và {last}.")


def test_what_the_state_orders_and_the_fees_stand_on_one_line():
    units = Units.from_rows(2022, [ROW | {"management": 10**9, "fees": 857_929_384}])
    found = said(planned('name = "X"\nhorizon = 2023', units))
    assert (found["orders"], found["fees"]) == ("0 đồng", "857.929.384 đồng")
