"""Tệp đã xuất nay quay lại: the fingerprints printed in a file, and the cells in which a workbook differs.

Workbooks are opened in a process of their own, held to the limits of the intake and ended beyond them:
`python -m budget.intake.altered` takes two workbooks on its standard input and answers with the differences.
"""

from __future__ import annotations

import io
import json
import math
import os
import re
import struct
import subprocess
import sys
import zipfile
from dataclasses import astuple, dataclass
from html import unescape
from pathlib import Path
from time import monotonic
from typing import Any

from budget.intake.container import Limits
from budget.intake.grid import address
from budget.intake.places import column_heading, row_heading
from budget.intake.seen import Seen
from budget.intake.seen_book import look_of_book, seen_of_books
from budget.intake.worker import limit_memory

MOST_MARKS = 40
MOST_CELLS = 500
"""Cells that are listed; the others are counted."""

Listed = tuple[str, str, Any, Any, str, str]
"""A change as `CellChange` has it."""

LEFT_FOR_LOOKS = 0.8
"""Share of the seconds after which what differs beside words and figures is looked for no longer."""

CLOSE = 1e-9
"""Two programs may write the last digit of a figure differently."""

_ROOT = Path(__file__).resolve().parents[2]
_PART = 16 * 2**20
_WHERE = re.compile(
    r"docProps/custom\.xml|word/(footer\d*|document)\.xml|ppt/slides/slide\d+\.xml|xl/sharedStrings\.xml"
)
_TAG = re.compile(rb"<[^<>]*>")
_END = re.compile(rb"</(?:\w+:)?(?:p|si|property)>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^<>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_FORMULA = re.compile(
    rb'<(?:\w+:)?c\s[^<>]*?\br="([A-Z]{1,3}\d{1,7})"[^<>]*>\s*<(?:\w+:)?f\b[^<>]*?(?:/>|>([^<]*)<)'
)
_FLAG = re.compile(r"\b(TRUE|FALSE)\(\)")
"""LibreOffice writes the two constants as calls."""

