"""Các dòng thu, chi theo biểu của thông tư: lines of a year, whole đồng, adding up to A and B.

What the model keeps as one amount is split for the form: operations over their lines of the base year. What a
roadmap asks in revenue stands with the services that users pay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from budget.autonomy import GROUPS, UNDEFINED
from budget.drivers import LINES_OF_A, OPERATION_LINES
from budget.money import Array, whole
from budget.simulate import Result

SERVICES = ("tuition", "compensation", "orders", "users")
PAID_BY_USERS = ("tuition", "users")
PROFESSIONAL = ("experts", "professional", "fee_work")
OTHER_SPENDING = ("provisions", "interest", "other_spending")

SUMMARY: Mapping[str, tuple[str, ...]] = {
    "services": SERVICES,
    "orders": ("orders",),
    "science": ("science",),
    "fees": ("fees",),
    "surplus": ("surplus_services",),
    "other_revenue": ("other_revenue",),
    "salary": ("salary",),
    "professional": PROFESSIONAL,
    "management": ("management",),
    "other_spending": OTHER_SPENDING,
}
"""Các cột của biểu tổng hợp: what lines stand in each."""


@dataclass(frozen=True)
class FormYear:
    """Một năm theo biểu: `lines` by id (n,), whole đồng; revenue lines add up to A, spending lines to B.

    `group`: positions in GROUPS (n,), on the figures of the year; `support` and `development` (n,), đồng.
    """

    year: int
    lines: Mapping[str, Array]
    own_revenue: Array
    spending: Array
    group: tuple[str, ...]
    ratio: Array
    support: Array
    development: Array

    def of(self, ids: Sequence[str]) -> Array:
        """Tổng của một số dòng (n,)."""
        found: Array = np.sum([self.lines[id_] for id_ in ids], axis=0)
        return found


def form_year(result: Result, year: int) -> FormYear:
    """Các dòng của một năm. Raises ValueError for a year out of reach or a scenario that was not computed."""
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    j, law, drivers = result.year(year), result.law, result.steps.drivers
    counted = law.names("revenue_lines", year)
    revenue = {
        line: drivers.lines[line][:, j] if line in counted else np.zeros(len(result.units))
        for line in LINES_OF_A
    }
    revenue["users"] = revenue["users"] + result["roadmap_revenue"][:, j]
    own_revenue, spending = whole(result["own_revenue"][:, j]), whole(result["spending"][:, j])
    salary = whole(result["salary"][:, j])
    operations = _operations(result, j)
    lines = _exact(revenue, own_revenue) | {"salary": salary} | _exact(operations, spending - salary)
    names = tuple("" if g == UNDEFINED else GROUPS[g] for g in result.group[:, j].tolist())
    return FormYear(
        year=year,
        lines=lines,
        own_revenue=own_revenue,
        spending=spending,
        group=names,
        ratio=result["ratio"][:, j],
        support=whole(result["support"][:, j]),
        development=whole(result["development"][:, j]),
    )


def _operations(result: Result, j: int) -> dict[str, Array]:
    """Operations of the year over their lines, in the proportions of the base year."""
    counted = result.law.names("spending_lines", result.years[0])
    base = {
        line: result.units[line] if line in counted else np.zeros(len(result.units))
        for line in OPERATION_LINES
    }
    before = np.sum(list(base.values()), axis=0)
    found = {
        line: np.divide(
            amounts * result["operations"][:, j], before, out=np.zeros_like(before), where=before != 0
        )
        for line, amounts in base.items()
    }
    found["professional"] += np.where(before == 0, result["operations"][:, j], 0.0)
    return found


def _exact(parts: Mapping[str, Array], total: Array) -> dict[str, Array]:
    """The parts in whole đồng that add up to the total: the largest takes what rounding leaves."""
    stacked = whole(np.stack(list(parts.values())))
    rest = total - stacked.sum(axis=0)
    largest = np.argmax(np.abs(stacked), axis=0)
    stacked[largest, np.arange(stacked.shape[1])] += rest
    return dict(zip(parts, stacked, strict=True))
