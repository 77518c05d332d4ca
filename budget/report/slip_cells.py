"""Ô gốc của phiếu giải trình: the cells of the input files that its figures rest on."""

from __future__ import annotations

from collections.abc import Iterable

from budget.explain_rests import rests
from budget.explain_terms import Term
from budget.report.ground import Origin
from budget.report.rests import cells
from budget.report.words import Words
from budget.simulate import Result


def cells_head(result: Result, words: Words) -> str:
    """Đầu đề của phần ô gốc: of which year the figures are."""
    return words.t("explain.slip_cells", base=result.years[0])


def cells_of(terms: Iterable[Term], result: Result, words: Words, origin: Origin | None) -> str:
    """Các ô gốc của số liệu mà phiếu dựa vào, as the page says them: a file and a sheet once with all cells,
    then what was typed by hand; "" where the data have no sources.
    """
    if origin is None or not (origin.sources or origin.sample):
        return ""
    return " ".join(cells(rests(result, *terms, through_units=False).columns, words, origin))
