"""Phương án nào an toàn hơn: what each lacks in its worst case, and how many units then lack more."""

from __future__ import annotations

from collections.abc import Sequence

from budget.indicators import Indicators
from pages.shared import state

Told = tuple[int, int, int]
"""Of a worst case: what is lacking and what the status quo then lacks, đồng as printed, and how many units
lack more than under that status quo."""


def seen(amount: int) -> int:
    """Số tiền như bảng in ra, đồng: what prints alike is alike."""
    n = state.words().numbers
    return n.in_dong(n.in_steps(amount))


def said(tags: Sequence[str], worst: Sequence[Indicators]) -> str:
    """Câu về trường hợp xấu nhất, a case a plan: which plan lacks least, the others in their order, and which
    have the fewest units lacking more where that is not the same and sets plans apart.
    """
    w, of = state.words(), [_told(found) for found in worst]
    least, fewest = (_lowest(tags, [one[of_what] for one in of]) for of_what in (0, 2))
    alike = len(least) == len(of)
    line = w.t(
        "compare.safest_alike" if alike else "compare.safest", who=w.list(least), told=_listed(tags, of)
    )
    if fewest == least or len(fewest) == len(of):
        return line
    return f"{line} {w.t('compare.safest_units', who=w.list(fewest))}"


def _lowest(tags: Sequence[str], figures: Sequence[int]) -> list[str]:
    """Phương án nào có số nhỏ nhất."""
    return [tag for tag, figure in zip(tags, figures, strict=True) if figure == min(figures)]


def _told(found: Indicators) -> Told:
    return seen(found.lacking), seen(found.quo_lacking), found.deeper_units


def _listed(tags: Sequence[str], of: Sequence[Told]) -> str:
    """Từng phương án, the least lacking first and those that are alike together; the status quo is told once
    where all have the same, and units are named in full once.
    """
    w, same_quo = state.words(), len({quo for _, quo, _ in of}) == 1
    order = sorted(set(of), key=lambda one: (one[0], one[2], one[1]))
    told = []
    for n, one in enumerate(order):
        key = "first" if not n else "next" if same_quo else "own"
        who = w.list([tag for tag, other in zip(tags, of, strict=True) if other == one])
        lacking, quo, units = one
        told.append(w.t(f"compare.safest_{key}", who=who, lacking=lacking, quo=quo, n=units))
    return "; ".join(told)
