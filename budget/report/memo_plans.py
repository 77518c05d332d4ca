"""Mục các phương án đã tính của tờ trình: the plans in the body, and what they hold in full in the annex."""

from __future__ import annotations

from budget.report.alike import alike_lines, alike_said
from budget.report.deck_story import Story
from budget.report.plan_content import content_said
from budget.report.story_said import called, plan_of
from budget.simulate import Result

SUB = "+ "
"""What a line begins with that belongs to the plan above it."""

BELOW = "· "
"""What a line begins with that belongs to the line of the plan above it."""

BESIDE = 3
"""Other plans whose content the body tells in a line each; of more the annex alone does."""


def _holds(story: Story, k: int, result: Result) -> list[str]:
    """What a plan holds, or in what alone it differs from one that is like it; of the one proposed both. As
    the lines of the paper, each with the mark of its level.
    """
    content, proposed = content_said(result, story.words, story.shown.year), k == story.proposed
    above = " ".join(content_said(result, story.words, story.shown.year, shares=True)) if proposed else ""
    told = alike_lines(story.shown, k, story.words, above)
    lines = [*(content if proposed or not told else []), *told]
    return [
        marked
        for line in lines
        for marked in ([f"{SUB}{line}"] if isinstance(line, str) else [f"{BELOW}{one}" for one in line])
    ]


def plans_of(story: Story) -> dict[str, list[str]]:
    """Các phương án đã tính, and what the one proposed holds; of others in a line, in full in the annex."""
    plans: list[str] = []
    others: list[str] = []
    for k, result in enumerate(story.shown.results):
        plans.append(plan_of(story, k))
        held = _holds(story, k, result)
        if k == story.proposed:
            plans += held
        elif held:
            plans += _briefly(story, k, result)
            others += [called(story, k), *held]
    return {"plans": plans, "other_plans": others}


def _briefly(story: Story, k: int, result: Result) -> list[str]:
    """Một dòng về nội dung của phương án khác, or in what alone it differs; none beside more than a few."""
    if len(story.shown.results) > BESIDE + 1:
        return []
    held = " ".join(content_said(result, story.words, story.shown.year, brief=True))
    return [f"{SUB}{alike_said(story.shown, k, story.words, brief=True) or held}"]
