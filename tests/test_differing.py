"""A difference in words: one rule for what is no change, on screen and in papers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from budget.law import national_law
from budget.report.deck_story import Story
from budget.report.deck_trends import norm_subtitle
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


def test_plans_that_differ_in_norms_alone_share_the_money_of_their_status_quo():
    """150 pupils at 1 triệu and at 2 triệu of norm, of which the same 40 triệu are there."""
    text = (
        "horizon = 2023\n[norms.primary]\nteaching_share = 0.0\nper_unit = 0\n"
        "per_class = 0\nper_site = 0\nper_pupil = {}\n"
    )
    rows = [school(pupils=150, salary=60 * M, professional=40 * M, support=100 * M)]
    shown = comparison([run(2022, rows, text.format(by * M)) for by in (1, 2)], 2023)
    assert (len(shown.quos), shown.quo_of, shown.own, shown.norms_apart) == (1, (0, 0), False, True)
    assert [shown.change(k) for k in (0, 1)] == [0, 0]
    # each is measured by its own norm, in either plan as in its status quo
    assert [shown.at(shown.basis(k)).norm_gap for k in (0, 1)] == [110 * M, 260 * M]
    assert [shown.at(result).norm_gap for result in shown.results] == [110 * M, 260 * M]
    story = Story(shown, 0, Words("vi"), {}, datetime(2026, 11, 27, tzinfo=UTC))
    assert compared_of(story).startswith("Các phương án năm 2023, ")
    assert norm_subtitle(story).endswith("; định mức khác nhau nên không xếp thứ tự các phương án")
    assert [name for name, *_ in story.lines(by_norm=True)][:2] == ["Hiện trạng theo định mức của Thử"] * 2
    assert [dashed for *_, dashed in story.lines()] == [True, False, False]
    # against the first plan the difference to the norm is of the norm, that of the money is not
    among = comparison(shown.results, 2023, baseline=0)
    assert (among.mixed(1), among.mixed(1, by_norm=True)) == (False, True)
