"""Two runs of one window that save at once: each key counts, the later stays, and nobody else is blamed."""

from __future__ import annotations

import threading
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from budget.scenario import parse_scenario
from budget.store import Store, open_store
from pages.shared import cached, frozen, plan, state
from pages.shared.plan import RUN, Plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

INFLATION = ("assumptions", "inflation")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{(tmp_path / 'office.db').as_posix()}")
    opened.save_scenario("B", "name = 'B'\n[assumptions]\ninflation = 0.035\n", "Lan", 2022)
    yield opened
    opened.close()


@pytest.fixture
def notes(store: Store, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the window keeps."""
    kept: dict[str, Any] = {}
    monkeypatch.setattr(state, "note", lambda key, default=None: kept.get(key, default))
    monkeypatch.setattr(state, "keep", kept.__setitem__)
    monkeypatch.setattr(state, "followed", lambda _: [])
    monkeypatch.setattr(cached, "store", lambda: store)
    monkeypatch.setattr(cached, "author", lambda: "Lan")
    monkeypatch.setattr(cached, "scenario", parse_scenario)
    monkeypatch.setattr(frozen, "law_of", lambda *_: None)
    plan.seen(store.scenario(1))
    return kept


@pytest.fixture
def run(store: Store, notes: dict[str, Any]) -> Callable[[int, float], Plan]:
    """A run of the page that found the slider at this value, and has not saved yet."""

    def begun(number: int, value: float) -> Plan:
        notes[RUN] = number
        found = Plan(store.scenario(1), SimpleNamespace(id=1))
        found.set(INFLATION, value)
        return found

    return begun


def inflation(store: Store) -> Decimal:
    return parse_scenario(store.scenario(1).text).assumptions.inflation


def test_what_an_older_run_holds_is_not_saved_over_what_a_newer_one_saved(store: Store, notes, run):
    older, newer = run(1, 0.04), run(2, 0.05)
    newer.save()
    older.save()
    assert inflation(store) == Decimal("0.05")
    # in their order both are
    older, newer = run(3, 0.055), run(4, 0.06)
    older.save()
    assert inflation(store) == Decimal("0.055")
    newer.save()
    assert inflation(store) == Decimal("0.06")
    assert "plan.message" not in notes


def test_a_run_that_changes_nothing_does_not_go_back_behind_a_newer_one(store: Store, notes, run):
    idle = run(1, 0.035)
    run(2, 0.05).save()
    idle.save()
    run(3, 0.06).save()
    assert inflation(store) == Decimal("0.06")
    assert "plan.message" not in notes


def test_a_run_waits_until_the_one_before_knows_what_it_saved(store: Store, notes, run, monkeypatch):
    update, committed, go_on = store.update_scenario, threading.Event(), threading.Event()

    def slow(*args: Any, **kept: Any) -> Any:
        after = update(*args, **kept)
        committed.set()
        go_on.wait(0.3)  # stored, but not yet noted by the run that stored it
        return after

    monkeypatch.setattr(store, "update_scenario", slow)
    older, newer = run(1, 0.04), run(2, 0.05)
    first = threading.Thread(target=older.save)
    first.start()
    assert committed.wait(10)
    newer.save()
    go_on.set()
    first.join()
    assert inflation(store) == Decimal("0.05")
    assert "plan.message" not in notes
