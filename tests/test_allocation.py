"""The allocation: a floor, then stages, each with what is left of the pool."""

from __future__ import annotations

from typing import Any

import pytest

from budget.simulate import Result
from tests.plans import M, across, cell, found, groups, path, run, school, service, value

# Base pay stands from 2021 to 2022: in 2022 these schools need no more than in 2021. Salaries 100, a norm of
# 40, and 20, 30, 40 triệu available for operations, of which they plan just as much.
NORM = "[norms.primary]\nper_unit = 40_000_000\n"
T1 = school("T1", salary=100 * M, professional=20 * M, support=120 * M)
T2 = school("T2", salary=100 * M, professional=30 * M, support=130 * M)
T3 = school("T3", salary=100 * M, professional=40 * M, support=140 * M)
CITY = [T1, T2, T3]

NORM_STAGE = '{ aim = "norm" }'
SHARE = '{ aim = "share", by = "equal" }'


def supplement(multiple: float) -> str:
    return f'{{ aim = "supplement", multiple = {multiple} }}'


def amount(pool: int) -> str:
    return f'pool = {{ from = "amount", by_year = {{ 2022 = {pool} }} }}'


def give(
    pool: float,
    *stages: str,
    rows: list[dict[str, Any]] | None = None,
    more: str = "",
    before: str = NORM,
) -> Result:
    """An allocation of so many triệu in 2022 over the three schools."""
    allocation = f"[allocation]\n{amount(round(pool * M))}\nstages = [{', '.join(stages)}]\n{more}"
    return run(2021, rows or CITY, f"horizon = 2022\n{before}{allocation}")


def given(result: Result) -> list[float]:
    """What each unit gets in 2022, in triệu."""
    return [x / M for x in across(result, "increase", 2022)]


def by_stage(result: Result) -> list[list[float]]:
    """What each stage gives, in triệu."""
    assert result.steps is not None
    return [[x / M for x in grants[:, 1]] for grants in result.steps.given.stages]


def left(result: Result) -> float:
    return float(result.totals["unallocated"][1]) / M


# --- norm ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pool", "expected"),
    [
        (0, [0, 0, 0]),
        (10, [10, 0, 0]),  # 20 -> 30, where T2 stands
        (20, [15, 5, 0]),  # both to 35
        (12, [11, 1, 0]),  # both to 31
        (13, [12, 1, 0]),  # both to 31,5: 11,5 and 1,5, the step left over to the lower code
        (30, [20, 10, 0]),  # the whole need
        (35, [20, 10, 0]),
    ],
)
def test_lowest_first_raises_the_lowest_coverage(pool: int, expected: list[float]) -> None:
    result = give(pool, NORM_STAGE)
    assert given(result) == expected
    assert left(result) == pool - sum(expected)


def test_coverage_counts_the_money_given() -> None:
    result = give(20, NORM_STAGE)
    assert result["coverage"][:, 1].tolist() == [35 / 40, 35 / 40, 1]
    assert result["coverage"][:, 0].tolist() == [20 / 40, 30 / 40, 1]


def test_coverage_is_of_each_schools_own_norm() -> None:
    # Norms by pupil: 20 of 40 and 30 of 120. 25 % first: 30 lift T2 to 60 of 120 = 50 %; 40 lift both: 160 c
    # - 50 = 40.
    rows = [{**T1, "pupils": 1}, {**T2, "pupils": 3}]
    table = "[norms.primary]\nper_pupil = 40_000_000\n"
    assert given(give(30, NORM_STAGE, rows=rows, before=table)) == [0, 30]
    # c = 0,5625: 2,5 and 37,5; the step left over to the lower code.
    assert given(give(40, NORM_STAGE, rows=rows, before=table)) == [3, 37]


