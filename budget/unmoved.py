"""Vì sao sửa mà kết quả không đổi: the ground on which the new value of a lever moves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from budget import unmoved_assumed, unmoved_cuts, unmoved_given, unmoved_norms, unmoved_road, unmoved_stages
from budget.idle import WORKING, Idle, idle_measures, idle_parts
from budget.idle_grants import idle_exceptions, idle_stages
from budget.scenario import Scenario
from budget.simulate import Result
from budget.unmoved_edit import Edit, Said

LEVERS: Mapping[tuple[str, ...], Callable[[Edit], Said | None]] = {
    ("assumptions", "*", "*"): unmoved_assumed.growth,
    ("assumptions", "*"): unmoved_assumed.assumption,
    ("classification",): lambda _: ("groups_same", {}),
    ("norms", "*"): unmoved_norms.norm,
    ("roadmap", "#", "targets", "*"): unmoved_road.target,
    ("roadmap", "#", "revenue_share"): unmoved_road.revenue_share,
    ("roadmap", "#", "release"): unmoved_road.release,
    ("roadmap", "#", "recover_surplus"): unmoved_road.recover_surplus,
    ("roadmap", "#", "units"): unmoved_road.units,
    ("reductions", "#", "rate"): unmoved_cuts.rate,
    ("reductions", "#", "target"): unmoved_cuts.target,
    ("reductions", "#", "of"): unmoved_cuts.of,
    ("reductions", "#", "share_by"): unmoved_cuts.share_by,
    ("reductions", "#", "max_cut"): unmoved_cuts.max_cut,
    ("reductions", "#", "units"): unmoved_cuts.units,
    ("allocation", "pool"): unmoved_given.pool,
    ("allocation", "cap"): unmoved_given.cap,
    ("allocation", "floor"): unmoved_given.floor,
    ("allocation", "round_to"): unmoved_given.round_to,
    ("allocation", "units"): unmoved_given.units,
    ("allocation", "exceptions", "#", "by_year"): unmoved_given.exception,
    ("allocation", "stages", "#", "method"): unmoved_stages.method,
    ("allocation", "stages", "#", "level"): unmoved_stages.level,
    ("allocation", "stages", "#", "multiple"): unmoved_stages.multiple,
    ("allocation", "stages", "#", "by"): unmoved_stages.by,
}
"""Cần điều chỉnh -> its ground: "#" is a place in a list, "*" any key; the first to begin a path counts."""

CARDS: Mapping[tuple[str, ...], Callable[[Result, int], tuple[Idle | None, ...]]] = {
    ("roadmap",): idle_parts,
    ("reductions",): idle_measures,
    ("allocation", "stages"): idle_stages,
    ("allocation", "exceptions"): idle_exceptions,
}
"""Những thẻ tự nói vì sao không có tác dụng."""

APART = ("units", "recover_surplus")
"""Cần của một thẻ that has a ground of its own though the card has no effect."""

TURNED = ("aim", "from")
"""Khóa that makes another stage or another pool of it, with other levers."""


def unmoved(before: Result, after: Result) -> tuple[Said, ...]:
    """Vì sao các cần vừa sửa không đổi kết quả, each once; `before` and `after` give the same figures.

    Nothing of a lever for which no ground is known, and of a card that has no effect in any year, which says
    so itself.
    """
    if before.steps is None or after.steps is None:
        return ()
    found: list[Said] = []
    for path in edits(before.scenario, after.scenario):
        ground = next((of for begin, of in LEVERS.items() if _begins(path, begin)), None)
        if ground is None or (_idle(after, path) and {*path}.isdisjoint(APART)):
            continue
        said = ground(Edit(before, after, path))
        if said and said not in found:
            found.append(said)
    return tuple(found)


def edits(before: Scenario, after: Scenario) -> list[tuple[Any, ...]]:
    """Các khóa khác nhau của hai phương án, as paths from the top; a list of another length is one."""
    return list(_edits(before.model_dump(by_alias=True), after.model_dump(by_alias=True), ()))


def _edits(was: Any, now: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    if isinstance(was, dict) and isinstance(now, dict):
        if other := [key for key in TURNED if was.get(key) != now.get(key)]:
            yield (*path, other[0])
            return
        for key in dict.fromkeys([*was, *now]):
            yield from _edits(was.get(key), now.get(key), (*path, key))
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for k, (one, other) in enumerate(zip(was, now, strict=True)):
            yield from _edits(one, other, (*path, k))
    elif was != now:
        yield path


def _begins(path: tuple[Any, ...], begin: tuple[str, ...]) -> bool:
    return len(path) >= len(begin) and all(
        isinstance(part, int) if sign == "#" else sign in ("*", part)
        for part, sign in zip(path, begin, strict=False)
    )


def _idle(result: Result, path: tuple[Any, ...]) -> bool:
    """Whether the card of the path has no effect in any year."""
    for begin, cards in CARDS.items():
        at = path[len(begin) : len(begin) + 1]
        if path[: len(begin)] == begin and at and isinstance(at[0], int):
            one = cards(result, result.years[-1])[at[0]]
            return one is not None and one.always and one.why not in WORKING
    return False
