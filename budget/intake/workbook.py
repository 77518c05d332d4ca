"""A whole file: its sheets, its tables, which of them count, and what is left over (đọc trọn một tệp)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from budget.findings import ERROR, NOTE, WARNING, Finding
from budget.intake.checks import IN_FILE
from budget.intake.container import Container, Limits, Refusal, examine
from budget.intake.csvfile import read_csv
from budget.intake.draft import (
    MONEY_IDS,
    Draft,
    draft_of,
    fingerprint,
    is_unit_table,
    region_place,
    years_beside,
)
from budget.intake.grid import Grid, letters, position
from budget.intake.guard import without_echoes
from budget.intake.join import settle_tables
from budget.intake.layout import Region, find_regions, region_with_head
from budget.intake.lines import lines_of
from budget.intake.notes import encoding_findings, file_findings, left_over, sheet_findings
from budget.intake.reading import Reading, Sheet, Table
from budget.intake.rows import SUBTOTAL, TOTAL
from budget.intake.table import finish, plain_table
from budget.intake.vertical import is_upright, read_upright
from budget.intake.wordlists import word_lists

Progress = Callable[[float, str], None]


def digest(data: bytes) -> str:
    """SHA-256 of a file, in hexadecimal (dấu SHA-256 của tệp)."""
    return hashlib.sha256(data).hexdigest()


def refused(file: str, data: bytes, refusal: Refusal) -> Reading:
    """The reading of a file that is not read."""
    finding = Finding(refusal.kind, ERROR, file=file, numbers={"file": file, **refusal.numbers})
    return Reading(file, digest(data), refused=True, findings=(finding,))


def read_grids(container: Container, data: bytes) -> list[Grid]:
    """The sheets of a workbook, by its format."""
    if container.format == "csv":
        return read_csv(data)
    if container.format == "xls":
        return _read_xls(data)
    from budget.intake.xlsx import read_workbook  # noqa: PLC0415  each format loads only its reader

    return read_workbook(data)


def _read_xls(data: bytes) -> list[Grid]:
    from budget.intake.xls import read_xls  # noqa: PLC0415

    try:
        return read_xls(data)
    except Exception as error:
        if "encrypt" in str(error).lower():
            raise
        from budget.intake.xlsx import read_workbook  # noqa: PLC0415  calamine is laxer than xlrd

        return read_workbook(data)


def read_file(
    file: str,
    data: bytes,
    choice: Mapping[str, Any],
    limits: Limits,
    progress: Progress = lambda share, step: None,
) -> Reading:
    """Read one file from its bytes to units and findings; never raises on what a file holds."""
    container = examine(file, data, limits)
    if isinstance(container, Refusal):
        return refused(file, data, container)
    progress(0.1, "open")
    try:
        grids = read_grids(container, data)
    except MemoryError:
        return refused(
            file, data, Refusal("too_large", {"what": "memory", "found": 0, "limit": limits.memory // 2**20})
        )
    except BaseException as error:  # a reader may fail in any way on a broken file, a Rust one by panic
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        encrypted = "encrypt" in str(error).lower() or "password" in str(error).lower()
        return refused(
            file, data, Refusal("encrypted" if encrypted else "damaged", {"text": str(error)[:80]})
        )
    progress(0.5, "tables")
    if not any(grid.height for grid in grids):
        return refused(file, data, Refusal("empty", {}))
    return understand(file, digest(data), grids, container, choice, limits, progress)


def understand(
    file: str,
    sha256: str,
    grids: list[Grid],
    container: Container,
    choice: Mapping[str, Any],
    limits: Limits,
    progress: Progress = lambda share, step: None,
) -> Reading:
    """Make tables, units and findings of the sheets of a file."""
    grids = [grid for grid in grids if not _of_error_book(grid)] or grids
    findings = [
        *file_findings(file, container),
        *(f for grid in grids for f in encoding_findings(file, grid)),
    ]
    tables: list[Table] = []
    for number, grid in enumerate(grids):
        tables += _tables(grid, file, sha256, choice)
        progress(0.5 + 0.4 * (number + 1) / len(grids), "tables")
    tables, more = settle_tables(file, tables)
    findings += more
    findings += sheet_findings(file, grids, tables)
    pages = {table.sheet for table in tables if table.used}
    for table in tables:
        if not pages or table.sheet in pages:
            findings += table.findings
        elif table.visible:  # a wrong total on a page that is not taken may be that of the figures taken
            findings += [replace(f, severity=WARNING) for f in table.findings if _of_total(table, f)]
    used = [table for table in tables if table.used]
    rows_out = any(entry.get("leave_out") for entry in choice.get("sheets", {}).values())
    if not used or (rows_out and not any(table.units for table in used)):
        kind = "all_rows_out" if rows_out else "no_table"
        findings.append(Finding(kind, ERROR, file=file, sheet=grids[0].name, numbers={"file": file}))
    lines = lines_of(file, tables)
    findings += without_echoes(finding for check in IN_FILE for finding in check(lines))
    progress(0.95, "checks")
    sheets = tuple(_sheet(grid, limits.preview_rows) for grid in grids)
    return Reading(
        file, sha256, refused=False, tables=tuple(tables), sheets=sheets, findings=tuple(_ordered(findings))
    )


def _of_error_book(grid: Grid) -> bool:
    """Tell whether a sheet is the list of findings that this program adds to a workbook (trang Lỗi)."""
    return [grid.name, *(grid.rows[0] if grid.rows else [])] in word_lists().raw["own_sheets"]


def _of_total(table: Table, finding: Finding) -> bool:
    """Tell whether a finding is that of a wrong sum in a row that calls itself a total."""
    if finding.kind != "total_mismatch":
        return False
    return table.roles.get(position(finding.cell)[0] + 1) in {TOTAL, SUBTOTAL}


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then by sheet as they came; each said once."""
    order = {ERROR: 0, WARNING: 1, NOTE: 2}
    seen: set[tuple[Any, ...]] = set()
    unique = []
    for finding in findings:
        place = (finding.kind, finding.sheet, finding.cell, repr(sorted(finding.numbers.items(), key=str)))
        if place not in seen:
            seen.add(place)
            unique.append(finding)
    return sorted(unique, key=lambda finding: order[finding.severity])


