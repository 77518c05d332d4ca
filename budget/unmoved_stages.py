"""Vì sao sửa một bước chia mà không trường nào nhận khác đi."""

from __future__ import annotations

import numpy as np

from budget.handout import Grant, Setting
from budget.money import total
from budget.scenario import NormStage, SupplementStage
from budget.unmoved_edit import Edit, Said


def _grants(edit: Edit) -> tuple[Setting, list[Grant]] | None:
    """What the stage gives in every year in which something is left for it; None where that is none."""
    setting = edit.steps.given.setting
    if setting is None:
        return None
    years = range(1, len(edit.after.years))
    listed = [setting.again(j).stages[edit.path[2]] for j in years]
    known = [grant for grant in listed if grant.left]
    return (setting, known) if known else None


def _met(grants: list[Grant]) -> bool:
    """Whether in every year more is left than the stage may give: each unit gets all that it may get."""
    return all(grant.left > total(grant.money) for grant in grants)


def method(edit: Edit) -> Said | None:
    """Cách chia: there is enough for all, or one unit alone lacks something."""
    if (found := _grants(edit)) is None:
        return None
    setting, grants = found
    if _met(grants):
        return "needs_met", {}
    alone = all((grant.need[setting.scope] > 0).sum() <= 1 for grant in grants)
    return ("one_lacks", {}) if alone else None


def level(edit: Edit) -> Said | None:
    """Mức định mức phải đạt: the pool ends before it, or the cap does."""
    if (found := _grants(edit)) is None:
        return None
    setting, grants = found
    if _met(grants):
        return None if setting.plan.cap is None else ("all_capped", {"cap": float(setting.plan.cap)})
    stage = setting.plan.stages[edit.path[2]]
    spent = not any(grant.left > total(grant.money) for grant in grants)
    lowest = isinstance(stage, NormStage) and stage.method == "lowest_first"
    return ("level_unreached", {}) if spent and lowest else None


def multiple(edit: Edit) -> Said | None:
    """Hệ số thu nhập tăng thêm: the caps of the law are lower, or that of the plan."""
    if (found := _grants(edit)) is None:
        return None
    setting, grants = found
    plans = (edit.before.scenario.allocation, edit.plan.allocation)
    stages = [of.stages[edit.path[2]] for of in plans if of]
    most = float(np.max(setting.funds.cap[setting.scope], initial=0.0))
    if all(isinstance(stage, SupplementStage) and float(stage.multiple) >= most for stage in stages):
        return "multiple_capped", {"most": most}
    return ("all_capped", {"cap": float(setting.plan.cap)}) if _met(grants) and setting.plan.cap else None


def by(edit: Edit) -> Said | None:
    """Tiêu thức chia: one unit alone takes part, or all come to the cap."""
    if (found := _grants(edit)) is None:
        return None
    setting, grants = found
    if setting.scope.sum() == 1:
        return "one_unit", {"name": edit.name(int(np.flatnonzero(setting.scope)[0]))}
    return ("all_capped", {"cap": float(setting.plan.cap)}) if _met(grants) and setting.plan.cap else None
