"""Biện pháp của điều muốn giảm, đổi ít nhất: the plan's own cards where they do as well as new ones."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from budget import wished
from budget.granted import lacking, missed_years
from budget.money import total
from budget.planning import given_up, legal_minimum, scope_of
from budget.reductions import SCOPE
from budget.scenario import Reduction
from budget.simulate import Result
from budget.wished import spared, wish_scope
from budget.wishes import measures_for


def own_target(result: Result) -> int | None:
    """Thẻ mục tiêu của chính phương án, by its position: the only one, of service units and of what they have
    in the base year; None where there is none such.
    """
    card = wished.own_target(result)
    return result.scenario.reductions.index(card) if card else None


def other_targets(result: Result, year: int) -> dict[int, Decimal]:
    """Mục tiêu của các năm khác trên thẻ ấy, fractions of one: a wish for the year leaves them; {}."""
    place = own_target(result)
    targets = result.scenario.reductions[place].target if place is not None else None
    return {y: value for y, value in (targets or {}).items() if y != year}


def least_changed(result: Result, year: int, share: Decimal) -> list[list[dict[str, Any]]]:
    """Các cách đặt biện pháp, the one that changes the plan's cards least first, each as plain tables: its
    own cards with the target of the year, the same shared by what units have to spare, and what stands for
    any plan, within the plan's own limit of each unit and at last without. Only what stands for any plan
    where the cards are not one target of all service units beside the law's minimum of all who owe it and are
    not spared.
    """
    cards, place = result.scenario.reductions, own_target(result)
    others, limit = other_targets(result, year), cards[place].max_cut if place is not None else None
    limits = [None] if limit is None else [limit, None]
    ways = [measures_for(result, year, share, others, most) for most in limits]
    least = [one for one in cards if one.method == "statutory"]
    if place is None or len(least) + 1 != len(cards):
        return ways
    owed = legal_minimum(result, year).owes & ~spared(result)
    for one in least:
        owed = owed & ~scope_of(result, one.units, SCOPE)
    if owed.any():
        return ways
    own = [_table(one) for one in cards]
    targets = {str(y): value for y, value in (cards[place].target or {}).items()} | {str(year): share}
    own[place] = own[place] | {"target": targets}
    by_room = [*own]
    by_room[place] = own[place] | {"share_by": "headroom"}
    return [own, by_room, *ways]


def _table(card: Reduction) -> dict[str, Any]:
    return card.model_dump(exclude_none=True, exclude_unset=True)


def does_as_well(one: Result, other: Result, year: int, *, no_more: bool) -> bool:
    """Phương án này không kém phương án kia: as much is given up by the service units in the year, and in no
    year is less given up and more of a target missed, or does one of them lack more beyond the condition of
    the wish.
    """
    within = wish_scope(one)

    def gone(result: Result, y: int) -> int:
        return total(given_up(result, y)[within])

    missed, others = missed_years(one), missed_years(other)
    # what a card misses a later one may take
    less = (missed[y] > others.get(y, 0) and gone(one, y) < gone(other, y) for y in missed)
    if gone(one, year) != gone(other, year) or any(less):
        return False
    return all(
        (lacking(one, y, no_more=no_more) <= lacking(other, y, no_more=no_more))[within].all()
        for y in one.years[1:]
    )
