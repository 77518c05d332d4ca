"""Who got a step from the remainder stands below the tables of grants and cuts, with the way to the unit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from budget.remainder import cut_remainders, grant_remainders
from budget.report.words import Words
from tests.plan_pages import html, lever, open_page, result_of, sample_store, with_scenario

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    from budget.remainder import Remainder
    from budget.simulate import Result


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("page", "found_in", "figure"),
    [("allocation", grant_remainders, "increase"), ("reductions", cut_remainders, "cut")],
)
def test_the_units_with_a_step_more_are_named(
    app: AppTest, lang: str, page: str, found_in: Callable[[Result, int], tuple[Remainder, ...]], figure: str
) -> None:
    store = sample_store()
    scenario = with_scenario(store)
    (found,) = found_in(result_of(store, scenario), 2025)
    assert found.units
    open_page(app, page, scenario, lang=lang)
    label = Words(lang).t(f"{page}.remainder", n=len(found.units), step=found.step)
    assert label in [expander.label for expander in app.expander]
    body = html(app)
    for unit in found.units:
        assert f"unit={unit.code}&amp;figure={figure}" in body or f"unit={unit.code}&figure={figure}" in body


def test_nothing_is_said_in_the_base_year(app: AppTest) -> None:
    store = sample_store()
    open_page(app, "allocation", with_scenario(store), year=2022)
    assert not [e for e in app.expander if "phần lẻ" in e.label]


def test_what_is_left_over_is_of_the_share_just_set(app: AppTest) -> None:
    """Whole millions are given: of what is cut, 0,8 goes to schools and its odd part is left over."""
    scenario = with_scenario(store := sample_store())
    open_page(app, "allocation", scenario)
    lever(app, "select_slider", "pool.share").set_value(0.8).run()
    found = result_of(store, scenario)
    saved = int(found.published("status_quo")[:, 3].sum() - found.published("support")[:, 3].sum())
    saved += int(found.published("increase")[:, 3].sum())
    left = Words("vi").numbers.short(int(Decimal(saved) * Decimal("0.8")) % 1_000_000)
    assert f"Còn lẻ {left} " in html(app)
