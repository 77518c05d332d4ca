"""Giảm do đâu: short names of the measures that take from a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budget.cumulated import shares_of
from budget.planning import legal_minimum
from budget.takers import ROADMAP, takers

if TYPE_CHECKING:
    from budget.report.words import Words
    from budget.scenario import Reduction
    from budget.simulate import Result


def taken_by(result: Result, year: int, code: str, words: Words, *, brief: bool = False) -> str:
    """Các biện pháp lấy đi của một đơn vị trong năm, the largest first, each name once, `brief` in the column
    of a table; "" for none.
    """
    measures, i = result.scenario.reductions, result.units.position(code)
    found = takers(result, year, i)
    # of one that the law spares in the year the minimum is that of the years before
    spared = bool(found) and bool(legal_minimum(result, year).spared[i])
    listed = [
        words.t("taken_by.roadmap")
        if n == ROADMAP
        else short_name(measures[n - 1], words, brief=brief, spared=spared)
        for n in found
    ]
    said = ", ".join(dict.fromkeys(listed))
    return said[:1].upper() + said[1:]


def short_name(measure: Reduction, words: Words, *, brief: bool = False, spared: bool = False) -> str:
    """Tên ngắn của một biện pháp, as part of a sentence; `spared`: of a unit that the law spares."""
    if measure.method == "statutory":
        key = f"taken_by.statutory{'_before' if spared else ''}{'_brief' if brief else ''}"
        return words.t(key)
    if measure.method == "target" and measure.target:
        if brief:
            return words.t("taken_by.target_brief")
        return words.t("taken_by.target", value=measure.target[max(measure.target)])
    if isinstance(measure.rate, dict):
        if shares := shares_of(measure.rate):
            return words.t("taken_by.each", value=shares[max(shares)])
        return words.t("taken_by.rates")
    return words.t("taken_by.rate", value=measure.rate or 0)


def short_measures(result: Result, words: Words) -> str:
    """Các biện pháp không đạt mục tiêu in some year, by their short names."""
    found = sorted({int(one.numbers["number"]) for one in result.findings.of("reduction_short")})
    return ", ".join(dict.fromkeys(short_name(result.scenario.reductions[n - 1], words) for n in found))
