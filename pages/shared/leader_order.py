"""Yêu cầu của lãnh đạo: the order that plans answer, typed where one is proposed, printed as it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from budget.decision import answered
from budget.printable import printable
from budget.report.demanded_said import ORDER, ordered
from budget.simulate import Result
from budget.store import Decision, SavedScenario
from pages.shared import cached, parts, state

ACTION = "order_set"
"""A line of the log; the newest of a base year holds, whichever plan is proposed; empty takes it back."""

LONGEST = 400


def box(saved: SavedScenario, within: str) -> None:
    """Ô yêu cầu, kept at once: it is the office's, and stays where another plan is proposed."""
    w, key = state.words(), f"{within}.order"

    def typed() -> None:
        _give(saved, state.current(key))
        st.toast(w.t("propose.kept"), icon=":material/check:")

    state.follow(key, _given(saved))
    st.text_area(
        w.t("order.box"),
        key=key,
        max_chars=LONGEST,
        height="content",
        placeholder=w.t("order.hint"),
        on_change=typed,
    )


def stated(saved: SavedScenario, decision: Decision | None, within: str) -> None:
    """Yêu cầu sẽ in trong giấy tờ: its field; of a plan decided on as its record has it."""
    if decision is None:
        box(saved, within)
    elif told := ordered(of(saved, decision), state.words()):
        # as it was typed, whatever marks it has
        parts.html(f'<p class="note">{escape(told)}</p>')


def of(saved: SavedScenario, decision: Decision | None = None) -> Mapping[str, str]:
    """Yêu cầu as a record and the office of a paper keep it, of a plan decided on that of its record; nothing
    where none was given.
    """
    given = str(decision.details.get(ORDER, "")) if decision else _given(saved)
    return {ORDER: given} if given else {}


def answers(saved: SavedScenario, result: Result, year: int) -> dict[str, Any]:
    """Đối chiếu yêu cầu của một bản chưa chốt, as the record of its decision would have it."""
    return {**answered(result, year), **of(saved)}


def _given(saved: SavedScenario) -> str:
    last = next(iter(cached.store().log(1, action=ACTION, subject=_subject(saved))), None)
    return str(last.details.get(ORDER, "")) if last else ""


def _give(saved: SavedScenario, typed: str) -> None:
    before, given = _given(saved), " ".join(printable(typed).split())[:LONGEST]
    if given != before:
        about = {ORDER: given, "before": before}
        cached.store().add_log(cached.author(), ACTION, _subject(saved), about)


def _subject(saved: SavedScenario) -> str:
    """Năm gốc: an order about the data of one year is none about those of the next."""
    return f"year:{saved.base_year}"
