"""Bản trình chiếu cho Ủy ban: 8 to 12 slides of native charts and tables, one message a slide, and one more
where plans were tried, and where the leaders gave an order.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from budget.report import (
    deck_demanded,
    deck_effects,
    deck_moved,
    deck_options,
    deck_slides,
    deck_trends,
    deck_tried,
)
from budget.report.conclusion import Agreed
from budget.report.deck_page import TEMPLATE, Deck, deck_numbers
from budget.report.deck_story import Story
from budget.report.demanded_said import ORDER
from budget.report.package import normalise, put
from budget.report.tried_said import Tried
from budget.report.words import Words
from budget.report.workbook_comparison import comparison
from budget.simulate import Result

NOBODY: Mapping[str, str] = {}

Slide = Callable[[Deck, Story], None]


def write_deck(
    target: str | Path | BinaryIO,
    results: Sequence[Result],
    *,
    words: Words,
    organisation: Mapping[str, str] = NOBODY,
    year: int | None = None,
    baseline: int | None = None,
    proposed: int = 0,
    created: datetime,
    decided: Agreed | None = None,
    tried: Tried | None = None,
    template: Path = TEMPLATE,
) -> None:
    """Xuất bản trình chiếu. Money is in triệu đồng; titles take the unit that fits.

    results: one to six, computed on the same data; `proposed`: which of them (from 0) the office proposes;
    `year` None: the last that all reach; `baseline`: the plan that all are compared with, None for the status
    quo. `organisation` may have name, preparer, who proposed and the leaders' order, which has a slide of its
    own. `created`: day in the footer and of the file's properties; equal input gives equal bytes. `decided`:
    how the plan was decided on, None for one that is proposed. `tried`: what came of draws of the plans, a
    slide of its own. `template`: a deck whose first layout has a title, a footer and a slide number. Raises
    ValueError as `comparison`, and where `proposed` is no plan.
    """
    shown = comparison(results, year, baseline)
    if not 0 <= proposed < len(results):
        raise ValueError(f"proposed {proposed}; there are scenarios 0 to {len(results) - 1}")
    spoken = deck_numbers(words)
    story = Story(shown, proposed, spoken, organisation, created, decided, tried)
    title = spoken.t("deck.title", first=story.period[0], last=story.period[1])
    mark = spoken.t("deck.footer", office=story.office, day=created.date(), mark=shown.fingerprint)
    deck = Deck(spoken, title, mark, organisation.get("preparer", ""), created, template)
    for slide in slides(story):
        slide(deck, story)
    out = io.BytesIO()
    deck.show.save(out)
    put(target, normalise(out.getvalue(), created))


def slides(story: Story) -> list[Slide]:
    """Các trang: those on schools only where there are schools with a norm, that of the units which lose (or
    gain) most only where one does.
    """
    reach = story.shown.reach(story.proposed)
    moving = bool(reach.up or reach.down)
    schools = bool(story.found.schools_with_norm)
    return [
        deck_slides.request,
        deck_slides.standing,
        *([deck_slides.eroding] if schools else []),
        deck_options.options,
        deck_slides.comparison,
        deck_trends.by_year,
        *([deck_trends.at_norm] if schools else []),
        deck_moved.gains,
        *([deck_moved.losses] if moving else []),
        deck_effects.risks,
        *([deck_tried.tried] if story.tried else []),
        *([deck_demanded.demanded] if story.organisation.get(ORDER) else []),
        deck_effects.proposal,
        deck_effects.conclusion,
    ]
