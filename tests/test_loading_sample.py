"""The sample data come in as a workbook: every figure stands in the cell that is named as its source."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from budget.sample import SAMPLES, load_sample
from budget.units import COLUMN
from pages.shared import loading_sample


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_what_it_was_drawn_as_and_every_figure_has_its_cell(name: str) -> None:
    about, units = load_sample(name)
    batch = loading_sample.batch(name, "Số liệu mẫu")
    assert [dict(row) for row in batch.rows] == units.rows()
    assert (batch.base_year, batch.owner, batch.origin) == (about.base_year, about.owner, "sample")
    [(file, content)] = batch.files
    book = openpyxl.load_workbook(BytesIO(content))
    figures = 0
    for row in batch.rows:
        for column, value in row.items():
            if COLUMN[column].type in ("money", "count") and value:
                source = batch.sources[str(row["code"])][column]
                assert source.file == file == "Số liệu mẫu.xlsx"
                assert book[source.sheet][source.cell].value == value
                figures += 1
    assert figures > 5 * len(batch.rows)
