"""Comparing plans: who gains and loses, where the money goes, and what the two sides do to each other."""

from __future__ import annotations

import numpy as np
import pytest

from budget.compare import (
    BANDS,
    Change,
    Step,
    band_of,
    bands,
    change_of_total,
    changes,
    changes_by_year,
    extremes,
    interaction,
    status_quo_of,
    steps_apart,
    support_steps,
    without,
)
from budget.indicators import indicators
from budget.law import national_law
from budget.scenario import dump_scenario, parse_scenario
from budget.simulate import simulate
from tests.plans import M, plan, run, school, service

ROWS = [
    school("T1", salary=100 * M, professional=20 * M, support=120 * M, pupils=100),
    school("T2", salary=100 * M, professional=30 * M, support=140 * M, pupils=300),
    service("V1", users=300 * M, professional=1_000 * M, support=800 * M),
]
NORM = "[norms.primary]\nper_unit = 40_000_000\n"
PLAN = (
    f"horizon = 2022\n{NORM}"
    '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2022 = 0.35 }\n'
    '[[reductions]]\nmethod = "rate"\nrate = 0.1\n[[reductions]]\nmethod = "rate"\nrate = 0.15\n'
    '[allocation]\nfloor = 0.01\nstages = [{ aim = "norm" }, { aim = "share", by = "pupils" }]\n'
)


# --- winners and losers
# ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "band"),
    [
        (1_051, "up_more"),
        (1_050, "up"),  # exactly 5 % is not beyond it
        (1_001, "up"),
        (1_000, "same"),
        (999, "down"),
        (950, "down"),
        (949, "down_more"),
        (0, "down_more"),
    ],
)
def test_the_bands_of_a_change(after: int, band: str) -> None:
    assert BANDS[band_of(np.array([1_000.0]), np.array([float(after)]))[0]] == band


@pytest.mark.parametrize(
    ("before", "change", "band"),
    [
        # 5 % of 253.708.333 is 12.685.416,65: made whole đồng it is 5,0000001 %, published as 5 %
        (253_708_333, 12_685_417, "up"),
        (253_708_333, -12_685_417, "down"),
        # a millionth more is 5,0001 %: 12.685.670,36
        (253_708_333, 12_685_671, "up_more"),
        (253_708_333, -12_685_671, "down_more"),
    ],
)
def test_five_percent_made_whole_is_not_more_than_five_percent(before: int, change: int, band: str) -> None:
    assert BANDS[band_of(np.array([float(before)]), np.array([float(before + change)]))[0]] == band


def test_money_where_there_was_none_is_a_large_rise() -> None:
    assert BANDS[band_of(np.array([0.0]), np.array([1.0]))[0]] == "up_more"
    assert BANDS[band_of(np.array([0.0]), np.array([0.0]))[0]] == "same"


def test_every_band_has_its_units_pupils_and_money() -> None:
    before = np.array([1_000.0, 1_000.0, 1_000.0, 1_000.0, 1_000.0, 1_000.0])
    after = np.array([1_200.0, 1_010.0, 1_000.0, 980.0, 500.0, 1_300.0])
    pupils = np.array([10.0, 20.0, 30.0, 40.0, 50.0, 60.0])
    found = {band.id: (band.units, band.pupils, band.money) for band in bands(before, after, pupils)}
    assert found == {
        "up_more": (2, 70, 500),
        "up": (1, 20, 10),
        "same": (1, 30, 0),
        "down": (1, 40, -20),
        "down_more": (1, 50, -500),
    }
    assert list(found) == list(BANDS)


def test_a_change_and_its_share() -> None:
    first, second, third = changes(np.array([100.0, 0.0, 50.0]), np.array([110.0, 5.0, 25.0]))
    assert (first.difference, first.share) == (10, 0.1)
    assert (second.difference, second.share) == (5, None)  # nothing to divide by
    assert (third.difference, third.share) == (-25, -0.5)
    whole = change_of_total([first, second, third])
    # The change of a total is that of the sums, and not a mean of shares.
    assert (whole.before, whole.after, whole.difference) == (150, 140, -10)
    assert whole.share == pytest.approx(-10 / 150)


