"""Every figure explains itself: its tree computes the figure again, down to data, law and assumptions."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from budget.explain import Term, brief, evaluate, explain, explain_total
from budget.explain_figures import EXPLAINERS
from budget.law import national_law
from budget.money import whole
from budget.report.ground import Origin, grounds
from budget.report.words import Words
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.units import KIND, Units
from tests.plans import M, own, run, school
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


OWN = (
    own("preschool_norm", 2023, {"teaching_share": Decimal("0.25"), "per_pupil": 900_000, "indexed": True}),
    own("primary_norm", 2024, {"per_class": 20 * M, "counts": "support"}),
    own("service_norm", 2022, {"teaching_share": Decimal("0.1"), "per_post": 50 * M, "norm_pay": "current"}),
    own("compensation_rate", 2026, "9/10"),
)


@pytest.mark.parametrize("seed", range(3))
def test_every_tree_computes_its_figures_again_with_the_office_s_own_values(seed: int) -> None:
    c = case(seed)
    rows = [*c.rows, *({**row, "code": f"{row['code']}-{k}", "kind": k} for k in KIND for row in c.rows[:1])]
    text = f"name = 'x'\nhorizon = {c.base_year + 5}\n[assumptions]\ninflation = 0.03"
    units = Units.from_rows(c.base_year, rows)
    result = simulate(units, parse_scenario(text), national_law().with_own(OWN))
    for code in units.code:
        for year in result.years:
            for figure in ("norm", "coverage", "own_revenue"):
                for term in explain(result, code, year, figure).walk():
                    again = evaluate(term)
                    same = math.isnan(again) and math.isnan(term.value)
                    assert same or math.isclose(again, term.value, rel_tol=1e-9, abs_tol=1e-3), term


@pytest.mark.parametrize("words", [Words("vi"), Words("en")], ids=["vi", "en"])
def test_a_norm_names_the_office_s_document_from_its_year_on(words: Words) -> None:
    rows = [school("T1", salary=810 * M, classes=10), school("M1", "preschool", salary=810 * M, pupils=100)]
    result = run(2022, rows, own=OWN)

    def said(code: str, year: int, own_law: str) -> str:
        norm = explain(result, code, year, "norm")
        named = [t for t in norm.walk() if own_law in t.law]
        return " ".join(g.text for t in named for g in grounds(t, result, words, Origin()))

    # primary: 20 triệu a class from 2024; preschool: 25 % and 900.000 a pupil from 2023
    assert said("T1", 2023, "primary_norm") == ""
    assert "NQ 2024" in said("T1", 2024, "primary_norm")
    assert words.numbers.dong(20 * M) in said("T1", 2024, "primary_norm")
    assert "NQ 2023" in said("M1", 2023, "preschool_norm")
    assert words.numbers.rate(Fraction(1, 4)) in said("M1", 2025, "preschool_norm")
    assert words.t("explain.law_own", title="", value="", source="", since=OWN[0][1].since)[-12:] in said(
        "M1", 2023, "preschool_norm"
    )


def test_compensation_names_who_sets_its_rate() -> None:
    rows = [school("T1", "combined", tuition=900 * M, professional=9_000 * M)]

    def rate(text: str) -> Term:
        result = run(2024, rows, f"horizon = 2026\n{text}", OWN)
        found = [
            t for t in explain(result, "T1", 2026, "own_revenue").walk() if t.figure == "compensation_rate"
        ]
        assert len(found) == 1
        return found[0]

    assert (rate("").law, rate("").value) == (("compensation_rate",), 0.9)
    stated = rate("[assumptions]\ncompensation_rate = 1")
    assert (stated.law, stated.assumption, stated.value) == ((), "assumptions.compensation_rate", 1.0)


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


def test_every_figure_that_is_published_explains_itself() -> None:
    result = result_of(2)
    assert set(EXPLAINERS) >= {*result.figures, "group", "assigned"}
    for figure in result.totals:
        assert explain_total(result, result.years[-1], figure).value == result.totals[figure][-1]


def test_a_total_is_the_sum_of_its_published_units() -> None:
    result = result_of(3)
    year = result.years[-1]
    term = explain_total(result, year, "support")
    assert term.value == evaluate(term) == float(sum(whole(result["support"][:, -1]).astype(int).tolist()))
    assert [t.unit for t in term.terms] == list(result.units.code)


def test_a_total_of_some_units_is_the_sum_of_those_alone() -> None:
    result = result_of(3)
    year = result.years[-1]
    some = np.zeros(len(result.units), dtype=bool)
    some[[1, 4]] = True
    term = explain_total(result, year, "support", some)
    first, second = (int(whole(result["support"][i, -1])) for i in (1, 4))
    assert term.value == evaluate(term) == first + second
    assert [t.unit for t in term.terms] == [result.units.code[1], result.units.code[4]]
    assert explain_total(result, year, "support", ~some & some).value == 0


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
