"""Phương án đang sửa: reads the scenario in view, takes the edits of the levers and saves them at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import streamlit as st

from budget.compare import without
from budget.findings import Finding
from budget.law import Law
from budget.planning import cut_scope, same_result
from budget.scenario import Scenario, ScenarioError, changed, dump_scenario
from budget.simulate import Result
from budget.store import DataVersion, SavedScenario, StoreError
from budget.units import Units
from pages.shared import cached, frozen, state

Path = tuple[str | int, ...]

RUN = "plan.run"
"""The number of the run of the page, one more each time."""

BOXES = "plan.boxes"
"""The inputs of which `pages.shared.plan_left` takes what was typed when a click hides them."""


@dataclass(slots=True)
class _Seen:
    """Bản mà các sửa đổi đi tiếp: its number, and the last run that saved; changed in place.

    A run may still be saving when the next one of the same window does, too. They take turns, else the first
    would pass for somebody else; and what is older is not saved over what is newer.
    """

    number: int
    run: int = 0
    turn: threading.Lock = field(default_factory=threading.Lock)


class Plan:
    """Một phương án đang sửa: `set` collects edits, `save` stores them, `result` is what they give."""

    def __init__(self, saved: SavedScenario, version: DataVersion) -> None:
        self.saved, self.version = saved, version
        self.start = self.scenario = cached.scenario(saved.text)
        self._run = state.note(RUN, 0)
        self.refused: list[Finding] = []
        # asked for many times in a run, and the same for as long as this object lives
        self.law: Law = frozen.law_of(saved.version_id, version.id)
        """Pháp luật with the office's own values; of a plan that was decided, those of then."""
        self._results: dict[int, tuple[Scenario, Result]] = {}
        self._quo: tuple[Scenario | None, Scenario] = (None, self.start)

    @property
    def units(self) -> Units:
        """Các đơn vị của dữ liệu đang xem."""
        return cached.units(self.version.id)

    @property
    def names(self) -> dict[str, str]:
        """Tên đơn vị theo mã."""
        return dict(zip(self.units.code, self.units.name, strict=True))

    @property
    def locked(self) -> bool:
        """Đã chốt: shown, but not to be edited."""
        return self.saved.locked

    @property
    def base_year(self) -> int:
        """Năm gốc."""
        return self.version.base_year

    @property
    def years(self) -> tuple[int, ...]:
        """Các năm sau năm gốc."""
        return self.scenario.years(self.base_year)[1:]

    @property
    def year(self) -> int:
        """Năm xem, among the years that the scenario reaches."""
        years = self.scenario.years(self.base_year)
        chosen = state.year()
        return chosen if chosen in years else years[-1]

    def key(self, name: str) -> str:
        """Khóa của một ô nhập: another scenario, or one that was taken anew, has other inputs; so has another
        language, for a slider whose words change begins anew in the browser, at its first option.
        """
        return f"{self._start}{state.note('plan.epoch', 0)}.{state.language()}.{name}"

    @property
    def _start(self) -> str:
        """How the keys of its inputs begin."""
        return f"plan.{self.saved.id}."

    def set(self, path: Path, value: Any) -> None:
        """Sửa một khóa; None takes it away. What the scenario refuses is kept for `refused`; a plan that is
        decided stays as it is.
        """
        if self.locked:
            return
        try:
            self.scenario = changed(self.scenario, path, number(value))
        except ScenarioError as error:
            self.refused += error.findings

    def save(self, *, rerun: bool = True) -> None:
        """Lưu ngay mọi thay đổi. A refusal is said by `pages.shared.plan_bar`; no `rerun` in a callback."""
        known = _seen(self.saved)
        if self.scenario == self.start:
            if known.run <= self._run:
                known.number = self.saved.number
            return
        if self.refused:
            self.scenario = self.start  # what is told below is what is stored
            return
        text, store, author = dump_scenario(self.scenario), cached.store(), cached.author()
        followed = state.followed(self._start)
        try:
            with known.turn:
                if known.run > self._run:
                    return  # with all that this run had, for the inputs were there already
                after = store.update_scenario(
                    self.saved.id, text, author, expected_version=known.number, one_step=True
                )
                # A run ends wherever it touches the session once the next has been asked for; between the
                # saving and the note of it, the next edit would pass for that of somebody else.
                known.number, known.run = after.number, self._run
        except StoreError as error:
            refuse(error)
            state.keep(_key(self.saved.id), None)
            if rerun:
                st.rerun()
        else:
            for one in followed:
                one.saved = one.held
            self.saved = after

    def clicked(self) -> None:
        """Bấm hoàn tác, làm lại: what is typed from now on counts, though the inputs take other values."""
        state.clicked(self._start)

    def result(self) -> Result:
        """Kết quả của phương án."""
        return self.result_of(self.scenario)

    def status_quo(self) -> Result:
        """Hiện trạng cùng giả định."""
        held, quo = self._quo
        if held is not self.scenario:
            quo = without(self.scenario, plan=True, allocation=True)
            self._quo = (self.scenario, quo)
        return self.result_of(quo)

    def result_of(self, scenario: Scenario) -> Result:
        """Kết quả của một phương án khác trên cùng số liệu, cùng pháp luật."""
        held = self._results.get(id(scenario))
        if held is None:
            held = (scenario, cached.result(scenario, self.version.id, self.law))
            self._results[id(scenario)] = held
        return held[1]

    def scope_moved(self) -> tuple[int, int] | None:
        """Phạm vi giảm chi trước và sau khi sửa, in units, where it is of other units now; None where not."""
        before, after = self.result_of(self.start), self.result()
        if not (before.computed and after.computed):
            return None
        was, now = cut_scope(before), cut_scope(after)
        return (int(was.sum()), int(now.sum())) if (was != now).any() else None

    def changed_nothing(self) -> bool:
        """Có sửa số liệu mà kết quả không đổi."""
        if _figures(self.scenario) == _figures(self.start):
            return False
        return same_result(self.result_of(self.start), self.result())


