"""Hiện trạng: the support of the stability period when nothing is decided (model, section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from budget.autonomy import SECOND, UNDEFINED, Groups, is_partly, ratio
from budget.drivers import Drivers
from budget.law import Law
from budget.money import Array, spread, whole
from budget.scenario import Assumptions
from budget.setaside import assigned_groups, set_aside
from budget.units import Units


@dataclass(frozen=True)
class StatusQuo:
    """Kinh phí hiện trạng và các khoản làm nên nó: (n, Y), đồng."""

    part: Array
    rise: Array
    steps: Array
    set_aside: Array
    before: Array
    own_part: Array
    used: Array
    support: Array
    saving: Array
    assigned: Groups


def status_quo(
    units: Units,
    drivers: Drivers,
    assumptions: Assumptions,
    classification: str,
    law: Law,
    years: tuple[int, ...],
) -> StatusQuo:
    """Kinh phí hiện trạng S0: the State pays pay rises, steps and headcount; money for operations stands
    still.

    Law: own_revenue_rate, own_revenue_lines, saving_rate, thresholds, stability_periods. Raises NoLawValue.
    """
    group = drivers.base_group
    degree = ratio(drivers.own_revenue[:, 0], drivers.spending[:, 0])
    pays_itself = (group != UNDEFINED) & (group <= SECOND)
    part = np.where(pays_itself, 0.0, np.where(is_partly(group) & ~units.school, 1.0 - degree, 1.0))

    salary = units["salary"]
    index = drivers.pay_index
    rise = spread(float(assumptions.state_pays_rises) * part * salary, index - 1.0)
    steps = drivers.salary - spread(salary, index)
    steps *= (float(assumptions.state_pays_steps) * part)[:, None]
    assigned = assigned_groups(
        drivers.own_revenue, drivers.spending, group, units["covers_investment"], classification, law, years
    )
    taken = set_aside(drivers.lines, None, assigned, law, years)
    before = set_aside_of_base(drivers.lines, assigned, law, years)
    own_part = spread((1.0 - part) * salary, np.maximum(0.0, index - 1.0))
    used: Array = np.zeros_like(rise)
    if assumptions.own_funds_first:
        used = taken - before
        used -= own_part
        np.maximum(0.0, used, out=used)
        np.minimum(used, np.maximum(0.0, rise), out=used)
    support = units["support"][:, None] + rise
    support += steps
    support -= used
    support = whole(np.maximum(0.0, support, out=support))
    # Tiết kiệm chi thường xuyên is shown beside the support and moves nothing.
    rates = np.array([float(law.number("saving_rate", y)) for y in years])
    saving = support - drivers.salary
    np.minimum(drivers.operations, saving, out=saving)
    np.maximum(0.0, saving, out=saving)
    saving *= rates
    return StatusQuo(part[:, None], rise, steps, taken, before, own_part, used, support, saving, assigned)


def set_aside_of_base(lines: Mapping[str, Array], group: Groups, law: Law, years: tuple[int, ...]) -> Array:
    """Số trích tính trên thu của năm gốc, with the lines, rate and group of each year (n, Y), đồng."""
    base = {line: amounts[:, :1] for line, amounts in lines.items()}
    return set_aside(base, None, group, law, years)
