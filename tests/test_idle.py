"""Why a card of a plan takes, asks or gives nothing: each ground on a city small enough for the hand."""

from __future__ import annotations

import pytest

from budget.idle import Idle, idle_measures, idle_parts
from budget.idle_grants import idle_exceptions, idle_stages
from budget.simulate import Result
from tests.plans import M, run, school, service
from tests.test_exceptions import result as excepted

# V1 has 0 + 600 - 600, V2 400 + 400 - 800: both spend what they have. V1 earns nothing (group 4), V2 half.
CITY = [
    service("V1", professional=600 * M, support=600 * M),
    service("V2", users=400 * M, professional=800 * M, support=400 * M),
]
TARGET = '[[reductions]]\nmethod = "target"\ntarget = { 2023 = 0.1 }\n'
STATUTORY = '[[reductions]]\nmethod = "statutory"\n'


def rate(value: str, more: str = "") -> str:
    return f'[[reductions]]\nmethod = "rate"\nrate = {value}\n{more}\n'


def road(code: str, target: float, year: int = 2023, more: str = "") -> str:
    return f'[[roadmap]]\nunits = {{ codes = ["{code}"] }}\ntargets = {{ {year} = {target} }}\n{more}\n'


def measures(text: str, year: int = 2023) -> list[tuple[str, bool] | None]:
    return grounds(idle_measures(run(2022, CITY, text), year))


def parts_of(text: str, year: int = 2023) -> list[tuple[str, bool] | None]:
    return grounds(idle_parts(run(2022, CITY, text), year))


def grounds(found: tuple[Idle | None, ...]) -> list[tuple[str, bool] | None]:
    return [(one.why, one.always) if one else None for one in found]


def test_a_target_that_the_roadmap_has_reached_names_it_and_what_it_took() -> None:
    # V2 to 65 %: 0,65 x 800 - 400 = 120 released, more than a tenth of 1.000.
    result = run(2022, CITY, road("V2", 0.65) + TARGET)
    (found,) = idle_measures(result, 2023)
    assert found == Idle("met_roadmap", True, {"taken": 120 * M})


def test_one_that_earlier_cards_have_reached_says_that() -> None:
    # 15 % a year of 1.000 take 150 in 2023, a tenth is 100.
    assert measures(rate("0.15") + TARGET) == [None, ("met_measures", True)]
    # 5 % of V2's 400 (20) by the roadmap, the rate takes 60 of V1 and 20 more of V2: 100 in all
    both = road("V2", 0.525) + rate("0.1") + TARGET
    (_, found) = idle_measures(run(2022, CITY, both), 2023)
    assert found == Idle("met_both", True, {"taken": 100 * M})


def test_what_holds_in_one_year_only_is_said_of_that_year() -> None:
    # 10 % a year stand in 2023, and the target asks 10 %; its 20 % of 2025 ask 10 % more
    text = rate("{ 2023 = 0.1 }") + TARGET.replace("0.1 }", "0.1, 2025 = 0.2 }")
    assert measures(text, 2023) == [None, ("met_measures", False)]
    assert measures(text, 2025) == [None, None]
    # in the base year no card works: only what holds for every year is said
    assert measures(text, 2022) == [None, None]
    assert measures(rate("0"), 2022) == [("no_rate", True)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (rate("0"), "no_rate"),
        (rate("0.1", 'units = { codes = ["X"] }'), "nobody"),
        (TARGET.replace("2023", "2021"), "target_past"),
        (TARGET.replace("2023 = 0.1", ""), "no_target"),
        # neither has anything to spare after its spending
        (TARGET + 'share_by = "headroom"\n', "no_headroom"),
        # 10 % are gone, and more than 10 % may not go
        (rate("{ 2023 = 0.1 }") + rate("{ 2023 = 0.2 }", "max_cut = 0.1"), "cap"),
        (rate("{ 2023 = 1 }") + rate("0.1"), "no_support"),
    ],
)
def test_other_grounds_on_which_a_measure_takes_nothing(text: str, why: str) -> None:
    assert measures(text)[-1] == (why, True)


def test_the_law_asks_nothing_of_those_whom_it_protects() -> None:
    # V1 is of group 4. E is of group 3 (30 of 100) and essential: spared from 2025 on, though it earns.
    rows = [*CITY[:1], service("E", users=30 * M, professional=100 * M, support=70 * M, essential=True)]
    (found,) = idle_measures(run(2024, rows, STATUTORY), 2025)
    assert found == Idle("protected", True, {"units": 2, "spared": 1, "outside": 1})


def test_a_part_of_the_roadmap_whose_units_follow_a_later_one_names_it() -> None:
    text = road("V2", 0.6) + road("V1", 0.1) + road("V2", 0.7)
    (first, _, _) = idle_parts(run(2022, CITY, text), 2023)
    assert first == Idle("overruled", True, {"units": 1, "by": 3, "last": 3})
    every = '[[roadmap]]\nunits = { kinds = ["service"] }\ntargets = { 2023 = 0.9 }\n'
    (first, _, _) = idle_parts(run(2022, CITY, every + road("V2", 0.7) + road("V1", 0.2)), 2023)
    assert first == Idle("overruled_many", True, {"units": 2, "by": 2, "last": 3})
    (first, _) = idle_parts(run(2022, CITY, every + road("V2", 0.7)), 2023)
    assert first == Idle("overruled_some", True, {"n": 1, "units": 2})


