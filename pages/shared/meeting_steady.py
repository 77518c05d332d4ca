"""Phương án nào an toàn nhất, trên trang rủi ro: plans side by side where revenue of the roadmap fails."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from budget.report.deck_story import Story
from budget.report.steady_said import CRITERIA, Steady, counting, steadies, steady_said
from budget.report.words import Words
from budget.robustness import SHORT
from pages.shared.meeting import Meeting
from pages.shared.meeting_parts import points, table

ROOM = 3
"""Plans beside which the growth that units need still stands on one line; beside more the labels are
short.
"""


def plans_of(story: Story) -> list[Steady]:
    """Các phương án được so sánh khi hụt thu tăng, in the year in view."""
    return steadies(story.shown.results, story.plan_tags(), story.shown.year)


def beside(meeting: Meeting) -> str:
    """Các phương án cạnh nhau khi hụt thu tăng, and which stands best by what; "" for one plan."""
    story, w = meeting.story, meeting.story.words
    plans = plans_of(story)
    many = len(plans) > ROOM
    said = steady_said(plans, SHORT, w)
    if not said or not counting(plans):
        return points([said]) if said else ""
    rows, short = [], "_short" if many else ""
    for name in CRITERIA:
        write = w.numbers.count if name == "deeper" else w.numbers.money
        label = w.t(f"meeting.steady_{name}{short}", year=story.shown.year)
        rows.append(("", [escape(label), *(write(one.at(name)) for one in plans)]))
    if any(one.saving for one in plans):
        cells = [w.numbers.money(one.saving) for one in plans]
        rows.append(("", [escape(w.t("meeting.steady_saving")), *cells]))
    if any(one.hard or (one.growth and not many) for one in plans):
        hard = [_hard(one, w, grows=not many) for one in plans]
        limits = {one.limit for one in plans if one.asked}
        label = f"steady_hard_over{short}" if len(limits) == 1 else f"steady_hard{short}"
        rows.append(("", [escape(w.t(f"meeting.{label}", limit=max(limits))), *hard]))
    heads = [w.t(f"meeting.steady_head{short}", by=SHORT), *(one.tag for one in plans)]
    return table(heads, rows, dense=True) + points([said])


def _hard(plan: Steady, w: Words, *, grows: bool) -> str:
    """Bao nhiêu đơn vị khó đạt, of how many, and how fast (`grows`) all asked have to grow."""
    if not plan.asked:
        return "-"
    said = w.t("meeting.steady_of", n=plan.hard, asked=plan.asked)
    if not plan.growth or not grows:
        return said
    return w.t("meeting.steady_grows", said=said, span=_span(plan.growth, w))


def _span(grows: Sequence[float], w: Words) -> str:
    """“13,4-13,8 %”."""
    if len(grows) == 1:
        return w.numbers.percent(grows[0])
    return w.t("meeting.steady_span", low=w.numbers.percent_bare(grows[0]), high=grows[-1])
