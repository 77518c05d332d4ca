"""Who is given more and who less where as much is given in all."""

from __future__ import annotations

import pytest

from budget.regiven import Regiven, regauged, regiven
from budget.simulate import Result
from tests.plans import M, run, school

CITY = [
    school("A", salary=100 * M, support=100 * M, pupils=10),
    school("B", salary=100 * M, support=100 * M, pupils=20),
    school("C", salary=100 * M, support=100 * M, pupils=30),
]


def plan(pool: int, by: str, norm: str = "") -> Result:
    return run(
        2021,
        CITY,
        "horizon = 2022\n[assumptions]\nprices_follow_costs = false\n" + norm + "[allocation]\n"
        f'pool = {{ from = "amount", by_year = {{ 2022 = {pool * M} }} }}\n'
        f'stages = [{{ aim = "share", by = "{by}" }}]\n',
    )


def test_what_is_shared_otherwise_is_told_by_who_gets_more_and_less() -> None:
    # 60 by pupils are 10, 20 and 30; by what the schools have, which is alike, 20 each
    assert regiven(plan(60, "pupils"), plan(60, "support"), 2022) == Regiven(1, 1, (0, 10 * M), (2, 10 * M))


@pytest.mark.parametrize("other", [plan(60, "pupils"), plan(66, "pupils")])
def test_nothing_is_told_where_nobody_gets_another_sum_or_all_get_more(other: Result) -> None:
    assert regiven(plan(60, "pupils"), other, 2022) is None


def test_another_norm_that_moves_no_grant_moves_what_is_missing() -> None:
    # Pay takes what the schools have, so that they spend what they are given: 10, 20 and 30 of 4 a pupil, 40,
    # 80 and 120, leave 180 missing; of 5, 50, 100 and 150, 240
    four, five = (plan(60, "pupils", f"[norms.primary]\nper_pupil = {n}_000_000\n") for n in (4, 5))
    assert regauged(four, five, 2022) == (180 * M, 240 * M)
    assert regiven(four, five, 2022) is None
    # with another pool it is no matter of the norm alone
    assert regauged(plan(66, "pupils"), five, 2022) is None
    assert regauged(four, four, 2022) is None
