"""Căn cứ của một số liệu: the law, assumptions and data that a figure rests on anywhere below,
without opening its tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from budget.explain_figures import EXPLAINERS
from budget.explain_terms import Each, Term, View
from budget.simulate import Result, Steps

TELLING = ("released", "cut", "increase", "roadmap_revenue", "set_aside", "used_for_pay", "reserve")
"""Figures of a unit whose being there or not decides what law its tree names."""

TELLING_COLUMNS = ("tuition", "compensation", "contributions", "staff", "pupils")
"""And columns of its data."""


@dataclass(frozen=True, slots=True)
class Rests:
    """Những gì một số liệu dựa vào, the most direct first, each once.

    law: a parameter with the years in which its value counts, the latest first; assumptions: terms that name
    them, one for each line and kind that they differ by; columns: those of the figure's own unit.
    """

    law: tuple[tuple[str, tuple[int, ...]], ...]
    assumptions: tuple[Term, ...]
    columns: tuple[Term, ...]


def rests(result: Result, *terms: Term, through_units: bool = True) -> Rests:
    """Những gì một hay nhiều số liệu dựa vào, by walking their trees level by level; what is told beside
    comes after what computes it.

    Where a sum over units is met, the walk goes on in the explanation of its units: of one of every sort,
    since units alike in kind, groups and what they have name the same law. Not so where
    `through_units` is false.
    """
    law: dict[str, set[int]] = {}
    assumptions: dict[tuple[str, str, str], Term] = {}
    columns: dict[str, Term] = {}
    units = {term.unit for term in terms}
    for found in _nearest_first(result, terms, through_units=through_units):
        for parameter in found.law:
            law.setdefault(parameter, set()).add(found.year or result.years[0])
        if found.assumption:
            kind = result.units.kind[result.units.position(found.unit)] if found.unit else ""
            line = found.text if found.how == "assumption" else ""
            assumptions.setdefault((found.assumption, line, kind), found)
        if found.column and found.unit in units:
            columns.setdefault(found.column, found)
    years = tuple((parameter, tuple(sorted(of, reverse=True))) for parameter, of in law.items())
    return Rests(years, tuple(assumptions.values()), tuple(columns.values()))


def _nearest_first(result: Result, roots: Iterable[Term], *, through_units: bool) -> Iterator[Term]:
    """The terms and all that they rest on, each once: first what it is computed of, level by level, then what
    stands beside that and the units of its sums.
    """
    views: dict[tuple[int, int], View] = {}
    opened: set[tuple[str, int, int]] = set()
    kept: dict[int, Term] = {}  # an object that is gone could give its id to another
    level = list(roots)
    while level:
        aside: list[Term] = []
        while level:
            level = [term for term in {id(t): t for t in level}.values() if id(term) not in kept]
            kept.update((id(term), term) for term in level)
            yield from level
            for term in level:
                aside += term.beside
                if through_units:
                    aside += _units_of(result, term.each, views, opened)
            level = [below for term in level for below in term.terms]
        level = aside


def _units_of(
    result: Result, each: Each | None, views: dict[tuple[int, int], View], opened: set[tuple[str, int, int]]
) -> Iterator[Term]:
    """The explanations of the units of a sum, one of every sort, none of them twice."""
    steps = result.steps
    if each is None or steps is None or each.figure not in EXPLAINERS:
        return
    j = result.year(each.year)
    for i in _sorts(result, steps, each, j):
        if (each.figure, i, j) not in opened:
            opened.add((each.figure, i, j))
            view = views.setdefault((i, j), View(result, steps, i, j))
            yield EXPLAINERS[each.figure](view)


def _sorts(result: Result, steps: Steps, each: Each, j: int) -> list[int]:
    """The first unit of every sort among those that add to the sum."""
    units = result.units
    counted = np.flatnonzero(each.which & (each.amounts != 0))
    kinds = np.unique(np.array(units.kind, dtype=object).astype(str), return_inverse=True)[1]
    marks = [
        kinds,
        steps.drivers.base_group,
        result.assigned[:, j],
        *(result[figure][:, j] != 0 for figure in TELLING),
        *(np.nan_to_num(units[column]) != 0 for column in TELLING_COLUMNS),
        units["essential"],
    ]
    table = np.column_stack(marks).astype(np.int64)[counted]
    first = np.unique(table, axis=0, return_index=True)[1]
    return [int(i) for i in counted[first]]
