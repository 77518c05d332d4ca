"""The units that were read, each with its place, for the checks (từng đơn vị để kiểm tra)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budget.findings import Finding
from budget.intake.reading import CELLS, Table
from budget.units import COLUMN, KINDS

SPENDING = tuple(c.id for c in COLUMN.values() if c.enters == "B")
REVENUE = tuple(c.id for c in COLUMN.values() if c.block == "revenue" and c.id != "service_cost")


@dataclass(frozen=True, slots=True)
class Line:
    """A unit with the place it was read from."""

    file: str
    table: Table
    unit: Mapping[str, Any]
    index: int

    def cell(self, id_: str) -> str:
        """The cell of a column of this unit, the first of several ("" when the table has no such column)."""
        sources = self.table.sources[self.index]
        return sources[id_].cell.partition(CELLS)[0] if id_ in sources else ""

    def sheet(self, id_: str) -> str:
        sources = self.table.sources[self.index]
        return sources[id_].sheet if id_ in sources else self.table.sheet

    def seen_from(self, other: Line, id_: str) -> str:
        """The cell of a column as another unit names it, as Excel writes it: B7, DT!B7, [a.xlsx]DT!B7."""
        file = "" if self.file == other.file else f"[{self.file}]"
        sheet = self.sheet(id_)
        place = f"{file}{sheet}!" if file or sheet != other.sheet(id_) else ""
        return f"{place}{self.cell(id_)}"

    def finding(self, kind: str, severity: str, id_: str, **numbers: Any) -> Finding:
        return Finding(
            kind,
            severity,
            unit=self.unit.get("code") or None,
            year=self.table.year,
            file=self.file,
            sheet=self.sheet(id_),
            cell=self.cell(id_),
            numbers={"unit_name": self.unit.get("name", ""), "column": id_, **numbers},
        )


def lines_of(file: str, tables: Sequence[Table]) -> list[Line]:
    """Every unit of the tables that count."""
    return [
        Line(file, table, unit, i) for table in tables if table.used for i, unit in enumerate(table.units)
    ]


def numbers_of(table: Table) -> set[str]:
    """The columns of a table that hold figures or marks of its units (các cột số liệu)."""
    ids = table.units[0] if table.units else table.mapping.values()
    return {id_ for id_ in ids if COLUMN[id_].type in {"money", "count", "mark"}}


def add_up(one: Line, other: Line) -> bool:
    """Tell whether two lines stand in tables without a column in common (hai bảng bổ sung cho nhau)."""
    return one.table is not other.table and not numbers_of(one.table) & numbers_of(other.table)


def pupil_range(unit: Mapping[str, Any]) -> tuple[float, float] | None:
    """Usual recurrent spending of one pupil and year at the unit's kind of school (đồng), None for others."""
    for kind in KINDS:
        if kind.id == unit.get("kind") and kind.low:
            return float(kind.low), float(kind.high)
    return None
