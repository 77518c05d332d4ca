"""Các trang của cuộc họp: one message each, in large letters; the sentences are those of the slide deck."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from html import escape

import numpy as np
import streamlit as st

from budget.autonomy import GROUPS
from budget.indicators import indicators
from budget.planning import cut_scope
from budget.report.deck_effects import risk_lines, risk_years
from budget.report.deck_story import Story
from budget.report.law_documents import last_checked, unconfirmed
from budget.report.risk_words import lacking_named, named_years, others, sources_said, year_spans
from budget.report.story_said import deeper_of, growth_of
from budget.report.taken_by import short_name
from budget.report.words import Words
from budget.risks import below_minimum, by_year, minimum, required_spans, worse_years
from budget.simulate import Result
from budget.units import KIND
from pages.shared import (
    meeting_decide,
    meeting_live,
    meeting_moved,
    meeting_norm,
    meeting_options,
    meeting_years,
    state,
)
from pages.shared.meeting import Meeting, Slide
from pages.shared.meeting_parts import bar_list, halves, link, table

LIVE = ("live", "decision")
"""Slides that show the working copy."""

OF_TRY = ("gains", "losses")
"""Slides that show the working copy in the place of the plan as submitted."""

HARD = 3
COUNTED = {"deficit": "deficit", "below_norm": "coverage"}
"""Risks whose number of units leads to the figure that counts them."""

UNCOUNTED = ("statutory_missed", "near_threshold")
"""Risks that the table by year leaves out: one stands by plan, the other is for the speaker."""

BY_YEAR = ("group_drop", "below_norm", "near_threshold")
"""Risks of which there is nothing to say but how many: the table by year says that."""


def slide(name: str, meeting: Meeting) -> Slide:
    """Trang theo tên; while a try is held, who gains and loses is told by it, with a way to what was
    submitted, and the others say that they do not show it.
    """
    tried = None if name in LIVE else meeting_live.tried(meeting)
    if tried is None:
        return MAKERS[name](meeting)
    w, of_try = state.words(), name in OF_TRY and not state.note(meeting_live.SUBMITTED)
    made = MAKERS[name](tried if of_try else meeting)
    said = w.t("meeting.by_try" if of_try else "meeting.by_submitted")
    told = replace(made, subtitle=f"{made.subtitle}; {said}" if made.subtitle else said.capitalize())
    if name not in OF_TRY:
        return told
    if of_try:
        told = replace(told, title=w.t("meeting.try_title", title=made.title))

    def draw() -> None:
        st.button(
            w.t("meeting.see_submitted" if of_try else "meeting.see_try"),
            key="meeting.see",
            on_click=state.keep,
            args=(meeting_live.SUBMITTED, of_try or None),
            icon=":material/swap_horiz:",
        )
        made.draw()

    return replace(told, draw=draw)


def stand(meeting: Meeting) -> Slide:
    """Hiện trạng: support by kind, units by group, in the base year."""
    story, w = meeting.story, meeting.story.words
    quo = story.quo
    year = quo.years[0]
    found = indicators(quo, year)

    def to(figure: str, **only: tuple[str, ...]) -> str:
        return meeting.ways(story.proposed, quo=True, year=year, **only)("", figure)

    kinds = [
        (w.kind(kind), found.support_by_kind[kind], w.numbers.money(found.support_by_kind[kind]),
         f"var(--kind-{n})", to("support", kinds=(kind,)))
        for n, kind in enumerate(KIND, 1) if found.units_by_kind[kind]
    ]  # fmt: skip
    groups = [
        (w.t(f"group.{g}"), found.units_by_group[g], w.numbers.count(found.units_by_group[g]),
         f"var(--group-{n})", to("ratio", groups=(g,)))
        for n, g in enumerate(GROUPS, 1)
    ]  # fmt: skip
    return Slide(
        w.t(
            "deck.stand_title",
            year=year,
            support=found.support,
            units=len(quo.units),
            fourth=found.units_by_group[GROUPS[-1]],
        ),
        _request(story),
        lambda: halves(
            bar_list(kinds, w.t("deck.stand_kinds", unit=story.unit)),
            bar_list(groups, w.t("deck.stand_groups")),
            f'<div class="wide dense"><p>{escape(growth_of(story))}</p></div>',
        ),
        [story.money_note(w.t("table.total"), found.support), story.data_note()],
    )


def _request(story: Story) -> str:
    """Câu mở đầu: which plan is submitted, whether its period has ended, and of what year the figures are."""
    w, (first, last) = story.words, story.period
    ended = w.t("deck.stand_ended", first=first, last=last) if story.ended else ""
    subtitle = w.t("deck.stand_subtitle", year=story.quo.years[0], unit=story.unit)
    return w.t("deck.stand_request", name=story.name, ended=ended, subtitle=subtitle)


def _below(meeting: Meeting) -> str:
    """Đơn vị giảm chưa đủ mức tối thiểu của luật: how many of each plan, cumulated and in a single year,
    those of the plan proposed by name, and by which the decision goes; "" where the law names no minimum.
    """
    compared, story = meeting.compared, meeting.story
    w, year = story.words, story.shown.year
    found = minimum(story.result, year)
    if not found:
        return ""
    base = found["cumulated"]["base"]
    counts = {
        "cumulated": [minimum(result, year)["cumulated"]["n"] for result in story.shown.results],
        "single": [below_minimum(result).get("n", 0) for result in story.shown.results],
    }
    rows = [
        ("", [escape(w.t(f"meeting.below_{key}", base=base, year=year)), *map(w.numbers.count, of_plans)])
        for key, of_plans in counts.items()
    ]
    alone = below_minimum(story.result)
    owed = lacking_named(found["cumulated"], w)
    tag = compared.tags[story.proposed]
    named = [w.t("meeting.below_named", name=tag, listed=owed)] if owed else []
    if gaining := [name for name in _gaining(story) if name in dict(found["cumulated"]["listed"])]:
        named = [f"{named[0]} {w.t('meeting.below_gaining', listed='; '.join(gaining))}"]
    if alone:
        # who owes nothing cumulated stands nowhere else by name
        said = year_spans(sorted({at for _, lacks in alone["listed"] for at, _ in lacks}))
        if not owed:
            listed = [w.t("deck.below_unit", name=name, years=years) for name, years in named_years(alone)]
            said = "; ".join([*listed[:HARD], *others(alone["n"] - len(listed[:HARD]), w)])
        named.append(w.t("meeting.below_years", name=tag, years=said))
    given = [name for name, *_ in found["cumulated"]["given"] if name not in gaining]
    if given:
        named.append(w.t("meeting.below_given", name=tag, listed="; ".join(given)))
    heads = [w.t("meeting.below_plan"), *compared.tags]
    spans = required_spans(story.result.law, [y for y in story.shown.years[1:] if y <= year])
    ground = w.t("meeting.below_ground", source=sources_said(spans, w))
    return table(heads, rows, dense=True) + _points([*named, ground])


def _gaining(story: Story) -> list[str]:
    """Đơn vị được tăng so với hiện trạng cùng năm, by name."""
    result, j = story.result, story.result.year(story.shown.year)
    more = result.published("support")[:, j] > result.published("status_quo")[:, j]
    return [result.units.name[i] for i in np.flatnonzero(more)]


def _short(story: Story) -> str:
    """Đơn vị thiếu nguồn của hiện trạng và của phương án, within the scope of the cuts and outside it, and
    how much they lack; "" where neither has any.
    """
    result, year, w = story.result, story.shown.year, story.words
    scope = cut_scope(result)
    parted = bool(story.found.saved) and bool(scope.any()) and not scope.all()
    sides = [*((scope, ~scope) if parted else ()), np.ones_like(scope)]
    rows = []
    for key, one in (("quo", story.quo), ("plan", result)):
        found = [indicators(one, year, side) for side in sides]
        counts = [w.numbers.count(side.deficit_units) for side in found]
        rows.append(("", [escape(w.t(f"meeting.short_{key}")), *counts, w.numbers.money(found[-1].lacking)]))
    if not story.found.deficit_units and not story.before.deficit_units:
        return ""
    heads = [w.t("meeting.short_head", year=year)]
    if parted:
        heads += [w.t("meeting.short_inside", n=int(scope.sum())), w.t("meeting.short_outside")]
    return table([*heads, w.t("meeting.short_all"), story.unit], rows, dense=True)


def _asked(meeting: Meeting) -> str:
    """Đầu phần mức tối thiểu: what the law of the year asks."""
    story, w = meeting.story, meeting.story.words
    rule = minimum(story.result, story.shown.year)
    return w.t("meeting.below_law", rate=Decimal(rule["rate"])) if rule else w.t("meeting.below_head")


def _short_measures(result: Result, w: Words) -> str:
    """Các biện pháp không đạt mục tiêu in some year, by their short names."""
    found = sorted({int(one.numbers["number"]) for one in result.findings.of("reduction_short")})
    return ", ".join(dict.fromkeys(short_name(result.scenario.reductions[n - 1], w) for n in found))


def _by_year(meeting: Meeting) -> str:
    """Rủi ro theo năm: how many units or schools in each year, a row a kind; "" where no year has any."""
    story, w = meeting.story, meeting.story.words
    years = story.result.years[1:]
    rows = []
    worse = worse_years(story.result)["deeper"]
    for kind, counts in by_year(story.result).items():
        if kind in UNCOUNTED:
            continue
        cells = [w.numbers.count(counts.get(y, 0)) for y in years]
        if figure := COUNTED.get(kind):
            ways = [meeting.ways(story.proposed, year=y)("", figure) for y in years]
            cells = [link(*one) for one in zip(cells, ways, strict=True)]
        label = w.t(f"deck.risk_short_{kind}").capitalize()
        if kind == "deficit":
            label = w.t("meeting.risks_plan")
            before = [w.numbers.count(indicators(story.quo, y).deficit_units) for y in years]
            rows.append(("", [escape(w.t("meeting.risks_quo")), *before]))
        if kind == "reduction_short":
            label = f"{label}: {_short_measures(story.result, w)}"
        rows.append(("", [escape(label), *cells]))
        if kind == "deficit" and worse:
            deeper = [w.numbers.count(worse.get(y, 0)) for y in years]
            rows.append(("", [escape(w.t("meeting.risks_deeper")), *deeper]))
    return table([w.t("meeting.risks_by_year"), *map(str, years)], rows, dense=True) if rows else ""


def _points(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else ""


def risks(meeting: Meeting) -> Slide:
    """Rủi ro và căn cứ: what to watch in the year and the others, the documents, and what nobody has
    confirmed.
    """
    story, w = meeting.story, meeting.story.words
    result, year = story.result, story.shown.year
    open_, short = unconfirmed(result.law, result.years, w), story.found.deficit_units
    basis = "short_roadmap" if story.found.released else "short_prices"
    reckoned = w.t(f"meeting.{basis}", rate=result.scenario.assumptions.inflation) if short else ""
    # who lacks stands in a table, and who is below the legal minimum by plan
    said = risk_lines(story, HARD, brief=True, but=("deficit", "statutory_missed", *BY_YEAR))
    said += [*filter(None, [reckoned, deeper_of(story)])]
    below, ground = _below(meeting), [one.name(w) for one in story.grounds()]

    def listed(title: str, body: str) -> str:
        head = f"<h3>{escape(title)}</h3>" if title else ""
        return f'<div class="wide dense">{head}{body}</div>'

    if not said and not short:
        said = [w.t("deck.risk_none")]
    watched = _short(story) + listed("", _points(said)) + _by_year(meeting)
    lacking = listed(_asked(meeting), below) if below else ""
    grounds = listed(w.t("deck.law_head"), f"<p>{escape('; '.join(ground))}</p>")
    return Slide(
        w.t("meeting.risks_title" if short else "meeting.risks_title_none", n=short, year=year),
        w.t("deck.risk_subtitle", year=year, first=year, last=result.years[-1]),
        lambda: halves(f"<div>{watched}</div>", f"<div>{lacking}{grounds}</div>"),
        [
            *risk_lines(story),
            *risk_years(story),
            *([w.t("meeting.notes_open", listed="; ".join(open_))] if open_ else []),
            *([w.t("meeting.below_rule", base=result.years[0])] if below else []),
            w.t("deck.note_law", day=last_checked(result.law)),
        ],
    )


MAKERS: dict[str, Callable[[Meeting], Slide]] = {
    "stand": stand,
    "options": meeting_options.slide,
    "years": meeting_years.slide,
    "norm": meeting_norm.slide,
    "gains": meeting_moved.gains,
    "losses": meeting_moved.losses,
    "risks": risks,
    "live": meeting_live.slide,
    "decision": meeting_decide.slide,
}