def test_two_plans_are_compared_in_the_years_that_both_reach() -> None:
    short, long = (
        run(2021, ROWS, "horizon = 2022"),
        run(2021, ROWS, PLAN.replace("2022\n[norms", "2024\n[norms")),
    )
    assert list(changes_by_year(short, long)) == [2021, 2022]
    assert list(changes_by_year(long, short)) == [2021, 2022]


# --- the path of the support
# ----------------------------------------------------------------------------------


def test_the_steps_from_the_base_year_to_the_plan() -> None:
    # V1: 0,35 x 1.000 - 300 = 50 released; 10 % of 800 = 80, 30 more; 15 % = 120, 40 more. Pool 120. The
    # floor of 1 % rounded down is 1 and 1; T1 lacks 19 to its norm, T2 has it (40 + 1 of 40); the 99 left by
    # pupils: 24,75 and 74,25. V1 gives; T1 has 100 pupils and T2 300.
    result = run(2021, ROWS, PLAN)
    assert support_steps(result, 2022) == (
        Step("base", 1_060 * M, units=3),
        Step("status_quo", 0),
        Step("released", -50 * M, units=1),
        Step("cut", -30 * M, 1, units=1),
        Step("cut", -40 * M, 2, units=1),
        Step("floor", 2 * M, units=2, pupils=400),
        Step("norm", 19 * M, 1, units=1, pupils=100),
        Step("share", 99 * M, 2, units=2, pupils=400),
        Step("support", 1_060 * M, units=3),
    )


@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025])
@pytest.mark.parametrize("within", [None, [True, False, True]])
def test_the_steps_add_up(year: int, within: list[bool] | None) -> None:
    result = run(2022, ROWS, PLAN.replace("horizon = 2022", "horizon = 2025").replace("{ 2022 =", "{ 2024 ="))
    mask = None if within is None else np.array(within)
    *path, last = support_steps(result, year, mask)
    assert sum(step.amount for step in path) == last.amount
    assert last.amount == indicators(result, year, mask).support


def test_two_plans_differ_by_their_steps() -> None:
    """The plan of the test of its steps beside one that decides nothing; its cuts of 30 and 40 stand
    together.
    """
    still, plan = run(2021, ROWS, "horizon = 2022"), run(2021, ROWS, PLAN)
    assert steps_apart(still, plan, 2022) == (
        ("base", Change(1_060 * M, 1_060 * M)),
        ("status_quo", Change(0, 0)),
        ("released", Change(0, -50 * M)),
        ("cut", Change(0, -70 * M)),
        ("floor", Change(0, 2 * M)),
        ("norm", Change(0, 19 * M)),
        ("share", Change(0, 99 * M)),
        ("support", Change(1_060 * M, 1_060 * M)),
    )
    # of V1 alone: 800 less 50, 30 and 40; the other way round the signs change and the support stays last
    only = np.array([code == "V1" for code in plan.units.code])
    found = dict(steps_apart(plan, still, 2022, only))
    assert (found["released"].difference, found["cut"].difference) == (50 * M, 70 * M)
    assert list(found)[-1] == "support"
    assert found["support"].difference == 120 * M


def test_a_plan_that_was_not_computed_has_no_steps() -> None:
    assert support_steps(run(2018, ROWS), 2018) == ()
    assert steps_apart(run(2018, ROWS), run(2018, ROWS), 2018) == ()


# --- baselines
# ------------------------------------------------------------------------------------------------


