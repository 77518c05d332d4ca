"""Phát hiện: what the program has to say of data and plans, as data. `data/words` makes the sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

ERROR, WARNING, NOTE = "error", "warning", "note"

Cells = tuple[NDArray[np.intp], NDArray[np.intp]]
"""Các ô của một bảng (n, Y): positions of units and of years."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Một phát hiện: kind and severity, where it stands, and the numbers of its sentence.

    `unit` is a unit code (None: the whole plan or file); `file`, `sheet`, `cell` the place in a workbook;
    `numbers` the named values that the sentence of `finding.<kind>` uses (đồng, fractions of one, counts or
    text); `law` ids of parameters.
    """

    kind: str
    severity: str
    unit: str | None = None
    year: int | None = None
    file: str = ""
    sheet: str = ""
    cell: str = ""
    numbers: Mapping[str, Any] = field(default_factory=dict)
    law: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Findings of one kind in columns: positions of units (-1: the plan), years (0: none) and the named
    numbers.
    """

    kind: str
    severity: str
    unit: NDArray[np.intp]
    year: NDArray[np.intp]
    numbers: Mapping[str, Sequence[Any] | NDArray[Any]]
    law: tuple[str, ...] = ()


class Findings(Sequence[Finding]):
    """Các phát hiện của một phương án: kept in columns, because a province has hundreds of thousands; read
    as Finding.
    """

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        self.blocks: list[Block] = []

    def plan(
        self, kind: str, severity: str, year: int | None = None, law: tuple[str, ...] = (), **numbers: Any
    ) -> None:
        """Adds one finding on the whole plan."""
        place, when = np.array([-1], dtype=np.intp), np.array([year or 0], dtype=np.intp)
        self.blocks.append(Block(kind, severity, place, when, {k: [v] for k, v in numbers.items()}, law))

    def cells(
        self,
        kind: str,
        severity: str,
        where: NDArray[np.bool_],
        years: tuple[int, ...],
        law: tuple[str, ...] = (),
        rows: NDArray[np.intp] | None = None,
        **numbers: NDArray[Any] | Callable[[Cells], NDArray[Any]],
    ) -> None:
        """Adds a finding for every true cell of `where` (n, Y), with the numbers of that cell: of an array
        (n, Y), or what a function makes of those cells alone. `rows` (n,) are the units that the rows stand
        for, where these are not all.
        """
        if not where.any():
            return
        # a row of memory a unit, so that one pass finds the cells in the order of units
        place = np.flatnonzero(np.ascontiguousarray(where))
        unit = place // where.shape[1]
        place -= unit * where.shape[1]
        at = unit, place
        found = {name: of(at) if callable(of) else of[at] for name, of in numbers.items()}
        units = unit if rows is None else rows[unit]
        self.blocks.append(Block(kind, severity, units, np.asarray(years, dtype=np.intp)[place], found, law))

    def take(self, others: Findings) -> None:
        """Adds what was found elsewhere, after what is here."""
        self.blocks += others.blocks

    def count(self, kind: Any) -> int:
        """How many findings of a kind there are."""
        return sum(len(block.unit) for block in self.blocks if block.kind == kind)

    def of(self, kind: str, year: int | None = None) -> Iterator[Finding]:
        """The findings of one kind, of one year alone where that is given."""
        for block in self.blocks:
            if block.kind == kind:
                yield from self._read(block, year)

    def years(self, kind: str) -> Counter[int]:
        """How many findings of a kind each year has; those of no year are not counted."""
        found = [block.year[block.year > 0] for block in self.blocks if block.kind == kind]
        return Counter(year for years in found for year in years.tolist())

    def __len__(self) -> int:
        return sum(len(block.unit) for block in self.blocks)

    def __iter__(self) -> Iterator[Finding]:
        for block in self.blocks:
            yield from self._read(block)

    @overload
    def __getitem__(self, at: int) -> Finding: ...
    @overload
    def __getitem__(self, at: slice) -> list[Finding]: ...
    def __getitem__(self, at: int | slice) -> Finding | list[Finding]:
        return list(self)[at]

    def _read(self, block: Block, only: int | None = None) -> Iterator[Finding]:
        """The findings of a block, or of one year of it: most readers want one, and none is made in vain."""
        every = range(len(block.unit)) if only is None else np.flatnonzero(block.year == only).tolist()
        units, years = block.unit.tolist(), block.year.tolist()
        for i in every:
            unit, year = units[i], years[i]
            yield Finding(
                kind=block.kind,
                severity=block.severity,
                unit=self.codes[unit] if unit >= 0 else None,
                year=year or None,
                numbers={name: _plain(values[i]) for name, values in block.numbers.items()},
                law=block.law,
            )


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value
