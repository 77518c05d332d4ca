"""Vì sao sửa nguồn, trần, sàn hay phạm vi tăng kinh phí mà không trường nào nhận khác đi."""

from __future__ import annotations

import numpy as np

from budget.handout import Setting, latest
from budget.money import down_number, quotient
from budget.scenario import Allocation, SavingsPool
from budget.unmoved_edit import Edit, Said, extreme


def _settings(edit: Edit) -> tuple[Setting, Setting] | None:
    """The allocation as it was and as it is; None where one of the plans has none."""
    was, now = edit.was.given.setting, edit.steps.given.setting
    return (was, now) if was and now else None


def _plan(edit: Edit) -> Allocation:
    assert edit.plan.allocation is not None
    return edit.plan.allocation


def cap(edit: Edit) -> Said | None:
    """Trần: no school comes to it; or it is the same in whole steps."""
    found = _settings(edit)
    given = edit.after["increase"][:, 1:]
    if found is None or not given.any():
        return None
    was, now = found
    inside = now.scope & (now.base > 0)
    if np.array_equal(was.cap[inside], now.cap[inside]):
        return "cap_step", {"step": now.plan.round_to}
    touched = any(((given >= of.cap[:, None]) & (of.cap[:, None] > 0))[inside].any() for of in found)
    at = extreme(edit, quotient(given, now.base[:, None]), inside[:, None] & (given > 0), most=True)
    return None if touched or at is None else ("cap_free", at)


def floor(edit: Edit) -> Said | None:
    """Mức tăng tối thiểu: every school is given more anyway; or it is the same in whole steps."""
    found = _settings(edit)
    if found is None or not edit.steps.given.pool.any():
        return None
    floors = [np.minimum(of.floor, of.cap) for of in found]
    if np.array_equal(floors[0], floors[1]):
        if np.array_equal(found[0].floor, found[1].floor):
            return "floor_step", {"step": found[1].plan.round_to}
        return "floor_capped", {"cap": float(_plan(edit).cap or 0)}
    given, base = edit.after["increase"][:, 1:], found[1].base
    inside = (found[1].scope & (base > 0))[:, None] & (edit.steps.given.pool[1:] > 0)
    if (given < np.maximum(floors[0], floors[1])[:, None])[inside].any():
        return None
    at = extreme(edit, quotient(given, base[:, None]), inside, most=False)
    return ("floor_met", at) if at else None


def pool(edit: Edit) -> Said | None:
    """Nguồn: it is nothing, the same in whole steps, or what it has more is left over."""
    if late := edit.late(edit.path[-1]):
        return late
    if edit.before.scenario.allocation is None:
        return None
    was, now = edit.was.given, edit.steps.given
    other = np.flatnonzero(was.pool != now.pool)
    if len(other):
        j = int(other[0])
        amounts = {"before": float(was.pool[j]), "after": float(now.pool[j])}
        return "pool_left", {"year": edit.after.years[j], **amounts}
    one, two = edit.before.scenario.allocation.pool, _plan(edit).pool
    if isinstance(one, SavingsPool) or isinstance(two, SavingsPool):
        if not (edit.steps.quo.support - edit.steps.reductions.support).any():
            return "nothing_saved", {}
    elif all(latest(one.by_year, y) == latest(two.by_year, y) for y in edit.after.years):
        return "same_by_year", {}
    return "pool_step", {"step": _plan(edit).round_to}


def round_to(edit: Edit) -> Said | None:
    """Bước làm tròn: every grant is a multiple of both."""
    found = _settings(edit)
    if found is None:
        return None
    step, given = max(of.plan.round_to for of in found), edit.after["increase"]
    return ("round_same", {"step": step}) if given.any() and not (given % step).any() else None


def units(edit: Edit) -> Said | None:
    """Phạm vi: it picks the same schools, or others that are given nothing."""
    found = _settings(edit)
    if found is None:
        return None
    moved = found[0].whole_scope != found[1].whole_scope
    if not moved.any():
        return "same_units", {"units": int(found[1].whole_scope.sum())}
    ungiven = not edit.after["increase"][moved].any()
    return ("units_ungiven", {"units": int(moved.sum())}) if ungiven else None


def exception(edit: Edit) -> Said | None:
    """Ngoại lệ: a year that is not computed, or the same amount in whole steps."""
    if late := edit.late(edit.path[-1]):
        return late
    k, step, before = edit.path[2], _plan(edit).round_to, edit.before.scenario.allocation
    if before is None:
        return None
    was, now = before.exceptions[k].by_year, _plan(edit).exceptions[k].by_year
    years = edit.after.years[1:]
    if any(down_number(latest(was, y), step) != down_number(latest(now, y), step) for y in years):
        return None
    return (
        ("exception_step", {"step": step}) if any(latest(was, y) != latest(now, y) for y in years) else None
    )
