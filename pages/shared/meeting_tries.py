"""Các lần thử của cuộc họp, as the log holds them: those of a plan, the wishes among them, how many."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from budget.live import wishes
from budget.report.lever_said import turned_back
from budget.store import LogEntry
from pages.shared import cached
from pages.shared import meeting as meeting_of
from pages.shared.meeting import Meeting
from pages.shared.trying import ACTION, subject

MOST_TRIES = 1000

OUTCOME = ("aims", "deeper", "asks", "no_source")
"""What `budget.decision.outcome_of` gives of a try."""


def tries(meeting: Meeting) -> list[LogEntry]:
    """Các lần thử trên bản trình này, newest first; they outlive the browser."""
    entries = cached.store().log(limit=200, action=ACTION, subject=subject(meeting.saved))
    here = {"data": meeting.version.id, "version": meeting.saved.version_id}
    return [e for e in entries if all(e.details.get(k) == v for k, v in here.items())]


def in_meeting(meeting: Meeting) -> list[LogEntry]:
    """Các ý kiến đã thử trong cuộc họp này on whatever plan, newest first; none of what came back to the plan
    as submitted.
    """
    made = cached.store().log(limit=MOST_TRIES, action=ACTION)
    about = {"began": began(), "data": meeting.version.id}
    found = _wishes([one for one in made if all(one.details.get(k) == v for k, v in about.items())])
    return [one for one in found if not turned_back(one.details)]


def of_meeting(meeting: Meeting) -> list[LogEntry]:
    """Các ý kiến đã thử trong cuộc họp này since its last decision, newest first."""
    last = max((one.decided_at for one in cached.store().decisions()), default=None)
    return [one for one in in_meeting(meeting) if last is None or one.at > last]


def made_on(entry: LogEntry) -> dict[str, Any]:
    """Phương án được thử, as the record of a decision keeps it; {} for a line of an older version."""
    if "version" not in entry.details:
        return {}
    plan = cached.store().scenario_version(entry.details["version"])
    return {"on": {"name": plan.name, "number": plan.number}}


def kept(meeting: Meeting) -> dict[str, Any]:
    """As the record of the decision keeps them: when the meeting began, what it tried since the last one."""
    at = meeting_of.began()
    held: dict[str, Any] = {"began": at.isoformat()} if at else {}
    wished = of_meeting(meeting)[::-1]
    # as the log holds them, to be worded in the language of the minutes
    told = ("levers", "before", "figures", "gives", *OUTCOME, "degrees", "other_years", "text")
    tried = [{k: one.details[k] for k in told if k in one.details} | made_on(one) for one in wished]
    return held | {"tries": len(wished), "tried": tried}


def _wishes(made: Sequence[LogEntry]) -> list[LogEntry]:
    """Of tries, newest first, those that end a wish: of steps in one go the last, and every typed level."""
    oldest = made[::-1]
    return [oldest[k] for k in reversed(wishes([(one.at, _turned(one)) for one in oldest]))]


def _turned(entry: LogEntry) -> str:
    """Cần vừa kéo of which plan; a typed level is a lever of its own, which no step passes through."""
    typed = entry.id if entry.details.get("typed") else ""
    return f"{entry.subject} {entry.details.get('lever', '')} {typed}"


def unfinished() -> datetime | None:
    """Cuộc họp hôm nay của người này chưa chốt, by when it began, as the log has its last try: a page opened
    anew, as by a link on a slide, has forgotten it. None for none.
    """
    today = datetime.now().astimezone().date()
    store, me = cached.store(), cached.author()
    ended = {one.details.get("began") for one in store.decisions()}
    last = max((one.decided_at for one in store.decisions()), default=None)
    for one in store.log(limit=MOST_TRIES, action=ACTION):
        if one.who != me or one.at.astimezone().date() != today or (last is not None and one.at < last):
            continue
        with suppress(ValueError):
            at = datetime.fromisoformat(str(one.details.get("began", ""))).astimezone()
            return None if one.details.get("began") in ended else at
    return None


def began() -> str:
    """Cuộc họp của một lần thử, by when it began; "" outside one."""
    at = meeting_of.began()
    return at.isoformat() if at else ""
