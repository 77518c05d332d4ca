"""The forms of the circular by the numbers of rows and columns, however an office words them (biểu mẫu)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from budget.intake.columns import Heading
from budget.intake.grid import Grid, as_text
from budget.intake.layout import Region
from budget.intake.text import fold
from budget.intake.wordlists import word_lists

if TYPE_CHECKING:
    from budget.intake.draft import Draft


def by_number(draft: Draft) -> dict[int, str]:
    """The rows of Biểu mẫu 1 of Phụ lục 2 by their numbers: row -> id; nothing for another table.

    Sections carry Roman numbers, I speaks of revenue and II of spending; their rows 1, 2, 1.1, 1.2.
    """
    raw = word_lists().raw
    numbers: Mapping[str, str] = raw["form_numbers"]
    found: dict[int, str] = {}
    seen: set[str] = set()
    section = parent = ""
    for row in draft.rows:
        ordinal = as_text(draft.grid.value(row.row, draft.shape.number or 0)).strip(" .)") if row.mark else ""
        if row.mark == "roman":
            section, parent = ordinal, ""
            words = raw["form_sections"].get(section)
            folded = f" {fold(row.label)} "
            if words and not any(f" {fold(word)} " in folded for word in words):
                return {}
            seen.add(section)
            path = section
        elif row.mark == "digit" and section:
            parent = ordinal
            path = f"{section}.{ordinal}"
        elif row.mark.startswith("dotted") and section and ordinal.split(".")[0] == parent:
            path = f"{section}.{ordinal}"
        else:
            continue
        if path in numbers and numbers[path] not in found.values():
            found[row.row] = numbers[path]
    return found if seen >= set(raw["form_sections"]) else {}


def is_summary(grid: Grid, region: Region) -> bool:
    """Tell whether the row of column numbers is that of Phụ lục 3, by its formulas."""
    if region.number_row is None:
        return False
    texts = {as_text(value).replace(" ", "") for value in grid.rows[region.number_row]}
    return set(word_lists().raw["summary_form"]["formulas"]) <= texts


def with_numbers(grid: Grid, region: Region, headings: list[Heading]) -> list[Heading]:
    """The columns of Phụ lục 3 by their numbers; other tables as they are."""
    if region.number_row is None or not is_summary(grid, region):
        return headings
    form = word_lists().raw["summary_form"]
    texts = {
        h.column: as_text(grid.value(region.number_row, h.column)).replace(" ", "").strip("()")
        for h in headings
    }
    ids = {column: form["columns"].get(text, "") for column, text in texts.items()}
    taken = {h.id for h in headings if h.chosen} | {id_ for id_ in ids.values() if id_}
    return [
        h
        if h.chosen
        else replace(h, id=ids[h.column], confidence=1.0)
        if ids[h.column]
        else replace(h, id="", confidence=0.0)
        if h.id in taken
        else h
        for h in headings
    ]
