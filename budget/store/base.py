"""Giao dịch và nhật ký: every write is one transaction that carries its own line in the append-only log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from budget.store.codec import columns, one, plain, text
from budget.store.errors import translated
from budget.store.records import LogEntry
from budget.store.schema import log
from budget.store.unchanged import Unchanged, kept


def now() -> datetime:
    """Bây giờ, UTC."""
    return datetime.now(UTC)


class Base:
    """Phần chung của kho: reading, writing, the log."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self.place = engine.url.render_as_string()
        self.unchanged = Unchanged(engine)

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with translated(self.place), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """One writer after the other, all or nothing; durable when the block has ended."""
        with translated(self.place), self._writer.begin() as connection:
            yield connection

    @staticmethod
    def _note(connection: Connection, who: str, action: str, subject: str, **details: Any) -> None:
        entry = {"at": now(), "who": text(who), "action": action, "subject": subject}
        connection.execute(insert(log).values(**entry, details=plain(details)))

    def add_log(
        self, who: str, action: str, subject: str = "", details: Mapping[str, Any] | None = None
    ) -> None:
        """Ghi nhật ký: what was done outside the store, such as a try in the meeting or a download."""
        with self._write() as connection:
            self._note(connection, who, action, subject, **(details or {}))

    @kept
    def log(
        self,
        limit: int = 200,
        *,
        before: int | None = None,
        who: str | None = None,
        action: str | None = None,
        subject: str | None = None,
        since: datetime | None = None,
    ) -> list[LogEntry]:
        """Nhật ký, newest first: at most `limit`, older than entry `before`, that fit what is given."""
        query = select(*columns(log, LogEntry)).order_by(log.c.id.desc()).limit(limit)
        for column, wanted in ((log.c.who, who), (log.c.action, action), (log.c.subject, subject)):
            if wanted is not None:
                query = query.where(column == wanted)
        if before is not None:
            query = query.where(log.c.id < before)
        if since is not None:
            query = query.where(log.c.at >= since)
        with self._read() as connection:
            return [one(LogEntry, row) for row in connection.execute(query)]
