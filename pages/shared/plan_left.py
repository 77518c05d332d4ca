"""Ô nhập vừa bị ẩn: what was typed into a box counts, though the same click shows another view.

A box sends what was typed when it is left. Where the click that leaves it hides it (a tab, another card,
another page), no run draws it any more, and what it holds would be gone without a word. The message of a
click to another page no longer has it, and Streamlit forgets it before the run that is interrupted got as far
as to draw it: so it is heard in the callback of the box (`heard`), that comes before all else.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import streamlit as st

from budget.scenario import Scenario, ScenarioError
from pages.shared import state
from pages.shared.plan import BOXES, RUN, Path, Plan, copy_of, current

Take = Callable[[Plan, Any], None]


@dataclass(slots=True)
class _Box:
    """Một ô nhập của phương án: drawn in this run or not; what it held, and the cards that there were, when a
    run last came to its end.
    """

    scenario: int
    path: Path
    take: Take
    drawn: bool = True
    ended: bool = False
    held: Any = None
    heard: Any = None
    cards: Any = None

    def end(self, key: str, scenario: Scenario) -> None:
        """All that it holds is saved."""
        self.ended, self.held = True, deepcopy(state.current(key))
        self.heard = self.held
        self.cards = self._cards(scenario)

    def left(self, value: Any, plan: Plan) -> bool:
        """Đã gõ mà chưa lưu; cards that were moved or removed meanwhile may not be those it was for."""
        typed = self.ended and value != self.held
        return typed and plan.saved.id == self.scenario and self._cards(plan.scenario) == self.cards

    def _cards(self, scenario: Scenario) -> Any:
        place = next((n for n, part in enumerate(self.path) if isinstance(part, int)), 0)
        return copy_of(scenario, self.path[:place]) if place else None


def box(plan: Plan, key: str, path: Path, take: Take) -> None:
    """Ghi nhận một ô nhập đang vẽ: `take` puts what its state holds into a plan. It outlives the run, and
    must not hold a plan itself.
    """
    boxes = state.note(BOXES)
    if boxes is None:
        return
    one = _Box(plan.saved.id, path, take)
    before = boxes.get(key)
    if before is not None:
        one.ended, one.held, one.heard, one.cards = before.ended, before.held, before.heard, before.cards
    boxes[key] = one


def heard(key: str) -> None:
    """Ghi nhận điều vừa gõ, in the callback of a box: kept though a click to another page follows at once."""
    one = (state.note(BOXES) or {}).get(key)
    if one is not None:
        one.heard = deepcopy(state.current(key))


def begin() -> None:
    """Đầu một lượt chạy: no box is drawn yet."""
    state.keep(RUN, state.note(RUN, 0) + 1)
    boxes = state.note(BOXES)
    if boxes is None:
        state.keep(BOXES, {})
        return
    for one in boxes.values():
        one.drawn = False


def end() -> None:
    """Cuối một lượt chạy: what was left in a box that was not drawn any more is saved, and drawn anew."""
    boxes: dict[str, _Box] = state.note(BOXES) or {}
    plan = None
    if boxes:
        with suppress(ScenarioError):
            plan = current()
    if plan is None:
        return
    hidden = []
    for key, one in list(boxes.items()):
        here = state.holds(key)
        if here and one.drawn:
            one.end(key, plan.scenario)
            continue
        value = state.current(key) if here else one.heard
        if one.left(value, plan):
            one.take(plan, value)
        hidden.append(key)
    moved = plan.scenario != plan.start
    plan.save(rerun=False)
    # a run may end wherever it touches the session: until all is saved, the next one finds them too
    for key in hidden:
        boxes.pop(key)
    if moved:
        st.rerun()
