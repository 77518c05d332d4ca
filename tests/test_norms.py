"""The norm for operations, and what a unit has for them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from budget.law import LawValue, national_law
from budget.norms import OFFICE_NORM, at_base_pay
from budget.scenario import parse_scenario
from tests.plans import M, across, cell, own, path, run, school, service, value

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


def test_norms_stand_at_base_pay_where_all_that_count_pay_do() -> None:
    """Without a table schools have the default share at the pay of the base year; an amount for each pupil
    counts no pay, and beside a norm that follows it the sentence does not hold.
    """
    pupils = "[norms.primary]\nper_pupil = 400_000\n"
    follows = '[norms.primary]\nteaching_share = 0.19\nnorm_pay = "current"\n'

    def holds(text: str, *kinds: str) -> bool:
        return at_base_pay(kinds, parse_scenario(f'name = "P"\n{text}'), national_law(), 2023)

    assert holds("", "primary", "preschool")
    assert holds(pupils, "primary", "preschool")
    assert not holds(pupils, "primary")
    assert not holds(follows, "primary", "preschool")
    assert not holds("", "service")


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


# --- the office's norm --------------------------------------------------------------------------------------

NORM_2023 = own("primary_norm", 2023, {"teaching_share": Decimal("0.25"), "per_site": 100 * M})


def test_a_kind_without_a_table_takes_the_office_s_norm_in_force_in_each_year() -> None:
    # 810 x 0,19 / 0,81 = 190 until 2022; from 2023 the larger of 810 x 0,25 / 0,75 = 270 and 1 x 100.
    rows = [school(salary=810 * M, sites=1), school("M1", "preschool", salary=810 * M)]
    result = run(2021, rows, own=[NORM_2023])
    assert path(result, "norm", "T1") == [190 * M, 190 * M, 270 * M, 270 * M]
    assert path(result, "norm", "M1") == [190 * M] * 4


def test_a_later_norm_of_the_office_follows_the_earlier() -> None:
    rows = [school(salary=810 * M, sites=3)]
    # 2023: 3 x 100 is more than 270; 2024: 3 x 20
    result = run(2021, rows, own=[own("primary_norm", 2024, {"per_site": 20 * M}), NORM_2023])
    assert path(result, "norm", "T1") == [190 * M, 190 * M, 300 * M, 60 * M]


def test_a_table_of_the_scenario_stands_against_the_office_s_norm() -> None:
    text = "[norms.primary]\nper_unit = 7_000_000"
    assert path(run(2022, [SCHOOL], text, [NORM_2023]), "norm", "T1") == [7 * M] * 4
    assert path(run(2022, [SCHOOL], "[norms.primary]", [NORM_2023]), "norm", "T1") == [0] * 4
    # the table of another kind says nothing of this one
    text = "[norms.preschool]\nper_unit = 7_000_000"
    assert path(run(2022, [SCHOOL], text, [NORM_2023]), "norm", "T1") == [190 * M, *[270 * M] * 3]


def test_a_norm_that_begins_within_a_year_counts_from_the_next() -> None:
    mid = LawValue(date(2023, 7, 1), {"per_unit": 5 * M}, "V", "NQ")
    assert path(run(2022, [SCHOOL], own=[("primary_norm", mid)]), "norm", "T1") == [
        190 * M,
        190 * M,
        5 * M,
        5 * M,
    ]


def test_service_units_have_a_norm_where_the_office_enters_one() -> None:
    # 50 a post from 2023; 900 + 0 - 800 for operations
    rows = [service(salary=800 * M, support=900 * M, staff_quota=4)]
    result = run(2022, rows, own=[own("service_norm", 2023, {"per_post": 50 * M})])
    assert path(result, "norm", "V1") == [0, 200 * M, 200 * M, 200 * M]
    assert value(result, "coverage", "V1", 2022) != value(result, "coverage", "V1", 2022)
    # 2023: the State pays the rise of base pay, 800 x 155 / 1.490, which goes into pay
    assert value(result, "coverage", "V1", 2023) == pytest.approx(0.5)


def test_how_the_office_s_norm_counts_holds_from_its_year() -> None:
    # support alone from 2023: 960 - 810; before with the 40 of tuition; base pay stands from 2021 to 2022
    rows = [school(tuition=40 * M, salary=810 * M, professional=190 * M, support=960 * M)]
    norm = {"per_unit": 200 * M, "counts": "support", "norm_pay": "current", "indexed": True}
    assumed = "[assumptions]\ninflation = 0.1\nstate_pays_rises = 1"
    result = run(2021, rows, assumed, [own("primary_norm", 2022, norm)])
    assert path(result, "available", "T1")[:2] == [190 * M, 150 * M]
    # prices run from the base year of the plan: 200 x 1,1
    assert path(result, "norm", "T1")[:2] == [190 * M, 220 * M]


def test_pay_counts_as_the_office_s_norm_says() -> None:
    # 2023: 810 x 0,2 / 0,8 = 202,5, x 1.645 / 1.490 = 223,565436
    for choice, expected in (("base", 202_500_000), ("current", 223_565_436)):
        norm = {"teaching_share": Decimal("0.2"), "norm_pay": choice}
        assert (
            cell(run(2022, [SCHOOL], own=[own("primary_norm", 2023, norm)]), "norm", "T1", 2023) == expected
        )


@pytest.mark.parametrize("kind", list(OFFICE_NORM))
def test_the_norm_of_every_kind_is_used(kind: str) -> None:
    rows = [{"code": "X", "kind": kind, "salary": 810 * M}]
    result = run(2022, rows, own=[own(OFFICE_NORM[kind], 2022, {"per_unit": 3 * M})])
    assert path(result, "norm", "X") == [3 * M] * 4


def test_the_office_s_norm_tells_a_result_from_one_without_it() -> None:
    plain, owned = run(2022, [SCHOOL]), run(2022, [SCHOOL], own=[NORM_2023])
    assert plain.fingerprint != owned.fingerprint
    other = own("primary_norm", 2023, {"teaching_share": Decimal("0.25"), "per_site": 99 * M})
    assert run(2022, [SCHOOL], own=[other]).fingerprint != owned.fingerprint
