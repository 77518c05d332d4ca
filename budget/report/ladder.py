"""Bậc thang giải trình: a figure as printed lines (cộng, trừ, nhân, chia, bằng) that make it
exactly as printed.

The lines are worked off from top to bottom, as on a desk calculator: whoever types what is printed gets what
is printed. Where rounding keeps the printed lines from making the printed figure, a line "làm tròn"
carries the
exact difference; it stands before the divisions, where it is a finite decimal.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import numpy as np

from budget.explain_terms import Measure, Term
from budget.money import whole
from budget.report.numbers import Numbers
from budget.report.words import Words
from budget.units import COLUMN

Op = Literal["start", "plus", "minus", "times", "divide", "larger", "smaller", "basis", "equals"]

LARGEST = 10
"""Units that a sum over units names; the others stand as one line."""

PLACES = 4
"""Decimals of a percent, a factor and a count."""

_OPS: dict[str, Op] = {"+": "plus", "-": "minus", "x": "times", ":": "divide"}
_COMPUTED = ("sum", "product", "max", "min", "units")
_ROUNDED = ("whole", "up", "down", "step_down", "step_up")
_SET = ("law", "assumption")
_PERCENTS = ("ratio", "index")
_OF_A_YEAR = ("rate_of_year", "kept_of_year")
"""Figures whose name ends in their year, also where that is the year of all the rest."""
_LEAN = Fraction(1, 10**9)


@dataclass(frozen=True, slots=True)
class Rung:
    """Một dòng: what is done with the number so far, what it is, as printed; `value` is what is printed.

    `term` opens further; the line "làm tròn" has none. A "basis" is told beside the figure and
    computes nothing.
    """

    op: Op
    label: str
    printed: str
    value: Fraction | None
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Bậc thang của một số liệu: its lines, the last of them the figure itself; `beside` is told with it and
    computes nothing.
    """

    term: Term
    rungs: tuple[Rung, ...]
    beside: tuple[Rung, ...] = ()

    @property
    def result(self) -> Rung:
        """Dòng kết quả."""
        return self.rungs[-1]


def ladder(term: Term, words: Words, year: int | None = None) -> Ladder:
    """Bậc thang của một thành phần. `year`: lines of another year say so in their label."""
    steps = _steps(term)
    printer = _Printer(words, year)
    beside = tuple(printer.rung("basis", t, t.measure) for t in term.beside)
    result = printer.rung("equals", term, term.measure)
    rungs = [
        printer.rung(op, t, term.measure if t.how == "constant" and _alike(term) else t.measure)
        for op, t in steps
    ]
    by_nothing = any(rung.op == "divide" and rung.value == 0 for rung in rungs)
    if not steps or math.isnan(term.value) or by_nothing:  # less than half a đồng is printed as 0
        basis = [printer.rung("basis", t, t.measure) for t in term.terms]
        return Ladder(term, (*basis, result), beside)
    return Ladder(term, (*printer.rounded(rungs, result), result), beside)


def units_ladder(term: Term, words: Words, names: Mapping[str, str]) -> Ladder | None:
    """Bậc thang của một tổng theo đơn vị: its largest parts, each of a unit, and all others as one line; None
    where the term is no sum over units. `names` of the units by their code.
    """
    each = term.each
    if each is None or not each.which.any():
        return None
    scale = _scale(term.measure)
    chosen = np.flatnonzero(each.which)
    parts = whole(each.amounts[chosen] * scale).astype(np.int64)
    order = np.argsort(-parts, kind="stable")
    printer, numbers = _Printer(words, None), words.numbers
    rungs = []
    for place in order[:LARGEST].tolist():
        code, value = each.codes[chosen[place]], Fraction(int(parts[place]), scale)
        part = Term(each.figure, float(value), term.measure, "choice", unit=code, year=each.year)
        rungs.append(Rung("plus", names[code], printed(value, term.measure, numbers), value, part))
    if others := order[LARGEST:].size:
        value = Fraction(int(parts[order[LARGEST:]].sum()), scale)
        rest = Term("units_rest", float(value), term.measure, "choice", number=others)
        rungs.append(Rung("plus", name_of(rest, words), printed(value, term.measure, numbers), value, rest))
    rungs[:1] = [replace(rung, op="start") for rung in rungs[:1]]
    result = printer.rung("equals", term, term.measure)
    return Ladder(term, (*printer.rounded(rungs, result), result))


