"""Trang đối chiếu yêu cầu của lãnh đạo: the order as it was typed, and what the plan comes to, line by line;
only where one was typed.
"""

from __future__ import annotations

from budget.decision import answered
from budget.report.deck_page import BODY, CONTENT, LINE, Box, Deck
from budget.report.deck_story import Story
from budget.report.demanded_said import ORDER, demanded_said, ordered
from budget.report.letters import wrapped

BELOW = 0.12
"""Inches between the order and the lines that answer it."""


def demanded(deck: Deck, story: Story) -> None:
    """Trang đối chiếu: the order whole, and below it the lines of the submission and the minutes."""
    words, year, order = deck.words, story.shown.year, ordered(story.organisation, deck.words)
    lines = demanded_said(answered(story.result, year), words, story.organisation[ORDER])
    slide = deck.slide(
        words.t("deck.demanded_title", name=story.name, year=year),
        words.t("deck.demanded_subtitle"),
        [order, *lines, story.model_note()],
    )
    tall = len(wrapped(order, CONTENT.width, BODY, bold=True)) * LINE
    deck.text(slide, Box(CONTENT.left, CONTENT.top, CONTENT.width, tall), [order], bold=True)
    below = tall + BELOW
    deck.listed(slide, Box(CONTENT.left, CONTENT.top + below, CONTENT.width, CONTENT.height - below), lines)
