"""A share of the base support cumulated over the years: every unit gives up the same share of its own."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.cumulated import reached, shares_of, yearly_rates
from budget.scenario import changed, dump_scenario, parse_scenario
from tests.plans import M, across, path, run, service

V1 = service("V1", professional=600 * M, support=600 * M)
V2 = service("V2", users=400 * M, professional=800 * M, support=400 * M)
CITY = [V1, V2]
NAME = 'name = "Thử"\n'
EMPTY = 'horizon = 2026\n[[reductions]]\nmethod = "rate"\nrate = {}\n'


def plan(shares: dict[int, str]) -> str:
    rates = yearly_rates({year: Decimal(share) for year, share in shares.items()}, 2022)
    table = {str(year): rate for year, rate in rates.items()}
    return dump_scenario(
        changed(parse_scenario(NAME + EMPTY), ("reductions", 0, "rate"), table)
    ).removeprefix(NAME)


def test_the_rates_of_a_tenth_are_worked_out_by_hand() -> None:
    # 10 % on the line: 3,33 %, 6,67 %, 10 %. 1/30, then 1 - (28/30)/(29/30) = 1/29, then 1 - (27/30)/(28/30)
    # = 1/28; each rounded up at the fifteenth decimal, of what the one before left: that of the first year
    # took 0,67 of the last decimal too much, so that 0,034 482 758 620 689 66 is 0,034 482 758 620 689 00
    assert yearly_rates({2025: Decimal("0.1")}, 2022) == {
        2023: Decimal("0.033333333333334"),
        2024: Decimal("0.034482758620689"),
        2025: Decimal("0.035714285714286"),
    }


def test_every_unit_gives_up_the_same_share_of_its_own_base_support() -> None:
    result = run(2022, CITY, plan({2025: "0.1"}))
    # 600 and 400 triệu: a thirtieth is 20 and 13,333333, two are 40 and 26,666667, three 60 and 40
    assert path(result, "cut", "V1") == [0, 20 * M, 40 * M, 60 * M, 60 * M]
    assert path(result, "cut", "V2") == [0, 13_333_333, 26_666_667, 40 * M, 40 * M]


def test_what_the_roadmap_took_counts_and_a_cap_holds_back() -> None:
    # V1 gives 15 % by an earlier card; V2 may give 8 % of 400 at the most
    earlier = (
        "horizon = 2025\n"
        '[[reductions]]\nmethod = "rate"\nunits = { codes = ["V1"] }\nrate = { 2025 = 0.15 }\n'
        '[[reductions]]\nmethod = "rate"\nmax_cut = 0.08\nrate = {}\n'
    )
    rates = {str(y): r for y, r in yearly_rates({2025: Decimal("0.1")}, 2022).items()}
    text = dump_scenario(changed(parse_scenario(NAME + earlier), ("reductions", 1, "rate"), rates))
    result = run(2022, CITY, text.removeprefix(NAME))
    assert across(result, "cut", 2025) == [90 * M, 32 * M]
    found = reached(result, 2025, 2)
    # 122 of 1.000; V1 gives more by the first card, V2 misses 40 - 32
    assert (found.taken, found.base, found.units, found.missing) == (122 * M, 1_000 * M, 2, 8 * M)
    assert (found.more.tolist(), found.short.tolist()) == ([True, False], [False, True])
    assert round(found.share, 9) == 0.1


def test_a_lower_share_after_a_higher_one_gives_nothing_back() -> None:
    # 3 % in the first year, and then less is wanted: rates cannot give back
    assert yearly_rates({2023: Decimal("0.03"), 2024: Decimal("0.02")}, 2022) == {2023: Decimal("0.03")}
    assert yearly_rates({2023: Decimal(1), 2025: Decimal(1)}, 2022)[2023] == 1


def test_rates_that_were_typed_are_no_cumulated_share() -> None:
    assert shares_of({2023: Decimal("0.02"), 2024: Decimal("0.02")}) is None
    assert shares_of({}) is None
    # no share of four decimals of a percent makes these
    assert shares_of({2023: Decimal("0.0333333339"), 2024: Decimal("0.02")}) is None


@settings(max_examples=60)
@given(
    shares=st.dictionaries(st.integers(2023, 2030), st.integers(0, 600_000), min_size=1, max_size=5),
    support=st.integers(1, 10**12),
)
def test_the_share_is_never_missed_and_is_read_back(shares: dict[int, int], support: int) -> None:
    rising, most = {}, 0
    for year in sorted(shares):
        most = max(most, shares[year])
        rising[year] = Decimal(most).scaleb(-6)
    rates = yearly_rates(rising, 2022)
    kept = np.cumprod([1.0 - float(rates.get(year, 0)) for year in range(2023, max(rising) + 1)])
    for year, share in rising.items():
        taken = support * (1.0 - kept[year - 2023])
        # by the rounding of the model, which adds 0,0001, no đồng below and none above
        assert -0.0001 < taken - support * float(share) < 0.02
    again = shares_of(rates, 2022)
    assert again is None or yearly_rates(again, 2022) == rates
    fine = any(rate != round(rate, 6) for rate in rates.values())
    assert (again is not None) == fine
