"""A unit that is left out of the target while its roadmap or the legal minimum still cuts it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from budget.aside import cards_of, left_alone, off_measures, still_cut, still_measured
from budget.law import national_law
from budget.planning import given_up
from budget.scenario import Scenario
from budget.simulate import Result, simulate
from budget.taken_out import taken_out
from tests.plans import M, run, service

CARDS = """
[[roadmap]]
units = { kinds = ["service"] }
targets = { 2025 = 0.40 }
[[roadmap]]
units = { codes = ["V1"] }
targets = { 2025 = 0.50 }
[[reductions]]
method = "statutory"
[[reductions]]
method = "target"
target = { 2025 = 0.10 }
"""


def city(text: str) -> Result:
    """Three service units of group 3c, which owe the legal minimum and follow a roadmap that cuts them."""
    rows = [
        service(code, users=300 * M, professional=1_000 * M, support=700 * M) for code in ("V1", "V2", "V3")
    ]
    return run(2022, rows, text)


def codes(scenario: Scenario) -> list[list[str] | None]:
    return [card.units.codes for card in (*scenario.roadmap, *scenario.reductions)]


def test_a_unit_out_of_the_target_that_other_cards_cut_leaves_them_by_one_press():
    assert not still_cut(city(CARDS), 2025).any()
    before = city(f'{CARDS}units = {{ codes = ["V2", "V3"] }}\n')
    out = still_cut(before, 2025)
    assert out.tolist() == [True, False, False]
    assert cards_of(before, out) == (True, True)
    then = left_alone(before, out)
    # the card of V1 alone goes, the other roadmap and the minimum name who stays
    assert codes(then) == [["V2", "V3"]] * 3
    gone = given_up(simulate(before.units, then, national_law()), 2025)
    assert gone[0] == 0
    assert gone[1:].tolist() == given_up(before, 2025)[1:].tolist()


def test_a_target_of_one_unit_alone_leaves_nobody_out():
    assert not still_cut(city(f'{CARDS}units = {{ codes = ["V3"] }}\n'), 2025).any()


def test_a_unit_out_of_the_roadmap_that_measures_are_for_leaves_them_by_one_press():
    # the target of 10 % of 2.100 cuts V1, which follows no roadmap, too; the roadmap of the others takes less
    roadmap = '[[roadmap]]\nunits = { codes = ["V2", "V3"] }\ntargets = { 2025 = 0.31 }\n'
    before = city(f'{roadmap}[[reductions]]\nmethod = "target"\ntarget = {{ 2025 = 0.10 }}\n')
    out = still_measured(before, np.array([True, True, False]))
    assert out.tolist() == [True, False, False]
    then = off_measures(before, out)
    assert codes(then) == [["V2", "V3"]] * 2
    assert not still_measured(simulate(before.units, then, national_law()), out).any()
    assert given_up(simulate(before.units, then, national_law()), 2025)[0] == 0


def test_what_a_unit_taken_out_of_the_target_leaves_and_what_the_others_would_have_to_give():
    """10 % of 1.600 = 160, shared by support: 100, 40 and 20 of 1.000, 400 and 200. Without V3 it is 10 % of
    1.400: 140, 8,75 % of all 1.600; the two cut 160 at 160 / 1.400 = 11,43 %, up to 11,5 %.
    """
    rows = [
        service(code, users=2_000 * M, professional=1_000 * M, support=support * M)
        for code, support in (("V1", 1_000), ("V2", 400), ("V3", 200))
    ]
    text = (
        'horizon = 2023\n[[roadmap]]\nunits = { codes = ["V3"] }\ntargets = { 2023 = 0.5 }\n'
        '[[reductions]]\nmethod = "target"\ntarget = { 2023 = 0.10 }\nshare_by = "support"\n'
    )
    named = 'units = { codes = ["V1", "V2"] }\n'
    before, after = (run(2022, rows, text + more) for more in ("", named))
    found = taken_out(before, after, 2023)
    assert found
    assert (found.out.tolist(), found.back.tolist(), found.units, found.base) == ([2], [], 3, 1_600 * M)
    assert (found.before, found.after) == (160 * M, 140 * M)
    assert (found.rest, found.rest_before, found.rest_after) == (2, 140 * M, 140 * M)
    assert found.target == Fraction(115, 1000)
    # its own roadmap stays
    assert found.held.tolist() == [2]
    # back in the target it gives its part again, and no other target is needed
    again = taken_out(after, before, 2023)
    assert again
    assert (again.back.tolist(), again.after, again.target) == ([2], 160 * M, None)
    assert taken_out(before, before, 2023) is None
