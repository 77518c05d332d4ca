"""Phương án đề nghị của cuộc họp: chosen, recorded, or taken from what is in view; a working copy last."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from budget.report.chart_style import short_name
from budget.report.workbook_comparison import MOST
from budget.store import SavedScenario
from pages.shared import cached, leader_order, parts, plan_new, proposed_reason, proposing, signing, state
from pages.shared.comparing import Compared

NAMED = 40
"""Letters of a plan's name beside the button that proposes one."""


def propose(scenario_id: int) -> None:
    """Đề nghị một phương án trong lần xem này, whichever comes into view; the one recorded, and without any
    that in view unless it is a working copy, is no choice of its own.
    """
    own, view = proposing.plan(), state.scenario_id()
    taken = own is None and scenario_id == view and not plan_new.is_copy(cached.store().scenario(scenario_id))
    state.choose("proposed", None if taken or scenario_id == own else scenario_id)


def proposed(compared: Compared) -> int:
    """Phương án đề nghị, as a position: the one that was chosen, else the one recorded, else the one in view,
    else the newest one decided on these data, else the first; a working copy only where there is no other.
    """
    ids = [saved.id for saved in compared.saved]
    decided = compared.decided.id if compared.decided else None
    copies = {saved.id for saved in compared.saved if plan_new.is_copy(saved)}
    told = (state.get("proposed"), proposing.plan())
    others = (state.scenario_id(), decided, *ids)
    wanted = (*told, *(one for one in others if one not in copies), *others)
    return next(ids.index(one) for one in wanted if one in ids)


def called(compared: Compared) -> str:
    """Đang đề nghị phương án nào, and whether it is decided, recorded (and changed since), chosen in this
    visit but not recorded, or only taken for now; a long name loses its end, and is whole where
    it is pointed at.
    """
    name = compared.saved[proposed(compared)].name
    said, whole = _called(compared, short_name(name, NAMED)), _called(compared, name)
    return f'<span class="saved" title="{escape(whole.replace("**", ""))}">{parts.rich(said)}</span>'


def _called(compared: Compared, name: str) -> str:
    w, here, last = state.words(), proposed(compared), proposing.recorded()
    plan = compared.saved[here]
    own = last is not None and proposing.plan_of(last) == plan.id
    if compared.decided and compared.decided.id == plan.id:
        return w.t("propose.decided", name=name)
    if last is not None and own and proposing.changed(last):
        return w.t("propose.chosen_before", name=name, was=last.details["number"], now=plan.number)
    key = "chosen" if own else "waits" if plan.id == state.get("proposed") else "taken"
    return w.t(f"propose.{key}", name=name)


def standing(compared: Compared) -> str:
    """Vì sao phương án này được coi là đề nghị: decided, proposed, or only taken for now."""
    plan = compared.saved[proposed(compared)].id
    decided = compared.decided is not None and compared.decided.id == plan
    own = plan in (proposing.plan(), state.get("proposed"))
    return state.words().t(f"propose.is_{'decided' if decided else 'proposed' if own else 'taken'}")


def chosen_by(scenario_id: int) -> str:
    """Ai ghi đề nghị và lúc nào, for the speaker; or that nobody has."""
    last = proposing.recorded()
    if last is not None and proposing.plan_of(last) == scenario_id:
        why = proposed_reason.said(proposing.reason())
        return f"{proposing.said(last)} {why}".rstrip()
    return state.words().t("propose.unrecorded")


