"""Mức tối thiểu trong tờ trình: whether the plan meets it, what more would be cut, who is given as much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from budget.afterwards import given_further, to_minimum
from budget.planning import legal_minimum
from budget.report.conclusion import KEEP
from budget.report.deck_story import Story
from budget.report.minimum_said import given_said, minimum_said
from budget.report.risk_words import lacking_said
from budget.report.story_said import required_of
from budget.risks import given_back, minimum

FEW = 3
"""Units below the minimum of other years that a sentence names."""


def minimum_of(story: Story) -> list[str]:
    """Mức giảm tối thiểu của luật có đạt không, as `minimum_said`, with the figures of each unit left to the
    annex and who is given as much to `given_asked`, and what each still owes to `to_minimum_of` where that
    tells of the year; nothing where the law names none.
    """
    year, found = story.shown.year, minimum(story.result, story.shown.year)
    if found:
        asked, together = _asked(story), found["cumulated"]
        given = [one for one in together["given"] if one[0] not in asked]
        missed = found["other"]
        # a few are named, of many the annex has the list
        other = {"other": missed | {"listed": []}} if missed and missed["n"] > FEW else {}
        found = found | {"tested": [], "cumulated": together | {"given": given}} | other
    told = to_minimum_of(story) and year <= story.period[1]
    below = story.words.t("memo.minimum_below") if told else ""
    return minimum_said(found, year, story.words, above=bool(required_of(story)), below=below)


def to_minimum_of(story: Story) -> list[str]:
    """Số giảm thêm của các đơn vị giảm chưa đủ mức tối thiểu: by how much all would be cut further, or were
    beyond the plan submitted, in which year, and each, or the only one; nothing where all meet it, or the
    decision keeps the level of the plan.
    """
    agreed, words = story.decided, story.words
    further = agreed.further if agreed else {}
    found = further or to_minimum(story.result)
    if not found or (agreed and agreed.choice == KEEP):
        return []
    key = "further" if further else "open" if agreed else "proposed"
    goes = words.t("memo.to_minimum_given" if found["given"] else "memo.to_minimum_left")
    lines = lacking_said(found, words)
    if len(lines) == 1:
        return [words.t(f"memo.to_minimum_{key}_one", base=found["base"], goes=goes, unit=lines[0])]
    years = ", ".join(
        words.t("memo.to_minimum_year", year=year, amount=amount) for year, amount in found["years"]
    )
    spans = {tuple(year for year, _ in amounts) for _, amounts in found["listed"]}
    each = ""
    if len(spans) == 1:
        # years that all share stand once, above the units
        lines = lacking_said(found, words, bare=True)
        each = words.t("memo.to_minimum_each", years=", ".join(map(str, spans.pop())))
    ended = [f"{line}{'.' if k == len(lines) else ';'}" for k, line in enumerate(lines, 1)]
    told = {"years": years, "base": found["base"], "goes": goes, "each": each}
    return [words.t(f"memo.to_minimum_{key}", **told), *ended]


def given_asked(story: Story, recipient: str) -> str:
    """Xin ý kiến về đơn vị giảm đủ mức tối thiểu mà được cấp thêm không ít hơn: those that the plan itself
    cuts so by its own amounts, others by those of the minimum; only told where the item on those below the
    minimum asks already; "" for none.
    """
    year, agreed = story.shown.year, story.decided
    new = [] if _keeps(story) else given_further(story.result, year)
    anew = {name for name, *_ in new}
    own = [one for one in given_back(story.result, year) if one[0] not in anew]
    above = story.concluded["below"] and not (agreed and (agreed.choice or agreed.further))
    key = f"memo.given_{'told' if above else 'asked'}"
    return " ".join(
        story.words.t(
            name,
            year=year,
            listed=given_said(found, story.words, "memo.given_unit", apart),
            recipient=recipient,
        )
        for name, found, apart in ((key, own, _apart(story, own)), (f"{key}_further", new, {}))
        if found
    )


def _apart(story: Story, given: Sequence[Sequence[Any]]) -> dict[str, str]:
    """Đơn vị không giảm theo mức tối thiểu của chính năm: by what sentence each is told, by its name."""
    result, year = story.result, story.shown.year
    least = legal_minimum(result, year)
    apart = {}
    for name, cut, _ in given:
        i = result.units.name.index(name)
        # a đồng that rounding leaves is none
        if cut > int(least.by_unit[i]) + 1:
            apart[name] = "memo.given_unit_own"
        elif least.spared[i]:
            apart[name] = "memo.given_unit_before"
    return apart


def _asked(story: Story) -> set[str]:
    """The names of those of whom it tells."""
    year, new = story.shown.year, [] if _keeps(story) else given_further(story.result, story.shown.year)
    return {name for name, *_ in (*given_back(story.result, year), *new)}


def _keeps(story: Story) -> bool:
    return story.decided is not None and story.decided.choice == KEEP
