"""Tự chủ trường học: installs what it needs and starts, with nothing but Python.

    python3 run.py [--no-browser] [--port N] [--network]    start (Windows: py run.py)
    python3 run.py setup                                    only install
    python3 run.py test [pytest arguments]                  install, then run every test

Written so that a Python which is too old can still read it and say so.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import platform
import re
import signal
import socket
import subprocess
import sys
import sysconfig
import threading
import time
import webbrowser
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.txt"
TEST_LOCK = ROOT / "tests" / "requirements.txt"
WHEELS = ROOT / "wheels"  # packages carried into a closed network by hand
OLDEST = (3, 11)
HOST, FIRST_PORT = "127.0.0.1", 8501
START_SECONDS = 120
WINDOWS = os.name == "nt"

# What a person set up to reach a package index stays; what would change where packages go does not.
PIP_KEPT = re.compile(
    r"PIP_(INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX|TRUSTED_HOST|PROXY|CERT|CLIENT_CERT|CACHE_DIR"
    r"|NO_CACHE_DIR|TIMEOUT|DEFAULT_TIMEOUT|RETRIES|CONFIG_FILE|KEYRING_PROVIDER)"
)
OUT_OF_REACH = re.compile(
    r"(?i)connection (broken|error|refused)|failed to (establish|resolve)|name resolution|getaddrinfo"
    r"|max retries|timed out|proxyerror|sslerror|unreachable|could not fetch url"
)
# Run inside the virtual environment: what can be imported there; then, whether all of that still can.
NAMES = """
from importlib import metadata, util
names = filter(str.isidentifier, metadata.packages_distributions())
print(*sorted(name for name in names if util.find_spec(name)), sep="\\n")
"""
PROBE = """
import pip, platform, sys
from importlib import util
print(platform.python_version(), all(map(util.find_spec, sys.argv[1:])))
"""


class Stop(Exception):
    """A sentence for the person at the terminal; the program ends with it."""


def say(vietnamese: str, english: str) -> None:
    """One line, in both languages: nobody has chosen one yet."""
    print(f"{vietnamese} · {english}", flush=True)


def clean_environment() -> dict[str, str]:
    """The environment without settings that would lead Python or pip elsewhere."""
    misleading = re.compile(r"PYTHON.*|__PYVENV_LAUNCHER__|PIP_.*")
    kept = {n: v for n, v in os.environ.items() if PIP_KEPT.fullmatch(n) or not misleading.fullmatch(n)}
    # PIP_USER=0 overrules a configuration file with `user = true`, which fails inside a virtual environment.
    return {**kept, "PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", "PYTHONUNBUFFERED": "1", "PIP_USER": "0"}


def venv_python() -> Path:
    """The interpreter inside the virtual environment."""
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def stamp_of(lock: Path) -> Path:
    """The file that remembers a finished installation of a lock."""
    return VENV / (".installed-tests" if lock == TEST_LOCK else ".installed-app")


def fingerprint(lock: Path) -> str:
    """What an installation depends on: the lock, this Python, this kind of computer."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    return f"{digest} {platform.python_version()} {platform.system()} {platform.machine()}"


def stamped(stamp: Path) -> list[str]:
    """The lines of a stamp: what was installed, then what could be imported afterwards."""
    return stamp.read_text(encoding="utf-8", errors="replace").splitlines() if stamp.is_file() else []


def is_whole() -> bool:
    """Whether the virtual environment runs, belongs to this Python, and has lost nothing it was given."""
    names = [name for stamp in VENV.glob(".installed-*") for name in stamped(stamp)[1:]]
    try:
        answer = quiet([str(venv_python()), "-c", PROBE, *names])
    except OSError:
        return False
    return answer.stdout.split() == [platform.python_version(), "True"]


