"""What a result has to say of itself, each finding at its edge."""

from __future__ import annotations

from typing import Any

import pytest

from budget.simulate import Result
from tests.plans import M, found, groups, kinds_found, run, school, service


def of(result: Result, kind: str) -> list[dict[str, Any]]:
    """The numbers of a kind of finding."""
    return [dict(finding.numbers) for finding in result.findings.of(kind)]


SEVERITY = {
    "ratio_undefined": "warning",
    "deficit": "warning",
    "reduction_short": "warning",
    "floor_short": "warning",
    "roadmap_implausible": "warning",
    "statutory_missed": "warning",
    "group_drop": "warning",
    "support_above_need": "note",
    "below_norm": "note",
    "group_changed": "note",
    "near_threshold": "note",
    "pool_unallocated": "note",
    "no_effect": "note",
    "selector_empty": "note",
    "weights_zero": "note",
    "target_ignored": "note",
    "cap_over_floor": "note",
}


def test_every_kind_of_finding_has_its_severity() -> None:
    rows = [
        school("T0", support=9 * M),
        school("T1", salary=100 * M, professional=50 * M, support=140 * M, pupils=9),
        school("T2", kind="combined", orders=100 * M, salary=100 * M),
        service("V1", users=30 * M, professional=100 * M, support=90 * M),
        service("V2", orders=30 * M, professional=100 * M, support=70 * M),
    ]
    text = """
    [[roadmap]]
    units = { codes = ["V2"] }
    targets = { 2022 = 0.5, 2023 = 0.4 }
    [[roadmap]]
    units = { codes = ["?"] }
    [[reductions]]
    method = "target"
    target = { 2023 = 0.9 }
    share_by = "autonomy"
    units = { codes = ["T0"] }
    [[reductions]]
    method = "target"
    target = { 2023 = 0.9 }
    max_cut = 0.1
    [[reductions]]
    method = "rate"
    rate = { 2023 = 0, 2024 = 0 }
    [allocation]
    pool = { from = "amount", by_year = { 2023 = 1_000_000, 2024 = 900_000_000 } }
    floor = 0.2
    cap = 0.15
    stages = [{ aim = "norm" }]
    """
    result = run(2022, rows, text)
    seen = {finding.kind: finding.severity for finding in result.findings}
    assert seen == SEVERITY


# --- deficit ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("support", "missing"), [(1_000, []), (999, [1]), (1_001, [])])
def test_one_dong_short_is_a_deficit(support: int, missing: list[int]) -> None:
    result = run(2022, [service(professional=1_000, support=support)], "horizon = 2022")
    assert [numbers["missing"] for numbers in of(result, "deficit")] == missing


@pytest.mark.parametrize(("inflation", "missing"), [(0.04, []), (0.06, [1])])
def test_what_is_published_as_0_is_no_deficit(inflation: float, missing: list[int]) -> None:
    # 10 x 1,04 = 10,4 against 10 is published as 0; 10,6 as -1.
    rows = [service(professional=10, support=10)]
    result = run(2022, rows, f"horizon = 2023\n[assumptions]\ninflation = {inflation}")
    assert [numbers["missing"] for numbers in of(result, "deficit")] == missing


# --- the legal minimum missed -------------------------------------------------------------------------------

GROUP_3 = service(users=300 * M, professional=1_000 * M, support=1_000 * M)
"""3b; 2,5 % of its support are 25 triệu."""


def rate(value: str) -> str:
    return (
        f'[[reductions]]\nmethod = "rate"\nrate = {{ 2023 = {value} }}\nunits = {{ codes = ["V1", "T1"] }}\n'
    )


@pytest.mark.parametrize(
    ("cut", "missed"),
    [
        ("0.025", False),
        ("0.03", False),
        ("0.024999999", False),  # 24.999.999: one đồng is forgiven
        ("0.024999998", True),  # 24.999.998: two are not
        ("0", True),
    ],
)
def test_the_minimum_is_missed_by_more_than_one_dong(cut: str, missed: bool) -> None:
    result = run(2022, [GROUP_3], "horizon = 2023\n" + rate(cut))
    assert found(result, "statutory_missed") == ([("V1", 2023)] if missed else [])


def test_the_minimum_is_owed_every_year_of_what_stood_the_year_before() -> None:
    # 50 in 2023 and then level: 2024 asks 950 x 0,975 = 926,25 and 950 stands: 23,75 too much; 2025 again.
    result = run(2022, [GROUP_3], rate("0.05"))
    assert found(result, "statutory_missed") == [("V1", 2024), ("V1", 2025)]
    assert [numbers["excess"] for numbers in of(result, "statutory_missed")] == pytest.approx([23.75 * M] * 2)
    [first, _] = result.findings.of("statutory_missed")
    assert first.law == ("minimum_yearly_reduction", "exemption", "essential_kinds")
    # With the measure of the law it is met in every year.
    statutory = '[[reductions]]\nmethod = "statutory"\n'
    assert found(run(2022, [GROUP_3], "horizon = 2030\n" + statutory), "statutory_missed") == []


