"""Năm được quyết định, bằng lời: what of the plan the next budget really holds, on slides."""

from __future__ import annotations

from budget.indicators import indicators
from budget.report.deck_story import Story


def decided_year(story: Story) -> int:
    """Năm được quyết định: the first of the plan, later ones are a projection; of a period that has ended,
    of which nothing is decided, the year in view.
    """
    return story.shown.year if story.ended else story.period[0]


def first_year_said(story: Story) -> str:
    """Riêng năm được quyết định: what is cut and given, the total, and how many units move, in one line."""
    year, words = decided_year(story), story.words
    found = indicators(story.result, year)
    return words.t(
        "deck.first_year_ended" if story.ended else "deck.first_year",
        year=year,
        saved=found.saved,
        increase=found.increase,
        support=found.support,
        up=found.reach.up,
        down=found.reach.down,
    )
