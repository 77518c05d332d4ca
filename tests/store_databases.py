"""Databases for the tests of the store: a SQLite file and a PostgreSQL server."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from budget.store import Store, open_store
from tests.conftest import lacking, needed

_NUMBERS = count(1)


def _run(folder: Path, program: Path, *arguments: str) -> None:
    # the server refuses to run as root
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*as_user, str(program), *arguments],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=60,
    )


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Address of an empty server that speaks through a socket in a folder of its own."""
    if os.name == "nt":
        pytest.skip("the server of the tests is reached through a socket in a folder")
    programs = Path(needed("BUDGET_INITDB")).parent
    if os.geteuid() == 0 and not shutil.which("runuser"):
        lacking("PostgreSQL does not run as root and there is no runuser")
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    # the tests of durability end our processes, not the server, so it may skip the disk
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=60"
    try:
        _run(
            folder,
            programs / "initdb",
            "-D",
            str(data),
            "-U",
            "test",
            "-E",
            "UTF8",
            "--no-locale",
            "-A",
            "trust",
        )
        _run(
            folder,
            programs / "pg_ctl",
            "-D",
            str(data),
            "-o",
            options,
            "-l",
            str(folder / "log"),
            "-w",
            "start",
        )
        try:
            yield f"postgresql://test@/postgres?host={folder}"
        finally:
            _run(folder, programs / "pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.sqlite3"
    server: str = request.getfixturevalue("postgresql_server")
    import psycopg

    name = f"store{next(_NUMBERS)}"
    # a schema is made in no time; a database of its own would copy seven megabytes
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}&options=-csearch_path%3D{name}"


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An open, empty store."""
    opened = open_store(database)
    yield opened
    opened.close()