def test_what_the_state_adds_for_pay_is_left_out_of_the_comparison() -> None:
    # S0 rises by 77,5 in 2023; 25 less than that is what the law asks of 1.000.
    rows = [service(users=1_000 * M, salary=1_490 * M, professional=510 * M, support=1_000 * M)]
    assert found(run(2022, rows, "horizon = 2023\n" + rate("0.025")), "statutory_missed") == []
    assert found(run(2022, rows, "horizon = 2023\n" + rate("0.0249")), "statutory_missed") == [("V1", 2023)]


def test_what_a_roadmap_releases_counts_and_what_an_allocation_gives_does_not() -> None:
    # Released 100: 900 of 1.000. The allocation gives money, but V looks at the support before it.
    roadmap = "[[roadmap]]\nunits = { }\ntargets = { 2023 = 0.4 }\n"
    gives = '[allocation]\nunits = { codes = ["V1"] }\nstages = [{ aim = "share", by = "equal" }]\n'
    result = run(2022, [GROUP_3], "horizon = 2023\n" + roadmap + gives)
    assert int(result.totals["increase"][1]) == 100 * M
    assert found(result, "statutory_missed") == []


@pytest.mark.parametrize(
    ("row", "years"),
    [
        (service("X", users=100 * M, professional=1_000 * M, support=M * 9), [2023, 2024, 2025, 2026]),
        (service("X", users=700 * M, professional=1_000 * M, support=M * 9), [2023, 2024, 2025, 2026]),
        (service("X", users=99 * M, professional=1_000 * M, support=M * 9), []),
        (service("X", users=1_000 * M, professional=1_000 * M, support=M * 9), []),
        (service("X", users=M, support=M * 9), []),
        # essential services with revenue owe it until 2024
        (service("X", users=300 * M, professional=1_000 * M, support=M * 9, essential=True), [2023, 2024]),
        (school("X", users=300 * M, professional=1_000 * M, support=M * 9), [2023, 2024]),
        (school("X", "preschool", users=300 * M, professional=1_000 * M, support=M * 9), [2023, 2024]),
        (service("X", users=300 * M, professional=1_000 * M), []),  # nothing of nothing
    ],
)
def test_who_owes_the_minimum_and_when(row: dict[str, Any], years: list[int]) -> None:
    result = run(2022, [row], "horizon = 2026")
    assert found(result, "statutory_missed") == [("X", year) for year in years]


# --- groups
# ---------------------------------------------------------------------------------------------------


def test_a_fall_from_group_2_is_a_warning_and_a_change_a_note() -> None:
    # 2022 2.000 / 2.000; 2023 2.000 / 2.155 = 92,8 %; 2024 2.000 / 2.580 = 77,5 %; 2025 2.000 / 2.850 = 70,2
    # %; 2026 2.000 / 2.945 = 67,9 %.
    rows = [school(orders=2_000 * M, salary=1_490 * M, professional=510 * M)]
    result = run(2022, rows, "horizon = 2026")
    assert groups(result, "T1") == ["2", "3a", "3a", "3a", "3b"]
    assert found(result, "group_drop") == [("T1", 2023)]
    assert found(result, "group_changed") == [("T1", 2023), ("T1", 2026)]
    assert of(result, "group_changed") == [
        {"from_group": "2", "to_group": "3a"},
        {"from_group": "3a", "to_group": "3b"},
    ]
    assert of(result, "group_drop") == [{"from_group": "2", "to_group": "3a"}]


def test_group_1_drops_too() -> None:
    rows = [school(orders=2_000 * M, salary=1_490 * M, professional=510 * M, covers_investment=True)]
    assert of(run(2022, rows, "horizon = 2023"), "group_drop") == [{"from_group": "1", "to_group": "3a"}]


def test_a_rise_is_a_change_but_no_drop_and_standing_still_is_neither() -> None:
    rows = [
        service(users=300 * M, professional=1_000 * M),
        service("V2", users=400 * M, professional=1_000 * M),
    ]
    result = run(2022, rows, '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2023 = 0.7 }\n')
    assert found(result, "group_changed") == [("V1", 2023)]
    assert found(result, "group_drop") == []


