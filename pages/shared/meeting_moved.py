"""Ai được, ai mất: the units that a plan gives more or less, named in large letters, and what takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape

from budget.compare import BAND_EDGE
from budget.report.deck_moved import (
    CAUSES,
    SHOWN_GAINERS,
    causes_of,
    gain_message,
    lose_message,
    lose_subtitle,
    loss_rows,
)
from budget.report.deck_story import Story
from budget.report.excepted_said import exceptions_of
from budget.report.first_year_said import decided_year
from budget.report.ground_said import ground_said, in_turn_said
from budget.report.reached import reached
from budget.report.spared_said import spared_cut, spared_owing
from budget.report.tables import Column, Row, Table
from budget.report.taken_by import taken_by
from budget.report.ungiven_said import ungiven_said
from budget.report.unlost_said import END, FIRST_YEAR, unlost_rows, unlost_said, with_group
from budget.report.wards_said import wards_said
from pages.shared import meeting_lost, meeting_ungiven, parts
from pages.shared.meeting import Meeting, Slide
from pages.shared.meeting_parts import halves, link, paragraphs, table
from pages.shared.meeting_ungiven import NOTE

WON, LOST = ("up_more", "up"), ("down", "down_more")
MOVED = (*WON, *LOST)
"""Bands of the units whose support changes."""

WAYS = ("before", "after", "change", "covered")
"""Figures of a line that lead to what explains them."""

MOST_NAMED = 10
"""Units that a line below a table names; of more it says where they stand."""

MOST_OWING = 2
"""Units spared in the year that owe for years before, of which a slide says how much."""

SIGNED = ("change", *CAUSES, FIRST_YEAR, END)
NO_MONEY = ("share", "pupil", "covered")

MOST_UNITS = 7
"""Units that a slide names of those that lose."""

LARGE, SMALL = (15.0, 0.5, 27, 17), (20.0, 0.4, 40, 24)
LARGE_END, SMALL_END = (14.0, 0.5, 23, 17), (20.0, 0.4, 38, 40)
SMALL_BOTH = (20.0, 0.4, 32, 28)
"""Of large and of smaller letters: lines that a slide has room for, what each row takes beside them, and the
letters of a line of a name and of a reason; where the end of the plan has a column, too, or the year that is
decided on; and where both have.
"""
NOTES = 2
"""Lines below the table of what its columns mean that have room anyway."""


def gains(meeting: Meeting) -> Slide:
    """Ai được: units by how much their support changes, with their pupils and the money."""
    story, w = meeting.story, meeting.story.words
    return Slide(
        gain_message(story),
        w.t("deck.gain_subtitle", year=story.shown.year, basis=story.basis_name),
        lambda: _draw_gains(meeting),
        lambda: _notes_of_gains(story),
    )


def _notes_of_gains(story: Story) -> list[str]:
    """Lời cho người trình: whom the plan reaches, and who gets nothing, all of them by name."""
    shown, w, result = story.shown, story.words, story.result
    everyone = ungiven_said(result, shown.year, w, len(result.units.code))
    others = [
        w.t("meeting.note_plan", name=tag, note=said)
        for k, (tag, one) in enumerate(zip(story.plan_tags(), shown.results, strict=True))
        if k != story.proposed and shown.year in one.years and (said := ungiven_said(one, shown.year, w, 0))
    ]
    return [
        f"{reached(shown.reach(story.proposed), w)}.",
        *filter(None, [everyone, wards_said(story)]),
        *others,
        story.model_note(),
    ]


def _draw_gains(meeting: Meeting) -> None:
    """The bands beside those that gain most."""
    story, w = meeting.story, meeting.story.words
    shown, n = story.shown, story.words.numbers
    rows = []
    for band in shown.bands(story.proposed):
        name = escape(w.t(f"workbook.band.{band.id}", edge=BAND_EDGE))
        pupils = n.count(band.pupils) if band.pupils or not band.units else "-"
        told = (name, n.count(band.units), pupils, n.money_signed(band.money))
        rows.append(("", [link(one, meeting.to_units((band.id,))) for one in told]))
    heads = [
        w.t("compare.band"),
        w.t("deck.gain_units"),
        w.t("compare.band_pupils", year=shown.year),
        story.unit,
    ]
    lines = loss_rows(story, story.gainers(), SHOWN_GAINERS)[0]
    normed = any("covered" in line.cells for line in lines)
    heads_told = any(line.cells["pupil"] for line in lines)
    first = _first(story)
    # beside the year that is decided on, a pupil and the norm there is no room for a share
    share = () if first and heads_told and normed else ("share",)
    pupil, covered = ("pupil",) if heads_told else (), ("covered",) if normed else ()
    figures = (*first, "change", *share, *pupil, *covered)
    most = _moved_rows(meeting, lines, WON, figures)
    called = {"change": str(shown.year) if first else story.unit, FIRST_YEAR: str(decided_year(story))}
    called |= {"share": _share_head(story)}
    head = w.t("meeting.gain_most_in", unit=story.unit) if first else w.t("deck.gain_most")
    gained = [head, *(called.get(c) or w.t(f"deck.gain_{c}") for c in figures)]
    # a try is no saved plan, of which another page could list the units
    behind = "" if meeting.held else w.t("meeting.names_behind")
    others = " ".join(filter(None, (unnamed(story, lines), behind)))
    below = [others, meeting_ungiven.unchanged(story), in_turn_said(story), exceptions_of(story)]
    # beside the names of those that lack money the others are counted: two lists of names read as two groups
    if short := meeting_ungiven.short(story, below):
        below = [short, *below]
    below = meeting_ungiven.with_wards(story, below)
    ungiven_told = (
        ungiven_said(story.result, shown.year, w, 0) if short else meeting_ungiven.named(story, below)
    )
    ungiven_told = ungiven_told or meeting_ungiven.none(story)
    nothing = f'<div class="wide dense">{paragraphs(ungiven_told)}</div>'
    halves(
        f"<div>{table(heads, rows, many=True)}{nothing}</div>",
        # beside the money a pupil and the norm, long names stand on one line in smaller letters alone
        table(gained, most, many=not heads_told, dense=heads_told) if most else "",
        f'<div class="wide dense">{paragraphs(*below)}</div>',
        wider=normed,
    )


def unnamed(story: Story, lines: Sequence[Row]) -> str:
    """Đơn vị được tăng mà bảng không kể, with their amounts where they are few, else where they stand; ""
    for none.
    """
    told = {line.cells.get("code") for line in lines}
    rest = [one for one in story.gainers() if story.result.units.code[one[0]] not in told]
    if len(rest) > MOST_NAMED:
        # the annex has what each gains, and nothing a pupil
        pupil = story.words.t("meeting.others_pupil") if any(one.cells["pupil"] for one in lines) else ""
        return story.words.t("meeting.others_annex", pupil=pupil)
    names, write = story.result.units.name, story.words.numbers.money_signed
    listed = "; ".join(f"{names[i]} {write(change.difference)}" for i, change in rest)
    return story.words.t("meeting.others_named", listed=listed) if rest else ""


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
    why = moved == LOST and story.shown.baseline is None
    kept = unlost_rows(story) if why else []
    said = ground_said(story.result, story.shown.year, w) if why else ""
    losers = [i for i, _ in listed]
    below = partial(_below, story, losers, loss_rows(story, listed, MOST_UNITS)[0], why=why)
    # a unit that the law spares in the year may owe for years before
    owing = spared_owing(story.result, story.shown.year, w) if why else {}
    # one that is cut though it declares what the law spares is told as well
    declared = spared_cut(story.result, story.shown.year, losers, w)[:MOST_OWING] if why else []
    owed = " ".join([*declared, *[*owing.values()][:MOST_OWING]])
    most, large = _room(meeting, losers, kept, (said, below(owed)), why=why)
    # who keeps what it has is counted where names would take the place of units that lose
    count = meeting_lost.counted(story, owing) if kept else ""
    count = " ".join([*declared, count]) if count else ""
    more, larger = _room(meeting, losers, [], (said, below(count)), why=why)
    counted = bool(count) and most < min(more, len(losers) - 1)
    if counted:
        most, large, kept = more, larger, []
    lines, whole = loss_rows(story, listed, most)
    told_below = _below(story, losers, lines, count if counted else owed, why=why)

    def notes() -> list[str]:
        told = listed[: 3 * MOST_UNITS]
        amounts = [f"{units.name[i]}: {n.dong(change.difference, sign=True)}" for i, change in told]
        return [*amounts, *([unlost_said(story)] if counted else []), story.model_note()]

    return Slide(
        lose_message(story, key, listed, whole),
        lose_subtitle(story, lines),
        partial(_draw_losses, meeting, lines, kept, (said, told_below), moved=moved, why=why, large=large),
        notes,
    )


def _draw_losses(
    meeting: Meeting,
    lines: Sequence[Row],
    kept: Sequence[Row],
    said: tuple[str, str],
    *,
    moved: Sequence[str],
    why: bool,
    large: bool,
) -> None:
    """The `lines` of those that lose, the rows of those that are `kept`, and what is `said` of both."""
    story, w = meeting.story, meeting.story.words
    causes = causes_of(lines, story.words.numbers) if why else ()
    last, later = story.result.years[-1], (END,) if why and _later(story) else ()
    first = _first(story) if why else ()
    figures = ("before", "after", "change", "share", *causes, *first, *later)
    rows = _moved_rows(meeting, lines, moved, figures, why=why)
    rows += [("kept", _cells(meeting, row, row.cells["why"], figures, _ways(meeting, row))) for row in kept]
    ground = f'<div class="wide dense"><p>{parts.rich(said[0])}</p>{paragraphs(said[1])}</div>'
    before = w.t("app.status_quo") if why else story.before_name
    heads = [w.t("deck.lose_unit"), *([w.t("deck.lose_why")] if why else []), before]
    called = {c: w.t("deck.lose_end", year=y) for c, y in ((FIRST_YEAR, decided_year(story)), (END, last))}
    called |= {"share": _share_head(story)}
    heads += [called.get(c) or w.t(f"deck.lose_{c}") for c in figures[1:]]
    parts.html(table(heads, rows, many=large, dense=not large, texts=2 if why else 1) + ground)


def _below(story: Story, losers: Sequence[int], lines: Sequence[Row], kept: str = "", *, why: bool) -> str:
    """What the columns of the table mean, those of other years among them, and who is `kept`."""
    other = [decided_year(story)] if _first(story) else []
    other += [story.result.years[-1]] if _later(story) else []
    return meeting_lost.notes(story, losers, lines, other, kept) if why else ""


def _share_head(story: Story) -> str:
    """Tỷ lệ trên hiện trạng của năm xem: the slide of the plans tells the cut as a share of the base year."""
    return story.words.t("meeting.share_of_quo" if story.shown.baseline is None else "deck.lose_share")


def _later(story: Story) -> bool:
    """Năm xem chưa phải năm cuối của phương án."""
    return story.shown.year < story.result.years[-1]


def _first(story: Story) -> tuple[str, ...]:
    """Cột của năm được quyết định, where another is in view and the plan is compared with the status quo."""
    apart = story.shown.baseline is None and decided_year(story) != story.shown.year
    return (FIRST_YEAR,) if apart else ()


def _why(story: Story, i: int) -> str:
    """Nhóm tự chủ của một đơn vị, and by what it loses."""
    code = story.result.units.code[i]
    return with_group(story, [i], taken_by(story.result, story.shown.year, code, story.words, brief=True))


def _room(
    meeting: Meeting, units: Sequence[int], kept: Sequence[Row], said: tuple[str, str], *, why: bool
) -> tuple[int, bool]:
    """How many of these units, the first first, stand on a slide by name, and whether in large letters: a
    long name or reason takes lines of others, as do the rows of those that keep what they have and what is
    `said` below the table, with its notes.
    """
    story = meeting.story

    def told(i: int) -> tuple[str, str]:
        return story.result.units.name[i], _why(story, i) if why else ""

    def lines(name: str, reason: str, names: int, reasons: int) -> int:
        return max(-(-len(name) // names), -(-len(reason) // reasons))

    below = [(row.cells["unit"], row.cells["why"]) for row in kept]
    for n in range(MOST_UNITS, 1, -1):
        # as `loss_rows`: a single unit that is left stands by name, too
        named = units if len(units) <= n + 1 else units[:n]
        others = len(named) < len(units)
        for room, row, *letters in _letters(story) if why else (LARGE, SMALL):
            text = sum(lines(*one, *letters) for one in [*map(told, named), *below])
            text += -(-len(said[0]) // NOTE) + bool(said[0]) + max(0, -(-len(said[1]) // NOTE) - NOTES)
            # below the others may stand what rounding leaves
            if text + 2 * others + (len(named) + others + len(below)) * row <= room:
                return n, room == LARGE[0]
    return 1, False


def _letters(story: Story) -> tuple[tuple[float, float, int, int], ...]:
    """By how many other years have a column beside the causes."""
    return ((LARGE, SMALL), (LARGE_END, SMALL_END), (SMALL_BOTH,))[len(_first(story)) + _later(story)]


def _moved_rows(
    meeting: Meeting, lines: Sequence[Row], moved: Sequence[str], figures: Sequence[str], *, why: bool = False
) -> list[tuple[str, list[str]]]:
    """Rows of the units that gain or lose: name, `why` (by what measures) and the `figures`, with the
    ways to what explains them; and what rounding leaves.
    """
    story = meeting.story
    rows: list[tuple[str, list[str]]] = []
    columns = (Column("unit", ""), *(Column(c, "", "money") for c in figures if c not in NO_MONEY))
    for line in Table("", columns, lines).with_rounding(story.words).rows:
        code = line.cells.get("code", "")
        to = {} if line.level == "rounding" else {c: _way(meeting, line, moved, c) for c in WAYS}
        by = _why(story, story.result.units.position(code)) if why and code else ""
        made = _cells(meeting, line, by if why else None, figures, to)
        rows.append(("" if line.level == "unit" else line.level, made))
    return rows


def _cells(
    meeting: Meeting, line: Row, reason: str | None, figures: Sequence[str], to: Mapping[str, str]
) -> list[str]:
    """The cells of a line: its name, the `reason` where there is a column of them, and the `figures` with
    the ways `to` what explains them.
    """
    n, cells = meeting.story.words.numbers, line.cells
    made = [f"<div>{link(escape(cells['unit']), to.get('after', ''))}</div>"]
    if reason is not None:
        made.append(f"<div>{escape(reason)}</div>")
    for c in figures:
        write = n.percent_signed if c == "share" else n.money_signed if c in SIGNED else n.money
        write = partial(n.count, sign=True) if c == "pupil" else write
        value = cells.get(c)
        # how far the norm is covered is told in words
        told = c == "covered"
        said = "" if value is None else value if told else "-" if c in CAUSES and not value else write(value)
        made.append(link(said, to.get("change" if c == "share" else c, "")) if said else "")
    return made


def _ways(meeting: Meeting, line: Row) -> dict[str, str]:
    """The ways of a line of those that keep what they have: one of several units leads nowhere."""
    return {c: _way(meeting, line, (), c) for c in WAYS} if line.cells["code"] else {}


def _way(meeting: Meeting, line: Row, moved: Sequence[str], what: str) -> str:
    """Đường đến giải trình của một số trong WAYS in a line of a unit; of a line of several to the list of
    these.
    """
    code, own, basis = line.cells.get("code", ""), meeting.story.proposed, meeting.story.shown.baseline
    if not code:
        return meeting.to_units(moved)
    if what == "covered":
        return meeting.ways(own)(code, "coverage")
    if what == "before":
        return meeting.ways(own, quo=True)(code) if basis is None else meeting.ways(basis)(code)
    return meeting.apart(own, code) if what == "change" else meeting.ways(own)(code)
