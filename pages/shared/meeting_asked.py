"""Điều đề nghị chốt: what the plan takes and gives, and who lacks then, in large letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

from budget.indicators import indicators
from budget.report.deck_effects import proposal_table
from budget.report.deck_story import Story
from budget.report.differing import difference_cell
from budget.report.first_year_said import decided_year
from budget.report.record_said import difference_table
from budget.report.unlost_said import lowered
from pages.shared import state
from pages.shared.meeting import Meeting
from pages.shared.meeting_parts import table

MOST_YEARS, LETTERS, APART = 5, 45, 2
"""Years that the table has room for, letters of all its amounts, and what stands between two of them."""

RESULT = (
    ("deficit", "deficit_units"),
    ("lacking", "lacking"),
    ("norm", "schools_at_norm"),
    ("gap", "norm_gap"),
)
"""What follows from the amounts: words of a line, its figure."""
MONEY = ("lacking", "gap")

YEARLY = (("proposal_support", "support"), ("line_deficit", "deficit_units"), ("line_lacking", "lacking"))
"""Of every year of what is decided: words of a line, its figure."""


def by_year(meeting: Meeting) -> str:
    """Bảng theo năm of the plan as submitted, the year that is decided on in bold; a line that is 0 in every
    year falls away, but for the units in deficit.
    """
    story, n, at = meeting.story, meeting.story.words.numbers, decided_year(meeting.story)
    years = _with(at, story)
    found = {y: indicators(story.result, y) for y in years}
    rows: list[tuple[str, list[str]]] = []
    for k, row in enumerate(proposal_table(story, years).rows):
        # what is taken and given, between the status quo and the support
        write = n.money_signed if k and row.level != "total" else n.money
        if any(row.cells[str(y)] for y in years):
            rows.append((row.level, _cells(row.level, years, row.cells, write)))
    net = {str(y): found[y].support - found[y].status_quo for y in years}
    rows.append(("", _cells("", years, net | {"line": story.words.t("deck.line_net")}, partial(_net, story))))
    for key, figure in RESULT:
        line = {str(y): getattr(found[y], figure) for y in years} | {
            "line": story.words.t(f"deck.line_{key}")
        }
        if key == "deficit" or any(line[str(y)] for y in years):
            rows.append(("", _cells("", years, line, n.money if key in MONEY else n.count)))
    heads = [story.words.t("deck.proposal_line"), *map(str, years)]
    return table(heads, rows, many=True, lead=heads.index(str(at)))


def _net(story: Story, change: int) -> str:
    """Chênh lệch so với hiện trạng cùng năm, told as on the slide of the plans."""
    return difference_cell(change, story.words, brief=True)


def subtitle(story: Story, *, done: bool, changed: bool) -> str:
    """Of which years the figures of the slide are, and which of them stands out."""
    year, key = story.shown.year, "decided_subtitle" if done else "decide_subtitle"
    if not done and not changed:
        one = story.ended or len(story.result.years[1:]) < 2
        year, key = decided_year(story), "decide_subtitle_years" if one else "decide_subtitle_first"
    said = story.words.t(f"meeting.{key}", year=year, unit=story.unit)
    return f"{said}; {level}" if not done and not changed and (level := _level(story)) else said


def _level(story: Story) -> str:
    """Thế nào là bằng hiện trạng; "" where no year differs by so little."""
    n = story.words.numbers
    every = (indicators(story.result, y) for y in _with(decided_year(story), story))
    over = (one.support - one.status_quo for one in every)
    least = n.visible(n.least)
    return story.words.t("meeting.decide_level", least=least) if any(x and n.slight(x) for x in over) else ""


def of_year(story: Story, *said: str) -> list[str]:
    """Những câu của năm xem, the first with the year where that is not the one that is decided on."""
    year, told = story.shown.year, [*filter(None, said)]
    if told and year != decided_year(story):
        told[0] = story.words.t("meeting.decide_of_year", year=year, said=lowered(told[0]))
    return told


def _with(at: int, story: Story) -> Sequence[int]:
    """So many years as there is room for, with that in view and the one `at` which the eye goes first."""
    longest = len(story.words.numbers.money(story.found.support))
    years = years_shown(story.result.years[1:], story.shown.year, longest)
    return years if at in years else [at, *years[1:]]


def years_shown(years: Sequence[int], year: int, longest: int, room: int = LETTERS) -> Sequence[int]:
    """So many years as a table with room for so many letters has for amounts of the longest, with that in
    view; in the base year the first.
    """
    most = max(1, min(MOST_YEARS, room // (longest + APART)))
    at = years.index(year) if year in years else 0
    return years[max(0, at - most + 1) :][:most]


def _cells(
    level: str, years: Sequence[int], line: Mapping[str, Any], write: Callable[[Any], str]
) -> list[str]:
    told = [line[str(y)] for y in years]
    return [escape(line["line"]), *(escape(write(x)) if x or level != "rounding" else "" for x in told)]


def _every_year(story: Story, key: str) -> str:
    """Các năm của bản chốt, the year that is decided on in bold, under a heading by its `key`: what is
    granted, and who lacks how much then; "" where the plan has one year.
    """
    n, at, w = story.words.numbers, decided_year(story), story.words
    years = _with(at, story)
    if len(years) < 2:
        return ""
    found = {y: indicators(story.result, y) for y in years}
    rows: list[tuple[str, list[str]]] = []
    for label, figure in YEARLY:
        write = n.count if figure == "deficit_units" else n.money
        line = {str(y): getattr(found[y], figure) for y in years} | {"line": w.t(f"deck.{label}")}
        rows.append(("", _cells("", years, line, write)))
    heads = [w.t(f"meeting.{key}", unit=story.unit), *map(str, years)]
    return table(heads, rows, dense=True, lead=heads.index(str(at)))


def both(details: Mapping[str, Any], story: Story, key: str) -> str:
    """Bảng hai bản: the figures of what was submitted and of what is decided, in the year of the record, and
    below it every year of the plan decided, `story`, under the heading of the `key`.
    """
    shown = difference_table(details, state.words())
    rows = [("", [str(row.cells[c.id]) for c in shown.columns]) for row in shown.rows]
    return table([c.heading for c in shown.columns], rows, dense=True) + _every_year(story, key)
