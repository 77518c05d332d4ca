"""Các trang của cuộc họp: one message each, in large letters; the sentences are those of the slide deck."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from budget.autonomy import GROUPS
from budget.indicators import indicators
from budget.report.alike import alike_said
from budget.report.deck_effects import risk_lines, risk_years
from budget.report.deck_slides import compare_subtitle, message
from budget.report.deck_trends import norm_message, norm_subtitle
from budget.report.law_documents import last_checked, unconfirmed
from budget.report.story_said import level_of
from budget.units import KIND
from pages.shared import meeting_decide, meeting_live, meeting_moved, meeting_years, parts, state
from pages.shared.meeting import Meeting, Slide
from pages.shared.meeting_parts import Bar, bar_list, halves, link, table

LIVE = ("live", "decision")
"""Slides that show the working copy."""

OF_TRY = ("gains", "losses")
"""Slides that show the working copy in the place of the plan as submitted."""

MOST_DOCUMENTS = 6
MOST_LETTERS = 330
"""Of a list of risks in large type; a longer one stands in smaller type."""

FEW_PLANS = 3


def slide(name: str, meeting: Meeting) -> Slide:
    """Trang theo tên; while a try is held, who gains and loses is told by it, with a way to what was
    submitted, and the others say that they do not show it.
    """
    tried = None if name in LIVE else meeting_live.tried(meeting)
    if tried is None:
        return MAKERS[name](meeting)
    w, of_try = state.words(), name in OF_TRY and not state.note(meeting_live.SUBMITTED)
    made = MAKERS[name](tried if of_try else meeting)
    said = w.t("meeting.by_try" if of_try else "meeting.by_submitted")
    told = replace(made, subtitle=f"{made.subtitle}; {said}" if made.subtitle else said.capitalize())
    if name not in OF_TRY:
        return told
    if of_try:
        told = replace(told, title=w.t("meeting.try_title", title=made.title))

    def draw() -> None:
        st.button(
            w.t("meeting.see_submitted" if of_try else "meeting.see_try"),
            key="meeting.see",
            on_click=state.keep,
            args=(meeting_live.SUBMITTED, of_try or None),
            icon=":material/swap_horiz:",
        )
        made.draw()

    return replace(told, draw=draw)


def stand(meeting: Meeting) -> Slide:
    """Hiện trạng: support by kind, units by group, in the base year."""
    story, w = meeting.story, meeting.story.words
    quo = story.quo
    year = quo.years[0]
    found = indicators(quo, year)

    def to(figure: str, **only: tuple[str, ...]) -> str:
        return meeting.ways(story.proposed, quo=True, year=year, **only)("", figure)

    kinds = [
        (w.kind(kind), found.support_by_kind[kind], w.numbers.money(found.support_by_kind[kind]),
         f"var(--kind-{n})", to("support", kinds=(kind,)))
        for n, kind in enumerate(KIND, 1) if found.units_by_kind[kind]
    ]  # fmt: skip
    groups = [
        (w.t(f"group.{g}"), found.units_by_group[g], w.numbers.count(found.units_by_group[g]),
         f"var(--group-{n})", to("ratio", groups=(g,)))
        for n, g in enumerate(GROUPS, 1)
    ]  # fmt: skip
    return Slide(
        w.t(
            "deck.stand_title",
            year=year,
            support=found.support,
            units=len(quo.units),
            fourth=found.units_by_group[GROUPS[-1]],
        ),
        w.t("deck.stand_subtitle", year=year, unit=story.unit),
        lambda: halves(
            bar_list(kinds, w.t("deck.stand_kinds", unit=story.unit)),
            bar_list(groups, w.t("deck.stand_groups")),
        ),
        [story.money_note(w.t("table.total"), found.support), story.data_note()],
    )


def options(meeting: Meeting) -> Slide:
    """Các phương án: a row each, with what they cost, whom they reach and what they leave open."""
    story, w, compared = meeting.story, meeting.story.words, meeting.compared
    shown, n = story.shown, story.words.numbers
    normed = bool(story.found.schools_with_norm)
    heads = ["app.scenario", "deck.line_support", "deck.line_change", "deck.line_reach", "deck.line_deficit"]
    heads += ["deck.line_norm"] if normed else []
    rows = []
    for k, result in enumerate(shown.results):
        found, reach = shown.at(result), shown.reach(k)
        change = shown.change(k)
        # what only rounding leaves is neither gain nor loss
        tone = "" if n.slight(change) else "gain" if change > 0 else "loss"
        mark = f'<span class="mark" style="background:var(--scenario-{k + 1})"></span>'
        to = meeting.ways(k)
        cells = [
            mark + link(escape(compared.label(k, 46)), to("")),
            link(n.money(found.support), to("")),
            w.t("meeting.is_basis")
            if k == shown.baseline
            else f'<span class="{tone}">{link(n.money_signed(change), meeting.apart(k))}</span>',
            link(w.t("deck.pair", up=reach.up, down=reach.down), meeting.to_units(meeting_moved.MOVED, k)),
            link(n.count(found.deficit_units), to("", "deficit")),
        ]
        if normed:
            at_norm = w.t("deck.of", part=found.schools_at_norm, whole=found.schools_with_norm)
            cells.append(link(at_norm, to("", "coverage")))
        rows.append(("proposed" if k == story.proposed else "", cells))
    many = len(rows) > FEW_PLANS
    apart = [(tag, alike_said(shown, k, w, compared.tags)) for k, tag in enumerate(compared.tags)]
    lines = "".join(f"<p>{escape(f'{tag}: {said}')}</p>" for tag, said in apart if said)
    below = f'<div class="wide many">{lines}</div>' if lines else ""
    return Slide(
        message(story),
        compare_subtitle(story) + (f". {level_of(story)}" if level_of(story) else ""),
        lambda: parts.html(table([w.t(head) for head in heads], rows, many=many) + below),
        [
            *(
                w.t("meeting.note_plan", name=r.scenario.name, note=story.note_of(r))
                for r in shown.results
                if story.note_of(r)
            ),
            story.model_note(),
        ],
    )


def norm(meeting: Meeting) -> Slide:
    """Định mức: what the schools miss under every plan, and how many reach their norm."""
    story, w, compared = meeting.story, meeting.story.words, meeting.compared
    shown, n = story.shown, story.words.numbers
    few = len(shown.results) <= FEW_PLANS
    names = [compared.label(k) for k in range(len(shown.results))] if few else compared.tags
    listed = []
    if len(shown.quos) == 1:
        to = meeting.ways(0, quo=True)
        listed = [(w.t("app.status_quo"), shown.quos[0], "var(--status-quo)", to("", "coverage"))]
    listed += [
        (names[k], result, f"var(--scenario-{k + 1})", meeting.ways(k)("", "coverage"))
        for k, result in enumerate(shown.results)
    ]
    at = [(name, shown.at(result), ink, address) for name, result, ink, address in listed]
    gaps: list[Bar] = [
        (name, one.norm_gap, n.money(one.norm_gap), ink, address) for name, one, ink, address in at
    ]
    reached: list[Bar] = [
        (
            name,
            one.schools_at_norm,
            w.t("deck.of", part=one.schools_at_norm, whole=one.schools_with_norm),
            ink,
            address,
        )
        for name, one, ink, address in at
    ]
    return Slide(
        norm_message(story),
        norm_subtitle(story),
        lambda: halves(
            bar_list(gaps, w.t("deck.norm_gap", unit=story.unit)), bar_list(reached, w.t("deck.norm_at"))
        ),
        [
            *(story.money_note(f"{name}: {w.t('deck.line_gap')}", one.norm_gap) for name, one, *_ in at),
            story.model_note(),
        ],
    )


def risks(meeting: Meeting) -> Slide:
    """Rủi ro và căn cứ: what to watch in the year, the documents, and what nobody has confirmed."""
    story, w = meeting.story, meeting.story.words
    result, year = story.result, story.shown.year
    open_ = unconfirmed(result.law, result.years, w)
    # the same lines as on the slide that is exported; its notes have the names
    said = [*risk_lines(story, brief=True), *risk_years(story, brief=True)]
    ground = [one.name(w) for one in story.grounds()]

    def listed(title: str, items: Sequence[str]) -> str:
        lines = "".join(f"<li>{escape(item)}</li>" for item in items)
        look = "wide many" if sum(map(len, items)) > MOST_LETTERS else "wide"
        return f'<div class="{look}"><h3>{escape(title)}</h3><ul>{lines}</ul></div>'

    law = [*ground[:MOST_DOCUMENTS]]
    if len(ground) > MOST_DOCUMENTS:
        law.append(w.t("meeting.more_documents", n=len(ground) - MOST_DOCUMENTS))
    return Slide(
        w.t("deck.risk_title", deficits=story.found.deficit_units, year=year),
        w.t("deck.risk_subtitle", year=year, first=year, last=result.years[-1]),
        lambda: halves(
            listed(w.t("deck.risk_head"), said or [w.t("deck.risk_none")]), listed(w.t("deck.law_head"), law)
        ),
        [
            *risk_lines(story),
            *risk_years(story),
            *([w.t("meeting.notes_open", listed="; ".join(open_))] if open_ else []),
            w.t("meeting.notes_law", listed="; ".join(ground)),
            w.t("deck.note_law", day=last_checked(result.law)),
        ],
    )


MAKERS: dict[str, Callable[[Meeting], Slide]] = {
    "stand": stand,
    "options": options,
    "years": meeting_years.slide,
    "norm": norm,
    "gains": meeting_moved.gains,
    "losses": meeting_moved.losses,
    "risks": risks,
    "live": meeting_live.slide,
    "decision": meeting_decide.slide,
}
