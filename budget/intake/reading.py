"""What was read from a workbook, as data (kết quả đọc một tệp)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from budget.findings import Finding
from budget.intake.columns import Heading
from budget.intake.grid import address, as_text, position
from budget.units import COLUMN, Source

CELLS = "+"
"""Between the cells of a value that several cells add up to: E7+F7."""


@dataclass(frozen=True, slots=True)
class Check:
    """A printed total, what its parts add up to, and their cells (đối chiếu tổng)."""

    cell: str
    printed: Any
    total: Any
    parts: tuple[str, ...]
    adds_up: bool
    difference: Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where the units of one table stand: column by id, and for each unit its row and the cells as read.

    rows: 0-based row of each unit, -1 when this table does not have the unit.  added: by id the further
    columns whose amounts are added to those of its own; values: what stands in them, by (row, column).
    """

    sheet: str
    columns: Mapping[str, int]
    rows: Sequence[int]
    cells: Sequence[Sequence[Any]]
    added: Mapping[str, Sequence[int]] = field(default_factory=dict)
    values: Mapping[tuple[int, int], Any] = field(default_factory=dict)


class Sources(Sequence[Mapping[str, Source]]):
    """Where every value of every unit stands, made when asked for (nguồn của từng số liệu).

    sources[i][id] is the Source of column `id` of unit i: file, SHA-256, sheet, cell and the text as read.
    """

    def __init__(self, file: str, sha256: str, places: Sequence[Place]) -> None:
        self.file, self.sha256, self.places = file, sha256, tuple(places)

    def __len__(self) -> int:
        return len(self.places[0].rows) if self.places else 0

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return _UnitSources(self, index)


class _UnitSources(Mapping[str, Source]):
    def __init__(self, sources: Sources, index: int) -> None:
        self._sources, self._index = sources, index

    def __getitem__(self, id_: str) -> Source:
        of = self._sources
        for place in of.places:
            row = place.rows[self._index]
            if id_ in place.columns and row >= 0:
                number = list(place.columns).index(id_)
                cells = place.cells[self._index]
                columns = (place.columns[id_], *place.added.get(id_, ()))
                texts = [as_text(cells[number]) if number < len(cells) else ""]
                texts += [as_text(place.values.get((row, column))) for column in columns[1:]]
                cell = CELLS.join(address(row, column) for column in columns)
                text = " + ".join(filter(None, texts))
                return Source(file=of.file, sha256=of.sha256, sheet=place.sheet, cell=cell, text=text)
        raise KeyError(id_)

    def __iter__(self) -> Iterator[str]:
        for place in self._sources.places:
            if place.rows[self._index] >= 0:
                yield from place.columns

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it stands: what is visible, merged, hidden, and its cells (the first rows of it).

    cells: rows of values, row 0 is spreadsheet row 1; numbers as numbers, errors as CellError, text in NFC.
    hidden_rows: spreadsheet rows from 1; hidden_columns: letters.
    """

    name: str
    visible: bool
    merged: int
    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[str, ...]
    height: int
    width: int
    cells: tuple[tuple[Any, ...], ...]

    def at(self, cell: str) -> Any:
        """The value of a cell such as "B12", None when it is empty or beyond what was kept."""
        row, column = position(cell)
        if row < len(self.cells) and column < len(self.cells[row]):
            return self.cells[row][column]
        return None


@dataclass(frozen=True, slots=True)
class Item:
    """A row of an upright form and what it was taken for (dòng chỉ tiêu của biểu một đơn vị).

    row: as a spreadsheet names it; key: what an answer about it is kept under, the same in every form of this
    kind; id: a column of the data dictionary, "" for none, "+" before one it is added to; chosen: by the
    user.
    """

    row: int
    label: str
    key: str
    id: str = ""
    confidence: float = 0.0
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a sheet and what was made of it. Rows and cells as a spreadsheet names them (from 1, A1).

    roles: row -> head, numbers (of columns), unit, group, part, subtotal, total, continued, ignored.
    money_unit: dong, thousand, million, billion, "" unknown.  units: one dict of ids each; money in đồng,
    None where it cannot be known.  sources: aligned with units.  totals: đồng (counts) by column, the sum of
    the units.  shape: a fingerprint of the headings, for remembering a confirmed mapping.
    used: whether its units count (False for a summary or a table that is no list of units).
    place: what an answer about the table is kept under: sheet and first cell of the head, and the year where
    one of several years that stand side by side was read.  items: the rows of an upright form;
    year_columns: its columns of amounts and the year of each, 0 for one that is not taken.
    """

    sheet: str
    visible: bool
    year: int | None
    owner: str
    money_unit: str
    head_rows: tuple[int, ...]
    number_row: int | None
    first_row: int
    last_row: int
    left: str
    right: str
    columns: tuple[Heading, ...]
    roles: Mapping[int, str]
    unit_cells: tuple[str, ...]
    unit_texts: tuple[str, ...]
    shape: str
    units: list[dict[str, Any]] = field(default_factory=list)
    sources: Sequence[Mapping[str, Source]] = ()
    totals: Mapping[str, int | float] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()
    used: bool = True
    form: str = ""  # "upright": budget lines are rows (Biểu mẫu 1)
    place: str = ""
    items: tuple[Item, ...] = ()
    year_columns: Mapping[str, int] = field(default_factory=dict)

    @property
    def mapping(self) -> dict[str, str]:
        """Column letter -> id of the data dictionary, for the columns that stand for one."""
        return {heading.letter: heading.id for heading in self.columns if heading.id in COLUMN}

    @property
    def rows_with_content(self) -> int:
        """Rows between the first and the last that hold anything."""
        return sum(1 for row in self.roles if self.first_row <= row <= self.last_row)


