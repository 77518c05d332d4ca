"""Phương án nào an toàn hơn: in which years each plan leaves how many units worse off, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budget.report.risk_words import spans, year_spans
from budget.risks import required_spans, safety

if TYPE_CHECKING:
    from budget.report.deck_story import Story


def worse_said(story: Story) -> str:
    """Các phương án cạnh nhau: how many units lack more than under the status quo, and stay below the legal
    minimum cumulated, as a decision counts it, in which years; "" for one plan, of which other lines tell it.
    Where plans were tried with prices and revenue off, that the annex says what came of it.
    """
    shown, words = story.shown, story.words
    if len(shown.results) < 2:
        return ""
    worse, years = [safety(result) for result in shown.results], shown.years
    bound = required_spans(story.result.law, years[1:])
    told = []
    for kind in ("deeper", *(["owing"] if bound else [])):
        listed = [
            words.t(f"memo.worse_{'of' if of[kind] else 'none'}", tag=tag, years=spans(of[kind], words))
            for tag, of in zip(story.plan_tags(), worse, strict=True)
        ]
        over = {"base": years[0], "years": year_spans(years[1:]), "listed": "; ".join(listed)}
        told.append(words.t(f"memo.worse_{kind}", **over))
    return " ".join([*told, *([words.t("memo.worse_tried")] if story.tried else [])])
