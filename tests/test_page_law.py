"""The page of the legal basis: what is in force, what changed, and the office's own values."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from budget.law import MARKS, LawValue, national_law
from budget.law_review import (
    applied,
    changes,
    chapters,
    enterable,
    first_year,
    in_year,
    is_share,
    later_national,
    national_in,
    refusal,
    regimes,
    rule_changes,
    unconfirmed,
)
from budget.law_values import frozen
from budget.report.words import Words
from budget.store import open_store

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

VI, EN = Words("vi"), Words("en")


def opened(app: AppTest, **address: str) -> AppTest:
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page("pages/law/law.py").run()
    assert not app.exception
    return app


def spaced(text: str) -> str:
    """With plain spaces, also before a percent sign."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


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
    """2022: teaching share, months of tuition, kinds without tuition and chapter codes are marked M, and the
    circular of the year on which the shares set aside and saved rest; six more have no value, because the
    office has entered none.
    """
    law = national_law()
    assert unconfirmed(law, 2022) == (len(law.parameters) - 6, 6)
    own = law.with_own([("primary_norm", value_of({"per_unit": 1}))])
    assert unconfirmed(own, 2026)[0] == unconfirmed(law, 2026)[0] + 1


@pytest.mark.parametrize(
    ("parameter", "value", "why"),
    [
        ("primary_norm", {"teaching_share": Decimal("0.25"), "per_site": 100_000_000}, ""),
        ("primary_norm", {"teaching_share": Decimal(1)}, "teaching_share"),
        ("primary_norm", {"teaching_share": Decimal("-0.1")}, "teaching_share"),
        ("primary_norm", {"per_pupil": -1}, "negative"),
        ("primary_norm", {"indexed": True}, "norm"),
        ("primary_norm", {"per_pupil": 0}, "norm"),
        ("primary_norm", {}, "norm"),
        ("compensation_rate", Decimal("0.9"), ""),
        ("compensation_rate", Decimal("1.1"), "share"),
        ("chapter_codes", {"primary": 822}, ""),
        ("chapter_codes", {"primary": 8220}, "codes"),
    ],
)
def test_what_a_locality_sets_is_refused_for_a_reason(parameter: str, value: object, why: str) -> None:
    assert refusal(national_law(), parameter, value_of(frozen(value))) == why


def test_what_a_locality_sets_is_offered_first_and_what_must_not_change_never() -> None:
    names = enterable(national_law())
    assert names[:7] == [
        "preschool_norm", "primary_norm", "lower_secondary_norm", "combined_norm", "service_norm",
        "compensation_rate", "chapter_codes",
    ]  # fmt: skip
    assert "minimum_yearly_reduction" in names
    assert "spending_lines" not in names


def test_a_value_counts_from_the_first_year_that_it_holds_on_1_january() -> None:
    assert first_year("primary_norm", date(2024, 1, 1)) == 2024
    assert first_year("primary_norm", date(2024, 1, 2)) == 2025
    assert first_year("base_pay", date(2024, 7, 1)) == 2024


def test_every_rule_that_changed_is_told_in_both_languages() -> None:
    known = {regime.id for regime in regimes()}
    assert len(rule_changes()) > 10
    for change in rule_changes():
        assert set(change.texts) <= known
        assert set(change.texts) & {"R2", "R3"}, "what never changed is no change"
        for said in (change.topic, *change.texts.values()):
            assert set(said) == {"vi", "en"}
            assert all(said.values())
        assert change.mark in MARKS
        assert re.search(r"\d+/20\d\d/(NĐ-CP|TT-BTC)", change.source)


