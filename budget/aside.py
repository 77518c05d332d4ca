"""Đơn vị đã trừ khỏi mục tiêu mà thẻ khác vẫn giảm: who they are, and the plan that leaves them alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from budget.planning import given_up, scope_of
from budget.reductions import SCOPE
from budget.scenario import Reduction, RoadmapEntry, Scenario, changed
from budget.select import Mask
from budget.simulate import Result
from budget.wished import left_out_of_wish, target_card, wish_scope


def still_cut(result: Result, year: int) -> Mask:
    """Đơn vị trừ khỏi thẻ mục tiêu mà lộ trình hay mức tối thiểu vẫn giảm trong năm (n,); nobody where the
    target is of a few units rather than of all but a few.

    Raises ValueError for a scenario that was not computed.
    """
    out = left_out_of_wish(result)
    if target_card(result) is None or out.sum() >= wish_scope(result).sum():
        return np.zeros_like(out)
    cards: list[Reduction | RoadmapEntry] = [*result.scenario.roadmap, *_minimum(result)]
    inside = [_scope(result, card) for card in cards]
    found: Mask = out & (given_up(result, year) > 0) & np.logical_or.reduce([np.zeros_like(out), *inside])
    return found


def cards_of(result: Result, units: Mask) -> tuple[bool, bool]:
    """Các đơn vị (n,) còn ở thẻ lộ trình, ở thẻ mức tối thiểu."""
    road, least = (
        any((_scope(result, card) & units).any() for card in cards)
        for cards in (result.scenario.roadmap, _minimum(result))
    )
    return road, least


def left_alone(result: Result, units: Mask) -> Scenario:
    """Phương án mà các đơn vị (n,) cũng ra khỏi lộ trình và thẻ mức tối thiểu; a card of nobody else goes."""
    scenario = result.scenario
    roadmap = [table for card in scenario.roadmap if (table := without(result, card, units))]
    reductions = [
        table
        for card in scenario.reductions
        if (table := without(result, card, units) if card.method == "statutory" else _table(card))
    ]
    return changed(changed(scenario, ("roadmap",), roadmap), ("reductions",), reductions)


def still_measured(result: Result, units: Mask) -> Mask:
    """Các đơn vị (n,) không theo lộ trình nào mà còn trong phạm vi một biện pháp giảm chi (n,)."""
    inside = [_scope(result, card) for card in result.scenario.reductions]
    off = units & np.isnan(result["target"]).all(axis=1)
    found: Mask = off & np.logical_or.reduce([np.zeros_like(off), *inside])
    return found


def off_measures(result: Result, units: Mask) -> Scenario:
    """Phương án mà các đơn vị (n,) ra khỏi mọi biện pháp; a card of nobody else goes."""
    cards = [table for card in result.scenario.reductions if (table := without(result, card, units))]
    return changed(result.scenario, ("reductions",), cards)


def without(result: Result, card: Reduction | RoadmapEntry, units: Mask) -> dict[str, Any]:
    """Thẻ không còn các đơn vị (n,), its other conditions as they are; {} where nobody is left."""
    within, table = _scope(result, card), _table(card)
    if not (within & units).any():
        return table
    rest = [result.units.code[i] for i in np.flatnonzero(within & ~units).tolist()]
    return table | {"units": table.get("units", {}) | {"codes": rest}} if rest else {}


def _minimum(result: Result) -> list[Reduction]:
    return [card for card in result.scenario.reductions if card.method == "statutory"]


def _scope(result: Result, card: Reduction | RoadmapEntry) -> Mask:
    return scope_of(result, card.units, SCOPE if isinstance(card, Reduction) else None)


def _table(card: Reduction | RoadmapEntry) -> dict[str, Any]:
    return card.model_dump(exclude_none=True, exclude_unset=True)
