"""Name and code of the unit that a form is of, written above it (tên và mã đơn vị ở đầu biểu)."""

from __future__ import annotations

from budget.intake.draft import Draft
from budget.intake.grid import Grid, as_text
from budget.intake.labels import kind_of, looks_like_unit
from budget.intake.text import fold
from budget.intake.wordlists import word_lists


def named_above(grid: Grid, draft: Draft) -> list[tuple[str, str, int, int]]:
    """Name and code of the unit, written above the table: (id, text, row, column)."""
    lists = word_lists()
    found: dict[str, tuple[str, str, int, int]] = {}
    for row in range(draft.region.title, draft.region.head[0]):
        for column, value in enumerate(grid.rows[row]):
            if not isinstance(value, str):
                continue
            label, _, rest = value.partition(":")
            text, at = (rest.strip(" .…"), column) if rest.strip(" .…") else _next(grid, row, column)
            if fold(label) in lists.words("code_labels") and text:
                found["code"] = ("code", text, row, at)
            elif fold(label) in lists.words("unit_labels") and text and ("name" not in found or ":" in value):
                found["name"] = ("name", text, row, at)
            elif looks_like_unit(value) and kind_of(value) and ":" not in value:
                # the body above the unit may be called as a unit is: Phòng Giáo dục
                owner = value.lower().startswith(tuple(lists.raw["owner_starts"]))
                found.setdefault("body" if owner else "name", ("name", value, row, column))
    if "name" in found:
        found.pop("body", None)
    return list(found.values())


def _next(grid: Grid, row: int, column: int) -> tuple[str, int]:
    for right in range(column + 1, column + 4):
        value = grid.value(row, right)
        if value is not None:
            return as_text(value).strip(), right
    return "", column
