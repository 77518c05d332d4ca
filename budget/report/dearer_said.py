"""Trượt giá cao hơn dự kiến thì thiếu bao nhiêu, bằng lời: on the slide of the risks and in the minutes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from budget.report.safest_said import case_said, seen
from budget.report.words import Words
from budget.robustness import PRICES


def dearer_said(found: Mapping[str, Any], words: Words) -> str:
    """Câu: what all units lack where prices rise more each year, and how many of them more than under the
    status quo, `found` as `budget.decision.dearer_of`; "" where nothing is worse, and in older records.
    """
    if not found:
        return ""
    lacking, before, n, made = (found[name] for name in ("lacking", "before", "deeper", "made"))
    if n <= made and seen(lacking, words) <= seen(before, words):
        return ""
    key = "none" if not n else "more" if n > made else "as_made"
    deeper = words.t(f"compare.weak_deeper_{key}", n=n, made=made)
    case = case_said(PRICES, Decimal(found["by"]), words)
    told = words.t("compare.weak_case", case=case, lacking=lacking, before=before, deeper=deeper)
    return f"{told[:1].upper()}{told[1:]}."
