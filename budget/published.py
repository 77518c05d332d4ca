"""Số công bố của một phương án as the JSON of `run --json`: whole đồng, ratios as text with six digits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from budget.autonomy import GROUPS
from budget.findings import Finding
from budget.money import six_digits, whole
from budget.simulate import Result

ORDER = (
    "pupils",
    "own_revenue",
    "spending",
    "salary",
    "operations",
    "status_quo",
    "released",
    "cut",
    "increase",
    "support",
    "balance",
    "ratio",
    "group",
    "assigned",
    "norm",
    "coverage",
    "roadmap_revenue",
    "roadmap_saving",
    "set_aside",
    "used_for_pay",
    "reserve",
    "development",
    "supplement",
    "bonus",
    "carried",
)
TOTALS = ("support", "released", "cut", "increase", "unallocated", "pool")


def scenario_json(result: Result, text: Callable[[Finding], str] = lambda finding: "") -> dict[str, Any]:
    """Kết quả công bố của một phương án, keys in the fixed order of the interface; `text` makes the
    sentence of a finding.
    """
    units, totals = [], {}
    if result.computed:
        columns = {name: _cells(result, name) for name in ORDER}
        for i, code in enumerate(result.units.code):
            years = {
                str(year): {name: columns[name][i][j] for name in ORDER}
                for j, year in enumerate(result.years)
            }
            identity = {"code": code, "name": result.units.name[i], "kind": result.units.kind[i]}
            units.append({**identity, "years": years})
        totals = {
            str(year): {name: int(result.totals[name][j]) for name in TOTALS}
            for j, year in enumerate(result.years)
        }
    findings = [
        {"kind": f.kind, "severity": f.severity, "unit": f.unit, "year": f.year, "text": text(f)}
        for f in result.findings
    ]
    return {
        "name": result.scenario.name,
        "fingerprint": result.fingerprint,
        "years": list(result.years),
        "units": units,
        "totals": totals,
        "findings": findings,
    }


def ratio_text(value: float) -> str | None:
    """Tỷ lệ với sáu chữ số thập phân, None where undefined."""
    return None if np.isnan(value) else f"{float(six_digits(value)):.6f}"


def _cells(result: Result, name: str) -> list[list[Any]]:
    """One figure as it is published, a list of years for every unit."""
    if name in ("group", "assigned"):
        names = [*GROUPS, None]
        return [[names[g] for g in row] for row in getattr(result, name).tolist()]
    if name in ("ratio", "coverage"):
        return [[ratio_text(value) for value in row] for row in result[name].tolist()]
    cells: list[list[Any]] = whole(result[name]).astype(np.int64).tolist()
    return cells
