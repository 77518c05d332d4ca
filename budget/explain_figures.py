"""Các số liệu có giải trình: every figure that explains itself, by its name in the result."""

from __future__ import annotations

from collections.abc import Mapping

from budget.explain_funds import FUNDS, assigned, balance, group, payroll, ratio, reserve, set_aside
from budget.explain_lines import salary
from budget.explain_norms import available, coverage, norm
from budget.explain_plan import cut, increase, operations, spending, support
from budget.explain_quo import status_quo, used_for_pay
from budget.explain_roadmap import own_revenue, released, roadmap_revenue, roadmap_saving
from budget.explain_terms import Explainer

EXPLAINERS: Mapping[str, Explainer] = {
    "support": support,
    "status_quo": status_quo,
    "released": released,
    "cut": cut,
    "increase": increase,
    "own_revenue": own_revenue,
    "spending": spending,
    "salary": salary,
    "operations": operations,
    "ratio": ratio,
    "group": group,
    "assigned": assigned,
    "norm": norm,
    "available": available,
    "coverage": coverage,
    "balance": balance,
    "roadmap_revenue": roadmap_revenue,
    "roadmap_saving": roadmap_saving,
    "set_aside": set_aside,
    "used_for_pay": used_for_pay,
    "reserve": reserve,
    "payroll": payroll,
    **FUNDS,
}
