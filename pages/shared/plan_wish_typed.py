"""Gõ mức muốn giảm: a field beside the slider, for a level that its steps do not have."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from budget.report.entry import read_number
from pages.shared import parts, state

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def field(place: DeltaGenerator, slider: str, share: float, low: float, high: float) -> None:
    """Ô gõ mức phần trăm: shows the `share` of the `slider` (its key) and moves it, within `low` and `high`
    (fractions of one); what is no such level stands in the field and is said below.
    """
    w, key = state.words(), f"{slider}.typed"
    state.follow(key, w.numbers.rate(share))
    place.text_input(
        w.t("wish.typed"),
        key=key,
        max_chars=8,
        label_visibility="collapsed",
        on_change=_typed,
        args=(key, slider, low, high),
    )
    text = str(state.current(key))
    if _read(text, low, high) is None:
        parts.message("error", w.t("wish.typed_wrong", text=text, low=low, high=high))


def _typed(key: str, slider: str, low: float, high: float) -> None:
    level = _read(str(state.current(key)), low, high)
    if level is not None:
        state.put(slider, level)


def _read(text: str, low: float, high: float) -> float | None:
    """Mức đã gõ, a fraction of one; None for what is no level within reach."""
    with suppress(ValueError):
        read = read_number(text, state.words().numbers)
        if read is not None and low <= (level := float(read / 100)) <= high:
            return level
    return None
