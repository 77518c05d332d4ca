"""Nội dung của phương án: every provision on one screen beside the defaults or another plan, with its law and
its lever.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from budget.idle import overruled
from budget.paired import pairs, reordered
from budget.report.law_words import says_unconfirmed, source_of, title_words, value_words
from budget.report.tables import Column, Row, Table, grouped
from budget.report.words_apart import words_apart
from budget.report.workbook_assumptions import Entry, blocks, entry_words
from budget.scenario import ScenarioError
from pages.shared import (
    cached,
    grid,
    parts,
    plan_moved,
    plan_reductions_tables,
    plan_roadmap,
    proposing,
    state,
)
from pages.shared.plan import Plan

PARTS = (
    ("general", "assumptions", ""),
    ("assumptions", "assumptions", ""),
    ("pupils_growth", "assumptions", ""),
    ("staff_growth", "assumptions", ""),
    ("revenue_growth", "assumptions", ""),
    ("norms", "allocation", "norms"),
    ("roadmap", "roadmap", ""),
    ("reductions", "reductions", ""),
    ("allocation", "allocation", "pool"),
)
"""The parts of a scenario in the order in which they are told: id, page of the levers, part of that page."""

LAW = {
    "classification": ("stability_periods", "thresholds"),
    "assumptions.base_pay_growth": ("base_pay",),
    "assumptions.compensation_rate": ("tuition_exempt_share", "compensation_rate"),
    "assumptions.own_funds_first": ("own_revenue_rate",),
    "assumptions.group1_multiple": ("supplement_cap",),
    "norms": ("default_teaching_share",),
    "roadmap": ("thresholds",),
    "reductions": ("minimum_yearly_reduction", "exemption"),
    "allocation": ("supplement_cap",),
}
"""Parameters of the law beside a key of the scenario, or beside a whole part."""


def against(plan: Plan) -> Plan | None:
    """Phương án đem so, chosen by hand: any other that is saved; None for the defaults."""
    chosen = state.get("beside")
    for saved in cached.store().scenarios() if chosen else ():
        if saved.id == chosen and saved.id != plan.saved.id:
            with suppress(ScenarioError):
                return Plan(saved, plan.version)
    return None


def table(plan: Plan, other: Plan | None, *, every: bool) -> Table:
    """Nội dung phương án: those that differ from the status quo or are the office's own, or from `other`; or
    `every`.
    """
    t = state.words().t
    groups: list[tuple[dict[str, Any], list[Row]]] = []
    for part, page, tab, title, entries in _parts(plan, other):
        link = state.link(page) + (f"&part={tab}" if tab else "")
        rows = [_row(plan, entry, link) for entry in entries if every or entry.office or differs(entry)]
        rows = rows if other is None else list(map(_apart, rows))
        if rows:
            groups.append(({"what": title, "law": _law(plan, part)}, rows))
    name, title = plan.scenario.name, "provisions.table"
    beside = Column("current", t("provisions.current"), help=t("provisions.current_help"))
    if other is not None:
        title, beside = "provisions.table_against", Column("current", _quoted(other))
    columns = (
        Column("what", t("provisions.what")),
        beside,
        Column("proposed", t("provisions.proposed") if other is None else _quoted(plan)),
        Column("law", t("provisions.law", year=plan.year)),
    )
    return Table(t(title, name=name, other=other.scenario.name if other else ""), columns, grouped(groups))


def differs(entry: Entry) -> bool:
    """Khác mặc định, or the plan beside it."""
    return entry.values[0] != entry.default


def sentence(plan: Plan, other: Plan | None) -> str:
    """Câu phát hiện: how many provisions differ from the status quo or from `other`, and in which parts."""
    w = state.words()
    listed = list(_parts(plan, other))
    changed = [title for *_, title, entries in listed if any(map(differs, entries))]
    n = sum(differs(entry) for *_, entries in listed for entry in entries)
    if other is None:
        return w.t("provisions.sentence", n=n, parts=w.list(changed)) if n else w.t("provisions.same")
    moved = _reordered(plan, other)
    if not n and not moved:
        return w.t("alike.same", name=_quoted(other))
    said = [w.t("provisions.apart", name=_quoted(other), n=n, parts=w.list(changed))] if n else []
    return " ".join([*said, *(w.t("alike.line", said=one) for one in moved)])


def _reordered(plan: Plan, other: Plan) -> list[str]:
    """Đổi thứ tự biện pháp, bước chia: each takes what those before it leave; roadmaps stand beside one
    another.
    """
    t, names = state.words().t, {"reductions": "workbook.part.reductions", "stages": "allocation.part_stages"}
    moved = [part for part in names if reordered(other.scenario, plan.scenario, part)]
    return [t("plan.moved_order", part=t(names[part])) for part in moved]


def _quoted(plan: Plan) -> str:
    return state.words().t("compare.quoted", name=plan.scenario.name)


def show(plan: Plan, other: Plan | None) -> None:
    """Bảng, with the choice of what it stands beside and the switch to what is the same."""
    t = state.words().t
    with parts.panel("provisions"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _beside(plan)
            state.follow("provisions.every", state.note("provisions.every", default=False))
            label = "provisions.every" if other is None else "provisions.every_against"
            every = st.toggle(t(label), key="provisions.every")
            parts.html(f'<p class="lever-note">{parts.rich(t("provisions.way"))}</p>', "content")
        state.keep("provisions.every", every)
        shown = table(plan, other, every=every)
        if shown.rows:
            grid.show(shown, "provisions")
    if plan.scenario.note:
        parts.note(plan.scenario.note)


def _beside(plan: Plan) -> None:
    """So với: the defaults, or another plan; only where there is one."""
    t, saved = state.words().t, cached.store().scenarios()
    names = proposing.marked({one.id: one.name for one in saved if one.id != plan.saved.id})
    if not names:
        return
    labels = {0: t("provisions.against_none"), **state.told_apart(names)}
    st.selectbox(
        t("provisions.against"),
        list(labels),
        format_func=lambda one: labels[one],
        width=420,
        **state.chooser("beside", "provisions.against", list(labels), 0),
    )


def _parts(plan: Plan, other: Plan | None) -> Iterator[tuple[str, str, str, str, list[Entry]]]:
    """Part, page, its part, title and entries, whose default is what `other` has where there is one; kinds
    that no unit has are left out.
    """
    w = state.words()
    absent = {w.kind(kind) for kind in w.kinds() if kind not in plan.units.kind}
    plans = [one for one in (plan, other) if one is not None]
    planned, gone = [plan_moved.planned(one) for one in plans], [overruled(one.result()) for one in plans]
    listed = blocks(planned, w, plan.names, gone=gone)
    for (part, page, tab), (title, entries) in zip(PARTS, listed, strict=True):
        own = [e for e in entries if e.key or part != "general"]  # the base year is of the data
        named = _cards(plan, part)
        if other is None:
            own = [replace(e, label=label) for e, label in zip(own, named, strict=False)] + own[len(named) :]
        elif part in plan_moved.LEVERS:
            own = list(_paired(plan, other, part, own, (named, _cards(other, part))))
        else:
            steps = [e for e in own if e.bare]  # all others bear the names of what they set
            own = [_beside_other(e) for e in own if not e.bare] + list(_steps(plan, other, part, steps))
        yield part, page, tab, title, [e for e in own if e.label not in absent or differs(e)]


def _cards(plan: Plan, part: str) -> list[str]:
    """Tên các thẻ: parts of the roadmap and measures as their cards are named, with their numbers."""
    titles = {
        "roadmap": [plan_roadmap.title(plan, entry) for entry in plan.scenario.roadmap],
        "reductions": [plan_reductions_tables.title(m, plan.base_year) for m in plan.scenario.reductions],
    }
    return [f"{n}. {title}" for n, title in enumerate(titles.get(part, ()), start=1)]


def _beside_other(entry: Entry) -> Entry:
    return replace(entry, default=entry.values[1], values=entry.values[:1], office=False)


def _steps(plan: Plan, other: Plan, part: str, steps: Sequence[Entry]) -> Iterator[Entry]:
    """Các bước chia, called by their numbers, each beside the same step of the other plan."""
    if part == "allocation":
        numbers = [step.label for step in steps]
        yield from _paired(plan, other, "stages", steps, (numbers, numbers))


def _paired(
    plan: Plan, other: Plan, part: str, entries: Sequence[Entry], called: tuple[Sequence[str], Sequence[str]]
) -> Iterator[Entry]:
    """Từng thẻ beside the same card of the other plan, wherever that stands there; a card that only one of
    them has beside none. `called`: the cards of both by their names.
    """
    none = state.words().t("workbook.none")
    for now, was in pairs(other.scenario, plan.scenario, part):
        label = called[0][now] if now is not None else called[1][was or 0]
        there = none if was is None else entries[was].values[1]
        here = none if now is None else entries[now].values[0]
        yield Entry(label, "text", there, (here,))


def _row(plan: Plan, entry: Entry, link: str) -> Row:
    cells = {
        "what": entry.label,
        "current": entry_words(entry, entry.default, state.words()),
        "proposed": entry_words(entry, entry.values[0], state.words()),
        "law": _law(plan, entry.key) if entry.key else "",
    }
    return Row(cells, link=link)


def _apart(row: Row) -> Row:
    """Dòng có hai phương án cạnh nhau, with the words in which they differ standing out."""
    beside = ("current", "proposed")
    spans = words_apart(*(row.cells[one] for one in beside))
    return replace(row, marked=dict(zip(beside, spans, strict=True)))


def _law(plan: Plan, key: str) -> str:
    """The values of the law in force in the year in view, with their source and how sure they are."""
    w, law = state.words(), plan.law
    said = []
    for parameter in LAW.get(key, ()):
        value, about = law.find(parameter, date(plan.year, 1, 1)), law.parameter(parameter)
        if value is None:
            continue
        source = source_of(value, w, plan.year)
        said.append(
            w.t(
                "provisions.law_value_said" if says_unconfirmed(source, w) else "provisions.law_value",
                title=title_words(about, w),
                value=value_words(about, value, w),
                source=source,
                mark=w.t(f"plan.mark.{value.mark_in(plan.year)}"),
            )
        )
    return " ".join(said)
