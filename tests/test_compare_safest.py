"""The plan that lacks least in its worst case: by money and by units, told together where they disagree."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from budget.report.words import Words
from pages.shared import compare_safest, state

MILLION = 1_000_000


def said(
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    *cases: tuple[float, float, int],
    shares: compare_safest.Reached = (),
) -> str:
    """The sentence of plans A, B, ... with what each lacks, what the status quo then lacks (triệu đồng) and
    the units that lack more; with the shares of draws that reach each goal."""
    monkeypatch.setattr(state, "words", lambda: Words(language))
    worst = [
        SimpleNamespace(lacking=int(lacking * MILLION), quo_lacking=int(quo * MILLION), deeper_units=n)
        for lacking, quo, n in cases
    ]
    told = compare_safest.said("ABCD"[: len(cases)], worst, 2025, shares)  # type: ignore[arg-type]
    return told.replace("\N{NO-BREAK SPACE}", " ")


def test_the_plan_that_lacks_least_at_worst_comes_first(monkeypatch: pytest.MonkeyPatch):
    # A grows by more from a lower start; what counts is where it ends: 6.562 < 6.745 < 8.470
    assert said(monkeypatch, "vi", (6745, 8470, 8), (6562, 8470, 0)) == (
        "Năm 2025, khi xấu nhất, **B thiếu ít nhất**: B 6.562 triệu đồng (hiện trạng 8.470), 0 "
        "đơn vị thiếu hơn hiện trạng; A 6.745, 8 đơn vị."
    )


def test_where_money_and_units_disagree_both_are_named(monkeypatch: pytest.MonkeyPatch):
    # least money in A, 1.250 triệu; fewest units in C, none
    cases = ((1250, 3000, 2), (1400, 3000, 2), (1300, 3000, 0))
    assert said(monkeypatch, "vi", *cases) == (
        "Năm 2025, khi xấu nhất, **A thiếu ít nhất**: A 1.250 triệu đồng (hiện trạng 3.000), 2 "
        "đơn vị thiếu hơn hiện trạng; C 1.300, 0 đơn vị; B 1.400, 2 đơn vị. "
        "Ít đơn vị thiếu hơn hiện trạng nhất là **C**."
    )
    assert said(monkeypatch, "en", *cases) == (
        "2025, at worst, **least is lacking in A**: A 1,250 million đồng (status quo 3,000), 2 "
        "units lack more than under the status quo; C 1,300, 0 units; B 1,400, 2 units. "
        "By units lacking more than under the status quo, the fewest are in **C**."
    )


def test_plans_that_print_alike_are_told_together(monkeypatch: pytest.MonkeyPatch):
    # 900,2 and 900,4 triệu both print 900
    assert said(monkeypatch, "vi", (900.2, 950, 1), (900.4, 950, 1)) == (
        "Năm 2025, khi xấu nhất, **A và B thiếu như nhau**: A và B 900 triệu đồng (hiện trạng 950), 1 "
        "đơn vị thiếu hơn hiện trạng."
    )
    # as much money, but C leaves no unit worse than the status quo: it comes first
    assert said(monkeypatch, "vi", (900, 950, 1), (900, 950, 1), (900, 950, 0)) == (
        "Năm 2025, khi xấu nhất, **A, B và C thiếu như nhau**: C 900 triệu đồng (hiện trạng 950), 0 "
        "đơn vị thiếu hơn hiện trạng; A và B 900, 1 đơn vị. Ít đơn vị thiếu hơn hiện trạng nhất là **C**."
    )


def test_plans_of_unlike_assumptions_each_name_their_own_status_quo(monkeypatch: pytest.MonkeyPatch):
    assert said(monkeypatch, "vi", (500, 800, 0), (600, 700, 0)) == (
        "Năm 2025, khi xấu nhất, **A thiếu ít nhất**: A 500 triệu đồng (hiện trạng 800), 0 "
        "đơn vị thiếu hơn hiện trạng; B 600 (hiện trạng 700), 0 đơn vị."
    )


def test_a_difference_to_the_status_quo_that_rounding_hides_is_told_itself(monkeypatch: pytest.MonkeyPatch):
    # 3.400,125 and 3.400,375 triệu both print 3.400; 375 - 125 = 250 nghìn
    assert said(monkeypatch, "vi", (3400.125, 3400.375, 0), (3400.375, 3400.375, 1)) == (
        "Năm 2025, khi xấu nhất, **A và B thiếu như nhau**: A 3.400 triệu đồng (ít hơn hiện trạng 250.000 "
        "đồng), 0 đơn vị thiếu hơn hiện trạng; B 3.400 (bằng hiện trạng), 1 đơn vị. Ít đơn vị thiếu hơn "
        "hiện trạng nhất là **A**."
    )
    assert said(monkeypatch, "en", (3400.375, 3400.125, 1)) == (
        "2025, at worst, **as much is lacking in A**: A 3,400 million đồng (250,000 đồng more than the "
        "status quo), 1 unit lacks more than under the status quo."
    )


def test_where_the_plan_praised_misses_a_goal_more_often_that_is_said(monkeypatch: pytest.MonkeyPatch):
    cases = ((1250, 3000, 2), (1400, 3000, 2), (1300, 3000, 2))
    shares = [
        {"saved": 0.53, "no_deficit": 0.5, "within_status_quo": 0.8, "all_at_norm": 0.0},
        {"saved": 1.0, "no_deficit": 0.55, "within_status_quo": 1.0, "all_at_norm": 0.0},
        {"saved": 0.6, "no_deficit": 0.4, "within_status_quo": 1.0, "all_at_norm": 0.11},
    ]
    # of A the gaps are 47, 5, 20 and 11 points: those of ten and more, the two widest
    assert said(monkeypatch, "vi", *cases, shares=shares).endswith(
        " Nhưng A chỉ 53 % lần thử đủ mức giảm chi (B: 100 %); A chỉ 80 % lần thử không vượt hiện trạng "
        "(B và C: 100 %)."
    )
    assert said(monkeypatch, "en", *cases, shares=[*shares[:1], {"saved": 1.0}, {}]).endswith(
        " But A: reductions as planned in only 53% of draws (B: 100%)."
    )
    # B, behind nobody by ten points, is praised alone
    assert "Nhưng" not in said(
        monkeypatch, "vi", (9, 30, 0), (8, 30, 0), (9, 30, 0), shares=[*shares[:2], {}]
    )
    # nobody is praised where all are alike; where one leaves fewer units worse off, that one is
    assert "Nhưng" not in said(monkeypatch, "vi", (9, 30, 1), (9, 30, 1), (9, 30, 1), shares=shares)
    assert "**C**. Nhưng C chỉ 60 % lần thử đủ mức giảm chi (B: 100 %)" in said(
        monkeypatch, "vi", (9, 30, 1), (9, 30, 1), (9, 30, 0), shares=shares
    )


def test_the_plan_praised_is_held_to_the_units_of_its_own_scope_too(monkeypatch: pytest.MonkeyPatch):
    cases = ((1250, 3000, 2), (1400, 3000, 2))
    # no unit of all lacks in few draws of either; of the units cut, none in 80 of 100 draws of B
    shares = [{"no_deficit": 0.0, "no_deficit_inside": 0.3}, {"no_deficit": 0.0, "no_deficit_inside": 0.8}]
    assert said(monkeypatch, "vi", *cases, shares=shares).endswith(
        " Nhưng A chỉ 30 % lần thử không đơn vị nào trong phạm vi giảm chi thiếu (B: 80 %)."
    )
    assert said(monkeypatch, "en", *cases, shares=shares).endswith(
        " But A: no unit in scope in deficit in only 30% of draws (B: 80%)."
    )
