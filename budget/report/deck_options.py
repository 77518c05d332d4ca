"""Trang các phương án của bản trình chiếu: number, name and what each does."""

from __future__ import annotations

from budget.report.alike import alike_said
from budget.report.deck_page import CONTENT, Deck
from budget.report.deck_story import Story
from budget.report.plan_content import content_said
from budget.report.pool_said import beyond_said, pool_said
from budget.report.story_said import level_of
from budget.report.tables import Column, Row, Table
from budget.simulate import Result


def options(deck: Deck, story: Story) -> None:
    """Trang các phương án: number, name and what each does."""
    words, shown = deck.words, story.shown
    title = "deck.options_title" if len(shown.quos) == 1 else "deck.options_title_apart"
    if len(shown.results) == 1:
        title = "deck.options_title_one"
    born = words.t("deck.options_born", name=story.origin) if story.origin else ""
    beside = words.t("deck.options_title_born") if story.origin else ""
    base = story.result.units.base_year
    slide = deck.slide(
        words.t(title, n=story.submitted, born=beside, base=base),
        words.t("deck.options_subtitle" if len(shown.quos) == 1 else "deck.options_subtitle_apart") + born,
        [
            *(
                f"{r.scenario.name}: {story.note_of(r) or _held(story, r)} ({r.fingerprint})"
                for r in shown.results
            ),
            *filter(None, (alike_said(shown, k, words) for k in range(len(shown.results)))),
        ],
    )
    columns = [Column("name", words.t("deck.options_name")), Column("what", words.t("deck.options_what"))]
    widths = [2.4, 9.73]
    if story.unsaid_tags():
        columns, widths = [Column("tag", words.t("app.scenario")), *columns], [1.5, 2.75, 7.88]
    rows = [
        Row({"tag": tag, "name": r.scenario.name, "what": what_of(story, r)})
        for tag, r in zip(story.plan_tags(), shown.results, strict=True)
    ]
    deck.table(
        slide,
        CONTENT,
        Table("", columns, rows),
        widths,
        tallest=2.2,
        sentences="what",
        fullest=_fullest(story),
        rest=lambda n: words.t("deck.options_rest", n=n),
    )


def _fullest(story: Story) -> int:
    """Phương án được kể trọn trước: the one proposed by its note; else the first that tells in what alone it
    differs, as a part of that says nothing.
    """
    own = story.proposed
    alike = (
        k for k in range(len(story.shown.results)) if alike_said(story.shown, k, story.words, brief=True)
    )
    return own if story.note_of(story.result) else next(alike, own)


def what_of(story: Story, result: Result) -> str:
    """What a plan does; of one like another what it cuts and gives, and then what it differs in; of one
    without a note, or a copy that bears the note of another, what it holds; and of the plan proposed where
    the money comes from.
    """
    said = alike_said(story.shown, story.place(result), story.words, story.plan_tags(), brief=True)
    if said:
        return " ".join(filter(None, (_moves(story, result), said)))
    # of what an officer wrote a sentence stands whole or not at all
    note = _own_note(story, result).replace("; ", ";\N{NO-BREAK SPACE}")
    if not note:
        return _held(story, result)
    # what asks the budget for more stands where room never ends
    beyond, gives = ("", _gives(story)) if result is story.result else (_beyond(story, result), "")
    return " ".join(filter(None, (beyond, level_of(story, result, brief=True), gives, note)))


def _moves(story: Story, result: Result) -> str:
    """Phương án giảm và cấp thêm bao nhiêu trong năm, and of the one proposed what the cuts do not pay."""
    own, words = result is story.result, story.words
    found, up = story.shown.at(result), story.shown.reach(story.place(result)).up
    beyond = beyond_said(result, found, words) if own else ""
    sums = {"saved": found.saved, "increase": found.increase, "n": up}
    return words.t("deck.options_moves", year=story.shown.year, beyond=beyond, **sums)


def _own_note(story: Story, result: Result) -> str:
    """Ghi chú của riêng phương án; "" where a plan before has the same, of which this one is a copy."""
    note, before = story.note_of(result), story.shown.results[: story.place(result)]
    return "" if note in map(story.note_of, before) else note


def _gives(story: Story) -> str:
    """Phương án đề nghị cấp thêm bao nhiêu, from which pool, and what of it the cuts do not pay."""
    words, found = story.words, story.found
    if not found.increase:
        return ""
    told = {"increase": found.increase, "up": found.reach.up, "by": ""}
    told |= {"beyond": beyond_said(story.result, found, words), "pool": pool_said(story.result, words)}
    said = words.t("meeting.what_gives", **told)
    return f"{said[:1].upper()}{said[1:]}."


def _beyond(story: Story, result: Result) -> str:
    """Phần cấp thêm ngoài số giảm chi của một phương án khác; "" for none."""
    found = story.shown.at(result)
    beyond = beyond_said(result, found, story.words)
    return story.words.t("deck.options_beyond", increase=found.increase, beyond=beyond) if beyond else ""


def _held(story: Story, result: Result) -> str:
    """Lộ trình, biện pháp giảm chi và cách tăng kinh phí of a plan without a note, and how much it cuts and
    gives: behind what it asks first, which is what sets it apart where room ends.
    """
    first = content_said(result, story.words, story.shown.year, brief=True, pool_alone=True)
    return " ".join([*first[:1], _moves(story, result), *first[1:]])
