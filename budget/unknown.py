"""Điều chưa biết của một phương án: norms that no document sets, values of the law that nobody confirmed."""

from __future__ import annotations

from typing import Any

from budget.indicators import indicators
from budget.law_values import open_years
from budget.norms import unfounded
from budget.simulate import Result


def unknown(result: Result, year: int) -> dict[str, Any]:
    """Định mức và giá trị pháp luật chưa chắc chắn, as a record keeps them: the kinds of schools whose norm
    the plan sets ("own") and whose norm is the default ("taken") in `year`, and how many "values" of the law
    are unconfirmed in its years.

    Law: every parameter that figures rest on.
    """
    kinds = unfounded(result.units, result.scenario, result.law, year)
    kinds = kinds if indicators(result, year).schools_with_norm else []
    own = {str(kind) for kind in result.scenario.norms}
    return {
        "own": [kind for kind in kinds if kind in own],
        "taken": [kind for kind in kinds if kind not in own],
        "values": sum(bool(open_years(one, result.years)) for one in result.law.deciding),
    }
