"""Bao nhiêu đơn vị được ngân sách hỗ trợ, bằng lời: the same on the page of the base year and on slides."""

from __future__ import annotations

import numpy as np

from budget.report.words import Words
from budget.simulate import Result


def supported_said(result: Result, words: Words) -> str:
    """Số đơn vị được hỗ trợ trong năm gốc, of how many where some get nothing."""
    every, some = len(result.units), int(np.count_nonzero(result["support"][:, 0]))
    return words.t("deck.stand_units" if some == every else "deck.stand_units_of", n=some, all=every)


def supported_of(result: Result, words: Words) -> str:
    """“17 trong 18”: as `supported_said`, without the word for units; all of them as one number."""
    every, some = len(result.units), int(np.count_nonzero(result["support"][:, 0]))
    return words.numbers.count(every) if some == every else words.t("memo.supported", n=some, all=every)
