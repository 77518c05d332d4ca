"""Trang được và mất của bản trình chiếu: who gains and who loses, by how much, and what the law asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from budget.autonomy import GROUPS
from budget.compare import BAND_EDGE, Change, change_of_total
from budget.equity import lifted, per_pupil
from budget.obliged import asked_of_units
from budget.report.deck_charts import Series, bars
from budget.report.deck_page import BODY, CONTENT, PAD, TALLEST, Box, Deck, in_title, integer_format
from budget.report.deck_story import Story
from budget.report.deck_text import clip, whole_sentences
from budget.report.excepted_said import exceptions_of
from budget.report.gains_said import below_gains
from budget.report.ground_said import ground_said, in_turn_said, shares_said
from budget.report.letters import wrapped
from budget.report.numbers import Numbers
from budget.report.palette import LIGHT
from budget.report.printed import parted
from budget.report.reached import barely_said, reached
from budget.report.story_said import after_given
from budget.report.tables import Column, Kind, Row, Table
from budget.report.taken_by import taken_by
from budget.report.ungiven_said import ungiven_said
from budget.report.unlost_said import END, other_years, unlost_said
from budget.risks import gone_and_given

SHOWN_UNITS, SHOWN_GAINERS, SHOWN_LONG = 8, 5, 4
"""Units that the tables of losses and of gains name, and either where a name needs two lines; the others are
counted."""

NOTED_UNITS = 100
"""Units that the notes for the speaker name with their amounts; of more the workbook has all."""

TWO_LINES = 0.68
"""Inches of a row of two lines."""

GROUND_ABOVE, GROUND = Box(0.6, 1.95, 12.13, 4.36), Box(0.6, 6.32, 12.13, 0.56)
"""The table of the units that lose, and below it what of the cut the law asks, and who loses nothing."""

FEW_ROWS = 4
FEW_ABOVE, FEW_BELOW = Box(0.6, 1.95, 12.13, 3.7), Box(0.6, 5.68, 12.13, 1.2)
"""Both where the table has so few rows that even names in two lines leave room."""

MOST = Box(3.7, 1.95, 9.03, 4.38)
"""The table of the units that gain most."""

CAUSES = ("asked", "own", "given")
"""Of what a change is made: what the law asks, what the plan cuts beyond it, what it gives in turn."""

WIDTH = {
    "before": 1.4,
    "after": 1.35,
    "change": 1.6,
    "share": 1.25,
    "asked": 1.4,
    "own": 1.45,
    "given": 1.1,
    "group": 0.9,
    END: 1.45,
}
"""Inches of the columns of the units that lose."""

SPARE: tuple[tuple[str, ...], ...] = (("group", END), (END,), ("group",), ())
"""Columns that the table of the units that lose has where their names leave room, the fullest first."""


def gains(deck: Deck, story: Story) -> None:
    """Trang được và mất: units by how much their support changes, with their pupils, and who gains most."""
    words, shown, units = deck.words, story.shown, story.result.units
    listed = story.gainers()
    exact = [
        f"{units.name[i]}: {words.numbers.dong(change.difference, sign=True)}"
        for i, change in listed[:NOTED_UNITS]
    ]
    reach, bands = shown.reach(story.proposed), shown.bands(story.proposed)
    labels = {band.id: words.t(f"workbook.band.{band.id}", edge=BAND_EDGE) for band in bands}
    everyone, again = ungiven_said(story.result, shown.year, words), in_turn_said(story)
    below = below_gains(story)
    told = f"{reached(reach, words)}."
    slide = deck.slide(
        gain_message(story),
        " ".join(
            filter(
                None,
                (
                    barely_said(shown, story.proposed, words),
                    words.t("deck.gain_subtitle", year=shown.year, basis=story.basis_name),
                ),
            )
        ),
        [
            *([told] if below else []),
            *filter(None, [everyone, again, exceptions_of(story)]),
            *(story.money_note(labels[band.id], band.money) for band in bands),
            *exact,
            *_unnoted(story, listed),
            story.model_note(),
        ],
    )
    inks = (LIGHT.gain, LIGHT.gain, LIGHT.status_quo, LIGHT.loss, LIGHT.loss)
    counts = Series(words.t("deck.gain_units"), [band.units for band in bands], LIGHT.gain, inks)
    dots = integer_format(words.numbers)
    chart = Box(0.6, 1.95, MOST.left - 0.8 if listed else 12.13, 4.2)
    bars(slide, chart, list(labels.values()), [counts], dots, across=bool(listed))
    if listed:
        _gainers(deck, slide, story, listed)
    if below:
        deck.text(slide, GROUND, [below])
    else:
        deck.text(slide, Box(0.6, 6.35, 12.13, 0.4), [clip(told, 12.13, BODY)])


def _gainers(deck: Deck, slide: Any, story: Story, listed: Sequence[tuple[int, Change]]) -> None:
    """Đơn vị tăng nhiều nhất, and where they have a norm how far it is covered before and after."""
    words, width = deck.words, {"change": 1.62, "share": 1.05, "pupil": 1.42, "covered": 2.22}
    lines = loss_rows(story, listed, SHOWN_GAINERS)[0]
    pupils, normed = any(row.cells["pupil"] for row in lines), any("covered" in row.cells for row in lines)
    figures: dict[str, Kind] = {"change": "signed"}
    # beside the money a pupil and the norm, a share of the support has no room
    figures |= {} if pupils and normed else {"share": "percent_signed"}
    figures |= {"pupil": "count_signed"} if pupils else {}
    figures |= {"covered": "figure"} if normed else {}
    heads = {c: words.t(f"deck.gain_{c}") for c in ("pupil", "covered")}
    heads["share"] = words.t("deck.lose_share")
    widths = [MOST.width - sum(width[c] for c in figures), *(width[c] for c in figures)]
    most = _most(story, listed, SHOWN_GAINERS, widths[0])
    columns = [Column("unit", words.t("deck.gain_most"))]
    columns += [Column(c, heads.get(c, story.unit), kind) for c, kind in figures.items()]
    table = Table("", columns, _lines(story, listed, most, columns))
    deck.table(slide, MOST, table, widths, tallest=TWO_LINES if most == SHOWN_LONG else TALLEST)


def _unnoted(story: Story, listed: Sequence[Any]) -> list[str]:
    """Các đơn vị mà lời dẫn không kể: how many, and where they stand."""
    rest = len(listed) - NOTED_UNITS
    return [story.words.t("deck.note_rest", n=rest, name=story.full_name)] if rest > 0 else []


def gain_message(story: Story) -> str:
    """Câu về ai được, ai mất: how many units gain, lose and keep what they have."""
    reach = story.shown.reach(story.proposed)
    told = {"up": reach.up, "down": reach.down, "same": reach.same}

    def say(name: str, basis: str) -> str:
        return story.words.t("deck.gain_title", name=name, basis=basis, **told)

    return in_title(say, name=story.full_name, basis=story.basis_name)


def lose_message(story: Story, key: str, listed: Sequence[tuple[int, Change]], whole: int) -> str:
    """Câu về ai mất, by its `key`: how many of the `listed`, how much in all, and who most."""

    key += "_net" if key == "lose_title" and after_given(story, abs(whole)) else ""

    def say(name: str, basis: str) -> str:
        return story.words.t(f"deck.{key}", n=len(listed), amount=abs(whole), name=name, basis=basis)

    first = story.result.units.name[listed[0][0]] if listed else ""
    return in_title(say, name=first, basis=story.basis_name)


def losses(deck: Deck, story: Story) -> None:
    """Trang ai mất: the units that lose most, the others counted; where none loses, who gains most."""
    words, units = deck.words, story.result.units
    ordered = story.by_change()
    listed = [(i, change) for i, change in ordered if change.difference < 0]
    losing = bool(listed)
    if not losing:
        listed = story.gainers()
    alone = losing and story.shown.baseline is None
    causes = causes_of(loss_rows(story, listed, 0)[0], words.numbers) if alone else ()
    figures = [*(("before", "change", "share") if alone else ("before", "after", "change", "share")), *causes]
    figures = _with_spare(story, listed, figures) if alone else figures
    widths = _loss_widths(figures)
    most = _most(story, listed, SHOWN_UNITS, widths[0])
    columns, whole = _loss_columns(story, figures), sum(change.difference for _, change in listed)
    rows = _lines(story, listed, most, columns)
    key = "lose_title" if losing else "lose_title_none"
    title = lose_message(story, key, listed, whole)
    notes = [
        f"{units.name[i]}: {words.numbers.dong(change.difference, sign=True)}{_why(story, i)}"
        for i, change in listed[:NOTED_UNITS]
    ]
    kept = unlost_said(story) if alone else ""
    shares = shares_said(story) if alone else ""
    slide = deck.slide(
        title,
        # what a unit comes to is what it had and the difference, both printed
        lose_subtitle(story, [] if alone else rows),
        [
            *notes,
            *_unnoted(story, listed),
            *_ground(story),
            *filter(None, [shares, kept]),
            story.model_note(),
        ],
    )
    table = Table("", columns, rows)
    tallest = TWO_LINES if most == SHOWN_LONG else TALLEST
    few = len(rows) <= FEW_ROWS
    above, below, lines = (FEW_ABOVE, FEW_BELOW, 4) if few else (GROUND_ABOVE, GROUND, 2)
    # many names in two lines leave it to the notes
    told = alone and (few or most != SHOWN_LONG)
    ground = ground_said(story.result, story.shown.year, words, "brief") if told else ""
    if ground and shares:
        ground = f"{ground} {shares}"
    deck.table(slide, above if ground else CONTENT, table, widths, head=2, tallest=tallest)
    if ground:
        shown = whole_sentences(f"{ground} {kept}", below.width, BODY, lines)
        # a list of who loses nothing that ends early would leave out the reason
        deck.text(
            slide, below, [shown if kept in shown else whole_sentences(ground, below.width, BODY, lines)]
        )


def _ground(story: Story) -> list[str]:
    """What of the cut the law asks, and where it does, for the speaker."""
    said = ground_said(story.result, story.shown.year, story.words)
    return [said.replace("**", "")] if said else []


def _why(story: Story, i: int) -> str:
    """What takes from a unit, for the speaker; nothing where the plan is not compared with the status quo."""
    why = taken_by(story.result, story.shown.year, story.result.units.code[i], story.words)
    return f" ({why})" if why and story.shown.baseline is None else ""


def lose_subtitle(story: Story, rows: Sequence[Row]) -> str:
    """Năm, căn cứ, đơn vị tính; that differences are exact, where printed figures do not make them; and the
    few đồng of the cut that nobody is given, where it prints as another sum than what is given.
    """
    cells = [row.cells for row in rows]
    apart = any(parted(story.words.numbers, one["before"], one["after"]) for one in cells)
    key = "deck.lose_subtitle_parted" if apart else "deck.lose_subtitle"
    said = story.words.t(key, year=story.shown.year, basis=story.basis_name, unit=story.unit)
    return said + _left(story)


def _left(story: Story) -> str:
    """Số lẻ của số giảm chi không cấp lại, "" where there is none in sight, or what is left is no oddment."""
    found, n = story.found, story.words.numbers
    seen = n.in_steps(found.saved) != n.in_steps(found.increase)
    if story.shown.baseline is not None or not (seen and found.kept and n.slight(found.kept)):
        return ""
    return story.words.t("deck.lose_left", left=n.dong(found.kept))


def _most(story: Story, listed: Sequence[tuple[int, Change]], most: int, width: float) -> int:
    """How many units a table names: fewer, in two lines, where a name does not fit a column so wide."""
    names = [story.result.units.name[i] for i, _ in listed[: most + 1]]
    fits = all(len(wrapped(name, width - 2 * PAD, BODY)) == 1 for name in names)
    return most if fits else SHOWN_LONG


def _loss_widths(figures: Sequence[str]) -> list[float]:
    """Inches of the columns: the names of the units take what the `figures` leave."""
    widths = [WIDTH[figure] for figure in figures]
    return [CONTENT.width - sum(widths), *widths]


def _with_spare(story: Story, listed: Sequence[tuple[int, Change]], figures: list[str]) -> list[str]:
    """The figures with the group of each unit and the change at the `END` of the plan, where both or one of
    them leaves room for as many names, none of more than two lines, and for that of the total.
    """
    least = _most(story, listed, SHOWN_UNITS, _loss_widths(figures)[0])
    for spare in SPARE:
        if END in spare and story.shown.year == story.result.years[-1]:
            continue
        made = [*(s for s in spare if s != END), *figures, *(s for s in spare if s == END)]
        width = _loss_widths(made)[0] - 2 * PAD
        names = [story.result.units.name[i] for i, _ in listed[: least + 1]]
        rows = max((len(wrapped(name, width, BODY)) for name in names), default=1)
        most = _most(story, listed, SHOWN_UNITS, width + 2 * PAD)
        whole = len(wrapped(story.words.t("deck.lose_total", n=len(listed)), width, BODY, bold=True))
        room = len(listed) < FEW_ROWS or most == least
        if room and rows <= 2 and whole <= (2 if most == SHOWN_LONG else 1):
            return made
    return figures


def causes_of(lines: Sequence[Row], n: Numbers) -> tuple[str, ...]:
    """Of what the change of these lines is made; what is given in turn only where something is."""
    return tuple(c for c in CAUSES if c != "given" or any(not n.slight(one.cells[c]) for one in lines))


def _loss_columns(story: Story, figures: Sequence[str]) -> list[Column]:
    t = story.words.t
    heads = {"before": story.before_name}
    kinds: dict[str, Kind] = {"before": "money", "after": "money", "share": "percent_signed", "group": "text"}
    heads[END] = t("deck.lose_end_change", year=story.result.years[-1])
    return [
        Column("unit", t("deck.lose_unit")),
        *(Column(f, heads.get(f) or t(f"deck.lose_{f}"), kinds.get(f, "signed")) for f in figures),
    ]


def _lines(
    story: Story, listed: Sequence[tuple[int, Change]], most: int, columns: Sequence[Column]
) -> list[Row]:
    """The lines of `loss_rows`; a unit less by name where what rounding leaves takes its line."""
    lines = loss_rows(story, listed, most)[0]
    rounding = len(Table("", columns, lines).with_rounding(story.words).rows) > len(lines)
    return loss_rows(story, listed, most - 1)[0] if rounding and len(listed) > most + 1 else lines


def loss_rows(story: Story, listed: Sequence[tuple[int, Change]], most: int) -> tuple[list[Row], int]:
    """Các dòng đơn vị mất (hoặc được) nhiều nhất, so many by name and the others in one; and the total of the
    change, đồng. Beside the change what the law asks, what the plan cuts beyond it and gives in turn, and the
    change against the status quo in FIRST_YEAR and at the `END`; the change a pupil, where all have pupils.
    """
    words, units, year = story.words, story.result.units, story.shown.year
    gone, given = gone_and_given(story.result, year)
    asked = asked_of_units(story.result, year)
    n, elsewhere = words.numbers, other_years(story)

    def money(members: Sequence[tuple[int, Change]]) -> dict[str, Any]:
        of_all = change_of_total(change for _, change in members)
        change = {"change": of_all.difference, "share": of_all.share}
        cut, owed, back = (int(amounts[[i for i, _ in members]].sum()) for amounts in (gone, asked, given))
        causes = {"asked": -owed, "own": owed - cut, "given": back}
        causes |= {name: int(amounts[[i for i, _ in members]].sum()) for name, amounts in elsewhere.items()}
        base = story.result.steps.drivers.base_group if story.result.steps and len(members) == 1 else None
        group = {"group": "" if base is None else [*GROUPS, ""][base[members[0][0]]]}
        pupil = {"pupil": per_pupil(of_all.difference, story.result, year, [i for i, _ in members])}
        told = change | causes | group | pupil | covered(members)
        return {"before": of_all.before, "after": of_all.after} | told

    def covered(members: Sequence[tuple[int, Change]]) -> dict[str, str]:
        of = lifted(story.basis, story.result, year, [i for i, _ in members])
        return {"covered": words.t("deck.covered", before=n.percent_bare(of[0]), after=of[1])} if of else {}

    named = listed if len(listed) <= most + 1 else listed[:most]
    rows = [
        Row({"unit": units.name[i], "code": units.code[i]} | money([one])) for one in named for i in one[:1]
    ]
    whole, others = money(listed), listed[len(named) :]
    if others:
        rows.append(Row({"unit": words.t("deck.lose_others", n=len(others))} | money(others)))
    if listed:
        rows.append(Row({"unit": words.t("deck.lose_total", n=len(listed))} | whole, "total"))
    return rows, whole["change"]
