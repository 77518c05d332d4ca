"""Căn cứ pháp lý của phiếu giải trình: the law that its figures are computed by, as a paper cites it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from budget.autonomy import GROUPS, UNDEFINED
from budget.explain_rests import rests
from budget.explain_terms import Term
from budget.law import Law
from budget.law_review import MONTHLY, applied, monthly_mean
from budget.report.law_words import paper_source, title_words, value_words
from budget.report.rests import Basis, bases
from budget.report.slip_norm import SHARE, default_source, to_the_norm
from budget.report.words import Words
from budget.simulate import Result

LONGEST_VALUE = 40
"""Letters of a value that a slip has room for; of a longer one it names the document."""


def grounds_of(
    terms: Iterable[Term], result: Result, words: Words, year: int, made: int | None = None
) -> str:
    """Căn cứ của các số liệu: the law that the terms are computed by, each value once with its document. What
    of it is not confirmed is for who signs to review (`review_of`, `blanks_of`) and not for a principal; what
    the figures of other units rest on stands on the page. `made`: the year of the paper, as `paper_source`.
    """
    terms = list(terms)
    found = rests(result, *terms, through_units=False)
    code = next((term.unit for term in terms if term.unit), "")
    group, listed_bases = _group(code, result, year), bases(found, result, words, year)
    said = [
        (_named(basis, words), paper_source(basis.held, words, basis.year or year, group, made))
        for basis in listed_bases
        if basis.parameter not in MONTHLY
    ]
    if SHARE not in {basis.parameter for basis in listed_bases} and to_the_norm(_steps(terms)):
        said += _norm_share(code, result, words, year)
    listed = [
        words.t("explain.name_of", name=words.list([name for name, _ in alike]), of=source)
        for source, alike in groupby(said, itemgetter(1))
    ]
    levels = [
        _levels(name, of, result.law, words) for name, years in found.law if name in MONTHLY for of in years
    ]
    return f"{'; '.join([*levels, *listed])}."


def _steps(terms: Iterable[Term]) -> list[Term]:
    """Các bước của số tăng among these terms."""
    return [step for term in terms if term.figure == "increase" for step in term.terms]


def _norm_share(code: str, result: Result, words: Words, year: int) -> list[tuple[str, str]]:
    """Tỷ lệ chi mà định mức của phương án lấy của văn bản, as a ground with its document; [] where the plan
    sets another.
    """
    source = default_source(result, result.units.kind[result.units.position(code)], year, words)
    if not source:
        return []
    value = value_words(result.law.parameter(SHARE), result.law.at(SHARE, year), words)
    title = title_words(result.law.parameter(SHARE), words)
    return [(words.t("explain.named", name=title, value=value), source)]


def _group(code: str, result: Result, year: int) -> str:
    """The group that the unit is assigned in the year; "" for none."""
    group = int(result.assigned[result.units.position(code), result.year(year)]) if code else UNDEFINED
    return "" if group == UNDEFINED else GROUPS[group]


def _levels(name: str, year: int, law: Law, words: Words) -> str:
    """A parameter that counts by the month: each level with its day and document, and their mean that the
    year is computed with.
    """
    parameter, values = law.parameter(name), applied(law, name, year)
    title = words.t("explain.of_year", name=title_words(parameter, words), year=year)
    levels = [
        words.t(
            "explain.slip_level",
            value=value_words(parameter, value, words),
            source=paper_source(value, words, year, ""),
            since=value.since,
        )
        for value in values
    ]
    listed = words.list(levels)
    if len(levels) > 1:
        mean = value_words(parameter, replace(values[0], value=monthly_mean(law, name, year)), words)
        listed = words.t("explain.slip_mean", mean=mean, listed=listed)
    return words.t("explain.named", name=title, value=listed)


def _named(basis: Basis, words: Words) -> str:
    title = basis.title
    if basis.year is not None:
        title = words.t("explain.of_year", name=title, year=basis.year)
    short = len(basis.value) <= LONGEST_VALUE
    return words.t("explain.named", name=title, value=basis.value) if short else title
