"""Trang độ bền vững: in what share of the draws each plan reaches each goal; only where plans were tried."""

from __future__ import annotations

from budget.report.deck_page import CONTENT, Deck
from budget.report.deck_story import Story
from budget.report.tables import Column, Row, Table
from budget.report.tried_said import tried_how, tried_lines

FEW = 3
"""Plans whose names head their columns; of more the tags do."""


def tried(deck: Deck, story: Story) -> None:
    """Trang độ bền vững: a row a goal, a column a plan, the support at the end."""
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
    slide = deck.slide(
        message(story),
        deck.with_names(words.t("tried.subtitle", **told), "" if few else story.unsaid_tags()),
        [tried_how(found.how, words), words.t("tried.none"), story.model_note()],
    )
    widths = [5.8, *[6.3 / len(names)] * len(names)]
    deck.table(slide, CONTENT, Table("", columns, rows), widths, 3 if few else 1)


def message(story: Story) -> str:
    """Tổng kinh phí của phương án đề nghị trong các lần thử, from P10 to P90."""
    assert story.tried is not None
    words, one = story.words, story.tried.found[story.proposed]
    low, _, high = one.quantiles["support"][:, one.years.index(story.shown.year)].tolist()
    alike = words.numbers.short(low) == words.numbers.short(high)
    return words.t(f"tried.message{'_same' if alike else ''}", year=story.shown.year, low=low, high=high)
