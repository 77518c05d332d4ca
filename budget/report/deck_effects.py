"""Các trang sau của bản trình chiếu: who gains, who loses, risks and law, the proposal, the conclusion."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from budget.afterwards import deeper_later
from budget.compare import BAND_EDGE, Change, change_of_total
from budget.indicators import indicators
from budget.report.deck_charts import Series, bars
from budget.report.deck_page import BODY, CONTENT, PAD, TALLEST, Box, Deck, in_title, integer_format
from budget.report.deck_story import Story
from budget.report.deck_text import clip
from budget.report.ground_said import asked_of_units, ground_said
from budget.report.law_documents import last_checked, unconfirmed
from budget.report.letters import wrapped
from budget.report.memo_page import office_fields
from budget.report.palette import LIGHT
from budget.report.printed import parted, plan_parts
from budget.report.reached import reached
from budget.report.risk_words import below_said, later_said, risk_sentences, years_said
from budget.report.tables import Column, Row, Table
from budget.report.taken_by import taken_by
from budget.risks import below_minimum, gone_and_given, other_years
from budget.risks import risks as risks_of

SHOWN_UNITS, SHOWN_GAINERS, SHOWN_LONG = 8, 5, 4
"""Units that the tables of losses and of gains name, and either where a name needs two lines; the others are
counted."""

NOTED_UNITS = 100
"""Units that the notes for the speaker name with their amounts; of more the workbook has all."""

TWO_LINES = 0.68
"""Inches of a row of two lines."""

PROPOSAL = (
    ("quo", "status_quo", 1),
    ("released", "released", -1),
    ("cut", "cut", -1),
    ("increase", "increase", 1),
    ("support", "support", 1),
)
"""Lines of the proposal, the figure of each, and whether it adds or takes."""

KEPT_ABOVE, KEPT = Box(0.6, 1.95, 12.13, 4.2), Box(0.6, 6.2, 12.13, 0.65)
GROUND_ABOVE, GROUND = Box(0.6, 1.95, 12.13, 4.36), Box(0.6, 6.32, 12.13, 0.56)
"""The table of the proposal, and below it what is cut and given to nobody."""

SHOWN_YEARS = 6
SHOWN_RISKS, SHOWN_DOCUMENTS = 5, 6


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
    slide = deck.slide(
        gain_message(story),
        words.t("deck.gain_subtitle", year=shown.year, basis=story.basis_name),
        [
            *(story.money_note(labels[band.id], band.money) for band in bands),
            *exact,
            *_unnoted(story, listed),
            story.model_note(),
        ],
    )
    inks = (LIGHT.gain, LIGHT.gain, LIGHT.status_quo, LIGHT.loss, LIGHT.loss)
    counts = Series(words.t("deck.gain_units"), [band.units for band in bands], LIGHT.gain, inks)
    dots = integer_format(words.numbers)
    chart = Box(0.6, 1.95, 4.5 if listed else 12.13, 4.2)
    bars(slide, chart, list(labels.values()), [counts], dots, across=bool(listed))
    if listed:
        widths, box = [4.4, 1.85, 1.2], Box(5.3, 1.95, 7.43, 4.4)
        most = _most(story, listed, SHOWN_GAINERS, box.width * widths[0] / sum(widths))
        rows, _ = loss_rows(story, listed, most)
        columns = [
            Column("unit", words.t("deck.gain_most")),
            Column("change", story.unit, "signed"),
            Column("share", words.t("deck.lose_share"), "percent_signed"),
        ]
        tallest = TWO_LINES if most == SHOWN_LONG else TALLEST
        deck.table(slide, box, Table("", columns, rows), widths, tallest=tallest)
    text = f"{reached(reach, words)}."
    deck.text(slide, Box(0.6, 6.35, 12.13, 0.4), [clip(text, 12.13, BODY)])


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
    widths = [6.48, 1.4, 1.35, 1.65, 1.25]
    most = _most(story, listed, SHOWN_UNITS, CONTENT.width * widths[0] / sum(widths))
    rows, whole = loss_rows(story, listed, most)
    key = "lose_title" if losing else "lose_title_none"
    title = lose_message(story, key, listed, whole)
    notes = [
        f"{units.name[i]}: {words.numbers.dong(change.difference, sign=True)}{_why(story, i)}"
        for i, change in listed[:NOTED_UNITS]
    ]
    slide = deck.slide(
        title,
        lose_subtitle(story, rows),
        [*notes, *_unnoted(story, listed), *_ground(story), story.model_note()],
    )
    table = Table("", _loss_columns(story), rows)
    tallest = TWO_LINES if most == SHOWN_LONG else TALLEST
    # names in two lines leave it to the notes
    alone = losing and story.shown.baseline is None and most != SHOWN_LONG
    ground = ground_said(story.result, story.shown.year, words, brief=True) if alone else ""
    deck.table(slide, GROUND_ABOVE if ground else CONTENT, table, widths, head=2, tallest=tallest)
    if ground:
        deck.text(slide, GROUND, [clip(ground, GROUND.width, BODY, lines=2)])


def _ground(story: Story) -> list[str]:
    """What of the cut the law asks, and where it does, for the speaker."""
    said = ground_said(story.result, story.shown.year, story.words)
    return [said.replace("**", "")] if said else []


def _why(story: Story, i: int) -> str:
    """What takes from a unit, for the speaker; nothing where the plan is not compared with the status quo."""
    why = taken_by(story.result, story.shown.year, story.result.units.code[i], story.words)
    return f" ({why})" if why and story.shown.baseline is None else ""


def lose_subtitle(story: Story, rows: Sequence[Row]) -> str:
    """Năm, căn cứ, đơn vị tính; and that differences are exact, where printed figures do not make them."""
    cells = [row.cells for row in rows]
    apart = any(parted(story.words.numbers, one["before"], one["after"]) for one in cells)
    key = "deck.lose_subtitle_parted" if apart else "deck.lose_subtitle"
    return story.words.t(key, year=story.shown.year, basis=story.basis_name, unit=story.unit)


def _most(story: Story, listed: Sequence[tuple[int, Change]], most: int, width: float) -> int:
    """How many units a table names: fewer, in two lines, where a name does not fit a column so wide."""
    names = [story.result.units.name[i] for i, _ in listed[: most + 1]]
    fits = all(len(wrapped(name, width - 2 * PAD, BODY)) == 1 for name in names)
    return most if fits else SHOWN_LONG


def _loss_columns(story: Story) -> list[Column]:
    t = story.words.t
    return [
        Column("unit", t("deck.lose_unit")),
        Column("before", story.before_name, "money"),
        Column("after", t("deck.lose_after"), "money"),
        Column("change", t("deck.lose_change"), "signed"),
        Column("share", t("deck.lose_share"), "percent_signed"),
    ]


def loss_rows(story: Story, listed: Sequence[tuple[int, Change]], most: int) -> tuple[list[Row], int]:
    """Các dòng đơn vị mất (hoặc được) nhiều nhất, so many by name and the others in one; and the total of the
    change, đồng. Beside the change what the law asks, what the plan cuts beyond it and gives in turn.
    """
    words, units, year = story.words, story.result.units, story.shown.year
    gone, given = gone_and_given(story.result, year)
    asked = asked_of_units(story.result, year)
    n = words.numbers

    def money(members: Sequence[tuple[int, Change]]) -> dict[str, Any]:
        of_all = change_of_total(change for _, change in members)
        change = {"change": of_all.difference, "share": of_all.share}
        cut, owed, back = (int(amounts[[i for i, _ in members]].sum()) for amounts in (gone, asked, given))
        causes = {"asked": -owed, "own": owed - cut, "given": back}
        return {"before": of_all.before, "after": of_all.after} | change | causes

    named = listed if len(listed) <= most + 1 else listed[:most]
    rows = [
        Row({"unit": units.name[i], "code": units.code[i]} | money([one])) for one in named for i in one[:1]
    ]
    whole, others = money(listed), listed[len(named) :]
    if others:
        # nowhere else printed, they take what the printed names leave of the printed total
        left = {
            name: n.in_dong(n.in_steps(whole[name]) - sum(n.in_steps(row.cells[name]) for row in rows))
            for name in ("before", "after", "change", "asked", "own", "given")
        }
        rows.append(Row({"unit": words.t("deck.lose_others", n=len(others))} | money(others) | left))
    if listed:
        rows.append(Row({"unit": words.t("deck.lose_total", n=len(listed))} | whole, "total"))
    return rows, whole["change"]


def risks(deck: Deck, story: Story) -> None:
    """Trang rủi ro và căn cứ: what to watch in the year, the documents, and what is unconfirmed."""
    words, result, year = deck.words, story.result, story.shown.year
    law, years = result.law, result.years
    open_ = unconfirmed(law, years, words)
    said, cited = risk_lines(story), [one.name(words) for one in story.grounds()]
    other = risk_years(story)
    shown = [*risk_lines(story, brief=True)[:SHOWN_RISKS], *risk_years(story, brief=True)]
    slide = deck.slide(
        risk_message(story, len(shown)),
        words.t("deck.risk_subtitle", year=year),
        [*said, *other, *cited, *open_, words.t("deck.note_law", day=last_checked(law))],
    )
    half, rest = 7.75, 3.85
    deck.text(slide, Box(0.6, 1.98, half, 0.4), [words.t("deck.risk_head")], bold=True)
    deck.listed(slide, Box(0.6, 2.38, half, 4.47), shown or [words.t("deck.risk_none")])
    left = 0.6 + half + 0.53
    deck.text(slide, Box(left, 1.98, rest, 0.4), [words.t("deck.law_head")], bold=True)
    grounds = cited if len(cited) <= SHOWN_DOCUMENTS + 1 else cited[:SHOWN_DOCUMENTS]
    more = [words.t("deck.law_more", n=len(cited) - len(grounds))] if len(grounds) < len(cited) else []
    deck.listed(slide, Box(left, 2.38, rest, 4.47), [*grounds, *more])


def risk_message(story: Story, listed: int) -> str:
    """Câu về rủi ro: the units in deficit, and how many other things of those `listed` are to be watched."""
    deficits, words = story.found.deficit_units, story.words
    others = listed - (deficits > 0)
    key = (
        "risk_title_others"
        if deficits and others
        else "risk_title"
        if deficits or not others
        else "risk_title_only"
    )
    return words.t(f"deck.{key}", deficits=deficits, n=others, year=story.shown.year)


def risk_lines(story: Story, most: int = 0, *, brief: bool = False, but: Collection[str] = ()) -> list[str]:
    """Các rủi ro của năm: what rests on provisional data, and one sentence a kind, as `risk_sentences`;
    `but`: kinds that are told elsewhere.
    """
    said = [story.provisional()] if story.provisional() else []
    found = {k: risk for k, risk in risks_of(story.result, story.shown.year).items() if k not in but}
    return said + risk_sentences(found, story.words, most, brief=brief)


def risk_years(story: Story, *, brief: bool = False, below: bool = True) -> list[str]:
    """Rủi ro của các năm khác: the units below the legal minimum by name (`below`: unless they are told
    elsewhere), the others in one sentence, who lacks more later and why; none where no other year has any.
    """
    year, words = story.shown.year, story.words
    found = {kind: n for kind, n in other_years(story.result, year).items() if kind != "statutory_missed"}
    missed = below_said(below_minimum(story.result, year), words, brief=brief) if below else ""
    return [*filter(None, (missed, years_said(found, words), later_of(story, brief=brief)))]


def later_of(story: Story, *, brief: bool = False) -> str:
    """Đơn vị thiếu thêm ở các năm sau, and why; "" for none."""
    year = story.shown.year
    return later_said(deeper_later(story.result, year), year, story.words, brief=brief)


def proposal(deck: Deck, story: Story) -> None:
    """Trang đề nghị thông qua: the proposed plan year by year, whose lines add up."""
    words, result, found = deck.words, story.result, story.found
    years = (result.years[1:] or result.years)[-SHOWN_YEARS:]
    columns = [Column("line", words.t("deck.proposal_line"))]
    columns += [Column(str(y), str(y), "money") for y in years]
    parts = {y: plan_parts(indicators(result, y), words.numbers) for y in years}
    rows, notes = [], []
    for key, figure, sign in PROPOSAL:
        label = words.t(f"deck.proposal_{key}")
        amounts = {str(y): sign * parts[y][figure] for y in years}
        rows.append(Row({"line": label} | amounts, "total" if key == "support" else "unit"))
        exact = {y: sign * int(result.totals[figure][result.year(y)]) for y in years}
        notes += [story.money_note(f"{label}, {y}", amount) for y, amount in exact.items()]
    lacking = {str(y): parts[y]["rounding"] for y in years}
    if any(lacking.values()):
        rows.insert(-1, Row({"line": words.t("deck.proposal_rounding")} | lacking))
    slide = deck.slide(
        words.t(
            "deck.proposal_title_decided" if story.decided else "deck.proposal_title",
            name=story.name,
            support=found.support,
            year=story.shown.year,
        ),
        words.t("deck.proposal_subtitle", unit=story.unit),
        [*notes, story.model_note()],
    )
    left = {y: indicators(result, y).kept for y in years}
    listed = [
        words.t("deck.kept_year", year=y, amount=amount)
        for y, amount in left.items()
        if not words.numbers.slight(amount)
    ]
    box = KEPT_ABOVE if listed else CONTENT
    deck.table(slide, box, Table("", columns, rows), [3.6, *[8.5 / len(years)] * len(years)], tallest=0.7)
    if listed:
        deck.text(
            slide,
            KEPT,
            [clip(words.t("deck.kept_years", listed=", ".join(listed)), KEPT.width, BODY, lines=2)],
        )


def conclusion(deck: Deck, story: Story) -> None:
    """Trang kết luận, a draft while the plan is proposed: the items of the submission and the minutes."""
    words = deck.words
    mark = words.t("deck.conclusion_mark", mark=story.result.fingerprint)
    title, subtitle = words.t("deck.conclusion_title", name=story.name), words.t("deck.conclusion_subtitle")
    if story.decided:
        title = words.t("deck.conclusion_title_decided", name=story.name)
        subtitle = words.t("deck.conclusion_subtitle_decided", day=story.decided.at.date())
    slide = deck.slide(title, subtitle, [mark, story.model_note()])
    to = office_fields(story.organisation, words)["recipient"]
    deck.listed(slide, Box(0.6, 2.05, 12.13, 4.75), story.conclusions(to), size=24)
