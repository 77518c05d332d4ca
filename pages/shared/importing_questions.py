"""Điều còn hỏi trước khi nạp: years and units of measure that are not certain, all that stands in the way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from budget.findings import ERROR, Finding
from budget.intake import Half, Reading, Table
from budget.intake.draft import MONEY_IDS, NUMBER_IDS
from budget.intake.guard import PAY
from budget.intake.lines import numbers_of
from pages.shared import loading, loading_units
from pages.shared.importing import Work
from pages.shared.loading_units import Line, mark_of

AMBIGUOUS = "ambiguous_number"
PENDING = ("salary", "support")
"""Required columns that units may be taken without for now."""
ROWS_OUT = "all_rows_out"
UNUSED = ("no_table", ROWS_OUT)
"""What is said of a file that was read and of which nothing is taken."""
MEASURE = frozenset({"unit_of_measure_conflict", "unit_of_measure_suspect"})


@dataclass(frozen=True)
class Question:
    """Điều chương trình chưa chắc: `missing` ("year", "money_unit", "scale", "joined", "column", "ambiguous")
    of tables, with what it would take, for "column" its id; `finding` what was said of it, for "scale" that
    of one column; `half` where the question is whether a table adds to that of another file.
    """

    missing: str
    guess: str
    tables: tuple[tuple[str, Table], ...]
    finding: Finding | None = None
    half: Half | None = None


def questions(now: Work, found: Sequence[Finding]) -> list[Question]:
    """Các câu hỏi về bảng: tables without a year together, those without a column together; units of measure
    by shape and guess.
    """
    yearless: list[tuple[str, Table]] = []
    measured: dict[tuple[str, str], list[tuple[str, Table]]] = {}
    first: dict[tuple[str, str], Finding | None] = {}
    columns: list[Question] = []
    for reading in now.readings:
        for table in reading.used:
            if table.year is None:
                yearless.append((reading.file, table))
            place = loading_units.place_of(now.answers, reading.file, table)
            if now.answers.tables.get((reading.file, place), {}).get("money_unit"):
                continue
            unclear = [f for f in reading.findings if f.kind == AMBIGUOUS and _said_of(f, table)]
            if unclear:
                columns.append(Question("ambiguous", str(len(unclear)), ((reading.file, table),), unclear[0]))
            finding = _measure_finding(reading, table)
            if finding is None:
                columns += [
                    Question("scale", "", ((reading.file, table),), wrong)
                    for wrong in suspects(reading, table)
                    if not now.answers.has_seen(wrong)
                ]
            if finding is not None or (not table.money_unit and numbers_of(table) & MONEY_IDS):
                same = (table.shape, table.money_unit)
                measured.setdefault(same, []).append((reading.file, table))
                first.setdefault(same, finding)
    asked = [Question("year", "", tuple(yearless))] if yearless else []
    asked += [
        Question("joined", "", ((half.file, half.table),), half=half)
        for half, joined in loading_units.additions(now.readings, now.answers)
        if joined is None
    ]
    asked += [
        Question("money_unit", guess, tuple(tables), first[shape, guess])
        for (shape, guess), tables in measured.items()
    ]
    return asked + columns + _columns_missing(now, found, {id(q.half.table) for q in asked if q.half})


def _columns_missing(now: Work, found: Sequence[Finding], halves: Collection[int]) -> list[Question]:
    """A question for each column that tables lack, but for those that may add to another table."""
    lacking: dict[str, list[tuple[str, Table]]] = {}
    said = {
        (f.file, f.sheet, f.year, f.numbers["column"])
        for f in found
        if f.kind == "missing_column" and f.severity == ERROR
    }
    for reading in now.readings:
        for table in reading.used:
            for id_ in PENDING:
                if (reading.file, table.sheet, table.year, id_) in said and id(table) not in halves:
                    lacking.setdefault(id_, []).append((reading.file, table))
    return [Question("column", id_, tuple(tables)) for id_, tables in lacking.items()]


def two_columns(now: Work) -> list[tuple[list[tuple[str, Table]], list[Finding]]]:
    """Hai cột cùng một năm trong biểu dọc: the forms of one shape, with what was said of the first."""
    groups: dict[tuple[object, ...], tuple[list[tuple[str, Table]], list[Finding]]] = {}
    for reading in now.readings:
        said = [f for f in reading.findings if f.kind == "two_columns_of_year"]
        for table in reading.used:
            of = [f for f in said if (f.sheet, f.numbers["of_year"]) == (table.sheet, table.year)]
            if of and table.form:
                same = (table.shape, tuple(table.year_columns.items()), table.year)
                groups.setdefault(same, ([], of))[0].append((reading.file, table))
    return list(groups.values())


def _said_of(finding: Finding, table: Table) -> bool:
    """Tell whether a finding of its file is about this table."""
    return (finding.sheet, finding.year) == (table.sheet, table.year)


def _measure_finding(reading: Reading, table: Table) -> Finding | None:
    """What is said of the unit of measure of a whole table."""
    for finding in reading.findings:
        if finding.sheet == table.sheet and (
            finding.kind == "unit_of_measure_missing"
            or (finding.kind == "unit_of_measure_conflict" and finding.severity == "error")
        ):
            return finding
    wrong = suspects(reading, table)
    pay = {id_ for id_ in PAY if any(unit.get(id_) for unit in table.units)}
    if pay and {f.numbers["column"] for f in wrong} >= pay and len({f.numbers["factor"] for f in wrong}) == 1:
        return wrong[0]
    return None


def suspects(reading: Reading, table: Table) -> list[Finding]:
    """Các cột của bảng có thể sai đơn vị tính, whole columns only."""
    return [
        f
        for f in reading.findings
        if f.kind == "unit_of_measure_suspect"
        and _said_of(f, table)
        and (f.numbers["count"] > 1 or len(table.units) == 1)
    ]


def useless(now: Work) -> list[Reading]:
    """Các tệp không dùng được: refused, without a table that counts, or with every row left out."""
    return [r for r in now.readings if r.refused or any(f.kind in UNUSED for f in r.findings)]


def open_errors(now: Work, found: Sequence[Finding]) -> list[Finding]:
    """Các lỗi còn phải sửa trong tệp: what a question will settle is asked, not counted as one to mend."""
    refused = {reading.file for reading in useless(now)}
    asked = questions(now, found)
    places = {(file, table.sheet) for q in asked if q.missing == "money_unit" for file, table in q.tables}
    cells = {mark_of(q.finding) for q in asked if q.missing == "scale" and q.finding}
    halves = {(q.half.file, q.half.table.sheet) for q in asked if q.half}
    lacking = {(file, t.sheet, q.guess) for q in asked if q.missing == "column" for file, t in q.tables}
    return [
        f
        for f in found
        if f.severity == "error"
        and f.file not in refused
        and not (f.kind in MEASURE and ((f.file, f.sheet) in places or mark_of(f) in cells))
        and f.kind != AMBIGUOUS
        and not (f.kind == "missing_column" and (f.file, f.sheet) in halves)
        and not (f.kind == "missing_column" and (f.file, f.sheet, f.numbers["column"]) in lacking)
    ]


def wrong_units(of: Sequence[Line], wrong: Sequence[Finding]) -> list[Line]:
    """Các đơn vị còn lỗi phải sửa trong tệp, nothing where some error is of no unit of a list."""
    by_row = {(line.file, line.table.sheet, line.number()): line for line in of if not line.table.form}
    found = {}
    for error in wrong:
        if error.kind not in loading.ACCEPTABLE:
            row = "".join(c for c in error.cell if c.isdigit())
            line = by_row.get((error.file, error.sheet, int(row or 0)))
            if line is None:
                return []
            found[id(line)] = line
    return list(found.values())


def error_cells(now: Work, wrong: Sequence[Finding]) -> list[tuple[Finding, str, Table]]:
    """Các ô số báo lỗi, each with the file and the table that may leave it blank for now."""
    said = [f for f in wrong if f.kind == "error_cell" and f.numbers["column"] in NUMBER_IDS]
    tables = [(reading.file, table) for reading in now.readings for table in reading.used]
    return [
        (finding, file, table)
        for finding in said
        for file, table in tables
        if file == finding.file and _said_of(finding, table)
    ]


def blocking(now: Work, found: Sequence[Finding], of: Sequence[Line]) -> dict[str, int]:
    """Điều còn chặn việc nạp, counted: refused files, errors, questions, units without code or kind."""
    wrong = open_errors(now, found)
    look = [error for error in wrong if error.kind in loading.ACCEPTABLE]
    left = {
        "refused": len(useless(now)),
        "errors": len(wrong) - len(look),
        "look": len(look),
        "questions": len(questions(now, found)),
        "units": len(loading_units.open_units(of)),
    }
    return {name: count for name, count in left.items() if count}
