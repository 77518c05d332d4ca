"""Điểm yếu của phương án, bằng lời: what most draws miss, and what it lacks in its worst move and where
revenue of its roadmap fails.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from budget.indicators import Indicators
from budget.report.deck_story import Story
from budget.report.safest_said import move_said, seen
from budget.report.words import Words
from budget.robustness import SHORT, SPREAD, UNEARNED, Swing, free, swings, worst
from budget.trials import weakest


def weakness_said(
    plan: Indicators,
    moved: Sequence[Swing],
    words: Words,
    reached: Mapping[str, float] | None = None,
    *,
    brief: bool = False,
) -> list[str]:
    """Các vế, the draws first where their shares `reached` are known: `plan` as made, each factor `moved`
    alone. Of a move that leaves nothing worse nothing is said. `brief`: without what it comes to as made.
    """
    told = []
    if drawn := weakest(reached or {}, plan):
        goal, share = drawn
        told.append(words.t("compare.weak_drawn", share=share, what=words.t(f"compare.weak_{goal}")))
    short = [(UNEARNED, by, found) for one in moved if one.factor == UNEARNED for by, found in one.sides]
    yearly = [one for one in moved if one.factor != UNEARNED]
    for factor, by, found in [*short, *([worst(yearly)] if yearly else [])]:
        more = found.deeper_units > plan.deeper_units
        if more or seen(found.lacking, words) > seen(plan.lacking, words):
            said = move_said(factor, by, words)
            case = said if factor == UNEARNED else words.t("compare.safest_yearly", cases=said)
            units = {"n": found.deeper_units, "made": plan.deeper_units}
            key = "none" if not found.deeper_units else "brief" if brief else "more" if more else "as_made"
            deeper = words.t(f"compare.weak_deeper_{key}", **units)
            lacking = {"lacking": found.lacking, "before": plan.lacking}
            told.append(
                words.t(f"compare.weak_case{'_brief' if brief else ''}", case=case, deeper=deeper, **lacking)
            )
    return told


def weakness_of(story: Story, *, brief: bool = False) -> str:
    """Điểm yếu của phương án đề nghị cho văn bản: in its worst move, and in the draws where it was tried; ""
    where nothing is worse. `brief`: for a slide, which has no room for what each plan lacks where revenue
    fails; with that of the proposed one, and as there.
    """
    result, year, tried = story.result, story.shown.year, story.tried
    reached: dict[str, float] = {}
    if tried:
        of, moved = tried.found[story.proposed], tried.moved[story.proposed]
        reached = {name: float(share[of.years.index(year)]) for name, share in of.reached.items()}
    else:
        spread = free(result.law, {**SPREAD, UNEARNED: SHORT}, year)
        moved = swings(result.units, result.scenario, result.law, year, spread)
    told_here = [one for one in moved if brief or one.factor != UNEARNED]
    told = weakness_said(story.found, told_here, story.words, reached, brief=brief)
    return story.words.t("compare.weak_paper", told="; ".join(told)) if told else ""
