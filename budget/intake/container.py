"""What a file is, before anything opens it: its kind by first bytes, its bounds (loại tệp)."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from dataclasses import dataclass
from typing import Any

from budget.intake.csvfile import looks_like_table

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
)
_CELL_AT = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')  # cells with content
_ODS_REPEAT = re.compile(rb'table:number-(columns|rows)-repeated="(\d+)"')
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # bytes that no text has
_PEEK = 8 * 2**20
_NO_SECTOR = 0xFFFFFFFA  # numbers from here on mean no sector of an OLE file
_HARMLESS = 64 * 2**20  # however well packed, this much does no harm


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may take: bytes, bytes unpacked, cells, rows, seconds, bytes of memory."""

    size: int = 50 * 2**20
    unpacked: int = 400 * 2**20
    entries: int = 5_000
    ratio: int = 400
    cells: int = 5_000_000
    seconds: float = 60.0
    memory: int = 1_500 * 2**20
    preview_rows: int = 300


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not read: the kind of finding and what its sentence names."""

    kind: str
    numbers: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Container:
    """A file that may be read: format (xlsx, xlsb, ods, xls, csv) and what to warn of."""

    format: str
    macros: bool = False
    links: bool = False


def examine(name: str, data: bytes, limits: Limits) -> Container | Refusal:
    """Tell what a file is, or why it is refused (empty, encrypted, damaged, too_large, not_a_workbook)."""
    if len(data) > limits.size:
        return Refusal(
            "too_large", {"what": "size", "found": len(data) // 2**20, "limit": limits.size // 2**20}
        )
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        return Refusal("empty", {})
    if data.startswith(OLE):
        return _ole(data)
    if data.startswith((ZIP, b"PK\x05\x06")):
        return _zip(data, limits)
    if data[:2] == b"\x09\x08" or data[:4] in {b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00"}:
        return Container("xls")  # BIFF without the OLE wrapping
    for magic, what in _OTHERS:
        if data.startswith(magic):
            return Refusal("not_a_workbook", {"what": what})
    if b"PK\x03\x04" in data[:64]:
        return Refusal("damaged", {})
    return _text(name, data)


def _text(name: str, data: bytes) -> Container | Refusal:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if (
        head.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<head", b"<meta"))
        or b"<html" in head[:600]
    ):
        return Refusal("not_a_workbook", {"what": "HTML" if b"<?xml" not in head[:5] else "XML"})
    suffix = name.rpartition(".")[2].lower()
    if suffix in {"xlsx", "xlsm", "xlsb", "ods"}:
        return Refusal("damaged", {}) if _CONTROL.search(data) else Refusal("not_a_workbook", {"what": "TXT"})
    if looks_like_table(data, strict=suffix not in {"csv", "tsv", "txt"}):
        return Container("csv")
    return Refusal("not_a_workbook", {"what": "TXT" if suffix in {"csv", "tsv"} else suffix.upper() or "?"})


def _ole(data: bytes) -> Container | Refusal:
    names = _ole_names(data)
    if names is None:
        return Refusal("damaged", {})
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        return Refusal("encrypted", {})
    stream = "Workbook" in names or "Book" in names
    if not stream:
        what = "DOC" if "WordDocument" in names else "PPT" if "PowerPoint Document" in names else "OLE"
        return Refusal("damaged" if what == "OLE" and _cut_off(data) else "not_a_workbook", {"what": what})
    if _has_filepass(data):
        return Refusal("encrypted", {})
    return Container("xls", macros="_VBA_PROJECT_CUR" in names or "VBA" in names)


def _ole_names(data: bytes) -> set[str] | None:
    """Names in the directory of an OLE file, by its 128-byte entries; None without a header or directory."""
    if len(data) < 1536:
        return None
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in {9, 12} or (struct.unpack_from("<I", data, 48)[0] + 1) << shift >= len(data):
        return None
    names: set[str] = set()
    for at in range(512, len(data) - 127, 128):
        length = struct.unpack_from("<H", data, at + 64)[0]
        kind = data[at + 66]
        if 4 <= length <= 64 and length % 2 == 0 and kind in {1, 2, 5} and data[at + 67] in {0, 1}:
            try:
                names.add(data[at : at + length - 2].decode("utf-16-le"))
            except UnicodeDecodeError:
                continue
    return names


def _cut_off(data: bytes) -> bool:
    """Tell whether an OLE file ends within a sector, or before one that its header names."""
    sector: int = 1 << struct.unpack_from("<H", data, 30)[0]
    named: list[int] = [struct.unpack_from("<I", data, 48)[0], *struct.unpack_from("<109I", data, 76)]
    last = max((number for number in named if number < _NO_SECTOR), default=0)
    return len(data) % sector > 0 or (last + 1) * sector >= len(data)


def _has_filepass(data: bytes) -> bool:
    """Tell whether the records at the start of the workbook stream hold FILEPASS (a password)."""
    for start in (at.start() for at in re.finditer(rb"\x09\x08\x10\x00\x00[\x05\x06]\x05\x00", data)):
        at = start
        for _ in range(8):
            if at + 4 > len(data):
                break
            kind, length = struct.unpack_from("<HH", data, at)
            if kind == 0x2F and length in range(4, 400):
                return True
            at += 4 + length
    return False


def _zip(data: bytes, limits: Limits) -> Container | Refusal:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        return Refusal("damaged", {})
    if len(entries) > limits.entries:
        return Refusal("too_large", {"what": "entries", "found": len(entries), "limit": limits.entries})
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked or (unpacked > _HARMLESS and unpacked > limits.ratio * len(data)):
        return Refusal(
            "too_large", {"what": "unpacked", "found": unpacked // 2**20, "limit": limits.unpacked // 2**20}
        )
    if any(entry.flag_bits & 1 for entry in entries):
        return Refusal("encrypted", {})
    return _package(package, {entry.filename for entry in entries}, limits)


def _package(package: zipfile.ZipFile, names: set[str], limits: Limits) -> Container | Refusal:
    try:
        if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
            bounds = _sheet_bounds(package, names, limits)
            if bounds is not None:
                return bounds
            return Container(
                "xlsb" if "xl/workbook.bin" in names else "xlsx",
                macros=any(name.endswith("vbaProject.bin") for name in names),
                links=any(name.startswith("xl/externalLinks/") for name in names),
            )
        if "content.xml" in names:
            return _ods(package, names, limits)
    except Exception as error:  # what zipfile, zlib and their kin raise has no common base
        return Refusal("damaged", {"text": str(error)[:80]})
    if any(name.startswith("xl/") for name in names):
        return Refusal("damaged", {})
    what = "DOCX" if "word/document.xml" in names else "PPTX" if "ppt/presentation.xml" in names else "ZIP"
    return Refusal("not_a_workbook", {"what": what})


def _ods(package: zipfile.ZipFile, names: set[str], limits: Limits) -> Container | Refusal:
    kind = package.read("mimetype")[:80] if "mimetype" in names else b""
    if b"spreadsheet" not in kind and kind:
        return Refusal("not_a_workbook", {"what": "ODT"})
    if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
        return Refusal("encrypted", {})
    content = package.read("content.xml")
    if b"<!ENTITY" in content[:_PEEK]:
        return Refusal("damaged", {"text": "ENTITY"})
    return _ods_bounds(content, limits) or Container("ods")


def _ods_bounds(content: bytes, limits: Limits) -> Refusal | None:
    """Refuse a filled cell that is repeated over a million columns or rows."""
    for cell in re.finditer(rb"<table:table-cell\b([^>]*)>", content):
        if b"office:value" not in cell[1]:
            continue
        repeat = _ODS_REPEAT.search(cell[1])
        if repeat and int(repeat[2]) > 2000:
            return Refusal("too_large", {"what": "cells", "found": int(repeat[2]), "limit": limits.cells})
    for row in re.finditer(
        rb'<table:table-row\b[^>]*rows-repeated="(\d+)"[^>]*>(.{0,400})', content, re.DOTALL
    ):
        if int(row[1]) > 2000 and b"office:value" in row[2].split(b"</table:table-row>")[0]:
            return Refusal("too_large", {"what": "cells", "found": int(row[1]), "limit": limits.cells})
    return None


def _sheet_bounds(package: zipfile.ZipFile, names: set[str], limits: Limits) -> Refusal | None:
    """Refuse a sheet whose farthest cells span more cells than may be read, and XML with entities."""
    for name in sorted(names):
        if not name.endswith((".xml", ".rels")):
            continue
        xml = package.read(name)
        if b"<!ENTITY" in xml or (b"<!DOCTYPE" in xml and name.startswith("xl/")):
            return Refusal("damaged", {"text": "ENTITY"})
        if not name.startswith("xl/worksheets/"):
            continue
        rows, columns, far = _farthest(xml)
        if rows * columns > limits.cells:
            return Refusal(
                "too_large", {"what": "cells", "found": rows * columns, "limit": limits.cells, "cell": far}
            )
    return None


def _farthest(xml: bytes) -> tuple[int, int, str]:
    """The number of rows and columns that the cells of a sheet span, and its farthest cell."""
    rows = width = 0
    far = ""
    for letters, row in set(_CELL_AT.findall(xml)) if len(xml) < 2**20 else _ends(xml):
        number = int(row)
        column = 0
        for ch in letters:
            column = column * 26 + ch - 64
        if number > rows or column > width:
            far = (letters + row).decode()
        rows, width = max(rows, number), max(width, column)
    return rows, width, far


def _ends(xml: bytes) -> list[tuple[bytes, bytes]]:
    """The last cell of each row of a large sheet: cells stand in order within a row."""
    if b"</row>" not in xml:
        return list(set(_CELL_AT.findall(xml)))
    parts = ((part, part.rfind(b"<c ", 0, part.rfind(b"</c>") + 1)) for part in xml.split(b"</row>"))
    found = (_CELL_AT.match(part, at) for part, at in parts if at >= 0)
    return [(match[1], match[2]) for match in found if match]
