"""Phạm vi của điều muốn giảm: for which units a reduction is sought, and whom it leaves alone."""

from __future__ import annotations

import numpy as np

from budget.money import Array
from budget.planning import legal_minimum, scope_of
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


def own_target(result: Result) -> Reduction | None:
    """Thẻ mục tiêu ấy, where it is of what units have in the base year, as a wish is; else None."""
    card = target_card(result)
    return card if card and card.of == "base" else None


def left_out_of_wish(result: Result) -> Mask:
    """Đơn vị sự nghiệp khác ngoài phạm vi của điều muốn giảm (n,)."""
    return result.units.of_kinds(SCOPE) & ~wish_scope(result)


def spared(result: Result) -> Mask:
    """Đơn vị được để yên (n,): left out of the target and of every card of the law's minimum, or by name of
    such a card alone.
    """
    scopes = [scope_of(result, m.units, SCOPE) for m in result.scenario.reductions if m.method == "statutory"]
    inside: Mask = np.logical_or.reduce([np.zeros(len(result.units), dtype=bool), *scopes])
    return (left_out_of_wish(result) & ~inside) | _left_out_by_name(result, inside)


def _left_out_by_name(result: Result, inside: Mask) -> Mask:
    """Đơn vị phải giảm mà các thẻ tối thiểu kê tên trừ ra (n,), of those `inside` these cards: a scenario can
    name units, but not say "all but", so that it is those not named where they are the fewer.
    """
    owes = legal_minimum(result, result.years[-1]).owes
    out, named = owes & ~inside, False
    for card in result.scenario.reductions:
        named = named or (card.method == "statutory" and card.units.codes is not None)
    none: Mask = np.zeros_like(out)
    return out if named and out.sum() < (owes & inside).sum() else none


def minimum_asked(result: Result, year: int) -> Array:
    """Mức tối thiểu theo luật mà điều muốn giảm gồm (n,), đồng: none of the units that the plan spares.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    return np.where(spared(result), 0.0, legal_minimum(result, year).by_unit)
