"""Amounts as people type them, and the old letters of legacy fonts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.intake.amounts import Habit, exact, habit_of, in_dong, read_amount
from budget.intake.encoding import convert_runs, encoding_of_font, guess
from budget.intake.marks import mark_of, split_mark
from budget.intake.measure import scale_of
from budget.intake.text import fold, key

DOTS = Habit(".", ",")


@pytest.mark.parametrize(
    ("text", "habit", "value"),
    [
        ("1.773.300.000", Habit(), "1773300000"),
        ("3,125,190,000", Habit(), "3125190000"),
        ("48,32", Habit(), "48.32"),
        ("1.234,5", Habit(), "1234.5"),
        ("1,234.5", Habit(), "1234.5"),
        ("0,125", Habit(), "0.125"),
        ("1.234", DOTS, "1234"),
        ("1,234", DOTS, "1.234"),
        ("1 234 567", Habit(), "1234567"),
        ("(1.234)", DOTS, "-1234"),
        ("-1.234", DOTS, "-1234"),
        ("1.234-", DOTS, "-1234"),
        ("−5", Habit(), "-5"),
        ("35 em", Habit(), "35"),
        ("20.500đ", Habit(), "20500"),
    ],
)
def test_clear_amounts(text, habit, value):
    assert read_amount(text, habit).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("1.234", "ambiguous"),
        ("12.5", "number"),
        ("20.500đ/bữa", "rate"),
        ("12 %", "percent"),
        ("x", "place"),
        ("…", "place"),
        ('"', "ditto"),
        ("-", "empty"),
        ("1.23.4567", "unreadable"),
        ("12 34", "unreadable"),
        ("năm nghìn", "unreadable"),
    ],
)
def test_other_states(text, state):
    assert read_amount(text, Habit()).state == state


def test_a_number_against_the_habit_is_a_question():
    assert read_amount("12.5", DOTS).state == "ambiguous"


def test_the_habit_of_a_column():
    assert habit_of(["1.773.300.000", "850.000"]) == DOTS
    assert habit_of(["48,32", "1.234"]) == DOTS
    assert habit_of(["850.000", "920.000"]) == Habit()
    assert habit_of(["850.000", "920.000", "1.000"]) == DOTS
    assert habit_of(["850.000"], table=DOTS) == DOTS
    assert habit_of(["1.773.300", "3,125,190"]).mixed


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_an_amount_with_dots_comes_back(value):
    text = f"{value:,}".replace(",", ".")
    assert read_amount(text, DOTS).value == value


@given(st.integers(min_value=0, max_value=10**11), st.sampled_from(["dong", "thousand", "million"]))
def test_dong_are_whole_whatever_the_scale(dong, scale):
    factor = {"dong": 1, "thousand": 1000, "million": 10**6}[scale]
    assert in_dong(exact(dong / factor), scale) == dong


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_amounts(text):
    read_amount(text, habit_of([text]))


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("Đơn vị tính: Triệu đồng", "million"),
        ("ĐVT : 1000 đồng", "thousand"),
        ("ĐVT: 1.000đ", "thousand"),
        ("Đơn vị: Triệu VNĐ (các ngoại tệ quy đổi)", "million"),
        ("Đvt: tỷ đồng", "billion"),
        ("đồng", "dong"),
        ("Tr. USD", "other"),
        ("Ngh. tỷ đồng", "other"),
        ("Trường Tiểu học", ""),
    ],
)
def test_scales(text, scale):
    assert scale_of(text) == scale


@pytest.mark.parametrize(
    ("value", "mark"),
    [
        (1, "digit"),
        ("01", "digit"),
        ("12.", "digit"),
        ("I", "roman"),
        ("XIV.", "roman"),
        ("A", "capital"),
        ("a)", "small"),
        ("1.1", "dotted2"),
        ("(1)", "paren"),
        ("A.1", "capital2"),
        ("-", "bullet-"),
        ("Trường", ""),
        (None, ""),
    ],
)
def test_marks(value, mark):
    assert mark_of(value) == mark


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("I. Khối mầm non", ("roman", "Khối mầm non")),
        ("- Trường MN", ("bullet-", "Trường MN")),
        ("TH Mũi Né 1", ("", "TH Mũi Né 1")),
        ("1. TH Lê Lợi", ("digit", "TH Lê Lợi")),
        ("a) Học phí", ("small", "Học phí")),
    ],
)
def test_marks_in_a_name(text, split):
    assert split_mark(text) == split


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "TCVN3"),
        (".VnTimeH", "TCVN3"),
        ("VNI-Times", "VNI"),
        ("Times New Roman", ""),
        ("Arial", ""),
        ("", ""),
    ],
)
def test_fonts(font, encoding):
    assert encoding_of_font(font) == encoding


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([("Tr\u00adêng TiÓu häc Phó Thñy", ".VnTime")], "Trường Tiểu học Phú Thủy"),
        ([("Tröôøng Tieåu hoïc Phuù Thuûy", "VNI-Times")], "Trường Tiểu học Phú Thủy"),
        ([("Uûy ban", "VNI-Times")], "Ủy ban"),
        ([("tæng sè", ".VnArialH")], "TỔNG SỐ"),
        ([("Huyện Hóc ", "Arial"), ("M«n", ".VnTime")], "Huyện Hóc Môn"),
        ([("VIÖT NAM\u00ad", ".VnTime")], "VIệT NAM"),
        ([("th\u00ad", ".VnTime")], "thư"),
        ([("Trường đã là Unicode", ".VnTime")], "Trường đã là Unicode"),
        ([("Ban QLDA ®Çu t\u00ad, thiết bị", ".VnTime")], "Ban QLDA đầu tư, thiết bị"),
        ([("Vi\u1ec7t", "VNI-Times")], "Việt"),
    ],
)
def test_letters_by_font(runs, text):
    assert convert_runs(runs)[0] == text


def test_guessing_without_fonts():
    assert guess(["Tr\u00adêng TiÓu häc Phó Thñy", "Tæng céng"]) == "TCVN3"
    assert guess(["Tröôøng Tieåu hoïc Phuù Thuûy", "Toång coäng"]) == "VNI"
    assert guess(["Trường Tiểu học Phú Thủy"]) == ""
    assert guess(["plain text"]) == ""


def test_comparison_keys_keep_tones_and_forget_their_place():
    assert key("Hoà  Phú") == key("hòa phú")
    assert key("Mũi Né 1") != key("Mũi Né 2")
    assert key("Hoà") != key("Hoa")
    assert fold("Đường Trần Hưng Đạo") == "duong tran hung dao"
