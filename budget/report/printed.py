"""Số in: the printed amounts of units, levels and plans, the same in every paper.

Papers that are decided on (submission, annex, decisions, minutes) print to the đồng: nothing is rounded. In
a larger unit a total, and each part of a plan, is its exact value half up wherever it stands; what stands
between two printed totals is what they differ by; rows of units and levels are shared out so that they make
their total; where parts that are printed half up do not make theirs, a line says what rounding leaves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from budget.indicators import Indicators
from budget.money import Array, whole
from budget.report.numbers import Numbers
from budget.units import KIND

PARTS = ("status_quo", "released", "cut", "increase", "support")
"""What makes the support of a year, and the support."""


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
    """Các phần của tổng kinh phí một năm như đã in, đồng: each half up, as every page and paper prints it;
    `rounding` is what they lack to status_quo − released − cut + increase + rounding = support.
    """
    printed = {name: numbers.in_dong(numbers.in_steps(getattr(found, name))) for name in PARTS}
    made = printed["status_quo"] - printed["released"] - printed["cut"] + printed["increase"]
    change = printed["support"] - printed["status_quo"]
    return printed | {"change": change, "rounding": printed["support"] - made}
