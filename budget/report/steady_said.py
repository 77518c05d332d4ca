"""Phương án nào thiếu ít nhất khi hụt thu tăng, bằng lời: every criterion with the plans that lead by it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.asked import hard_roadmaps, on_roadmap
from budget.indicators import Indicators, indicators
from budget.report.safest_said import Reached, seen
from budget.report.words import Words
from budget.robustness import SHORT
from budget.shortfall import added_revenue, unearned
from budget.simulate import Result

NEAR = Decimal("0.01")
"""Shares by which what plans lack may differ as if it were alike: all of it rests on assumptions."""

OUTCOMES = ("lacking", "deeper")
"""What plans come to then: what they lack, and the units that lack more than under the status quo."""

CRITERIA = (*OUTCOMES, "revenue")
"""What plans are ranked by: also the revenue that their roadmaps add. That alone lets none lead: one without
a roadmap counts on none, however much it lacks.
"""


@dataclass(frozen=True)
class Resting:
    """Thu tăng mà một phương án trông vào: its mark, how much, đồng, and how many of the units `asked` can
    `hard`ly reach their roadmap.
    """

    tag: str
    revenue: int
    hard: int = 0
    asked: int = 0


@dataclass(frozen=True)
class Steady:
    """Một phương án khi thu tăng theo lộ trình hụt: its mark, what it then comes to, how much revenue its
    roadmap counts on and what it has units save, đồng, how many of the units of which it asks that can
    `hard`ly reach it, the yearly growth above which that is said, and the least and the most that the
    units asked have to grow.
    """

    tag: str
    found: Indicators
    revenue: int
    saving: int = 0
    hard: int = 0
    asked: int = 0
    limit: Decimal = Decimal(0)
    growth: tuple[float, ...] = ()

    @property
    def rests(self) -> Resting:
        """Thu tăng mà phương án trông vào."""
        return Resting(self.tag, self.revenue, self.hard, self.asked)

    def at(self, criterion: str) -> int:
        """Số để xếp theo một tiêu chí; the least is best."""
        told = {"lacking": self.found.lacking, "deeper": self.found.deeper_units, "revenue": self.revenue}
        return told[criterion]


def steady_of(tag: str, result: Result, found: Indicators, year: int) -> Steady:
    """Một phương án so với các phương án khác, `found` when revenue fails."""
    asked = on_roadmap(result, year)
    saving, hard = sum(one.saving for one in asked), hard_roadmaps(result, year)
    grows = [one.growth for one in asked if one.growth is not None]
    span = tuple(dict.fromkeys((min(grows), max(grows)))) if grows else ()
    limit = result.scenario.assumptions.plausible_growth
    return Steady(tag, found, added_revenue(result, year), saving, len(hard), len(asked), limit, span)


def steadies(results: Sequence[Result], tags: Sequence[str], year: int) -> list[Steady]:
    """Các phương án khi hụt SHORT số thu tăng, those that reach the year."""
    return [
        steady_of(tag, one, indicators(unearned(one, SHORT), year), year)
        for tag, one in zip(tags, results, strict=True)
        if year in one.years
    ]


def counting(plans: Sequence[Steady]) -> bool:
    """Có phương án nào trông vào thu tăng của đơn vị."""
    return any(one.revenue for one in plans)


def best(plans: Sequence[Steady], criterion: str, words: Words) -> list[str]:
    """Phương án đứng đầu một tiêu chí, as `leading`."""
    return leading([one.tag for one in plans], [one.at(criterion) for one in plans], criterion, words)


def leading(tags: Sequence[str], figures: Sequence[int], criterion: str, words: Words) -> list[str]:
    """Phương án có số ít nhất của một tiêu chí; amounts that print alike are alike, and NEAR of what is
    lacking tells no plan from another.
    """
    told = figures if criterion == "deeper" else [seen(amount, words) for amount in figures]
    most = min(told) * (1 + (NEAR if criterion == "lacking" else 0))
    return [tag for tag, figure in zip(tags, told, strict=True) if figure <= most]


def leaders(leads: Mapping[str, Sequence[str]], plans: int) -> list[str]:
    """Phương án đứng đầu mọi tiêu chí của OUTCOMES, where these tell the `plans` apart; none where no plan
    does. `leads`: the plans that stand best, by criterion.
    """
    best_of = [leads[criterion] for criterion in OUTCOMES]
    apart = any(len(who) < plans for who in best_of)
    return [tag for tag in best_of[0] if apart and all(tag in who for who in best_of)]


def steady_said(plans: Sequence[Steady], by: Decimal, words: Words) -> str:
    """Câu nói phương án nào đứng đầu từng tiêu chí where `by` of the added revenue fails, and in a sentence
    of its own what these plans rest on; "" for one plan. Where no plan counts on revenue that is said in the
    place of how much fails.
    """
    if len(plans) < 2:
        return ""
    counted = counting(plans)
    leads = {one: best(plans, one, words) for one in (CRITERIA if counted else OUTCOMES)}
    said = words.t(
        "compare.steady" if counted else "compare.steady_unasked",
        by=by,
        told=_together(leads, len(plans), words),
    )
    rests = _rests([one.rests for one in plans], leads, words)
    return " ".join([said, words.t("compare.steady_but", rests=rests)]) if rests else said


def least_said(plans: Sequence[Resting], leads: Mapping[str, Sequence[str]], words: Words) -> str:
    """“thiếu ít nhất và … là PA 2, nhưng …”: who leads by the outcomes and what that rests on, the same in
    every paper; "" where no plan leads by both. What a plan rests on that leads by another criterion is left
    out: it reads as if it spoke against the one that leads.
    """
    first = leaders(leads, len(plans))
    if not first:
        return ""
    told = _together({one: leads[one] for one in OUTCOMES}, len(plans), words)
    rests = _rests(plans, leads, words, of=first)
    return words.t("compare.steady_rests", told=told, rests=rests) if rests else told


def least_of(plans: Sequence[Steady], words: Words) -> str:
    """Câu của tờ trình nói phương án nào thiếu ít nhất khi hụt thu tăng, as `least_said`; "" for one plan,
    and where none counts on revenue.
    """
    if len(plans) < 2 or not counting(plans):
        return ""
    leads = {one: best(plans, one, words) for one in CRITERIA}
    told = least_said([one.rests for one in plans], leads, words)
    return words.t("compare.steady_then", told=told) if told else ""


def drawn_said(plans: Sequence[Steady], reached: Reached, words: Words, *, earned: bool) -> str:
    """Câu nói điều ngược với câu trả lời: the plans that in most draws leave no unit lacking more than under
    the status quo, where none of them leads; "" where one does, none does, and for no such draws.
    `earned`: the draws take the revenue of the roadmap as earned.
    """
    shares = {one.tag: of.get("none_deeper", math.nan) for one, of in zip(plans, reached, strict=False)}
    first = leaders({one: best(plans, one, words) for one in OUTCOMES}, len(plans))
    known = {tag: share for tag, share in shares.items() if not math.isnan(share)}
    most = max(known.values(), default=0.0)
    # what prints alike is alike
    who = [tag for tag, share in known.items() if words.numbers.rate(share) == words.numbers.rate(most)]
    if not first or not most or set(who) & set(first):
        return ""
    key = "compare.steady_drawn_earned" if earned else "compare.steady_drawn"
    return words.t(key, who=words.list(who), share=words.numbers.rate(most))


def _rests(
    plans: Sequence[Resting],
    leads: Mapping[str, Sequence[str]],
    words: Words,
    of: Sequence[str] | None = None,
) -> str:
    """Phương án đứng đầu trông vào thu tăng bao nhiêu: of one that stands first in the answer, unless it
    counts on least; and of one that leads by anything with units that can hardly reach their roadmap, how
    many of them, unless no plan counts on less or has fewer; plans of which the same is said in one. `of`:
    the plans that are told of alone.
    """
    first, fewest = leaders(leads, len(plans)), min(one.hard for one in plans)
    ahead = {one for who in leads.values() if len(who) < len(plans) for one in who}
    alike = dict[tuple[int, int, int], list[str]]()
    for one in plans:
        least = one.tag in leads.get("revenue", ())
        hardly = one.hard and one.tag in ahead and not (least and one.hard == fewest)
        counts = one.revenue and one.tag in first and not least
        if (of is None or one.tag in of) and (hardly or counts):
            # what prints alike is alike
            what = (seen(one.revenue, words), one.hard, one.asked if one.hard else 0)
            alike.setdefault(what, []).append(one.tag)
    return "; ".join(
        words.t(
            f"compare.steady_{'hard' if hard else 'counts'}{'_each' if len(who) > 1 else ''}",
            who=words.list(who),
            revenue=revenue,
            n=hard,
            asked=asked,
        )
        for (revenue, hard, asked), who in alike.items()
    )


def _together(leads: Mapping[str, Sequence[str]], plans: int, words: Words) -> str:
    """Từng phương án đứng đầu theo những tiêu chí nào; of criteria in which all are alike, which."""
    of = dict[tuple[str, ...], list[str]]()
    for criterion, who in leads.items():
        of.setdefault(tuple(who), []).append(criterion)
    first = leaders(leads, plans)
    # what speaks for the plan that leads by both outcomes comes first, and after it what does for another
    groups = sorted(of.items(), key=lambda one: not set(first) & set(one[0]))
    return "; ".join(_one(criteria, who, plans, words) for who, criteria in groups)


def _one(criteria: Sequence[str], who: Sequence[str], plans: int, words: Words) -> str:
    alike = len(who) == plans
    forms = ("alike_{}" if alike else "{}_each" if len(who) > 1 else "{}").format
    what = words.list([words.t(f"compare.steady_{forms(one)}") for one in criteria])
    key = ("near" if "lacking" in criteria else "alike") if alike else "of"
    return words.t(f"compare.steady_{key}", what=what, who=words.list(who))


def absorbed_said(plans: Sequence[Steady], made: Sequence[int], by: Decimal, words: Words) -> str:
    """Vì sao số thiếu không đổi khi hụt thu: of plans that count on revenue and lack as much as `made`, đồng,
    surpluses cover what fails; "" for none, and where it was not tried.
    """
    pairs = zip(plans, made, strict=False)
    who = [one.tag for one, lacking in pairs if one.revenue and one.found.lacking == lacking]
    return words.t("compare.steady_absorbed", who=words.list(who), by=by) if who else ""


def steady_listed(plans: Sequence[Steady], words: Words) -> str:
    """Từng phương án thiếu bao nhiêu khi hụt SHORT số thu tăng, and `steady_said`, in one line; "" for one
    plan.
    """
    return " ".join(filter(None, (each_said(plans, words), steady_said(plans, SHORT, words))))


def each_said(plans: Sequence[Steady], words: Words, *, above: bool = False) -> str:
    """Từng phương án thiếu bao nhiêu khi hụt SHORT thu tăng, as `fails_said`; "" where none counts on it."""
    each = [(one.tag, one.found.lacking, one.found.deeper_units) for one in plans] if counting(plans) else []
    return fails_said(each, SHORT, words, above=above)


def fails_said(
    plans: Sequence[tuple[str, int, int]], by: Decimal, words: Words, *, above: bool = False
) -> str:
    """Câu: what each plan lacks where `by` of the added revenue fails, đồng, and how many units then lack
    more than under the status quo; "" for one plan. `above`: the sentence before tells what fails.
    """
    if len(plans) < 2:
        return ""
    one, key = ("fails_one", "fails") if above else ("steady_one", "steady_listed")
    listed = [words.t(f"compare.{one}", who=who, lacking=lacking, n=n) for who, lacking, n in plans]
    return words.t(f"compare.{key}", by=by, listed="; ".join(listed))
