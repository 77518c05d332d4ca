"""The process that reads files, apart from the program: it may be killed (tiến trình đọc tệp, tách riêng).

It takes requests on its standard input and answers on its standard output, each as a length and a pickle:
(file, data, choice, limits) -> ("progress", share, step)* then ("done", Reading).
"""

from __future__ import annotations

import contextlib
import os
import pickle
import struct
import sys
import traceback
from typing import IO, Any


def send(stream: IO[bytes], message: Any) -> None:
    """Write one message."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(struct.pack("<Q", len(body)))
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message; EOFError when the other side has gone."""
    head = stream.read(8)
    if len(head) < 8:
        raise EOFError
    size = struct.unpack("<Q", head)[0]
    body = stream.read(size)
    if len(body) < size:
        raise EOFError
    return pickle.loads(body)  # noqa: S301  both ends are this program


def limit_memory(size: int) -> None:
    """Hold this process to so many bytes, where the system can (giới hạn bộ nhớ)."""
    if sys.platform == "win32":
        _limit_on_windows(size)
        return
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  not on Windows

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        bound = size if hard == resource.RLIM_INFINITY else min(size, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def job_limits(size: int) -> bytes:
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of 64-bit Windows, with a bound on the memory of a process."""
    basic = struct.pack("<qqIxxxxQQIxxxxQII", 0, 0, _PROCESS_MEMORY, 0, 0, 0, 0, 0, 0)
    return basic + bytes(48) + struct.pack("<QQQQ", size, 0, 0, 0)


_PROCESS_MEMORY = 0x100  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
_EXTENDED = 9  # JobObjectExtendedLimitInformation


def _limit_on_windows(size: int) -> None:
    """Put this process into a job that bounds its memory; where that is refused, it has no bound."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  only there
        from ctypes import wintypes  # noqa: PLC0415

        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        limits = job_limits(size)
        kernel.SetInformationJobObject(job, _EXTENDED, limits, len(limits))
        kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))


def main() -> None:
    """Serve requests until the program closes the pipe."""
    stdin, stdout = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not spoil the answers
    from budget.intake.workbook import read_file  # noqa: PLC0415  the pipe is set up first

    while True:
        try:
            file, data, choice, limits = receive(stdin)
        except EOFError:
            return
        limit_memory(limits.memory)
        try:
            reading = read_file(
                file, data, choice, limits, lambda share, step: send(stdout, ("progress", share, step))
            )
        except MemoryError:
            return
        except Exception:  # a fault of the reader must not look like a fault of the file's size
            send(stdout, ("failed", traceback.format_exc(), None))
            continue
        send(stdout, ("done", reading, None))


if __name__ == "__main__":
    main()
