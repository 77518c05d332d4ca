"""Dưới trang ai được: what is granted by hand, and who is given nothing, as far as two lines have room."""

from __future__ import annotations

from budget.report.deck_page import BODY, CONTENT
from budget.report.deck_story import Story
from budget.report.deck_text import whole_sentences
from budget.report.excepted_said import exceptions_brief
from budget.report.ground_said import in_turn_said
from budget.report.letters import wrapped
from budget.report.risk_words import FIRST
from budget.report.ungiven_said import ungiven_said

LINES = 2


def below_gains(story: Story) -> str:
    """Các ngoại lệ và trường không được cấp, on a slide: as many schools by name as leave room for every
    reason, else how many of each; "" for neither.
    """
    ways = [ungiven_said(story.result, story.shown.year, story.words, most) for most in range(FIRST, -1, -1)]
    nothing = next(filter(_fits, ways), ways[-1])
    # units gain less than is given where some of it makes up for their own cut
    again = in_turn_said(story)
    if again and nothing and _fits(f"{again} {ways[-1]}"):
        nothing = f"{again} {ways[-1]}"
    # what a plan grants by hand stands before those that it does not reach
    brief = exceptions_brief(story)
    both = [f"{one} {rest}".rstrip() for one in brief for rest in (nothing, ways[-1])]
    return whole_sentences(next(filter(_fits, [*both, *brief[-1:]]), nothing), CONTENT.width, BODY, LINES)


def _fits(text: str) -> bool:
    return len(wrapped(text, CONTENT.width, BODY)) <= LINES
