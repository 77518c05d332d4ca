"""The status quo: what the State pays when nothing is decided, and what units first pay themselves."""

from __future__ import annotations

import pytest

from tests.plans import M, across, cell, groups, path, run, school, service

# A salary of 1.490 in 2022 becomes 1.645 in 2023, 2.070 in 2024, 2.340 in 2025, 2.435 in 2026: base pay alone
# adds 155, 580, 850, 945.
PAY = 1_490 * M


def flow(result, name: str, code: str = "T1") -> list[float]:
    """One of the amounts behind the status quo, through the years."""
    assert result.steps is not None
    return getattr(result.steps.quo, name)[result.units.code.index(code)].tolist()


# --- pay rises ----------------------------------------------------------------------------------------------


def test_the_state_pays_the_rise_of_base_pay_and_nothing_for_operations() -> None:
    rows = [school(salary=PAY, professional=500 * M, support=1_990 * M)]
    result = run(2022, rows, "horizon = 2026\n[assumptions]\ninflation = 0.05")
    assert path(result, "status_quo", "T1") == [1_990 * M, 2_145 * M, 2_570 * M, 2_840 * M, 2_935 * M]
    # What operations cost more every year is missing: 500 x 1,05 - 500 = 25 in 2023, 51,25 in 2024.
    assert path(result, "balance", "T1")[:3] == [0, -25 * M, -51_250_000]


@pytest.mark.parametrize(
    ("row", "rise"),
    [
        # a service unit of group 3: what it does not pay itself, 1 - 0,3 = 0,7 of 155, 1 - 0,5 = 0,5, 1 - 0,1
        # = 0,9
        (service(salary=PAY, professional=510 * M, users=600 * M), 108.5),
        (service(salary=PAY, professional=510 * M, users=1_000 * M), 77.5),
        (service(salary=PAY, professional=510 * M, users=200 * M), 139.5),
        # group 4: all; groups 1 and 2: nothing
        (service(salary=PAY, professional=510 * M, users=199 * M), 155),
        (service(salary=PAY, professional=510 * M), 155),
        (service(salary=PAY, professional=510 * M, users=2_000 * M), 0),
        (service(salary=PAY, professional=510 * M, users=2_000 * M, covers_investment=True), 0),
        # a school of group 3: all; of group 2: nothing
        (school("V1", salary=PAY, professional=510 * M, users=1_000 * M), 155),
        (school("V1", salary=PAY, professional=510 * M, users=2_000 * M), 0),
    ],
)
def test_the_state_carries_what_the_unit_does_not_pay_itself(row, rise: float) -> None:
    text = "horizon = 2023\n[assumptions]\nown_funds_first = false"
    result = run(2022, [{**row, "support": 1_000 * M}], text)
    assert cell(result, "status_quo", "V1", 2023) == 1_000 * M + int(rise * M)


def test_the_state_may_pay_a_part_of_the_rise() -> None:
    rows = [school(salary=PAY, support=1_000 * M)]
    for share, rise in ((0, 0), (0.5, 77_500_000), (1, 155 * M), (1.2, 186 * M)):
        result = run(2022, rows, f"horizon = 2023\n[assumptions]\nstate_pays_rises = {share}")
        assert cell(result, "status_quo", "T1", 2023) == 1_000 * M + rise


@pytest.mark.parametrize(("share", "paid"), [(1, 1), (0.5, 0.5), (0, 0)])
def test_periodic_steps_and_headcount_are_paid_apart_from_the_rise(share: float, paid: float) -> None:
    # 2023: 1.490 x (1.645 / 1.490) x 1,02 x 1,1 = 1.645 x 1,122 = 1.845,69. Of it 155 are the rise of base
    # pay and 1.845,69 - 1.645 = 200,69 are steps and headcount.
    rows = [school(salary=PAY, staff=20, support=1_000 * M)]
    text = (
        "horizon = 2023\n[assumptions]\npay_drift = 0.02\nstaff_growth = { primary = 0.1 }\n"
        f"state_pays_steps = {share}"
    )
    assert cell(run(2022, rows, text), "status_quo", "T1", 2023) == 1_155 * M + int(paid * 200_690_000)


def test_steps_of_a_service_unit_are_paid_by_its_part() -> None:
    # Half of its own: part 0,5. 2022: 1.490 x 1,02 - 1.490 = 29,8, of which 14,9; base pay stands from 2021
    # to 2022.
    rows = [service(salary=PAY, professional=510 * M, users=1_000 * M, support=1_000 * M)]
    result = run(2021, rows, "horizon = 2022\n[assumptions]\npay_drift = 0.02")
    assert cell(result, "status_quo", "V1", 2022) == 1_014_900_000


def test_the_status_quo_is_never_below_nothing() -> None:
    # Half of the staff goes: 1.645 x 0,5 = 822,5 is 822,5 below the pay of 1.645; 10 + 155 - 822,5 is less
    # than 0.
    rows = [school(salary=PAY, staff=2, support=10 * M)]
    result = run(2022, rows, "horizon = 2023\n[assumptions]\nstaff_growth = { primary = -0.5 }")
    assert path(result, "status_quo", "T1") == [10 * M, 0]


