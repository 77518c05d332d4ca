"""Họp: the plans before the Committee, in large letters; two levers live; the decision and its record."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from pages.shared import (
    cached,
    comparing,
    meeting,
    meeting_live,
    meeting_lobby,
    meeting_proposed,
    meeting_record,
    meeting_slides,
    meeting_turns,
    parts,
    signing,
    state,
)

w = state.words()
store = cached.store()
version = cached.data_version()
saved = store.scenarios()
if version is None or not saved:
    parts.header(w.t("page.meeting"))
    comparing.empty(version, w.t("meeting.empty_title"), w.t("meeting.empty_text"))
    parts.stop()

meeting.resume()
if running := meeting.on():
    state.project()
actions = None if running else parts.header(w.t("page.meeting"), w.t("meeting.sentence"))
asked = not running and signing.ask("meeting", w.t("meeting.unnamed"))
with st.container(key="meeting-hidden" if running else "meeting-choice"):
    compared = comparing.choose(version, saved, least=1)
    if compared is None:
        meeting.stop()
        parts.stop()
    proposed = (
        meeting_proposed.proposed(compared)
        if running
        else meeting_proposed.choose_proposed(compared, "meeting.choose", named=not asked, reasoned=True)
    )

now = datetime.now().astimezone()
here = meeting.Meeting(version, compared, meeting.story(compared, proposed, now))
names = meeting.slides_of(here)
if running:
    name = names[meeting.place(names)]
    meeting_turns.note(here)

    def slide() -> meeting.Slide:
        tried = meeting_live.resume(here, st.query_params.get(meeting.TRY, ""))
        began = meeting.began()
        told = {meeting.TRY: tried, meeting.BEGAN: began.isoformat() if began else None}
        meeting.tell(slide=name, **told)
        return meeting_slides.slide(name, here)

    meeting.show(slide, names)
    parts.stop()

left = meeting_lobby.left(here)
if actions is not None:
    with actions:
        meeting_lobby.buttons(here, left, disabled=here.story.shown.year == version.base_year)
if left is None:
    meeting_live.drop()
else:
    meeting_lobby.about(here, left)
if here.story.shown.year == version.base_year:
    parts.message("warning", w.t("meeting.base_year", year=version.base_year))
if state.small(w.numbers.money_unit):
    parts.note(w.t("meeting.room_unit", unit=w.numbers.unit_name(), room=w.t(f"number.{state.ROOM_UNIT}")))
with parts.panel("meeting-slides", w.t("meeting.slides", n=len(names)), w.t("meeting.keys")):
    parts.html(meeting_lobby.contents(here, names))
made = store.decisions()
if made:
    with parts.panel("meeting-decisions", w.t("log.decisions_title", n=len(made))):
        labels = {
            one.id: f"{w.numbers.moment(one.decided_at)} · {meeting_record.names(one)[1]}" for one in made
        }
        chosen = st.selectbox(
            w.t("log.decided"), list(labels), format_func=labels.__getitem__, key="meeting.past"
        )
        meeting_record.show(next(one for one in made if one.id == chosen), "meeting-record")
