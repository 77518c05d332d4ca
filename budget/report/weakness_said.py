"""Điểm yếu của phương án, bằng lời: what most draws miss, and what it lacks in its worst move and where
revenue of its roadmap fails.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from budget.indicators import Indicators
from budget.report.deck_story import Story
from budget.report.safest_said import case_said, seen
from budget.report.words import Words
from budget.robustness import SHORT, SPREAD, UNEARNED, Swing, free, swings, worst
from budget.scenario import Scenario
from budget.trials import weakest


def weakness_said(
    plan: Indicators,
    moved: Sequence[Swing],
    words: Words,
    reached: Mapping[str, float] | None = None,
    *,
    of: Scenario | None = None,
    others: Mapping[str, Mapping[str, float]] | None = None,
    brief: bool = False,
) -> list[str]:
    """Các vế, the draws first where their shares `reached` are known, beside those of the `others`: `plan` as
    made, each factor `moved` alone, with the rate that it has in the plan where that is given, `of` which it
    is told. Of a move that leaves nothing worse nothing is said. `brief`: without what it comes to as made,
    and without the others.
    """
    told = []
    if drawn := weakest(reached or {}, plan):
        goal, share = drawn
        what, beside = words.t(f"compare.weak_{goal}"), "" if brief else _beside(goal, others or {}, words)
        told.append(words.t("compare.weak_drawn", share=share, what=what, beside=beside))
    short = [(UNEARNED, by, found) for one in moved if one.factor == UNEARNED for by, found in one.sides]
    yearly = [one for one in moved if one.factor != UNEARNED]
    for factor, by, found in [*short, *([worst(yearly)] if yearly else [])]:
        more = found.deeper_units > plan.deeper_units
        if more or seen(found.lacking, words) > seen(plan.lacking, words):
            case = case_said(factor, by, words, of)
            units = {"n": found.deeper_units, "made": plan.deeper_units}
            key = "none" if not found.deeper_units else "brief" if brief else "more" if more else "as_made"
            deeper = words.t(f"compare.weak_deeper_{key}", **units)
            lacking = {"lacking": found.lacking, "before": plan.lacking}
            told.append(
                words.t(f"compare.weak_case{'_brief' if brief else ''}", case=case, deeper=deeper, **lacking)
            )
    return told


def _beside(goal: str, others: Mapping[str, Mapping[str, float]], words: Words) -> str:
    """“ (phương án khác: từ 46 % đến 51 %)”: the shares of their draws in which the others miss the goal;
    where some have nothing that they could miss, each by its mark; "" for none that was tried.
    """
    known = {tag: of[goal] for tag, of in others.items() if goal in of}
    missed = {tag: round(1 - share, 9) for tag, share in known.items() if not math.isnan(share)}
    without = [tag for tag in known if tag not in missed]
    if not known:
        return ""
    if without:
        return words.t("compare.weak_beside_apart", told="; ".join(_apart(goal, missed, without, words)))
    low, high = min(missed.values()), max(missed.values())
    key = "compare.weak_beside" if low < high else "compare.weak_beside_one"
    return words.t(key, low=low, high=high)


def _apart(goal: str, missed: Mapping[str, float], without: Sequence[str], words: Words) -> Iterator[str]:
    """“B: 0 %”, “A và C không đặt mục tiêu”: shares that print alike together."""
    of: dict[str, list[str]] = {}
    for tag, share in missed.items():
        of.setdefault(words.numbers.rate(share), []).append(tag)
    for said, who in of.items():
        yield words.t("compare.weak_beside_of", who=words.list(who), share=said)
    yield words.t(f"compare.weak_without_{goal}", who=words.list(without))


def weakness_of(story: Story, *, brief: bool = False) -> str:
    """Điểm yếu của phương án đề nghị cho văn bản: in its worst move, and in the draws where it was tried; ""
    where nothing is worse. `brief`: for a slide, which has no room for what each plan lacks where revenue
    fails; with that of the proposed one, and as there.
    """
    result, year, tried = story.result, story.shown.year, story.tried
    reached: dict[str, float] = {}
    others: dict[str, dict[str, float]] = {}
    if tried:
        moved, tags = tried.moved[story.proposed], story.plan_tags()
        others = {
            tag: {name: float(share[of.years.index(year)]) for name, share in of.reached.items()}
            for tag, of in zip(tags, tried.found, strict=True)
        }
        reached = others.pop(tags[story.proposed])
    else:
        spread = free(result.law, {**SPREAD, UNEARNED: SHORT}, year)
        moved = swings(result.units, result.scenario, result.law, year, spread)
    told_here = [one for one in moved if brief or one.factor != UNEARNED]
    told = weakness_said(
        story.found,
        told_here,
        story.words,
        reached,
        of=None if brief else result.scenario,
        others=others,
        brief=brief,
    )
    key = "compare.weak_decided" if story.decided else "compare.weak_paper"
    return story.words.t(key, told="; ".join(told)) if told else ""
