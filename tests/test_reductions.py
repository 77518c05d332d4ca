"""Reductions: measures in order, each on the support that stands."""

from __future__ import annotations

from typing import Any

import pytest

from budget.above_cap import above_cap, outside_cap
from tests.plans import M, across, cell, found, path, run, school, service

# Two service units of group 4 and 3b without salaries: nothing moves but what a measure takes. S = 600 and
# 400.
V1 = service("V1", professional=600 * M, support=600 * M)
V2 = service("V2", users=400 * M, professional=800 * M, support=400 * M)
CITY = [V1, V2]


def measure(method: str, *rest: str) -> str:
    return f'[[reductions]]\nmethod = "{method}"\n' + "\n".join(rest) + "\n"


def cuts(
    text: str, year: int = 2023, rows: list[dict[str, Any]] | None = None, base: int = 2022
) -> list[float]:
    """What is cut in a year from each unit, in triệu."""
    return [x / M for x in across(run(base, rows or CITY, text), "cut", year)]


# --- a rate -------------------------------------------------------------------------------------------------


def test_a_rate_is_of_what_is_left_of_the_base_support() -> None:
    # 600 x (1 - 0,9) = 60; 1 - 0,81 = 0,19 -> 114; 1 - 0,729 = 0,271 -> 162,6
    result = run(2022, CITY, measure("rate", "rate = 0.1"))
    assert path(result, "cut", "V1") == [0, 60 * M, 114 * M, 162_600_000]
    assert path(result, "support", "V1") == [600 * M, 540 * M, 486 * M, 437_400_000]
    assert path(result, "cut", "V2") == [0, 40 * M, 76 * M, 108_400_000]


def test_a_table_of_rates_is_0_in_years_not_given() -> None:
    # 2022 is the base year and counts for nothing; 2023 0; 2024 a tenth; 2025 0: the level stays.
    result = run(2022, CITY, measure("rate", "rate = { 2022 = 0.5, 2024 = 0.1 }"))
    assert path(result, "cut", "V1") == [0, 0, 60 * M, 60 * M]


def test_a_rate_of_one_takes_everything_and_no_more() -> None:
    assert cuts(measure("rate", "rate = 1")) == [600, 400]
    assert cuts(measure("rate", "rate = 1") * 2, 2025) == [600, 400]


def test_a_rate_is_of_the_base_support_also_where_the_status_quo_grows() -> None:
    # The State pays 155 for the rise of a group 4 unit; 10 % of the base support of 1.490 is 149.
    rows = [service(salary=1_490 * M, support=1_490 * M)]
    result = run(2022, rows, measure("rate", "rate = 0.1"))
    assert path(result, "support", "V1")[:2] == [1_490 * M, 1_496 * M]


def test_cuts_are_whole_dong() -> None:
    # 0,025 x 1.001 = 25,025 -> 25; 0,025 x 1.020 = 25,5 -> 26
    rows = [service("A", professional=9, support=1_001), service("B", professional=9, support=1_020)]
    assert across(run(2022, rows, measure("rate", "rate = 0.025")), "cut", 2023) == [25, 26]


def test_what_was_taken_before_counts() -> None:
    # The roadmap releases 80 of V2 (0,6 x 800 - 400): more than 10 % of 400, nothing is left to cut. Of V1
    # 60.
    roadmap = '[[roadmap]]\nunits = { codes = ["V2"] }\ntargets = { 2023 = 0.6 }\n'
    assert cuts(roadmap + measure("rate", "rate = 0.1")) == [60, 0]
    # 25 % of 400 are 100: 20 more.
    assert cuts(roadmap + measure("rate", "rate = 0.25")) == [150, 20]


def test_a_second_measure_takes_only_what_the_first_left() -> None:
    # 10 % and then 15 % of 600: 60 and 30 more; the other way round the second takes nothing.
    ten, fifteen = measure("rate", "rate = 0.1"), measure("rate", "rate = 0.15")
    assert cuts(ten + fifteen) == [90, 60]
    assert cuts(fifteen + ten) == [90, 60]
    result = run(2022, CITY, fifteen + ten)
    assert [dict(f.numbers) for f in result.findings.of("no_effect")] == [{"number": 2}]
    assert result.steps is not None
    assert [c[0, 1] for c in result.steps.reductions.cuts] == [90 * M, 0]


