"""What was read of the store counts until somebody writes: here, or from another window or process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from budget.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from budget.store import Store


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """The same database opened twice, with one scenario."""
    stores = [open_store(f"sqlite:///{(tmp_path / 'office.db').as_posix()}") for _ in range(2)]
    stores[0].save_scenario("A", 'name = "A"\n', "Lan")
    yield stores[0], stores[1]
    for store in stores:
        store.close()


def asked(store: Store) -> list[str]:
    """What this store asks of its database from now on."""
    said: list[str] = []
    event.listen(store._engine, "before_cursor_execute", lambda _c, _u, statement, *_: said.append(statement))
    return said


def test_what_nobody_changed_is_read_once(pair: tuple[Store, Store]):
    store, _ = pair
    said = asked(store)
    first, second = store.scenarios(), store.scenarios()
    assert first == second
    assert [one for one in said if one.startswith("SELECT")] == said[1:]
    assert len(said) == 2  # BEGIN and one question
    # each has a list of its own
    first.clear()
    assert [one.name for one in store.scenarios()] == ["A"]
    # another question is another answer
    assert store.scenarios(deleted=True) == []
    assert len(said) == 4


@pytest.mark.parametrize("writer", [0, 1])
def test_what_anybody_writes_is_seen_at_once(pair: tuple[Store, Store], writer: int):
    reader, by = pair[0], pair[writer]
    assert [one.name for one in reader.scenarios()] == ["A"]
    assert reader.log(1, action="try") == []
    by.save_scenario("B", 'name = "B"\n', "Lan")
    assert [one.name for one in reader.scenarios()] == ["A", "B"]
    by.add_log("Lan", "try")
    assert len(reader.log(1, action="try")) == 1
    by.rename_scenario(1, "C", "Lan")
    assert reader.scenario(1).name == "C"
    assert [one.name for one in reader.scenarios()] == ["C", "B"]


def test_what_is_written_while_it_is_read_is_seen_by_the_next_who_asks(pair: tuple[Store, Store]):
    reader, other = pair

    def read() -> list[str]:
        found = [one.name for one in reader.scenarios()]
        other.save_scenario("B", 'name = "B"\n', "Lan")
        return found

    def names() -> list[str]:
        return reader.unchanged("names", read)

    assert names() == ["A"]
    assert names() == ["A", "B"]


def test_a_closed_store_reads_anew(pair: tuple[Store, Store]):
    store, other = pair
    assert len(store.scenarios()) == 1
    store.close()
    other.save_scenario("B", 'name = "B"\n', "Lan")
    assert len(store.scenarios()) == 2
