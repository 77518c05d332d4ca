"""Kiểm tra kết quả: what the result of a plan shows that somebody should know (model, section 10).

Each check reads the result and adds findings; they compare published numbers, ratios in millionths.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from budget.autonomy import GROUPS, SECOND, THIRD_A, UNDEFINED, is_partly
from budget.findings import NOTE, WARNING, Findings
from budget.money import six_digits, whole
from budget.reductions import exempt_units

if TYPE_CHECKING:
    from budget.simulate import Result, Steps

Check = Callable[["Result", "Steps", Findings], None]

NEAR = 0.01
"""How near to a threshold a degree is worth a note; compared in millionths."""


def undefined_ratio(result: Result, steps: Steps, findings: Findings) -> None:
    """Không xác định được mức tự bảo đảm: nothing is spent."""
    findings.cells("ratio_undefined", WARNING, np.isnan(result["ratio"]), result.years)


def deficits(result: Result, steps: Steps, findings: Findings) -> None:
    """Thiếu nguồn: the unit cannot pay for what it does."""
    balance = whole(result["balance"])
    findings.cells("deficit", WARNING, balance < 0, result.years, missing=lambda at: -balance[at])


def missed_minimum(result: Result, steps: Steps, findings: Findings) -> None:
    """Chưa đạt mức giảm tối thiểu: the support, less what the State added to the status quo, fell too little.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    units, years, law = result.units, result.years, result.law
    base = units["support"][:, None]
    own = steps.drivers.own_revenue[:, 0]
    comparable = steps.reductions.support - (steps.quo.support - base)
    rates = np.array([float(law.number("minimum_yearly_reduction", y)) for y in years])
    most = (1.0 - rates[1:]) * comparable[:, :-1]
    owes = is_partly(steps.drivers.base_group)[:, None] & ~exempt_units(units, own, law, years)
    missed = np.zeros(comparable.shape, dtype=bool, order="F")
    excess = np.zeros_like(comparable)
    excess[:, 1:] = comparable[:, 1:] - most
    missed[:, 1:] = owes[:, 1:] & (excess[:, 1:] > 1.0)
    cited = ("minimum_yearly_reduction", "exemption", "essential_kinds")
    findings.cells("statutory_missed", WARNING, missed, years, cited, excess=excess)


def group_changes(result: Result, steps: Steps, findings: Findings) -> None:
    """Chuyển nhóm: against the year before; a fall from group 1 or 2 is a warning of its own.

    Law: thresholds.
    """
    group = result.group
    before = np.concatenate([group[:, :1], group[:, :-1]], axis=1)
    names = np.array([*GROUPS, ""])
    defined = (before != UNDEFINED) & (group != UNDEFINED)
    changed = defined & (before != group)
    dropped = changed & (before <= SECOND) & (group >= THIRD_A)
    for kind, severity, where in (("group_drop", WARNING, dropped), ("group_changed", NOTE, changed)):
        findings.cells(
            kind,
            severity,
            where,
            result.years,
            ("thresholds",),
            from_group=lambda at: names[before[at]],
            to_group=lambda at: names[group[at]],
        )


def above_need(result: Result, steps: Steps, findings: Findings) -> None:
    """Kinh phí vượt chênh lệch thu chi: in groups 3 and 4, support above what spending lacks."""
    excess = whole(result["spending"])
    excess -= whole(result["own_revenue"])
    np.subtract(result["support"], excess, out=excess)
    above = (result.group >= THIRD_A) & (excess > 0)
    findings.cells("support_above_need", NOTE, above, result.years, excess=excess)


def under_norm(result: Result, steps: Steps, findings: Findings) -> None:
    """Dưới định mức chi hoạt động: units of the allocation's scope, without one all schools."""
    coverage = six_digits(result["coverage"])
    schools = steps.scope & result.units.school
    below = schools[:, None] & (coverage < 1.0)
    findings.cells(
        "below_norm",
        NOTE,
        below,
        result.years,
        coverage=coverage,
        missing=lambda at: whole(result["norm"][at] - result["available"][at]),
    )


def near_thresholds(result: Result, steps: Steps, findings: Findings) -> None:
    """Sát ngưỡng phân loại: within 0,01 of a threshold, either side.

    Law: thresholds.
    """
    degree = six_digits(result["ratio"])
    degree *= 1e6
    np.round(degree, out=degree)
    nearest = np.full_like(degree, np.nan)
    for j, year in enumerate(result.years):
        for threshold in result.law.table("thresholds", year).values():
            if threshold > 0:
                close = np.abs(degree[:, j] - float(threshold * 1_000_000)) <= NEAR * 1e6
                nearest[close, j] = float(threshold)
    findings.cells(
        "near_threshold", NOTE, ~np.isnan(nearest), result.years, ("thresholds",), threshold=nearest
    )


CHECKS: tuple[Check, ...] = (
    undefined_ratio,
    deficits,
    missed_minimum,
    group_changes,
    above_need,
    under_norm,
    near_thresholds,
)
