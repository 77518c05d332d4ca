"""Phạm vi tác động bằng lời: how many units gain, lose or stay, with the pupils in them, if any."""

from __future__ import annotations

from budget.indicators import Reach
from budget.report.words import Words


def reached(found: Reach, words: Words) -> str:
    """“44 đơn vị tăng (30.000 học sinh), 8 đơn vị giảm, 20 đơn vị không đổi (5.000 học sinh)”."""
    parts = []
    for way in ("up", "down", "same"):
        said = words.t(f"summary.units_{way}", n=getattr(found, way))
        pupils = getattr(found, f"pupils_{way}")
        parts.append(words.t("summary.with_pupils", units=said, n=pupils) if pupils else said)
    return ", ".join(parts)