def choose_proposed(compared: Compared, key: str, *, named: bool = True, reasoned: bool = False) -> int:
    """Ô chọn phương án đề nghị; says whether it is recorded, and where another one is in view, with the way
    to propose that. Not `named`: the page itself tells or asks the name. `reasoned`: with the fields of the
    order and of the reason, while the plan is not decided on.
    """
    ids = [saved.id for saved in compared.saved]
    names = state.told_apart({saved.id: saved.name for saved in compared.saved})
    here = proposed(compared)
    state.put(key, ids[here])

    def taken() -> None:
        propose(state.current(key))

    w, last = state.words(), proposing.recorded()
    own = last is not None and proposing.plan_of(last) == ids[here]
    again = last is not None and own and proposing.changed(last) is not None
    with st.container(horizontal=True, vertical_alignment="bottom", wrap=False):
        st.selectbox(w.t("meeting.proposed"), ids, format_func=names.__getitem__, key=key, on_change=taken)
        if not own or again:
            action = w.t("propose.record_again" if own else "propose.record")
            st.button(action, key=f"{key}.record", on_click=record, args=(ids[here], key))
    if reasoned and not (compared.decided and compared.decided.id == ids[here]):
        with st.container(horizontal=True):
            leader_order.box(compared.saved[here], key)
            proposed_reason.box(compared.saved[here], key, own=own)
        if proposed_reason.draft(compared.saved[here]):
            parts.note(w.t("propose.reason_meeting", record=w.t("propose.record")))
    if (not own or again) and named:
        signing.line(key)
    if last is not None:
        parts.note(proposing.said(last) if own else proposing.other(last))
    if plan_new.is_copy(compared.saved[here]):
        parts.message("warning", w.t("meeting.proposed_copy", name=compared.saved[here].name))
    view = next((one for one in cached.store().scenarios() if one.id == state.scenario_id()), None)
    chosen = state.get("proposed") in ids
    aside = view is not None and plan_new.is_copy(view) and state.scenario_id() in ids
    if (chosen or own or aside) and view is not None and view.id != ids[here]:
        told = "meeting.copy_viewed" if aside and not (chosen or own) else "meeting.another_viewed"
        action = "meeting.propose_viewed"
        about = {"name": names.get(view.id, view.name), "own": names[ids[here]], "action": w.t(action)}
        _another(view, w.t(told, **about), action, f"{key}.viewed")
    elif len(ids) > 1 and not chosen and last is None:
        mine, named = (
            of == ids[here] for of in (state.scenario_id(), compared.decided and compared.decided.id)
        )
        why = "done" if mine and named else "view" if mine else "decided" if named else "first"
        parts.note(w.t(f"meeting.proposed_{why}"))
    if compared.decided and compared.decided.id != ids[here]:
        said = w.t("meeting.another_decided", name=compared.decided.name)
        _another(compared.decided, said, "meeting.propose_decided", f"{key}.decided", "warning")
    return here


def _another(plan: SavedScenario, said: str, action: str, key: str, severity: str = "note") -> None:
    """Phương án khác với phương án đề nghị (in view, or decided): said, with the way to propose that."""
    with st.container(horizontal=True, vertical_alignment="center"):
        parts.message(severity, said)
        st.button(state.words().t(action), key=key, on_click=take_up, args=(plan.id,))


def take_up(scenario_id: int) -> None:
    """Đưa một phương án ra đề nghị, among those compared; where none were chosen, that in view comes in."""
    compared = state.compared()
    if compared and scenario_id not in compared:
        state.choose("compared", (*compared[: MOST - 1], scenario_id))
    propose(scenario_id)


def record(scenario_id: int, within: str = "") -> None:
    """Ghi phương án đề nghị của cơ quan, which everybody then sees until it is decided; with the reason that
    stands in the field `within` a page, or that an earlier version of the plan was recorded with.
    """
    saved = cached.store().scenario(scenario_id)
    proposing.record(saved, proposed_reason.take(scenario_id, within) or proposed_reason.of(saved))
    take_up(scenario_id)


def menu(saved: SavedScenario, do: Callable[[Callable[[], Any]], None]) -> None:
    """Đề nghị phương án này; once it is recorded since when, and the way back, which `do` carries out."""
    w, last = state.words(), proposing.recorded()
    if last is not None and proposing.plan_of(last) == saved.id:
        parts.note(proposing.said(last))
        if proposing.changed(last):
            st.button(
                w.t("propose.record_again"),
                key="plan.propose_again",
                icon=":material/co_present:",
                type="tertiary",
                on_click=do,
                args=(lambda: record(saved.id),),
            )
        st.button(
            w.t("propose.withdraw"),
            key="plan.withdraw",
            icon=":material/undo:",
            type="tertiary",
            on_click=do,
            args=(lambda: proposing.withdraw(saved),),
        )
    elif st.button(w.t("plan.propose"), key="plan.propose", icon=":material/co_present:", type="tertiary"):
        record(saved.id)
        st.switch_page("pages/present/meeting.py")
