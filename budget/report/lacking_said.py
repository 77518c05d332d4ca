"""Số thiếu nguồn của một đơn vị so với hiện trạng, bằng lời."""

from __future__ import annotations

from budget.indicators import lacking_units
from budget.report.words import Words
from budget.simulate import Result


def beside_quo_said(result: Result, year: int, i: int, words: Words) -> str:
    """Câu nói hiện trạng của năm thiếu bao nhiêu, beside what the unit i lacks; "" for one that does not."""
    found = next(((before, now) for at, before, now in lacking_units(result, year) if at == i), None)
    if found is None:
        return ""
    before, now = found
    how = "same" if before == now else "some" if before else "none"
    return words.t(f"explain.lacks_quo_{how}", year=year, before=before)
