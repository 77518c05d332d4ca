"""Giải trình một lần chia: how a unit comes by its part of what is handed out (model, section 8).

The common level times the weight, within the unit's bounds, in whole steps, with the steps left over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from budget.apportion import Split
from budget.explain_terms import How, Term, View, signed
from budget.money import total

LEVELS = {
    "pupils_of_year": "level_pupil",
    "classes_of_year": "level_class",
    "staff_of_year": "level_staff",
    "constant": "level_unit",
}
"""What the common level is called by what a unit counts for; of money it is a share of it."""

WEIGHED = {
    "norm": "norm",
    "payroll": "payroll",
    "support": "support",
    "pupils_of_year": "pupils",
    "classes_of_year": "classes",
    "staff_of_year": "staff",
}
"""The figure that explains what a unit counts for, by its name in the tree; `support` is that of the
base year.
"""


@dataclass(frozen=True)
class Shared:
    """Một lần chia as a unit sees it.

    `amount` is what is handed out, `weight` what the unit counts for, `limit` the most it may get; `covered`
    what it has already, with the sign - (lowest coverage first). `key` of the scenario, `number` of
    the measure or stage.
    """

    split: Split
    amount: Term
    weight: Term
    limit: Term
    key: str
    number: int
    covered: Sequence[Term] = ()

    @property
    def figure(self) -> str:
        """The figure that explains what a unit gets of it."""
        return "cut" if self.key.startswith("reductions") else "increase"


def part(v: View, figure: str, s: Shared, sign: str = "+", beside: tuple[Term, ...] = ()) -> Term:
    """Phần của một đơn vị trong một lần chia."""
    value = float(s.split.money[v.i])
    told: dict[str, Any] = {"assumption": s.key, "number": s.number, "sign": sign}
    if not s.split.slope[v.i]:
        return v.term(figure, value, "choice", text="no_weight", beside=(s.weight,), **told)
    if np.isnan(s.split.level):
        if s.split.amount == total(s.split.upper):
            most = s.split.upper
            every = v.over_units("limits_total", most, most > 0, s.figure, number=s.number)
            out = (s.amount, every, *beside)
            return v.term(figure, value, "min", s.limit, text="all_at_limit", beside=out, **told)
        return v.term(figure, value, "choice", text="nothing_left", beside=(s.amount,), **told)
    return _in_steps(v, figure, s, beside, told)


def _in_steps(v: View, figure: str, s: Shared, beside: tuple[Term, ...], told: dict[str, Any]) -> Term:
    """The part before whole steps, what lies below a step, and the step that the largest fractions get; the
    number of both roundings is the step, đồng.
    """
    split, step, value = s.split, s.split.step, float(s.split.money[v.i])
    quota, more, below = _quota(v, s), float(split.more[v.i]), float(split.quota[v.i] - split.rounded[v.i])
    out = (*_leftover(v, s), *beside)
    text = "step_got" if more > 0 else "step_not_got" if out != beside else ""
    if text and step == 1:
        text = text.replace("step", "dong")
    elif s.covered and not quota.value:
        text = "above_level"
    if more in (0.0, 1.0) and (step == 1 or not (more or split.fraction[v.i])):
        how: How = "step_up" if more else "step_down"
        return v.term(figure, value, how, quota, step=step, beside=out, text=text, **told)
    terms = [quota, v.term("below_step", below, "choice", sign="-", number=int(step))]
    if more:
        sign = "+" if more > 0 else "-"
        terms.append(v.term("step_more", abs(more) * step, "choice", sign=sign, number=int(step)))
    return v.term(figure, value, "sum", *terms, beside=out, text=text, **told)


def _leftover(v: View, s: Shared) -> tuple[Term, ...]:
    """The unit's fraction, beside the steps left over and the smallest fraction that got one."""
    split = s.split
    got = split.more > 0
    if not (got.any() and split.free[v.i]):
        return ()
    own = v.term("fraction", float(split.fraction[v.i]), "choice", measure="index", number=s.number)
    steps = float(split.more[got].sum())
    least = float(split.fraction[got].min())
    return (
        own,
        v.of_plan("steps_left", steps, "choice", measure="count", number=s.number),
        v.of_plan("fraction_least", least, "choice", measure="index", number=s.number),
    )


def _quota(v: View, s: Shared) -> Term:
    """Level x weight, less what the unit has, within its bounds."""
    split, quota = s.split, float(s.split.quota[v.i])
    weight, common = signed(s.weight, "x"), signed(level(v, s), "x")
    value = weight.value * common.value
    at_level = v.term("at_level", value, "product", weight, common, number=s.number)
    if s.covered:
        at_level = v.sum("below_level", at_level, *s.covered, number=s.number)
    if split.free[v.i]:
        return at_level
    if at_level.value > quota:
        return v.term("held_at_limit", quota, "min", at_level, s.limit, number=s.number)
    return v.at_least_zero(at_level)


def level(v: View, s: Shared) -> Term:
    """Mức chung: what is left for the units that no bound holds, over the sum of their weights."""
    split, free = s.split, s.split.free
    measure = "ratio" if s.weight.measure == "money" else "money"
    figure = LEVELS.get(s.weight.figure, "level")
    told: dict[str, Any] = {"measure": measure, "number": s.number}
    if not free.any():
        return v.of_plan(figure, split.level, "choice", text="level_open", **told)
    held = float(split.quota[~free].sum())
    terms = [s.amount]
    if held:
        at_bound = ~free & (split.quota > 0)
        terms.append(v.over_units("held_total", split.quota, at_bound, s.figure, number=s.number, sign="-"))
    covered = float(split.offset[free].sum())
    if covered:
        terms.append(v.over_units("covered_total", split.offset, free, s.figure, number=s.number))
    amount = signed(s.amount, "x")
    if len(terms) > 1:
        amount = v.sum("level_amount", *terms, number=s.number, sign="x", unit=None)
    weights = _weights(v, s)
    return v.of_plan(figure, split.level, "product", amount, weights, **told)


def _weights(v: View, s: Shared) -> Term:
    """What the units that no bound holds count for, together; a weight that is a figure of its own is
    explained there.
    """
    of, year = WEIGHED.get(s.weight.figure, s.figure), s.weight.year
    told: dict[str, Any] = {"measure": s.weight.measure, "number": s.number, "sign": ":"}
    return v.over_units("weights_total", s.split.slope, s.split.free, of, year=year, **told)