def test_a_unit_without_spending_keeps_its_support() -> None:
    result = run(2022, [service(users=M, support=7 * M)], "horizon = 2024")
    assert path(result, "status_quo", "V1") == [7 * M] * 3


def test_the_status_quo_is_whole_dong() -> None:
    # 1.000.003 x 155 / 1.490 = 104.027,16...: 1.000.003 x 31 / 298 = 31.000.093 / 298 = 104.027,158.
    result = run(2022, [school(salary=1_000_003, support=1)], "horizon = 2023")
    assert result["status_quo"][0].tolist() == [1, 104_028]


# --- own funds first ----------------------------------------------------------------------------------------

TUITION = "horizon = 2026\n[assumptions]\nrevenue_growth = { tuition = 0.1, users = 0.1 }\n"


def test_the_growth_of_the_set_aside_pays_before_the_state() -> None:
    # 40 % of the growth of the tuition of a primary school (which the exemption does not touch): 2023 10 ->
    # 4; 2024 21 -> 8,4. From 2025 tuition is no line of the set-aside.
    rows = [school(tuition=100 * M, salary=PAY, professional=500 * M, support=1_890 * M)]
    result = run(2022, rows, TUITION)
    assert path(result, "used_for_pay", "T1") == [0, 4 * M, 8_400_000, 0, 0]
    # rise 155, 580, 850, 945 less that
    assert path(result, "status_quo", "T1") == [1_890 * M, 2_041 * M, 2_461_600_000, 2_740 * M, 2_835 * M]
    assert path(result, "set_aside", "T1") == [40 * M, 44 * M, 48_400_000, 0, 0]


def test_own_funds_need_not_come_first() -> None:
    rows = [school(tuition=100 * M, salary=PAY, support=1_390 * M)]
    result = run(2022, rows, TUITION + "own_funds_first = false")
    assert path(result, "used_for_pay", "T1") == [0] * 5
    assert cell(result, "status_quo", "T1", 2023) == 1_545 * M


def test_own_funds_pay_no_more_than_the_rise() -> None:
    # 2023: the set-aside grows by 0,4 x 500 = 200, the rise is 155; all of the rise is paid by it. 2022: no
    # rise.
    rows = [school(tuition=500 * M, salary=PAY, professional=4_000 * M, support=1_000 * M)]
    text = "horizon = 2023\n[assumptions]\nrevenue_growth = { tuition = 1 }"
    result = run(2022, rows, text)
    assert path(result, "used_for_pay", "T1") == [0, 155 * M]
    assert path(result, "status_quo", "T1") == [1_000 * M, 1_000 * M]
    before = run(2021, rows, text.replace("2023", "2022"))
    assert path(before, "used_for_pay", "T1") == [0, 0]


def test_a_set_aside_that_shrinks_asks_nothing() -> None:
    rows = [school(tuition=100 * M, salary=PAY, support=1_390 * M)]
    result = run(2022, rows, "horizon = 2023\n[assumptions]\nrevenue_growth = { tuition = -0.5 }")
    assert path(result, "used_for_pay", "T1") == [0, 0]


def test_what_the_prices_of_a_service_unit_carry_is_not_asked_twice() -> None:
    # A = 1.000 of B = 2.000. 2023: B = 2.155, so users grow from 1.000 to 1.077,5 and the set-aside by 0,4 x
    # 77,5 = 31. Its prices carry half of the rise of 155 already, 77,5: nothing of the 31 is left over.
    rows = [service(salary=PAY, professional=510 * M, users=1_000 * M, support=1_000 * M)]
    result = run(2022, rows, "horizon = 2023")
    assert flow(result, "set_aside", "V1") == pytest.approx([400 * M, 431 * M])
    assert flow(result, "own_part", "V1") == pytest.approx([0, 77_500_000])
    assert path(result, "used_for_pay", "V1") == [0, 0]
    # Where prices do not follow and users grow by a fifth, 0,4 x 200 = 80 are 2,5 more than the 77,5.
    text = "horizon = 2023\n[assumptions]\nprices_follow_costs = false\nrevenue_growth = { users = 0.2 }"
    free = run(2022, rows, text)
    assert path(free, "used_for_pay", "V1") == [0, 2_500_000]
    assert path(free, "status_quo", "V1") == [1_000 * M, 1_075 * M]


def test_groups_1_and_2_set_nothing_aside() -> None:
    rows = [
        school("T1", tuition=2_000 * M, salary=PAY),
        school("T2", tuition=2_000 * M, salary=PAY, covers_investment=True),
    ]
    result = run(2022, rows, TUITION)
    assert across(result, "set_aside", 2023) == [0, 0]


