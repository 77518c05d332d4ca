"""Ai không được gì: schools that a plan gives nothing and units that it leaves as they are, by name as far as
the slide of who gains has room.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from budget.indicators import norm_gap
from budget.report.deck_story import Story
from budget.report.risk_words import FIRST
from budget.report.ungiven_said import short_ungiven_said, ungiven_said
from budget.report.wards_said import wards_said
from budget.ungiven import ungiven

FEW_SAME = 3
"""Units that a slide names of those that keep what they have."""

NOTE = 145
"""Letters of a line of the text below the tables."""

NOTHING, NARROW, SHORT = 13, 58, 6
"""Lines below the bands of the units that gain, one less for each that stands below both tables, letters of
such a line, and lines below both tables.
"""


def named(story: Story, below: Sequence[str]) -> str:
    """Câu kể trường không được cấp, with so many names as there is room for above what stands `below`."""
    result, year = story.result, story.shown.year
    room = NOTHING - sum(-(-len(one) // NOTE) for one in below)
    most = max(map(len, ungiven(result, year).values()), default=0)
    for n in range(most, FIRST, -1):
        said = ungiven_said(result, year, story.words, n)
        if len(wrap(said, NARROW)) <= room:
            return said
    return ungiven_said(result, year, story.words)


def short(story: Story, below: Sequence[str]) -> str:
    """Câu kể trường không được cấp mà thiếu nguồn, with so many names as there is room for beside what else
    stands `below` both tables; "" for none.
    """
    result, year = story.result, story.shown.year
    room = SHORT - sum(-(-len(one) // NOTE) for one in below)
    for n in range(len(result.units.code), FIRST, -1):
        said = short_ungiven_said(result, year, story.words, n)
        if -(-len(said) // NOTE) <= room:
            return said
    return short_ungiven_said(result, year, story.words)


def with_wards(story: Story, below: Sequence[str]) -> list[str]:
    """Các dòng dưới hai bảng, kèm phường, xã tăng ít nhất và nhiều nhất where there is room; the speaker has
    that anyway.
    """
    told = [*below, wards_said(story)]
    return told if sum(-(-len(one) // NOTE) for one in told) <= SHORT else list(below)


def none(story: Story) -> str:
    """Câu nói mọi trường dưới định mức đều được cấp, of the status quo; "" where one is not, or none is
    below.
    """
    result, year = story.result, story.shown.year
    given = result["increase"][norm_gap(story.quo, year) > 0, result.year(year)]
    return story.words.t("meeting.given_all") if given.size and (given > 0).all() else ""


def unchanged(story: Story) -> str:
    """Đơn vị không đổi by name, where they are few, but those told to be given nothing; "" for none."""
    result = story.result
    told = {i for schools in ungiven(result, story.shown.year).values() for i in schools}
    same = [i for i, change in story.by_change() if not change.difference and i not in told]
    if not 0 < len(same) <= FEW_SAME:
        return ""
    return story.words.t("meeting.unchanged", listed="; ".join(result.units.name[i] for i in same))
