"""Nội dung của phương án: every provision on one screen, current and proposed, with its law and its lever."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from budget.report.law_words import says_unconfirmed, source_of, title_words, value_words
from budget.report.tables import Column, Row, Table, grouped
from budget.report.workbook_assumptions import Entry, blocks, entry_words
from pages.shared import grid, parts, plan_reductions_tables, plan_roadmap, state
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


def table(plan: Plan, *, every: bool) -> Table:
    """Nội dung phương án: those that differ from the status quo or are the office's own, or `every`."""
    t = state.words().t
    groups: list[tuple[dict[str, Any], list[Row]]] = []
    for part, page, tab, title, entries in _parts(plan):
        link = state.link(page) + (f"&part={tab}" if tab else "")
        rows = [_row(plan, entry, link) for entry in entries if every or entry.office or differs(entry)]
        if rows:
            groups.append(({"what": title, "law": _law(plan, part)}, rows))
    columns = (
        Column("what", t("provisions.what")),
        Column("current", t("provisions.current"), help=t("provisions.current_help")),
        Column("proposed", t("provisions.proposed")),
        Column("law", t("provisions.law", year=plan.year)),
    )
    return Table(t("provisions.table", name=plan.scenario.name), columns, grouped(groups))


def differs(entry: Entry) -> bool:
    """Khác hiện trạng."""
    return entry.values[0] != entry.default


def sentence(plan: Plan) -> str:
    """Câu phát hiện: how many provisions differ from the status quo, and in which parts."""
    w = state.words()
    found = {part: sum(map(differs, entries)) for part, _, _, _, entries in _parts(plan)}
    titles = {part: title for part, _, _, title, _ in _parts(plan)}
    changed = [titles[part] for part, n in found.items() if n]
    if not changed:
        return w.t("provisions.same")
    return w.t("provisions.sentence", n=sum(found.values()), parts=w.list(changed))


def show(plan: Plan) -> None:
    """Bảng, with the switch to the provisions that stand as they are."""
    t = state.words().t
    with parts.panel("provisions"):
        state.follow("provisions.every", state.note("provisions.every", default=False))
        every = st.toggle(t("provisions.every"), key="provisions.every")
        state.keep("provisions.every", every)
        shown = table(plan, every=every)
        if shown.rows:
            grid.show(shown, "provisions")
    if plan.scenario.note:
        parts.note(plan.scenario.note)


def _parts(plan: Plan) -> Iterator[tuple[str, str, str, str, list[Entry]]]:
    """Part, page, its part, title and entries; kinds that no unit has are left out."""
    w = state.words()
    absent = {w.kind(kind) for kind in w.kinds() if kind not in plan.units.kind}
    for (part, page, tab), (title, entries) in zip(
        PARTS, blocks([plan.result()], w, plan.names), strict=True
    ):
        own = [e for e in entries if e.key or part != "general"]  # the base year is of the data
        own = [replace(e, label=label) for e, label in zip(own, _labels(plan, part, own), strict=True)]
        yield part, page, tab, title, [e for e in own if e.label not in absent or differs(e)]


def _labels(plan: Plan, part: str, entries: Sequence[Entry]) -> list[str]:
    """Tên các nội dung: parts of the roadmap and measures as their cards are named."""
    cards = {
        "roadmap": [plan_roadmap.title(plan, entry) for entry in plan.scenario.roadmap],
        "reductions": [plan_reductions_tables.title(m, plan.base_year) for m in plan.scenario.reductions],
    }
    named = [f"{n}. {title}" for n, title in enumerate(cards.get(part, ()), start=1)]
    return [*named, *(entry.label for entry in entries[len(named) :])]


def _row(plan: Plan, entry: Entry, link: str) -> Row:
    cells = {
        "what": entry.label,
        "current": entry_words(entry, entry.default, state.words()),
        "proposed": entry_words(entry, entry.values[0], state.words()),
        "law": _law(plan, entry.key) if entry.key else "",
    }
    return Row(cells, link=link)


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
