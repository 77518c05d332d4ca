"""Numbers as people type them, in either language."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from budget.report.entry import read_number, write_number
from budget.report.numbers import Numbers


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("2,5", "2.5", "2.5"),
        ("2.5", "2.5", "2.5"),
        ("12.480", "12480", "12.480"),
        ("12,480", "12.480", "12480"),
        ("1.234.567,8", "1234567.8", None),
        ("10 %", "10", "10"),
        ("−0,5", "-0.5", "-0.5"),
        ("", "none", "none"),
        ("abc", None, None),
        ("1e5", None, None),
        ("1.2.3", None, None),
    ],
)
def test_read(text: str, vi: str | None, en: str | None):
    for language, wanted in (("vi", vi), ("en", en)):
        numbers = Numbers(language)
        if wanted is None:
            with pytest.raises(ValueError, match=re.escape(text)):
                read_number(text, numbers)
        else:
            assert read_number(text, numbers) == (None if wanted == "none" else Decimal(wanted))


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [("2.50", "2,5", "2.5"), ("100", "100", "100"), ("12480", "12.480", "12,480"), ("-0.5", "−0,5", "−0.5")],
)
def test_write_reads_back(value: str, vi: str, en: str):
    for language, wanted in (("vi", vi), ("en", en)):
        numbers = Numbers(language)
        assert write_number(Decimal(value), numbers) == wanted
        assert read_number(wanted, numbers) == Decimal(value)


def test_nothing_is_written_as_nothing():
    assert write_number(None, Numbers("vi")) == ""
