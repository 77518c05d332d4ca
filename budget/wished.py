"""Phạm vi của điều muốn giảm: for which units a reduction is sought, and whom it leaves alone."""

from __future__ import annotations

from budget.planning import scope_of
from budget.reductions import SCOPE
from budget.scenario import Reduction, Selector
from budget.select import Mask
from budget.simulate import Result


def target_card(result: Result) -> Reduction | None:
    """Thẻ mục tiêu của phương án: the only one, where it is of service units alone; else None."""
    found = [one for one in result.scenario.reductions if one.method == "target"]
    service = result.units.of_kinds(SCOPE)
    if len(found) != 1:
        return None
    within = scope_of(result, found[0].units, SCOPE)
    return found[0] if within.any() and not (within & ~service).any() else None


def wish_scope(result: Result) -> Mask:
    """Phạm vi của điều muốn giảm (n,): the units of the plan's target, so that one left out of it stays out;
    without such a card the service units.
    """
    card = target_card(result)
    return scope_of(result, card.units if card else Selector(), SCOPE)


def left_out_of_wish(result: Result) -> Mask:
    """Đơn vị sự nghiệp khác ngoài phạm vi của điều muốn giảm (n,)."""
    return result.units.of_kinds(SCOPE) & ~wish_scope(result)


def spared(result: Result) -> Mask:
    """Đơn vị được để yên (n,): left out of the target and of every card of the law's minimum."""
    out = left_out_of_wish(result)
    for card in result.scenario.reductions:
        if card.method == "statutory":
            out = out & ~scope_of(result, card.units, SCOPE)
    return out
