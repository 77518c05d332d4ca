"""Cách phân bổ của một phương án trong vài chữ, on its card."""

from __future__ import annotations

from budget.scenario import NormStage, SupplementStage
from budget.simulate import Result
from pages.shared import state


def said(result: Result) -> str:
    """Cách phân bổ trong vài chữ, step by step; "" where nothing is given."""
    t, plan = state.words().t, result.scenario.allocation
    found = []
    for stage in plan.stages if plan else ():
        if isinstance(stage, NormStage):
            found.append(t("compare.card_split_norm", level=stage.level))
        elif isinstance(stage, SupplementStage):
            found.append(t("compare.card_split_supplement", multiple=stage.multiple))
        else:
            found.append(t("compare.card_split_share", by=stage.by))
    return "; ".join(found)
