"""Đơn vị giảm chưa đủ mức tối thiểu: what the meeting chooses for them, asked in the decision's dialog."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

import streamlit as st

from budget.afterwards import given_further, short_of_minimum, to_minimum
from budget.decision import figures
from budget.indicators import deepest
from budget.report.conclusion import CHOICES, FURTHER, KEEP, Reasons, of_record, told
from budget.report.minimum_said import given_said
from budget.report.risk_words import and_others, lacking_said
from budget.simulate import Result
from pages.shared import parts, state

OPEN = "open"
LONGEST_REASON = 120
"""Letters of a reason: it stands in the decision of a unit, which is one page."""


@dataclass(frozen=True)
class Chosen:
    """Điều chọn: one of CHOICES, "" where it is left open or nothing is asked, None before it is chosen; the
    reasons of what is kept, and what is cut `further`, as `to_minimum`.
    """

    choice: str | None
    reasons: Reasons = ()
    further: Mapping[str, Any] = field(default_factory=dict)


NAMED = 3
"""Units that lack more because they are cut further which stand by name."""

FEW, TALL = 3, 190
"""Units whose boxes stand in the dialog as they are; those of more scroll, in a frame so many pixels high."""


def ask(about: Mapping[str, Any], tried: Result) -> Chosen:
    """Hướng xử lý of the units below the minimum in the period, `about` as `budget.afterwards.concluded`,
    under these units with their years and amounts of `tried`, and those that are then given as much; ""
    where there are none, or it is left open. Nothing is chosen before.
    """
    w, below = state.words(), about["below"]
    if not below:
        return Chosen("")
    found = to_minimum(tried)
    lines = "".join(f"<li>{escape(line)}</li>" for line in lacking_said(found, w))
    said = w.t("conclusion.ask", n=below, base=found["base"], first=about["first"], last=about["last"])
    parts.html(f'<p class="lever-note">{escape(w.t("conclusion.ask_units", said=said))}</p><ul>{lines}</ul>')
    choice = st.radio(
        w.t("conclusion.ask_choice"),
        (*CHOICES, OPEN),
        index=None,
        format_func=lambda one: w.t(f"conclusion.ask_{one}"),
        key="meeting.minimum",
        horizontal=True,
    )
    if choice == KEEP:
        return Chosen(choice, _reasons(tried))
    # the submission asks about them where they are cut further, and nothing where the level is kept
    if choice == FURTHER and (given := given_further(tried, about["year"])):
        parts.message("warning", w.t("conclusion.ask_given", year=about["year"], listed=given_said(given, w)))
    return Chosen("" if choice == OPEN else choice, further=found if choice == FURTHER else {})


def then(result: Result, before: Result, year: int) -> None:
    """Phương án khi giảm thêm: what comes out for all units, and who lacks more than under the status quo,
    as `before` or else.
    """
    w = state.words()
    said = w.t("conclusion.ask_then", year=year, **figures(result, year))
    found, was = deepest(result, (year,)), dict(deepest(before, (year,)))
    names = [result.units.name[i] for i, _ in found if i not in was]
    key = "new" if names else "none" if not found else "same"
    told = {"n": len(found), "before": len(was), "listed": and_others(names[:NAMED], len(names), w)}
    deeper = w.t(f"conclusion.ask_deeper_{key}", **told)
    parts.html(f'<p class="lever-note">{parts.rich(said)} {parts.rich(deeper)}</p>')


def _reasons(tried: Result) -> Reasons:
    """The reason of each unit: its own, else the one for all that have none of their own."""
    w, short = state.words(), short_of_minimum(tried)
    named = zip(tried.units.code, tried.units.name, strict=True)
    units = [(code, name) for code, name in named if code in short]
    shared, found = "", []
    with st.container(height=TALL if len(units) > FEW else "content", border=False):
        # two beside one another, so that the vote stays in view
        boxes = [
            box for _ in range(0, len(units) + 1, 2) for box in st.columns(2, vertical_alignment="bottom")
        ]
        if len(units) > 1:
            shared = boxes.pop(0).text_input(
                w.t("conclusion.ask_shared"), key="meeting.minimum_reason", max_chars=LONGEST_REASON
            )
        for box, (code, name) in zip(boxes, units, strict=False):
            own = box.text_input(
                w.t("conclusion.ask_reason", name=name),
                key=f"meeting.minimum_reason.{code}",
                max_chars=LONGEST_REASON,
                placeholder=shared or None,
            )
            found.append((code, name, " ".join((own.strip() or shared).split())))
    return tuple(found)


def unreasoned(chosen: Chosen) -> list[str]:
    """Đơn vị giữ mức mà chưa có lý do, by name."""
    return [name for _, name, reason in chosen.reasons if not told(reason)]


def still(chosen: Chosen) -> list[str]:
    """Lý do giữ mức còn trống, as the line beside the button names it; [] where each unit has one."""
    n = len(unreasoned(chosen))
    return [state.words().t("meeting.required_reason", n=n)] if n else []


def kept(chosen: Chosen) -> dict[str, Any]:
    """As the record of the decision keeps it; nothing while it is left open."""
    return of_record(chosen.choice or "", reasons=chosen.reasons, further=chosen.further)
