"""Điều phương án dựa vào: what roadmaps ask of units, which schools the State carries stay short, and who is
short in other years alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from budget.asked import on_roadmap, short_apart, short_schools
from budget.report.risk_words import FIRST, others

if TYPE_CHECKING:
    from budget.asked import OnRoadmap
    from budget.report.deck_story import Story
    from budget.report.words import Words


def asked_lines(story: Story) -> list[str]:
    """Các dòng của tờ trình, one a matter that there is."""
    return [*filter(None, (roadmap_said(story), schools_said(story), apart_said(story)))]


def roadmap_said(story: Story) -> str:
    """Đơn vị có lộ trình phải thu thêm, tiết kiệm chi bao nhiêu trong năm, in all and that of which it asks
    most; "" for none.
    """
    year, words = story.shown.year, story.words
    found = on_roadmap(story.result, year)
    listed = [_must(one, words) for one in found[:1]] + others(len(found) - 1, words)
    asked = {what: sum(getattr(one, what) for one in found) for what in ("revenue", "saving")}
    told = {"year": year, "n": len(found), "in_all": _parts(asked, "", words)}
    return words.t("memo.asked", listed="; ".join(listed), **told) if found else ""


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


def schools_said(story: Story) -> str:
    """Trường do Nhà nước bảo đảm chi mà vẫn thiếu nguồn trong năm; "" for none."""
    words, names = story.words, short_schools(story.result, story.shown.year)
    listed = names[:FIRST]
    if len(names) > FIRST:
        listed.append(words.t("memo.other_schools", n=len(names) - FIRST))
    return words.t("memo.short_schools", n=len(names), listed="; ".join(listed)) if names else ""


def apart_said(story: Story) -> str:
    """Đơn vị thiếu nguồn ở năm khác của giai đoạn mà không thiếu trong năm; "" for none."""
    year, words, (first, last) = story.shown.year, story.words, story.period
    years = tuple(y for y in story.result.years if first <= y <= last)
    found = short_apart(story.result, year, years)
    if not found:
        return ""
    (name, amounts), rest = found[0], others(len(found) - 1, words)
    largest = max(amount for _, amount in amounts)
    told = [words.part(largest, "memo.short_year", year=y, amount=amount) for y, amount in amounts]
    most = words.t("memo.short_unit", name=name, years=", ".join(told))
    return words.t("memo.short_apart", year=year, n=len(found), listed="; ".join([most, *rest]))
