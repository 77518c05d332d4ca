"""Measures of a wish that change the cards of a plan least."""

from __future__ import annotations

from decimal import Decimal

from budget.granted import missed_years
from budget.least_change import does_as_well, least_changed, other_targets
from budget.simulate import Result
from tests.plans import M, service
from tests.plans import run as computed

# V1 has 150 to spare (700 + 150 - 700), V2 nothing (400 + 100 - 500); nothing grows from 2021 to 2022
CITY = [
    service("V1", users=700 * M, professional=700 * M, support=150 * M),
    service("V2", users=400 * M, professional=500 * M, support=100 * M),
]
HEAD = "horizon = 2022\n[assumptions]\nprices_follow_costs = false\n"
TARGET = '[[reductions]]\nmethod = "target"\n'
LEAST = '[[reductions]]\nmethod = "statutory"\n'
TENTH = Decimal("0.1")


def run(measures: str) -> Result:
    return computed(2021, CITY, HEAD + measures)


def test_the_own_cards_come_first_in_their_order_with_the_target_of_the_year() -> None:
    own, spared, last = least_changed(run(f"{TARGET}target = {{ 2022 = 0.05 }}\n{LEAST}"), 2022, TENTH)
    assert [card["method"] for card in own] == ["target", "statutory"]
    assert own[0]["target"] == {"2022": TENTH}
    assert "share_by" not in own[0]
    assert spared == [own[0] | {"share_by": "headroom"}, own[1]]
    assert [card["method"] for card in last] == ["statutory", "target"]


def test_other_cards_leave_the_usual_ones_alone() -> None:
    rate = '[[reductions]]\nmethod = "rate"\nrate = 0.02\n'
    alone = f"{TARGET}target = {{ 2022 = 0.05 }}\n"
    for measures in (rate, alone, f"{alone}{TARGET}target = {{ 2022 = 0.1 }}\n{LEAST}"):
        assert len(least_changed(run(measures), 2022, TENTH)) == 1


def test_whichever_cards_stand_the_target_stays_that_of_its_units() -> None:
    some = f'{TARGET}target = {{ 2022 = 0.05 }}\n[reductions.units]\ncodes = ["V1"]\n{LEAST}'
    ways = least_changed(run(some), 2022, TENTH)
    assert len(ways) == 3
    for cards in ways:
        (target,) = (card for card in cards if card["method"] == "target")
        assert (target["units"], target["target"]) == ({"codes": ["V1"]}, {"2022": TENTH})


def test_cards_do_as_well_while_no_unit_lacks_more() -> None:
    # 10 % of 250 is 25: shared by what is given V2 pays 10 and then lacks 10, by what is spare V1 pays all
    target = f"{TARGET}target = {{ 2022 = 0.1 }}\n"
    given, spare = run(target), run(f'{target}share_by = "headroom"\n')
    assert not does_as_well(given, spare, 2022, no_more=False)
    assert does_as_well(spare, given, 2022, no_more=False)
    # as much has to be given up: 5 % is less
    assert not does_as_well(run(target.replace("0.1", "0.05")), spare, 2022, no_more=False)


def test_the_targets_of_the_other_years_stay_with_the_limit_of_a_unit() -> None:
    steps = f"{TARGET}target = {{ 2022 = 0.02, 2023 = 0.05 }}\nmax_cut = 0.2\n{LEAST}"
    result = run(steps)
    assert other_targets(result, 2022) == {2023: Decimal("0.05")}
    own, spared, within, last = least_changed(result, 2022, TENTH)
    assert all(
        next(card for card in way if card["method"] == "target")["target"]
        == {"2022": TENTH, "2023": Decimal("0.05")}
        for way in (own, spared, within, last)
    )
    limits = [own[0]["max_cut"], spared[0]["max_cut"], within[1]["max_cut"]]
    assert limits == [Decimal("0.2")] * 3
    assert "max_cut" not in last[1]
    assert other_targets(run(LEAST), 2022) == {}


def test_cards_that_miss_more_of_another_year_do_not_do_as_well() -> None:
    # 30 % of 250 is 75 in 2022; 50 % of 2023 is 125, of which 30 % of each unit are 75, so 50 are missing
    text = f"{HEAD.replace('2022', '2023')}{TARGET}target = {{ 2022 = 0.3, 2023 = 0.5 }}\n"
    whole, capped = computed(2021, CITY, text), computed(2021, CITY, f"{text}max_cut = 0.3\n")
    assert missed_years(capped) == {2023: 50 * M}
    assert missed_years(whole) == {}
    # V2 lacks less so, which alone would do
    assert not does_as_well(capped, whole, 2022, no_more=False)
