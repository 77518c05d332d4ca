"""Revenue of a roadmap that does not come in: what the budget takes stays as decided, the unit lacks it."""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pytest

from budget.decision import dearer_of, record
from budget.explain import evaluate, explain
from budget.explain_figures import EXPLAINERS
from budget.indicators import indicators
from budget.law import national_law
from budget.report.dearer_said import dearer_said
from budget.report.words import Words
from budget.robustness import SHORT, UNEARNED, swings, worst
from budget.scenario import parse_scenario
from budget.shortfall import asks, unearned
from budget.simulate import Result, simulate
from budget.trials import draws, shortfalls, trials
from budget.units import Units
from tests.plans import M, run, school, service
from tests.reference.cities import case

ROWS = [
    service(professional=1_000 * M, service_revenue=200 * M, support=800 * M),
    school(professional=100 * M, support=100 * M, pupils=10),
]
ROAD = 'horizon = 2024\n[[roadmap]]\nunits = { kinds = ["service"] }\ntargets = { 2024 = 0.5 }\n'


def road() -> Result:
    """From 20 % of 1.000 triệu to 35 % in 2023 and 50 % in 2024: 150 and 300 triệu to be added, and as much
    is cut, so that 350 + 650 and 500 + 500 triệu pay for 1.000.
    """
    return run(2022, ROWS, ROAD)


def test_what_does_not_come_in_is_lacking_and_the_cut_stays() -> None:
    plan, still = road(), run(2022, ROWS, "horizon = 2024")
    assert plan["released"][0].tolist() == [0, 150 * M, 300 * M]
    assert plan["balance"][0].tolist() == [0, 0, 0]
    short = unearned(plan, Decimal("0.2"))
    # 20 % of 150 and of 300
    assert short["balance"][0].tolist() == [0, -30 * M, -60 * M]
    assert short["own_revenue"][0].tolist() == [200 * M, 320 * M, 440 * M]
    assert short["ratio"][0].tolist() == [0.2, 0.32, 0.44]
    for figure in ("released", "support", "spending", "status_quo", "roadmap_revenue"):
        assert np.array_equal(short[figure], plan[figure])
    # the school is on no roadmap
    assert short["balance"][1].tolist() == plan["balance"][1].tolist() == [0, 0, 0]
    found = indicators(short, 2024)
    assert (found.saved, found.deficit_units, found.lacking, found.deeper_units) == (300 * M, 1, 60 * M, 1)
    # what a decision keeps of the case
    kept = record(plan, plan, 2024, plan)["unearned"]
    assert kept == {"by": "0.2", "n": 1, "lacking": 60 * M, "listed": [(plan.units.name[0], 60 * M)]}
    # the one unit on a roadmap has to come from 200 to 500 in two years, far above 15 % a year
    beside = {"by": "0.2", "lacking": 60 * M, "deeper": 1, "revenue": 300 * M, "hard": 1, "asked": 1}
    assert record(plan, plan, 2024, plan)["fails"] == beside
    assert record(still, still, 2024, still)["unearned"] == {}
    # at half of it 350 triệu are 35 %, at none of it 20 %: the third group c below 30 %
    assert [unearned(plan, Decimal(x)).group[0, 2] for x in ("0.5", "1")] == [3, 4]


def test_a_part_of_a_dong_is_rounded_by_unit() -> None:
    plan = run(2022, [service(professional=1_000, service_revenue=200, support=800)], ROAD)
    # 150 and 300 đồng x 0,125 = 18,75 and 37,5, half up
    assert unearned(plan, Decimal("0.125"))["balance"][0].tolist() == [0, -19, -38]


def test_a_plan_without_a_roadmap_is_what_it_was() -> None:
    plan = run(2022, ROWS, "horizon = 2024")
    assert not asks(plan)
    assert unearned(plan, Decimal("0.2")) is plan
    assert asks(road())
    assert unearned(plan, Decimal(0)) is plan
    # what differs is told apart
    assert unearned(road(), Decimal("0.2")).fingerprint != road().fingerprint


def test_schools_miss_the_norm_where_their_revenue_does_not_come_in() -> None:
    """A school of 100 triệu for operations, 40 of them own revenue; the roadmap asks 50 %, 10 triệu more. Its
    norm is 100 triệu; of the 10 triệu a half fails, and it has 95.
    """
    rows = [school(professional=100 * M, users=40 * M, support=60 * M, pupils=10)]
    text = (
        "horizon = 2023\n[norms.primary]\nper_unit = 100_000_000\n"
        '[[roadmap]]\nunits = { kinds = ["primary"] }\ntargets = { 2023 = 0.5 }\n'
    )
    plan = run(2022, rows, text)
    assert (indicators(plan, 2023).schools_at_norm, indicators(plan, 2023).norm_gap) == (1, 0)
    found = indicators(unearned(plan, Decimal("0.5")), 2023)
    assert (found.schools_at_norm, found.norm_gap) == (0, 5 * M)


