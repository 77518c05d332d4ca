"""Bao nhiêu đơn vị được ngân sách hỗ trợ, bằng lời: the same on the page of the base year and on slides."""

from __future__ import annotations

from collections import Counter

import numpy as np

from budget.autonomy import GROUPS, UNDEFINED
from budget.report.words import Words
from budget.simulate import Result

NAMED, OWN = 2, ("1", "2")
"""Units without support that stand by name, of more their groups do; and the groups that pay their own
recurrent spending.
"""


def supported_said(result: Result, words: Words) -> str:
    """Số đơn vị được hỗ trợ trong năm gốc, of how many where some get nothing."""
    every, some = len(result.units), int(np.count_nonzero(result["support"][:, 0]))
    return words.t("deck.stand_units" if some == every else "deck.stand_units_of", n=some, all=every)


def unsupported_said(result: Result, words: Words) -> str:
    """Đơn vị không nhận hỗ trợ trong năm gốc và nhóm tự chủ của chúng: by name where they are few, else how
    many of each group; "" where all are supported.
    """
    none = np.flatnonzero(result["support"][:, 0] == 0)
    if not len(none):
        return ""
    found = result.group[none, 0].tolist()
    groups = [words.t(f"group.{'none' if g == UNDEFINED else GROUPS[g]}").lower() for g in found]
    if len(none) <= NAMED:
        listed = [
            words.t("deck.stand_without_unit", name=result.units.name[i], group=group)
            for i, group in zip(none.tolist(), groups, strict=True)
        ]
    else:
        counts = sorted(Counter(groups).items())
        listed = [words.t("deck.stand_without_group", n=n, group=group) for group, n in counts]
    own = all(g != UNDEFINED and GROUPS[g] in OWN for g in found)
    return words.t("deck.stand_without_own" if own else "deck.stand_without", listed="; ".join(listed))


def supported_of(result: Result, words: Words) -> str:
    """“17 trong 18”: as `supported_said`, without the word for units; all of them as one number."""
    every, some = len(result.units), int(np.count_nonzero(result["support"][:, 0]))
    return words.numbers.count(every) if some == every else words.t("memo.supported", n=some, all=every)