def test_other_grounds_on_which_a_part_of_the_roadmap_asks_nothing() -> None:
    # V2 stands at 50 % already
    assert parts_of(road("V2", 0.5)) == [("reached", True)]
    assert parts_of(road("V2", 0.4) + road("V1", 0.1)) == [("reached", True), None]
    assert parts_of(road("V2", 0.9, 2021)) == [("target_past", True)]
    assert parts_of(road("X", 0.9)) == [("nobody", True)]
    assert parts_of('[[roadmap]]\nunits = { codes = ["V2"] }\n') == [("no_target", True)]
    # without a target a part still takes its unit from the one before, which then asks nothing of it
    bare = '[[roadmap]]\nunits = { codes = ["V2"] }\n'
    assert parts_of(road("V2", 0.6) + bare) == [("overruled", True), ("kept", True)]
    # from 50 % of 2022 down to 40 % in 2023 nothing is asked, up to 60 % in 2025 something
    late = '[[roadmap]]\nunits = { codes = ["V2"] }\ntargets = { 2023 = 0.4, 2025 = 0.6 }\n'
    assert parts_of(late, 2023) == [("reached", False)]
    assert parts_of(late, 2025) == [None]


def test_a_unit_without_spending_has_no_degree_to_raise() -> None:
    rows = [*CITY, service("V3", support=10 * M)]
    (found,) = idle_parts(run(2022, rows, road("V3", 0.5)), 2023)
    assert found == Idle("no_degree", True, {"units": 1})


# --- allocation ---------------------------------------------------------------------------------------------

# Two schools with 20 and 30 of a norm of 40: 10 and 20 are missing, base support 120 and 130.
SCHOOLS = [
    school("T1", salary=100 * M, professional=20 * M, support=120 * M),
    school("T2", salary=100 * M, professional=30 * M, support=130 * M),
]
NORM, SHARE = '{ aim = "norm" }', '{ aim = "share", by = "equal" }'


def given(pool: int, stages: str, more: str = "", norm: str = "per_unit = 40_000_000") -> Result:
    text = (
        f"horizon = 2022\n[norms.primary]\n{norm}\n[allocation]\n"
        f'pool = {{ from = "amount", by_year = {{ 2022 = {pool * M} }} }}\nstages = [{stages}]\n{more}'
    )
    return run(2021, SCHOOLS, text)


def stages(*args: str, pool: int) -> list[Idle | None]:
    return list(idle_stages(given(pool, *args), 2022))


def test_a_stage_after_the_pool_is_used_up_says_so() -> None:
    assert stages(f"{NORM}, {SHARE}", pool=15) == [None, Idle("used_up", True, {"pool": 15 * M})]


def test_a_stage_whose_norm_is_reached_says_what_is_left_for_the_next() -> None:
    # 30 bring both to their norm, 70 of 100 are left
    found = stages(f"{NORM}, {NORM}, {SHARE}", pool=100)
    assert found == [None, Idle("met_norm", True, {"left": 70 * M}), None]


def test_other_grounds_on_which_a_stage_gives_nothing() -> None:
    assert stages(NORM, pool=0) == [Idle("no_pool", True)]
    assert stages(NORM, 'units = { codes = ["X"] }', pool=10) == [Idle("nobody", True)]
    # a tenth of 120 and 130 is 12 and 13, all of it given by the first stage
    capped = stages(f"{SHARE}, {SHARE}", "cap = 0.1", pool=100)
    assert capped == [None, Idle("at_cap", True, {"cap": 0.1})]
    assert stages(NORM, "", "teaching_share = 0", pool=10) == [Idle("no_norm", True, {"units": 2})]


def test_an_exception_that_grants_nothing_says_why() -> None:
    def why(entry: str, pool: int = 100) -> list[str | None]:
        found = idle_exceptions(given(pool, SHARE, f"exceptions = [{entry}]"), 2022)
        return [one.why if one else None for one in found]

    one = '{ unit = "T1", by_year = { 2022 = 5_000_000 } }'
    assert why(one) == [None]
    assert why(f"{one}, {one}") == ["overruled", None]
    assert why('{ unit = "X", by_year = { 2022 = 5_000_000 } }') == ["unknown"]
    assert why('{ unit = "T1", by_year = { 2023 = 5_000_000 } }') == ["before"]
    assert why('{ unit = "T1", by_year = { 2022 = 900_000 } }') == ["below_step"]
    assert why('{ unit = "T1", by_year = { 2022 = 0 } }') == ["no_amount"]
    assert why('{ unit = "T1", by_year = {} }') == ["no_amount"]
    assert why(one, pool=0) == ["exceptions_short"]


def test_an_exception_of_a_later_year_has_an_effect_before_it() -> None:
    """Its unit takes no part in the stages of any year: to call it without effect would be wrong."""
    later = excepted('{ unit = "A", by_year = { 2024 = 50_000_000 } }')
    assert idle_exceptions(later, 2023) == (Idle("apart", False, {"year": 2023}),)
    assert idle_exceptions(later, 2024) == (None,)


def test_without_an_allocation_there_is_nothing_to_say() -> None:
    assert idle_stages(run(2022, CITY), 2023) == ()
    assert idle_exceptions(run(2022, CITY), 2023) == ()


def test_a_target_that_nobody_has_anything_left_for_tells_what_is_missing() -> None:
    # a tenth of 600 + 400, and neither has anything to spare after its spending
    (found,) = idle_measures(run(2022, CITY, TARGET + 'share_by = "headroom"\n'), 2024)
    assert found == Idle("no_headroom", True, {"missing": 100 * M, "share": 0.1, "of_year": 2024})
