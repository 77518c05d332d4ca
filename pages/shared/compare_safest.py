"""Phương án nào bền hơn, giữ trong lần xem này: what was found of the plans under the comparison."""

from __future__ import annotations

from collections.abc import Mapping

from budget.report import safest_said
from budget.report.safest_said import Moved, Reached, safest_brief
from budget.report.steady_said import steady_of, steady_said
from budget.robustness import UNEARNED
from budget.trials import Trials, goals_of
from pages.shared import state
from pages.shared.comparing import Compared

KNOWN = "compare.safest"
"""What was found with each factor moved, and of which plans in which year."""


def seen(amount: int) -> int:
    """Số tiền như bảng in ra, đồng."""
    return safest_said.seen(amount, state.words())


def reached(compared: Compared, tried: Mapping[int, Trials]) -> Reached:
    """Tỷ lệ lần thử đạt từng mục tiêu trong năm so sánh, of the plans tried."""
    goals = goals_of(tried.values())
    return [
        {name: float(tried[k].reached[name][tried[k].years.index(compared.year)]) for name in goals}
        if k in tried
        else {}
        for k in range(len(compared.tags))
    ]


def keep(compared: Compared, moved: Moved, shares: Reached) -> None:
    """Nhớ những gì đã thử trong lần xem này: each factor moved, a plan each, and in which shares of the draws
    each goal is reached.
    """
    state.keep(KNOWN, (_mark(compared), moved, shares))


def known(compared: Compared) -> str:
    """Câu `safest_brief` của các phương án này, where it was made in this visit; "" where not."""
    mark, moved, shares = state.note(KNOWN, (None, (), ()))
    if mark != _mark(compared):
        return ""
    return safest_brief(compared.tags, moved, state.words(), shares)


def _mark(compared: Compared) -> tuple[str, int]:
    return compared.shown.fingerprint, compared.year


def apart(compared: Compared, moved: Moved) -> str:
    """Câu khi các tiêu chí chỉ những phương án khác nhau; "" where they do not, or no revenue fails."""
    short = [swing for of in moved for swing in of if swing.factor == UNEARNED]
    results, year = compared.shown.results, compared.year
    plans = (
        [
            steady_of(tag, one, swing.low, year)
            for tag, swing, one in zip(compared.tags, short, results, strict=True)
        ]
        if len(short) == len(results)
        else []
    )
    return steady_said(plans, short[0].change, state.words(), apart=True) if plans else ""
