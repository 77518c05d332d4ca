"""Figures as text: examples worked out by hand from the rules of writing."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from budget.report.numbers import Numbers, read_date

NBSP = "\xa0"


def test_thousands_and_decimals_in_the_apps_language():
    assert Numbers("vi").decimal(1_234_567.8, 1) == "1.234.567,8"
    assert Numbers("en").decimal(1_234_567.8, 1) == "1,234,567.8"
    assert Numbers("vi").separators == ",."
    assert Numbers("en").separators == ".,"


@pytest.mark.parametrize(
    ("ratio", "printed"),
    [
        (0.6997, "69,9"),  # never 70,0: the threshold is not reached
        (0.7, "70,0"),
        (0.1, "10,0"),
        (0.29999999999, "30,0"),  # within 10^-9 of the threshold it is the threshold
        (0.2999999, "29,9"),
        (-0.0427, "−4,2"),
        (-0.0004, "0,0"),  # no minus before a zero
        (0, "0,0"),
        (1.2345, "123,4"),
    ],
)
def test_measured_percents_are_truncated(ratio, printed):
    assert Numbers("vi").percent(ratio) == f"{printed}{NBSP}%"


def test_a_figure_has_decimals_only_where_it_needs_them():
    assert Numbers("vi").number(1_672) == "1.672"
    assert Numbers("vi").number(12.5) == "12,50"
    assert Numbers("vi").number(1, sign=True) == "+1"
    assert Numbers("vi").number(None) == Numbers("vi").count(None)


def test_signed_figures():
    assert Numbers("vi").percent_signed(0.041) == f"+4,1{NBSP}%"
    assert Numbers("vi").percent_signed(0) == f"0,0{NBSP}%"
    assert Numbers("vi").money_signed(4_120_000_000) == "+4.120"
    assert Numbers("vi").money_signed(-9_870_000_000) == "−9.870"
    assert Numbers("vi").money_signed(-400_000) == "0"


@pytest.mark.parametrize(
    ("unit", "printed"),
    [
        ("dong", "116.955.500 đồng"),
        ("thousand", "116.956 nghìn đồng"),
        ("million", "117 triệu đồng"),
        ("billion", "0,12 tỷ đồng"),
    ],
)
def test_each_unit_of_measure(unit, printed):
    assert Numbers("vi", unit).money_with_unit(116_955_500) == printed


def test_halves_go_up_whatever_the_binary_form():
    assert Numbers("vi").decimal(0.285, 2) == "0,29"


def test_a_small_figure_does_not_read_as_nothing():
    n = Numbers("vi")
    assert n.decimal(0.0034) == "0,003"
    assert n.decimal(-0.0034, sign=True) == "−0,003"
    assert n.decimal(0.0050) == "0,01"  # half up
    assert n.decimal(0.0049) == "0,005"
    assert n.decimal(0.00006) == "0,0001"
    # less than half of the last decimal is nothing
    assert n.decimal(0.00004) == n.decimal(0) == "0,00"
    assert Numbers("vi", "million").money(2_500_000) == "3"
    assert Numbers("vi", "million").money(-2_500_000) == "−3"


def test_rates_keep_the_decimals_they_have():
    assert Numbers("vi").rate(0.19) == f"19{NBSP}%"
    assert Numbers("vi").rate(0.025) == f"2,5{NBSP}%"
    assert Numbers("vi").rate(1) == f"100{NBSP}%"
    assert Numbers("vi").rate(4 / 9) == f"44,4444{NBSP}%"


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        (6_120_000_000, "6,1 tỷ đồng"),
        (1_000_000_000, "1 tỷ đồng"),
        (305_220_000_000, "305 tỷ đồng"),
        (480_000_000, "480 triệu đồng"),
        (-2_150_000, "−2,2 triệu đồng"),
        (58_240, "58.240 đồng"),
        (0, "0 đồng"),
    ],
)
def test_short_amounts(amount, printed):
    assert Numbers("vi").short(amount) == printed


@pytest.mark.parametrize(
    ("amount", "printed"),
    [(-765_306, "−0,8 triệu đồng"), (100_000, "+0,1 triệu đồng"), (-99_999, "−99.999 đồng"), (0, "0 đồng")],
)
def test_short_differences(amount, printed):
    assert Numbers("vi").short(amount, sign=True) == printed


@pytest.mark.parametrize(
    ("amount", "largest", "printed"),
    [
        (480_000_000, 6_120_000_000, "0,5 tỷ đồng"),
        (50_000_000, 6_120_000_000, "0,1 tỷ đồng"),  # 0,05 half up
        (49_000_000, 6_120_000_000, "49 triệu đồng"),  # 0,0 tỷ would say nothing
        (765_306, 2_336_000_000, "765.306 đồng"),
        (765_306, 480_000_000, "0,8 triệu đồng"),
        (0, 6_120_000_000, "0 tỷ đồng"),
        (-480_000_000, -6_120_000_000, "−0,5 tỷ đồng"),
    ],
)
def test_short_amounts_of_one_sentence_stand_in_one_unit(amount, largest, printed):
    assert Numbers("vi").short(amount, beside=largest) == printed


def test_the_first_of_two_amounts_in_one_unit_leaves_the_unit_to_the_second():
    bare = Numbers("vi")
    assert bare.short(583_461, beside=827_499, bare=True) == "583.461"
    # million beside đồng: each with its own
    assert bare.short(40_000, beside=5_200_000, bare=True) == "40.000 đồng"


@pytest.mark.parametrize(
    ("unit", "amount", "slight"),
    [
        ("million", 999_999, True),  # plans are rounded to the million
        ("million", -999_999, True),
        ("million", 1_000_000, False),
        ("dong", 999_999, True),
        ("billion", 9_999_999, True),  # 0,01 tỷ is the least that is printed
        ("billion", -10_000_000, False),
    ],
)
def test_what_rounding_leaves_of_a_total_is_slight(unit, amount, slight):
    assert Numbers("vi", unit).slight(amount) is slight


@pytest.mark.parametrize(
    "write", ["money", "money_with_unit", "dong", "short", "percent", "rate", "count", "decimal"]
)
def test_what_is_not_known_says_so(write):
    assert getattr(Numbers("vi"), write)(float("nan")) == "chưa có số"
    assert getattr(Numbers("en"), write)(None) == "not known"


def test_amounts_stay_exact_in_another_unit():
    assert Numbers("vi", "million").in_unit(116_955_001) == Decimal("116.955001")


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="money unit 'usd'"):
        Numbers("vi", "usd")


def test_stored_times_are_shown_on_the_local_clock():
    local = datetime.fromisoformat("2026-11-23T00:32").astimezone()
    in_kiritimati = local.astimezone(timezone(timedelta(hours=14)))
    assert Numbers("vi").moment(in_kiritimati) == "23/11/2026 00:32"
    assert Numbers("vi").time(in_kiritimati) == "00:32"


def test_dates_are_read_as_people_write_them():
    assert read_date(" 1/7/2025 ") == date(2025, 7, 1)
    assert read_date("2025-07-01") is None
    assert read_date("31/02/2025") is None


def test_an_amount_vanishes_where_it_is_not_nothing_but_prints_as_nothing():
    million, billion = Numbers("vi", "million"), Numbers("vi", "billion")
    # half a million rounds up to 1 triệu; of tỷ two places are printed, the second is of ten million
    assert [million.vanishes(x) for x in (0, 166_557, -499_999, 500_000, -765_306)] == [0, 1, 1, 0, 0]
    assert [billion.vanishes(x) for x in (0, 4_999_999, 5_000_000)] == [False, True, False]


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (-0.0421, "−4,2 %"),
        (0.001, "+0,1 %"),
        # below a tenth of a percent, 0,0218 % and 0,0999 %
        (-0.000218, "≈ 0,0 %"),
        (0.000999, "≈ 0,0 %"),
        (0.0, "0,0 %"),
    ],
)
def test_a_share_beside_its_amount_does_not_read_as_nothing(ratio: float, said: str):
    assert Numbers("vi").percent_beside(ratio).replace("\N{NO-BREAK SPACE}", " ") == said