def test_proportional_shares_by_the_need_as_rounded() -> None:
    proportional = '{ aim = "norm", method = "proportional" }'
    # Needs 20 and 10; all of it is spent on operations.
    assert given(give(15, proportional)) == [10, 5, 0]
    assert [x / M for x in across(give(15, proportional), "spending", 2022)] == [130, 135, 140]
    assert given(give(10, proportional)) == [7, 3, 0]  # 6,67 and 3,33
    # A norm of 40,5: needs of 20,5, 10,5 and 0,5 are rounded up to 21, 11 and 1; 11 by that are 7, 3,67 and
    # 0,33.
    table = "[norms.primary]\nper_unit = 40_500_000\n"
    assert given(give(11, proportional, before=table)) == [7, 4, 0]


def test_needs_are_rounded_up_to_the_step() -> None:
    table = "[norms.primary]\nper_unit = 40_500_000\n"
    result = give(100, NORM_STAGE, before=table)
    assert given(result) == [21, 11, 1]
    assert value(result, "coverage", "T1", 2022) == 41 / 40.5
    # In steps of 5: 20,5 -> 25, 10,5 -> 15, 0,5 -> 5; in đồng they are what they are.
    assert given(give(100, NORM_STAGE, before=table, more="round_to = 5_000_000")) == [25, 15, 5]
    assert given(give(100, NORM_STAGE, before=table, more="round_to = 1")) == [20.5, 10.5, 0.5]


@pytest.mark.parametrize(("level", "expected"), [(0.5, [0, 0, 0]), (0.75, [10, 0, 0]), (2, [60, 50, 40])])
def test_a_stage_may_aim_below_or_above_the_norm(level: float, expected: list[float]) -> None:
    assert given(give(500, f'{{ aim = "norm", level = {level} }}')) == expected


def test_a_negative_coverage_comes_first() -> None:
    # -10 of 40, 20 of 40: 30 lift the first to where the second is; 40 lift both by 5 more.
    rows = [{**T1, "support": 90 * M}, {**T1, "code": "T2"}]
    assert given(give(30, NORM_STAGE, rows=rows)) == [30, 0]
    assert given(give(40, NORM_STAGE, rows=rows)) == [35, 5]


def test_a_unit_without_a_norm_gets_nothing_from_the_norm() -> None:
    rows = [T1, service("V1", salary=M)]
    result = give(100, NORM_STAGE, rows=rows, more='units = { codes = ["T1", "V1"] }')
    assert given(result) == [20, 0]
    # also where its salaries are not paid for: -10 is available to it
    rows = [T1, service("V1", salary=10 * M)]
    for stage in (NORM_STAGE, '{ aim = "norm", method = "proportional" }'):
        assert given(give(15, stage, rows=rows, more='units = { codes = ["T1", "V1"] }')) == [15, 0]


# --- floor and cap ------------------------------------------------------------------------------------------


def test_the_floor_is_a_share_of_the_base_support_rounded_down() -> None:
    # 5 % of 120, 130, 140: 6; 6,5 -> 6; 7.
    result = give(30, more="floor = 0.05")
    assert given(result) == [6, 6, 7]
    assert left(result) == 11
    assert found(result, "floor_short") == []


def test_a_pool_that_just_pays_the_floor_is_not_short() -> None:
    result = give(19, more="floor = 0.05")
    assert given(result) == [6, 6, 7]
    assert found(result, "floor_short") == found(result, "pool_unallocated") == []


def test_a_pool_too_small_for_the_floor_is_shared_by_the_base_support() -> None:
    # 18 by 120 : 130 : 140, none above its floor: 5,54; 6; 6,46. Two of 17 whole steps are fixed, the last
    # goes to ,54.
    result = give(18, more="floor = 0.05")
    assert given(result) == [6, 6, 6]
    [finding] = result.findings.of("floor_short")
    assert (finding.severity, finding.year, finding.unit) == ("warning", 2022, None)
    assert dict(finding.numbers) == {"missing": 1 * M, "need": 19 * M}
    # Nothing is left for a stage.
    assert given(give(18, SHARE, more="floor = 0.05")) == [6, 6, 6]


