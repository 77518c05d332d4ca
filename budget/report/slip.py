"""Phiếu giải trình: one page for a principal, with the figures of the unit line by line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from html import escape

from budget.afterwards import ended, period_of
from budget.asked import asked
from budget.explain import explain
from budget.explain_roadmap import released_lines
from budget.explain_terms import Term, group_name
from budget.report.apart_said import apart_said
from budget.report.decision_said import years_of
from budget.report.lacking_said import beside_quo_said
from budget.report.ladder import Ladder, Op, Rung, ladder, name_of, printed, worked_out
from budget.report.ladder_html import SIGNS
from budget.report.risk_words import year_spans
from budget.report.slip_asked import asked_said
from budget.report.slip_cells import cells_head
from budget.report.slip_grounds import grounds_head, grounds_of
from budget.report.slip_norm import (
    before_of,
    common_said,
    in_parts,
    level_of,
    made_said,
    norm_said,
    norm_way,
    part_of,
    reached,
)
from budget.report.ungiven_said import unit_ungiven_said
from budget.report.words import Words
from budget.simulate import Result

MOST_FINDINGS = 4
"""Findings that a slip of one page has room for."""

FIGURES = ("support", "status_quo", "increase", "ratio", "coverage", "balance")
"""Các số liệu of a slip; one that is not defined for the unit is left out."""

BESIDE_AN_INCREASE = ("support", "status_quo", "increase")
"""The figures of a unit that is given more: how much that is, step by step, takes the place of the others."""

MOST_FIGURES = 5
"""Figures that a slip of one page has room for: where more take from a unit, its balance gives way first, but
never a step of what is taken.
"""

GROUP_MOVES = ("group_changed", "group_drop")
"""Findings of a degree that is of another group than that of the year before: while the group of the decision
stands they are no news of it.
"""

PLACES = 1
"""Decimals of a percent that a slip comes to, as the other papers cut theirs."""

MOST_MEASURES = 2
"""Measures of which a slip tells how each cuts; of more it tells how much each does."""


@dataclass(frozen=True)
class Slip:
    """Nội dung của phiếu: the office, what it is about and on what it rests; the terms in their order;
    `school`: a principal signs for the unit; `made`: the year of the paper; `cells`: where its data are
    from, "" for none.
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
    made: int | None = None
    cells: str = ""


def others_said(result: Result, year: int, words: Words, made: int) -> str:
    """Câu nói phiếu giải trình năm nào, and where the amounts of the period's other years stand, which
    no decision has where the period ended before the year in which the slip is `made`; "" where it has none.
    """
    others = [other for other in years_of(result, period_of(result)[0]) if other != year]
    key = "explain.slip_others_ended" if ended(result, made) else "explain.slip_others"
    return words.t(key, year=year, years=year_spans(others)) if others else ""


def notes_of(result: Result, year: int, code: str, words: Words) -> list[str]:
    """Lưu ý của phiếu: what the unit must do, why it is given nothing, and what was found about it in the
    year where nothing of that says it already; a deficit beside that of the status quo, as on screen.
    """
    i, names = result.units.position(code), dict(zip(result.units.code, result.units.name, strict=True))
    must = asked(result, i, years_of(result, year))
    found = [f for f in result.findings if f.unit == code and f.year == year]
    below = next((int(f.numbers["missing"]) for f in found if f.kind == "below_norm"), 0)
    raised = _norm_notes(result, year, code, words, below)
    stands, moved = _group_said(result, year, i, words)
    known = {"deficit": must is not None and bool(must.short), "below_norm": bool(raised)}
    known |= dict.fromkeys(GROUP_MOVES, not moved)
    found = [f for f in found if not known.get(f.kind)]
    said = [
        *raised,
        *asked_said(must, result, year, i, words),
        unit_ungiven_said(result, year, i, words),
        apart_said(result, i, year, words),
        stands,
    ]
    beside = {"deficit": beside_quo_said(result, year, i, words)}
    found_said = (f"{words.finding(f, names)} {beside.get(f.kind, '')}".rstrip() for f in found)
    return [*filter(None, said), *found_said]


def _group_said(result: Result, year: int, i: int, words: Words) -> tuple[str, bool]:
    """That the group of the decision stays though the degree of the year is of another, "" where it is not;
    and whether the year begins with another group than the one before.
    """
    j = result.year(year)
    assigned, degree = (group_name(int(of[i, j])) for of in (result.assigned, result.group))
    moved = j > 0 and bool(result.assigned[i, j] != result.assigned[i, j - 1])
    if "" in (assigned, degree) or assigned == degree:
        return "", moved
    return words.t("explain.slip_group", year=year, reached=degree, assigned=assigned), moved