@dataclass(frozen=True, slots=True)
class Reading:
    """One file: refused, or read into tables, with everything there is to say of it (kết quả đọc tệp)."""

    file: str
    sha256: str
    refused: bool
    tables: tuple[Table, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def used(self) -> tuple[Table, ...]:
        """The tables whose units count."""
        return tuple(table for table in self.tables if table.used)

    @property
    def units(self) -> list[dict[str, Any]]:
        """The units of every table that counts, in the order of the file."""
        return [unit for table in self.used for unit in table.units]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


def cells_of(places: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """A1 addresses of 0-based places."""
    return tuple(address(row, column) for row, column in places)


def entries(readings: Sequence[Reading]) -> list[dict[str, Any]]:
    """The `files` of `check --json`, with Finding objects in the place of their sentences.

    One entry a file; a file that holds several years gives one entry a year. The caller turns each finding
    into {kind, severity, sheet, cell, text}.
    """
    result: list[dict[str, Any]] = []
    for reading in readings:
        years = list(dict.fromkeys(table.year for table in reading.used)) or [None]
        for number, year in enumerate(years):
            tables = [table for table in reading.used if table.year == year] or list(reading.tables[:1])
            first = tables[0] if tables else None
            units = [unit for table in tables if table.used for unit in table.units]
            result.append(
                {
                    "file": reading.file,
                    "sheet": first.sheet if first else "",
                    "year": first.year if first else None,
                    "owner": first.owner if first else "",
                    "money_unit": first.money_unit if first else "",
                    "units": units,
                    "totals": sum_units(units),
                    "findings": list(reading.findings) if number == 0 else [],
                }
            )
    return result


def sum_units(units: Sequence[Mapping[str, Any]]) -> dict[str, int | float]:
    """Sums by column over the units, unknown amounts left out (tổng theo cột)."""
    totals: dict[str, int | float] = {}
    for unit in units:
        for id_, value in unit.items():
            if COLUMN[id_].type in {"money", "count"} and value is not None:
                totals[id_] = totals.get(id_, 0) + value
    return totals
