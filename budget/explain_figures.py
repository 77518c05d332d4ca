"""Các số liệu có giải trình: every figure that explains itself, by its name in the result."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from budget.explain_cuts import cut, minimum
from budget.explain_derived import (
    change,
    deeper,
    deficit,
    norm_gap,
    operations_share,
    per_pupil,
    saving,
    supplement_multiple,
    supplement_per_head,
)
from budget.explain_funds import FUNDS, assigned, balance, group, ratio
from budget.explain_grants import increase
from budget.explain_lines import heads, salary
from budget.explain_norms import norm
from budget.explain_plan import available, coverage, operations, spending, support
from budget.explain_pool import (
    from_base,
    given_up,
    pool,
    share_of_base,
    share_of_scope,
    share_of_status_quo,
    unallocated,
)
from budget.explain_quo import status_quo, used_for_pay
from budget.explain_roadmap import (
    growth,
    own_revenue,
    pupil_month,
    released,
    roadmap_revenue,
    roadmap_saving,
    target,
)
from budget.explain_setaside import payroll, reserve, set_aside
from budget.explain_terms import Explainer

SUMS: Mapping[str, str] = {"released_total": "released", "cut_total": "cut"}
"""Sums over all units that stand in a tree as one line, and the figure whose total they are."""

PLAN_EXPLAINERS: Mapping[str, Explainer] = {
    "pool": pool,
    "unallocated": unallocated,
    "given_up": given_up,
    "from_base": from_base,
    "saved_share_of_scope": share_of_scope,
    "saved_share_of_base": share_of_base,
    "saved_share_of_status_quo": share_of_status_quo,
}
"""Figures of the whole plan, the same for every unit."""

HEADS: Mapping[str, Explainer] = {name: partial(heads, name=name) for name in ("pupils", "classes", "staff")}
"""Drivers that a unit is counted by."""

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
    "target": target,
    "growth": growth,
    "pupil_month": pupil_month,
    "minimum": minimum,
    "change": change,
    "deficit": deficit,
    "deeper": deeper,
    "norm_gap": norm_gap,
    "saving": saving,
    "per_pupil": per_pupil,
    "operations_share": operations_share,
    "supplement_multiple": supplement_multiple,
    "supplement_per_head": supplement_per_head,
    **HEADS,
    **FUNDS,
}
