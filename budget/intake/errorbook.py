"""The user's own workbook with what was found painted into its cells (tệp của người dùng có đánh dấu lỗi)."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import openpyxl

from budget.findings import Finding
from budget.intake.container import Limits, Refusal, examine
from budget.intake.grid import CellError, Grid, letters, position
from budget.intake.markup import Mark, mark_package
from budget.intake.workbook import read_grids

ORDER = {"error": 0, "warning": 1, "note": 2}
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")


class Sentences(Protocol):
    """What makes sentences of findings and words of keys (budget.report.words.Words does)."""

    def finding(self, finding: Finding, names: Mapping[str, str] | None = None) -> str: ...

    def t(self, key: str, /, **values: Any) -> str: ...


def error_workbook(data: bytes, findings: Iterable[Finding], words: Sentences, name: str = "") -> bytes:
    """The workbook with painted and noted cells and a sheet that lists the findings (tệp đánh dấu lỗi).

    data: the user's file; an xlsx keeps all that is in it but macros, an xls its formats and values, any
    other format becomes an xlsx of the same cells.  findings: those of this file.  Returns an xlsx.  Raises
    ValueError when the file cannot be read.
    """
    found = sorted(findings, key=lambda f: (ORDER.get(f.severity, 3), f.sheet, f.cell))
    container = examine(name, data, Limits())
    if isinstance(container, Refusal):
        raise ValueError(f"{name or 'the file'} is no workbook that can be read: {container.kind}")
    title, author = words.t("error_book.sheet"), words.t("app.title")
    if container.format == "xlsx":
        with contextlib.suppress(Exception):  # a package that Excel did not write may lack what is marked
            return mark_package(data, _marks(found, words, {}), title, _rows(found, words, {}), author)
    grids = [grid for grid in read_grids(container, data) if grid.name != title]
    titles = {grid.name: _title(grid, number) for number, grid in enumerate(grids)}
    made = _rebuild(grids, titles, data if container.format == "xls" else b"")
    return mark_package(made, _marks(found, words, titles), title, _rows(found, words, titles), author)


def _title(grid: Grid, number: int) -> str:
    return _NOT_IN_TITLES.sub(" ", grid.name)[:31] or f"Sheet{number + 1}"


def _rebuild(grids: Sequence[Grid], titles: Mapping[str, str], old: bytes) -> bytes:
    """A new workbook with the cells of the grids, in the looks of the .xls `old` where there is one."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for grid in grids:
        sheet = book.create_sheet(titles[grid.name])
        for cells in grid.rows:
            sheet.append([str(value) if isinstance(value, CellError) else value for value in cells])
        for top, left, bottom, right in grid.merged:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for row in grid.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for column in grid.hidden_columns:
            sheet.column_dimensions[letters(column)].hidden = True
        if not grid.visible:
            sheet.sheet_state = "hidden"
    if not any(sheet.sheet_state == "visible" for sheet in book.worksheets):
        book.worksheets[0].sheet_state = "visible"
    if old:
        from budget.intake.xlsdress import dress  # noqa: PLC0415  only old workbooks need it

        with contextlib.suppress(Exception):  # a format that is not understood costs the looks, not the marks
            dress(book, old)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _marks(
    findings: Sequence[Finding], words: Sentences, titles: Mapping[str, str]
) -> dict[str, dict[str, Mark]]:
    """By sheet and cell what is said there: the gravest finding comes first and gives the colour."""
    marks: dict[str, dict[str, Mark]] = {}
    for finding in findings:
        try:
            position(finding.cell)
        except ValueError:
            continue
        cells = marks.setdefault(titles.get(finding.sheet, finding.sheet), {})
        before, text = cells.get(finding.cell), words.finding(finding)
        if before is None:
            cells[finding.cell] = Mark(finding.severity, text)
        elif text not in before.text:
            cells[finding.cell] = Mark(before.severity, f"{before.text}\n{text}")
    return marks


def _rows(
    findings: Sequence[Finding], words: Sentences, titles: Mapping[str, str]
) -> list[list[tuple[str, str]]]:
    """The list of findings: number, severity, sheet, cell with a link to it, sentence."""
    names = ("number", "severity", "sheet_column", "cell", "text")
    rows = [[(words.t(f"error_book.{name}"), "head") for name in names]]
    for number, finding in enumerate(findings, start=1):
        sheet = titles.get(finding.sheet, finding.sheet)
        quoted = sheet.replace("'", "''")
        link = f"\0'{quoted}'!{finding.cell}" if finding.cell and sheet else ""
        rows.append(
            [
                (str(number), ""),
                (words.t(f"severity.{finding.severity}"), finding.severity),
                (finding.sheet, ""),
                (f"{finding.cell}{link}", ""),
                (words.finding(finding), "wrap"),
            ]
        )
    return rows
