"""Phường, xã nào được tăng ít nhất, nhiều nhất, bằng lời."""

from __future__ import annotations

from budget.equity import ward_gains
from budget.report.deck_story import Story


def wards_said(story: Story) -> str:
    """Câu nói trường của phường, xã nào tăng ít nhất và nhiều nhất một học sinh so với hiện trạng; "" for one
    ward or none, and where all gain alike.
    """
    found, w = ward_gains(story.quo, story.result, story.shown.year), story.words
    if not found:
        return ""
    (least, low), (most, high) = found
    told = {"least": w.few(least), "low": low, "most": w.few(most), "high": high}
    return w.t("deck.gain_wards", year=story.shown.year, **told)
