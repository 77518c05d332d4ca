"""Đơn vị vượt trần bằng lời: by name, with the percent and the year of the most that is cut."""

from __future__ import annotations

from budget.above_cap import Above, above_cap, above_in
from budget.report.words import Words
from budget.scenario import Reduction
from budget.simulate import Result

NAMED = 3
"""Units that are named; the others are counted."""


def roadmap_said(result: Result, measure: Reduction, words: Words, *, named: bool = True) -> str:
    """“riêng lộ trình giảm quá mức này: X (21,6 % năm 2027)”: whom the roadmap alone takes beyond the cap, or
    how many where not `named`; "" for none.
    """
    found = above_cap(result, measure, alone=True)
    if found and not named:
        return words.t("workbook.reduction.above_counted", n=len(found))
    return words.t("workbook.reduction.above", names=names_said(result, found, words)) if found else ""


def unit_above_said(result: Result, year: int, i: int, words: Words) -> str:
    """Câu nói riêng lộ trình giảm đơn vị i quá trần của một biện pháp trong năm; "" where it does not."""
    for measure in result.scenario.reductions:
        of = above_in(result, measure, year, i)
        if of:
            return words.t("explain.above_cap", year=year, of=of, cap=measure.max_cut)
    return ""


def names_said(result: Result, found: Above, words: Words) -> str:
    """Tên các đơn vị vượt trần, those that are most above it; more are counted."""
    names = [
        words.t("workbook.reduction.above_unit", name=result.units.name[i], of=of, year=year)
        for i, (year, of) in found.items()
    ]
    if len(names) > NAMED:
        names[NAMED:] = [words.t("reductions.left_out_more", n=len(names) - NAMED)]
    return words.list(names)
