"""Gõ mức của một cần tỷ lệ: a field beside the slider, for a level that its steps do not have."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from budget.report.entry import read_number
from pages.shared import parts, plan_left, state

WIDTH = 76
"""Pixels of the field: “12,25 %”."""


def field(label: str, slider: str, share: float, *, disabled: bool = False, low: float, high: float) -> str:
    """Ô gõ mức phần trăm: shows the `share` of the `slider` (its key) and moves it, within `low` and `high`
    (fractions of one); what is no such level stays there, to be said below (`refused`). Gives its text.

    Each level has a field of its own: one that followed the slider would come back from the browser with the
    level before last as if that had been typed, and undo what was moved meanwhile.
    """
    w = state.words()
    shown = w.numbers.rate(share)
    key = f"{slider}.typed.{shown}"
    typed = st.text_input(
        w.t("lever.typed", label=label),
        shown,
        key=key,
        max_chars=8,
        width=WIDTH,
        label_visibility="collapsed",
        disabled=disabled,
        on_change=_typed,
        args=(key, shown, slider, low, high),
    )
    return str(typed)


def refused(text: str, low: float, high: float) -> None:
    """Nói rằng chữ trong ô không phải là mức nào trong khoảng; nothing where it is."""
    if _read(text, low, high) is None:
        parts.message("error", state.words().t("lever.typed_wrong", text=text, low=low, high=high))


def _typed(key: str, shown: str, slider: str, low: float, high: float) -> None:
    text = str(state.current(key))
    level = _read(text, low, high)
    # the field of a level that has been left comes back from the browser once, with the text that it had
    if level is not None and text != shown:
        state.put(slider, level)
        plan_left.heard(slider)


def _read(text: str, low: float, high: float) -> float | None:
    """Mức đã gõ, a fraction of one; None for what is no level within reach."""
    with suppress(ValueError):
        read = read_number(text, state.words().numbers)
        if read is not None and low <= (level := float(read / 100)) <= high:
            return level
    return None
