"""Phạm vi tác động bằng lời: how many units gain, lose or stay, with the pupils in them, if any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budget.indicators import Reach
from budget.report.words import Words
from budget.risks import gained

if TYPE_CHECKING:
    from budget.report.workbook_comparison import Comparison


def reached(found: Reach, words: Words, *, pupils: bool = True) -> str:
    """“44 đơn vị tăng (30.000 học sinh), 8 đơn vị giảm, 20 đơn vị không đổi (5.000 học sinh)”; `pupils`: with
    the brackets.
    """
    parts = []
    for way in ("up", "down", "same"):
        said = words.t(f"summary.units_{way}", n=getattr(found, way))
        within = getattr(found, f"pupils_{way}") if pupils else 0
        parts.append(words.t("summary.with_pupils", units=said, n=within) if within else said)
    return ", ".join(parts)


def barely(shown: Comparison, k: int, words: Words) -> list[int]:
    """Các đơn vị tăng chưa đến một phần nhỏ nhất được in so với hiện trạng theo phương án thứ k, by position;
    none where plans are compared with another plan.
    """
    if shown.baseline is not None:
        return []
    moved = gained(shown.results[k], shown.year).tolist()
    return [i for i, by in enumerate(moved) if by > 0 and words.numbers.slight(by)]


def barely_said(shown: Comparison, k: int, words: Words) -> str:
    """Câu nói bao nhiêu đơn vị trong số tăng chỉ tăng phần lẻ; "" for none."""
    n = len(barely(shown, k, words))
    said = words.t("compare.card_barely_said", n=n, least=words.numbers.least)
    return words.t("summary.barely", said=said) if n else ""
