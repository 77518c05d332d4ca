"""Words that tell the parts of a table apart: STT, Tổng cộng, the lines below (từ ngữ nhận dạng)."""

from __future__ import annotations

import re
from functools import lru_cache

from budget.intake.text import close_up, fold
from budget.intake.wordlists import word_lists


@lru_cache(maxsize=16384)
def is_number_heading(text: str) -> bool:
    """Tell whether a heading is that of ordinal numbers (STT)."""
    return len(text) < 20 and fold(close_up(text)) in word_lists().words("number_heading")


@lru_cache(maxsize=16384)
def is_footer(text: str) -> bool:
    """Tell whether a text belongs to the lines below a table (chữ ký, ghi chú)."""
    lists = word_lists()
    if text.startswith("(*"):
        return True
    low = text.lower().lstrip("-*( ")
    if any(low.startswith(word) for word in lists.raw["footer_starts"]):
        return True
    return is_dateline(low)


def is_dateline(text: str) -> bool:
    """Tell whether a text only says when it was signed: Phan Thiết, ngày 15 tháng 3 năm 2022."""
    return re.search(word_lists().raw["footer_pattern"], text.lower()) is not None


def names_measures(texts: list[str]) -> bool:
    """Tell whether a row only says in what each column is counted: đồng, người, lớp."""
    measures = word_lists().words("column_measures")
    return len(texts) > 2 and sum(1 for text in texts if fold(text) in measures) >= 0.8 * len(texts)


def is_measure(text: str) -> bool:
    """Tell whether a text begins as a unit of measure does (Đơn vị tính)."""
    return word_lists().starts("measure_starts").match(fold(text)) is not None


@lru_cache(maxsize=65536)
def is_total_label(text: str) -> bool:
    """Tell whether a label is that of a grand total (Tổng cộng). Accents count: cộng is not công."""
    low = text.lower().strip(" .:*-")
    raw = word_lists().raw
    if (closed := close_up(low)) != low:
        return closed in {word.replace(" ", "") for word in raw["total_exact"]}
    if low in raw["total_exact"] or fold(low) in {"tong cong", "tong so"}:
        return True
    return any(low.startswith(word) for word in raw["total_starts"]) and len(low) < 80
