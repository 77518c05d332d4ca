"""Figures that follow from the result: what a roadmap asks, what is missing, figures a pupil or a head."""

from __future__ import annotations

import math

import pytest

from budget.explain import explain, explain_total
from budget.report.ladder import ladder
from budget.report.words import Words
from budget.simulate import Result
from tests.plans import M, run, school, service

VI = Words("vi")

# Base pay does not move between 2021 and 2022. T1 has 20 triệu of its norm of 40; T2 earns 30 of 100.
CITY = [
    school("T1", salary=100 * M, professional=20 * M, support=120 * M, pupils=100, staff=10),
    school("T2", professional=100 * M, users=30 * M, support=70 * M, pupils=100),
    service("V1", professional=100 * M, users=20 * M, orders=10 * M, support=70 * M),
]
PLAN = """
horizon = 2023
[norms.primary]
per_unit = 40_000_000
[[roadmap]]
units = { codes = ["T2", "V1"] }
targets = { 2023 = 0.5 }
[allocation]
units = { codes = ["T1"] }
round_to = 1
pool = { from = "amount", by_year = { 2022 = 12_000_000 } }
stages = [{ aim = "share", by = "equal" }]
"""


@pytest.fixture(scope="module")
def city() -> Result:
    return run(2021, CITY, PLAN)


def lines(result: Result, code: str, year: int, figure: str) -> list[str]:
    rungs = ladder(explain(result, code, year, figure), VI).rungs
    return [rung.printed.replace("\N{NO-BREAK SPACE}", " ") for rung in rungs]


def test_what_a_roadmap_asks(city: Result) -> None:
    """From 30 % to 50 % of 100 triệu: 40 % in 2022, 50 % in 2023: 10 and 20 triệu to add.

    Own revenue of V1 without orders is 20: 40 : 20 = 2 times in two years, 41,42 % a year. T2: 20 triệu : 100
    pupils : 9 months = 22.222 đồng.
    """
    assert lines(city, "V1", 2022, "target")[-1] == "40 %"
    (start,) = ladder(explain(city, "V1", 2022, "target"), VI).beside
    assert start.printed == "30\N{NO-BREAK SPACE}%"
    growth = explain(city, "V1", 2023, "growth")
    assert growth.value == pytest.approx(math.sqrt(2) - 1)
    told = [
        ("own_asked", 40 * M),
        ("own_without_state", 20 * M),
        ("growth_times", 2.0),
        ("growth_years", 2.0),
    ]
    assert [(t.figure, t.value) for t in growth.beside] == told
    assert lines(city, "T2", 2023, "pupil_month")[-1] == "22.222"
    assert explain(city, "T1", 2023, "growth").text == "nothing_asked"
    assert explain(city, "V1", 2023, "pupil_month").text == "no_pupils"
    assert explain(city, "T1", 2023, "target").text == "no_roadmap"


def test_what_a_unit_lacks_beyond_the_status_quo() -> None:
    """V2 lacks 100 without the plan and gives up a tenth of 600; V1 spares 100 and gives up 80."""
    rows = [
        service("V1", users=300 * M, professional=1_000 * M, support=800 * M),
        service("V2", users=300 * M, professional=1_000 * M, support=600 * M),
    ]
    cut = 'horizon = 2022\n[[reductions]]\nmethod = "rate"\nrate = 0.1\n'
    result = run(2021, rows, f"{cut}[assumptions]\nprices_follow_costs = false\n")
    deeper = explain(result, "V2", 2022, "deeper")
    assert deeper.value == 60 * M
    parts = deeper.terms[0]
    assert [(t.figure, t.sign, t.value) for t in parts.terms] == [
        ("deficit_quo", "+", -100 * M),
        ("deficit", "-", -160 * M),
    ]
    assert explain(result, "V1", 2022, "deeper").value == 0
    total = explain_total(result, 2022, "deeper")
    assert (total.value, [t.value for t in total.terms]) == (60 * M, [0, 60 * M])


def test_what_is_missing_to_the_norm(city: Result) -> None:
    """20 triệu after pay, 12 of new money: 8 of 40 are missing."""
    assert lines(city, "T1", 2022, "norm_gap") == ["40.000.000", "32.000.000", "8.000.000"]
    assert lines(city, "T1", 2021, "norm_gap")[-1] == "20.000.000"
    assert explain(city, "V1", 2022, "norm_gap").text == "no_norm"
    # T2 has 40 + 60 triệu and no pay to take off, more than its norm
    assert explain_total(city, 2022, "norm_gap").value == 8 * M


def test_figures_a_pupil_and_a_head(city: Result) -> None:
    """Operations of T1 are 20 triệu and 12 more: 32 : 100 pupils; of 132 in all they are 24,2424 %."""
    assert lines(city, "T1", 2022, "per_pupil")[-1] == "320.000"
    assert lines(city, "T1", 2022, "operations_share")[-1] == "24,2424 %"
    assert explain(city, "V1", 2022, "per_pupil").text == "no_pupils"
    assert lines(city, "T1", 2022, "pupils") == ["100", "100"]


def test_a_supplement_a_head_and_month() -> None:
    """Of a surplus of 60 triệu group 4 may pay 0,3 times its pay of 100: 30 : 10 : 12 = 0,25 triệu."""
    rows = [school("T1", salary=100 * M, contributions=0, support=160 * M, staff=10)]
    result = run(2021, rows, "horizon = 2022")
    assert lines(result, "T1", 2022, "supplement_per_head") == ["30.000.000", "10", "12", "250.000"]
    assert lines(result, "T1", 2022, "supplement_multiple")[-1] == "0,3"


def test_the_saving_and_the_minimum_that_the_law_asks(city: Result) -> None:
    """10 % of 20 triệu of operations that the support pays; 0,975 x 0,975 of 70 triệu stay."""
    assert lines(city, "T1", 2022, "saving") == ["20.000.000", "10 %", "2.000.000"]
    assert lines(city, "V1", 2023, "minimum") == ["70.000.000", "66.543.750", "3.456.250"]
    assert lines(city, "T1", 2023, "minimum")[-1] == "0"


def test_the_change_against_the_status_quo(city: Result) -> None:
    assert lines(city, "T1", 2022, "change") == ["132.000.000", "120.000.000", "12.000.000"]
