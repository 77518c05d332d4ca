"""Cuộc họp: what is on, which slide, which plan is proposed; the bar with its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from budget.report.deck_story import Story
from budget.simulate import Result
from budget.store import DataVersion, SavedScenario
from pages.shared import cached, explaining, exporting, failing, frame, parts, state
from pages.shared.comparing import Compared
from pages.shared.meeting_typed import WRONG, free_keys

STYLE = Path(__file__).with_name("meeting.css")

LONG_TITLE = 120
"""Letters of a title, of which more would take three lines of the large ones."""

ASKING = "meeting.asking"
"""Whether the form of the decision is open: what is typed into it is no key of the slides."""

SLIDE, TRY, BEGAN = TOLD = ("slide", "try", "began")
"""What the address says of a running meeting."""

SLIDES = ("stand", "options", "years", "norm", "gains", "losses", "risks", "live", "decision")


@dataclass(frozen=True)
class Slide:
    """Một trang: its message, what it is about, what makes and draws it, and what gives what the speaker may
    say: the contents of a meeting show no more than the messages.
    """

    title: str
    subtitle: str
    draw: Callable[[], None]
    notes: Callable[[], Sequence[str]]


@dataclass(frozen=True, eq=False)
class Meeting:
    """Cuộc họp: the comparison that it looks at, and the plan that the office proposes; `held`: with the try
    of this number in its place.
    """

    version: DataVersion
    compared: Compared
    story: Story
    held: int | None = None

    @property
    def saved(self) -> SavedScenario:
        """Phương án đề nghị, as submitted."""
        return self.compared.saved[self.story.proposed]

    @property
    def result(self) -> Result:
        """Kết quả của phương án đề nghị, as submitted."""
        return self.story.result

    def ways(self, k: int, **choices: Any) -> Callable[..., str]:
        """Đường đến giải trình của phương án thứ k and back to this slide; of all units by default."""
        tried = self.held if k == self.story.proposed else None
        return self.compared.ways(k, **{**explaining.EVERY, "back": address(), "tried": tried, **choices})

    def apart(self, k: int, code: str = "") -> str:
        """Đường đến giải trình của chênh lệch so với căn cứ, of a unit or of all."""
        if self.story.shown.baseline is None:
            return self.ways(k)(code, "change")
        against = self.compared.saved[self.story.shown.baseline].id
        return self.ways(k, against=against)(code)

    def to_units(self, bands: Sequence[str], k: int | None = None) -> str:
        """Địa chỉ các đơn vị tăng, giảm by these bands in the plan proposed or in plan k, with the way
        back to this slide.
        """
        of = self.story.proposed if k is None else k
        if self.held and of == self.story.proposed:
            return ""
        return f"{self.compared.to_units(bands, of)}&{urlencode({frame.BACK: address()})}"


def story(compared: Compared, proposed: int, now: datetime) -> Story:
    """Mạch trình bày in the language and unit of money of the app."""
    office = exporting.office(cached.organisation(), state.person())
    return Story(compared.shown, proposed, state.words(), office, now)


def slides_of(meeting: Meeting) -> list[str]:
    """Các trang của cuộc họp: schools at norm only where a norm binds."""
    normed = meeting.story.found.schools_with_norm
    return [name for name in SLIDES if name != "norm" or normed]


def start() -> None:
    """Bắt đầu họp, from the first slide."""
    state.keep("meeting.began", datetime.now().astimezone())
    state.keep("meeting.at", SLIDES[0])
    go_on()


def go_on(*, over: bool = False) -> None:
    """Họp tiếp where the meeting was left; `over` to another plan, where that stands beside the others."""
    state.keep("meeting.on", True)
    if over:
        state.keep("meeting.at", SLIDES[1])


def began() -> datetime | None:
    """Lúc bắt đầu cuộc họp."""
    found: datetime | None = state.note("meeting.began")
    return found


def take_up(at: datetime | None) -> datetime | None:
    """Nhận lại cuộc họp đã bắt đầu lúc ấy, as if this window had begun it; None for none."""
    if at is not None:
        state.keep("meeting.began", at)
    return at


def stop() -> None:
    """Thoát khỏi chế độ họp."""
    state.keep("meeting.on", None)
    state.keep("meeting.black", None)
    state.keep(WRONG, None)
    tell(**dict.fromkeys(TOLD))


def address() -> str:
    """Địa chỉ của trang đang chiếu: opens the meeting where it is."""
    told = {name: st.query_params[name] for name in TOLD if name in st.query_params}
    there = state.link("meeting")
    return f"{there}{'&' if '?' in there else '?'}{urlencode(told)}"


def resume() -> None:
    """Họp tiếp where the address says, after another page or a new start of the browser."""
    asked = st.query_params.get(SLIDE)
    if not asked or on():
        return
    state.keep("meeting.on", True)
    state.keep("meeting.at", asked)
    with suppress(ValueError):
        state.keep("meeting.began", datetime.fromisoformat(st.query_params.get(BEGAN, "")).astimezone())


def tell(**told: object) -> None:
    """Ghi vào địa chỉ what `resume` needs: slide, try, beginning; None leaves one out."""
    for name, value in told.items():
        if value is None:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != str(value):
            st.query_params[name] = str(value)


def on() -> bool:
    """Đang họp."""
    return bool(state.note("meeting.on"))


def show(make: Callable[[], Slide], names: Sequence[str]) -> None:
    """Vẽ một trang with the bar; black while the screen is dark. The bar stands below a slide that could not
    be made, too: the meeting goes on with another.
    """
    st.html(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")
    here = place(names)
    _keys(names, here)
    if state.note("meeting.black"):
        parts.html('<div class="black"></div>')
        return
    with failing.guarded(f"meeting {names[here]}"):
        _draw(make())
    _bar(names, here)


def _draw(slide: Slide) -> None:
    second = f'<p class="below-message">{parts.rich(slide.subtitle)}</p>' if slide.subtitle else ""
    size = " long" if len(slide.title) > LONG_TITLE else ""
    parts.html(f'<h1 class="message-of-slide{size}">{escape(slide.title)}</h1>{second}')
    slide.draw()
    if state.note("meeting.notes"):
        said = "".join(f"<p>{escape(text)}</p>" for text in slide.notes())
        said = said or escape(state.words().t("meeting.no_notes"))
        parts.html(f'<div class="speech"><div>{said}</div></div>')


def place(names: Sequence[str]) -> int:
    """Vị trí của trang đang xem."""
    at = state.note("meeting.at", names[0])
    return list(names).index(at) if at in names else 0


def go(names: Sequence[str], to: int) -> None:
    """Sang trang: never past the first or the last."""
    state.keep("meeting.black", None)
    state.keep(WRONG, None)
    state.keep("meeting.at", names[min(max(to, 0), len(names) - 1)])


def _light(then: Callable[[], None] | None = None) -> None:
    """Sáng lại, and then what the key does in the light."""
    state.keep("meeting.black", None)
    if then is not None:
        then()


def _dark() -> None:
    state.keep("meeting.black", True)


def _speak() -> None:
    state.keep("meeting.notes", None if state.note("meeting.notes") else True)


def _keys(names: Sequence[str], here: int) -> None:
    """Keys of a clicker that no button shows: a button takes one key only. On the black screen no button is
    shown, so all keys are here, and each brings the slide back. None while a form is filled in.
    """
    last, black = len(names) - 1, bool(state.note("meeting.black"))
    unseen = [("PageDown", here + 1), ("PageUp", here - 1), ("Home", 0), ("End", last)]
    unseen += [("Right", here + 1), ("Left", here - 1)] if black else []
    with st.container(key="meeting-keys"):
        free_keys()
        if state.note(ASKING):
            return
        for shortcut, to in unseen:
            st.button(shortcut, key=f"meeting.{shortcut}", shortcut=shortcut, on_click=go, args=(names, to))
        for shortcut, then in (("B", None), ("D", None), ("N", _speak), ("X", stop)) if black else ():
            st.button(
                shortcut, key=f"meeting.dark.{shortcut}", shortcut=shortcut, on_click=_light, args=(then,)
            )


def _bar(names: Sequence[str], here: int) -> None:
    t = state.words().t
    buttons = (
        ("back", ":material/arrow_back:", "Left", go, (names, here - 1), here == 0),
        ("next", ":material/arrow_forward:", "Right", go, (names, here + 1), here == len(names) - 1),
        ("notes", ":material/speaker_notes:", "N", _speak, (), False),
        ("black", ":material/tv_off:", "B", _dark, (), False),
        ("full", ":material/fullscreen:", "F", None, (), False),
        ("leave", ":material/close:", "X", stop, (), False),
    )
    with st.container(key="meeting-bar", horizontal=True, wrap=False):
        for name, icon, shortcut, act, args, disabled in buttons:
            st.button(
                t(f"meeting.{name}"),
                key=f"meeting.{name}",
                icon=icon,
                shortcut=None if state.note(ASKING) else shortcut,
                on_click=act,
                args=args,
                disabled=disabled,
            )
        about = t("meeting.count", at=here + 1, n=len(names), slide=t(f"meeting.slide_{names[here]}"))
        parts.html(f'<span class="count">{escape(about)}</span>', "content")
