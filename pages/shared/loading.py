"""Nạp dữ liệu: from readings and answers to settled rows and batches for the store. No words, no drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from budget.findings import ERROR, NOTE, WARNING, Finding
from budget.intake import Edit, Half, Listed, Reading, against_last_year, against_list, edits
from budget.intake.identity import Known
from budget.intake.lines import numbers_of
from budget.store import SAMPLE, Batch, DataVersion, RegisteredUnit, Store
from budget.units import COLUMN, Source, merged_rows
from pages.shared.loading_units import Answers, Line, additions, place_of

Files = Sequence[tuple[str, bytes]]
Rows = list[dict[str, Any]]
IDENTIFIED = frozenset({"missing_code", "unknown_kind"})
"""Findings that the answers to "who is this unit" settle."""
ACCEPTABLE = ("total_mismatch", "unit_of_measure_suspect", "contributions_above_salary", "hidden_rows")
"""Errors after which every figure is still known: a person may look at them and let the figures stand."""
ORDER = {ERROR: 0, WARNING: 1, NOTE: 2}


def findings(
    readings: Sequence[Reading],
    answers: Answers,
    of: Sequence[Line],
    kept: Mapping[int, frozenset[str]],
) -> list[Finding]:
    """Mọi phát hiện, errors first: what the answers settled is left out or no error any more.

    kept: by year the codes of the stored units that these files are to be added to.
    """
    found = []
    supplied = _supplied(readings, answers, of, kept)
    for reading in readings:
        chosen = {
            table.sheet
            for table in reading.used
            if answers.tables.get((reading.file, place_of(answers, reading.file, table)), {}).get(
                "money_unit"
            )
        }
        for finding in reading.findings:
            column = finding.numbers.get("column", "")
            if finding.kind in IDENTIFIED or (
                finding.kind == "missing_column" and (reading.file, finding.sheet, column) in supplied
            ):
                continue
            settled = finding.kind == "unit_of_measure_suspect" and finding.sheet in chosen
            if settled or answers.has_seen(finding):
                found.append(replace(finding, severity=WARNING))
            elif finding.kind == "hidden_rows" and finding.numbers["units"] and reading.used:
                # a unit that was closed may stand in a row that nobody sees
                found.append(replace(finding, severity=ERROR))
            else:
                found.append(finding)
    added = [_added(half) for half, joined in additions(readings, answers) if joined]
    return by_severity([*found, *added, *_codes_twice(of), *_codes_made_up(of, answers)])


def _supplied(
    readings: Sequence[Reading],
    answers: Answers,
    of: Sequence[Line],
    kept: Mapping[int, frozenset[str]],
) -> set[tuple[str, str, str]]:
    """(file, sheet, column) of what a table lacks and its units have from another table or from the store."""
    found = set()
    members: dict[int, list[Line]] = {}
    for line in of:
        for _, table, _ in ((line.file, line.table, line.at), *line.more):
            members.setdefault(id(table), []).append(line)
    for reading in readings:
        for table in reading.used:
            lines = members.get(id(table), [])
            known = bool(lines) and all(
                line.row["code"] in kept.get(table.year or 0, frozenset()) for line in lines
            )
            missing = set(COLUMN)
            if not known:
                missing.intersection_update(*(line.row for line in lines))
                missing = missing if lines else set()
            found |= {(reading.file, table.sheet, id_) for id_ in missing - numbers_of(table)}
    return found


def _added(half: Half) -> Finding:
    cell = f"{half.table.left}{half.table.head_rows[0]}" if half.table.head_rows else ""
    numbers = {"count": len(half.pairs), "other": half.other_file}
    return Finding("table_added", NOTE, file=half.file, sheet=half.table.sheet, cell=cell, numbers=numbers)


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
        alike = numbers_of(line.table) & numbers_of(other.table) or line.table is other.table
        both_read = line.read.get("code") and other.read.get("code") and alike
        if other is not line and not both_read:
            numbers = {
                "text": code,
                "other_name": other.row["name"],
                "other_cell": other.cell(),
                "other_sheet": other.table.sheet,
                "other_file": other.file,
            }
            file, sheet, cell = line.file, line.table.sheet, line.cell()
            found.append(
                Finding("duplicate_code", ERROR, code, file=file, sheet=sheet, cell=cell, numbers=numbers)
            )
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


def batches(
    of: Sequence[Line],
    found: Sequence[Finding],
    files: Files,
    store: Store,
    *,
    merge: bool,
    code_source: Callable[[str], Source],
    how: Mapping[str, str],
    office: str,
) -> list[Batch]:
    """Các lần nạp theo năm; with `merge` the units of the newest version of the year that the files do not
    hold stay. `code_source(how)` is the source of a code that does not stand in a file; the data are those of
    `office`, where that is "" of the managing body of the files if they all name the same.
    """
    content = dict(files)
    made = []
    owners = {line.table.owner for line in of if line.table.owner}
    owner = office or (owners.pop() if len(owners) == 1 else "")
    for year in sorted({line.table.year for line in of if line.table.year}):
        members = [line for line in of if line.table.year == year]
        rows: list[Mapping[str, Any]] = [line.row for line in members]
        sources = {str(line.row["code"]): _sources(line, how, code_source) for line in members}
        newest = _newest(store, year) if merge else None
        if newest is not None:
            kept = store.all_sources(newest.id)
            rows = merged_rows(store.data_rows(newest.id), rows)
            sources = {code: {**kept.get(code, {}), **sources.get(code, {})} for code in {**kept, **sources}}
        names = list(dict.fromkeys(file for line in members for file in line.files))
        made.append(
            Batch(
                base_year=year,
                rows=rows,
                sources=sources,
                findings=[f for f in found if f.file in names or (not f.file and f.year == year)],
                files=[(name, content[name]) for name in names],
                owner=owner,
                parent=newest.id if newest else None,
            )
        )
    return made


def _sources(
    line: Line, how: Mapping[str, str], code_source: Callable[[str], Source]
) -> Mapping[str, Source]:
    found = dict(line.sources)
    if not line.read.get("code"):
        found["code"] = code_source(how.get(line.who, "typed"))
    if line.doubtful or line.row["kind"] != line.read.get("kind"):
        found["kind"] = code_source("typed")
    return found


def known_years(store: Store, wanted: Sequence[int]) -> list[DataVersion]:
    """Các phiên bản mới nhất của những năm đã có dữ liệu."""
    newest = (_newest(store, year) for year in wanted)
    return [version for version in newest if version is not None]


def kept_codes(store: Store, known: Sequence[DataVersion]) -> dict[int, frozenset[str]]:
    """Mã các đơn vị của những phiên bản này, by year."""
    return {
        version.base_year: frozenset(str(row["code"]) for row in store.data_rows(version.id))
        for version in known
    }


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


def compared(store: Store, of: Sequence[Line], answers: Answers, *, merge: bool) -> list[Finding]:
    """So với danh mục và năm trước: units missing, new, renamed, merged, moved; figures that changed much."""
    found: list[Finding] = []
    for year in sorted({line.table.year for line in of if line.table.year}):
        rows: list[Mapping[str, Any]] = [line.row for line in of if line.table.year == year]
        newest = _newest(store, year) if merge else None
        whole = merged_rows(store.data_rows(newest.id), rows) if newest else rows
        earlier = _newest(store, year - 1)
        before = store.data_rows(earlier.id) if earlier else []
        listed = [
            Listed(u.code, u.name, u.owner, u.valid_from, u.valid_to, u.merged_into) for u in store.registry()
        ] or [Listed(str(r["code"]), str(r["name"]), str(r.get("owner") or "")) for r in before]
        told = against_list(whole, listed, year) if listed else []
        # data of few units are no list: that the others are not in it says nothing of them
        partial = not store.registry() and len(before) < len(whole)
        found += [f for f in told if not (partial and f.kind == "unit_new")]
        found += [
            replace(f, severity=WARNING) if answers.has_seen(f) else f
            for f in against_last_year(rows, before, year)
        ]
    return found


def registered(
    changes: Sequence[tuple[str, date, str]],
    rows: Mapping[str, Mapping[str, Any]],
    listed: Sequence[RegisteredUnit],
) -> list[RegisteredUnit]:
    """Các dòng danh mục to write: (code, day, what it was merged into) of each unit that changed on a day.

    What held before ends the day before; `rows` say what holds from then on, a unit that they lack has ended.
    """
    open_now = {unit.code: unit for unit in listed if unit.valid_to is None}
    units: dict[tuple[str, date], RegisteredUnit] = {}
    for code, day, into in changes:
        old, row = open_now.get(code), rows.get(code)
        if old is not None and old.valid_from < day:
            ended = replace(old, valid_to=day - timedelta(1), merged_into=into)
            units[code, old.valid_from] = ended
        if row is not None:
            owner = str(row.get("owner") or (old.owner if old else ""))
            units[code, day] = RegisteredUnit(code, str(row["name"]), owner, day)
    return list(units.values())


def changed_cells(store: Store, version: DataVersion, of: Sequence[Line]) -> list[Edit]:
    """Các ô khác với một phiên bản dữ liệu, of the units that it has; empty and empty is no difference."""
    rows = [
        {id_: value for id_, value in line.row.items() if id_ == "code" or id_ in line.sources}
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
    while version.origin != SAMPLE and version.parent is not None and version.parent in versions:
        version = versions[version.parent]
    return version.origin == SAMPLE
