"""Số của một tệp lập bởi phiên bản khác: its figures against those of the paper as this program makes it."""

from __future__ import annotations

import re
from dataclasses import replace

from budget.intake.altered import CellChange, Differences, differences
from budget.intake.container import Limits
from budget.intake.wording import Piece, changes

Placed = list[tuple[str, Piece]]
"""Pieces of a text with the part that each stands in."""

_FIGURE = re.compile(r"[-+−]?\d[\d.,\s]*%?")
_AMOUNT = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d.,]*\d)")


def of_text(was: Placed, now: Placed) -> tuple[int, Differences | None]:
    """So số của hai văn bản: how many there are, and those that differ. Cells of tables and charts in their
    order; an amount within a sentence counts where the other paper has it nowhere, for its words may differ.
    None where there are too many to compare.
    """
    listed = _cells(now)
    cells = changes(_cells(was), listed)
    if cells is None:
        return 0, None
    before, after = _amounts(was), _amounts([one for one in now if one not in listed])
    strange = [one for one in after if one not in before]
    found = tuple(CellChange("document", "", None, one) for one in strange)
    return len(listed) + len(after), replace(cells, cells=cells.cells + found, count=cells.count + len(found))


def of_book(was: bytes, now: bytes, limits: Limits) -> Differences | None:
    """So số của hai sổ, cell by cell; what only words differ in is left out."""
    found = differences(was, now, limits)
    if found is None:
        return None
    cells = tuple(one for one in found.cells if isinstance(one.before, float) or isinstance(one.after, float))
    return Differences(cells, len(cells), 0)


def _cells(pieces: Placed) -> Placed:
    return [one for one in pieces if isinstance(one[1], float) or _FIGURE.fullmatch(one[1].strip())]


def _amounts(pieces: Placed) -> list[str]:
    """Each amount of a thousand or more that stands in the text, once."""
    return list(dict.fromkeys(found for _, one in pieces for found in _AMOUNT.findall(str(one))))
