"""The start: an environment that heals itself, a free port, a quiet end, and sentences instead of traces."""

from __future__ import annotations

import os
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import time
from typing import TYPE_CHECKING

import pytest
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager

import run
from tests import conftest, programs
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def done(code: int = 0, said: str = "") -> subprocess.CompletedProcess[str]:
    """A program that ended."""
    return subprocess.CompletedProcess([], code, stdout=said)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own: a lock, an environment that runs this Python; pip is not called."""
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "WHEELS", tmp_path / "wheels")
    monkeypatch.setattr(run, "LOCK", tmp_path / "requirements.txt")
    monkeypatch.setattr(run, "TEST_LOCK", tmp_path / "tests.txt")
    monkeypatch.setattr(run, "venv_python", lambda: sys.executable)
    run.VENV.mkdir()
    run.LOCK.write_text("xlrd==2.0.2", encoding="utf-8")
    run.TEST_LOCK.write_text("pytest==9.2.0", encoding="utf-8")
    return tmp_path


@pytest.fixture
def pip(house: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What pip was asked to do; it always succeeds."""
    asked: list[list[str]] = []
    monkeypatch.setattr(run, "with_clock", lambda _line, command: asked.append(command) or done())
    return asked


def test_a_setting_that_leads_elsewhere_is_left_behind_and_the_way_to_the_index_is_kept(monkeypatch):
    for name in ("PYTHONPATH", "PYTHONHOME", "PYTHONWARNINGS", "PIP_TARGET", "PIP_USER", "PIP_NO_DEPS"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("PIP_INDEX_URL", "mirror")
    monkeypatch.setenv("PIP_PROXY", "proxy")
    kept = run.clean_environment()
    assert "elsewhere" not in kept.values()
    assert (kept["PIP_INDEX_URL"], kept["PIP_PROXY"], kept["PIP_USER"]) == ("mirror", "proxy", "0")


def test_a_second_start_installs_nothing(pip):
    run.set_up(run.LOCK)
    run.set_up(run.LOCK)
    assert len(pip) == 1


def test_packages_are_checked_against_their_hashes_and_never_built(pip):
    run.set_up(run.LOCK)
    assert {"--require-hashes", "--only-binary", str(run.LOCK)} <= set(pip[0])


def test_a_changed_lock_installs_again(pip):
    run.set_up(run.LOCK)
    run.LOCK.write_text("xlrd==2.0.3", encoding="utf-8")
    run.set_up(run.LOCK)
    assert len(pip) == 2


def test_another_python_installs_again(pip, monkeypatch):
    run.set_up(run.LOCK)
    before = run.fingerprint(run.LOCK)
    monkeypatch.setattr(run.platform, "python_version", lambda: "3.99.0")
    assert run.fingerprint(run.LOCK) != before
    assert not run.is_whole()


def test_the_tests_libraries_come_only_with_the_tests(pip):
    run.set_up(run.LOCK)
    run.set_up(run.LOCK, run.TEST_LOCK)
    assert [str(lock) for command in pip for lock in command if lock.endswith(".txt")] == [
        str(run.LOCK),
        str(run.TEST_LOCK),
    ]


def test_an_environment_that_lost_a_package_is_made_anew(pip, monkeypatch):
    run.set_up(run.LOCK)
    stamp = run.stamp_of(run.LOCK)
    stamp.write_text(stamp.read_text("utf-8") + "a_package_that_was_here\n", encoding="utf-8")
    monkeypatch.setattr(run, "make_venv", stamp.unlink)
    run.set_up(run.LOCK)
    assert len(pip) == 2
    assert run.is_whole()


def test_an_environment_without_its_python_is_not_whole(house, monkeypatch):
    monkeypatch.setattr(run, "venv_python", lambda: house / "gone" / "python")
    assert not run.is_whole()


def test_an_installation_that_fails_leaves_no_stamp(house, monkeypatch):
    monkeypatch.setattr(
        run, "with_clock", lambda *_: done(1, "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES")
    )
    with pytest.raises(run.Stop, match="Could not install") as stop:
        run.set_up(run.LOCK)
    assert "DO NOT MATCH" in str(stop.value)
    assert not run.stamp_of(run.LOCK).exists()


@pytest.mark.parametrize(
    "said",
    [
        "Retrying after connection broken by 'NewConnectionError(... Failed to establish a new connection",
        "[Errno -3] Temporary failure in name resolution",
        "[Errno 11001] getaddrinfo failed",
        "ProxyError('Cannot connect to proxy.'",
    ],
)
def test_without_a_network_the_sentence_speaks_of_the_network(house, monkeypatch, said):
    monkeypatch.setattr(run, "with_clock", lambda *_: done(1, said))
    with pytest.raises(run.Stop, match="Cannot reach the package index"):
        run.set_up(run.LOCK)


def test_carried_packages_serve_a_closed_network(pip):
    run.WHEELS.mkdir()
    run.set_up(run.LOCK)
    assert pip[0][-3:] == ["--no-index", "--find-links", str(run.WHEELS)]


def test_a_python_without_venv_is_told_what_is_missing(house, monkeypatch):
    monkeypatch.setattr(run, "quiet", lambda _: done(1))
    monkeypatch.setattr(programs, "on_debian_as_root", lambda: False)
    with pytest.raises(run.Stop, match="python3-venv"):
        run.make_venv()


def test_an_old_python_is_told_which_one_is_needed(monkeypatch, capsys):
    monkeypatch.setattr(run, "OLDEST", (99, 0))
    assert run.run(["setup"]) == 1
    assert "3.11" in capsys.readouterr().err


def test_a_taken_port_gives_the_next_free_one_and_says_so(capsys):
    with socket.socket() as taken:
        taken.bind((run.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = run.free_port(port)
    assert port < found < port + 100
    assert f"Port {port} is taken, using {found}" in capsys.readouterr().out


def test_a_free_port_is_taken_as_it_is(capsys):
    with socket.socket() as probe:
        probe.bind((run.HOST, 0))
        port = probe.getsockname()[1]
    assert run.free_port(port) == port
    assert capsys.readouterr().out == ""


APP = """
import streamlit as st
st.title("x")
"""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[int], subprocess.Popen[str]]]:
    """Starts run.py on an app of one line, as a person would in a terminal of its own."""
    (tmp_path / "app.py").write_text(APP, encoding="utf-8")
    for part in ("pages/shared", "budget"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    program = f"""
        import signal, sys
        from pathlib import Path
        signal.signal(signal.SIGINT, signal.default_int_handler)  # else ignored in the background
        sys.path.insert(0, {str(ROOT)!r})
        import run
        run.ROOT, run.set_up = Path({str(tmp_path)!r}), lambda *_: None
        run.venv_python = lambda: sys.executable
        sys.exit(run.run(sys.argv[1:]))
    """
    started: list[subprocess.Popen[str]] = []

    def start(port: int) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(program), "--no-browser", "--port", str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no signals to one program")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_server_starts_says_where_and_ends_quietly(start, ending):
    port = run.free_port(18501)
    process = start(port)
    line = process.stdout.readline()
    assert f"http://127.0.0.1:{port}" in line
    assert run.listens(port)
    # Ctrl-C reaches every program of the terminal, the end of a session only the first.
    (os.killpg if ending == signal.SIGINT else os.kill)(process.pid, ending)
    rest, _ = process.communicate(timeout=30)
    assert (process.returncode, rest) == (0, "")
    deadline = time.monotonic() + 10
    while run.listens(port):
        assert time.monotonic() < deadline, "the server outlived run.py"


@pytest.mark.parametrize(("asked", "address"), [([], "127.0.0.1"), (["--network"], "0.0.0.0")])  # noqa: S104
def test_other_computers_reach_it_only_where_that_is_asked_for(monkeypatch, asked, address):
    commands = []
    monkeypatch.setattr(run, "set_up", lambda _: None)
    monkeypatch.setattr(run.subprocess, "Popen", lambda command, **_: commands.append(command) or Ended())
    assert run.main([*asked, "--no-browser"]) == 0
    [command] = commands
    assert command[command.index("--server.address") + 1] == address


def test_the_server_asks_nobody_for_its_address_and_knows_every_page_at_once(monkeypatch):
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    monkeypatch.setattr(net_util, "get_external_ip", lambda: pytest.fail("asked of another server"))
    runpy.run_module("pages.shared.launch", run_name="launched")
    assert net_util.get_external_ip() is None
    assert PagesManager.uses_pages_directory is False


class Ended:
    """A server that has ended well already."""

    returncode = 0

    def poll(self) -> int:
        return self.returncode


def test_a_program_for_the_tests_is_taken_from_where_the_variable_says(monkeypatch):
    monkeypatch.setenv("BUDGET_BROWSER", sys.executable)
    assert programs.find_program("BUDGET_BROWSER") == sys.executable
    monkeypatch.setenv("BUDGET_BROWSER", "/no/such/browser")
    assert programs.find_program("BUDGET_BROWSER") is None


def test_edge_of_windows_is_found_where_windows_keeps_it(monkeypatch, tmp_path):
    edge = tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.touch()
    monkeypatch.delenv("BUDGET_BROWSER", raising=False)
    monkeypatch.setattr(programs.sys, "platform", "win32")
    monkeypatch.setattr(programs.shutil, "which", lambda _: None)
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    assert programs.find_program("BUDGET_BROWSER") == str(edge)


def test_postgresql_is_found_where_debian_keeps_it_off_the_path(monkeypatch, tmp_path):
    initdb = tmp_path / "15" / "bin" / "initdb"
    initdb.parent.mkdir(parents=True)
    initdb.touch()
    monkeypatch.delenv("BUDGET_INITDB", raising=False)
    monkeypatch.setattr(programs.sys, "platform", "linux")
    monkeypatch.setattr(programs.shutil, "which", lambda _: None)
    pattern = (tmp_path / "*" / "bin" / "initdb").relative_to("/").as_posix()
    monkeypatch.setattr(programs, "DEBIAN_PLACES", {"BUDGET_INITDB": pattern})
    assert programs.find_program("BUDGET_INITDB") == str(initdb)


@pytest.mark.parametrize("variable", programs.PROGRAMS)
def test_what_needs_a_missing_program_fails_only_where_machines_test(monkeypatch, variable):
    monkeypatch.setattr(conftest, "find_program", lambda _: None)
    for on_ci, ends in ((True, pytest.fail.Exception), (False, pytest.skip.Exception)):
        monkeypatch.setattr(conftest, "ON_CI", on_ci)
        with pytest.raises(ends, match=variable):
            conftest.needed(variable)


@pytest.fixture
def nothing_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without browser and LibreOffice, on which nothing can be installed."""
    monkeypatch.setattr(programs, "find_program", lambda _: None)
    monkeypatch.setattr(programs, "debian_install", lambda _: False)
    monkeypatch.setattr(run.subprocess, "run", lambda *_, **__: done())


@pytest.mark.usefixtures("nothing_here")
def test_a_missing_program_is_said_in_one_line_each(monkeypatch, capsys):
    monkeypatch.delenv("CI", raising=False)
    assert run.test([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(programs.PROGRAMS)
    assert any("BUDGET_BROWSER" in line for line in lines)


@pytest.mark.usefixtures("nothing_here")
def test_where_machines_test_a_missing_program_is_a_failure(monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(run.Stop, match="failure"):
        run.test([])


def test_the_arguments_of_pytest_are_passed_on(monkeypatch):
    asked = []
    monkeypatch.setattr(run, "set_up", lambda *_: None)
    monkeypatch.setattr(programs, "prepare", lambda: ({"BUDGET_BROWSER": "b"}, []))
    monkeypatch.setattr(
        run.subprocess, "run", lambda command, **options: asked.append((command, options["env"])) or done(3)
    )
    assert run.main(["test", "-k", "money", "--port"]) == 3
    command, environment = asked[0]
    assert command[-3:] == ["-k", "money", "--port"]
    assert environment["BUDGET_BROWSER"] == "b"


def test_what_measures_runs_after_all_others_and_any_failure_counts(monkeypatch):
    ran: list[list[str]] = []

    def ends(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append(command[3:])
        return done(1 if len(ran) == 1 else 0)

    monkeypatch.setattr(programs, "prepare", lambda: ({}, []))
    monkeypatch.setattr(run.subprocess, "run", ends)
    assert run.test([]) == 1
    assert [of[of.index("-m", 2) + 1] for of in ran] == ["not alone", "alone"]
    ran.clear()
    run.test(["tests/test_run.py"])
    assert [of[-1] for of in ran] == ["tests/test_run.py"]
