"""Biểu độ bền vững của tờ trình: what each plan lacks in each case and in the draws."""

from __future__ import annotations

from markupsafe import Markup

from budget.report.deck_story import Story
from budget.report.memo_page import cell, size_of
from budget.report.memo_years import SIZE, WIDTH
from budget.report.tried_said import tried_how, tried_lines
from budget.report.word_table import Align, Line, word_table
from budget.report.words import Words

LABEL = 92.0
"""Millimetres of the column that names the lines."""


def tried_fields(story: Story) -> dict[str, Markup | str]:
    """Biểu và câu nói đã thử thế nào, money in triệu đồng; "" where no plan was tried."""
    if story.tried is None:
        return {"robust": "", "robust_said": ""}
    words, names = Words(story.words.language), [result.scenario.name for result in story.shown.results]
    listed = tried_lines(story.tried, story.shown.year, words)
    texts = [line.texts(words.numbers) for line in listed]
    each = (WIDTH - LABEL) / len(names)
    size = size_of(((text, each) for of in texts for text in of), SIZE)
    lines = [
        Line([cell(line.label, SIZE), *(cell(text, size) for text in of)], kept=n < len(listed))
        for n, (line, of) in enumerate(zip(listed, texts, strict=True), 1)
    ]
    right: list[Align] = ["right"] * len(names)
    widths, aligns = (LABEL, *[each] * len(names)), ["left", *right]
    unit = words.t("tried.unit", unit=words.numbers.unit_name())
    how = tried_how(story.tried.how, words, story.result.law, story.shown.year)
    said = f"{how} {words.t('tried.brackets')} {words.t('tried.none')} {unit}"
    return {
        "robust": word_table([words.t("tried.line"), *names], lines, widths, aligns, SIZE),
        "robust_said": said,
    }