def test_a_floor_and_a_norm_of_one_dong_are_paid() -> None:
    rows, step = [school("T1", support=1), school("T2", support=1)], "round_to = 1"
    # one đồng for two floors of one đồng: the lower code
    floor = give(1 / M, rows=rows, more=f"floor = 1\n{step}")
    assert across(floor, "increase", 2022) == [1, 0]
    # norms of one đồng, with one đồng there, and with nothing
    table = "[norms.primary]\nper_unit = 1\n"
    norm = give(5 / M, NORM_STAGE, rows=[rows[0], school("T2")], before=table, more=step)
    assert across(norm, "increase", 2022) == [0, 1]


def test_the_cap_wins_over_the_floor() -> None:
    result = give(50, more="floor = 0.1\ncap = 0.05")
    assert given(result) == [6, 6, 7]
    assert [(f.severity, f.year, dict(f.numbers)) for f in result.findings.of("cap_over_floor")] == [
        ("note", 2022, {"units": 3})
    ]
    assert found(give(50, more="floor = 0.05\ncap = 0.05"), "cap_over_floor") == []


def test_no_unit_gets_more_than_its_cap_in_all() -> None:
    # 10 % of 120, 130, 140 = 12, 13, 14. The floor takes 6, 6, 7; the norm needs 14, 4, 0 more and may give
    # T1 6; the share the rest.
    result = give(100, NORM_STAGE, SHARE, more="floor = 0.05\ncap = 0.1")
    assert by_stage(result) == [[6, 4, 0], [0, 3, 7]]
    assert given(result) == [12, 13, 14]
    assert left(result) == 61


def test_a_cap_of_nothing_gives_nothing() -> None:
    result = give(10, SHARE, more="cap = 0")
    assert given(result) == [0, 0, 0]
    assert left(result) == 10


def test_a_unit_without_base_support_has_neither_floor_nor_room_under_a_cap() -> None:
    rows = [{**T1, "support": 0}, T2]
    assert given(give(20, SHARE, rows=rows, more="floor = 0.1\ncap = 0.5")) == [0, 20]


def test_the_floor_counts_towards_the_norm() -> None:
    # Floor 6, 6, 7: T1 stands at 26, T2 at 36, T3 at 47 of 40. 10 more: T1 to 36.
    result = give(29, NORM_STAGE, more="floor = 0.05")
    assert by_stage(result) == [[10, 0, 0]]
    # A norm of 50; floors of 6 and 10 make 26 and 40 available: 14 lift T1 to 40, 4 more are 2 for each.
    rows = [T1, school("T2", salary=170 * M, professional=30 * M, support=200 * M)]
    table = "[norms.primary]\nper_unit = 50_000_000\n"
    assert by_stage(give(34, NORM_STAGE, rows=rows, before=table, more="floor = 0.05")) == [[16, 2]]


def test_without_stages_the_default_ones_and_with_none_the_floor_alone() -> None:
    rows = [{**T1, "pupils": 100}, {**T2, "pupils": 300}, {**T3, "pupils": 0}]
    text = f"horizon = 2022\n{NORM}[allocation]\n{amount(100 * M)}\nfloor = 0.05\n"
    # Floor 6, 6, 7 = 19; the norm 14, 4, 0 = 18; supplement 0,1 x 100 = 10 each = 30; the 33 that are left by
    # pupils: 8,25 and 24,75.
    result = run(2021, rows, text)
    assert by_stage(result) == [[14, 4, 0], [10, 10, 10], [8, 25, 0]]
    assert given(run(2021, rows, text + "stages = []")) == [6, 6, 7]


# --- supplement ---------------------------------------------------------------------------------------------


def test_the_supplement_is_a_multiple_of_the_payroll_of_the_year() -> None:
    assert given(give(100, supplement(0.1))) == [10, 10, 10]
    # Shared by the needs as rounded: 12,3 % -> 13 each; 20 of 39 are 6,67 each.
    assert given(give(100, supplement(0.123))) == [13, 13, 13]
    assert given(give(20, supplement(0.123))) == [7, 7, 6]


def test_the_supplement_is_held_by_the_cap_of_the_group() -> None:
    # Group 4: 0,3
    assert given(give(500, supplement(0.3))) == [30, 30, 30]
    assert given(give(500, supplement(0.5))) == [30, 30, 30]


