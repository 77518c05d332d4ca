"""The user's own workbook with the errors painted, mended and dropped again."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
import xlsxwriter

from budget.intake.errorbook import error_workbook
from budget.report.words import Words
from tests.intake.books import HEAD, HOA_SEN, LE_LOI, TOP, book, changed, kinds, read
from tests.intake.corpus import CORPUS

WORDS = Words("vi")


def _filled() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as made:
        bold = made.add_format({"bold": True, "num_format": "#,##0"})
        sheet = made.add_worksheet("Số liệu")
        sheet.write(0, 0, "Đơn vị tính: đồng. Năm 2025")
        sheet.write_row(2, 0, ["STT", "Tên trường", "Mã đơn vị", "Quỹ lương", "Kinh phí tự chủ"])
        for i in range(5):
            sheet.write_row(
                3 + i, 0, [i + 1, f"Trường TH {'ABCDE'[i]}", f"100{i}", 1_000_000_000, 2_000_000_000], bold
            )
        sheet.write(4, 3, "abc")
        sheet.write(8, 1, "Tổng cộng")
        sheet.write_formula(8, 3, "=SUM(D4:D8)", bold, 5_000_000_000)
        sheet.write(8, 4, 10_000_000_005)
        made.add_worksheet("Khác").write_formula(0, 0, "=1+1", None, 2)
    return target.getvalue()


def test_cells_are_painted_noted_and_listed_and_nothing_else_is_touched():
    data = _filled()
    found = read(data).findings
    made = openpyxl.load_workbook(io.BytesIO(error_workbook(data, found, WORDS)))
    sheet = made["Số liệu"]
    assert made.sheetnames == ["Số liệu", "Khác", "Lỗi"]
    assert sheet["D5"].fill.fgColor.rgb == "FFF8CBAD"
    assert "abc" in sheet["D5"].comment.text
    assert sheet["E9"].comment is not None
    assert (sheet["D4"].font.b, sheet["D4"].number_format, sheet["D9"].value) == (
        True,
        "#,##0",
        "=SUM(D4:D8)",
    )
    assert made["Khác"]["A1"].value == "=1+1"
    assert [row[3].value for row in made["Lỗi"].iter_rows(min_row=2)] == ["D5", "D9", "E9"]


def test_mended_and_dropped_again_it_goes_through():
    data = _filled()
    marked = error_workbook(data, read(data).findings, WORDS)
    assert kinds(read(marked)) == kinds(read(data))
    mended = openpyxl.load_workbook(io.BytesIO(marked))
    sheet = mended["Số liệu"]
    sheet["D5"], sheet["D9"], sheet["E9"] = 1_000_000_000, 5_000_000_000, 10_000_000_000
    target = io.BytesIO()
    mended.save(target)
    assert not read(target.getvalue()).errors


def test_marking_twice_keeps_one_list():
    data = _filled()
    once = error_workbook(data, read(data).findings, WORDS)
    twice = error_workbook(once, read(once).findings, WORDS)
    assert openpyxl.load_workbook(io.BytesIO(twice)).sheetnames == ["Số liệu", "Khác", "Lỗi"]


def test_an_old_workbook_becomes_an_xlsx_of_the_same_cells():
    name = "2006-Mau22_CKTC_NSH.xls"
    data = (CORPUS / name).read_bytes()
    made = openpyxl.load_workbook(io.BytesIO(error_workbook(data, read(data, name).findings, WORDS, name)))
    assert made["Sheet1"]["B22"].value == "Chi ngân sách huyện"
    assert made["Sheet1"]["D22"].fill.fgColor.rgb == "FFFFE699"


def _drawn() -> bytes:
    """A workbook with what no library reads and writes: a text box, a sparkline, a chart, a comment."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as made:
        sheet = made.add_worksheet("Số liệu")
        sheet.write(0, 0, "Đơn vị tính: đồng. Năm 2025")
        sheet.write_row(2, 0, ["STT", "Tên trường", "Mã đơn vị", "Quỹ lương", "Kinh phí tự chủ"])
        sheet.write_row(3, 0, [1, "Trường TH A", "1001", "abc", 2_000_000_000])
        sheet.write_comment("D4", "hỏi lại trường")
        sheet.insert_textbox("H2", "Mật")
        sheet.add_sparkline("G4", {"range": "'Số liệu'!D4:E4"})
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "='Số liệu'!$E$4:$E$4"})
        sheet.insert_chart("H8", chart)
    return target.getvalue()


