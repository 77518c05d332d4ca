"""A wish granted: the milder condition never promises a larger cut than the stricter for the same revenue."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from budget.above_cap import above_limit
from budget.granted import kept_anyway, lacking, takes
from budget.granted_plan import as_granted, granted
from budget.law import national_law
from budget.planning import given_up
from budget.relaid import relaid, without_roadmap
from budget.sample import load_sample
from budget.scenario import Scenario, parse_scenario
from budget.simulate import Result, simulate
from budget.wished import wish_scope
from budget.wishes import cut_wish
from tests.plan_pages import READY, text_of
from tests.plans import M, run, service

UNITS = load_sample("city_2022")[1]
PLANS = {name: parse_scenario(text_of(name)) for name in READY}
# a plan without any part, of their assumptions and without: then nobody lacks money, the conditions are one
PLANS["blank"] = PLANS[READY[0]].model_copy(update={"roadmap": [], "reductions": [], "allocation": None})
PLANS["bare"] = parse_scenario('name = "Trống"\nhorizon = 2027\n')
PLANS["target"] = parse_scenario(
    'name = "Giảm 10 %"\nhorizon = 2027\n'
    '[[reductions]]\nmethod = "target"\ntarget = { 2025 = 0.1 }\nmax_cut = 0.2\n'
)


def compute(scenario: Scenario) -> Result:
    return simulate(UNITS, scenario, national_law())


@pytest.mark.parametrize("year", [2024, 2025, 2027])
@pytest.mark.parametrize("name", list(PLANS))
def test_the_milder_condition_asks_no_more_revenue_nor_a_larger_cut_for_it(name: str, year: int) -> None:
    result = compute(PLANS[name])
    for share in (Decimal("0.05"), Decimal("0.1")):
        asks, cuts = {}, {}
        for no_more in (False, True):
            wish = cut_wish(result, year, share, no_more=no_more)
            then = granted(result, year, wish, share, compute)
            asks[no_more] = as_granted(wish, result, then, year).revenue
            cuts[no_more] = takes(then, year).total
            # what is promised holds
            assert cuts[no_more] >= wish.wanted
            assert not lacking(then, year, no_more=no_more)[wish_scope(result)].any()
        assert asks[True] <= asks[False]
        # more is cut only for less revenue: by the cards of the plan, or by a tenth of a percent of a unit
        assert (
            asks[True] < asks[False] or cuts[True] <= cuts[False] or kept_anyway(result, year) >= cuts[True]
        )


def test_where_nobody_lacks_money_the_two_conditions_are_one() -> None:
    # 10 % of 33.145.589.000 đồng: the milder one took what targets rounded up earn beyond it, 21,8 triệu
    result = compute(PLANS["bare"])
    share = Decimal("0.1")
    found = [
        granted(result, 2025, cut_wish(result, 2025, share, no_more=no_more), share, compute).scenario
        for no_more in (False, True)
    ]
    assert found[0] == found[1]


def test_the_milder_condition_cuts_what_is_wished_up_to_a_tenth_of_a_unit() -> None:
    # in the plan without a part 46,6 triệu more were cut, and named as 47: now less than half a triệu
    result, share = compute(PLANS["blank"]), Decimal("0.1")
    wish = cut_wish(result, 2025, share, no_more=True)
    then = granted(result, 2025, wish, share, compute)
    assert 0 <= takes(then, 2025).total - wish.wanted < 500_000


def test_without_the_plans_own_roadmap_the_wish_asks_as_of_a_plan_that_has_none_but_no_unit_more() -> None:
    # the roadmap asks units for 60 % in 2025, far above what a cut by 10 % needs
    text = """
name = "Lộ trình cao"
horizon = 2027
[assumptions]
inflation = 0.03
pay_drift = 0.01
[[roadmap]]
units = { kinds = ["service"], groups = ["3a", "3b", "3c"] }
targets = { 2025 = 0.6, 2027 = 0.7 }
revenue_share = 0.8
"""
    plan, share = parse_scenario(text), Decimal("0.1")
    result = compute(plan)
    wish = cut_wish(result, 2025, share)
    wish = as_granted(wish, result, granted(result, 2025, wish, share, compute), 2025)
    found = relaid(result, 2025, wish, share, compute)
    assert found
    assert found.gone == 1
    bare = compute(plan.model_copy(update={"roadmap": []}))
    # who is above 60 % already is asked for no more than closes its own gap and gives the law's minimum
    asked = result["target"][:, result.year(2025)]
    alone = cut_wish(bare, 2025, share, at_most=result["target"])
    then = granted(bare, 2025, alone, share, compute)
    own = cut_wish(bare, 2025, Decimal(0)).degree
    assert (own > asked).sum() == 2
    assert not (found.wish.degree > np.fmax(own, asked)).any()
    assert found.then.scenario.roadmap == then.scenario.roadmap
    assert found.wish.revenue == as_granted(alone, bare, then, 2025).revenue < wish.revenue
    assert takes(found.then, 2025).total == wish.wanted
    assert found.wish.gone == wish.gone > 0
    # the same again asks no less, so that nothing is offered any more
    assert relaid(found.then, 2025, found.wish, share, compute) is None
    # what was set for a tenth asks for more than 5 % need: as much less is offered, and cuts no less
    fewer = cut_wish(found.then, 2025, Decimal("0.05"))
    assert fewer.feasible
    smaller = relaid(found.then, 2025, fewer, Decimal("0.05"), compute)
    assert smaller
    assert not smaller.cuts
    asked = int(found.then.published("roadmap_revenue")[:, found.then.year(2025)].sum())
    assert smaller.wish.revenue <= asked * 9 / 10
    assert takes(smaller.then, 2025).total >= fewer.wanted
    # by the milder condition the plan can have it, but its roadmap alone cuts far more than a tenth: without
    # that it is a tenth again
    mild = cut_wish(result, 2025, share, no_more=True)
    assert mild.feasible
    assert kept_anyway(result, 2025) > 2 * mild.wanted
    less = relaid(result, 2025, mild, share, compute)
    assert less
    assert less.then.scenario.roadmap != result.scenario.roadmap
    # 10,0 %, targets being rounded up to a tenth of a percent
    assert mild.wanted <= takes(less.then, 2025).total < mild.base * 0.101
    assert relaid(less.then, 2025, less.wish, share, compute) is None


def test_units_outside_the_wish_keep_the_roadmap_that_is_taken_from_the_others() -> None:
    text = """
