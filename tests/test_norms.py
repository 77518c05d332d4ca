"""The norm for operations, and what a unit has for them."""

from __future__ import annotations

import pytest

from tests.plans import M, across, cell, path, run, school, service, value

# Base pay stands from 2021 to 2022; from 2022 to 2023 it rises from 1.490 to 1.645, by 10,4 %.
SCHOOL = school(salary=810 * M, professional=100 * M, support=910 * M)


def norm(text: str, year: int = 2022, base: int = 2021, **columns: float) -> int:
    """The norm of a primary school of these columns."""
    rows = [school(**{"salary": 810 * M, **columns})]
    return cell(run(base, rows, text), "norm", "T1", year)


# --- shapes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["preschool", "primary", "lower_secondary", "combined"])
def test_a_school_without_a_table_should_spend_19_percent_on_teaching(kind: str) -> None:
    # 810 x 0,19 / 0,81 = 190
    result = run(2022, [school(kind=kind, salary=810 * M)], "horizon = 2023")
    assert path(result, "norm", "T1") == [190 * M, 190 * M]


def test_a_service_unit_without_a_table_has_no_norm_and_no_coverage() -> None:
    result = run(2022, [service(salary=810 * M, support=900 * M)])
    assert path(result, "norm", "V1") == [0] * 4
    assert value(result, "coverage", "V1", 2022) != value(result, "coverage", "V1", 2022)


def test_a_table_for_service_units_gives_them_one() -> None:
    result = run(2022, [service(salary=800 * M, support=900 * M)], "[norms.service]\nteaching_share = 0.2")
    assert path(result, "norm", "V1")[0] == 200 * M  # 800 x 0,2 / 0,8
    assert value(result, "coverage", "V1", 2022) == 0.5  # (900 - 800) / 200


def test_in_a_table_keys_not_given_are_0_also_the_share() -> None:
    assert norm("[norms.primary]\nper_unit = 7_000_000") == 7 * M
    assert norm("[norms.primary]") == 0
    assert norm("[norms.preschool]\nper_unit = 7_000_000") == 190 * M


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("per_pupil = 1_000_000", 300),
        ("per_class = 1_000_000", 10),
        ("per_post = 1_000_000", 20),
        ("per_site = 1_000_000", 2),
        ("per_unit = 1_000_000", 1),
        (
            "per_pupil = 1e5\nper_class = 1e6\nper_post = 5e5\nper_site = 4_000_000\nper_unit = 3_000_000",
            61,
        ),
    ],
)
def test_the_unit_part_is_the_sum_of_its_amounts(key: str, expected: int) -> None:
    # The last: 30 + 10 + 10 + 8 + 3.
    counts = {"pupils": 300, "classes": 10, "staff_quota": 20, "staff": 15, "sites": 2}
    assert norm(f"[norms.primary]\n{key}", **counts) == expected * M


def test_posts_are_those_assigned_and_where_there_are_none_the_staff_present() -> None:
    text = "[norms.primary]\nper_post = 1_000_000"
    assert norm(text, staff_quota=20, staff=15) == 20 * M
    assert norm(text, staff_quota=0, staff=15) == 15 * M
    assert norm(text) == 0
    grown = text + "\n[assumptions]\nstaff_growth = { primary = 0.2 }"
    # t is that of the staff: 20 x 1,2; without staff the posts stand.
    assert norm(grown, staff_quota=20, staff=15) == 24 * M
    assert norm(grown, staff_quota=20) == 20 * M


def test_the_norm_is_the_larger_of_its_two_parts() -> None:
    # 190 against 189 and 191
    for amount, expected in ((189, 190), (190, 190), (191, 191)):
        assert norm(f"[norms.primary]\nteaching_share = 0.19\nper_unit = {amount}_000_000") == expected * M


def test_pupils_and_classes_of_the_year_count() -> None:
    text = (
        "[norms.primary]\nper_pupil = 1_000_000\nper_class = 10_000_000\nper_site = 5_000_000\n"
        "[assumptions]\npupils_growth = { primary = 0.1 }"
    )
    # 300 x 1,1 + 10 x 1,1 x 10 + 2 x 5
    assert norm(text, pupils=300, classes=10, sites=2) == 450 * M


