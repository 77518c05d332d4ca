"""Vì sao mục tiêu giảm không đạt ở mọi lần thử: how much each plan has to spare against it as made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budget.report.words import Words
from budget.robustness import TARGETS
from budget.simulate import Result
from budget.targeted import margin
from budget.trials import Trials


def margin_said(
    tags: Sequence[str], results: Sequence[Result], tried: Mapping[int, Trials], year: int, words: Words
) -> str:
    """Câu nói khi nào một lần thử đạt mục tiêu giảm, and what each plan that misses it in some draws has to
    spare in the year; "" where none does.
    """
    listed = []
    for k, of in tried.items():
        spare = margin(results[k], year)
        # NaN is no less: a plan without a target has none to miss
        if spare is None or not of.reached[TARGETS][of.years.index(year)] < 1:
            continue
        key = "level" if words.numbers.slight(spare) else "over" if spare > 0 else "short"
        listed.append(words.t(f"compare.margin_{key}", who=tags[k], by=abs(spare)))
    return words.t("compare.margin", year=year, listed="; ".join(listed)) if listed else ""