def test_a_chapter_code_is_printed_where_it_is_confirmed_or_the_office_s_own() -> None:
    law, before, after = national_law(), date(2025, 12, 31), date(2026, 1, 1)
    # schools of districts until 2025 are known from memory only; from 2026 schools and others of communes
    assert chapters(law, before, commune=True) == {}
    found = chapters(law, after, commune=True)
    assert (found["primary"], found["service"]) == ("822", "821")
    assert chapters(law, after, commune=False) == {}
    own = law.with_own([("chapter_codes", LawValue(date(2024, 1, 1), {"primary": 22}, "V", "TT"))])
    assert chapters(own, date(2023, 12, 31), commune=False) == {}
    assert chapters(own, after, commune=False) == chapters(own, after, commune=True) == {"primary": "022"}


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
    title = national_law().parameter("minimum_yearly_reduction").title_vi
    newer = VI.t("law.own_newer", name=f"{title} · 01/01/2023", days="01/01/2025")
    assert VI.t("law.own_later", listed=newer) in body  # the national value of 2025 does not end it
    app.segmented_control(key="law.view").set_value("year").run()
    app.selectbox(key="law.year").set_value(2025).run()
    assert "3\N{NO-BREAK SPACE}%" in said(app)
    app.segmented_control(key="law.view").set_value("own").run()
    app.button(key="law.own.withdraw").click().run()
    assert not app.exception
    assert open_store().law_values() == []
    assert len(open_store().law_values(withdrawn=True)) == 1
    app.button(key="law.own.unwithdraw").click().run()
    assert not app.exception
    (back,) = open_store().law_values()
    assert (back.value, back.document_date) == (Decimal("0.03"), date(2022, 12, 5))


def typed(app: AppTest, values: dict[str, str], parameter: str, since: str = "01/01/2023") -> AppTest:
    """The form of a parameter with several inputs, filled and sent."""
    app.segmented_control(key="law.view").set_value("own").run()
    app.selectbox(key="law.own.parameter").set_value(parameter).run()
    for part, value in values.items():
        app.text_input(key=f"law.own.value.{parameter}.{part}").set_value(value)
    app.text_input(key="law.own.since").set_value(since)
    app.text_input(key="law.own.document").set_value("Điều 11 NQ 15/2022/NQ-HĐND")
    app.button(key="law.own.add").click().run()
    assert not app.exception
    return app


def test_a_norm_of_the_province_is_entered_read_back_used_and_withdrawn(app: AppTest) -> None:
    opened(app)
    typed(app, {"teaching_share": "25 %", "per_site": "100", "per_pupil": "2,32"}, "primary_norm")
    kept = open_store().law_values()
    assert [(v.parameter, v.since, v.document) for v in kept] == [
        ("primary_norm", date(2023, 1, 1), "Điều 11 NQ 15/2022/NQ-HĐND")
    ]
    assert kept[0].value == {
        "teaching_share": Decimal("0.25"),
        "per_pupil": 2_320_000,
        "per_site": 100_000_000,
    }
    body = said(app)
    for part in ("25\N{NO-BREAK SPACE}%", "2.320.000", "100.000.000", "Điều 11 NQ 15/2022/NQ-HĐND"):
        assert part in body
    app.segmented_control(key="law.view").set_value("year").run()
    app.selectbox(key="law.field").set_value("norms").run()
    app.selectbox(key="law.year").set_value(2022).run()
    assert "2.320.000" not in said(app)
    app.selectbox(key="law.year").set_value(2024).run()
    body = said(app)
    assert "2.320.000" in body
    # beside it the share of the country still stands
    assert "30/2021/QĐ-TTg" in body
    assert VI.t("law.of_office") in body
    app.segmented_control(key="law.view").set_value("own").run()
    app.button(key="law.own.withdraw").click().run()
    assert not app.exception
    assert open_store().law_values() == []


def test_how_a_norm_is_counted_is_entered_with_it(app: AppTest) -> None:
    opened(app)
    app.segmented_control(key="law.view").set_value("own").run()
    app.selectbox(key="law.own.parameter").set_value("service_norm").run()
    for part in ("indexed", "norm_pay", "counts"):
        app.checkbox(key=f"law.own.value.service_norm.{part}").check()
    typed(app, {"per_post": "50"}, "service_norm")
    assert open_store().law_values()[0].value == {
        "per_post": 50_000_000, "indexed": True, "norm_pay": "current", "counts": "support",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("parameter", "values", "key", "about"),
    [
        ("primary_norm", {}, "refused_norm", {}),
        ("primary_norm", {"teaching_share": "100 %"}, "refused_teaching_share", {}),
        (
            "primary_norm",
            {"teaching_share": "25"},
            "no_percent",
            {"text": "25", "name": "Tỷ lệ trong tổng chi"},
        ),
        (
            "primary_norm",
            {"per_pupil": "2.320.000"},
            "too_large",
            {"text": "2.320.000", "name": "Mỗi học sinh"},
        ),
        ("primary_norm", {"per_pupil": "-1"}, "refused_negative", {}),
        ("chapter_codes", {}, "no_code", {}),
        ("chapter_codes", {"primary": "82"}, "refused_codes", {"text": "82", "name": "Tiểu học"}),
        ("compensation_rate", {"": "110 %"}, "refused_share", {}),
        (
            "compensation_rate",
            {"": "90"},
            "no_percent",
            {"text": "90", "name": "Mức cấp bù học phí được miễn"},
        ),
    ],
)
def test_a_slip_in_what_a_locality_sets_is_said_and_nothing_is_stored(
    app: AppTest, parameter: str, values: dict[str, str], key: str, about: dict[str, str]
) -> None:
    opened(app)
    typed(app, values, parameter)
    assert spaced(VI.t(f"law.{key}", **about)) in spaced(said(app))
    assert open_store().law_values() == []


