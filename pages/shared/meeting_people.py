"""Ai họp, ở đâu, giờ nào: what the minutes need of the meeting, as the officer gives it when deciding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

import streamlit as st

from budget.report.signing import position
from pages.shared import cached, meeting, parts, state

MOST_PEOPLE, LONGEST = 60, 200

EMPTY_TIME = '[data-testid="stTimeInputTimeDisplay"] [data-placeholder]'
"""The hour or the minute of a time that is not given."""

Time = time | None


@dataclass(frozen=True)
class Held:
    """Cuộc họp: chair and secretary with their positions, the place, its times; "" and None where not
    given.
    """

    chair: str
    secretary: str
    title: str
    venue: str
    opened: Time
    closed: Time


def ask(usual: dict[str, str]) -> Held:
    """Các ô nhập, filled in with what is usual; the beginning stands there as the program saw it."""
    w, began = state.words(), meeting.began()
    row = st.columns(4, vertical_alignment="bottom")
    chair = row[0].text_input(w.t("meeting.chair"), usual["chair"], key="meeting.chair")
    known = usual["chair_title"]
    titles = list(dict.fromkeys([*w.t("meeting.chair_titles").split("|"), *filter(None, [known])]))
    held = row[1].selectbox(
        w.t("meeting.chair_title"),
        titles,
        index=titles.index(known) if known else None,
        accept_new_options=True,
        placeholder=w.t("meeting.chair_title_hint"),
        key="meeting.chair_title",
    )
    secretary = row[2].text_input(w.t("meeting.secretary"), usual["secretary"], key="meeting.secretary")
    title = row[3].text_input(
        w.t("meeting.secretary_title"), usual["secretary_title"], key="meeting.secretary_title"
    )
    place = st.columns((5, 1, 1), vertical_alignment="bottom")
    venue = place[0].text_input(
        w.t("meeting.venue"),
        usual["venue"],
        key="meeting.venue",
        max_chars=LONGEST,
        placeholder=w.t("meeting.venue_example"),
    )
    parts.html(_empty_times())
    opened = place[1].time_input(
        w.t("meeting.opened"), began.time() if began else None, key="meeting.opened", step=60
    )
    closed = place[2].time_input(
        w.t("meeting.closed"), None, key="meeting.closed", step=60, help=w.t("meeting.closed_help")
    )
    return Held(_chair(chair, held or ""), _line(secretary), _line(title), _line(venue), opened, closed)


def _chair(name: str, title: str) -> str:
    """Chủ trì with the position, which may have been typed beside the name."""
    name, title = _line(name), _line(title)
    return ", ".join(filter(None, (name, "" if "," in name else title))) if name else ""


def _empty_times() -> str:
    """Chữ trong ô giờ còn trống: Streamlit writes "HH:mm" in it, and has no setting for other words."""
    w = state.words()
    said = [f"{EMPTY_TIME} {{ font-size: 0; }}", f"{EMPTY_TIME}::after {{ font-size: 0.875rem; }}"]
    for part in ("hour", "minute"):
        word = w.t(f"meeting.{part}_empty")
        said.append(f'{EMPTY_TIME}[data-type="{part}"]::after {{ content: "{word}"; }}')
    return f"<style>{' '.join(said)}</style>"


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST]


def open_fields(held: Held, people: str, note: str, required: Sequence[str]) -> str:
    """Điều chưa ghi: what is `required` first, then names, positions, the place, the conclusion; "" for
    nothing. It stands beside the button that locks, which is in view before they are.
    """
    w = state.words()
    name, _, of_chair = (part.strip() for part in held.chair.partition(","))
    pen = {"chair": name, "secretary": held.secretary, "venue": held.venue}
    others: dict[str, object] = {"closed": held.closed, "remark": note.strip()}
    if held.chair:  # nobody else is required then
        others = {"people": people_of(people), **others}
    said = [w.t(f"meeting.lacks_{key}") for key, given in pen.items() if not given]
    untitled = [who for who, title in ((name, of_chair), (held.secretary, held.title)) if who and not title]
    said += [w.t("meeting.lacks_title", who=who) for who in untitled]
    more = [w.t(f"meeting.lacks_{key}") for key, given in others.items() if not given]
    listed = {"meeting.required": required, "meeting.lacks": said, "meeting.lacks_more": more}
    return " ".join(w.t(key, listed=w.list(names)) for key, names in listed.items() if names)


def in_order(held: Held) -> bool:
    """Giờ kết thúc không trước giờ bắt đầu."""
    return held.opened is None or held.closed is None or held.opened <= held.closed


def kept(held: Held) -> dict[str, str]:
    """As the record of the decision keeps it; hours and minutes, and what nobody gave left out."""
    noted = ", ".join(filter(None, (held.secretary, held.title))) if held.secretary else ""
    times = {"opened": held.opened, "closed": held.closed}
    given = {name: f"{at:%H:%M}" for name, at in times.items() if at is not None}
    return {"chair": held.chair, "secretary": noted, "venue": held.venue} | given


def present(text: str, held: Held) -> tuple[str, ...]:
    """Người dự as the record keeps them: the chair alone where nobody else is named."""
    return people_of(text) or ((held.chair,) if held.chair else ())


def people_of(text: str) -> tuple[str, ...]:
    """Người dự, one a line; empty lines and repetitions fall away."""
    lines = (_line(line) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))[:MOST_PEOPLE]


def usual() -> dict[str, str]:
    """Who was there and where at the last decision of this meeting, else the office's signatories and the
    place of the last meeting: chair and secretary with their titles, venue, people.
    """
    began, made = meeting.began(), cached.store().decisions()[:1]
    venue = next((str(last.details.get("venue", "")) for last in made), "")
    for last in made:
        if began is not None and last.details.get("began") == began.isoformat():
            secretary, _, title = str(last.details.get("secretary", "")).partition(", ")
            roles = _apart(str(last.details.get("chair", ""))) | {"secretary": secretary}
            return roles | {"secretary_title": title, "venue": venue, "people": "\n".join(last.people)}
    office = cached.organisation()
    w, signs = state.words(), [s for s in office.signatories if s.get("name")] if office else []
    titles = {s["name"]: position(s.get("title", ""), w) for s in signs}
    said = {s.get("role", ""): ", ".join(filter(None, (s["name"], titles[s["name"]]))) for s in signs}
    return _apart(said.get("authority", "")) | {
        "secretary": state.person(),
        "secretary_title": titles.get(state.person(), ""),
        "venue": venue,
        "people": "\n".join(who for role, who in said.items() if role != "authority"),
    }


def _apart(chair: str) -> dict[str, str]:
    """Họ tên and chức vụ of who presided."""
    name, _, title = chair.partition(", ")
    return {"chair": name, "chair_title": title}
