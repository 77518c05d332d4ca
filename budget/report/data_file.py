"""Số liệu các đơn vị ra tệp CSV: whole đồng, the columns of the data dictionary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from budget.report.table_files import to_csv
from budget.report.tables import Column, Row, Table, numbered
from budget.report.words import Words, searchable
from budget.units import COLUMNS, Units

Given = Sequence[Mapping[str, Any]] | None

LONGEST_NAME = 80
"""Letters of a file name before its ending."""


def data_csv(units: Units, words: Words, given: Given = None) -> bytes:
    """Số liệu các đơn vị as CSV, money in whole đồng, the columns of the data dictionary.

    `given`: the rows as `known_rows` has them, so that what nobody gave stays empty.
    """
    kinds = {"money": "money", "count": "decimal"}
    whole = Words(words.language, "dong")
    columns = [Column(c.id, words.column(c.id), kinds.get(c.type, "text")) for c in COLUMNS]  # type: ignore[arg-type]
    rows = [Row({c.id: _plain(row.get(c.id), c.id, words) for c in COLUMNS}) for row in given or units.rows()]
    return to_csv(Table("", columns, numbered(rows)), whole)


def _plain(value: object, column: str, words: Words) -> object:
    if isinstance(value, bool):
        return "x" if value else ""
    return words.kind(str(value)) if column == "kind" else value


def file_name(*parts: str) -> str:
    """Tên tệp: letters without marks, digits and hyphens, which every system and mail program keeps."""
    joined = "-".join(re.sub(r"[^a-z0-9]+", "-", searchable(part)).strip("-") for part in parts if part)
    return joined[:LONGEST_NAME].strip("-")
