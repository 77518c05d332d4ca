"""The input template: what an office sees in it, and that it says what the data dictionary says."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from budget.report.template import write_template
from budget.report.words import Words
from budget.units import COLUMNS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

OWNER, YEAR, MONEY_UNIT = "B2", "B3", "B4"
GROUPS, HEADINGS, MEASURES, FIRST = 5, 6, 7, 8

ROWS: list[dict[str, Any]] = [
    {
        "code": "0123456",
        "name": "Trường Mầm non Hoa Sen",
        "kind": "preschool",
        "tuition": 116_955_000,
        "salary": 1_500_000_001,
        "contributions": None,
        "support": 0,
        "pupils": 300,
        "essential": True,
        "covers_investment": False,
    },
    {"code": "0123457", "name": "=1+1", "kind": "service", "field": "+chợ", "owner": "@x", "ward": "-1"},
]


def book(**options: Any) -> openpyxl.Workbook:
    target = io.BytesIO()
    write_template(target, **options)
    return openpyxl.load_workbook(target)


def cells(sheet: Worksheet, row: int) -> dict[str, Any]:
    return {column.id: sheet.cell(row, place).value for place, column in enumerate(COLUMNS, start=1)}


def test_the_head_is_the_data_dictionary() -> None:
    workbook = book()
    assert workbook.sheetnames == ["Đơn vị", "Hướng dẫn"]
    sheet = workbook["Đơn vị"]
    assert [sheet[f"A{row}"].value for row in (2, 3, 4)] == [
        "Cơ quan quản lý",
        "Năm ngân sách",
        "Đơn vị tính",
    ]
    assert list(cells(sheet, HEADINGS).values()) == [column.vi for column in COLUMNS]
    assert sheet.freeze_panes == f"C{FIRST}"
    measures = cells(sheet, MEASURES)
    assert {measures[c.id] for c in COLUMNS if c.type == "money"} == {"=$B$4"}
    assert (measures["pupils"], measures["sites"], measures["name"]) == ("người", "điểm", None)


def test_groups_stand_over_their_columns() -> None:
    sheet = book()["Đơn vị"]
    spans = {
        sheet.cell(a.min_row, a.min_col).value: a.coord for a in sheet.merged_cells.ranges if a.min_row == 5
    }
    assert spans == {
        "Đơn vị": "A5:F5",
        "Nguồn thu": "G5:O5",
        "Chi thường xuyên": "P5:X5",
        "Ngân sách nhà nước": "Y5:Z5",
        "Quy mô": "AA5:AE5",
        "Đánh dấu": "AF5:AG5",
    }


def test_every_heading_explains_itself_in_a_note() -> None:
    sheet = book()["Đơn vị"]
    for place, column in enumerate(COLUMNS, start=1):
        note = sheet.cell(HEADINGS, place).comment
        assert note is not None
        assert note.text.startswith(column.description_vi)
        assert (f"mục {column.form_row}." in note.text) == bool(column.form_row)
        assert ("Bắt buộc" in note.text) == column.required


def test_kinds_marks_and_the_unit_of_measure_have_drop_downs() -> None:
    sheet = book()["Đơn vị"]
    lists = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"}
    assert lists == {
        MONEY_UNIT: '"đồng,nghìn đồng,triệu đồng"',
        "C8:C2007": '"Mầm non,Tiểu học,THCS,Nhiều cấp,Sự nghiệp khác"',
        "AF8:AF2007": '"x"',
        "AG8:AG2007": '"x"',
    }


def test_an_empty_template_has_no_data() -> None:
    sheet = book()["Đơn vị"]
    assert (sheet[OWNER].value or "", sheet[YEAR].value, sheet[MONEY_UNIT].value) == ("", None, "đồng")
    assert all(cell.value is None for row in sheet.iter_rows(min_row=FIRST) for cell in row)


def test_rows_are_written_as_an_office_would() -> None:
    sheet = book(rows=ROWS, year=2022, owner="UBND thành phố")["Đơn vị"]
    assert (sheet[OWNER].value, sheet[YEAR].value) == ("UBND thành phố", 2022)
    first = cells(sheet, FIRST)
    assert (first["code"], first["kind"], first["essential"]) == ("0123456", "Mầm non", "x")
    assert (first["tuition"], first["salary"], first["support"], first["pupils"]) == (
        116_955_000,
        1_500_000_001,
        0,
        300,
    )
    assert (first["contributions"], first["covers_investment"]) == (None, None)


def test_text_that_looks_like_a_formula_stays_text() -> None:
    sheet = book(rows=ROWS)["Đơn vị"]
    second = cells(sheet, FIRST + 1)
    assert (second["name"], second["field"], second["owner"], second["ward"]) == ("=1+1", "+chợ", "@x", "-1")
    assert sheet.cell(FIRST + 1, 2).data_type == "s"


@pytest.mark.parametrize(
    ("unit", "name", "salary"),
    [
        ("dong", "đồng", "1500000001"),
        ("thousand", "nghìn đồng", "1500000.001"),
        ("million", "triệu đồng", "1500.000001"),
    ],
)
def test_amounts_are_in_the_chosen_unit(unit: str, name: str, salary: str) -> None:
    sheet = book(rows=ROWS, money_unit=unit)["Đơn vị"]
    assert sheet[MONEY_UNIT].value == name
    assert Decimal(repr(cells(sheet, FIRST)["salary"])) == Decimal(salary)


def test_the_guide_explains_every_column_in_the_readers_language() -> None:
    for language, meaning in (("vi", "description_vi"), ("en", "description_en")):
        guide = book(words=Words(language))["Hướng dẫn"]
        rows = [[str(cell.value or "") for cell in row] for row in guide.iter_rows()]
        for column in COLUMNS:
            row = next(row for row in rows if row[0].split("\n")[0] == column.vi)
            assert row[1] == getattr(column, meaning)
            assert row[5] == column.source


def test_an_english_template_keeps_the_headings_of_the_form() -> None:
    sheet = book(words=Words("en"))["Đơn vị"]
    assert list(cells(sheet, HEADINGS).values()) == [column.vi for column in COLUMNS]
    assert sheet["A3"].value == "Năm ngân sách"
    assert sheet["G5"].value == "Revenue"


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for target in (first, second):
        write_template(target, rows=ROWS, year=2022, owner="UBND thành phố")
    assert first.getvalue() == second.getvalue()


def test_it_prints_a_page_each_for_revenue_spending_and_the_rest() -> None:
    sheet = book()["Đơn vị"]
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
    assert [b.id for b in sheet.col_breaks.brk] == [15, 24]  # after column O, after column X
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$5:$7", "$A:$B")


def test_a_wrong_column_kind_or_unit_of_measure_is_named() -> None:
    with pytest.raises(KeyError, match="salery is no column"):
        book(rows=[{"code": "1", "salery": 1}])
    with pytest.raises(KeyError, match="high_school"):
        book(rows=[{"code": "1", "kind": "high_school"}])
    with pytest.raises(ValueError, match="billion"):
        book(money_unit="billion")