def test_the_baseline_keeps_the_assumptions_and_nothing_else() -> None:
    text = PLAN + "[assumptions]\npay_drift = 0.02\n"
    scenario = plan(text)
    base = without(scenario, plan=True, allocation=True)
    assert (base.roadmap, base.reductions, base.allocation) == ([], [], None)
    assert (base.assumptions, base.norms, base.horizon) == (
        scenario.assumptions,
        scenario.norms,
        scenario.horizon,
    )
    result = run(2021, ROWS, text)
    quo = status_quo_of(result.units, scenario, national_law())
    assert (quo["support"] == result["status_quo"]).all()
    assert (quo["status_quo"] == result["status_quo"]).all()
    # The plan gives and takes within it: had its own support been the baseline, it would show no impact.
    assert (result["support"] != quo["support"]).any()


def test_a_plan_that_travels_as_a_file_brings_its_baseline_along() -> None:
    scenario = plan(PLAN + "[assumptions]\npay_drift = 0.02\n")
    units, law = run(2021, ROWS).units, national_law()
    sent = parse_scenario(dump_scenario(scenario))
    assert (
        status_quo_of(units, sent, law)["support"].tolist()
        == status_quo_of(units, scenario, law)["support"].tolist()
    )
    assert (
        simulate(units, sent, law)["support"].tolist() == simulate(units, scenario, law)["support"].tolist()
    )


def test_each_side_can_be_left_out_alone() -> None:
    scenario = plan(PLAN)
    savings, allocation = without(scenario, allocation=True), without(scenario, plan=True)
    assert (savings.reductions, savings.allocation) == (scenario.reductions, None)
    assert (allocation.roadmap, allocation.reductions, allocation.allocation) == ([], [], scenario.allocation)
    assert without(scenario) == scenario


# --- interaction
# ----------------------------------------------------------------------------------------------


def test_the_two_sides_of_a_plan_and_what_only_both_do() -> None:
    # V1 has 1.000 for its norm of 1.000. The cut takes 70 and the allocation gives them back, as V1 is in its
    # scope. Alone, the same pool of 70 finds nobody in need.
    rows = [service(users=300 * M, professional=1_000 * M, support=700 * M)]
    text = (
        "horizon = 2022\n[norms.service]\nper_unit = 1_000_000_000\n"
        '[[reductions]]\nmethod = "rate"\nrate = 0.1\n'
        '[allocation]\nunits = { codes = ["V1"] }\nstages = [{ aim = "norm" }]\n'
    )
    found = interaction(run(2021, rows, text), 2022)
    parts = (found.status_quo, found.savings_only, found.allocation_only, found.both)
    assert [part.support for part in parts] == [700 * M, 630 * M, 700 * M, 700 * M]
    assert [part.pool for part in parts] == [0, 0, 70 * M, 70 * M]
    assert [part.unallocated for part in parts] == [0, 0, 70 * M, 0]
    assert [part.deficit_units for part in parts] == [0, 1, 0, 0]
    # both - first - second + status quo
    assert found.residual("support") == 70 * M
    assert found.residual("deficit_units") == -1
    assert found.residual("schools_at_norm") == 0


def test_sides_that_do_not_meet_leave_no_residual() -> None:
    result = run(2021, ROWS, PLAN)
    found = interaction(result, 2022)
    # 1.060 - 120; 1.060 + 120; both come back to 1.060.
    assert [found.savings_only.support, found.allocation_only.support] == [940 * M, 1_180 * M]
    assert found.residual("support") == 0
    assert found.both == indicators(result, 2022)


def test_without_an_allocation_only_the_savings_act() -> None:
    result = run(2021, ROWS, 'horizon = 2022\n[[reductions]]\nmethod = "rate"\nrate = 0.1\n')
    found = interaction(result, 2022)
    assert found.allocation_only == found.status_quo
    assert found.both == found.savings_only
    assert found.residual("support") == 0


def test_who_gains_and_loses_most_comes_first() -> None:
    before, after = np.array([10.0, 10, 10, 10, 10]), np.array([10.0, 13, 7, 13, 9])
    # B and D gain as much: in their order; A stays, so no more than two gain
    assert extremes(before, after, 3) == ([1, 3], [2, 4])
    assert extremes(before, after, 1) == ([1], [2])
