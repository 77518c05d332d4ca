"""Why a lever that was moved gives the same result: each ground on a city small enough for the hand."""

from __future__ import annotations

from typing import Any

import pytest

from budget.planning import same_result
from budget.report.words import Words
from budget.unmoved import LEVERS, unmoved
from budget.unmoved_edit import Said
from tests.plans import M, run, school, service

# V1 earns nothing (group 4), V2 half of what it spends (3b). The schools lack 10 and 20 of a norm of 40.
CITY = [
    service("V1", professional=600 * M, support=600 * M),
    service("V2", users=400 * M, professional=800 * M, support=400 * M),
    school("T1", salary=100 * M, professional=30 * M, support=130 * M, pupils=10),
    school("T2", salary=100 * M, professional=20 * M, support=120 * M),
]
STILL = "horizon = 2023\n"
NORM = "[norms.primary]\nper_unit = 40_000_000\n"


def said(before: str, after: str, rows: Any = CITY, year: int = 2022) -> list[Said]:
    """The grounds; the premise, that nothing moves, is checked too."""
    was, now = run(year, rows, STILL + before), run(year, rows, STILL + after)
    assert same_result(was, now)
    return list(unmoved(was, now))


def moves(text: str, lever: str, *values: str, rows: Any = CITY, year: int = 2022) -> list[Said]:
    """The grounds where `lever` in the text goes from the first value to the second."""
    return said(*(text.replace(lever, value) for value in values), rows=rows, year=year)


# --- allocation ---------------------------------------------------------------------------------------------

MONEY = NORM + (
    '[allocation]\npool = { from = "amount", by_year = { 2023 = 9_000_000 } }\n'
    'stages = [ { aim = "share", by = "equal" } ]\n#\n'
)


def test_a_cap_that_no_school_comes_to_tells_the_largest_rise() -> None:
    # 9 among two: 4 and 5, the odd one to the lower code T1; 5 of 130 are 3,846 %, 4 of 120 are 3,333 %
    (found,) = moves(MONEY, "#", "cap = 0.1", "cap = 0.11")
    assert found == ("cap_free", {"share": pytest.approx(5 / 130), "name": "T1", "year": 2023})
    assert Words("vi").t(f"unmoved.{found[0]}", **found[1]).replace("\N{NO-BREAK SPACE}", " ") == (
        "Không trường nào chạm trần: tăng nhiều nhất 3,8 % kinh phí năm gốc (T1, năm 2023)."
    )
    # no cap at all, or one taken away, moves no more
    assert moves(MONEY, "#", "cap = 0.1", "")[0][0] == "cap_free"
    # 2 % of 130 and 120 are 2,6 and 2,4: 2 in whole steps of a million, as 2,1 % are
    assert moves(MONEY, "#", "cap = 0.02", "cap = 0.021") == [("cap_step", {"step": M})]


def test_a_floor_that_every_school_exceeds_tells_the_smallest_rise() -> None:
    # 1 % of 130 and 120 are 1 each, and 3 each of the 6 left; without it 4 each of the 8: 4 of 130 are least
    even = MONEY.replace("9_000_000", "8_000_000")
    (found,) = moves(even, "#", "floor = 0.01", "floor = 0.0")
    assert found == ("floor_met", {"share": pytest.approx(4 / 130), "name": "T1", "year": 2023})
    # 0,5 % of 130 and 120 are less than a million
    assert moves(MONEY, "#", "floor = 0.005", "") == [("floor_step", {"step": M})]
    capped = "cap = 0.02\nfloor = "
    assert moves(MONEY, "#", f"{capped}0.03", f"{capped}0.04") == [("floor_capped", {"cap": 0.02})]


