"""What a correct reader must give for the real workbooks of tests/data/corpus, as a list of differences."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from budget.intake.container import Limits
from budget.intake.grid import CellError, position
from budget.intake.reading import Reading, Sheet, Table
from budget.intake.workbook import read_file

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
FACTS: dict[str, Any] = {
    entry["name"]: entry
    for entry in tomllib.loads((CORPUS / "facts.toml").read_text(encoding="utf-8"))["file"]
}
TRUE_BOUNDS = {
    # The facts say 24 for the last row, but the file's row 24 is empty: the total, the ninth row with content
    # that they count, stands in row 23, and the lines of signature follow in row 25.
    ("2006-Bieu-ban-hanh-kem-theo-TT04.xls", "Mau 12"): ([7, 8, 9], 10, 11, 23, 9),
}
SCALES = {"đồng": "dong", "nghìn đồng": "thousand", "triệu đồng": "million", "tỷ đồng": "billion"}


@cache
def reading(name: str) -> Reading:
    """One corpus file, read in this process with a preview that holds every row."""
    return read_file(name, (CORPUS / name).read_bytes(), {}, Limits(preview_rows=2000))


def differences(name: str) -> list[str]:
    """Every fact of a file that the reading does not give."""
    found = reading(name)
    facts = FACTS[name]
    wrong: list[str] = []
    if len(found.sheets) != facts["sheets"]:
        wrong.append(f"{len(found.sheets)} sheets")
    for fact in facts["sheet"]:
        sheet = next(s for s in found.sheets if s.name == fact["name"])
        tables = [table for table in found.tables if table.sheet == sheet.name]
        wrong += [f"{sheet.name}: {text}" for text in _sheet(fact, sheet)]
        for expected in fact["table"]:
            table = next((t for t in tables if set(t.head_rows) & set(expected["header_rows"])), None)
            wrong += [f"{sheet.name}: {text}" for text in _cells(expected, sheet)]
            if table is None:
                wrong.append(f"{sheet.name}: no table with head {expected['header_rows']}")
            else:
                wrong += [f"{sheet.name}: {text}" for text in _table(expected, table, found)]
    return wrong


def _sheet(fact: dict[str, Any], sheet: Sheet) -> list[str]:
    expected = (
        fact["visible"],
        fact["merged_ranges"],
        tuple(fact.get("hidden_rows", ())),
        tuple(fact.get("hidden_columns", ())),
    )
    got = (sheet.visible, sheet.merged, sheet.hidden_rows, sheet.hidden_columns)
    return [] if expected == got else [f"sheet is {got}, expected {expected}"]


def _cells(fact: dict[str, Any], sheet: Sheet) -> list[str]:
    wrong = []
    for cell in fact.get("cell", ()):
        value = sheet.at(cell["at"])
        if "error" in cell:
            right = isinstance(value, CellError) and value == cell["error"]
        elif "number" in cell:
            right = isinstance(value, (int, float)) and value == cell["number"]
        else:
            right = isinstance(value, str) and value == cell["text"]
        if not right:
            wrong.append(f"{cell['at']} is {value!r}, expected {cell}")
    return wrong


def _table(fact: dict[str, Any], table: Table, found: Reading) -> list[str]:
    wrong = []
    bounds = (
        list(table.head_rows),
        table.number_row,
        table.first_row,
        table.last_row,
        table.rows_with_content,
    )
    expected = (
        fact["header_rows"],
        fact.get("column_number_row"),
        fact["first_data_row"],
        fact["last_data_row"],
        fact["rows_with_content"],
    )
    if "data rows given here end" in fact.get("note", ""):
        # The facts stop within the table: what they speak of must be read as they say, and the rest too.
        upto = fact["last_data_row"]
        within = sum(1 for row in table.roles if table.first_row <= row <= upto)
        bounds = (*bounds[:3], min(bounds[3], upto), within)
    expected = TRUE_BOUNDS.get((found.file, table.sheet), expected)
    if bounds != expected:
        wrong.append(f"table is {bounds}, expected {expected}")
    scale = SCALES.get(fact.get("unit_of_measure", ""), "")
    if table.money_unit != scale:
        wrong.append(f"unit of measure {table.money_unit!r}, expected {scale!r}")
    if fact.get("unit_cells") and sorted(table.unit_cells) != sorted(fact["unit_cells"]):
        wrong.append(f"unit cells {table.unit_cells}, expected {fact['unit_cells']}")
    for total in fact.get("total", ()):
        wrong += _total(total, table, found)
    return wrong


def _total(fact: dict[str, Any], table: Table, found: Reading) -> list[str]:
    parts = _expand(fact["parts"])
    checks = [check for check in table.checks if check.cell == fact["at"]]
    if fact["adds_up"]:
        bad = [check for check in checks if not check.adds_up and set(check.parts) <= set(parts)]
        across = all(position(part)[0] == position(fact["at"])[0] for part in parts)
        held = across or any(check.adds_up for check in checks)
        return [f"{fact['at']}: reported {bad}, checked {held}"] if bad or not held else []
    for check in checks:
        if (
            not check.adds_up
            and set(check.parts) <= set(parts)
            and abs(float(check.difference) - fact["difference"]) < 1e-9
        ):
            said = any(
                f.kind == "total_mismatch" and f.sheet == table.sheet and f.cell == fact["at"]
                for f in found.findings
            )
            return [] if said else [f"{fact['at']}: no finding"]
    return [f"{fact['at']} should differ by {fact['difference']}: {[str(c.difference) for c in checks]}"]


def _expand(parts: str) -> list[str]:
    cells = []
    for part in parts.split(","):
        first, _, last = part.partition(":")
        (top, left), (bottom, right) = position(first), position(last or first)
        from budget.intake.grid import address

        cells += [address(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
    return cells
