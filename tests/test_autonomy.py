"""The degree of autonomy, the group it gives, and the group that stands for a stability period."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.autonomy import GROUPS, group_index, next_threshold, ratio, support_need
from budget.law import national_law
from budget.report.numbers import Numbers
from tests.plans import M, cell, found, groups, path, run, school, service

BANDS = national_law().table("thresholds", 2022)
BILLION = 1_000_000_000


def group_of(own_revenue: float, spending: float, invests: bool = False) -> str | None:
    position = int(group_index(own_revenue, spending, invests, BANDS))
    return None if position < 0 else GROUPS[position]


# --- both sides of each threshold ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("percent", "reached", "below"), [(10, "3c", "4"), (30, "3b", "3c"), (70, "3a", "3b"), (100, "2", "3a")]
)
@pytest.mark.parametrize("spending", [1_000, 10 * M, 9 * BILLION, 200 * BILLION])
def test_exactly_a_threshold_goes_up_and_one_dong_less_does_not(
    percent: int, reached: str, below: str, spending: int
) -> None:
    exactly = percent * spending // 100
    assert group_of(exactly, spending) == reached
    assert group_of(exactly - 1, spending) == below
    assert group_of(exactly + 1, spending) == reached


@pytest.mark.parametrize(
    ("own_revenue", "spending", "group"),
    [
        # 0,7 x 9.999.999.999 = 6.999.999.999,3: the đồng below misses it by 0,3, the one above is beyond it.
        (6_999_999_999, 9_999_999_999, "3b"),
        (7_000_000_000, 9_999_999_999, "3a"),
        # 0,3 x 9.999.999.999 = 2.999.999.999,7
        (2_999_999_999, 9_999_999_999, "3c"),
        (3_000_000_000, 9_999_999_999, "3b"),
        # 0,1 x 33 = 3,3 and 0,3 x 10 = 3 in few đồng
        (3, 33, "4"),
        (4, 33, "3c"),
        (3, 10, "3b"),
        (2, 10, "3c"),
        # between the thresholds
        (150, 1_000, "3c"),
        (500, 1_000, "3b"),
        (850, 1_000, "3a"),
        (2_000, 1_000, "2"),
        (1, 1_000, "4"),
    ],
)
def test_groups_between_thresholds(own_revenue: int, spending: int, group: str) -> None:
    assert group_of(own_revenue, spending) == group


def test_the_tolerance_is_a_millionth_of_a_millionth_of_the_spending() -> None:
    # 10^-12 x 10^12 = 1 đồng: there, one đồng below the threshold still reaches it, two do not.
    assert group_of(7 * 10**11 - 1, 10**12) == "3a"
    assert group_of(7 * 10**11 - 2, 10**12) == "3b"
    # 10^-12 x 9·10^11 = 0,9 đồng: one đồng below does not.
    assert group_of(63 * 10**10 - 1, 9 * 10**11) == "3b"


def test_of_little_spending_the_tolerance_is_a_ten_thousandth_of_a_dong() -> None:
    # 0,7 x 100 = 70: 69,99991 lacks 0,00009, 69,9998 lacks 0,0002. 10^-12 x 100 would reach neither.
    assert [group_of(a, 100) for a in (70, 69.99991, 69.9998)] == ["3a", "3a", "3b"]


def test_investment_tells_group_1_from_group_2_and_nothing_else() -> None:
    assert group_of(1_000, 1_000, invests=True) == "1"
    assert group_of(1_000, 1_000, invests=False) == "2"
    assert group_of(999, 1_000, invests=True) == "3a"
    assert group_of(0, 1_000, invests=True) == "4"


def test_without_own_revenue_a_unit_is_in_group_4() -> None:
    assert group_of(0, 1_000) == "4"
    assert group_of(-5, 1_000) == "4"
    # also where the tolerance alone would reach a threshold
    assert group_of(0, 0.0005) == "4"


def test_nothing_spent_is_no_group() -> None:
    assert group_of(0, 0) is None
    assert group_of(100, 0, invests=True) is None
    assert np.isnan(ratio(100, 0))
    assert ratio(561, 1_000) == 0.561


@given(st.integers(-5, 3_000), st.integers(1, 2_000), st.booleans())
def test_every_unit_that_spends_is_in_exactly_one_group(a: int, b: int, invests: bool) -> None:
    # Strict inequalities on both sides of a threshold would leave a unit in no group; whole numbers decide it
    # here.
    if a <= 0 or 10 * a < b:
        expected = "4"
    elif 10 * a < 3 * b:
        expected = "3c"
    elif 10 * a < 7 * b:
        expected = "3b"
    elif a < b:
        expected = "3a"
    else:
        expected = "1" if invests else "2"
    assert group_of(a, b, invests) == expected


def test_a_printed_percent_never_names_another_group() -> None:
    numbers = Numbers("vi")
    # 69,97 % is in 3b, so it may not read 70,0 %; 2/3 truncates to 66,6 and exactly 0,7 prints as it is.
    assert group_of(6_997, 10_000) == "3b"
    assert numbers.percent(6_997 / 10_000).replace("\xa0", " ") == "69,9 %"
    assert numbers.percent(2 / 3).replace("\xa0", " ") == "66,6 %"
    assert numbers.percent(7_000 / 10_000).replace("\xa0", " ") == "70,0 %"


# --- what it takes, what the State adds ---------------------------------------------------------------------


def test_support_need_is_what_spending_lacks_in_groups_3_and_4_only() -> None:
    a, b = np.array([400.0, 50.0, 1_200.0, 300.0, 0.0]), np.array([1_000.0, 1_000.0, 1_000.0, 300.0, 0.0])
    group = group_index(a, b, False, BANDS)
    assert support_need(a, b, group).tolist() == [600, 950, 0, 0, 0]
    # 3a, the first of group 3, and what is less than a đồng
    a, b = np.array([700.0, 999.5]), np.array([1_000.0, 1_000.0])
    assert support_need(a, b, group_index(a, b, False, BANDS)).tolist() == [300, 0.5]


def test_who_reaches_all_of_its_spending_within_the_tolerance_needs_nothing() -> None:
    # one đồng below 10^12 is within it: group 2; two đồng below are group 3a and lack 2
    a, b = np.array([1e12 - 1, 1e12 - 2]), np.array([1e12, 1e12])
    assert support_need(a, b, group_index(a, b, False, BANDS)).tolist() == [0, 2]


def test_the_next_threshold() -> None:
    a = np.array([0.0, -1.0, 50.0, 100.0, 299.0, 300.0, 700.0, 999.0, 1_000.0, 10.0, 0.0, 1.0, 0.0])
    b = np.array([1_000.0] * 9 + [0.0, 0.0, 5.0, 0.0005])
    expected = [0.1, 0.1, 0.1, 0.3, 0.3, 0.7, 1.0, 1.0, np.nan, np.nan, np.nan, 0.3, 0.1]
    np.testing.assert_array_equal(next_threshold(a, b, BANDS), expected)
    # one đồng below 0,7 x 10^12 is within the tolerance and has reached it, two đồng below have not
    near = next_threshold(np.array([7e11 - 1, 7e11 - 2]), np.array([1e12, 1e12]), BANDS)
    assert near.tolist() == [1.0, 0.7]


# --- A and B of a unit's lines ------------------------------------------------------------------------------

LINES = {
    "tuition": 1,
    "compensation": 20,
    "orders": 300,
    "users": 4_000,
    "science": 50_000,
    "service_revenue": 900_000,
    "service_cost": 300_000,
    "fees": 7_000_000,
    "other_revenue": 80_000_000,
    "salary": 1,
    "contributions": 1,
    "experts": 20,
    "professional": 300,
    "fee_work": 4_000,
    "management": 50_000,
    "provisions": 600_000,
    "interest": 7_000_000,
    "other_spending": 80_000_000,
    "support": 900_000_000,
    "tasks": 900_000_000,
}


def test_a_and_b_count_each_line_once_and_services_with_their_surplus() -> None:
    # Each line has a digit of its own. A: the surplus of services is 900.000 - 300.000 = 600.000; neither
    # support nor tasks count. B: contributions are within salary, the cost of services is no part of it.
    result = run(2022, [service(**LINES)], "horizon = 2022")
    assert path(result, "own_revenue", "V1") == [87_654_321]
    assert path(result, "spending", "V1") == [87_654_321]
    assert path(result, "operations", "V1") == [87_654_320]
    assert groups(result, "V1") == ["2"]


def test_services_at_a_loss_count_for_nothing() -> None:
    result = run(2022, [service(users=100, service_revenue=50, service_cost=80, professional=1_000)])
    assert cell(result, "own_revenue", "V1", 2022) == 100


def test_a_unit_without_spending_has_no_group_and_a_finding_for_each_year() -> None:
    result = run(2022, [school(support=5 * M, tuition=M)], "horizon = 2023")
    assert groups(result, "T1") == [None, None]
    assert groups(result, "T1", "assigned") == [None, None]
    assert found(result, "ratio_undefined") == [("T1", 2022), ("T1", 2023)]


# --- the assigned group -------------------------------------------------------------------------------------

# Revenue of 650 over 1.000 grows by a tenth a year: 65,0; 71,5; 78,7; 86,5; 95,2; 104,7; 115,1; 126,7 %.
GROWING = service(users=650, professional=1_000)
YEARLY = ["3b", "3a", "3a", "3a", "3a", "2", "2", "2"]
GROWTH = "[assumptions]\nprices_follow_costs = false\nrevenue_growth = { users = 0.1 }"


def test_the_class_stands_for_the_stability_period() -> None:
    # Base year 2024 in 2021-2025: 3b stands in 2025. The next period takes the group of 2026 (78,7 %) to
    # 2030, the one after that of 2031 (126,7 %). The group of the year is published beside it.
    result = run(2024, [GROWING], f"horizon = 2031\n{GROWTH}")
    assert groups(result, "V1") == YEARLY
    assert groups(result, "V1", "assigned") == ["3b", "3b", "3a", "3a", "3a", "3a", "3a", "2"]


def test_the_class_of_every_year() -> None:
    result = run(2024, [GROWING], f'horizon = 2031\nclassification = "yearly"\n{GROWTH}')
    assert groups(result, "V1", "assigned") == YEARLY


@pytest.mark.parametrize(
    ("base_year", "assigned"),
    [
        # the group of the base year stands to the end of its period, also when that is long away
        (2021, ["3b"] * 5 + ["2"]),  # 2026: 650 x 1,1^5 = 1.046,8
        (2025, ["3b"] + ["3a"] * 5),  # 2026: 650 x 1,1 = 715
        (2026, ["3b"] * 5 + ["2"]),  # 2031: 1.046,8
        (2030, ["3b"] + ["3a"] * 5),
    ],
)
def test_the_period_of_the_base_year(base_year: int, assigned: list[str]) -> None:
    result = run(base_year, [GROWING], f"horizon = {base_year + 5}\n{GROWTH}")
    assert groups(result, "V1", "assigned") == assigned


def test_the_roadmap_moves_the_assigned_group_but_not_the_one_behind_the_status_quo() -> None:
    # 2025 -> 2026: the target of 70 % makes A' = 700, so the new period begins in 3a. The status quo is
    # computed on A = 500.
    result = run(
        2025,
        [service(users=500 * M, professional=1_000 * M, support=500 * M)],
        'horizon = 2026\n[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2026 = 0.7 }',
    )
    assert groups(result, "V1", "assigned") == ["3b", "3a"]
    assert result.steps is not None
    assert [GROUPS[g] for g in result.steps.quo.assigned[0]] == ["3b", "3b"]


def test_money_spent_from_the_allocation_moves_the_group_of_the_year() -> None:
    # A = 110 of B = 1.000 is 11 %, 3c. 200 triệu for operations, where nothing is missing, make B'' = 1.200:
    # 9,17 %, 4.
    result = run(
        2021,
        [
            school(
                kind="lower_secondary", tuition=110 * M, salary=900 * M, professional=100 * M, support=890 * M
            )
        ],
        'horizon = 2022\n[allocation]\npool = { from = "amount", by_year = { 2022 = 200_000_000 } }\n'
        'stages = [{ aim = "share", by = "equal" }]',
    )
    assert path(result, "spending", "T1") == [1_000 * M, 1_200 * M]
    assert groups(result, "T1") == ["3c", "4"]
    assert groups(result, "T1", "assigned") == ["3c", "3c"]
    assert found(result, "group_changed") == [("T1", 2022)]
