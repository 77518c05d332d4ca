"""Các trang của cuộc họp: one message each, in large letters; the sentences are those of the slide deck."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

import streamlit as st

from budget.autonomy import GROUPS
from budget.indicators import indicators
from budget.report.deck_story import Story
from budget.report.law_words import groups_said
from budget.report.story_said import growth_of
from budget.report.supported_said import supported_said, unsupported_said
from budget.report.workbook_comparison import basis_of_years
from budget.units import KIND
from pages.shared import (
    meeting_decide,
    meeting_live,
    meeting_moved,
    meeting_norm,
    meeting_options,
    meeting_risks,
    meeting_years,
    state,
)
from pages.shared.meeting import Meeting, Slide
from pages.shared.meeting_parts import bar_list, halves, paragraphs

LIVE = ("live", "decision")
"""Slides that show the working copy."""

OF_TRY = ("gains", "losses")
"""Slides that show the working copy in the place of the plan as submitted."""


OF_BASIS = ("options", "gains", "losses")
"""Slides that show nothing but what a plan differs from the basis of the comparison."""


def slide(name: str, meeting: Meeting) -> Slide:
    """Trang theo tên; while a try is held, who gains and loses is told by it, with a way to what was
    submitted, and the others say that they do not show it.
    """
    tried = None if name in LIVE else meeting_live.tried(meeting)
    if tried is None:
        return _with_quo(name, MAKERS[name](meeting), meeting)
    w, of_try = state.words(), name in OF_TRY and not state.note(meeting_live.SUBMITTED)
    made = _with_quo(name, MAKERS[name](tried if of_try else meeting), meeting)
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


def _with_quo(name: str, made: Slide, meeting: Meeting) -> Slide:
    """The slide with what the status quo of a later year means, where its figures stand against that."""
    story, w = meeting.story, meeting.story.words
    if name in ("stand", "live") or (story.shown.baseline is not None and name in OF_BASIS):
        return made
    for basis in (story.basis_name, basis_of_years(story.shown, w)):
        before, at, after = made.subtitle.partition(basis)
        if at and story.shown.baseline is None:
            return replace(made, subtitle=f"{before}{basis} ({w.t('meeting.quo_meant')}){after}")
    return replace(made, subtitle=w.t("meeting.quo_meant_of", said=made.subtitle))


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
            units=supported_said(quo, w),
            fourth=found.units_by_group[GROUPS[-1]],
        ),
        _request(story),
        lambda: halves(
            f"<div>{bar_list(kinds, w.t('deck.stand_kinds', unit=story.unit))}"
            f'<div class="wide dense">{paragraphs(unsupported_said(quo, w))}</div></div>',
            bar_list(groups, w.t("deck.stand_groups")),
            f'<div class="wide dense terms"><p>{escape(groups_said(quo.law, year, w))}</p></div>'
            f'<div class="wide dense"><p>{escape(growth_of(story))}</p></div>',
        ),
        lambda: [story.money_note(w.t("table.total"), found.support), story.data_note()],
    )


def _request(story: Story) -> str:
    """Câu mở đầu: which plan is submitted, whether its period has ended, and of what year the figures are."""
    w, (first, last) = story.words, story.period
    ended = w.t("deck.stand_ended", first=first, last=last) if story.ended else ""
    subtitle = w.t("deck.stand_subtitle", year=story.quo.years[0], unit=story.unit)
    return w.t("deck.stand_request", name=story.name, ended=ended, subtitle=subtitle)


MAKERS: dict[str, Callable[[Meeting], Slide]] = {
    "stand": stand,
    "options": meeting_options.slide,
    "years": meeting_years.slide,
    "norm": meeting_norm.slide,
    "gains": meeting_moved.gains,
    "losses": meeting_moved.losses,
    "risks": meeting_risks.slide,
    "live": meeting_live.slide,
    "decision": meeting_decide.slide,
}