def test_what_a_unit_has_to_spare_counts_and_what_is_missing_adds() -> None:
    rows = [{**T1, "support": 125 * M}, {**T2, "support": 120 * M}, {**T3, "support": 160 * M}]
    # Balances 5, -10 and 20: needs 5, 20 and none.
    result = give(100, supplement(0.1), rows=rows)
    assert given(result) == [5, 20, 0]
    # Of the 20, 10 fill what was missing, so that spending stays what was planned, and 10 can be paid out.
    assert path(result, "spending", "T2") == [130 * M, 130 * M]
    assert [x / M for x in across(result, "supplement", 2022)] == [10, 10, 20]


def test_supplement_money_is_not_spent_on_operations_beyond_the_gap() -> None:
    # Coverage counts the 10 that filled the gap of T2, not the 10 for pay: available 20 + 10.
    rows = [{**T2, "support": 120 * M}]
    result = give(100, supplement(0.1), rows=rows)
    assert cell(result, "available", "T2", 2022) == 30 * M


def test_a_norm_after_the_supplement_counts_only_what_filled_the_gap() -> None:
    # Gap 10: 20 for the supplement, of which 10 fill it; 40 - (20 + 10) = 10 to the norm, spent on top of the
    # plan.
    rows = [{**T2, "support": 120 * M}]
    result = give(100, supplement(0.1), NORM_STAGE, rows=rows)
    assert by_stage(result) == [[20], [10]]
    assert cell(result, "spending", "T2", 2022) == 140 * M
    assert cell(result, "balance", "T2", 2022) == 10 * M


def test_a_supplement_after_the_norm_finds_the_gap_filled() -> None:
    # The norm gives 40 - 20 = 20: 10 for what was planned, 10 on top, so B'' = 140. The balance is 0, the
    # need 10, and none of it is spent.
    rows = [{**T2, "support": 120 * M}]
    result = give(100, NORM_STAGE, supplement(0.1), rows=rows)
    assert by_stage(result) == [[20], [10]]
    assert cell(result, "spending", "T2", 2022) == 140 * M
    assert cell(result, "available", "T2", 2022) == 40 * M
    assert cell(result, "supplement", "T2", 2022) == 10 * M


def test_a_supplement_that_fills_only_a_part_of_the_gap() -> None:
    # Need 20, pool 7: all of it goes to what is planned; 3 are still missing.
    rows = [{**T2, "support": 120 * M}]
    result = give(7, supplement(0.1), rows=rows)
    assert cell(result, "balance", "T2", 2022) == -3 * M
    assert cell(result, "available", "T2", 2022) == 27 * M
    # With 25 the supplement takes its 20; the norm then needs 40 - (20 + 10) = 10 and finds 5.
    both = give(25, supplement(0.1), NORM_STAGE, rows=rows)
    assert by_stage(both) == [[20], [5]]
    # Gap 10 filled by the supplement, so the 5 are on top: B'' = 135, balance 120 + 25 - 135.
    assert cell(both, "spending", "T2", 2022) == 135 * M
    assert cell(both, "balance", "T2", 2022) == 10 * M


@pytest.mark.parametrize(
    ("percent", "group", "marks", "minimum"),
    [
        (10, "3c", {}, 0.10),
        (30, "3b", {}, 0.15),
        (70, "3a", {}, 0.20),
        (100, "2", {}, 0.25),
        (100, "1", {"covers_investment": True}, 0.25),
    ],
)
def test_the_development_fund_takes_its_part_first(
    percent: int, group: str, marks: dict[str, bool], minimum: float
) -> None:
    # Result needed for a supplement of 10 when d goes to the fund: 10 / (1 - d) = 11,1; 11,8; 12,5; 13,3 ->
    # 12; 12; 13; 14
    a = percent * 12 // 10
    rows = [school(orders=a * M, salary=100 * M, professional=20 * M, support=(120 - a) * M, **marks)]
    result = give(100, supplement(0.1), rows=rows)
    assert given(result) == [{0.10: 12, 0.15: 12, 0.20: 13, 0.25: 14}[minimum]]
    assert result.assigned[0, 1] == ("1", "2", "3a", "3b", "3c", "4").index(group)
    assert cell(result, "supplement", "T1", 2022) >= 10 * M


