"""Điểm yếu của phương án, bằng lời: what most draws miss, and what it lacks in its worst move and where
revenue of its roadmap fails.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from budget.indicators import Indicators
from budget.report.deck_story import Story
from budget.report.safest_said import Reached, case_said, seen
from budget.report.words import Words
from budget.robustness import SHORT, SPREAD, UNEARNED, Swing, free, swings, worst
from budget.trials import weakest


def weakness_said(
    plan: Indicators,
    moved: Sequence[Swing],
    words: Words,
    reached: Mapping[str, float] | None = None,
    *,
    others: Reached = (),
    brief: bool = False,
) -> list[str]:
    """Các vế, the draws first where their shares `reached` are known, beside those of the `others`: `plan` as
    made, each factor `moved` alone. Of a move that leaves nothing worse nothing is said. `brief`: without
    what it comes to as made, and without the others.
    """
    told = []
    if drawn := weakest(reached or {}, plan):
        goal, share = drawn
        what, beside = words.t(f"compare.weak_{goal}"), "" if brief else _beside(goal, others, words)
        told.append(words.t("compare.weak_drawn", share=share, what=what, beside=beside))
    short = [(UNEARNED, by, found) for one in moved if one.factor == UNEARNED for by, found in one.sides]
    yearly = [one for one in moved if one.factor != UNEARNED]
    for factor, by, found in [*short, *([worst(yearly)] if yearly else [])]:
        more = found.deeper_units > plan.deeper_units
        if more or seen(found.lacking, words) > seen(plan.lacking, words):
            case = case_said(factor, by, words)
            units = {"n": found.deeper_units, "made": plan.deeper_units}
            key = "none" if not found.deeper_units else "brief" if brief else "more" if more else "as_made"
            deeper = words.t(f"compare.weak_deeper_{key}", **units)
            lacking = {"lacking": found.lacking, "before": plan.lacking}
            told.append(
                words.t(f"compare.weak_case{'_brief' if brief else ''}", case=case, deeper=deeper, **lacking)
            )
    return told


def _beside(goal: str, others: Reached, words: Words) -> str:
    """“ (phương án khác: từ 46 % đến 51 %)”: the shares of their draws in which the others miss the goal,
    those that could; "" for none.
    """
    known = [of[goal] for of in others if not math.isnan(of.get(goal, math.nan))]
    if not known:
        return ""
    low, high = round(1 - max(known), 9), round(1 - min(known), 9)
    key = "compare.weak_beside" if low < high else "compare.weak_beside_one"
    return words.t(key, low=low, high=high)


def weakness_of(story: Story, *, brief: bool = False) -> str:
    """Điểm yếu của phương án đề nghị cho văn bản: in its worst move, and in the draws where it was tried; ""
    where nothing is worse. `brief`: for a slide, which has no room for what each plan lacks where revenue
    fails; with that of the proposed one, and as there.
    """
    result, year, tried = story.result, story.shown.year, story.tried
    reached: dict[str, float] = {}
    others: list[dict[str, float]] = []
    if tried:
        moved = tried.moved[story.proposed]
        others = [
            {name: float(share[of.years.index(year)]) for name, share in of.reached.items()}
            for of in tried.found
        ]
        reached = others.pop(story.proposed)
    else:
        spread = free(result.law, {**SPREAD, UNEARNED: SHORT}, year)
        moved = swings(result.units, result.scenario, result.law, year, spread)
    told_here = [one for one in moved if brief or one.factor != UNEARNED]
    told = weakness_said(story.found, told_here, story.words, reached, others=others, brief=brief)
    key = "compare.weak_decided" if story.decided else "compare.weak_paper"
    return story.words.t(key, told="; ".join(told)) if told else ""
