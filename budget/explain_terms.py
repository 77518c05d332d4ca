"""Giải trình: where a figure comes from, as a tree of terms down to the data, the law and the assumptions.

Every term says how its own terms make its value, so that the tree can be computed again (`evaluate`) and
printed as a ladder.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

import numpy as np

from budget.apportion import whole_steps
from budget.autonomy import GROUPS, UNDEFINED
from budget.money import Array, down, up, whole
from budget.select import Mask
from budget.simulate import Result, Steps

Measure = Literal["money", "ratio", "index", "factor", "count", "group"]
How = Literal[
    "sum",
    "product",
    "max",
    "min",
    "whole",
    "up",
    "down",
    "step_down",
    "step_up",
    "choice",
    "input",
    "law",
    "assumption",
    "constant",
    "units",
]


UNBOUND = np.asarray(-np.inf), np.asarray(np.inf)
"""Bounds of a part that none holds."""


@dataclass(frozen=True, eq=False, slots=True)
class Each:
    """Phần của từng đơn vị trong một tổng: what every unit adds to a sum over units, (n,).

    `figure` and `year` name the explanation of a unit that says where its part comes from; `which` are the
    units of the sum.
    """

    figure: str
    year: int
    codes: tuple[str, ...]
    amounts: Array
    which: Mask


@dataclass(frozen=True)
class Term:
    """Một thành phần của giải trình.

    figure: what it is (words at `figure.<id>`); value in đồng, a fraction of one, a factor or a count (an
    index is a factor near one, read in percent);
    `sign` how it enters the term above (+ - x :); `how` its own terms make its value, rounded to `step`
    (đồng) where they are; `beside` what is told with it and computes nothing; `law` parameters it rests on,
    `assumption` the key of the scenario, `column` the column of the data, whose source cell the store knows;
    `unit` None for what belongs to the whole plan; `number` tells several of a kind apart (measures, stages);
    `each` the units of a sum over units.
    """

    figure: str
    value: float
    measure: Measure
    how: How
    terms: tuple[Term, ...] = ()
    sign: str = "+"
    law: tuple[str, ...] = ()
    assumption: str = ""
    column: str = ""
    unit: str | None = None
    year: int | None = None
    number: int = 0
    text: str = ""
    step: float = 1.0
    beside: tuple[Term, ...] = ()
    each: Each | None = field(default=None, compare=False, repr=False)

    def walk(self) -> Iterator[Term]:
        """The term and all below it; what stands in several places comes once."""
        seen: set[int] = set()
        waiting = [self]
        while waiting:
            term = waiting.pop()
            if id(term) not in seen:
                seen.add(id(term))
                yield term
                waiting.extend(reversed(term.terms + term.beside))


@dataclass(frozen=True)
class View:
    """One unit and year of a result, with short ways to build terms."""

    result: Result
    steps: Steps
    i: int
    j: int
    made: dict[tuple[Any, ...], Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def year(self) -> int:
        return self.result.years[self.j]

    def at(self, figure: str) -> float:
        """A figure of the result here."""
        return float(self.result[figure][self.i, self.j])

    def of(self, array: Any, j: int | None = None) -> float:
        """A cell of an array (n, Y)."""
        return float(array[self.i, self.j if j is None else j])

    def term(
        self, figure: str, value: float, how: How, *terms: Term, measure: Measure = "money", **more: Any
    ) -> Term:
        return Term(
            figure,
            float(value),
            measure,
            how,
            tuple(terms),
            unit=more.pop("unit", self.result.units.code[self.i]),
            year=more.pop("year", self.year),
            **more,
        )

    def of_plan(
        self, figure: str, value: float, how: How, *terms: Term, measure: Measure = "money", **more: Any
    ) -> Term:
        """A term of the whole plan, the same for every unit."""
        return self.term(figure, value, how, *terms, measure=measure, unit=None, **more)

    def over_units(
        self,
        figure: str,
        amounts: Array,
        which: Mask,
        of: str,
        *,
        year: int | None = None,
        measure: Measure = "money",
        **more: Any,
    ) -> Term:
        """A sum over some units (n,), with their number beside it; `of` is the figure, of the year, that
        explains the part of each.
        """
        number = more.get("number", 0)
        count = self.of_plan("units_counted", float(which.sum()), "choice", measure="count", number=number)
        each = Each(of, year or self.year, tuple(self.result.units.code), amounts, which)
        value = float(amounts[which].sum())
        return self.of_plan(figure, value, "choice", measure=measure, beside=(count,), each=each, **more)

    def sum(self, figure: str, *terms: Term, **more: Any) -> Term:
        """A part of an explanation that its own terms add up to."""
        value = math.fsum(-t.value if t.sign == "-" else t.value for t in terms)
        return self.term(figure, value, "sum", *terms, **more)

    @property
    def first(self) -> View:
        """The same unit in the base year."""
        return View(self.result, self.steps, self.i, 0, self.made)

    def data(self, column: str, measure: Measure = "money", sign: str = "+") -> Term:
        """A figure as it stands in the data of the base year."""
        value = float(self.result.units[column][self.i])
        return self.term(
            column, value, "input", measure=measure, column=column, sign=sign, year=self.result.years[0]
        )

    def assumed(
        self, key: str, value: float, measure: Measure = "index", sign: str = "x", text: str = ""
    ) -> Term:
        name = f"assumptions.{key}"
        return self.term(key, value, "assumption", measure=measure, assumption=name, sign=sign, text=text)

    def lawful(self, parameter: str, value: float, measure: Measure = "ratio", sign: str = "x") -> Term:
        return self.term(parameter, value, "law", measure=measure, law=(parameter,), sign=sign)

    def at_least_zero(self, term: Term) -> Term:
        """The same amount, but never below zero."""
        return self.term("not_negative", max(0.0, term.value), "max", term, self.constant(0.0))

    def constant(self, value: float, sign: str = "+", measure: Measure = "factor") -> Term:
        return self.term("constant", value, "constant", measure=measure, sign=sign)


Explainer = Callable[[View], Term]
Made = TypeVar("Made")
More = ParamSpec("More")


def once(make: Callable[Concatenate[View, More], Made]) -> Callable[Concatenate[View, More], Made]:
    """Mỗi thành phần làm một lần: what a view is asked for again is the same object, so that trees
    share it.
    """

    @wraps(make)
    def made(v: View, /, *args: More.args, **named: More.kwargs) -> Made:
        key = (make, v.j, args, tuple(named.items()))
        if key not in v.made:
            v.made[key] = make(v, *args, **named)
        found: Made = v.made[key]
        return found

    return made


def signed(term: Term, sign: str) -> Term:
    """The same term entering its parent with another sign."""
    return replace(term, sign=sign)


def evaluate(term: Term) -> float:
    """Tính lại một thành phần từ các thành phần ngay dưới nó; the value itself where nothing stands below."""
    values = [(t.sign, t.value) for t in term.terms]
    match term.how:
        case "sum" | "units":
            return math.fsum(-v if sign == "-" else v for sign, v in values)
        case "product":
            return math.prod((1.0 / v if v else math.nan) if sign == ":" else v for sign, v in values)
        case "max":
            return max(v for _, v in values)
        case "min":
            return min(v for _, v in values)
        case "whole":
            return float(whole(values[0][1]))
        case "up":
            return float(up(values[0][1], term.step))
        case "down":
            return float(down(values[0][1], term.step))
        case "step_down" | "step_up":
            steps = float(whole_steps(np.asarray(values[0][1]), *UNBOUND, term.step)[0])
            return (steps + (term.how == "step_up")) * term.step
        case _:
            return term.value


def group_name(group: int) -> str:
    """Tên nhóm: the group at a position, "" where undefined."""
    return "" if group == UNDEFINED else GROUPS[group]
