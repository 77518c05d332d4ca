"""Phương án giả định khác đi: the same plan at another pace of its roadmap, without a part of it, or under
other prices, pay or pupils. It is computed where it is looked at and saved nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import streamlit as st

from budget.compare import allocation_alone, without
from budget.law import Law
from budget.paces import PACES, at_pace
from budget.robustness import SHORT, SPREAD, UNEARNED, moved
from budget.scenario import Scenario, changed
from budget.shortfall import unearned
from budget.simulate import Result
from pages.shared import cached, state

ADDRESS = "varied"
"""What an address calls a variation."""

STEPS = {
    "inflation": ("0", "0.01", "0.02", "0.03", "0.05", "0.08"),
    "base_pay_growth": ("0", "0.03", "0.05", "0.1", "0.15"),
    "pupils_growth": ("0", "0.005", "0.01", "0.02", "0.03", "0.05"),
    UNEARNED: ("0", "0.1", "0.2", "0.3", "0.5", "1"),
}
"""How far each factor may be moved to either side a year, UNEARNED down alone; 0 leaves it as planned."""

USUAL = {**SPREAD, UNEARNED: SHORT}
"""How far each factor is moved at first."""

SAVINGS, ALLOCATION, NO_EXCEPTIONS = "savings_only", "allocation_only", "no_exceptions"
PARTS = (SAVINGS, ALLOCATION, NO_EXCEPTIONS)
"""What stays of a plan of which a part is left out."""


@dataclass(frozen=True, slots=True)
class Variation:
    """Một giả định khác đi: a pace of PACES, a part of PARTS, or a factor of STEPS moved by a yearly rate."""

    what: str
    by: Decimal = Decimal(0)

    def __str__(self) -> str:
        """As it stands in an address."""
        return f"{self.what}:{self.by}" if self.by else self.what

    def of(self, scenario: Scenario, version: int, law: Law) -> Scenario:
        """Phương án khi ấy, on this version of the data, under this law."""
        if self.what == SAVINGS:
            return without(scenario, allocation=True)
        if self.what == NO_EXCEPTIONS:
            return changed(scenario, ("allocation", "exceptions"), None) if scenario.allocation else scenario
        if self.what == UNEARNED:
            return scenario
        if self.by:
            return moved(scenario, self.what, self.by)
        result = cached.result(scenario, version, law)
        if not result.computed:  # the page says why
            return scenario
        return allocation_alone(result) if self.what == ALLOCATION else at_pace(result, self.what)

    def then(self, result: Result) -> Result:
        """Kết quả của phương án `of` khi ấy: what the plan is not asked about, but what becomes of it."""
        return unearned(result, -self.by) if self.what == UNEARNED else result

    def said(self) -> str:
        """Lời của giả định."""
        t = state.words().t
        if self.what == UNEARNED:
            return t("compare.holds_unearned", by=-self.by)
        if self.what in PACES:
            return t("explain.varied_pace", pace=t(f"roadmap.pace_{self.what}"))
        if self.what in PARTS:
            return t(f"explain.varied_{self.what}")
        side = "higher" if self.by > 0 else "lower"
        return t(f"compare.holds_{side}", factor=t(f"compare.factor_{self.what}"), by=abs(self.by))


def asked() -> Variation | None:
    """Giả định mà địa chỉ nêu; None where it names none that the pages offer."""
    what, _, number = st.query_params.get(ADDRESS, "").partition(":")
    if what in (*PACES, *PARTS) and not number:
        return Variation(what)
    try:
        by = Decimal(number)
    except InvalidOperation:  # an address may hold anything
        return None
    offered = str(abs(by)) in STEPS.get(what, ())[1:] and not (what == UNEARNED and by > 0)
    return Variation(what, by) if offered else None


def spread_said(factor: str, by: Decimal, name: str) -> str:
    """Một yếu tố, by its `name`, lệch tới đâu: to both sides, UNEARNED down alone."""
    key = "compare.robust_short" if factor == UNEARNED else "compare.robust_varied"
    return state.words().t(key, factor=name, by=by, points=by * 100)
