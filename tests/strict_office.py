"""A strict reader of Office files: what Excel, Word or PowerPoint would want to repair.

openxml-audit holds every part against the schemas of ISO 29500 and follows relations and counts; what it does
not look at in a package and in a workbook is looked at here.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.utils import FORMULAE
from openpyxl.utils.cell import range_boundaries
from openxml_audit import FileFormat, OpenXmlValidator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NAME = re.compile(r"[^\W\d]\w*(\.\w+)*")
CELL = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}(:\$?[A-Z]{1,3}\$?\d{1,7})?")
OWN = re.compile("xl/|word/|ppt/|docProps/")
"""Parts that must each say what they are."""

AREA = re.compile(r"(?:'(?:[^']|'')*'!)?[^,']+")
LONGEST_FORMULA, MOST_ARGUMENTS, DEEPEST = 8192, 255, 64


def faults(file: Path) -> list[str]:
    """Lỗi của một tệp: sentences, none for a clean file. Workbooks inside charts are looked at too."""
    content = file.read_bytes()
    found = [str(error) for error in _schemas().validate(file).errors]
    found += package_faults(content)
    if file.suffix == ".xlsx":
        found += workbook_faults(content)
    with zipfile.ZipFile(file) as package:
        for name in package.namelist():
            if name.endswith(".xlsx"):
                inner = file.with_name(f"{file.stem}-{name.rpartition('/')[2]}")
                inner.write_bytes(package.read(name))
                found += [f"{name}: {fault}" for fault in faults(inner)]
    return found


@cache
def _schemas() -> OpenXmlValidator:
    return OpenXmlValidator(FileFormat.MICROSOFT_365)


def package_faults(content: bytes) -> list[str]:
    """Every part once, of a declared type, and well-formed."""
    package = zipfile.ZipFile(io.BytesIO(content))
    names = package.namelist()
    types = etree.fromstring(package.read("[Content_Types].xml"))
    endings = {t.get("Extension", "").lower() for t in types if t.tag.endswith("}Default")}
    parts = {t.get("PartName") for t in types if t.tag.endswith("}Override")}
    found = [f"{n}: twice" for n in {n.lower() for n in names} if sum(n == m.lower() for m in names) > 1]
    found += [f"{part}: declared, not there" for part in parts if str(part).lstrip("/") not in names]
    for name in names:
        ending = name.rpartition(".")[2].lower()
        typed = f"/{name}" in parts or (ending in endings and not (ending == "xml" and OWN.match(name)))
        if not typed and name != "[Content_Types].xml":
            found.append(f"{name}: no type of its own")
        if ending in ("xml", "rels"):
            etree.fromstring(package.read(name))
    return found


def workbook_faults(content: bytes) -> list[str]:
    """Names, sheets, cells, formulas."""
    package = zipfile.ZipFile(io.BytesIO(content))
    book = etree.fromstring(package.read("xl/workbook.xml"))
    targets = {
        r.get("Id"): "xl/" + str(r.get("Target")).removeprefix("/xl/")
        for r in etree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    }
    sheets = {s.get("name", ""): targets[s.get(f"{R}id")] for s in book.iter(f"{S}sheet")}
    styles = etree.fromstring(package.read("xl/styles.xml"))
    looks, differing = (
        len(x) if (x := styles.find(f"{S}{n}")) is not None else 0 for n in ("cellXfs", "dxfs")
    )
    names = [(n.get("name", ""), n.get("localSheetId"), n.text or "") for n in book.iter(f"{S}definedName")]
    found = [f"sheet {n!r}: not a name" for n in sheets if not 1 <= len(n) <= 31 or set(n) & set("[]:*?/\\")]
    keys = [(name.lower(), scope) for name, scope, _ in names]
    found += [f"name {key}: twice" for key in set(keys) if keys.count(key) > 1]
    known = {name for name, _, _ in names}
    for name, _, target in names:
        if not name.startswith("_xlnm.") and (not NAME.fullmatch(name) or CELL.fullmatch(name.upper())):
            found.append(f"name {name!r}: not a name")
        for area in AREA.findall(target):
            found += [f"name {name}: {fault}" for fault in reference_faults(area, sheets, known)]
    for title, part in sheets.items():
        sheet = etree.fromstring(package.read(part))
        found += [f"{title}: {fault}" for fault in sheet_faults(sheet, looks, differing)]
        formulas = {f.text or "" for f in sheet.iter(f"{S}f", f"{S}formula", f"{S}formula1")}
        found += [
            f"{title}: {text[:80]}: {f}" for text in formulas for f in formula_faults(text, sheets, known)
        ]
    return found


def sheet_faults(sheet: etree._Element, looks: int, differing: int) -> Iterator[str]:
    """Rows and cells in their order and once; merged cells apart; styles that there are."""
    last = 0
    for row in sheet.iter(f"{S}row"):
        number, before = int(row.get("r", 0)), 0
        if number <= last:
            yield f"row {number} after {last}"
        last = number
        for cell in row:
            column, top, _, _ = range_boundaries(cell.get("r", ""))
            if top != number or not column or column <= before:
                yield f"cell {cell.get('r')} out of order"
            before = column or 0
            if int(cell.get("s", 0)) >= looks:
                yield f"cell {cell.get('r')} of style {cell.get('s')}"
    areas = [range_boundaries(m.get("ref", "")) for m in sheet.iter(f"{S}mergeCell")]
    for a, b in itertools.combinations(areas, 2):
        if a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]:  # type: ignore[operator]
            yield f"merged cells {a} and {b} overlap"
    for rule in sheet.iter(f"{S}cfRule"):
        if int(rule.get("dxfId", 0)) >= differing:
            yield f"conditional format of style {rule.get('dxfId')}"


def formula_faults(text: str, sheets: dict[str, str], names: set[str]) -> Iterator[str]:
    """A formula that Excel takes: it closes what it opens, and calls and refers to what there is."""
    if len(text) > LONGEST_FORMULA:
        yield f"{len(text)} characters"
    try:
        tokens = Tokenizer(f"={text}").items
    except Exception as error:
        yield f"not a formula: {error}"
        return
    arguments: list[int] = []
    for token in tokens:
        if token.subtype == Token.OPEN:
            arguments.append(1)
        elif token.subtype == Token.CLOSE:
            if not arguments or arguments.pop() > MOST_ARGUMENTS:
                yield "closes more than it opens, or takes too much"
                return
        elif token.type == Token.SEP and arguments:
            arguments[-1] += 1
        if len(arguments) > DEEPEST:
            yield "too deep"
        yield from token_faults(token, sheets, names)
    if arguments:
        yield "opens more than it closes"


def token_faults(token: Token, sheets: dict[str, str], names: set[str]) -> Iterator[str]:
    """A function that Excel has had since 2007, a reference that leads somewhere."""
    if token.type == Token.FUNC and token.subtype == Token.OPEN:
        name = token.value.removesuffix("(").upper()
        if name not in FORMULAE:
            yield f"no function {name}"
    elif token.type == Token.OPERAND and token.subtype == Token.RANGE:
        yield from reference_faults(token.value, sheets, names)


def reference_faults(text: str, sheets: dict[str, str], names: set[str]) -> Iterator[str]:
    """A cell, an area or a name, on a sheet that there is."""
    sheet, mark, area = text.rpartition("!")
    if mark and sheet.strip("'").replace("''", "'") not in sheets:
        yield f"no sheet {sheet}"
    area = area.replace("$", "")
    if not (CELL.fullmatch(area) or re.fullmatch(r"\d+:\d+|[A-Z]+:[A-Z]+", area) or area in names):
        yield f"no cell or name {area}"
