"""The stability period that the papers speak of: the same in all, none where the plan begins with it."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from budget.afterwards import concluded, period_unsure, stable_since
from budget.law_values import LawValue
from budget.report.conclusion import conclusions
from budget.report.deck_story import Story
from budget.report.forms import write_summary_forms
from budget.report.memo import memo_fields
from budget.report.review_said import review_of
from budget.report.unit_papers import decision_fields
from budget.report.words import Words
from budget.report.workbook_comparison import comparison
from budget.simulate import Result, simulate
from tests.plans import M, run, service

CREATED = datetime(2025, 11, 5, 8, 0)  # noqa: DTZ001 - a day of the office
UNIT = service("V1", management=400 * M, salary=100 * M, support=500 * M)
ABOUT: dict[str, Any] = {"words": Words(), "created": CREATED}


@pytest.fixture(scope="module")
def within() -> Result:
    """On data of 2026, in the period 2026-2030 that the law names: 2027 is its second year."""
    return run(2026, [UNIT], "horizon = 2030")


@pytest.fixture(scope="module")
def whole() -> Result:
    """On data of 2025: the plan begins with the period."""
    return run(2025, [UNIT], "horizon = 2030")


def test_a_period_begins_with_the_law(within: Result, whole: Result):
    assert (stable_since(within), stable_since(whole)) == (2026, 2026)
    # of the period after it, 2031-2035
    assert stable_since(run(2029, [UNIT], "horizon = 2033"), 2031) == 2031
    assert concluded(within, 2027)["since"] == 2026


def test_the_remaining_years_of_a_period_are_called_so_in_every_paper(within: Result):
    # no text was found that names it: law.md, 1.3
    rest = "giai đoạn 2027-2030 (các năm còn lại của thời kỳ ổn định 2026-2030, chưa xác nhận) và dự toán"
    told = conclusions(concluded(within, 2027), "A", "Phòng", Words(), None, CREATED.date())
    assert rest in told[-1]
    assert rest in memo_fields([within], **ABOUT)["requests"][-1]
    decision = decision_fields(within, **ABOUT)["decisions"][0]
    assert decision["period"] + decision["rest"] == "2027-2030 (thời kỳ ổn định 2026-2030, chưa xác nhận)"
    assert decision["begun"]
    assert form_heads(within)[1] == (
        "Phụ lục 3, Biểu số 2: Dự kiến năm 2027, năm đầu của phương án trong thời kỳ ổn định 2026-2030, "
        "chưa xác nhận, và đề xuất phân loại"
    )


def test_a_plan_that_begins_with_its_period_says_no_more(whole: Result):
    told = conclusions(concluded(whole, 2026), "A", "Phòng", Words(), None, CREATED.date())
    unsure = " (thời kỳ ổn định chưa xác nhận)"
    assert f"giai đoạn 2026-2030{unsure} và dự toán" in told[-1]
    decision = decision_fields(whole, **ABOUT)["decisions"][0]
    assert (decision["rest"], decision["begun"]) == (unsure, "")
    assert form_heads(whole)[1] == (
        "Phụ lục 3, Biểu số 2: Dự kiến năm đầu thời kỳ ổn định (2026, chưa xác nhận) và đề xuất phân loại"
    )


def test_a_period_that_a_text_names_or_that_the_office_has_entered_is_not_marked(within: Result):
    # the first period ends with 2025 by TT 56/2022, article 9, clause 6
    first = run(2022, [UNIT], "horizon = 2025")
    assert not period_unsure(first)
    told = conclusions(concluded(first, 2023), "A", "Phòng", Words(), None, date(2023, 1, 5))
    assert "giai đoạn 2023-2025 (các năm còn lại của thời kỳ ổn định 2021-2025) và dự toán" in told[-1]
    assert decision_fields(first, **ABOUT)["decisions"][0]["rest"] == " (thời kỳ ổn định 2021-2025)"
    assert period_unsure(within)
    assert not any("Thời kỳ ổn định 2021-2025" in one for one in review(first))
    assert review(within)[0].startswith("Thời kỳ ổn định 2026-2030 chưa có văn bản nêu rõ: tờ trình, quyết")
    value = LawValue(date(2026, 1, 1), 2030, "V", "Quyết định 1/2026/QĐ-UBND")
    own = within.law.with_own([("stability_periods", value)])
    assert not period_unsure(simulate(within.units, within.scenario, own))


def test_the_record_of_an_older_version_names_no_other_period(within: Result):
    about = {key: told for key, told in concluded(within, 2027).items() if key not in ("since", "unsure")}
    told = conclusions(about, "A", "Phòng", Words(), None, CREATED.date())
    assert "giai đoạn 2027-2030 và dự toán" in told[-1]


def review(result: Result) -> list[str]:
    return [point.said for point in review_of(Story(comparison([result]), 0, Words(), {}, CREATED))]


def form_heads(result: Result) -> list[str]:
    out = io.BytesIO()
    write_summary_forms(out, result, **ABOUT)
    book = openpyxl.load_workbook(io.BytesIO(out.getvalue()))
    found = (str(cell.value) for sheet in book for row in sheet.iter_rows(max_row=12) for cell in row)
    return [said for said in found if said.startswith("Phụ lục 3, Biểu")]


def test_who_signs_is_reminded_of_the_plans_that_the_units_must_have_sent(within: Result):
    assert "phương án tự chủ của từng đơn vị: kiểm tra đã nhận đủ" in review(within)[-1]
