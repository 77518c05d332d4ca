"""Mục tiêu giảm chi đạt đến đâu trên các đơn vị của chính nó, where a plan cuts others too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budget.report.words import Words
from budget.risks import level
from budget.simulate import Result


def apart(result: Result, year: int) -> list[Mapping[str, Any]]:
    """Các mục tiêu không tính trên cả phạm vi giảm, each as of `budget.risks.level`."""
    found = level(result, year)
    return [one for one in found.get("targets", ()) if one["units"] != found["units"]]


def targets_said(result: Result, year: int, words: Words) -> str:
    """“10,0 % năm gốc 2022 của 10 đơn vị thuộc mục tiêu” of each such target; "" for none, where the share of
    the whole scope says it.
    """
    said = []
    for one in apart(result, year):
        quo = one["of"] == "status_quo"
        of = {"year": year if quo else result.years[0], "n": one["units"]}
        key = "deck.target_reached_quo" if quo else "deck.target_reached_base"
        said.append(words.t(key, reached=words.share(one["reached"]), **of))
    return ", ".join(said)
