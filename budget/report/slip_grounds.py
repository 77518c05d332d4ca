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
from budget.law_values import LawValue
from budget.report.law_words import paper_source, title_words, unsure, value_words
from budget.report.rests import Basis, bases
from budget.report.slip_norm import SHARE, default_source, to_the_norm
from budget.report.words import Words
from budget.simulate import Result

LONGEST_VALUE = 40
"""Letters of a value that a slip has room for; of a longer one it names the document."""

UNSURE = "*"
"""Mark of a value that was not checked with the full text."""


def grounds_of(
    terms: Iterable[Term], result: Result, words: Words, year: int, made: int | None = None
) -> str:
    """Căn cứ của các số liệu: the law that the terms are computed by, each value once with its document; what
    of it is not confirmed bears a mark; what the figures of other units rest on stands on the page. `made`:
    the year of the paper, as `paper_source`.
    """
    terms = list(terms)
    found = rests(result, *terms, through_units=False)
    code = next((term.unit for term in terms if term.unit), "")
    group, listed_bases = _group(code, result, year), bases(found, result, words, year)
    said = [
        (_named(basis, words, year, group), paper_source(basis.held, words, basis.year or year, group, made))
        for basis in listed_bases
        if basis.parameter not in MONTHLY
    ]
    if SHARE not in {basis.parameter for basis in listed_bases} and to_the_norm(_steps(terms)):
        said += _norm_share(code, result, words, year, group)
    listed = [
        words.t("explain.name_of", name=words.list([name for name, _ in alike]), of=source)
        for source, alike in groupby(said, itemgetter(1))
    ]
    levels = [
        _levels(name, of, result.law, words, group)
        for name, years in found.law
        if name in MONTHLY
        for of in years
    ]
    return f"{'; '.join([*levels, *listed])}."


def grounds_head(grounds: str, words: Words) -> str:
    """Đầu mục căn cứ, with what the mark of a value means where one bears it."""
    return words.t("explain.slip_grounds_unsure" if UNSURE in grounds else "explain.slip_grounds")


def _steps(terms: Iterable[Term]) -> list[Term]:
    """Các bước của số tăng among these terms."""
    return [step for term in terms if term.figure == "increase" for step in term.terms]


def _norm_share(code: str, result: Result, words: Words, year: int, group: str) -> list[tuple[str, str]]:
    """Tỷ lệ chi mà định mức của phương án lấy của văn bản, as a ground with its document; [] where the plan
    sets another.
    """
    source = default_source(result, result.units.kind[result.units.position(code)], year, words)
    if not source:
        return []
    parameter, held = result.law.parameter(SHARE), result.law.at(SHARE, year)
    title, value = (
        title_words(parameter, words) + _mark([held], year, group),
        value_words(parameter, held, words),
    )
    return [(words.t("explain.named", name=title, value=value), source)]


def _group(code: str, result: Result, year: int) -> str:
    """The group that the unit is assigned in the year; "" for none."""
    group = int(result.assigned[result.units.position(code), result.year(year)]) if code else UNDEFINED
    return "" if group == UNDEFINED else GROUPS[group]


def _levels(name: str, year: int, law: Law, words: Words, group: str) -> str:
    """A parameter that counts by the month: each level with its day and document, and their mean that the
    year is computed with.
    """
    parameter, values = law.parameter(name), applied(law, name, year)
    title = words.t("explain.of_year", name=title_words(parameter, words), year=year) + _mark(
        values, year, group
    )
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


def _mark(values: Iterable[LawValue], year: int, group: str) -> str:
    """Dấu của mức chưa xác nhận với toàn văn, for what rests on any such value."""
    return UNSURE if any(unsure(one, year, group) for one in values) else ""


def _named(basis: Basis, words: Words, year: int, group: str) -> str:
    title = basis.title
    if basis.year is not None:
        title = words.t("explain.of_year", name=title, year=basis.year)
    title += _mark([basis.held], basis.year or year, group)
    short = len(basis.value) <= LONGEST_VALUE
    return words.t("explain.named", name=title, value=basis.value) if short else title
