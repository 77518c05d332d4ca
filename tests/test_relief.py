"""What ends the deficits of schools first, and who pays for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from budget.relief import relieved
from budget.scenario import Scenario
from budget.simulate import Result, simulate
from tests.plans import M, run, school

# Base pay stands from 2021 to 2022 and nothing grows. A lacks 30, B has what it spends, C has 12 to spare.
CITY = [
    school("A", salary=100 * M, professional=30 * M, support=100 * M, pupils=10),
    school("B", salary=100 * M, support=100 * M, pupils=10),
    school("C", salary=88 * M, support=100 * M, pupils=10),
]
FLAT = "horizon = 2023\n[assumptions]\nprices_follow_costs = false\n"


def plan(pool: int, more: str = "") -> Result:
    handed = f'pool = {{ from = "amount", by_year = {{ 2022 = {pool * M} }} }}\n'
    return run(
        2021, CITY, f'{FLAT}[allocation]\n{handed}stages = [{{ aim = "share", by = "pupils" }}]\n{more}'
    )


def compute(of: Result) -> Callable[[Scenario], Result]:
    def again(scenario: Scenario) -> Result:
        return simulate(of.units, scenario, of.law)

    return again


def given(result: Result) -> list[float]:
    found: list[float] = (result["increase"][:, 1] / M).tolist()
    return found


def test_what_a_school_lacks_comes_first_and_the_others_get_less() -> None:
    # 60 are 20 each: A lacks 10 more. It then gets 30 first, the others half of the other 30.
    result = plan(60)
    found = relieved(result, 2022, "Bù thiếu nguồn", compute(result))
    assert given(result) == [20, 20, 20]
    assert found is not None
    assert given(found.then) == [30, 15, 15]
    assert (found.lacked, found.more, found.need, found.short) == (10 * M, 10 * M, 30 * M, 0)
    assert (found.units.tolist(), found.before.tolist()) == ([True, False, False], [True, False, False])
    assert not found.after.any()
    # A was given 20 and lacks all the same
    assert found.given == 1
    only = found.then.scenario.allocation
    assert only is not None
    assert [(one.unit, one.reason) for one in only.exceptions] == [("A", "Bù thiếu nguồn")]
    # the years after hold too, by an amount of their own
    assert sorted(only.exceptions[0].by_year) == [2022, 2023]


def test_what_relief_costs_the_school_farthest_from_the_norm_is_told() -> None:
    # Pay takes what A and B have, so that what is given is all they spend on operations, of a norm of 40:
    # 20 before; then A has 30 and B 15.
    text = f"{FLAT}[norms.primary]\nper_pupil = 4_000_000\n[allocation]\n"
    text += f'pool = {{ from = "amount", by_year = {{ 2022 = {60 * M} }} }}\n'
    result = run(2021, CITY, text + 'stages = [{ aim = "share", by = "pupils" }]\n')
    found = relieved(result, 2022, "", compute(result))
    assert found is not None
    assert found.lowest == pytest.approx((20 / 40, 15 / 40))


def test_a_pool_that_is_too_small_leaves_a_deficit_that_is_counted() -> None:
    # all of the 15 go to A, which still lacks 15: 30 are needed, by so much the pool is too small
    result = plan(15)
    found = relieved(result, 2022, "", compute(result))
    assert found is not None
    assert given(found.then) == [15, 0, 0]
    assert found.after.tolist() == [True, False, False]
    assert (found.need, found.short) == (30 * M, 15 * M)


def test_an_exception_that_is_there_grows_and_keeps_its_reason() -> None:
    had = 'exceptions = [{ unit = "A", by_year = { 2022 = 25_000_000 }, reason = "mái dột" }]'
    result = plan(60, had)
    found = relieved(result, 2022, "Bù thiếu nguồn", compute(result))
    assert found is not None
    assert given(found.then) == [30, 15, 15]
    kept = found.then.scenario.allocation
    assert kept is not None
    assert [one.reason for one in kept.exceptions] == ["mái dột"]


def test_who_falls_short_by_the_relief_of_another_is_relieved_too() -> None:
    # With 45 each gets 15; B, which lacks 10 here, only has enough by it. A first gets 30: of the other 15 B
    # has 7 or 8 and lacks 3 or 2, so that it is granted 10; 5 are left for C.
    rows = [CITY[0], school("B", salary=100 * M, professional=10 * M, support=100 * M, pupils=10), CITY[2]]
    text = f'{FLAT}[allocation]\npool = {{ from = "amount", by_year = {{ 2022 = {45 * M} }} }}\n'
    result = run(2021, rows, text + 'stages = [{ aim = "share", by = "pupils" }]\n')
    found = relieved(result, 2022, "", compute(result))
    assert given(result) == [15, 15, 15]
    assert found is not None
    assert found.units.tolist() == [True, True, False]
    assert not found.after.any()
    assert given(found.then) == [30, 10, 5]


def test_nothing_is_relieved_where_nobody_lacks_money_or_nothing_is_given() -> None:
    enough, none = plan(90), run(2021, CITY, FLAT)
    assert relieved(enough, 2022, "", compute(enough)) is None
    assert relieved(none, 2022, "", compute(none)) is None
