"""Text tables (.csv, .tsv, and .xls that are text): letters and delimiter found out (đọc tệp csv)."""

from __future__ import annotations

import csv
import io

from budget.intake.encoding import decode, guess
from budget.intake.grid import Grid, Value
from budget.intake.text import has_vietnamese, tidy

_DELIMITERS = ";\t,|"


def decode_text(data: bytes) -> str:
    """Text of unknown bytes: UTF-8, UTF-16, else Windows letters (old letters stay as they are)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    sample = data[:2000]
    if sample.count(b"\x00") > len(sample) // 5:
        return data.decode("utf-16-be" if sample[:1] == b"\x00" else "utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    latin = data.decode("cp1252", "replace").replace("\ufffd", "")
    old = guess(latin.splitlines()[:400])
    vietnamese = data.decode("cp1258", "replace")
    if not old and has_vietnamese(tidy(vietnamese[:20000])):
        return vietnamese
    return data.decode("latin-1") if old else latin


def _delimiter(text: str) -> str:
    """The delimiter that cuts most lines into the same number of pieces; "" when none does."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    best, score = "", 0.0
    for mark in _DELIMITERS:
        counts = [len(row) - 1 for row in csv.reader(lines, delimiter=mark)]
        filled = [count for count in counts if count]
        if not filled:
            continue
        usual = max(set(filled), key=filled.count)
        worth = filled.count(usual) / len(lines) * min(usual, 12) ** 0.5
        if worth > score:
            best, score = mark, worth
    return best


def looks_like_table(data: bytes, *, strict: bool) -> bool:
    """Tell whether bytes are a text table; strict asks for two lines with the same delimiter."""
    try:
        text = decode_text(data[:200_000])
    except (UnicodeDecodeError, csv.Error):
        return False
    head = text[:4000]
    strange = sum(1 for ch in head if ord(ch) < 32 and ch not in "\t\r\n\f")
    if strange > len(head) // 100 or head.count("\ufffd") > len(head) // 20:
        return False
    try:
        mark = _delimiter(text)
    except csv.Error:
        return False
    return bool(mark) and (not strict or (mark == "\t" and text.count("\t") >= 2 and text.count("\n") >= 1))


def read_csv(data: bytes) -> list[Grid]:
    """Read a text table as one sheet; numbers stay text: only the column tells how they are written."""
    text = decode_text(data)
    first, _, rest = text.partition("\n")
    mark = ""
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        mark, text = first.strip()[4], rest
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark or _delimiter(text) or ",")
    raw = list(reader)
    old = guess(cell for row in raw[:400] for cell in row)
    grid = Grid("", [], guessed=bool(old))
    for row in raw:
        cells = [_cell(cell, old, grid) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        grid.rows.append(cells)
    while grid.rows and not grid.rows[-1]:
        grid.rows.pop()
    return [grid]


def _cell(text: str, old: str, grid: Grid) -> Value:
    if old and not text.isascii():
        text = decode(text, old)
        grid.legacy[old] = grid.legacy.get(old, 0) + 1
    text = tidy(text)
    if text.isdigit() and (text == "0" or not text.startswith("0")) and len(text) < 16:
        return int(text)
    return text or None
