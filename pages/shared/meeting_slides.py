"""Các trang của cuộc họp: one message each, in large letters; the sentences are those of the slide deck."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from budget.autonomy import GROUPS
from budget.compare import BAND_EDGE
from budget.indicators import indicators
from budget.report.alike import alike_said
from budget.report.deck_effects import SHOWN_GAINERS, later_of, lose_subtitle, loss_rows, risk_lines
from budget.report.deck_slides import compare_subtitle, message
from budget.report.law_documents import last_checked, unconfirmed
from budget.report.reached import reached
from budget.report.story_said import level_of
from budget.report.tables import Row
from budget.units import KIND
from pages.shared import meeting_decide, meeting_live, meeting_years, parts, state
from pages.shared.meeting import Meeting, Slide
from pages.shared.meeting_parts import Bar, bar_list, halves, link, table

WON, LOST = ("up_more", "up"), ("down", "down_more")
MOVED = (*WON, *LOST)
"""Bands of the units whose support changes."""

LIVE = ("live", "decision")
"""Slides that show the working copy."""

OF_TRY = ("gains", "losses")
"""Slides that show the working copy in the place of the plan as submitted."""

MOST_UNITS = 7
MOST_DOCUMENTS = 6
FEW_PLANS = 3


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
        w.t("deck.stand_subtitle", year=year, unit=story.unit),
        lambda: halves(
            bar_list(kinds, w.t("deck.stand_kinds", unit=story.unit)),
            bar_list(groups, w.t("deck.stand_groups")),
        ),
        [story.money_note(w.t("table.total"), found.support), story.data_note()],
    )


def options(meeting: Meeting) -> Slide:
    """Các phương án: a row each, with what they cost, whom they reach and what they leave open."""
    story, w, compared = meeting.story, meeting.story.words, meeting.compared
    shown, n = story.shown, story.words.numbers
    normed = bool(story.found.schools_with_norm)
    heads = ["app.scenario", "deck.line_support", "deck.line_change", "deck.line_reach", "deck.line_deficit"]
    heads += ["deck.line_norm"] if normed else []
    rows = []
    for k, result in enumerate(shown.results):
        found, reach = shown.at(result), shown.reach(k)
        change = shown.change(k)
        tone = "gain" if change > 0 else "loss" if change < 0 else ""
        mark = f'<span class="mark" style="background:var(--scenario-{k + 1})"></span>'
        to = meeting.ways(k)
        cells = [
            mark + link(escape(compared.label(k, 46)), to("")),
            n.money(found.support),
            w.t("meeting.is_basis")
            if k == shown.baseline
            else f'<span class="{tone}">{n.money_signed(change)}</span>',
            link(w.t("deck.pair", up=reach.up, down=reach.down), meeting.to_units(MOVED, k)),
            link(n.count(found.deficit_units), to("", "deficit")),
        ]
        if normed:
            at_norm = w.t("deck.of", part=found.schools_at_norm, whole=found.schools_with_norm)
            cells.append(link(at_norm, to("", "coverage")))
        rows.append(("proposed" if k == story.proposed else "", cells))
    many = len(rows) > FEW_PLANS
    apart = [(tag, alike_said(shown, k, w, compared.tags)) for k, tag in enumerate(compared.tags)]
    lines = "".join(f"<p>{escape(f'{tag}: {said}')}</p>" for tag, said in apart if said)
    below = f'<div class="wide many">{lines}</div>' if lines else ""
    return Slide(
        message(story),
        compare_subtitle(story) + (f". {level_of(story)}" if level_of(story) else ""),
        lambda: parts.html(table([w.t(head) for head in heads], rows, many=many) + below),
        [
            *(
                w.t("meeting.note_plan", name=r.scenario.name, note=story.note_of(r))
                for r in shown.results
                if story.note_of(r)
            ),
            story.model_note(),
        ],
    )


def norm(meeting: Meeting) -> Slide:
    """Định mức: what the schools miss under every plan, and how many reach their norm."""
    story, w, compared = meeting.story, meeting.story.words, meeting.compared
    shown, n = story.shown, story.words.numbers
    found, before = story.found, story.before
    key = "same"
    if found.norm_gap != before.norm_gap:
        key = "down" if found.norm_gap < before.norm_gap else "up"
    few = len(shown.results) <= FEW_PLANS
    names = [compared.label(k) for k in range(len(shown.results))] if few else compared.tags
    listed = []
    if len(shown.quos) == 1:
        to = meeting.ways(0, quo=True)
        listed = [(w.t("app.status_quo"), shown.quos[0], "var(--status-quo)", to("", "coverage"))]
    listed += [
        (names[k], result, f"var(--scenario-{k + 1})", meeting.ways(k)("", "coverage"))
        for k, result in enumerate(shown.results)
    ]
    at = [(name, shown.at(result), ink, address) for name, result, ink, address in listed]
    gaps: list[Bar] = [
        (name, one.norm_gap, n.money(one.norm_gap), ink, address) for name, one, ink, address in at
    ]
    reached: list[Bar] = [
        (
            name,
            one.schools_at_norm,
            w.t("deck.of", part=one.schools_at_norm, whole=one.schools_with_norm),
            ink,
            address,
        )
        for name, one, ink, address in at
    ]
    return Slide(
        w.t(
            f"deck.norm_{key}",
            name=story.name,
            before=before.norm_gap,
            after=found.norm_gap,
            at=found.schools_at_norm,
            schools=found.schools_with_norm,
        ),
        w.t("deck.norm_subtitle", year=shown.year, unit=story.unit),
        lambda: halves(
            bar_list(gaps, w.t("deck.norm_gap", unit=story.unit)), bar_list(reached, w.t("deck.norm_at"))
        ),
        [
            *(story.money_note(f"{name}: {w.t('deck.line_gap')}", one.norm_gap) for name, one, *_ in at),
            story.model_note(),
        ],
    )


def gains(meeting: Meeting) -> Slide:
    """Ai được: units by how much their support changes, with their pupils and the money."""
    story, w = meeting.story, meeting.story.words
    shown, n = story.shown, story.words.numbers
    reach, bands = shown.reach(story.proposed), shown.bands(story.proposed)
    rows = []
    for band in bands:
        name = escape(w.t(f"workbook.band.{band.id}", edge=BAND_EDGE))
        cells = [link(name, meeting.to_units((band.id,))), n.count(band.units), n.count(band.pupils)]
        rows.append(("", [*cells, n.money_signed(band.money)]))
    heads = [w.t("compare.band"), w.t("deck.gain_units"), w.t("compare.band_pupils"), story.unit]
    most = _moved_rows(meeting, loss_rows(story, story.gainers(), SHOWN_GAINERS)[0], WON)
    gained = [w.t("deck.gain_most"), story.unit, w.t("deck.lose_share")]
    return Slide(
        w.t(
            "deck.gain_title",
            name=story.name,
            up=reach.up,
            down=reach.down,
            same=reach.same,
            basis=story.basis_name,
        ),
        w.t("deck.gain_subtitle", year=shown.year, basis=story.basis_name),
        lambda: halves(table(heads, rows, many=True), table(gained, most, many=True) if most else ""),
        [
            f"{reached(reach, w)}.",
            story.model_note(),
        ],
    )


def losses(meeting: Meeting) -> Slide:
    """Ai mất: the units that lose most, the others counted; where none loses, who gains most."""
    story, w = meeting.story, meeting.story.words
    units, n = story.result.units, story.words.numbers
    ordered = story.by_change()
    listed = [(i, change) for i, change in ordered if change.difference < 0]
    key, moved = "lose_title", LOST
    if not listed:
        listed = story.gainers()
        key, moved = "lose_title_none" if listed else "lose_title_same", WON
    lines, whole = loss_rows(story, listed, MOST_UNITS)
    rows = [
        (
            look,
            [
                cells[0],
                *(link(n.money(line.cells[c]), _way(meeting, line, moved, c)) for c in ("before", "after")),
                *cells[1:],
            ],
        )
        for line, (look, cells) in zip(lines, _moved_rows(meeting, lines, moved), strict=True)
    ]
    heads = [w.t(f"deck.lose_{c}") for c in ("unit", "after", "change", "share")]
    heads.insert(1, story.before_name)
    return Slide(
        w.t(
            f"deck.{key}",
            n=len(listed),
            amount=abs(whole),
            name=units.name[listed[0][0]] if listed else "",
            basis=story.basis_name,
        ),
        lose_subtitle(story, lines),
        lambda: parts.html(table(heads, rows, many=True)),
        [f"{units.name[i]}: {n.dong(change.difference, sign=True)}" for i, change in listed[: 3 * MOST_UNITS]]
        + [story.model_note()],
    )


def _moved_rows(meeting: Meeting, lines: Sequence[Row], moved: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Rows of the units that gain or lose: name and change with the way to what explains them, share."""
    n, rows = meeting.story.words.numbers, []
    for line in lines:
        cells = line.cells
        share = "" if cells["share"] is None else n.percent_signed(cells["share"])
        name = link(escape(cells["unit"]), _way(meeting, line, moved, "after"))
        change = link(n.money_signed(cells["change"]), _way(meeting, line, moved, "change"))
        rows.append(("total" if line.level == "total" else "", [name, change, share]))
    return rows


