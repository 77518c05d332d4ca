"""Cuộc họp đã làm gì, cho tờ trình: how it voted, and what it tried."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budget.report.record_said import tried_said, vote_said
from budget.report.words import Words

MOST = 4
"""Tries that the submission tells; the minutes have more, with what came of each."""


def met_said(met: Mapping[str, Any], words: Words) -> str:
    """Câu về biểu quyết và các mức đã thử, `met` as `turned_said.kept_met`; "" for neither."""
    return " ".join(filter(None, (vote_said(met, words), _tried(met, words))))


def _tried(met: Mapping[str, Any], words: Words) -> str:
    told = [{"levers": one["levers"]} for one in met.get("tried", ()) if one.get("levers")]
    listed = [_lowered(tried_said(one, words)) for one in told[-MOST:]]
    return words.t("memo.met_tried", n=met["tries"], listed="; ".join(listed)) if listed else ""


def _lowered(said: str) -> str:
    return said[:1].lower() + said[1:]