def _sheet(grid: Grid, rows: int) -> Sheet:
    return Sheet(
        grid.name,
        grid.visible,
        len(grid.merged),
        tuple(sorted(row + 1 for row in grid.hidden_rows if row < grid.height)),
        tuple(letters(column) for column in sorted(grid.hidden_columns) if column < grid.width),
        grid.height,
        grid.width,
        tuple(tuple(row) for row in grid.rows[:rows]),
    )


def _choice_of(choice: Mapping[str, Any], sheet: str, region: Region | None = None) -> Mapping[str, Any]:
    sheets: Mapping[str, Mapping[str, Any]] = choice.get("sheets", {})
    if region is not None and region_place(sheet, region) in sheets:
        return sheets[region_place(sheet, region)]
    return sheets.get(sheet, {})


def _tables(grid: Grid, file: str, sha256: str, choice: Mapping[str, Any]) -> list[Table]:
    own = _choice_of(choice, grid.name)
    regions = (
        [region_with_head(grid, [int(r) - 1 for r in own["head_rows"]])]
        if own.get("head_rows")
        else find_regions(grid)
    )
    tables = []
    above: Draft | None = None
    for region in regions:
        chosen = _choice_of(choice, grid.name, region)
        draft = draft_of(grid, region, file, sha256, chosen, above)
        if not chosen:
            draft = _remembered(draft, choice)
        above = draft
        left_over(draft)
        tables += _made(draft, choice.get("sheets", {}))
    return tables


def _made(draft: Draft, sheets: Mapping[str, Mapping[str, Any]]) -> list[Table]:
    """The tables of a region: a list of units, an upright form of one or several years, or neither."""
    use = draft.choice.get("use")
    if use is False:
        return [plain_table(draft)]
    if use or is_unit_table(draft):
        several = []
        for year, choice in years_beside(draft).items():
            place = f"{draft.place}@{year}"
            own = {**choice, **sheets.get(place, {})}
            other = draft_of(draft.grid, draft.region, draft.file, draft.sha256, own, place=place)
            if is_unit_table(other) and any(h.id in MONEY_IDS for h in other.headings):
                several.append(other)
        if len(several) < 2:
            return [finish(draft)]
        return [plain_table(d) if d.choice.get("use") is False else finish(d) for d in several]
    return (read_upright(draft) if is_upright(draft) else []) or [plain_table(draft)]


def _remembered(draft: Draft, choice: Mapping[str, Any]) -> Draft:
    """Take up what the user confirmed for tables of this shape."""
    kept = choice.get("shapes", {}).get(fingerprint(draft.headings))
    if not kept:
        return draft
    return draft_of(draft.grid, draft.region, draft.file, draft.sha256, kept, draft)


__all__ = ["Region", "digest", "read_file", "read_grids", "refused", "understand"]
