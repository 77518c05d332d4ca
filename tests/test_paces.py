"""Paces of a card of several units: each from its own degree; worked by hand."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from budget.hard import steepest
from budget.idle import Idle, idle_parts
from budget.own_paths import drawn
from budget.paces import at_pace, course, paced
from budget.scenario import Scenario, dump_scenario
from budget.simulate import Result
from tests.plans import M, run, service

# 20, 52 and 36 % of what they spend
CITY = [
    service(code, users=own * M, professional=100 * M, support=(100 - own) * M)
    for code, own in (("V1", 20), ("V2", 52), ("V3", 36))
]
CARD = 'horizon = 2026\n[[roadmap]]\nunits = { kinds = ["service"] }\ntargets = { 2024 = 0.7, 2026 = 0.84 }\n'
# 7/16, 12/16 and 15/16 of 64, 32 and 48 points, and 1/16, 4/16 and 9/16
EARLY = [(0.48, 0.68, 0.8, 0.84), (0.66, 0.76, 0.82, 0.84), (0.57, 0.72, 0.81, 0.84)]
LATE = [(0.24, 0.36, 0.56, 0.84), (0.54, 0.6, 0.7, 0.84), (0.39, 0.48, 0.63, 0.84)]
# 16, 8 and 12 points a year
EVEN = [(0.36, 0.52, 0.68, 0.84), (0.6, 0.68, 0.76, 0.84), (0.48, 0.6, 0.72, 0.84)]


def plan(text: str = CARD) -> Result:
    return run(2022, CITY, text)


def then(scenario: Scenario) -> Result:
    """What comes out of a scenario."""
    text = dump_scenario(scenario)
    return run(2022, CITY, text[text.index("horizon") :])


@pytest.mark.parametrize(("pace", "paths"), [("early", EARLY), ("late", LATE), ("even", EVEN)])
def test_each_unit_goes_at_a_pace_from_its_own_degree(pace: str, paths: list[tuple[float, ...]]):
    made = then(at_pace(plan(), pace))
    assert made["target"][:, 1:] == pytest.approx(np.array(paths))
    # no unit ever falls below where it stands
    assert (made["target"][:, 1:] > made["ratio"][:, :1]).all()


def test_units_of_different_degrees_get_a_card_each_and_their_card_stays():
    made = paced(plan(), "early")
    assert (made.apart, made.common) == (3, ())
    card, *own = made.scenario.roadmap
    # the 70 % of 2024 are taken away, the end of all stays
    assert (card.units.kinds, card.targets) == (["service"], {2026: Decimal("0.84")})
    assert [one.units.codes for one in own] == [["V1"], ["V2"], ["V3"]]
    assert own[0].targets == {
        2023: Decimal("0.48"),
        2024: Decimal("0.68"),
        2025: Decimal("0.8"),
        2026: Decimal("0.84"),
    }
    assert [(one.card, one.year, one.before, one.after) for one in made.gone] == [
        (1, 2024, Decimal("0.7"), None)
    ]


def test_another_pace_of_the_card_takes_its_cards_along_and_even_takes_them_away():
    early = then(paced(plan(), "early", place=0).scenario)
    late = paced(early, "late", place=0)
    assert len(late.scenario.roadmap) == 4
    assert then(late.scenario)["target"][:, 1:] == pytest.approx(np.array(LATE))
    # the whole roadmap at a pace, and this one card
    assert at_pace(early, "late") == late.scenario
    even = paced(then(late.scenario), "even", place=0).scenario
    assert [one.targets for one in even.roadmap] == [{2026: Decimal("0.84")}]
    # the card leads those of its units, which is no fault of it
    assert idle_parts(early, 2024)[0] == Idle("paced", True, {"units": 3, "by": 2, "last": 4})


def test_a_target_of_its_own_stays_when_the_card_of_the_others_goes_at_a_pace():
    own = '[[roadmap]]\nunits = { codes = ["V2"] }\ntargets = { 2024 = 0.55, 2026 = 0.6 }\n'
    start = plan(CARD + own)
    assert [one.following for one in drawn(start)] == [(0, 2), (1,)]
    made = paced(start, "even", place=0).scenario
    assert made.roadmap[1] == start.scenario.roadmap[1]
    assert then(at_pace(start, "late"))["target"][1, 1:] == pytest.approx((0.525, 0.54, 0.565, 0.6))
    # to the same end, but of what is gained the State takes half: another card than that of the others
    own = '[[roadmap]]\nunits = { codes = ["V2"] }\ntargets = { 2026 = 0.84 }\nrelease = 0.5\n'
    assert drawn(plan(CARD + own))[0].own == {}


def test_units_of_one_degree_go_by_their_card():
    rows = [service(code, users=20 * M, professional=100 * M, support=80 * M) for code in ("V1", "V2")]
    (card,) = at_pace(run(2022, rows, CARD), "early").roadmap
    assert [float(target) for target in card.targets.values()] == [0.48, 0.68, 0.8, 0.84]


def many(count: int) -> Result:
    """Units at 20, 24, 28 ... % to 84 % in 2026."""
    rows = [
        service(f"V{n:02}", users=(20 + 4 * n) * M, professional=100 * M, support=(80 - 4 * n) * M)
        for n in range(count)
    ]
    return run(2022, rows, CARD)


def test_more_than_twelve_go_by_one_path_that_says_whom_it_lets_fall():
    assert paced(many(12), "late").apart == 12
    made = paced(many(13), "late")
    # the seventh of thirteen stands at 44 %; a sixteenth of 40 points more is 46,5 % in 2023, below the 48,
    # 52 ... 68 % of six; the six from 20 to 40 % start lower, the first 26,5 points below that target
    (common,) = made.common
    assert (common.card, common.units, common.above, common.below) == (1, 13, 6, 6)
    assert (common.start, common.first, common.most) == pytest.approx((0.44, 0.465, 0.265))
    assert (made.apart, len(made.scenario.roadmap)) == (0, 1)
    # evenly each still goes from its own
    assert paced(many(13), "even").common == ()


def test_what_a_pace_releases_is_what_its_button_then_sets():
    # by revenue alone and all of it released: 64 + 32 + 48 points of 100 triệu in 2026
    start = plan()
    shown = course(then(at_pace(start, "late")), 2026)
    assert shown.released[-1] == 144 * M
    assert shown.released[1] == (4 + 2 + 3) * M
    assert shown.released == course(then(paced(start, "late", place=0).scenario), 2026).released


@pytest.mark.parametrize(
    ("pace", "revenue", "year", "growth", "hard"),
    [
        # V1 from 20 to 48; from 36 to 56, which is more than from 24 to 36 and from 56 to 84; from 20 to 36.
        # Hard is more than 15 % a year from 2022 on: V1 in every year; V2 82 : 52 is 1,164 a year in three
        # years, 84 : 52 1,127 in four
        ("early", (63, 108, 135, 144), 2023, 28 / 20, (3, 3, 3, 2)),
        # V3 39 : 36 is 1,083, 48 : 36 is 1,155 a year in two
        ("late", (9, 36, 81, 144), 2025, 20 / 36, (1, 2, 2, 2)),
        # V2 60 : 52 is 1,154, 68 : 52 is 1,144 a year in two
        ("even", (36, 72, 108, 144), 2023, 16 / 20, (3, 2, 2, 2)),
    ],
)
def test_a_pace_tells_what_revenue_each_year_asks_and_whose_must_grow_fastest(
    pace: str, revenue: tuple[int, ...], year: int, growth: float, hard: tuple[int, ...]
):
    found = course(then(at_pace(plan(), pace)), 2024)
    assert found.implausible == dict(zip(range(2023, 2027), hard, strict=True))
    assert found.revenue == (0, *(amount * M for amount in revenue))
    assert found.adding == (0, 3, 3, 3, 3)
    assert found.steepest is not None
    assert (found.steepest.unit, found.steepest.year) == ("V1", year)
    assert found.steepest.growth == pytest.approx(growth, abs=1e-6)


def test_a_unit_without_revenue_the_year_before_has_no_growth():
    rows = [service("V1", professional=100 * M, support=100 * M), CITY[1]]
    # from nothing to 28 of 100 first, which is no growth of anything; then from 28 to 56, twice as much
    card = 'horizon = 2025\n[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2025 = 0.84 }\n'
    found = steepest(run(2022, rows, card))
    assert found is not None
    assert (found.unit, found.year, found.growth) == ("V1", 2024, pytest.approx(1.0))
