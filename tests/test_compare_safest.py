"""The plan that lacks least in each worst case: by money and by units, told together where they disagree."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from budget.report.safest_said import Reached, deeper_said, others_said, safest, safest_brief
from budget.report.words import Words
from budget.robustness import UNEARNED, Swing

MILLION = 1_000_000
VI, EN = "Năm 2025, khi trượt giá +2,0 % mỗi năm, ", "2025, with prices +2.0% a year, "


Figures = tuple[float, float, int]
"""What is lacking and what the status quo then lacks, triệu đồng, and the units that lack more."""


def case(figures: Figures) -> Any:
    lacking, quo, units = figures
    return SimpleNamespace(lacking=int(lacking * MILLION), quo_lacking=int(quo * MILLION), deeper_units=units)


def swing(factor: str, by: str, low: Figures, high: Figures | None = None) -> Swing:
    return Swing(factor, Decimal(by), case(low), case(high) if high else None)


def told(language: str, *moved: list[Swing], shares: Reached = ()) -> str:
    sentence = " ".join(safest("ABCD"[: len(moved)], moved, 2025, Words(language), shares))
    return sentence.replace("\N{NO-BREAK SPACE}", " ")


def said(language: str, *cases: Figures, shares: Reached = ()) -> str:
    """The sentence of plans A, B, ... of which prices alone are moved, with their worse case."""
    return told(language, *([swing("inflation", "0.02", (0, 0, 0), one)] for one in cases), shares=shares)


def test_the_plan_that_lacks_least_at_worst_comes_first() -> None:
    # A grows by more from a lower start; what counts is where it ends: 6.562 < 6.745 < 8.470
    assert said("vi", (6745, 8470, 8), (6562, 8470, 0)) == (
        VI + "**B thiếu ít nhất**: B 6.562 triệu đồng (hiện trạng 8.470), 0 "
        "đơn vị thiếu nhiều hơn hiện trạng; A 6.745, 8 đơn vị."
    )


def test_where_money_and_units_disagree_both_are_named() -> None:
    # least money in A, 1.250 triệu; fewest units in C, none
    cases = ((1250, 3000, 2), (1400, 3000, 2), (1300, 3000, 0))
    assert said("vi", *cases) == (
        VI + "**A thiếu ít nhất**: A 1.250 triệu đồng (hiện trạng 3.000), 2 "
        "đơn vị thiếu nhiều hơn hiện trạng; C 1.300, 0 đơn vị; B 1.400, 2 đơn vị. "
        "Số đơn vị thiếu nhiều hơn hiện trạng thấp nhất: **C**."
    )
    assert said("en", *cases) == (
        EN + "**least is lacking in A**: A 1,250 million đồng (status quo 3,000), 2 "
        "units lack more than under the status quo; C 1,300, 0 units; B 1,400, 2 units. "
        "By units lacking more than under the status quo, the fewest are in **C**."
    )


def test_plans_that_print_alike_are_told_together() -> None:
    # 900,2 and 900,4 triệu both print 900
    assert said("vi", (900.2, 950, 1), (900.4, 950, 1)) == (
        VI + "**A và B thiếu như nhau**: A và B 900 triệu đồng (hiện trạng 950), 1 "
        "đơn vị thiếu nhiều hơn hiện trạng."
    )
    # as much money, but C leaves no unit worse than the status quo: it comes first
    assert said("vi", (900, 950, 1), (900, 950, 1), (900, 950, 0)) == (
        VI + "**A, B và C thiếu như nhau**: C 900 triệu đồng (hiện trạng 950), 0 "
        "đơn vị thiếu nhiều hơn hiện trạng; A và B 900, 1 đơn vị. "
        "Số đơn vị thiếu nhiều hơn hiện trạng thấp nhất: **C**."
    )


def test_plans_of_unlike_assumptions_each_name_their_own_status_quo() -> None:
    assert said("vi", (500, 800, 0), (600, 700, 0)) == (
        VI + "**A thiếu ít nhất**: A 500 triệu đồng (hiện trạng 800), 0 "
        "đơn vị thiếu nhiều hơn hiện trạng; B 600 (hiện trạng 700), 0 đơn vị."
    )


def test_a_difference_to_the_status_quo_that_rounding_hides_is_told_itself() -> None:
    # 3.400,125 and 3.400,375 triệu both print 3.400; 375 - 125 = 250 nghìn
    assert said("vi", (3400.125, 3400.375, 0), (3400.375, 3400.375, 1)) == (
        VI + "**A và B thiếu như nhau**: A 3.400 triệu đồng (ít hơn hiện trạng 250.000 "
        "đồng), 0 đơn vị thiếu nhiều hơn hiện trạng; B 3.400 (bằng hiện trạng), 1 đơn vị. "
        "Số đơn vị thiếu nhiều hơn hiện trạng thấp nhất: **A**."
    )
    assert said("en", (3400.375, 3400.125, 1)) == (
        EN + "**as much is lacking in A**: A 3,400 million đồng (250,000 đồng more than the "
        "status quo), 1 unit lacks more than under the status quo."
    )


def test_where_the_plan_praised_misses_a_goal_more_often_that_is_said() -> None:
    cases = ((1250, 3000, 2), (1400, 3000, 2), (1300, 3000, 2))
    shares = [
        {"saved": 0.53, "no_deficit": 0.5, "within_status_quo": 0.8, "all_at_norm": 0.0},
        {"saved": 1.0, "no_deficit": 0.55, "within_status_quo": 1.0, "all_at_norm": 0.0},
        {"saved": 0.6, "no_deficit": 0.4, "within_status_quo": 1.0, "all_at_norm": 0.11},
    ]
    # of A the gaps are 47, 5, 20 and 11 points: those of ten and more, the two widest
    assert said("vi", *cases, shares=shares).endswith(
        " Nhưng trong các lần thử, A chỉ có 53 % số lần giảm đủ số đã lập (B: 100 %); "
        "A chỉ có 80 % số lần không vượt hiện trạng (B và C: 100 %)."
    )
    assert said("en", *cases, shares=[*shares[:1], {"saved": 1.0}, {}]).endswith(
        " But A: cut as much as planned in only 53% of draws (B: 100%)."
    )
    # 53 % is of the plan's own cut: its target, which is less, stands beside it
    aimed = [shares[0] | {"targets": 1.0}, {"saved": 1.0}, {}]
    assert said("vi", *cases, shares=aimed).endswith(
        " A chỉ có 53 % số lần giảm đủ số chính phương án đã lập (B: 100 %), "
        "còn mục tiêu giảm đạt ở 100 % số lần."
    )
    # C, not praised, reaches it as seldom as A: who proposes C reads it, too
    assert " Nhưng trong các lần thử, A và C chỉ có 53 % số lần giảm đủ số đã lập (B: 100 %)" in said(
        "vi", *cases, shares=[shares[0], shares[1], {"saved": 0.53}]
    )
    # B, behind nobody by ten points, is praised alone
    assert "Nhưng" not in said("vi", (9, 30, 0), (8, 30, 0), (9, 30, 0), shares=[*shares[:2], {}])
    # nobody is praised where all are alike; where one leaves fewer units worse off, that one is
    assert "Nhưng" not in said("vi", (9, 30, 1), (9, 30, 1), (9, 30, 1), shares=shares)
    assert "**C**. Nhưng trong các lần thử, C chỉ có 60 % số lần giảm đủ số đã lập (B: 100 %)" in said(
        "vi", (9, 30, 1), (9, 30, 1), (9, 30, 0), shares=shares
    )


def test_the_plan_praised_is_held_to_the_units_of_its_own_scope_too() -> None:
    cases = ((1250, 3000, 2), (1400, 3000, 2))
    # no unit of all lacks in few draws of either; of the units cut, none in 80 of 100 draws of B
    shares = [{"no_deficit": 0.0, "no_deficit_inside": 0.3}, {"no_deficit": 0.0, "no_deficit_inside": 0.8}]
    assert said("vi", *cases, shares=shares).endswith(
        " Nhưng trong các lần thử, A chỉ có 30 % số lần không đơn vị nào trong phạm vi giảm chi "
        "thiếu (B: 80 %)."
    )
    assert said("en", *cases, shares=shares).endswith(
        " But A: no unit in scope in deficit in only 30% of draws (B: 80%)."
    )


def test_the_worst_yearly_move_and_the_failing_roadmap_are_a_sentence_each() -> None:
    # A: prices +2 % leave 6.562 lacking, pupils +1 % only 6.100, though 3 units then lack more; where a fifth
    # of the roadmap's revenue fails 5.900 and 8 units. B, without a roadmap, is as made there: 6.400, none
    a = [
        swing("inflation", "0.02", (5000, 8000, 0), (6562, 8470, 0)),
        swing("pupils_growth", "0.01", (5500, 8000, 0), (6100, 8000, 3)),
        swing(UNEARNED, "0.2", (6900, 8000, 8)),
    ]
    b = [
        swing("inflation", "0.02", (5900, 8000, 0), (6745, 8470, 1)),
        swing("pupils_growth", "0.01", (6300, 8000, 0), (6500, 8000, 0)),
        swing(UNEARNED, "0.2", (6400, 8000, 0)),
    ]
    assert told("vi", a, b) == (
        "Năm 2025, khi trượt giá +2,0 % mỗi năm (lệch xấu nhất), **A thiếu ít nhất**: A 6.562 triệu đồng "
        "(hiện trạng 8.470), 0 đơn vị thiếu nhiều hơn hiện trạng; B 6.745, 1 đơn vị. "
        "Khi thu lộ trình hụt 20 %, **B thiếu ít nhất**: B 6.400 triệu đồng (hiện trạng 8.000), "
        "0 đơn vị thiếu nhiều hơn hiện trạng; "
        "A 6.900, 8 đơn vị."
    )
    assert safest_brief("AB", [a, b], Words("vi")).replace("\N{NO-BREAK SPACE}", " ") == (
        "Khi trượt giá +2,0 % mỗi năm (lệch xấu nhất), thiếu ít nhất là **A 6.562** (0); B 6.745 (1). Khi "
        "thu lộ trình hụt 20 %, thiếu ít nhất là **B 6.400** (0); A 6.900 (8). Trong ngoặc: số đơn vị thiếu "
        "nhiều hơn hiện trạng."
    )
    assert told("en", a, b) == (
        "2025, with prices +2.0% a year (worst), **least is lacking in A**: A 6,562 million đồng "
        "(status quo 8,470), 0 units lack more than under the status quo; B 6,745, 1 unit. With roadmap "
        "revenue 20% short, **least is lacking in B**: B 6,400 million đồng (status quo 8,000), 0 units lack "
        "more than under the status quo; A 6,900, 8 units."
    )
    # each is praised once, so both are held to the draws
    shares = [{"saved": 0.5, "no_deficit": 1.0}, {"saved": 1.0, "no_deficit": 0.7}]
    assert told("vi", a, b, shares=shares).endswith(
        " Nhưng trong các lần thử, A chỉ có 50 % số lần giảm đủ số đã lập (B: 100 %); "
        "B chỉ có 70 % số lần không đơn vị nào thiếu (A: 100 %)."
    )


def test_plans_with_worst_moves_of_their_own_name_each() -> None:
    a = [
        swing("inflation", "0.02", (1, 9, 0), (5, 9, 0)),
        swing("pupils_growth", "0.01", (4, 9, 0), (3, 9, 0)),
    ]
    b = [
        swing("inflation", "0.02", (1, 9, 0), (5, 9, 0)),
        swing("pupils_growth", "0.01", (7, 9, 1), (3, 9, 0)),
    ]
    assert told("vi", a, b) == (
        "Năm 2025, khi trượt giá +2,0 % (A) và học sinh \N{MINUS SIGN}1,0 % (B) mỗi năm (lệch xấu nhất), "
        "**A thiếu ít nhất**: A 5 triệu đồng (hiện trạng 9), "
        "0 đơn vị thiếu nhiều hơn hiện trạng; B 7, 1 đơn vị."
    )


def test_the_failing_roadmap_alone_names_the_year() -> None:
    assert told("vi", [swing(UNEARNED, "0.3", (3, 2, 1))]) == (
        "Năm 2025, khi thu lộ trình hụt 30 %, **A thiếu như nhau**: A 3 triệu đồng (hiện trạng 2), 1 đơn vị "
        "thiếu nhiều hơn hiện trạng."
    )


def test_factors_that_are_worst_nowhere_are_told_with_how_far_they_move_what_lacks() -> None:
    """Prices are worst in both plans; pay moves A from 1.000 to 1.009 or 991, B from 2.000 to 2.000."""
    plans = [case((1000, 1000, 0)), case((2000, 1000, 0))]
    prices = [swing("inflation", "0.02", (900, 900, 0), (3000, 3000, 0)) for _ in plans]
    pay = [
        swing("base_pay_growth", "0.03", (1009, 1000, 0), (991, 1000, 0)),
        swing("base_pay_growth", "0.03", (2000, 1000, 0), (2000, 1000, 0)),
    ]
    moved = [[a, b] for a, b in zip(prices, pay, strict=True)]
    assert others_said(plans, moved, Words("vi")).replace("\N{NO-BREAK SPACE}", " ") == (
        "Yếu tố khác lệch mỗi năm, số thiếu so với khi không lệch: "
        "lương cơ sở ± 3 %: từ −9 đến +9 triệu đồng."
    )
    assert others_said(plans, [[one] for one in prices], Words("vi")) == ""


def test_cases_that_leave_more_units_worse_than_the_status_quo_are_told() -> None:
    """A has none as made and one with prices or pay lower, B eight in every case; revenue is told apart."""
    plans = [case((1000, 1000, 0)), case((2000, 1000, 8))]
    moved = [
        [
            swing("inflation", "0.02", (900, 900, 1), (3000, 3000, 0)),
            swing("base_pay_growth", "0.03", (900, 900, 1), (900, 900, 2)),
            swing(UNEARNED, "0.2", (1500, 1000, 4)),
        ],
        [
            swing("inflation", "0.02", (900, 900, 8), (3000, 3000, 7)),
            swing("base_pay_growth", "0.03", (900, 900, 8), (900, 900, 8)),
            swing(UNEARNED, "0.2", (2500, 1000, 9)),
        ],
    ]
    assert deeper_said("AB", plans, moved, Words("vi")).replace("\N{NO-BREAK SPACE}", " ") == (
        "Thêm đơn vị thiếu nhiều hơn hiện trạng khi lệch: "
        "A từ 0 thành 1 (trượt giá −2,0 %, lương cơ sở −3,0 %); 2 (lương cơ sở +3,0 %)."
    )
    assert deeper_said("B", plans[1:], moved[1:], Words("vi")) == ""