def _norm_notes(result: Result, year: int, code: str, words: Words, below: int) -> list[str]:
    """Of a unit that is raised to its norm: whose that is and how it is computed; the common level, the part
    of the norm before and after, and what is still missing, `below`, đồng.
    """
    steps = _steps(explain(result, code, year, "increase"))
    found = reached(result, code, year, steps)
    if found is None:
        return []
    own = norm_said(result, code, year, words)
    if (found_norm := norm_way(steps)) is not None:
        own += " " + made_said(*found_norm, result, code, year, words)
    if (part := part_of(steps)) is not None:
        own += " " + words.t("explain.slip_part", name=name_of(part, words), made=_in_line(part, words, year))
    before, after = (_in_line(term, words, year) for term in found)
    left = words.t("explain.slip_below", missing=below) if below else ""
    reach = words.t("explain.slip_reached", before=before, after=after, left=left)
    parts = (common_said(result, steps, year, words), _before_said(steps, words, year), reach)
    return [own, " ".join(filter(None, parts))]


def _before_said(steps: Sequence[Term], words: Words, year: int) -> str:
    """What the unit has for operations before the increase, as one line whose numbers have their names."""
    term = before_of(steps)
    if term is None:
        return ""
    made = []
    for rung in told(ladder(term, words, year), words):
        name = "" if rung.op == "equals" or rung.term is None else rung.label[:1].lower() + rung.label[1:]
        made += [SIGNS[rung.op], name, rung.printed]
    return words.t("explain.slip_before", name=name_of(term, words), made=" ".join(filter(None, made)))


def _in_line(term: Term, words: Words, year: int) -> str:
    """A figure as one line for a calculator."""
    rungs = told(ladder(term, words, year), words)
    return " ".join(part for rung in rungs for part in (SIGNS[rung.op], rung.printed) if part)


def terms_of(result: Result, code: str, year: int) -> list[Term]:
    """Các số liệu mà phiếu giải trình, in their order; behind the status quo how it is lowered, behind an
    increase each of its steps.
    """
    increase = explain(result, code, year, "increase")
    found, least = [], 0
    for figure in BESIDE_AN_INCREASE if increase.value else FIGURES:
        term = increase if figure == "increase" else explain(result, code, year, figure)
        if math.isnan(term.value) or (term is increase and not term.value):
            continue
        found += _increased(term) if term is increase else [term]
        if figure == "status_quo":
            found += _lowered(result, code, year)
            least = len(found)
    return found if increase.value else found[: max(MOST_FIGURES, least)]


def _increased(increase: Term) -> list[Term]:
    """An increase, its steps, and what those to the norm are worked out by."""
    steps = _steps(increase)
    by_step = [in_parts(_shown(step)) for step in steps]
    level = level_of(steps)
    return [increase, *by_step, *([level] if level else [])]


def _lowered(result: Result, code: str, year: int) -> list[Term]:
    """What the roadmap takes, and the measures, each with the lines that make it; nothing for a unit that
    neither takes from.
    """
    released, cut = (explain(result, code, year, figure) for figure in ("released", "cut"))
    balance = result.published("balance")[result.units.position(code), result.year(year)]
    lines = released_lines(released, lacking=bool(balance <= 0)) if released.value else []
    of_roadmap = [_shown(line) if len(line.terms) == 1 else line for line in lines]
    measures = _steps(cut)
    if len(measures) > MOST_MEASURES:
        return [*of_roadmap, cut]
    return [*of_roadmap, *(term for measure in measures for term in _derived(measure))]


def _derived(measure: Term) -> list[Term]:
    """A measure by the lines that make it: of a yearly rate the base support, less what it falls to; of a
    target the whole sum and all weights in place of their quotient, which is no round number.
    """
    step = _shown(measure)
    aim = next((term for term in (step, *step.terms) if term.figure == "measure_aim" and term.terms), None)
    if aim is None or aim.how != "sum":
        return [replace(_whole_sums(step), figure=measure.figure, number=measure.number)]
    base, kept = aim.terms
    before = [] if aim is step else [term for term in step.terms if term is not aim]
    if step.how not in ("sum", "whole"):  # a limit holds it
        return [aim, step]
    return [replace(measure, how="sum", terms=(base, kept, *before))]


