"""Điều vừa đổi, hoàn tác hay làm lại: in what two versions of a plan differ, the old beside the new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from textwrap import shorten
from typing import Any

from budget.law import Law
from budget.paired import equal, matched, of_same_units
from budget.report.workbook_assumptions import Entry, blocks, entry_words
from budget.report.workbook_measures import exception_amounts, exception_words
from budget.scenario import AllocationException, Scenario
from pages.shared import plan_reductions_tables, plan_roadmap, plan_scope, state
from pages.shared.plan import Plan


@dataclass(frozen=True, slots=True)
class Room:
    """Chỗ để kể: changes that are told one by one, cards that came or are gone that are told by their titles,
    the others are counted; letters of a value that is told in full, of all that is told at the `most`, and of
    the `few` that are told where others are counted.
    """

    told: int = 4
    cards: int = 3
    letters: int = 60
    most: int = 240
    few: int = 150


NOTICE, LOG = Room(), Room(told=20, cards=20, letters=300, most=100_000, few=100_000)
"""Of the notice after undo and redo; of the log."""

BETWEEN = "; "
"""What stands between the parts of a provision."""

REASON = 160
"""Letters of a reason that are told; the page of the provisions has it in full."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Nội dung của một bản: what it is worded from, without a figure computed."""

    scenario: Scenario
    years: tuple[int, ...]
    law: Law


def moved(plan: Plan, after: Plan, room: Room = NOTICE) -> str:
    """Điều khác nhau giữa hai bản, in words: the cards of roadmap and reductions by their titles, else each
    provision with its value before and after; exceptions by their units, with their reasons.
    """
    w = state.words()
    if plan.scenario.name != after.scenario.name:
        return w.t("plan.moved_name", before=plan.scenario.name, after=after.scenario.name)
    cards = {w.t(f"workbook.part.{part}"): _Cards(part, plan, after) for part in LEVERS}
    said: list[str] = []
    made = [one.scenario.allocation is not None for one in (plan, after)]
    whole = made[0] != made[1]
    told = [w.t("plan.moved_allocation_new" if made[1] else "plan.moved_allocation_gone")] if whole else []
    told += [] if whole else _exceptions(plan, after)
    rest: list[tuple[str, Entry]] = []
    for title, entries in blocks([_bare(one) for one in (plan, after)], w, plan.names):
        if whole and title == w.t("workbook.part.allocation"):
            continue
        of = cards.get(title)
        pulled = of.pulled() if of else []
        if of and of.retitled:
            said.append(of.said(title, room.cards))
        if of and of.reordered and not pulled:
            told.append(w.t("plan.moved_order", part=title))
        elif of and (of.retitled or (pulled and not of.other)):
            told += [w.t("plan.moved_part", part=title, what=one) for one in pulled]
            # measures take what those before them leave; roadmaps stand beside one another
            told += [w.t("plan.moved_order", part=title)] if of.reordered and of.part == "reductions" else []
        else:
            named = of.titles[1] if of else []
            rest += [
                (title, replace(entry, label=_card(n, named)) if n <= len(named) else entry)
                for n, entry in enumerate(of.paired(entries) if of else entries, start=1)
                if entry.values[0] != entry.values[1]
            ]
    told += [_one(title, entry, room.letters) for title, entry in rest]
    return _within(room, said, told) or w.t("plan.moved_other")


def _within(room: Room, said: Sequence[str], told: Sequence[str]) -> str:
    """Những điều đầu vừa chỗ, at least one; the others are counted."""
    every, kept = [*said, *told], [*said, *told[: room.told]]
    if len(kept) == len(every) and len(BETWEEN.join(kept)) <= room.most:
        return BETWEEN.join(kept)
    while len(kept) > 1 and len(BETWEEN.join(kept)) > room.few:
        kept.pop()
    if rest := len(every) - len(kept):
        kept = [shorten(one, room.few, placeholder="…") for one in kept]
        kept.append(state.words().t("plan.moved_more", n=rest))
    return BETWEEN.join(kept)


def planned(plan: Plan) -> Planned:
    """Nội dung của một phương án, no figure computed."""
    return Planned(plan.scenario, plan.scenario.years(plan.base_year), plan.law)


def _bare(plan: Plan) -> Planned:
    """Without the exceptions, that are told one by one."""
    scenario, given = plan.scenario, plan.scenario.allocation
    if given is not None:
        bare = given.model_copy(update={"exceptions": []})
        scenario = scenario.model_copy(update={"allocation": bare})
    return Planned(scenario, scenario.years(plan.base_year), plan.law)


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


LEVERS = {
    "roadmap": ("targets", "revenue_share", "release", "recover_surplus"),
    "reductions": ("rate", "target", "of", "share_by", "max_cut"),
}
"""What the levers of a card move, by its part of the plan."""

LABELS = {("reductions", "target"): "reductions.target_by_year", ("roadmap", "targets"): "plan.moved_targets"}
"""Levers whose words bear another name."""


