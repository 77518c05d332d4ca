"""Giải trình một số liệu: a figure of a unit, or a total, as a tree down to data, law and assumptions."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from budget.explain_figures import EXPLAINERS, PLAN_EXPLAINERS
from budget.explain_terms import Each, Term, View, evaluate, group_name
from budget.indicators import deeper, norm_gap
from budget.money import Array, total, whole
from budget.select import Mask
from budget.simulate import Result

__all__ = ["EXPLAINERS", "Brief", "Term", "View", "brief", "evaluate", "explain", "explain_total", "of_units"]


@dataclass(frozen=True, slots=True)
class Brief:
    """Tóm tắt một đơn vị trong một năm: published figures in đồng, beside the status quo and the base year.

    `share` is the change against the status quo as a fraction of it, NaN where that is 0; `group`
    "" where none.
    """

    support: int
    status_quo: int
    change: int
    share: float
    base: int
    added: int
    balance: int
    available: int
    norm: int
    coverage: float
    ratio: float
    group: str


def brief(result: Result, unit: str, year: int) -> Brief:
    """Tóm tắt số liệu công bố của một đơn vị. Raises KeyError for an unknown unit, ValueError for
    the year.
    """
    i, j = result.units.position(unit), result.year(year)

    def at(figure: str) -> int:
        return int(result.published(figure)[i, j])

    support, quo, base = at("support"), at("status_quo"), int(result.units["support"][i])
    change = support - quo
    return Brief(
        support=support,
        status_quo=quo,
        change=change,
        share=change / quo if quo else math.nan,
        base=base,
        added=quo - base,
        balance=at("balance"),
        available=at("available"),
        norm=at("norm"),
        coverage=float(result["coverage"][i, j]),
        ratio=float(result["ratio"][i, j]),
        group=group_name(int(result.group[i, j])),
    )


def explain(result: Result, unit: str, year: int, figure: str) -> Term:
    """Giải trình một số liệu của một đơn vị trong một năm.

    Raises KeyError for a unit or figure that there is not, ValueError for a year out of reach or a scenario
    that was not computed.
    """
    return EXPLAINERS[figure](_view(result, result.units.position(unit), year))


def _view(result: Result, position: int, year: int) -> View:
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    return View(result, result.steps, position, result.year(year))


def explain_total(result: Result, year: int, figure: str, within: Mask | None = None) -> Term:
    """Giải trình một tổng: the sum of the published figures of all units, or of those `within` (n,), each of
    which explains itself in its turn; the pool and what is left of it by what they come from.

    Raises KeyError for a figure that does not add up over units, ValueError as `explain`.
    """
    if figure in PLAN_EXPLAINERS:
        return PLAN_EXPLAINERS[figure](_view(result, 0, year))
    chosen = np.flatnonzero(np.ones(len(result.units), dtype=bool) if within is None else within)
    amounts = _amounts(result, year, figure)[chosen]
    terms = tuple(
        Term(figure, float(amount), "money", "choice", unit=result.units.code[i], year=year)
        for i, amount in zip(chosen.tolist(), amounts.tolist(), strict=True)
    )
    return Term(figure, float(total(amounts)), "money", "units", terms, year=year)


def _amounts(result: Result, year: int, figure: str) -> Array:
    """The published figure of every unit (n,), of those that a total is made of."""
    j = result.year(year)
    match figure:
        case "norm_gap":
            return norm_gap(result, year)
        case "deficit":
            return np.asarray(np.minimum(0.0, whole(result["balance"][:, j])))
        case "deeper":
            return deeper(result, year)
        case "change":
            return np.asarray(whole(result["support"][:, j]) - whole(result["status_quo"][:, j]))
        case _:
            return np.asarray(whole(result[figure][:, j]))


def of_units(result: Result, year: int, figure: str, within: Mask) -> Term:
    """Một số liệu của từng đơn vị `within` (n,), whether it adds up over units or not: what stands for them
    all where it is asked what a figure rests on.
    """
    each = Each(figure, year, tuple(result.units.code), within.astype(np.float64), within)
    return Term(figure, math.nan, "money", "choice", year=year, each=each)
