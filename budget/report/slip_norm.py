"""Định mức trong phiếu giải trình: to what a school is raised, by which norm, and from where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from budget.explain import explain
from budget.explain_terms import Term
from budget.norms import norm_of, office_norm, parted
from budget.ran_out import ran_out
from budget.report.ladder import name_of, printed, printed_value
from budget.report.law_words import paper_source
from budget.report.words import Words
from budget.report.workbook_measures import norm_by_year
from budget.simulate import Result

SHARE = "default_teaching_share"
"""Tham số: the share of teaching that a norm for operations is worked out from by default."""


def to_the_norm(steps: Iterable[Term]) -> list[Term]:
    """Các bước bù định mức that gave something."""
    return [step for step in steps if step.figure == "stage_norm" and step.value]


def in_parts(step: Term) -> Term:
    """Một bước theo các dòng làm ra nó: what a unit lacks to the common level in its own parts."""
    first, *rest = step.terms
    return replace(step, terms=(*first.terms, *rest)) if first.figure == "below_level" else step


def level_of(steps: Iterable[Term]) -> Term | None:
    """Số theo mức chung mà một bước nâng đến: the norm times the whole sum handed out over that of all norms,
    in place of their quotient, which is no round number; None where no step has such a level.
    """
    found = _first(steps, "at_level")
    if found is None:
        return None
    norm, level = found.terms
    if not level.terms:
        return found
    amount, weights = level.terms
    handed = replace(amount, figure="raised_amount", sign="x")
    return replace(found, terms=(norm, handed, replace(weights, figure="raised_norms")))


def before_of(steps: Iterable[Term]) -> Term | None:
    """Kinh phí có cho hoạt động trước khi tăng: of the status quo and what is taken of it, the unit's own
    revenue, and its pay; None where no step asks for it.
    """
    found = _first(steps, "available_before")
    if found is None:
        return None
    support = [part for term in found.terms if term.figure == "support_before" for part in term.terms]
    return replace(found, terms=(*support, *(t for t in found.terms if t.figure != "support_before")))


def part_of(steps: Iterable[Term]) -> Term | None:
    """Phần của định mức mà phương án bù đến, of the first step that aims at a part."""
    return _first(steps, "norm_at_level")


def norm_way(steps: Iterable[Term]) -> tuple[Term, Term | None] | None:
    """Định mức của trường: the way of it that is the larger, and the norm itself where prices raise it."""
    norm = _first(steps, "norm")
    if norm is None:
        return None
    first, *prices = norm.terms
    way = max(first.terms, key=lambda one: one.value) if first.figure == "norm_larger" else first
    return way, norm if prices else None


def made_said(way: Term, dearer: Term | None, result: Result, code: str, year: int, words: Words) -> str:
    """Câu về định mức của trường, as `norm_way` has it: of a share on pay for a calculator, by the pay of the
    year, back at the base pay of the base year where the norm asks for that, and the parts of operations and
    pay.
    """
    norm = norm_of(result.units.kind[result.units.position(code)], result.scenario, result.law, year)
    raised = words.t("explain.slip_dearer", amount=dearer.value) if dearer else ""
    told = {"amount": way.value, "raised": raised}
    if way.figure != "norm_ratio" or norm is None:
        return words.t("explain.slip_made", name=name_of(way, words).lower(), **told)

    def amount(term: Term) -> str:
        exact = term.figure == "base_pay"
        return printed(printed_value(term.value, "money", exact=exact), "money", words.numbers)

    pay, *index, _ = way.terms
    back = [
        words.t("explain.slip_pay_back", first=amount(first), now=amount(now))
        for now, first in (one.terms for one in index)
    ]
    share, rest = parted(norm)
    parts = {"pay": amount(pay), "back": "".join(back), "share": share, "rest": rest}
    return words.t("explain.slip_made_pay", year=year, **parts, **told)


def reached(result: Result, code: str, year: int, steps: Iterable[Term]) -> tuple[Term, Term] | None:
    """Mức đạt định mức trước và sau khi tăng; None where no step raises to the norm."""
    beside = (term for step in to_the_norm(steps) for term in step.beside)
    before = next((term for term in beside if term.figure == "coverage_before"), None)
    return (before, explain(result, code, year, "coverage")) if before is not None else None


def norm_said(result: Result, code: str, year: int, words: Words) -> str:
    """Câu về định mức: whose it is and by what rule."""
    kind, plan, law = result.units.kind[result.units.position(code)], result.scenario, result.law
    own = kind in {str(known) for known in plan.norms}
    whose = "plan" if own else "office" if office_norm(kind, law, year) is not None else "default"
    norm = norm_by_year(kind, plan, law, (year,), words)
    if own and (source := default_source(result, kind, year, words)):
        norm = words.t("explain.slip_norm_share", norm=norm, source=source)
    return words.t(f"explain.slip_norm_{whose}", norm=norm)


def default_source(result: Result, kind: str, year: int, words: Words) -> str:
    """Văn bản của tỷ lệ chi mà định mức của phương án lấy, where that is the default one; "" else.

    Law: default_teaching_share.
    """
    value = result.law.at(SHARE, year)
    norm = norm_of(kind, result.scenario, result.law, year)
    taken = norm is not None and norm.teaching_share == value.number()
    return paper_source(value, words, year, "") if taken else ""


def common_said(result: Result, steps: Iterable[Term], year: int, words: Words) -> str:
    """Câu về mức chung to which the money raises the lowest, and that a cap holds some below it; "" where no
    step has one.
    """
    level, lower = _first(steps, "level"), ran_out(result, year)
    if level is None:
        return ""
    capped = words.t("explain.slip_common_capped") if lower is not None and lower.capped else ""
    return words.t("explain.slip_common", year=year, level=level.value, capped=capped)


def _first(steps: Iterable[Term], figure: str) -> Term | None:
    """The nearest term of that figure that is computed, below the first step to the norm that has one."""
    below = (one for step in to_the_norm(steps) for one in _below(step))
    return next((one for one in below if one.figure == figure and one.terms), None)


def _below(term: Term) -> Iterator[Term]:
    level = [term]
    while level:
        yield from level
        level = [one for each in level for one in each.terms]
