"""The user's own workbook with what was found painted into its cells (tệp của người dùng có đánh dấu lỗi)."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Protocol

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from budget.findings import Finding
from budget.intake.container import Limits, Refusal, examine
from budget.intake.grid import CellError, Grid, is_number, position
from budget.intake.workbook import read_grids

FILLS = {"error": "FFF8CBAD", "warning": "FFFFE699", "note": "FFDDEBF7"}
ORDER = {"error": 0, "warning": 1, "note": 2}
_FORMULA_CELL = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f([^>]*)>(.*?)</f><v\s*/?>(?:</v>)?</c>', re.DOTALL
)
_BARE_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f([^>]*)/><v\s*/?>(?:</v>)?</c>')


class Sentences(Protocol):
    """What makes sentences of findings and words of keys (budget.report.words.Words does)."""

    def finding(self, finding: Finding, names: Mapping[str, str] | None = None) -> str: ...

    def t(self, key: str, /, **values: Any) -> str: ...


def error_workbook(data: bytes, findings: Iterable[Finding], words: Sentences, name: str = "") -> bytes:
    """The workbook with painted and noted cells and a sheet that lists the findings (tệp đánh dấu lỗi).

    data: the user's file; an xlsx keeps its formats, formulas and other sheets, an xls its formats and
    values, any other format becomes an xlsx of the same cells.  findings: those of this file.  Returns an
    xlsx.  Raises ValueError when the file cannot be read.
    """
    found = sorted(findings, key=lambda f: (ORDER.get(f.severity, 3), f.sheet, f.cell))
    container = examine(name, data, Limits())
    if isinstance(container, Refusal):
        raise ValueError(f"{name or 'the file'} is no workbook that can be read: {container.kind}")
    grids = read_grids(container, data)
    book = _open(data, grids) if container.format == "xlsx" else _rebuild(grids)
    if container.format == "xls":
        _dress(book, data)
    title = words.t("error_book.sheet")
    if title in book.sheetnames:
        del book[title]
    for finding in reversed(found):
        _mark(book, finding, words)
    _list(book, title, found, words)
    target = io.BytesIO()
    book.save(target)
    return _with_cached_values(target.getvalue(), book.sheetnames, {grid.name: grid for grid in grids})


def _open(data: bytes, grids: Sequence[Grid]) -> Workbook:
    try:
        return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    except Exception:  # openpyxl is stricter than the reader; the cells are kept at least
        return _rebuild(grids)


def _dress(book: Workbook, data: bytes) -> None:
    from budget.intake.xlsdress import dress  # noqa: PLC0415  only old workbooks need it

    with contextlib.suppress(Exception):  # a format that is not understood costs the looks, not the marks
        dress(book, data)


def _rebuild(grids: Sequence[Grid]) -> Workbook:
    """A new workbook with the cells of the grids."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, grid in enumerate(grids):
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", grid.name)[:31] or f"Sheet{number + 1}")
        for cells in grid.rows:
            sheet.append([str(value) if isinstance(value, CellError) else value for value in cells])
        for top, left, bottom, right in grid.merged:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for row in grid.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        if not grid.visible:
            sheet.sheet_state = "hidden"
    if not any(sheet.sheet_state == "visible" for sheet in book.worksheets):
        book.worksheets[0].sheet_state = "visible"
    return book


def _cell(book: Workbook, finding: Finding) -> Cell | None:
    """The cell of a finding; the first cell of a merged range for the others of it."""
    sheets = [s for s in book.worksheets if s.title == finding.sheet] or (
        book.worksheets[:1] if not finding.sheet else []
    )
    if not sheets or not finding.cell:
        return None
    try:
        position(finding.cell)
    except ValueError:
        return None
    cell = sheets[0][finding.cell]
    if isinstance(cell, MergedCell):
        merged = next((r for r in sheets[0].merged_cells.ranges if finding.cell in r), None)
        cell = sheets[0].cell(merged.min_row, merged.min_col) if merged else cell
    return cell if isinstance(cell, Cell) else None


def _mark(book: Workbook, finding: Finding, words: Sentences) -> None:
    """Paint the cell and note the sentence; the gravest finding comes last and gives the colour."""
    cell = _cell(book, finding)
    if cell is None:
        return
    cell.fill = PatternFill("solid", fgColor=FILLS[finding.severity])
    text = words.finding(finding)
    if cell.comment and text not in cell.comment.text:
        text = f"{text}\n{cell.comment.text}"
    cell.comment = Comment(text[:4000], words.t("app.title"), width=360, height=120)


def _list(book: Workbook, title: str, findings: Sequence[Finding], words: Sentences) -> None:
    sheet: Worksheet = book.create_sheet(title)
    heads = [words.t(f"error_book.{key}") for key in ("number", "severity", "sheet_column", "cell", "text")]
    sheet.append(heads)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, finding in enumerate(findings, start=1):
        sheet.append(
            [
                number,
                words.t(f"severity.{finding.severity}"),
                finding.sheet,
                finding.cell,
                words.finding(finding),
            ]
        )
        row = sheet.max_row
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor=FILLS[finding.severity])
        sheet.cell(row, 5).alignment = Alignment(wrap_text=True, vertical="top")
        if finding.cell and finding.sheet in book.sheetnames:
            quoted = finding.sheet.replace("'", "''")
            sheet.cell(row, 4).hyperlink = f"#'{quoted}'!{finding.cell}"
    for letter, width in zip("ABCDE", (6, 12, 20, 10, 110), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def _with_cached_values(data: bytes, names: Sequence[str], grids: Mapping[str, Grid]) -> bytes:
    """Give formulas the values they had: openpyxl writes them without, and a reader would find nothing."""
    source = zipfile.ZipFile(io.BytesIO(data))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for entry in source.infolist():
            content = source.read(entry)
            number = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename)
            if number and int(number[1]) <= len(names) and names[int(number[1]) - 1] in grids:
                content = _fill(content, grids[names[int(number[1]) - 1]])
            package.writestr(entry, content)
    return target.getvalue()


def _fill(xml: bytes, grid: Grid) -> bytes:
    def filled(match: re.Match[bytes]) -> bytes:
        value = grid.value(*position(match[1].decode()))
        if value is None or isinstance(value, bool):
            return match[0]
        attributes = re.sub(rb'\s+t="[^"]*"', b"", match[2])
        inner = match[4] if len(match.groups()) > 3 else b""
        kind = b"" if is_number(value) else b' t="e"' if isinstance(value, CellError) else b' t="str"'
        text = repr(value) if is_number(value) else escape(str(value))
        formula = b"<f" + match[3] + (b">" + inner + b"</f>" if len(match.groups()) > 3 else b"/>")
        return (
            b'<c r="'
            + match[1]
            + b'"'
            + attributes
            + kind
            + b">"
            + formula
            + b"<v>"
            + text.encode()
            + b"</v></c>"
        )

    return _BARE_FORMULA.sub(filled, _FORMULA_CELL.sub(filled, xml))
