"""Opening the store: where it lies, migrations, several processes, faults of disk and server, kill -9."""

from __future__ import annotations

import ast
import random
import re
import sqlite3
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

import budget.store
from budget.store import Store, StoreNewer, StoreUnavailable, open_store
from budget.store.engine import connect, database_url
from budget.store.errors import translated
from budget.store.migrate import HEAD, config, upgrade
from budget.store.schema import metadata

pytest_plugins = ("tests.store_databases",)

ROOT = Path(__file__).resolve().parents[1]
SOURCES = Path(budget.store.__file__).parent


@pytest.fixture(autouse=True)
def every_database_is_made_by_the_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budget.store.store.upgrade", upgrade)


def test_without_an_address_the_file_lies_in_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BUDGET_DATABASE_URL", raising=False)
    monkeypatch.setenv("BUDGET_DATA_DIR", str(tmp_path / "Dữ liệu của tôi"))
    with_default = open_store()
    with_default.save_scenario("A", 'name = "A"', "An")
    with_default.close()
    assert (tmp_path / "Dữ liệu của tôi" / "tu-chu-truong-hoc.sqlite3").exists()
    monkeypatch.delenv("BUDGET_DATA_DIR")
    default = str(database_url().database)
    assert default.isascii()
    assert "TuChuTruongHoc" in default


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_postgresql_means_psycopg_3(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGET_DATABASE_URL", f"{scheme}://an:bi%40mat@may-chu:5433/ngan_sach")
    url = database_url()
    assert (url.drivername, url.host, url.port, url.password) == (
        "postgresql+psycopg",
        "may-chu",
        5433,
        "bi@mat",
    )


@pytest.mark.parametrize(
    "url", ["no address", "mysql://a/b", "sqlite://", "sqlite:///:memory:", "oracle://x:secret@y/z"]
)
def test_an_address_of_another_kind_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(StoreUnavailable, match=r"store\.bad_url") as error:
        open_store(url)
    assert "secret" not in str(error.value)


def test_sqlite_keeps_what_it_confirmed(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/a.sqlite3")
    engine = connect(database_url(f"sqlite:///{tmp_path}/a.sqlite3"))
    pragmas = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 15000}
    with engine.connect() as connection:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in pragmas}
    assert found == pragmas
    engine.dispose()
    store.close()


def test_the_migrations_make_the_tables_of_the_schema(store: Store, database: str) -> None:
    engine = create_engine(database_url(database))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
        assert (
            context.get_current_revision() == ScriptDirectory.from_config(config()).get_current_head() == HEAD
        )
    engine.dispose()


def test_opening_again_finds_everything(store: Store, database: str) -> None:
    saved = store.save_scenario("A", 'name = "A"', "An")
    again = open_store(database)
    assert again.scenarios() == [saved]
    again.close()


def test_an_older_program_leaves_a_newer_database_alone(store: Store, database: str) -> None:
    engine = create_engine(database_url(database))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreNewer) as error:
        open_store(database)
    assert (error.value.kind, error.value.numbers["found"]) == ("store.newer", "9999")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    engine.dispose()


def _python(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


OPEN = """
import sys
from budget.store import open_store
print("ready", flush=True)
sys.stdin.readline()
store = open_store(sys.argv[1])
store.add_log("An", "start")
"""


def test_processes_that_start_at_once_do_not_collide(database: str) -> None:
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, database],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in starters:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in starters:  # all have loaded the program: now at once
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    faults = [process.communicate(timeout=40)[1] for process in starters]
    assert [process.returncode for process in starters] == [0, 0], faults
    store = open_store(database)
    assert len(store.log()) == 2
    store.close()


WRITE = """
import sys
from budget.store import Batch, open_store
store = open_store(sys.argv[1])
scenario = store.scenarios()[0]
while True:
    toml = f'name = "A"\\nhorizon = {2000 + scenario.number % 900}'
    scenario = store.update_scenario(scenario.id, toml, "An", expected_version=scenario.number)
    print("scenario", scenario.number, flush=True)
    rows = [{"code": f"U{i}", "name": "U", "kind": "primary"} for i in range(20)]
    batch = Batch(2022, rows, files=[("f", str(scenario.number).encode())])
    [first, second] = store.add_data([batch, Batch(2023, rows)], "An")
    print("data", first.id, second.id, flush=True)
"""


