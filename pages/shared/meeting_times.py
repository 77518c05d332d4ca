"""Giờ họp: when the meeting began and ended, as the officer mends them before the minutes are made."""

from __future__ import annotations

from datetime import time

from streamlit.delta_generator import DeltaGenerator

from pages.shared import meeting, state

Time = time | None


def ask(left: DeltaGenerator, right: DeltaGenerator) -> tuple[Time, Time]:
    """Ô nhập giờ bắt đầu, giờ kết thúc; the beginning stands there as the program saw it."""
    w, began = state.words(), meeting.began()
    opened = left.time_input(
        w.t("meeting.opened"), began.time() if began else None, key="meeting.opened", step=60
    )
    closed = right.time_input(
        w.t("meeting.closed"), None, key="meeting.closed", step=60, help=w.t("meeting.closed_help")
    )
    return opened, closed


def in_order(opened: Time, closed: Time) -> bool:
    """Giờ kết thúc không trước giờ bắt đầu."""
    return opened is None or closed is None or opened <= closed


def kept(opened: Time, closed: Time) -> dict[str, str]:
    """Giờ họp trong biên bản, hours and minutes; one that nobody gave is left out."""
    given = {"opened": opened, "closed": closed}
    return {name: f"{at:%H:%M}" for name, at in given.items() if at is not None}
