"""Điều phương án dựa vào: what roadmaps ask of units, who is short and must pay for it, and who is short in
other years alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from budget.asked import HARD, emptied, hardest_first, on_roadmap, short_apart, short_by_payer
from budget.planning import on_roadmap as planned
from budget.report.risk_words import and_others, first_of, named_of, year_spans
from budget.risks import risks

if TYPE_CHECKING:
    from budget.asked import OnRoadmap
    from budget.report.deck_story import Story
    from budget.report.words import Words

FEW = 4
"""Units that are all named with their figures; of more one is, and a table of the annex has them all."""


def asked_lines(story: Story) -> list[str]:
    """Các dòng của tờ trình, one a matter that there is."""
    return [*filter(None, (roadmap_said(story), emptied_said(story), apart_said(story)))]


def lacking_said(story: Story) -> str:
    """Đơn vị thiếu nguồn trong năm, the largest by name, and who must pay for how much of it; "" for none."""
    year, words = story.shown.year, story.words
    found = risks(story.result, year).get("deficit")
    if not found:
        return ""
    payers = [
        words.t(f"memo.lacking_{who}", n=n, amount=amount)
        for who, (n, amount) in short_by_payer(story.result, year).items()
    ]
    listed = named_of("deficit", found, words, first_of(found["n"]))
    told = {"n": found["n"], "amount": found["amount"]}
    return words.t("memo.lacking", listed=listed, payers="; ".join(payers), **told)


def roadmap_said(story: Story) -> str:
    """Đơn vị có lộ trình phải thu thêm, tiết kiệm chi bao nhiêu trong năm, in all and that whose revenue
    has to grow fastest, or those that will hardly reach it, and of how many with a roadmap it asks nothing;
    "" for none.
    """
    year, words = story.shown.year, story.words
    found = on_roadmap(story.result, year)
    if not found:
        return ""
    asked = {what: sum(getattr(one, what) for one in found) for what in ("revenue", "saving")}
    every = planned(story.result)
    idle = set(every) - {one.unit for one in found}
    rest = words.t("memo.asked_idle", n=len(idle), all=len(every)) if idle else ""
    told = {
        "year": year,
        "n": len(found),
        "in_all": _parts(asked, words.t("memo.asked_expected"), words),
        "rest": rest,
    }
    if hard := risks(story.result, year).get(HARD):
        listed = named_of(HARD, hard, words, first_of(hard["n"]))
        limit = story.result.scenario.assumptions.plausible_growth
        return words.t("memo.asked_hard", listed=listed, hard=hard["n"], limit=limit, **told)
    most = [_must(one, words) for one in hardest_first(found)[: _named(len(found))]]
    listed = and_others(most, len(found), words)
    return words.t("memo.asked" if len(found) > 1 else "memo.asked_one", listed=listed, **told)


def _named(n: int) -> int:
    """How many of n a line of several figures each names: all of few, else the first."""
    return n if n <= FEW else 1


def _must(one: OnRoadmap, words: Words) -> str:
    told = {"earned": one.earned, "expected": one.expected, "growth": one.growth}
    growth = "" if one.growth is None else words.t("memo.asked_growth", **told)
    return f"{one.name} {_parts({'revenue': one.revenue, 'saving': one.saving}, growth, words)}"


def _parts(asked: Mapping[str, int], growth: str, words: Words) -> str:
    parts = (
        words.t(f"memo.asked_{what}", amount=amount, growth=growth if what == "revenue" else "")
        for what, amount in asked.items()
        if amount
    )
    return ", ".join(parts)


def emptied_said(story: Story) -> str:
    """Đơn vị mà phương án không còn cấp kinh phí ở năm nào của giai đoạn; "" for none."""
    words, found = story.words, emptied(story.result, sorted({story.shown.year, *story.granted}))
    names = [
        words.t("memo.emptied_unit", name=name, years=year_spans(years))
        for name, years in found[: first_of(len(found))]
    ]
    return words.t("memo.emptied", n=len(found), listed=and_others(names, len(found), words)) if found else ""


def apart_said(story: Story) -> str:
    """Bao nhiêu đơn vị thiếu nguồn ở năm khác của giai đoạn mà không thiếu trong năm; "" for none. A table of
    the annex has them with what they lack.
    """
    year, (first, last) = story.shown.year, story.period
    years = tuple(y for y in story.result.years if first <= y <= last)
    found = short_apart(story.result, year, years)
    return story.words.t("memo.short_apart", year=year, n=len(found)) if found else ""
