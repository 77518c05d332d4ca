"""Giảm do đâu: short names of the measures that take from a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budget.cumulated import shares_of
from budget.takers import ROADMAP, takers

if TYPE_CHECKING:
    from budget.report.words import Words
    from budget.scenario import Reduction
    from budget.simulate import Result


def taken_by(result: Result, year: int, code: str, words: Words, *, brief: bool = False) -> str:
    """Các biện pháp lấy đi của một đơn vị trong năm, the largest first, each name once, `brief` in the column
    of a table; "" for none.
    """
    measures = result.scenario.reductions
    listed = [
        words.t("taken_by.roadmap") if n == ROADMAP else short_name(measures[n - 1], words, brief=brief)
        for n in takers(result, year, result.units.position(code))
    ]
    said = ", ".join(dict.fromkeys(listed))
    return said[:1].upper() + said[1:]


def short_name(measure: Reduction, words: Words, *, brief: bool = False) -> str:
    """Tên ngắn của một biện pháp, as part of a sentence."""
    if measure.method == "statutory":
        return words.t("taken_by.statutory_brief" if brief else "taken_by.statutory")
    if measure.method == "target" and measure.target:
        if brief:
            return words.t("taken_by.target_brief")
        return words.t("taken_by.target", value=measure.target[max(measure.target)])
    if isinstance(measure.rate, dict):
        if shares := shares_of(measure.rate):
            return words.t("taken_by.each", value=shares[max(shares)])
        return words.t("taken_by.rates")
    return words.t("taken_by.rate", value=measure.rate or 0)
