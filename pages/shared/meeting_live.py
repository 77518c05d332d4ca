"""Thử tại chỗ: two levers on a working copy, what they give at once, and every try with the way back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from html import escape
from typing import Any

import streamlit as st

from budget.decision import figures, outcome_of, record
from budget.degrees import degrees
from budget.indicators import indicators
from budget.live import CAP, ROADMAP, STOOD, Lever, all_levers, live_levers, stepped, steps, with_levers
from budget.other_years import other_years
from budget.report.ground_said import ground_said
from budget.report.lever_said import level_said, lever_name, step_said
from budget.report.other_years_said import other_years_said
from budget.report.printed import seen_change
from budget.report.record_said import name_for
from budget.report.risk_words import year_spans
from budget.report.tried_asks_said import asks_said
from budget.report.workbook_comparison import comparison
from budget.scenario import Scenario
from budget.scenario import changed as with_value
from budget.shortfall import asks_of
from budget.simulate import Result
from pages.shared import (
    cached,
    meeting_figures,
    meeting_levers,
    meeting_tried,
    meeting_typed,
    meeting_way,
    parts,
    state,
    trying,
)
from pages.shared.meeting import Meeting, Slide
from pages.shared.meeting_tries import began, in_meeting, tries

GROUNDED = 4
"""Tries beside which the slide has room for what the law asks of the plan; of more the speaker has it."""

LEVEL = {"norm_gap": "level", "saved": "saved", "missing": "lacking"}
"""What the message tells where the schools get what was submitted: figure -> its sentence."""
SUBMITTED = "meeting.see_submitted"
"""Whether the slides of who gains and loses show the plan as submitted though a try is held."""

HELD = "meeting.values"
"""The levels that the meeting holds, by the version of the plan that they are tried on."""

Values = dict[str, float | None]


def slide(meeting: Meeting) -> Slide:
    """Trang hai cần: the message says what the working copy gives."""
    w, saved = state.words(), meeting.saved
    year = meeting.story.shown.year
    there = live_levers(cached.scenario(saved.text), year, meeting.version.base_year)
    tried, now, others, asks = working(meeting), meeting.result, list[list[int]](), ""
    if tried is None or tried.fingerprint == now.fingerprint:
        title = w.t("meeting.live_title_same" if there else "meeting.live_title_none")
    else:
        was, made = figures(now, year), figures(tried, year)
        schools = [indicators(one, year, one.units.school).increase for one in (now, tried)]
        change = seen_change(w.numbers, *schools)
        way = "up" if change > 0 else "down" if change < 0 else "still" if was == made else "level"
        shown = "norm_gap"
        if way == "level":
            # the first of them that moves so that it can be read
            moves = (what for what in LEVEL if not w.numbers.slight(made[what] - was[what]))
            shown = next(moves, shown)
            way = LEVEL[shown]
        others = other_years(now, tried, year) if way == "still" else []
        # no title tells the better half alone
        lacks = {"before": was["missing"], "after": made["missing"]}
        slight = w.numbers.slight(made["missing"] - was["missing"])
        beside = "" if slight else w.t("meeting.live_title_and_lacking", **lacks)
        had, asked_now = asks_of(now, tried, year)
        asks = asks_said((had, asked_now), w)
        asked = "_asks" if asks and way == "still" else ""
        title = w.t(
            f"meeting.live_title_{'other_years' if others else way}{asked}",
            asks=asks,
            change=w.numbers.visible(abs(change)),
            before=was[shown],
            after=made[shown],
            lacking=beside,
            year=year,
            years=year_spans([one for one, *_ in others]),
        )
        # what the title has not told stands below it
        asks = "" if asked or not asks else w.t("meeting.live_asks", before=had, after=asked_now)
    below = other_years_said(others, w) or _way(meeting, there, tried)
    below = below or w.t("meeting.live_subtitle", name=saved.name, year=year, unit=w.numbers.unit_name())
    return Slide(
        title,
        " ".join(filter(None, (below, asks))),
        lambda: _draw(meeting, there, tried),
        lambda: _notes(meeting, tried),
    )


def _notes(meeting: Meeting, tried: Result | None) -> list[str]:
    """Lời cho người trình: what the law asks of the plan where tries take its room on the slide."""
    w, many = state.words(), len(in_meeting(meeting)) > GROUNDED
    ground = ground_said(tried, meeting.story.shown.year, w, "plain") if tried is not None and many else ""
    return [*filter(None, [ground]), w.t("meeting.live_note"), w.t("meeting.live_copy")]


def _way(meeting: Meeting, there: tuple[Lever, ...], tried: Result | None) -> str:
    """Câu về mục tiêu giảm chi của bản thử: what is missed and how far the roadmap would have to go, or what
    to lower for a cut of just the target; "" where neither is to be said, or nothing is tried.
    """
    year, held = meeting.story.shown.year, _held(meeting)
    if tried is None or not held:
        return missed(meeting, tried)
    ids = [lever.id for lever in there if lever.key in held]
    if not (said := missed(meeting, tried)):
        # a roadmap that was raised on purpose is not to be lowered again
        return meeting_way.to_lower(tried, year) if ids == ["target"] else ""
    start = trying.exactly(held.get(ROADMAP)) or Decimal(0)
    if start < 0 or not any(lever.id == ROADMAP for lever in there):
        return said
    way = meeting_way.to_raise(
        tried, year, lambda level: trying.scenario(meeting.saved, {**held, ROADMAP: float(level)}), start
    )
    return f"{said} {way}".rstrip()


def missed(meeting: Meeting, tried: Result | None) -> str:
    """Câu về mục tiêu giảm chi không đạt in the year in view, as `missed_said`."""
    return meeting_way.missed_said(tried, meeting.story.shown.year)


def holds(meeting: Meeting) -> bool:
    """Đang giữ một bản thử khác bản trình."""
    tried = working(meeting) if _held(meeting) else None
    return tried is not None and tried.fingerprint != meeting.result.fingerprint


def levels(meeting: Meeting, *, submitted: bool = False) -> list[tuple[str, int, float | None]]:
    """Các mức đang thử, or those `submitted`, as the log holds them: lever, its year or 0, level."""
    held, there = _held(meeting), all_levers(cached.scenario(meeting.saved.text))
    own = {one.key: None if one.value is None else float(one.value) for one in there}
    values = own if submitted else held
    return [(one.id, one.year or 0, values[one.key]) for one in there if one.key in held]


def working_scenario(meeting: Meeting) -> Scenario:
    """Bản thử: the proposed plan with the levers where they stand. Raises ScenarioError."""
    return trying.scenario(meeting.saved, _held(meeting))


def working(meeting: Meeting) -> Result | None:
    """Kết quả của bản thử; None where the law does not let it compute."""
    law = None if _held(meeting) else meeting.result.law
    result = cached.result(working_scenario(meeting), meeting.version.id, law)
    return result if result.computed else None


def forget(meeting: Meeting) -> None:
    """Về bản trình; an address that still names a try does not bring it back."""
    _hold(meeting, {})


def drop() -> None:
    """Bỏ mọi bản thử, of whatever plan."""
    state.keep(HELD, None)
    state.keep(SUBMITTED, None)


def any_held() -> bool:
    """Đang giữ bản thử của một phương án nào đó."""
    return any(state.note(HELD, {}).values())


def resume(meeting: Meeting, asked: str) -> int | None:
    """Id của lần thử đang giữ, for the address; a new visit takes up the one that was `asked` for there."""
    if meeting.saved.version_id not in state.note(HELD, {}) and asked:
        found = next((entry for entry in tries(meeting) if str(entry.id) == asked), None)
        _hold(meeting, found.details["values"] if found else {})
    return _number(meeting)


def _number(meeting: Meeting) -> int | None:
    """The log's id of the try that is held."""
    held = _held(meeting)
    return next((e.id for e in tries(meeting) if e.details["values"] == held), None) if held else None


