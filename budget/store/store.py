"""Mở kho dữ liệu."""

from __future__ import annotations

from budget.store.decisions import Decisions
from budget.store.edits import Edits
from budget.store.engine import connect, database_url
from budget.store.migrate import upgrade
from budget.store.office import Office
from budget.store.scenarios import Scenarios


class Store(Edits, Scenarios, Decisions, Office):
    """Kho dữ liệu của một cơ quan: for many threads and processes; every call is one transaction."""

    def close(self) -> None:
        """Đóng các kết nối; the next call would open new ones."""
        self.unchanged.close()
        self._engine.dispose()


def open_store(url: str | None = None) -> Store:
    """Mở kho dữ liệu, making or upgrading its tables first.

    `url`: sqlite:///file or postgresql://...; without it BUDGET_DATABASE_URL, or a SQLite file in
    BUDGET_DATA_DIR or the user's data folder. Raises StoreUnavailable (bad_url, unreachable, busy, damaged,
    read_only, full) and StoreNewer (newer).
    """
    engine = connect(database_url(url))
    try:
        upgrade(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)
