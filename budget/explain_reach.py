"""Số liệu này đi vào đâu: which figures of a unit are made with one of its data."""

from __future__ import annotations

from collections.abc import Sequence

from budget.explain import explain
from budget.explain_terms import Term
from budget.simulate import Result


def enters(result: Result, code: str, year: int, column: str, figures: Sequence[str]) -> tuple[str, ...]:
    """Những số liệu có dùng một cột dữ liệu của đơn vị, of those asked for, in their order: those whose
    ladder has a line with the column.
    """
    return tuple(name for name in figures if _has(explain(result, code, year, name), column))


def _has(term: Term, column: str) -> bool:
    """Whether the term or one that it is made of is read from the column."""
    return term.column == column or any(_has(part, column) for part in term.terms)
