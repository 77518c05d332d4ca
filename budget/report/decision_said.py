"""Lời của dự thảo quyết định: class and degree of autonomy of each year, support, and what was cut for the
minimum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from budget.afterwards import period_of
from budget.autonomy import GROUPS, UNDEFINED, Groups
from budget.money import Array, whole
from budget.reductions import minimum_rates
from budget.report.law_words import paper_source
from budget.report.number_words import amount_in_words
from budget.report.risk_words import sources_said, year_spans
from budget.report.words import Words
from budget.risks import required_spans
from budget.simulate import Result

NO_GROUP = "none"


def years_of(result: Result, first: int) -> tuple[int, ...]:
    """Các năm của giai đoạn that the plan reaches."""
    last = period_of(result, first)[1]
    return tuple(year for year in result.years if first <= year <= last)


def class_said(result: Result, i: int, years: Sequence[int], words: Words) -> str:
    """Loại đơn vị của quyết định: the class assigned. Where that changes within the years, each with its
    years and the article that classes by the degree; where it stands though the degree of a year is of
    another group, that group with its years, as expected.

    Law: thresholds.
    """
    assigned, reached = (_groups(of, result, i, years) for of in (result.assigned, result.group))
    if len(set(assigned)) > 1:
        source = paper_source(result.law.at("thresholds", years[0]), words, years[0], "")
        return words.t("decision.class_changes", listed=_by_span(assigned, years, words), source=source)
    named = words.t(f"decision.group_{assigned[0]}")
    others = [
        _in_years(words.t(f"decision.short_{group}"), held, years, words)
        for group, held in _spans(reached, years)
        if group not in (assigned[0], NO_GROUP)
    ]
    return words.t("decision.class_reached", named=named, listed=words.list(others)) if others else named


def _groups(of: Groups, result: Result, i: int, years: Sequence[int]) -> list[str]:
    groups = (int(of[i, result.year(year)]) for year in years)
    return [NO_GROUP if group == UNDEFINED else GROUPS[group] for group in groups]


def _spans(groups: Sequence[str], years: Sequence[int]) -> list[tuple[str, list[int]]]:
    """Các năm liền nhau cùng một nhóm."""
    found: list[tuple[str, list[int]]] = []
    for group, year in zip(groups, years, strict=True):
        if not found or found[-1][0] != group:
            found.append((group, []))
        found[-1][1].append(year)
    return found


def _by_span(groups: Sequence[str], years: Sequence[int], words: Words) -> str:
    """“… (nhóm 3a) các năm 2027-2029 và … (nhóm 2) năm 2030”; the last of several years goes on."""
    said: list[str] = []
    for group, held in _spans(groups, years):
        name = words.t(f"decision.group_{group}")
        name = name[:1].lower() + name[1:] if said else name
        said.append(_in_years(name, held, years, words))
    return words.list(said)


def _in_years(name: str, held: Sequence[int], years: Sequence[int], words: Words) -> str:
    first, last = held[0], held[-1]
    key = "year" if first == last else "from" if last == years[-1] else "years"
    return words.t(f"decision.class_{key}", name=name, first=first, last=last)


def support_said(amounts: Mapping[int, int], words: Words) -> dict[str, str]:
    """Kinh phí năm đầu và các năm tiếp theo của một đơn vị, đồng by year."""
    (_, support), *later = amounts.items()
    # who is given nothing in any year needs no word on how it is given
    later = later if any(amounts.values()) else []
    return {
        "support": words.numbers.dong(support),
        "support_words": amount_in_words(support, words.language),
        "later": words.list([words.t("decision.later_year", year=y, amount=amount) for y, amount in later]),
    }


def cut_further(
    listed: Sequence[dict[str, str]], result: Result, positions: Sequence[int], first: int, words: Words
) -> None:
    """Giảm thêm cho đủ mức tối thiểu: the clause that says what the last measure of the plan took for it, and
    what a unit is given beside.
    """
    assert result.steps is not None
    taken, years = whole(result.steps.reductions.cuts[-1]).astype(int), years_of(result, first)
    increase = result.published("increase").astype(int)
    rates = minimum_rates(result.units, result.steps.drivers, result.law, result.years)
    for one, i in zip(listed, positions, strict=True):
        # the law of the years that ask it of this unit; of an exempt year what earlier ones took stays
        owing = [year for year in years if rates[i, result.year(year)] > 0]
        # the minutes are among the grounds of the decision: it stands on one page
        source = sources_said(required_spans(result.law, owing), words)
        cut, given = (_by_year(amounts[i], result, years, words) for amounts in (taken, increase))
        if cut:
            key = "decision.further_given" if given else "decision.further"
            why = _fallen(taken[i], rates[i], result, years, words)
            one["kept"] = words.t(key, source=source, years=cut, given=given, why=why)


def _fallen(
    taken: NDArray[np.int64], rates: Array, result: Result, years: Sequence[int], words: Words
) -> str:
    """Vì sao số giảm thêm lũy kế của một năm thấp hơn năm trước: what the plan cuts besides has grown by more
    than the minimum, which does not grow in a year of which the law asks nothing; "" where none is lower.
    """
    lower = [
        year for before, year in pairwise(years) if taken[result.year(year)] < taken[result.year(before)]
    ]
    if not lower:
        return ""
    asked = any(rates[result.year(year)] > 0 for year in lower)
    return words.t(f"decision.further_{'lower' if asked else 'eased'}", years=year_spans(lower))


def _by_year(amounts: NDArray[np.int64], result: Result, years: Sequence[int], words: Words) -> str:
    """What a unit loses or is given in the years in which it is something (Y,), đồng."""
    listed = [(year, int(amounts[result.year(year)])) for year in years]
    return words.list(
        [words.t("memo.to_minimum_year", year=y, amount=amount) for y, amount in listed if amount]
    )
