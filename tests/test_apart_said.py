"""Units whose set-aside has a rate of its own, which the model leaves out: the slip and the annex say it."""

from __future__ import annotations

from decimal import Decimal

from budget.law import national_law
from budget.law_apart import rates_apart
from budget.report.apart_said import apart_said
from budget.report.memo import memo_fields
from budget.report.slip import notes_of
from budget.report.words import Words
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units
from tests.test_memo import CREATED

M = 10**6
# group 4: fees of 50 of 1.000 million, of which something is set aside
ROW = {"kind": "service", "support": 950 * M, "salary": 700 * M, "management": 300 * M, "fees": 50 * M}


def planned() -> Result:
    rows = [
        ROW | {"code": "1", "name": "Trạm Y tế A", "field": "Y tế"},
        ROW | {"code": "2", "name": "Đài Truyền thanh", "field": "Truyền thanh"},
        ROW | {"code": "3", "name": "Trạm Y tế B", "field": "Y tế", "fees": 0, "support": 1000 * M},
    ]
    return simulate(
        Units.from_rows(2026, rows), parse_scenario('name = "X"\nhorizon = 2027\n'), national_law()
    )


def test_the_rate_stands_in_the_data_of_the_law():
    (rate,) = rates_apart()
    assert (rate.parameter, rate.value) == ("own_revenue_rate", Decimal("0.35"))


def test_a_health_unit_that_sets_something_aside_is_told_the_rate_that_is_left_out():
    result, vi = planned(), Words("vi")
    said = [apart_said(result, i, 2026, vi).replace("\N{NO-BREAK SPACE}", " ") for i in range(3)]
    # the circular on the budget of 2026 is read in full
    left_out = (
        "Số trích cải cách tiền lương tính theo một tỷ lệ chung 40 %; mức riêng của y tế (tối thiểu 35 %) "
        "chưa áp dụng."
    )
    assert said == [left_out, "", ""]
    # that on the budget of 2027 is not known
    assert "văn bản của năm chưa xác nhận" in apart_said(result, 0, 2027, vi)
    assert apart_said(result, 0, 2027, vi) in notes_of(result, 2027, "1", vi)


def test_the_annex_names_these_units():
    for language, name in (("vi", "của Trạm Y tế A tính"), ("en", "of Trạm Y tế A is")):
        fields = memo_fields([planned()], words=Words(language), year=2027, created=CREATED)
        assert name in fields["apart"]
        assert "Trạm Y tế B" not in fields["apart"]