# --- bounds -------------------------------------------------------------------------------------------------


def test_max_cut_limits_what_a_unit_gives_up_in_all() -> None:
    assert cuts(measure("rate", "rate = 0.1", "max_cut = 0.05")) == [30, 20]
    # 40 of V2 went by the roadmap (0,55 x 800 - 400); 0,12 x 400 = 48 leaves 8.
    roadmap = '[[roadmap]]\nunits = { codes = ["V2"] }\ntargets = { 2023 = 0.55 }\n'
    assert cuts(roadmap + measure("rate", "rate = 0.5", "max_cut = 0.12")) == [72, 8]
    # 0,1 x 400 = 40 leaves nothing; 0,05 x 400 = 20 is below what went already.
    assert cuts(roadmap + measure("rate", "rate = 0.5", "max_cut = 0.1")) == [60, 0]
    assert cuts(roadmap + measure("rate", "rate = 0.5", "max_cut = 0.05")) == [30, 0]


def test_a_limit_is_rounded_down() -> None:
    # 0,1 x 1.009 = 100,9 -> 100
    rows = [service("A", professional=9, support=1_009)]
    assert across(run(2022, rows, measure("rate", "rate = 0.5", "max_cut = 0.1")), "cut", 2023) == [100]


def test_nothing_is_cut_below_nothing() -> None:
    # Half of the staff goes and the State pays 0 of 10 left: there is nothing to cut.
    rows = [service(salary=1_490 * M, staff=2, support=10 * M)]
    text = "[assumptions]\nstaff_growth = { service = -0.5 }\n" + measure("rate", "rate = 0.5")
    result = run(2022, rows, text)
    assert path(result, "status_quo", "V1")[1] == 0
    assert path(result, "cut", "V1") == [0, 0, 0, 0]


# --- the legal minimum --------------------------------------------------------------------------------------

STATUTORY = measure("statutory", "units = { }")


def test_the_legal_minimum_is_2_5_percent_a_year_for_group_3() -> None:
    # 3c, 3b, 3a with 600 each; 600 x 0,025 = 15; x (1 - 0,975^2) = 29,625; x (1 - 0,975^3) = 43,884375
    for percent in (10, 30, 50, 70, 99):
        rows = [service(users=percent * M, professional=100 * M, support=600 * M)]
        result = run(2022, rows, STATUTORY)
        assert path(result, "cut", "V1") == [0, 15 * M, 29_625_000, 43_884_375]


@pytest.mark.parametrize(
    "row",
    [
        service(users=9 * M, professional=100 * M, support=600 * M),
        service(professional=100 * M, support=600 * M),
        service(users=100 * M, professional=100 * M, support=600 * M),
        service(users=100 * M, professional=100 * M, support=600 * M, covers_investment=True),
        service(users=M, support=600 * M),
    ],
    ids=["group 4", "no revenue", "group 2", "group 1", "no group"],
)
def test_the_other_groups_owe_nothing_by_law(row: dict[str, Any]) -> None:
    result = run(2022, [row], STATUTORY)
    assert path(result, "cut", "V1") == [0, 0, 0, 0]
    assert found(result, "no_effect") == [(None, None)]


@pytest.mark.parametrize(
    "row",
    [
        service("X", users=30 * M, professional=100 * M, support=600 * M, essential=True),
        *(
            school("X", kind, users=30 * M, professional=100 * M, support=600 * M)
            for kind in ("preschool", "primary", "lower_secondary", "combined")
        ),
    ],
    ids=["marked", "preschool", "primary", "lower_secondary", "combined"],
)
def test_essential_services_with_revenue_are_spared_from_2025(row: dict[str, Any]) -> None:
    # 2023 and 2024 they owe like others; from 2025 the yearly rate is 0 for them and the level stays.
    statutory = measure("statutory", 'units = { codes = ["X"] }')
    result = run(2022, [row], "horizon = 2026\n" + statutory)
    assert path(result, "cut", "X") == [0, 15 * M, 29_625_000, 29_625_000, 29_625_000]
    # With a base year of 2024 or later they owe nothing at all.
    for base in (2024, 2025, 2026):
        assert not run(base, [row], statutory)["cut"].any()


