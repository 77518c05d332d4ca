"""Two parts of the model at the same time."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from budget import parallel
from budget.benchmark import made_up, scenarios
from budget.law import national_law
from budget.parallel import MANY, side_by_side
from budget.simulate import simulate

BOTH_SIDES = pytest.mark.parametrize("count", [MANY - 1, MANY])


@BOTH_SIDES
def test_each_gives_its_own_result(count: int):
    assert side_by_side(count, lambda: "one", lambda: 2) == ("one", 2)


def test_of_many_units_the_two_run_at_the_same_time():
    meet = threading.Barrier(2, timeout=60)  # opens when both have come
    side_by_side(MANY, meet.wait, meet.wait)
    assert not meet.broken


def test_of_few_units_one_runs_after_the_other_without_a_thread():
    order: list[tuple[str, threading.Thread]] = []
    side_by_side(
        MANY - 1,
        lambda: order.append(("one", threading.current_thread())),
        lambda: order.append(("other", threading.current_thread())),
    )
    assert order == [("one", threading.current_thread()), ("other", threading.current_thread())]


def fail(name: str) -> None:
    raise LookupError(name)


@BOTH_SIDES
def test_an_error_of_either_comes_out_and_that_of_the_first_goes_before(count: int):
    with pytest.raises(LookupError, match="one"):
        side_by_side(count, lambda: fail("one"), lambda: None)
    with pytest.raises(LookupError, match="other"):
        side_by_side(count, lambda: None, lambda: fail("other"))
    with pytest.raises(LookupError, match="one"):
        side_by_side(count, lambda: fail("one"), lambda: fail("other"))


def test_no_thread_is_left_when_one_fails():
    before = threading.active_count()
    ended = threading.Event()
    with pytest.raises(LookupError):
        side_by_side(MANY, lambda: fail("one"), ended.set)
    assert ended.is_set()
    assert threading.active_count() == before


def test_a_plan_is_the_same_with_a_second_thread(monkeypatch: pytest.MonkeyPatch):
    units, scenario, law = made_up(300), next(scenarios(1)), national_law()
    alone = simulate(units, scenario, law)
    monkeypatch.setattr(parallel, "MANY", 0)
    together = simulate(units, scenario, law)
    assert list(together.findings) == list(alone.findings)
    for name, figure in alone.figures.items():
        np.testing.assert_array_equal(together[name], figure, strict=True)
    for name, total in alone.totals.items():
        np.testing.assert_array_equal(together.totals[name], total, strict=True)
