"""Trước cuộc họp: to begin, or to go on with what was left of today; what each slide will say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from html import escape

import streamlit as st

from budget.report.record_said import tried_said
from pages.shared import (
    cached,
    meeting,
    meeting_live,
    meeting_slides,
    meeting_tries,
    meeting_turns,
    parts,
    state,
)
from pages.shared.meeting import Meeting


def left(here: Meeting) -> datetime | None:
    """Lúc bắt đầu cuộc họp còn dở, of today: one that has come to no decision though it tried something or
    went past its first slide, or that holds a try after one. None for none.
    """
    began = meeting.began() or meeting.take_up(meeting_tries.unfinished())
    if began is None or began.date() != datetime.now().astimezone().date():
        return None
    if began.isoformat() in [one.details.get("began") for one in cached.store().decisions()]:
        # what was tried of other plans is over with the decision
        return began if meeting_live.holds(here) else None
    if meeting_live.any_held():
        return began
    moved = state.note("meeting.at") != meeting.SLIDES[0] or meeting_tries.of_meeting(here)
    return began if moved else None


def buttons(here: Meeting, began: datetime | None, *, disabled: bool) -> None:
    """Nút bắt đầu; of a meeting that was left, to go on with it or to begin anew."""
    w = state.words()
    shown = [("start", "play_arrow", begin)]
    if began is not None:
        go_on = partial(meeting.go_on, over=bool(meeting_turns.leaves(here)))
        shown = [("restart", "replay", begin), ("resume", "play_arrow", go_on)]
    for name, icon, act in shown:
        st.button(
            w.t(f"meeting.{name}"),
            key=f"meeting.{name}",
            type="secondary" if name == "restart" else "primary",
            icon=f":material/{icon}:",
            on_click=act,
            disabled=disabled,
        )


def begin() -> None:
    """Bắt đầu một cuộc họp on the first slide, the plan as submitted; the log keeps earlier tries."""
    meeting_live.drop()
    meeting.start()


def about(here: Meeting, began: datetime) -> None:
    """Dòng về cuộc họp còn dở: since when, and the try that it holds of the plan proposed."""
    w = state.words()
    if meeting_live.holds(here):
        levels = tried_said({"levers": meeting_live.levels(here)}, w)
        parts.note(w.t("meeting.left_trying", at=began, levels=levels))
    else:
        parts.note(w.t("meeting.left", at=began))
    if before := meeting_turns.leaves(here):
        parts.note(w.t("meeting.left_another", before=before, name=here.saved.name))


def contents(here: Meeting, names: Sequence[str]) -> str:
    """Mục lục: each slide and its message; while a try is held, in a column between them of what it is."""
    w, held = state.words(), meeting_live.holds(here)
    lines = []
    for name in names:
        title = meeting_slides.slide(name, here).title.removeprefix(w.t("meeting.try_title", title=""))
        of = f'<span class="version">{escape(_version(name))}</span>' if held else ""
        lines.append(f"<li>{of}<strong>{escape(w.t(f'meeting.slide_{name}'))}</strong>: {escape(title)}</li>")
    return f"<ol>{''.join(lines)}</ol>"


def _version(name: str) -> str:
    """Trang này theo bản nào while a try is held: the status quo, the plan as submitted or the try."""
    w = state.words()
    if name == meeting.SLIDES[0]:
        return w.t("app.status_quo")
    of_try = name in meeting_slides.OF_TRY and not state.note(meeting_live.SUBMITTED)
    return w.t("meeting.list_try" if of_try or name in meeting_slides.LIVE else "meeting.list_submitted")
