"""Pay, pupils, prices and tuition: what they make of each line of a unit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.plans import SCHOOL_KINDS, M, cell, groups, own, path, run, school, service, value

if TYPE_CHECKING:
    from budget.law import LawValue

# Base pay is 1.490.000 until June 2023, 1.800.000 until June 2024, 2.340.000 until June 2026, then 2.530.000.
# The mean of the twelve months, in thousands: 2021 1.490, 2022 1.490, 2023 1.645, 2024 2.070, 2025 2.340,
# 2026 2.435, 2027 2.530.
PAY = {2021: 1_490, 2022: 1_490, 2023: 1_645, 2024: 2_070, 2025: 2_340, 2026: 2_435, 2027: 2_530}


def line(result, name: str, code: str, year: int) -> float:
    """A revenue line of a unit in a year."""
    assert result.steps is not None
    return float(result.steps.drivers.lines[name][result.units.code.index(code), result.year(year)])


# --- pay ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base_year", PAY)
def test_salaries_follow_the_mean_base_pay_of_the_year(base_year: int) -> None:
    # A salary of as many triệu as the pay of its year has thousands; after the last enacted value nothing
    # rises.
    result = run(base_year, [school(salary=PAY[base_year] * M)], "horizon = 2029")
    expected = [PAY.get(year, 2_530) * M for year in range(base_year, 2030)]
    assert path(result, "salary", "T1") == expected


def test_after_the_last_enacted_year_base_pay_grows_as_assumed() -> None:
    # The last value is of 2026, where two rates meet: 2026 itself is as enacted. 2027: 2.530 x 1,08 =
    # 2.732,4; 2028: 2.530 x 1,1664 = 2.950,992.
    result = run(2025, [school(salary=2_340 * M)], "horizon = 2028\n[assumptions]\nbase_pay_growth = 0.08")
    assert path(result, "salary", "T1") == [2_340 * M, 2_435 * M, 2_732_400_000, 2_950_992_000]


def test_a_base_year_after_the_last_enacted_one_has_the_assumed_pay_itself() -> None:
    # 2027 is 2.530 x 1,1 and 2028 is 2.530 x 1,21: the index is 1,1.
    result = run(2027, [school(salary=1_000 * M)], "horizon = 2028\n[assumptions]\nbase_pay_growth = 0.1")
    assert path(result, "salary", "T1") == [1_000 * M, 1_100 * M]


def test_pay_drift_comes_on_top_from_the_base_year_on() -> None:
    # 2022: 1.490 x 1,02 = 1.519,8; 2023: 1.645 x 1,0404 = 1.711,458
    result = run(2021, [school(salary=1_490 * M)], "horizon = 2023\n[assumptions]\npay_drift = 0.02")
    assert path(result, "salary", "T1") == [1_490 * M, 1_519_800_000, 1_711_458_000]


def test_staff_grows_by_kind_and_takes_salaries_and_posts_along() -> None:
    rows = [
        school("T1", salary=1_000 * M, staff=10, staff_quota=20),
        school("T2", salary=1_000 * M, staff=0, staff_quota=20),
        school("M1", "preschool", salary=1_000 * M, staff=10),
    ]
    result = run(2021, rows, "horizon = 2022\n[assumptions]\nstaff_growth = { primary = 0.1 }")
    assert result.steps is not None
    # Without staff in the base year the index is 1, for salaries and for posts; another kind does not grow.
    assert [cell(result, "salary", code, 2022) for code in ("T1", "T2", "M1")] == [
        1_100 * M,
        1_000 * M,
        1_000 * M,
    ]
    assert result["staff"][:, 1].tolist() == pytest.approx([11, 0, 10])
    assert result.steps.drivers.staff_quota[:, 1].tolist() == pytest.approx([22, 20, 0])


@pytest.mark.parametrize(
    ("contributions", "share", "payroll"),
    [
        # 149 of 1.490 stay a tenth of the salary: 2.340 - 234, 2.435 - 243,5.
        (149 * M, "", [1_490 * M, 1_645 * M, 2_070 * M, 2_106 * M, 2_191_500_000]),
        # unknown: 15 % by default, 2.340 - 351, 2.435 - 365,25
        (None, "", [1_490 * M, 1_645 * M, 2_070 * M, 1_989 * M, 2_069_750_000]),
        # unknown, 20 % assumed: 2.340 - 468, 2.435 - 487
        (None, "contributions_share = 0.2", [1_490 * M, 1_645 * M, 2_070 * M, 1_872 * M, 1_948 * M]),
        # known to be none
        (0, "", [1_490 * M, 1_645 * M, 2_070 * M, 2_340 * M, 2_435 * M]),
    ],
)
def test_the_payroll_leaves_out_contributions_from_2025(
    contributions: int | None, share: str, payroll: list[int]
) -> None:
    rows = [school(salary=1_490 * M, contributions=contributions)]
    result = run(2022, rows, f"horizon = 2026\n[assumptions]\n{share}")
    assert path(result, "payroll", "T1") == payroll


def test_the_payroll_in_a_base_year_of_either_law() -> None:
    for base_year, expected in ((2024, 1_000 * M), (2025, 900 * M), (2026, 900 * M)):
        result = run(base_year, [school(salary=1_000 * M, contributions=100 * M)])
        assert cell(result, "payroll", "T1", base_year) == expected


def test_contributions_move_with_the_salary() -> None:
    # 2025 -> 2026: salary 2.340 -> 2.435 x 1,02 x 1,1 = 2.732,07; contributions are a tenth of it: 2.458,863
    # are left.
    rows = [school(salary=2_340 * M, contributions=234 * M, staff=10)]
    text = "horizon = 2026\n[assumptions]\npay_drift = 0.02\nstaff_growth = { primary = 0.1 }"
    assert path(run(2025, rows, text), "payroll", "T1") == [2_106 * M, 2_458_863_000]


# --- pupils and prices --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("follow", "second", "third"),
    [
        # 2022: p = 1,1; 1.000 x 1,03 x 1,05; 2023: p = 1,21; 1.000 x 1,0609 x 1,105
        ("", 1_081_500_000, 1_172_294_500),
        ("follow_pupils = 0", 1_030_000_000, 1_060_900_000),
        ("follow_pupils = 1", 1_133_000_000, 1_283_689_000),
    ],
)
def test_operations_follow_prices_and_in_part_pupils(follow: str, second: int, third: int) -> None:
    rows = [school(professional=400 * M, management=600 * M, pupils=100)]
    text = f"horizon = 2023\n[assumptions]\ninflation = 0.03\npupils_growth = {{ primary = 0.1 }}\n{follow}"
    result = run(2021, rows, text)
    assert path(result, "operations", "T1") == [1_000 * M, second, third]
    assert result["pupils"][0].tolist() == pytest.approx([100, 110, 121])


def test_every_operation_line_moves_alike() -> None:
    lines = ("experts", "professional", "fee_work", "management", "provisions", "interest", "other_spending")
    for name in lines:
        result = run(2021, [service(**{name: 1_000 * M})], "horizon = 2022\n[assumptions]\ninflation = 0.03")
        assert path(result, "operations", "V1") == [1_000 * M, 1_030 * M]


def test_pupils_move_nothing_where_there_are_none_or_the_unit_is_no_school() -> None:
    rows = [
        school("T1", professional=1_000 * M, tuition=10 * M, classes=5, pupils=0),
        service("V1", professional=1_000 * M, tuition=10 * M, classes=5, pupils=100),
    ]
    text = "horizon = 2022\n[assumptions]\npupils_growth = { primary = 0.1, service = 0.1 }"
    result = run(2021, rows, text)
    for code in ("T1", "V1"):
        assert cell(result, "operations", code, 2022) == 1_000 * M
        assert cell(result, "own_revenue", code, 2022) == 10 * M
        assert value(result, "classes", code, 2022) == 5
    # The pupils of the service unit grow all the same; they are shown and counted, they move no money.
    assert result["pupils"][:, 1].tolist() == pytest.approx([0, 110])


def test_classes_follow_pupils_and_sites_stay() -> None:
    rows = [school(professional=M, pupils=100, classes=4, sites=3)]
    result = run(2021, rows, "horizon = 2022\n[assumptions]\npupils_growth = { primary = 0.25 }")
    assert result.steps is not None
    assert value(result, "classes", "T1", 2022) == 5
    assert result.steps.drivers.sites[0].tolist() == [3, 3]


# --- revenue ------------------------------------------------------------------------------------------------


def test_only_tuition_its_compensation_and_services_follow_pupils() -> None:
    # 2022: tuition 100 x 1,1 x 1,1 = 121; compensation 10 x 1,1 = 11; services (400 - 300) x 1,1 = 110; the
    # others 50 + 5 + 3 + 7 + 4 = 69 stand. In all 311.
    rows = [
        school(
            kind="lower_secondary",
            pupils=100,
            tuition=100 * M,
            compensation=10 * M,
            service_revenue=400 * M,
            service_cost=300 * M,
            users=50 * M,
            orders=5 * M,
            science=3 * M,
            fees=7 * M,
            other_revenue=4 * M,
            professional=9_000 * M,
        )
    ]
    text = (
        "horizon = 2022\n[assumptions]\npupils_growth = { lower_secondary = 0.1 }\n"
        "revenue_growth = { tuition = 0.1 }"
    )
    assert path(run(2021, rows, text), "own_revenue", "T1") == [279 * M, 311 * M]


@pytest.mark.parametrize(
    "name", ["tuition", "compensation", "orders", "users", "science", "fees", "other_revenue"]
)
def test_every_revenue_line_has_a_growth_of_its_own(name: str) -> None:
    rows = [service(**{name: 100 * M}, professional=9_000 * M)]
    for grows, expected in ((name, [100 * M, 110 * M, 121 * M]), ("service_revenue", [100 * M] * 3)):
        text = f"horizon = 2023\n[assumptions]\nrevenue_growth = {{ {grows} = 0.1 }}"
        assert path(run(2021, rows, text), "own_revenue", "V1") == expected


@pytest.mark.parametrize(
    ("growth", "surplus"),
    [
        ("service_revenue = 0.1", 110),  # (400 - 300) x 1,1: the cost takes the growth of its revenue
        ("service_revenue = 0.1, service_cost = 0.2", 80),  # 440 - 360
        ("service_revenue = 0.1, service_cost = 0", 140),  # 440 - 300: a growth of 0 is one of its own
        ("service_cost = 0.1", 70),  # 400 - 330
        ("service_revenue = 0.1, service_cost = 0.5", 0),  # 440 - 450
    ],
)
def test_the_cost_of_services_grows_as_their_revenue_unless_it_has_its_own(growth: str, surplus: int) -> None:
    rows = [service(service_revenue=400 * M, service_cost=300 * M, professional=9_000 * M)]
    result = run(2021, rows, f"horizon = 2022\n[assumptions]\nrevenue_growth = {{ {growth} }}")
    assert path(result, "own_revenue", "V1") == [100 * M, surplus * M]


PRICES = "horizon = 2022\n[assumptions]\ninflation = 0.1\nrevenue_growth = { users = 0.5 }\n"


@pytest.mark.parametrize(
    ("row", "own_revenue"),
    [
        # B rises from 1.000 to 1.100. Group 3c, 3b, 3a, 2, 1: every line and the cost of services x 1,1,
        # whatever its growth.
        (service(users=100 * M, professional=1_000 * M), 110),
        (service(users=300 * M, service_revenue=400 * M, service_cost=200 * M, professional=1_000 * M), 550),
        (service(users=700 * M, orders=50 * M, professional=1_000 * M), 825),
        (service(users=1_000 * M, professional=1_000 * M), 1_100),
        (service(users=1_000 * M, professional=1_000 * M, covers_investment=True), 1_100),
        # Group 4: its line grows by a half. A school too, whatever its group.
        (service(users=90 * M, professional=1_000 * M), 135),
        (school(users=500 * M, professional=1_000 * M), 750),
    ],
)
def test_the_prices_of_service_units_in_groups_1_to_3_follow_their_costs(row, own_revenue: int) -> None:
    assert cell(run(2021, [row], PRICES), "own_revenue", row["code"], 2022) == own_revenue * M


def test_prices_need_not_follow_costs() -> None:
    rows = [service(users=500 * M, professional=1_000 * M)]
    result = run(2021, rows, PRICES + "prices_follow_costs = false")
    assert cell(result, "own_revenue", "V1", 2022) == 750 * M


def test_prices_follow_salaries_too_so_that_the_degree_stands_still() -> None:
    # 2022 -> 2023: B = 1.490 + 510 = 2.000 becomes 1.645 + 510 = 2.155; A = 600 becomes 646,5: 30 % in both
    # years.
    result = run(2022, [service(users=600 * M, salary=1_490 * M, professional=510 * M)], "horizon = 2023")
    assert path(result, "own_revenue", "V1") == [600 * M, 646_500_000]
    assert groups(result, "V1") == ["3b", "3b"]


def test_the_degree_of_a_school_falls_when_pay_rises() -> None:
    # 600 / 2.000 = 30 % is 3b; 600 / 2.155 = 27,8 % is 3c.
    result = run(2022, [school(users=600 * M, salary=1_490 * M, professional=510 * M)], "horizon = 2023")
    assert groups(result, "T1") == ["3b", "3c"]


def test_a_line_counts_in_the_years_in_which_the_law_names_it() -> None:
    # From 2022 on this office's law counts what users pay and no longer the fees.
    rows = [service(users=30 * M, fees=20 * M, professional=9_000 * M)]
    result = run(2021, rows, "horizon = 2022", [own("revenue_lines", 2022, ["users"])])
    assert path(result, "own_revenue", "V1") == [50 * M, 30 * M]


def test_fees_leave_no_surplus_where_the_work_for_them_costs_more() -> None:
    # 100 of fees; the work is 90 and, with prices up a tenth, 99, then 108,9.
    rows = [service(fees=100, fee_work=90, salary=1_000)]
    text = "horizon = 2023\n[assumptions]\ninflation = 0.1\nprices_follow_costs = false"
    result = run(2021, rows, text)
    surplus = [line(result, "fees_surplus", "V1", year) for year in result.years]
    assert surplus == pytest.approx([10, 1, 0], abs=1e-9)


# --- tuition exemption --------------------------------------------------------------------------------------


def test_tuition_moves_to_compensation_in_2025_and_2026() -> None:
    # 2025: four of nine months, 900 -> 500 and 90 + 400; 2026: all.
    result = run(
        2024, [school(kind="preschool", tuition=900 * M, compensation=90 * M, professional=9_000 * M)]
    )
    assert [line(result, "tuition", "T1", year) for year in (2024, 2025, 2026, 2027)] == pytest.approx(
        [900 * M, 500 * M, 0, 0]
    )
    assert [line(result, "compensation", "T1", year) for year in (2024, 2025, 2026)] == pytest.approx(
        [90 * M, 490 * M, 990 * M]
    )
    assert path(result, "own_revenue", "T1") == [990 * M] * 4


def test_compensation_is_of_the_tuition_of_its_year_at_its_own_rate() -> None:
    # tuition_line 900, 990, 1.089 (growth 10 %). 2025: 990 x 5/9 = 550 and 90 + 990 x 4/9 x 0,5 = 310; 2026:
    # 0 and 90 + 1.089 x 0,5 = 634,5.
    rows = [school(kind="combined", tuition=900 * M, compensation=90 * M, professional=9_000 * M)]
    text = "horizon = 2026\n[assumptions]\ncompensation_rate = 0.5\nrevenue_growth = { tuition = 0.1 }"
    assert path(run(2024, rows, text), "own_revenue", "T1") == [990 * M, 860 * M, 634_500_000]


def test_the_office_s_rate_of_compensation_counts_in_each_year_unless_the_scenario_states_one() -> None:
    # all tuition of 900 is exempt in 2026: 90 + 900 x rate; 4/9 of it in 2025: 500 stay, 90 + 400 x rate
    rows = [school(kind="combined", tuition=900 * M, compensation=90 * M, professional=9_000 * M)]
    owned = [own("compensation_rate", 2025, Decimal("0.9")), own("compensation_rate", 2026, "4/5")]
    years = (2025, 2026, 2027)

    def paid(text: str, owned: list[tuple[str, LawValue]]) -> list[float]:
        result = run(2024, rows, f"horizon = 2027\n{text}", owned)
        return [line(result, "compensation", "T1", year) for year in years]

    assert paid("", []) == pytest.approx([490 * M, 990 * M, 990 * M])
    assert paid("", owned) == pytest.approx([450 * M, 810 * M, 810 * M])
    assert paid("", owned[1:]) == pytest.approx([490 * M, 810 * M, 810 * M])
    # what a scenario states it keeps, also where that is the default
    assert paid("[assumptions]\ncompensation_rate = 0.5", owned) == pytest.approx([290 * M, 540 * M, 540 * M])
    assert paid("[assumptions]\ncompensation_rate = 1", owned) == pytest.approx([490 * M, 990 * M, 990 * M])


def test_a_base_year_of_2025_has_four_months_exempt_already() -> None:
    # e(2025) = 4/9 is within the data: nothing moves in 2025; 2026: e' = (1 - 4/9) / (1 - 4/9) = 1, all of
    # the rest.
    rows = [school(kind="lower_secondary", tuition=500 * M, compensation=400 * M, professional=9_000 * M)]
    result = run(2025, rows, "horizon = 2026")
    assert [line(result, "tuition", "T1", year) for year in (2025, 2026)] == pytest.approx([500 * M, 0])
    assert [line(result, "compensation", "T1", year) for year in (2025, 2026)] == pytest.approx(
        [400 * M, 900 * M]
    )


@pytest.mark.parametrize("base_year", [2026, 2027])
def test_tuition_in_data_after_the_exemption_stays(base_year: int) -> None:
    # e(b) = 1: nothing is left to exempt, what the data still call tuition is not touched.
    rows = [school(kind="lower_secondary", tuition=500 * M, professional=9_000 * M)]
    result = run(base_year, rows, f"horizon = {base_year + 1}")
    assert line(result, "tuition", "T1", base_year + 1) == 500 * M


@pytest.mark.parametrize("base_year", [2021, 2022, 2023])
def test_nothing_is_exempt_before_2025(base_year: int) -> None:
    rows = [school(kind="preschool", tuition=900 * M, professional=9_000 * M)]
    result = run(base_year, rows, "horizon = 2025")
    for year in range(base_year, 2025):
        assert line(result, "tuition", "T1", year) == 900 * M
    assert line(result, "tuition", "T1", 2025) == pytest.approx(500 * M)


def test_primary_schools_and_service_units_are_not_touched() -> None:
    rows = [
        school("T1", tuition=900 * M, professional=9_000 * M),
        service("V1", tuition=90 * M, professional=9_000 * M),
        *(
            school(f"K{i}", kind, tuition=900 * M, professional=9_000 * M)
            for i, kind in enumerate(SCHOOL_KINDS)
        ),
    ]
    result = run(2024, rows, "horizon = 2026")
    kept = {code for code in result.units.code if line(result, "tuition", code, 2026) > 0}
    assert kept == {"T1", "V1", "K1"}
    assert SCHOOL_KINDS[1] == "primary"


# --- years --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base_year", [2018, 2019, 2020])
def test_a_year_without_law_is_a_finding_and_nothing_is_computed(base_year: int) -> None:
    result = run(base_year, [school(salary=M)])
    assert not result.computed
    assert [(f.kind, f.severity, f.year, f.unit) for f in result.findings] == [
        ("no_law_value", "error", base_year, None)
    ]
    assert result["support"].size == 0
    assert dict(result.totals) == {}
    assert result.findings[0].law == (result.findings[0].numbers["parameter"],)


@pytest.mark.parametrize("base_year", range(2021, 2028))
def test_every_base_year_reaches_2035(base_year: int) -> None:
    result = run(
        base_year, [school(salary=M, support=M), service(users=M, professional=2 * M)], "horizon = 2035"
    )
    assert result.computed
    assert result.years == tuple(range(base_year, 2036))


def test_the_horizon_is_three_years_on_and_never_before_the_base_year() -> None:
    assert run(2022, [school(salary=M)]).years == (2022, 2023, 2024, 2025)
    assert run(2022, [school(salary=M)], "horizon = 2021").years == (2022,)
