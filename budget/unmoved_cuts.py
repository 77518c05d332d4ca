"""Vì sao sửa một biện pháp giảm chi mà không đơn vị nào giảm khác đi."""

from __future__ import annotations

import numpy as np

from budget.money import Array, down, quotient
from budget.planning import scope_of
from budget.reductions import SCOPE
from budget.scenario import Reduction
from budget.select import Mask
from budget.unmoved_edit import Edit, Said, extreme


def _scopes(edit: Edit) -> tuple[Mask, Mask]:
    """The units of the measure before and after."""
    was, now = edit.measures
    return scope_of(edit.before, was.units, SCOPE), scope_of(edit.after, now.units, SCOPE)


def _cut(edit: Edit) -> tuple[Array, Array, Array]:
    """What the measure cuts, what was taken before it and what stood, of the years after the base year."""
    reductions, k = edit.steps.reductions, edit.path[1]
    stand = reductions.stands[k]
    return reductions.cuts[k][:, 1:], stand.taken[:, 1:], stand.support[:, 1:]


def _room(edit: Edit, measure: Reduction) -> Array:
    """What its cap lets the measure take (n, Y - 1), whole đồng; infinite without one."""
    if measure.max_cut is None:
        return np.full_like(_cut(edit)[0], np.inf)
    base = edit.after.units["support"][:, None]
    return down(np.maximum(0.0, float(measure.max_cut) * base - _cut(edit)[1]))


def _ended(edit: Edit) -> Said | None:
    """Whether every unit that stands in the scope is cut as far as the measure may in every year."""
    cut, _, support = _cut(edit)
    rows, measure = _scopes(edit)[1], edit.measures[1]
    if not cut[rows].any():
        return None
    if measure.max_cut is not None and (cut == np.minimum(support, _room(edit, measure)))[rows].all():
        return "all_at_max", {"cap": float(measure.max_cut)}
    return ("all_taken", {}) if (cut == support)[rows].all() else None


def max_cut(edit: Edit) -> Said | None:
    """Trần giảm: no unit comes to it."""
    cut, taken, _ = _cut(edit)
    base = edit.after.units["support"][:, None]
    reached = (cut > 0) & (base > 0)
    if any((cut >= _room(edit, measure))[reached].any() for measure in edit.measures):
        return None
    at = extreme(edit, quotient(taken + cut, base), reached, most=True)
    return ("max_free", at) if at else None


def rate(edit: Edit) -> Said | None:
    """Tỷ lệ giảm: a year that is not computed, or all are cut as far as may be."""
    year = edit.path[-1]
    if isinstance(year, int) and year <= edit.after.years[0]:
        return "base_year", {"year": year}
    return edit.late(year) or _ended(edit)


def target(edit: Edit) -> Said | None:
    """Mục tiêu: a year that is not computed, the same way, or all are cut as far as may be."""
    year = edit.path[-1]
    if isinstance(year, int) and year <= edit.after.years[0]:
        return "base_year", {"year": year}
    if late := edit.late(year):
        return late
    was, now = (of.reductions.targets[edit.path[1]] for of in (edit.was, edit.steps))
    return ("same_way", {}) if was and now and was.shares == now.shares else _ended(edit)


def of(edit: Edit) -> Said | None:
    """Gốc của mục tiêu: the status quo is that of the base year, or all are cut as far as may be."""
    rows, quo = _scopes(edit)[1], edit.steps.quo.support
    same = (quo[rows].sum(axis=0) == edit.after.units["support"][rows].sum()).all()
    return ("quo_is_base", {}) if same else _ended(edit)


def share_by(edit: Edit) -> Said | None:
    """Cách chia số giảm: one unit alone is in scope, or all are cut as far as may be."""
    rows = np.flatnonzero(_scopes(edit)[1])
    return ("one_unit", {"name": edit.name(int(rows[0]))}) if len(rows) == 1 else _ended(edit)


def units(edit: Edit) -> Said | None:
    """Phạm vi: it picks the same units."""
    was, now = _scopes(edit)
    return ("same_units", {"units": int(now.sum())}) if np.array_equal(was, now) else None
