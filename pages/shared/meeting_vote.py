"""Kết quả biểu quyết: how many were for, against or of another opinion, as the officer gives it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from budget.report.record_said import VOTES
from pages.shared import parts, state

MOST = 999

Vote = dict[str, int | None]


def ask(present: int) -> Vote:
    """Các ô biểu quyết, folded: a meeting need not have voted. None where nothing was given; more than are
    `present` is told below them.
    """
    t = state.words().t
    with st.expander(t("meeting.vote"), key="fold.meeting.vote", on_change="rerun"):
        row = st.columns(len(VOTES))
        given: Vote = {
            one: column.number_input(
                t(f"meeting.vote_{one}"), 0, MOST, value=None, step=1, key=f"meeting.vote.{one}"
            )
            for one, column in zip(VOTES, row, strict=True)
        }
        if told := beyond(given, present):
            parts.message("error", told)
    return given


def beyond(given: Vote, present: int) -> str:
    """Nhiều phiếu hơn người dự, in a sentence; "" where it is not so."""
    votes = sum(n or 0 for n in given.values())
    return state.words().t("meeting.vote_beyond", n=votes, present=present) if votes > present else ""


def kept(given: Vote) -> dict[str, Any]:
    """As the record keeps it: nothing where no box was filled in, else what was left empty as 0."""
    if all(n is None for n in given.values()):
        return {}
    return {"vote": {one: int(n or 0) for one, n in given.items()}}