def test_a_dong_of_own_revenue_in_the_base_year_is_enough_to_owe() -> None:
    statutory = measure("statutory", 'units = { codes = ["X"] }')
    # 1 of 3 đồng is 33 %, so this essential unit has revenue and owes 2,5 % of 600.
    rows = [service("X", users=1, professional=3, support=600 * M, essential=True)]
    assert path(run(2022, rows, statutory), "cut", "X")[1] == 15 * M
    # The surplus of the base year counts: that the cost eats it up a year later spares nobody.
    rows = [school("X", service_revenue=400 * M, service_cost=100 * M, professional=900 * M, support=600 * M)]
    costly = "[assumptions]\nrevenue_growth = { service_cost = 3 }\n" + statutory
    assert path(run(2022, rows, costly), "own_revenue", "X")[1] == 0
    assert path(run(2022, rows, costly), "cut", "X")[1] == 15 * M


@pytest.mark.parametrize("base", [2024, 2025, 2026])
def test_other_services_owe_after_2025_too(base: int) -> None:
    rows = [service(users=30 * M, professional=100 * M, support=600 * M)]
    assert path(run(base, rows, STATUTORY), "cut", "V1")[:2] == [0, 15 * M]


def test_the_group_is_that_of_the_base_year() -> None:
    # 3b in 2022; the roadmap makes it group 2 in 2023, and it owes all the same: 600 - 700 x 1 -> released
    # first.
    rows = [service(users=300 * M, professional=1_000 * M, support=700 * M)]
    text = "horizon = 2023\n" + "[[roadmap]]\nunits = { }\ntargets = { 2023 = 1 }\nrelease = 0\n" + STATUTORY
    assert cell(run(2022, rows, text), "cut", "V1", 2023) == 17_500_000


# --- a target -----------------------------------------------------------------------------------------------


def test_a_target_is_a_level_reached_in_even_steps() -> None:
    # 20 % of 1.000 by 2024: 100 in 2023, 200 in 2024 and after; shared 600 : 400.
    result = run(2022, CITY, measure("target", "target = { 2024 = 0.2 }"))
    assert path(result, "cut", "V1") == [0, 60 * M, 120 * M, 120 * M]
    assert path(result, "cut", "V2") == [0, 40 * M, 80 * M, 80 * M]


def test_a_target_may_rise_and_fall() -> None:
    # 0,1 in 2023, 0,05 in 2025: 0,075 between.
    result = run(2022, CITY, measure("target", "target = { 2025 = 0.05, 2023 = 0.1 }"))
    assert [int(x) for x in result.totals["cut"]] == [0, 100 * M, 75 * M, 50 * M]


def test_a_target_counts_what_went_before() -> None:
    # Released 80; the whole is 100, so 20 are left; by support 600 : 320 = 13,04 : 6,96.
    roadmap = '[[roadmap]]\nunits = { codes = ["V2"] }\ntargets = { 2023 = 0.6 }\n'
    result = run(2022, CITY, roadmap + measure("target", "target = { 2023 = 0.1 }"))
    # 20.000.000 x 600 / 920 = 13.043.478,26 and 6.956.521,74: the step left over goes to the ,74.
    assert across(result, "cut", 2023) == [13_043_478, 6_956_522]


def test_a_target_that_is_already_met_takes_nothing() -> None:
    roadmap = '[[roadmap]]\nunits = { codes = ["V2"] }\ntargets = { 2023 = 0.7 }\n'
    result = run(2022, CITY, roadmap + measure("target", "target = { 2023 = 0.1 }"))
    assert found(result, "no_effect") == [(None, None)]
    assert found(result, "reduction_short") == []


def test_a_target_of_the_base_or_of_the_status_quo() -> None:
    # S(b) = 1.490, S0(2023) = 1.645: a tenth is 149 or 164,5.
    rows = [service(salary=1_490 * M, support=1_490 * M)]
    assert cuts(measure("target", "target = { 2023 = 0.1 }"), rows=rows) == [149]
    assert cuts(measure("target", "target = { 2023 = 0.1 }", 'of = "base"'), rows=rows) == [149]
    assert cuts(measure("target", "target = { 2023 = 0.1 }", 'of = "status_quo"'), rows=rows) == [164.5]


def test_the_whole_is_rounded_and_then_shared_to_the_dong() -> None:
    # 0,1 x (3 x 5.005) = 1.501,5 -> 1.502 = 501 + 501 + 500; the lowest codes take what is left over.
    rows = [service(code, professional=9, support=5_005) for code in ("C", "A", "B")]
    assert across(run(2022, rows, measure("target", "target = { 2023 = 0.1 }")), "cut", 2023) == [
        500,
        501,
        501,
    ]