def _way(meeting: Meeting, line: Row, moved: Sequence[str], what: str) -> str:
    """Đường đến giải trình của số "before", "after" hoặc "change" in a line of a unit; of a line of several
    to the list of these.
    """
    code, own, basis = line.cells.get("code", ""), meeting.story.proposed, meeting.story.shown.baseline
    if not code:
        return meeting.to_units(moved)
    if what == "before":
        return meeting.ways(own, quo=True)(code) if basis is None else meeting.ways(basis)(code)
    if what == "change" and basis is None:
        return meeting.ways(own)(code, "change")
    against = meeting.compared.saved[basis].id if what == "change" and basis is not None else None
    return meeting.ways(own, against=against)(code)


def risks(meeting: Meeting) -> Slide:
    """Rủi ro và căn cứ: what to watch in the year, the documents, and what nobody has confirmed."""
    story, w = meeting.story, meeting.story.words
    result, year = story.result, story.shown.year
    open_ = unconfirmed(result.law, result.years, w)
    said = [*risk_lines(story), *filter(None, [later_of(story, brief=True)])]
    ground = [one.name(w) for one in story.grounds()]

    def listed(title: str, items: Sequence[str]) -> str:
        lines = "".join(f"<li>{escape(item)}</li>" for item in items)
        return f'<div class="wide"><h3>{escape(title)}</h3><ul>{lines}</ul></div>'

    law = [*ground[:MOST_DOCUMENTS]]
    if len(ground) > MOST_DOCUMENTS:
        law.append(w.t("meeting.more_documents", n=len(ground) - MOST_DOCUMENTS))
    return Slide(
        w.t("deck.risk_title", deficits=story.found.deficit_units, year=year),
        w.t("deck.risk_subtitle", year=year, first=year, last=result.years[-1]),
        lambda: halves(
            listed(w.t("deck.risk_head"), said or [w.t("deck.risk_none")]), listed(w.t("deck.law_head"), law)
        ),
        [
            *([w.t("meeting.notes_open", listed="; ".join(open_))] if open_ else []),
            w.t("meeting.notes_law", listed="; ".join(ground)),
            w.t("deck.note_law", day=last_checked(result.law)),
        ],
    )


MAKERS: dict[str, Callable[[Meeting], Slide]] = {
    "stand": stand,
    "options": options,
    "years": meeting_years.slide,
    "norm": norm,
    "gains": gains,
    "losses": losses,
    "risks": risks,
    "live": meeting_live.slide,
    "decision": meeting_decide.slide,
}
