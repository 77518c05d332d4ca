"""Editing a figure by hand: read back, asked again where it jumps, said everywhere afterwards."""

from __future__ import annotations

import re

import pytest

from budget.report.words import Words
from budget.store import open_store
from tests.plan_pages import html
from tests.test_page_data import opened, stored


def typed(app, column: str, value: str, why: str = "Theo công văn số 5"):
    app.selectbox(key="units.column").set_value(column).run()
    app.text_input(key="units.new").set_value(value).run()
    app.text_input(key="units.why").set_value(why).run()
    return app


def pressed(app):
    app.button(key="units.save").click().run()
    assert not app.exception
    return app


def salary(code: str = "2") -> int:
    store = open_store()
    units = store.data(store.data_versions()[-1].id)
    return int(units["salary"][units.position(code)])


@pytest.fixture
def page(app):
    stored()
    app.query_params["unit"] = "2"
    return opened(app, "units")


def test_an_amount_says_its_unit_and_is_read_back_in_words(page):
    typed(page, "salary", "5.300.000.000")
    assert page.text_input(key="units.new").label == "Giá trị mới (đồng)"
    said = "5.200.000.000 đồng → 5.300.000.000 đồng (Năm tỷ, ba trăm triệu đồng)"
    assert said in html(page)
    # a rise of 2 % is saved at once, and the message has unit, column, before and after
    told = "Đã sửa Trường TH Lê Lợi"
    assert told in html(pressed(page))
    assert "5.200.000.000 đồng → 5.300.000.000 đồng; dữ liệu hiện là bản v2" in html(page)
    assert salary() == 5_300_000_000


@pytest.mark.parametrize(("value", "change"), [("5.200", "99,9"), ("0", "")])
def test_a_jump_is_asked_once_before_it_is_saved(page, value, change):
    pressed(typed(page, "salary", value))
    assert salary() == 5_200_000_000
    assert "có chắc không?" in html(page)
    assert change in html(page)
    assert page.button(key="units.save").label == Words("vi").t("units.save_anyway")
    pressed(page)
    assert salary() == int(value.replace(".", ""))


def test_the_question_is_asked_anew_for_another_figure(page):
    pressed(typed(page, "salary", "5.200"))
    pressed(typed(page, "salary", "5.201"))
    assert salary() == 5_200_000_000


def test_checks_and_log_tell_the_edit(page):
    pressed(typed(page, "salary", "5.300.000.000", "Biên bản 7"))
    check = html(opened(page, "check"))
    assert "1 số sửa tay sau khi nạp" in check
    for said in ("Trường TH Lê Lợi", "5.200.000.000 đồng", "5.300.000.000 đồng", "Biên bản 7"):
        assert said in check
    edited = max(open_store().data_versions(), key=lambda version: version.number)
    assert f">{edited.created_at:%d/%m/%Y}<" in check  # as people here write a day
    page.switch_page("pages/log/log.py").run()
    assert not page.exception
    assert "5.200.000.000 đồng → 5.300.000.000 đồng (Biên bản 7)" in html(page)


def test_other_figures_keep_their_source_after_an_edit(app):
    from budget.sample import load_sample
    from budget.store import Batch

    sample = load_sample("city_2022")[1]
    open_store().add_data([Batch(2022, sample.rows(), {}, [], origin="sample")], "t")
    opened(app, "units")
    before = html(app).count(Words("vi").t("units.source_sample"))
    pressed(typed(app, "pupils", str(int(sample["pupils"][0]) + 1)))
    assert before > 5
    assert html(app).count(Words("vi").t("units.source_sample")) == before - 1
    # the day as people here write it
    assert re.search(r"sửa ngày \d\d/\d\d/\d{4}:", html(app))
