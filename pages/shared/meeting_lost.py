"""Dưới bảng đơn vị giảm: what its columns mean, and who loses nothing where names have no room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budget.report.deck_story import Story
from budget.report.ground_said import end_said, shares_said
from budget.report.tables import Row
from budget.takers import ROADMAP, takers
from budget.unlost import OUTSIDE, unlost


def notes(
    story: Story, losers: Sequence[int], lines: Sequence[Row], years: Sequence[int], kept: str = ""
) -> str:
    """Các câu giải thích bảng: of what the percents are, who is `kept`, the mark in the column of the law,
    what a target that all share is, the columns of other `years`; `lines`: rows of the table.
    """
    w, result, year = story.words, story.result, story.shown.year
    released = result.published("released")[list(losers), result.year(year)]
    told = {
        "deck.lose_unasked": any("asked" in one.cells and not one.cells["asked"] for one in lines),
        "deck.lose_ways": bool(released.any()),
        "meeting.lose_target_told": _by_target(story, losers),
    }
    said = [shares_said(story), kept, *(w.t(key) for key, there in told.items() if there)]
    if years:
        said.append(w.t("meeting.lose_years_told", years=", ".join(map(str, years))))
    if result.years[-1] in years:
        said.append(end_said(story))
    return " ".join(filter(None, said))


def _by_target(story: Story, losers: Sequence[int]) -> bool:
    """Có đơn vị mất vì một mục tiêu giảm chung."""
    result, measures = story.result, story.result.scenario.reductions
    found = {n for i in losers for n in takers(result, story.shown.year, i) if n != ROADMAP}
    return any(measures[n - 1].method == "target" for n in found)


def counted(story: Story, owing: Mapping[int, str]) -> str:
    """Đơn vị không mất: how many, by reason, and which of them stand outside the scope of the cuts; of one
    alone that is spared while `owing` for years before, what is said of it. "" for none.
    """
    w, found = story.words, unlost(story.result, story.shown.year)
    listed = []
    for reason, units in found.items():
        alone = owing.get(units[0], "").removesuffix(".") if len(units) == 1 else ""
        if alone and reason == OUTSIDE:
            alone = w.t("meeting.kept_beyond", said=alone)
        listed.append(alone or w.t(f"meeting.kept_{reason}", n=len(units)))
    n = sum(map(len, found.values()))
    return w.t("meeting.lose_kept", n=n, listed="; ".join(listed)) if found else ""
