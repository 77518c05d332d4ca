"""A wish granted: the milder condition never promises a larger cut than the stricter for the same revenue."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget.granted import kept_anyway, lacking, takes
from budget.granted_plan import as_granted, granted
from budget.law import national_law
from budget.sample import load_sample
from budget.scenario import Scenario, parse_scenario
from budget.simulate import Result, simulate
from budget.wished import wish_scope
from budget.wishes import cut_wish
from tests.plan_pages import READY, text_of

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
