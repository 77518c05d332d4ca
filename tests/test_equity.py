"""How schools are provided for by level, size and ward: sums worked out by hand."""

from __future__ import annotations

import pytest

from budget.compare import status_quo_of
from budget.equity import coverage_of_all, extremes, provision, sizes, spread, together, ward_gains
from budget.law import national_law
from budget.scenario import Scenario
from budget.simulate import simulate
from budget.units import Units
from tests.plans import run


def school(code: str, kind: str, ward: str, pupils: int, salary: int, operations: int) -> dict[str, object]:
    """One school whose State support pays for all it spends, in triệu."""
    return {
        "code": code,
        "name": code,
        "kind": kind,
        "ward": ward,
        "pupils": pupils,
        "salary": salary * 1_000_000,
        "professional": operations * 1_000_000,
        "support": (salary + operations) * 1_000_000,
    }


UNITS = Units.from_rows(
    2022,
    [
        school("A", "primary", "Đông", 100, 81, 19),
        school("B", "primary", "Tây", 200, 160, 20),
        school("C", "primary", "Tây", 200, 160, 40),
        school("D", "primary", "Đông", 900, 700, 100),
        school("E", "preschool", "", 50, 40, 5),
        {"code": "S", "name": "S", "kind": "service", "ward": "Đông", "support": 5_000_000},
    ],
)
RESULT = simulate(UNITS, Scenario(name="-"), national_law())


def test_sizes_are_thirds_within_a_level_and_equals_stay_together() -> None:
    # primary 100, 200, 200, 900: a third of four is reached at the second school, two thirds at the third
    assert sizes(UNITS) == ("small", "small", "small", "large", "small", "")


def test_groups_add_up_to_the_schools_with_a_norm() -> None:
    for way in ("kind", "size"):
        groups = provision(RESULT, 2022, way)
        assert sum(g.schools for g in groups) == 5
        assert sum(g.pupils for g in groups) == 1450
        assert sum(g.available for g in groups) == 184_000_000
    wards = provision(RESULT, 2022, "ward")
    assert [(g.id, g.schools, g.pupils) for g in wards] == [("Đông", 2, 1000), ("Tây", 2, 400)]
    assert [g.available for g in wards] == [119_000_000, 60_000_000]


def test_coverage_is_that_of_the_sums_and_says_who_is_below() -> None:
    """The norm: pay / 0,81 x 0,19, so of every 81 of pay 19."""
    primary = next(g for g in provision(RESULT, 2022, "kind") if g.id == "primary")
    need = (81 + 160 + 160 + 700) * 19 / 81
    assert primary.norm == pytest.approx(need * 1e6, abs=4)
    assert primary.coverage == pytest.approx(179 / need)
    assert primary.per_pupil == pytest.approx(179_000_000 / 1400)
    # A is exactly at the norm, C (37,5 needed) above it, B and D below
    assert (primary.below, primary.below_share) == (2, 0.5)
    low, high = extremes(provision(RESULT, 2022, "ward")) or (None, None)
    assert (low.id, high.id) == ("Đông", "Tây")
    assert spread((primary, low, high)) == pytest.approx(high.coverage - low.coverage)
    assert spread((primary,)) is None


def test_groups_together_have_the_shares_of_their_sums() -> None:
    """Of five schools with 1.450 pupils and 184 triệu B, D and E (9,4 needed) stay below the norm."""
    every = together(provision(RESULT, 2022, "kind"), "all")
    assert (every.id, every.schools, every.pupils, every.below) == ("all", 5, 1450, 3)
    assert (every.available, every.support) == (184_000_000, 1_325_000_000)
    assert every.below_share == 0.6
    assert every.per_pupil == pytest.approx(184_000_000 / 1450)
    assert every.coverage == coverage_of_all(RESULT, 2022) == pytest.approx(184 / (1141 * 19 / 81))


def test_one_group_has_no_extremes() -> None:
    assert extremes(provision(RESULT, 2022, "kind")[:1]) is None
    with pytest.raises(KeyError):
        provision(RESULT, 2022, "colour")


def test_the_wards_that_gain_least_and_most_a_pupil_are_named_those_alike_together() -> None:
    """Of 90 triệu A is given 50 by hand, B and C, of as many pupils, 20 each: 500.000 and 200.000 đồng a
    pupil; without the 50 all gain alike, and one ward has none beside it.
    """
    rows = [
        school(code, "primary", ward, 100, 81, 9) for code, ward in zip("ABC", ("Đ", "T", "N"), strict=True)
    ]
    text = (
        'horizon = 2023\n[allocation]\nstages = [{ aim = "share", by = "pupils" }]\n'
        'pool = { from = "amount", by_year = { 2023 = 90_000_000 } }\n'
    )

    def told(more: str, rows: list[dict[str, object]] = rows) -> object:
        found = run(2022, rows, text + more)
        return ward_gains(status_quo_of(found.units, found.scenario, found.law), found, 2023)

    by_hand = 'exceptions = [{ unit = "A", by_year = { 2023 = 50_000_000 }, reason = "mái dột" }]\n'
    assert told(by_hand) == ((("N", "T"), 200_000), (("Đ",), 500_000))
    assert told("") is None
    assert told(by_hand, [row | {"ward": "T"} for row in rows]) is None
