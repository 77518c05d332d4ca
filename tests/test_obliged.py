"""Who must be cut by law and is left out by the card of the legal minimum."""

from __future__ import annotations

import tomllib

import pytest

from budget.obliged import all_obliged, left_out, minimum_card
from budget.planning import scope_of
from budget.reductions import SCOPE
from budget.scenario import Selector
from tests.plans import M, run, school, service

# Of 1.000 spent a fifth is own revenue: group 3c. V2 earns nothing: group 4, which owes nothing. T1 earns as
# V1 does; the law exempts essential units from 2025 on, before that only those without own revenue.
CITY = [
    school("T1", tuition=200 * M, professional=1_000 * M, support=800 * M),
    school("T2", professional=1_000 * M, support=1_000 * M),
    service("V1", users=200 * M, professional=1_000 * M, support=800 * M),
    service("V2", professional=1_000 * M, support=1_000 * M),
]
CARD = 'horizon = 2024\n[[reductions]]\nmethod = "statutory"\n'


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ("", ["T1"]),  # without kinds the service units
        ('units = { codes = ["T1"] }\n', ["V1"]),
        ('units = { codes = ["T1"] }\n[[reductions]]\nmethod = "statutory"\n', []),
        ('units = { kinds = ["primary", "service"] }\n', []),
    ],
)
def test_a_unit_that_owes_and_is_in_no_card_of_the_minimum_is_left_out(more: str, missing: list[str]) -> None:
    result = run(2022, CITY, CARD + more)
    assert [result.units.code[i] for i in left_out(result).nonzero()[0]] == missing


def test_without_a_card_of_the_minimum_nobody_is_left_out_by_it() -> None:
    plan = 'horizon = 2024\n[[reductions]]\nmethod = "rate"\nrate = 0.01\n'
    assert not left_out(run(2022, CITY, plan)).any()


def test_the_scope_that_has_all_who_owe_has_nobody_else() -> None:
    result = run(2022, CITY, CARD)
    scope = all_obliged(result)
    assert scope == {"kinds": ["primary", "service"], "groups": ["3a", "3b", "3c"]}
    inside = scope_of(result, Selector(**scope), SCOPE)
    assert [result.units.code[i] for i in inside.nonzero()[0]] == ["T1", "V1"]
    units = tomllib.loads('units = { kinds = ["primary", "service"], groups = ["3a", "3b", "3c"] }')["units"]
    assert units == scope
    wide = run(2022, CITY, CARD + 'units = { kinds = ["primary", "service"], groups = ["3a", "3b", "3c"] }\n')
    assert not left_out(wide).any()


def test_a_ready_card_of_the_minimum_has_all_who_owe() -> None:
    card = minimum_card(run(2022, CITY, "horizon = 2024\n"))
    assert card == {
        "method": "statutory",
        "units": {"kinds": ["primary", "service"], "groups": ["3a", "3b", "3c"]},
    }
    # where service units alone owe, the scope that a measure has by itself is enough
    assert minimum_card(run(2022, CITY[1:], "horizon = 2024\n")) == {"method": "statutory"}
