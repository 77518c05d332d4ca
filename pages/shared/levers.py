"""Cần điều chỉnh: one input each with its label, today's value, the legal mark and a reset.

Every lever follows the saved value: undo or another scenario moves it; what is typed stays until it is saved.
Figures are printed in the app's language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pages.shared import levers_typed, parts, plan_left, state


def share(
    label: str,
    key: str,
    value: float,
    *,
    high: float = 1.0,
    low: float = 0.0,
    step: float = 0.01,
    default: float | None = None,
    today: str = "",
    mark: str = "",
    hint: str = "",
    disabled: bool = False,
) -> float:
    """Cần tỷ lệ: a slider over fractions of one, printed as percents, and a field to type it. Gives the
    fraction.

    `today` and `mark` are sentences for the line below ("hiện nay 12,4 %", "mốc 19 %, chưa xác nhận");
    `default` is what the reset goes back to.
    """
    n = state.words().numbers
    places = max(0, len(f"{step:.10f}".rstrip("0").split(".")[1]))
    count = round((high - low) / step)
    options = {round(low + i * step, places + 2) for i in range(count + 1)} | {value}
    if default is not None:
        options.add(default)
    state.follow(key, value)
    options.add(state.current(key))
    _label(label, key, default, hint)
    reach = {"low": min(low, value), "high": max(high, value)}
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"slid-{key}"):
        chosen = st.select_slider(
            label,
            sorted(options),
            format_func=n.rate,
            key=key,
            label_visibility="collapsed",
            disabled=disabled,
            on_change=plan_left.heard,
            args=(key,),
        )
        typed = levers_typed.field(label, key, chosen, disabled=disabled, **reach)
    levers_typed.refused(typed, **reach)
    below(today, mark)
    return float(chosen)


def number(
    label: str,
    key: str,
    value: int,
    *,
    low: int = 0,
    high: int | None = None,
    step: int = 1,
    default: int | None = None,
    today: str = "",
    mark: str = "",
    hint: str = "",
    disabled: bool = False,
) -> int:
    """Cần số nguyên (a year, a number of months)."""
    state.follow(key, value)
    _label(label, key, default, hint)
    chosen = st.number_input(
        label,
        min_value=low,
        max_value=high,
        step=step,
        format="%d",
        key=key,
        label_visibility="collapsed",
        disabled=disabled,
        on_change=plan_left.heard,
        args=(key,),
    )
    below(today, mark)
    return int(chosen if chosen is not None else value)


def choice(
    label: str,
    key: str,
    value: str,
    options: Sequence[str],
    name: Callable[[str], str],
    *,
    today: str = "",
    mark: str = "",
    hint: str = "",
    disabled: bool = False,
) -> str:
    """Cần lựa chọn among a few: buttons side by side; `name` gives the words of an option."""
    state.follow(key, value)
    _label(label, key, None, hint)
    chosen = st.segmented_control(
        label,
        options,
        format_func=name,
        key=key,
        required=True,
        label_visibility="collapsed",
        disabled=disabled,
        on_change=plan_left.heard,
        args=(key,),
    )
    below(today, mark)
    return str(chosen or value)


def switch(
    label: str, key: str, value: bool, *, mark: str = "", hint: str = "", disabled: bool = False
) -> bool:
    """Cần bật tắt."""
    state.follow(key, value)
    chosen = st.toggle(
        label, key=key, help=hint or None, disabled=disabled, on_change=plan_left.heard, args=(key,)
    )
    below(mark)
    return bool(chosen)


def _label(label: str, key: str, default: Any, hint: str) -> None:
    """The label, and beside it the reset where the lever stands elsewhere than its default."""
    w = state.words()
    with st.container(horizontal=True, vertical_alignment="center", key=f"lever-{key}"):
        st.markdown(f"**{label}**", help=hint or None, width="content")
        if default is not None and state.current(key) != default:
            st.button(
                w.t("lever.reset"),
                key=f"{key}.reset",
                type="tertiary",
                on_click=_reset,
                args=(key, default),
            )


def _reset(key: str, default: Any) -> None:
    state.put(key, default)
    plan_left.heard(key)


def below(*sentences: str) -> None:
    """Dòng dưới một cần: what there is of `sentences`."""
    said = " · ".join(sentence for sentence in sentences if sentence)
    if said:
        parts.html(f'<p class="lever-note">{parts.rich(said)}</p>')
