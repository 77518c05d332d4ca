"""Every figure explains itself: its tree computes the figure again, down to data, law and assumptions."""

from __future__ import annotations

import math

import pytest

from budget.explain import Term, brief, evaluate, explain, explain_total
from budget.explain_figures import EXPLAINERS
from budget.law import national_law
from budget.money import whole
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units
from tests.reference.cities import case


def result_of(seed: int) -> Result:
    c = case(seed)
    units = Units.from_rows(c.base_year, c.rows)
    return simulate(units, parse_scenario(c.scenario), national_law())


@pytest.mark.parametrize("seed", range(6))
def test_every_tree_computes_its_figures_again(seed: int) -> None:
    result = result_of(seed)
    wrong: list[tuple[str, str, str, int, float, float]] = []
    for code in result.units.code[:3]:
        for year in result.years:
            for figure in EXPLAINERS:
                for term in explain(result, code, year, figure).walk():
                    again = evaluate(term)
                    same = (math.isnan(again) and math.isnan(term.value)) or math.isclose(
                        again, term.value, rel_tol=1e-9, abs_tol=1e-3
                    )
                    if not same:
                        wrong.append((figure, term.figure, code, year, again, term.value))
    assert wrong == []


def leaves(term: Term) -> list[Term]:
    return [t for t in term.walk() if not t.terms]


def test_the_leaves_of_support_name_their_ground() -> None:
    """Support of X1 in 2024 of the hand-worked example shape: a pay rise rests on data, law and an
    assumption.
    """
    units = Units.from_rows(
        2022,
        [{"code": "T1", "name": "TH", "kind": "primary", "salary": 6_200_000_000, "support": 6_960_000_000}],
    )
    result = simulate(units, parse_scenario('name = "x"\nhorizon = 2024'), national_law())
    term = explain(result, "T1", 2024, "support")
    grounds = {t.column or t.law or t.assumption for t in leaves(term)}
    assert {"support", "salary", ("base_pay",), "assumptions.state_pays_rises"} <= grounds
    # 6.960.000.000 + 6.200.000.000 x (2.070.000 / 1.490.000 - 1) = 9.373.422.818,79 -> 9.373.422.819
    assert term.value == 9_373_422_819


def test_a_total_is_the_sum_of_its_published_units() -> None:
    result = result_of(3)
    year = result.years[-1]
    term = explain_total(result, year, "support")
    assert term.value == evaluate(term) == float(sum(whole(result["support"][:, -1]).astype(int).tolist()))
    assert [t.unit for t in term.terms] == list(result.units.code)


def test_unknown_things_are_refused() -> None:
    result = result_of(1)
    with pytest.raises(KeyError):
        explain(result, "no such unit", result.years[0], "support")
    with pytest.raises(KeyError):
        explain(result, result.units.code[0], result.years[0], "no such figure")
    with pytest.raises(ValueError, match="tuple"):
        explain(result, result.units.code[0], 1800, "support")


def test_the_brief_says_the_published_figures_and_what_they_are_compared_with() -> None:
    """Support 6.960.000.000 in 2022; status quo of 2024 9.373.422.819 as above: 2.413.422.819 more."""
    row = {"code": "T1", "name": "TH", "kind": "primary", "salary": 6_200_000_000, "support": 6_960_000_000}
    result = simulate(
        Units.from_rows(2022, [row]), parse_scenario('name = "x"\nhorizon = 2024'), national_law()
    )
    found = brief(result, "T1", 2024)
    assert (found.support, found.change, found.share) == (9_373_422_819, 0, 0.0)
    assert (found.base, found.added) == (6_960_000_000, 2_413_422_819)
    assert found.group == "4"
