"""Lý do đề nghị: why the office proposes a plan, typed beside the choice of it, told by papers and slides."""

from __future__ import annotations

import streamlit as st

from budget.report.conclusion import reasoned
from budget.store import Decision, SavedScenario
from pages.shared import parts, proposing, state

KEPT = "proposed_reason"
"""Where the record of a decision and the office of a paper have it."""

AT = "proposed_at"
"""Where the record of a decision has when it was recorded."""

DRAFT = "propose.reason"
"""What is typed for the record to come, whichever plan is then chosen for it."""

ROOM = 110
"""Letters that stand in two lines of the slide of the decision; a longer reason is told by the speaker."""


def box(saved: SavedScenario, within: str, *, own: bool) -> None:
    """Ô lý do: of the plan recorded (`own`) kept at once, of another with the record that is to come."""
    w, key = state.words(), _key(saved.id, within)

    def typed() -> None:
        if own:
            proposing.give_reason(saved, state.current(key))
            st.toast(w.t("propose.kept"), icon=":material/check:")
        else:
            state.keep(DRAFT, state.current(key) or None)

    state.follow(key, proposing.reason() if own else state.note(DRAFT, ""))
    st.text_area(
        w.t("propose.reason_box"),
        key=key,
        max_chars=proposing.LONGEST_REASON,
        height="content",
        placeholder=w.t("propose.reason_hint"),
        on_change=typed,
    )


def stated(saved: SavedScenario, decision: Decision | None, within: str) -> None:
    """Lý do sẽ in trong giấy tờ: its field, and what is typed there waits for; of a plan decided on as its
    record has it.
    """
    if decision is not None:
        if why := said(of(saved, decision)):
            parts.note(why)
        return
    own, w = proposing.plan() == saved.id, state.words()
    box(saved, within, own=own)
    if not own and state.note(DRAFT):
        parts.note(w.t("propose.reason_waits", record=w.t("propose.record")))


def take(scenario_id: int, within: str) -> str:
    """Lý do đã gõ, for the record that is made now."""
    key, draft = _key(scenario_id, within), state.note(DRAFT, "")
    state.keep(DRAFT, None)
    return str(state.current(key) if state.holds(key) else draft)


def of(saved: SavedScenario, decision: Decision | None = None) -> str:
    """Lý do đề nghị phương án này; of a plan decided on that of its record, which is of what was submitted
    and so not of a plan that the meeting made of it. "" for none.
    """
    if decision is not None:
        return "" if decision.details.get("origin") else str(decision.details.get(KEPT, ""))
    return proposing.reason() if proposing.plan() == saved.id else ""


def draft(saved: SavedScenario) -> str:
    """Lý do đã gõ cho một phương án chưa ghi đề nghị; "" for none."""
    return "" if proposing.plan() == saved.id else proposing.worded(state.note(DRAFT, ""))


def before(saved: SavedScenario) -> str:
    """Lý do của phương án chưa chốt, as a meeting has it: recorded with the plan, else as typed."""
    return of(saved) or draft(saved)


def give(why: str) -> None:
    """Đặt lý do đã gõ: what a reload of the page has lost, or "" once a record has it."""
    state.keep(DRAFT, why or None)


def kept(saved: SavedScenario) -> dict[str, str]:
    """As the record of a decision keeps it, and when it was recorded with the plan; nothing where none was
    given.
    """
    given, last = before(saved), proposing.reasoned() if of(saved) else None
    return ({KEPT: given} | ({AT: last.at.isoformat()} if last else {})) if given else {}


def said(why: str) -> str:
    """Câu về lý do, as papers and the room have it; "" for none."""
    return reasoned(why, state.words())


def shown(told: str) -> str:
    """Câu về lý do on the slide of the decision; "" where it has no room."""
    return told if len(told) <= ROOM else ""


def _key(scenario_id: int, within: str) -> str:
    return f"{within}.reason.{scenario_id}"
