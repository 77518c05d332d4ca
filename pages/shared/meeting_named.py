"""Tên phương án chốt: asked where the meeting changed the plan, and that of a saved one that is the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

import streamlit as st

from budget.report.record_said import name_for
from budget.store import SavedScenario
from pages.shared import cached, meeting_record, parts, plan_new, state
from pages.shared.meeting import Meeting


def ask(meeting: Meeting, details: Mapping[str, Any], said: Sequence[str], same: SavedScenario | None) -> str:
    """The name of the plan decided on, asked where the meeting changed it; that of a saved one that is the
    `same` as what the meeting made of it.
    """
    w, name = state.words(), meeting.saved.name
    over = meeting_record.over(details["concluded"])
    if not said:
        asked = w.t("meeting.ask_ended" if over else "meeting.ask", name=name, ended=over)
        told = f"{parts.rich(asked)} {escape(w.t('meeting.ask_other'))}"
        parts.html(f'<p class="sentence">{told}</p>')
        return name
    if over:
        parts.html(f'<p class="sentence">{escape(over)}</p>')
    lines = "".join(f"<li>{escape(line)}</li>" for line in said)
    parts.html(f'<p class="sentence">{escape(w.t("meeting.changes"))}</p><ul>{lines}</ul>')
    if same:
        parts.message("note", w.t("meeting.same", name=same.name))
        return same.name
    return st.text_input(
        w.t("meeting.new_name"),
        new(meeting, details),
        key="meeting.name",
        max_chars=state.LONGEST_NAME,
        help=w.t("meeting.new_name_help", name=name),
    )


def new(meeting: Meeting, details: Mapping[str, Any]) -> str:
    """A name that what was changed does not contradict, and that no plan has."""
    w, old = state.words(), meeting.saved.name
    known, turn = {old, *(one.name for one in cached.store().scenarios())}, 1
    like = name = name_for(old, details, w)
    told = {"name": plan_new.MEETING.sub("", like)[:150], "day": datetime.now().astimezone().date()}
    while name in known:
        name = w.t("meeting.copy_name" if turn == 1 else "meeting.copy_name_next", n=turn, **told)
        turn += 1
    return name
