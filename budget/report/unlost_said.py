"""Đơn vị trong phạm vi mà không mất, và nhóm của đơn vị: by name, and why; what each comes to in the end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from budget.autonomy import GROUPS
from budget.compare import change_of_total
from budget.report.deck_story import Story
from budget.report.first_year_said import decided_year
from budget.report.law_words import rule_words
from budget.report.risk_words import and_others, first_of
from budget.report.tables import Row
from budget.risks import gained
from budget.unlost import unlost

FIRST_YEAR, END = "first", "end"
"""The change against the status quo in the year that is decided on, and in the last of the plan."""


def unlost_said(story: Story) -> str:
    """Câu về đơn vị trong phạm vi mà không mất, and why; "" for none."""
    t, cells = story.words.t, [row.cells for row in unlost_rows(story)]
    listed = [t("deck.unlost_of", listed=one["names"], why=lowered(one["why"])) for one in cells]
    return t("deck.unlost", listed="; ".join(listed)) + "." if listed else ""


def other_years(story: Story) -> dict[str, NDArray[np.int64]]:
    """Chênh lệch so với hiện trạng ở năm khác năm xem (n,), whole đồng, by FIRST_YEAR and END."""
    result = story.result
    return {FIRST_YEAR: gained(result, decided_year(story)), END: gained(result, result.years[-1])}


def lowered(text: str) -> str:
    """Chữ đầu viết thường, within a sentence."""
    return text[:1].lower() + text[1:]


def with_group(story: Story, units: Sequence[int], why: str) -> str:
    """Nhóm tự chủ năm gốc của các đơn vị, by which the law asks or does not, and `why` they lose or keep."""
    steps = story.result.steps
    found = set(steps.drivers.base_group[list(units)].tolist()) if steps else set()
    named = [group for k, group in enumerate(GROUPS) if k in found]
    if not named or not why:
        return why
    return story.words.t("deck.in_group", groups=", ".join(named), why=lowered(why))


def unlost_rows(story: Story) -> list[Row]:
    """Các dòng đơn vị mà không mất, one a `reason`: their names, `why`, and what they get."""
    words, result, year = story.words, story.result, story.shown.year
    changes, but = dict(story.by_change()), rule_words(result.law.text("exemption", year), story.words)
    rows, others = [], other_years(story)
    for reason, units in unlost(result, year).items():
        of_all = change_of_total(changes[i] for i in units)
        named = and_others([result.units.name[i] for i in units[: first_of(len(units))]], len(units), words)
        cells = {
            "unit": words.t("deck.unlost", listed=named),
            "names": named,
            "reason": reason,
            "why": with_group(story, units, words.t(f"deck.unlost_{reason}", but=but)),
            "code": result.units.code[units[0]] if len(units) == 1 else "",
        }
        amounts = {"before": of_all.before, "after": of_all.after, "change": of_all.difference}
        amounts |= {name: int(change[units].sum()) for name, change in others.items()}
        rows.append(Row(cells | amounts | {"share": of_all.share}))
    return rows
