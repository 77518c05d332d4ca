"""Vì sao sửa định mức của một loại hình mà định mức của không trường nào đổi."""

from __future__ import annotations

import numpy as np

from budget.norms import MEASURES, NORM_AMOUNTS, NORM_CHOICES, norm_of
from budget.scenario import Norm
from budget.unmoved_edit import Edit, Said


def norm(edit: Edit) -> Said | None:
    """Định mức: no unit of the kind, the same norm, or a part of it that decides for nobody."""
    kind, year = edit.path[1], edit.after.years[-1]
    rows = edit.after.units.of_kinds([kind])
    if not rows.any():
        return "no_kind", {"kind": kind}
    was, now = (norm_of(kind, of.scenario, of.law, year) or Norm() for of in (edit.before, edit.after))
    moved = [name for name in (*NORM_AMOUNTS, *NORM_CHOICES) if getattr(was, name) != getattr(now, name)]
    if not moved:
        return "same_norm", {"kind": kind}
    return next(filter(None, (_part(edit, name, kind, rows, now) for name in moved)), None)


def _part(edit: Edit, name: str, kind: str, rows: np.ndarray, now: Norm) -> Said | None:
    """The ground of one entry of the norm."""
    drivers = edit.steps.drivers
    if name == "counts":
        earned = edit.steps.roadmap.own_revenue[rows].any()
        return None if earned else ("no_own_revenue", {"kind": kind})
    if name == "indexed":
        return None if edit.plan.assumptions.inflation else ("no_inflation", {})
    if name in MEASURES and not MEASURES[name](drivers)[rows].any():
        return "no_measure", {"kind": kind, "of": name}
    if name in ("teaching_share", "norm_pay"):
        if name == "norm_pay" and np.isclose(drivers.pay_index, 1).all():
            return "pay_still", {}
        if name == "norm_pay" and not now.teaching_share:
            return "no_ratio", {"kind": kind}
        return "amounts_greater" if drivers.salary[rows].any() else "no_salary_of", {"kind": kind}
    return "ratio_greater", {"kind": kind}
