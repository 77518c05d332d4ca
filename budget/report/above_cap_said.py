"""Đơn vị vượt trần bằng lời: by name, with the percent and the year of the most that is cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from budget.above_cap import Above, above_cap, above_in, most_cut
from budget.report.risk_words import and_others, first_of
from budget.report.words import Words
from budget.report.workbook_measures import Names, reduction_words
from budget.scenario import Reduction
from budget.simulate import Result

Capped = tuple[str, str]
"""What a measure says of its cap, and of how many units the roadmap takes more."""

NOT_IN_VIEW: Above = {}


def roadmap_said(
    result: Result, measure: Reduction, words: Words, year: int | None = None, *, named: bool = True
) -> str:
    """“riêng lộ trình giảm quá mức này: X (21,6 % năm 2027)”: whom the roadmap alone takes beyond the cap, or
    how many where not `named`, with the share of the `year` in view where it is above it, too; "" for none.
    """
    found = above_cap(result, measure, alone=True)
    now = above_cap(result, measure, alone=True, years=(year,)) if year in result.years[1:] else {}
    if found and not named:
        return words.t("workbook.reduction.above_counted", n=len(found))
    return words.t("workbook.reduction.above", names=names_said(result, found, words, now)) if found else ""


def capped_said(result: Result, words: Words, names: Names) -> dict[str, Capped]:
    """Biện pháp mà lộ trình giảm quá trần: of each measure in words what they say of its cap, and of how many
    units the roadmap alone takes more.
    """
    found = ((one, roadmap_said(result, one, words, named=False)) for one in result.scenario.reductions)
    return {
        reduction_words(one, words, names): (words.t("workbook.reduction.max_cut", share=one.max_cut), said)
        for one, said in found
        if said
    }


def unit_above_said(result: Result, year: int, i: int, words: Words) -> str:
    """Câu nói riêng lộ trình giảm đơn vị i quá trần của một biện pháp trong năm; "" where it does not."""
    for measure in result.scenario.reductions:
        of = above_in(result, measure, year, i)
        if of:
            return words.t("explain.above_cap", year=year, of=of, cap=measure.max_cut)
    return ""


def most_cut_said(result: Result, year: int, words: Words) -> str:
    """Câu nói đơn vị bị giảm nhiều nhất so với năm gốc, by which the cap of a measure is measured and not by
    the status quo; those that print alike together; "" for a plan without a cap.
    """
    said = []
    for measure in result.scenario.reductions:
        if found := most_cut(result, measure, year):
            most = words.share(found[0][1])
            names = [result.units.name[i] for i, share in found if words.share(share) == most]
            listed = and_others(names[: first_of(len(names))], len(names), words)
            told = {"listed": listed, "share": most, "cap": measure.max_cut}
            said.append(words.t("memo.most_cut", year=year, base=result.years[0], **told))
    return " ".join(said)


def names_said(result: Result, found: Above, words: Words, now: Above = NOT_IN_VIEW) -> str:
    """Tên các đơn vị vượt trần, those that are most above it, with the year in which they are most; more are
    counted. `now`: the same of the year in view, told first, lest its share be taken to be within the cap.
    """
    return _few(((result.units.name[i], *now.get(i, one), *one) for i, one in found.items()), words)


def above_said(found: Iterable[Mapping[str, Any]], words: Words, key: str = "meeting.above_cap") -> list[str]:
    """Câu nói riêng lộ trình giảm quá trần ở đơn vị nào, a measure each; `found` as
    `budget.above_cap.roadmap_above` or a record has it.
    """
    return [words.t(key, cap=Decimal(one["cap"]), names=_few(one["listed"], words)) for one in found]


def _few(listed: Iterable[Any], words: Words) -> str:
    names = []
    for name, year, of, most_in, most in listed:
        # what prints alike in another year is no higher
        key = "above_unit" if words.share(of) == words.share(most) else "above_unit_most"
        told = {"name": name, "of": of, "year": year, "most": most, "most_in": most_in}
        names.append(words.t(f"workbook.reduction.{key}", **told))
    return words.few(names)
