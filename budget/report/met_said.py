"""Cuộc họp đã làm gì, cho tờ trình: how it voted, and what it tried."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budget.report.record_said import tried_said
from budget.report.turned_said import called, plans_of
from budget.report.vote_said import vote_said
from budget.report.words import Words

NOTHING: Mapping[str, Any] = {}
MOST = 4
"""Tries that the submission tells; the minutes have more, with what came of each."""


def met_said(met: Mapping[str, Any], words: Words, turned: Mapping[str, Any] = NOTHING) -> str:
    """Câu về biểu quyết và các mức đã thử, `met` as `turned_said.kept_met`, those of a meeting that has
    `turned` to another plan each with its own; "" for neither.
    """
    return " ".join(filter(None, (vote_said(met, words), _tried(met, words, turned))))


def _tried(met: Mapping[str, Any], words: Words, turned: Mapping[str, Any]) -> str:
    listed = [_told(one, words, turned) for one in met.get("tried", ()) if one.get("levers")][-MOST:]
    return words.t("memo.met_tried", n=met["tries"], listed="; ".join(listed)) if listed else ""


def _told(one: Mapping[str, Any], words: Words, turned: Mapping[str, Any]) -> str:
    said, on = _lowered(tried_said({"levers": one["levers"]}, words)), one.get("on")
    if not turned or not on:
        return said
    name = called(on["name"], on["number"], plans_of(turned), words)
    return words.t("memo.met_tried_on", levers=said, name=name)


def _lowered(said: str) -> str:
    return said[:1].lower() + said[1:]