def test_group_1_decides_its_multiple_itself() -> None:
    rows = [school(orders=120 * M, salary=100 * M, professional=20 * M, covers_investment=True)]
    # 0,05 of its own choice is less than the 0,1 aimed at: 5 / 0,75 = 6,67 -> 7; the default is 3.
    own = NORM + "[assumptions]\ngroup1_multiple = 0.05\n"
    assert given(give(100, supplement(0.1), rows=rows, before=own)) == [7]
    assert given(give(999, supplement(5), rows=rows)) == [400]


def test_the_cap_of_group_2_rises_in_2025() -> None:
    rows = [school(orders=120 * M, salary=100 * M, contributions=0, professional=20 * M)]
    pool = '[allocation]\npool = { from = "amount", by_year = { 2021 = 9_000_000_000 } }\n'
    text = f"horizon = 2025\n{pool}stages = [{supplement(9)}]"
    # From 2021 to 2022 base pay stands: 2 x 100 / 0,75 = 266,67 -> 267. 2024 -> 2025: 2 becomes 3.
    assert cell(run(2021, rows, text), "increase", "T1", 2022) == 267 * M
    late = run(2024, rows, text)
    # 2025: salary 100 x 2.340 / 2.070 = 113,04; 3 x 113,04 / 0,75 = 452,17, and 13,04 of the rise are missing
    # (the State carries nothing of group 2): 465,2 -> 466.
    assert cell(late, "increase", "T1", 2025) == 466 * M


def test_the_reserve_is_not_distributed() -> None:
    # Tuition 36 of 120 (3b) grows by a tenth: 3,6 more revenue, of which 0,4 x 3,6 = 1,44 are newly set
    # aside; no pay rises. 10 / 0,85 + 1,44 - 3,6 = 9,60 -> 10.
    rows = [school(tuition=36 * M, salary=100 * M, professional=20 * M, support=84 * M)]
    grows = NORM + "[assumptions]\nrevenue_growth = { tuition = 0.1 }\n"
    result = give(100, supplement(0.1), rows=rows, before=grows)
    assert given(result) == [10]
    assert cell(result, "reserve", "T1", 2022) == 1_440_000
    # In đồng: 100 / 8,5 = 11,764705882; + 1,44 - 3,6 = 9,604705882..., up to the đồng.
    exact = give(100, supplement(0.1), rows=rows, before=grows, more="round_to = 1")
    assert across(exact, "increase", 2022) == [9_604_706]
    assert cell(exact, "supplement", "T1", 2022) in (10 * M, 10 * M + 1)


def test_a_unit_without_a_group_needs_no_supplement() -> None:
    rows = [school("T0", support=5 * M), T1]
    assert given(give(100, supplement(0.1), rows=rows)) == [0, 10]
    # also where it lacks 50 for a loss
    rows = [school("T0", other_revenue=-50 * M), T1]
    assert given(give(100, supplement(0.1), rows=rows)) == [0, 10]


def test_it_needs_one_again_in_the_year_that_gives_it_a_group() -> None:
    # It earns nothing of its own: 0,5 in 2022 saves all of its 100, and what spends nothing has no group. In
    # 2023 the target is 0, and 50 of support lack 50 of 100.
    text = (
        'horizon = 2023\nclassification = "yearly"\n'
        "[[roadmap]]\nunits = { }\ntargets = { 2022 = 0.5, 2023 = 0 }\nrevenue_share = 0\nrelease = 0\n"
        f'[allocation]\nunits = {{ codes = ["V1"] }}\n{amount(100 * M)}\nstages = [{supplement(0.1)}]'
    )
    result = run(2021, [service("V1", professional=100 * M, support=50 * M)], text)
    assert groups(result, "V1", "assigned") == ["4", None, "4"]
    assert path(result, "increase", "V1") == [0, 0, 50 * M]


