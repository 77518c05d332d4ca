"""Kiểm tra kết quả: what the result of a plan shows that somebody should know (model, section 10).

Each check reads the result and adds findings; they compare published numbers, ratios in millionths.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from budget.autonomy import GROUPS, SECOND, THIRD_A, UNDEFINED, is_partly
from budget.findings import NOTE, WARNING, Findings
from budget.money import Array, below_one, below_zero, six_digits, whole
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
    balance = result["balance"]
    findings.cells(
        "deficit", WARNING, below_zero(balance), result.years, missing=lambda at: -whole(balance[at])
    )


def comparable(result: Result, steps: Steps, rows: NDArray[np.intp]) -> Array:
    """Kinh phí sau giảm, không tính phần thay đổi của hiện trạng, of the units in these `rows` (m, Y), đồng:
    what the legal minimum is of.
    """
    added = steps.quo.support[rows] - result.units["support"][rows, None]
    stands: Array = steps.reductions.support[rows] - added
    return stands


def missed_minimum(result: Result, steps: Steps, findings: Findings) -> None:
    """Chưa đạt mức giảm tối thiểu: the support, less what the State added to the status quo, fell too little.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    units, years, law = result.units, result.years, result.law
    rows = np.flatnonzero(is_partly(steps.drivers.base_group))
    stands = comparable(result, steps, rows)
    rates = np.array([float(law.number("minimum_yearly_reduction", y)) for y in years])
    spared = exempt_units(units, steps.drivers.own_revenue[:, 0], law, years)[rows]
    excess = np.zeros_like(stands)
    excess[:, 1:] = stands[:, 1:] - (1.0 - rates[1:]) * stands[:, :-1]
    missed = ~spared & (excess > 1.0)
    cited = ("minimum_yearly_reduction", "exemption", "essential_kinds")
    findings.cells("statutory_missed", WARNING, missed, years, cited, rows=rows, excess=excess)


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
    excess = np.empty_like(result["support"])
    for j in range(len(result.years)):
        lacks = whole(result["spending"][:, j])
        lacks -= whole(result["own_revenue"][:, j])
        np.subtract(result["support"][:, j], lacks, out=excess[:, j])
    above = (result.group >= THIRD_A) & (excess > 0)
    findings.cells("support_above_need", NOTE, above, result.years, excess=excess)


def under_norm(result: Result, steps: Steps, findings: Findings) -> None:
    """Dưới định mức chi hoạt động: units of the allocation's scope, without one all schools."""
    schools = steps.scope & result.units.school
    below = schools[:, None] & below_one(result["coverage"])
    findings.cells(
        "below_norm",
        NOTE,
        below,
        result.years,
        coverage=lambda at: six_digits(result["coverage"][at]),
        missing=lambda at: whole(result["norm"][at] - result["available"][at]),
    )


def near_thresholds(result: Result, steps: Steps, findings: Findings) -> None:
    """Sát ngưỡng phân loại: within 0,01 of a threshold, either side.

    Law: thresholds.
    """
    # the last threshold that is near, 0 where none is
    nearest = np.zeros_like(result["ratio"])
    for j, year in enumerate(result.years):
        degree = six_digits(result["ratio"][:, j]) * 1e6
        np.round(degree, out=degree)
        for threshold in result.law.table("thresholds", year).values():
            if threshold > 0:
                away = degree - float(threshold * 1_000_000)
                close = np.flatnonzero(np.abs(away, out=away) <= NEAR * 1e6)
                nearest[close, j] = float(threshold)
    findings.cells("near_threshold", NOTE, nearest > 0, result.years, ("thresholds",), threshold=nearest)


CHECKS: tuple[Check, ...] = (
    undefined_ratio,
    deficits,
    missed_minimum,
    group_changes,
    above_need,
    under_norm,
    near_thresholds,
)
