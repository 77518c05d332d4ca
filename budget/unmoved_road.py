"""Vì sao sửa một phần lộ trình mà không đơn vị nào phải làm khác đi."""

from __future__ import annotations

import numpy as np

from budget.money import down
from budget.pathways import entries_of
from budget.planning import scope_of
from budget.select import Mask
from budget.unmoved_edit import Edit, Said


def _own(edit: Edit) -> Mask:
    """The units that follow the part (n,)."""
    entry = edit.plan.roadmap[edit.path[1]]
    return np.array([follows is entry for follows in entries_of(edit.after)], dtype=bool)


def target(edit: Edit) -> Said | None:
    """Mục tiêu: a year that is not computed, or one on the way that was asked for already."""
    if late := edit.late(edit.path[-1]):
        return late
    if edit.path[-1] <= edit.after.years[0]:
        return "base_year", {"year": edit.path[-1]}
    return "same_way", {}


def revenue_share(edit: Edit) -> Said | None:
    """Phần đạt bằng tăng thu: nothing can be saved, or all of it is."""
    own, road = _own(edit), edit.steps.roadmap
    operations = edit.steps.drivers.operations[own, 1:]
    asks = (road.revenue + road.saving)[own, 1:] > 0
    if not asks.any():
        return None
    if not operations[asks].any():
        return "nothing_to_save", {}
    return ("all_saved", {}) if (road.saving[own, 1:] >= down(operations))[asks].all() else None


def release(edit: Edit) -> Said | None:
    """Ngân sách giảm theo phần đạt được: nothing stands that could be cut, or the surplus takes more."""
    own, road = _own(edit), edit.steps.roadmap
    asks = (road.revenue + road.saving)[own, 1:] > 0
    if not asks.any():
        return None
    if not road.support[own, 1:][asks].any():
        return "no_support_left", {}
    return ("recovered_more", {}) if edit.plan.roadmap[edit.path[1]].recover_surplus else None


def recover_surplus(edit: Edit) -> Said | None:
    """Thu hồi phần vượt nhu cầu: no unit of the part has more than it needs."""
    own = _own(edit)
    return ("no_surplus", {"units": int(own.sum())}) if own.any() else None


def units(edit: Edit) -> Said | None:
    """Phạm vi: it picks the same units."""
    k = edit.path[1]
    was = scope_of(edit.before, edit.before.scenario.roadmap[k].units)
    now = scope_of(edit.after, edit.plan.roadmap[k].units)
    return ("same_units", {"units": int(now.sum())}) if np.array_equal(was, now) else None
