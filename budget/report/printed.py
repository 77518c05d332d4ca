"""Số in: the parts of a plan as every paper prints them.

Papers that are decided on (submission, annex, decisions, minutes) print to the đồng: nothing is rounded. In
a larger unit every amount is its exact value half up, wherever it stands: of a unit, a level or the total,
and the change of each, which is never the difference of printed figures, but for a try and a decision beside
the plan submitted (`seen_change`). Where printed parts do not make their printed whole, a line or the note
"làm tròn" says so.
"""

from __future__ import annotations

from budget.indicators import Indicators
from budget.report.numbers import Numbers
from budget.report.words import Words

PARTS = ("status_quo", "released", "cut", "increase", "support")
"""What makes the support of a year, and the support."""


def plan_parts(found: Indicators, numbers: Numbers) -> dict[str, int]:
    """Các phần của tổng kinh phí một năm như đã in, đồng: each half up, as every page and paper prints it,
    and their `change` from status quo to support;
    `rounding` is what they lack to status_quo − released − cut + increase + rounding = support.
    """

    def half_up(amount: int) -> int:
        return numbers.in_dong(numbers.in_steps(amount))

    printed = {name: half_up(getattr(found, name)) for name in PARTS}
    made = printed["status_quo"] - printed["released"] - printed["cut"] + printed["increase"]
    change = half_up(found.support - found.status_quo)
    return printed | {"change": change, "rounding": printed["support"] - made}


def rounded(words: Words, whole: int, *parts: int) -> str:
    """Lời “(làm tròn)” sau một số in: where its parts, đồng, make the whole, but not as they are printed in
    the chosen unit; else "".
    """
    n = words.numbers
    adds = sum(n.in_steps(part) for part in parts) == n.in_steps(whole)
    return "" if adds or abs(sum(parts) - whole) >= n.least else words.t("plan.rounded")


def parted(numbers: Numbers, was: int, now: int, change: int | None = None) -> bool:
    """Hai số đã in không cho đúng chênh lệch đã in: the difference from `was` to `now`, đồng, is printed half
    up by itself, or is the `change` printed; where the figures beside it do not make it, a note says so.
    """
    printed = numbers.in_steps(now - was if change is None else change)
    return numbers.in_steps(now) - numbers.in_steps(was) != printed


def seen_change(numbers: Numbers, was: int, now: int) -> int:
    """Chênh lệch của hai số đã in cạnh nhau, đồng, as whoever reads both works it out; the exact one where
    both print alike.
    """
    return numbers.in_dong(numbers.in_steps(now) - numbers.in_steps(was)) or now - was
