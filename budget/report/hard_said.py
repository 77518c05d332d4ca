"""Đơn vị khó đạt lộ trình, bằng lời: by name, in the year and in others, and of whom a roadmap asks most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from budget.asked import OnRoadmap, hard_apart, hard_roadmaps, on_roadmap
from budget.report.risk_words import FIRST, and_others, first_of, year_spans
from budget.report.words import Words
from budget.shortfall import added_revenue
from budget.simulate import Result


def hard_apart_said(hard: Sequence[Sequence[Any]], words: Words) -> str:
    """Câu kể các đơn vị khó đạt lộ trình ở năm khác, `hard` as `budget.asked.hard_apart`, years that all of
    them share once; "" for none.
    """
    told = [(name, year_spans(years)) for name, years in hard]
    spans = {years for _, years in told}
    same = spans.pop() if len(spans) == 1 and len(hard) > 1 else ""
    names = [
        name if same else words.t("deck.below_unit", name=name, years=years)
        for name, years in told[: first_of(len(told))]
    ]
    listed = and_others(names, len(hard), words)
    key = "deck.hard_apart_same" if same else "deck.hard_apart"
    return words.t(key, n=len(hard), listed=listed, years=same) if listed else ""


def hardest_said(result: Result, year: int, w: Words) -> str:
    """Đơn vị mà lộ trình đòi thu thêm nhiều nhất: what it earns today and what is expected of it without the
    roadmap, beside what that asks, and that others are those that can hardly reach theirs; "" where none has
    to earn more.
    """
    found = [one for one in on_roadmap(result, year) if one.revenue]
    if not found:
        return ""
    most, hard = max(found, key=lambda one: one.revenue), hard_roadmaps(result, year)
    other = w.t("meeting.hardest_other") if hard and most not in hard else ""
    told = {"name": most.name, "earned": most.earned, "expected": most.expected, "more": most.revenue}
    return w.t("meeting.hardest", base=result.years[0], year=year, grows=_grows(most, w), other=other, **told)


def relies_said(result: Result, year: int, w: Words) -> str:
    """Phương án trông vào bao nhiêu thu tăng theo lộ trình, and how many of the units that earn it can hardly
    reach that; "" where it counts on none.
    """
    revenue = added_revenue(result, year)
    if not revenue:
        return ""
    told = {"n": len(hard_roadmaps(result, year)), "asked": len(on_roadmap(result, year))}
    return w.t("meeting.relies" if told["n"] else "meeting.relies_none", revenue=revenue, **told)


def hard_said(result: Result, year: int, w: Words, room: int = 2, *, others: bool = True) -> str:
    """Câu kể các đơn vị khó đạt lộ trình: of the year, and of other years by name; with `room` 2 with what
    each has to earn more and how fast that grows, with 1 by name, with 0 of the year alone;
    `others`: whether of other years, too. "" for none.
    """
    hard = hard_roadmaps(result, year)
    first = hard[: first_of(len(hard), FIRST if room else 1)]
    names = [one.name for one in first]
    if room > 1:
        names = [
            w.t("meeting.hard_unit", name=one.name, more=one.revenue, grows=_grows(one, w)) for one in first
        ]
    here = w.t("meeting.hard", n=len(hard), year=year, listed=and_others(names, len(hard), w)) if hard else ""
    apart = hard_apart_said(hard_apart(result, year), w) if room and others else ""
    return f"{here} {apart}".strip()


def _grows(one: OnRoadmap, w: Words) -> str:
    return "" if one.growth is None else w.t("meeting.hardest_growth", growth=one.growth)
