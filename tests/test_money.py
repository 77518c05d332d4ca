"""Rounding: the only place where money loses a fraction."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.money import below_one, below_zero, down, down_number, six_digits, total, up, whole, whole_number


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (0.0, 0),
        (0.4998, 0),  # 0.4998 + 0.0001 = 0.4999, below the half
        (0.49995, 1),  # 0.49995 + 0.0001 = 0.50005
        (0.5, 1),  # half up, never to the even one
        (1.5, 2),
        (2.5, 3),
        (-0.4998, 0),
        (-0.5, -1),  # the size is rounded, then the sign is set
        (-2.5, -3),
        (1_234_567_890_123.4, 1_234_567_890_123),
        (1_234_567_890_123.5, 1_234_567_890_124),
    ],
)
def test_whole_is_half_up_with_a_lean(amount: float, expected: int) -> None:
    assert whole(amount) == expected
    assert whole_number(Fraction(str(amount))) == expected


@pytest.mark.parametrize(
    ("amount", "step", "expected"),
    [
        (2.9998, 1, 2),
        (2.99995, 1, 3),
        (3.0, 1, 3),
        (1_999_999.0, 1_000_000, 1_000_000),
        (1_999_999.99995, 1_000_000, 2_000_000),
        (2_000_000.0, 1_000_000, 2_000_000),
        (6.9, 7, 0),
        (-0.5, 1, -1),
    ],
)
def test_down_to_a_step(amount: float, step: int, expected: int) -> None:
    assert down(amount, float(step)) == expected
    assert down_number(Fraction(str(amount)), step) == expected


@pytest.mark.parametrize(
    ("amount", "step", "expected"),
    [
        (2.00005, 1, 2),
        (2.0002, 1, 3),
        (1_000_000.0, 1_000_000, 1_000_000),
        (1_000_000.00005, 1_000_000, 1_000_000),
        (1_000_001.0, 1_000_000, 2_000_000),
        (0.00005, 1_000_000, 0),
        (-0.5, 1, 0),
    ],
)
def test_up_to_a_step(amount: float, step: int, expected: int) -> None:
    assert up(amount, float(step)) == expected


def test_the_binary_form_of_a_rate_moves_no_figure() -> None:
    # 0.07 x 100 is 7.000000000000001 and 0.29 x 100 is 28.999999999999996 in binary; both mean whole đồng.
    assert up(0.07 * 100) == 7
    assert down(0.29 * 100) == 29
    # A rate rounded for print loses money: 58,24 x 5.012 = 291.898,88 and not 291.900; nothing is rounded
    # before it.
    assert whole(58.24 * 5_012) == 291_899


def test_no_rounding_leaves_a_minus_before_a_zero() -> None:
    for rounded in (whole(-0.2), down(-0.0), up(-0.2), six_digits(-1e-9)):
        assert math.copysign(1.0, float(rounded)) == 1.0


def test_a_total_is_exact_where_a_float_is_not() -> None:
    # 9.007.199.254.740.993 = 2^53 + 1 has no float64; five amounts of 9·10^15 and seven of 1 are 45·10^15 +
    # 7.
    assert total(np.array([9e15] * 5 + [1.0] * 7)) == 45_000_000_000_000_007
    assert total(np.array([-9e15] * 5 + [-1.0] * 7)) == -45_000_000_000_000_007
    assert total(np.array([])) == 0


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        (0.1234564, 0.123456),
        (0.1234565, 0.123457),
        (-0.1234565, -0.123457),
        (0.0000005, 0.000001),
        (0.00000049, 0.0),
        (0.9999995, 1.0),
        (2 / 3, 0.666667),
    ],
)
def test_ratios_have_six_digits_half_away_from_zero(ratio: float, expected: float) -> None:
    assert six_digits(ratio) == expected


def test_an_undefined_ratio_stays_undefined() -> None:
    assert np.isnan(six_digits(np.nan))


@given(st.integers(-(10**14), 10**14), st.integers(1, 10**9))
def test_float_and_exact_rounding_agree_on_thousandths(thousandths: int, step: int) -> None:
    exact = Fraction(thousandths, 1_000)
    if exact < 10**11:
        assert whole(thousandths / 1_000) == whole_number(exact)
        assert down(thousandths / 1_000, float(step)) == down_number(exact, step)
        assert up(thousandths / 1_000, float(step)) == -down_number(-exact, step)


@pytest.mark.parametrize(
    ("amount", "below"),
    # 0,4998 + 0,0001 + 0,5 is no whole đồng yet, 0,4999 and 0,49995 make one
    [(0, False), (-0.4998, False), (-0.4999, True), (-0.49995, True), (-0.5, True), (0.5, False)],
)
def test_below_zero_is_what_rounds_to_less_than_0(amount: float, below: bool) -> None:
    assert below_zero(np.array([amount])).tolist() == [below]


@pytest.mark.parametrize(
    ("ratio", "below"),
    # 0,9999995 is 1,000000, also where its binary form stands a hair below it; 0,9999994 is 0,999999. A hair
    # is 10^-15: what lacks just that still rounds up, as does its binary form; what lacks half as much again
    # does not.
    [
        (1, False),
        (0.9999995, False),
        (np.nextafter(0.9999995, 0), False),
        (0.999999499999999, False),
        (np.nextafter(0.999999499999999, 0), False),
        (0.9999994999999985, True),
        (0.9999994, True),
        (np.nan, False),
    ],
)
def test_below_one_is_what_rounds_to_less_than_1(ratio: float, below: bool) -> None:
    assert below_one(np.array([ratio])).tolist() == [below]
    assert bool(six_digits(ratio) < 1) == below


def test_exact_amounts_lean_by_a_ten_thousandth() -> None:
    # 0,499899995 + 0,0001 + 0,5 = 0,999999995; 0,4999 makes the whole đồng. Down: 0,999899995 + 0,0001 is as
    # much.
    assert [whole_number(Fraction(x)) for x in ("0.499899995", "0.4999")] == [0, 1]
    assert [down_number(Fraction(x)) for x in ("0.999899995", "0.9999")] == [0, 1]