def worked_out(rungs: Sequence[Rung]) -> Fraction | None:
    """Bấm máy tính theo các dòng in ra, top to bottom; None where nothing is computed."""
    so_far: Fraction | None = None
    for rung in rungs:
        if rung.value is None or rung.op in ("basis", "equals"):
            continue
        so_far = _applied(rung.op, so_far or Fraction(0), rung.value)
    return so_far


def _applied(op: Op, so_far: Fraction, value: Fraction) -> Fraction:
    match op:
        case "plus":
            return so_far + value
        case "minus":
            return so_far - value
        case "times":
            return so_far * value
        case "divide":
            return so_far / value
        case "larger":
            return max(so_far, value)
        case "smaller":
            return min(so_far, value)
        case _:
            return value


def _steps(term: Term) -> list[tuple[Op, Term]]:
    """What is done to make the term of its own: the lines without their rounding; [] where nothing
    is computed.
    """
    terms = list(term.terms)
    if not terms:
        return []
    if term.how in _ROUNDED:
        inner = terms[0]
        return _steps(inner) if inner.how in _COMPUTED else [("start", inner)]
    if term.how in ("sum", "units"):
        first = next((t for t in terms if t.sign == "+"), terms[0])
        rest = [t for t in terms if t is not first]
        lead: Op = "start" if first.sign == "+" else "minus"
        return [(lead, first), *((_OPS["-" if t.sign == "-" else "+"], t) for t in rest)]
    if term.how == "product":
        times = [t for t in terms if t.sign != ":"]
        steps: list[tuple[Op, Term]] = [("start" if t is times[0] else "times", t) for t in times]
        return [*steps, *(("divide", t) for t in terms if t.sign == ":")]
    if term.how in ("max", "min"):
        return _extreme(term, terms)
    return []


def _extreme(term: Term, terms: list[Term]) -> list[tuple[Op, Term]]:
    op: Op = "larger" if term.how == "max" else "smaller"
    first, *rest = terms
    if len(rest) == 1 and rest[0].how == "constant" and first.how in (*_COMPUTED, *_ROUNDED):
        inner = _steps(first)
        binds = first.value < rest[0].value
        if inner and not (binds and any(step == "divide" for step, _ in inner)):
            return [*inner, (op, rest[0])] if binds else inner
    return [("start", first), *((op, t) for t in rest)]


def _alike(term: Term) -> bool:
    """Whether the numbers of a sum or a comparison are all of the measure of its result."""
    return term.how in ("sum", "max", "min", *_ROUNDED)