W1 = service("W1", users=300 * M, professional=1_000 * M, support=800 * M)
W2 = service("W2", users=500 * M, professional=3_000 * M, support=2_200 * M)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("support", [80, 220]),  # 800 : 2.200 of 300
        ("operations", [75, 225]),  # 1.000 : 3.000
        ("equal", [150, 150]),
        # 800 x 0,3 = 240 and 2.200 x 0,16667 = 366,667: 240 / 606,667 = 36 / 91 of 300
        ("autonomy", [118.681319, 181.318681]),
    ],
)
def test_what_a_target_is_shared_by(by: str, expected: list[float]) -> None:
    text = measure("target", "target = { 2023 = 0.1 }", f'share_by = "{by}"')
    assert cuts(text, rows=[W1, W2]) == expected


def test_a_share_by_headroom_takes_only_what_is_spare() -> None:
    # Headroom: 300 + 800 - 1.000 = 100; 500 + 2.200 - 3.000 = -300 is none. All is taken from the first, up
    # to 100.
    def headroom(target: str) -> Any:
        return run(
            2022, [W1, W2], measure("target", f"target = {{ 2023 = {target} }}", 'share_by = "headroom"')
        )

    assert across(headroom("0.03"), "cut", 2023) == [90 * M, 0]
    assert found(headroom("0.03"), "reduction_short") == []
    short = headroom("0.1")
    assert across(short, "cut", 2023) == [100 * M, 0]
    assert [dict(f.numbers) for f in short.findings.of("reduction_short") if f.year == 2023] == [
        {"number": 1, "missing": 200 * M, "need": 300 * M}
    ]


def test_headroom_is_in_whole_dong() -> None:
    # Prices follow costs: 301 x 1,033 + 800 - 1.001 x 1,033 = 76,9, published and taken as 77.
    rows = [service("A", users=301, professional=1_001, support=800)]
    text = "[assumptions]\ninflation = 0.033\n"
    result = run(2022, rows, text + measure("target", "target = { 2023 = 1 }", 'share_by = "headroom"'))
    assert across(result, "cut", 2023) == [77]
    assert across(result, "balance", 2023) == [0]


def test_headroom_is_shared_in_proportion() -> None:
    # 100 and 500 + 2.700 - 3.000 = 200; 0,06 x 3.500 = 210 -> 70 and 140.
    rows = [W1, {**W2, "support": 2_700 * M}]
    assert cuts(measure("target", "target = { 2023 = 0.06 }", 'share_by = "headroom"'), rows=rows) == [
        70,
        140,
    ]


def test_where_nobody_has_headroom_nothing_is_cut_and_all_is_missing() -> None:
    rows = [W2, {**W2, "code": "W3"}]
    result = run(2022, rows, measure("target", "target = { 2023 = 0.1 }", 'share_by = "headroom"'))
    assert not result["cut"].any()
    assert found(result, "weights_zero") == []
    assert [f.numbers["missing"] for f in result.findings.of("reduction_short")] == [440 * M] * 3
    assert found(result, "no_effect") == [(None, None)]


def test_headroom_counts_what_a_roadmap_earns_and_saves() -> None:
    # 0,4: 100 of revenue, of which nothing is released: 400 + 800 - 1.000 = 200 to spare.
    roadmap = '[[roadmap]]\nunits = { codes = ["W1"] }\ntargets = { 2023 = 0.4 }\nrelease = 0\n'
    text = roadmap + measure("target", "target = { 2023 = 0.5 }", 'share_by = "headroom"')
    assert cuts(text, rows=[W1, W2]) == [200, 0]


def test_a_limit_that_binds_hands_its_part_to_the_others() -> None:
    # 10 % of each at the most: 60 and 40. 90 by equal parts is 45 and 45, but V2 gives 40, V1 the other 50.
    text = measure("target", "target = { 2023 = 0.09 }", 'share_by = "equal"', "max_cut = 0.1")
    assert cuts(text) == [50, 40]