def test_a_pool_that_is_the_same_in_whole_steps_or_that_nobody_takes() -> None:
    assert moves(MONEY, "9_000_000", "9_000_000", "9_400_000") == [("pool_step", {"step": M})]
    # the norm takes 10 and 20 of the 40 or 50
    text = MONEY.replace('{ aim = "share", by = "equal" }', '{ aim = "norm" }')
    assert moves(text, "9_000_000", "40_000_000", "50_000_000") == [
        ("pool_left", {"year": 2023, "before": 40 * M, "after": 50 * M})
    ]
    assert moves(MONEY, "2023 = 9_000_000", "2023 = 9_000_000", "2023 = 9_000_000, 2030 = 5_000_000") == [
        ("after_horizon", {"year": 2030, "last": 2023})
    ]
    assert moves("[allocation]\n#\n", "#", 'pool = { from = "savings", share = 0.5 }', "") == [
        ("nothing_saved", {})
    ]
    two = MONEY.replace("2023 = 9_000_000", "2022 = 9_000_000#")
    assert moves(two.replace("#", "%", 1), "%", "", ", 2023 = 9_000_000") == [("same_by_year", {})]


def test_the_step_the_scope_and_an_exception() -> None:
    # 8 among two are 4 each, in steps of a million as in steps of 100.000
    even = MONEY.replace("9_000_000", "8_000_000")
    assert moves(even, "#", "round_to = 1_000_000", "round_to = 100_000") == [("round_same", {"step": M})]
    assert moves(MONEY, "#", "", 'units = { codes = ["T1", "T2"] }') == [("same_units", {"units": 2})]
    # V1 has no norm, so that it gets nothing
    norm = MONEY.replace('{ aim = "share", by = "equal" }', '{ aim = "norm" }')
    more = 'units = { codes = ["T1", "T2", "V1"] }'
    assert moves(norm, "#", "", more) == [("units_ungiven", {"units": 1})]
    by_hand = 'exceptions = [ { unit = "T1", by_year = { 2023 = %s } } ]'
    assert moves(MONEY, "#", by_hand % "5_200_000", by_hand % "5_900_000") == [
        ("exception_step", {"step": M})
    ]


def test_stages_say_who_takes_all_or_what_ends_first() -> None:
    def stage(pool: int, text: str, *values: str, more: str = "", rows: Any = CITY) -> list[Said]:
        return [
            *moves(
                f'{NORM}[allocation]\npool = {{ from = "amount", by_year = {{ 2023 = {pool * M} }} }}\n'
                f"{more}\nstages = [ {{ {text} }} ]\n",
                "?",
                *values,
                rows=rows,
            )
        ]

    ways = ('"lowest_first"', '"proportional"')
    # 30 of 40 bring both to their norm
    assert stage(40, 'aim = "norm", method = ?', *ways) == [("needs_met", {})]
    one = [CITY[0], CITY[2]]
    assert stage(5, 'aim = "norm", method = ?', *ways, rows=one) == [("one_lacks", {})]
    # 5 bring T2 from 20 to 25, of 40: neither has 36 or 40
    assert stage(5, 'aim = "norm", level = ?', "0.9", "1") == [("level_unreached", {})]
    # a tenth of 130 and 120 is 13 and 12; 36 and 40 less 20 and 30 are more than 12 for T2, at 0.9 6 for T1
    assert stage(90, 'aim = "norm", level = ?', "1.2", "1.3", more="cap = 0.1") == [
        ("all_capped", {"cap": 0.1})
    ]
    assert stage(5, 'aim = "share", by = ?', '"pupils"', '"equal"', rows=one) == [
        ("one_unit", {"name": "T1"})
    ]
    assert stage(90, 'aim = "share", by = ?', '"support"', '"equal"', more="cap = 0.1") == [
        ("all_capped", {"cap": 0.1})
    ]
    # units of groups 3 and 4 may pay a supplement of 0,3 of the payroll at the most, by the law
    (found,) = stage(90, 'aim = "supplement", multiple = ?', "0.5", "0.6")
    assert found[0] == "multiple_capped"
    assert found[1]["most"] <= 0.5


