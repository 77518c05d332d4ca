"""Ai họp, ở đâu, giờ nào: what the minutes need of the meeting, as the officer gives it when deciding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

import streamlit as st

from budget.printable import printable
from budget.report.signing import position
from pages.shared import cached, meeting, parts, state

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

MOST_PEOPLE, LONGEST = 60, 200
PEOPLE, TITLE = "meeting.people", "_title"
FIELDS = ("chair", "chair_title", "secretary", "secretary_title")

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
    boxes = [box for _ in range(2) for box in st.columns(2, vertical_alignment="bottom")]
    given, known = [], ""
    for column, field in zip(boxes, FIELDS, strict=True):
        key, is_title = f"meeting.{field}", field.endswith(TITLE)
        if not state.holds(key):
            state.put(key, usual[field])
        # beside the name, and not in the box: nothing is written over a title that is being typed
        shown = w.t("meeting.title_known", title=known) if is_title and known else None
        renamed, told = (None, None) if is_title else (_renamed, (field, state.current(key)))
        box = column.text_input(
            w.t(key), key=key, max_chars=LONGEST, placeholder=shown, on_change=renamed, args=told
        )
        given.append((box if _line(box) else known) if is_title else box)
        known = "" if is_title else _known(box, usual["people"])
    chair, held, secretary, title = given
    place = st.columns((4, 2, 2), vertical_alignment="bottom")
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
    return Held(_chair(chair, held), _line(secretary), _line(title), _line(venue), opened, closed)


def told(held: Held) -> None:
    """Lời dưới các ô: when the plan is locked, and below it that the end lies ahead, which comes and goes and
    moves no box.
    """
    w, closed, now = state.words(), held.closed, datetime.now().astimezone()
    parts.note(w.t("meeting.ask_lock", at=now))
    if closed is not None and closed > now.time():
        parts.message("warning", w.t("meeting.closed_ahead", closed=f"{closed:%H:%M}", now=f"{now:%H:%M}"))


def _renamed(role: str, before: str) -> None:
    """Đổi tên chủ trì, thư ký: the title that was typed for another does not stay."""
    key = f"meeting.{role}{TITLE}"
    if _line(before) and _line(state.current(key)):
        state.put(key, "")


def _known(name: str, people: str) -> str:
    """Chức vụ đã biết của một người: of the list of those present as it now is, `people` before it is drawn;
    "" for none.
    """
    present = state.current(PEOPLE) if state.holds(PEOPLE) else people
    return _titles(present).get(_line(name).casefold(), "")


def ask_present(place: DeltaGenerator, usual: dict[str, str]) -> str:
    """Ô người dự, one a line."""
    w = state.words()
    return place.text_area(
        w.t(PEOPLE),
        usual["people"],
        key=PEOPLE,
        placeholder=w.t("meeting.people_help"),
        height=72,
    )


def _titles(present: str) -> dict[str, str]:
    """Chức vụ đã biết, by name in small letters: of the office's signatories, else of those `present`."""
    lines = (one.partition(",") for one in people_of(present))
    told = {name.strip().casefold(): title.strip() for name, _, title in lines if title.strip()}
    return told | {name.casefold(): title for name, title in _signatories().items() if title}


def _signatories() -> dict[str, str]:
    """Người ký của Cơ quan with the title of each."""
    office = cached.organisation()
    signs = [s for s in office.signatories if s.get("name")] if office else []
    return {s["name"]: position(s.get("title", ""), state.words()) for s in signs}


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
    return " ".join(printable(text).split())[:LONGEST]


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
    return _every(text)[:MOST_PEOPLE]


def _every(text: str) -> tuple[str, ...]:
    lines = (_line(line) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def count(text: str, held: Held) -> int:
    """Số người có mặt đã ghi: those present, and the chair and the secretary, who may stand among them with
    or without a position.
    """
    every = (*_every(text), held.chair, held.secretary)
    return len({one.partition(",")[0].strip().casefold() for one in every if one})


def usual() -> dict[str, str]:
    """Who was there and where at the last decision of this meeting, else the office's signatories and the
    place of the last meeting: chair, venue, people, and no secretary, for who presses need not be the one;
    a title only where another is known.
    """
    found = _usual()
    known = _titles(found["people"])
    same = (
        f"{role}{TITLE}"
        for role in FIELDS[::2]
        if known.get(found[role].casefold()) == found[f"{role}{TITLE}"]
    )
    return found | dict.fromkeys(same, "")


def _usual() -> dict[str, str]:
    began, made = meeting.began(), cached.store().decisions()[:1]
    venue = next((str(last.details.get("venue", "")) for last in made), "")
    for last in made:
        if began is not None and last.details.get("began") == began.isoformat():
            secretary, _, title = str(last.details.get("secretary", "")).partition(", ")
            roles = _apart(str(last.details.get("chair", ""))) | {"secretary": secretary}
            return roles | {"secretary_title": title, "venue": venue, "people": "\n".join(last.people)}
    office, titles = cached.organisation(), _signatories()
    signs = [s for s in office.signatories if s.get("name") in titles] if office else []
    said = {s.get("role", ""): ", ".join(filter(None, (s["name"], titles[s["name"]]))) for s in signs}
    return _apart(said.get("authority", "")) | {
        "secretary": "",
        "secretary_title": "",
        "venue": venue,
        "people": "\n".join(who for role, who in said.items() if role != "authority"),
    }


def _apart(chair: str) -> dict[str, str]:
    """Họ tên and chức vụ of who presided."""
    name, _, title = chair.partition(", ")
    return {"chair": name, "chair_title": title}
