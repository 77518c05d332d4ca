"""Workbooks made for one trait each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
from openpyxl.styles import Font

from budget.intake.container import Limits
from budget.intake.reading import Reading
from budget.intake.workbook import read_file

Rows = Sequence[Sequence[Any]]
LIMITS = Limits()


def book(
    *sheets: tuple[str, Rows] | Rows,
    merge: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[str] = (),
    hidden_sheets: Sequence[str] = (),
    fonts: dict[str, str] | None = None,
) -> bytes:
    """An xlsx of the sheets; merges, hidden parts and fonts (by cell, "*" all) are those of the first."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for number, sheet in enumerate(sheets):
        title, rows = sheet if isinstance(sheet[0], str) else (f"Sheet{number + 1}", sheet)
        page = made.create_sheet(title)
        for row in rows:
            page.append(list(row))
        if title in hidden_sheets:
            page.sheet_state = "hidden"
    first = made.worksheets[0]
    for area in merge:
        first.merge_cells(area)
    for row in hidden_rows:
        first.row_dimensions[row].hidden = True
    for column in hidden_columns:
        first.column_dimensions[column].hidden = True
    for row in first.iter_rows():
        for cell in row:
            name = (fonts or {}).get(cell.coordinate) or (fonts or {}).get("*")
            if name and not hasattr(cell, "merged"):
                cell.font = Font(name=name)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def changed(
    data: bytes, part: str, change: Callable[[bytes], bytes], more: dict[str, bytes] | None = None
) -> bytes:
    """The same package with one part changed and others added."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            content = source.read(name)
            package.writestr(name, change(content) if name == part else content)
        for name, content in (more or {}).items():
            package.writestr(name, content)
    return target.getvalue()


def ods(rows: Rows, name: str = "Sheet1") -> bytes:
    """A small OpenDocument workbook."""

    def cell(value: Any) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, (int, float)):
            kind = f'office:value-type="float" office:value="{value}"'
            return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name_}:1.0"'
        for prefix, name_ in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="{name}">{body}</table:table>'
        "</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{space}">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return target.getvalue()


def read(data: bytes, name: str = "a.xlsx", **choice: Any) -> Reading:
    """Read one file in this process."""
    return read_file(name, data, choice, LIMITS)


def kinds(reading: Reading, cell: str | None = None) -> set[str]:
    """The kinds of findings, of one cell or of all."""
    return {finding.kind for finding in reading.findings if cell is None or finding.cell == cell}


TOP: Rows = (["UBND PHƯỜNG MŨI NÉ"], ["DỰ TOÁN NĂM 2025"], ["Đơn vị tính: triệu đồng"])
HEAD = ["STT", "Mã đơn vị", "Tên trường", "Số HS", "Quỹ lương", "Chi hoạt động", "Kinh phí tự chủ"]
HOA_SEN = [1, "1000001", "Trường MN Hoa Sen", 200, 2400, 200, 2500]
LE_LOI = [2, "1000002", "Trường TH Lê Lợi", 600, 5200, 500, 5700]
"""Two schools: together 800 pupils, 7.600 of pay, 700 of operations, 8.200 of support (million)."""