def quiet(command: list[str]) -> subprocess.CompletedProcess[str]:
    """A short run of a program; what it said is in stdout."""
    return subprocess.run(
        command, cwd=ROOT, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip


def make_venv() -> None:
    """An empty virtual environment, in place of a broken one with its stamps."""
    python = getattr(sys, "_base_executable", None) or sys.executable
    can_make = [python, "-c", "import ensurepip, venv"]  # Debian ships them apart
    if quiet(can_make).returncode:
        from tests.programs import debian_install  # noqa: PLC0415 - only a bare Debian comes here

        if not debian_install(["python3-venv"]) or quiet(can_make).returncode:
            raise Stop(
                "Python này thiếu mô-đun venv; trên Debian, Ubuntu: sudo apt install python3-venv"
                " · This Python lacks venv; on Debian, Ubuntu: sudo apt install python3-venv"
            )
    made = quiet([python, "-m", "venv", "--clear", str(VENV)])
    if made.returncode:
        raise Stop(
            f"Không tạo được {VENV}: đóng chương trình nếu đang chạy, kiểm tra quyền ghi"
            f" · Cannot make {VENV}: close the program if it runs, check that the folder can be written\n"
            + last_lines(made.stdout)
        )


def last_lines(text: str, count: int = 8) -> str:
    """The end of what a program said."""
    return "\n".join(text.strip().splitlines()[-count:])


def with_clock(line: str, command: list[str]) -> subprocess.CompletedProcess[str]:
    """A long run of a program: one line, with a clock in it when a person looks on."""
    started = time.monotonic()
    clock = sys.stdout.isatty()
    print(line, end="" if clock else "\n", flush=True)
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(quiet, command)
        while wait([job], timeout=1).not_done:
            if clock:
                print(f"\r{line} {time.monotonic() - started:.0f} s", end="", flush=True)
    if clock:
        print(flush=True)
    return job.result()


def install(lock: Path, compiled: bool) -> None:
    """Installs a lock with its hashes, ready-built packages only, and remembers that it did.

    Not compiled, a package is compiled where it is first imported: of all that there is, little ever is.
    """
    stamp = stamp_of(lock)
    stamp.unlink(missing_ok=True)
    command = [str(venv_python()), "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes"]
    command += ["--disable-pip-version-check", "--only-binary", ":all:", "-r", str(lock)]
    command += [] if compiled else ["--no-compile"]
    if WHEELS.is_dir():
        command += ["--no-index", "--find-links", str(WHEELS)]
    line = (
        "Đang cài thư viện kiểm thử · Installing what the tests need"
        if lock == TEST_LOCK
        else "Đang cài thư viện, lần đầu mất vài phút · Installing libraries, minutes the first time"
    )
    done = with_clock(line, command)
    if done.returncode:
        reason = (
            "Không tới được kho thư viện: kiểm tra mạng, proxy; mạng kín: xem README.md"
            " · Cannot reach the package index: check network and proxy; closed network: see README.md"
            if OUT_OF_REACH.search(done.stdout)
            else "Không cài được thư viện · Could not install the libraries"
        )
        raise Stop(f"{reason}\n{last_lines(done.stdout, 3)}")
    names = quiet([str(venv_python()), "-c", NAMES]).stdout
    stamp.write_text(f"{fingerprint(lock)}\n{names}", encoding="utf-8")


def set_up(*locks: Path) -> None:
    """Brings the virtual environment to the locks; at once when nothing changed."""
    if not is_whole():
        if VENV.exists():
            say("Thư mục .venv hỏng hoặc của Python khác, làm lại", "Rebuilding .venv")
        make_venv()
    for lock in locks:
        if stamped(stamp_of(lock))[:1] != [fingerprint(lock)]:
            # An office's server may run as somebody who cannot write here: it is given everything compiled.
            install(lock, compiled=TEST_LOCK not in locks)


def listens(port: int) -> bool:
    """Whether a program of this computer answers on the port."""
    with socket.socket() as other:
        other.settimeout(0.5)
        return other.connect_ex((HOST, port)) == 0


def is_free(port: int) -> bool:
    """Whether the port can be had: some are taken, some are kept by the system."""
    if listens(port):
        return False
    with socket.socket() as mine:
        # Windows lets two programs share a port unless told not to; elsewhere a closed port stays blocked.
        option = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
        mine.setsockopt(socket.SOL_SOCKET, option, 1)
        try:
            mine.bind((HOST, port))
        except OSError:
            return False
    return True


def free_port(wanted: int) -> int:
    """The wanted port, or the next free one, said in one line."""
    for port in range(wanted, min(wanted + 100, 65536)):
        if is_free(port):
            if port != wanted:
                say(f"Cổng {wanted} đang bận, dùng cổng {port}", f"Port {wanted} is taken, using {port}")
            return port
    raise Stop(f"Không có cổng trống từ {wanted} · No free port from {wanted}: --port N")


def streamlit_command(python: str, port: int, address: str = HOST) -> list[str]:
    """What starts the server: only for this computer unless told so, asking and telling nobody anything."""
    flags = ["--server.address", address, "--server.port", str(port), "--server.headless", "true"]
    flags += ["--browser.gatherUsageStats", "false", "--logger.level", "warning"]
    return [python, "-m", "pages.shared.launch", "run", str(ROOT / "app.py"), *flags]


def start(port: int, browser: bool, address: str) -> int:
    """Starts the server, opens the browser, waits until the person ends it."""
    port = free_port(port)
    url = f"http://{HOST}:{port}"
    asked = threading.Event()  # a handler that raises may do so where nothing hears it
    for ending in (getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")):
        if ending and signal.getsignal(ending) != signal.SIG_IGN:
            signal.signal(ending, lambda *_: asked.set())
    server = subprocess.Popen(
        streamlit_command(str(venv_python()), port, address),
        cwd=ROOT,
        env=clean_environment(),
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches only this program, which then ends the server
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # the same on Windows
    )
    try:
        deadline = time.monotonic() + START_SECONDS
        while server.poll() is None and not asked.is_set() and not listens(port):
            if time.monotonic() > deadline:
                raise Stop(f"Chương trình không trả lời ở {url} · The program does not answer at {url}")
            time.sleep(0.2)
        if server.poll() is None and not asked.is_set():
            say(f"Mở {url} trong trình duyệt; dừng: Ctrl+C", f"Open {url} in a browser; stop: Ctrl+C")
            if address != HOST:
                name = socket.gethostname()
                say(*(f"{who} http://{name}:{port}" for who in ("Máy khác mở", "Others open")))
            if browser:
                webbrowser.open(url)
        while server.poll() is None and not asked.is_set():
            time.sleep(0.2)  # server.wait() does not hear Ctrl-C on Windows
        return 0 if asked.is_set() else server.returncode
    except KeyboardInterrupt:
        return 0
    finally:
        end(server)


def end(server: subprocess.Popen[bytes]) -> None:
    """Ends the server, politely first."""
    if server.poll() is None:
        server.terminate()
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def test(arguments: list[str]) -> int:
    """Runs every test, or what the arguments choose."""
    from tests.programs import prepare, runs  # noqa: PLC0415 - a start needs none of this

    found, missing = prepare()
    for vietnamese, english in missing:
        say(f"Bỏ qua {vietnamese}", f"Skipping {english}")
    if missing and os.environ.get("CI", "").lower() in ("1", "true"):
        raise Stop("CI: thiếu chương trình là lỗi · CI: a missing program is a failure")

    pytest, env = [str(venv_python()), "-m", "pytest"], {**clean_environment(), **found}
    ends = [subprocess.run(pytest + of, cwd=ROOT, env=env, check=False).returncode for of in runs(arguments)]
    return next(filter(None, ends), 0)


def check_python() -> None:
    """This Python can carry the program, or a sentence says which one can."""
    found = f"{platform.python_version()} ({sysconfig.get_platform()})"
    if sys.version_info < OLDEST or (WINDOWS and sysconfig.get_platform() != "win-amd64"):
        raise Stop(
            f"Cần Python 3.11 trở lên, bản 64-bit (x86-64); đang chạy {found}"
            f" · Python 3.11 or later, 64-bit (x86-64), is needed; this is {found}"
        )


def main(arguments: list[str]) -> int:
    """Does what the command line asks; the exit code."""
    if arguments[:1] == ["test"]:
        set_up(LOCK, TEST_LOCK)
        return test(arguments[1:])
    parser = argparse.ArgumentParser(prog="run.py", description="Tự chủ trường học")
    parser.add_argument("command", nargs="?", choices=["setup"], help="chỉ cài · only install")
    parser.add_argument("--no-browser", action="store_true", help="không mở trình duyệt · open no browser")
    parser.add_argument("--port", type=int, default=FIRST_PORT, help=f"cổng, mặc định {FIRST_PORT} · port")
    parser.add_argument("--network", action="store_true", help="máy khác cùng mở · others may open it")
    parser.epilog = "run.py test [pytest ...]: chạy mọi kiểm thử · run every test"
    chosen = parser.parse_args(arguments)
    set_up(LOCK)
    if chosen.command == "setup":
        say("Đã cài xong", "Installed")
        return 0
    address = "0.0.0.0" if chosen.network else HOST  # noqa: S104 - the person asked for it
    return start(chosen.port, not chosen.no_browser, address)


def run(arguments: list[str]) -> int:
    """The door: every way it can end has an exit code and at most a sentence."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        check_python()
        return main(arguments)
    except Stop as reason:
        print(reason, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print(flush=True)
        return 130


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