def test_what_was_confirmed_survives_kill_9(database: str) -> None:
    dice = random.Random(9)  # noqa: S311
    store = open_store(database)
    scenario = store.save_scenario("A", 'name = "A"', "An")
    confirmed: list[str] = []
    for _ in range(3 if database.startswith("sqlite") else 2):
        writer = _python(WRITE, database)
        assert writer.stdout is not None
        # three at least, however busy the machine is; where in its work it is killed is left to chance
        confirmed += [writer.stdout.readline() for _ in range(3)]
        time.sleep(dice.uniform(0.02, 0.3))
        writer.kill()
        rest, fault = writer.communicate(timeout=20)
        assert fault == ""
        confirmed += rest.splitlines()
    numbers = {v.number for v in store.scenario_history(scenario.id)}
    versions = {v.id: v for v in store.data_versions()}
    for line in confirmed:
        kind, *ids = line.split()
        if kind == "scenario":
            assert int(ids[0]) in numbers
        else:
            assert all(len(store.data(int(i))) == 20 for i in ids)
    # all or nothing: each import has both its years or neither
    years = [v.base_year for v in versions.values()]
    assert years.count(2022) == years.count(2023)
    assert len(confirmed) > 5
    entries = store.log(100_000)
    assert sum(entry.action == "data_add" for entry in entries) == len(versions)
    assert sum(entry.action == "scenario_update" for entry in entries) == max(numbers) - 1
    if database.startswith("sqlite"):
        with sqlite3.connect(database.removeprefix("sqlite:///")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()
    store.close()


def test_a_damaged_file_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite3").write_bytes(b"not a database, but long enough to be looked at " * 40)
    with pytest.raises(StoreUnavailable, match=r"store\.damaged") as error:
        open_store(f"sqlite:///{tmp_path}/a.sqlite3")
    assert error.value.numbers["place"].endswith("a.sqlite3")


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match=r"store\.unreachable"):
        open_store(f"sqlite:///{tmp_path}/file/a.sqlite3")
    with pytest.raises(StoreUnavailable, match=r"store\.unreachable"):
        open_store(f"sqlite:///{tmp_path}")


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(StoreUnavailable, match=r"store\.unreachable") as error:
        open_store("postgres://an:secret@127.0.0.1:1/x")
    assert "secret" not in str(error.value)
    assert "127.0.0.1:1" in error.value.numbers["place"]


def test_a_writer_that_waits_too_long_says_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budget.store.engine.WAIT", 0.1)
    store = open_store(f"sqlite:///{tmp_path}/a.sqlite3")
    other = sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match=r"store\.busy"):
        store.add_log("An", "try")
    assert store.log() == []  # readers do not wait
    other.execute("ROLLBACK")
    store.add_log("An", "try")
    other.close()
    store.close()


def test_a_full_disk_stores_nothing_and_says_so(tmp_path: Path) -> None:
    engine = connect(database_url(f"sqlite:///{tmp_path}/a.sqlite3"))

    def fill() -> None:
        with translated("here"), engine.begin() as connection:
            connection.execute(text("PRAGMA max_page_count = 3"))
            connection.execute(text("CREATE TABLE a (b BLOB)"))
            connection.execute(text("INSERT INTO a VALUES (zeroblob(1000000))"))

    with pytest.raises(StoreUnavailable, match=r"store\.full"):
        fill()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar() == 0
    engine.dispose()


def _raised(tree: ast.AST) -> set[object]:
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and re.fullmatch(r"Store[A-Z]\w+", node.func.id)
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_refusal_has_its_sentence(language: str) -> None:
    kinds: set[object] = {"busy", "full", "damaged", "read_only", "unreachable"}
    for source in SOURCES.glob("*.py"):
        kinds |= _raised(ast.parse(source.read_text("utf-8")))
    words = tomllib.loads((ROOT / "data" / "words" / f"{language}.toml").read_text("utf-8"))
    assert kinds == words["store"].keys()
