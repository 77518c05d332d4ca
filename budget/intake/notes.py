"""What is said of a file and its sheets beside the tables: nothing goes in silence (điều cần báo về tệp)."""

from __future__ import annotations

from budget.findings import NOTE, WARNING, Finding
from budget.intake.container import Container
from budget.intake.draft import Draft, is_unit_table
from budget.intake.encoding import looks_old
from budget.intake.grid import Grid, address, is_number, letters
from budget.intake.labels import is_footer
from budget.intake.reading import Table
from budget.intake.rows import CONTINUED, HEAD, IGNORED, ITEM, PART, UNIT


def file_findings(file: str, container: Container) -> list[Finding]:
    """Macros and links to other files, that are not followed."""
    found = []
    if container.macros:
        found.append(Finding("macros", NOTE, file=file, numbers={"file": file}))
    if container.links:
        found.append(Finding("external_links", WARNING, file=file, numbers={"file": file}))
    return found


def encoding_findings(file: str, grid: Grid) -> list[Finding]:
    """What was converted from an old encoding, and what looks like one in a font that is none."""
    found = [
        Finding(
            "encoding_converted",
            WARNING if grid.guessed else NOTE,
            file=file,
            sheet=grid.name,
            numbers={"encoding": name, "count": count},
        )
        for name, count in grid.legacy.items()
    ]
    old = [
        (row, column, encoding)
        for row, cells in enumerate(grid.rows)
        for column, value in enumerate(cells)
        if type(value) is str and not value.isascii() and (encoding := looks_old(value))
    ]
    if old:
        row, column, encoding = old[0]
        numbers = {"encoding": encoding, "count": len(old), "text": grid.text(row, column)[:60]}
        cell = address(row, column)
        found.append(
            Finding("encoding_suspect", WARNING, file=file, sheet=grid.name, cell=cell, numbers=numbers)
        )
    return found


def left_over(draft: Draft) -> None:
    """Note numbers beside the table and rows that were not understood: nothing is dropped in silence."""
    region, grid = draft.region, draft.grid
    beside = [
        address(row, column)
        for row in range(region.first, min(region.last + 1, grid.height))
        for column, value in enumerate(grid.rows[row])
        if value is not None
        and not region.outer[0] <= column <= region.outer[1]
        and (is_number(value) or len(str(value)) > 1)
    ]
    ignored = [
        address(row.row, row.column)
        for row in draft.rows
        if row.role == IGNORED and row.row + 1 not in draft.choice.get("leave_out", ())
    ]
    for cells, severity in ((beside, WARNING), (ignored, WARNING), (_parts_left(draft), NOTE)):
        if cells:
            draft.say("ignored_cells", severity, cells[0], cells=", ".join(cells[:12]), count=len(cells))


def _parts_left(draft: Draft) -> list[str]:
    """Rows with amounts below a unit of a list that are parts of it and were not understood."""
    if not is_unit_table(draft):
        return []
    left = []
    under_unit = False
    for row in draft.rows:
        under_unit = row.role == UNIT or (under_unit and row.role in {PART, ITEM, CONTINUED, IGNORED, HEAD})
        if (
            under_unit
            and row.amounts
            and (row.role == PART or (row.role == ITEM and draft.item_column is None))
        ):
            left.append(address(row.row, row.column))
    return left


def sheet_findings(file: str, grids: list[Grid], tables: list[Table]) -> list[Finding]:
    """What the sheets hide, and numbers beyond their tables."""
    found: list[Finding] = []
    pages = {table.sheet for table in tables if table.used}
    for grid in grids:
        own = [table for table in tables if table.sheet == grid.name]
        if not grid.height:
            continue
        if not grid.visible:
            found.append(
                Finding("hidden_sheet", WARNING, file=file, sheet=grid.name, numbers={"sheet": grid.name})
            )
        found += _hidden(file, grid, own)
        if not pages or grid.name in pages:
            found += _below(file, grid, own)
    return found


def _hidden(file: str, grid: Grid, tables: list[Table]) -> list[Finding]:
    found = []
    rows = sorted(
        row for row in grid.hidden_rows if row < grid.height and any(v is not None for v in grid.rows[row])
    )
    left = {row for row in rows if any(table.roles.get(row + 1) == IGNORED for table in tables)}
    out, read = sorted(left), [row for row in rows if row not in left]
    for kind, severity, those in (("hidden_rows", WARNING, read), ("hidden_rows_out", NOTE, out)):
        if those:
            units = sum(1 for table in tables for row in those if table.roles.get(row + 1) == UNIT)
            named = ", ".join(str(row + 1) for row in those[:20])
            numbers = {"rows": named, "count": len(those), "units": units}
            cell = f"A{those[0] + 1}"
            found.append(Finding(kind, severity, file=file, sheet=grid.name, cell=cell, numbers=numbers))
    columns = sorted(
        c
        for c in grid.hidden_columns
        if c < grid.width and any(c < len(r) and r[c] is not None for r in grid.rows)
    )
    if columns:
        numbers = {"columns": ", ".join(letters(c) for c in columns[:20]), "count": len(columns)}
        cell = f"{letters(columns[0])}1"
        found.append(
            Finding("hidden_columns", WARNING, file=file, sheet=grid.name, cell=cell, numbers=numbers)
        )
    return found


def _below(file: str, grid: Grid, tables: list[Table]) -> list[Finding]:
    """Numbers that stand under or between the tables."""
    if not tables:
        return []
    inside: set[int] = set()
    for table in tables:
        inside.update(range(table.head_rows[0] - 1, table.last_row))
    cells = [
        address(row, column)
        for row in range(tables[0].head_rows[0] - 1, grid.height)
        if row not in inside
        for column, value in enumerate(grid.rows[row])
        if is_number(value) and not any(isinstance(v, str) and is_footer(v) for v in grid.rows[row])
    ]
    if not cells:
        return []
    numbers = {"cells": ", ".join(cells[:12]), "count": len(cells)}
    return [Finding("ignored_cells", WARNING, file=file, sheet=grid.name, cell=cells[0], numbers=numbers)]