# --- share --------------------------------------------------------------------------------------------------

WEIGHED = [
    school("T1", salary=100 * M, contributions=0, support=300 * M, pupils=100, classes=4, staff=10),
    school("T2", salary=300 * M, contributions=0, support=500 * M, pupils=700, classes=12, staff=30),
]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("pupils", [10, 70]),
        ("classes", [20, 60]),
        ("staff", [20, 60]),
        ("payroll", [20, 60]),
        ("support", [30, 50]),
        ("equal", [40, 40]),
    ],
)
def test_what_the_rest_is_shared_by(by: str, expected: list[float]) -> None:
    assert given(give(80, f'{{ aim = "share", by = "{by}" }}', rows=WEIGHED)) == expected


def test_by_pupils_unless_the_stage_says_so() -> None:
    assert given(give(80, '{ aim = "share" }', rows=WEIGHED)) == [10, 70]


def test_weights_are_those_of_the_year() -> None:
    # Staff of preschools doubles: 20 : 30 and, by payroll, 200 : 300.
    rows = [{**WEIGHED[0], "kind": "preschool"}, WEIGHED[1]]
    grows = "[assumptions]\nstaff_growth = { preschool = 1 }\npupils_growth = { preschool = 1 }\n"
    for by, expected in (
        ("staff", [32, 48]),
        ("payroll", [32, 48]),
        ("pupils", [18, 62]),
        ("support", [30, 50]),
    ):
        # Pupils 200 : 700 of 80 are 17,8 and 62,2.
        assert given(give(80, f'{{ aim = "share", by = "{by}" }}', rows=rows, before=grows)) == expected


def test_the_payroll_that_weighs_leaves_out_contributions_from_2025() -> None:
    rows = [{**WEIGHED[0], "contributions": 50 * M}, {**WEIGHED[1], "contributions": 0}]
    pool = 'pool = { from = "amount", by_year = { 2021 = 70_000_000 } }'
    text = f'[allocation]\n{pool}\nstages = [{{ aim = "share", by = "payroll" }}]'
    # 100 : 300 until 2024; 50 : 300 from 2025
    assert across(run(2023, rows, text), "increase", 2024) == [18 * M, 52 * M]  # 17,5 and 52,5
    assert across(run(2024, rows, text), "increase", 2025) == [10 * M, 60 * M]


def test_a_weight_of_0_gets_nothing() -> None:
    rows = [{**WEIGHED[0], "pupils": 0}, WEIGHED[1]]
    assert given(give(80, '{ aim = "share" }', rows=rows)) == [0, 80]


def test_all_weights_0_is_equal_shares_with_a_finding() -> None:
    rows = [{**row, "pupils": 0} for row in WEIGHED]
    result = give(80, '{ aim = "share" }', rows=rows)
    assert given(result) == [40, 40]
    assert [(f.severity, f.year, dict(f.numbers)) for f in result.findings.of("weights_zero")] == [
        ("note", 2022, {"of": "allocation"})
    ]
    assert found(give(80, '{ aim = "share" }', rows=WEIGHED), "weights_zero") == []
    # The pupils of units outside the scope do not weigh.
    outside = give(80, '{ aim = "share" }', rows=[*rows, service("V1", pupils=5)])
    assert given(outside) == [40, 40, 0]
    assert found(outside, "weights_zero") == [(None, 2022)]


def test_a_share_under_a_cap_goes_on_to_the_others() -> None:
    # 10 % of 300 and 500: 30 and 50. By pupils 100 : 700 the second would get 61 of 70; it gets 50, the first
    # 20.
    result = give(70, '{ aim = "share" }', rows=WEIGHED, more="cap = 0.1")
    assert given(result) == [20, 50]


# --- what money is spent on ---------------------------------------------------------------------------------


