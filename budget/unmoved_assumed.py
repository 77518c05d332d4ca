"""Vì sao sửa một giả định mà không số liệu nào đổi."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from budget.autonomy import THIRD_C, UNDEFINED
from budget.select import Mask
from budget.unmoved_edit import Edit, Said

LINES = {"pupils_growth": "pupils", "staff_growth": "staff"}
"""Mức tăng theo loại hình -> what of a unit it moves."""


def growth(edit: Edit) -> Said | None:
    """Mức tăng của một loại hình hoặc một nguồn thu: nobody has any of it."""
    table, of = edit.path[1:3]
    units = edit.after.units
    if table in LINES:
        counted = units[LINES[table]][units.of_kinds([of])].any()
        return None if counted else (f"no_{LINES[table]}", {"kind": of})
    if not units[of].any():
        return "no_revenue", {"line": of}
    if not units[of][~_follows(edit)].any():
        return "prices_follow", {"line": of}
    surplus = [steps.drivers.lines["surplus_services"][~_follows(edit)] for steps in (edit.was, edit.steps)]
    services = of in ("service_revenue", "service_cost")
    return ("services_no_surplus", {}) if services and not any(one.any() for one in surplus) else None


def assumption(edit: Edit) -> Said | None:
    """Một giả định chung."""
    ground = GROUNDS.get(edit.path[1])
    return ground(edit) if ground else None


def _follows(edit: Edit) -> Mask:
    """The units whose prices follow their costs (n,)."""
    return _pays(edit) & np.bool_(edit.plan.assumptions.prices_follow_costs)


def _pays(edit: Edit) -> Mask:
    """Đơn vị sự nghiệp khác của nhóm 1, 2, 3 (n,)."""
    group = edit.steps.drivers.base_group
    pays: Mask = ~edit.after.units.school & (group != UNDEFINED) & (group <= THIRD_C)
    return pays


def _inflation(edit: Edit) -> Said | None:
    return None if edit.steps.drivers.operations.any() else ("no_operations", {})


def _base_pay(edit: Edit) -> Said | None:
    enacted, last = edit.after.law.last_year("base_pay"), edit.after.years[-1]
    if last <= enacted:
        return "pay_enacted", {"year": enacted, "last": last}
    return _salary(edit)


def _salary(edit: Edit) -> Said | None:
    return None if edit.after.units["salary"].any() else ("no_salary", {})


def _follow_pupils(edit: Edit) -> Said | None:
    drivers, school = edit.steps.drivers, edit.after.units.school
    still = (drivers.pupils[school] == drivers.pupils[school, :1]).all()
    return ("pupils_still", {}) if still else None


def _prices(edit: Edit) -> Said | None:
    pays, spending = _pays(edit), edit.steps.drivers.spending
    if not pays.any():
        return "nobody_pays", {}
    still = (spending[pays] == spending[pays, :1]).all()
    return ("costs_still", {}) if still else None


def _rises(edit: Edit) -> Said | None:
    if np.isclose(edit.steps.drivers.pay_index, 1).all():
        return "pay_still", {}
    return None if (edit.steps.quo.part[:, 0] * edit.after.units["salary"]).any() else ("state_pays_none", {})


def _steps(edit: Edit) -> Said | None:
    assumed, drivers = edit.plan.assumptions, edit.steps.drivers
    staff_still = (drivers.staff == drivers.staff[:, :1]).all()
    if not assumed.pay_drift and staff_still:
        return "steps_still", {}
    return None if (edit.steps.quo.part[:, 0] * edit.after.units["salary"]).any() else ("state_pays_none", {})


def _own_funds(edit: Edit) -> Said | None:
    if (edit.steps.drivers.pay_index <= 1).all():
        return "pay_still", {}
    return "set_aside_none", {}


def _contributions(edit: Edit) -> Said | None:
    units, law = edit.after.units, edit.after.law
    if not units["salary"].any():
        return "no_salary", {}
    if not (np.isnan(units["contributions"]) & (units["salary"] > 0)).any():
        return "contributions_known", {}
    counted = all(law.text("payroll_base", y) != "salary without contributions" for y in edit.after.years)
    return ("contributions_counted", {}) if counted else None


def _compensation(edit: Edit) -> Said | None:
    units, law, years = edit.after.units, edit.after.law, edit.after.years
    charges = units.school & ~units.of_kinds(law.names("tuition_free_kinds", years[0]))
    if not units["tuition"][charges].any():
        return "no_tuition", {}
    share = [law.number("tuition_exempt_share", y) for y in years]
    return ("none_exempt", {}) if all(e == share[0] for e in share) else None


GROUNDS: Mapping[str, Callable[[Edit], Said | None]] = {
    "inflation": _inflation,
    "base_pay_growth": _base_pay,
    "pay_drift": _salary,
    "follow_pupils": _follow_pupils,
    "prices_follow_costs": _prices,
    "state_pays_rises": _rises,
    "state_pays_steps": _steps,
    "own_funds_first": _own_funds,
    "contributions_share": _contributions,
    "compensation_rate": _compensation,
    "plausible_growth": lambda _: ("marks_alone", {}),
}
"""Giả định -> the ground on which its new value moves nothing."""
