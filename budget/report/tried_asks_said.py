"""Điều một lần thử còn đòi: what units have to earn more, and what is given with no source, in words."""

from __future__ import annotations

from collections.abc import Sequence

from budget.report.words import Words


def asks_said(asks: Sequence[int], w: Words) -> str:
    """“phải thu thêm từ … thành …”, `asks` as `asks_of` gives it; "" for no change."""
    if not asks or w.numbers.slight(asks[1] - asks[0]):
        return ""
    return w.t("meeting.asks_moved", before=asks[0], after=asks[1])


def unsourced_part(more: int, w: Words) -> str:
    """Phần câu về số cấp thêm vượt số giảm chi chưa có nguồn, đồng; "" for none."""
    return "" if w.numbers.slight(more) else w.t("meeting.try_unsourced", more=more)
