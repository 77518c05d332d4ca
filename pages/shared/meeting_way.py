"""Muốn giảm đúng mức đang thử thì làm gì: which part to lower, or by how much to raise the roadmap."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from budget.asked import hard_roadmaps
from budget.indicators import indicators
from budget.live import ROADMAP
from budget.lowering import Lower, lower, met
from budget.money import total, whole
from budget.raising import missed, raised
from budget.report.lever_said import level_said
from budget.report.workbook_measures import names_of, selector_words
from budget.scenario import Scenario
from budget.simulate import Result
from budget.targeted import led
from pages.shared import cached, state
from pages.shared.plan_reductions_tables import title


def missed_said(now: Result | None, year: int) -> str:
    """Câu về mục tiêu giảm chi không đạt: what is reached, and how many units can give no more; "" where all
    is reached.
    """
    w = state.words()
    return " ".join(
        w.t(
            "meeting.missed_full" if one.full else "meeting.missed",
            year=year,
            wanted=one.share,
            reached=one.reached,
            n=one.full,
        )
        for one in (missed(now, year) if now is not None else ())
    )


def to_lower(now: Result, year: int) -> str:
    """Câu về mục tiêu thấp hơn mức đã đạt: what to lower to what, for a cut of just the target, or by how
    much several parts together; "" where no target of the year is passed, or all is as low as it can be.
    """
    for number in range(1, len(now.scenario.reductions) + 1):
        found = met(now, year, number)
        if found is None or found.over <= 0:
            continue
        find = partial(lower, now, year, found.wanted, found.scope, number)
        one = cached.derived("meeting.lower", (now.fingerprint, year, number), find)
        wish = state.words().t("reductions.met_wish", share=found.share, year=year)
        if one is None:
            return f"{wish} {state.words().t('meeting.lower_many', over=found.over)}"
        if one.after < one.before:
            return f"{wish} {_lowered(one, now)}"
    return ""


def _lowered(one: Lower, now: Result) -> str:
    w, told = state.words(), {"before": one.before, "after": one.after, "year": one.year or 0}
    if one.part == "roadmap":
        units = now.scenario.roadmap[one.number - 1].units
        return w.t(
            "meeting.lower_roadmap", who=selector_words(units, w, "service", names_of(now.units)), **told
        )
    name = title(now.scenario.reductions[one.number - 1], now.years[0])
    return w.t("meeting.lower_measure" if one.year else "meeting.lower_rate", title=name, **told)


def to_raise(now: Result, year: int, plan: Callable[[Decimal], Scenario], start: Decimal) -> str:
    """Câu về lộ trình phải nâng đến đâu thì đạt mục tiêu còn thiếu, and what it then asks; "" where nothing
    is missed, or no level of the roadmap within its reach is enough. `plan`, `start` as `raised` has.
    """
    if not missed(now, year):
        return ""
    key = (now.fingerprint, year)
    found = cached.derived("meeting.raise", key, partial(raised, now, year, plan, start))
    if found is None:
        return ""
    level, then = found
    w = state.words()
    more = [total(whole(one["roadmap_revenue"][:, one.year(year)])) for one in (now, then)]
    return w.t(
        "meeting.raise_roadmap",
        level=level_said(ROADMAP, level, w),
        share=w.share(led(then, year).share),
        more=more[1] - more[0],
        hard=len(hard_roadmaps(then, year)),
        deeper=indicators(then, year).deeper_units,
    )