def test_money_pays_first_for_what_is_planned() -> None:
    # T1 lacks 10 of its plan; 25 by equal parts: 13 and 12. T1 spends 3 more than planned, T2 all of its 12.
    rows = [{**T1, "support": 110 * M}, T2]
    result = give(25, SHARE, rows=rows)
    assert given(result) == [13, 12]
    assert [x / M for x in across(result, "spending", 2022)] == [123, 142]
    assert [x / M for x in across(result, "balance", 2022)] == [0, 0]
    assert [x / M for x in across(result, "operations", 2022)] == [23, 42]


def test_money_that_does_not_fill_the_gap_changes_no_plan() -> None:
    rows = [{**T1, "support": 110 * M}]
    result = give(7, SHARE, rows=rows)
    assert (cell(result, "spending", "T1", 2022), cell(result, "balance", "T1", 2022)) == (120 * M, -3 * M)
    assert cell(result, "available", "T1", 2022) == 17 * M


def test_two_stages_fill_one_gap_once() -> None:
    # Gap 10. The floor of 5 % of 110 gives 5, the share 9: 4 on top of the plan.
    rows = [{**T1, "support": 110 * M}]
    result = give(14, SHARE, rows=rows, more="floor = 0.05")
    assert (cell(result, "spending", "T1", 2022), cell(result, "balance", "T1", 2022)) == (124 * M, 0)


def test_support_above_need_is_said() -> None:
    # The supplement raises support beyond B'' - A', so that it can be saved and paid out.
    result = give(100, supplement(0.1))
    assert found(result, "support_above_need") == [("T1", 2022), ("T2", 2022), ("T3", 2022)]
    assert found(give(100, NORM_STAGE), "support_above_need") == []


def test_money_granted_by_hand_is_spent_like_that_of_the_floor() -> None:
    # T1 lacks 10 of its plan: of 25 by hand, 15 come on top of it.
    rows = [{**T1, "support": 110 * M}, T2]
    by_hand = 'exceptions = [{ unit = "T1", by_year = { 2022 = 25_000_000 }, reason = "x" }]'
    result = give(30, more=by_hand, rows=rows)
    assert given(result) == [25, 0]
    assert (cell(result, "spending", "T1", 2022), cell(result, "balance", "T1", 2022)) == (135 * M, 0)
    assert cell(result, "available", "T1", 2022) == 35 * M


# --- the pool -----------------------------------------------------------------------------------------------

ABOVE = [
    service("V1", professional=100 * M, support=100 * M),
    service("V2", professional=9 * M, support=9 * M),
]


def pools(
    pool: str, *, rows: list[dict[str, Any]] | None = None, before: str = "", more: str = ""
) -> list[float]:
    """The pool of each year from 2022 to 2025, in triệu, on a base year of 2021 and three schools of 390."""
    text = f"horizon = 2025\n{before}[allocation]\n{pool}\nstages = []\n{more}"
    return [float(x) / M for x in run(2021, rows or CITY, text).totals["pool"][1:]]


def test_an_amount_holds_until_another_is_given() -> None:
    assert pools('pool = { from = "amount", by_year = { 2023 = 10_000_000, 2025 = 4_000_000 } }') == [
        0,
        10,
        10,
        4,
    ]
    # A year before the base year carries on, too.
    assert pools('pool = { from = "amount", by_year = { 2020 = 3_000_000, 2024 = 0 } }') == [3, 3, 0, 0]


def test_a_percent_is_of_the_base_support_of_the_scope() -> None:
    rows = [*CITY, *ABOVE]
    assert pools('pool = { from = "percent", by_year = { 2024 = 0.1 } }') == [0, 0, 39, 39]
    percent = 'pool = { from = "percent", by_year = { 2022 = 0.05 } }'
    assert pools(percent, rows=rows) == [19] * 4  # 0,05 x 390 = 19,5
    assert pools(percent, rows=rows, more="round_to = 100_000") == [19.5] * 4
    assert pools(percent, rows=rows, more='units = { codes = ["T1", "V1"] }') == [11] * 4  # 0,05 x 220


