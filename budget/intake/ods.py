"""Old letters of OpenDocument sheets by the font of each cell and run (phông chữ trong tệp ods)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET  # entities were refused before this

from budget.intake.encoding import convert_runs, encoding_of_font
from budget.intake.grid import Grid

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _TEXT, _STYLE = (_SPACE % name for name in ("table", "text", "style"))
_FO, _SVG = _SPACE % "xsl-fo-compatible", _SPACE % "svg-compatible"
_MOST = 100_000  # rows or columns that one element repeats at most


def convert_by_font(grids: list[Grid], package: zipfile.ZipFile) -> bool:
    """Convert the cells in old fonts; False where the file has no such font at all (chuyển mã theo phông)."""
    parts = [ET.fromstring(package.read(n)) for n in ("styles.xml", "content.xml") if n in package.namelist()]  # noqa: S314
    fonts = _Fonts(parts)
    if not fonts.old:
        return False
    sheets = {grid.name: grid for grid in grids}
    for table in parts[-1].iter(f"{_TABLE}table"):
        grid = sheets.get(table.get(f"{_TABLE}name", ""))
        if grid is not None:
            _convert(grid, table, fonts)
    return True


class _Fonts:
    """The font of every style, by its family and name."""

    def __init__(self, parts: list[ET.Element]) -> None:
        faces = {
            face.get(f"{_STYLE}name", ""): face.get(f"{_SVG}font-family", "").strip("'\"")
            for part in parts
            for face in part.iter(f"{_STYLE}font-face")
        }
        self.own: dict[tuple[str, str], str] = {}
        self.parents: dict[tuple[str, str], str] = {}
        for part in parts:
            for kind in ("style", "default-style"):
                for style in part.iter(f"{_STYLE}{kind}"):
                    place = style.get(f"{_STYLE}family", ""), style.get(f"{_STYLE}name", "")
                    self.parents[place] = style.get(f"{_STYLE}parent-style-name", "")
                    for text in style.iter(f"{_STYLE}text-properties"):
                        name = text.get(f"{_STYLE}font-name", "")
                        family = text.get(f"{_FO}font-family", "").strip("'\"") or faces.get(name, name)
                        if family:
                            self.own[place] = family
        self.old = any(encoding_of_font(font) for font in self.own.values())

    def of(self, family: str, name: str) -> str:
        """The font of a style, its own, its parents' or the default of the family; "" where none is."""
        for _ in range(10):
            if (family, name) in self.own:
                return self.own[family, name]
            if not name:
                break
            name = self.parents.get((family, name), "")
        return ""


def _convert(grid: Grid, table: ET.Element, fonts: _Fonts) -> None:
    columns: list[str] = []
    for declared in table.iter(f"{_TABLE}table-column"):
        columns += [declared.get(f"{_TABLE}default-cell-style-name", "")] * _times(declared, "columns")
    at = 0
    for row in table.iter(f"{_TABLE}table-row"):
        times = _times(row, "rows")
        for column, cell in _cells(row):
            style = cell.get(f"{_TABLE}style-name") or row.get(f"{_TABLE}default-cell-style-name")
            style = style or (columns[column] if column < len(columns) else "")
            text, met = convert_runs(_runs(cell, fonts.of("table-cell", style), fonts))
            for line in range(at, min(at + times, grid.height)) if met else ():
                if isinstance(grid.value(line, column), str):
                    grid.rows[line][column] = text or None
                    grid.legacy[met] = grid.legacy.get(met, 0) + 1
        at += times


def _cells(row: ET.Element) -> Iterator[tuple[int, ET.Element]]:
    """The cells of a row with text, each at every column that it is repeated for."""
    column = 0
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = _times(cell, "columns")
        if cell.find(f"{_TEXT}p") is not None:
            yield from ((at, cell) for at in range(column, column + times))
        column += times


def _times(element: ET.Element, what: str) -> int:
    return min(int(element.get(f"{_TABLE}number-{what}-repeated", "1")), _MOST)


def _runs(cell: ET.Element, font: str, fonts: _Fonts) -> Iterator[tuple[str, str]]:
    for number, paragraph in enumerate(cell.findall(f"{_TEXT}p")):
        if number:
            yield "\n", ""
        yield from _pieces(paragraph, font, fonts)


def _pieces(element: ET.Element, font: str, fonts: _Fonts) -> Iterator[tuple[str, str]]:
    if element.tag == f"{_TEXT}s":
        yield " " * int(element.get(f"{_TEXT}c", "1")), ""
    elif element.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
        yield " ", ""
    yield element.text or "", font
    for child in element:
        own = fonts.of("text", child.get(f"{_TEXT}style-name", "")) if child.tag == f"{_TEXT}span" else ""
        yield from _pieces(child, own or font, fonts)
        yield child.tail or "", font
