"""Nạp dữ liệu: from readings and answers to settled rows and batches for the store. No words, no drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from budget.findings import ERROR, NOTE, WARNING, Finding
from budget.intake import Edit, Reading, Table, against_last_year, against_list, edits
from budget.intake.identity import Known, who_is
from budget.sample import load_sample
from budget.store import SAMPLE, Batch, DataVersion, Store
from budget.units import Source, merged_rows

Files = Sequence[tuple[str, bytes]]
Rows = list[dict[str, Any]]
IDENTIFIED = frozenset({"missing_code", "unknown_kind"})
"""Findings that the answers to "who is this unit" settle."""
ACCEPTABLE = ("total_mismatch", "unit_of_measure_suspect", "contributions_above_salary")
"""Errors after which every figure is still known: a person may look at them and let the figures stand."""
ORDER = {ERROR: 0, WARNING: 1, NOTE: 2}


@dataclass(frozen=True)
class Answers:
    """Trả lời của người dùng: by (file, place) what a table is read with; the files left out; by unit
    (`who_is`) its code, its kind, and how the code came ("match", "made_up", "typed"); and the (file, kind)
    of errors that were looked at and do not stand in the way.
    """

    tables: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    out: frozenset[str] = frozenset()
    codes: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    how: Mapping[str, str] = field(default_factory=dict)
    seen: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Line:
    """Một đơn vị đã đọc: its mark (`who_is`), file, table, place there, and its row with the answers.

    `doubtful`: its kind is written in words that are not known, so that what was read is only a guess.
    """

    who: str
    file: str
    table: Table
    at: int
    row: dict[str, Any]
    doubtful: bool = False

    @property
    def read(self) -> Mapping[str, Any]:
        """Dòng như đã đọc, without the answers."""
        return self.table.units[self.at]

    def cell(self, column: str = "name") -> str:
        """Ô của một số liệu in the file, "" when the table has no such column."""
        source = self.table.sources[self.at].get(column) if self.table.sources else None
        return source.cell if source else ""

    @property
    def number(self) -> int | None:
        """Hàng của đơn vị in its sheet, from 1; None when its name stands in no cell of it."""
        digits = "".join(c for c in self.cell() if c.isdigit())
        return int(digits) if digits else None

    def written(self, column: str) -> str:
        """Chữ đã đọc of a column."""
        source = self.table.sources[self.at].get(column) if self.table.sources else None
        return source.text if source else ""


def choices(answers: Answers, shapes: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Trả lời của người dùng as `read_files` takes them."""
    settled: dict[str, Any] = {"shapes": dict(shapes)}
    for (file, place), entry in answers.tables.items():
        settled.setdefault(file, {"sheets": {}})["sheets"][place] = dict(entry)
    return settled


def place_of(answers: Answers, file: str, table: Table) -> str:
    """Chỗ của một bảng among the answers: its sheet if the head was set by hand, else sheet and head row."""
    if (file, table.sheet) in answers.tables or not table.head_rows:
        return table.sheet
    return f"{table.sheet}!{table.head_rows[0]}"


def lines(readings: Sequence[Reading], answers: Answers) -> list[Line]:
    """Mọi đơn vị đã đọc with the codes and kinds that were settled, by year in the order of the files."""
    strange = {(f.file, f.sheet, f.cell) for r in readings for f in r.findings if f.kind == "unknown_kind"}
    found = []
    for year in [*years(readings), None]:
        read = [
            (reading, table, at)
            for reading in readings
            for table in reading.used
            if table.year == year
            for at in range(len(table.units))
        ]
        marks = who_is([table.units[at] for _, table, at in read])
        for who, (reading, table, at) in zip(marks, read, strict=True):
            line = Line(who, reading.file, table, at, dict(table.units[at]))
            doubtful = bool(strange) and any(
                (line.file, table.sheet, line.cell(c)) in strange for c in ("kind", "name")
            )
            line.row["code"] = line.read.get("code") or answers.codes.get(who, "")
            line.row["kind"] = answers.kinds.get(who) or (not doubtful and line.read.get("kind")) or ""
            found.append(replace(line, doubtful=doubtful))
    return found


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


def findings(readings: Sequence[Reading], answers: Answers, of: Sequence[Line]) -> list[Finding]:
    """Mọi phát hiện, errors first: what the answers settled is left out or no error any more."""
    found = []
    for reading in readings:
        chosen = {
            table.sheet
            for table in reading.used
            if answers.tables.get((reading.file, place_of(answers, reading.file, table)), {}).get(
                "money_unit"
            )
        }
        for finding in reading.findings:
            if finding.kind in IDENTIFIED:
                continue
            settled = finding.kind == "unit_of_measure_suspect" and finding.sheet in chosen
            settled = settled or (finding.file, finding.kind) in answers.seen
            found.append(replace(finding, severity=WARNING) if settled else finding)
    return by_severity([*found, *_codes_twice(of), *_codes_made_up(of, answers)])


def by_severity(found: Sequence[Finding]) -> list[Finding]:
    """Phát hiện theo mức: errors, warnings, notes; within each as they come."""
    return sorted(found, key=lambda finding: ORDER[finding.severity])


def _codes_twice(of: Sequence[Line]) -> list[Finding]:
    """A code that was settled for a unit although another one of the same year has it."""
    first: dict[tuple[int | None, str], Line] = {}
    found = []
    for line in of:
        code = str(line.row["code"])
        other = first.setdefault((line.table.year, code.casefold()), line) if code else line
        both_read = line.read.get("code") and other.read.get("code")
        if other is not line and not both_read:
            numbers = {
                "text": code,
                "other_name": other.row["name"],
                "other_cell": other.cell(),
                "other_sheet": other.table.sheet,
                "other_file": other.file,
            }
            place = {"file": line.file, "sheet": line.table.sheet, "cell": line.cell()}
            found.append(Finding("duplicate_code", ERROR, unit=code, numbers=numbers, **place))
    return found


