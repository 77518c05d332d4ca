"""Căn cứ của một số liệu: the law, assumptions and data that a figure rests on anywhere below,
without opening its tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from budget.explain_figures import EXPLAINERS
from budget.explain_terms import Each, Term, View
from budget.money import Array
from budget.simulate import Result, Steps

TELLING = ("released", "cut", "increase", "roadmap_revenue", "set_aside", "used_for_pay", "reserve")
"""Figures of a unit whose being there or not decides what law and assumptions its tree names."""

TELLING_COLUMNS = ("tuition", "compensation", "contributions", "staff", "pupils")
"""And columns of its data: none, 0 or unknown."""

OF_ALL_KINDS = ("allocation", "reductions", "roadmap")
DECIDED = (*OF_ALL_KINDS, "norms")
"""Parts of a scenario that decide, unlike `assumptions`, which expects; all but the norms say the same of
every kind.
"""


@dataclass(frozen=True, slots=True)
class Rests:
    """Những gì một số liệu dựa vào, the most direct first, each once.

    law: a parameter with the years in which its value counts, the latest first; assumptions: terms that name
    them, one for each line and kind that they differ by, of the figure's own kinds before those of others and
    what the plan decides before what it expects; columns: those of the figure's own unit.
    """

    law: tuple[tuple[str, tuple[int, ...]], ...]
    assumptions: tuple[Term, ...]
    columns: tuple[Term, ...]


def rests(result: Result, *terms: Term, through_units: bool = True) -> Rests:
    """Những gì một hay nhiều số liệu dựa vào, by walking their trees level by level, the steps of an increase
    in the order in which money is given; what is told beside comes after what computes it.

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
            alike = found.assumption.startswith(OF_ALL_KINDS) or not found.unit
            kind = "" if alike else result.units.kind[result.units.position(found.unit or "")]
            line = found.text if found.how == "assumption" else ""
            assumptions.setdefault((found.assumption, line, kind), found)
        if found.column and found.unit in units:
            columns.setdefault(found.column, found)
    years = tuple((parameter, tuple(sorted(of, reverse=True))) for parameter, of in law.items())
    own = {"", *(result.units.kind[result.units.position(unit)] for unit in units if unit)}

    def farther(key: tuple[str, str, str]) -> tuple[bool, bool]:
        assumption, _, kind = key
        return kind not in own, not assumption.startswith(DECIDED)

    return Rests(
        years, tuple(assumptions[key] for key in sorted(assumptions, key=farther)), tuple(columns.values())
    )


def _nearest_first(result: Result, roots: Iterable[Term], *, through_units: bool) -> Iterator[Term]:
    """The terms and all that they rest on, each once and one root after the other: first what it is computed
    of, level by level, then the steps of an increase in turn, and last of all what stands beside that and the
    units of its sums.
    """
    walk = _Walk(result)
    kept: dict[int, Term] = {}  # an object that is gone could give its id to another
    rounds = [[root] for root in roots]
    while rounds:
        aside: list[Term] = []
        while rounds:
            level, steps = rounds.pop(0), dict[int, list[Term]]()
            while level:
                level = [term for term in {id(t): t for t in level}.values() if id(term) not in kept]
                kept.update((id(term), term) for term in level)
                yield from level
                for term in level:
                    aside += term.beside
                    if through_units and term.each is not None:
                        aside += walk.units_of(term, term.each)
                below = [(_turn(t), t) for term in level for t in term.terms]
                for turn, term in below:
                    if turn is not None:
                        steps.setdefault(turn, []).append(term)
                level = [term for turn, term in below if turn is None]
            rounds[:0] = [steps[turn] for turn in sorted(steps)]
        rounds = [aside] if aside else []


def _turn(term: Term) -> int | None:
    """Thứ tự cấp của một bước tăng kinh phí: exceptions, the floor, then the stages as the plan lists them
    (model, section 7); None for all else.
    """
    match term.figure:
        case "exception":
            return -1
        case "floor":
            return 0
        case "stage_norm" | "stage_supplement" | "stage_share":
            return term.number
        case _:
            return None


@dataclass
class _Walk:
    """What a walk has come by: sums and explanations that it opened, and the sort of every unit by year."""

    result: Result
    views: dict[tuple[int, int], View] = field(default_factory=dict)
    sums: set[tuple[str, int, str, int]] = field(default_factory=set)
    opened: set[tuple[str, int, int]] = field(default_factory=set)
    sorts: dict[int, Array] = field(default_factory=dict)

    def units_of(self, term: Term, each: Each) -> Iterator[Term]:
        """The explanations of the units of a sum, one of every sort, none of them twice.

        A sum of the plan is the same in the tree of every unit.
        """
        steps, mark = self.result.steps, (term.figure, term.number, each.figure, each.year)
        if steps is None or mark in self.sums:
            return
        self.sums.add(mark)
        j = self.result.year(each.year)
        if j not in self.sorts:
            self.sorts[j] = _sorts(self.result, steps, j)
        counted = np.flatnonzero(each.which & (each.amounts != 0))
        first = np.unique(self.sorts[j][counted], return_index=True)[1]
        for i in counted[first].tolist():
            if (each.figure, i, j) not in self.opened:
                self.opened.add((each.figure, i, j))
                view = self.views.setdefault((i, j), View(self.result, steps, i, j))
                yield EXPLAINERS[each.figure](view)


def _sorts(result: Result, steps: Steps, j: int) -> Array:
    """The sort of every unit (n,): units of the same number are alike."""
    units = result.units
    marks = [
        np.unique(np.array(units.kind), return_inverse=True)[1],
        steps.drivers.base_group,
        result.assigned[:, j],
        *(result[figure][:, j] != 0 for figure in TELLING),
        steps.given.exceptions[:, j] != 0,  # given by hand: no part of the floor and the stages
        *(np.sign(np.nan_to_num(units[column], nan=-1.0)) for column in TELLING_COLUMNS),
        units["essential"],
    ]
    table = np.column_stack(marks).astype(np.int64)
    return np.asarray(np.unique(table, axis=0, return_inverse=True)[1].reshape(-1))
