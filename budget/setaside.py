"""Trích nguồn cải cách tiền lương: what units keep of their own revenue for pay reform (model, sections 4
and 9).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from budget.autonomy import GROUPS, THIRD_A, Groups, group_index
from budget.law import Law
from budget.money import Array

SET_ASIDE_FROM = ("tuition", "users", "surplus_services", "fees_surplus")
"""The revenue lines of which a part may have to be set aside."""


def assigned_groups(
    own_revenue: Array,
    spending: Array,
    base_group: Groups,
    covers_investment: Array,
    classification: str,
    law: Law,
    years: tuple[int, ...],
) -> Groups:
    """Nhóm được giao: positions in GROUPS (n, Y), fixed for a stability period or, with "yearly", of each
    year.

    own_revenue, spending (n, Y): đồng. Law: thresholds, stability_periods. Raises NoLawValue.
    """
    assigned = np.tile(base_group, (len(years), 1)).T
    first = years[0]
    for j, year in enumerate(years[1:], start=1):
        start = year if classification == "yearly" else law.at("stability_periods", year).since.year
        if start <= first:
            continue
        k = start - first
        bands = law.table("thresholds", start)
        assigned[:, j] = group_index(own_revenue[:, k], spending[:, k], covers_investment, bands)
    return assigned


def set_aside(
    lines: Mapping[str, Array], added: Array | None, group: Groups, law: Law, years: tuple[int, ...]
) -> Array:
    """Số trích (n, Y), đồng: the rate of the year times its lines, for groups 3 and 4.

    lines: revenue lines (n, Y) or, for the amounts of the base year, (n, 1); `added` is the roadmap's
    revenue, if any, counted in `users`. Law: own_revenue_rate, own_revenue_lines.
    """
    counted = [frozenset(law.names("own_revenue_lines", y)) for y in years]
    rates = [float(law.number("own_revenue_rate", y)) for y in years]
    taken: Array = np.zeros(group.shape, order="F")
    amounts = {name: np.broadcast_to(lines[name], group.shape) for name in SET_ASIDE_FROM}
    if added is not None:
        amounts["users"] = amounts["users"] + added
    # Year by year: the sum stays in the processor's cache until its last line.
    for j, (names, rate) in enumerate(zip(counted, rates, strict=True)):
        for name in SET_ASIDE_FROM:
            if name in names:
                taken[:, j] += amounts[name][:, j] * rate
    taken[group < THIRD_A] = 0.0
    return taken


def by_group(table: Mapping[str, Fraction | float], group: Groups | NDArray[np.intp]) -> Array:
    """The value of each unit's group from a table of the law; 0 where the table or the unit has none."""
    # the last place is that of UNDEFINED, -1
    values: Array = np.array([*(float(table.get(name, 0)) for name in GROUPS), 0.0])
    return values[group]
