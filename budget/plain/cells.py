"""Đơn vị và các năm của nó, as objects: what the plain model fills step by step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import nan
from typing import Any

from budget.autonomy import UNDEFINED

Number = Any
"""float or Decimal, as the caller of the model chooses; one run never mixes them."""


@dataclass(slots=True)
class Unit:
    """Một đơn vị như số liệu đã nạp, and what it carries from year to year: its base year, its groups of the
    stability period (on A and B, on A' and B'), what a yearly reduction has left of one đồng.
    """

    row: dict[str, Any]
    rank: int
    school: bool
    base: Cell | None = None
    periods: list[int] = field(default_factory=lambda: [UNDEFINED, UNDEFINED])
    kept: Number = 1


@dataclass(slots=True)
class Cell:
    """Một đơn vị trong một năm, đồng; a figure bears the name it has in the result."""

    unit: Unit
    lines: dict[str, Number]
    pupils: Number
    classes: Number
    staff: Number
    posts: Number
    salary: Number
    payroll: Number
    operations: Number
    own_revenue: Number
    spending: Number
    own_part: Number = 0
    used_for_pay: Number = 0
    status_quo: Number = 0
    saving: Number = 0
    target: Number = nan
    roadmap_saving: Number = 0
    roadmap_revenue: Number = 0
    growth: Number = nan
    pupil_month: Number = nan
    released: Number = 0
    cut: Number = 0
    increase: Number = 0
    support: Number = 0
    comparable: Number = 0
    norm: Number = 0
    available: Number = 0
    coverage: Number = nan
    gap: Number = 0
    spent: Number = 0
    ratio: Number = nan
    group: int = UNDEFINED
    assigned: int = UNDEFINED
    set_aside: Number = 0
    reserve: Number = 0
    balance: Number = 0
    development: Number = 0
    supplement: Number = 0
    supplement_multiple: Number = 0
    bonus: Number = 0
    carried: Number = 0

    @property
    def base(self) -> Cell:
        """The base year of its unit."""
        assert self.unit.base is not None
        return self.unit.base

    @property
    def taken(self) -> Number:
        """What roadmap and reductions have taken so far."""
        return self.released + self.cut


@dataclass(slots=True)
class PlainYear:
    """Một năm: a cell a unit, the pool and what is left of it (đồng), findings by kind and position of the
    unit (-1: the plan).
    """

    year: int
    n: int
    cells: list[Cell]
    pool: int = 0
    left: int = 0
    findings: Counter[tuple[str, int]] = field(default_factory=Counter)

    def say(self, kind: str, position: int = -1) -> None:
        """One finding, on the whole plan or on the unit at a position."""
        self.findings[kind, position] += 1
