"""What a slip says of the norm to which a school is raised: whose, how much, the level, before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from budget.explain_terms import Term
from budget.law import Law, LawValue, national_law
from budget.report.ladder import ladder, worked_out
from budget.report.slip import notes_of, terms_of, told
from budget.report.slip_grounds import grounds_of
from budget.report.words import Words
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units

VI = Words("vi")
MILLION = 10**6
# 100 pupils each; after the pay of 1.490 triệu they have 20 and 40 triệu for operations, also when the base
# pay of 1.490.000 is 1.645.000 in the mean of 2023 and the State pays the 155 triệu more
ROW = {"kind": "primary", "salary": 1490 * MILLION, "management": 10 * MILLION, "pupils": 100}
UNITS = Units.from_rows(
    2022,
    [
        ROW | {"code": "X", "name": "Trường X", "support": 1510 * MILLION},
        ROW | {"code": "Y", "name": "Trường Y", "support": 1530 * MILLION},
    ],
)
# of 1 triệu a pupil: 100 triệu. 40 triệu raise both to 50 %: X by 30 and Y by 10
NORM = "[norms.primary]\nper_pupil = 1_000_000\n"
POOL = 'pool = { from = "amount", by_year = { 2023 = 40_000_000 } }\n'
GIVES = f'[allocation]\n{POOL}stages = [ {{ aim = "norm" }} ]\n'
OWN = LawValue(date(2022, 1, 1), (("per_pupil", MILLION),), "V", "Nghị quyết 9/2022/NQ-HĐND")


def planned(text: str, law: Law | None = None) -> Result:
    return simulate(UNITS, parse_scenario(f'name = "P"\nhorizon = 2023\n{text}'), law or national_law())


def notes(result: Result, words: Words = VI, code: str = "X") -> list[str]:
    return [note.replace("\N{NO-BREAK SPACE}", " ") for note in notes_of(result, 2023, code, words)]


def test_the_step_and_the_common_level_are_worked_out_line_by_line():
    terms = terms_of(planned(NORM + GIVES), "X", 2023)
    lines = [[(rung.op, rung.printed) for rung in told(ladder(term, VI, 2023), VI)] for term in terms[-2:]]
    # the pool of 40 with the 20 and 40 that they have, over both norms
    assert lines == [
        [("start", "50.000.000"), ("minus", "20.000.000"), ("equals", "30.000.000")],
        [
            ("start", "100.000.000"),
            ("times", "100.000.000"),
            ("divide", "200.000.000"),
            ("equals", "50.000.000"),
        ],
    ]
    for term in terms:
        steps = ladder(term, VI, 2023)
        made = worked_out(told(steps, VI))
        assert made is None or made == Fraction(steps.result.value or 0)


def test_a_product_that_rounds_one_dong_off_has_a_line_for_it():
    # 3,4 x 7 : 4 = 5,95 is 6; as printed, 3 x 7 : 4 = 5,25 is 5
    three, seven, four = (
        Term("support", value, "money", "choice", sign=sign)
        for value, sign in ((3.4, "+"), (7.0, "x"), (4.0, ":"))
    )
    made = Term("at_level", 5.95, "money", "product", (three, seven, four))
    lines = [(rung.op, rung.printed) for rung in told(ladder(made, VI), VI)]
    assert lines == [("start", "3"), ("times", "7"), ("divide", "4"), ("plus", "1"), ("equals", "6")]
    # 3,1 x 7 : 4 = 5,425: both are 5
    near = replace(made, value=5.425, terms=(replace(three, value=3.1), seven, four))
    assert [rung.op for rung in told(ladder(near, VI), VI)] == ["start", "times", "divide", "equals"]


def test_the_notes_say_whose_norm_it_is_the_level_and_the_part_before_and_after():
    norm, level = notes(planned(NORM + GIVES))[:2]
    assert norm == (
        "Định mức do phương án đặt: 1.000.000 đồng một học sinh. "
        "Của trường: 100.000.000 đồng, theo học sinh, lớp, biên chế, điểm trường."
    )
    assert level == (
        "Mức chung: nguồn năm 2023 đủ nâng các trường thấp nhất lên 50,0 % định mức. "
        # 1.510 and the 155 that the State pays more, less the pay
        "Kinh phí có cho hoạt động trước khi tăng: kinh phí hiện trạng (dự kiến khi không có phương án) "
        "1.665.000.000 − tiền lương, phụ cấp, các khoản đóng góp 1.645.000.000 = 20.000.000 đồng. "
        "Mức đạt định mức trước khi tăng: 20.000.000 : 100.000.000 = 20,0 %; "
        "sau khi tăng: 50.000.000 : 100.000.000 = 50,0 %, còn kém định mức 50.000.000 đồng."
    )
    english = notes(planned(NORM + GIVES), Words("en"))
    assert english[0].startswith("Norm set by the plan: ")
    assert (
        "100,000,000 = 20.0%; after: 50,000,000 : 100,000,000 = 50.0%, still 50,000,000 đồng below"
        in english[1]
    )
    # what is told there is not told again
    assert not any("thiếu 50.000.000" in note for note in notes(planned(NORM + GIVES))[2:])


@pytest.mark.parametrize(
    ("law", "said"),
    [
        (None, "Định mức tạm tính khi chưa có định mức của tỉnh: 19 % tổng lương và chi hoạt động"),
        (
            national_law().with_own([("primary_norm", OWN)]),
            "Định mức của cơ quan: 1.000.000 đồng một học sinh",
        ),
    ],
)
def test_a_norm_that_the_plan_does_not_set_is_the_office_s_or_taken_for_now(law: Law | None, said: str):
    found = notes(planned(GIVES, law))[0]
    assert found.startswith(said)
    assert law is None or "Nghị quyết 9/2022/NQ-HĐND" in found


def test_a_norm_that_is_a_share_of_pay_can_be_worked_out_on_the_sheet():
    share = "[norms.primary]\nteaching_share = 0.19\n"
    # 1.645 triệu are paid in 2023; 19 of 100, where pay is the other 81
    current = notes(planned(share + 'norm_pay = "current"\n' + GIVES))[0]
    pay = "Của trường: quỹ lương (2023) 1.645.000.000"
    assert f"{pay} × 19 % : 81 % = 385.864.198 đồng." in current
    # at the base pay of 2022 the 1.645 are 1.490 again
    back = notes(planned(share + GIVES))[0]
    assert f"{pay} × 1.490.000 : 1.645.000 × 19 % : 81 % = 349.506.173 đồng." in back


def test_a_part_of_the_norm_that_the_plan_aims_at_is_worked_out():
    # 30 % of 100 triệu; X lacks 10 of it, Y nothing
    said = notes(planned(NORM + GIVES.replace('"norm"', '"norm", level = 0.3')))[0]
    assert said.endswith("30 % định mức chi hoạt động (mức bước 1 bù đến): 100.000.000 × 30 % = 30.000.000.")


def test_prices_that_raise_the_norm_are_told():
    # 10 % a year on 100 triệu
    dearer = NORM + "indexed = true\n[assumptions]\ninflation = 0.1\n" + GIVES
    assert (
        "Của trường: 100.000.000 đồng, theo học sinh, lớp, biên chế, điểm trường; có trượt giá: 110.000.000"
        in (notes(planned(dearer))[0])
    )


def test_who_is_not_raised_is_told_nothing_of_it():
    pool = GIVES.replace("40_000_000", "10_000_000")
    # 10 triệu raise X to 30 %, where Y stands above already
    assert not any(
        note.startswith(("Định mức", "Mức chung")) for note in notes(planned(NORM + pool), code="Y")
    )


def test_a_share_that_the_plan_takes_from_the_default_is_told_with_its_document():
    own = "[norms.primary]\nteaching_share = {}\n"
    said = " ".join(notes(planned(own.format("0.19") + GIVES)))
    assert "; tỷ lệ bằng mức của Quyết định 30/2021/QĐ-TTg." in said
    # another share is the plan's alone
    assert "30/2021" not in " ".join(notes(planned(own.format("0.2") + GIVES)))


@pytest.mark.parametrize(("share", "told_so"), [("0.19", True), ("0.18", False)])
def test_the_document_of_that_share_stands_among_the_grounds_of_the_slip(share: str, told_so: bool):
    result = planned(f"[norms.primary]\nteaching_share = {share}\n{GIVES}")
    said = grounds_of(terms_of(result, "X", 2023), result, VI, 2023).replace("\N{NO-BREAK SPACE}", " ")
    assert ("30/2021/QĐ-TTg" in said) is told_so
    assert ("19 %" in said) is told_so
