"""Bộ nhớ của tiến trình: what one plan gave back serves the next."""

from __future__ import annotations

import ctypes
import gc
import sys

KEPT = 512 * 2**20
"""Free memory that stays with the process at the most, bytes: two plans of 40.000 units."""

LARGEST = 32 * 2**20
"""Pieces from this size on come from the system and go back to it, bytes: the most that glibc takes."""

SELDOM = 50_000
"""Objects that are made anew before those that nothing leads to are looked for; of Python itself 700."""

TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8  # malloc.h of glibc


def keep_memory() -> None:
    """Giữ bộ nhớ đã dùng: of a province, giving it back to the system and asking for it anew, page by page,
    takes a quarter of the time of a plan. One store for all threads, so that each finds what another left.

    For the commands, which do one thing and end; does nothing on systems without glibc.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(TRIM_THRESHOLD, KEPT)
        mallopt(MMAP_THRESHOLD, LARGEST)
        mallopt(ARENA_MAX, 1)


def collect_seldom() -> None:
    """Tìm rác thưa hơn: what is loaded by now stays as long as the process and is looked through no more, and
    what is made anew only in larger lots. It takes a tenth of the time of a page, for a few MiB.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])
