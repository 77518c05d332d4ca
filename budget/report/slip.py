"""Phiếu giải trình: one page for a principal, with the figures of the unit line by line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from budget.explain import explain
from budget.explain_rests import rests
from budget.explain_terms import Term
from budget.granted import passed_over
from budget.report.ladder import Ladder, Rung, ladder, name_of
from budget.report.ladder_html import SIGNS
from budget.report.rests import Basis, bases
from budget.report.words import Words
from budget.simulate import Result

MOST_FINDINGS = 4
"""Findings that a slip of one page has room for."""

FIGURES = ("support", "status_quo", "increase", "ratio", "coverage", "balance")
"""Các số liệu of a slip; one that is not defined for the unit is left out."""

BESIDE_AN_INCREASE = ("support", "status_quo", "increase")
"""The figures of a unit that is given more: how much that is, step by step, takes the place of the others."""

MOST_FIGURES = 5
"""Figures that a slip of one page has room for: where more take from a unit, its balance gives way first."""

MOST_MEASURES = 2
"""Measures of which a slip tells how each cuts; of more it tells how much each does."""

LONGEST_VALUE = 40
"""Letters of a value that a slip has room for; of a longer one it names the document."""


@dataclass(frozen=True)
class Slip:
    """Nội dung của phiếu: the office, what it is about and on what it rests; the terms in their order;
    `school`: a principal signs for the unit.
    """

    office: str
    superior: str
    name: str
    about: str
    basis: str
    terms: Sequence[Term]
    findings: Sequence[str]
    fingerprint: str
    school: bool = True


def passed_over_said(result: Result, year: int, i: int, words: Words) -> str:
    """Câu nói vì sao trường không được tăng: others stand lower; "" where that is not why."""
    found = passed_over(result, year, i)
    if found is None:
        return ""
    return words.t("explain.slip_passed", year=year, level=found[0], coverage=found[1])


def terms_of(result: Result, code: str, year: int) -> list[Term]:
    """Các số liệu mà phiếu giải trình, in their order; behind an increase each of its steps, behind the
    status quo of another unit how it is lowered.
    """
    increase = explain(result, code, year, "increase")
    found = []
    for figure in BESIDE_AN_INCREASE if increase.value else FIGURES:
        term = increase if figure == "increase" else explain(result, code, year, figure)
        if math.isnan(term.value) or (term is increase and not term.value):
            continue
        found += [term, *map(_shown, _steps(term))] if term is increase else [term]
        if figure == "status_quo" and not increase.value:
            found += _lowered(result, code, year)
    return found if increase.value else found[:MOST_FIGURES]


def _lowered(result: Result, code: str, year: int) -> list[Term]:
    """What the roadmap takes, and the measures; nothing for a unit that neither takes from."""
    released, cut = (explain(result, code, year, figure) for figure in ("released", "cut"))
    of_roadmap = [_shown(_source(released))] if released.value else []
    measures = _steps(cut)
    return [*of_roadmap, *(map(_shown, measures) if len(measures) <= MOST_MEASURES else [cut])]


def _source(released: Term) -> Term:
    """What is released comes from, below the support after it, which only repeats the amount."""
    below = list(released.terms)
    while below:
        alike = (term for term in below if term.terms and abs(term.value - released.value) < 0.5)
        if (found := next(alike, None)) is not None:
            return found
        below = [term for one in below for term in one.terms]
    return released


def _steps(increase: Term) -> list[Term]:
    return [step for step in increase.terms if step.value and step.terms]


def _shown(step: Term) -> Term:
    """What a step comes from: below lines that only repeat its amount, the first that makes it."""
    while True:
        alike = [term for term in step.terms if abs(term.value - step.value) < 0.5 and term.terms]
        if len(alike) != 1:
            return step
        step = alike[0]


def slip_html(slip: Slip, result: Result, words: Words, year: int) -> str:
    """Phiếu giải trình as HTML for the printer; everything is escaped."""
    t = words.t
    head = (
        f"<header><div>{escape(slip.superior)}<br><strong>{escape(slip.office)}</strong></div>"
        f"<div><strong>{escape(t('workbook.country'))}</strong><br>{escape(t('workbook.motto'))}</div></header>"
        f"<h1>{escape(t('explain.slip_title'))}</h1>"
        f'<p class="about">{escape(t("explain.slip_about", year=year, name=slip.name))}</p>'
        f'<p class="about">{escape(slip.about)}</p><p class="about">{escape(slip.basis)}</p>'
    )
    tables = "".join(_lines(ladder(term, words, year), words) for term in slip.terms)
    laws = grounds_of(slip.terms, result, words, year)
    notes = "".join(f"<li>{escape(text)}</li>" for text in slip.findings[:MOST_FINDINGS])
    findings = f"<h2>{escape(t('explain.slip_findings'))}</h2><ul>{notes}</ul>" if notes else ""
    signs = "".join(
        f"<div>{escape(t(f'explain.slip_{who}'))}</div>"
        for who in ("preparer", "head", "school_head" if slip.school else "unit_head")
    )
    return (
        f'<section class="slip">{head}{tables}'
        f"<h2>{escape(t('explain.slip_grounds'))}</h2><p>{escape(laws)}</p>{findings}"
        f'<div class="signs">{signs}</div><footer>{escape(slip.fingerprint)}</footer></section>'
    )


def _lines(steps: Ladder, words: Words) -> str:
    rows = "".join(
        f'<tr class="{rung.op}"><td class="op">{SIGNS[rung.op]}</td><td>{escape(rung.label)}</td>'
        f'<td class="amount">{escape(rung.printed)}</td></tr>'
        for rung in told(steps.rungs)
    )
    return f"<table><caption>{escape(name_of(steps.term, words))}</caption>{rows}</table>"


def told(rungs: Sequence[Rung]) -> list[Rung]:
    """Các dòng của phiếu: all but those that add or take nothing, which a principal need not read."""
    return [rung for rung in rungs if rung.op not in ("plus", "minus") or rung.value]


def grounds_of(terms: Iterable[Term], result: Result, words: Words, year: int) -> str:
    """Căn cứ của các số liệu: the law that the terms are computed by, each value once with its document. What
    of it is not confirmed is for who signs to review (`review_of`) and not for a principal; what the figures
    of other units rest on stands on the page.
    """
    listed = bases(rests(result, *terms, through_units=False), result, words, year)
    return f"{'; '.join(_law(basis, words) for basis in listed)}."


def _law(basis: Basis, words: Words) -> str:
    title = basis.title
    if basis.year is not None:
        title = words.t("explain.of_year", name=title, year=basis.year)
    if len(basis.value) <= LONGEST_VALUE:
        title = words.t("explain.named", name=title, value=basis.value)
    return words.t("explain.name_of", name=title, of=basis.source)
