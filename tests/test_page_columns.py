"""The columns of a table: chosen once, remembered for the officer, and no deed for the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def test_what_is_remembered_is_of_one_person(app: AppTest):
    store = sample_store()
    store.remember_view({KEY: ["least"]}, "An")
    assert store.settings("An")[KEY] == ["least"]
    assert KEY not in store.settings("Bình")
