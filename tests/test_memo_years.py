"""The annex by year: what each decision names stands there, at one unit and at seventy, with five years."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from budget.report.memo import memo_fields, write_memo
from budget.report.unit_papers import decision_fields
from budget.report.words import Words
from budget.simulate import Result
from tests.plans import M, run, school, service
from tests.test_memo import annex_of

CREATED = datetime(2025, 11, 5, 8, 0)  # noqa: DTZ001 - a day of the office
CUT = 'horizon = 2031\n[[reductions]]\nmethod = "rate"\nrate = { 2026 = 0.10, 2028 = 0.05 }\n'
WIDE = 25.4 / 72
"""Millimetres of a point."""


def lines(result: Result, language: str = "vi") -> list[list[list[str]]]:
    """The table of years: of each row, of each cell, its lines."""
    document = written(result, language)
    return [
        [
            [part for part in (text(run) for run in cell.iter(qn("w:r"))) if part]
            for cell in row.iter(qn("w:tc"))
        ]
        for row in annex_of(document, 1)._tbl.iter(qn("w:tr"))
    ]


def text(run: Any) -> str:
    return "".join(part.text or "" for part in run.iter(qn("w:t")))


def written(result: Result, language: str = "vi") -> Any:
    out = io.BytesIO()
    write_memo(out, [result], words=Words(language), year=2026, created=CREATED)
    return Document(io.BytesIO(out.getvalue()))


@pytest.fixture(scope="module")
def small() -> Result:
    # two units without salary, whose status quo stands still: 600 and 400 triệu đồng
    units = [
        service("V1", users=400 * M, management=1000 * M, support=600 * M),
        service("V2", management=400 * M, support=400 * M),
    ]
    return run(2025, units, CUT)


def test_each_unit_has_its_support_of_every_year_of_the_period(small: Result):
    _, _, group, *units, everyone = lines(small)
    # 10 % less from 2026 on: 540 and 360; from 2028 on 5 % of that less: 27 and 18 triệu đồng. 2031 is of the
    # next period; * for the salary that nobody has given
    assert [row[1:] for row in units] == [
        [["V1*"], ["3b"], *([["540.000.000", "−60.000.000"]] * 2), *([["513.000.000", "−87.000.000"]] * 3)],
        [["V2*"], ["4"], *([["360.000.000", "−40.000.000"]] * 2), *([["342.000.000", "−58.000.000"]] * 3)],
    ]
    both = [*([["900.000.000", "−100.000.000"]] * 2), *([["855.000.000", "−145.000.000"]] * 3)]
    assert group[3:] == both
    assert everyone[1:] == [["Tổng cộng"], [], *both]


def test_the_heads_name_the_years_in_both_languages(small: Result):
    assert [cell[0] for cell in lines(small)[0][3:]] == [f"Năm {year}" for year in range(2026, 2031)]
    assert [cell[0] for cell in lines(small, "en")[0][3:]] == [str(year) for year in range(2026, 2031)]


def test_a_decision_names_what_the_annex_has(small: Result):
    decided = decision_fields(small, words=Words(), created=CREATED)["decisions"]
    units = [row for row in lines(small) if row[0] and row[0][0].isdigit()]
    for decision, row in zip(decided, units, strict=True):
        said = f"{decision['support']} {decision['later']}".replace("\N{NO-BREAK SPACE}", " ")
        assert [cell[0] for cell in row[3:]] == [part.split(" ")[-1] for part in said.split(" đồng")[:-1]]


def test_the_group_of_a_later_year_is_said_where_it_is_set_anew():
    unit = service("V1", users=500 * M, management=1000 * M, support=500 * M)
    path = 'units = { kinds = ["service"] }\ntargets = { 2026 = 0.75, 2027 = 1.0 }\nrevenue_share = 1.0\n'
    plan = f'classification = "yearly"\nhorizon = 2027\n[[roadmap]]\n{path}'
    (row,) = [row for row in lines(run(2025, [unit], plan)) if row[1] == ["V1*"]]
    # 75 % in 2026 are 3a, the whole in 2027 is 2
    assert row[2] == ["3a; 2 từ 2027"]


def test_a_period_of_one_year_has_no_table_of_years():
    result = run(2025, [service("V1", management=400 * M, support=400 * M)], "horizon = 2026\n")
    said = memo_fields([result], words=Words(), year=2026, created=CREATED)
    assert said["unit_years"] == ""
    assert "từng năm" not in said["requests"][0]
    body = "\n".join(p.text for p in written(result).paragraphs)
    assert "Biểu" not in body


def test_the_requests_lead_to_the_table_of_years(small: Result):
    said = memo_fields([small], words=Words(), year=2026, created=CREATED)["requests"][0]
    assert (
        "; từng đơn vị, từng năm theo Biểu 1, Biểu 2 của Phụ lục Tờ trình. Kinh phí quyết định là của" in said
    )


def test_the_first_request_names_every_year_of_the_period():
    """400 million less a tenth each year: 360; 324; 291,6 million. In words the one that
    is no forecast."""
    cut = 'horizon = 2028\n[[reductions]]\nmethod = "rate"\nrate = 0.1\n'
    result = run(2025, [service("V1", management=400 * M, support=400 * M)], cut)
    said = memo_fields([result], words=Words(), year=2028, created=CREATED)["requests"][0]
    assert (
        "năm 2026 là 360.000.000 đồng (bằng chữ: Ba trăm sáu mươi triệu đồng); năm 2027 là 324.000.000 "
        in said
    )
    assert "năm 2027 là 324.000.000 đồng; năm 2028 là 291.600.000 đồng; từng đơn vị" in said


def test_seventy_units_and_five_years_stand_on_a_page_of_landscape(small: Result):
    names = [f"Trường Tiểu học số {n} có tên gọi khá dài" for n in range(70)]
    many = [
        {
            **school(f"T{n}", salary=9_000 * M, professional=900 * M, support=9_900 * M, pupils=900),
            "name": name,
        }
        for n, name in enumerate(names)
    ]
    table = written(run(2025, many, "horizon = 2030\n")).tables[-1]
    widths = [int(column.get(qn("w:w"))) / 56.7 for column in table._tbl.iter(qn("w:gridCol"))]
    assert len(widths) == 8
    # 297 millimetres less margins of 30 and 15
    assert sum(widths) <= 252.1
    heads = [
        row
        for row in table._tbl.iter(qn("w:tr"))
        if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    ]
    assert len(heads) == 2
    # 70 x 9,9 tỷ đồng are twelve digits and three dots, bold: 6,75 letters of 10 points
    last = list(table._tbl.iter(qn("w:tr")))[-1]
    (largest, *_) = list(list(last.iter(qn("w:tc")))[3].iter(qn("w:r")))
    size = int(largest.find(f"{qn('w:rPr')}/{qn('w:sz')}").get(qn("w:val"))) / 2
    assert size == 10
    assert 6.75 * 1.09 * size * WIDE < widths[3] - 2


def test_the_annex_says_the_orders_and_fees_of_all_decisions_of_their_first_year():
    rows = [
        service("V1", orders=250 * M, fees=30 * M, management=500 * M, support=200 * M),
        service("V2", orders=120 * M, management=500 * M, support=400 * M),
    ]
    result = run(2025, rows, "horizon = 2027\n[assumptions]\nprices_follow_costs = false\n")
    said = memo_fields([result], words=Words(), year=2027, created=CREATED)["beside"]
    # 250 + 120 and 30 triệu đồng: nothing grows; the decisions begin with 2026
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "Ngoài kinh phí ở Phụ lục này, năm 2026 (năm đầu giai đoạn): kinh phí đặt hàng, giao nhiệm vụ, "
        "đấu thầu 370.000.000 đồng; phí để lại 30.000.000 đồng; ghi tại quyết định của từng đơn vị."
    )
    # the decisions of a period that has ended are not issued
    late = memo_fields([result], words=Words(), year=2027, created=CREATED.replace(year=2031))["beside"]
    assert late.replace("\N{NO-BREAK SPACE}", " ").endswith("; phí để lại 30.000.000 đồng.")
    told = "\n".join(p.text for p in written(result).paragraphs).replace("\N{NO-BREAK SPACE}", " ")
    papers = decision_fields(result, words=Words(), created=CREATED)["decisions"]
    for what, in_all in (("orders", 370 * M), ("fees", 30 * M)):
        assert sum(int("".join(filter(str.isdigit, one[what]))) for one in papers) == in_all
    # above the tables of the annex, so that it never ends it alone on a page
    assert said.replace("\N{NO-BREAK SPACE}", " ") in told
    assert told.index("Ngoài kinh phí ở Phụ lục") < told.index("Biểu 1. ")


def test_without_orders_and_fees_the_annex_says_nothing_of_them(small: Result):
    assert memo_fields([small], words=Words(), year=2026, created=CREATED)["beside"] == ""