def test_to_have_no_group_is_no_change() -> None:
    # All operations are saved: nothing is spent any more.
    rows = [service(professional=100 * M, support=100 * M)]
    text = "[[roadmap]]\nunits = { }\ntargets = { 2023 = 0.5 }\nrevenue_share = 0\n"
    result = run(2022, rows, text)
    assert groups(result, "V1") == ["4", None, None, None]
    assert found(result, "group_changed") == found(result, "group_drop") == []
    assert found(result, "ratio_undefined") == [("V1", 2023), ("V1", 2024), ("V1", 2025)]


# --- support above need
# ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("support", "excess"), [(700, []), (701, [1]), (699, [])])
def test_support_above_what_spending_lacks(support: int, excess: list[int]) -> None:
    rows = [service(users=300, professional=1_000, support=support)]
    result = run(2022, rows, "horizon = 2022")
    assert [numbers["excess"] for numbers in of(result, "support_above_need")] == excess


def test_it_compares_published_amounts() -> None:
    # B'' = 10 x 1,04 = 10,4 is published as 10: support of 10 is not above it, 11 is.
    text = "horizon = 2023\n[assumptions]\ninflation = 0.04"
    for support, years in ((10, []), (11, [2022, 2023])):
        result = run(2022, [service(professional=10, support=support)], text)
        assert found(result, "support_above_need") == [("V1", year) for year in years]


@pytest.mark.parametrize(
    "row",
    [
        service(users=1_000, professional=1_000, support=9),
        service(users=1_000, professional=1_000, support=9, covers_investment=True),
        service(users=1_000, support=9),
    ],
    ids=["group 2", "group 1", "no group"],
)
def test_groups_1_and_2_have_no_need_to_be_above(row: dict[str, Any]) -> None:
    assert "support_above_need" not in kinds_found(run(2022, [row]))


# --- below the norm
# -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("available", "below"),
    [(10_000_000, False), (9_999_995, False), (9_999_994, True), (10_000_001, False), (0, True), (-5, True)],
)
def test_a_school_is_below_its_norm_by_a_millionth(available: int, below: bool) -> None:
    # 0,9999995 is published as 1,000000; 0,9999994 as 0,999999.
    rows = [school(salary=100 * M, support=100 * M + available)]
    result = run(2022, rows, "horizon = 2022\n[norms.primary]\nper_unit = 10_000_000")
    assert found(result, "below_norm") == ([("T1", 2022)] if below else [])
    if below:
        assert of(result, "below_norm")[0]["missing"] == 10_000_000 - available


def test_whose_norm_is_looked_at() -> None:
    rows = [
        school("T1", salary=100 * M, support=100 * M),
        school("M1", "preschool", salary=100 * M, support=100 * M),
        service("V1", salary=100 * M, support=100 * M),
    ]
    norms = "horizon = 2022\n[norms.service]\nteaching_share = 0.2\n"
    # All schools without an allocation, and no service unit even with a norm; else the schools of the scope.
    assert found(run(2022, rows, norms), "below_norm") == [("T1", 2022), ("M1", 2022)]
    scoped = norms + '[allocation]\nunits = { codes = ["M1", "V1"] }'
    assert found(run(2022, rows, scoped), "below_norm") == [("M1", 2022)]
    assert found(run(2022, rows, norms + "[allocation]"), "below_norm") == [("T1", 2022), ("M1", 2022)]


def test_without_a_norm_nothing_is_below_it() -> None:
    rows = [school(salary=100 * M, support=100 * M)]
    assert found(run(2022, rows, "[norms.primary]"), "below_norm") == []


# --- near a threshold
# -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("threshold", [100_000, 300_000, 700_000, 1_000_000])
@pytest.mark.parametrize(
    ("offset", "near"),
    [(-10_001, False), (-10_000, True), (-1, True), (0, True), (10_000, True), (10_001, False)],
)
def test_within_a_percent_of_a_threshold_on_either_side(threshold: int, offset: int, near: bool) -> None:
    # A of 1.000.000 đồng: each đồng is a millionth.
    rows = [service(users=threshold + offset, professional=1_000_000)]
    result = run(2022, rows, "horizon = 2022")
    assert found(result, "near_threshold") == ([("V1", 2022)] if near else [])
    if near:
        assert of(result, "near_threshold") == [{"threshold": threshold / 1_000_000}]


def test_nothing_is_no_threshold() -> None:
    for users in (0, 5_000):
        assert "near_threshold" not in kinds_found(run(2022, [service(users=users, professional=1_000_000)]))


def test_a_ratio_is_compared_in_millionths() -> None:
    # 289.999,6 of a million reads 0,290000 and is near; 289.999,4 reads 0,289999 and is not.
    for users, near in ((2_899_996, True), (2_899_994, False)):
        result = run(2022, [service(users=users, professional=10_000_000)], "horizon = 2022")
        assert bool(found(result, "near_threshold")) == near
