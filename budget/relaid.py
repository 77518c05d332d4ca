"""Bỏ lộ trình đang có rồi tìm lại: what a wish asks of a plan whose units follow no roadmap yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from budget.aside import without
from budget.granted import kept_anyway, takes
from budget.granted_plan import Compute, as_granted, granted
from budget.money import total, whole
from budget.scenario import Scenario, changed
from budget.simulate import Result
from budget.wished import wish_scope
from budget.wishes import CutWish, cut_wish

CLEARLY = Fraction(9, 10)
"""What of the revenue, or of the cut, a roadmap from the beginning may come to at the most to be told of."""


@dataclass(frozen=True)
class Relaid:
    """Lộ trình tìm lại từ đầu: the wish as it is `then` set, how many cards of the plan go, and whether it is
    told of as one that `cuts` less, else as one that asks for less.
    """

    wish: CutWish
    then: Result
    gone: int
    cuts: bool


def relaid(result: Result, year: int, wish: CutWish, share: Decimal, compute: Compute) -> Relaid | None:
    """Điều muốn giảm đặt vào phương án đã bỏ lộ trình của các đơn vị ấy; `wish` as it is set beside that
    roadmap. No unit is asked for a higher target than by the plan where the others can do without. None where
    they follow none, or where it would not ask for clearly less revenue; where the plan meets the condition
    as it is and its roadmap by itself cuts more than is wished, where that is not clearly more than the one
    from the beginning would; where deficits may stay, what is earned is cut, and to ask for less is no gain.

    Raises ValueError for a scenario that was not computed.
    """
    bare = without_roadmap(result)
    kept = kept_anyway(result, year)
    over = wish.feasible and kept > wish.wanted
    if (wish.feasible and wish.no_more and not over) or bare.roadmap == result.scenario.roadmap:
        return None
    start = compute(bare)
    found = cut_wish(start, year, share, no_more=wish.no_more, at_most=result["target"])
    if found.beyond:
        return None
    then = granted(start, year, found, share, compute)
    least = as_granted(found, start, then, year)
    asked = total(whole(result["roadmap_revenue"][wish_scope(result), result.year(year)]))
    cuts = over and takes(then, year).total <= CLEARLY * kept
    eases = not (wish.feasible and wish.no_more)
    if not cuts and not (eases and least.revenue <= CLEARLY * (asked if wish.feasible else wish.revenue)):
        return None
    stays = sum(one in then.scenario.roadmap for one in result.scenario.roadmap)
    # what the plan cuts as it stands is said of the plan, not of the one without its roadmap
    return Relaid(replace(least, gone=wish.gone), then, len(result.scenario.roadmap) - stays, cuts)


def without_roadmap(result: Result) -> Scenario:
    """Phương án mà đơn vị của điều muốn giảm không theo lộ trình nào; all others follow what they did."""
    asked = wish_scope(result)
    entries = [table for card in result.scenario.roadmap if (table := without(result, card, asked))]
    return changed(result.scenario, ("roadmap",), entries)
