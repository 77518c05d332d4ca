"""The roadmap to autonomy: what units must earn and save, and what the State takes back for it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from budget.report.words import Words
from tests.plans import M, across, cell, found, groups, kinds_found, path, run, school, service, value

# A service unit of 300 over 1.000, 700 from the State: its prices follow its costs, so that it stands still.
ROW = service(users=300 * M, professional=1_000 * M, support=700 * M)


def entry(targets: str, *rest: str, units: str = '{ kinds = ["service"] }') -> str:
    return f"[[roadmap]]\nunits = {units}\ntargets = {{ {targets} }}\n" + "\n".join(rest) + "\n"


def to_half(*rest: str, row: dict[str, Any] = ROW, year: int = 2022) -> Any:
    """0,4 in the first year, 0,5 in the second, then level."""
    return run(year, [row], entry(f"{year + 2} = 0.5", *rest))


# --- the path -----------------------------------------------------------------------------------------------


def test_the_path_is_linear_from_the_base_year_through_the_targets_and_then_level() -> None:
    # 0,3 -> 0,4 by 2023, -> 0,7 by 2026: 0,5 and 0,6 between, 0,7 after.
    result = run(2022, [ROW], "horizon = 2028\n" + entry("2026 = 0.7, 2023 = 0.4"))
    assert result["target"][0].tolist() == pytest.approx([0.3, 0.4, 0.5, 0.6, 0.7, 0.7, 0.7])
    assert path(result, "roadmap_revenue", "V1") == [0, *(x * M for x in (100, 200, 300, 400, 400, 400))]


def test_a_path_may_go_down_and_up() -> None:
    result = run(2022, [ROW], "horizon = 2026\n" + entry("2024 = 0.2, 2026 = 0.5"))
    assert result["target"][0].tolist() == pytest.approx([0.3, 0.25, 0.2, 0.35, 0.5])
    assert path(result, "roadmap_revenue", "V1") == [0, 0, 0, 50 * M, 200 * M]


def test_an_entry_without_targets_asks_nothing() -> None:
    result = run(2022, [ROW], '[[roadmap]]\nunits = { codes = ["V1"] }\n')
    assert path(result, "support", "V1") == [700 * M] * 4


# --- revenue and saving -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "saving", "revenue", "second"),
    [
        # 2023 at 0,4: all by revenue 0,4 x 1.000 - 300; 2024 at 0,5: 200
        (1, 0, 100, (0, 200)),
        # all by saving: 1.000 - 300 / 0,4 = 250; 1.000 - 300 / 0,5 = 400
        (0, 250, 0, (400, 0)),
        # half of the saving, 125, then 0,4 x 875 - 300 = 50; 200, then 0,5 x 800 - 300 = 100
        (0.5, 125, 50, (200, 100)),
    ],
)
def test_revenue_and_saving_reach_the_target_together(
    share: float, saving: int, revenue: int, second: tuple[int, int]
) -> None:
    result = to_half(f"revenue_share = {share}")
    assert path(result, "roadmap_saving", "V1") == [0, saving * M, second[0] * M, second[0] * M]
    assert path(result, "roadmap_revenue", "V1") == [0, revenue * M, second[1] * M, second[1] * M]
    assert value(result, "ratio", "V1", 2023) == pytest.approx(0.4)
    assert cell(result, "own_revenue", "V1", 2023) == (300 + revenue) * M
    assert cell(result, "spending", "V1", 2023) == (1_000 - saving) * M
    assert cell(result, "operations", "V1", 2023) == (1_000 - saving) * M


def test_both_are_rounded_up_to_whole_dong_so_that_a_threshold_is_reached() -> None:
    # m = 1: 0,3 x 1.001 - 100 = 200,3 -> 201. m = 0: 1.001 - 100 / 0,3 = 667,67 -> 668, and 0,3 x 333 < 100.
    row = service(users=100, professional=1_001, support=901)
    for share, expected in ((1, (0, 201)), (0, (668, 0))):
        result = run(2022, [row], entry("2023 = 0.3", f"revenue_share = {share}", "release = 0"))
        assert (
            cell(result, "roadmap_saving", "V1", 2023),
            cell(result, "roadmap_revenue", "V1", 2023),
        ) == expected
        assert groups(result, "V1")[:2] == ["4", "3b"]


@pytest.mark.parametrize(("own", "asked"), [(300_000_000_000, 0), (299_999_999_999, 1)])
def test_one_dong_short_of_the_target_is_asked_for_however_large_the_unit(own: int, asked: int) -> None:
    # 0,3 x 10^12 = 300 x 10^9. One đồng short, the unit stands in group 3b already, 10^-12 of B being 1 đồng.
    row = service(users=own, professional=1_000_000_000_000, support=M)
    result = run(2021, [row], "horizon = 2022\n" + entry("2022 = 0.3"))
    assert path(result, "roadmap_revenue", "V1") == [0, asked]
    assert groups(result, "V1") == ["3b", "3b"]


def test_a_target_met_exactly_asks_for_nothing_where_floats_are_coarser_than_the_rounding() -> None:
    # 0,07 x 10.000.000.000.100 = 700.000.000.007: it stands on its target, but in float64 the product is
    # 0,00012 đồng more.
    row = service(users=700_000_000_007, professional=10_000_000_000_100, support=M)
    result = run(2021, [row], "horizon = 2022\n" + entry("2022 = 0.07"))
    assert path(result, "roadmap_revenue", "V1") == [0, 0]


@pytest.mark.parametrize(("target", "group"), [(0.1, "3c"), (0.3, "3b"), (0.7, "3a"), (1, "2")])
@pytest.mark.parametrize("share", [1, 0.35, 0])
def test_a_target_on_a_threshold_reaches_the_group(target: float, group: str, share: float) -> None:
    row = service(users=77_777_777, professional=1_234_567_891, support=M)
    result = run(2022, [row], entry(f"2023 = {target}", f"revenue_share = {share}"))
    assert groups(result, "V1")[1] == group


def test_the_saving_is_limited_by_operations() -> None:
    # 300 over 900 + 100, target 0,6: 1.000 - 300 / 0,6 = 500 is more than the 100 of operations; revenue does
    # the rest: 0,6 x 900 - 300 = 240. Base pay stands from 2021 to 2022.
    row = service(users=300 * M, salary=900 * M, professional=100 * M, support=700 * M)
    result = run(2021, [row], "horizon = 2022\n" + entry("2022 = 0.6", "revenue_share = 0"))
    assert path(result, "roadmap_saving", "V1") == [0, 100 * M]
    assert path(result, "roadmap_revenue", "V1") == [0, 240 * M]
    assert path(result, "operations", "V1") == [100 * M, 0]
    assert path(result, "support", "V1") == [700 * M, 360 * M]


def test_operations_are_rounded_down_where_they_limit_the_saving() -> None:
    # Operations 103 x 1,03 = 106,09: a saving of 106, never 107. Group 4, so that its prices do not follow.
    row = service(users=50, salary=900, professional=103, support=953)
    text = "horizon = 2022\n[assumptions]\ninflation = 0.03\n" + entry("2022 = 0.9", "revenue_share = 0")
    result = run(2021, [row], text)
    assert path(result, "roadmap_saving", "V1") == [0, 106]
    # 0,9 x 900,09 - 50 = 760,081 -> 761
    assert path(result, "roadmap_revenue", "V1") == [0, 761]


def test_a_target_already_reached_asks_nothing_and_takes_nothing() -> None:
    result = run(2022, [ROW], entry("2023 = 0.3"))
    assert path(result, "support", "V1") == [700 * M] * 4
    assert path(result, "roadmap_revenue", "V1") == [0] * 4
    # A school whose degree falls as pay rises is asked again for what it had: 600 / 2.000, 0,3 x 2.155 =
    # 646,5.
    rows = [school(users=600 * M, salary=1_490 * M, professional=510 * M, support=1_400 * M)]
    fallen = run(2022, rows, "horizon = 2023\n" + entry("2023 = 0.3", units='{ codes = ["T1"] }'))
    assert path(fallen, "roadmap_revenue", "T1") == [0, 46_500_000]


def test_a_unit_without_own_revenue_begins_at_nothing() -> None:
    # r(2023) = 0,1: 100 of revenue; with a target of 0 nothing, in every year.
    row = service(professional=1_000 * M, support=1_000 * M)
    assert path(to_half(row=row), "roadmap_revenue", "V1") == [0, 250 * M, 500 * M, 500 * M]
    assert path(run(2022, [row], entry("2023 = 0")), "support", "V1") == [1_000 * M] * 4
    # By savings alone there would have to be no spending at all; what cannot be saved is not missing from
    # revenue: 1.000 - 0 / 0,25 = all of the operations, and 0,25 x 0 - 0 = 0.
    alone = to_half("revenue_share = 0", row=row)
    assert path(alone, "roadmap_saving", "V1") == [0, 1_000 * M, 1_000 * M, 1_000 * M]
    assert path(alone, "roadmap_revenue", "V1") == [0, 0, 0, 0]
    assert groups(alone, "V1") == ["4", None, None, None]


# --- the State's part ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("release", "support"), [(1, 600), (0.5, 650), (0.25, 675), (0, 700)])
def test_the_state_takes_its_share_of_what_is_earned_and_saved(release: float, support: int) -> None:
    result = to_half(f"release = {release}")
    assert cell(result, "support", "V1", 2023) == support * M
    assert cell(result, "released", "V1", 2023) == (700 - support) * M


def test_saving_and_revenue_are_released_alike() -> None:
    # 125 + 50 = 175 in 2023, 200 + 100 in 2024
    result = to_half("revenue_share = 0.5")
    assert path(result, "support", "V1") == [700 * M, 525 * M, 400 * M, 400 * M]


def test_half_a_dong_is_rounded_once() -> None:
    # 701 - 0,5 x 101 = 650,5 -> 651, so 50 are released. 0,4 x 1.001 - 300 = 100,4 -> 101.
    row = service(users=300, professional=1_001, support=701)
    result = run(2022, [row], entry("2023 = 0.4", "release = 0.5"))
    assert (cell(result, "support", "V1", 2023), cell(result, "released", "V1", 2023)) == (651, 50)


@pytest.mark.parametrize(("spending", "support"), [(780, 697), (785, 697), (790, 696)])
def test_what_the_state_leaves_is_rounded_to_the_nearest_dong(spending: int, support: int) -> None:
    # 0,4 of 780, 785 and 790 less 300 are 12, 14 and 16; 701 - 0,3 of it is 697,4; 696,8 and 696,2.
    row = service(users=300, professional=spending, support=701)
    result = run(2022, [row], entry("2023 = 0.4", "release = 0.3"))
    assert cell(result, "support", "V1", 2023) == support
    assert cell(result, "released", "V1", 2023) == 701 - support


def test_nothing_is_released_below_nothing() -> None:
    row = service(users=300 * M, professional=1_000 * M, support=50 * M)
    assert path(to_half(row=row), "support", "V1") == [50 * M, 0, 0, 0]


def test_recovering_the_surplus_leaves_what_spending_lacks() -> None:
    # Support 800 though 700 are missing. 2023: 800 - 100 = 700, but 1.000 - 400 = 600 are missing. 2024: 500.
    row = {**ROW, "support": 800 * M}
    result = to_half("recover_surplus = true", row=row)
    assert path(result, "support", "V1") == [800 * M, 600 * M, 500 * M, 500 * M]
    assert path(result, "released", "V1") == [0, 200 * M, 300 * M, 300 * M]
    # It never gives more than there was: 500 of support where 600 are missing.
    poor = to_half("recover_surplus = true", row={**ROW, "support": 500 * M})
    assert path(poor, "support", "V1") == [500 * M, 400 * M, 300 * M, 300 * M]


def test_the_surplus_is_recovered_also_where_the_target_is_reached_and_nothing_released() -> None:
    row = {**ROW, "support": 800 * M}
    result = run(2022, [row], entry("2023 = 0.2", "recover_surplus = true", "release = 0"))
    assert path(result, "support", "V1") == [800 * M, 700 * M, 700 * M, 700 * M]


def test_nothing_happens_in_the_base_year() -> None:
    result = to_half("recover_surplus = true", row={**ROW, "support": 800 * M})
    for figure in ("released", "roadmap_revenue", "roadmap_saving"):
        assert cell(result, figure, "V1", 2022) == 0


# --- who is on the roadmap ----------------------------------------------------------------------------------


def test_the_last_entry_that_picks_a_unit_is_the_one_it_takes() -> None:
    rows = [ROW, {**ROW, "code": "V2"}]
    general = entry("2023 = 0.5", "release = 0.5", "recover_surplus = true")
    own = entry("2023 = 0.4", units='{ codes = ["V2"] }')
    # V1: 200 of revenue, 700 - 100 = 600, but 500 are missing. V2: 100 of revenue, all released, nothing
    # recovered.
    assert across(run(2022, rows, general + own), "support", 2023) == [500 * M, 600 * M]
    # The other way round the general one wins for both.
    assert across(run(2022, rows, own + general), "support", 2023) == [500 * M, 500 * M]


def test_a_unit_that_no_entry_picks_keeps_its_status_quo() -> None:
    result = run(2022, [ROW, {**ROW, "code": "V2"}], entry("2023 = 0.5", units='{ codes = ["V2"] }'))
    assert path(result, "support", "V1") == [700 * M] * 4
    assert result["target"][0].tolist() == pytest.approx([float("nan")] * 4, nan_ok=True)


def test_a_unit_without_a_degree_takes_no_entry() -> None:
    rows = [service(users=M, support=5 * M), {**ROW, "code": "V2"}]
    result = run(2022, rows, entry("2023 = 0.5", "recover_surplus = true"))
    assert across(result, "support", 2023) == [5 * M, 500 * M]
    # Alone it is still picked, so that the selector is not empty.
    assert "selector_empty" not in kinds_found(run(2022, rows[:1], entry("2023 = 0.5")))


def test_a_selector_that_picks_nobody_is_a_finding() -> None:
    result = run(2022, [ROW], entry("2023 = 0.5", units='{ codes = ["?"] }'))
    [finding] = result.findings.of("selector_empty")
    assert (finding.severity, finding.unit, dict(finding.numbers)) == (
        "note",
        None,
        {"of": "roadmap", "number": 1},
    )
    assert path(result, "support", "V1") == [700 * M] * 4


def test_targets_at_or_before_the_base_year_are_ignored_with_a_finding() -> None:
    result = run(2022, [ROW], entry("2021 = 0.9, 2022 = 0.8, 2024 = 0.5"))
    assert path(result, "roadmap_revenue", "V1") == [0, 100 * M, 200 * M, 200 * M]
    assert found(result, "target_ignored") == [(None, 2021), (None, 2022)]
    assert [f.numbers["of"] for f in result.findings.of("target_ignored")] == ["roadmap", "roadmap"]
    assert found(run(2022, [ROW], entry("2023 = 0.5")), "target_ignored") == []


# --- what it asks -------------------------------------------------------------------------------------------


def test_what_is_asked_of_a_school_by_pupil_and_month() -> None:
    # 0,2 x 1.000 - 100 = 100 triệu over 200 pupils and 9 months = 55.555,6 đồng
    rows = [
        school(kind="lower_secondary", tuition=100 * M, professional=1_000 * M, support=900 * M, pupils=200)
    ]
    result = run(2021, rows, entry("2022 = 0.2", units='{ codes = ["T1"] }'))
    assert value(result, "pupil_month", "T1", 2022) == pytest.approx(100 * M / 200 / 9)
    assert cell(result, "pupil_month", "T1", 2022) == 55_556


def test_no_pupils_or_no_school_is_no_division() -> None:
    rows = [school(tuition=100 * M, professional=1_000 * M), ROW | {"pupils": 30}]
    result = run(2021, rows, entry("2022 = 0.5", units="{ }"))
    assert np.isnan(result["pupil_month"]).all()
    assert across(result, "roadmap_revenue", 2022) == [400 * M, 200 * M]


def test_the_growth_it_implies_is_of_own_revenue_without_state_money() -> None:
    # A = 300 of which orders 80 and compensation 20: own 200. 2023: (200 + 100) / 200 - 1 = 50 %; 2024 and
    # 2025: ((200 + 200) / 200)^(1/2) - 1 and ^(1/3) - 1.
    row = service(users=200 * M, orders=80 * M, compensation=20 * M, professional=1_000 * M, support=700 * M)
    growth = to_half(row=row)["growth"][0]
    assert growth[1:].tolist() == pytest.approx([0.5, 2**0.5 - 1, 2 ** (1 / 3) - 1])


@pytest.mark.parametrize(
    ("target", "limit", "years"),
    [
        ("0.345", "", []),  # 45 on 300 in one year is exactly 15 %
        ("0.345001", "", [2023]),  # 45,001 on 300 is 15,0003 %
        ("0.34500012", "", []),  # 15,00004 % is published as 15,0000
        ("0.34500018", "", [2023]),  # 15,00006 % as 15,0001
        ("0.36", "", [2023]),  # 20 % in 2023; in 2024 the same level is 9,5 % a year
        ("0.36", "0.2", []),
        ("0.36", "0.19", [2023]),
        ("0.6", "", [2023, 2024, 2025]),  # 100 %; 41,4 % a year; 26,0 % a year
    ],
)
def test_a_growth_above_the_plausible_one_is_a_finding(target: str, limit: str, years: list[int]) -> None:
    text = f"[assumptions]\nplausible_growth = {limit}\n" if limit else ""
    result = run(2022, [ROW], text + entry(f"2023 = {target}"))
    assert found(result, "roadmap_implausible") == [("V1", year) for year in years]


def test_what_is_implausible_is_told_with_its_amount_and_growth() -> None:
    # 0,36 x 1.000 - 300 = 60 triệu on 300 in one year
    result = run(2022, [ROW], "horizon = 2023\n" + entry("2023 = 0.36"))
    (told,) = result.findings.of("roadmap_implausible")
    assert told.numbers == {"revenue": 60 * M, "growth": pytest.approx(0.2), "limit": 0.15}
    said = Words().finding(told).replace("\N{NO-BREAK SPACE}", " ")
    assert said.endswith("tăng thu 60.000.000 đồng, bình quân 20,0 % mỗi năm (mức hợp lý 15 %).")


def test_where_nothing_is_asked_there_is_no_growth() -> None:
    # 0,3 is what the unit has: nothing in 2023, 100 on 300 in 2024
    growth = run(2022, [ROW], "horizon = 2024\n" + entry("2023 = 0.3, 2024 = 0.4"))["growth"][0]
    assert np.isnan(growth).tolist() == [True, True, False]


def test_revenue_asked_of_a_unit_that_has_none_of_its_own_is_implausible() -> None:
    # All of its revenue is orders of the State; the model computes it all the same.
    row = service(orders=300 * M, professional=1_000 * M, support=700 * M)
    result = to_half(row=row)
    assert found(result, "roadmap_implausible") == [("V1", 2023), ("V1", 2024), ("V1", 2025)]
    told = next(iter(result.findings.of("roadmap_implausible")))
    assert Words().finding(told).endswith("đơn vị chưa có nguồn thu để tăng.")
    assert path(result, "roadmap_revenue", "V1") == [0, 100 * M, 200 * M, 200 * M]


def test_savings_alone_are_never_implausible() -> None:
    row = service(orders=300 * M, professional=1_000 * M, support=700 * M)
    result = to_half("revenue_share = 0", row=row)
    assert cell(result, "roadmap_saving", "V1", 2023) == 250 * M
    assert found(result, "roadmap_implausible") == []


def test_own_revenue_that_turns_into_a_loss_is_no_growth() -> None:
    # 2026: tuition has become compensation, other revenue is a loss of 50. A = 1.050 of 10.000; 0,108 asks
    # 30, and own revenue is -20 after it: all of the 50 of 2024 is gone, which is no implausible growth.
    rows = [
        school(
            kind="preschool",
            tuition=100 * M,
            compensation=1_000 * M,
            other_revenue=-50 * M,
            professional=10_000 * M,
            support=9_000 * M,
        )
    ]
    result = run(2024, rows, "horizon = 2026\n" + entry("2026 = 0.108", units='{ codes = ["T1"] }'))
    assert cell(result, "roadmap_revenue", "T1", 2026) == 30 * M
    assert value(result, "growth", "T1", 2026) == -1
    assert found(result, "roadmap_implausible") == []
