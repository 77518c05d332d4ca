"""Chỗ của một ô trong trang tính: the heading of its row (a unit, an item) and that of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

LONGEST = 120
"""Letters of a heading; what is longer is a sentence."""

YEARS = 1990, 2100
_NUMBER = re.compile(r"[\d.]+|[IVXLC]+")

Rows = Sequence[Sequence[Any]]
"""Cells of a sheet: text, figures, None for an empty one."""


def row_heading(rows: Rows, row: int, column: int) -> str:
    """Tên của hàng: the first words to the left of the cell, past numbers and codes; "" for none."""
    left = rows[row][:column] if row < len(rows) else ()
    return next((cell.strip() for cell in left if _words(cell)), "")


def column_heading(rows: Rows, row: int, column: int) -> str:
    """Tên của cột: what stands in the column in the nearest row of headings above, in the same table; "" for
    none.
    """
    for above in reversed(rows[:row]):
        if not any(cell is not None for cell in above):
            return ""  # an empty row parts two tables
        cell = above[column] if column < len(above) else None
        # the line of the numbers of columns is no heading
        if cell is None or str(cell).startswith("(") or not _heads(above):
            continue
        return cell.strip() if isinstance(cell, str) and len(cell) <= LONGEST else _year(cell)
    return ""


def _heads(row: Sequence[Any]) -> bool:
    """A row of headings: texts, and years, and no number of a row before them."""
    cells = [cell for cell in row if cell is not None]
    texts = [cell for cell in cells if isinstance(cell, str)]
    numbered = _NUMBER.fullmatch(str(cells[0])) is not None
    return bool(texts) and len(cells) > 1 and not numbered and all(_year(c) for c in cells if c not in texts)


def _year(cell: Any) -> str:
    """A year as it is read; "" for any other figure."""
    if isinstance(cell, float) and cell == int(cell) and YEARS[0] <= cell <= YEARS[1]:
        return str(int(cell))
    return ""


def _words(cell: Any) -> bool:
    return isinstance(cell, str) and len(cell) <= LONGEST and sum(map(str.isalpha, cell)) > 1
