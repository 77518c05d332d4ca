"""Kết nối: where the database lies and how it is opened, SQLite on one computer or PostgreSQL on a server."""

from __future__ import annotations

import json
import sqlite3
import time
from functools import partial
from pathlib import Path
from typing import Any

import platformdirs
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from budget.store.errors import StoreUnavailable

FOLDER, FILE = "TuChuTruongHoc", "tu-chu-truong-hoc.sqlite3"
WAIT = 15
"""Seconds that a writer waits for another one."""
_WRITERS = 0x54434854
"""Key of the advisory lock that lets one writer after the other into PostgreSQL, as SQLite does by itself."""


class Settings(BaseSettings):
    """Cài đặt của máy: BUDGET_DATABASE_URL (default: SQLite in the data folder), BUDGET_DATA_DIR."""

    model_config = SettingsConfigDict(env_prefix="BUDGET_", env_ignore_empty=True)

    database_url: str | None = None
    data_dir: Path | None = None


def database_url(url: str | None = None) -> URL:
    """Địa chỉ cơ sở dữ liệu: `url`, or the settings', or the file in the user's data folder.

    postgres:// and postgresql:// mean the psycopg 3 driver. Raises StoreUnavailable (bad_url) for an
    address that cannot be read or is of another kind of database.
    """
    settings = Settings()
    given = url or settings.database_url
    if given is None:
        folder = settings.data_dir or Path(platformdirs.user_data_dir(FOLDER, appauthor=False))
        return URL.create("sqlite", database=str(folder / FILE))
    try:
        address = make_url(given)
    except (ArgumentError, ValueError):
        # the text itself may hold a password
        raise StoreUnavailable("bad_url", place="BUDGET_DATABASE_URL") from None
    if address.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return address.set(drivername="postgresql+psycopg")
    if address.drivername == "sqlite" and address.database and address.database != ":memory:":
        return address
    raise StoreUnavailable("bad_url", place=address.render_as_string())


def connect(url: URL) -> Engine:
    """Mở kết nối: an engine whose transactions are durable when they end, and whose writers queue up."""
    options: dict[str, Any] = {
        "json_serializer": partial(json.dumps, ensure_ascii=False, separators=(",", ":"), allow_nan=False),
        "hide_parameters": True,  # an error message shows no salaries
    }
    if url.get_backend_name() == "sqlite":
        _make_folder(url)
        engine = create_engine(url, connect_args={"timeout": WAIT}, **options)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = create_engine(url, pool_pre_ping=True, **options)
        event.listen(engine, "connect", _set_up_postgresql)
        event.listen(engine, "begin", _begin_postgresql)
    return engine


def _make_folder(url: URL) -> None:
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable("unreachable", place=str(folder)) from error


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # BEGIN is ours to give, see _begin_sqlite
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _write_ahead(connection: Any) -> None:
    """Switch to the write-ahead log, once a file; SQLite itself does not wait when two start at once."""
    last = time.monotonic() + WAIT
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not str(error.sqlite_errorname).startswith("SQLITE_BUSY") or time.monotonic() > last:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    # a reader that turns writer half-way would fail at once instead of waiting: writers say so at the start
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _set_up_postgresql(connection: Any, _record: object) -> None:
    connection.autocommit = True
    connection.execute("SET synchronous_commit = on")
    connection.execute(f"SET lock_timeout = '{WAIT}s'")
    connection.autocommit = False


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("writes"):
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITERS})
