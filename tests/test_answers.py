"""Answers in closed form: the smallest pool, the largest cut, and what changes a unit's group."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from budget.answers import break_even, largest_cut, smallest_pool
from tests.plans import M, across, found, groups, run, school, service

# Base pay stands from 2021 to 2022. A norm of 40; 20, 30 and 40 are there for operations, of which all is
# planned.
NORM = "horizon = 2022\n[norms.primary]\nper_unit = 40_000_000\n"
CITY = [
    school("T1", salary=100 * M, professional=20 * M, support=120 * M),
    school("T2", salary=100 * M, professional=30 * M, support=130 * M),
    school("T3", salary=100 * M, professional=40 * M, support=140 * M),
    service("V1", users=300 * M, professional=1_000 * M, support=800 * M),
    service("V2", users=300 * M, professional=1_000 * M, support=600 * M),
]


def allocation(pool: int, *rest: str, stages: str = '{ aim = "norm" }') -> str:
    money = f'pool = {{ from = "amount", by_year = {{ 2022 = {pool} }} }}\n'
    return f"{NORM}[allocation]\n{money}stages = [{stages}]\n" + "\n".join(rest) + "\n"


# --- the smallest pool
# ----------------------------------------------------------------------------------------


def test_the_smallest_pool_brings_every_school_to_its_norm_and_one_step_less_does_not() -> None:
    answer = smallest_pool(run(2021, CITY, allocation(0)), 2022)
    # 20 + 10 + 0
    assert (answer.pool, answer.schools, answer.needing) == (30 * M, 3, 2)
    assert answer.feasible
    enough, little = (run(2021, CITY, allocation(pool)) for pool in (answer.pool, answer.pool - M))
    assert found(enough, "below_norm") == [("T1", 2021), ("T2", 2021)]
    # By coverage 19,5 and 9,5: the step left over goes to the lower code, and T2 stays a step below.
    assert found(little, "below_norm")[2:] == [("T2", 2022)]


def test_the_answer_does_not_depend_on_the_pool_that_is_planned() -> None:
    for pool in (0, 7 * M, 500 * M):
        assert smallest_pool(run(2021, CITY, allocation(pool)), 2022).pool == 30 * M


def test_needs_are_rounded_up_to_the_step_of_the_allocation() -> None:
    # In steps of 7: 21 and 14, of which 20 and 10 are missing.
    answer = smallest_pool(run(2021, CITY, allocation(0, "round_to = 7_000_000")), 2022)
    assert (answer.pool, answer.missing, answer.rounding, answer.supplement) == (35 * M, 30 * M, 5 * M, 0)
    # Without an allocation, in đồng and for all schools.
    assert smallest_pool(run(2021, CITY, NORM), 2022).pool == 30 * M


@pytest.mark.parametrize(("level", "pool"), [(0.75, 10), (0.5, 0), (1.5, 40 + 30 + 20)])
def test_a_wish_for_a_part_of_the_norm(level: float, pool: int) -> None:
    assert smallest_pool(run(2021, CITY, allocation(0)), 2022, level).pool == pool * M


def test_with_a_supplement_each_school_needs_more() -> None:
    # 30 for the norm and a tenth of a payroll of 100 for each of three
    answer = smallest_pool(run(2021, CITY, allocation(0)), 2022, supplement=0.1)
    assert (answer.pool, answer.missing, answer.rounding, answer.supplement) == (60 * M, 30 * M, 0, 30 * M)
    stages = '{ aim = "norm" }, { aim = "supplement", multiple = 0.1 }'
    result = run(2021, CITY, allocation(answer.pool, stages=stages))
    assert across(result, "supplement", 2022)[:3] == [10 * M] * 3
    assert int(result.totals["unallocated"][1]) == 0


def test_a_wish_that_the_cap_forbids_names_by_how_much() -> None:
    # 10 % of 120, 130, 140 = 12, 13, 14: T1 needs 8 beyond it.
    answer = smallest_pool(run(2021, CITY, allocation(0, "cap = 0.1")), 2022)
    assert (answer.feasible, answer.beyond_cap, answer.capped) == (False, 8 * M, 1)


@pytest.mark.parametrize(("granted", "pool", "below"), [(8, 18, ((0, 12 * M),)), (25, 35, ())])
def test_a_school_with_an_exception_is_given_that_and_no_more(
    granted: int, pool: int, below: tuple[tuple[int, int], ...]
) -> None:
    # T1 lacks 20 and gets what was written for it, so with 8 it stays 12 below; T2 needs its 10 besides.
    entry = f'[[allocation.exceptions]]\nunit = "T1"\nby_year = {{ 2022 = {granted * M} }}'
    answer = smallest_pool(run(2021, CITY, allocation(0, entry)), 2022)
    assert (answer.pool, answer.excepted, answer.missing) == (pool * M, granted * M, 10 * M)
    assert (answer.schools, answer.reaching, answer.below) == (3, 3 - len(below), below)
    enough, little = (run(2021, CITY, allocation(p, entry)) for p in (answer.pool, answer.pool - M))
    lacking = [("T1", 2022)] if below else []
    then = [[at for at in found(result, "below_norm") if at[1] == 2022] for result in (enough, little)]
    assert then == [lacking, [*lacking, ("T2", 2022)]]


# --- the largest cut
# ------------------------------------------------------------------------------------------


def test_the_largest_cut_leaves_nobody_short_and_one_dong_more_does() -> None:
    result = run(2021, CITY, NORM)
    answer = largest_cut(result, 2022)
    # V1: 300 + 800 - 1.000 = 100; V2 lacks 100 before anything is cut; schools are not in the scope.
    assert (answer.cut, answer.units, answer.already, answer.base) == (100 * M, 2, 1, 1_400 * M)
    assert answer.by_unit.tolist() == [0, 0, 0, 100 * M, 0]

    def cut(amount: int) -> Any:
        share = f"{amount / (800 * M):.12f}"
        text = f'[[reductions]]\nmethod = "target"\ntarget = {{ 2022 = {share} }}\nunits.codes = ["V1"]\n'
        return run(2021, CITY, NORM + text)

    assert ("V1", 2022) not in found(cut(answer.cut), "deficit")
    assert ("V1", 2022) in found(cut(answer.cut + 1), "deficit")


def test_a_deficit_of_the_status_quo_may_stay_where_only_no_more_is_asked() -> None:
    # V1 spares 100. V2 lacks 100; to 45 % it earns 150, of which the State takes half: 75 better than before.
    road = '[[roadmap]]\nunits = { codes = ["V2"] }\ntargets = { 2022 = 0.45 }\nrelease = 0.5\n'
    result = run(2021, CITY, NORM + road)
    strict, mild = largest_cut(result, 2022), largest_cut(result, 2022, no_more=True)
    assert (strict.cut, strict.already) == (100 * M, 1)
    assert (mild.by_unit.tolist()[3:], mild.already) == ([100 * M, 75 * M], 0)


def test_no_more_can_be_cut_than_there_is() -> None:
    rows = [service("V1", users=1_500 * M, professional=1_000 * M, support=80 * M)]
    assert largest_cut(run(2021, rows), 2022).cut == 80 * M


def test_a_cut_of_a_chosen_scope() -> None:
    rows = [school("T1", salary=100 * M, support=130 * M), CITY[3]]
    answer = largest_cut(run(2021, rows), 2022, np.array([True, False]))
    assert (answer.cut, answer.units) == (30 * M, 1)


# --- what changes a group
# ---------------------------------------------------------------------------------------


def test_what_brings_a_unit_to_the_next_group() -> None:
    rows = [
        service("A", users=299, professional=1_000),  # 3b: 1 more, or 1.000 - 299 / 0,3 = 3,33 less
        service("B", users=650, professional=1_000),  # 3a: 50 more, or 1.000 - 650 / 0,7 = 71,4 less
        service("C", users=900, salary=950, professional=50),  # 2: 100; 100 less, but there are only 50
        service("D", users=1_000, professional=1_000),  # nothing above
        service("E", professional=1_000),  # 3c: 100; by saving never
        service("F", users=5),  # no group
        service("G", users=900, professional=1_000, covers_investment=True),  # 1
    ]
    answer = break_even(run(2022, rows, "horizon = 2022"), 2022)
    assert answer.group == ("3b", "3a", "2", None, "3c", None, "1")
    assert answer.revenue.tolist()[:3] == [1, 50, 100]
    assert answer.revenue.tolist()[4:7:2] == [100, 100]
    assert answer.spending.tolist()[:2] == [4, 72]
    assert answer.spending[6] == 100
    assert np.isnan(answer.revenue[[3, 5]]).all()
    assert np.isnan(answer.spending[[2, 3, 4, 5]]).all()


@pytest.mark.parametrize("column", ["revenue", "spending"])
def test_with_the_answer_the_group_changes_and_with_a_dong_less_it_does_not(column: str) -> None:
    row = service("A", users=123_456_789, professional=999_999_999)
    need = int(getattr(break_even(run(2022, [row], "horizon = 2022"), 2022), column)[0])
    for change, group in ((need, "3b"), (need - 1, "3c")):
        if column == "revenue":
            moved = {**row, "users": row["users"] + change}
        else:
            moved = {**row, "professional": row["professional"] - change}
        assert groups(run(2022, [moved], "horizon = 2022"), "A") == [group]


def test_pupils_that_bring_a_school_to_the_next_group() -> None:
    # Tuition 100 of 100 pupils, operations 2.000: 5 %. A tenth: 0,1 x 2.000 - 100 = 100 are missing. A pupil
    # brings 1; where operations do not follow, 100 pupils; where a quarter follows, a pupil costs 5, of which
    # a tenth: 200 pupils (300 of tuition over 2.000 x 1,5); where a half follows, a pupil brings as much as
    # it costs: never.
    rows = [school("C1", "lower_secondary", tuition=100 * M, professional=2_000 * M, pupils=100)]
    expected = {"0": 100, "0.25": 200}
    for follow, pupils in expected.items():
        result = run(2022, rows, f"horizon = 2022\n[assumptions]\nfollow_pupils = {follow}")
        answer = break_even(result, 2022)
        # as many again can be, more than that is no way
        assert (answer.pupils.tolist(), answer.too_many.tolist()) == ([pupils], [pupils > 100])
    result = run(2022, rows, "horizon = 2022\n[assumptions]\nfollow_pupils = 0.5")
    assert np.isnan(break_even(result, 2022).pupils).all()


def test_the_growth_to_the_next_group_has_in_it_what_the_plan_adds_already() -> None:
    # By a tenth a year A comes from 600 to 726 of 1.000 in two years. Group 2 asks 274 more: 1.000 / 600 is
    # 66,7 % above the base year, the root of 1,6667 is 1,2910, beyond the 15 % that is held plausible.
    # B comes from 630 to 762,3 of 770 and lacks 7,7: 770 / 630 = 1,2222, root 1,1055.
    # A tenth of 4.500 is 450: 10 times the 45 of C, 9,78 times the 46 of D; F has nothing that grows.
    rows = [
        service("A", users=600 * M, professional=1_000 * M),
        service("B", users=630 * M, professional=770 * M),
        service("C", users=45 * M, professional=4_500 * M),
        service("D", users=46 * M, professional=4_500 * M),
        service("F", professional=1_000 * M),
    ]
    growth = "horizon = 2023\n[assumptions]\nprices_follow_costs = false\nrevenue_growth = { users = 0.1 }\n"
    result = run(2021, rows, growth)
    answer = break_even(result, 2023)
    assert answer.revenue.tolist()[:2] == [274 * M, 7_700_000]
    assert answer.in_all[:2].round(4).tolist() == [0.6667, 0.2222]
    assert answer.a_year[:2].round(4).tolist() == [0.2910, 0.1055]
    assert answer.implausible.tolist()[:2] == [True, False]
    assert answer.infeasible.tolist() == [False, False, True, False, True]
    assert np.isnan(break_even(result, 2021).a_year).all()
    # set as the target it is the growth that the roadmap asks, and marked there
    road = '[[roadmap]]\nunits = { codes = ["A"] }\ntargets = { 2023 = 1 }\n'
    asked = run(2021, rows, growth + road)
    assert float(asked["growth"][0, asked.year(2023)]) == pytest.approx(float(answer.a_year[0]))
    assert ("A", 2023) in found(asked, "roadmap_implausible")