# --- which lines, in which year -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "before_2025", "from_2025"),
    [
        ({"tuition": 100 * M}, 40, 0),
        ({"users": 100 * M}, 40, 0),
        ({"service_revenue": 300 * M, "service_cost": 200 * M}, 40, 40),
        ({"service_revenue": 200 * M, "service_cost": 300 * M}, 0, 0),
        ({"fees": 100 * M, "fee_work": 60 * M}, 16, 16),
        ({"fees": 100 * M, "fee_work": 160 * M}, 0, 0),
        ({"orders": 100 * M}, 0, 0),
        ({"compensation": 100 * M}, 0, 0),
        ({"science": 100 * M}, 0, 0),
        ({"other_revenue": 100 * M}, 0, 0),
    ],
)
def test_the_lines_of_the_set_aside(columns: dict[str, int], before_2025: int, from_2025: int) -> None:
    for base_year in (2021, 2024):
        result = run(base_year, [school(salary=5_000 * M, **columns)], "horizon = 2026")
        expected = [before_2025 * M if y < 2025 else from_2025 * M for y in range(base_year, 2027)]
        assert path(result, "set_aside", "T1") == expected
    later = run(2025, [school(salary=5_000 * M, **columns)], "horizon = 2026")
    assert path(later, "set_aside", "T1") == [from_2025 * M] * 2


def test_what_was_set_aside_before_is_taken_by_the_lines_of_the_year() -> None:
    # Services: surplus 100 growing by a tenth; tuition 100. In 2025 tuition is in neither of the two sums, so
    # the growth is that of the surplus alone: 0,4 x (133,1 - 100) = 13,24.
    rows = [
        school(tuition=100 * M, service_revenue=300 * M, service_cost=200 * M, salary=PAY, support=1_290 * M)
    ]
    text = "horizon = 2025\n[assumptions]\nrevenue_growth = { service_revenue = 0.1 }"
    result = run(2022, rows, text)
    assert path(result, "used_for_pay", "T1") == [0, 4 * M, 8_400_000, 13_240_000]


def test_the_assigned_group_decides_whether_anything_is_set_aside() -> None:
    # Revenue of 2.000 covers spending of 2.000 in 2024: group 2. In 2026 the salary is 1.490 x 2.435 / 2.070
    # = 1.752,7 and spending 2.262,7, the surplus 2.040,2: 90 %. The period that begins in 2026 finds group
    # 3a, so that services are set aside from then on, in the year and in what was set aside before alike.
    rows = [school(service_revenue=2_000 * M, salary=1_490 * M, professional=510 * M)]
    result = run(2024, rows, "horizon = 2026\n[assumptions]\nrevenue_growth = { service_revenue = 0.01 }")
    assert groups(result, "T1", "assigned") == ["2", "2", "3a"]
    assert flow(result, "set_aside")[:2] == [0, 0]
    # 0,4 x 2.000 x 1,0201 = 816,08 and, of the base year's amounts, 800
    assert flow(result, "set_aside")[2] == pytest.approx(816_080_000)
    assert flow(result, "before") == pytest.approx([0, 0, 800 * M])
    # The State carries nothing of it (group 2 in the base year): own_part is the whole rise, nothing is used.
    assert path(result, "used_for_pay", "T1") == [0, 0, 0]


# --- the saving that is only shown --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("operations", "support", "saving"),
    [
        (300, 1_690, 20),  # S0 - salary = 200 is less than operations
        (100, 1_690, 10),  # operations are less
        (300, 1_490, 0),
        (300, 1_000, 0),
    ],
)
def test_the_yearly_saving_is_a_tenth_of_what_is_left_after_pay(
    operations: int, support: int, saving: int
) -> None:
    rows = [school(salary=PAY, professional=operations * M, support=support * M)]
    result = run(2022, rows, "horizon = 2023")
    # The rise is paid, so that S0 - salary is the same in both years; the support does not move for it.
    assert path(result, "saving", "T1") == [saving * M, saving * M]
    assert path(result, "support", "T1") == [support * M, (support + 155) * M]


# --- the empty scenario -------------------------------------------------------------------------------------


def test_the_empty_scenario_is_the_status_quo() -> None:
    rows = [
        school("T1", tuition=100 * M, salary=PAY, professional=500 * M, support=1_890 * M),
        service("V1", users=1_000 * M, salary=PAY, professional=510 * M, support=900 * M),
    ]
    result = run(2022, rows)
    assert result.published("support").tolist() == result.published("status_quo").tolist()
    for figure in ("released", "cut", "increase", "roadmap_revenue", "roadmap_saving"):
        assert not result[figure].any()


def test_plans_that_share_their_assumptions_share_their_status_quo() -> None:
    rows = [
        school("T1", tuition=100 * M, salary=PAY, professional=500 * M, support=1_890 * M),
        service("V1", users=1_000 * M, salary=PAY, professional=510 * M, support=900 * M),
    ]
    shared = "horizon = 2027\n[assumptions]\ninflation = 0.04\nrevenue_growth = { tuition = 0.05 }\n"
    parts = (
        '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2024 = 0.9 }\n',
        '[[reductions]]\nmethod = "rate"\nrate = 0.1\n',
        "[allocation]\n",
        "[norms.primary]\nper_pupil = 5_000_000\n",
    )
    expected = run(2022, rows, shared)["status_quo"].tolist()
    for text in (*parts, "".join(parts)):
        assert run(2022, rows, shared + text)["status_quo"].tolist() == expected