# --- reductions ---------------------------------------------------------------------------------------------

RATE = '[[reductions]]\nmethod = "rate"\nrate = 0.1\n#\n'
TARGET = '[[reductions]]\nmethod = "target"\ntarget = { 2023 = 0.1 }\n#\n'


def test_a_cap_of_a_measure_that_no_unit_comes_to_tells_the_largest_cut() -> None:
    # equally 50 each: an eighth of V2's 400, a twelfth of V1's 600
    (found,) = moves(TARGET, "#", 'share_by = "equal"\nmax_cut = 0.2', 'share_by = "equal"\nmax_cut = 0.21')
    assert found == ("max_free", {"share": 0.125, "name": "V2", "year": 2023})
    assert moves(RATE, "#", "", "max_cut = 0.5")[0][0] == "max_free"


def test_where_all_are_at_the_cap_the_other_levers_move_nothing() -> None:
    capped = "max_cut = 0.05"
    ends = [("all_at_max", {"cap": 0.05})]
    assert moves(RATE.replace("#", capped), "0.1\n", "0.1\n", "0.2\n") == ends
    assert moves(TARGET.replace("#", capped + "\n#"), "#", 'share_by = "equal"', "") == ends
    assert moves(TARGET.replace("#", capped), "2023 = 0.1", "2023 = 0.1", "2023 = 0.3") == ends
    assert moves(RATE, "0.1\n", "{ 2023 = 1 }\n", "{ 2023 = 1, 2022 = 0.5 }\n") == [
        ("base_year", {"year": 2022})
    ]


def test_other_grounds_of_a_measure() -> None:
    alone = TARGET.replace("#", 'units = { codes = ["V1"] }\n#')
    assert moves(alone, "#", 'share_by = "equal"', "") == [("one_unit", {"name": "V1"})]
    # without salaries the status quo stays what it was
    assert moves(TARGET, "#", 'of = "status_quo"', "") == [("quo_is_base", {})]
    late = "2023 = 0.1, 2030 = 0.4"
    assert moves(TARGET, "2023 = 0.1", "2023 = 0.1", late) == [
        ("after_horizon", {"year": 2030, "last": 2023})
    ]
    assert moves(RATE, "#", "", 'units = { codes = ["V1", "V2"] }') == [("same_units", {"units": 2})]
    # from 0 in 2022 a half of 0.2 is on the way to 2024
    way = "horizon = 2024\n" + TARGET
    was, now = (
        run(2022, CITY, way.replace("2023 = 0.1", text)) for text in ("2024 = 0.2", "2023 = 0.1, 2024 = 0.2")
    )
    assert same_result(was, now)
    assert unmoved(was, now) == (("same_way", {}),)


def test_a_card_without_any_effect_is_left_to_say_so_itself() -> None:
    assert moves(RATE, "0.1", "0", "0.0") == []
    none = RATE.replace("0.1", "0")
    assert moves(none, "#", "max_cut = 0.2", "max_cut = 0.3") == []


# --- roadmap ------------------------------------------------------------------------------------------------

ROAD = '[[roadmap]]\nunits = { codes = ["V2"] }\ntargets = { 2023 = 0.6 }\n#\n'


def test_parts_of_the_roadmap_say_what_does_not_follow() -> None:
    assert moves(ROAD, "2023 = 0.6", "2023 = 0.6", "2023 = 0.6, 2030 = 0.9") == [
        ("after_horizon", {"year": 2030, "last": 2023})
    ]
    assert moves(
        ROAD, '{ codes = ["V2"] }', '{ codes = ["V2"] }', '{ kinds = ["service"], groups = ["3b"] }'
    ) == [("same_units", {"units": 1})]
    # to 60 % V2 must earn 80: 480 of 800, and its 400 become 320, just what it then lacks
    assert moves(ROAD, "#", "recover_surplus = true", "") == [("no_surplus", {"units": 1})]
    # V3 has salaries alone
    salaries = [service("V3", users=50 * M, salary=100 * M, support=0)]
    text = ROAD.replace("V2", "V3")
    assert moves(text, "#", "revenue_share = 0.5", "", rows=salaries) == [("nothing_to_save", {})]
    assert moves(text, "#", "release = 0.5", "", rows=salaries) == [("no_support_left", {})]


