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
from budget.report.workbook_comparison import MOST
from budget.simulate import Result
from budget.store import DataVersion, SavedScenario
from pages.shared import cached, explaining, exporting, failing, frame, parts, proposing, state
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
    """Một trang: its message, what it is about, what draws it, and what the speaker may say."""

    title: str
    subtitle: str
    draw: Callable[[], None]
    notes: Sequence[str] = ()


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
    office = exporting.office(cached.organisation(), cached.author())
    return Story(compared.shown, proposed, state.words(), office, now)


def slides_of(meeting: Meeting) -> list[str]:
    """Các trang của cuộc họp: schools at norm only where a norm binds."""
    normed = meeting.story.found.schools_with_norm
    return [name for name in SLIDES if name != "norm" or normed]


def propose(scenario_id: int) -> None:
    """Đề nghị một phương án trong lần xem này, whichever comes into view; the one recorded, and without any
    that in view, is no choice of its own.
    """
    first = proposing.plan() or state.scenario_id()
    state.choose("proposed", None if scenario_id == first else scenario_id)


def proposed(compared: Compared) -> int:
    """Phương án đề nghị, as a position: the one that was chosen, else the one recorded, else the one in view,
    else the newest one decided on these data, else the first.
    """
    ids = [saved.id for saved in compared.saved]
    decided = compared.decided.id if compared.decided else None
    wanted = (state.get("proposed"), proposing.plan(), state.scenario_id(), decided)
    return next((ids.index(one) for one in wanted if one in ids), 0)


def choose_proposed(compared: Compared, key: str) -> int:
    """Ô chọn phương án đề nghị; says whether it is recorded, and where another one is in view, with the way
    to propose that.
    """
    ids = [saved.id for saved in compared.saved]
    names = state.told_apart({saved.id: saved.name for saved in compared.saved})
    here = proposed(compared)
    state.put(key, ids[here])

    def taken() -> None:
        propose(state.current(key))

    w, last = state.words(), proposing.recorded()
    own = last is not None and proposing.plan_of(last) == ids[here]
    with st.container(horizontal=True, vertical_alignment="bottom", wrap=False):
        st.selectbox(w.t("meeting.proposed"), ids, format_func=names.__getitem__, key=key, on_change=taken)
        if not own:
            st.button(w.t("propose.record"), key=f"{key}.record", on_click=record, args=(ids[here],))
    if last is not None:
        parts.note(proposing.said(last) if own else proposing.other(last))
    view = next((one for one in cached.store().scenarios() if one.id == state.scenario_id()), None)
    chosen = state.get("proposed") in ids
    if (chosen or own) and view is not None and view.id != ids[here]:
        said = w.t("meeting.another_viewed", name=names.get(view.id, view.name))
        _another(view, said, "meeting.propose_viewed", f"{key}.viewed")
    elif len(ids) > 1 and not chosen and last is None:
        decided = compared.decided and compared.decided.id in ids
        done = compared.decided is not None and compared.decided.id == ids[here] == state.scenario_id()
        why = "done" if done else "view" if state.scenario_id() in ids else "decided" if decided else "first"
        parts.note(w.t(f"meeting.proposed_{why}"))
    if compared.decided and compared.decided.id != ids[here]:
        said = w.t("meeting.another_decided", name=compared.decided.name)
        _another(compared.decided, said, "meeting.propose_decided", f"{key}.decided", "warning")
    return here


def _another(plan: SavedScenario, said: str, action: str, key: str, severity: str = "note") -> None:
    """Phương án khác với phương án đề nghị (in view, or decided): said, with the way to propose that."""
    with st.container(horizontal=True, vertical_alignment="center"):
        parts.message(severity, said)
        st.button(state.words().t(action), key=key, on_click=take_up, args=(plan.id,))


def take_up(scenario_id: int) -> None:
    """Đưa một phương án ra đề nghị, among those compared; where none were chosen, that in view comes in."""
    compared = state.compared()
    if compared and scenario_id not in compared:
        state.choose("compared", (*compared[: MOST - 1], scenario_id))
    propose(scenario_id)


def record(scenario_id: int) -> None:
    """Ghi phương án đề nghị của cơ quan, which everybody then sees until it is decided."""
    proposing.record(cached.store().scenario(scenario_id))
    take_up(scenario_id)


def menu(saved: SavedScenario, do: Callable[[Callable[[], Any]], None]) -> None:
    """Đề nghị phương án này; once it is recorded since when, and the way back, which `do` carries out."""
    w, last = state.words(), proposing.recorded()
    if last is not None and proposing.plan_of(last) == saved.id:
        parts.note(proposing.said(last))
        st.button(
            w.t("propose.withdraw"),
            key="plan.withdraw",
            icon=":material/undo:",
            type="tertiary",
            on_click=do,
            args=(lambda: proposing.withdraw(saved),),
        )
    elif st.button(w.t("plan.propose"), key="plan.propose", icon=":material/co_present:", type="tertiary"):
        record(saved.id)
        st.switch_page("pages/present/meeting.py")


def start() -> None:
    """Bắt đầu họp, from the first slide."""
    state.keep("meeting.began", datetime.now().astimezone())
    state.keep("meeting.at", SLIDES[0])
    go_on()


def go_on() -> None:
    """Họp tiếp where the meeting was left."""
    state.keep("meeting.on", True)


def began() -> datetime | None:
    """Lúc bắt đầu cuộc họp."""
    found: datetime | None = state.note("meeting.began")
    return found


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
        said = "".join(f"<p>{escape(text)}</p>" for text in slide.notes)
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
