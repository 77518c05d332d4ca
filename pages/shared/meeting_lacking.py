"""Ai thiếu nguồn, trên trang rủi ro: who lacks most, who more than under the status quo, and who has to find
it.
"""

from __future__ import annotations

from budget.asked import on_roadmap, short_by_payer
from budget.indicators import lacking_units
from budget.report.deck_story import Story
from budget.report.printed import rounded
from budget.report.risk_words import FIRST, and_others
from budget.report.story_said import deeper_of
from pages.shared.meeting_options import deeper_said

MOST_ROWS = 3
"""Units that a table names of those that lack."""


def most_said(story: Story) -> str:
    """Đơn vị thiếu nguồn nhiều nhất cho lời dẫn: the slide may have no room for them; "" for none."""
    w, year = story.words, story.shown.year
    short = lacking_units(story.result, year)
    names = [f"{story.result.units.name[i]} {w.numbers.money(now)}" for i, _, now in short[:MOST_ROWS]]
    said = and_others(names, len(short), w)
    return f"{w.t('meeting.short_most', year=year)}: {said}." if names else ""


def lacks(story: Story) -> list[str]:
    """Ai thiếu nhiều hơn hiện trạng, and who has to find what lacks, as the plan has no source for it; []
    where none lacks.
    """
    w, year = story.words, story.shown.year
    if not story.found.deficit_units:
        return []
    told = deeper_said(story) if story.found.deeper_units > FIRST else deeper_of(story)
    own = "own_beyond" if on_roadmap(story.result, year) else "own"
    payers = {own if who == "own" else who: of for who, of in short_by_payer(story.result, year).items()}
    listed = [w.t(f"meeting.short_{who}", n=n, amount=amount) for who, (n, amount) in payers.items()]
    apart = rounded(w, story.found.lacking, *(amount for _, amount in payers.values()))
    source = w.t("meeting.short_source", listed="; ".join(listed), rounded=apart)
    return [*filter(None, [told, source])]
