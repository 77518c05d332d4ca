"""Which schools of the scope are given nothing, and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from budget.equity import farthest, lifted, per_pupil
from budget.ran_out import RanOut, held, ran_out
from budget.report.deck_moved import loss_rows
from budget.report.deck_story import Story
from budget.report.ungiven_said import (
    counted_ungiven_said,
    short_ungiven_said,
    ungiven_said,
    unit_ungiven_said,
)
from budget.report.words import Words
from budget.report.workbook_comparison import comparison
from budget.ungiven import ungiven, ungiven_anew, ungiven_below
from tests.plans import M, across, run, school, service

if TYPE_CHECKING:
    from budget.simulate import Result

NORM = '{ aim = "norm" }'


def has(code: str, operations: int) -> dict[str, Any]:
    """A school of 100 pupils with so many triệu for operations, of which its norm asks 40."""
    money = {"salary": 100 * M, "professional": operations * M, "support": (100 + operations) * M}
    return school(code, pupils=100, **money)


SCHOOLS = [has("A", 20), has("B", 30), has("C", 40)]


def given(pool: int, stages: str = NORM, more: str = "", rows: list[dict[str, Any]] | None = None) -> Result:
    """The schools after so many triệu were given in 2022; base pay stands from 2021 to 2022."""
    text = (
        f"horizon = 2022\n[norms.primary]\nper_pupil = 400_000\n[allocation]\nstages = [{stages}]\n{more}\n"
        f'pool = {{ from = "amount", by_year = {{ 2022 = {pool * M} }} }}\n'
    )
    return run(2021, rows or SCHOOLS, text)


def test_each_school_that_is_given_nothing_has_one_reason():
    # 5 raise A from 20 to 25 of 40, 62,5 %; B stands at 30, C at 40
    assert ungiven(given(5), 2022) == {"passed": [1], "met": [2]}
    # nothing to give; nothing is given in the base year
    assert ungiven(given(0), 2022) == {"no_pool": [0, 1, 2]}
    assert ungiven(given(5), 2021) == {}
    # to 75 % of the norm, 30: B needs nothing more either
    assert ungiven(given(50, '{ aim = "norm", level = 0.75 }'), 2022) == {"met": [1, 2]}
    # of no pupil the norm is nothing
    assert ungiven(given(5, rows=[has("A", 20), {**has("D", 20), "pupils": 0}]), 2022) == {"no_norm": [1]}
    # an exception of another year
    by_hand = '[[allocation.exceptions]]\nunit = "B"\nby_year = { 2023 = 1_000_000 }\nreason = "Thử"\n'
    text = (
        'horizon = 2023\n[norms.primary]\nper_pupil = 400_000\n[allocation]\nstages = [{ aim = "norm" }]\n'
        'pool = { from = "amount", by_year = { 2022 = 5_000_000 } }\n' + by_hand
    )
    assert ungiven(run(2021, SCHOOLS, text), 2022) == {"by_hand": [1], "met": [2]}


def test_schools_that_lose_all_that_they_were_given_are_told_apart():
    # 15 raise A and B to 32,5 of 40, 5 only A; C stands at its norm with either
    assert ungiven_anew(given(5), given(15), 2022) == [1]
    assert ungiven_anew(given(15), given(5), 2022) == []
    # of those that are given nothing B alone is below its norm
    assert ungiven_below(given(5), 2022) == [1]
    assert ungiven_below(given(15), 2022) == []


def test_a_part_that_makes_no_whole_step_is_told_as_such():
    # A and D both stand at 20: 1 triệu would give each half a step, and goes to the lower code
    result = given(1, rows=[has("A", 20), has("D", 20)])
    assert ungiven(result, 2022) == {"step": [1]}
    # how far its norm is covered, as of the others: 20 of 40
    said = "Không được cấp: D (có 50,0 % định mức; phần được chia dưới 1 triệu đồng)."
    assert ungiven_said(result, 2022, Words()).replace("\N{NO-BREAK SPACE}", " ") == said


def test_schools_that_lack_money_and_are_given_none_are_named_with_what_they_lack():
    # B has 30 of 40 for operations, of which 4 have no source; A takes the 5
    rows = [has("A", 20), {**has("B", 30), "support": has("B", 30)["support"] - 4 * M}]
    result = given(5, rows=[*rows, has("C", 40)])
    said = (
        "Trong 2 trường không được cấp, 1 trường thiếu nguồn: B (thiếu 4). "
        "Nguồn chia theo định mức, không theo số thiếu nguồn."
    )
    assert short_ungiven_said(result, 2022, Words()).replace("\N{NO-BREAK SPACE}", " ") == said
    assert short_ungiven_said(given(5), 2022, Words()) == ""
    # C stands at 40 of 40 and lacks 2, too
    rows = [*rows, {**has("C", 40), "support": has("C", 40)["support"] - 2 * M}]
    said = short_ungiven_said(given(5, rows=rows), 2022, Words()).replace("\N{NO-BREAK SPACE}", " ")
    assert said.startswith("Cả 2 trường không được cấp đều thiếu nguồn: B (thiếu 4); C (thiếu 2). ")
    # a paper counts them, and the school that is given 5 and lacks 6
    poor = [{**has("A", 20), "support": has("A", 20)["support"] - 11 * M}, *rows[1:]]
    assert "Trường khác vẫn thiếu nguồn: 1." in counted_ungiven_said(given(5, rows=poor), 2022, Words())
    said = counted_ungiven_said(given(5, rows=rows), 2022, Words()).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "Không được cấp: 2 trường (đã có ít nhất 65,0 % định mức; nguồn hết khi các trường thấp hơn đạt "
        "62,5 %). Các trường này đều thiếu nguồn. Nguồn chia theo định mức, không theo số thiếu nguồn."
    )


def test_a_cap_that_holds_lower_schools_below_the_level_is_told():
    # of 6 triệu E takes 4, all that 4 % of its 110 let it have: 14 of 40; A takes 2: 22 of 40; B has 30
    capped = given(6, more="cap = 0.04", rows=[has("E", 10), has("A", 20), has("B", 30)])
    assert across(capped, "increase", 2022) == [4 * M, 2 * M, 0]
    assert ran_out(capped, 2022) == RanOut(0.35, 0.55, 1)
    assert [capped.units.name[i] for i in held(capped, 2022)] == ["E"]
    assert ungiven_said(capped, 2022, Words()).replace("\N{NO-BREAK SPACE}", " ") == (
        "Không được cấp: B (đã có ít nhất 75,0 % định mức; nguồn hết khi các trường thấp hơn đạt "
        "từ 35,0 đến 55,0 %, trong đó 1 trường dừng ở trần tăng, thấp nhất là E)."
    )
    assert unit_ungiven_said(capped, 2022, 2, Words("en")) == (
        "No increase in 2022: the money ran out once lower schools reached 35.0 to 55.0% of the norm, 1 of "
        "them "
        "held by the cap on an increase; this school already has 75.0% of the norm."
    )
    # enough for all; nothing is given in the base year
    assert ran_out(given(50), 2022) is None
    assert ran_out(given(5), 2021) is None


def test_whole_steps_leave_schools_on_both_sides_of_the_level():
    # 7 triệu in whole triệu: A and D at 20 would be raised to 23,5 of 40, so one has 24 and one 23
    result = given(7, rows=[has("A", 20), has("D", 20), has("B", 30)])
    assert ran_out(result, 2022) == RanOut(0.575, 0.6, 0)


def test_a_school_is_told_why_it_is_given_nothing():
    def said(result: Result, i: int) -> str:
        return unit_ungiven_said(result, 2022, i, Words()).replace("\N{NO-BREAK SPACE}", " ")

    # 5 raise A from 20 to 25 of 40; B has 30, of which 4 have no source: 26 of 40
    rows = [has("A", 20), {**has("B", 30), "support": has("B", 30)["support"] - 4 * M}, has("C", 40)]
    result = given(5, rows=rows)
    assert said(result, 0) == ""
    assert said(result, 1) == (
        "Không được tăng năm 2022: nguồn hết khi các trường thấp hơn đạt 62,5 % định mức; trường này đã có "
        "65,0 % định mức. Nguồn chia theo định mức, không theo số thiếu nguồn."
    )
    assert said(result, 2) == "Không được cấp thêm năm 2022: đã đạt 100 % định mức."
    assert unit_ungiven_said(result, 2022, 2, Words("en")) == (
        "Nothing granted in 2022: at 100% of the norm already."
    )
    outside = given(5, more='units = { codes = ["A", "C"] }')
    assert (
        said(outside, 1)
        == "Không được cấp thêm năm 2022: phương án chọn phạm vi cấp thêm không gồm trường này."
    )
    # by pupils, of whom D has none
    of_none = [has("A", 20), {**has("D", 20), "pupils": 0}]
    by_pupils = given(5, '{ aim = "share", by = "pupils" }', rows=of_none)
    assert said(by_pupils, 1).startswith("Không được cấp thêm năm 2022: các bước chia không tính phần nào ")
    # a service unit, the base year, no allocation
    assert said(given(5, rows=[*SCHOOLS, service(professional=10 * M, support=10 * M)]), 3) == ""
    assert unit_ungiven_said(result, 2021, 1, Words()) == ""
    assert said(run(2021, SCHOOLS, "horizon = 2022"), 1) == ""


def test_of_another_reason_only_the_names_are_told():
    # by pupils, of whom D has none
    rows = [has("A", 20), {**has("D", 20), "pupils": 0}]
    result = given(5, '{ aim = "share", by = "pupils" }', rows=rows)
    assert ungiven(result, 2022) == {"rest": [1]}
    assert ungiven_said(result, 2022, Words()) == "Không được cấp: D."


def test_a_service_unit_and_a_school_out_of_scope_are_not_told():
    rows = [*SCHOOLS, service(professional=10 * M, support=10 * M)]
    assert ungiven(given(5, more='units = { codes = ["A", "C"] }', rows=rows), 2022) == {"met": [2]}
    assert ungiven(run(2021, SCHOOLS, "horizon = 2022"), 2022) == {}


def test_three_schools_of_a_reason_are_named_and_a_fourth_that_is_the_last():
    def of(*schools: int) -> Result:
        return given(5, rows=[has("A", 20), *(has(f"B{n}", 30) for n in schools), has("C", 40)])

    why = "đã có ít nhất 75,0 % định mức; nguồn hết khi các trường thấp hơn đạt 62,5 %"
    said = f"Không được cấp: B1; B2; B3; và 2 trường khác ({why}); C (đã đạt 100 % định mức)."
    assert ungiven_said(of(1, 2, 3, 4, 5), 2022, Words()).replace("\N{NO-BREAK SPACE}", " ") == said
    result = of(1, 2, 3, 4)
    said = f"Không được cấp: B1; B2; B3; B4 ({why}); C (đã đạt 100 % định mức)."
    assert ungiven_said(result, 2022, Words()).replace("\N{NO-BREAK SPACE}", " ") == said
    why = "at 75.0% of the norm or above; the money ran out once lower schools reached 62.5%"
    said = f"Given nothing: B1; and 3 other schools ({why}); C (at 100% of the norm already)."
    assert ungiven_said(result, 2022, Words("en"), 1) == said
    said = f"Given nothing: 4 schools ({why}); C (at 100% of the norm already)."
    assert ungiven_said(result, 2022, Words("en"), 0) == said


def test_beside_a_gain_stands_how_far_the_norm_is_covered_before_and_after():
    result = given(25, rows=[*SCHOOLS, has("E", 10)])
    # 25 raise E from 10 and A from 20 to the same level: (10 + 20 + 25) / 2 = 27,5 each
    assert across(result, "increase", 2022) == [8 * M, 0, 0, 17 * M]
    story = Story(comparison([result], 2022), 0, Words(), {}, datetime(2026, 11, 27, tzinfo=UTC))
    quo = story.basis
    assert lifted(quo, result, 2022, [0]) == (0.5, 0.7)  # 20 and 28 of 40
    assert lifted(quo, result, 2022, [0, 3]) == (0.375, 0.6875)  # 30 and 55 of 80
    rows, _ = loss_rows(story, story.gainers(), 5)
    told = [row.cells["covered"].replace("\N{NO-BREAK SPACE}", " ") for row in rows]
    # E: 10 and 27 of 40 are 25 and 67,5 %; both: 37,5 and 68,75 %, cut
    assert told == ["25,0 → 67,5 %", "50,0 → 70,0 %", "37,5 → 68,7 %"]
    # 17 and 8 triệu for 100 pupils each, 25 for 200
    assert [row.cells["pupil"] for row in rows] == [170_000, 80_000, 125_000]
    # a unit without pupils has no such figure, nor has a sum with one
    assert per_pupil(17 * M, result, 2022, [0, 3]) == 85_000
    services = run(2021, [SCHOOLS[0], service(professional=10 * M, support=10 * M)], "horizon = 2022")
    assert per_pupil(17 * M, services, 2022, [0, 1]) is None


def test_without_the_same_norm_nothing_is_told_of_it():
    plain, other = given(5), run(2021, SCHOOLS, "horizon = 2022\n[norms.primary]\nper_pupil = 300_000\n")
    assert lifted(other, plain, 2022, [0]) is None
    assert lifted(plain, plain, 2022, []) is None
    rows = [*SCHOOLS, service(professional=10 * M, support=10 * M)]
    one = given(5, rows=rows)
    assert lifted(one, one, 2022, [0]) is not None
    assert lifted(one, one, 2022, [0, 3]) is None


def test_the_schools_farthest_from_their_norm_come_first():
    # A has 20 of 40, B 30 and C 40; E has 10: C misses nothing, a service unit has no norm
    rows = [*SCHOOLS, has("E", 10), service(professional=10 * M, support=10 * M)]
    result = run(2021, rows, "horizon = 2022\n[norms.primary]\nper_pupil = 400_000\n")
    assert farthest(result, 2021, 9) == [(3, 0.25), (0, 0.5), (1, 0.75)]
    assert farthest(result, 2021, 1) == [(3, 0.25)]