# --- pay and prices -----------------------------------------------------------------------------------------


def test_the_norm_stands_at_the_base_pay_of_the_base_year_unless_it_follows() -> None:
    # 2023: 190, or 190 x 1.645 / 1.490 = 209,765101
    table = "[norms.primary]\nteaching_share = 0.19\n"
    assert norm(table, 2023, 2022) == norm(table + 'norm_pay = "base"', 2023, 2022) == 190 * M
    assert norm(table + 'norm_pay = "current"', 2023, 2022) == 209_765_101
    assert norm(table + 'norm_pay = "current"', 2022, 2022) == 190 * M


def test_steps_and_headcount_count_also_at_the_base_pay_of_the_base_year() -> None:
    # salary(y) / P = 810 x 1,02 x 1,1 = 908,82; x 19 / 81 = 213,18
    text = "[assumptions]\npay_drift = 0.02\nstaff_growth = { primary = 0.1 }\n"
    assert norm(text, 2023, 2022, staff=1) == 213_180_000


def test_an_indexed_norm_follows_prices_with_both_its_parts() -> None:
    # 190 x 1,05 = 199,5; in the second year x 1,1025 = 209,475
    for part in ("teaching_share = 0.19", "per_unit = 190_000_000"):
        text = f"[assumptions]\ninflation = 0.05\n[norms.primary]\n{part}\n"
        assert norm(text) == 190 * M
        assert norm(text + "indexed = true") == 199_500_000
        assert norm(text + "indexed = true", 2023) == 209_475_000


# --- what there is for operations ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "available"), [("", 190), ('counts = "all"', 190), ('counts = "support"', 150)]
)
def test_own_revenue_counts_unless_the_norm_looks_at_support_alone(counts: str, available: int) -> None:
    rows = [school(tuition=40 * M, salary=810 * M, professional=190 * M, support=960 * M)]
    result = run(2021, rows, f"[norms.primary]\nper_unit = 200_000_000\n{counts}")
    assert cell(result, "available", "T1", 2022) == available * M
    assert value(result, "coverage", "T1", 2022) == available / 200


def test_what_is_available_may_be_less_than_nothing() -> None:
    result = run(2021, [school(salary=810 * M, support=800 * M)], "[norms.primary]\nper_unit = 40_000_000")
    assert cell(result, "available", "T1", 2022) == -10 * M
    assert value(result, "coverage", "T1", 2022) == -0.25


def test_what_the_roadmap_earns_and_the_measures_take_counts() -> None:
    # A' = 0,2 x 1.000 = 200; released 100 of 900; cut 10 % of 900 less the 100 already taken: nothing. 200 +
    # 800 - 810.
    rows = [school(tuition=100 * M, salary=810 * M, professional=190 * M, support=900 * M)]
    roadmap = '[[roadmap]]\nunits = { codes = ["T1"] }\ntargets = { 2022 = 0.2 }\n'
    cut = '[[reductions]]\nmethod = "rate"\nrate = 0.2\nunits = { codes = ["T1"] }\n'
    assert cell(run(2021, rows, roadmap), "available", "T1", 2022) == 190 * M
    # 20 % of 900 are 180: 80 more than the 100 released.
    assert cell(run(2021, rows, roadmap + cut), "available", "T1", 2022) == 110 * M


def test_kinds_without_a_table_keep_their_own_rule() -> None:
    rows = [SCHOOL, school("M1", "preschool", salary=810 * M, professional=100 * M, support=910 * M)]
    result = run(2021, rows, "[norms.preschool]\nper_unit = 50_000_000\ncounts = 'support'")
    assert across(result, "norm", 2022) == [190 * M, 50 * M]
    assert [value(result, "coverage", code, 2022) for code in ("T1", "M1")] == pytest.approx([100 / 190, 2])
