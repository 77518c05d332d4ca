"""School by school on the page of the increase: how far each reaches its norm, before and after."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from budget.compare import status_quo_of
from budget.report.numbers import Numbers
from tests.plan_pages import html, open_page, result_of, sample_store, text_of, with_scenario

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from budget.store import Store


@pytest.fixture
def store(app: AppTest) -> Store:
    return sample_store()


def names_of(app: AppTest) -> list[str]:
    """The schools in the chart."""
    chart = next(c for c in app.main.get("plotly_chart") if c.proto.id.endswith("-allocation.coverage"))
    layout: dict[str, Any] = json.loads(chart.proto.spec)["layout"]
    return list(layout["yaxis"]["ticktext"])


def test_the_chart_has_the_lowest_schools_or_all(app: AppTest, store: Store):
    open_page(app, "allocation", with_scenario(store))
    assert len(names_of(app)) == 9
    lowest = names_of(app)
    app.button_group(key="allocation.charted.kind").set_value("all").run()
    assert app.query_params["charted"] in ("all", ["all"])
    # the sample city has 62 schools; the lowest still come first
    assert len(set(names_of(app))) == 62
    assert names_of(app)[:9] == lowest


def test_the_table_has_of_each_school_how_far_it_was_and_comes(app: AppTest, store: Store):
    # one school's own cut is made up again, which is no gain of it
    cut = '[[reductions]]\nmethod = "rate"\nunits = { codes = ["9100477"] }\nrate = { 2025 = 0.04 }\n'
    scenario = store.save_scenario("x", f"{text_of('city_b_cut_ten_percent')}\n{cut}", "t", 2022).id
    open_page(app, "allocation", scenario)
    app.button_group(key="allocation.view").set_value("schools").run()
    assert not app.exception
    result, n = result_of(store, scenario), Numbers("vi")
    quo = status_quo_of(result.units, result.scenario, result.law)
    said = html(app)
    assert all(head in said for head in ("Định mức, trước", "Định mức, sau", "đ/học sinh"))
    j = result.year(2025)
    schools = np.flatnonzero(result.units.school)
    assert (result["coverage"][schools, j] > quo["coverage"][schools, j]).sum() > 9
    gains = [int(a - b) for a, b in zip(result["support"][:, j], result["status_quo"][:, j], strict=True)]
    for i in schools[:20]:
        row = said[said.index(result.units.name[i] + "</a></td>") :].split("</tr>")[0]
        cells = re.sub(r"<[^>]+>", "|", row)
        for value in (quo["coverage"][i, j], result["coverage"][i, j]):
            assert n.percent(float(value)) in cells
        gain, pupils = gains[i], int(result.published("pupils")[i, j])
        if gain > 0:
            assert f"|+{n.count((2 * gain + pupils) // (2 * pupils))}|" in cells
    own = result.units.position("9100477")
    assert gains[own] < int(result.published("increase")[own, j])
    # the preschools, who gains most a pupil first
    app.button_group(key="allocation.sort").set_value("pupil").run()
    table = html(app)
    preschools = [i for i in schools if result.units.kind[i] == "preschool"]
    first = max(preschools, key=lambda i: gains[i] / result["pupils"][i, j])
    last = min(preschools, key=lambda i: gains[i] / result["pupils"][i, j])
    places = [table.index(result.units.name[i] + "</a></td>") for i in preschools]
    assert table.index(result.units.name[first] + "</a></td>") == min(places)
    assert table.index(result.units.name[last] + "</a></td>") == max(places)
    # of all levels together, without their sums
    app.button_group(key="allocation.among").set_value("all").run()
    table = html(app)
    first = max(schools, key=lambda i: gains[i] / result["pupils"][i, j])
    places = [table.index(result.units.name[i] + "</a></td>") for i in schools]
    assert table.index(result.units.name[first] + "</a></td>") == min(places)
    assert "Mầm non (" in said
    assert "Mầm non (" not in table


def test_a_school_that_gets_nothing_is_as_far_as_before(app: AppTest, store: Store):
    text = 'name = "x"\nhorizon = 2025\n[allocation]\npool = { from = "amount", by_year = {} }\n'
    open_page(app, "allocation", store.save_scenario("x", text, "t", 2022).id)
    app.button_group(key="allocation.view").set_value("schools").run()
    cells = re.findall(r"<td[^>]*>(?:<a[^>]*>)?([^<]*)", html(app))
    # neither a school nor a level has any points more
    assert not any(cell.startswith("+") for cell in cells)
    # of all schools it is said once, and of each where it is pointed at
    said = html(app).replace("\N{NO-BREAK SPACE}", " ")
    assert "Không được cấp: " not in said
    assert said.count("Không được cấp thêm năm 2025: năm 2025 không có nguồn.") >= 62
