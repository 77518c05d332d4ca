"""Độ bền vững trong văn bản: what each plan lacks in each case and how often it reaches each goal."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budget.indicators import Indicators
from budget.law import Law
from budget.report.numbers import Numbers
from budget.report.safest_said import move_said
from budget.report.words import Words
from budget.robustness import INSIDE, UNEARNED, Swing, enacted_until, worst
from budget.trials import Trials, Tries, goals_of

LEVELS = ("low", "middle", "high")
"""The quantiles of money, in their order."""

BRIEF = 11
"""Lines for which a slide has room."""

KEPT = "none_deeper"
"""The goal that a slide always has: who lacks more than without the plan."""

Value = float | None
"""What a plan comes to; None where it has nothing that it could miss."""


@dataclass(frozen=True, eq=False)
class Tried:
    """Các phương án đã thử như nhau: how, what came of the draws of each, in the order of the plans, each as
    made in the year of the paper, and with one factor moved at a time.
    """

    how: Tries
    found: tuple[Trials, ...]
    made: tuple[Indicators, ...]
    moved: tuple[tuple[Swing, ...], ...]


@dataclass(frozen=True)
class TriedLine:
    """Một dòng: its label, "money" or "percent", and the value of each plan; `units` of each that then lack
    more than under the status quo, () where the line is not about them.
    """

    label: str
    kind: str
    values: tuple[Value, ...]
    units: tuple[int, ...] = ()

    def texts(self, numbers: Numbers) -> list[str]:
        """As printed, "-" for None."""
        said = numbers.money if self.kind == "money" else numbers.rate
        texts = ["-" if value is None else said(value) for value in self.values]
        return [f"{text} ({n})" for text, n in zip(texts, self.units, strict=True)] if self.units else texts


def tried_lines(tried: Tried, year: int, words: Words, *, brief: bool = False) -> list[TriedLine]:
    """Các dòng của bảng: what is lacking with one factor moved at a time, then in the draws; the share of
    draws that reach each goal in the year, and the support where it sets plans apart. `brief`: BRIEF lines
    at most, of the goals KEPT and those that set plans apart, in fewer words, and no support.
    """
    lines = [*_cases(tried, words), *_money(tried, "lacking", year, words)]
    goals = dict(_reached(tried, year, words, brief=brief))
    if brief:
        telling = [one for goal, one in goals.items() if goal != KEPT and _tells(one, words)]
        return [*lines[: BRIEF - 1], goals[KEPT], *telling][:BRIEF]
    lines += goals.values()
    support = list(_money(tried, "support", year, words))
    apart = len(tried.found) == 1 or any(len(set(line.texts(words.numbers))) > 1 for line in support)
    return [*lines, *(support if apart else [])]


def _tells(line: TriedLine, words: Words) -> bool:
    """Mục tiêu phân biệt được các phương án; of one plan alone, that it can miss."""
    texts = set(line.texts(words.numbers))
    return len(texts) > 1 or (len(line.values) == 1 and line.values[0] is not None)


def _cases(tried: Tried, words: Words) -> Iterator[TriedLine]:
    """Thiếu bao nhiêu khi không lệch, and to those sides of each factor that are the worse for some plan."""
    yield _case(words.t("tried.made"), tried.made)
    for swing in zip(*tried.moved, strict=True):
        worse = {worst([one])[1] for one in swing}
        for n, (by, _) in enumerate(swing[0].sides):
            if by in worse:
                said = move_said(swing[0].factor, by, words)
                yield _case(words.t("tried.case", case=said), [one.sides[n][1] for one in swing])


def _case(label: str, found: Sequence[Indicators]) -> TriedLine:
    lacking = tuple(float(one.lacking) for one in found)
    return TriedLine(label, "money", lacking, tuple(one.deeper_units for one in found))


def _reached(tried: Tried, year: int, words: Words, *, brief: bool) -> Iterator[tuple[str, TriedLine]]:
    for goal in goals_of(tried.found):
        earned = bool(tried.how.short) and not drawn_short(tried.how)
        full = words.t("tried.inside") if goal == INSIDE else goal_said(goal, words, earned=earned)
        label = words.t(f"compare.reached_{goal}") if brief else full
        shares = (float(one.reached[goal][one.years.index(year)]) for one in tried.found)
        yield goal, TriedLine(label, "percent", tuple(None if math.isnan(x) else x for x in shares))


def goal_said(goal: str, words: Words, *, earned: bool, n: int = 0) -> str:
    """Mục tiêu bằng lời; KEPT with a word that revenue of the roadmap which fails is not in the draws, where
    they take it as `earned`. `n`: units of the scope, of INSIDE.
    """
    said = words.t(f"compare.goal_{goal}", n=n)
    return words.t("compare.goal_earned", goal=said) if earned and goal == KEPT else said


def _money(tried: Tried, figure: str, year: int, words: Words) -> Iterator[TriedLine]:
    for n, level in enumerate(LEVELS):
        values = (float(one.quantiles[figure][n, one.years.index(year)]) for one in tried.found)
        yield TriedLine(words.t(f"tried.{figure}_{level}"), "money", tuple(values))


def tried_how(how: Tries, words: Words, law: Law, year: int) -> str:
    """Câu nói đã thử thế nào: how often, by how much each factor was off, of one that `law` fixes in the
    `year` of the figures from which, from which run.
    """
    varied = []
    for factor, by in how.spread.items():
        if by:
            last = enacted_until(law, factor, year)
            key = "robust_varied_from" if last else "robust_varied"
            key = "robust_short_drawn" if factor == UNEARNED else key
            name = words.t(f"compare.factor_{factor}").lower()
            told = {"factor": name, "by": by, "points": by * 100, "year": (last or 0) + 1}
            varied.append(words.t(f"compare.{key}", **told))
    said = words.t("tried.how", n=how.count, seed=how.seed, varied=words.list(varied))
    return said if drawn_short(how) else f"{said} {words.t('tried.how_earned')}"


def drawn_short(how: Tries) -> bool:
    """Các lần thử có kể thu lộ trình hụt, not only the case of its own."""
    return bool(how.spread.get(UNEARNED))
