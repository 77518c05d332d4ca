"""The columns of a table: chosen once, remembered for the officer, and no deed for the log."""

from __future__ import annotations

import json
from contextlib import nullcontext
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from budget.report.tables import Column, Table
from pages.shared import columns, grid
from tests.plan_pages import html, open_page, sample_store, with_scenario

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

KEY = "columns.reductions.units"


def test_a_column_that_an_officer_hid_stays_hidden_and_the_name_stays(app: AppTest):
    store = sample_store()
    scenario = with_scenario(store)
    open_page(app, "reductions", scenario)
    assert ">Tối thiểu lũy kế</th>" in html(app)
    deeds = len(store.log())
    store.remember_view({KEY: ["least"]})
    app.session_state["note." + KEY] = None
    app.run()
    assert not app.exception
    assert ">Tối thiểu lũy kế</th>" not in html(app)
    assert ">Đơn vị, theo nhóm năm 2022</th>" in html(app)
    assert ">Thừa, thiếu nguồn</th>" in html(app)
    assert len(store.log()) == deeds


def test_in_whole_dong_a_table_begins_with_fewer_columns(app: AppTest):
    store = sample_store()
    open_page(app, "reductions", with_scenario(store))
    assert ">Thừa, thiếu nguồn</th>" in html(app)
    app.selectbox(key="choose.money_unit").set_value("dong").run()
    assert not app.exception
    assert ">Thừa, thiếu nguồn</th>" not in html(app)
    assert ">Tối thiểu lũy kế</th>" in html(app)
    # what an officer chose stands in every unit
    store.remember_view({KEY: []})
    app.session_state["note." + KEY] = None
    assert ">Thừa, thiếu nguồn</th>" in html(app.run())


def test_what_is_remembered_is_of_one_person(app: AppTest):
    store = sample_store()
    store.remember_view({KEY: ["least"]}, "An")
    assert store.settings("An")[KEY] == ["least"]
    assert KEY not in store.settings("Bình")
    # what one without a name chose is not Bình's either
    store.remember_view({KEY: ["base"]})
    assert KEY not in store.view_of("Bình")
    assert (store.view_of("An")[KEY], store.view_of()[KEY]) == (["least"], ["base"])


def test_the_name_of_a_unit_cannot_be_hidden_behind_its_code(app: AppTest):
    table = Table("Đơn vị", [Column(name, name) for name in ("code", "name", "a", "b", "c", "d")], [])
    offered: list[str] = []

    def choice(table: Table, key: str, free: list[str], *_: object) -> None:
        offered.extend(free)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "_choice", choice)
        patch.setattr(columns.st, "popover", lambda *_, **__: nullcontext(SimpleNamespace(open=True)))
        patch.setattr(columns, "_kept", lambda _, first: first)
        columns.chosen(table, "units")
    assert offered == ["a", "b", "c", "d"]


def test_a_width_chosen_in_a_long_table_is_remembered(app: AppTest, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(grid, "SMALL", 10)
    store = sample_store()
    scenario = with_scenario(store)
    app.session_state["columns.reductions.units"] = True
    open_page(app, "reductions", scenario)
    assert set(widths(app).values()) == {None}
    app.selectbox(key="columns.reductions.units.width_of").set_value("least").run()
    app.button_group(key="columns.reductions.units.width.least").set_value("narrow").run()
    assert not app.exception
    assert {heading: wide for heading, wide in widths(app).items() if wide} == {"Tối thiểu lũy kế": 80}
    assert store.settings()["widths.reductions.units"] == {"least": "narrow"}
    app.session_state["note.widths.reductions.units"] = None
    app.run()
    assert widths(app)["Tối thiểu lũy kế"] == 80
    # the columns of all other tables are as they were
    assert "columns.reductions.units" not in store.settings()


def widths(app: AppTest) -> dict[str, int | None]:
    """How wide the columns of the long table are to be, by heading."""
    [frame] = [f for f in app.dataframe if "Tối thiểu lũy kế" in f.value]
    return {heading: of.get("width") for heading, of in json.loads(frame.proto.columns).items()}
