"""Các đơn vị đang nạp: what was read with what was answered, the tables of several files put together.

No words, no drawing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from budget.findings import Finding
from budget.intake import Half, Reading, Table, halves
from budget.intake.identity import who_is
from budget.units import Source


def mark_of(finding: Finding) -> tuple[str, str, str, str]:
    """Where an error stands that was looked at: file, sheet, cell and kind."""
    return finding.file, finding.sheet, finding.cell, finding.kind


@dataclass(frozen=True)
class Answers:
    """Trả lời của người dùng: by (file, place) what a table is read with; the files left out; by unit
    (`who_is`) its code, its kind, and how the code came ("match", "made_up", "typed"); and the marks
    of errors that were looked at and do not stand in the way. `joined`: by (file, sheet) of a table whether
    it adds its columns to that of another file.
    """

    tables: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    out: frozenset[str] = frozenset()
    codes: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    how: Mapping[str, str] = field(default_factory=dict)
    seen: frozenset[tuple[str, str, str, str]] = frozenset()
    joined: Mapping[tuple[str, str], bool] = field(default_factory=dict)

    def has_seen(self, finding: Finding) -> bool:
        """Đã xem phát hiện này."""
        return mark_of(finding) in self.seen


@dataclass(frozen=True)
class Line:
    """Một đơn vị đã đọc: its mark (`who_is`), file, table, place there, and its row with the answers.

    `doubtful`: its kind is written in words that are not known, so that what was read is only a guess.
    `more`: (file, table, place) of the tables that add columns to it.
    """

    who: str
    file: str
    table: Table
    at: int
    row: dict[str, Any]
    doubtful: bool = False
    more: tuple[tuple[str, Table, int], ...] = ()

    @property
    def read(self) -> Mapping[str, Any]:
        """Dòng như đã đọc, without the answers: what the table says, then what the others add."""
        told = dict(self.table.units[self.at])
        for _, table, at in self.more:
            told |= {id_: value for id_, value in table.units[at].items() if told.get(id_) in (None, "")}
        return told

    @property
    def sources(self) -> Mapping[str, Source]:
        """Nguồn từng số liệu of all its tables."""
        found: dict[str, Source] = {}
        for _, table, at in ((self.file, self.table, self.at), *self.more):
            told = table.sources[at] if table.sources else {}
            found |= {id_: told[id_] for id_ in told if id_ not in found or not found[id_].text}
        return found

    @property
    def files(self) -> tuple[str, ...]:
        """Các tệp có đơn vị này."""
        return (self.file, *(file for file, _, _ in self.more))

    def cell(self, column: str = "name", table: Table | None = None) -> str:
        """Ô của một số liệu in its table or in one that adds to it, "" when that has no such column."""
        places = {id(t): (t, at) for _, t, at in ((self.file, self.table, self.at), *self.more)}
        held, at = places[id(table or self.table)]
        source = held.sources[at].get(column) if held.sources else None
        return source.cell if source else ""

    def number(self, table: Table | None = None) -> int | None:
        """Hàng của đơn vị in the sheet of a table, from 1; None when its name stands in no cell of it."""
        digits = "".join(c for c in self.cell("name", table) if c.isdigit())
        return int(digits) if digits else None

    def stands_in(self, table: Table) -> bool:
        """True where the table is its own or adds to it."""
        return self.table is table or any(other is table for _, other, _ in self.more)

    def written(self, column: str) -> str:
        """Chữ đã đọc of a column."""
        source = self.sources.get(column)
        return source.text if source else ""


def choices(answers: Answers, shapes: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Trả lời của người dùng as `read_files` takes them."""
    settled: dict[str, Any] = {"shapes": dict(shapes)}
    for (file, place), entry in answers.tables.items():
        settled.setdefault(file, {"sheets": {}})["sheets"][place] = dict(entry)
    return settled


def place_of(answers: Answers, file: str, table: Table) -> str:
    """Chỗ của một bảng among the answers: its sheet if the head was set by hand, else its own place."""
    by_sheet = (file, table.sheet) in answers.tables and "@" not in table.place
    return table.sheet if by_sheet else table.place


def additions(readings: Sequence[Reading], answers: Answers) -> list[tuple[Half, bool | None]]:
    """Các bảng bổ sung cột cho bảng của tệp khác, each with whether it does: None while it is to be asked,
    because only the names say that the units are the same.
    """
    found = halves([(reading.file, table) for reading in readings for table in reading.used])
    return [
        (half, answers.joined.get((half.file, half.table.sheet), True if half.by_code else None))
        for half in found
    ]


def lines(readings: Sequence[Reading], answers: Answers) -> list[Line]:
    """Mọi đơn vị đã đọc with the codes and kinds that were settled, by year in the order of the files."""
    strange = {(f.file, f.sheet, f.cell) for r in readings for f in r.findings if f.kind == "unknown_kind"}
    inside: set[tuple[int, int]] = set()
    more: dict[tuple[int, int], list[tuple[str, Table, int]]] = {}
    for half, joined in additions(readings, answers):
        if joined:
            for here, there in half.pairs.items():
                inside.add((id(half.table), here))
                more.setdefault((id(half.other), there), []).append((half.file, half.table, here))
    found = []
    for year in [*years(readings), None]:
        read = [
            Line("", reading.file, table, at, {}, more=tuple(more.get((id(table), at), ())))
            for reading in readings
            for table in reading.used
            if table.year == year
            for at in range(len(table.units))
            if (id(table), at) not in inside
        ]
        marks = who_is([line.read for line in read])
        for who, line in zip(marks, read, strict=True):
            doubtful = bool(strange) and any(
                (line.file, line.table.sheet, line.cell(c)) in strange for c in ("kind", "name")
            )
            row = dict(line.read)
            row["code"] = row.get("code") or answers.codes.get(who, "")
            row["kind"] = answers.kinds.get(who) or (not doubtful and row.get("kind")) or ""
            found.append(replace(line, who=who, row=row, doubtful=doubtful))
    return found


def years(readings: Sequence[Reading]) -> list[int]:
    """Các năm có trong các tệp."""
    return sorted({table.year for reading in readings for table in reading.used if table.year})


def unknown(of: Sequence[Line]) -> list[Line]:
    """Các đơn vị mà tệp không cho biết là ai: read without code or without kind, each once."""
    seen: dict[str, Line] = {}
    for line in of:
        if not line.read.get("code") or not line.read.get("kind") or line.doubtful:
            seen.setdefault(line.who, line)
    return list(seen.values())


def open_units(of: Sequence[Line]) -> list[Line]:
    """Các đơn vị còn thiếu mã hoặc loại hình."""
    return [line for line in unknown(of) if not line.row["code"] or not line.row["kind"]]