def _codes_made_up(of: Sequence[Line], answers: Answers) -> list[Finding]:
    return [
        Finding(
            "code_made_up",
            NOTE,
            unit=str(line.row["code"]),
            year=line.table.year,
            file=line.file,
            sheet=line.table.sheet,
            cell=line.cell(),
            numbers={"unit_name": line.row["name"], "code": line.row["code"]},
        )
        for line in of
        if answers.how.get(line.who) == "made_up" and not line.read.get("code")
    ]


def years(readings: Sequence[Reading]) -> list[int]:
    """Các năm có trong các tệp."""
    return sorted({table.year for reading in readings for table in reading.used if table.year})


def batches(
    of: Sequence[Line],
    found: Sequence[Finding],
    files: Files,
    store: Store,
    *,
    merge: bool,
    code_source: Callable[[str], Source],
    how: Mapping[str, str],
) -> list[Batch]:
    """Các lần nạp theo năm; with `merge` the units of the newest version of the year that the files do not
    hold stay. `code_source(how)` is the source of a code that does not stand in a file.
    """
    content = dict(files)
    made = []
    for year in sorted({line.table.year for line in of if line.table.year}):
        members = [line for line in of if line.table.year == year]
        rows: list[Mapping[str, Any]] = [line.row for line in members]
        sources = {str(line.row["code"]): _sources(line, how, code_source) for line in members}
        newest = _newest(store, year) if merge else None
        if newest is not None:
            kept = store.all_sources(newest.id)
            rows = merged_rows(store.data_rows(newest.id), rows)
            sources = {**kept, **sources}
        names = list(dict.fromkeys(line.file for line in members))
        made.append(
            Batch(
                base_year=year,
                rows=rows,
                sources=sources,
                findings=[f for f in found if f.file in names or (not f.file and f.year == year)],
                files=[(name, content[name]) for name in names],
                owner=next((line.table.owner for line in members if line.table.owner), ""),
                parent=newest.id if newest else None,
            )
        )
    return made


def _sources(
    line: Line, how: Mapping[str, str], code_source: Callable[[str], Source]
) -> Mapping[str, Source]:
    found = dict(line.table.sources[line.at])
    if not line.read.get("code"):
        found["code"] = code_source(how.get(line.who, "typed"))
    if line.doubtful or line.row["kind"] != line.read.get("kind"):
        found["kind"] = code_source("typed")
    return found


def sample(name: str, label: str) -> tuple[Batch, str]:
    """Số liệu mẫu as a batch, and the label that the log keeps."""
    about, units = load_sample(name)
    return Batch(about.base_year, units.rows(), owner=about.owner, origin=SAMPLE), label


def known_years(store: Store, wanted: Sequence[int]) -> list[DataVersion]:
    """Các phiên bản mới nhất của những năm đã có dữ liệu."""
    newest = (_newest(store, year) for year in wanted)
    return [version for version in newest if version is not None]


def known_units(store: Store) -> list[Known]:
    """Đơn vị đã biết: the office's list, then the newest data of every year, each code once."""
    known: dict[str, Known] = {}
    for unit in store.registry():
        known.setdefault(unit.code, Known(unit.code, unit.name, unit.owner))
    for year in sorted({version.base_year for version in store.data_versions()}, reverse=True):
        newest = _newest(store, year)
        for row in store.data_rows(newest.id) if newest else ():
            code = str(row["code"])
            known.setdefault(code, Known(code, str(row["name"]), str(row.get("owner") or "")))
    return list(known.values())


def compared(store: Store, of: Sequence[Line], *, merge: bool) -> list[Finding]:
    """So với danh mục và năm trước: units missing, new, renamed, moved, and figures that changed much."""
    found: list[Finding] = []
    for year in sorted({line.table.year for line in of if line.table.year}):
        rows: list[Mapping[str, Any]] = [line.row for line in of if line.table.year == year]
        newest = _newest(store, year) if merge else None
        whole = merged_rows(store.data_rows(newest.id), rows) if newest else rows
        earlier = _newest(store, year - 1)
        before = store.data_rows(earlier.id) if earlier else []
        listed: Sequence[Mapping[str, Any]] = [
            {"code": u.code, "name": u.name, "owner": u.owner} for u in store.registry(date(year, 1, 1))
        ]
        found += against_list(whole, listed or before, year) if listed or before else []
        found += against_last_year(rows, before, year)
    return found


def changed_cells(store: Store, version: DataVersion, of: Sequence[Line]) -> list[Edit]:
    """Các ô khác với một phiên bản dữ liệu, of the units that it has; empty and empty is no difference."""
    rows = [
        {id_: value for id_, value in line.row.items() if id_ == "code" or id_ in line.table.sources[line.at]}
        for line in of
        if line.table.year == version.base_year
    ]
    found = edits(store.data_rows(version.id), rows)
    return [edit for edit in found if edit.old or edit.new]


def _newest(store: Store, year: int) -> DataVersion | None:
    """The newest version of real data: nobody's figures are to be mixed with made-up ones."""
    versions = {version.id: version for version in store.data_versions(year, hidden=True)}
    real = [v for v in versions.values() if v.hidden_at is None and not _made_up(v, versions)]
    return real[-1] if real else None


def _made_up(version: DataVersion, versions: Mapping[int, DataVersion]) -> bool:
    """Sample data, also after edits by hand."""
    while version.origin != SAMPLE and version.parent in versions:
        version = versions[version.parent]
    return version.origin == SAMPLE
