"""Phương án trình của cuộc họp: which it began with and to which it went over when, as the log holds it."""

from __future__ import annotations

from typing import Any

from budget.indicators import indicators
from budget.report.turned_said import DEEPER
from budget.store import LogEntry, SavedScenario
from pages.shared import cached, meeting_tries, proposed_reason, state
from pages.shared.meeting import Meeting
from pages.shared.trying import subject

ACTION = "meeting_plan"

SEEN = "meeting.plan"
"""The plan of the slide before, so that the log is not read for every slide."""


def note(meeting: Meeting) -> None:
    """Ghi phương án đang xem xét, where it is another than so far."""
    saved, at = meeting.saved, meeting_tries.began()
    here = (at, meeting.version.id, saved.version_id)
    if not at or state.note(SEEN) == here:
        return
    reloaded = state.note(SEEN) is None
    state.keep(SEEN, here)
    seen = _seen(meeting)
    if not seen or seen[0].details["version"] != saved.version_id:
        about = {"name": saved.name, "number": saved.number, "version": saved.version_id}
        about |= {"data": meeting.version.id, "began": at} | _typed(saved)
        cached.store().add_log(cached.author(), ACTION, subject(saved), about)
    elif reloaded:
        proposed_reason.give(str(seen[0].details.get("reason", "")))


def _typed(saved: SavedScenario) -> dict[str, str]:
    why = proposed_reason.draft(saved)
    return {"reason": why} if why else {}


def turns(meeting: Meeting) -> list[LogEntry]:
    """Các phương án đã xem xét since the last decision of the meeting, oldest first; what was decided then
    is no plan that it began with.
    """
    last = next(iter(cached.store().decisions()), None)
    return [
        one
        for one in reversed(_seen(meeting))
        if last is None or (one.at > last.decided_at and one.details["version"] != last.decided)
    ]


def kept(meeting: Meeting) -> list[dict[str, Any]]:
    """As the record of the decision keeps them, with what each gives in the year in view then; none where the
    meeting never left the first.
    """
    found = turns(meeting)
    return [
        {"name": one.details["name"], "number": one.details["number"], "at": one.at.astimezone().isoformat()}
        | _deeper(meeting, one.details["version"])
        for one in found
        if len(found) > 1
    ]


def _deeper(meeting: Meeting, plan: int) -> dict[str, int]:
    """Số đơn vị thiếu nhiều hơn hiện trạng by a version of a plan; {} where it ends before that year."""
    text, year = cached.store().scenario_version(plan).text, meeting.story.shown.year
    result = cached.result(cached.scenario(text), meeting.version.id)
    return {DEEPER: indicators(result, year).deeper_units} if year in result.years else {}


def over(meeting: Meeting) -> bool:
    """Đang xem xét phương án khác với lúc bắt đầu họp."""
    found = [one.details["version"] for one in turns(meeting)]
    return found[-1:] != found[:1]


def leaves(meeting: Meeting) -> str:
    """Tên phương án mà cuộc họp còn dở đang xem xét, where going on goes over to another; else ""."""
    found = turns(meeting)
    return (
        str(found[-1].details["name"])
        if found and found[-1].details["version"] != meeting.saved.version_id
        else ""
    )


def _seen(meeting: Meeting) -> list[LogEntry]:
    """Of this meeting, newest first."""
    return [
        one
        for one in cached.store().log(limit=meeting_tries.MOST_TRIES, action=ACTION)
        if one.details.get("began") == meeting_tries.began() and one.details.get("data") == meeting.version.id
    ]
