"""Marks put into an xlsx package itself, so that everything else in it stays as it is (đánh dấu vào tệp).

Only the styles, the cells that are marked, their comments and the list of findings are written; charts,
drawings, formulas, cached values and all that no library reads are kept byte for byte.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree

from budget.intake.comments import add_notes
from budget.intake.grid import address, position
from budget.intake.package import RELATIONS, Package, as_bytes, link

FILLS = {"error": "FFF8CBAD", "warning": "FFFFE699", "note": "FFDDEBF7"}
WIDTHS = (6, 12, 20, 10, 110)
_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


@dataclass(frozen=True, slots=True)
class Mark:
    """What to paint and note at a cell: the severity that gives the colour, and the text of the note."""

    severity: str
    text: str


def mark_package(
    data: bytes,
    marks: Mapping[str, Mapping[str, Mark]],
    title: str,
    rows: Sequence[Sequence[tuple[str, str]]],
    author: str,
) -> bytes:
    """The package with cells painted and noted, and a sheet `title` of the rows (đánh dấu và liệt kê).

    marks: by sheet and cell.  rows: cells as (text, look), look one of FILLS, "head", "wrap" or "".  Raises
    whatever a package that is not as Excel writes it makes of it.
    """
    package = Package(data)
    package.drop_macros()
    styles = _Styles(package)
    for sheet, cells in marks.items():
        if sheet in package.sheets and cells:
            _mark_sheet(package, styles, package.sheets[sheet], cells, author)
    _list(package, styles, title, rows)
    styles.save()
    return package.save()


class _Styles:
    """The cell formats of the workbook; a painted one is the cell's own with another fill."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.root = etree.fromstring(package.parts["xl/styles.xml"])
        self.formats = self._section("cellXfs")
        self.made: dict[tuple[int, str], int] = {}
        self.fills: dict[str, int] = {}

    def _section(self, name: str) -> etree._Element:
        found = self.root.find(self.package.tag(name))
        if found is None:
            raise ValueError(f"styles without {name}")
        return found

    def painted(self, base: int, look: str) -> int:
        """The format `base` with a colour of FILLS, in bold ("head") or wrapped ("wrap")."""
        if (base, look) not in self.made:
            form = deepcopy(self.formats[base])
            if look in FILLS:
                form.set("fillId", str(self._fill(look)))
                form.set("applyFill", "1")
            elif look == "head":
                form.set("fontId", str(self._bold(int(form.get("fontId", "0")))))
                form.set("applyFont", "1")
            elif look == "wrap":
                for old in form.findall(self.package.tag("alignment")):
                    form.remove(old)
                form.insert(0, form.makeelement(self.package.tag("alignment"), wrapText="1", vertical="top"))
                form.set("applyAlignment", "1")
            self.formats.append(form)
            self.made[base, look] = len(self.formats) - 1
        return self.made[base, look]

    def _fill(self, severity: str) -> int:
        if severity not in self.fills:
            fills = self._section("fills")
            fill = etree.SubElement(fills, self.package.tag("fill"))
            pattern = etree.SubElement(fill, self.package.tag("patternFill"), patternType="solid")
            etree.SubElement(pattern, self.package.tag("fgColor"), rgb=FILLS[severity])
            etree.SubElement(pattern, self.package.tag("bgColor"), indexed="64")
            self.fills[severity] = len(fills) - 1
        return self.fills[severity]

    def _bold(self, base: int) -> int:
        fonts = self._section("fonts")
        font = deepcopy(fonts[base])
        if font.find(self.package.tag("b")) is None:
            font.insert(0, font.makeelement(self.package.tag("b")))
        fonts.append(font)
        return len(fonts) - 1

    def save(self) -> None:
        for name in ("cellXfs", "fills", "fonts"):
            section = self._section(name)
            section.set("count", str(len(section)))
        self.package.parts["xl/styles.xml"] = as_bytes(self.root)


def _mark_sheet(package: Package, styles: _Styles, part: str, cells: Mapping[str, Mark], author: str) -> None:
    root = etree.fromstring(package.parts[part])
    merged = [str(m.get("ref")).split(":") for m in root.iter(package.tag("mergeCell"))]
    spans = [(position(a), position(b)) for a, b in (m for m in merged if len(m) == 2)]
    notes: dict[str, str] = {}
    sheet = _Cells(package, root)
    for place, mark in cells.items():
        row, column = position(place)
        for (top, left), (bottom, right) in spans:
            if top <= row <= bottom and left <= column <= right:
                row, column = top, left
                break
        cell = sheet.at(row, column)
        cell.set("s", str(styles.painted(int(cell.get("s", "0")), mark.severity)))
        here = address(row, column)
        notes[here] = f"{notes[here]}\n{mark.text}" if here in notes else mark.text
    add_notes(package, part, root, notes, author)
    package.parts[part] = as_bytes(root)


class _Cells:
    """The rows and cells of a sheet, found by their place and made where there are none."""

    def __init__(self, package: Package, root: etree._Element) -> None:
        self.package = package
        data = root.find(package.tag("sheetData"))
        if data is None:
            raise ValueError("a sheet without data")
        self.data = data
        self.rows: dict[int, etree._Element] = {}
        last = 0
        for row in data:
            last = int(row.get("r", last + 1))
            self.rows[last - 1] = row

    def at(self, row: int, column: int) -> etree._Element:
        if row not in self.rows:
            made = self.data.makeelement(self.package.tag("row"), r=str(row + 1))
            self.data.insert(sum(1 for r in self.rows if r < row), made)
            self.rows[row] = made
        line = self.rows[row]
        before = 0
        for cell in line:
            here = position(str(cell.get("r")))[1] if cell.get("r") else before
            if here == column:
                return cell
            if here > column:
                break
            before += 1
        made = line.makeelement(self.package.tag("c"), r=address(row, column))
        line.insert(before, made)
        return made


def _list(package: Package, styles: _Styles, title: str, rows: Sequence[Sequence[tuple[str, str]]]) -> None:
    """The sheet of findings, the last of the workbook; one of this name is written anew."""
    lines, links = [], []
    for r, row in enumerate(rows):
        cells = []
        for c, (text, look) in enumerate(row):
            place = address(r, c)
            shown, _, goal = text.partition("\0")
            style = styles.painted(0, look) if look else 0
            told = f'<is><t xml:space="preserve">{_escape(shown)}</t></is>'
            cells.append(f'<c r="{place}" s="{style}" t="inlineStr">{told}</c>')
            if goal:
                links.append(f"<hyperlink ref={quoteattr(place)} location={quoteattr(goal)}/>")
        lines.append(f'<row r="{r + 1}">{"".join(cells)}</row>')
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(WIDTHS, 1)
    )
    hyperlinks = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{package.main}">'
        f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews><cols>{widths}</cols>'
        f"<sheetData>{''.join(lines)}</sheetData>{hyperlinks}</worksheet>"
    )
    part = package.sheets.get(title) or package.unused("xl/worksheets/sheetLoi{}.xml")
    if title not in package.sheets:
        package.type_of(part, _WORKSHEET)
        number = max(int(str(sheet.get("sheetId"))) for sheet in package.listed()) + 1
        parent = package.listed()[0].getparent()
        assert parent is not None
        made = etree.SubElement(parent, package.tag("sheet"), name=title, sheetId=str(number))
        made.set(f"{{{RELATIONS}}}id", link(package.links, "worksheet", f"/{part}"))
    package.parts[part] = xml.encode()
    package.parts.pop(f"{posixpath.dirname(part)}/_rels/{posixpath.basename(part)}.rels", None)


def _escape(text: str) -> str:
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", text)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
