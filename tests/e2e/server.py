"""A server of the app for a test: its own port, its own folder."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import run
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PATIENCE = 90.0


class Server:
    """The app on a free port of this computer, its database and its log in a folder."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self.environment = {
            **os.environ,
            "PYTHONUTF8": "1",
            "BUDGET_DATA_DIR": str(folder),
            "BUDGET_DATABASE_URL": f"sqlite:///{(folder / 'office.db').as_posix()}",
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts, and returns when the app answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*run.streamlit_command(sys.executable, self.port), "--server.fileWatcherType", "none"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + PATIENCE
        while not self.is_well():
            ended = self.process.poll() is not None
            if ended or time.monotonic() > deadline:
                said = self.log.read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"the server {'ended' if ended else 'does not answer'}:\n{said[-4000:]}")
            time.sleep(0.1)

    def is_well(self) -> bool:
        """What the server says of its own health."""
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as reply:  # noqa: S310 - our own
                return bool(reply.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def stop(self) -> None:
        """Ends it politely."""
        if self.process is not None:
            run.end(self.process)

    def kill(self) -> None:
        """Ends it as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
