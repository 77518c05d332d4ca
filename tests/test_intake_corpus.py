"""Twelve real workbooks of Vietnamese offices give what their facts say."""

from __future__ import annotations

import pytest

from tests.intake.corpus import FACTS, differences, reading


@pytest.mark.parametrize("name", FACTS)
def test_facts(name):
    assert differences(name) == []


def test_a_form_that_goes_on_beyond_the_facts_is_read_to_its_end():
    # Biểu B01: rows 14 to 63, the last one "Các loại hình hợp tác xã khác"; instructions begin in row 65
    table = next(t for t in reading("2006-2005_12_20_160215.xls").tables if t.sheet == "Sheet2")
    assert (table.last_row, table.rows_with_content, table.roles[53]) == (63, 50, "total")


def test_old_letters_in_a_unicode_font_are_said_and_not_converted():
    # three lines of the instructions of Biểu B01 are TCVN3 in Arial
    found = [f for f in reading("2006-2005_12_20_160215.xls").findings if f.kind == "encoding_suspect"]
    assert [(f.sheet, f.cell, f.numbers["count"]) for f in found] == [("Sheet2", "B68", 3)]
    others = [name for name in FACTS if name != "2006-2005_12_20_160215.xls"]
    assert not [n for n in others for f in reading(n).findings if f.kind == "encoding_suspect"]


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("2005-KH2003-bieu.xls", 2003),  # headings: thực hiện 2001, ước 2002, kế hoạch năm 2003
        ("2007-74Z4A_solieu9thang-2.xls", 2003),  # title: 9 THÁNG/2003
        ("2006-Mau21_CKTC_NSH.xls", 2004),  # title: QUYẾT TOÁN NGÂN SÁCH HUYỆN NĂM 2004
        ("2007-bkqd1412006.dot.xls", 2006),  # title: DANH MỤC ĐẦU TƯ NĂM 2006
        ("2005-2BZ73_FDI_Dong_Nam_Bo.xls", 2005),  # no year but that of a date: the name of the file
    ],
)
def test_the_year_is_that_of_the_tables_before_that_of_the_file(name, year):
    assert reading(name).tables[0].year == year


@pytest.mark.parametrize("name", FACTS)
def test_tables_that_list_no_units_of_ours_give_none(name):
    found = reading(name)
    assert found.units == []
    assert "no_table" in {finding.kind for finding in found.findings}


@pytest.mark.parametrize("name", FACTS)
def test_old_letters_are_converted_and_said(name):
    assert "encoding_converted" in {finding.kind for finding in reading(name).findings}