def test_what_the_limits_leave_is_a_finding_with_the_amount() -> None:
    result = run(
        2022, CITY, "horizon = 2023\n" + measure("target", "target = { 2023 = 0.3 }", "max_cut = 0.1")
    )
    assert across(result, "cut", 2023) == [60 * M, 40 * M]
    [finding] = result.findings.of("reduction_short")
    assert (finding.severity, finding.unit, finding.year) == ("warning", None, 2023)
    assert dict(finding.numbers) == {"number": 1, "missing": 200 * M, "need": 300 * M}
    # 100 of 1.000 are reached, and neither unit may give more
    assert result.steps is not None
    [short] = result.steps.reductions.missed(1)
    assert (short.share, short.reached, short.full) == (0.3, 0.1, 2)
    assert result.steps.reductions.missed(0) == []


def test_what_earlier_measures_took_counts_in_what_is_reached() -> None:
    # 5 % take 30 and 20; of the tenth that is the most 30 and 20 are left: 50 + 50 of 1.000 instead of 300.
    text = measure("rate", "rate = { 2023 = 0.05 }")
    text += measure("target", "target = { 2023 = 0.3 }", "max_cut = 0.1")
    result = run(2022, CITY, text)
    assert result.steps is not None
    [short] = result.steps.reductions.missed(1)
    assert (short.taken, short.need, short.reached) == (50 * M, 250 * M, 0.1)


def test_of_a_scope_without_support_nothing_is_reached() -> None:
    rows = [service("A", users=5, professional=5)]
    result = run(2022, rows, measure("target", "target = { 2023 = 0.3 }"))
    assert result.steps is not None
    [target] = result.steps.reductions.targets
    assert target is not None
    assert target.year(1).reached == 0.0


def test_a_target_of_exactly_the_limits_is_not_short() -> None:
    result = run(2022, CITY, measure("target", "target = { 2023 = 0.1 }", "max_cut = 0.1"))
    assert across(result, "cut", 2023) == [60 * M, 40 * M]
    assert found(result, "reduction_short") == []
    assert result.steps is not None
    assert result.steps.reductions.missed(1) == []


def test_what_the_roadmap_saves_weighs_no_more() -> None:
    # V1 saves 1.000 - 300 / 0,5 = 400 of its operations and keeps its support: 600 : 200 share 10 % of 1.400.
    rows = [
        service("V1", users=300 * M, professional=1_000 * M, support=700 * M),
        service("V2", users=300 * M, salary=800 * M, professional=200 * M, support=700 * M),
    ]
    text = """horizon = 2022
[[roadmap]]
units = { codes = ["V1"] }
targets = { 2022 = 0.5 }
revenue_share = 0
release = 0
"""
    result = run(2021, rows, text + measure("target", "target = { 2022 = 0.1 }", 'share_by = "operations"'))
    assert across(result, "roadmap_saving", 2022) == [400 * M, 0]
    assert across(result, "cut", 2022) == [105 * M, 35 * M]


def test_a_unit_of_weight_0_gives_nothing() -> None:
    # V3 spends nothing on operations; what V1 and V2 cannot give is missing.
    rows = [*CITY, service("V3", salary=100 * M, support=1_000 * M)]
    text = "horizon = 2022\n" + measure("target", "target = { 2022 = 0.9 }", 'share_by = "operations"')
    result = run(2021, rows, text)
    assert across(result, "cut", 2022) == [600 * M, 400 * M, 0]
    assert [f.numbers["missing"] for f in result.findings.of("reduction_short")] == [800 * M]


def test_all_weights_0_is_equal_shares_with_a_finding() -> None:
    rows = [service("A", professional=M, support=600 * M), service("B", professional=M, support=400 * M)]
    text = "horizon = 2023\n" + measure("target", "target = { 2023 = 0.1 }", 'share_by = "autonomy"')
    result = run(2022, rows, text)
    assert across(result, "cut", 2023) == [50 * M, 50 * M]
    assert [(f.year, f.severity, dict(f.numbers)) for f in result.findings.of("weights_zero")] == [
        (2023, "note", {"of": "reductions", "number": 1})
    ]


def test_a_unit_that_spends_nothing_has_no_autonomy_to_weigh() -> None:
    rows = [service("A", users=M, support=600 * M), W1]
    text = measure("target", "target = { 2023 = 0.1 }", 'share_by = "autonomy"')
    assert cuts(text, rows=rows) == [0, 140]


