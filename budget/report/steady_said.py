"""Phương án nào an toàn nhất, bằng lời: every criterion with the plans that stand best by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.indicators import Indicators, indicators
from budget.money import total, whole
from budget.report.safest_said import seen
from budget.report.words import Words
from budget.robustness import SHORT
from budget.shortfall import unearned
from budget.simulate import Result

CRITERIA = ("lacking", "deeper", "revenue")
"""What plans are ranked by: what they lack, the units that lack more than under the status quo, the revenue
that their roadmaps add."""


@dataclass(frozen=True)
class Steady:
    """Một phương án khi thu tăng theo lộ trình hụt: its mark, what it then comes to, and how much revenue its
    roadmap counts on, đồng.
    """

    tag: str
    found: Indicators
    revenue: int

    def at(self, criterion: str) -> int:
        """Số để xếp theo một tiêu chí; the least is best."""
        told = {"lacking": self.found.lacking, "deeper": self.found.deeper_units, "revenue": self.revenue}
        return told[criterion]


def added_revenue(result: Result, year: int) -> int:
    """Thu tăng thêm theo lộ trình của năm, đồng."""
    return total(whole(result["roadmap_revenue"][:, result.year(year)]))


def steadies(results: Sequence[Result], tags: Sequence[str], year: int) -> list[Steady]:
    """Các phương án khi hụt SHORT số thu tăng, those that reach the year."""
    return [
        Steady(tag, indicators(unearned(one, SHORT), year), added_revenue(one, year))
        for tag, one in zip(tags, results, strict=True)
        if year in one.years
    ]


def counting(plans: Sequence[Steady]) -> bool:
    """Có phương án nào trông vào thu tăng của đơn vị."""
    return any(one.revenue for one in plans)


def best(plans: Sequence[Steady], criterion: str, words: Words) -> list[str]:
    """Phương án đứng đầu một tiêu chí; amounts that print alike are alike."""
    found = [one.at(criterion) for one in plans]
    told = found if criterion == "deeper" else [seen(amount, words) for amount in found]
    return [one.tag for one, figure in zip(plans, told, strict=True) if figure == min(told)]


def steady_said(plans: Sequence[Steady], by: Decimal, words: Words, *, apart: bool = False) -> str:
    """Câu nói theo tiêu chí nào thì phương án nào đứng đầu where `by` of the added revenue fails, criteria
    with the same plans told together; "" for one plan. `apart`: only where none stands best by all. Where no
    plan counts on revenue that is said in the place of a rank.
    """
    if len(plans) < 2:
        return ""
    counted, of = counting(plans), dict[tuple[str, ...], list[str]]()
    for criterion in CRITERIA if counted else CRITERIA[:2]:
        of.setdefault(tuple(best(plans, criterion, words)), []).append(criterion)
    if apart and set.intersection(*map(set, of)):
        return ""
    told = []
    for who, criteria in of.items():
        what = words.list([words.t(f"compare.steady_{one}") for one in criteria])
        key = "alike" if len(who) == len(plans) else "of"
        told.append(words.t(f"compare.steady_{key}", what=what, who=words.list(who)))
    return words.t("compare.steady" if counted else "compare.steady_unasked", by=by, told="; ".join(told))


def steady_listed(plans: Sequence[Steady], words: Words) -> str:
    """Từng phương án thiếu bao nhiêu khi hụt SHORT số thu tăng, and `steady_said`, in one line; "" for one
    plan.
    """
    said = steady_said(plans, SHORT, words)
    if not said or not counting(plans):
        return said
    listed = [
        words.t("compare.steady_one", who=one.tag, lacking=one.found.lacking, n=one.found.deeper_units)
        for one in plans
    ]
    return f"{words.t('compare.steady_listed', by=SHORT, listed='; '.join(listed))} {said}"
