"""Workbooks that calamine reads, with what calamine leaves out (đọc tệp xlsx, xlsm, xlsb, ods).

The values come from calamine. Hidden parts, formulas without a value, error cells and fonts are found by a
scan of the sheet's XML, each only when the sheet holds such a thing: the scan of a large sheet costs as much
as reading it.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import python_calamine as calamine

from budget.intake.encoding import convert_runs, decode, encoding_of_font, guess
from budget.intake.grid import CellError, Grid, Value, number_of, position
from budget.intake.ods import convert_by_font
from budget.intake.text import tidy

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COL = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]+)</")
_HIDDEN = re.compile(rb'\bhidden\s*=\s*"(?:1|true)"')
_ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA", "#SPILL!"}
)
_RUN = re.compile(r"<(?:\w+:)?r>(.*?)</(?:\w+:)?r>", re.DOTALL)
_FONT_OF_RUN = re.compile(r'<(?:\w+:)?rFont\b[^>]*?val="([^"]*)"')
_TEXT = re.compile(r"<(?:\w+:)?t\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?t>)", re.DOTALL)


def read_workbook(data: bytes) -> list[Grid]:
    """Read every sheet of an xlsx, xlsm, xlsb or ods workbook; CalamineError when it cannot be read."""
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    parts = _Parts(data)
    grids = []
    for meta in book.sheets_metadata:
        if str(meta.typ).rsplit(".", 1)[-1] != "WorkSheet":
            continue
        sheet = book.get_sheet_by_name(meta.name)
        visible = str(meta.visible).rsplit(".", 1)[-1] == "Visible"
        grid = Grid(meta.name, _rows(sheet, parts.clean), visible=visible)
        grid.merged = [(a[0], a[1], b[0], b[1]) for a, b in sheet.merged_cell_ranges or []]
        parts.complete(grid)
        grids.append(grid)
    if parts.zip is None and not (parts.ods is not None and convert_by_font(grids, parts.ods)):
        _convert_by_content(grids)
    if parts.clean is str:
        for grid in grids:
            grid.rows = [[_tidied(value) for value in row] for row in grid.rows]
    return grids


def _tidied(value: Value) -> Value:
    return (tidy(value) or None) if type(value) is str else value


def _convert_by_content(grids: list[Grid]) -> None:
    """Formats whose fonts are not read: old letters are guessed from all texts together, and that is said."""
    texts = [value for grid in grids for row in grid.rows for value in row if type(value) is str]
    old = guess(texts)
    if not old:
        return
    for grid in grids:
        for row in grid.rows:
            for column, value in enumerate(row):
                if type(value) is str and not value.isascii():
                    row[column] = decode(value, old)
                    grid.legacy[old] = grid.legacy.get(old, 0) + 1
                    grid.guessed = True


def _rows(sheet: Any, clean: Callable[[str], str]) -> list[list[Value]]:
    rows = [[_value(value, clean) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _value(value: Any, clean: Callable[[str], str]) -> Value:
    kind = type(value)
    if kind is float:
        return number_of(value)
    if kind is str:
        if value in _ERRORS:
            return CellError(value)
        return clean(value) or None
    if kind is dt.date:
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001  a spreadsheet's day has no zone
    return value


class _Parts:
    """The parts of an xlsx package that calamine does not tell of; empty for other formats."""

    def __init__(self, data: bytes) -> None:
        self.legacy = False
        self.zip: zipfile.ZipFile | None = None
        self.sheets: dict[str, str] = {}
        self.ods: zipfile.ZipFile | None = None
        if data[:2] != b"PK":
            return
        package = zipfile.ZipFile(io.BytesIO(data))
        names = set(package.namelist())
        if "xl/workbook.xml" in names:
            self.zip = package
            self.sheets = self._sheet_parts()
            self._read_fonts(names)
        elif "content.xml" in names:
            self.ods = package

    @property
    def clean(self) -> Callable[[str], str]:
        """How texts are taken: where old letters may stand, a soft hyphen is a letter and must stay."""
        return str if self.legacy or self.zip is None else tidy

    def _sheet_parts(self) -> dict[str, str]:
        assert self.zip is not None
        try:
            links = self.zip.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
        except KeyError:
            return {}
        targets = {}
        for found in re.finditer(r"<(?:\w+:)?Relationship\b([^>]*)>", links):
            attributes = _attributes(found[1])
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = (
                target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            )
        book = self.zip.read("xl/workbook.xml").decode("utf-8", "replace")
        parts = {}
        for found in re.finditer(r"<(?:\w+:)?sheet\b([^>]*)>", book):
            attributes = _attributes(found[1])
            link = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            parts[attributes.get("name", "")] = targets.get(link, "")
        return parts

    def _read_fonts(self, names: set[str]) -> None:
        """Fonts by cell format and rich texts, only when an old font occurs anywhere."""
        assert self.zip is not None
        self.fonts: list[str] = []
        self.strings: list[list[tuple[str, str]]] = []
        styles = self.zip.read("xl/styles.xml").decode("utf-8", "replace") if "xl/styles.xml" in names else ""
        strings = ""
        if "xl/sharedStrings.xml" in names:
            strings = self.zip.read("xl/sharedStrings.xml").decode("utf-8", "replace")
        named = re.findall(r'(?:name|rFont)\b[^>]*?val="([^"]*)"', styles) + _FONT_OF_RUN.findall(strings)
        self.legacy = any(encoding_of_font(unescape(name)) for name in set(named))
        if not self.legacy:
            return
        listed = re.search(r"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", styles, re.DOTALL)
        fonts = []
        for font in re.finditer(
            r"<(?:\w+:)?font>(.*?)</(?:\w+:)?font>|<(?:\w+:)?font/>", listed[0] if listed else "", re.DOTALL
        ):
            name = re.search(r'<(?:\w+:)?name\b[^>]*?val="([^"]*)"', font[1] or "")
            fonts.append(unescape(name[1]) if name else "")
        formats = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
        for found in re.finditer(r"<(?:\w+:)?xf\b([^>]*)>", formats[0] if formats else ""):
            index = int(_attributes(found[1]).get("fontId", "0") or 0)
            self.fonts.append(fonts[index] if index < len(fonts) else "")
        for item in re.finditer(r"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", strings, re.DOTALL):
            self.strings.append(_runs(item[1] or ""))

    def complete(self, grid: Grid) -> None:
        """Add hidden rows and columns, stale formulas, errors and converted letters to a grid."""
        if self.ods is not None:
            _complete_ods(grid, self.ods.read("content.xml"))
        if self.zip is None or not self.sheets.get(grid.name):
            return
        try:
            xml = self.zip.read(self.sheets[grid.name])
        except KeyError:
            return
        if _HIDDEN.search(xml):
            self._hidden(grid, xml)
        if self.legacy:
            self._convert(grid, xml)
        elif _FORMULA.search(xml) or b't="e"' in xml:
            self._formulas(grid, xml)

    def _hidden(self, grid: Grid, xml: bytes) -> None:
        row = 0
        for found in _ROW.finditer(xml):
            attributes = _attributes(found[1].decode("utf-8", "replace"))
            row = int(attributes.get("r", row + 1))
            if attributes.get("hidden") in {"1", "true"}:
                grid.hidden_rows.add(row - 1)
        for found in _COL.finditer(xml):
            attributes = _attributes(found[1].decode("utf-8", "replace"))
            if attributes.get("hidden") in {"1", "true"}:
                first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
                grid.hidden_columns.update(range(first - 1, min(last, 1000)))

    def _formulas(self, grid: Grid, xml: bytes) -> None:
        for attributes, inner in _cells(xml):
            if b"r" in attributes:
                _formula(grid, position(attributes[b"r"].decode()), attributes, inner)

    def _convert(self, grid: Grid, xml: bytes) -> None:
        for attributes, inner in _cells(xml):
            if b"r" not in attributes:
                continue
            row, column = position(attributes[b"r"].decode())
            value = _VALUE.search(inner)
            _formula(grid, (row, column), attributes, inner)
            text = grid.value(row, column)
            if not isinstance(text, str) or isinstance(text, CellError):
                continue
            style = int(attributes.get(b"s", b"0") or 0)
            font = self.fonts[style] if style < len(self.fonts) else ""
            runs = [(text, font)]
            if attributes.get(b"t") == b"s" and value and int(value[1]) < len(self.strings):
                runs = [(piece, name or font) for piece, name in self.strings[int(value[1])]]
            elif attributes.get(b"t") == b"inlineStr":
                runs = [(piece, name or font) for piece, name in _runs(inner.decode("utf-8", "replace"))]
            converted, met = convert_runs(runs)
            if met:
                grid.rows[row][column] = converted or None
                grid.legacy[met] = grid.legacy.get(met, 0) + 1


def _formula(grid: Grid, place: tuple[int, int], attributes: dict[bytes, bytes], inner: bytes) -> None:
    """Note a formula without a value, and put back an error, which calamine reads as an empty cell."""
    value = _VALUE.search(inner)
    if value is None:
        if _FORMULA.search(inner):
            grid.stale.add(place)
    elif attributes.get(b"t") == b"e":
        row, column = place
        while len(grid.rows) <= row:
            grid.rows.append([])
        cells = grid.rows[row]
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = CellError(value[1].decode("utf-8", "replace"))


def _cells(xml: bytes) -> Iterator[tuple[dict[bytes, bytes], bytes]]:
    for found in _CELL.finditer(xml):
        yield dict(_ATTRIBUTE.findall(found[1])), found[2] or b""


def _attributes(text: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r'([\w:]+)\s*=\s*"([^"]*)"', text)}


def _runs(item: str) -> list[tuple[str, str]]:
    """(text, font) pieces of a shared string; the font is "" where the run names none."""
    pieces = []
    for run in _RUN.finditer(item):
        font = _FONT_OF_RUN.search(run[1])
        text = "".join(unescape(found or "") for found in _TEXT.findall(run[1]))
        pieces.append((text, unescape(font[1]) if font else ""))
    return pieces or [("".join(unescape(found or "") for found in _TEXT.findall(item)), "")]


def _complete_ods(grid: Grid, xml: bytes) -> None:
    """Hidden rows and columns of an OpenDocument sheet, which stand as table:visibility."""
    if b'table:visibility="' not in xml:
        return
    name = re.escape(grid.name.replace("&", "&amp;").replace('"', "&quot;").encode())
    table = re.search(rb'<table:table\b[^>]*table:name="' + name + rb'".*?</table:table>', xml, re.DOTALL)
    for tag, hidden in ((rb"row", grid.hidden_rows), (rb"column", grid.hidden_columns)):
        at = 0
        for found in re.finditer(rb"<table:table-" + tag + rb"\b([^>]*)>", table[0] if table else b""):
            attributes = _attributes(found[1].decode("utf-8", "replace"))
            count = int(attributes.get(f"table:number-{tag.decode()}s-repeated", "1"))
            if attributes.get("table:visibility") in {"collapse", "filter"}:
                hidden.update(range(at, at + min(count, 1000)))
            at += count
