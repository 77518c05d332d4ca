"""Trang độ bền vững: what each plan lacks in each case, and how often it reaches each goal; only where plans
were tried.
"""

from __future__ import annotations

from budget.report.deck_page import CONTENT, Deck
from budget.report.deck_story import Story
from budget.report.safest_said import own_headline
from budget.report.tables import Column, Row, Table
from budget.report.tried_said import drawn_short, tried_how, tried_lines

FEW = 3
"""Plans whose names head their columns; of more the tags do."""


def tried(deck: Deck, story: Story) -> None:
    """Trang độ bền vững: a row a case or goal, a column a plan."""
    words, found = deck.words, story.tried
    assert found is not None
    few = len(found.found) <= FEW
    names = [result.scenario.name for result in story.shown.results] if few else story.plan_tags()
    columns = [Column("line", words.t("tried.line"))]
    columns += [Column(str(k), name, "figure") for k, name in enumerate(names)]
    rows = [
        Row({"line": line.label} | {str(k): said for k, said in enumerate(line.texts(words.numbers))})
        for line in tried_lines(found, story.shown.year, words, brief=True)
    ]
    told = {"n": found.how.count, "year": story.shown.year, "unit": words.numbers.unit_name()}
    told["drawn"] = words.t("tried.drawn_short" if drawn_short(found.how) else "tried.drawn_earned")
    slide = deck.slide(
        message(story),
        deck.with_names(words.t("tried.subtitle", **told), story.unsaid_tags()),
        [
            tried_how(found.how, words, story.result.law, story.shown.year),
            words.t("tried.none"),
            story.model_note(),
        ],
    )
    widths = [5.8, *[6.3 / len(names)] * len(names)]
    deck.table(slide, CONTENT, Table("", columns, rows), widths, 3 if few else 1)


def message(story: Story) -> str:
    """Phương án đề nghị thiếu bao nhiêu khi xấu, beside the one that lacks least; of one plan alone, or where
    nothing moves, what the table is.
    """
    assert story.tried is not None
    words, tags, year = story.words, story.plan_tags(), story.shown.year
    said = own_headline(tags, story.tried.moved, year, words, story.proposed) if len(tags) > 1 else ""
    return said or words.t("tried.title", year=year)