@dataclass(frozen=True, slots=True)
class _Printer:
    words: Words
    year: int | None

    def rung(self, op: Op, term: Term, measure: Measure) -> Rung:
        if measure == "group":
            return Rung(op, self._label(term), group_words(term, self.words), None, term)
        if math.isnan(term.value):
            return Rung(op, self._label(term), self.words.t("explain.undefined"), None, term)
        value = printed_value(term.value, measure, exact=term.how in _SET)
        return Rung(op, self._label(term), printed(value, measure, self.words.numbers), value, term)

    def _label(self, term: Term) -> str:
        name = name_of(term, self.words)
        of_here = self.year is None or term.year in (None, self.year) or term.how == "constant"
        if of_here and term.figure not in _OF_A_YEAR:
            return name
        return self.words.t("explain.of_year", name=name, year=term.year)

    def rounded(self, rungs: list[Rung], result: Rung) -> list[Rung]:
        """The lines with those of the rounding, so that they make the result exactly."""
        assert result.value is not None
        lines: list[Rung] = []
        money = any(r.term is not None and r.term.measure == "money" for r in [*rungs, result])
        measure: Measure = "money" if money else result.term.measure if result.term else "factor"
        so_far, divisor = Fraction(0), Fraction(1)
        divides = [r for r in rungs if r.op == "divide"]
        for rung in rungs:
            assert rung.value is not None
            if rung.op == "divide":
                divisor *= rung.value
                continue
            if rung.op == "times" and money and so_far.denominator > 1 and rung.value.denominator > 1:
                to_whole = Fraction(math.floor(so_far + Fraction(1, 2))) - so_far
                lines += self._rounding(to_whole, measure, self.words.t("explain.rounding_whole"))
                so_far += to_whole
            so_far = _applied(rung.op, so_far, rung.value)
            lines.append(rung)
        left = result.value * divisor - so_far
        label = self._why(left, divisor, rungs, result.term) if left and result.term else ""
        return [*lines, *self._rounding(left, measure, label), *divides]

    def _rounding(self, amount: Fraction, measure: Measure, label: str) -> list[Rung]:
        if amount == 0:
            return []
        size = abs(amount)
        text = printed(size, measure, self.words.numbers)
        return [Rung("plus" if amount > 0 else "minus", label, text, size)]

    def _why(self, amount: Fraction, divisor: Fraction, rungs: list[Rung], term: Term) -> str:
        """Phần lẻ này là gì: what a division leaves below its last digit, what is less than a đồng, what a
        share above was printed without; else that the lines are rounded.
        """
        t = self.words.t
        if term.step > 1 and term.how in ("up", "down"):
            return t(f"explain.rounding_{term.how}", step=term.step)
        if abs(amount) < abs(divisor) / _scale(term.measure):
            if divisor != 1:
                key = "explain.rounding_cut" if amount < 0 else "explain.rounding_full"
                return t(key, least=self._least(term.measure))
            if term.measure == "money":
                return t("explain.rounding_whole")
        for rung in rungs:
            of = rung.term
            if of and of.measure != "money" and rung.value != Fraction(repr(of.value)):
                return t("explain.rounding_share", least=self._least(of.measure))
        return t("explain.rounding")

    def _least(self, measure: Measure) -> str:
        """Số nhỏ nhất được in."""
        numbers = self.words.numbers
        return (
            numbers.dong(1) if measure == "money" else printed(Fraction(1, _scale(measure)), measure, numbers)
        )


def printed_value(value: float, measure: Measure, *, exact: bool = False) -> Fraction:
    """Số được in: money in whole đồng, all else with four decimals, shares and indices as
    percents.

    Shares are cut as the law's percents are.

    `exact`: what the law or an assumption sets is printed as it is set, rounded to six decimals.
    """
    given = Fraction(repr(value))
    if measure == "money" and not (exact and given.denominator > 1):
        return Fraction(int(whole(value)))
    scale = _scale(measure, exact=exact)
    if measure == "ratio" and not exact:
        size = Fraction(math.floor((abs(given) + _LEAN) * scale), scale)
    else:
        size = Fraction(math.floor(abs(given) * scale + Fraction(1, 2)), scale)
    return -size if given < 0 else size


def printed(value: Fraction, measure: Measure, numbers: Numbers) -> str:
    """Chữ số in ra of an exact decimal, with all the decimals that it has."""
    percent = measure in _PERCENTS
    shown = value * 100 if percent else value
    places = 0
    while (shown * 10**places).denominator != 1:
        places += 1
    text = numbers.plain(Decimal(int(shown * 10**places)).scaleb(-places), places)
    return text + numbers.rate(0).removeprefix("0") if percent else text


def _scale(measure: Measure, *, exact: bool = False) -> int:
    """How many of its last decimal one is; a percent has two decimals more."""
    if exact or measure in _PERCENTS:
        return int(10 ** (PLACES + 2))
    return 1 if measure == "money" else int(10**PLACES)


def group_words(term: Term, words: Words) -> str:
    """Tên nhóm tự chủ."""
    return words.t(f"group.{term.text}" if term.text else "group.none")


def name_of(term: Term, words: Words) -> str:
    """Tên của một thành phần: its word at `figure.<id>`, or the heading of its column."""
    column = term.figure.removesuffix("_of_year")
    if term.how == "input" or (column != term.figure and column in COLUMN):
        return words.column(column)
    if term.how == "constant":
        return words.t("figure.constant")
    # the part of a norm that a stage fills to says which part, or it would be taken for the norm
    level = next((t.value for t in term.terms if t.figure == "norm_level"), 1.0)
    # what is lifted to nothing is told by what it is
    of = name_of(term.terms[0], words) if term.figure == "not_negative" else ""
    return words.t(f"figure.{term.figure}", number=term.number, level=level, of=of)
