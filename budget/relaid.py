"""Bỏ lộ trình đang có rồi tìm lại: what a wish asks of a plan whose units follow no roadmap yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from budget.aside import without
from budget.granted import kept_anyway, takes
from budget.granted_plan import Compute, as_granted, granted
from budget.scenario import Scenario, changed
from budget.simulate import Result
from budget.wished import wish_scope
from budget.wishes import CutWish, cut_wish

CLEARLY = Fraction(9, 10)
"""What of the revenue, or of the cut, a roadmap from the beginning may come to at the most to be told of."""


@dataclass(frozen=True)
class Relaid:
    """Lộ trình tìm lại từ đầu: the wish as it is `then` set, and how many cards of the plan go."""

    wish: CutWish
    then: Result
    gone: int


def relaid(result: Result, year: int, wish: CutWish, share: Decimal, compute: Compute) -> Relaid | None:
    """Điều muốn giảm đặt vào phương án đã bỏ lộ trình của các đơn vị ấy; `wish` as it is set beside that
    roadmap. No unit is asked for a higher target than by the plan where the others can do without. None where
    they follow none, or where it would not ask for clearly less revenue; where the plan meets the condition
    as it is, where its roadmap does not by itself cut more than is wished, and clearly more than the one from
    the beginning would.

    Raises ValueError for a scenario that was not computed.
    """
    bare = without_roadmap(result)
    kept = kept_anyway(result, year)
    if (wish.feasible and kept <= wish.wanted) or bare.roadmap == result.scenario.roadmap:
        return None
    start = compute(bare)
    found = cut_wish(start, year, share, no_more=wish.no_more, at_most=result["target"])
    if found.beyond:
        return None
    then = granted(start, year, found, share, compute)
    least = as_granted(found, start, then, year)
    less = (
        takes(then, year).total <= CLEARLY * kept
        if wish.feasible
        else least.revenue <= CLEARLY * wish.revenue
    )
    if not less:
        return None
    stays = sum(one in then.scenario.roadmap for one in result.scenario.roadmap)
    # what the plan cuts as it stands is said of the plan, not of the one without its roadmap
    return Relaid(replace(least, gone=wish.gone), then, len(result.scenario.roadmap) - stays)


def without_roadmap(result: Result) -> Scenario:
    """Phương án mà đơn vị của điều muốn giảm không theo lộ trình nào; all others follow what they did."""
    asked = wish_scope(result)
    entries = [table for card in result.scenario.roadmap if (table := without(result, card, asked))]
    return changed(result.scenario, ("roadmap",), entries)
