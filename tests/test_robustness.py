"""The same plan under other prices, pay and pupils: reproducible, and each factor alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from budget.indicators import Indicators, indicators
from budget.law import national_law
from budget.outcomes import Outcome, outcome, outcomes
from budget.planning import cut_scope
from budget.robustness import (
    GOALS,
    INSIDE,
    TARGETS,
    Swing,
    enacted_until,
    gained,
    missed,
    moved,
    price_level,
    rate_of,
    state_bears,
    swings,
    worst,
)
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import simulate
from budget.trials import FIGURES, Trials, draws, goals_of, trials, weakest
from budget.units import Units
from tests.plans import M, run, school

LAW = national_law()
UNITS = Units.from_rows(
    2022,
    [
        {
            "code": "T1",
            "name": "TH",
            "kind": "primary",
            "salary": 6_000_000_000,
            "professional": 800_000_000,
            "support": 6_800_000_000,
            "pupils": 800,
            "staff": 40,
        }
    ],
)
PLAN = parse_scenario('name = "x"\nhorizon = 2028\n[assumptions]\ninflation = 0.03\n')


def test_a_factor_moves_alone() -> None:
    other = moved(PLAN, "inflation", Decimal("0.02"))
    assert other.assumptions.inflation == Decimal("0.05")
    assert other.assumptions.base_pay_growth == PLAN.assumptions.base_pay_growth
    pupils = moved(PLAN, "pupils_growth", Decimal("0.01")).assumptions.pupils_growth
    assert set(pupils.values()) == {Decimal("0.01")}
    assert "service" not in pupils


def test_dearer_prices_worsen_the_deficit_and_leave_the_support() -> None:
    """Money for operations stands still, so prices move what is missing, not what the State gives."""
    inflation = next(swing for swing in swings(UNITS, PLAN, LAW, 2026) if swing.factor == "inflation")
    assert inflation.low.support == inflation.high.support
    plan = indicators(simulate(UNITS, PLAN, LAW), 2026)
    assert inflation.differences("support", plan) == (0, 0)
    down, up = inflation.differences("lacking", plan)
    assert down < 0 < up
    # operations 800 triệu: x 1,01^4 and x 1,05^4; nothing else is missing
    assert inflation.low.lacking == round(800_000_000 * (1.01**4 - 1))
    assert inflation.high.lacking == -inflation.high.deficit == round(800_000_000 * (1.05**4 - 1))


def test_prices_off_each_year_come_to_a_price_level() -> None:
    """From level prices, 1,02^3 = 1,061208 and 0,98^3 = 0,941192; from 25 % a year, (1,5 : 1,25)^2 = 1,44."""
    still = parse_scenario('name = "x"\nhorizon = 2028\n')
    assert price_level(still, Decimal("0.02"), 3) == Fraction("0.061208")
    assert price_level(still, Decimal("-0.02"), 3) == Fraction("-0.058808")
    dear = parse_scenario('name = "x"\nhorizon = 2028\n[assumptions]\ninflation = 0.25\n')
    assert price_level(dear, Decimal("0.25"), 2) == Fraction("0.44")
    # the plan's operations, times that level, are those of the plan with the rate moved
    plan, other = (simulate(UNITS, one, LAW) for one in (dear, moved(dear, "inflation", Decimal("0.25"))))
    assert (plan["operations"][0, 2], other["operations"][0, 2]) == (1_250_000_000, 1_800_000_000)


def test_a_plan_keeps_its_target_on_one_side_of_prices_and_not_on_the_other() -> None:
    """A school of 800 triệu for operations whose money stands still is in deficit as soon as prices rise."""
    still = parse_scenario('name = "x"\nhorizon = 2028\n')
    plan = indicators(simulate(UNITS, still, LAW), 2026)
    assert plan.deficit_units == 0
    assert missed(plan, plan) == ()
    (swing,) = swings(UNITS, still, LAW, 2026, {"inflation": Decimal("0.05")})
    (up, dearer), (down, cheaper) = swing.sides
    assert (up, down) == (Decimal("0.05"), Decimal("-0.05"))
    # 800 triệu x 1,05^4 = 972.405.000: 172.405.000 đồng are missing, in one unit more than planned
    assert (dearer.deficit_units, dearer.deficit) == (1, -172_405_000)
    assert missed(dearer, plan) == ("no_more_deficits", "lacking")
    assert cheaper.deficit_units == 0
    assert missed(cheaper, plan) == ()


def test_dearer_prices_are_told_apart_from_the_plan_by_the_status_quo_under_them() -> None:
    """A unit and a school of 800 triệu for operations each; the plan takes 100 triệu of the unit alone."""
    rows = [
        {**UNITS.rows()[0], "code": code, "kind": kind}
        for code, kind in (("T1", "primary"), ("V1", "service"))
    ]
    both = Units.from_rows(2022, rows)
    # 100 of 6.800 triệu in 2026
    cut = parse_scenario(
        'name = "x"\nhorizon = 2028\n[[reductions]]\nmethod = "rate"\nrate = { 2026 = 0.014705882353 }\n'
    )
    still = indicators(simulate(both, cut, LAW), 2026)
    assert (still.deficit_units, still.lacking) == (1, 100_000_000)
    assert (still.quo_deficit_units, still.quo_lacking, still.deeper_units) == (0, 0, 1)
    (swing,) = swings(both, cut, LAW, 2026, {"inflation": Decimal("0.05")})
    # 800 triệu x (1,05^4 - 1) = 172.405.000: both lack it without the plan, with it the unit 100 triệu more
    high = swing.high
    assert (high.deficit_units, high.lacking) == (2, 2 * 172_405_000 + 100_000_000)
    assert (high.quo_deficit_units, high.quo_lacking) == (2, 2 * 172_405_000)
    assert (high.deeper_units, high.deeper) == (1, 100_000_000)
    # cheaper by 5 %: 800 triệu x (1 - 0,95^4) = 148.395.000 are spared, more than the 100 triệu taken
    assert (swing.low.deficit_units, swing.low.quo_deficit_units, swing.low.deeper_units) == (0, 0, 0)


def test_each_part_of_a_target_is_missed_by_itself() -> None:
    plan = replace(indicators(simulate(UNITS, PLAN, LAW), 2026), cut=50, schools_at_norm=1, deficit_units=2)
    assert missed(replace(plan, cut=49), plan) == ("saved",)
    assert missed(replace(plan, schools_at_norm=0), plan) == ("at_norm",)
    assert missed(replace(plan, cut=51, deficit_units=3), plan) == ("no_more_deficits",)
    assert missed(replace(plan, cut=51, schools_at_norm=2, deficit_units=0), plan) == ()
    # as many units, or fewer, that lack more in all
    assert missed(replace(plan, deficit=plan.deficit - 1), plan) == ("lacking",)
    assert missed(replace(plan, deficit_units=1, deficit=plan.deficit - 1), plan) == ("lacking",)
    # no more units, and no more money, but one more that lacks more than under the status quo
    assert missed(replace(plan, deeper_units=plan.deeper_units + 1), plan) == ("deeper",)


def test_what_gets_better_is_told_beside_what_gets_worse() -> None:
    made = replace(indicators(simulate(UNITS, PLAN, LAW), 2026), cut=50, schools_at_norm=1, deficit_units=2)
    plan = replace(made, deficit=-20)
    assert gained(plan, plan) == ()
    # cheaper prices: less to cut, but fewer units in deficit
    cheaper = replace(plan, cut=49, deficit_units=1, deficit=-10)
    assert (missed(cheaper, plan), gained(cheaper, plan)) == (("saved",), ("no_more_deficits",))
    assert gained(replace(plan, cut=51, schools_at_norm=2), plan) == ("saved", "at_norm")
    # as many units, lacking less
    assert gained(replace(plan, deficit=-19), plan) == ("lacking",)
    assert gained(replace(plan, deficit_units=3, deficit=-19), plan) == ()


def test_more_that_is_saved_is_no_gain_where_more_is_lacking() -> None:
    """51 saved instead of 50, but 39 units in deficit instead of 5, or 5 that lack 21 instead of 20."""
    made = replace(indicators(simulate(UNITS, PLAN, LAW), 2026), cut=50, schools_at_norm=1, deficit_units=5)
    plan = replace(made, deficit=-20)
    dearer = replace(plan, cut=51, deficit_units=39, deficit=-90)
    assert (missed(dearer, plan), gained(dearer, plan)) == (("no_more_deficits", "lacking"), ())
    poorer = replace(plan, cut=51, deficit=-21)
    assert (missed(poorer, plan), gained(poorer, plan)) == (("lacking",), ())
    # schools at the norm are what was promised, and stand beside what is worse
    assert gained(replace(dearer, schools_at_norm=2), plan) == ("at_norm",)


def test_the_width_of_the_band_is_from_p10_to_p90() -> None:
    tried = Trials((2025, 2026), 3, {"lacking": np.array([[1.0, 5.0], [2.0, 6.0], [4.0, 12.0]])}, {})
    assert (tried.width("lacking", 2025), tried.width("lacking", 2026)) == (3.0, 7.0)


def test_pay_moves_the_support_only_after_the_last_enacted_value() -> None:
    def pay(year: int) -> tuple[int, int]:
        swing = next(s for s in swings(UNITS, PLAN, LAW, year) if s.factor == "base_pay_growth")
        return swing.low.support, swing.high.support

    assert pay(2026)[0] == pay(2026)[1]
    assert pay(2028)[0] < pay(2028)[1]


def test_draws_are_reproducible_and_stay_within_the_spread() -> None:
    first = [d.assumptions.inflation for d in draws(PLAN, 50, seed=7)]
    assert first == [d.assumptions.inflation for d in draws(PLAN, 50, seed=7)]
    assert first != [d.assumptions.inflation for d in draws(PLAN, 50, seed=8)]
    assert all(Decimal("0.01") <= rate <= Decimal("0.05") for rate in first)


def test_each_factor_is_moved_as_far_as_the_caller_says() -> None:
    wide = {"inflation": Decimal("0.1"), "pupils_growth": Decimal(0)}
    (only,) = swings(UNITS, PLAN, LAW, 2026, wide)
    # prices of 3 % a year less 10 points, and with 10 more, over four years
    assert (only.factor, only.change) == ("inflation", Decimal("0.1"))
    assert only.high.deficit == -round(800_000_000 * (1.13**4 - 1))
    drawn = list(draws(PLAN, 50, 7, wide))
    rates = [d.assumptions.inflation for d in drawn]
    assert all(Decimal("-0.07") <= rate <= Decimal("0.13") for rate in rates)
    assert max(rates) > Decimal("0.05")  # beyond what is usual
    assert {d.assumptions.base_pay_growth for d in drawn} == {PLAN.assumptions.base_pay_growth}


def test_the_bands_keep_their_order_and_a_goal_is_counted() -> None:
    def enough(drawn: Outcome, _: Outcome) -> bool:
        return drawn.lacking < 60_000_000

    found = trials(UNITS, PLAN, LAW, goals={"enough": enough}, count=40, seed=3)
    low, middle, high = found.quantiles["lacking"]
    assert np.all(low <= middle)
    assert np.all(middle <= high)
    assert found.years == PLAN.years(2022)
    # nothing is projected in the base year: nothing is lacking, the goal always met
    reached = found.reached["enough"]
    assert (low[0], high[0], reached[0]) == (0, 0, 1)
    assert reached[-1] < 1


def test_trials_are_the_same_draws_for_every_figure_and_goal() -> None:
    found = trials(UNITS, PLAN, LAW, count=30, seed=3)
    assert set(found.quantiles) == set(FIGURES)
    assert set(found.reached) == set(GOALS)
    # the last year, draw by draw
    each = [indicators(simulate(UNITS, drawn, LAW), 2028) for drawn in draws(PLAN, 30, 3)]
    lacking = np.quantile([one.lacking for one in each], (0.1, 0.5, 0.9))
    assert np.array_equal(found.quantiles["lacking"][:, -1], lacking)
    assert found.reached["no_deficit"][-1] == sum(one.deficit_units == 0 for one in each) / 30
    again = trials(UNITS, PLAN, LAW, count=30, seed=3)
    assert all(np.array_equal(found.quantiles[name], again.quantiles[name]) for name in FIGURES)


def test_a_plan_that_does_nothing_keeps_what_it_promises() -> None:
    """It saves nothing and is the status quo of every draw; its unit lacks money whenever prices rise."""
    heard: list[float] = []
    found = trials(UNITS, PLAN, LAW, count=10, seed=1, progress=heard.append)
    assert np.isnan(found.reached["saved"]).all()  # nothing is saved that a draw could miss
    assert np.isnan(found.reached["at_norm"]).all()  # without a norm no school is at it
    assert found.reached["within_status_quo"].tolist() == [1.0] * 7
    assert found.reached["no_more_deficits"].tolist() == [1.0] * 7
    assert found.reached["no_deficit"][0] == 1.0
    assert found.reached["no_deficit"][-1] == 0.0
    assert heard == [n / 10 for n in range(1, 11)]


def test_the_status_quo_is_tried_by_the_draws_of_the_plan() -> None:
    """A plan that saves nothing is its status quo; one that takes 100 triệu leaves it where it is in every
    draw: prices, pay and pupils are moved alike for both from the same seed.
    """
    found = trials(UNITS, PLAN, LAW, count=10, seed=1)
    for name in ("support", "lacking"):
        assert np.array_equal(found.quo[name], found.quantiles[name])
    assert np.array_equal(found.quo_reached["no_deficit"], found.reached["no_deficit"])
    # 100 of 6.800 triệu
    cut = PLAN.model_copy(
        update={
            "reductions": parse_scenario(
                'name = "x"\n[[reductions]]\nmethod = "rate"\nunits = { kinds = ["primary"] }\n'
                "rate = { 2023 = 0.014705882353 }\n"
            ).reductions
        }
    )
    other = trials(UNITS, cut, LAW, count=10, seed=1)
    assert all(np.array_equal(other.quo[name], found.quo[name]) for name in ("support", "lacking"))
    assert np.all(other.quantiles["support"][:, 1] == found.quantiles["support"][:, 1] - 100_000_000)


def test_what_is_enacted_cannot_be_moved() -> None:
    # data/law/pay/base_pay.toml: the last value is of 2026
    assert enacted_until(LAW, "base_pay_growth", 2026) == 2026
    assert enacted_until(LAW, "base_pay_growth", 2027) is None
    assert enacted_until(LAW, "inflation", 2026) is None


def test_the_rate_of_a_factor_is_that_of_the_plan() -> None:
    assert rate_of(PLAN, "inflation") == Decimal("0.03")
    assert rate_of(PLAN, "pupils_growth") is None


def test_what_prints_alike_is_neither_worse_nor_better() -> None:
    """10.381.310.404 and 10.381.310.396 đồng both read 10.381 triệu, and so do 2.980.166.557 and ..558 saved;
    in đồng they differ, and 10.381.500.000 reads 10.382 triệu.
    """

    def millions(amount: int) -> int:
        return (amount + 500_000) // 1_000_000

    made = replace(indicators(simulate(UNITS, PLAN, LAW), 2026), released=0, deficit_units=46)
    plan = replace(made, cut=2_980_166_557, deficit=-10_381_310_404)
    less, more = replace(plan, deficit=-10_381_310_396), replace(plan, cut=2_980_166_558)
    for found in (less, more):
        assert (missed(found, plan, millions), gained(found, plan, millions)) == ((), ())
    assert (gained(less, plan), gained(more, plan)) == (("lacking",), ("saved",))
    assert missed(replace(plan, deficit=-10_381_500_000), plan, millions) == ("lacking",)
    # a unit more that lacks is printed, whatever it lacks
    assert missed(replace(plan, deficit_units=47), plan, millions) == ("no_more_deficits",)


def test_the_worst_case_is_the_one_in_which_most_is_lacking() -> None:
    """Lacking 40, 70, 70, 10: of the two that lack 70 the worse leaves 3 units deeper than the status quo."""
    made = indicators(simulate(UNITS, PLAN, LAW), 2026)

    def lacks(amount: int, units: int) -> Indicators:
        return replace(made, deficit=-amount, deeper_units=units)

    prices = Swing("inflation", Decimal("0.02"), low=lacks(40, 9), high=lacks(70, 2))
    pupils = Swing("pupils_growth", Decimal("0.01"), low=lacks(70, 3), high=lacks(10, 0))
    factor, by, found = worst((prices, pupils))
    assert (factor, by, found.lacking, found.deeper_units) == ("pupils_growth", Decimal("-0.01"), 70, 3)


def test_the_goal_that_draws_miss_most_is_the_weakness_of_a_plan():
    plan = indicators(simulate(UNITS, PLAN, LAW), 2026)
    assert plan.deeper_units == 0
    reached = {"targets": float("nan"), "saved": 0.53, "no_more_deficits": 0.9, "none_deeper": 0.4}
    # 100 - 40 = 60 % of the draws leave a unit worse off; where one is so as made 100 - 53 = 47 % cut less
    assert weakest(reached, plan) == ("none_deeper", 0.6)
    assert weakest(reached, replace(plan, deeper_units=1)) == ("saved", 0.47)
    # the gravest first of those missed as often; none of a plan that was not tried or misses nothing
    assert weakest({"saved": 0.5, "targets": 0.5}, plan) == ("targets", 0.5)
    assert weakest({"saved": 1.0, "targets": float("nan")}, plan) is None
    assert weakest({}, plan) is None


def test_a_school_that_lacks_leaves_the_goal_of_the_scope_alone() -> None:
    """A school, and a unit that alone is cut and has 600 triệu of fees more than it needs: 8,8 % of its
    6.800 triệu, so that its fees stay as they are.
    """
    school = UNITS.rows()[0]
    unit = {**school, "code": "V1", "kind": "service", "users": 600_000_000}
    both = Units.from_rows(2022, [school, unit])
    still = 'name = "x"\nhorizon = 2026\n'
    cut = parse_scenario(f'{still}[[reductions]]\nmethod = "rate"\nrate = {{ 2023 = 0.01 }}\n')
    # 1 % of 6.800 triệu are 68; prices of 10 % a year ask 800 x 0,4641 = 371 triệu more in 2026: within 600
    found = trials(both, cut, LAW, count=40, seed=3, spread={"inflation": Decimal("0.1")})
    assert found.inside == 1
    assert goals_of([found]) == tuple(name for name in GOALS if name != TARGETS)
    assert found.reached[INSIDE].tolist() == [1.0] * 5
    # the school lacks in every draw in which prices rise
    up = sum(d.assumptions.inflation > 0 for d in draws(cut, 40, 3, {"inflation": Decimal("0.1")})) / 40
    assert 0 < up < 1
    assert found.reached["no_deficit"].tolist() == [1.0, *[1 - up] * 4]


def test_a_target_of_cuts_is_reached_as_far_as_prices_leave_what_it_takes() -> None:
    """A unit with 600 triệu of fees more than it needs of 800 for operations: 5 % of its 6.800 triệu are 340,
    taken of what it has to spare. Where prices are p times those of the base year, 600 - 800 x (p - 1) are
    left of it: enough for 85, 170, 255 and 340 in the years to 2026 where p is not above 1,64375, 1,5375,
    1,43125 and 1,325.
    """
    school = UNITS.rows()[0]
    unit = Units.from_rows(2022, [{**school, "code": "V1", "kind": "service", "users": 600_000_000}])
    cut = parse_scenario(
        'name = "x"\nhorizon = 2026\n[[reductions]]\nmethod = "target"\ntarget = { 2026 = 0.05 }\n'
        'share_by = "headroom"\n'
    )
    spread = {"inflation": Decimal("0.1")}
    found = trials(unit, cut, LAW, count=40, seed=3, spread=spread)
    rates = [1 + d.assumptions.inflation for d in draws(cut, 40, 3, spread)]
    # prices 10 % higher each year are 1,1, 1,21, 1,331 and 1,4641
    enough = sum(rate**4 <= Decimal("1.325") for rate in rates) / 40
    assert 0 < enough < 1
    assert found.reached[TARGETS].tolist()[1:] == [1.0, 1.0, 1.0, enough]
    assert np.isnan(found.reached[TARGETS][0])
    assert TARGETS in goals_of([found])


def test_no_unit_lacks_more_than_the_status_quo_where_cheaper_prices_pay_for_the_cut() -> None:
    """A school and a unit of 800 triệu for operations each; 100 triệu are taken of the unit in each year.

    Where prices are p times those of the base year, both lack 800 x (p - 1) under the status quo. By the plan
    the unit lacks 800 x (p - 1) + 100, if that is above 0: more, unless p is 700 : 800 = 0,875 or less.
    """
    school = UNITS.rows()[0]
    both = Units.from_rows(2022, [school, {**school, "code": "V1", "kind": "service"}])
    # 100 of 6.800 triệu
    cut = parse_scenario(
        'name = "x"\nhorizon = 2026\n[[reductions]]\nmethod = "rate"\nrate = { 2023 = 0.014705882353 }\n'
    )
    spread = {"inflation": Decimal("0.1")}
    found = trials(both, cut, LAW, count=40, seed=3, spread=spread)
    rates = [1 + d.assumptions.inflation for d in draws(cut, 40, 3, spread)]
    cheap = [sum(rate**n <= Decimal("0.875") for rate in rates) / 40 for n in range(1, 5)]
    # prices 10 % lower for one year are 0,9, and lower by 10 % in each of four years 0,6561
    assert cheap[0] == 0 < cheap[-1] < 1
    assert found.reached["none_deeper"].tolist() == [1.0, *cheap]
    # the status quo is never deeper than itself, whatever prices do
    still = trials(both, PLAN, LAW, count=5, seed=3, spread=spread)
    assert still.reached["none_deeper"].tolist() == [1.0] * 7


def test_a_scope_of_all_units_or_of_none_is_no_goal_of_its_own() -> None:
    every = parse_scenario(
        'name = "x"\nhorizon = 2024\n[[reductions]]\nmethod = "rate"\nunits = { kinds = ["primary"] }\n'
        "rate = { 2023 = 0.01 }\n"
    )
    of_all, of_none = (trials(UNITS, plan, LAW, count=5, seed=1) for plan in (every, PLAN))
    assert (of_all.inside, of_none.inside) == (0, 0)
    assert np.array_equal(of_all.reached[INSIDE], of_all.reached["no_deficit"])
    assert np.isnan(of_none.reached[INSIDE]).all()
    assert goals_of([of_all, of_none]) == tuple(name for name in GOALS if name not in (INSIDE, TARGETS))


def test_what_comes_out_of_all_years_at_once_is_what_the_indicators_say() -> None:
    """A plan of the sample city with a roadmap, cuts, a norm and grants, and one that has none of them."""
    _, city = load_sample("city_2022")
    text = next(Path("data/scenarios").glob("city_c*")).read_text(encoding="utf-8")
    for plan in (parse_scenario(text), PLAN):
        result = simulate(city, plan, LAW)
        scope = cut_scope(result)
        for year, found in zip(result.years, outcomes(result, scope), strict=True):
            inside = indicators(result, year, scope).deficit_units
            assert found == replace(outcome(indicators(result, year)), inside_deficit_units=inside)


@pytest.mark.parametrize(
    ("low", "high", "how"),
    [
        (100 - 8, 100 - 4, "rounding"),
        (100 - 11, 100 - 4, ""),  # one side alone moves
        (100 - 11, 100 - 12, "less"),
        (100 + 11, 100 + 12, "more"),
        (100 - 11, 100 + 12, ""),
        (100, 100, ""),
    ],
)
def test_whether_both_sides_of_a_factor_move_a_figure_one_way(low: int, high: int, how: str) -> None:
    """Of ten units, each a đồng off by its rounding, ten đồng are no more than that."""
    made = indicators(simulate(UNITS, parse_scenario('name = "Thử"\n'), LAW), 2022)
    plan, lower, higher = (replace(made, deficit=-amount) for amount in (100, low, high))
    swing = Swing("base_pay_growth", Decimal("0.03"), lower, higher)
    assert swing.one_way("lacking", plan, 10) == how


def test_pay_leaves_what_units_lack_where_the_state_bears_it() -> None:
    """The usual assumptions: the State pays all rises and steps, own funds first."""
    free = "[assumptions]\n{}\n"
    rows = [school("T1", support=1_000 * M, salary=900 * M)]
    every, half, last = (
        run(2022, rows, free.format(more))
        for more in ("", "state_pays_rises = 0.5", "own_funds_first = false")
    )
    assert state_bears([every]) == (True, True)
    assert state_bears([every, half]) == (False, False)
    assert state_bears([every, last]) == (True, False)
