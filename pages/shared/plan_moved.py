"""Điều vừa đổi, hoàn tác hay làm lại: in what two versions of a plan differ, the old beside the new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from textwrap import shorten
from typing import Any

from budget.law import Law
from budget.report.workbook_assumptions import Entry, blocks, entry_words
from budget.report.workbook_measures import exception_amounts, exception_words
from budget.scenario import AllocationException, Scenario
from pages.shared import plan_reductions_tables, plan_roadmap, state
from pages.shared.plan import Plan

TOLD = 3
"""Changes that are told one by one; the others are counted."""

BRIEF = 60
"""Letters of a value that is told in full."""

REASON = 160
"""Letters of a reason that are told; the page of the provisions has it in full."""


@dataclass(frozen=True, slots=True)
class _Provisions:
    """Nội dung của một bản: what it is worded from, without a figure computed."""

    scenario: Scenario
    years: tuple[int, ...]
    law: Law


def moved(plan: Plan, after: Plan) -> str:
    """Điều khác nhau giữa hai bản, in words: the cards of roadmap and reductions by their titles, else each
    provision with its value before and after; exceptions by their units, with their reasons.
    """
    w = state.words()
    if plan.scenario.name != after.scenario.name:
        return w.t("plan.moved_name", before=plan.scenario.name, after=after.scenario.name)
    cards = {
        w.t("workbook.part.roadmap"): [_roads(one) for one in (plan, after)],
        w.t("workbook.part.reductions"): [_measures(one) for one in (plan, after)],
    }
    pulled = {
        w.t("workbook.part.roadmap"): _pulled("roadmap", plan, after),
        w.t("workbook.part.reductions"): _pulled("reductions", plan, after),
    }
    said: list[str] = []
    told = _exceptions(plan, after)
    rest: list[tuple[str, Entry]] = []
    for title, entries in blocks([_provisions(one) for one in (plan, after)], w, plan.names):
        if title in cards and set(cards[title][0]) != set(cards[title][1]):
            said.append(_cards(title, *cards[title]))
        elif pulled.get(title):
            told += [w.t("plan.moved_part", part=title, what=one) for one in pulled[title]]
        else:
            named = cards[title][1] if title in cards else []
            rest += [
                (title, replace(entry, label=_card(n, named)) if n <= len(named) else entry)
                for n, entry in enumerate(entries, start=1)
                if entry.values[0] != entry.values[1]
            ]
    told += [_one(title, entry) for title, entry in rest]
    said += told[:TOLD]
    if len(told) > TOLD:
        said.append(w.t("plan.moved_more", n=len(told) - TOLD))
    return "; ".join(said) if said else w.t("plan.moved_other")


def _provisions(plan: Plan) -> _Provisions:
    """Without the exceptions, that are told one by one."""
    scenario, given = plan.scenario, plan.scenario.allocation
    if given is not None:
        bare = given.model_copy(update={"exceptions": []})
        scenario = scenario.model_copy(update={"allocation": bare})
    return _Provisions(scenario, scenario.years(plan.base_year), plan.law)


def _exceptions(plan: Plan, after: Plan) -> list[str]:
    """Ngoại lệ thêm vào, bỏ đi, đổi số, đổi lý do."""
    w = state.words()
    old, new = (
        {
            entry.unit: _brief(entry)
            for entry in (one.scenario.allocation.exceptions if one.scenario.allocation else [])
        }
        for one in (plan, after)
    )
    said, last = [], after.scenario.years(after.base_year)[-1]
    for unit in dict.fromkeys([*old, *new]):
        was, now = old.get(unit), new.get(unit)
        if was is None or now is None:
            key = "plan.moved_exception_gone" if now is None else "plan.moved_exception_new"
            said += [w.t(key, told=exception_words(one, w, after.names, last)) for one in (was, now) if one]
            continue
        before, amounts = (exception_amounts(one, w, last) for one in (was, now))
        name = after.names.get(unit, unit)
        if before != amounts:
            said.append(w.t("plan.moved_exception", unit=name, before=before, after=amounts))
        if was.reason != now.reason:
            reasons = {"before": _reason(was), "after": _reason(now)}
            said.append(w.t("plan.moved_reason", unit=name, amounts=amounts, **reasons))
    return said


def _brief(entry: AllocationException) -> AllocationException:
    return entry.model_copy(update={"reason": shorten(entry.reason, REASON, placeholder="…")})


def _reason(entry: AllocationException) -> str:
    w = state.words()
    return w.t("compare.quoted", name=entry.reason) if entry.reason else w.t("plan.moved_no_reason")


def _roads(plan: Plan) -> list[str]:
    return [plan_roadmap.title(plan, entry) for entry in plan.scenario.roadmap]


def _measures(plan: Plan) -> list[str]:
    return [plan_reductions_tables.title(m, plan.base_year) for m in plan.scenario.reductions]


LEVERS = {
    "roadmap": ("targets", "revenue_share", "release", "recover_surplus"),
    "reductions": ("rate", "target", "of", "share_by", "max_cut"),
}
"""What the levers of a card move, by its part of the plan."""

LABELS = {("reductions", "target"): "reductions.target_by_year"}
"""Levers whose words bear another name."""


def _pulled(part: str, plan: Plan, after: Plan) -> list[str]:
    """Cần đã kéo, in its own words; none where anything else of a card changed: its title tells it."""
    said: list[str] = []
    old, new = (getattr(one.scenario, part) for one in (plan, after))
    if len(old) != len(new):
        return []
    for n, (was, now) in enumerate(zip(old, new, strict=True), start=1):
        moved = [key for key in type(was).model_fields if getattr(was, key) != getattr(now, key)]
        if not {*moved} <= {*LEVERS[part]}:
            return []
        said += [_pull(part, n, key, getattr(was, key), getattr(now, key), plan) for key in moved]
    return said


def _pull(part: str, card: int, key: str, was: Any, now: Any, plan: Plan) -> str:
    """Một cần: from what to what where that is one rate, in which years where it is one a year."""
    w = state.words()
    what = w.t(LABELS.get((part, key), f"{part}.{key}"), base=plan.base_year)
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        years = [str(year) for year in sorted({*was, *now}) if was.get(year) != now.get(year)]
        return w.t("plan.moved_years", n=card, what=what, years=", ".join(years))
    if isinstance(was, Decimal) and isinstance(now, Decimal):
        return w.t("plan.moved_rate", n=card, what=what, before=was, after=now)
    return w.t("plan.moved_lever", n=card, what=what)


def _card(number: int, titles: Sequence[str]) -> str:
    """Thẻ mà nội dung thay đổi, by its number and its title."""
    return state.words().t("plan.moved_of", n=number, title=titles[number - 1])


def _cards(part: str, before: Sequence[str], after: Sequence[str]) -> str:
    """Thẻ bỏ đi và thẻ thêm vào."""
    w = state.words()
    gone = [title for title in before if title not in after]
    came = [title for title in after if title not in before]
    if len(gone) == len(came) == 1:
        return w.t("plan.moved_card", part=part, before=gone[0], after=came[0])
    if len(gone) + len(came) > TOLD:
        return w.t("plan.moved_cards_many", part=part, n=len(before), m=len(after))
    pieces = [
        w.t(key, titles=w.list([w.t("compare.quoted", name=title) for title in titles]))
        for key, titles in (("plan.gone", gone), ("plan.came", came))
        if titles
    ]
    return w.t("plan.moved_cards", part=part, n=len(before), m=len(after), changes=", ".join(pieces))


def _one(title: str, entry: Entry) -> str:
    w = state.words()
    unset = w.t("plan.moved_unset")
    before, after = (entry_words(entry, value, w) or unset for value in entry.values)
    brief = len(before) <= BRIEF and len(after) <= BRIEF
    key = "plan.moved" if brief else "plan.moved_part"
    return w.t(key, part=title, what=entry.label, before=before, after=after)
