"""Giao diện sáng, tối: the choice for this browser, as Streamlit's own menu would keep it."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from pages.shared import frame, parts, state

SCRIPT = Path(__file__).with_name("themes.js")
CHOSEN = Path(__file__).with_name("theme_chosen.js")

CHOICES = {"System": "devices", "Light": "light_mode", "Dark": "dark_mode"}
"""Names by which Streamlit knows them -> icon; the first follows the computer."""


def choice() -> None:
    """Chọn giao diện; the page opens anew in it, with what its address holds."""
    w = state.words()
    parts.note(w.t("organisation.theme_now", theme=w.t(f"organisation.theme_{state.theme()}").lower()))
    with st.container(horizontal=True):
        for name, icon in CHOICES.items():
            label = w.t(f"organisation.theme_{name.lower()}")
            if st.button(label, key=f"organisation.theme.{name}", icon=f":material/{icon}:"):
                _take(name)
    script = CHOSEN.read_text(encoding="utf-8").replace("NAMES", json.dumps(list(CHOICES)))
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def _take(name: str) -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    script = script.replace("PAGES", json.dumps(["", *frame.FILES])).replace("WANTED", json.dumps(name))
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
