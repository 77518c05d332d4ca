"""The parts of an xlsx package, to change a few and keep the others byte for byte (gói tệp xlsx)."""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MACRO_BOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


class Package:
    """The parts of an xlsx, and which part each sheet is."""

    def __init__(self, data: bytes) -> None:
        source = zipfile.ZipFile(io.BytesIO(data))
        self.parts = {name: source.read(name) for name in source.namelist()}
        self.types = etree.fromstring(self.parts["[Content_Types].xml"])
        self.links = etree.fromstring(self.parts["xl/_rels/workbook.xml.rels"])
        self.book = etree.fromstring(self.parts["xl/workbook.xml"])
        self.main = etree.QName(self.book).namespace
        targets = {entry.get("Id"): absolute("xl", str(entry.get("Target"))) for entry in self.links}
        self.sheets = {
            str(sheet.get("name")): targets[sheet.get(f"{{{RELATIONS}}}id")] for sheet in self.listed()
        }

    def listed(self) -> list[etree._Element]:
        """The sheet elements of the workbook."""
        return list(self.book.iter(f"{{{self.main}}}sheet"))

    def tag(self, name: str) -> str:
        """A tag in the namespace of spreadsheets."""
        return f"{{{self.main}}}{name}"

    def default_type(self, extension: str, kind: str) -> None:
        """Declare what parts of an extension are, where that is not declared."""
        if not any(str(entry.get("Extension", "")).lower() == extension for entry in self.types):
            entry = self.types.makeelement(f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind)
            self.types.insert(0, entry)

    def type_of(self, part: str, kind: str) -> None:
        """Declare what a new part is."""
        etree.SubElement(self.types, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=kind)

    def links_of(self, part: str) -> tuple[str, etree._Element]:
        """The relations of a part, made where there are none, and their own part."""
        name = f"{posixpath.dirname(part)}/_rels/{posixpath.basename(part)}.rels"
        if name in self.parts:
            return name, etree.fromstring(self.parts[name])
        return name, etree.fromstring(f'<Relationships xmlns="{_PACKAGE}"/>')

    def unused(self, pattern: str) -> str:
        """The first name of a pattern that no part has."""
        return next(name for n in range(1, 10_000) if (name := pattern.format(n)) not in self.parts)

    def drop_macros(self) -> None:
        """Leave macros out: the workbook goes on as one without them."""
        for name in [name for name in self.parts if name.endswith("vbaProject.bin")]:
            del self.parts[name]
        for entry in list(self.links):
            if str(entry.get("Type")).endswith("/vbaProject"):
                self.links.remove(entry)
        for entry in list(self.types):
            if str(entry.get("PartName", "")).endswith("vbaProject.bin"):
                self.types.remove(entry)
            elif entry.get("ContentType") == _MACRO_BOOK:
                entry.set("ContentType", _BOOK)

    def save(self) -> bytes:
        """The package with the parts as they are now."""
        self.parts["[Content_Types].xml"] = as_bytes(self.types)
        self.parts["xl/_rels/workbook.xml.rels"] = as_bytes(self.links)
        self.parts["xl/workbook.xml"] = as_bytes(self.book)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in self.parts.items():
                package.writestr(name, content)
        return target.getvalue()


def absolute(base: str, target: str) -> str:
    """The name of the part that a relation of a part in `base` points to."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{base}/{target}")


def as_bytes(element: etree._Element) -> bytes:
    """An element as the content of a part."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def link(links: etree._Element, kind: str, target: str) -> str:
    """Add a relation; its new id."""
    taken = {entry.get("Id") for entry in links}
    name = next(f"rIdLoi{n}" for n in range(1, 10_000) if f"rIdLoi{n}" not in taken)
    etree.SubElement(links, f"{{{_PACKAGE}}}Relationship", Id=name, Type=f"{RELATIONS}/{kind}", Target=target)
    return name
