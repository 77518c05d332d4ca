"""Tính song song: two parts of the model at the same time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

One = TypeVar("One")
Other = TypeVar("Other")

MANY = 10_000
"""Units from which on a second thread saves more than it costs."""


def side_by_side(count: int, one: Callable[[], One], other: Callable[[], Other]) -> tuple[One, Other]:
    """Làm hai việc cùng lúc trên `count` đơn vị: a second core helps, as NumPy lets other threads run while
    it goes through its arrays. Of few units one comes after the other.

    Neither may write what the other reads. When both raise, the error is that of `one`; nothing runs on
    after the return.
    """
    if count < MANY:
        return one(), other()
    with ThreadPoolExecutor(1) as second:
        later = second.submit(other)
        return one(), later.result()