def _draw(meeting: Meeting, found: tuple[Lever, ...], tried: Result | None) -> None:
    w, made = state.words(), in_meeting(meeting)
    # beside the notes, too, the steps of a lever have room in a row
    left, right = st.columns((14, 19), gap="large")
    with left, st.container(key="meeting-levers", gap="small"):
        first = meeting_levers.first_of(meeting, found, _held(meeting))
        for lever in found:
            if lever.id == CAP or lever == first:
                _lever(meeting, lever)
        if not found:
            parts.note(w.t("meeting.no_levers"))
        with st.container(horizontal=True, gap="small"):
            st.button(
                w.t("meeting.as_submitted"),
                key="meeting.reset",
                on_click=forget,
                args=(meeting,),
                disabled=not _held(meeting),
                icon=":material/undo:",
            )
            meeting_levers.other(found, first)
    with right:
        if tried is None:
            for item in cached.result(working_scenario(meeting), meeting.version.id).findings:
                parts.finding(item)
        else:
            meeting_figures.draw(meeting, tried, _number(meeting), ground=len(made) <= GROUNDED)
        if made:
            meeting_tried.draw(meeting, made, _held(meeting), _hold)
        else:
            parts.note(w.t("meeting.tries_none", seconds=STOOD.seconds))
            parts.note(w.t("meeting.live_elsewhere"))