def _whole_sums(step: Term) -> Term:
    """A product of which a factor is itself a product: in the terms of that."""
    if step.how != "product":
        # below a rounding
        return replace(step, terms=(_whole_sums(step.terms[0]),)) if len(step.terms) == 1 else step
    terms: list[Term] = []
    for term in step.terms:
        within = term.terms if term.how == "product" and term.sign != ":" else ()
        terms += [replace(one, sign="x" if one.sign == "+" else one.sign) for one in within] or [term]
    return replace(step, terms=tuple(terms))


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
    laws = grounds_of(slip.terms, result, words, year, slip.made)
    rests = _named("law", grounds_head(laws, words), laws)
    if slip.cells:
        rests += _named("cells", cells_head(result, words), slip.cells)
    notes = "".join(f"<li>{escape(text)}</li>" for text in slip.findings[:MOST_FINDINGS])
    findings = f"<h2>{escape(t('explain.slip_findings'))}</h2><ul>{notes}</ul>" if notes else ""
    signs = "".join(
        f"<div>{escape(t(f'explain.slip_{who}'))}</div>"
        for who in ("preparer", "head", "school_head" if slip.school else "unit_head")
    )
    return (
        f'<section class="slip">{head}{tables}{rests}{findings}'
        f'<div class="signs">{signs}</div><footer>{escape(slip.fingerprint)}</footer></section>'
    )


def _named(kind: str, head: str, text: str) -> str:
    """A paragraph that begins with its heading: beside five ladders a line of its own has no room."""
    return f'<p class="{kind}"><strong>{escape(head)}:</strong> {escape(text)}</p>'


def _lines(steps: Ladder, words: Words) -> str:
    rows = "".join(
        f'<tr class="{rung.op}"><td class="op">{SIGNS[rung.op]}</td><td>{escape(rung.label)}</td>'
        f'<td class="amount">{escape(rung.printed)}</td></tr>'
        for rung in told(steps, words)
    )
    return f"<table><caption>{escape(name_of(steps.term, words))}</caption>{rows}</table>"


def told(steps: Ladder, words: Words) -> list[Rung]:
    """Các dòng của phiếu: all but those that change nothing, which a principal need not read, and those of
    the rounding where the others make the result as it is printed; a percent comes to one decimal.
    """
    listed = [rung for rung in steps.rungs if rung.op not in ("plus", "minus") or rung.value]
    exact = [rung for rung in listed if rung.term is not None]
    made, result = worked_out(exact), steps.result
    if made is not None and result.value is not None and abs(made - result.value) < _step_of(result):
        listed = [*exact[:-1], *_last_dong(made, result, words), exact[-1]]
    return [*(_kept(rung, words) for rung in listed[:-1]), _short(listed[-1], words)]


def _last_dong(made: Fraction, result: Rung, words: Words) -> list[Rung]:
    """One đồng by which the lines, as printed, round to another amount than is printed; [] where they do not.

    It stands behind the divisions: before them it would be a large number that no reader knows.
    """
    assert result.value is not None
    off = result.value - math.floor(made + Fraction(1, 2))
    if result.term is None or result.term.measure != "money" or not off:
        return []
    op: Op = "plus" if off > 0 else "minus"
    text = printed(abs(off), "money", words.numbers)
    return [Rung(op, words.t("explain.rounding"), text, abs(off))]


def _kept(rung: Rung, words: Words) -> Rung:
    """What the base support falls to, with the part of it that each year leaves in its name."""
    if rung.term is None or rung.term.figure != "base_kept":
        return rung
    years = [
        words.t("explain.slip_kept_year", rate=term.value, year=term.year)
        for term in rung.term.terms
        if term.year and term.measure == "index" and term.value != 1
    ]
    return replace(rung, label=words.t("explain.slip_kept", name=rung.label, years=" ".join(years)))


def _step_of(result: Rung) -> Fraction:
    """The smallest that is printed of a result: one đồng, or the last decimal of a percent."""
    return Fraction(1) if result.term and result.term.measure == "money" else Fraction(1, 10 ** (PLACES + 2))


def _short(result: Rung, words: Words) -> Rung:
    """A percent that was computed, cut to its decimals as the law's percents are."""
    if result.term is None or result.term.measure != "ratio" or result.value is None:
        return result
    value = Fraction(math.floor(abs(result.value) * 10 ** (PLACES + 2)), 10 ** (PLACES + 2))
    value = -value if result.value < 0 else value
    shown = Decimal(value.numerator) / Decimal(value.denominator)
    return replace(result, value=value, printed=words.numbers.percent(shown))