# --- norms and assumptions ----------------------------------------------------------------------------------


def test_an_entry_of_a_norm_that_decides_for_nobody() -> None:
    # a fifth of all is a quarter of the salaries of 100: 25, less than 40 a school
    both = "[norms.primary]\nteaching_share = 0.2\nper_unit = 40_000_000\n#\n"
    kind = {"kind": "primary"}
    assert moves(both, "0.2", "0.2", "0.21") == [("amounts_greater", kind)]
    assert moves(both, "40_000_000", "20_000_000", "10_000_000") == [("ratio_greater", kind)]
    assert moves(both, "#", "", "per_site = 1_000_000") == [("no_measure", kind | {"of": "per_site"})]
    assert moves(both, "#", "", "indexed = true") == [("no_inflation", {})]
    assert moves(both, "#", "", 'counts = "support"') == [("no_own_revenue", kind)]
    assert said("", "[norms.combined]\nper_unit = 1\n") == [("no_kind", {"kind": "combined"})]
    assert said("", "[norms.primary]\nteaching_share = 0.19\n") == [("same_norm", kind)]


def test_assumptions_on_what_nobody_has() -> None:
    def assume(text: str, rows: Any = CITY, year: int = 2022) -> list[Said]:
        return said("", f"[assumptions]\n{text}\n", rows, year)

    services = [{**row, "salary": 0} for row in CITY[:2]]
    assert assume("revenue_growth = { fees = 0.1 }") == [("no_revenue", {"line": "fees"})]
    assert assume("revenue_growth = { users = 0.1 }") == [("prices_follow", {"line": "users"})]
    assert assume("pupils_growth = { service = 0.1 }") == [("no_pupils", {"kind": "service"})]
    assert assume("staff_growth = { primary = 0.1 }") == [("no_staff", {"kind": "primary"})]
    assert assume("follow_pupils = 0.9") == [("pupils_still", {})]
    assert assume("prices_follow_costs = false") == [("costs_still", {})]
    assert assume("prices_follow_costs = false", CITY[:1]) == [("nobody_pays", {})]
    assert assume("pay_drift = 0.01", services) == [("no_salary", {})]
    assert assume("state_pays_steps = 0.5") == [("steps_still", {})]
    assert assume("compensation_rate = 0.5") == [("no_tuition", {})]
    assert assume("plausible_growth = 0.2") == [("marks_alone", {})]
    assert assume("inflation = 0.1", [service("V", users=M, salary=M)]) == [("no_operations", {})]
    assert assume("own_funds_first = false") == [("set_aside_none", {})]
    assert assume("base_pay_growth = 0.1")[0][0] == "pay_enacted"
    # the law takes contributions off from 2025 on
    assert assume("contributions_share = 0.2") == [("contributions_counted", {})]
    assert assume("contributions_share = 0.2", [{**row, "contributions": 0} for row in CITY]) == [
        ("contributions_known", {})
    ]
    assert said("", 'classification = "yearly"\n') == [("groups_same", {})]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_ground_has_words(language: str) -> None:
    numbers = {
        "year": 2025, "last": 2027, "units": 3, "name": "T1", "share": 0.05, "step": M, "cap": 0.1,
        "most": 0.3, "before": 5 * M, "after": 6 * M, "kind": "primary", "of": "per_site", "line": "users",
    }  # fmt: skip
    words = Words(language)
    listed = [key for key in words._dictionary if key.startswith("unmoved.")]
    assert len(listed) > len(LEVERS)
    assert all(words.t(key, **numbers).endswith(".") for key in listed)
