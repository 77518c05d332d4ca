"""The page of the legal basis: what is in force, what changed, and the office's own values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from budget.law import LawValue, national_law
from budget.law_review import (
    applied,
    changes,
    in_year,
    is_share,
    later_national,
    national_in,
    refusal,
    regimes,
    unconfirmed,
)
from budget.report.words import Words
from budget.store import open_store

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

VI, EN = Words("vi"), Words("en")


def opened(app: AppTest, **address: str) -> AppTest:
    for name, value in address.items():
        app.query_params[name] = value
    app.run().switch_page("pages/law/law.py").run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


# --- the questions to the law -----------------------------------------------------------------------------


def test_the_regimes_are_the_decree_its_amendment_and_the_circular_of_2026() -> None:
    assert [(r.id, r.year) for r in regimes()] == [("R1", 2021), ("R2", 2025), ("R3", 2026)]


def test_two_rates_of_base_pay_are_in_force_in_2026() -> None:
    """2.340.000 from 1/7/2024 still holds on 1/1/2026, 2.530.000 begins on 1/7/2026."""
    values = [value.value for value in in_year(national_law(), "base_pay", 2026)]
    assert values == [2_340_000, 2_530_000]
    assert national_in(national_law().parameter("base_pay"), 2026).value == 2_530_000  # type: ignore[union-attr]


def test_a_value_that_begins_within_a_year_counts_from_the_next_unless_it_is_monthly() -> None:
    value = LawValue(date(2024, 7, 1), Decimal("0.03"), "V", "NQ")
    law = national_law().with_own([("minimum_yearly_reduction", value)])
    assert [v.own for v in applied(law, "minimum_yearly_reduction", 2024)] == [False]
    assert [v.own for v in applied(law, "minimum_yearly_reduction", 2025)] == [True]
    assert [v.value for v in applied(law, "base_pay", 2024)] == [1_800_000, 2_340_000]


@pytest.mark.parametrize(
    ("parameter", "changed"),
    [
        ("exemption", True),
        ("supplement_cap", True),
        ("thresholds", False),
        ("minimum_yearly_reduction", False),
    ],
)
def test_what_changed_between_the_regimes(parameter: str, changed: bool) -> None:
    assert changes(national_law().parameter(parameter), (2021, 2025, 2026)) is changed


def test_a_share_is_told_from_an_amount() -> None:
    law = national_law()
    shares = {name for name in law.parameters if is_share(law.parameter(name))}
    assert {"minimum_yearly_reduction", "own_revenue_rate", "development_minimum", "thresholds"} <= shares
    assert not shares & {"base_pay", "bonus_months", "supplement_cap", "stability_periods", "exemption"}


def value_of(value: object) -> LawValue:
    return LawValue(date(2026, 1, 1), value, "V", "Nghị quyết")


@pytest.mark.parametrize(
    ("parameter", "value", "why"),
    [
        ("minimum_yearly_reduction", Decimal("0.03"), ""),
        ("minimum_yearly_reduction", Decimal("1.5"), "share"),
        ("minimum_yearly_reduction", Decimal("-0.01"), "negative"),
        ("minimum_yearly_reduction", True, "shape"),
        ("bonus_months", (("2", Decimal(4)),), ""),
        ("exemption", "essential", ""),
        ("tuition_exempt_share", "4/9", ""),
    ],
)
def test_an_own_value_is_refused_for_a_reason(parameter: str, value: object, why: str) -> None:
    assert refusal(national_law(), parameter, value_of(value)) == why


def test_later_national_values_are_found() -> None:
    parameter = national_law().parameter("exemption")
    assert [v.since.year for v in later_national(parameter, date(2023, 1, 1))] == [2025]
    assert later_national(parameter, date(2026, 1, 1)) == ()


def test_unconfirmed_parameters_are_counted() -> None:
    """2022: teaching share, months of tuition and kinds without tuition are marked M; nothing else is."""
    assert unconfirmed(national_law(), 2022) == (len(national_law().parameters), 3)


# --- the page -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_every_view_is_shown_in_both_languages(app: AppTest, words: Words) -> None:
    opened(app, lang=words.language)
    assert words.t("law.title") in said(app)
    assert "60/2021/NĐ-CP" in said(app)
    for view in ("changes", "time", "own"):
        app.segmented_control(key="law.view").set_value(view).run()
        assert not app.exception
    assert words.t("law.own_none") in said(app)


def test_the_year_decides_what_is_in_force(app: AppTest) -> None:
    opened(app)
    app.selectbox(key="law.year").set_value(2022).run()
    assert "1.490.000" in said(app)
    assert "2.530.000" not in said(app)
    app.selectbox(key="law.year").set_value(2026).run()
    assert "2.530.000" in said(app)
    app.selectbox(key="law.field").set_value("reduction").run()
    assert "2.530.000" not in said(app)


def test_changes_stand_side_by_side(app: AppTest) -> None:
    opened(app)
    app.segmented_control(key="law.view").set_value("changes").run()
    body = said(app)
    assert VI.t("law.rule.essential without own revenue") in body
    assert national_law().parameter("thresholds").title_vi not in body
    app.toggle(key="law.only").set_value(False).run()
    assert national_law().parameter("thresholds").title_vi in said(app)


def fill(app: AppTest, parameter: str, value: str, since: str, document: str, day: str = "") -> AppTest:
    app.segmented_control(key="law.view").set_value("own").run()
    app.selectbox(key="law.own.parameter").set_value(parameter).run()
    app.text_input(key=f"law.own.value.{parameter}.").set_value(value)
    app.text_input(key="law.own.since").set_value(since)
    app.text_input(key="law.own.document").set_value(document)
    app.text_input(key="law.own.day").set_value(day)
    app.button(key="law.own.add").click().run()
    assert not app.exception
    return app


def test_an_own_value_is_entered_used_and_withdrawn(app: AppTest) -> None:
    opened(app)
    fill(app, "minimum_yearly_reduction", "3 %", "01/01/2023", "NQ 12/2022/NQ-HĐND", "05/12/2022")
    kept = open_store().law_values()
    assert [(v.parameter, v.since, v.value, v.document_date) for v in kept] == [
        ("minimum_yearly_reduction", date(2023, 1, 1), Decimal("0.03"), date(2022, 12, 5))
    ]
    body = said(app)
    assert "NQ 12/2022/NQ-HĐND" in body
    assert VI.t("law.own_later", days="01/01/2025") in body  # the national value of 2025 does not end it
    app.segmented_control(key="law.view").set_value("year").run()
    app.selectbox(key="law.year").set_value(2025).run()
    assert "3\N{NO-BREAK SPACE}%" in said(app)
    app.segmented_control(key="law.view").set_value("own").run()
    app.button(key="law.own.withdraw").click().run()
    assert not app.exception
    assert open_store().law_values() == []
    assert len(open_store().law_values(withdrawn=True)) == 1


def test_a_table_is_entered_group_by_group(app: AppTest) -> None:
    opened(app)
    app.segmented_control(key="law.view").set_value("own").run()
    app.selectbox(key="law.own.parameter").set_value("bonus_months").run()
    for group, months in {"1": "3", "2": "3", "3a": "2,5", "3b": "2", "3c": "1"}.items():
        app.text_input(key=f"law.own.value.bonus_months.{group}").set_value(months)
    app.text_input(key="law.own.since").set_value("01/01/2026")
    app.text_input(key="law.own.document").set_value("QĐ 1")
    app.button(key="law.own.add").click().run()
    assert not app.exception
    assert open_store().law_values()[0].value["3a"] == Decimal("2.5")


@pytest.mark.parametrize(
    ("value", "since", "document", "key"),
    [
        ("ba phần trăm", "01/01/2023", "NQ", "help_share"),
        ("150 %", "01/01/2023", "NQ", "refused_share"),
        ("3 %", "2023", "NQ", "no_day"),
        ("3 %", "01/01/2023", "", "no_document"),
    ],
)
def test_a_slip_is_said_in_a_sentence_and_nothing_is_stored(
    app: AppTest, value: str, since: str, document: str, key: str
) -> None:
    opened(app)
    fill(app, "minimum_yearly_reduction", value, since, document)
    sentence = VI.t(f"law.{key}", text=since) if key == "no_day" else VI.t(f"law.{key}")
    assert sentence in said(app)
    assert open_store().law_values() == []
