"""Số in: the printed amounts of units, levels and plans, the same in every paper, which add up there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from budget.indicators import Indicators
from budget.money import Array, whole
from budget.report.numbers import Numbers
from budget.units import KIND


def printed_units(amounts: Array, kinds: Sequence[str], numbers: Numbers) -> list[int]:
    """Số tiền in của từng đơn vị, đồng: whole steps of the unit of money, which make what is printed of their
    level, and the levels what is printed of all.

    amounts (n,) đồng, `kinds` of the units in the same order.
    """
    exact = whole(amounts).tolist()
    members = {kind: [i for i, own in enumerate(kinds) if own == kind] for kind in KIND}
    sums = {kind: sum(exact[i] for i in listed) for kind, listed in members.items() if listed}
    found = [0] * len(exact)
    for kind, level in _shared(sums, numbers).items():
        shares = numbers.shared_out([exact[i] for i in members[kind]], level)
        for i, share in zip(members[kind], shares, strict=True):
            found[i] = numbers.in_dong(share)
    return found


def printed_kinds(amounts: Mapping[str, int], numbers: Numbers) -> dict[str, int]:
    """Số tiền in của từng cấp, đồng, as `printed_units` has them; amounts by kind in đồng."""
    return {kind: numbers.in_dong(share) for kind, share in _shared(amounts, numbers).items()}


def _shared(amounts: Mapping[str, int], numbers: Numbers) -> dict[str, Decimal]:
    listed = list(amounts.values())
    return dict(zip(amounts, numbers.shared_out(listed, numbers.in_steps(sum(listed))), strict=True))


def plan_parts(found: Indicators, numbers: Numbers) -> dict[str, int]:
    """Các phần của tổng kinh phí một năm như đã in, đồng: status_quo − released − cut + increase = support,
    with `change` between the first and the last, and `saved` for both that are taken.
    """
    quo, support = numbers.in_steps(found.status_quo), numbers.in_steps(found.support)
    taken = (-found.released, -found.cut, found.increase)
    released, cut, increase = numbers.shared_out(taken, support - quo)
    parts = {
        "status_quo": quo,
        "released": -released,
        "cut": -cut,
        "increase": increase,
        "support": support,
        "change": support - quo,
        "saved": -released - cut,
    }
    return {name: numbers.in_dong(part) for name, part in parts.items()}