def test_the_factor_has_one_side_and_can_be_the_worst() -> None:
    plan = road()
    spread = {"inflation": Decimal("0.02"), UNEARNED: SHORT}
    moved = swings(plan.units, plan.scenario, plan.law, 2024, spread)
    short = moved[-1]
    assert (short.factor, short.high) == (UNEARNED, None)
    assert [by for by, _ in short.sides] == [Decimal("-0.2")]
    assert short.differences("lacking", indicators(plan, 2024)) == (60 * M, 0)
    # what the minutes and the slide tell of prices 2 % dearer each year, 4,04 % in two: of the unit 1.000
    # become 40,4 more, its 200 of revenue 8,08, what the roadmap moves is level; the school lacks 4,04
    found = dearer_of(plan, 2024)
    assert found == {"by": "0.02", "on": "0", "lacking": 36_360_000, "deeper": 0, "before": 0, "made": 0}
    assert dearer_said(found, Words()).replace("\N{NO-BREAK SPACE}", " ") == (
        "Trượt giá thêm 2 điểm % mỗi năm thì thiếu 36 triệu đồng (đã lập 0), không đơn vị nào thiếu "
        "nhiều hơn hiện trạng."
    )
    assert dearer_said(found | {"lacking": 0}, Words()) == dearer_said({}, Words()) == ""
    # prices follow costs where the unit is in group 3; the school lacks 100 x (1,02^2 - 1) = 4,04 triệu
    factor, by, found = worst(moved)
    assert (factor, by, found.lacking) == (UNEARNED, Decimal("-0.2"), 60 * M)


def test_draws_with_it_are_those_without_it_and_a_part_missing() -> None:
    plan = road()
    prices = {"inflation": Decimal("0.02")}
    both = prices | {UNEARNED: Decimal("0.5")}
    of = plan.units, plan.scenario, plan.law
    assert [d.assumptions for d in draws(plan.scenario, 9, 4, both)] == [
        d.assumptions for d in draws(plan.scenario, 9, 4, prices)
    ]
    missing = list(shortfalls(9, 4, both))
    assert all(0 <= share <= Decimal("0.5") for share in missing)
    assert len(set(missing)) == 9
    assert missing == list(shortfalls(9, 4, both))
    assert set(shortfalls(9, 4, prices)) == {0}
    # prices as planned: what is lacking in 2024 is the share of the 300 triệu
    found = trials(*of, spread={UNEARNED: Decimal("0.5")}, count=9, seed=4)
    lacking = np.quantile([round(share * 300 * M) for share in missing], (0.1, 0.5, 0.9))
    assert found.quantiles["lacking"][:, 2].tolist() == lacking.tolist()
    assert found.quantiles["saved"][:, 2].tolist() == [300 * M] * 3


@pytest.mark.parametrize("seed", range(6))
def test_every_tree_computes_its_figures_again_where_revenue_is_missing(seed: int) -> None:
    c = case(seed)
    plan = simulate(Units.from_rows(c.base_year, c.rows), parse_scenario(c.scenario), national_law())
    short = unearned(plan, Decimal("0.3"))
    wrong = []
    for code in short.units.code[:3]:
        for year in short.years:
            for figure in EXPLAINERS:
                for term in explain(short, code, year, figure).walk():
                    again = evaluate(term)
                    same = math.isnan(again) and math.isnan(term.value)
                    if not same and not math.isclose(again, term.value, rel_tol=1e-9, abs_tol=1e-3):
                        wrong.append((figure, term.figure, code, year, again, term.value))
    assert wrong == []


def test_the_explanation_names_what_is_missing() -> None:
    short = unearned(road(), Decimal("0.2"))
    own = explain(short, "V1", 2024, "own_revenue")
    (lost,) = (term for term in own.terms if term.figure == "roadmap_unearned")
    assert (lost.sign, lost.value, own.value) == ("-", 60 * M, 440 * M)
    # what was cut was decided on all of it
    released = explain(short, "V1", 2024, "released")
    assert released.value == 300 * M
    assert not [term for term in released.walk() if term.figure == "roadmap_unearned"]
