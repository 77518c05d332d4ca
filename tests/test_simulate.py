"""The whole plan: a worked example to the đồng, and what holds for every city and every plan."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from budget.law import national_law
from budget.published import scenario_json
from budget.scenario import changed, parse_scenario
from budget.simulate import MONEY, Result, simulate
from budget.units import COLUMNS, Units
from tests.plans import M, across, cell, path, plan, run, school, service

CASES = Path(__file__).parent / "cases"
LAW = national_law()

# --- the worked example
# ---------------------------------------------------------------------------------------


def test_the_worked_example_to_the_dong() -> None:
    # Three schools and two service units from 2022 to 2026, computed twice by others than this program.
    example = json.loads((CASES / "worked_example.json").read_text(encoding="utf-8"))
    units = Units.from_rows(example["base_year"], example["units"])
    computed = scenario_json(simulate(units, parse_scenario(example["scenario"]), LAW))
    expected = example["results"]
    for want, got in zip(expected["units"], computed["units"], strict=True):
        for year, row in want["years"].items():
            assert {key: got["years"][year][key] for key in row} == row, (want["code"], year)
    assert computed["totals"] == expected["totals"]

    def places(findings: list[dict[str, Any]]) -> list[tuple[str, str, str, int]]:
        return sorted((f["kind"], f["severity"], f["unit"] or "", f["year"] or 0) for f in findings)

    assert places(computed["findings"]) == places(expected["findings"])


# --- what a result is
# -----------------------------------------------------------------------------------------


def test_a_plan_moves_on_from_step_to_step() -> None:
    # S0 1.000; the roadmap earns 100 of 1.000 and releases it; the measure takes 20 % of 1.000 less that; the
    # pool of 200 goes to the school.
    rows = [service(users=300 * M, professional=1_000 * M, support=1_000 * M), school("T1", salary=M)]
    text = (
        "horizon = 2023\n[[roadmap]]\nunits = { kinds = ['service'] }\ntargets = { 2023 = 0.4 }\n"
        '[[reductions]]\nmethod = "rate"\nrate = 0.2\n'
        '[allocation]\nstages = [{ aim = "share", by = "equal" }]\n'
    )
    result = run(2022, rows, text)
    assert [
        cell(result, f, "V1", 2023) for f in ("status_quo", "released", "cut", "increase", "support")
    ] == [
        1_000 * M,
        100 * M,
        100 * M,
        0,
        800 * M,
    ]
    assert across(result, "increase", 2023) == [0, 200 * M]
    # The State pays the rise of the school's salary: 1.000.000 x 155 / 1.490 = 104.026,8.
    assert {name: int(amounts[1]) for name, amounts in result.totals.items()} == {
        "support": 1_000 * M + 104_027,
        "status_quo": 1_000 * M + 104_027,
        "released": 100 * M,
        "cut": 100 * M,
        "increase": 200 * M,
        "unallocated": 0,
        "pool": 200 * M,
    }


def test_a_result_is_found_by_its_fingerprint() -> None:
    rows = [service(users=300 * M, professional=1_000 * M, support=700 * M)]
    same, again = run(2022, rows), run(2022, rows, "horizon = 2025")
    assert same.fingerprint == run(2022, rows).fingerprint
    assert same.fingerprint != again.fingerprint  # a horizon that is written is a plan of its own
    assert same.fingerprint != run(2023, rows).fingerprint
    assert same.fingerprint != run(2022, [{**rows[0], "support": 701 * M}]).fingerprint
    assert len(same.fingerprint) == 16


def test_a_year_out_of_reach_is_an_error() -> None:
    with pytest.raises(ValueError, match="not in"):
        run(2022, [school(salary=M)]).year(2030)


def test_a_city_without_units() -> None:
    text = (
        '[[roadmap]]\nunits = { }\n[[reductions]]\nmethod = "target"\ntarget = { 2024 = 0.1 }\n[allocation]\n'
    )
    result = run(2022, [], text)
    assert result.computed
    assert {name: amounts.tolist() for name, amounts in result.totals.items()}["support"] == [0, 0, 0, 0]


def test_units_of_the_largest_amounts_stay_exact() -> None:
    # 9.000.000 tỷ is the last amount that is taken; all of it is cut to the đồng.
    rows = [
        service("V1", professional=8_999_999_999_999_999, support=8_999_999_999_999_999),
        service("V2", professional=8_999_999_999_999_998, support=8_999_999_999_999_998),
    ]
    result = run(2022, rows, 'horizon = 2023\n[[reductions]]\nmethod = "target"\ntarget = { 2023 = 1 }\n')
    assert across(result, "cut", 2023) == [8_999_999_999_999_999, 8_999_999_999_999_998]
    assert int(result.published("cut")[:, 1].sum()) == 17_999_999_999_999_997


# --- cities and plans
# -----------------------------------------------------------------------------------------

AMOUNT = st.one_of(st.just(0), st.integers(0, 900).map(lambda x: x * M), st.integers(0, 10**9))
COUNT = st.one_of(st.just(0), st.integers(1, 900))
MONEY_COLUMNS = [c.id for c in COLUMNS if c.type == "money" and c.id not in ("contributions", "tasks")]
KINDS = ("preschool", "primary", "lower_secondary", "combined", "service", "service", "service")


@st.composite
def cities(draw: st.DrawFn, largest: int = 6) -> list[dict[str, Any]]:
    """Up to six units of every kind: some rich, some without revenue, spending, pupils or support."""
    rows = []
    for number in range(draw(st.integers(1, largest))):
        row: dict[str, Any] = {"code": f"U{number}", "kind": draw(st.sampled_from(KINDS))}
        lines = draw(st.lists(st.sampled_from(MONEY_COLUMNS), unique=True, max_size=8))
        row |= {line: draw(AMOUNT) for line in {*lines, "salary", "professional", "support"}}
        row["contributions"] = draw(st.one_of(st.none(), st.just(row["salary"] // 7)))
        row |= {name: draw(COUNT) for name in ("pupils", "classes", "sites", "staff", "staff_quota")}
        row |= {name: draw(st.booleans()) for name in ("covers_investment", "essential")}
        rows.append(row)
    return rows


ASSUMPTIONS = (
    "",
    "[assumptions]\ninflation = 0.035\npay_drift = 0.01\nrevenue_growth = { tuition = 0.06, users = 0.1 }\n",
    "[assumptions]\nown_funds_first = false\nprices_follow_costs = false\nrevenue_growth = { users = 0.1 }\n",
    "[assumptions]\npupils_growth = { primary = 0.03, preschool = -0.02 }\nstaff_growth.service = -0.1\n",
)
ROADMAPS = (
    "",
    '[[roadmap]]\nunits = { kinds = ["service"] }\ntargets = { 2024 = 0.7 }\nrevenue_share = 0.5\n',
    "[[roadmap]]\nunits = { }\ntargets = { 2023 = 0.3, 2025 = 1 }\nrelease = 0.6\nrecover_surplus = true\n",
)
REDUCTIONS = (
    "",
    '[[reductions]]\nmethod = "rate"\nrate = 0.07\n[[reductions]]\nmethod = "statutory"\n',
    '[[reductions]]\nmethod = "target"\ntarget = { 2024 = 0.14 }\nmax_cut = 0.2\n',
    '[[reductions]]\nmethod = "target"\ntarget = { 2025 = 0.3 }\nshare_by = "autonomy"\n',
    '[[reductions]]\nmethod = "target"\ntarget = { 2025 = 0.9 }\nunits.kinds = ["primary", "service"]\n',
    '[[reductions]]\nmethod = "target"\ntarget = { 2023 = 0.1 }\nshare_by = "headroom"\n',
)
NORMS = ("", "[norms.primary]\nper_pupil = 900_000\nper_unit = 50_000_000\nindexed = true\n")
PAY_FIRST = """
[allocation]
pool = { from = "amount", by_year = { 2024 = 333_333_333 } }
round_to = 1
stages = [
    { aim = "supplement", multiple = 0.2 },
    { aim = "norm", method = "proportional" },
    { aim = "share", by = "payroll" },
]
"""
ALLOCATIONS = (
    "",
    "[allocation]\n",
    '[allocation]\npool = { from = "percent", by_year = { 2023 = 0.05 } }\ncap = 0.1\nfloor = 0.02\n',
    "[allocation]\nstages = []\nfloor = 0.01\n",
    PAY_FIRST,
)
BASES = st.sampled_from([2021, 2022, 2023])
PLANS = st.tuples(
    *(st.sampled_from(parts) for parts in (ASSUMPTIONS, ROADMAPS, REDUCTIONS, NORMS, ALLOCATIONS))
)
PLAN_TEXT = PLANS.map(lambda parts: "horizon = 2027\n" + "".join(parts))


def told(result: Result, *without: str) -> dict[str, Any]:
    """What is published of a result, by unit code, without its name and fingerprint."""
    published = scenario_json(result)
    return {
        "units": {unit["code"]: unit["years"] for unit in published["units"]},
        "totals": published["totals"],
        "findings": sorted(
            (f["kind"], f["unit"] or "", f["year"] or 0)
            for f in published["findings"]
            if f["kind"] not in without
        ),
    }


@settings(max_examples=80)
@given(BASES, cities(), PLAN_TEXT)
def test_every_row_and_every_total_adds_up(base: int, rows: list[dict[str, Any]], text: str) -> None:
    result = run(base, rows, text)
    status_quo, released, cut, increase, support = (
        result[f] for f in ("status_quo", "released", "cut", "increase", "support")
    )
    for amounts in (status_quo, released, cut, increase, support):
        assert (amounts == np.round(amounts)).all()  # whole đồng, before anything is published
        assert (amounts >= 0).all()
    assert (support == status_quo - released - cut + increase).all()
    for name in ("support", "released", "cut", "increase", "status_quo"):
        assert result.totals[name].tolist() == result.published(name).sum(axis=0).tolist()
    assert (result.totals["increase"] + result.totals["unallocated"] == result.totals["pool"]).all()
    for name in ("released", "cut", "increase", "roadmap_revenue", "roadmap_saving"):
        assert not result[name][:, 0].any()
    if result.scenario.allocation is not None:
        assert not (increase % result.scenario.allocation.round_to).any()
    for name in MONEY:
        assert not np.isinf(result[name]).any()


@settings(max_examples=60)
@given(st.sampled_from([2021, 2022]), cities(), st.sampled_from(REDUCTIONS[2:]))
def test_a_target_takes_its_whole_or_says_what_is_missing(
    base: int, rows: list[dict[str, Any]], text: str
) -> None:
    result = run(base, rows, f"horizon = 2026\n{text}")
    short = {f.year: f.numbers["missing"] for f in result.findings.of("reduction_short")}
    [measure] = result.scenario.reductions
    kinds = measure.units.kinds or ["service"]
    scope = sum(row["support"] for row in rows if row["kind"] in kinds)
    [(last, share)] = (measure.target or {}).items()
    for j, year in enumerate(result.years[1:], start=1):
        # linear from 0 to the target, then level; whole đồng by the rule of rounding
        whole = Fraction(share) * min(year - base, last - base) / (last - base) * scope
        need = int(whole + Fraction(1, 10_000) + Fraction(1, 2))
        assert int(result.totals["cut"][j]) == need - short.get(year, 0)


@settings(max_examples=50)
@given(BASES, cities(), st.sampled_from(ASSUMPTIONS), st.sampled_from(NORMS))
def test_the_empty_plan_is_the_status_quo(
    base: int, rows: list[dict[str, Any]], assumptions: str, norms: str
) -> None:
    result = run(base, rows, f"horizon = 2027\n{assumptions}{norms}")
    assert (result["support"] == result["status_quo"]).all()
    assert np.isnan(result["target"]).all()


@settings(max_examples=50)
@given(BASES, cities(), PLAN_TEXT, st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(base: int, rows: list[dict[str, Any]], text: str, r: Any) -> None:
    shuffled = r.sample(rows, len(rows))
    assert told(run(base, shuffled, text)) == told(run(base, rows, text))


@settings(max_examples=40)
@given(BASES, cities(), PLAN_TEXT)
def test_a_unit_that_has_nothing_changes_nobody(base: int, rows: list[dict[str, Any]], text: str) -> None:
    alone, joined = run(base, rows, text), run(base, [service("0"), *rows], text)
    assert told(alone)["units"] == {k: v for k, v in told(joined)["units"].items() if k != "0"}
    assert told(alone)["totals"] == told(joined)["totals"]


MEASURES = (
    ("reductions", {"method": "rate", "rate": 0.05}),
    ("reductions", {"method": "statutory"}),
    ("reductions", {"method": "target", "target": {"2024": 0.2}, "share_by": "equal"}),
    ("roadmap", {"units": {"kinds": ["service"]}, "targets": {"2025": 0.9}, "revenue_share": 0.3}),
    ("roadmap", {"units": {}, "targets": {"2023": 0.5}, "recover_surplus": True}),
)


@settings(max_examples=60)
@given(BASES, cities(), PLAN_TEXT, st.sampled_from(MEASURES))
def test_a_measure_added_and_taken_away_leaves_no_trace(
    base: int, rows: list[dict[str, Any]], text: str, measure: tuple[str, dict[str, Any]]
) -> None:
    before, units = plan(text), Units.from_rows(base, rows)
    place = (measure[0], len(getattr(before, measure[0])))
    during = changed(before, place, measure[1])
    result = simulate(units, during, LAW)
    assert result.fingerprint != simulate(units, before, LAW).fingerprint
    after = changed(during, place, None)
    assert after == before
    assert told(simulate(units, after, LAW)) == told(simulate(units, before, LAW))
    assert simulate(units, after, LAW).fingerprint == simulate(units, before, LAW).fingerprint


SHARED = (
    "",
    'stages = [{ aim = "norm", method = "proportional" }]\n',
    'stages = [{ aim = "share", by = "staff" }, { aim = "norm" }]\n',
    'stages = [{ aim = "supplement", multiple = 0.2 }, { aim = "norm", level = 0.8 }]\n',
    "stages = []\n",
)


@settings(max_examples=80)
@given(
    BASES,
    cities(),
    st.sampled_from(ROADMAPS),
    st.sampled_from(NORMS),
    st.sampled_from(SHARED),
    st.integers(0, 400),
    st.integers(1, 90),
)
def test_a_larger_pool_lowers_nobody_by_more_than_a_step(
    base: int, rows: list[dict[str, Any]], roadmap: str, norms: str, stages: str, pool: int, more: int
) -> None:
    def increase(amount: int) -> Any:
        text = f'pool = {{ from = "amount", by_year = {{ 2021 = {amount * M} }} }}\nfloor = 0.01\ncap = 0.3\n'
        return run(base, rows, f"horizon = 2026\n{roadmap}{norms}[allocation]\n{text}{stages}")["increase"]

    assert (increase(pool + more) >= increase(pool) - M).all()


SCALED = (
    "status_quo",
    "released",
    "cut",
    "support",
    "own_revenue",
    "spending",
    "salary",
    "roadmap_revenue",
    "roadmap_saving",
    "norm",
    "set_aside",
    "used_for_pay",
    "reserve",
    "balance",
    "development",
    "supplement",
    "bonus",
    "carried",
    "payroll",
    "saving",
)
GIVEN = ("spending", "support", "balance", "development", "supplement", "bonus", "carried")
"""What carries the steps in which money is handed out."""

STAGES = (
    "floor = 0.02\n" + 'stages = [{ aim = "norm" }]\n',
    'cap = 0.2\nstages = [{ aim = "norm", method = "proportional" }, { aim = "share", by = "support" }]\n',
    'stages = [{ aim = "supplement", multiple = 0.3 }, { aim = "share", by = "pupils" }]\n',
)


TY = 1_000_000_000
"""Một tỷ đồng."""


def in_billions(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same units with every amount a hundred times as large, in whole tỷ up to a hundred."""
    coarse = [{k: v // (10 * M) * TY if k in MONEY_COLUMNS else v for k, v in row.items()} for row in rows]
    return [
        row if row["contributions"] is None else row | {"contributions": row["salary"] // 7} for row in coarse
    ]


# What sharing by degree may move of a unit, in đồng, where the roadmap rounds A' by 2, B' by 1 and the
# support S by 4. Weights S x A' / B' that are off by a share e give parts that are off by 2 x e x S in all,
# for no part is above S. With amounts of 0 or at least 1 tỷ, A' is 0 or above 0,05 tỷ (the least: 65 % of a
# line that follows costs, a way that asks 15 % at its first step, half of it by saving), B' is 0 or above
# 0,3 tỷ, and S is below 200 tỷ (support and rise of pay):
# 2 x (4/S + 2/A' + 1/B') x S <= 8 + 2 x 2 x 200/0,05 + 2 x 200/0,3 = 17.342.
MOVED = 20_000


@settings(max_examples=60)
@given(
    BASES,
    cities(),
    st.sampled_from(ASSUMPTIONS),
    st.sampled_from(ROADMAPS),
    st.sampled_from(REDUCTIONS),
    st.sampled_from(STAGES),
    st.sampled_from((0, 900_000)),
)
def test_a_thousand_times_the_money_is_a_thousand_times_each_amount(
    base: int,
    rows: list[dict[str, Any]],
    assumptions: str,
    roadmap: str,
    reductions: str,
    stages: str,
    per_pupil: int,
) -> None:
    by_degree = bool(roadmap) and "autonomy" in reductions
    # A roadmap rounds revenue to the đồng; of a unit that spends eight đồng that is another degree.
    rows = in_billions(rows) if by_degree else rows
    # what one unit is moved by is taken of or given to the others, and all of it moves the pool
    moved = 1_000 * MOVED * len(rows) * (len(rows) + 1) if by_degree else 0

    def computed(scale: int) -> Result:
        grown = [
            {k: v * scale if k in (*MONEY_COLUMNS, "contributions") and v else v for k, v in row.items()}
            for row in rows
        ]
        norm = f"[norms.primary]\nper_pupil = {per_pupil * scale}\nper_unit = {50 * M * scale}\n"
        allocation = f"[allocation]\nround_to = {1_000 * scale}\n{stages}"
        return run(base, grown, f"horizon = 2026\n{assumptions}{roadmap}{reductions}{norm}{allocation}")

    small, large = computed(1), computed(1_000)
    # Where rounding a few đồng decides the group of a later period, the two may part; nothing else does.
    assume((small.assigned == large.assigned).all())
    # Released and cut amounts carry a few roundings of half a đồng; what is handed out, a few steps of 1.000
    # đồng.
    for name in SCALED:
        slack = 1_000 * (1_000 if name in GIVEN else 1) * (len(rows) + 8)
        slack += moved if name in ("cut", *GIVEN) else 0
        np.testing.assert_allclose(large[name], small[name] * 1_000, atol=slack, rtol=0, err_msg=name)
    slack = 1_000_000 * (len(rows) + 8) + moved
    np.testing.assert_allclose(large["increase"], small["increase"] * 1_000, atol=slack, rtol=0)
    assert (large["increase"] % 1_000_000 == 0).all()


def test_a_thousand_times_by_hand() -> None:
    # 100 by 1 : 1 : 1 in steps of 1 is 34, 33, 33, and in steps of 1.000 the same thousands.
    rows = [school(f"T{i}", support=100, salary=1) for i in range(3)]

    def increase(pool: int, step: int) -> list[int]:
        money = f'pool = {{ from = "amount", by_year = {{ 2022 = {pool} }} }}\nround_to = {step}\n'
        result = run(2021, rows, f'[allocation]\n{money}stages = [{{ aim = "share", by = "equal" }}]')
        return across(result, "increase", 2022)

    assert increase(100, 1) == [34, 33, 33]
    assert increase(100_000, 1_000) == [34_000, 33_000, 33_000]


# --- what other programs got wrong --------------------------------------------------------------------------


def test_savings_are_not_overstated_where_units_can_give_no_more() -> None:
    # 30 % of 1.000 is asked, 10 % of each is the most: the headline says 100 of 300 and that 200 are missing.
    rows = [service("A", professional=M, support=600 * M), service("B", professional=M, support=400 * M)]
    text = '[[reductions]]\nmethod = "target"\ntarget = { 2023 = 0.3 }\nmax_cut = 0.1\n'
    result = run(2022, rows, text)
    assert int(result.totals["cut"][1]) == 100 * M == sum(across(result, "cut", 2023))
    assert int(result.totals["support"][1]) == 900 * M == sum(across(result, "support", 2023))
    assert [f.numbers["missing"] for f in result.findings.of("reduction_short")] == [200 * M] * 3


def test_a_share_of_an_amount_is_taken_of_the_amount_and_not_of_a_rounded_rate() -> None:
    # 1.000.000 over 7 pupils is 142.857,14 each: 3 and 4 of them are 428.571 and 571.429, which add up.
    rows = [school("T1", support=9, pupils=3), school("T2", support=9, pupils=4)]
    pool = 'pool = { from = "amount", by_year = { 2022 = 1_000_000 } }'
    result = run(2021, rows, f'[allocation]\n{pool}\nround_to = 1\nstages = [{{ aim = "share" }}]')
    assert across(result, "increase", 2022) == [428_571, 571_429]


def test_nothing_is_divided_by_what_is_not_there() -> None:
    rows = [
        school("T1"),
        school("T2", support=M),
        school("T3", tuition=M),
        service("V1", professional=M),
        service("V2", users=M, staff=3),
    ]
    text = (
        "[norms.service]\nper_post = 1\n[[roadmap]]\nunits = { }\ntargets = { 2024 = 1 }\n"
        '[[reductions]]\nmethod = "target"\ntarget = { 2024 = 0.5 }\nshare_by = "autonomy"\n[allocation]\n'
    )
    result = run(2022, rows, text)
    assert result.computed
    assert path(result, "support", "T2") == [M] * 4


def test_the_worked_shares_are_fractions_and_not_percents() -> None:
    # 10 % is 0.1: a rate of 10 would be a thousand percent, and is no rate.
    rows = [service("A", professional=M, support=1_000 * M)]
    result = run(2022, rows, '[[reductions]]\nmethod = "rate"\nrate = 0.1')
    assert cell(result, "cut", "A", 2023) == 100 * M
