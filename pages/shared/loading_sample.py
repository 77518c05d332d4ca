"""Nạp số liệu mẫu through a workbook, as an office loads its own: each figure has its cell in a kept file."""

from __future__ import annotations

from io import BytesIO

from budget.intake import read_files
from budget.report.template import write_template
from budget.sample import load_sample
from budget.store import SAMPLE, Batch


def batch(name: str, label: str) -> Batch:
    """Số liệu mẫu as a batch, read from the template filled in with it; `label` names the file."""
    about, units = load_sample(name)
    book, file = BytesIO(), f"{label}.xlsx"
    write_template(book, None, units.rows(), about.base_year, owner=about.owner)
    [reading] = read_files([(file, book.getvalue())])
    [table] = reading.used
    sources = {str(row["code"]): found for row, found in zip(table.units, table.sources, strict=True)}
    files = [(file, book.getvalue())]
    return Batch(about.base_year, table.units, sources, files=files, owner=about.owner, origin=SAMPLE)
