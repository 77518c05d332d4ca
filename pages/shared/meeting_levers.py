"""Lời của một cần trong cuộc họp: of what it is a share, and what its measure gives beside the whole plan."""

from __future__ import annotations

from budget.cuts import measure_cuts
from budget.idle import idle_measures
from budget.indicators import indicators
from budget.live import Lever, applies_to
from budget.report.workbook_measures import names_of, selector_words
from budget.simulate import Result
from pages.shared import plan_idle, state
from pages.shared.meeting import Meeting


def about(meeting: Meeting, lever: Lever, now: Result | None) -> str:
    """Các câu dưới mức của một cần; `now` is the working copy, None where it could not be computed."""
    return ". ".join(
        filter(None, (_of(meeting, lever), _idle(meeting, lever, now) or _gives(meeting, lever, now)))
    )


def _of(meeting: Meeting, lever: Lever) -> str:
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
    return w.t(f"meeting.lever_of_{key}", base=result.years[0], n=units, amount=base, which=which)


def _idle(meeting: Meeting, lever: Lever, now: Result | None) -> str:
    """Vì sao biện pháp của cần không lấy gì in the year in view; "" where it takes something."""
    if lever.path[0] != "reductions" or now is None:
        return ""
    year = meeting.story.shown.year
    idle = idle_measures(now, year)[int(lever.path[1])]
    return plan_idle.said_of(idle, year).removesuffix(".") if idle else ""


def _gives(meeting: Meeting, lever: Lever, now: Result | None) -> str:
    """Câu về số giảm của riêng biện pháp, beside that of the whole plan; "" where the lever turns none."""
    year = meeting.story.shown.year
    if lever.path[0] != "reductions" or now is None:
        return ""
    own = measure_cuts(now, year)[int(lever.path[1])]
    if own.taken == indicators(now, year).saved:
        return ""
    key = "lever_gives_target" if lever.id == "target" else "lever_gives"
    return state.words().t(f"meeting.{key}", year=year, own=own.taken)


def same(one: Result | None, other: Result, year: int) -> bool:
    """Hai kết quả cấp cho mọi đơn vị như nhau trong năm, to the đồng; no where either was not computed."""
    if one is None or not other.computed:
        return False
    first, second = (each.published("support")[:, each.year(year)] for each in (one, other))
    return bool((first == second).all())
