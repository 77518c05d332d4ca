"""Mức tăng bình quân một học sinh, bằng lời: of the schools that gain, in all and by level."""

from __future__ import annotations

from budget.compare import Change, change_of_total
from budget.equity import per_pupil
from budget.report.deck_story import Story
from budget.report.workbook_measures import within
from budget.units import KIND


def pupil_gain_said(story: Story) -> str:
    """Câu về mức tăng bình quân một học sinh của các trường được tăng trong năm, in all and where they are of
    several levels of each; "" for none, and where one of them has no pupils.
    """
    units, words = story.result.units, story.words
    won = [(i, change) for i, change in story.gainers() if units.school[i]]
    of_all = _per_pupil(story, won)
    if of_all is None:
        return ""
    by_kind = {kind: [one for one in won if units.kind[one[0]] == kind] for kind in KIND}
    levels = [
        words.t("memo.pupil_level", level=within(words.kind(kind)), amount=_per_pupil(story, members))
        for kind, members in by_kind.items()
        if members
    ]
    listed = words.t("memo.pupil_levels", listed="; ".join(levels)) if len(levels) > 1 else ""
    return words.t("memo.pupil_gain", n=len(won), year=story.shown.year, amount=of_all, levels=listed)


def _per_pupil(story: Story, members: list[tuple[int, Change]]) -> float | None:
    whole = change_of_total(change for _, change in members)
    return per_pupil(whole.difference, story.result, story.shown.year, [i for i, _ in members])
