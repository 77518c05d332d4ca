"""Phương án nào an toàn hơn: what each lacks in its worst case, and how many units then lack more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from budget.indicators import Indicators
from budget.trials import Trials, behind, goals_of
from pages.shared import state
from pages.shared.comparing import Compared
from pages.shared.varying import spread_said

Reached = Sequence[Mapping[str, float]]
"""In what share of the draws each goal is reached, a plan each; {} of a plan not tried."""

MOST_BEHIND = 2
"""Goals that are told of the plan praised where it stands behind another in them."""

KNOWN = "compare.safest"
"""What was found of the worst cases, and of which plans in which year and by which moves."""

Told = tuple[int, int, int, int]
"""Of a worst case: what is lacking and what the status quo then lacks, đồng as printed, how many units lack
more than under that status quo, and where both print alike by how many đồng they differ, else 0."""


def seen(amount: int) -> int:
    """Số tiền như bảng in ra, đồng: what prints alike is alike."""
    n = state.words().numbers
    return n.in_dong(n.in_steps(amount))


def reached(compared: Compared, tried: Mapping[int, Trials]) -> Reached:
    """Tỷ lệ lần thử đạt từng mục tiêu trong năm so sánh, of the plans tried."""
    goals = goals_of(tried.values())
    return [
        {name: float(tried[k].reached[name][tried[k].years.index(compared.year)]) for name in goals}
        if k in tried
        else {}
        for k in range(len(compared.tags))
    ]


def said(tags: Sequence[str], worst: Sequence[Indicators], year: int, shares: Reached = ()) -> str:
    """Câu về trường hợp xấu nhất của năm đó, a case a plan: which plan lacks least, the others in their
    order, which have the fewest units lacking more where that is not the same and sets plans apart, and in
    which goals the plan so praised stands behind another, by their `shares` of the draws.
    """
    w, of = state.words(), [_told(found) for found in worst]
    least, fewest = (_lowest(tags, [one[of_what] for one in of]) for of_what in (0, 2))
    alike = len(least) == len(of)
    key = "compare.safest_alike" if alike else "compare.safest"
    line = w.t(key, year=year, who=w.list(least), told=_listed(tags, of))
    apart = fewest != least and len(fewest) != len(of)
    units = w.t("compare.safest_units", who=w.list(fewest)) if apart else ""
    praised = least if not alike else fewest if apart else []
    return " ".join(filter(None, (line, units, _but(tags, praised, shares))))


def _but(tags: Sequence[str], praised: Sequence[str], shares: Reached) -> str:
    """Câu “Nhưng …”: the goals in which a plan praised stands behind another; "" for none."""
    w, plans = state.words(), [k for k, tag in enumerate(tags) if tag in praised]
    told = [
        w.t(
            "compare.safest_goal",
            who=tags[one.plan],
            share=one.reached,
            goal=w.t(f"compare.reached_{one.goal}").lower(),
            best=w.list([tags[k] for k in one.best]),
            most=one.most,
        )
        for one in (behind(plans, shares)[:MOST_BEHIND] if shares else ())
    ]
    return w.t("compare.safest_but", told="; ".join(told)) if told else ""


def keep(
    compared: Compared, moves: Mapping[str, Decimal], worst: Sequence[Indicators], shares: Reached
) -> None:
    """Nhớ các trường hợp xấu nhất của lần xem này, a case a plan, by how much each factor was moved, and in
    which shares of the draws each goal is reached.
    """
    state.keep(KNOWN, (_mark(compared), dict(moves), tuple(worst), shares))


def known(compared: Compared) -> str:
    """Câu `said` của các phương án này and by how much was moved, where it was made in this visit; "" where
    not: it takes long to make.
    """
    mark, moves, worst, shares = state.note(KNOWN, (None, {}, (), ()))
    if mark != _mark(compared):
        return ""
    w = state.words()
    listed = "; ".join(
        spread_said(factor, by, w.t(f"compare.short_{factor}").lower()) for factor, by in moves.items() if by
    )
    return f"{said(compared.tags, worst, compared.year, shares)} {w.t('compare.safest_moves', listed=listed)}"


def _mark(compared: Compared) -> tuple[str, int]:
    return compared.shown.fingerprint, compared.year


def _lowest(tags: Sequence[str], figures: Sequence[int]) -> list[str]:
    """Phương án nào có số nhỏ nhất."""
    return [tag for tag, figure in zip(tags, figures, strict=True) if figure == min(figures)]


def _told(found: Indicators) -> Told:
    lacking, quo = seen(found.lacking), seen(found.quo_lacking)
    apart = found.lacking - found.quo_lacking if lacking == quo else 0
    return lacking, quo, found.deeper_units, apart


def _beside(quo: int, lacking: int, apart: int) -> str:
    """Hiện trạng thiếu bao nhiêu, bên cạnh số của phương án; where both print alike, how they compare."""
    w = state.words()
    if quo != lacking:
        return w.t("compare.safest_quo", quo=quo)
    if not apart:
        return w.t("compare.safest_quo_same")
    return w.t(f"compare.safest_quo_{'less' if apart < 0 else 'more'}", by=abs(apart))


def _listed(tags: Sequence[str], of: Sequence[Told]) -> str:
    """Từng phương án, the least lacking first and those that are alike together; the status quo is told once
    where all have the same, and units are named in full once.
    """
    w, same_quo = state.words(), len({quo for _, quo, _, _ in of}) == 1
    order = sorted(set(of), key=lambda one: (one[0], one[2], one[1], one[3]))
    told = []
    for n, one in enumerate(order):
        key = "first" if not n else "next" if same_quo else "own"
        who = w.list([tag for tag, other in zip(tags, of, strict=True) if other == one])
        lacking, quo, units, apart = one
        key = "own" if key == "next" and lacking == quo else key
        beside = _beside(quo, lacking, apart)
        told.append(w.t(f"compare.safest_{key}", who=who, lacking=lacking, quo=beside, n=units))
    return "; ".join(told)
