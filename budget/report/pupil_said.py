"""Mức tăng bình quân một học sinh, bằng lời: of the schools that gain, in all and by level."""

from __future__ import annotations

from budget.compare import Change, change_of_total
from budget.equity import per_pupil, pupil_gains
from budget.planning import schools_served
from budget.report.deck_story import Story
from budget.report.words import Words
from budget.report.workbook_measures import within
from budget.simulate import Result
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
    gain = words.t("memo.pupil_gain", n=len(won), year=story.shown.year, amount=of_all, levels=listed)
    return gain + _of_served(story, len(won))


def _of_served(story: Story, won: int) -> str:
    """The same over all schools that the allocation serves, as the page of the plan has it, where more than
    the `won` are served; "" else.
    """
    served = schools_served(story.result)
    members = [(i, change) for i, change in story.by_change() if served[i]]
    if len(members) <= won or (each := _per_pupil(story, members)) is None:
        return ""
    return " " + story.words.t("memo.pupil_served", n=len(members), amount=each)


def pupil_bases_said(result: Result, year: int, words: Words) -> str:
    """Câu nói mức tăng bình quân một học sinh của các trường được tăng và của mọi trường thuộc phạm vi,
    beside one another; "" where all gain, or none.
    """
    found = pupil_gains(result, year)
    if found is None or found[0][0] == found[1][0]:
        return ""
    (won, gain), (served, each) = found
    return words.t("allocation.pupil_bases", won=won, gain=gain, n=served, amount=each)


def _per_pupil(story: Story, members: list[tuple[int, Change]]) -> float | None:
    whole = change_of_total(change for _, change in members)
    return per_pupil(whole.difference, story.result, story.shown.year, [i for i, _ in members])
