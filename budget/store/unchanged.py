"""Đọc một lần: what was read counts until somebody writes, so that a page reads each list once, not often."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

Given = ParamSpec("Given")
Found = TypeVar("Found")

MOST = 256
"""So many answers are kept at a time."""


class Unchanged:
    """Những điều đã đọc since the last write of any process.

    Only SQLite tells at once whether somebody wrote; of another database nothing is kept.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine, self._lock = engine, Lock()
        self._watch: Any = None
        self._version: int | None = None
        self._found: dict[Any, Any] = {}

    def __call__(self, key: Any, read: Callable[[], Found]) -> Found:
        """What `read` gave for this key, unless somebody wrote since; raises as it does."""
        found = self._kept()
        if key not in found:
            # into what was kept when the reading began: what was written meanwhile has put that away
            found[key] = read()
        kept: Found = found[key]
        return kept

    def _kept(self) -> dict[Any, Any]:
        with self._lock:
            version = self._seen()
            if version is None or version != self._version or len(self._found) >= MOST:
                self._found = {}
            self._version = version
            return self._found

    def _seen(self) -> int | None:
        """A number that changes with each write of another connection; this one writes nothing."""
        if self._engine.dialect.name != "sqlite":
            return None
        try:
            if self._watch is None:
                opened = self._engine.raw_connection()
                self._watch = opened.driver_connection
                opened.detach()
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])
        except (sqlite3.Error, SQLAlchemyError):
            self._leave()  # the reading itself says what is wrong
            return None

    def _leave(self) -> None:
        watch, self._watch, self._version = self._watch, None, None
        if watch is not None:
            with suppress(sqlite3.Error):
                watch.close()

    def close(self) -> None:
        """Thôi theo dõi, until something is read again."""
        with self._lock:
            self._leave()


def kept(
    read: Callable[Concatenate[Any, Given], Found],
) -> Callable[Concatenate[Any, Given], Found]:
    """Giữ điều đã đọc: a method of the store that reads frozen records; each caller has a list of its own."""

    @wraps(read)
    def once(store: Any, /, *args: Given.args, **options: Given.kwargs) -> Found:
        key = (read.__name__, args, tuple(options.items()))
        found = store.unchanged(key, lambda: read(store, *args, **options))
        return list(found) if isinstance(found, list) else found  # type: ignore[return-value]

    return once
