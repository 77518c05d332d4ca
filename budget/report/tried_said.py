"""Độ bền vững trong văn bản: how often each plan reaches each goal, the same table everywhere."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from budget.report.numbers import Numbers
from budget.report.words import Words
from budget.robustness import INSIDE, UNEARNED
from budget.trials import Trials, Tries, goals_of

LEVELS = ("low", "middle", "high")
"""The quantiles of the support, in their order."""

Value = float | None
"""What a plan comes to; None where it has nothing that it could miss."""


@dataclass(frozen=True, eq=False)
class Tried:
    """Các phương án đã thử như nhau: how, and what came of each, in the order of the plans."""

    how: Tries
    found: tuple[Trials, ...]


@dataclass(frozen=True)
class TriedLine:
    """Một dòng: its label, "money" or "percent", and the value of each plan."""

    label: str
    kind: str
    values: tuple[Value, ...]

    def texts(self, numbers: Numbers) -> list[str]:
        """As printed, "-" for None."""
        said = numbers.money if self.kind == "money" else numbers.rate
        return ["-" if value is None else said(value) for value in self.values]


def tried_lines(tried: Tried, year: int, words: Words, *, brief: bool = False) -> list[TriedLine]:
    """Các dòng của bảng: the share of draws that reach each goal in the year, then the support; `brief`: the
    goals in fewer words.
    """
    return [*_reached(tried, year, words, brief=brief), *_support(tried, year, words)]


def _reached(tried: Tried, year: int, words: Words, *, brief: bool) -> Iterator[TriedLine]:
    for goal in goals_of(tried.found):
        full = "tried.inside" if goal == INSIDE else f"compare.goal_{goal}"
        label = words.t(f"compare.reached_{goal}" if brief else full)
        shares = (float(one.reached[goal][one.years.index(year)]) for one in tried.found)
        yield TriedLine(label, "percent", tuple(None if math.isnan(x) else x for x in shares))


def _support(tried: Tried, year: int, words: Words) -> Iterator[TriedLine]:
    for n, level in enumerate(LEVELS):
        values = (float(one.quantiles["support"][n, one.years.index(year)]) for one in tried.found)
        yield TriedLine(words.t(f"tried.support_{level}"), "money", tuple(values))


def tried_how(how: Tries, words: Words) -> str:
    """Câu nói đã thử thế nào: how often, by how much each factor was off, from which run."""
    varied = [
        words.t(
            "compare.robust_short_drawn" if factor == UNEARNED else "compare.robust_varied",
            factor=words.t(f"compare.factor_{factor}").lower(),
            by=by,
        )
        for factor, by in how.spread.items()
        if by
    ]
    return words.t("tried.how", n=how.count, seed=how.seed, varied=words.list(varied))
