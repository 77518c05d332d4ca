"""Ghi tên ai: the name under which the log, decisions and notes keep what is done, told before it is done.

The program asks for no password: each window has the name that was given there, and its browser remembers it.
"""

from __future__ import annotations

import re
from typing import Literal

import streamlit as st

from pages.shared import cached, parts, state

NAMED = "person_name"
"""Action of the log: somebody named himself."""

_MARKS = re.compile(r"([\\`*_\[\]$:~#])")
"""What Streamlit would take for more than a letter of a name."""

NAME_WIDTH = 320
"""Pixels of the field of a name that stands in a line."""

ASKED = "signing.asked"
"""Note: the name has been asked for."""

ANSWERED = '<style>[data-testid="stToast"] { display: none; }</style>'
"""Takes away the note that asks for a name, the only one of its kind, as soon as it was given."""


def give(typed: str) -> None:
    """Khai tên: from now on everything in this window bears it. The log keeps whose name stood before, or
    since when there was none.
    """
    before, since, name = state.person(), state.note(cached.UNNAMED), state.named(typed)
    if name == before:
        return
    state.put_person(name)
    state.keep(cached.UNNAMED, None)
    about = {"name": name, "before": before} | ({"since": since.isoformat()} if since else {})
    cached.store().add_log(name or before, NAMED, "person", about)


def line(key: str) -> None:
    """Dòng ghi tên beside a button that writes, with the way to change it; says where no name is known."""
    w, name = state.words(), state.person()
    said = w.t("named.as", name=name) if name else w.t("named.nobody")
    with st.container(horizontal=True, vertical_alignment="center", key=f"signing-{key}"):
        parts.html(f'<p class="lever-note">{parts.rich(said)}</p>', "content")
        with st.popover(w.t("named.change" if name else "named.give"), type="tertiary"):
            _entry(f"{key}.signing")


def ask(key: str, said: str) -> bool:
    """Dòng hỏi tên with its field before something is begun, where nobody gave one in this window; it blocks
    nothing. Once given here, the name stands in its place: what is below does not move under a hand. Whether
    it asks or tells the name.
    """
    here = f"signing.asked.{key}"
    if state.person():
        if there := bool(state.note(here)):
            line(key)
        return there
    state.keep(here, value=True)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"signing-{key}"):
        _entry(f"{key}.signing", NAME_WIDTH)
        parts.html(f'<p class="lever-note asked">{parts.rich(said)}</p>', "content")
    return True


def beside() -> None:
    """Ai đang làm, in the sidebar: the name, which a press changes. Without one it is asked for once
    something was written, in a note that passes; not on the screen of a meeting, which has no sidebar.
    """
    w, name = state.words(), state.person()
    unnamed = state.note(cached.UNNAMED) is not None
    if unnamed and not state.note(ASKED) and not state.note("meeting.on"):
        state.keep(ASKED, value=True)
        st.toast(w.t("named.ask"), icon=":material/signature:", duration="long")
    elif name and state.note(ASKED):
        # what was asked for is there
        parts.html(ANSWERED)
    with st.popover(
        _MARKS.sub(r"\\\1", name) or w.t("named.give"),
        type="primary" if unnamed else "tertiary",
        icon=":material/person:",
        help=w.t("named.who", name=name) if name else w.t("named.nobody"),
        key="side-person",
    ):
        _entry("side.signing")


def _entry(key: str, width: int | Literal["stretch"] = "stretch") -> None:
    w = state.words()
    state.follow(key, state.person())
    st.text_input(
        w.t("named.name"),
        key=key,
        max_chars=state.LONGEST_NAME,
        help=w.t("named.kept"),
        width=width,
        on_change=lambda: give(str(state.current(key))),
    )


def field(key: str, label: str) -> str:
    """Ô ghi tên in a form that is sent at once: the name known, to be changed there."""
    w = state.words()
    return st.text_input(label, state.person(), key=key, max_chars=state.LONGEST_NAME, help=w.t("named.kept"))