def _lever(meeting: Meeting, lever: Lever) -> None:
    """One lever: its value in large figures between its steps. Buttons, so that the keys of the slides stay
    free: a slider would take the clicker's.
    """
    w, value = state.words(), _value(meeting, lever)
    said, first = (level_said(lever.id, level, w) for level in (value, lever.value))
    label = lever_name(lever.id, lever.year or 0, w)
    with st.container(border=True, key=f"meeting-lever-{lever.id}", gap="small"):
        head, entry = st.columns((3, 1), vertical_alignment="center")
        head.html(
            f'<div class="lever"><span class="what">{escape(label)}</span>'
            f'<span class="now">{escape(said)}</span></div>'
        )
        meeting_typed.field(entry, lever, lambda after: _take(meeting, lever, after))
        held = "" if lever.id == ROADMAP else w.t("meeting.submitted_value", value=first) + ". "
        about = meeting_levers.about(meeting, lever, working(meeting))
        parts.html(f'<div class="lever-of">{parts.rich(held + about)}</div>')
        meeting_typed.refusal(lever)
        if lever.id == CAP and value is not None and _idle(meeting):
            parts.note(w.t("meeting.cap_idle", value=value))
        with st.container(horizontal=True, gap="small", wrap=False):
            for n, step in enumerate(steps(lever.id)):
                after = stepped(lever.id, value, step)
                st.button(
                    step_said(lever.id, step, w),
                    key=f"meeting.step.{lever.id}.{n}",
                    on_click=_try,
                    args=(meeting, lever, after),
                    disabled=after == value,
                )
            if lever.id == CAP:
                st.button(
                    w.t("meeting.take_off"),
                    key="meeting.step.cap.off",
                    on_click=_try,
                    args=(meeting, lever, None),
                    disabled=value is None,
                )


def _idle(meeting: Meeting) -> bool:
    """Trần không chạm trường nào: without it every unit gets the same in the year in view."""
    free = cached.result(with_levers(working_scenario(meeting), {CAP: None}), meeting.version.id)
    return meeting_levers.same(working(meeting), free, meeting.story.shown.year)


def _value(meeting: Meeting, lever: Lever) -> Decimal | None:
    held = _held(meeting)
    return trying.exactly(held[lever.key]) if lever.key in held else lever.value


def _take(meeting: Meeting, lever: Lever, value: Decimal) -> None:
    if value != _value(meeting, lever):
        _try(meeting, lever, value, typed=True)


def _try(meeting: Meeting, lever: Lever, value: Decimal | None, *, typed: bool = False) -> None:
    """Ghi một lần thử, with what it gave and the meeting that it belongs to, by when that began."""
    year = meeting.story.shown.year
    turned: Values = {**_held(meeting), lever.key: None if value is None else float(value)}
    _hold(meeting, turned)
    state.keep(SUBMITTED, None)
    result = working(meeting)
    details: dict[str, Any] = {
        "name": meeting.saved.name,
        "levers": levels(meeting),
        "before": levels(meeting, submitted=True),
        "data": meeting.version.id,
        "version": meeting.saved.version_id,
        "values": turned,
        "lever": lever.key,
        "typed": typed,
        "year": year,
        "began": began(),
    }
    if result is not None:
        found = figures(result, year)
        was = figures(meeting.result, year)
        of = {"saved": "saved", "change": "support", "gap": "norm_gap"}
        gives = {what: found[figure] - was[figure] for what, figure in of.items()}
        details |= {"figures": found, "mark": result.fingerprint, "gives": gives}
        details |= outcome_of(meeting.result, result, year)
        details["other_years"] = other_years(meeting.result, result, year)
        if any(name == ROADMAP for name, *_ in details["levers"]):
            details |= degrees(meeting.result, result, year)
    cached.store().add_log(cached.author(), trying.ACTION, trying.subject(meeting.saved), details)


def tried(meeting: Meeting) -> Meeting | None:
    """Cuộc họp với bản thử in the place of the plan as submitted; None where no try is held."""
    result = working(meeting)
    if result is None or not holds(meeting):
        return None
    shown = meeting.story.shown
    # its name says the levels that it has
    said = record(meeting.result, result, shown.year, meeting.story.basis)
    name = name_for(meeting.result.scenario.name, said, state.words())
    result = replace(result, scenario=with_value(result.scenario, ("name",), name))
    results = [result if k == meeting.story.proposed else one for k, one in enumerate(shown.results)]
    key = (*(one.fingerprint for one in results), shown.year, shown.baseline)
    found = cached.derived("comparison", key, lambda: comparison(results, shown.year, shown.baseline))
    story, compared = replace(meeting.story, shown=found), replace(meeting.compared, shown=found)
    return replace(meeting, compared=compared, story=story, held=_number(meeting))


def _held(meeting: Meeting) -> Values:
    held: Values = state.note(HELD, {}).get(meeting.saved.version_id, {})
    return held


def _hold(meeting: Meeting, values: Values) -> None:
    state.keep(HELD, {**state.note(HELD, {}), meeting.saved.version_id: dict(values)})
