"""Reads files in a process of their own, held to limits and killed beyond them (đọc tệp an toàn)."""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from budget.intake.checks import ACROSS_FILES
from budget.intake.container import Limits, Refusal, examine
from budget.intake.lines import lines_of
from budget.intake.reading import Reading
from budget.intake.workbook import refused
from budget.intake.worker import receive, send

DEFAULT = Limits()
_LOG = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[2]
_HEAVY = 8 * 2**20  # after a file of this size the process starts anew, to give its memory back


class _Reader:
    """One running process, and the thread that listens to it."""

    def __init__(self) -> None:
        path = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        environment = {
            **os.environ,
            "PYTHONPATH": path,
            "OPENBLAS_NUM_THREADS": "1",
            "PYTHONIOENCODING": "utf-8",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "budget.intake.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=_ROOT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows would show a black window
        )
        self.answers: queue.Queue[Any] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while True:
            try:
                self.answers.put(receive(self.process.stdout))
            except (
                EOFError,
                OSError,
                ValueError,
                pickle.UnpicklingError,
            ):  # it ended in the middle of an answer
                self.answers.put(("gone", 0.0, ""))
                return

    def read(
        self, request: tuple[Any, ...], seconds: float, progress: Callable[[float, str], None]
    ) -> Reading | str:
        """The reading, or why there is none: "time", "gone" or "failed"."""
        assert self.process.stdin is not None
        try:
            send(self.process.stdin, request)
        except OSError:
            return "gone"
        until = time.monotonic() + seconds
        while True:
            try:
                kind, first, second = self.answers.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                return "time"
            if kind == "done":
                assert isinstance(first, Reading)
                return first
            if kind == "failed":
                _LOG.error("%s could not be understood:\n%s", request[0], first)
                return "failed"
            if kind == "gone":
                return "gone"
            progress(first, second)

    def close(self) -> None:
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.process.wait()


_lock = threading.Lock()
_warm: list[_Reader] = []


def warm_up() -> None:
    """Start the reading process ahead of the first file (khởi động sẵn)."""
    with _lock:
        if not _warm:
            _warm.append(_Reader())


def stop() -> None:
    """End the reading process (dừng tiến trình đọc)."""
    with _lock:
        while _warm:
            _warm.pop().close()


atexit.register(stop)


def read_files(
    files: Sequence[tuple[str, bytes]],
    *,
    choices: Mapping[str, Any] | None = None,
    progress: Callable[[float, str, str], None] | None = None,
    limits: Limits = DEFAULT,
) -> list[Reading]:
    """Read workbooks into units and findings (đọc các tệp đã thả vào).

    files: (name, bytes) each.  choices: what the user settled, by file name: {"sheets": {place: {"head_rows",
    "mapping": {letter: id or ""}, "scales": {letter: unit of measure}, "money_unit", "year", "owner",
    "leave_out": [rows], "use", "without": [ids to take later], "ambiguous": "first" or "second", "blank":
    true where cells with an error are left blank for now}}}, where a place is that of a table (`Table.place`)
    or a sheet; of an upright form also "lines": {key: id or ""},
    "years": {letter: year or 0}, "name"; and under "shapes": {shape: the same}, for every table of that
    shape, "beside": {number: the same} for the years of one.
    progress(share 0-1, file, step) is called as the work goes on.  Never raises on what a file holds: a file
    that cannot be read gives a Reading that is refused, with one finding.
    """
    choices = choices or {}
    readings = []
    for number, (name, data) in enumerate(files):

        def report(share: float, step: str, *, name: str = name, number: int = number) -> None:
            if progress is not None:
                progress((number + share) / len(files), name, step)

        choice = {**choices.get(name, {}), "shapes": choices.get("shapes", {})}
        readings.append(_read(name, data, choice, limits, report))
    return _across(readings)


def _read(
    name: str, data: bytes, choice: Mapping[str, Any], limits: Limits, progress: Callable[[float, str], None]
) -> Reading:
    if len(data) > limits.size:
        found = examine(name, data, limits)
        assert isinstance(found, Refusal)
        return refused(name, data, found)
    with _lock:
        reader = _warm.pop() if _warm else _Reader()
    answer = reader.read((name, data, choice, limits), limits.seconds, progress)
    if isinstance(answer, Reading):
        with _lock:
            if not _warm and len(data) < _HEAVY:
                _warm.append(reader)
                return answer
        reader.close()
        return answer
    reader.close()
    if answer == "failed":
        return refused(name, data, Refusal("damaged", {}))
    what = "time" if answer == "time" else "memory"
    limit = int(limits.seconds) if what == "time" else limits.memory // 2**20
    return refused(name, data, Refusal("too_large", {"what": what, "found": 0, "limit": limit}))


def _across(readings: list[Reading]) -> list[Reading]:
    """Add what only shows when the files are seen together: the same code or name in two files."""
    if len(readings) < 2:
        return readings
    lines = [line for reading in readings for line in lines_of(reading.file, reading.tables)]
    found = [finding for check in ACROSS_FILES for finding in check(lines)]
    result = []
    for reading in readings:
        known = {(f.kind, f.sheet, f.cell) for f in reading.findings}
        more = [f for f in found if f.file == reading.file and (f.kind, f.sheet, f.cell) not in known]
        result.append(replace(reading, findings=(*reading.findings, *more)))
    return result
