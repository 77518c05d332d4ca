"""The indicators of a plan: totals of what is shown, each with its reach."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from budget.indicators import deeper, deepest, indicators, reach, share
from budget.simulate import Result
from tests.plans import M, run, school, service

# Base pay stands from 2021 to 2022. A norm of 40 for primary schools, of 19 % for the preschool (100 x 19 /
# 81 = 23,456790).
ROWS = [
    school("T1", salary=100 * M, professional=20 * M, support=120 * M, pupils=100, ward="A"),
    school("T2", salary=100 * M, professional=30 * M, support=140 * M, pupils=300, ward="B"),
    school("M1", "preschool", salary=100 * M, professional=30 * M, support=120 * M, pupils=50, ward="A"),
    service("V1", users=300 * M, professional=1_000 * M, support=800 * M, ward="A"),
]
TEXT = (
    "horizon = 2022\n[norms.primary]\nper_unit = 40_000_000\n"
    '[[reductions]]\nmethod = "rate"\nrate = 0.1\n[allocation]\nstages = [{ aim = "norm" }]\n'
)


@pytest.fixture(scope="module")
def result() -> Result:
    return run(2021, ROWS, TEXT)


def test_the_indicators_of_a_year(result: Result) -> None:
    # V1 gives up 80; of these T1 gets 20 and M1 4 (3,46 up to the step), 56 are left over.
    found = indicators(result, 2022)
    assert (found.units, found.schools, found.pupils) == (4, 3, 450)
    assert (found.support, found.base_support, found.status_quo) == (1_124 * M, 1_180 * M, 1_180 * M)
    assert (found.released, found.cut, found.increase) == (0, 80 * M, 24 * M)
    assert (found.released_units, found.cut_units) == (0, 1)
    # T1 with 100 pupils and M1 with 50
    assert (found.increase_units, found.increase_pupils) == (2, 150)
    assert (found.pool, found.unallocated) == (80 * M, 56 * M)
    assert found.support_by_kind == {
        "preschool": 124 * M,
        "primary": 280 * M,
        "lower_secondary": 0,
        "combined": 0,
        "service": 720 * M,
    }
    assert found.units_by_kind == {
        "preschool": 1,
        "primary": 2,
        "lower_secondary": 0,
        "combined": 0,
        "service": 1,
    }
    assert found.units_by_group == {"1": 0, "2": 0, "3a": 0, "3b": 1, "3c": 0, "4": 3}


def test_changes_stand_in_dong_and_as_shares_of_both_baselines(result: Result) -> None:
    found = indicators(result, 2022)
    assert (found.from_base, found.from_status_quo) == (-56 * M, -56 * M)
    assert found.from_base_share == pytest.approx(-56 / 1_180)
    assert found.from_status_quo_share == pytest.approx(-56 / 1_180)
    assert (found.saved, found.saved_share_of_base) == (80 * M, pytest.approx(80 / 1_180))


def test_a_share_of_the_base_is_less_of_the_status_quo_once_pay_rises() -> None:
    # 2025: 1.490 has become 2.340. 10 % of the base is 149, of the status quo 149 / 2.340 = 6,4 %.
    rows = [service(salary=1_490 * M, support=1_490 * M)]
    text = '[[reductions]]\nmethod = "target"\ntarget = { 2025 = 0.1 }\n'
    found = indicators(run(2022, rows, text), 2025)
    assert found.saved_share_of_base == pytest.approx(0.1)
    assert found.saved_share_of_status_quo == pytest.approx(149 / 2_340)
    assert (found.from_base, found.from_status_quo) == (701 * M, -149 * M)


def test_every_total_has_its_reach(result: Result) -> None:
    found = indicators(result, 2022).reach
    assert (found.up, found.down, found.same, found.units) == (2, 1, 1, 4)
    assert (found.pupils_up, found.pupils_down, found.pupils_same) == (150, 0, 300)


def test_norms_supplements_and_deficits(result: Result) -> None:
    # In the base year T1 lacks 20 and M1 3,456790; T2 has its 40 and saves 10, a tenth of its payroll; M1
    # lacks 10.
    before, after = indicators(result, 2021), indicators(result, 2022)
    assert (before.schools_with_norm, before.schools_at_norm, before.pupils_below_norm) == (3, 1, 150)
    assert before.schools_below_norm == 2
    assert before.norm_gap == 23_456_790
    assert (after.schools_with_norm, after.schools_at_norm, after.norm_gap) == (3, 3, 0)
    assert (before.supplement_schools, before.median_multiple) == (1, pytest.approx(0.1))
    assert (before.deficit_units, before.deficit) == (1, -10 * M)
    # The 4 of M1 pay for what was planned: 6 are still missing.
    assert (after.deficit_units, after.deficit) == (1, -6 * M)


def test_the_median_is_of_the_schools_that_pay() -> None:
    # Multiples of 0,1, 0,2 and 0,05; a school without and a service unit with a supplement do not count.
    rows = [
        school("A", salary=100 * M, support=110 * M),
        school("B", salary=100 * M, support=120 * M),
        school("C", salary=100 * M, support=105 * M),
        school("D", salary=100 * M, support=100 * M),
        service("V", salary=100 * M, support=130 * M),
    ]
    found = indicators(run(2021, rows), 2021)
    assert (found.supplement_schools, found.median_multiple) == (3, pytest.approx(0.1))
    assert indicators(run(2021, rows[3:]), 2021).median_multiple == 0


def test_units_that_rose_and_fell() -> None:
    # V1 goes from 3b to 3a; T1 falls from 2 to 3a as pay rises (2.000 / 2.155); V2 has no group; V3 stays.
    rows = [
        service("V1", users=300 * M, professional=1_000 * M),
        school("T1", orders=2_000 * M, salary=1_490 * M, professional=510 * M),
        service("V2", support=M),
        service("V3", users=300 * M, professional=1_000 * M),
    ]
    text = '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2023 = 0.7 }\n'
    found = indicators(run(2022, rows, text), 2023)
    assert (found.risen, found.fallen) == (1, 1)
    assert sum(found.units_by_group.values()) == 3


# --- a part of the city
# ---------------------------------------------------------------------------------------

ADDED_UP = (
    "units",
    "schools",
    "pupils",
    "support",
    "base_support",
    "status_quo",
    "released",
    "cut",
    "increase",
    "released_units",
    "cut_units",
    "increase_units",
    "increase_pupils",
    "schools_at_norm",
    "schools_with_norm",
    "norm_gap",
    "deficit_units",
    "deficit",
    "supplement_schools",
    "pupils_below_norm",
)


def test_a_ward_shows_its_own_figures_and_the_wards_add_up_to_the_city(result: Result) -> None:
    wards = {ward: indicators(result, 2022, np.array(result.units.ward) == ward) for ward in ("A", "B")}
    assert (wards["A"].support, wards["B"].support) == (984 * M, 140 * M)
    assert wards["B"].reach.same == wards["B"].units == 1
    whole = indicators(result, 2022)
    for name in ADDED_UP:
        assert getattr(wards["A"], name) + getattr(wards["B"], name) == getattr(whole, name), name


def test_a_selection_of_nobody_has_no_shares(result: Result) -> None:
    found = indicators(result, 2022, np.zeros(4, dtype=bool))
    assert (found.units, found.support, found.deficit, found.median_multiple) == (0, 0, 0, 0)
    assert found.from_base_share is None
    assert found.saved_share_of_status_quo is None


@pytest.mark.parametrize("year", [2021, 2022])
def test_headlines_are_the_sums_of_the_rows_that_are_shown(result: Result, year: int) -> None:
    found, j = indicators(result, year), result.year(year)
    for name in ("support", "status_quo", "released", "cut", "increase"):
        assert getattr(found, name) == sum(int(x) for x in result.published(name)[:, j])
    assert found.support == found.status_quo - found.released - found.cut + found.increase
    assert sum(found.support_by_kind.values()) == found.support
    assert sum(found.units_by_kind.values()) == found.units


def test_totals_are_of_published_and_not_of_unrounded_figures() -> None:
    # Three deficits of 0,6 are published as 1 each: 3 and not 2. 10 x 1,06 - 10.
    rows: list[dict[str, Any]] = [service(code, professional=10, support=10) for code in "ABC"]
    found = indicators(run(2022, rows, "horizon = 2023\n[assumptions]\ninflation = 0.06"), 2023)
    assert (found.deficit_units, found.deficit) == (3, -3)


def test_nothing_has_no_share() -> None:
    assert share(1, 0) is None
    assert share(0, 4) == 0
    assert share(1, 4) == 0.25


def test_one_dong_is_a_change() -> None:
    before, after = np.array([5.0, 5.0, 5.0]), np.array([6.0, 4.0, 5.0])
    found = reach(before, after, np.array([10.0, 20.4, 30.5]))
    assert (found.up, found.down, found.same) == (1, 1, 1)
    assert (found.pupils_up, found.pupils_down, found.pupils_same) == (10, 20, 31)


def test_a_year_out_of_reach_is_an_error(result: Result) -> None:
    with pytest.raises(ValueError, match="not in"):
        indicators(result, 2030)


def test_what_is_saved_and_given_to_nobody_is_kept(result: Result) -> None:
    # 80 are cut and 24 given; a pool beside the savings gives 30 where nothing is cut.
    assert indicators(result, 2022).kept == 56 * M
    beside = (
        'horizon = 2022\n[allocation]\npool = { from = "amount", by_year = { 2022 = 30_000_000 } }\n'
        'stages = [{ aim = "share", by = "equal" }]\n'
    )
    found = indicators(run(2021, ROWS, beside), 2022)
    assert (found.saved, found.increase, found.kept) == (0, 30 * M, 0)


@pytest.mark.parametrize(("inflation", "lacks"), [("0.0004", 1), ("0.0008", 2)])
def test_deeper_in_deficit_is_the_difference_of_published_amounts(inflation: str, lacks: int) -> None:
    """V1 has 300 + 700 for 1.000 and loses a thousandth of 700, 0,7 and so 1.

    Prices up by 0,0004: it lacks 0,4 without the plan and 1,4 with it, published 0 and 1. Up by 0,0008: 0,8
    and 1,8, published 1 and 2. T1 lacks less with the plan than without it, which counts for nothing.
    """
    rows = [
        service("V1", users=300, professional=1_000, support=700),
        school("T1", salary=100, professional=30, support=110),
    ]
    text = (
        f"horizon = 2022\n[assumptions]\nprices_follow_costs = false\ninflation = {inflation}\n"
        '[[reductions]]\nmethod = "rate"\nrate = 0.001\n[allocation]\nround_to = 1\n'
        'pool = { from = "amount", by_year = { 2022 = 5 } }\nstages = [{ aim = "share", by = "equal" }]\n'
    )
    plan = run(2021, rows, text)
    assert deeper(plan, 2022).tolist() == [1, 0]
    found = indicators(plan, 2022)
    assert (found.deeper_units, found.deeper) == (1, 1)
    # T1: 110 + 5 for 100 + 30,012 or 30,024
    assert (found.deficit_units, found.lacking) == (2, lacks + 15)


def test_a_plan_that_was_not_computed_says_so() -> None:
    with pytest.raises(ValueError, match="not computed"):
        deeper(run(2020, ROWS, "horizon = 2022"), 2022)


def test_who_lacks_more_than_under_the_status_quo_is_told_by_year() -> None:
    # Nothing grows but by the roadmap. V1 has 300 + 700 for 1.000: a tenth of 700 less, it lacks 70 from 2022
    # on, and nothing without the plan. V2 has 100 + 300 for 500 and lacks 100 anyway: with a tenth of 300
    # less it lacks 130, which is 30 more. V3 is left with 50 and loses 10 of its 100: nothing lacks.
    rows = [
        service("V2", users=100, professional=500, support=300),
        service("V1", users=300, professional=1_000, support=700),
        service("V3", users=450, professional=500, support=100),
    ]
    text = (
        "horizon = 2023\n[assumptions]\nprices_follow_costs = false\n"
        '[[reductions]]\nmethod = "target"\ntarget = { 2022 = 0.1, 2023 = 0.1 }\n'
    )
    found = run(2021, rows, text)
    assert deepest(found, (2023,)) == [(1, {2023: 70}), (0, {2023: 30})]
    assert deepest(found, found.years[1:]) == [(1, {2022: 70, 2023: 70}), (0, {2022: 30, 2023: 30})]
