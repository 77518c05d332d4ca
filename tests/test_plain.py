"""The year loop in plain Python, which the benchmark measures the arrays against: the same to the đồng."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from budget.benchmark import PLAN, bandwidth, least_bytes, made_up
from budget.findings import Findings
from budget.law import national_law
from budget.plain import against_plain
from budget.scenario import parse_scenario
from budget.simulate import MONEY, RATIOS, Result, simulate
from tests.plans import M, cell, own, run, school, service

if TYPE_CHECKING:
    from collections.abc import Callable

YEARS = 10


@pytest.fixture(scope="module")
def result() -> Result:
    return simulate(made_up(300), parse_scenario(PLAN), national_law())


@pytest.mark.parametrize("of", [float, Decimal])
def test_every_figure_and_finding_of_the_benchmark_is_the_same(
    result: Result, of: Callable[[Any], Any]
) -> None:
    against = against_plain(result, of)
    assert against.differing == 0
    # each figure, pupils, classes, staff and two groups of 300 units in 10 years; pool and rest; the findings
    figures = len(MONEY) + len(RATIOS) + 5
    assert against.compared == 300 * YEARS * figures + 2 * YEARS + len(result.findings)


def test_norms_and_compensation_of_the_office_s_own_are_the_same() -> None:
    law = national_law().with_own(
        [
            own("primary_norm", 2024, {"per_pupil": 2_000_000, "counts": "support"}),
            own("service_norm", 2026, {"per_unit": 300_000_000, "indexed": True}),
            own("compensation_rate", 2026, Decimal("0.7")),
        ]
    )
    plan = parse_scenario(PLAN)
    found = simulate(made_up(200), plan.model_copy(update={"norms": {}}), law)
    without = simulate(made_up(200), plan.model_copy(update={"norms": {}}), national_law())
    assert (found["norm"] != without["norm"]).any()
    assert against_plain(found, Decimal).differing == 0


def test_the_scenario_of_the_benchmark_asks_for_every_step(result: Result) -> None:
    for name in ("released", "cut", "increase", "roadmap_revenue", "roadmap_saving", "reserve", "supplement"):
        assert result[name].any(), name


def test_two_dong_of_one_unit_are_seen(result: Result) -> None:
    support = result["support"].copy()
    support[7, 3] += 2
    changed = replace(result, figures={**result.figures, "support": support})
    assert against_plain(changed, float).differing == 1


def test_a_group_and_a_finding_are_seen(result: Result) -> None:
    group = result.group.copy()
    group[0, 0] = 0 if group[0, 0] else 1
    assert against_plain(replace(result, group=group), float).differing == 1
    findings = Findings(result.units.code)
    findings.blocks = [block for block in result.findings.blocks if block.kind != "no_effect"]
    findings.plan("weights_zero", "note", year=result.years[1])
    changed = replace(result, findings=findings)
    lost = result.findings.count("no_effect") + 1
    assert against_plain(changed, float).differing == lost


def test_units_that_have_nothing_or_an_odd_mix_of_lines_are_the_same() -> None:
    rows = [
        service("S0"),
        service("S1", salary=900 * M, users=900 * M, covers_investment=True),
        service("S2", salary=700 * M, fees=90 * M, fee_work=30 * M, support=500 * M, essential=True),
        service(
            "S3", salary=300 * M, service_revenue=400 * M, service_cost=150 * M, support=120 * M, staff=9
        ),
        school("T0", "preschool"),
        school("T1", "preschool", salary=800 * M, tuition=90 * M, pupils=200, support=700 * M, classes=8),
        school("T2", "combined", salary=500 * M, orders=20 * M, interest=3 * M, contributions=75 * M),
    ]
    text = PLAN.partition("\n[assumptions]")[2]
    odd = run(2022, rows, f"horizon = 2031\n[assumptions]{text}")
    for of in (float, Decimal):
        assert against_plain(odd, of).differing == 0
    # group 1 keeps its support and is cut nothing: the plain model reads the mark of the investment too
    assert cell(odd, "cut", "S1", 2026) == 0


def test_the_least_that_a_run_must_move_is_its_columns_once() -> None:
    # one unit in two years: its columns; 8 bytes a figure and year; a byte a group and year; 8 bytes for
    # each of the 7 totals and year; of each finding position and year, 16 bytes, and at least one number
    alone = run(2022, [school("T1", salary=M)], "horizon = 2023")
    columns = sum(column.nbytes for column in alone.units.values.values())
    figures = 8 * 2 * (len(MONEY) + len(RATIOS) + 3)
    known = columns + figures + 2 * 2 + 8 * 2 * 7
    assert known + 16 * len(alone.findings) <= least_bytes(alone) <= known + 200 * len(alone.findings)


def test_the_bandwidth_is_that_of_a_machine() -> None:
    measured = bandwidth(2**16)
    assert measured.copy > 10**6
    assert measured.triad > 10**6
