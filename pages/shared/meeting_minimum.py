"""Đơn vị giảm chưa đủ mức tối thiểu: what the meeting chooses for them, asked in the decision's dialog."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from budget.afterwards import to_minimum
from budget.report.conclusion import CHOICES, KEEP
from budget.report.risk_words import lacking_said
from budget.simulate import Result
from pages.shared import parts, state

OPEN = "open"
LONGEST_REASON = 120
"""Letters of a reason: it stands in the decision of a unit, which is one page."""


def ask(details: Mapping[str, Any], tried: Result) -> tuple[str, str]:
    """Hướng xử lý and its reason, under the units with their years and amounts of `tried`; ("", "") where no
    unit stays below the minimum, or it is left open.
    """
    w, concluded = state.words(), details["concluded"]
    below = concluded["below"]
    if not below:
        return "", ""
    lines = "".join(f"<li>{escape(line)}</li>" for line in lacking_said(to_minimum(tried), w))
    said = w.t("conclusion.ask", n=below, first=concluded["first"], last=concluded["last"])
    parts.html(f'<p class="lever-note">{escape(w.t("conclusion.ask_units", said=said))}</p><ul>{lines}</ul>')
    choice = st.radio(
        w.t("conclusion.ask_choice"),
        (*CHOICES, OPEN),
        index=len(CHOICES),
        format_func=lambda one: w.t(f"conclusion.ask_{one}"),
        key="meeting.minimum",
        horizontal=True,
    )
    reason = ""
    if choice == KEEP:
        reason = st.text_input(
            w.t("conclusion.ask_reason"), key="meeting.minimum_reason", max_chars=LONGEST_REASON
        )
    return ("", "") if choice == OPEN else (choice, " ".join(reason.split()))


def reasoned(chosen: tuple[str, str]) -> bool:
    """A plan kept below the minimum needs its reason."""
    return chosen[0] != KEEP or bool(chosen[1].strip(" ."))


def kept(chosen: tuple[str, str]) -> dict[str, Any]:
    """As the record of the decision keeps it; nothing while it is left open."""
    return {"minimum": {"choice": chosen[0], "reason": chosen[1]}} if chosen[0] else {}
