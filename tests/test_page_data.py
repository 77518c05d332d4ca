"""The pages Kiểm tra and Danh sách đơn vị: what came in, what is missing, what was found."""

from __future__ import annotations

import pytest

from budget.findings import NOTE, Finding
from budget.report.words import Words
from budget.store import IMPORT, Batch, open_store
from budget.units import Source
from tests.plan_pages import html

ROWS = [
    {"code": "1", "name": "Trường MN Hoa Sen", "kind": "preschool", "pupils": 200, "salary": 2_400_000_000},
    {"code": "2", "name": "Trường TH Lê Lợi", "kind": "primary", "pupils": 600, "salary": 5_200_000_000},
]


def stored(year: int = 2025, rows=ROWS) -> int:
    cell = Source(file="a.xlsx", sheet="Sheet1", cell="E5", text="2400")
    found = [
        Finding("hidden_columns", NOTE, file="a.xlsx", sheet="Sheet1", numbers={"count": 2, "columns": "X"})
    ]
    batch = Batch(year, rows, {"1": {"salary": cell}}, found, origin=IMPORT)
    return open_store().add_data([batch], "t")[0].id


def opened(app, page: str, lang: str = "vi"):
    app.query_params["lang"] = lang
    app.run()
    app.switch_page(f"pages/data/{page}.py").run()
    assert not app.exception
    return app


@pytest.mark.parametrize("page", ["check", "units"])
def test_without_data_a_page_says_what_it_will_show(app, page):
    assert Words("vi").t(f"{page}.empty_title") in html(opened(app, page))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_checks_name_the_units_that_have_not_sent_and_the_findings(app, lang):
    stored(2024)
    stored(2025, ROWS[:1])
    w = Words(lang)
    page = html(opened(app, "check", lang))
    assert w.t("check.sentence", n=1, year=2025, lacking=1) in page
    assert "Trường TH Lê Lợi" in page
    assert w.finding(Finding("hidden_columns", NOTE, numbers={"count": 2, "columns": "X"})) in page


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_list_has_every_unit_and_the_sum_of_its_rows(app, lang):
    stored()
    w = Words(lang)
    page = html(opened(app, "units", lang))
    assert "Trường MN Hoa Sen" in page
    assert w.t("units.total", n=2) in page
    assert w.numbers.money(7_600_000_000) in page


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_pay_that_is_not_there_yet_is_named_and_never_a_zero(app, lang):
    """Lê Lợi sent no pay: named on Kiểm tra and beside the data, blank in the list, and to be completed."""
    rows = [ROWS[0] | {"support": 1}, {**ROWS[1], "salary": 0, "support": 1}]
    stored(2025, rows)
    w = Words(lang)
    opened(app, "check", lang)
    assert w.t("check.pending_title", n=1, column="salary") in html(app)
    assert w.t("app.data_pending", n=1, column="salary") in html(app)
    app.button(key="check.complete.salary").click().run()
    assert not app.exception
    assert w.t("units.pending") in html(app)
    line = next(row for row in html(app).split("<tr") if ">Trường TH Lê Lợi</a>" in row)
    assert 'class="missing"' in line
