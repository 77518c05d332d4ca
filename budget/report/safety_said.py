"""An toàn của từng phương án, side by side: who lacks more than under the status quo, who is below the legal
minimum, and in which years.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budget.indicators import deepest
from budget.report.deck_page import BODY
from budget.report.deck_story import Story
from budget.report.letters import wrapped
from budget.report.risk_words import and_others, first_of, year_spans
from budget.report.words import Words
from budget.risks import safety
from budget.simulate import Result

SAFETY = ("deeper", "owing")
"""What is told of every plan, as `budget.risks.safety` names it."""


def safety_cells(result: Result, words: Words, *, brief: bool = False) -> list[str]:
    """Ô của một phương án, one of each of SAFETY; `brief`: without the years."""
    found = safety(result)
    return [_range(found[name], words, brief=brief) for name in SAFETY]


def owing_cell(result: Result, year: int, words: Words) -> str:
    """Ô của cột giảm chưa đủ tối thiểu, lũy kế: how many to the year and to the last one, as the law counts
    on; in words for none in any year.
    """
    found = safety(result)["owing"]
    if not found:
        return words.t("deck.safety_none")
    ends = dict.fromkeys((year, result.years[-1]))
    return "; ".join(words.t("deck.owing_to", n=found.get(y, 0), year=y) for y in ends)


def safety_line(name: str, bare: Sequence[Result], words: Words, width: float) -> str:
    """Đầu dòng của một trong SAFETY; `bare`: plans whose cell has no room for its years. The line says them
    where they are the same and have room in so many inches, else that the counts are of each year.
    """
    spans = {year_spans(sorted(found)) for result in bare if (found := safety(result)[name])}
    if not spans:
        return words.t(f"deck.line_{name}")
    said = words.t(f"deck.line_{name}_in", years=min(spans))
    if len(spans) == 1 and len(wrapped(said, width, BODY)) == 1:
        return said
    return words.t(f"deck.line_{name}_in", years=words.t("deck.safety_by_year"))


def safety_notes(story: Story) -> list[str]:
    """Đơn vị thiếu nhiều hơn hiện trạng theo từng phương án, by name with the years, a line each."""
    words, said = story.words, []
    for result in story.shown.results:
        found = deepest(result, result.years[1:])
        names = [
            words.t("deck.below_unit", name=result.units.name[i], years=year_spans(sorted(years)))
            for i, years in found[: first_of(len(found))]
        ]
        if names:
            listed = and_others(names, len(found), words)
            said.append(words.t("deck.deeper_note", name=result.scenario.name, listed=listed))
    return said


def _range(years: Mapping[int, int], words: Words, *, brief: bool) -> str:
    """“từ 5 đến 8 (2023-2025)”: the fewest and the most of a year, and which years; in words for none."""
    if not years:
        return words.t("deck.safety_none")
    least, most = (words.numbers.count(n) for n in (min(years.values()), max(years.values())))
    # a dash between two counts reads as one of so many
    n = most if least == most else words.t("deck.safety_range", least=least, most=most)
    return n if brief else words.t("deck.in_years", n=n, years=year_spans(sorted(years)))
