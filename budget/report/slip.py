"""Phiếu giải trình: one page for a principal, with the figures of the unit line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from budget.explain_terms import Term
from budget.law_review import applied
from budget.report.ladder import Ladder, ladder, name_of
from budget.report.ladder_html import SIGNS
from budget.report.words import Words
from budget.simulate import Result

MOST_FINDINGS = 4
"""Findings that a slip of one page has room for."""


@dataclass(frozen=True)
class Slip:
    """Nội dung của phiếu: the office, what it is about and on what it rests; the terms in their order."""

    office: str
    superior: str
    name: str
    about: str
    basis: str
    terms: Sequence[Term]
    findings: Sequence[str]
    fingerprint: str


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
    laws = "; ".join(sources_of(slip.terms, result, words))
    notes = "".join(f"<li>{escape(text)}</li>" for text in slip.findings[:MOST_FINDINGS])
    findings = f"<h2>{escape(t('explain.slip_findings'))}</h2><ul>{notes}</ul>" if notes else ""
    signs = "".join(
        f"<div>{escape(t(f'explain.slip_{who}'))}</div>" for who in ("preparer", "head", "unit_head")
    )
    return (
        f'<section class="slip">{head}{tables}'
        f"<h2>{escape(t('explain.slip_grounds'))}</h2><p>{escape(laws)}.</p>{findings}"
        f'<div class="signs">{signs}</div><footer>{escape(slip.fingerprint)}</footer></section>'
    )


def _lines(steps: Ladder, words: Words) -> str:
    rows = "".join(
        f'<tr class="{rung.op}"><td class="op">{SIGNS[rung.op]}</td><td>{escape(rung.label)}</td>'
        f'<td class="amount">{escape(rung.printed)}</td></tr>'
        for rung in steps.rungs
    )
    return f"<table><caption>{escape(name_of(steps.term, words))}</caption>{rows}</table>"


def sources_of(terms: Iterable[Term], result: Result, words: Words) -> list[str]:
    """The documents behind the terms, each once, with what is not confirmed said so."""
    found: dict[str, bool] = {}
    for term in terms:
        for part in term.walk():
            for name in part.law:
                for value in applied(result.law, name, part.year or result.years[0]):
                    found[value.source] = found.get(value.source, False) or value.mark == "M"
    unsure = words.t("explain.unconfirmed")
    return [f"{source} ({unsure})" if doubt else source for source, doubt in found.items()]
