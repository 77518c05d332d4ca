"""Các mức đã thử cạnh nhau: a row each with what it gives, the newest last, and the way back to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import streamlit as st

from budget.report.lever_said import level_said
from budget.store import LogEntry
from pages.shared import state
from pages.shared.meeting import Meeting
from pages.shared.meeting_tries import made_on

MOST = 7
"""Tries that the slide has room for on the officer's screen; those before stand in the log."""

HEADS = ("saved", "increase", "short", "deeper")
WIDE = (6, 1)
"""Shares of a row: its figures, and the way back."""

Values = dict[str, float | None]


def draw(meeting: Meeting, made: Sequence[LogEntry], held: Values, back: Callable[..., None]) -> None:
    """Bảng các lần thử, `made` newest first; `back` takes the meeting and the levels of one, `held` are those
    in view.
    """
    w = state.words()
    shown = made[:MOST][::-1]
    more = len(made) - len(shown)
    heads = [
        w.t("meeting.tries_last" if more else "meeting.tries", n=len(shown), more=more),
        *(w.t(f"meeting.tried_{what}") for what in HEADS),
    ]
    with st.container(key="meeting-tries", gap="small"):
        st.columns(WIDE)[0].html(_row("head", heads))
        for entry in shown:
            own = entry.details.get("version") == meeting.saved.version_id
            now = own and entry is made[0] and dict(entry.details["values"]) == held
            said, way = st.columns(WIDE, vertical_alignment="center")
            said.html(_row("now" if now else "", _cells(meeting, entry, own=own)))
            if own:
                way.button(
                    w.t("meeting.go_back"),
                    key=f"meeting.back.{entry.id}",
                    on_click=back,
                    args=(meeting, entry.details["values"]),
                    disabled=now,
                )


def _row(mark: str, cells: Sequence[str]) -> str:
    return f'<div class="tried {mark}">{"".join(f"<span>{escape(one)}</span>" for one in cells)}</div>'


def _cells(meeting: Meeting, entry: LogEntry, *, own: bool) -> list[str]:
    """Mức, giảm, cấp, thiếu nguồn và ai thiếu hơn; a line of an older version has no figures."""
    w, told = state.words(), entry.details
    level = "; ".join(
        w.t(f"meeting.tried_{_key(lever, year)}", value=level_said(lever, value, w), year=year)
        for lever, year, value in told.get("levers", ())
    )
    cells = [level if own else w.t("meeting.tried_on", name=_named(meeting, entry), level=level)]
    found: dict[str, Any] = told.get("figures", {})
    if not found:
        return cells
    short = w.t("meeting.tried_lacks", n=found["deficit_units"], amount=found["missing"])
    cells += [w.numbers.money(found["saved"]), w.numbers.money(found["increase"]), short]
    return [*cells, w.numbers.count(len(told["deeper"]))] if "deeper" in told else cells


def _key(lever: str, year: int) -> str:
    return "rate_year" if lever == "rate" and year else lever


def _named(meeting: Meeting, entry: LogEntry) -> str:
    """Phương án khác được thử, by its tag where it stands beside this one."""
    compared = zip(meeting.compared.saved, meeting.compared.tags, strict=True)
    found = (tag for one, tag in compared if one.version_id == entry.details.get("version"))
    return next(found, "") or str(made_on(entry).get("on", {}).get("name", ""))
