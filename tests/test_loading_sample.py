"""The sample data come in as a workbook: every figure stands in the cell that is named as its source."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from budget.sample import SAMPLES, load_sample
from budget.store import open_store
from budget.units import COLUMN
from pages.shared import loading_sample

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest


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


def test_where_a_figure_is_shown_its_file_can_be_taken_as_it_came(app: AppTest) -> None:
    batch = loading_sample.batch("city_2022", "Số liệu mẫu")
    store = open_store()
    store.add_data([batch], "Lan")
    [kept] = store.files()
    [(_, content)] = batch.files
    assert store.file(kept.sha256) == content
    store.close()
    for page, key in (("pages/data/units.py", "figures"), ("pages/explain/unit.py", "explain")):
        app.query_params["unit"] = str(batch.rows[0]["code"])
        app.switch_page(page).run()
        assert not app.exception
        found = [e.proto for e in app.main if e.type == "download_button"]
        labels = {e.label: e.id for e in found}
        assert "Tải tệp gốc “Số liệu mẫu.xlsx”" in labels
        assert f"{key}.original.0" in labels["Tải tệp gốc “Số liệu mẫu.xlsx”"]
