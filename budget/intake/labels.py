"""Words that tell the parts of a table apart: STT, Tổng cộng, the lines below (từ ngữ nhận dạng)."""

from __future__ import annotations

import re
from functools import lru_cache

from budget.intake.text import close_up, fold
from budget.intake.wordlists import word_lists
from budget.units import KINDS


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


def names_works(text: str) -> bool:
    """Tell whether a heading is that of works or goods and no unit: Danh mục dự án, Tên công trình."""
    folded = f" {fold(text)} "
    return any(f" {word} " in folded for word in word_lists().words("works"))


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


@lru_cache(maxsize=65536)
def looks_like_unit(label: str) -> bool:
    """Tell whether a label begins as the name of a unit does (Trường, Trung tâm, MN, TH, ...)."""
    return word_lists().begins("unit_starts", label) and not is_group_label(label)


@lru_cache(maxsize=65536)
def is_group_label(label: str) -> bool:
    """Tell whether a label names a group of units: Khối mầm non, Bậc tiểu học, Mầm non."""
    folded = fold(label)
    if word_lists().begins("group_always", label):
        return True
    if word_lists().begins("group_starts", label):
        return not folded.startswith(("nhom tre", "he thong"))
    return folded in _kind_names() or _of_kind().match(folded) is not None


@lru_cache(maxsize=1)
def _of_kind() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:cac )?truong|cap|bac|he|nganh)(?: hoc)? (?:" + "|".join(map(re.escape, _kind_names())) + r")$"
    )


@lru_cache(maxsize=1)
def _kind_names() -> frozenset[str]:
    names = {fold(kind.vi) for kind in KINDS} | {fold(word) for kind in KINDS for word in kind.also}
    return frozenset(
        names | {fold(w) for entry in word_lists().raw["kind"] for w in entry["words"] if " " in w}
    )


@lru_cache(maxsize=65536)
def is_part_label(label: str) -> bool:
    """Tell whether a label names a part of the row above: Trong đó."""
    return word_lists().begins("part_starts", label)


@lru_cache(maxsize=65536)
def is_subtotal_label(label: str) -> bool:
    """Tell whether a label is that of a sub-total: Cộng khối mầm non, Tổng nhóm 1. Accents count."""
    low = label.lower().strip(" .:*-")
    raw = word_lists().raw
    for word in raw["subtotal_starts"]:
        if low == word or low.startswith((word + " ", word + ":", word + "(")):
            rest = fold(low[len(word) :])
            return (
                not rest
                or any(f" {fold(w)} " in f" {rest} " for w in raw["subtotal_words"])
                or bool(re.search(r"\d", rest))
            )
    return False


@lru_cache(maxsize=65536)
def kind_of(text: str) -> str:
    """The kind of unit that a name or a group label tells of ("" for none)."""
    folded = f" {fold(text)} "
    for entry in word_lists().raw["kind"]:
        if any(f" {word} " in folded for word in entry["words"]):
            return str(entry["id"])
    return ""
