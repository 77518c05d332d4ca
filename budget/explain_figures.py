"""Các số liệu có giải trình: every figure that explains itself, by its name in the result."""

from __future__ import annotations

from collections.abc import Mapping

from budget.explain_cuts import cut
from budget.explain_funds import FUNDS, assigned, balance, group, ratio
from budget.explain_grants import increase
from budget.explain_lines import salary
from budget.explain_norms import norm
from budget.explain_plan import available, coverage, operations, spending, support
from budget.explain_pool import pool, unallocated
from budget.explain_quo import status_quo, used_for_pay
from budget.explain_roadmap import own_revenue, released, roadmap_revenue, roadmap_saving
from budget.explain_setaside import payroll, reserve, set_aside
from budget.explain_terms import Explainer

PLAN_EXPLAINERS: Mapping[str, Explainer] = {"pool": pool, "unallocated": unallocated}
"""Figures of the whole plan, the same for every unit."""

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
