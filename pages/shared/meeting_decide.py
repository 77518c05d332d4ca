"""Chốt phương án: the last slide, the dialog with the names, and the record that it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

import streamlit as st

from budget.afterwards import with_minimum
from budget.decision import beside, record
from budget.report.demanded_said import demanded
from budget.report.first_year_said import decided_year, first_year_said
from budget.report.ground_said import ground_said
from budget.report.hard_said import relies_said
from budget.report.pool_said import unearned_said, unsourced_said
from budget.report.record_said import changes_of, later_of, name_for, reach_of
from budget.report.workbook_comparison import MOST
from budget.risks import safety
from budget.scenario import Scenario, dump_scenario
from budget.scenario import changed as with_value
from budget.simulate import Result
from budget.store import Decision, SavedScenario, StoreError
from pages.shared import (
    cached,
    leader_order,
    meeting_asked,
    meeting_live,
    meeting_minimum,
    meeting_named,
    meeting_options,
    meeting_parts,
    meeting_people,
    meeting_proposed,
    meeting_record,
    meeting_tries,
    meeting_turns,
    meeting_vote,
    parts,
    plan_new,
    proposed_reason,
    signing,
    state,
)
from pages.shared.meeting import ASKING, Meeting, Slide

LONGEST_NOTE = 2000


def slide(meeting: Meeting) -> Slide:
    """Trang kết luận: what is to be decided, or the record of what was."""
    w, saved = state.words(), meeting.saved
    made, tried = meeting_record.decision_on(saved, meeting.version), meeting_live.working(meeting)
    changed = tried is not None and tried.fingerprint != meeting.result.fingerprint
    if made is not None and not changed:
        title = w.t("meeting.decided_title", name=saved.name, at=made.decided_at)
    elif tried is not None and changed:
        # the levels that the try has, not those that were submitted
        details = _record(meeting, tried)
        name = name_for(saved.name, details, w)
        title = w.t("meeting.decide_title_changed", name=name)
    else:
        key = "decide_title_turned" if meeting_turns.over(meeting) else "decide_title"
        title = w.t(f"meeting.{key}", name=saved.name)
    done = made is not None and not changed
    subtitle = meeting_asked.subtitle(meeting.story, done=done, changed=changed)
    subtitle = ". ".join(filter(None, (subtitle, meeting_live.missed(meeting, tried)))).removesuffix(".")
    why = meeting_record.reason(made) if made is not None and done else _why(saved)
    found = tried if tried is not None and changed else meeting.result

    def notes() -> list[str]:
        year = meeting.story.shown.year
        asked = made.details if made is not None and done else leader_order.answers(saved, found, year)
        return [w.t("meeting.decide_note"), *filter(None, [why]), *demanded(asked, w)]

    return Slide(title, subtitle, lambda: _draw(meeting, made, tried, changed=changed), notes)


def _draw(meeting: Meeting, made: Decision | None, tried: Result | None, *, changed: bool) -> None:
    w = state.words()
    said = state.note("meeting.refused")
    if said:
        parts.message("error", said)
        state.keep("meeting.refused", None)
    if made is not None and not changed:
        with st.container(horizontal=True):
            meeting_record.take(made, "meeting.minutes")
            copied = st.button(w.t("meeting.copy"), key="meeting.copy", icon=":material/content_copy:")
        if copied:
            _copy(meeting)
        # how it was voted and concluded first, what is long below
        above = [
            meeting_record.voted(made),
            meeting_record.about(made),
            proposed_reason.shown(meeting_record.reason(made)),
            meeting_record.minimum(made),
            meeting_record.reached(made),
        ]
        below = [
            relies_said(meeting.result, made.details["year"], w),
            meeting_record.unearned(made),
            meeting_record.people(made),
            w.t("meeting.locked"),
            meeting_record.stamp(made.details),
        ]
        # an order stands as it was typed, whatever marks it has
        lines = (
            meeting_parts.rich(above)
            + meeting_parts.paragraphs(*demanded(made.details, w))
            + meeting_parts.rich(below)
        )
        meeting_parts.beside(
            meeting_asked.both(made.details, meeting.story, "decided_years"),
            f'<div class="wide many">{_changes(changes_of(made.details, w))}{lines}</div>',
        )
        return
    if tried is None:
        parts.message("error", w.t("meeting.not_computed"))
        return
    details = _record(meeting, tried)
    # above the figures, so that it is in view however long they are
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            w.t("meeting.decide"),
            key="meeting.decide",
            type="primary",
            icon=":material/gavel:",
            shortcut=None if state.note(ASKING) else "D",
            on_click=state.keep,
            args=(ASKING, True),
        )
        if changed:
            parts.note(w.t("meeting.locked_copy" if meeting.saved.locked else "meeting.decided_copy"))
        else:
            first = escape(first_year_said(meeting.story))
            parts.html(f'<p class="first-year">{first}</p>', "content")
    year = details["year"]
    ground = ground_said(tried, year, w, "plain")
    # that nothing was changed is in the title
    reach = reach_of(details, w) if changed or details["earlier"] else ""
    later, about = later_of(details, w, brief=True), details["concluded"]
    # what is decided on may rest on revenue that fails
    rests = (relies_said(tried, year, w), unearned_said(tried, year, w, named=False))
    of_year = meeting_asked.of_year(meeting.story, " ".join(filter(None, rests)), ground)
    why = "" if changed else proposed_reason.shown(_why(meeting.saved))
    told = meeting_parts.paragraphs(why, *demanded(details, w), *of_year, reach, later)
    owing = safety(tried)["owing"].get(about["last"], 0)
    asked = meeting_parts.rich([meeting_record.asked(about, owing), unsourced_said(about, w)])
    text = f'<div class="wide many">{_changes(changes_of(details, w))}{asked}{told}</div>'
    story = (meeting_live.tried(meeting) or meeting).story
    both = meeting_asked.both(details, story, "decide_years") if changed else ""
    meeting_parts.beside(both or meeting_asked.by_year(meeting), text)
    if state.note(ASKING):
        _dialog(meeting, tried)


def _why(saved: SavedScenario) -> str:
    """Câu về lý do đề nghị phương án chưa chốt."""
    return proposed_reason.said(proposed_reason.before(saved))


def _record(meeting: Meeting, tried: Result) -> dict[str, Any]:
    """Nội dung quyết định; who gains and loses stands against the basis of the comparison."""
    story = meeting.story
    found = record(meeting.result, tried, story.shown.year, story.basis)
    year, plans = story.shown.year, zip(meeting.compared.saved, story.shown.results, strict=True)
    compared = [{"name": plan.name, "number": plan.number} | beside(result, year) for plan, result in plans]
    about = {
        "basis": story.basis_name,
        "earlier": meeting_record.earlier(meeting.version, year),
        "compared": compared,
    }
    return {**found, **about, **leader_order.of(meeting.saved), "turns": meeting_turns.kept(meeting)}


def _changes(said: Sequence[str]) -> str:
    """What the meeting changed of the plan as submitted, old and new."""
    if not said:
        return ""
    head = escape(state.words().t("meeting.changes"))
    return f"<p>{head}</p><ul>{''.join(f'<li>{escape(line)}</li>' for line in said)}</ul>"


def _dialog(meeting: Meeting, tried: Result) -> None:
    w, saved = state.words(), meeting.saved
    before = _record(meeting, tried)
    told_of = {"first": decided_year(meeting.story), "year": before["year"]}
    titled = "decide_year" if told_of["first"] == told_of["year"] else "decide_year_first"

    @st.dialog(w.t(f"meeting.{titled}", **told_of), width="large", on_dismiss=_close)
    def ask() -> None:
        # what is decided, and beside it who decides: one window holds both
        plan, form = st.columns((11, 12), gap="medium")
        with plan:
            for one in before["earlier"][:1]:
                told = {"year": before["year"], "name": one["name"]}
                parts.message("warning", w.t("meeting.second", at=datetime.fromisoformat(one["at"]), **told))
            if deeper := meeting_options.deeper_said((meeting_live.tried(meeting) or meeting).story):
                parts.message("warning", deeper)
            chosen, scenario, details = _settled(meeting, tried, before)
            said = changes_of(details, w)
            # what a lever was tried at is a plan of its own; to cut further may have been planned before
            same = plan_new.alike(scenario, saved.base_year) if chosen.further else None
            name = meeting_named.ask(meeting, details, said, same)
        with form:
            usual = meeting_people.usual()
            held = meeting_people.ask(usual)
            left, right = st.columns(2, vertical_alignment="bottom")
            people = meeting_people.ask_present(left, usual)
            note = right.text_area(
                w.t("meeting.remark"), key="meeting.remark", max_chars=LONGEST_NOTE, height=72
            )
            there = meeting_people.count(people, held)
            vote = meeting_vote.ask(there)
            meeting_people.told(held)
        with st.container(horizontal=True, vertical_alignment="bottom", key="meeting-lock"):
            officer = signing.field("meeting.officer", w.t("meeting.officer"))
            pressed = st.button(w.t("meeting.confirm"), key="meeting.confirm", type="primary")
            present, author = meeting_people.present(people, held), " ".join(officer.split())
            required = _required(author, present, chosen)
            lacking = _lacking(required, held, chosen) or meeting_vote.beyond(vote, there)
            if pressed and lacking:
                parts.message("error", lacking)
            elif still := meeting_people.open_fields(
                held, people, note, [*required, *meeting_minimum.still(chosen)]
            ):
                parts.note(still)
        if not pressed or lacking:
            return
        kept = meeting_people.kept(held) | meeting_vote.kept(vote, there) | meeting_tries.kept(meeting)
        kept |= {"note": note.strip()} | meeting_minimum.kept(chosen) | proposed_reason.kept(saved)
        new = " ".join(name.split())
        if said and not same and new in ("", saved.name):
            new = meeting_named.new(meeting, details)
        signing.give(author)
        _decide(meeting, scenario, present, {**details, **kept}, same or new)
        _close()
        st.rerun()

    ask()


def _settled(
    meeting: Meeting, tried: Result, before: Mapping[str, Any]
) -> tuple[meeting_minimum.Chosen, Scenario, Mapping[str, Any]]:
    """What is done about the units below the legal minimum, the plan with it, and its record."""
    about, scenario = before["concluded"], meeting_live.working_scenario(meeting)
    chosen = meeting_minimum.ask(about, tried)
    if not chosen.further:
        return chosen, scenario, before
    scenario = with_minimum(tried)
    result = cached.result(scenario, meeting.version.id)
    meeting_minimum.then(result, tried, before["year"])
    return chosen, scenario, _record(meeting, result)


def _required(author: str, present: Sequence[str], chosen: meeting_minimum.Chosen) -> list[str]:
    """What must be given and is not, by name."""
    given = {"minimum": chosen.choice is not None, "people": bool(present), "officer": bool(author)}
    return [state.words().t(f"meeting.required_{what}") for what, there in given.items() if not there]


def _lacking(required: Sequence[str], held: meeting_people.Held, chosen: meeting_minimum.Chosen) -> str:
    """Why the plan is not locked yet, in one sentence; "" for nothing."""
    w, t = state.words(), state.words().t
    if required:
        return t("meeting.not_locked", listed=w.list(required))
    if not meeting_people.in_order(held):
        return t("meeting.times_wrong")
    without = meeting_minimum.unreasoned(chosen)
    return t("conclusion.reason_missing", names="; ".join(without)) if without else ""


def _close() -> None:
    state.keep(ASKING, None)


def _decide(
    meeting: Meeting,
    scenario: Scenario,
    people: tuple[str, ...],
    details: Mapping[str, Any],
    to: SavedScenario | str,
) -> None:
    """Chốt bản trình, or where the meeting changed it the saved plan that is the same, or else a copy with
    what it changed, under a name of its own (`to`): the plan as submitted stays. A refusal of the store is
    said on the slide.
    """
    store, author, saved = cached.store(), cached.author(), meeting.saved
    decided = saved
    try:
        if details["mark"] != meeting.result.fingerprint:
            said = changes_of(details, state.words())
            decided = _stored(meeting, scenario, to, said) if isinstance(to, str) else to
            # its name is part of the plan, and so of the mark that its papers bear
            kept = cached.result(cached.scenario(decided.text), meeting.version.id)
            details = {**details, "mark": kept.fingerprint, "origin": saved.name}
        store.decide(
            meeting.version.id,
            decided.id,
            author,
            submitted=saved.version_id,
            people=people,
            details=details,
            expected_version=decided.number,
        )
    except StoreError as error:
        state.keep("meeting.refused", state.words().t(error.kind, **error.numbers))
        return
    meeting_live.forget(meeting)
    proposed_reason.give("")
    state.choose("scenario", decided.id)
    _look_at(saved.id, decided.id, beside=True)


def _stored(meeting: Meeting, scenario: Scenario, name: str, said: Sequence[str]) -> SavedScenario:
    """The plan decided on as one of its own; its description says what the meeting changed, because that of
    the plan as submitted holds no more.
    """
    w, day = state.words(), datetime.now().astimezone().date()
    about = w.t("meeting.copy_note", name=meeting.saved.name, day=day, changes="; ".join(said))
    scenario = with_value(scenario, ("name",), name)
    scenario = with_value(scenario, ("note",), about)
    text, note = dump_scenario(scenario), w.t("meeting.version_note")
    return cached.store().save_scenario(name, text, cached.author(), meeting.saved.base_year, note)


def _copy(meeting: Meeting) -> None:
    """Nhân bản phương án đã chốt, and go on with the copy."""
    saved = meeting.saved
    copy = cached.store().duplicate_scenario(saved.id, plan_new.copy_name(saved), cached.author())
    _look_at(saved.id, copy.id)
    st.rerun()


def _look_at(old: int, new: int, *, beside: bool = False) -> None:
    """The other plan takes the place of the one in view; in the comparison too, or stands `beside` the others
    there where there is room: last, so that each keeps the mark by which the meeting spoke of it.
    """
    compared = state.compared()
    last = beside and old in compared and len(compared) < MOST
    found = (*compared, new) if last else tuple(new if one == old else one for one in compared)
    # a plan that is decided on may stand in the comparison already
    state.choose("compared", tuple(dict.fromkeys(found)))
    if state.scenario_id() == old:
        state.choose("scenario", new)
    meeting_proposed.propose(new)