def test_a_second_value_of_the_same_day_is_refused(app: AppTest) -> None:
    opened(app)
    for rate in ("90 %", "80 %"):
        typed(app, {"": rate}, "compensation_rate")
    title = national_law().parameter("compensation_rate").title_vi
    assert VI.t("law.refused_twice", title=title, day=date(2023, 1, 1)) in said(app)
    assert [v.value for v in open_store().law_values()] == [Decimal("0.9")]


def test_chapter_codes_are_entered_by_kind_and_named_on_the_page_of_the_office(app: AppTest) -> None:
    opened(app, view="own", parameter="chapter_codes")
    assert app.selectbox(key="law.own.parameter").value == "chapter_codes"
    typed(app, {"primary": "622", "service": "599"}, "chapter_codes")
    assert open_store().law_values()[0].value == {"primary": 622, "service": 599}
    app.switch_page("pages/settings/organisation.py").run()
    assert not app.exception
    assert VI.t("organisation.chapters_printed", codes="Tiểu học: 622; Sự nghiệp khác: 599") in said(app)


def test_what_changed_names_the_documents_and_the_rules_that_are_no_parameter(app: AppTest) -> None:
    opened(app)
    app.segmented_control(key="law.view").set_value("changes").run()
    body = said(app)
    for part in ("60/2021/NĐ-CP", "111/2025/NĐ-CP", "03/2026/TT-BTC", "Thẩm quyền quyết định"):
        assert part in body


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
        ("3", "01/01/2023", "NQ", "no_percent"),
        ("3 %", "2023", "NQ", "no_day"),
        ("3 %", "01/01/2023", "", "no_document"),
    ],
)
def test_a_slip_is_said_in_a_sentence_and_nothing_is_stored(
    app: AppTest, value: str, since: str, document: str, key: str
) -> None:
    opened(app)
    fill(app, "minimum_yearly_reduction", value, since, document)
    title = national_law().parameter("minimum_yearly_reduction").title_vi
    about = {"no_day": {"text": since}, "no_percent": {"text": value, "name": title}}
    assert spaced(VI.t(f"law.{key}", **about.get(key, {}))) in spaced(said(app))
    assert open_store().law_values() == []


def test_an_officer_fills_in_a_day_of_issue_that_papers_then_print(app: AppTest) -> None:
    opened(app, view="own")
    field = next(one for one in app.text_input if one.key == "law.issued.133/2025/TT-BTC")
    field.set_value("31/02/2025")
    app.button(key="law.issued.save").click().run()
    assert "Ngày ban hành “31/02/2025” của văn bản 133/2025/TT-BTC chưa đúng." in said(app)
    assert open_store().settings().get("issued.133/2025/TT-BTC") is None
    app.text_input(key="law.issued.133/2025/TT-BTC").set_value("05/12/2025")
    app.button(key="law.issued.save").click().run()
    assert open_store().settings()["issued.133/2025/TT-BTC"] == "2025-12-05"
    assert app.text_input(key="law.issued.133/2025/TT-BTC").value == "05/12/2025"
    app.text_input(key="law.issued.titled.133/2025/TT-BTC").set_value(" về  dự toán ")
    app.button(key="law.issued.save").click().run()
    assert open_store().settings()["titled.133/2025/TT-BTC"] == "về dự toán"
    app.switch_page("pages/log/log.py").run()
    assert not app.exception
