"""Các lần thử của cuộc họp, as the log holds them: those of a plan, the wishes among them, how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budget.live import wishes
from budget.report.words import Words
from budget.store import LogEntry
from pages.shared import cached
from pages.shared import meeting as meeting_of
from pages.shared.meeting import Meeting
from pages.shared.trying import ACTION, subject

MOST_TRIES = 1000
HARDLY = 1_000_000
"""Below this, đồng, a total of the whole plan has moved by roundings alone."""


def tries(meeting: Meeting) -> list[LogEntry]:
    """Các lần thử trên bản trình này, newest first; they outlive the browser."""
    entries = cached.store().log(limit=200, action=ACTION, subject=subject(meeting.saved))
    here = {"data": meeting.version.id, "version": meeting.saved.version_id}
    return [e for e in entries if all(e.details.get(k) == v for k, v in here.items())]


def wished(meeting: Meeting) -> list[LogEntry]:
    """Các ý kiến đã thử trên bản trình này in this meeting, newest first."""
    return _wishes([one for one in tries(meeting) if one.details.get("began") == began()])


def of_meeting(meeting: Meeting) -> list[LogEntry]:
    """Các ý kiến đã thử trong cuộc họp này since its last decision, on whatever plan; newest first."""
    last = max((one.decided_at for one in cached.store().decisions()), default=None)
    made = [
        one
        for one in cached.store().log(limit=MOST_TRIES, action=ACTION)
        if one.details.get("began") == began()
        and one.details.get("data") == meeting.version.id
        and (last is None or one.at > last)
    ]
    return _wishes(made)


def _wishes(made: Sequence[LogEntry]) -> list[LogEntry]:
    """Of tries, newest first, those that end a wish: of steps in one go the last, and every typed level."""
    oldest = made[::-1]
    turned = [
        (one.at, f"{one.subject} {one.details.get('lever', '')} {one.id if one.details.get('typed') else ''}")
        for one in oldest
    ]
    return [oldest[k] for k in reversed(wishes(turned))]


def told(details: Mapping[str, Any], w: Words) -> str:
    """Một lần thử thành lời: the levels that the levers had and what they gave; a line of an older version
    holds the sentence alone.
    """
    levers = "; ".join(_lever(*one, words=w) for one in details.get("levers", ()))
    gives = details.get("gives")
    if not levers or not gives:
        return levers or str(details.get("text", ""))
    gave = ", ".join(w.t(f"meeting.gave_{what}", moved=_moved(gives[what], w)) for what in gives)
    return w.t("meeting.try_logged", levers=levers, gave=gave)


def _moved(amount: int, w: Words) -> str:
    """Tăng, giảm bao nhiêu so với bản trình, đồng, in words."""
    if not amount:
        return w.t("meeting.moved_same")
    if abs(amount) < HARDLY:
        return w.t("meeting.moved_hardly", amount=amount)
    key = "meeting.moved_up" if amount > 0 else "meeting.moved_down"
    return w.t(key, amount=w.numbers.visible(abs(amount)))


def _lever(name: str, year: int, value: float | None, *, words: Words) -> str:
    """Một cần ở một mức."""
    label = words.t(f"meeting.lever_{name}", year=year)
    if value is None:
        return words.t("meeting.lever_off", name=label)
    return words.t("meeting.lever_at", name=label, value=value)


def began() -> str:
    """Cuộc họp của một lần thử, by when it began; "" outside one."""
    at = meeting_of.began()
    return at.isoformat() if at else ""
