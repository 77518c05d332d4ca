"""Các lần thử của cuộc họp, as the log holds them: those of a plan, the wishes among them, how many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from budget.live import wishes
from budget.store import LogEntry
from pages.shared import cached
from pages.shared import meeting as meeting_of
from pages.shared.meeting import Meeting
from pages.shared.trying import ACTION, subject

MOST_TRIES = 1000


def tries(meeting: Meeting) -> list[LogEntry]:
    """Các lần thử trên bản trình này, newest first; they outlive the browser."""
    entries = cached.store().log(limit=200, action=ACTION, subject=subject(meeting.saved))
    here = {"data": meeting.version.id, "version": meeting.saved.version_id}
    return [e for e in entries if all(e.details.get(k) == v for k, v in here.items())]


def in_meeting(meeting: Meeting) -> list[LogEntry]:
    """Các ý kiến đã thử trong cuộc họp này on whatever plan, newest first."""
    made = cached.store().log(limit=MOST_TRIES, action=ACTION)
    about = {"began": began(), "data": meeting.version.id}
    return _wishes([one for one in made if all(one.details.get(k) == v for k, v in about.items())])


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


def _wishes(made: Sequence[LogEntry]) -> list[LogEntry]:
    """Of tries, newest first, those that end a wish: of steps in one go the last, and every typed level."""
    oldest = made[::-1]
    turned = [
        (
            one.at,
            f"{one.subject} {one.details.get('lever', '')} {one.id if one.details.get('typed') else ''}",
            _off(one),
        )
        for one in oldest
    ]
    return [oldest[k] for k in reversed(wishes(turned))]


def _off(entry: LogEntry) -> float:
    """Mức vừa thử cách bản trình bao nhiêu; 0 where either is not known."""
    told, key = entry.details, entry.details.get("lever")
    now = told.get("values", {}).get(key)
    own = (level for one, year, level in told.get("before", ()) if key in (one, f"{one} {year}"))
    was = next(own, None)
    return 0.0 if now is None or was is None else float(now) - float(was)


def began() -> str:
    """Cuộc họp của một lần thử, by when it began; "" outside one."""
    at = meeting_of.began()
    return at.isoformat() if at else ""