class _Cards:
    """Thẻ của một phần trong hai bản: which are of the same units, which are gone and which came."""

    def __init__(self, part: str, plan: Plan, after: Plan) -> None:
        self.part, self.plans = part, (plan, after)
        self.lists = [list(getattr(one.scenario, part)) for one in self.plans]
        self.titles = [
            [_title(part, one, card) for card in cards]
            for one, cards in zip(self.plans, self.lists, strict=True)
        ]
        old, new = self.lists
        # a card that gets a target of its own may stand elsewhere then; of two for the same units the one
        # that nobody edited is itself
        found = self.same = matched(old, new, equal, of_same_units)
        left = [m for m in range(len(old)) if m not in found.values()]
        came = [n for n in range(len(new)) if n not in found]
        self.gone, self.came = [self.titles[0][m] for m in left], [self.titles[1][n] for n in came]
        self.beside = self.same | dict(zip(came, left, strict=False))

    @property
    def other(self) -> bool:
        """Có thẻ bỏ đi hay thêm vào, or for other units."""
        return bool(self.gone or self.came)

    @property
    def reordered(self) -> bool:
        """Cùng những thẻ đó, theo thứ tự khác."""
        return not self.other and list(self.same.values()) != sorted(self.same.values())

    def paired(self, entries: Sequence[Entry]) -> list[Entry]:
        """Nội dung từng thẻ beside that of the same card before, wherever that stood; where all cards keep
        their titles, each has one.
        """
        was, now = ([entry.values[k] for entry in entries] for k in (0, 1))
        return [
            replace(entry, values=(was[self.beside.get(n, n)], now[n])) for n, entry in enumerate(entries)
        ]

    @property
    def retitled(self) -> bool:
        """Thẻ bỏ đi, thêm vào mà tên nói được."""
        return self.gone != self.came

    def said(self, part: str, most: int) -> str:
        """Thẻ bỏ đi và thẻ thêm vào; more than `most` are counted."""
        w, counts = state.words(), {"n": len(self.lists[0]), "m": len(self.lists[1])}
        if len(self.gone) == len(self.came) == 1:
            return w.t("plan.moved_card", part=part, before=self.gone[0], after=self.came[0])
        if len(self.gone) + len(self.came) > most:
            return w.t("plan.moved_cards_many", part=part, **counts)
        pieces = [
            w.t(key, titles=w.list([w.t("compare.quoted", name=title) for title in titles]))
            for key, titles in (("plan.gone", self.gone), ("plan.came", self.came))
            if titles
        ]
        return w.t("plan.moved_cards", part=part, changes=", ".join(pieces), **counts)

    def pulled(self) -> list[str]:
        """Cần đã kéo của các thẻ còn lại, in its own words."""
        said: list[str] = []
        for n, m in self.same.items():
            was, now = self.lists[0][m], self.lists[1][n]
            moved = [key for key in LEVERS[self.part] if getattr(was, key) != getattr(now, key)]
            said += [self._pull(n, key, getattr(was, key), getattr(now, key)) for key in moved]
        return said

    def _pull(self, at: int, key: str, was: Any, now: Any) -> str:
        """Một cần: from what to what where that is one rate, year by year where it is one a year."""
        w, plan = state.words(), self.plans[1]
        card, label = (
            plan_scope.named(plan, self.part, at),
            LABELS.get((self.part, key), f"{self.part}.{key}"),
        )
        what = w.t(label, base=plan.base_year)
        if isinstance(was, Mapping) and isinstance(now, Mapping):
            years = ", ".join(_years(was, now))
            return w.t("plan.moved_years", card=card, what=what, years=years)
        before, after = (_level(key, value, plan.base_year) for value in (was, now))
        return w.t("plan.moved_lever", card=card, what=what, before=before, after=after)


def _level(key: str, value: Any, base: int) -> str:
    """Mức của một cần, in the words of its choices."""
    w = state.words()
    if value is None:
        return w.t("plan.moved_unset")
    if isinstance(value, bool):
        return w.t("law.yes" if value else "law.no")
    if isinstance(value, Mapping):
        return ", ".join(w.t("plan.moved_year", rate=value[year], year=year) for year in sorted(value))
    if isinstance(value, Decimal):
        return w.numbers.rate(value)
    return w.t(f"reductions.{'by' if key == 'share_by' else key}_{value}", base=base)


def _title(part: str, plan: Plan, card: Any) -> str:
    if part == "roadmap":
        return plan_roadmap.title(plan, card)
    return plan_reductions_tables.title(card, plan.base_year)


def _years(was: Mapping[int, Decimal], now: Mapping[int, Decimal]) -> list[str]:
    """Tỷ lệ của từng năm thêm vào, bỏ đi, đổi."""
    w, said = state.words(), []
    for year in sorted({*was, *now}):
        before, after = was.get(year), now.get(year)
        if before != after:
            key = "added" if before is None else "dropped" if after is None else "changed"
            said.append(w.t(f"plan.moved_year_{key}", year=year, before=before, after=after))
    return said


def _card(number: int, titles: Sequence[str]) -> str:
    """Thẻ mà nội dung thay đổi, by its title; by its place only where another has that title."""
    title = titles[number - 1]
    key = "plan.moved_of" if titles.count(title) == 1 else "plan.moved_of_numbered"
    return state.words().t(key, n=number, title=title)


def _one(title: str, entry: Entry, letters: int) -> str:
    """Một nội dung, its parts that differ; without them where they are longer than `letters`."""
    w = state.words()
    unset = w.t("plan.moved_unset")
    before, after = _differing(*(entry_words(entry, value, w) for value in entry.values))
    before, after = before or unset, after or unset
    brief = before != after and len(before) <= letters and len(after) <= letters
    key = "plan.moved" if brief else "plan.moved_part"
    return w.t(key, part=title, what=entry.label, before=before, after=after)


def _differing(before: str, after: str) -> tuple[str, str]:
    """Phần khác nhau của hai nội dung."""
    was, now = before.split(BETWEEN), after.split(BETWEEN)
    apart = [part for part in was if part not in now], [part for part in now if part not in was]
    return BETWEEN.join(apart[0]), BETWEEN.join(apart[1])
