"""Thẻ nào là thẻ nào trong hai phương án: cards of a plan beside those of another by what they are, not by
their places, so that one more among them does not move all that follow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from budget.scenario import Scenario, Selector

Alike = Callable[[Any, Any], bool]


def equal(was: Any, now: Any) -> bool:
    """Cùng một thẻ, with all its levers."""
    return bool(was == now)


def of_same_units(was: Any, now: Any) -> bool:
    """Của cùng các đơn vị; a measure that cuts them the same way, too."""
    return bool(was.units == now.units) and getattr(was, "method", None) == getattr(now, "method", None)


def _of_some_units(was: Any, now: Any) -> bool:
    """Some unit or field is named by both."""

    def named(units: Selector) -> set[str]:
        return {*(units.codes or ()), *(units.fields or ())}

    return bool(named(was.units) & named(now.units))


def _of_same_method(was: Any, now: Any) -> bool:
    return bool(was.method == now.method)


def _of_same_way(was: Any, now: Any) -> bool:
    """The same aim, shared the same way; how far it goes may differ."""
    return _of_same_aim(was, now) and all(
        getattr(was, lever, None) == getattr(now, lever, None) for lever in ("by", "method")
    )


def _of_same_aim(was: Any, now: Any) -> bool:
    return bool(was.aim == now.aim)


PARTS: dict[str, tuple[Alike, ...]] = {
    "roadmap": (equal, of_same_units, _of_some_units),
    "reductions": (equal, of_same_units, _of_same_method),
    "stages": (equal, _of_same_way, _of_same_aim),
}
"""What makes a card of a part the same card, the surest first."""


def matched(was: Sequence[Any], now: Sequence[Any], *alike: Alike) -> dict[int, int]:
    """Vị trí của thẻ trong `now` -> vị trí của nó trong `was`, by the first of the ways `alike` that finds a
    card which no other took; of cards that are alike the first is the first.
    """
    found: dict[int, int] = {}
    for one in alike:
        for n, card in enumerate(now):
            free = (m for m in range(len(was)) if m not in found.values() and one(was[m], card))
            if n not in found and (m := next(free, None)) is not None:
                found[n] = m
    return dict(sorted(found.items()))


def pairs(was: Scenario, now: Scenario, part: str) -> list[tuple[int | None, int | None]]:
    """Từng thẻ của một phần (PARTS) trong `now`, in its order, with that of `was`: their positions, None
    where a plan has no such card; then the cards that only `was` has.
    """
    before, after = cards(was, part), cards(now, part)
    same = matched(before, after, *PARTS[part])
    here = [(n, same.get(n)) for n in range(len(after))]
    return [*here, *((None, m) for m in range(len(before)) if m not in same.values())]


def reordered(was: Scenario, now: Scenario, part: str) -> bool:
    """Có thẻ của cả hai đứng theo thứ tự khác."""
    order = [m for n, m in pairs(was, now, part) if n is not None and m is not None]
    return order != sorted(order)


def cards(scenario: Scenario, part: str) -> Sequence[Any]:
    """Các thẻ của một phần, in their order."""
    if part == "stages":
        return scenario.allocation.stages if scenario.allocation else ()
    found: Sequence[Any] = getattr(scenario, part)
    return found
