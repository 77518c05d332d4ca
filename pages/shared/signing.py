"""Ghi tên ai: the name under which the log, decisions and notes keep what is done, told before it is done."""

from __future__ import annotations

import streamlit as st

from pages.shared import cached, parts, state

LONGEST = 200


def line(key: str) -> None:
    """Dòng ghi tên beside a button that writes, with the way to change it; says where no name is known."""
    w, name = state.words(), cached.author()
    said = w.t("named.as", name=name) if name else w.t("named.nobody")

    def keep() -> None:
        typed = " ".join(str(state.current(f"{key}.signing")).split())
        if typed != cached.author():
            cached.store().set_settings({"officer": typed}, author=typed)

    with st.container(horizontal=True, vertical_alignment="center", key=f"signing-{key}"):
        parts.html(f'<p class="lever-note">{parts.rich(said)}</p>', "content")
        with st.popover(w.t("named.change" if name else "named.give"), type="tertiary"):
            state.follow(f"{key}.signing", name)
            st.text_input(
                w.t("named.name"),
                key=f"{key}.signing",
                max_chars=LONGEST,
                help=w.t("named.kept"),
                on_change=keep,
            )


def field(key: str, label: str) -> str:
    """Ô ghi tên in a form that is sent at once: the name known, to be changed there."""
    w = state.words()
    return st.text_input(label, cached.author(), key=key, max_chars=LONGEST, help=w.t("named.kept"))
