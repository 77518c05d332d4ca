"""Trừ đơn vị khỏi mục tiêu giảm: who left, what is cut then, and what target of the others cuts as much."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from budget.granted import STEP
from budget.money import total
from budget.planning import given_up
from budget.simulate import Result
from budget.wished import own_target, target_card, wish_scope


@dataclass(frozen=True)
class TakenOut:
    """Mục tiêu giảm với các đơn vị khác: positions that came `out` of it or `back` into it; all that it was
    or is for (`units`, with a base support of `base`), what these give up `before` and `after`, what of that
    those who stay do (`rest_before`, `rest_after`, of `rest` units), all đồng; the `target` of those who stay
    at which as much is cut as before, up to a tenth of a percent as a fraction, None where no less is cut or
    no cut of them is enough; `held`: who came out and keeps a target of the roadmap in the year.
    """

    out: NDArray[np.intp]
    back: NDArray[np.intp]
    units: int
    base: int
    before: int
    after: int
    rest: int
    rest_before: int
    rest_after: int
    target: Fraction | None
    held: NDArray[np.intp]


def taken_out(before: Result, after: Result, year: int) -> TakenOut | None:
    """Đổi phạm vi của thẻ mục tiêu, `before` and `after` it; None where its units are the same, or either has
    no target card of service units. Raises ValueError for a scenario that was not computed.
    """
    if target_card(before) is None or target_card(after) is None:
        return None
    was, now = wish_scope(before), wish_scope(after)
    if (was == now).all():
        return None
    every, rest, out = was | now, was & now, was & ~now
    gone, then, base = given_up(before, year), given_up(after, year), after.units["support"]
    lost = total(gone[every]) - total(then[every])
    target = None
    if lost > 0 and total(base[now]) and own_target(after) is not None:
        share = Fraction(total(then[now]) + lost, total(base[now]))
        target = Fraction(math.ceil(share * STEP), STEP)
    held = out & ~np.isnan(after["target"][:, after.year(year)])
    return TakenOut(
        out=np.flatnonzero(out),
        back=np.flatnonzero(now & ~was),
        units=int(every.sum()),
        base=total(base[every]),
        before=total(gone[every]),
        after=total(then[every]),
        rest=int(rest.sum()),
        rest_before=total(gone[rest]),
        rest_after=total(then[rest]),
        target=target if target is not None and target <= 1 else None,
        held=np.flatnonzero(held),
    )
