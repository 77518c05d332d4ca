"""Bảng chỉ tiêu: which indicators stand in the summary, in which block, in which measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from budget.autonomy import GROUPS
from budget.indicators import Indicators
from budget.units import KIND


@dataclass(frozen=True, slots=True)
class Line:
    """Một chỉ tiêu: its word `workbook.indicator.<id>` (or a label of its own), kind of cell, measure, and
    how to read it.

    `compared`: a difference of two scenarios says something; `of_service`: of the service units
    alone, the same in every plan; `by_norm`: measured by the norms of the plan.
    """

    id: str
    kind: str
    measure: str
    read: Callable[[Indicators], Any]
    compared: bool = True
    of_kind: str = ""
    of_group: str = ""
    of_service: bool = False
    by_norm: bool = False


def _field(name: str, kind: str, measure: str, *, compared: bool = True, by_norm: bool = False) -> Line:
    return Line(name, kind, measure, lambda found: getattr(found, name), compared, by_norm=by_norm)


def _support_of(kind: str) -> Line:
    return Line("of_kind", "money", "money", lambda found: found.support_by_kind[kind], of_kind=kind)


def _units_of(group: str) -> Line:
    return Line("of_group", "count", "units", lambda found: found.units_by_group[group], of_group=group)


BLOCKS: tuple[tuple[str, tuple[Line, ...]], ...] = (
    (
        "support",
        (
            _field("support", "money", "money"),
            *(_support_of(kind) for kind in KIND),
            _field("from_base", "signed", "money", compared=False),
            _field("from_base_share", "percent_signed", "share", compared=False),
            _field("from_status_quo", "signed", "money", compared=False),
            _field("from_status_quo_share", "percent_signed", "share", compared=False),
        ),
    ),
    (
        "plan",
        (
            _field("released", "money", "money"),
            _field("cut", "money", "money"),
            _field("saved", "money", "money"),
            _field("base_support", "money", "money", compared=False),
            _field("saved_share_of_base", "percent", "share", compared=False),
            Line(
                "saved_share_of_service",
                "percent",
                "share",
                lambda found: found.saved_share_of_base,
                compared=False,
                of_service=True,
            ),
            _field("status_quo", "money", "money", compared=False),
            _field("saved_share_of_status_quo", "percent", "share", compared=False),
            _field("pool", "money", "money"),
            _field("increase", "money", "money"),
            _field("unallocated", "money", "money"),
        ),
    ),
    (
        "groups",
        (
            *(_units_of(group) for group in GROUPS),
            _field("risen", "count", "units"),
            _field("fallen", "count", "units"),
        ),
    ),
    (
        "schools",
        (
            _field("schools_at_norm", "count", "schools", by_norm=True),
            _field("pupils_below_norm", "count", "pupils", by_norm=True),
            _field("norm_gap", "money", "money", by_norm=True),
            _field("supplement_schools", "count", "schools"),
            _field("median_multiple", "decimal", "multiple", compared=False),
        ),
    ),
    (
        "balance",
        (
            _field("deficit_units", "count", "units"),
            _field("lacking", "money", "money"),
            _field("deeper_units", "count", "units"),
            _field("deeper", "money", "money"),
        ),
    ),
)
