"""A difference in words: one rule for what is no change, on screen and in papers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from budget.law import national_law
from budget.report.deck_story import Story
from budget.report.differing import difference_cell, difference_said
from budget.report.story_said import compared_of
from budget.report.words import Words
from budget.report.workbook_comparison import comparison
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import simulate
from tests.plans import M, run, school
from tests.test_page_compare import FILES, OTHER


@pytest.mark.parametrize(
    ("unit", "change", "said"),
    [
        # 558.900 đồng are more than half a triệu, but less than one step of what is printed
        ("million", -558_900, "bằng hiện trạng 2025 (chênh lẻ −558.900 đồng)"),
        ("million", 999_999, "bằng hiện trạng 2025 (chênh lẻ +999.999 đồng)"),
        ("million", 1_000_000, "tăng 1 triệu đồng so với hiện trạng 2025"),
        ("million", 0, "bằng hiện trạng 2025"),
        ("million", -3_315_000_000, "giảm 3.315 triệu đồng so với hiện trạng 2025"),
        # in tỷ đồng with two decimals a step is 10 triệu
        ("billion", 9_999_999, "bằng hiện trạng 2025 (chênh lẻ +9.999.999 đồng)"),
        ("billion", 10_000_000, "tăng 0,01 tỷ đồng so với hiện trạng 2025"),
        # plans are rounded by less than a triệu, whatever the unit
        ("dong", -558_900, "bằng hiện trạng 2025 (chênh lẻ −558.900 đồng)"),
    ],
)
def test_less_than_a_step_of_the_printed_unit_is_no_change(unit: str, change: int, said: str):
    assert difference_said(change, "hiện trạng 2025", Words("vi", unit)) == said


def test_a_title_tells_no_odd_amount():
    assert difference_said(-558_900, "hiện trạng 2025", Words("vi"), brief=True) == "bằng hiện trạng 2025"


def test_a_cell_prints_no_share_of_nothing():
    words = Words("vi")
    assert difference_cell(-558_900, words, -0.0000015) == "−558.900 đồng"
    assert (
        difference_cell(2_336_309_594, words, 0.006065).replace("\N{NO-BREAK SPACE}", " ")
        == "+2.336 (+0,6 %)"
    )
    # 0,02 % would read +0,0 %
    assert difference_cell(2_000_000, words, 0.0002) == "+2"
    assert difference_cell(0, words, 0.0) == "0"


def test_a_cell_of_a_slide_has_the_word_of_its_heading():
    words = Words("vi")
    assert [difference_cell(by, words, brief=True) for by in (-558_900, 0, -1_000_000)] == [
        "bằng",
        "bằng",
        "−1",
    ]


def test_the_other_plans_of_a_paper_say_that_their_assumptions_differ():
    _, units = load_sample("city_2022")
    plans = [parse_scenario(FILES[0].read_text(encoding="utf-8")), parse_scenario(OTHER)]
    shown = comparison([simulate(units, plan, national_law()) for plan in plans], 2025)
    said = compared_of(Story(shown, 0, Words("vi"), {}, datetime(2026, 11, 27, tzinfo=UTC)))
    assert "(giả định khác nhau, mỗi phương án có hiện trạng riêng)" in said
    plans = [parse_scenario(file.read_text(encoding="utf-8")) for file in FILES[:2]]
    shown = comparison([simulate(units, plan, national_law()) for plan in plans], 2025)
    same = compared_of(Story(shown, 0, Words("vi"), {}, datetime(2026, 11, 27, tzinfo=UTC)))
    assert same.startswith("Các phương án năm 2025, ")


def test_what_a_plan_differs_by_in_all_is_the_sum_of_its_years():
    text = (
        'horizon = {last}\n[allocation]\nstages = [{{ aim = "share", by = "equal" }}]\nround_to = 1\n'
        'pool = {{ from = "amount", by_year = {{ 2022 = 600_000, 2023 = 700_000 }} }}\n'
    )
    rows = [school(salary=100 * M, support=100 * M)]
    longer, shorter = (run(2021, rows, text.format(last=last)) for last in (2024, 2023))
    shown = comparison([longer, shorter], 2022)
    # 0,6 + 0,7 + 0,7 triệu; the other plan ends before 2024
    assert shown.in_all(0) == 2_000_000
    assert shown.in_all(1) is None
    # against that plan: of 2024 there is nothing to compare
    assert comparison([longer, shorter], 2022, 1).in_all(0) is None
