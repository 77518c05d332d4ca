"""Kết quả biểu quyết và ý kiến thảo luận: how many were for, against or of another opinion, and what was
said, as the officer gives it.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from budget.report.vote_said import VOTES, minor, not_voting
from pages.shared import parts, state

MOST = 999
LONGEST = 2000
"""Letters of what was said."""

SAID = "meeting.discussed"

Vote = dict[str, int | None]


def ask(present: int) -> Vote:
    """Các ô biểu quyết và ý kiến, folded: a meeting need not have voted. None where nothing was given; who
    counts as `present`, or that fewer voted, is told above them, more votes below.
    """
    t = state.words().t
    with st.expander(t("meeting.vote"), key="fold.meeting.vote", on_change="rerun"):
        above, row = st.container(), st.columns(len(VOTES))
        given: Vote = {
            one: column.number_input(
                t(f"meeting.vote_{one}"), 0, MOST, value=None, step=1, key=f"meeting.vote.{one}"
            )
            for one, column in zip(VOTES, row, strict=True)
        }
        told = beyond(given, present)
        quiet = "" if told else silent(given, present)
        with above:  # where it moves no box
            parts.note(quiet or t("meeting.vote_present", present=present))
        if told:
            parts.message("error", told)
        elif minor(given, present):
            parts.message("warning", t("meeting.vote_minor", n=given["for"], present=present))
        st.text_area(t("meeting.discussed"), key=SAID, max_chars=LONGEST, height=72)
    return given


def beyond(given: Vote, present: int) -> str:
    """Nhiều phiếu hơn người dự, in a sentence; "" where it is not so."""
    votes = sum(n or 0 for n in given.values())
    return state.words().t("meeting.vote_beyond", n=votes, present=present) if votes > present else ""


def silent(given: Vote, present: int) -> str:
    """Bao nhiêu người có mặt không biểu quyết, in a sentence: it may be so, or a box may have been forgotten;
    "" where all voted, or no box was filled in.
    """
    left = 0 if _empty(given) else not_voting(given, present)
    told = {"present": present, "n": present - left, "silent": left}
    return state.words().t("meeting.vote_silent", **told) if left else ""


def kept(given: Vote, present: int) -> dict[str, Any]:
    """As the record keeps it, with how many were `present`: nothing where no box was filled in, else what was
    left empty as 0; and what was said.
    """
    said = str(state.current(SAID) or "").strip() if state.holds(SAID) else ""
    discussed = {"discussed": said} if said else {}
    if _empty(given):
        return discussed
    return {"vote": {one: int(n or 0) for one, n in given.items()} | {"present": present}, **discussed}


def _empty(given: Vote) -> bool:
    return all(n is None for n in given.values())
