"""Điều kiện mà phương án đề nghị giữ: who lacks no more than before, and where the money goes."""

from __future__ import annotations

import numpy as np

from budget.indicators import norm_gap
from budget.report.deck_story import Story
from budget.report.risk_words import year_spans
from budget.risks import safety


def kept_said(story: Story) -> str:
    """Câu trên trang đề nghị: that no unit lacks more than under the status quo, in every year or in the one
    in view, and that all that is given goes to schools below their norm; what does not hold is left out, ""
    where nothing is cut, or neither holds.
    """
    words, result, year = story.words, story.result, story.shown.year
    if not story.found.saved:
        return ""
    deeper, said = safety(result)["deeper"], []
    if year not in deeper:
        years = [year] if deeper else result.years[1:]
        said.append(words.t("deck.request_safe", years=year_spans(years)))
    if _only_below_norm(story):
        said.append(words.t("deck.request_below"))
    told = "; ".join(said)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _only_below_norm(story: Story) -> bool:
    """Whether whoever is given anything in the year is a school that the status quo leaves below its norm."""
    result, year = story.result, story.shown.year
    given = np.flatnonzero(result["increase"][:, result.year(year)] > 0)
    gaps = norm_gap(story.quo, year)
    return given.size > 0 and bool((result.units.school[given] & (gaps[given] > 0)).all())
