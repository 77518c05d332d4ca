"""The result of the year: what is kept for pay, what goes to the funds, what is carried."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from budget.autonomy import GROUPS
from budget.simulate import Result
from tests.plans import M, cell, groups, path, run, school, service, value

FUNDS = ("balance", "development", "supplement", "bonus", "carried")

# Salary 100, no contributions, so that the payroll is 100 in every year of the law; B = 120.
PAID = {"salary": 100 * M, "contributions": 0, "professional": 20 * M}


def funds(result: Result, code: str, year: int) -> list[float]:
    """Balance, development, supplement, bonus and what is carried, in triệu."""
    return [cell(result, figure, code, year) / M for figure in FUNDS]


def in_base_year(year: int, own_revenue: float, result: float, text: str = "", **columns: Any) -> list[float]:
    """The funds of a unit with this revenue and a balance of this result, in triệu."""
    a, support = round(own_revenue * M), round((120 + result - own_revenue) * M)
    rows = [service(orders=a, support=support, **{**PAID, **columns})]
    return funds(run(year, rows, f"horizon = {year}\n{text}"), "V1", year)


# --- group 3 ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own_revenue", "development", "months"),
    [(12, 0.10, 1.5), (36, 0.15, 2.0), (84, 0.20, 2.5)],
    ids=["3c", "3b", "3a"],
)
def test_group_3_fills_development_supplement_bonus_and_then_development(
    own_revenue: float, development: float, months: float
) -> None:
    # Payroll 100, supplement up to 200, bonus up to months / 12 of 100 (2022).
    share = 1 - development
    # A result of 100: all that is not development is supplement.
    assert in_base_year(2022, own_revenue, 100) == pytest.approx([100, 100 * development, 100 * share, 0, 0])
    # 1.000: supplement 200, bonus 100 x months / 12, the rest to development on top.
    bonus = 100 * months / 12
    assert in_base_year(2022, own_revenue, 1_000) == pytest.approx(
        [1_000, 800 - bonus, 200, bonus, 0], abs=1e-6
    )


def test_the_supplement_takes_up_to_its_cap_and_the_bonus_what_is_left() -> None:
    # 3b: 0,85 x result. Exactly 200 at 235,294118; one triệu more leaves 0,85 for the bonus.
    assert in_base_year(2022, 36, 240) == pytest.approx([240, 36, 200, 4, 0])
    # 0,85 x 260 = 221: 200, 100 x 2 / 12 = 16,67, and the 4,33 go to development.
    assert in_base_year(2022, 36, 260) == pytest.approx([260, 39 + 21 - 100 / 6, 200, 100 / 6, 0], abs=1e-6)


def test_the_bonus_is_of_a_month_with_the_supplement_from_2025() -> None:
    # 3b, result 1.000: two months of 100 in 2024; of 100 + 200 in 2025.
    assert in_base_year(2024, 36, 1_000)[3] == pytest.approx(100 / 6, abs=1e-6)
    assert in_base_year(2025, 36, 1_000) == pytest.approx([1_000, 750, 200, 50, 0])
    # With less to distribute, the supplement that is really paid counts: 0,85 x 100 = 85 is all supplement.
    assert in_base_year(2025, 36, 100) == pytest.approx([100, 15, 85, 0, 0])


def test_the_payroll_leaves_out_contributions_from_2025() -> None:
    # Contributions 20 of 100: 2 x 100 = 200 in 2024, 2 x 80 = 160 in 2025, and the bonus 2 / 12 x (80 + 160)
    # = 40.
    assert in_base_year(2024, 36, 1_000, contributions=20 * M)[2] == 200
    assert in_base_year(2025, 36, 1_000, contributions=20 * M) == pytest.approx([1_000, 800, 160, 40, 0])
    # Unknown: 15 % of 100; 2 x 85 = 170 and 2 / 12 x 255 = 42,5.
    assert in_base_year(2025, 36, 1_000, contributions=None) == pytest.approx([1_000, 787.5, 170, 42.5, 0])


# --- groups 1 and 2 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "cap"), [(2021, 2), (2024, 2), (2025, 3), (2026, 3)])
def test_the_cap_of_group_2_is_2_until_2024_and_3_from_2025(year: int, cap: int) -> None:
    # Result 1.000: development 250, supplement cap x 100, bonus 3 / 12 of 100, or of 100 + 300 from 2025.
    bonus = 25 if year < 2025 else 100
    expected = [1_000, 1_000 - cap * 100 - bonus, cap * 100, bonus, 0]
    assert in_base_year(year, 120, 1_000) == pytest.approx(expected)


@pytest.mark.parametrize(("year", "bonus"), [(2022, 25), (2025, 100)])
def test_group_1_pays_what_it_decides(year: int, bonus: int) -> None:
    # The default is 3, in either law.
    expected = [1_000, 700 - bonus, 300, bonus, 0]
    assert in_base_year(year, 120, 1_000, covers_investment=True) == pytest.approx(expected)
    less = in_base_year(2022, 120, 1_000, "[assumptions]\ngroup1_multiple = 0.5", covers_investment=True)
    assert less == pytest.approx([1_000, 925, 50, 25, 0])
    none = in_base_year(2022, 120, 1_000, "[assumptions]\ngroup1_multiple = 0", covers_investment=True)
    assert none == pytest.approx([1_000, 975, 0, 25, 0])


def test_the_multiple_of_group_1_is_no_matter_of_group_2() -> None:
    assert in_base_year(2022, 120, 1_000, "[assumptions]\ngroup1_multiple = 0")[2] == 200


def test_supplement_and_bonus_take_no_more_than_what_is_left() -> None:
    # Group 2, result 100: development 25, supplement 75. Group 1 with a multiple of 0,7: 70, and 5 of 25 for
    # bonus.
    assert in_base_year(2022, 120, 100) == pytest.approx([100, 25, 75, 0, 0])
    own = in_base_year(2022, 120, 100, "[assumptions]\ngroup1_multiple = 0.7", covers_investment=True)
    assert own == pytest.approx([100, 25, 70, 5, 0])


# --- group 4 and none ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2022, 2025])
def test_group_4_pays_up_to_0_3_and_carries_the_rest(year: int) -> None:
    assert in_base_year(year, 0, 20) == [20, 0, 20, 0, 0]
    assert in_base_year(year, 0, 30) == [30, 0, 30, 0, 0]
    assert in_base_year(year, 0, 100) == [100, 0, 30, 0, 70]


def test_a_unit_without_a_group_distributes_nothing() -> None:
    result = run(2022, [service(orders=50 * M, support=30 * M)], "horizon = 2022")
    assert funds(result, "V1", 2022) == [80, 0, 0, 0, 0]


def test_a_unit_without_a_payroll_pays_no_supplement() -> None:
    # 3b without salaries: 0,15 to development, nothing else can be paid, so all of it.
    rows = [service(orders=36 * M, professional=120 * M, support=184 * M)]
    result = run(2022, rows, "horizon = 2022")
    assert funds(result, "V1", 2022) == [100, 100, 0, 0, 0]
    assert value(result, "supplement_multiple", "V1", 2022) == 0


def test_a_deficit_distributes_nothing() -> None:
    assert in_base_year(2022, 36, -7) == [-7, 0, 0, 0, 0]
    assert in_base_year(2022, 0, 0) == [0, 0, 0, 0, 0]


def test_the_multiple_of_the_supplement() -> None:
    rows = [service(orders=36 * M, support=184 * M, **PAID)]
    assert value(run(2022, rows), "supplement_multiple", "V1", 2022) == pytest.approx(0.85)


# --- the assigned group -------------------------------------------------------------------------------------


def test_funds_go_by_the_assigned_group_and_not_by_that_of_the_year() -> None:
    # 3b in 2022, with a roadmap to 100 % in 2023 and nothing released: group 2 of the year, assigned 3b.
    # Result 84: 15 %.
    rows = [service(orders=36 * M, support=84 * M, professional=120 * M)]
    text = "horizon = 2023\n[[roadmap]]\nunits = { }\ntargets = { 2023 = 1 }\nrelease = 0\n"
    result = run(2022, rows, text)
    assert (groups(result, "V1"), groups(result, "V1", "assigned")) == (["3b", "2"], ["3b", "3b"])
    assert value(result, "balance", "V1", 2023) == 84 * M
    assert result.steps is not None
    assert result.steps.funds.development[0].tolist() == [0.15, 0.15]


# --- reserve ------------------------------------------------------------------------------------------------


def test_what_is_newly_set_aside_and_not_needed_for_pay_is_kept() -> None:
    # 3b, no rise from 2021 to 2022: users 36 -> 39,6, newly set aside 1,44; balance 3,6, result 2,16, 15 % of
    # it 0,324.
    rows = [school(users=36 * M, support=84 * M, **PAID)]
    text = "horizon = 2022\n[assumptions]\nrevenue_growth = { users = 0.1 }"
    result = run(2021, rows, text)
    assert path(result, "reserve", "T1") == [0, 1_440_000]
    assert funds(result, "T1", 2022) == [3.6, 0.324, 1.836, 0, 0]


def test_what_went_to_pay_is_not_kept_again() -> None:
    # 2023: the rise of 1.490 is 155 and takes all of the 1,44.
    rows = [school(users=36 * M, salary=1_490 * M, professional=20 * M, support=1_474 * M)]
    text = "horizon = 2023\n[assumptions]\nrevenue_growth = { users = 0.1 }"
    result = run(2022, rows, text)
    assert path(result, "used_for_pay", "T1") == [0, 1_440_000]
    assert path(result, "reserve", "T1") == [0, 0]
    free = run(2022, rows, text + "\nown_funds_first = false")
    assert path(free, "reserve", "T1") == [0, 1_440_000]


def test_what_prices_already_carry_of_a_rise_is_not_kept() -> None:
    # A = 1.000 of 2.000; users +20 %: 80 newly set aside, of which prices carry 77,5 and 2,5 are used:
    # nothing is kept.
    rows = [service(salary=1_490 * M, professional=510 * M, users=1_000 * M, support=1_000 * M)]
    text = "horizon = 2023\n[assumptions]\nprices_follow_costs = false\nrevenue_growth = { users = 0.2 }\n"
    assert path(run(2022, rows, text), "reserve", "V1") == [0, 0]
    # Without own funds first: 80 - 77,5.
    assert path(run(2022, rows, text + "own_funds_first = false"), "reserve", "V1") == [0, 2_500_000]


@pytest.mark.parametrize(("year", "share"), [(2023, 0.4), (2024, 0.4), (2025, 0)])
def test_the_roadmaps_revenue_is_set_aside_as_money_of_users_until_2024(year: int, share: float) -> None:
    # 100 of revenue asked, nothing released: 40 are set aside and kept. From 2025 users are no line of it.
    rows = [service(orders=300 * M, professional=1_000 * M, support=700 * M)]
    text = f"horizon = {year}\n[[roadmap]]\nunits = {{ }}\ntargets = {{ {year} = 0.4 }}\nrelease = 0\n"
    result = run(year - 1, rows, text)
    assert cell(result, "set_aside", "V1", year) == share * 100 * M
    assert cell(result, "reserve", "V1", year) == share * 100 * M
    # 100 - 40 = 60: 15 % are 9, and there is no payroll, so all 60 are development.
    assert cell(result, "development", "V1", year) == (1 - share) * 100 * M


def test_what_the_roadmap_adds_leaves_the_set_aside_of_the_status_quo_alone() -> None:
    # 40 % of 200 are set aside; the roadmap asks 0,4 x 1.000 - 200 = 200 more and lifts 3c to 3b.
    rows = [service(users=200 * M, professional=1_000 * M, support=800 * M)]
    text = 'horizon = 2023\nclassification = "yearly"\n[[roadmap]]\nunits = { }\ntargets = { 2023 = 0.4 }\n'
    result = run(2022, rows, text)
    assert path(result, "set_aside", "V1") == [80 * M, 160 * M]
    assert groups(result, "V1", "assigned") == ["3c", "3b"]
    assert result.steps is not None
    quo = result.steps.quo
    assert quo.set_aside.tolist() == quo.before.tolist() == [[80 * M, 80 * M]]
    assert [GROUPS[group] for group in quo.assigned[0]] == ["3c", "3c"]


def test_the_reserve_is_no_more_than_taken_from_the_result() -> None:
    # A deficit with something newly set aside: nothing to distribute.
    rows = [school(users=36 * M, support=80 * M, **PAID)]
    result = run(2021, rows, "horizon = 2022\n[assumptions]\nrevenue_growth = { users = 0.1 }")
    assert funds(result, "T1", 2022) == [-0.4, 0, 0, 0, 0]
    assert path(result, "reserve", "T1") == [0, 1_440_000]


def test_what_is_distributed_and_kept_is_the_result() -> None:
    rows = [school(users=36 * M, support=300 * M, **PAID), service(users=130 * M, support=9 * M, **PAID)]
    result = run(
        2021,
        rows,
        "horizon = 2026\n[assumptions]\nrevenue_growth = { users = 0.1 }\nprices_follow_costs = false",
    )
    parts = sum(result[name] for name in FUNDS[1:])
    balance = result["balance"].clip(min=0)
    assert (balance > 0).all()
    np.testing.assert_allclose(parts + result["reserve"].clip(max=balance), balance, atol=1e-3)


def test_contributions_above_the_salary_take_nothing_back() -> None:
    # 3b: 36 of 120. A payroll of 100 - 110 = -10 allows neither supplement nor bonus: 0,15 x 100 = 15, and
    # what is left goes to development too.
    assert in_base_year(2025, 36, 100, contributions=110 * M) == pytest.approx([100, 100, 0, 0, 0])


def test_fees_below_the_work_for_them_take_nothing_from_what_is_set_aside() -> None:
    # 40 % of 12 = 4,8, published 5
    rows = [service(users=12, professional=40, fees=1, fee_work=5, support=32)]
    assert cell(run(2022, rows, "horizon = 2022"), "set_aside", "V1", 2022) == 5
