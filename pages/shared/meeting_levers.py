"""Lời của một cần trong cuộc họp: of what it is a share, and what its measure gives beside the whole plan."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import streamlit as st

from budget.cuts import measure_cuts
from budget.idle import idle_measures
from budget.indicators import indicators
from budget.live import CAP, NEARED, ROADMAP, Lever, all_levers, applies_to
from budget.money import total, whole
from budget.planning import on_roadmap
from budget.report.workbook_measures import levels, names_of, selector_words
from budget.simulate import Result
from pages.shared import plan_idle, state
from pages.shared.meeting import Meeting

CHOSEN = "meeting.first_lever"
"""The lever that the presenter turned to, by its id; "" until then."""


def about(meeting: Meeting, lever: Lever, now: Result | None) -> str:
    """Các câu dưới mức của một cần; `now` is the working copy, None where it could not be computed."""
    return ". ".join(
        filter(
            None,
            (
                _of(meeting, lever, now),
                _later(meeting, lever),
                _kept(meeting, lever),
                _idle(meeting, lever, now) or _gives(meeting, lever, now),
            ),
        )
    )


def _of(meeting: Meeting, lever: Lever, now: Result | None) -> str:
    """Câu về phạm vi của một cần: of what it is a share, and of how many units."""
    w, result = state.words(), meeting.result
    if result.steps is None:
        return ""
    units, base = applies_to(lever, result.steps, result)
    key, which = lever.id, ""
    if lever.path[0] == "reductions":
        measure = result.scenario.reductions[int(lever.path[1])]
        which = selector_words(measure.units, w, "service", names_of(result.units))
        if lever.id == "target" and measure.of != "base":
            key = "target_quo"
    said = w.t(f"meeting.lever_of_{key}", base=result.years[0], n=units, amount=base, which=which)
    return _aims(meeting, said, now) if lever.id == ROADMAP else said


def _aims(meeting: Meeting, said: str, now: Result | None) -> str:
    """Mục tiêu nào, as submitted and as tried `now`, and hiện trạng đang ở đâu: of the units on the roadmap
    as submitted, in the year in view, from the lowest to the highest.
    """
    w, story, year = state.words(), meeting.story, meeting.story.shown.year
    units, told = on_roadmap(meeting.result), []
    for of, figure in ((meeting.result, "target"), (now or meeting.result, "target"), (story.quo, "ratio")):
        ends = of[figure][units, of.year(year)]
        if np.isnan(ends).any():
            return said
        low, high = (w.numbers.percent(float(end)) for end in (ends.min(), ends.max()))
        told.append(low if low == high else w.t("meeting.lever_between", low=low, high=high))
    was, tried, quo = told
    aim = was if was == tried else w.t("meeting.from_to", before=was, after=tried)
    return w.t("meeting.lever_aims", of=said, year=year, aim=aim, now=quo)


def _later(meeting: Meeting, lever: Lever) -> str:
    """Câu về cần của một năm sau năm đang xem, which turns nothing in it: a target alone is neared before."""
    late = lever.id not in NEARED and (lever.year or 0) > meeting.story.shown.year
    return state.words().t("meeting.lever_later", year=lever.year) if late else ""


def _kept(meeting: Meeting, lever: Lever) -> str:
    """Câu về mức của các năm sau, which the lever does not turn; "" where none has one of its own."""
    w, year = state.words(), lever.year or 0
    same = [one for one in all_levers(meeting.result.scenario) if one.path[:-1] == lever.path[:-1]]
    later = {one.year: one.value for one in same if one.year and one.year > year and one.value is not None}
    return w.t("meeting.lever_kept", listed=levels(later, w.numbers.rate, w, None)) if later else ""


def _idle(meeting: Meeting, lever: Lever, now: Result | None) -> str:
    """Vì sao biện pháp của cần không lấy gì in the year in view; "" where it takes something."""
    if lever.path[0] != "reductions" or now is None:
        return ""
    year = meeting.story.shown.year
    idle = idle_measures(now, year)[int(lever.path[1])]
    return plan_idle.said_of(idle, year).removesuffix(".") if idle else ""


def _gives(meeting: Meeting, lever: Lever, now: Result | None) -> str:
    """Câu về số giảm của riêng biện pháp, beside that of the whole plan, or what the roadmap asks and frees;
    "" where the lever turns neither.
    """
    year = meeting.story.shown.year
    if lever.id == ROADMAP and now is not None:
        return _asks(meeting.result, now, year)
    if lever.path[0] != "reductions" or now is None:
        return ""
    own = measure_cuts(now, year)[int(lever.path[1])]
    if own.taken == indicators(now, year).saved:
        return ""
    key = "lever_gives_target" if lever.id == "target" else "lever_gives"
    return state.words().t(f"meeting.{key}", year=year, own=own.taken)


def _asks(submitted: Result, now: Result, year: int) -> str:
    """Lộ trình đòi hỏi gì in the year, and why a total stands still though units get other amounts."""
    asked = {"revenue": "roadmap_revenue", "saving": "roadmap_saving", "own": "released", "rest": "cut"}
    found = {end: total(whole(now[what][:, now.year(year)])) for end, what in asked.items()}
    said = state.words().t("meeting.lever_gives_roadmap", year=year, **found)
    moved = not same(now, submitted, year)
    if moved and indicators(now, year).saved == indicators(submitted, year).saved:
        said += ". " + state.words().t("meeting.lever_same_roadmap")
    return said


def first_of(meeting: Meeting, levers: tuple[Lever, ...], held: Mapping[str, object]) -> Lever | None:
    """Cần đứng trước trần: what cuts or pays, or the roadmap where that turns nothing in the year in view or
    the roadmap is being tried; the presenter turns to the `other`. None where the plan has neither.
    """
    main = [lever for lever in levers if lever.id != CAP]
    if len(main) < 2:
        return main[0] if main else None
    chosen = state.note(CHOSEN, "")
    if not chosen:
        idle = bool(_idle(meeting, main[0], meeting.result)) and main[0].key not in held
        chosen = ROADMAP if idle or ROADMAP in held else main[0].id
    return next((lever for lever in main if (lever.id == ROADMAP) == (chosen == ROADMAP)), main[0])


def other(levers: tuple[Lever, ...], shown: Lever | None) -> None:
    """Nút chuyển sang cần kia, where the plan has two that bring money in."""
    rest = [lever for lever in levers if lever.id != CAP and lever != shown]
    if shown is None or not rest:
        return
    key = rest[0].id if rest[0].id == ROADMAP else "main" if rest[0].path[0] == "reductions" else "pool"
    st.button(
        state.words().t(f"meeting.other_{key}"),
        key="meeting.other",
        on_click=state.keep,
        args=(CHOSEN, rest[0].id),
        icon=":material/swap_vert:",
    )


def same(one: Result | None, other: Result, year: int) -> bool:
    """Hai kết quả cấp cho mọi đơn vị như nhau trong năm, to the đồng; no where either was not computed."""
    if one is None or not other.computed:
        return False
    first, second = (each.published("support")[:, each.year(year)] for each in (one, other))
    return bool((first == second).all())
