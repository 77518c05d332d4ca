"""Nội dung một phương án bằng lời: roadmap, cuts and allocation, as the submission describes the plan."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from budget.idle import MET, idle_measures, overruled
from budget.idle_grants import idle_stages
from budget.lowering import falls_to_target
from budget.planning import on_roadmap
from budget.report.above_cap_said import roadmap_said
from budget.report.words import Words
from budget.report.workbook_measures import (
    Counted,
    Names,
    allocation_words,
    names_of,
    reduction_words,
    roadmap_words,
    stage_words,
)
from budget.scenario import Reduction, SavingsPool
from budget.simulate import Result
from budget.unit_details import aim_year

FEW = 3
"""Roadmaps that are all described; of more the units are counted, with the span of their targets."""

NO_BREAK = "\N{NO-BREAK SPACE}"


def content_said(
    result: Result,
    words: Words,
    year: int | None = None,
    *,
    shares: bool = False,
    brief: bool = False,
    pool_alone: bool = False,
) -> list[str]:
    """Lộ trình, biện pháp giảm chi và cách tăng kinh phí của phương án, a line each; none for a plan of
    nothing. A part of the roadmap whose units all follow later ones is left out. `year`: with why a measure
    takes nothing in it; `shares`: with the parts of the way to a target that revenue and savings go, which
    are no parts of the amounts that either has to bring; `brief`: units that are named are counted, the
    cuts come first, with those that the plan sets before the minimum of the law, several roadmaps and the
    units beyond a cap are counted, and steps that give nothing in any year are left out, as are the most
    that a unit is given and that all savings are given; `pool_alone`: of a pool by year that of the year
    alone.
    """
    plan, names = result.scenario, names_of(result.units)
    names = Counted(names) if brief else names
    road = [entry for entry, gone in zip(plan.roadmap, overruled(result), strict=True) if not gone]
    released = {entry.release for entry in road}
    once = len(released) == 1 < len(road)
    paths = [roadmap_words(one, words, names, shares=shares, release=not once) for one in road]
    if len(paths) > (1 if brief else FEW) and on_roadmap(result):
        paths = [_targets(result, words, year)]
    elif once:
        # what of revenue and savings the State takes stands once where it is the same of all
        paths.append(words.t("memo.content_release", release=released.pop()))
    if not brief and falls_to_target(result):
        paths.append(words.t("memo.content_falls"))
    measures = list(zip(plan.reductions, _idle(result, year, words), strict=True))
    if brief:
        # where room ends, what the plan sets itself stands, and what every plan owes falls away
        measures.sort(key=lambda one: one[0].method == "statutory")
    parts = {
        "roadmap": paths,
        "reductions": [
            f"{_measure(result, one, words, names, year, brief=brief)}{why}" for one, why in measures
        ],
        "allocation": _given(result, words, year if pool_alone else None, brief=brief),
    }
    order = ("reductions", "roadmap", "allocation") if brief else parts
    return [words.t(f"memo.content_{part}", listed="; ".join(parts[part])) for part in order if parts[part]]


def _measure(
    result: Result, measure: Reduction, words: Words, names: Names, year: int | None, *, brief: bool
) -> str:
    """Một biện pháp, with whom the roadmap takes beyond its cap, or only how many."""
    above = roadmap_said(result, measure, words, year, named=not brief)
    # on a slide that ends early a cap does not stand without those beyond it
    between = f";{NO_BREAK}" if brief else "; "
    return between.join(filter(None, (reduction_words(measure, words, names), above)))


def _idle(result: Result, year: int | None, words: Words) -> list[str]:
    """Vì sao biện pháp không giảm thêm trong năm, in brackets; "" for one that takes something."""
    found = idle_measures(result, year) if year else (None,) * len(result.scenario.reductions)
    said = []
    for one in found:
        met = one is not None and one.why in MET
        why = words.t(f"memo.content_nothing_{one.why if met else 'other'}") if one else ""
        when = "" if one is None or one.always else words.t("memo.content_nothing_when", year=year)
        said.append(words.t("memo.content_nothing", when=when, why=why) if one else "")
    return said


def _targets(result: Result, words: Words, year: int | None) -> str:
    """Mục tiêu theo lộ trình in the year, so that plans stand beside one another, else in the last that a
    roadmap names, or of the plan: from the lowest to the highest, those of each unit being in the annex.
    """
    chosen, found = on_roadmap(result), result["target"]
    at = aim_year(result) if year is None or np.isnan(found[chosen, result.year(year)]).any() else year
    aims = [Decimal(str(round(float(found[i, result.year(at)]), 6))) for i in chosen]
    low, high = min(aims), max(aims)
    aim = words.numbers.rate(low) if low == high else words.t("meeting.roadmap_between", low=low, high=high)
    return words.t("memo.content_targets", n=len(chosen), year=at, aim=aim)


def _given(result: Result, words: Words, year: int | None, *, brief: bool) -> list[str]:
    """Nguồn, trần và các bước; of a pool by year that of this year, or of all."""
    plan = result.scenario.allocation
    if plan is None:
        return []
    if (
        year
        and not isinstance(plan.pool, SavingsPool)
        and (held := [y for y in plan.pool.by_year if y <= year])
    ):
        one = plan.pool.model_copy(update={"by_year": {year: plan.pool.by_year[max(held)]}})
        plan = plan.model_copy(update={"pool": one})
    told = allocation_words(plan, words, names_of(result.units), result.years[-1])
    floor = [words.t("memo.content_floor", floor=told["floor"])] if plan.floor else []
    capped = [] if brief or plan.cap is None else [words.t("memo.content_cap", cap=told["cap"])]
    pool = words.t("memo.content_pool", pool=told["pool"], scope=told["scope"])
    return [
        *([] if brief and plan.pool == SavingsPool() else [pool]),
        *floor,
        *capped,
        *_steps(result, words, brief=brief),
    ]


def _steps(result: Result, words: Words, *, brief: bool) -> list[str]:
    """The steps in order; of one that gives nothing in any year that it does, and where that is so in all of
    them, that the steps before leave it no money; `brief`: without those.
    """
    plan, steps = result.scenario.allocation, result.steps
    assert plan is not None
    assert steps is not None
    idle = idle_stages(result, result.years[-1])
    said = []
    for stage, given, why in zip(plan.stages, steps.given.stages, idle, strict=True):
        if brief and not given.any():
            continue
        step = stage_words(stage, words)
        used_up = why is not None and why.always and why.why == "used_up"
        key = "used_up" if used_up else "idle"
        said.append(step if given.any() else words.t(f"memo.content_{key}", step=step))
    return said
