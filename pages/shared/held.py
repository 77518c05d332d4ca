"""Phương án và năm đã chọn: kept while an explanation of the status quo or of another year is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import streamlit as st

from pages.shared import state

NAMES = ("scenario", "year")
"""What is kept, in the order of the choice `own`; 0 where there is nothing to come back to."""


def beside(choices: Mapping[str, Any]) -> tuple[int, ...]:
    """Điều phải giữ khi mở giải trình với những lựa chọn này: the plan in view where the status quo of the
    data is explained, the year in view where another one is; what is kept already stays.
    """
    scenario, year = (*state.get("own"), 0, 0)[:2]  # an address may say fewer, or more
    if choices.get("scenario", ...) is None:
        scenario = scenario or state.scenario_id() or 0
    if choices.get("year", state.year()) != state.year():
        year = year or state.year() or 0
    return (scenario, year) if scenario or year else ()


def returned() -> None:
    """Lùi về giải trình bằng nút Back của trình duyệt: what its address explains is explained again, and what
    was chosen meanwhile is what is kept.
    """
    if state.get("own") or "own" not in st.query_params:
        return
    with suppress(ValueError):  # an address may hold anything
        kept = [int(part) for part in st.query_params["own"].split(",")]
        asked = {name: int(st.query_params.get(name, 0)) or None for name in NAMES}
        now = tuple((state.get(name) or 0) if value else 0 for name, value in zip(NAMES, kept, strict=False))
        for name, value in zip(NAMES, now, strict=False):
            if value:
                state.choose(name, asked[name])
        state.choose("own", now)


def again() -> None:
    """Trở lại phương án và năm đã chọn, on a page that explains nothing."""
    for name, value in zip(NAMES, state.get("own"), strict=False):
        if value:
            state.choose(name, value)
    state.choose("own", ())


def chooser(name: str, key: str = "", options: Sequence[Any] = ()) -> dict[str, Any]:
    """Như `state.chooser`; what is chosen by hand is not taken back."""
    widget = state.chooser(name, key, options)

    def taken() -> None:
        widget["on_change"]()
        state.choose(
            "own", tuple(0 if name == n else v for n, v in zip(NAMES, state.get("own"), strict=False))
        )

    return widget | {"on_change": taken}