def test_savings_are_of_all_units_whatever_the_scope() -> None:
    # 10 % of 100 and 9 a year: 10,9; 20,71; 29,539; 37,4851
    cut = '[[reductions]]\nmethod = "rate"\nrate = 0.1\n'
    rows = [*CITY, *ABOVE]
    assert pools("", rows=rows, before=cut) == [10, 20, 29, 37]
    assert pools("pool = { share = 0.5 }", rows=rows, before=cut, more="round_to = 1") == [
        5.45,
        10.355,
        14.7695,
        18.74255,
    ]
    assert pools('pool = { from = "savings", share = 2 }', rows=rows, before=cut)[:1] == [21]
    assert pools("", rows=rows) == [0] * 4


def test_savings_are_released_and_cut_money_alike() -> None:
    # Released 30 (0,4 x 100 - 10); 50 % of 60 are 30, all taken already; V2 4,5.
    rows = [*CITY, service("V1", users=10 * M, professional=100 * M, support=60 * M), ABOVE[1]]
    plan = (
        '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2022 = 0.4 }\n'
        '[[reductions]]\nmethod = "rate"\nrate = { 2022 = 0.5 }\n'
    )
    assert pools("", rows=rows, before=plan, more="round_to = 500_000")[:1] == [34.5]


def test_what_is_given_is_a_level_and_not_added_to_last_years() -> None:
    text = f"horizon = 2024\n{NORM}[allocation]\n{amount(12 * M)}\nstages = [{SHARE}]"
    result = run(2021, CITY, text)
    assert path(result, "increase", "T1") == [0, 4 * M, 4 * M, 4 * M]


def test_a_pool_that_nobody_needs_is_left_over_with_a_note() -> None:
    result = give(50, NORM_STAGE)
    assert left(result) == 20
    assert [
        (f.severity, f.unit, f.year, dict(f.numbers)) for f in result.findings.of("pool_unallocated")
    ] == [("note", None, 2022, {"amount": 20 * M})]


def test_every_increase_adds_up_to_its_pool() -> None:
    for pool in (1, 17, 33, 61, 200):
        result = give(pool, NORM_STAGE, supplement(0.1), SHARE, more="floor = 0.02\ncap = 0.3")
        assert sum(given(result)) + left(result) == pool


# --- the scope ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ("", [10, 10, 10, 0]),
        ("units = { }", [10, 10, 10, 0]),
        ('units = { kinds = ["service"] }', [0, 0, 0, 30]),
        ('units = { codes = ["T2", "V1"] }', [0, 15, 0, 15]),
        ('units = { groups = ["4"] }', [10, 10, 10, 0]),
        ('units = { wards = ["x"] }', [30, 0, 0, 0]),
    ],
)
def test_without_kinds_or_codes_the_schools_are_meant(units: str, expected: list[float]) -> None:
    rows = [{**T1, "ward": "X"}, T2, T3, {**ABOVE[0], "ward": "X"}]
    assert given(give(30, SHARE, rows=rows, more=units)) == expected


def test_a_scope_of_nobody_leaves_the_pool() -> None:
    result = give(30, NORM_STAGE, supplement(0.1), SHARE, more="units = { codes = [] }\nfloor = 0.1")
    assert given(result) == [0, 0, 0]
    assert left(result) == 30
    assert [(f.severity, dict(f.numbers)) for f in result.findings.of("selector_empty")] == [
        ("note", {"of": "allocation", "number": 1})
    ]
    assert found(result, "weights_zero") == []


def test_a_plan_without_an_allocation_gives_nothing() -> None:
    result = run(2021, CITY, NORM)
    assert not result["increase"].any()
    assert not result.totals["pool"].any()


def test_nothing_is_given_in_the_base_year_even_where_no_other_follows() -> None:
    pool = 'pool = { from = "amount", by_year = { 2021 = 30_000_000 } }\n'
    text = f"horizon = 2021\n{NORM}[allocation]\n{pool}"
    result = run(2021, CITY, text)
    assert result.years == (2021,)
    assert across(result, "increase", 2021) == [0, 0, 0]
    assert [result.totals[name].tolist() for name in ("pool", "unallocated")] == [[0], [0]]