_MARK = re.compile(rb"(?<![0-9a-f])([0-9a-f]{16}|[0-9a-f]{4}(?: [0-9a-f]{4}){3})(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class CellChange:
    """Một ô khác: None where the sheet has nothing there; the headings of its `row` and `column`, "" where
    there are none.
    """

    sheet: str
    cell: str
    before: str | float | None
    after: str | float | None
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Differences:
    """Những chỗ khác của một sổ: the first cells changed by hand, how many of them there are, how many more
    only show what a formula makes of them, and sheets that only one of the two has. `unsaved`: formulas that
    stand as they were, but without the result that the program which saved them did not work out; `results`:
    the first of those that show another. `seen`: what differs beside words and figures; `unseen`: that could
    not be compared.

    Of a text: `sheet` is the slide or chart ("" in a text), `cell` the piece of text before.
    """

    cells: tuple[CellChange, ...]
    count: int
    recalculated: int
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    unsaved: int = 0
    results: tuple[CellChange, ...] = ()
    seen: tuple[Seen, ...] = ()
    unseen: bool = False

    @property
    def none(self) -> bool:
        """Không chỗ nào khác: what the file says is what it said."""
        return not (self.count or self.recalculated or self.missing or self.added or self.seen)


def marks(data: bytes, limits: Limits) -> tuple[str, ...]:
    """Các dấu vân tay in trong một tệp Office, those of its properties first; none where it is no package.

    The caller has let `examine` look at the file. Reads no more than the limits allow, whatever the package
    says of its sizes.
    """
    found: dict[str, None] = {}
    left = min(limits.unpacked, 8 * _PART)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        names = sorted(name for name in package.namelist() if _WHERE.fullmatch(name))
        for name in names[: limits.entries]:
            with package.open(name) as part:
                xml = part.read(min(_PART, left))
            left -= len(xml)
            for match in _MARK.finditer(_TAG.sub(b"", _END.sub(b"\n", xml))):
                found.setdefault(match[1].replace(b" ", b"").decode())
                if len(found) >= MOST_MARKS:
                    return tuple(found)
            if left <= 0:
                break
    except Exception:  # what zipfile, zlib and their kin raise has no common base
        return tuple(found)
    return tuple(found)


def differences(original: bytes, found: bytes, limits: Limits) -> Differences | None:
    """So hai sổ từng ô; None where the second cannot be read within the limits."""
    head = struct.pack("<QQQd", len(original), len(found), limits.memory, limits.seconds)
    path = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    try:
        done = subprocess.run(
            [sys.executable, "-m", "budget.intake.altered"],
            input=head + original + found,
            capture_output=True,
            timeout=limits.seconds,
            check=True,
            cwd=_ROOT,
            env={**os.environ, "PYTHONPATH": path},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        raw = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        return None
    cells, results = (tuple(CellChange(*cell) for cell in raw[what]) for what in ("cells", "results"))
    sheets = tuple(raw["missing"]), tuple(raw["added"])
    seen = tuple(Seen(*one) for one in raw["seen"])
    counts = raw["count"], raw["recalculated"]
    return Differences(cells, *counts, *sheets, raw["unsaved"], results, seen, raw["unseen"])


def compare(original: bytes, found: bytes, until: float = math.inf) -> dict[str, Any]:
    """The differences as plain lists, beside words and figures as far as the clock allows (`until`). Raises
    whatever the reader of workbooks raises.
    """
    first, second = _sheets(original), _sheets(found)
    formulas, now_formulas = _formulas(original), _formulas(found)
    cells: list[Listed] = []
    results: list[Listed] = []
    count = recalculated = unsaved = 0
    for sheet, was in first.items():
        now = second.get(sheet)
        if now is None:
            continue
        for row in range(max(len(was), len(now))):
            before, after = (rows[row] if row < len(rows) else [] for rows in (was, now))
            for column in range(max(len(before), len(after))):
                a, b = (line[column] if column < len(line) else None for line in (before, after))
                if _same(a, b):
                    continue
                place = address(row, column)
                formula = formulas.get(sheet, {}).get(place)
                worked_out = formula is not None and formula == now_formulas.get(sheet, {}).get(place)
                if worked_out and b is None:
                    unsaved += 1
                    continue
                recalculated += worked_out
                count += not worked_out
                listed = results if worked_out else cells
                if len(listed) < MOST_CELLS:
                    heads = row_heading(was, row, column), column_heading(was, row, column)
                    listed.append((sheet, place, a, b, *heads))
    seen = _seen(original, found, until)
    return {
        "cells": cells,
        "results": results,
        "seen": [astuple(one) for one in (seen or ())[:MOST_CELLS]],
        "unseen": seen is None,
        "count": count,
        "recalculated": recalculated,
        "unsaved": unsaved,
        "missing": [name for name in first if name not in second],
        "added": [name for name in second if name not in first],
    }


def _seen(original: bytes, found: bytes, until: float) -> list[Seen] | None:
    """What differs beside words and figures; None where that cannot be read, or not in time."""
    try:
        was = look_of_book(original, Limits(seconds=until - monotonic()))
        return seen_of_books(was, look_of_book(found, Limits(seconds=until - monotonic())))
    except Exception:  # a workbook that is not as Excel writes it raises what it pleases
        return None


def _sheets(data: bytes) -> dict[str, list[list[Any]]]:
    import python_calamine as calamine  # noqa: PLC0415 only the process that reads needs it

    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: [
            [_plain(v) for v in row] for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        for name in book.sheet_names
    }


def _formulas(data: bytes) -> dict[str, dict[str, str]]:
    """The formulas of each sheet by cell, as every program writes them: no blanks, no call of a constant."""
    package = zipfile.ZipFile(io.BytesIO(data))
    names = set(package.namelist())
    book = package.read("xl/workbook.xml") if "xl/workbook.xml" in names else b""
    relations = "xl/_rels/workbook.xml.rels"
    targets = {}
    for match in _RELATION.finditer(package.read(relations) if relations in names else b""):
        attributes = dict(_ATTRIBUTE.findall(match[1]))
        targets[attributes.get(b"Id", b"")] = attributes.get(b"Target", b"").decode("utf-8", "replace")
    found = {}
    for match in _SHEET.finditer(book):
        attributes = dict(_ATTRIBUTE.findall(match[1]))
        target = targets.get(attributes.get(b"r:id", b""), "")
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if path in names:
            name = unescape(attributes.get(b"name", b"").decode("utf-8", "replace"))
            found[name] = {
                cell.decode(): _FLAG.sub(r"\1", "".join(unescape(text.decode("utf-8", "replace")).split()))
                for cell, text in _FORMULA.findall(package.read(path))
            }
    return found


def _plain(value: Any) -> str | float | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value)
    return float(value) if isinstance(value, int | float) else str(value)[:300]


def _same(a: str | float | None, b: str | float | None) -> bool:
    if isinstance(a, float) and isinstance(b, float):
        return math.isclose(a, b, rel_tol=CLOSE, abs_tol=CLOSE)
    return a == b


def main() -> None:
    """Read two workbooks from standard input, answer once."""
    stdin = sys.stdin.buffer
    began = monotonic()
    first, second, memory, seconds = struct.unpack("<QQQd", stdin.read(32))
    limit_memory(memory)
    original, found = stdin.read(first), stdin.read(second)
    sys.stdout.write(json.dumps(compare(original, found, began + LEFT_FOR_LOOKS * seconds)))


if __name__ == "__main__":
    main()
