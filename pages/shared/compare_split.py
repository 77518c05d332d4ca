"""Cách phân bổ của một phương án trong vài chữ, on its card."""

from __future__ import annotations

from budget.idle_grants import idle_stages
from budget.payers import excepted
from budget.scenario import NormStage, SupplementStage
from budget.simulate import Result
from pages.shared import state


def said(result: Result, year: int) -> str:
    """Cách phân bổ của năm trong vài chữ: single units first, then step by step those that give something;
    "" where nothing is given.
    """
    t, plan = state.words().t, result.scenario.allocation
    own = excepted(result, year)
    found = [t("compare.card_split_own", n=own["n"])] if own else []
    idle = idle_stages(result, year)
    for stage, why in zip(plan.stages if plan else (), idle, strict=False):
        if why is not None:
            continue
        if isinstance(stage, NormStage):
            found.append(t("compare.card_split_norm", level=stage.level))
        elif isinstance(stage, SupplementStage):
            found.append(t("compare.card_split_supplement", multiple=stage.multiple))
        else:
            found.append(t("compare.card_split_share", by=stage.by))
    return "; ".join(found)
