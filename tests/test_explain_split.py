"""What is handed out explains itself: level, weight, bounds, whole steps and the steps left over."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest

from budget.explain import explain, explain_total
from budget.explain_terms import Term, evaluate
from budget.granted import evened
from budget.indicators import indicators
from budget.law import national_law
from budget.planning import cut_scope
from budget.remainder import cut_remainders, grant_remainders
from budget.report.ground import formula_words
from budget.report.ladder import ladder, name_of, units_ladder, worked_out
from budget.report.words import Words
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units
from tests.plans import M, run, school, service
from tests.reference.cities import case

VI, EN = Words("vi"), Words("en")

# A salary of 100 triệu, a norm of 40; base pay does not move between 2021 and 2022.
NORM = "[norms.primary]\nper_unit = 40_000_000\n"
SCHOOLS = [
    school("T1", salary=100 * M, professional=20 * M, support=120 * M),
    school("T2", salary=100 * M, professional=30 * M, support=130 * M),
]


def given(pool: int, stages: str, more: str = "") -> Result:
    pool_of = f'pool = {{ from = "amount", by_year = {{ 2022 = {pool * M} }} }}'
    return run(2021, SCHOOLS, f"horizon = 2022\n{NORM}[allocation]\n{pool_of}\nstages = [{stages}]\n{more}")


def part(term: Term, figure: str) -> Term:
    """The first term of that name below a term."""
    return next(t for t in term.walk() if t.figure == figure)


def lines(term: Term) -> list[tuple[str, str]]:
    return [(r.op, r.printed.replace("\N{NO-BREAK SPACE}", " ")) for r in ladder(term, VI).rungs]


def told(term: Term) -> dict[str, str]:
    """What is told beside a line."""
    beside = ladder(term, VI).beside
    return {r.term.figure: r.printed.replace("\N{NO-BREAK SPACE}", " ") for r in beside if r.term}


def test_schools_stand_alike_where_only_a_rounding_step_parts_them() -> None:
    """13 triệu raise 20 and 30 of 40 to 32 and 31, half a step from 31,5; 5 raise one to 25,
    below the other.
    """
    assert evened(given(13, '{ aim = "norm" }'), 2022) == 2
    assert evened(given(5, '{ aim = "norm" }'), 2022) == 0
    # nothing raises the lowest first
    assert evened(given(13, '{ aim = "share", by = "pupils" }'), 2022) == 0


def test_the_lowest_are_raised_to_a_common_level_and_a_step_is_left_over() -> None:
    """13 triệu for 20 and 30 of 40: c x 80 - 50 = 13, c = 63 : 80 = 78,75 %: 11,5 and 1,5 triệu.

    Rounded down 11 and 1; one step is left over, both fractions are 0,5, the lower code gets it.
    """
    result = given(13, '{ aim = "norm" }')
    first, second = (part(explain(result, code, 2022, "increase"), "stage_norm") for code in ("T1", "T2"))
    assert lines(first) == [
        ("start", "11.500.000"),
        ("minus", "500.000"),
        ("plus", "1.000.000"),
        ("equals", "12.000.000"),
    ]
    assert lines(second) == [("start", "1.500.000"), ("minus", "500.000"), ("equals", "1.000.000")]
    assert (first.text, second.text) == ("step_got", "step_not_got")
    beside = {"fraction": "50 %", "steps_left": "1", "fraction_least": "50 %"}
    assert told(first) == beside | {"coverage_before": "50 %"}
    assert told(second) == beside | {"coverage_before": "75 %"}
    quota, level = part(first, "below_level"), part(first, "level")
    assert lines(quota) == [("start", "31.500.000"), ("minus", "20.000.000"), ("equals", "11.500.000")]
    assert lines(part(quota, "at_level")) == [
        ("start", "40.000.000"),
        ("times", "78,75 %"),
        ("equals", "31.500.000"),
    ]
    assert lines(level) == [("start", "63.000.000"), ("divide", "80.000.000"), ("equals", "78,75 %")]
    assert lines(part(level, "level_amount")) == [
        ("start", "13.000.000"),
        ("plus", "50.000.000"),
        ("equals", "63.000.000"),
    ]
    assert told(part(level, "weights_total")) == {"units_counted": "2"}


def test_a_cap_holds_a_unit_and_the_rest_goes_to_the_others() -> None:
    """30 triệu shared equally, at most 10 % of 120 and 130: 12 and 13; 5 remain.

    20 triệu: 10 each. 24: 12 each; T1 is at its limit. 24,5 with a cap of 12 and 13: T2 gets 12,5.
    """
    share = '{ aim = "share", by = "equal" }'
    whole = given(30, share, "cap = 0.1")
    held = part(explain(whole, "T1", 2022, "increase"), "stage_share")
    assert held.text == "all_at_limit"
    assert told(held) == {"pool": "30.000.000", "limits_total": "25.000.000"}
    assert lines(held)[-1] == ("equals", "12.000.000")
    tight = given(24, share, "cap = 0.09")  # 10,8 -> 10 and 11,7 -> 11: 21 of 24
    assert lines(part(explain(tight, "T2", 2022, "increase"), "stage_share"))[-1] == ("equals", "11.000.000")
    # 24 triệu in đồng: limits 12 and 13; 12 each, so that T1 stands at its limit and T2 at the level.
    even = given(24, share, "cap = 0.1\nround_to = 1")
    assert lines(part(explain(even, "T2", 2022, "increase"), "stage_share"))[-1] == ("equals", "12.000.000")


def test_what_earlier_steps_gave_stands_before_what_is_left() -> None:
    """A floor of 5 % gives 6 and 6 (6,5 rounded down); 20 - 12 = 8 for the norm: 26 and 36 of 40.

    c x 80 - 62 = 8 would lift T1 to 35 < 36: all 8 go to T1, at 34 of 40 = 85 %.
    """
    result = given(20, '{ aim = "norm" }', "floor = 0.05")
    first = explain(result, "T1", 2022, "increase")
    assert lines(first) == [("start", "6.000.000"), ("plus", "8.000.000"), ("equals", "14.000.000")]
    assert lines(part(first, "pool_left")) == [
        ("start", "20.000.000"),
        ("minus", "12.000.000"),
        ("equals", "8.000.000"),
    ]
    assert lines(part(first, "level"))[-1] == ("equals", "85 %")
    second = part(explain(result, "T2", 2022, "increase"), "stage_norm")
    assert second.value == 0  # 40 x 85 % is 2 below what it has
    assert lines(part(second, "not_negative"))[-2:] == [("larger", "0"), ("equals", "0")]


CUT = """
horizon = 2023
[[reductions]]
method = "target"
target = { 2023 = 0.1 }
share_by = "equal"
max_cut = 0.15
"""


def test_a_cut_is_shared_within_the_most_that_each_may_lose() -> None:
    """10 % of 600 + 300 + 100 triệu are 100: 33,3 each, but V3 may lose no more than 15: 42,5 for the others.

    Half of it in 2022, on the straight way from 0: 50, 16,7 each; V3 is held at 15, the others lose 17,5.
    """
    rows = [
        service("V1", users=M, professional=601 * M, support=600 * M),
        service("V2", users=M, professional=301 * M, support=300 * M),
        service("V3", users=M, professional=101 * M, support=100 * M),
    ]
    result = run(2021, rows, CUT)
    first = explain(result, "V1", 2023, "cut")
    measure = part(first, "measure")
    assert lines(measure) == [("start", "1"), ("times", "42.500.000"), ("equals", "42.500.000")]
    level = part(first, "level_unit")
    assert lines(level) == [("start", "85.000.000"), ("divide", "2"), ("equals", "42.500.000")]
    assert lines(part(level, "level_amount")) == [
        ("start", "100.000.000"),
        ("minus", "15.000.000"),
        ("equals", "85.000.000"),
    ]
    assert lines(part(level, "target_amount")) == [
        ("start", "1.000.000.000"),
        ("times", "10 %"),
        ("equals", "100.000.000"),
    ]
    third = part(explain(result, "V3", 2023, "cut"), "held_at_limit")
    assert lines(third) == [("start", "42.500.000"), ("smaller", "15.000.000"), ("equals", "15.000.000")]
    assert lines(part(third, "measure_limit")) == [
        ("start", "100.000.000"),
        ("smaller", "15.000.000"),
        ("equals", "15.000.000"),
    ]
    assert lines(part(explain(result, "V2", 2022, "cut"), "measure"))[-1] == ("equals", "17.500.000")


def test_the_pool_explains_itself() -> None:
    """3,33 % of 250 triệu are 8,325, rounded down to 8; the schools take 8: nothing is left."""
    pool = 'pool = { from = "percent", by_year = { 2022 = 0.0333 } }'
    plan = f'horizon = 2022\n{NORM}[allocation]\n{pool}\nstages = [{{ aim = "norm" }}]'
    result = run(2021, SCHOOLS, plan)
    assert lines(explain_total(result, 2022, "pool")) == [
        ("start", "250.000.000"),
        ("times", "3,33 %"),
        ("minus", "325.000"),
        ("equals", "8.000.000"),
    ]
    assert lines(explain_total(result, 2022, "unallocated")) == [
        ("start", "8.000.000"),
        ("minus", "8.000.000"),
        ("equals", "0"),
    ]


def test_what_is_given_up_explains_of_what_it_is_a_share() -> None:
    """10 % of 600 + 400 triệu are 100; with the school, which is not in the scope, of 1.000 + 1.500: 4 %."""
    rows = [
        service("V1", professional=600 * M, support=600 * M),
        service("V2", professional=400 * M, support=400 * M),
        school("T1", pupils=100, professional=1_500 * M, support=1_500 * M),
    ]
    cut = '[[reductions]]\nmethod = "rate"\nrate = 0.1'
    result = run(2021, rows, f"horizon = 2022\n[assumptions]\ninflation = 0.0\n{cut}")
    ways = {"scope": ("1.000.000.000", "10 %"), "base": ("2.500.000.000", "4 %")}
    for name, (base, share) in ways.items():
        assert lines(explain_total(result, 2022, f"saved_share_of_{name}")) == [
            ("start", "100.000.000"),
            ("divide", base),
            ("equals", share),
        ]
    # 2.500 less the 100 that are cut and given to nobody
    assert lines(explain_total(result, 2022, "from_base")) == [
        ("start", "2.400.000.000"),
        ("minus", "2.500.000.000"),
        ("equals", "−100.000.000"),
    ]


@pytest.mark.parametrize("seed", range(4))
def test_shares_of_what_is_given_up_are_those_of_the_indicators(seed: int) -> None:
    c = case(seed)
    result = simulate(Units.from_rows(c.base_year, c.rows), parse_scenario(c.scenario), national_law())
    for year in result.years:
        every, inside = indicators(result, year), indicators(result, year, cut_scope(result))
        found = {
            "saved_share_of_scope": inside.saved_share_of_base,
            "saved_share_of_base": every.saved_share_of_base,
            "saved_share_of_status_quo": every.saved_share_of_status_quo,
        }
        for name, share in found.items():
            term = explain_total(result, year, name)
            told = math.nan if share is None else share
            assert term.value == pytest.approx(told, rel=1e-9, abs=1e-9, nan_ok=True)
            assert evaluate(term) == pytest.approx(told, rel=1e-9, abs=1e-9, nan_ok=True)


# --- who got the remainder ----------------------------------------------------------------------------------


def test_the_units_with_the_largest_fractions_get_a_step_more() -> None:
    """100 triệu by 7, 11 and 13 pupils: 22,580645, 35,483871 and 41,935484; 98 rounded down, 2 steps left."""
    rows = [school(code, pupils=n, support=M, professional=M) for code, n in (("A", 7), ("B", 11), ("C", 13))]
    pool = 'pool = { from = "amount", by_year = { 2022 = 100_000_000 } }'
    plan = f'horizon = 2022\n[allocation]\n{pool}\nstages = [{{ aim = "share", by = "pupils" }}]'
    result = run(2021, rows, plan)
    (found,) = grant_remainders(result, 2022)
    assert (found.part, found.number, found.step) == ("stages", 1, M)
    assert [(u.code, u.rounded, u.fraction, u.money) for u in found.units] == [
        ("C", 41 * M, 0.935484, 42 * M),
        ("A", 22 * M, 0.580645, 23 * M),
    ]
    assert grant_remainders(result, 2021) == ()
    assert cut_remainders(result, 2022) == ()


def test_a_cut_in_whole_dong_leaves_a_remainder_too() -> None:
    """100 đồng of three equal units: 33,33 each; one đồng is left over, the lowest code takes it."""
    rows = [service(code, users=1, professional=1_000, support=1_000) for code in ("V2", "V1", "V3")]
    text = '[[reductions]]\nmethod = "target"\ntarget = { 2022 = 0.033334 }'
    result = run(2021, rows, f"horizon = 2022\n{text}")
    (found,) = cut_remainders(result, 2022)  # 3.000 x 0,033334 = 100,002 -> 100
    assert (found.part, found.number, found.step) == ("reductions", 1, 1)
    assert [(u.code, u.rounded, u.money) for u in found.units] == [("V1", 33, 34)]
    assert abs(found.units[0].fraction - 1 / 3) < 1e-6


# --- every method and stage ---------------------------------------------------------------------------------

CITY = [
    school("T1", pupils=411, classes=13, staff=31, salary=3_100 * M + 1, professional=433_333_333),
    school("T2", pupils=77, classes=4, staff=9, salary=900 * M + 7, professional=71 * M, users=9_999_999),
    school("T3", "preschool", pupils=190, classes=7, staff=17, salary=1_700 * M, professional=301 * M),
    school("T4", "preschool", salary=1_201 * M + 3, professional=0, tuition=300 * M, pupils=233, staff=12),
    service("V1", salary=1_000 * M + 1, professional=777_777_777, users=333 * M, staff=10),
    service("V2", salary=2_000 * M + 2, professional=300 * M, users=1_900 * M, staff=20),
    service("V3", salary=500 * M, professional=100 * M + 3),
]
for row in CITY:
    has = row.get("users", 0) + row.get("tuition", 0)
    row["support"] = row["salary"] + row["professional"] - has

FRAME = """
horizon = 2024
[assumptions]
inflation = 0.035
pay_drift = 0.01
pupils_growth = { primary = 0.013 }
[norms.primary]
teaching_share = 0.19
per_pupil = 1_234_567
indexed = true
[norms.preschool]
teaching_share = 0.2
[[roadmap]]
units = { codes = ["V2"] }
targets = { 2024 = 0.9 }
revenue_share = 0.6
release = 0.8
"""
CUTS = [
    f'[[reductions]]\nmethod = "target"\ntarget = {{ 2023 = 0.0777, 2024 = 0.1 }}\nshare_by = "{by}"\n{more}'
    for by in ("support", "operations", "equal", "headroom", "autonomy")
    for more in ("", "max_cut = 0.08\n", 'max_cut = 0.11\nof = "status_quo"\n')
]
BEFORE = '[[reductions]]\nmethod = "rate"\nrate = 0.013\nunits = { codes = ["V1", "V3"] }\n'
POOLS = (
    '{ from = "savings", share = 0.9 }',
    '{ from = "percent", by_year = { 2023 = 0.0333 } }',
    '{ from = "amount", by_year = { 2023 = 123_456_789, 2024 = 456_789_123 } }',
)
NORM_STAGE, SUPPLEMENT = '{ aim = "norm" }', '{ aim = "supplement", multiple = 0.05 }'
STAGES = [
    NORM_STAGE,
    '{ aim = "norm", level = 0.83 }, ' + SUPPLEMENT,
    '{ aim = "norm", method = "proportional" }, { aim = "share", by = "pupils" }',
    SUPPLEMENT + ", " + NORM_STAGE,
    '{ aim = "supplement", multiple = 9 }',
    *(f'{{ aim = "share", by = "{by}" }}' for by in ("classes", "staff", "payroll", "support", "equal")),
]
TOO_MANY = (
    'exceptions = [{ unit = "T2", by_year = { 2023 = 333_333_333_333 } }, '
    '{ unit = "V3", by_year = { 2024 = 777_777_777_777 } }]\n'
)
LIMITS = (
    "",
    "cap = 0.031\nround_to = 100_000\n",
    "floor = 0.02\ncap = 0.05\nround_to = 7\n",
    "floor = 0.9\nround_to = 1\n",
    "floor = 0.04\ncap = 0.02\n",
    'exceptions = [{ unit = "T2", by_year = { 2023 = 33_333_333 } }]\n',
    TOO_MANY,
    "floor = 0.02\n" + TOO_MANY,
)


def plans() -> Iterator[str]:
    """Every way of cutting, and every stage within every limit from every pool."""
    for cut in CUTS:
        yield FRAME + BEFORE + cut + "[allocation]\n"
    for k, stages in enumerate(STAGES):
        for m, limits in enumerate(LIMITS):
            pool = POOLS[(k + m) % len(POOLS)]
            yield FRAME + CUTS[k] + f"[allocation]\npool = {pool}\nstages = [{stages}]\n{limits}"


def distinct(result: Result) -> Iterator[Term]:
    seen: set[tuple[object, ...]] = set()
    year = result.years[-1]
    trees = [explain(result, code, year, f) for code in result.units.code for f in ("support", "coverage")]
    trees += [explain_total(result, year, figure) for figure in ("pool", "unallocated")]
    for term in (t for tree in trees for t in tree.walk()):
        key = (term.figure, term.unit, term.year, term.number, term.value, term.how, len(term.terms))
        if key not in seen:
            seen.add(key)
            yield term


def test_every_method_and_stage_computes_and_prints_exactly() -> None:
    texts, figures, sums, wrong = set(), set(), set(), []
    names = {row["code"]: row["name"] for row in CITY}
    for plan in plans():
        result = run(2022, CITY, plan)
        for term in distinct(result):
            texts.add(term.text)
            figures.add(term.figure)
            again = evaluate(term)
            both_nan = math.isnan(again) and math.isnan(term.value)
            if not (both_nan or math.isclose(again, term.value, rel_tol=1e-9, abs_tol=1e-3)):
                wrong.append((term.figure, term.how, again, term.value, plan))
            steps = ladder(term, VI, term.year)
            made, shown = worked_out(steps.rungs), steps.result.value
            if made is not None and shown is not None and made != shown:
                wrong.append((term.figure, term.how, float(made), float(shown), plan))
            if (units := units_ladder(term, VI, names)) is not None:
                sums.add(term.figure)
                rounding = [r.value for r in units.rungs if r.term is None and r.value]
                if worked_out(units.rungs) != units.result.value or any(x > len(CITY) for x in rounding):
                    wrong.append((term.figure, "units", rounding, units.result.value, plan))
    assert wrong == []
    # the plans above reach every case there is to tell
    assert texts >= {"step_got", "step_not_got", "all_at_limit", "nothing_left", "no_weight", "not_served"}
    assert texts >= {"none_taken", "no_degree"}
    assert figures >= {
        "held_at_limit",
        "below_level",
        "held_total",
        "covered_total",
        "below_step",
        "step_more",
    }
    assert figures >= {
        "floor_wanted",
        "exception_wanted",
        "kept_for_supplement",
        "multiple_allowed",
        "cap_left",
    }
    # every sum over units opens to them
    assert sums >= {"released_total", "cut_total", "weights_total", "covered_total", "held_total"}
    assert sums >= {"limits_total", "floor_total", "stage_total", "exceptions_total"}
    assert sums >= {"scope_base", "scope_status_quo", "scope_taken"}
    assert figures >= {"headroom", "weight_autonomy", "operations_planned", "cut_left", "gap_left"}


def test_what_is_handed_out_is_named_in_both_languages() -> None:
    for plan in [*plans()][::7]:
        for term in distinct(run(2022, CITY, plan)):
            plain = term.how in ("input", "constant") or term.measure == "group"
            plain |= term.figure == "units_counted"
            assert plain or (formula_words(term, VI) and formula_words(term, EN)), term.figure
            assert name_of(term, VI), term.figure
            assert name_of(term, EN), term.figure


def test_a_rounding_line_of_a_part_is_small() -> None:
    """A level printed with six digits leaves less than a millionth of the weight open."""
    for plan in [*plans()][::5]:
        for term in distinct(run(2022, CITY, plan)):
            if term.figure == "at_level" and term.terms[1].measure == "ratio":
                open_ = sum(r.value or Fraction(0) for r in ladder(term, VI).rungs if r.term is None)
                assert open_ <= term.terms[0].value * 1e-6 + 1


def test_what_a_unit_adds_to_a_sum_stands_in_its_own_explanation() -> None:
    opened = set()
    for plan in list(plans())[::7]:
        result, seen = run(2022, CITY, plan), set()
        for term in distinct(result):
            each = term.each
            if each is None or (term.figure, term.number) in seen:
                continue
            seen.add((term.figure, term.number))
            opened.add(term.figure)
            for i in np.flatnonzero(each.which & (each.amounts != 0)).tolist():
                tree = explain(result, each.codes[i], each.year, each.figure)
                near = 0.6 if term.measure == "money" else 1e-6  # published amounts are in whole đồng
                found = any(abs(part.value - each.amounts[i]) <= near for part in tree.walk())
                assert found, (term.figure, each.figure, each.codes[i], plan)
    assert len(opened) > 8
