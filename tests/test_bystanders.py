"""Who is left short by a wish that does not ask after them, worked out by hand."""

from __future__ import annotations

import pytest

from budget.bystanders import Bystander, bystanders, cut_and_short, short_units
from budget.simulate import Result
from tests.plans import M, run, school, service

# Base pay stands in 2021 and 2022, prices do not grow. T1 has just what it spends, T2 lacks 10, V1 lacks 100.
CITY = [
    service("V1", users=300 * M, professional=1_000 * M, support=600 * M),
    school("T1", professional=100 * M, support=100 * M),
    school("T2", professional=110 * M, support=100 * M),
]
FLAT = "horizon = 2022\n[assumptions]\nprices_follow_costs = false\n"


def cut(codes: str) -> str:
    return f'[[reductions]]\nunits = {{ codes = [{codes}] }}\nmethod = "rate"\nrate = {{ 2022 = 0.1 }}\n'


def pool(million: int) -> str:
    return (
        f'[allocation]\npool = {{ from = "amount", by_year = {{ 2022 = {million * M} }} }}\n'
        'units = { codes = ["T2"] }\nstages = [{ aim = "share", by = "equal" }]\n'
    )


def found(before: str, after: str) -> tuple[Result, Result]:
    return run(2021, CITY, FLAT + before), run(2021, CITY, FLAT + after)


def test_a_school_that_is_cut_too_is_named_with_what_it_then_lacks() -> None:
    # a tenth of the 100 of each school; the service unit is asked by the condition itself
    before, after = found("", cut('"V1", "T1", "T2"'))
    assert cut_and_short(before, 2022) == ()
    assert cut_and_short(after, 2022) == ((2, 20 * M), (1, 10 * M))
    assert bystanders(before, after, 2022) == (
        Bystander(1, 0, 10 * M, 10 * M, 0),
        Bystander(2, 10 * M, 20 * M, 10 * M, 0),
    )
    assert (short_units(before, 2022), short_units(after, 2022)) == (2, 3)


def test_a_school_that_is_given_less_lacks_what_it_lost() -> None:
    # 10 made up all that T2 lacks, 4 leave 6
    before, after = found(pool(10), pool(4))
    assert bystanders(before, after, 2022) == (Bystander(2, 0, 6 * M, 0, -6 * M),)


def test_who_lacks_no_more_is_not_named() -> None:
    before, after = found(cut('"T1"'), cut('"V1"'))
    assert bystanders(before, after, 2022) == ()
    assert short_units(after, 2022) == 2


def test_a_scenario_that_was_not_computed_is_an_error() -> None:
    before, _ = found("", "")
    with pytest.raises(ValueError, match="computed"):
        bystanders(before, run(1990, CITY, "horizon = 1991\n"), 1991)
