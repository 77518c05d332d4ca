"""Phương án nào giảm chưa đủ: in which years each plan leaves how many units below the minimum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budget.report.risk_words import spans, year_spans
from budget.risks import required_spans, safety

if TYPE_CHECKING:
    from budget.report.deck_story import Story


def worse_said(story: Story) -> str:
    """Các phương án cạnh nhau: how many units stay below the legal minimum cumulated, as a decision counts
    it, in which years; "" for one plan, of which other lines tell it, and without such a rule: who lacks more
    than under the status quo stands in the table of the plans. Where plans were tried with prices and revenue
    off, that the annex says what came of it.
    """
    shown, words, years = story.shown, story.words, story.shown.years
    if len(shown.results) < 2:
        return ""
    told = []
    if required_spans(story.result.law, years[1:]):
        owing = [safety(result)["owing"] for result in shown.results]
        listed = [
            words.t(f"memo.worse_{'of' if of else 'none'}", tag=tag, years=spans(of, words))
            for tag, of in zip(story.plan_tags(), owing, strict=True)
        ]
        over = {"base": years[0], "years": year_spans(years[1:]), "listed": "; ".join(listed)}
        told.append(words.t("memo.worse_owing", **over))
    return " ".join([*told, *([words.t("memo.worse_tried")] if story.tried else [])])
