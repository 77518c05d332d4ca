"""Phương án nào bền hơn, giữ trong lần xem này: what was found of the plans under the comparison."""

from __future__ import annotations

from collections.abc import Mapping

from budget.report import safest_said
from budget.report.safest_said import Moved, Reached, safest_brief
from budget.report.weakness_said import weakness_said
from budget.trials import Trials, goals_of
from pages.shared import meeting_proposed, state
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
    """Điểm yếu của phương án đề nghị rồi câu `safest_brief` của các phương án này, where these were tried in
    this visit; "" where not.
    """
    mark, moved, shares = state.note(KNOWN, (None, (), ()))
    if mark != _mark(compared):
        return ""
    said = weakness(compared, moved, shares), safest_brief(compared.tags, moved, state.words())
    return " ".join(filter(None, said))


def weakness(compared: Compared, moved: Moved, shares: Reached) -> str:
    """Câu về điểm yếu của phương án đề nghị, or that is taken for it; "" where nothing was moved."""
    w, k = state.words(), meeting_proposed.proposed(compared)
    if not any(moved):
        return ""
    plan = compared.shown.at(compared.shown.results[k])
    others = {tag: of for n, (tag, of) in enumerate(zip(compared.tags, shares, strict=False)) if n != k}
    scenario = compared.shown.results[k].scenario
    told = weakness_said(plan, moved[k], w, shares[k] if shares else None, of=scenario, others=others)
    called = compared.called(k)
    about = {"who": called[:1].upper() + called[1:], "how": meeting_proposed.standing(compared)}
    return w.t("compare.weak" if told else "compare.weak_none", told="; ".join(told), **about)


def _mark(compared: Compared) -> tuple[str, int]:
    return compared.shown.fingerprint, compared.year
