"""Số gõ vào: a number as people write it in their language, read exactly."""

from __future__ import annotations

import re
from decimal import Decimal

from budget.report.numbers import MINUS, Numbers


def read_number(text: str, numbers: Numbers) -> Decimal | None:
    """Đọc một số gõ tay such as "2,5", "12.480" or "10 %"; None where nothing stands. Raises ValueError.

    The separator of thousands counts as one only before three digits; elsewhere it is taken for the point, so
    that "2.5" typed by habit reads two and a half in either language.
    """
    point, group = numbers.separators[0], numbers.separators[1]
    kept = re.sub(r"[\s%\u00a0]", "", text).replace(MINUS, "-")
    if not kept:
        return None
    if re.fullmatch(rf"-?\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(point)}\d+)?", kept):
        kept = kept.replace(group, "")
    kept = kept.replace(",", ".")
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", kept):
        raise ValueError(text)
    return Decimal(kept)


def write_number(value: Decimal | None, numbers: Numbers) -> str:
    """Viết lại một số for a cell that can be typed into; empty for None."""
    if value is None:
        return ""
    exponent = value.normalize().as_tuple().exponent
    return numbers.plain(value, max(0, -exponent) if isinstance(exponent, int) else 0)