def _figures(scenario: Scenario) -> Scenario:
    """A plan without the reasons that are written into it, which no figure follows."""
    given = scenario.allocation
    if given is None or not given.exceptions:
        return scenario
    bare = [one.model_copy(update={"reason": ""}) for one in given.exceptions]
    return scenario.model_copy(update={"allocation": given.model_copy(update={"exceptions": bare})})


def number(value: Any) -> Any:
    """A float of a slider as the decimal figure that it shows."""
    if isinstance(value, float):
        return Decimal(repr(round(value, 6)))
    if isinstance(value, dict):
        return {key: number(entry) for key, entry in value.items()}
    return value


def current() -> Plan | None:
    """Phương án đang xem; None where only the status quo is, or no data. Raises ScenarioError."""
    saved, version = cached.saved_scenario(), cached.data_version()
    if saved is None or version is None:
        return None
    if state.note(_key(saved.id)) is None:
        seen(saved)
    return Plan(saved, version)


def seen(saved: SavedScenario) -> None:
    """Ghi nhận bản vừa mở: edits go on from it."""
    state.keep(_key(saved.id), _Seen(saved.number))


def stepped(saved: SavedScenario, step: Callable[[], SavedScenario]) -> SavedScenario:
    """Làm một bước ngoài các ô nhập, such as undo: edits go on from what it gives.

    Noted in place, as `Plan.save` does, since a run may end wherever it touches the session.
    """
    known = _seen(saved)
    with known.turn:
        after = step()
        known.number = after.number
    return after


def refuse(error: StoreError) -> None:
    """Giữ lời từ chối của kho để nói ở lần vẽ sau; the inputs take the saved values again."""
    state.keep("plan.message", ("error", state.words().t(error.kind, **error.numbers)))
    state.keep("plan.epoch", state.note("plan.epoch", 0) + 1)
    state.keep(BOXES, {})


def _seen(saved: SavedScenario) -> _Seen:
    known: _Seen = state.note(_key(saved.id), _Seen(saved.number))
    return known


def _key(scenario_id: int) -> str:
    return f"plan.seen.{scenario_id}"


def copy_of(scenario: Scenario, path: Path) -> Any:
    """Giá trị đang có ở một đường dẫn của phương án; None where the key does not stand."""
    place: Any = scenario
    for part in path:
        if place is None:
            return None
        if isinstance(place, dict):
            place = place.get(part)
        elif isinstance(part, int):
            place = place[part] if part < len(place) else None
        else:
            place = getattr(place, "source" if part == "from" else part, None)
    return place
