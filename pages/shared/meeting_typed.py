"""Gõ mức của một cần: a field beside its steps, for a level that no step leads to."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from budget.live import ROADMAP, Lever, least, most
from budget.report.lever_said import level_said
from pages.shared import parts, state

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

WRONG = "meeting.typed_wrong"
"""The lever and what was typed for it that is no level that it takes."""

KEYS = Path(__file__).with_name("meeting_keys.js")

EXAMPLE = Decimal("0.125")


def field(place: DeltaGenerator, lever: Lever, take: Callable[[Decimal], None]) -> None:
    """Ô gõ mức, in percent or in points of a roadmap; `take` hears what was typed, a fraction of one within
    the reach of the lever.
    """
    w, key = state.words(), f"meeting.typed.{lever.id}"
    asked = w.t("meeting.type_points" if lever.id == ROADMAP else "meeting.type_value")
    place.text_input(
        asked,
        key=key,
        placeholder=asked,
        label_visibility="collapsed",
        max_chars=8,
        on_change=_typed,
        args=(lever, key, take),
    )


def free_keys() -> None:
    """Trả phím cho trang: Enter and Escape leave a field, so that the keys of the slides work again; F fills
    the screen.
    """
    st.html(f"<script>{KEYS.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)


def refusal(lever: Lever) -> None:
    """Câu về mức vừa gõ mà cần không nhận, until another slide is shown."""
    w = state.words()
    of, wrong = state.note(WRONG, ("", ""))
    low = least(lever.id)
    if wrong and of == lever.id:
        parts.note(
            w.t(
                "meeting.type_wrong",
                text=wrong,
                least=level_said(lever.id, low, w) if low else "0",
                most=level_said(lever.id, most(lever), w),
                example=EXAMPLE,
            )
        )


def _typed(lever: Lever, key: str, take: Callable[[Decimal], None]) -> None:
    text = str(state.current(key)).strip()
    read = state.words().numbers.read(text.replace("%", "").lstrip("+"))
    fits = read is not None and least(lever.id) <= read / 100 <= most(lever)
    state.put(key, "")
    state.keep(WRONG, None if fits or not text else (lever.id, text))
    if read is not None and fits:
        take(read / 100)
