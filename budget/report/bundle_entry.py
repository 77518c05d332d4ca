"""Một tệp của bộ hồ sơ, before it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """Một tệp của bộ: `what` it is ("book", "deck", ...), its name, the fingerprint printed in it, the plans
    in it as positions, and what makes its bytes. `unit`: the code of the one unit that it is about.
    """

    what: str
    name: str
    mark: str
    plans: tuple[int, ...]
    make: Callable[[], bytes]
    unit: str = ""

    @property
    def kind(self) -> str:
        """Loại tệp: the ending of its name."""
        return self.name.rpartition(".")[2]

    @property
    def base(self) -> str:
        """Tên tệp without its folder."""
        return self.name.rpartition("/")[2]
