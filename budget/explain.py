"""Giải trình một số liệu: a figure of a unit, or a total, as a tree down to data, law and assumptions."""

from __future__ import annotations

from budget.explain_figures import EXPLAINERS
from budget.explain_terms import Term, View, evaluate
from budget.money import total, whole
from budget.simulate import Result

__all__ = ["EXPLAINERS", "Term", "View", "evaluate", "explain", "explain_total"]


def explain(result: Result, unit: str, year: int, figure: str) -> Term:
    """Giải trình một số liệu của một đơn vị trong một năm.

    Raises KeyError for a unit or figure that there is not, ValueError for a year out of reach or a scenario
    that was not computed.
    """
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    view = View(result, result.steps, result.units.position(unit), result.year(year))
    return EXPLAINERS[figure](view)


def explain_total(result: Result, year: int, figure: str) -> Term:
    """Giải trình một tổng: the sum of the units' published figures, each of which explains itself in its
    turn.
    """
    j = result.year(year)
    amounts = whole(result[figure][:, j])
    terms = tuple(
        Term(figure, float(amount), "money", "choice", unit=code, year=year)
        for code, amount in zip(result.units.code, amounts.tolist(), strict=True)
    )
    return Term(figure, float(total(amounts)), "money", "units", terms, year=year)