name = "Lộ trình chung"
horizon = 2027
[[roadmap]]
units = { kinds = ["service"], groups = ["3a", "3b", "3c"] }
targets = { 2025 = 0.6 }
[[reductions]]
method = "target"
target = { 2025 = 0.1 }
"""
    result = compute(parse_scenario(text))
    on_path = ~np.isnan(result["target"][:, -1])
    first = UNITS.code[int(np.flatnonzero(on_path)[0])]
    out = compute(parse_scenario(f'{text}units = {{ codes = ["{first}"] }}\n'))
    stays = compute(without_roadmap(out))
    others = on_path & (np.array(UNITS.code) != first)
    assert np.array_equal(~np.isnan(stays["target"][:, -1]), others)


def test_the_limit_of_each_unit_stays_where_the_wish_can_be_had_within_it() -> None:
    # the plan's only card is a target with a limit of 20 %, and it lacks the law's minimum: the goal seek
    # sets both, by another way of sharing, and no unit gives up more than the limit in any year
    result, share = compute(PLANS["target"]), Decimal("0.1")
    for no_more in (False, True):
        then = granted(result, 2025, cut_wish(result, 2025, share, no_more=no_more), share, compute)
        assert [one.max_cut for one in then.scenario.reductions if one.method == "target"] == [Decimal("0.2")]
        for year in then.years[1:]:
            gone, base = given_up(then, year), then.units["support"]
            assert (gone <= 0.2 * base + 1)[wish_scope(then)].all()
        assert takes(then, 2025).total >= 3_314_558_900


def test_a_limit_that_the_wish_does_not_fit_in_goes_and_the_units_above_it_are_known() -> None:
    # 10 % of all cannot be had where nobody may give up more than 5 %
    plan = parse_scenario(
        'name = "Trần thấp"\nhorizon = 2027\n'
        '[[reductions]]\nmethod = "target"\ntarget = { 2025 = 0.1 }\nmax_cut = 0.05\n'
    )
    result, share, limit = compute(plan), Decimal("0.1"), Decimal("0.05")
    then = granted(result, 2025, cut_wish(result, 2025, share), share, compute)
    assert all(one.max_cut is None for one in then.scenario.reductions)
    above = above_limit(then, limit, wish_scope(then))
    gone, base = given_up(then, 2025), then.units["support"]
    assert set(above) >= set(np.flatnonzero(gone > 0.05 * base + 1).tolist()) != set()
    assert all(of > 0.05 for _, of in above.values())


def test_the_targets_that_are_set_ask_no_more_than_the_years_together_need() -> None:
    # 10 % of 33.145.589.000 đồng: the target of 50,2 % that 2025 sought for itself left 72 triệu above it,
    # and two tenths of the 32,3 tỷ that this unit spends are 65 triệu, which no year needs
    result, share = compute(PLANS["city_b_cut_ten_percent"]), Decimal("0.1")
    wish = cut_wish(result, 2025, share, no_more=True)
    then = granted(result, 2025, wish, share, compute)
    assert 0 <= takes(then, 2025).total - 3_314_558_900 < 500_000
    card = next(one for one in then.scenario.roadmap if one.units.codes == ["9101489"])
    # the plan's own target of 2027 stays
    assert (card.targets[2025], card.targets[2027]) == (Decimal("0.5"), Decimal("0.52"))
    for year in (2023, 2024, 2025):
        assert not lacking(then, year, no_more=True)[wish_scope(then)].any()


def test_what_the_roadmap_takes_beyond_the_wish_stays_where_only_the_minimum_is_added() -> None:
    # V1 earns 300 of 1.000, is to earn 600 in 2023, and the State takes the 300: 21 % of 1.400. That is more
    # than 10 %, but in 2022, at 300, short of the 5 % on the way there. V2 owes by law 2,5 % a year of 700:
    # 700 - 700 x 0,975 x 0,975 = 34,5625.
    rows = [service(code, users=300 * M, professional=1_000 * M, support=700 * M) for code in ("V1", "V2")]
    road = '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2022 = 0.3, 2023 = 0.6 }\n'
    result = run(2021, rows, f"horizon = 2023\n[assumptions]\nprices_follow_costs = false\n{road}")
    wish = cut_wish(result, 2023, Decimal("0.1"))
    then = granted(result, 2023, wish, Decimal("0.1"), lambda one: simulate(result.units, one, result.law))
    assert given_up(result, 2023).tolist() == [300 * M, 0]
    assert given_up(then, 2023).tolist() == [300 * M, 34_562_500]
    assert not lacking(then, 2023, no_more=False).any()