def test_drawings_charts_and_comments_stay():
    data = _drawn()
    marked = error_workbook(data, read(data).findings, WORDS)
    before, after = zipfile.ZipFile(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(marked))
    assert set(before.namelist()) < set(after.namelist())
    same = [n for n in before.namelist() if n.startswith(("xl/drawings/drawing", "xl/charts/"))]
    assert same
    assert all(before.read(name) == after.read(name) for name in same)
    assert b"sparklineGroup" in after.read("xl/worksheets/sheet1.xml")
    comments = after.read("xl/comments1.xml").decode()
    assert "hỏi lại trường" in comments
    assert "abc" in comments


def test_formulas_keep_their_values():
    data = _filled()
    marked = error_workbook(data, read(data).findings, WORDS)
    sheet = openpyxl.load_workbook(io.BytesIO(marked), data_only=True)["Số liệu"]
    assert sheet["D9"].value == 5_000_000_000


def test_macros_are_left_out():
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    types = lambda xml: xml.replace(kind, macros)  # noqa: E731
    data = changed(_filled(), "[Content_Types].xml", types, {"xl/vbaProject.bin": b"macros"})
    marked = error_workbook(data, read(data).findings, WORDS, "a.xlsm")
    after = zipfile.ZipFile(io.BytesIO(marked))
    assert "xl/vbaProject.bin" not in after.namelist()
    assert kind in after.read("[Content_Types].xml")


def test_a_cell_that_is_not_there_is_made_in_its_place():
    data = _filled()
    [finding] = [f for f in read(data).findings if f.cell == "D5"]
    marked = error_workbook(data, [replace(finding, cell=cell) for cell in ("C20", "B2", "H4")], WORDS)
    sheet = openpyxl.load_workbook(io.BytesIO(marked))["Số liệu"]
    assert [sheet[cell].fill.fgColor.rgb for cell in ("C20", "B2", "H4")] == ["FFF8CBAD"] * 3
    assert sheet["D4"].value == 1_000_000_000


def test_a_file_that_cannot_be_read_has_no_error_workbook():
    with pytest.raises(ValueError, match="not_a_workbook"):
        error_workbook(b"%PDF", [], WORDS, "a.pdf")


def test_an_old_workbook_keeps_its_looks_and_gets_a_font_that_shows_its_letters():
    data = (CORPUS / "2006-Mau21_CKTC_NSH.xls").read_bytes()
    marked = error_workbook(data, read(data, "a.xls").findings, WORDS, "a.xls")
    sheet = openpyxl.load_workbook(io.BytesIO(marked)).worksheets[0]
    total = next(
        cell for row in sheet.iter_rows() for cell in row if cell.value == "Tổng thu NSNN trên địa bàn"
    )
    assert (total.font.name, total.font.b, total.border.left.style) == ("Times New Roman", True, "thin")
    assert "#,##0" in sheet.cell(total.row, total.column + 1).number_format
    assert sheet.column_dimensions[total.column_letter].width > 25


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_list_of_findings_is_no_table_when_the_workbook_comes_back(language):
    data = book([*TOP, HEAD, [*HOA_SEN[:4], "abc", *HOA_SEN[5:]], LE_LOI])
    marked = error_workbook(data, read(data).findings, Words(language), "a.xlsx")
    assert Words(language).t("error_book.sheet") in openpyxl.load_workbook(io.BytesIO(marked)).sheetnames
    again = read(marked)
    assert {table.sheet for table in again.tables} == {"Sheet1"}
    assert [sheet.name for sheet in again.sheets] == ["Sheet1"]