def test_a_unit_that_spends_one_dong_has_an_autonomy_like_any_other() -> None:
    # both pay all of it themselves: a half of 200 by 100 and 100
    rows = [
        service("A", users=1, professional=1, support=100),
        service("B", users=100, professional=100, support=100),
    ]
    result = run(2022, rows, measure("target", "target = { 2023 = 0.5 }", 'share_by = "autonomy"'))
    assert across(result, "cut", 2023) == [50, 50]


def test_targets_at_or_before_the_base_year_are_ignored_with_a_finding() -> None:
    result = run(2022, CITY, measure("target", "target = { 2022 = 0.5, 2024 = 0.2 }"))
    assert [int(x) for x in result.totals["cut"]] == [0, 100 * M, 200 * M, 200 * M]
    assert found(result, "target_ignored") == [(None, 2022)]
    (ignored,) = result.findings.of("target_ignored")
    assert (ignored.severity, dict(ignored.numbers)) == ("note", {"of": "reductions", "number": 1})
    assert found(run(2022, CITY, measure("target", "target = { 2023 = 0.5 }")), "target_ignored") == []


def test_measures_in_a_chain_each_see_what_the_others_took() -> None:
    # First 5 % of each: 30 and 20. Then a target of 10 % of 1.000: 100 - 50 = 50 more, by equal parts 25 and
    # 25. Then the legal minimum for V2 (group 3b): 2,5 % of 400 = 10 is less than the 45 it gave.
    text = (
        measure("rate", "rate = 0.05")
        + measure("target", "target = { 2023 = 0.1 }", 'share_by = "equal"')
        + measure("statutory")
    )
    result = run(2022, CITY, text)
    assert across(result, "cut", 2023) == [55 * M, 45 * M]
    assert result.steps is not None
    assert [c[:, 1].tolist() for c in result.steps.reductions.cuts] == [
        [30 * M, 20 * M],
        [25 * M, 25 * M],
        [0, 0],
    ]


# --- whom
# -----------------------------------------------------------------------------------------------------

SCHOOL = school("T1", tuition=300 * M, professional=1_000 * M, support=1_000 * M)


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ("", [60, 40, 0]),
        ("units = { }", [60, 40, 0]),
        ('units = { groups = ["3b"] }', [0, 40, 0]),  # the school of 3b is not meant
        ('units = { kinds = ["primary"] }', [0, 0, 100]),
        ('units = { kinds = ["primary", "service"] }', [60, 40, 100]),
        ('units = { codes = ["T1", "V1"] }', [60, 0, 100]),
        ('units = { codes = ["T1", "V1"], groups = ["4"] }', [60, 0, 0]),
        ("units = { codes = [] }", [0, 0, 0]),
    ],
)
def test_without_kinds_or_codes_service_units_are_meant(units: str, expected: list[float]) -> None:
    assert cuts(measure("rate", "rate = 0.1", units), rows=[V1, V2, SCHOOL]) == expected


def test_a_measure_that_picks_nobody_says_so_and_has_no_effect() -> None:
    for method in ('"rate"\nrate = 0.1', '"target"\ntarget = { 2023 = 0.1 }', '"statutory"'):
        text = f'[[reductions]]\nmethod = {method}\nunits = {{ codes = ["?"] }}\n'
        result = run(2022, CITY, measure("rate", "rate = 0.1") + text)
        [finding] = result.findings.of("selector_empty")
        assert dict(finding.numbers) == {"of": "reductions", "number": 2}
        assert [f.numbers["number"] for f in result.findings.of("no_effect")] == [2]
        assert found(result, "weights_zero") == found(result, "reduction_short") == []


def test_the_cap_of_a_measure_counts_no_unit_outside_it_but_these_are_known():
    """V1 loses 10 % of 100 within its cap, V2 by another measure 20 %, which is above it."""
    rows = [service(code, salary=100 * M, support=100 * M) for code in ("V1", "V2")]
    rate = '[[reductions]]\nmethod = "rate"\nrate = {{ 2022 = {rate} }}\nunits = {{ codes = ["{code}"] }}\n'
    text = rate.format(rate=0.2, code="V2") + rate.format(rate=0.1, code="V1") + "max_cut = 0.1\n"
    result = run(2021, rows, "horizon = 2022\n" + text)
    without, capped = result.scenario.reductions
    assert outside_cap(result, capped) == {1: (2022, 0.2)}
    assert above_cap(result, capped) == {}
    assert outside_cap(result, without) == {}
