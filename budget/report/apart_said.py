"""Câu nhắc tỷ lệ trích riêng: what is asked of some units apart and the model computes by one rate."""

from __future__ import annotations

from budget.law_apart import SET_ASIDE, Apart, set_aside_apart
from budget.report.deck_story import Story
from budget.report.words import Words
from budget.simulate import Result


def apart_said(result: Result, i: int, year: int, words: Words) -> str:
    """Câu của một đơn vị, on its slip; "" where no rate of its own is left out."""
    found = set_aside_apart(result, i, year)
    return words.t("explain.slip_apart", **_told(found, result, year, words)) if found else ""


def apart_of_units(story: Story) -> str:
    """Câu về mọi đơn vị như thế of the year in view, by name; "" for none."""
    result, year, words = story.result, story.shown.year, story.words
    found = {i: one for i in range(len(result.units)) if (one := set_aside_apart(result, i, year))}
    if not found:
        return ""
    listed = words.list([result.units.name[i] for i in found])
    return words.t("memo.apart", listed=listed, **_told(next(iter(found.values())), result, year, words))


def _told(found: Apart, result: Result, year: int, words: Words) -> dict[str, object]:
    """The one rate, that of the field, and that the document of the year is not confirmed where it is not."""
    rule = result.law.at(SET_ASIDE, year)
    unsure = words.t("explain.slip_apart_unsure") if rule.mark_in(year) == "M" else ""
    return {"rate": rule.value, "own": found.value, "field": found.labels[words.language], "unsure": unsure}
