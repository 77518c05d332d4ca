"""Mức tối thiểu của luật trên trang rủi ro: who cuts less than it, of each plan and by name."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Any

import numpy as np

from budget.planning import legal_minimum, still_owed
from budget.report.deck_story import Story
from budget.report.printed import rounded
from budget.report.risk_words import named_years, others, sources_said
from budget.risks import below_minimum, minimum, required_spans, safety
from pages.shared.meeting import Meeting
from pages.shared.meeting_parts import points, table

SINGLE = 3
"""Units below the minimum of a single year that stand by name."""

MOST_OWING = 5
"""Units that a table names of those that owe; a last one that would be left stands by name, too."""


def below_minimum_of(meeting: Meeting) -> str:
    """Đơn vị giảm chưa đủ mức tối thiểu của luật: how many of each plan, cumulated to the year and to the end
    those of the plan proposed by name, and by which the decision goes; "" where the law names no minimum.
    """
    compared, story = meeting.compared, meeting.story
    w, year = story.words, story.shown.year
    found = minimum(story.result, year)
    if not found:
        return ""
    base = found["cumulated"]["base"]
    rows = [
        ("", [escape(w.t("meeting.below_cumulated", base=base, year=y)), *_counts(story, y)])
        for y in dict.fromkeys((year, story.result.years[-1]))
    ]
    alone = below_minimum(story.result)
    owed, tag = found["cumulated"]["listed"], compared.tags[story.proposed]
    named = []
    gains = {name: amount for name, amount in _gaining(story).items() if name in dict(owed)}
    if len(gains) == 1:
        # by one name: what it owes is no cut that is given back
        ((name, up),) = gains.items()
        named = [w.t("meeting.below_gaining_one", name=name, owed=dict(owed)[name], up=up)]
    elif gains:
        named = [w.t("meeting.below_gaining", listed="; ".join(gains))]
    if alone and not owed:
        # who owes nothing cumulated stands nowhere else by name
        listed = [w.t("deck.below_unit", name=name, years=years) for name, years in named_years(alone)]
        said = "; ".join([*listed[:SINGLE], *others(alone["n"] - len(listed[:SINGLE]), w)])
        named.append(w.t("meeting.below_years", name=tag, years=said))
    given = [name for name, *_ in found["cumulated"]["given"] if name not in gains]
    if given:
        named.append(w.t("meeting.below_given", name=tag, listed="; ".join(given)))
    heads = [w.t("meeting.below_plan"), *compared.tags]
    spans = required_spans(story.result.law, [y for y in story.shown.years[1:] if y <= year])
    ground = w.t("meeting.below_ground", source=sources_said(spans, w))
    return (
        table(heads, rows, dense=True)
        + _owing(meeting, owed, found["cumulated"]["n"])
        + points([*named, ground])
    )


def _counts(story: Story, year: int) -> list[str]:
    """Số đơn vị giảm chưa đủ, lũy kế đến năm, a plan each; "" for one that does not reach the year."""
    count = story.words.numbers.count
    return [
        count(safety(one)["owing"].get(year, 0)) if year in one.years else "" for one in story.shown.results
    ]


def _owing(meeting: Meeting, owed: Sequence[Sequence[Any]], n: int) -> str:
    """Đơn vị của phương án đề nghị còn thiếu so với mức tối thiểu lũy kế, the most first; "" for none."""
    story, w = meeting.story, meeting.story.words
    if not owed:
        return ""
    shown = owed[: n if n <= MOST_OWING + 1 else MOST_OWING]
    rows = [("", [escape(name), w.numbers.money(amount)]) for name, amount in shown]
    rows += [("", [escape(one), ""]) for one in others(n - len(shown), w)]
    tag, year = meeting.compared.tags[story.proposed], story.shown.year
    each = still_owed(story.result, year, legal_minimum(story.result, year))
    whole = int(each.sum())
    apart = rounded(w, whole, *each.tolist())
    if apart and len(shown) == n:
        left = w.numbers.in_steps(whole) - sum(w.numbers.in_steps(amount) for _, amount in shown)
        rows.append(("rounding", [w.t("table.rounding"), w.numbers.money_signed(w.numbers.in_dong(left))]))
        apart = ""
    # one unit is its own sum
    said = w.t("meeting.below_owed_sum", sum=whole, rounded=apart) if n > 1 else ""
    head = w.t("meeting.below_owed", name=tag, year=year, sum=said)
    return table([head, story.unit], rows, dense=True)


def _gaining(story: Story) -> dict[str, int]:
    """Đơn vị được tăng so với hiện trạng cùng năm, by name, and by how much, đồng."""
    result, j = story.result, story.result.year(story.shown.year)
    more = result.published("support")[:, j] - result.published("status_quo")[:, j]
    return {result.units.name[i]: int(more[i]) for i in np.flatnonzero(more > 0)}


def asked(meeting: Meeting) -> str:
    """Đầu phần mức tối thiểu: what the law of the year asks."""
    story, w = meeting.story, meeting.story.words
    rule = minimum(story.result, story.shown.year)
    return w.t("meeting.below_law", rate=Decimal(rule["rate"])) if rule else w.t("meeting.below_head")
